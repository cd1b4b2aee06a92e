//! From the cells of a table to the words behind them.

use crate::analysis::heads::field_head;
use crate::analysis::view::Passage;
use crate::model::heading::told_apart;
use crate::model::{Cell, CodingId, Emptiness, Table, Value};
use crate::text::clock;
use std::collections::{HashMap, HashSet};

const COLUMNS: [&str; 14] = [
    "row",
    "column",
    "coding",
    "code",
    "coder",
    "state",
    "origin",
    "transcript",
    "turn",
    "line",
    TIME,
    "speaker",
    "quote",
    "memo",
];

/// Lists, cell by cell and row by row, every coding behind a table with its
/// words. A coding behind several cells stands under each of them. One that is
/// not in `passages` (as it was deleted after a summary cited it) keeps its
/// line, with nothing but its number, and a note says how many there are.
///
/// Rows are numbered from 1, and behind each number of a coding stands that
/// coding. `coding`, `turn` and `line` are counts, the rest is text; `time`
/// stands there only if any passage has one. The heads are named as `table` prints them, with the name added
/// where two print alike. Several memos on a coding are joined by line breaks.
pub fn evidence(table: &Table, passages: &HashMap<CodingId, Passage>) -> Table {
    let (row_names, column_names) = (told_apart(&table.rows), told_apart(&table.columns));
    let mut cells = Vec::new();
    let mut missing = HashSet::new();
    for (row, line) in row_names.iter().zip(&table.cells) {
        for (column, cell) in column_names.iter().zip(line) {
            for coding in &cell.behind {
                let passage = passages.get(coding);
                if passage.is_none() {
                    missing.insert(*coding);
                }
                let mut number = number(coding.0);
                number.behind.push(*coding);
                let mut found = vec![words(row), words(column), number];
                found.extend(passage_cells(passage));
                cells.push(found);
            }
        }
    }
    let mut notes = table.notes.clone();
    if !missing.is_empty() {
        notes.push(format!(
            "{} of the codings behind the table {} no longer in the study.",
            missing.len(),
            if missing.len() == 1 { "is" } else { "are" }
        ));
    }
    let mut listed = Table {
        title: format!("Evidence: {}", table.title),
        corner: "no.".to_owned(),
        rows: (1..=cells.len())
            .map(|at| field_head(&at.to_string()))
            .collect(),
        columns: COLUMNS.into_iter().map(field_head).collect(),
        cells,
        unit: String::new(),
        coders: table.coders.clone(),
        filters: table.filters.clone(),
        notes,
        ..Table::default()
    };
    without_empty_times(&mut listed);
    listed
}

/// The head of the column that says when the words of a passage begin.
pub(super) const TIME: &str = "time";

/// When the words of a passage begin, as people read it.
pub(super) fn time(passage: &Passage) -> Cell {
    words(&passage.starts_at.map(clock).unwrap_or_default())
}

/// Takes the times out of a list of passages where none of them has any:
/// most interviews are written down without.
pub(super) fn without_empty_times(listed: &mut Table) {
    let at = listed.columns.iter().position(|head| head.name == TIME);
    let blank = |row: &Vec<Cell>| {
        let cell = at.and_then(|at| row.get(at));
        cell.is_none_or(|cell| cell.value == Value::Empty(Emptiness::Blank))
    };
    let Some(at) = at.filter(|_| listed.cells.iter().all(blank)) else {
        return;
    };
    listed.columns.remove(at);
    for row in &mut listed.cells {
        row.remove(at);
    }
}

fn passage_cells(passage: Option<&Passage>) -> Vec<Cell> {
    let Some(passage) = passage else {
        return vec![Cell::plain(Value::Empty(Emptiness::Blank)); COLUMNS.len() - 3];
    };
    vec![
        words(&passage.code),
        words(&passage.coder),
        words(&passage.state.to_string()),
        words(&passage.origin.to_string()),
        words(&passage.transcript),
        number(u64::from(passage.turn)),
        number(passage.line as u64),
        time(passage),
        words(&passage.speaker),
        words(&passage.quote),
        words(&passage.memos.join("\n")),
    ]
}

/// Text, or a blank where there is none (nobody decided, no memo).
pub(super) fn words(text: &str) -> Cell {
    Cell::plain(if text.is_empty() {
        Value::Empty(Emptiness::Blank)
    } else {
        Value::Text(text.to_owned())
    })
}

/// A number.
pub(super) fn number(number: u64) -> Cell {
    Cell::plain(Value::Count(number))
}
