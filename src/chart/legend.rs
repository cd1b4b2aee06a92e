//! The legend of a picture: the scale, and the signs that are in it.

use super::canvas::{Align, Canvas, Shape};
use super::colour::{GREY, INK, scale};
use super::empties;
use super::fit::{clean, shorten};
use super::fonts::Ruler;
use super::frame::{MARGIN, NOTE, number};
use crate::model::{Cell, Table, Value};

const HEIGHT: i32 = 14;
const SWATCH: i32 = 24;

/// What shades and signs mean, of those that are in the picture; says where
/// that ends.
pub(super) fn draw(
    canvas: &mut Canvas,
    ruler: &Ruler,
    table: &Table,
    greatest: f64,
    top: i32,
    inner: i32,
) -> i32 {
    let mut flow = Flow::new(top, inner);
    if greatest > 0.0 {
        shades(&mut flow, canvas, ruler, table, greatest);
    }
    emptiness(&mut flow, canvas, ruler, table);
    let any = |test: &dyn Fn(&Cell) -> bool| table.cells.iter().flatten().any(test);
    let corners = [
        (any(&|cell| cell.pending > 0), "with pending suggestions", 0),
        (any(&|cell| cell.stale), "evidence changed", HEIGHT),
    ];
    for (used, words, edge) in corners {
        if used {
            flow.entry(canvas, ruler, words, &|canvas, here| {
                let ground = scale(0.15);
                canvas.add(Shape::Box {
                    at: here,
                    size: (SWATCH, HEIGHT),
                    fill: ground,
                });
                let inward = if edge == 0 { 7 } else { HEIGHT - 7 };
                let right = here.0 + SWATCH;
                let points = [
                    (right - 7, here.1 + edge),
                    (right, here.1 + edge),
                    (right, here.1 + inward),
                ];
                canvas.add(Shape::Wedge { points, fill: INK });
            });
        }
    }
    flow.end(top)
}

/// What the signs of missing numbers mean, of those in the table; says where
/// that ends.
pub(super) fn signs(
    canvas: &mut Canvas,
    ruler: &Ruler,
    table: &Table,
    top: i32,
    inner: i32,
) -> i32 {
    let mut flow = Flow::new(top, inner);
    emptiness(&mut flow, canvas, ruler, table);
    flow.end(top)
}

fn emptiness(flow: &mut Flow, canvas: &mut Canvas, ruler: &Ruler, table: &Table) {
    for why in table.emptiness() {
        flow.entry(canvas, ruler, why.words(), &|canvas, here| {
            empties::sign(canvas, why, here, (SWATCH, HEIGHT));
        });
    }
}

/// The scale from nothing to the greatest number.
fn shades(flow: &mut Flow, canvas: &mut Canvas, ruler: &Ruler, table: &Table, greatest: f64) {
    const STEPS: i32 = 30;
    const STEP: i32 = 4;
    let cells = || table.cells.iter().flatten();
    let largest = cells()
        .find(|cell| number(cell) == Some(greatest))
        .map_or(Value::Count(0), |cell| cell.value.clone());
    // How it is counted, the notes say; here stands only what.
    let unit = clean(table.unit.split(';').next().unwrap_or_default());
    let most = match largest {
        // Of what, the notes say.
        Value::Share { .. } => largest.words(),
        _ => format!("{} {unit}", largest.words()),
    };
    let most = shorten(ruler, most.trim_end(), NOTE, flow.inner - 160);
    let below = cells().filter_map(number).any(|number| number < 0.0);
    let least = if below { "≤ 0" } else { "0" };
    let zero = NOTE.width(ruler, least) + 6;
    let width = zero + STEPS * STEP + 6 + NOTE.width(ruler, &most);
    let here = flow.place(width);
    let middle = here.1 + HEIGHT / 2;
    canvas.text((here.0, middle), least, NOTE, Align::Start, GREY);
    for step in 0..STEPS {
        canvas.add(Shape::Box {
            at: (here.0 + zero + step * STEP, here.1 + 1),
            size: (STEP, HEIGHT - 2),
            fill: scale(f64::from(step) / f64::from(STEPS - 1)),
        });
    }
    let end = here.0 + zero + STEPS * STEP + 6;
    canvas.text((end, middle), &most, NOTE, Align::Start, GREY);
}

/// Entries one after the other, and below one another where a line is full.
struct Flow {
    at: (i32, i32),
    inner: i32,
    drawn: bool,
}

impl Flow {
    fn new(top: i32, inner: i32) -> Self {
        Self {
            at: (MARGIN, top),
            inner,
            drawn: false,
        }
    }

    /// Where the next entry begins.
    fn place(&mut self, width: i32) -> (i32, i32) {
        if self.at.0 > MARGIN && self.at.0 + width > MARGIN + self.inner {
            self.at = (MARGIN, self.at.1 + HEIGHT + 6);
        }
        let here = self.at;
        self.at.0 += width + 18;
        self.drawn = true;
        here
    }

    fn entry(
        &mut self,
        canvas: &mut Canvas,
        ruler: &Ruler,
        words: &str,
        sign: &dyn Fn(&mut Canvas, (i32, i32)),
    ) {
        let here = self.place(SWATCH + 6 + NOTE.width(ruler, words));
        sign(canvas, here);
        let middle = (here.0 + SWATCH + 6, here.1 + HEIGHT / 2);
        canvas.text(middle, words, NOTE, Align::Start, GREY);
    }

    fn end(&self, top: i32) -> i32 {
        if self.drawn {
            self.at.1 + HEIGHT + 8
        } else {
            top
        }
    }
}
