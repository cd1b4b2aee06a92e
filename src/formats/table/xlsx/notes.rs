//! The sheet that says how to read the table.

use super::LINKS;
use super::evidence::Places;
use super::fit::{LINE, height, lines};
use super::look::{Look, Part};
use super::page::{Kit, Page, column, row};
use super::text::{CELL, clean, pieces};
use crate::model::Table;
use rust_xlsxwriter::{Worksheet, XlsxError};

const LABELS: f64 = 14.0;
const TEXTS: f64 = 92.0;

/// Writes the sheet, with the whole of all texts that were cut on others.
pub(super) fn write(table: &Table, places: &Places, kit: &mut Kit) -> Result<Worksheet, XlsxError> {
    let long = kit.long.0.clone();
    let mut page = Page::new("Notes", kit)?;
    page.sheet.set_screen_gridlines(false);
    page.sheet.set_column_width(0, LABELS)?;
    page.sheet.set_column_width(1, TEXTS)?;
    let title = Look {
        part: Part::Title,
        ..Look::default()
    };
    let title_words = if table.title.is_empty() {
        "Notes"
    } else {
        table.title.as_str()
    };
    page.spread((0, 0), (0, 1), title_words, title)?;
    let high = height(lines(title_words, (LABELS + TEXTS) * 0.85), LINE + 2.0, 6.0);
    page.sheet.set_row_height(0, high)?;
    let mut at = 1;
    for (label, text) in entries(table, places, &long) {
        let text = clean(&text);
        for (index, piece) in pieces(&text, CELL).into_iter().enumerate() {
            let label = if index == 0 { label.as_str() } else { "" };
            let bold = Look {
                bold: true,
                ..Look::default()
            };
            page.words((at, 0), label, bold)?;
            page.words((at, 1), piece, Look::default())?;
            let needed = lines(piece, TEXTS).max(lines(label, LABELS));
            page.sheet
                .set_row_height(row(at), height(needed, LINE, 3.0))?;
            at += 1;
        }
    }
    page.sheet.set_landscape();
    page.sheet.set_print_area(0, 0, row(at - 1), column(1))?;
    Ok(page.sheet)
}

fn entries(table: &Table, places: &Places, long: &[String]) -> Vec<(String, String)> {
    let mut entries = Vec::new();
    let mut add = |label: &str, text: String| {
        if !text.is_empty() {
            entries.push((label.to_owned(), text));
        }
    };
    add("Counted", table.unit.clone());
    let coders = if table.coders.len() == 1 {
        "Coder"
    } else {
        "Coders"
    };
    add(coders, table.coders.join(", "));
    for filter in &table.filters {
        add("Only", filter.clone());
    }
    add("As of", table.as_of.clone());
    for (index, note) in table.notes.iter().enumerate() {
        add(if index == 0 { "Notes" } else { " " }, note.clone());
    }
    if places.any() {
        let listed = "The sheet Evidence lists the quotes behind each cell of the table";
        add(
            "Evidence",
            if places.linked() {
                format!("{listed}; a click on a number leads to its first quote.")
            } else if places.too_many() {
                format!(
                    "{listed}. The numbers have no links to it, as Excel allows {LINKS} of them \
                     and there would be more."
                )
            } else {
                format!("{listed}.")
            },
        );
    }
    for (index, text) in long.iter().enumerate() {
        add(&format!("Text {}", index + 1), text.clone());
    }
    entries
}
