//! Sheets of an OpenDocument spreadsheet (ODF 1.2, part 1, chapters 5 and 9).
//!
//! Read here and not with the library that reads .xlsx: its reader of this
//! format gives every repeated cell its own place in memory before anybody can
//! say stop, and a few bytes of XML can repeat a cell a thousand million times.

use crate::formats::codebook::sheet::{Cells, Found, MOST_BYTES, Sheet, damaged};
use crate::model::Problem;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::io::{Cursor, Read};

/// All sheets in order.
pub(super) fn read_ods(bytes: &[u8]) -> Result<Vec<Sheet>, Problem> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let content = archive.by_name("content.xml").map_err(damaged)?;
    let mut xml = String::new();
    content
        .take(MOST_BYTES)
        .read_to_string(&mut xml)
        .map_err(damaged)?;
    let mut reader = Reader::from_str(&xml);
    let mut walk = Walk::default();
    loop {
        match reader.read_event().map_err(damaged)? {
            Event::Eof => return Ok(walk.sheets),
            Event::Start(tag) => walk.opens(&tag),
            Event::Empty(tag) => {
                walk.opens(&tag);
                walk.closes(tag.name().0)?;
            }
            Event::End(tag) => walk.closes(tag.name().0)?,
            Event::Text(text) => walk.says(&text.xml10_content()),
            Event::CData(text) => walk.says(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                if let Some(c) = resolved(&reference) {
                    walk.says(c.encode_utf8(&mut [0; 4]));
                }
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

/// The character of `&amp;` or `&#228;`; other entities are not in the format.
fn resolved(reference: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return Some(c);
    }
    match reference.xml10_content().as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok()??;
    let value = attribute.normalized_value(XmlVersion::Implicit1_0);
    value.ok().map(|text| text.into_owned())
}

fn repeats(tag: &BytesStart<'_>, name: &str) -> u32 {
    let told = attribute(tag, name).and_then(|text| text.parse().ok());
    told.unwrap_or(1).max(1)
}

#[derive(Default)]
struct OpenCell {
    repeats: u32,
    /// What the cell is, unless its text says it.
    value: Option<Found>,
    text: String,
    paragraphs: usize,
}

#[derive(Default)]
struct Walk {
    sheets: Vec<Sheet>,
    cells: Cells,
    row: u32,
    row_repeats: u32,
    filled: Vec<(u32, Found)>,
    column: u32,
    cell: Option<OpenCell>,
    in_paragraph: bool,
    /// Inside a comment on the cell, which is no part of its text.
    aside: bool,
}

impl Walk {
    fn opens(&mut self, tag: &BytesStart<'_>) {
        match tag.name().0 {
            "table:table" => {
                self.cells = Cells::default();
                self.row = 0;
            }
            "table:table-row" => {
                self.row_repeats = repeats(tag, "table:number-rows-repeated");
                self.column = 0;
                self.filled.clear();
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.cell = Some(OpenCell {
                    repeats: repeats(tag, "table:number-columns-repeated"),
                    value: value(tag),
                    ..OpenCell::default()
                });
            }
            "office:annotation" => self.aside = true,
            "text:p" if !self.aside => {
                if let Some(cell) = &mut self.cell {
                    if cell.paragraphs > 0 {
                        cell.text.push('\n');
                    }
                    cell.paragraphs += 1;
                    self.in_paragraph = true;
                }
            }
            // More than a thousand spaces in one go is no text of a codebook.
            "text:s" => self.says(&" ".repeat(repeats(tag, "text:c").min(1000) as usize)),
            "text:tab" => self.says("\t"),
            "text:line-break" => self.says("\n"),
            _ => {}
        }
    }

    fn says(&mut self, text: &str) {
        if let Some(cell) = self
            .cell
            .as_mut()
            .filter(|_| self.in_paragraph && !self.aside)
        {
            cell.text.push_str(text);
        }
    }

    fn closes(&mut self, name: &str) -> Result<(), Problem> {
        match name {
            "office:annotation" => self.aside = false,
            "text:p" => self.in_paragraph &= self.aside,
            "table:table-cell" | "table:covered-table-cell" => {
                let Some(cell) = self.cell.take() else {
                    return Ok(());
                };
                let found = cell.value.unwrap_or(Found::Text(cell.text));
                found.check_length()?;
                for at in self.column..self.column.saturating_add(cell.repeats) {
                    if found.is_blank() || Cells::too_far(at as usize) {
                        break;
                    }
                    self.filled.push((at, found.clone()));
                }
                self.column = self.column.saturating_add(cell.repeats);
            }
            "table:table-row" => {
                for row in self.row..self.row.saturating_add(self.row_repeats) {
                    if self.filled.is_empty() {
                        break;
                    }
                    for (column, found) in &self.filled {
                        self.cells.put(row, *column as usize, found.clone())?;
                    }
                }
                self.row = self.row.saturating_add(self.row_repeats);
            }
            "table:table" => self.sheets.push(std::mem::take(&mut self.cells).sheet()),
            _ => {}
        }
        Ok(())
    }
}

/// What a cell's attributes say it is; none where its text says it.
fn value(tag: &BytesStart<'_>) -> Option<Found> {
    match attribute(tag, "office:value-type")?.as_str() {
        "float" | "percentage" | "currency" => {
            let number = attribute(tag, "office:value")?;
            // `1.10` and `1.1` are the same number, as in the other format.
            let plain = number.parse::<f64>().map(|number| number.to_string());
            Some(Found::Text(plain.unwrap_or(number)))
        }
        "date" | "time" => Some(Found::Odd("a date")),
        _ => None,
    }
}
