//! From the bytes of a file to its sheets, whatever its ending says.

use crate::formats::plain::with_plain_line_ends;
use crate::formats::sheet::delimited::read_delimited;
use crate::formats::sheet::{Limits, Sheet, read_book};
use crate::formats::transcript::Doubt;
use crate::formats::transcript::encoding::decode;
use crate::model::Problem;

/// Excel's own limit of rows; with six columns each, chats stay below.
const LIMITS: Limits = Limits {
    what: "a table of messages or answers",
    advice: "split it into several files, or leave out the columns that are not wanted",
    bytes: 256 << 20,
    cells: 6 << 20,
    columns: 1_000,
};

/// The sheets of a file, with what was assumed.
#[derive(Default)]
pub(super) struct Source {
    pub sheets: Vec<Sheet>,
    pub notes: Vec<String>,
    pub doubts: Vec<Doubt>,
}

/// Reads a workbook by what it is, anything else as delimited text.
pub(super) fn read(bytes: &[u8]) -> Result<Source, Problem> {
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(
            Problem::new("this is an old Excel file (.xls), or one with a password")
                .next("open it in a spreadsheet program and save it as .xlsx or .csv"),
        );
    }
    let mut source = if bytes.starts_with(b"PK\x03\x04") {
        workbook(bytes)?
    } else {
        delimited(bytes)?
    };
    let too_far: usize = source.sheets.iter().map(|sheet| sheet.too_far).sum();
    if too_far > 0 {
        source.notes.push(format!(
            "cells to the right of column {}, left out: {too_far}",
            LIMITS.columns
        ));
    }
    Ok(source)
}

fn workbook(bytes: &[u8]) -> Result<Source, Problem> {
    let ending = if is_open_document(bytes) {
        "ods"
    } else {
        "xlsx"
    };
    let book = read_book(ending, bytes, &LIMITS)?;
    let mut notes = Vec::new();
    for sheet in book
        .sheets
        .iter()
        .filter(|it| it.hidden && !it.rows.is_empty())
    {
        notes.push(format!(
            "the sheet '{}' is hidden; it was read all the same",
            sheet.name
        ));
    }
    if book.hidden_rows > 0 {
        notes.push(format!(
            "hidden rows, read all the same: {}",
            book.hidden_rows
        ));
    }
    Ok(Source {
        sheets: book.sheets,
        notes,
        doubts: Vec::new(),
    })
}

/// OpenDocument files begin with their kind, or hold their content in one part.
fn is_open_document(bytes: &[u8]) -> bool {
    let archive = zip::ZipArchive::new(std::io::Cursor::new(bytes));
    archive.is_ok_and(|mut archive| {
        archive.by_name("content.xml").is_ok() && archive.by_name("xl/workbook.xml").is_err()
    })
}

fn delimited(bytes: &[u8]) -> Result<Source, Problem> {
    let decoded = decode(bytes)?;
    let doubts = decoded.unreadable.map(|line| Doubt {
        line,
        what: "here stands something that could not be read".to_owned(),
    });
    let text = with_plain_line_ends(decoded.text);
    let read = read_delimited(&text, &LIMITS)?;
    let mut notes = decoded.notes;
    notes.extend(read.notes);
    Ok(Source {
        sheets: vec![read.sheet],
        notes,
        doubts: doubts.into_iter().collect(),
    })
}
