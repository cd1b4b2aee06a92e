//! A heat map: the number in each cell, and its size as a shade of one hue.

use super::canvas::{Align, Canvas, Shape};
use super::colour::{GREY, INK, PAPER, RULE, shade, text_on};
use super::drawing::Drawing;
use super::empties;
use super::error::ChartError;
use super::fit::{clean, shorten, wrap};
use super::fonts::Ruler;
use super::frame::{self, LABEL, MARGIN, NOTE, RowLabels, number};
use super::legend;
use crate::model::{Cell, Table, Value};

const MOST_ROWS: usize = 2_000;
const MOST_COLUMNS: usize = 300;
/// Viewers choke on more shapes than this makes.
const MOST_CELLS: usize = 50_000;
/// Narrower than this, titles and notes would wrap at every word.
const LEAST_WIDTH: i32 = 420;
/// Columns whose heads are set level are this wide.
const LEVEL: std::ops::RangeInclusive<i32> = 56..=112;
/// With more columns than this, heads are set upright to save width.
const MOST_LEVEL: usize = 14;
/// The longest upright head.
const UPRIGHT_ROOM: i32 = 200;
const HEAD_LINES: usize = 4;
/// Between a label or number and the edge of its column.
const PAD: i32 = 6;
const GAP: i32 = 12;

/// Draws the table as a heat map.
///
/// Rows keep their order and their indentation. Shares are written without
/// their sign; the legend says that they are percent. A table without rows or
/// columns is drawn as a sentence that says so.
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
    if frame::only_words(table.cells.iter().flatten()) {
        return Err(ChartError::NotNumbers);
    }
    let labels = RowLabels::new(
        ruler,
        table.rows.iter().map(|row| (row.label.as_str(), row.depth)),
    );
    let heads = Heads::new(table, ruler);
    let left = MARGIN + labels.width.max(NOTE.width(ruler, &corner(table, ruler))) + GAP;
    let across = i32::try_from(columns).unwrap_or(0) * heads.column;
    let inner = (left - MARGIN + across).max(LEAST_WIDTH);

    let mut canvas = Canvas::default();
    let mut top = frame::header(&mut canvas, ruler, &table.title, "", inner);
    if rows == 0 || columns == 0 {
        let what = if rows == 0 { "rows" } else { "columns" };
        let sentence = format!("This table has no {what}.");
        canvas.text((MARGIN, top + 8), &sentence, LABEL, Align::Start, GREY);
        top += 24;
    } else {
        heads.draw(&mut canvas, left, top);
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
            size: (left - MARGIN + across, 1),
            fill: RULE,
        });
        top += 2;
        let greatest = greatest(table);
        for (index, row) in labels.rows.iter().enumerate() {
            row.draw(&mut canvas, (MARGIN, top));
            for column in 0..columns {
                let x = left + i32::try_from(column).unwrap_or(0) * heads.column;
                let size = (heads.column - 1, row.height - 1);
                let cell = frame::cell(table, index, column);
                draw_cell(&mut canvas, ruler, &cell, greatest, (x, top), size);
            }
            top += row.height;
        }
        top = legend::draw(&mut canvas, ruler, table, greatest, top + 12, inner);
    }
    let bottom = frame::notes(&mut canvas, ruler, table, inner, top + 4);
    Ok((canvas, inner + 2 * MARGIN, bottom + MARGIN))
}

pub(super) fn corner(table: &Table, ruler: &Ruler) -> String {
    shorten(ruler, &clean(&table.corner), NOTE, 320)
}

fn greatest(table: &Table) -> f64 {
    let numbers = table.cells.iter().flatten().filter_map(number);
    numbers.fold(0.0, f64::max)
}

/// What is written into a cell; a share without its sign.
pub(super) fn written(cell: &Cell) -> String {
    let words = cell.value.words();
    match cell.value {
        Value::Share { .. } => words.trim_end_matches(" %").to_owned(),
        _ => clean(&words),
    }
}

pub(super) fn draw_cell(
    canvas: &mut Canvas,
    ruler: &Ruler,
    cell: &Cell,
    greatest: f64,
    at: (i32, i32),
    size: (i32, i32),
) {
    let middle = (at.0 + size.0 / 2, at.1 + size.1 / 2);
    if let Value::Empty(why) = cell.value {
        empties::sign(canvas, why, at, size);
        return;
    }
    let ground = number(cell).map_or(PAPER, |value| shade(value, greatest));
    canvas.add(Shape::Box {
        at,
        size,
        fill: ground,
    });
    let ink = text_on(ground);
    let text = shorten(ruler, &written(cell), LABEL, size.0 - 4);
    canvas.text(middle, &text, LABEL, Align::Middle, ink);
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

/// The heads of the columns, level or upright.
struct Heads {
    column: i32,
    height: i32,
    upright: bool,
    lines: Vec<Vec<String>>,
}

impl Heads {
    fn new(table: &Table, ruler: &Ruler) -> Self {
        let labels: Vec<String> = table
            .columns
            .iter()
            .map(|head| clean(&head.label))
            .collect();
        let numbers = table
            .cells
            .iter()
            .flatten()
            .filter(|cell| number(cell).is_some());
        let number = numbers.map(|cell| LABEL.width(ruler, &written(cell))).max();
        let number = number.unwrap_or(0) + 2 * PAD;
        let words = labels.iter().flat_map(|label| label.split(' '));
        let word = words
            .map(|word| LABEL.width(ruler, word))
            .max()
            .unwrap_or(0)
            + 2 * PAD;
        let level = word.clamp(*LEVEL.start(), *LEVEL.end()).max(number);
        let lines: Vec<Vec<String>> = labels
            .iter()
            .map(|label| wrap(ruler, label, LABEL, level - PAD, HEAD_LINES))
            .collect();
        let whole = word <= level && !lines.iter().flatten().any(|line| line.ends_with('…'));
        if whole && labels.len() <= MOST_LEVEL {
            let most = lines.iter().map(Vec::len).max().unwrap_or(0);
            return Self {
                column: level,
                height: i32::try_from(most).unwrap_or(0) * LABEL.line() + 6,
                upright: false,
                lines,
            };
        }
        let lines: Vec<Vec<String>> = labels
            .iter()
            .map(|label| wrap(ruler, label, LABEL, UPRIGHT_ROOM, 2))
            .collect();
        let longest = lines
            .iter()
            .flatten()
            .map(|line| LABEL.width(ruler, line))
            .max();
        Self {
            column: number.max(34),
            height: longest.unwrap_or(0) + 8,
            upright: true,
            lines,
        }
    }

    fn draw(&self, canvas: &mut Canvas, left: i32, top: i32) {
        let mut middle = left + (self.column - 1) / 2;
        let bottom = top + self.height - 5;
        for lines in &self.lines {
            let more = i32::try_from(lines.len()).unwrap_or(1) - 1;
            if self.upright {
                let mut x = middle - more * LABEL.line() / 2;
                for line in lines {
                    canvas.add(Shape::Text {
                        at: (x, bottom),
                        text: line.clone(),
                        with: LABEL,
                        align: Align::Start,
                        colour: INK,
                        upright: true,
                    });
                    x += LABEL.line();
                }
            } else {
                let mut y = bottom - LABEL.line() / 2 - more * LABEL.line();
                for line in lines {
                    canvas.text((middle, y), line, LABEL, Align::Middle, INK);
                    y += LABEL.line();
                }
            }
            middle += self.column;
        }
    }
}
