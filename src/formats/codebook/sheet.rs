//! The first sheet of a spreadsheet that holds a list of codes.

use crate::formats::codebook::list::head_of;
use crate::formats::delimited::Row;
use crate::formats::sheet::{self, Cell, Limits, letters, read_book};
use crate::model::Problem;
use std::collections::HashMap;
use std::path::Path;

/// A list of codes has some thousand cells; it is far below all of these.
const LIMITS: Limits = Limits {
    what: "a list of codes",
    advice: "save only the sheet with the codes, as CSV",
    bytes: 128 << 20,
    cells: 500_000,
    columns: 200,
};

/// Rows as text, and the cells that hold no text.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) rows: Vec<Row>,
    /// Delimited text, where a cell too many is a delimiter too many; in a
    /// spreadsheet people keep remarks beside the list.
    pub(super) is_delimited: bool,
    odd: HashMap<usize, Vec<(usize, &'static str)>>,
}

impl Sheet {
    /// Rows of plain text.
    pub(super) fn plain(rows: Vec<Row>) -> Self {
        Self {
            rows,
            is_delimited: true,
            odd: HashMap::new(),
        }
    }

    /// What cannot be read on a line, one problem a cell, as far as its column
    /// plays a part.
    pub(super) fn unreadable(
        &self,
        line: usize,
        plays_a_part: impl Fn(usize) -> bool,
    ) -> impl Iterator<Item = Problem> {
        let cells = self.odd.get(&line).into_iter().flatten();
        let cells = cells.filter(move |(column, _)| plays_a_part(*column));
        cells.map(move |(column, what)| {
            Problem::new(format!("cell {}{line} holds {what}", letters(*column))).next(
                "spreadsheet programs make dates of numbers such as 1.1: \
                 format the column as text and type the cell again",
            )
        })
    }
}

pub(super) fn read_sheet(file: &Path, bytes: &[u8]) -> Result<Sheet, Problem> {
    let ending = file.extension().unwrap_or_default().to_string_lossy();
    let book = read_book(&ending, bytes, &LIMITS)?;
    let mut sheets = book.sheets.into_iter().map(Sheet::of);
    let with_head = |sheet: &Sheet| head_of(&sheet.rows).is_some();
    Ok(sheets.find(with_head).unwrap_or_default())
}

impl Sheet {
    fn of(sheet: sheet::Sheet) -> Self {
        let mut odd: HashMap<usize, Vec<(usize, &'static str)>> = HashMap::new();
        let mut text = |line: usize, column: usize, cell: Cell| {
            let mut is = |what| odd.entry(line).or_default().push((column, what));
            match cell {
                Cell::Text(text) => return text,
                Cell::When(_) => is("a date"),
                Cell::Error => is("a formula's error"),
                // A question 1.10 must be typed as text: as a number it is 1.1.
                Cell::Empty | Cell::Number(_) | Cell::Bool(_) => return cell.shown().into_owned(),
            }
            String::new()
        };
        let rows = sheet.rows.into_iter().map(|row| Row {
            line: row.line,
            cells: (0..)
                .zip(row.cells)
                .map(|(column, cell)| text(row.line, column, cell))
                .collect(),
        });
        Self {
            rows: rows.collect(),
            is_delimited: false,
            odd,
        }
    }
}
