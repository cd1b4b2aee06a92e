//! A matrix of codes by codes: how often, or how strongly, each two of them
//! stand together.

use super::canvas::{Align, Canvas, Shape};
use super::colour::{GREY, INK, PAPER, RULE};
use super::drawing::Drawing;
use super::empties;
use super::error::ChartError;
use super::fit::{Type, clean, shorten, wrap};
use super::fonts::Ruler;
use super::frame::{self, LABEL, MARGIN, NOTE, RowLabels, number};
use super::heatmap::{Place, corner, draw_cell, written};
use super::{legend, square};
use crate::model::{Table, Value};

/// With more codes than this, no page holds the picture.
const MOST: usize = 200;
const LEAST_WIDTH: i32 = 420;
/// The narrowest column, and one for heads in two lines.
const NARROWEST: i32 = 28;
const NARROWEST_FOR_TWO: i32 = 38;
/// The longest head.
const HEAD_ROOM: i32 = 200;
const HEAD_LINES: usize = 2;
const GAP: i32 = 12;
/// The size of a sign in the legend.
const SWATCH: (i32, i32) = (24, 14);
const OWN: Type = Type::bold(11.0);

/// Which half of a symmetric matrix to draw.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Half {
    /// Both, which are each other's mirror image.
    #[default]
    Both,
    /// The lower left one and the diagonal, as journals print correlations.
    Lower,
}

/// Draws a table of codes by the same codes as a matrix of shades.
///
/// The diagonal holds what each code has by itself. It is framed and not
/// shaded, and the scale leaves it out: it would drown what two codes share.
///
/// # Errors
/// A table of something else, or of which one half is not the other's mirror
/// image where only that is to be drawn; words instead of numbers, or more
/// codes than a picture can show.
pub fn matrix(table: &Table, half: Half) -> Result<Drawing, ChartError> {
    let ruler = Ruler::default();
    let (canvas, width, height) = compose(table, half, &ruler)?;
    canvas.finish(width, height, &table.title)
}

/// The shapes of the picture and its size.
pub(super) fn compose(
    table: &Table,
    half: Half,
    ruler: &Ruler,
) -> Result<(Canvas, i32, i32), ChartError> {
    let codes = table.rows.len();
    if codes > MOST {
        let columns = table.columns.len();
        let rows = codes;
        return Err(ChartError::TooLarge { rows, columns });
    }
    match half {
        Half::Both => square::same_codes(table)?,
        Half::Lower => square::symmetric(table)?,
    }
    if frame::only_words(table.cells.iter().flatten()) {
        return Err(ChartError::NotNumbers);
    }
    let labels = RowLabels::new(
        ruler,
        table.rows.iter().map(|row| (row.label.as_str(), row.depth)),
    );
    let heads = Heads::new(table, ruler);
    let column = column_width(table, &heads, ruler);
    let left = MARGIN + labels.width.max(NOTE.width(ruler, &corner(table, ruler))) + GAP;
    let across = i32::try_from(codes).unwrap_or(0) * column;
    let inner = (left - MARGIN + across).max(LEAST_WIDTH);

    let mut canvas = Canvas::default();
    let mut top = frame::header(&mut canvas, ruler, &table.title, "", inner);
    if codes == 0 {
        let sentence = "There are no codes to compare.";
        canvas.text((MARGIN, top + 8), sentence, LABEL, Align::Start, GREY);
        let bottom = frame::notes(&mut canvas, ruler, table, inner, top + 28);
        return Ok((canvas, inner + 2 * MARGIN, bottom + MARGIN));
    }
    if half == Half::Both {
        heads.draw(&mut canvas, ruler, left, column, (top, Align::Start));
        top += heads.height;
    } else {
        top += NOTE.line() + 6;
    }
    let place = (MARGIN, top - NOTE.line() / 2 - 2);
    canvas.text(place, &corner(table, ruler), NOTE, Align::Start, GREY);
    let rule = |canvas: &mut Canvas, top: i32| {
        canvas.add(Shape::Box {
            at: (MARGIN, top),
            size: (left - MARGIN + across, 1),
            fill: RULE,
        });
    };
    rule(&mut canvas, top - 1);
    top += 2;
    let greatest = greatest(table);
    for (row, label) in labels.rows.iter().enumerate() {
        label.draw(&mut canvas, (MARGIN, top));
        let last = if half == Half::Lower { row + 1 } else { codes };
        for other in 0..last {
            let at = (left + i32::try_from(other).unwrap_or(0) * column, top);
            let size = (column - 1, label.height - 1);
            if other == row {
                own(&mut canvas, ruler, table, row, at, size);
            } else {
                let cell = frame::cell(table, row, other);
                let place = Place { at, size };
                draw_cell(&mut canvas, ruler, &cell, Some(greatest), place);
            }
        }
        top += label.height;
    }
    if half == Half::Lower {
        rule(&mut canvas, top);
        heads.draw(&mut canvas, ruler, left, column, (top + 3, Align::End));
        top += heads.height + 3;
    }
    top = legend::draw(&mut canvas, ruler, table, greatest, top + 12, inner);
    if (0..codes).any(|code| number(&frame::cell(table, code, code)).is_some()) {
        top = legend_of_diagonal(&mut canvas, top);
    }
    let bottom = frame::notes(&mut canvas, ruler, table, inner, top + 4);
    Ok((canvas, inner + 2 * MARGIN, bottom + MARGIN))
}

/// The greatest number off the diagonal.
fn greatest(table: &Table) -> f64 {
    let rows = table.cells.iter().enumerate();
    let others = rows.flat_map(|(row, cells)| {
        let cells = cells.iter().enumerate();
        cells.filter(move |(column, _)| *column != row)
    });
    let numbers = others.filter_map(|(_, cell)| number(cell));
    numbers.fold(0.0, f64::max)
}

fn column_width(table: &Table, heads: &Heads, ruler: &Ruler) -> i32 {
    let narrowest = match heads.lines.iter().all(|lines| lines.len() < 2) {
        true => NARROWEST,
        false => NARROWEST_FOR_TWO,
    };
    let cells = table.cells.iter().flatten();
    let numbers = cells.filter(|cell| number(cell).is_some());
    let widest = numbers
        .map(|cell| OWN.width(ruler, &written(&cell.value)))
        .max();
    (widest.unwrap_or(0) + 10).max(narrowest)
}

/// What a code has by itself: framed, not shaded.
fn own(
    canvas: &mut Canvas,
    ruler: &Ruler,
    table: &Table,
    code: usize,
    at: (i32, i32),
    size: (i32, i32),
) {
    let cell = frame::cell(table, code, code);
    if let Value::Empty(why) = cell.value {
        empties::sign(canvas, why, at, size);
        return;
    }
    framed(canvas, at, size);
    let middle = (at.0 + size.0 / 2, at.1 + size.1 / 2);
    let text = shorten(ruler, &written(&cell.value), OWN, size.0 - 4);
    canvas.text(middle, &text, OWN, Align::Middle, INK);
    if cell.pending > 0 {
        let right = at.0 + size.0 - 1;
        canvas.add(Shape::Wedge {
            points: [(right - 7, at.1 + 1), (right, at.1 + 1), (right, at.1 + 8)],
            fill: INK,
        });
    }
}

fn framed(canvas: &mut Canvas, at: (i32, i32), size: (i32, i32)) {
    canvas.add(Shape::Box {
        at,
        size,
        fill: GREY,
    });
    canvas.add(Shape::Box {
        at: (at.0 + 1, at.1 + 1),
        size: (size.0 - 2, size.1 - 2),
        fill: PAPER,
    });
}

fn legend_of_diagonal(canvas: &mut Canvas, top: i32) -> i32 {
    framed(canvas, (MARGIN, top), SWATCH);
    let place = (MARGIN + SWATCH.0 + 6, top + SWATCH.1 / 2);
    let words = "the code by itself, not shaded";
    canvas.text(place, words, NOTE, Align::Start, GREY);
    top + SWATCH.1 + 8
}

/// The heads of the columns, set upright.
struct Heads {
    lines: Vec<Vec<String>>,
    height: i32,
}

impl Heads {
    fn new(table: &Table, ruler: &Ruler) -> Self {
        let heads = table.columns.iter();
        let lines: Vec<Vec<String>> = heads
            .map(|head| wrap(ruler, &clean(&head.label), LABEL, HEAD_ROOM, HEAD_LINES))
            .collect();
        let widths = lines.iter().flatten().map(|line| LABEL.width(ruler, line));
        let height = widths.max().unwrap_or(0) + 8;
        Self { lines, height }
    }

    /// Draws them with their ends (or their starts) at the matrix.
    fn draw(
        &self,
        canvas: &mut Canvas,
        ruler: &Ruler,
        left: i32,
        column: i32,
        (top, side): (i32, Align),
    ) {
        let mut middle = left + (column - 1) / 2;
        for lines in &self.lines {
            let more = i32::try_from(lines.len()).unwrap_or(1) - 1;
            let mut x = middle - more * LABEL.line() / 2;
            for line in lines {
                // An upright text starts at its lower end.
                let foot = match side {
                    Align::End => top + 3 + LABEL.width(ruler, line),
                    _ => top + self.height - 5,
                };
                canvas.add(Shape::Text {
                    at: (x, foot),
                    text: line.clone(),
                    with: LABEL,
                    align: Align::Start,
                    colour: INK,
                    upright: true,
                });
                x += LABEL.line();
            }
            middle += column;
        }
    }
}
