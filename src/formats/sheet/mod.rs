//! Spreadsheets as they come from outside: rows of typed cells, bounded before
//! anybody makes room for them. Delimited text, Excel (.xlsx) and OpenDocument
//! (.ods) come out alike.
//!
//! What a reader takes for granted of its own kind of table it says in
//! [`Limits`]; what a cell means is the reader's business.

mod cell;
mod cells;
pub mod delimited;
mod guard;
mod ods;
mod xlsx;

pub use cell::{Cell, When};

use crate::model::Problem;

/// How large a table may be, and in whose words that is said.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// What kind of table is expected, as in "a list of codes".
    pub what: &'static str,
    /// What to do with one that is too large.
    pub advice: &'static str,
    /// What a file may unpack to.
    pub bytes: u64,
    /// Cells of one sheet, with the blank ones between filled ones.
    pub cells: usize,
    /// Columns from the left; what stands further out is no part of the table.
    pub columns: usize,
}

impl Limits {
    fn too_large(&self) -> Problem {
        Problem::new(format!("the sheet is far larger than {}", self.what)).next(self.advice)
    }

    fn unpacks_too_far(&self) -> Problem {
        Problem::new(format!(
            "the spreadsheet unpacks to far more than {}",
            self.what
        ))
        .next(self.advice)
    }
}

/// A workbook.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// Its sheets in order, without those that are charts.
    pub sheets: Vec<Sheet>,
    /// How many rows a person does not see, in all sheets together.
    pub hidden_rows: usize,
}

/// One sheet.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Its name; empty for delimited text.
    pub name: String,
    /// The rows that hold anything.
    pub rows: Vec<Row>,
    /// Whether a person does not see it.
    pub hidden: bool,
    /// Filled cells that stand too far to the right to be read.
    pub too_far: usize,
}

/// One row of a sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its number as a spreadsheet counts, from 1.
    pub number: usize,
    /// The line of the file on which it starts; its number in a spreadsheet.
    pub line: usize,
    /// Its cells up to the last that is filled.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The cell in a column; [`Cell::Empty`] past the row's end.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }
}

/// Reads a workbook: an OpenDocument one by its ending, else Excel's.
///
/// # Errors
/// A [`Problem`] for a file that is damaged, or larger than `limits`.
pub fn read_book(ending: &str, bytes: &[u8], limits: &Limits) -> Result<Book, Problem> {
    let hidden_rows = guard::check_parts(bytes, limits)?;
    if ending.eq_ignore_ascii_case("ods") {
        ods::read(bytes, limits)
    } else {
        let sheets = xlsx::read(bytes, limits)?;
        Ok(Book {
            sheets,
            hidden_rows,
        })
    }
}

/// A column's letters in a spreadsheet, from 0: A, B, … Z, AA.
pub fn letters(column: usize) -> String {
    let mut left = column + 1;
    let mut letters = Vec::new();
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or(0)));
        left /= 26;
    }
    letters.iter().rev().collect()
}

/// The column that letters name, from 0; none for anything else.
pub fn column_of(letters: &str) -> Option<usize> {
    let bytes = letters.as_bytes();
    let plain = (1..=3).contains(&bytes.len()) && bytes.iter().all(u8::is_ascii_alphabetic);
    let digit = |byte: &u8| usize::from(byte.to_ascii_uppercase() - b'A') + 1;
    plain.then(|| bytes.iter().fold(0, |sum, byte| sum * 26 + digit(byte)) - 1)
}

fn damaged(error: impl std::fmt::Display) -> Problem {
    let told: String = error.to_string().chars().take(200).collect();
    Problem::new(format!("this spreadsheet cannot be read: {told}"))
        .next("open it in a spreadsheet program and save it again, or save it as CSV")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_numbers_of_columns_agree() {
        for column in (0..2000).chain([16_383]) {
            assert_eq!(column_of(&letters(column)), Some(column));
        }
        assert_eq!(column_of("aB"), Some(27));
        for no in ["", "Ä", "ABCD", "A1", " A"] {
            assert_eq!(column_of(no), None, "{no}");
        }
    }
}
