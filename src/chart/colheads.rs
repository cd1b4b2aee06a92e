//! The heads of the columns, level or upright, and above them what they stand
//! under, joined by brackets.

use super::canvas::{Align, Canvas, Shape};
use super::colour::INK;
use super::fit::{clean, wrap};
use super::fonts::Ruler;
use super::frame::LABEL;
use super::prepare::label;
use super::rowheads::join;
use super::sides::{Span, gaps, spans};
use crate::model::Heading;

/// Columns whose heads are set level are this wide.
const LEVEL: std::ops::RangeInclusive<i32> = 56..=112;
/// With more columns than this, heads are set upright to save width.
const MOST_LEVEL: usize = 14;
/// The longest upright head.
const UPRIGHT_ROOM: i32 = 200;
const LEAST_UPRIGHT: i32 = 34;
const HEAD_LINES: usize = 4;
/// Between a label and the edge of its column.
pub(super) const PAD: i32 = 6;
/// The bracket below a head over others.
const BRACKET: i32 = 6;

/// The heads of the columns, laid out.
pub(super) struct ColumnHeads {
    /// Where each column begins, counted from the first, and its width.
    columns: Vec<(i32, i32)>,
    outer: Vec<Outer>,
    /// Pixels they need down.
    pub(super) height: i32,
    upright: bool,
    lines: Vec<Vec<String>>,
}

/// One level of heads over others.
struct Outer {
    height: i32,
    spans: Vec<(std::ops::Range<usize>, Vec<String>)>,
}

impl ColumnHeads {
    /// Lays out the heads for columns that hold contents of at least `number`
    /// pixels.
    pub(super) fn new(ruler: &Ruler, heads: &[Heading], number: i32) -> Self {
        let labels: Vec<String> = heads.iter().map(|head| clean(&label(head))).collect();
        let word = labels
            .iter()
            .map(|label| longest_word(ruler, label))
            .max()
            .unwrap_or(0)
            + 2 * PAD;
        let above = spans(heads);
        let level = word.clamp(*LEVEL.start(), *LEVEL.end()).max(number);
        let wrapped = |room, lines| -> Vec<Vec<String>> {
            let each = labels.iter();
            each.map(|label| wrap(ruler, label, LABEL, room, lines))
                .collect()
        };
        let mut lines = wrapped(level - PAD, HEAD_LINES);
        let whole = word <= level && !lines.iter().flatten().any(|line| line.ends_with('…'));
        let upright = !whole || labels.len() > MOST_LEVEL;
        let (column, own) = if upright {
            lines = wrapped(UPRIGHT_ROOM, 2);
            let all = lines.iter().flatten();
            let longest = all.map(|line| LABEL.width(ruler, line)).max();
            (number.max(LEAST_UPRIGHT), longest.unwrap_or(0) + 8)
        } else {
            let most = lines.iter().map(Vec::len).max().unwrap_or(0);
            (level, high(most) + 6)
        };
        let mut widths = vec![column; heads.len()];
        for span in above.iter().flatten() {
            widen(ruler, &mut widths, span);
        }
        let mut columns = Vec::with_capacity(heads.len());
        let mut left = 0;
        for (gap, width) in gaps(heads).into_iter().zip(widths) {
            columns.push((left + gap, width));
            left += gap + width;
        }
        let outer: Vec<Outer> = above
            .into_iter()
            .map(|level| {
                let spans: Vec<_> = level
                    .into_iter()
                    .map(|span| {
                        let across = across(&columns, &(span.from..span.to));
                        let room = across.1 - across.0 - PAD;
                        let label = clean(&span.label);
                        let lines = wrap(ruler, &label, LABEL, room, HEAD_LINES);
                        (span.from..span.to, lines)
                    })
                    .collect();
                let most = spans.iter().map(|(_, lines)| lines.len()).max();
                Outer {
                    height: high(most.unwrap_or(0)) + BRACKET + 2,
                    spans,
                }
            })
            .collect();
        Self {
            height: outer.iter().map(|level| level.height).sum::<i32>() + own,
            columns,
            outer,
            upright,
            lines,
        }
    }

    /// Where each column begins, counted from the first, and its width.
    pub(super) fn columns(&self) -> impl Iterator<Item = (i32, i32)> {
        self.columns.iter().copied()
    }

    /// The width of all columns.
    pub(super) fn width(&self) -> i32 {
        self.columns.last().map_or(0, |(left, width)| left + width)
    }

    /// Draws them with their top left corner at `at`.
    pub(super) fn draw(&self, canvas: &mut Canvas, at: (i32, i32)) {
        let mut top = at.1;
        for level in &self.outer {
            top += level.height;
            for (columns, lines) in &level.spans {
                let (from, to) = across(&self.columns, columns);
                let (from, to) = (at.0 + from + 1, at.0 + to - 3);
                let bracket = top - BRACKET;
                join(canvas, (from, bracket), (to, bracket), (0, 3));
                let last = bracket - 2 - LABEL.line() / 2;
                level_lines(canvas, lines, ((from + to) / 2, last));
            }
        }
        let bottom = at.1 + self.height - 5;
        for (lines, (left, width)) in self.lines.iter().zip(&self.columns) {
            let middle = at.0 + left + (width - 1) / 2;
            if self.upright {
                let mut x = middle - high(lines.len().saturating_sub(1)) / 2;
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
                level_lines(canvas, lines, (middle, bottom - LABEL.line() / 2));
            }
        }
    }
}

/// Lines around a middle, the last of them at the point.
fn level_lines(canvas: &mut Canvas, lines: &[String], last: (i32, i32)) {
    let mut y = last.1 - high(lines.len().saturating_sub(1));
    for line in lines {
        canvas.text((last.0, y), line, LABEL, Align::Middle, INK);
        y += LABEL.line();
    }
}

/// Makes columns wide enough for the longest word of a head over them, or
/// nearly.
fn widen(ruler: &Ruler, widths: &mut [i32], span: &Span) {
    let word = longest_word(ruler, &clean(&span.label)) + 2 * PAD;
    let needed = word.min(*LEVEL.end());
    let columns = widths.get_mut(span.from..span.to).unwrap_or_default();
    let missing = needed - columns.iter().sum::<i32>();
    let each = i32::try_from(columns.len()).unwrap_or(1).max(1);
    if missing > 0 {
        for width in columns {
            *width += (missing + each - 1) / each;
        }
    }
}

/// From where to where some columns reach.
fn across(columns: &[(i32, i32)], which: &std::ops::Range<usize>) -> (i32, i32) {
    let reach = columns.get(which.clone()).unwrap_or_default();
    let from = reach.first().map_or(0, |(left, _)| *left);
    let to = reach.last().map_or(0, |(left, width)| left + width);
    (from, to)
}

fn high(lines: usize) -> i32 {
    i32::try_from(lines).unwrap_or(0) * LABEL.line()
}

fn longest_word(ruler: &Ruler, label: &str) -> i32 {
    let words = label.split(' ').map(|word| LABEL.width(ruler, word));
    words.max().unwrap_or(0)
}
