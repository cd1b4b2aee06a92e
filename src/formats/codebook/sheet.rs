//! The first sheet of a spreadsheet that holds a list of codes.

use crate::formats::codebook::list::head_of;
use crate::formats::codebook::ods::read_ods;
use crate::formats::codebook::xlsx::{check_promises, read_xlsx};
use crate::formats::delimited::Row;
use crate::model::Problem;
use std::collections::{BTreeMap, HashMap};
use std::io::{Cursor, Read};
use std::path::Path;

/// What a spreadsheet may unpack to; a list of codes is far below.
pub(super) const MOST_BYTES: u64 = 128 << 20;

/// Cells that are kept of one sheet; a list of codes has some thousand.
const MOST_CELLS: usize = 500_000;

/// Bytes of the longest cell; Excel takes 32,767 characters of up to 4 bytes.
const LONGEST_TEXT: usize = 4 * 32_767;

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

/// A column's letters in a spreadsheet, from 0: A, B, … Z, AA.
fn letters(column: usize) -> String {
    let mut left = column + 1;
    let mut letters = Vec::new();
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or(0)));
        left /= 26;
    }
    letters.iter().rev().collect()
}

pub(super) fn read_sheet(file: &Path, bytes: &[u8]) -> Result<Sheet, Problem> {
    check_parts(bytes)?;
    let is_ods = file
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("ods"));
    let sheets = if is_ods {
        read_ods(bytes)?
    } else {
        read_xlsx(bytes)?
    };
    let with_head = |sheet: &Sheet| head_of(&sheet.rows).is_some();
    Ok(sheets.into_iter().find(with_head).unwrap_or_default())
}

pub(super) fn damaged(error: impl std::fmt::Display) -> Problem {
    let told: String = error.to_string().chars().take(200).collect();
    Problem::new(format!("this spreadsheet cannot be read: {told}"))
        .next("open it in a spreadsheet program and save it again, or save it as CSV")
}

/// Unpacks everything once and looks at it: sizes that an archive states of
/// itself may be lies.
fn check_parts(bytes: &[u8]) -> Result<(), Problem> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut left = MOST_BYTES;
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(damaged)?;
        let mut part = Vec::new();
        entry
            .take(left + 1)
            .read_to_end(&mut part)
            .map_err(damaged)?;
        left = left.checked_sub(part.len() as u64).ok_or_else(|| {
            Problem::new("the spreadsheet unpacks to far more than a list of codes")
                .next("save only the sheet with the codes, as CSV")
        })?;
        check_promises(&part)?;
    }
    Ok(())
}

/// What a cell holds.
#[derive(Clone, Debug)]
pub(super) enum Found {
    Text(String),
    /// Something that is no text, in words.
    Odd(&'static str),
}

impl Found {
    pub(super) fn is_blank(&self) -> bool {
        matches!(self, Found::Text(text) if text.trim().is_empty())
    }

    fn bytes(&self) -> usize {
        match self {
            Found::Text(text) => text.len(),
            Found::Odd(_) => 0,
        }
    }

    /// Refuses a text that no spreadsheet program lets a person type.
    pub(super) fn check_length(&self) -> Result<(), Problem> {
        if self.bytes() > LONGEST_TEXT {
            return Err(too_large());
        }
        Ok(())
    }
}

/// The filled cells of one sheet.
#[derive(Default)]
pub(super) struct Cells {
    rows: BTreeMap<u32, BTreeMap<usize, String>>,
    odd: HashMap<usize, Vec<(usize, &'static str)>>,
    count: usize,
    bytes: usize,
}

/// Columns beyond this one are no part of a list of codes.
const LAST_COLUMN: usize = 200;

impl Cells {
    /// Whether a column is so far out that its cells are left out.
    pub(super) fn too_far(column: usize) -> bool {
        column > LAST_COLUMN
    }

    /// Adds a cell; row and column count from 0.
    pub(super) fn put(&mut self, row: u32, column: usize, found: Found) -> Result<(), Problem> {
        if found.is_blank() || Self::too_far(column) {
            return Ok(());
        }
        found.check_length()?;
        self.count += 1;
        self.bytes += found.bytes();
        if self.count > MOST_CELLS || self.bytes as u64 > MOST_BYTES {
            return Err(too_large());
        }
        let text = match found {
            Found::Text(text) => text,
            Found::Odd(what) => {
                let odd = self.odd.entry(row as usize + 1).or_default();
                odd.push((column, what));
                String::new()
            }
        };
        self.rows.entry(row).or_default().insert(column, text);
        Ok(())
    }

    /// The sheet they make.
    pub(super) fn sheet(self) -> Sheet {
        let rows = self.rows.into_iter().map(|(row, filled)| {
            let width = filled.last_key_value().map_or(0, |(column, _)| column + 1);
            let mut cells = vec![String::new(); width];
            for (column, text) in filled {
                if let Some(cell) = cells.get_mut(column) {
                    *cell = text;
                }
            }
            Row {
                line: row as usize + 1,
                cells,
            }
        });
        Sheet {
            rows: rows.collect(),
            is_delimited: false,
            odd: self.odd,
        }
    }
}

fn too_large() -> Problem {
    Problem::new("the sheet is far larger than a list of codes")
        .next("save only the sheet with the codes, as CSV")
}
