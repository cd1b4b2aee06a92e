//! Colours for things of different kinds, which every eye and every copier can
//! tell apart, and the legend that names them.

use super::canvas::{Align, Canvas, Shape};
use super::colour::{Colour, INK, PAPER, text_on};
use super::fit::{clean, wrap};
use super::fonts::Ruler;
use super::frame::{LABEL, MARGIN, NOTE};
use crate::model::Heading;

/// The medium-contrast colours of P. Tol ("Colour schemes", SRON technical
/// note, 2021): safe for the colour-blind, and six even steps of grey. Here
/// dark and light take turns, so that neighbours differ most.
const PLAIN: [Colour; 6] = [
    Colour(0x00, 0x44, 0x88),
    Colour(0xEE, 0xCC, 0x66),
    Colour(0x99, 0x44, 0x55),
    Colour(0x66, 0x99, 0xCC),
    Colour(0x99, 0x77, 0x00),
    Colour(0xEE, 0x99, 0xAA),
];
/// The series after these is striped, and the last is near black.
const STRIPED: usize = PLAIN.len();
/// So many can be told apart.
pub(super) const MOST_SERIES: usize = PLAIN.len() + 2;
const STRIPE: usize = 5;

fn ground(series: usize) -> Colour {
    match PLAIN.get(series) {
        Some(colour) => *colour,
        None if series == STRIPED => PAPER,
        None => INK,
    }
}

/// Fills a box with a series' colour.
pub(super) fn paint(canvas: &mut Canvas, series: usize, at: (i32, i32), size: (i32, i32)) {
    let fill = ground(series);
    if series != STRIPED || size.0 < 3 || size.1 < 3 {
        let fill = if series == STRIPED { INK } else { fill };
        canvas.add(Shape::Box { at, size, fill });
        return;
    }
    canvas.add(Shape::Box {
        at,
        size,
        fill: INK,
    });
    let (left, top) = (at.0 + 1, at.1 + 1);
    let (width, height) = (size.0 - 2, size.1 - 2);
    canvas.add(Shape::Box {
        at: (left, top),
        size: (width, height),
        fill,
    });
    // They fall to the right; the sign for "not asked" rises.
    for along in (4 - height..width).step_by(STRIPE) {
        let from = (along.max(0), (-along).max(0));
        let to = ((along + height).min(width), (width - along).min(height));
        canvas.add(Shape::Line {
            from: (left + from.0, top + from.1),
            to: (left + to.0, top + to.1),
            colour: INK,
        });
    }
}

/// A thin white line between two parts of a bar.
pub(super) fn divide(canvas: &mut Canvas, at: (i32, i32), height: i32) {
    canvas.add(Shape::Box {
        at,
        size: (1, height),
        fill: PAPER,
    });
}

/// Writes words on a series' colour, around a point.
pub(super) fn write(
    canvas: &mut Canvas,
    ruler: &Ruler,
    series: usize,
    centre: (i32, i32),
    words: &str,
) {
    if series == STRIPED {
        let width = LABEL.width(ruler, words) + 4;
        canvas.add(Shape::Box {
            at: (centre.0 - width / 2, centre.1 - 7),
            size: (width, 14),
            fill: PAPER,
        });
    }
    let ink = text_on(ground(series));
    canvas.text(centre, words, LABEL, Align::Middle, ink);
}

/// Names the series, in their order; says where that ends.
pub(super) fn legend(
    canvas: &mut Canvas,
    ruler: &Ruler,
    heads: &[Heading],
    top: i32,
    inner: i32,
) -> i32 {
    const SWATCH: (i32, i32) = (16, 10);
    const TO_LABEL: i32 = 5;
    const APART: i32 = 16;
    let line = NOTE.line() + 4;
    let (mut x, mut y) = (MARGIN, top);
    for (series, head) in heads.iter().enumerate() {
        let room = inner - SWATCH.0 - TO_LABEL;
        let lines = wrap(ruler, &clean(&head.path()), NOTE, room, 3);
        let widths = lines.iter().map(|line| NOTE.width(ruler, line));
        let width = SWATCH.0 + TO_LABEL + widths.max().unwrap_or(0);
        if x > MARGIN && x + width > MARGIN + inner {
            (x, y) = (MARGIN, y + line);
        }
        paint(canvas, series, (x, y + (line - SWATCH.1) / 2 - 1), SWATCH);
        let more = i32::try_from(lines.len()).unwrap_or(1) - 1;
        for words in &lines {
            let at = (x + SWATCH.0 + TO_LABEL, y + line / 2 - 1);
            canvas.text(at, words, NOTE, Align::Start, INK);
            y += line;
        }
        // A label of several lines has them to itself.
        y -= if more > 0 { 0 } else { line };
        x = if more > 0 { MARGIN } else { x + width + APART };
    }
    (if x > MARGIN { y + line } else { y }) + 8
}
