//! The legend of a heat map: the scale, and the signs that are in the picture.

use super::canvas::{Align, Canvas, Shape};
use super::colour::{GREY, INK, scale};
use super::empties;
use super::fit::{clean, shorten};
use super::fonts::Ruler;
use super::frame::{MARGIN, NOTE, number};
use crate::model::{Cell, Table, Value};

/// What shades and signs mean, of those that are in the picture.
pub(super) fn draw(
    canvas: &mut Canvas,
    ruler: &Ruler,
    table: &Table,
    greatest: f64,
    top: i32,
    inner: i32,
) -> i32 {
    const HEIGHT: i32 = 14;
    const SWATCH: i32 = 24;
    let mut at = (MARGIN, top);
    // Moves to the next line where an entry of that width would not fit.
    let place = |at: &mut (i32, i32), width: i32| {
        if at.0 > MARGIN && at.0 + width > MARGIN + inner {
            *at = (MARGIN, at.1 + HEIGHT + 6);
        }
        let here = *at;
        at.0 += width + 18;
        here
    };
    let mut drawn = false;
    if greatest > 0.0 {
        const STEPS: i32 = 30;
        const STEP: i32 = 4;
        let largest = table
            .cells
            .iter()
            .flatten()
            .filter(|cell| number(cell) == Some(greatest))
            .map(|cell| cell.value.clone())
            .next()
            .unwrap_or(Value::Count(0));
        // How it is counted, the notes say; here stands only what.
        let unit = clean(table.unit.split(';').next().unwrap_or_default());
        let most = match largest {
            // Of what, the notes say.
            Value::Share { .. } => largest.words(),
            _ => format!("{} {unit}", largest.words()),
        };
        let most = shorten(ruler, most.trim_end(), NOTE, inner - 160);
        let zero = NOTE.width(ruler, "0") + 6;
        let width = zero + STEPS * STEP + 6 + NOTE.width(ruler, &most);
        let here = place(&mut at, width);
        let middle = here.1 + HEIGHT / 2;
        canvas.text((here.0, middle), "0", NOTE, Align::Start, GREY);
        for step in 0..STEPS {
            canvas.add(Shape::Box {
                at: (here.0 + zero + step * STEP, here.1 + 1),
                size: (STEP, HEIGHT - 2),
                fill: scale(f64::from(step) / f64::from(STEPS - 1)),
            });
        }
        let end = here.0 + zero + STEPS * STEP + 6;
        canvas.text((end, middle), &most, NOTE, Align::Start, GREY);
        drawn = true;
    }
    let mut entry = |canvas: &mut Canvas, words: &str, sign: &dyn Fn(&mut Canvas, (i32, i32))| {
        let width = SWATCH + 6 + NOTE.width(ruler, words);
        let here = place(&mut at, width);
        sign(canvas, here);
        let middle = (here.0 + SWATCH + 6, here.1 + HEIGHT / 2);
        canvas.text(middle, words, NOTE, Align::Start, GREY);
        drawn = true;
    };
    for why in table.emptiness() {
        entry(canvas, why.words(), &|canvas, here| {
            empties::sign(canvas, why, here, (SWATCH, HEIGHT));
        });
    }
    let any = |test: &dyn Fn(&Cell) -> bool| table.cells.iter().flatten().any(test);
    let corners = [
        (any(&|cell| cell.pending > 0), "with pending suggestions", 0),
        (any(&|cell| cell.stale), "evidence changed", HEIGHT),
    ];
    for (used, words, edge) in corners {
        if used {
            entry(canvas, words, &|canvas, here| {
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
    if drawn { at.1 + HEIGHT + 8 } else { top }
}
