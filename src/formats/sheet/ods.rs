//! Sheets of an OpenDocument spreadsheet (ODF 1.2, part 1, chapters 5 and 9).
//!
//! Read here and not with the library that reads .xlsx: its reader of this
//! format gives every repeated cell its own place in memory before anybody can
//! say stop, and a few bytes of XML can repeat a cell a thousand million times.

use super::cell::from_iso;
use super::cells::{Cells, check_length};
use super::{Book, Cell, Limits, damaged};
use crate::model::Problem;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::collections::HashSet;
use std::io::{Cursor, Read};

/// All sheets in order.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Book, Problem> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let content = archive.by_name("content.xml").map_err(damaged)?;
    let mut xml = String::new();
    content
        .take(limits.bytes)
        .read_to_string(&mut xml)
        .map_err(damaged)?;
    let mut reader = Reader::from_str(&xml);
    let mut walk = Walk::new(limits);
    loop {
        match reader.read_event().map_err(damaged)? {
            Event::Eof => return Ok(walk.book),
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
    value: Option<Cell>,
    text: String,
    paragraphs: usize,
}

struct Walk<'l> {
    limits: &'l Limits,
    book: Book,
    /// Styles that keep a sheet out of sight, and the one being read.
    hiding: HashSet<String>,
    style: String,
    name: String,
    hidden: bool,
    cells: Cells<'l>,
    row: u32,
    row_repeats: u32,
    row_hidden: bool,
    filled: Vec<(u32, Cell)>,
    column: u32,
    cell: Option<OpenCell>,
    in_paragraph: bool,
    /// Inside a comment on the cell, which is no part of its text.
    aside: bool,
}

impl<'l> Walk<'l> {
    fn new(limits: &'l Limits) -> Self {
        Self {
            limits,
            book: Book::default(),
            hiding: HashSet::new(),
            style: String::new(),
            name: String::new(),
            hidden: false,
            cells: Cells::new(limits),
            row: 0,
            row_repeats: 1,
            row_hidden: false,
            filled: Vec::new(),
            column: 0,
            cell: None,
            in_paragraph: false,
            aside: false,
        }
    }

    fn opens(&mut self, tag: &BytesStart<'_>) {
        match tag.name().0 {
            "style:style" => self.style = attribute(tag, "style:name").unwrap_or_default(),
            "style:table-properties"
                if attribute(tag, "table:display").as_deref() == Some("false") =>
            {
                self.hiding.insert(self.style.clone());
            }
            "table:table" => {
                self.cells = Cells::new(self.limits);
                self.row = 0;
                self.name = attribute(tag, "table:name").unwrap_or_default();
                self.hidden = attribute(tag, "table:style-name")
                    .is_some_and(|style| self.hiding.contains(&style));
            }
            "table:table-row" => {
                self.row_repeats = repeats(tag, "table:number-rows-repeated");
                let seen = attribute(tag, "table:visibility");
                self.row_hidden = seen.is_some_and(|seen| seen != "visible");
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
            // More than a thousand spaces in one go is nobody's text.
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
                let found = cell.value.unwrap_or_else(|| Cell::text(cell.text));
                check_length(&found, self.limits)?;
                for at in self.column..self.column.saturating_add(cell.repeats) {
                    // One more than is kept, so that it is seen and counted.
                    if found.is_empty() || at as usize > self.limits.columns {
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
                    self.book.hidden_rows += usize::from(self.row_hidden);
                    for (column, found) in &self.filled {
                        self.cells.put(row, *column as usize, found.clone())?;
                    }
                }
                self.row = self.row.saturating_add(self.row_repeats);
            }
            "table:table" => {
                let cells = std::mem::replace(&mut self.cells, Cells::new(self.limits));
                let sheet = cells.sheet(std::mem::take(&mut self.name), self.hidden);
                self.book.sheets.push(sheet);
            }
            _ => {}
        }
        Ok(())
    }
}

/// What a cell's attributes say it is; none where its text says it.
fn value(tag: &BytesStart<'_>) -> Option<Cell> {
    match attribute(tag, "office:value-type")?.as_str() {
        "float" | "percentage" | "currency" => {
            let number = attribute(tag, "office:value")?;
            // `1.10` and `1.1` are the same number, as in the other format.
            let plain = number.trim().parse::<f64>();
            Some(plain.map_or_else(|_| Cell::text(number), Cell::Number))
        }
        "date" => from_iso(&attribute(tag, "office:date-value")?).map(Cell::When),
        "time" => from_iso(&attribute(tag, "office:time-value")?).map(Cell::When),
        "boolean" => Some(Cell::Bool(
            attribute(tag, "office:boolean-value")? == "true",
        )),
        _ => None,
    }
}
