//! The quotes behind the written cells of a report's tables, row by row.

use crate::model::{Block, CodingId, HeadKind, Paper, Table, Value};
use std::collections::BTreeSet;

/// For each row of each table of written cells, the quotes that its cells
/// cite, case by case; a quote comes once in a row. Numbers open to too many
/// quotes to print: they are in the evidence files.
pub fn blocks(paper: &Paper) -> Vec<Block> {
    let tables = paper.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let mut blocks = Vec::new();
    for table in tables.filter(|table| is_written(table)) {
        let before = blocks.len();
        blocks.push(heading(2, &table.title));
        for (row, cells) in table.rows.iter().zip(&table.cells) {
            let mut shown: BTreeSet<CodingId> = BTreeSet::new();
            let mut found = Vec::new();
            for (column, cell) in table.columns.iter().zip(cells) {
                if column.kind != HeadKind::Item || !matches!(cell.value, Value::Text(_)) {
                    continue;
                }
                let cited = cell.behind.iter().filter(|id| shown.insert(**id));
                let quotes: Vec<Block> = cited
                    .filter_map(|id| paper.quotes.get(id))
                    .map(|quoted| Block::Quote(Box::new(quoted.clone())))
                    .collect();
                if !quotes.is_empty() {
                    found.push(heading(4, &column.path()));
                    found.extend(quotes);
                }
            }
            if !found.is_empty() {
                blocks.push(heading(3, &row.path()));
                blocks.extend(found);
            }
        }
        if blocks.len() == before + 1 {
            blocks.truncate(before);
        }
    }
    blocks
}

fn heading(level: u8, text: &str) -> Block {
    Block::Heading {
        level,
        text: text.to_owned(),
    }
}

/// Whether any cell holds what a person wrote, with the quotes it cites.
fn is_written(table: &Table) -> bool {
    let mut cells = table.cells.iter().flatten();
    cells.any(|cell| matches!(cell.value, Value::Text(_)) && !cell.behind.is_empty())
}
