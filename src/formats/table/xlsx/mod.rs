//! A table as an Excel workbook of three sheets.
//!
//! `Table` looks as a journal prints it: thin rules above and below the head
//! and below the last row, no grid. Its cells have real types: counts are whole
//! numbers, shares are numbers shown as percentages with one decimal, figures
//! have two, and words are words whatever they begin with; no cell is a
//! formula. A second measure has a column of its own. Marks such as
//! `(2 pending)` stand behind a number by its number format.
//!
//! `Notes` says what is counted, whose codings, what alone, and how to read
//! the table. `Evidence` lists every quote behind every cell; a click on a
//! number leads to its first quote. Words have no links: LibreOffice no longer
//! wraps a text that has one.
//!
//! Excel holds 32,767 characters in a cell: a longer text is cut there, says
//! so, and stands whole on `Notes`. It holds 1,048,576 rows: more quotes follow
//! on `Evidence 2` and so on, and a table of more rows, or of more than 16,384
//! columns, is an error. Above 65,530 links it opens no file: there are none
//! then, and `Notes` says so.
//!
//! Source of the limits: Microsoft, "Excel specifications and limits".

mod columns;
mod evidence;
mod fit;
mod look;
mod notes;
mod page;
mod sheet;
mod text;

#[cfg(test)]
mod tests;

use super::Quotes;
use crate::model::{Problem, Table};
use page::Kit;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

/// The most rows and columns of a sheet.
const ROWS: usize = 1_048_576;
const COLUMNS: usize = 16_384;
/// The most links of a sheet.
const LINKS: usize = 65_530;
/// The most characters of a document's title.
const TITLE: usize = 255;

/// Writes the workbook; the same table and quotes give the same bytes. A
/// coding that is not in `quotes` keeps its line with its number alone.
pub fn write(table: &Table, quotes: &Quotes) -> Result<Vec<u8>, Problem> {
    book(table, quotes, ROWS).map_err(|error| {
        let told = match error {
            XlsxError::RowColumnLimitError => {
                format!("Excel holds {ROWS} rows and {COLUMNS} columns, and this table has more")
            }
            other => format!("the table cannot be written for Excel: {other}"),
        };
        Problem::new(told).next("write it as .csv, or choose fewer rows or columns")
    })
}

/// The workbook with at most so many rows on a sheet of quotes.
fn book(table: &Table, quotes: &Quotes, most_rows: usize) -> Result<Vec<u8>, XlsxError> {
    let mut kit = Kit::default();
    let places = evidence::Places::of(table, most_rows);
    let shown = sheet::write(table, &places, &mut kit)?;
    let listed = evidence::write(table, quotes, most_rows, &mut kit)?;
    let noted = notes::write(table, &places, &mut kit)?;
    let mut book = Workbook::new();
    // The clock would make other bytes of the same study.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let title: String = text::clean(&table.title).chars().take(TITLE).collect();
    let properties = DocProperties::new().set_title(title);
    book.set_properties(&properties.set_creation_datetime(&day));
    for sheet in [shown, noted].into_iter().chain(listed) {
        book.push_worksheet(sheet);
    }
    book.save_to_buffer()
}
