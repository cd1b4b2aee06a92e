//! Level bars with their values at the ends: one row across the columns, or
//! one column down the rows.

use super::canvas::{Align, Canvas, Shape};
use super::colour::{GREY, INK, RULE, scale};
use super::drawing::Drawing;
use super::error::ChartError;
use super::fit::{clean, shorten};
use super::fonts::Ruler;
use super::frame::{self, LABEL, MARGIN, RowLabels, number};
use crate::model::{Cell, Heading, Table, Value};

const MOST_BARS: usize = 2_000;
/// The length of the longest bar.
const LONGEST: i32 = 340;
const THICK: i32 = 14;
const GAP: i32 = 10;
/// The longest text at the end of a bar.
const VALUE_ROOM: i32 = 220;

/// Which part of a table to draw, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// One row: a code across the cases.
    Row(usize),
    /// One column: a case across the codes.
    Column(usize),
}

/// Draws one row or column of the table as level bars.
///
/// Bars keep the order of the table and begin at zero. What is empty has no
/// bar and says why in words.
pub fn line(table: &Table, pick: Pick) -> Result<Drawing, ChartError> {
    let ruler = Ruler::default();
    let (canvas, width, height) = compose(table, pick, &ruler)?;
    canvas.finish(width, height, &table.title)
}

/// The shapes of the picture and its size.
pub(super) fn compose(
    table: &Table,
    pick: Pick,
    ruler: &Ruler,
) -> Result<(Canvas, i32, i32), ChartError> {
    let (subject, entries) = picked(table, pick)?;
    if entries.len() > MOST_BARS {
        return Err(ChartError::TooLarge {
            rows: table.rows.len(),
            columns: table.columns.len(),
        });
    }
    if frame::only_words(entries.iter().map(|(_, cell)| cell)) {
        return Err(ChartError::NotNumbers);
    }
    let labels = RowLabels::new(
        ruler,
        entries
            .iter()
            .map(|(head, _)| (head.label.as_str(), head.depth)),
    );
    let ends: Vec<String> = entries
        .iter()
        .map(|(_, cell)| shorten(ruler, &clean(&cell.words()), LABEL, VALUE_ROOM))
        .collect();
    let numbers = entries.iter().filter_map(|(_, cell)| number(cell));
    let greatest = numbers.fold(0.0, f64::max);
    let widest = ends.iter().map(|end| LABEL.width(ruler, end)).max();
    let zero = MARGIN + labels.width + GAP;
    let inner = zero - MARGIN + LONGEST + 6 + widest.unwrap_or(0);

    let mut canvas = Canvas::default();
    let mut top = frame::header(&mut canvas, ruler, &table.title, &subject.label, inner);
    if entries.is_empty() {
        let sentence = "There is nothing in this part of the table.";
        canvas.text((MARGIN, top + 8), sentence, LABEL, Align::Start, GREY);
        top += 24;
    }
    let first = top;
    for ((label, (_, cell)), end) in labels.rows.iter().zip(&entries).zip(&ends) {
        label.draw(&mut canvas, (MARGIN, top));
        let middle = top + (label.height - 1) / 2;
        let length = length(cell, greatest);
        if length > 0 {
            canvas.add(Shape::Box {
                at: (zero, middle - THICK / 2),
                size: (length, THICK),
                fill: scale(0.66),
            });
        }
        let ink = if number(cell).is_some() { INK } else { GREY };
        canvas.text((zero + length + 6, middle), end, LABEL, Align::Start, ink);
        top += label.height;
    }
    if !entries.is_empty() {
        canvas.add(Shape::Box {
            at: (zero - 1, first),
            size: (1, top - first),
            fill: RULE,
        });
    }
    let bottom = frame::notes(&mut canvas, ruler, table, inner, top + 10);
    Ok((canvas, inner + 2 * MARGIN, bottom + MARGIN))
}

type Entries<'a> = Vec<(&'a Heading, Cell)>;

fn picked(table: &Table, pick: Pick) -> Result<(&Heading, Entries<'_>), ChartError> {
    match pick {
        Pick::Row(row) => {
            let subject = table.rows.get(row).ok_or(ChartError::NoSuchRow {
                wanted: row.saturating_add(1),
                rows: table.rows.len(),
            })?;
            let heads = table.columns.iter().enumerate();
            let entries = heads.map(|(column, head)| (head, frame::cell(table, row, column)));
            Ok((subject, entries.collect()))
        }
        Pick::Column(column) => {
            let subject = table.columns.get(column).ok_or(ChartError::NoSuchColumn {
                wanted: column.saturating_add(1),
                columns: table.columns.len(),
            })?;
            let heads = table.rows.iter().enumerate();
            let entries = heads.map(|(row, head)| (head, frame::cell(table, row, column)));
            Ok((subject, entries.collect()))
        }
    }
}

/// Pixels in proportion; what is not zero has at least one.
fn length(cell: &Cell, greatest: f64) -> i32 {
    match (&cell.value, number(cell)) {
        (Value::Count(_) | Value::Share { .. } | Value::Number(_), Some(value)) if value > 0.0 => {
            let pixels = (f64::from(LONGEST) * value / greatest).round() as i32;
            pixels.max(1)
        }
        _ => 0,
    }
}
