//! Bars end to end: as long as the sum of their parts, or each 100 %.

use super::shares::{Stack, cut, stacks};
use super::{BarKind, GAP, LONGEST, TO_END, nothing};
use crate::chart::canvas::{Align, Canvas, Shape};
use crate::chart::colour::{FAINT, GREY, INK, RULE};
use crate::chart::empties;
use crate::chart::error::ChartError;
use crate::chart::fit::{clean, shorten};
use crate::chart::fonts::Ruler;
use crate::chart::frame::{self, LABEL, MARGIN, NOTE, number};
use crate::chart::rowheads::RowHeads;
use crate::chart::{legend, series};
use crate::model::{Cell, Emptiness, Table, Value};

const THICK: i32 = 16;
const ROW: i32 = 24;
/// The least white on both sides of a number in its part.
const AROUND: i32 = 3;
/// What has no room in its part stands behind the bar, with its colour.
const SWATCH: (i32, i32) = (8, 8);
const SIGN: (i32, i32) = (20, 14);
const ASIDE_GAP: i32 = 9;
/// The longest text of one number.
const NUMBER_ROOM: i32 = 160;
const TICKS: [(i32, &str); 3] = [(0, "0 %"), (50, "50 %"), (100, "100 %")];

/// What stands behind a bar.
enum Aside {
    Sum(String),
    /// A number that its part has no room for.
    Number(usize, String),
    /// A part that is missing, and why.
    Missing(usize, Emptiness),
}

/// The shapes of the picture and its size; groups are rows.
pub(super) fn compose(
    table: &Table,
    kind: BarKind,
    ruler: &Ruler,
) -> Result<(Canvas, i32, i32), ChartError> {
    let stacks = stacks(table, kind)?;
    // Totals have no bar here, and so no line.
    let kept: Vec<usize> = (0..table.rows.len())
        .filter(|row| stacks.get(*row).is_some_and(Option::is_some))
        .collect();
    let bars: Vec<Bar> = stacks
        .into_iter()
        .zip(&table.cells)
        .filter_map(|(stack, cells)| Some(Bar::new(ruler, stack?, cells)))
        .collect();
    let heads: Vec<_> = kept.iter().filter_map(|row| table.rows.get(*row)).collect();
    let heads: Vec<_> = heads.into_iter().cloned().collect();
    let rows = RowHeads::new(ruler, &heads, &vec![ROW; heads.len()]);
    let zero = MARGIN + rows.width + GAP;
    let behind = bars.iter().map(|bar| bar.length + bar.behind(ruler));
    let percent = kind == BarKind::Share || table.cells.iter().flatten().any(share);
    let reach = if percent { LONGEST + 20 } else { LONGEST };
    let inner = zero - MARGIN + behind.max().unwrap_or(0).max(reach);

    let mut canvas = Canvas::default();
    let mut top = frame::header(&mut canvas, ruler, &table.title, "", inner);
    let mut said = table.clone();
    if bars.is_empty() || table.columns.is_empty() {
        top = nothing(&mut canvas, top);
    } else {
        top = series::legend(&mut canvas, ruler, &table.columns, top, inner);
        if percent {
            top = ticks(&mut canvas, zero, top, rows.height());
        }
        rows.draw(&mut canvas, (MARGIN, top));
        for (bar, (down, height)) in bars.iter().zip(rows.rows()) {
            let middle = top + down + (height - 1) / 2;
            bar.draw(&mut canvas, ruler, (zero, middle));
        }
        canvas.add(Shape::Box {
            at: (zero - 1, top),
            size: (1, rows.height()),
            fill: RULE,
        });
        top += rows.height();
        top = legend::signs(&mut canvas, ruler, table, top + 12, inner);
        let whole = match kind {
            BarKind::Share => "Each bar is 100 % of Σ, the sum of its parts",
            _ => "Σ is the sum of a bar's parts",
        };
        let zero = |cell: &Cell| number(cell) == Some(0.0);
        if table.cells.iter().flatten().any(zero) {
            said.notes.push("A part that is not drawn is 0.".to_owned());
        }
        if bars.iter().any(|bar| bar.sum.is_some()) {
            let note = format!("{whole}; what belongs to several of them counts in each.");
            said.notes.push(note);
        }
    }
    let bottom = frame::notes(&mut canvas, ruler, &said, inner, top + 4);
    Ok((canvas, inner + 2 * MARGIN, bottom + MARGIN))
}

fn share(cell: &Cell) -> bool {
    matches!(cell.value, Value::Share { .. })
}

/// The scale above the bars, with faint lines down.
fn ticks(canvas: &mut Canvas, zero: i32, top: i32, height: i32) -> i32 {
    let below = top + NOTE.line() + 4;
    for (percent, words) in TICKS {
        let x = zero + LONGEST * percent / 100;
        canvas.text((x, top + NOTE.line() / 2), words, NOTE, Align::Middle, GREY);
        canvas.add(Shape::Box {
            at: (x - 1, below - 3),
            size: (1, height + 3),
            fill: RULE,
        });
    }
    below
}

struct Bar {
    cuts: Vec<(i32, i32)>,
    /// The words of each part, where they have room in it.
    inside: Vec<Option<String>>,
    asides: Vec<Aside>,
    sum: Option<u64>,
    length: i32,
    /// Whether the parts leave a rest of the whole.
    rest: bool,
}

impl Bar {
    fn new(ruler: &Ruler, stack: Stack, cells: &[Cell]) -> Self {
        let cuts = cut(&stack, LONGEST);
        let mut asides: Vec<Aside> = Vec::new();
        asides.extend(stack.sum.map(|sum| Aside::Sum(format!("Σ {sum}"))));
        let mut inside = Vec::with_capacity(cells.len());
        for (series, (cell, (_, length))) in cells.iter().zip(&cuts).enumerate() {
            let words = shorten(ruler, &clean(&cell.words()), LABEL, NUMBER_ROOM);
            let fits = LABEL.width(ruler, &words) + 2 * AROUND <= *length;
            match cell.value {
                Value::Empty(Emptiness::Blank) => {}
                Value::Empty(why) => asides.push(Aside::Missing(series, why)),
                // Nothing is nowhere, unless something waits there.
                _ if *length == 0 && cell.pending == 0 => {}
                _ if !fits => asides.push(Aside::Number(series, words.clone())),
                _ => {}
            }
            inside.push(fits.then_some(words));
        }
        let length = cuts.last().map_or(0, |(from, long)| from + long);
        Self {
            rest: cells.iter().any(share) && length < LONGEST,
            sum: stack.sum,
            cuts,
            inside,
            asides,
            length,
        }
    }

    /// Pixels from the end of the bar to the end of all that stands behind it.
    fn behind(&self, ruler: &Ruler) -> i32 {
        let asides = self.asides.iter().map(|aside| aside.width(ruler));
        let start = if self.rest { LONGEST - self.length } else { 0 };
        start + asides.map(|width| width + ASIDE_GAP).sum::<i32>()
    }

    fn draw(&self, canvas: &mut Canvas, ruler: &Ruler, (zero, middle): (i32, i32)) {
        let top = middle - THICK / 2;
        if self.rest {
            canvas.add(Shape::Box {
                at: (zero + self.length, top),
                size: (LONGEST - self.length, THICK),
                fill: FAINT,
            });
        }
        for (series, ((from, length), words)) in self.cuts.iter().zip(&self.inside).enumerate() {
            if *length == 0 {
                continue;
            }
            let (at, size) = ((zero + from, top), (*length, THICK));
            series::paint(canvas, series, at, size);
            if *from > 0 && *length > 2 {
                series::divide(canvas, at, THICK);
            }
            if let Some(words) = words {
                let centre = (at.0 + length / 2, middle);
                series::write(canvas, ruler, series, centre, words);
            }
        }
        let end = if self.rest { LONGEST } else { self.length };
        let mut x = zero + end + TO_END;
        for aside in &self.asides {
            aside.draw(canvas, (x, middle));
            x += aside.width(ruler) + ASIDE_GAP;
        }
    }
}

impl Aside {
    fn width(&self, ruler: &Ruler) -> i32 {
        match self {
            Aside::Sum(words) => LABEL.width(ruler, words),
            Aside::Number(_, words) => SWATCH.0 + 3 + NOTE.width(ruler, words),
            Aside::Missing(..) => SWATCH.0 + 2 + SIGN.0,
        }
    }

    fn draw(&self, canvas: &mut Canvas, (x, middle): (i32, i32)) {
        let swatch = |canvas: &mut Canvas, series| {
            series::paint(canvas, series, (x, middle - SWATCH.1 / 2), SWATCH);
        };
        match self {
            Aside::Sum(words) => canvas.text((x, middle), words, LABEL, Align::Start, INK),
            Aside::Number(series, words) => {
                swatch(canvas, *series);
                let at = (x + SWATCH.0 + 3, middle);
                canvas.text(at, words, NOTE, Align::Start, INK);
            }
            Aside::Missing(series, why) => {
                swatch(canvas, *series);
                let at = (x + SWATCH.0 + 2, middle - SIGN.1 / 2);
                empties::sign(canvas, *why, at, SIGN);
            }
        }
    }
}
