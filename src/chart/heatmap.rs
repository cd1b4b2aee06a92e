//! A heat map: the number in each cell, and its size as a shade of one hue.

use super::canvas::{Align, Canvas, Shape};
use super::colheads::{ColumnHeads, PAD};
use super::colour::{GREY, PAPER, RULE, shade, text_on};
use super::drawing::Drawing;
use super::empties;
use super::error::ChartError;
use super::fit::{clean, shorten};
use super::fonts::Ruler;
use super::frame::{self, LABEL, MARGIN, NOTE, number};
use super::legend;
use super::prepare::prepared;
use super::rowheads::RowHeads;
use super::sides::is_total;
use crate::model::{Cell, Table, Value};

const MOST_ROWS: usize = 2_000;
const MOST_COLUMNS: usize = 300;
/// Viewers choke on more shapes than this makes.
const MOST_CELLS: usize = 50_000;
/// Narrower than this, titles and notes would wrap at every word.
const LEAST_WIDTH: i32 = 420;
/// The least height of a row whose cells hold two numbers.
const TWO_NUMBERS: i32 = 34;
/// From the middle of a cell to the middle of each of its two numbers.
const APART: i32 = 7;
const GAP: i32 = 12;

/// Draws the table as a heat map.
///
/// Rows keep their order and their indentation; heads that stand under others
/// are joined by brackets. Totals stand apart, without a shade, as they would
/// leave the others pale; syntheses are left out. A second measure stands
/// below the first. Shares are written without their sign; the legend says
/// that they are percent. A table without rows or columns is drawn as a
/// sentence that says so.
pub fn heatmap(table: &Table) -> Result<Drawing, ChartError> {
    let ruler = Ruler::default();
    let (canvas, width, height) = compose(table, &ruler)?;
    canvas.finish(width, height, &table.title)
}

/// The shapes of the picture and its size.
pub(super) fn compose(table: &Table, ruler: &Ruler) -> Result<(Canvas, i32, i32), ChartError> {
    let (rows, columns) = (table.rows.len(), table.columns.len());
    if rows > MOST_ROWS || columns > MOST_COLUMNS || rows * columns > MOST_CELLS {
        return Err(ChartError::TooLarge { rows, columns });
    }
    let table = &prepared(table);
    if frame::only_words(table.cells.iter().flatten()) {
        return Err(ChartError::NotNumbers);
    }
    let least = if table.cells.iter().flatten().any(|it| second(it).is_some()) {
        TWO_NUMBERS
    } else {
        0
    };
    let rows = RowHeads::new(ruler, &table.rows, &vec![least; table.rows.len()]);
    let heads = ColumnHeads::new(ruler, &table.columns, widest(table, ruler) + 2 * PAD);
    let left = MARGIN + rows.width.max(NOTE.width(ruler, &corner(table, ruler))) + GAP;
    let inner = (left - MARGIN + heads.width()).max(LEAST_WIDTH);

    let mut canvas = Canvas::default();
    let mut top = frame::header(&mut canvas, ruler, &table.title, "", inner);
    if table.rows.is_empty() || table.columns.is_empty() {
        let what = if table.rows.is_empty() {
            "rows"
        } else {
            "columns"
        };
        let sentence = format!("This table has no {what}.");
        canvas.text((MARGIN, top + 8), &sentence, LABEL, Align::Start, GREY);
        top += 24;
    } else {
        heads.draw(&mut canvas, (left, top));
        top += heads.height;
        canvas.text(
            (MARGIN, top - NOTE.line() / 2 - 2),
            &corner(table, ruler),
            NOTE,
            Align::Start,
            GREY,
        );
        canvas.add(Shape::Box {
            at: (MARGIN, top - 1),
            size: (left - MARGIN + heads.width(), 1),
            fill: RULE,
        });
        top += 2;
        rows.draw(&mut canvas, (MARGIN, top));
        let greatest = greatest(table);
        for (row, (down, height)) in rows.rows().enumerate() {
            for (column, (across, width)) in heads.columns().enumerate() {
                let place = Place {
                    at: (left + across, top + down),
                    size: (width - 1, height - 1),
                };
                let cell = frame::cell(table, row, column);
                let total = is_total(&table.rows, row) || is_total(&table.columns, column);
                let greatest = (!total).then_some(greatest);
                draw_cell(&mut canvas, ruler, &cell, greatest, place);
            }
        }
        top += rows.height();
        top = legend::draw(&mut canvas, ruler, table, greatest, top + 12, inner);
    }
    let bottom = frame::notes(&mut canvas, ruler, table, inner, top + 4);
    Ok((canvas, inner + 2 * MARGIN, bottom + MARGIN))
}

pub(super) fn corner(table: &Table, ruler: &Ruler) -> String {
    shorten(ruler, &clean(&table.corner), NOTE, 320)
}

/// The greatest of the numbers that are compared; totals are not.
fn greatest(table: &Table) -> f64 {
    let rows = table.cells.iter().enumerate();
    let compared = rows.filter(|(row, _)| !is_total(&table.rows, *row));
    let cells = compared.flat_map(|(_, cells)| cells.iter().enumerate());
    let cells = cells.filter(|(column, _)| !is_total(&table.columns, *column));
    cells
        .filter_map(|(_, cell)| number(cell))
        .fold(0.0, f64::max)
}

/// What is written into a cell; a share without its sign.
pub(super) fn written(value: &Value) -> String {
    let words = value.words();
    match value {
        Value::Share { .. } => words.trim_end_matches(" %").to_owned(),
        _ => clean(&words),
    }
}

/// The second measure, where the cell has one that is said; of two different
/// kinds, a share keeps its sign.
fn second(cell: &Cell) -> Option<String> {
    match (&cell.value, cell.also.as_ref()?) {
        (Value::Empty(_), _) | (_, Value::Empty(_)) => None,
        (Value::Share { .. }, also @ Value::Share { .. }) => Some(written(also)),
        (_, also) => Some(clean(&also.words())),
    }
}

/// The pixels that the widest number needs.
fn widest(table: &Table, ruler: &Ruler) -> i32 {
    let cells = table.cells.iter().flatten();
    let widths = cells.filter(|cell| number(cell).is_some()).map(|cell| {
        let one = LABEL.width(ruler, &written(&cell.value));
        one.max(second(cell).map_or(0, |second| NOTE.width(ruler, &second)))
    });
    widths.max().unwrap_or(0)
}

/// Where a cell stands.
pub(super) struct Place {
    pub(super) at: (i32, i32),
    pub(super) size: (i32, i32),
}

/// Draws a cell; without a greatest value, it has no shade.
pub(super) fn draw_cell(
    canvas: &mut Canvas,
    ruler: &Ruler,
    cell: &Cell,
    greatest: Option<f64>,
    Place { at, size }: Place,
) {
    let middle = (at.0 + size.0 / 2, at.1 + size.1 / 2);
    if let Value::Empty(why) = cell.value {
        empties::sign(canvas, why, at, size);
        return;
    }
    let ground = match (number(cell), greatest) {
        (Some(value), Some(greatest)) => shade(value, greatest),
        _ => PAPER,
    };
    canvas.add(Shape::Box {
        at,
        size,
        fill: ground,
    });
    let ink = text_on(ground);
    let room = size.0 - 4;
    let text = shorten(ruler, &written(&cell.value), LABEL, room);
    match second(cell) {
        None => canvas.text(middle, &text, LABEL, Align::Middle, ink),
        Some(second) => {
            let (above, below) = (middle.1 - APART, middle.1 + APART);
            canvas.text((middle.0, above), &text, LABEL, Align::Middle, ink);
            let second = shorten(ruler, &second, NOTE, room);
            canvas.text((middle.0, below), &second, NOTE, Align::Middle, ink);
        }
    }
    let (right, bottom) = (at.0 + size.0, at.1 + size.1);
    if cell.pending > 0 {
        canvas.add(Shape::Wedge {
            points: [(right - 7, at.1), (right, at.1), (right, at.1 + 7)],
            fill: ink,
        });
    }
    if cell.stale {
        canvas.add(Shape::Wedge {
            points: [(right - 7, bottom), (right, bottom), (right, bottom - 7)],
            fill: ink,
        });
    }
}
