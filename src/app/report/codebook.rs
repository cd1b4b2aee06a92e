//! The codebook as it is printed: a table of codes, and the questions.

use crate::model::{Axis, Block, Cell, Code, CodeKind, Codebook, Emptiness, Heading, Table, Value};

/// The research questions as a list, and the codes as tables: first the codes,
/// then the pattern codes with what they gather.
pub fn blocks(codebook: &Codebook) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !codebook.questions.is_empty() {
        blocks.push(Block::Paragraph("Research questions:".to_owned()));
        let questions = codebook.questions.iter();
        blocks.push(Block::List(
            questions
                .map(|question| {
                    format!("{} {}", question.id, question.text)
                        .trim()
                        .to_owned()
                })
                .collect(),
        ));
    }
    let of_kind = |patterns: bool| {
        let codes = codebook.codes.values().filter(|code| !code.retired);
        codes
            .filter(|code| (code.kind == CodeKind::Pattern) == patterns)
            .collect::<Vec<&Code>>()
    };
    for (patterns, title) in [(false, "Codes"), (true, "Pattern codes")] {
        let codes = of_kind(patterns);
        if !codes.is_empty() {
            blocks.push(Block::Table(Box::new(codes_table(
                codebook, &codes, title, patterns,
            ))));
        }
    }
    blocks
}

fn codes_table(codebook: &Codebook, codes: &[&Code], title: &str, patterns: bool) -> Table {
    let heads = match patterns {
        false => ["Description", "Kind", "Questions", "Definition"].as_slice(),
        true => ["Theme", "Gathers", "Definition"].as_slice(),
    };
    let cells = codes.iter().map(|code| {
        let definition = words(code.definition.as_deref().unwrap_or_default());
        match patterns {
            false => vec![
                words(&code.label),
                words(&code.kind.to_string()),
                words(&code.questions.join(", ")),
                definition,
            ],
            true => {
                let gathers: Vec<&str> = code.gathers.iter().map(|id| id.as_str()).collect();
                vec![words(&code.label), words(&gathers.join(", ")), definition]
            }
        }
    });
    let mut table = Table {
        title: match codebook.name.trim() {
            "" => title.to_owned(),
            name => format!("{title} of the codebook “{name}”"),
        },
        corner: "Code".to_owned(),
        rows: codes
            .iter()
            .map(|code| Heading {
                subject: Axis::Code(code.key),
                name: code.id.0.clone(),
                label: code.id.0.clone(),
                depth: codebook.depth(code),
                ..Heading::default()
            })
            .collect(),
        columns: heads
            .iter()
            .map(|label| Heading {
                subject: Axis::Field((*label).to_owned()),
                name: (*label).to_owned(),
                label: (*label).to_owned(),
                ..Heading::default()
            })
            .collect(),
        cells: cells.collect(),
        ..Table::default()
    };
    without_blank_columns(&mut table);
    table
}

fn words(text: &str) -> Cell {
    Cell::plain(match text.trim() {
        "" => Value::Empty(Emptiness::Blank),
        text => Value::Text(text.to_owned()),
    })
}

/// Most codebooks leave something out for all codes.
fn without_blank_columns(table: &mut Table) {
    let blank = Value::Empty(Emptiness::Blank);
    for column in (0..table.columns.len()).rev() {
        let is_blank = |line: &Vec<Cell>| line.get(column).is_none_or(|it| it.value == blank);
        if table.cells.iter().all(is_blank) {
            table.columns.remove(column);
            for line in &mut table.cells {
                line.remove(column);
            }
        }
    }
}
