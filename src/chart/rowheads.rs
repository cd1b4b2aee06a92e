//! The heads of the rows: labels in their tree, and to the left of them what
//! they stand under, joined by brackets.

use super::canvas::{Align, Canvas, Shape};
use super::colour::{HATCH, INK};
use super::fit::{clean, wrap};
use super::fonts::Ruler;
use super::frame::{LABEL, RowLabels};
use super::prepare::label;
use super::sides::{gaps, spans};
use crate::model::Heading;

/// The widest a head over others may be before it wraps.
const OUTER_ROOM: i32 = 130;
const OUTER_LINES: usize = 6;
/// From a head to its bracket, and from there to what it holds together.
const TO_BRACKET: i32 = 6;
const FROM_BRACKET: i32 = 9;
/// The ends of a bracket.
const TICK: i32 = 3;

/// The heads of the rows, laid out.
pub(super) struct RowHeads {
    labels: RowLabels,
    outer: Vec<Outer>,
    /// Where each row begins, counted from the first.
    tops: Vec<i32>,
    /// The height of each row.
    heights: Vec<i32>,
    /// Pixels they need across.
    pub(super) width: i32,
}

/// One level of heads over others.
struct Outer {
    left: i32,
    width: i32,
    spans: Vec<(std::ops::Range<usize>, Vec<String>)>,
}

impl RowHeads {
    /// Lays out the heads; each row is at least as high as asked.
    pub(super) fn new(ruler: &Ruler, heads: &[Heading], least: &[i32]) -> Self {
        let printed: Vec<String> = heads.iter().map(label).collect();
        let depths = heads.iter().map(|head| head.depth);
        let labels = RowLabels::new(ruler, printed.iter().map(String::as_str).zip(depths));
        let mut heights: Vec<i32> = labels.rows.iter().map(|row| row.height).collect();
        for (height, least) in heights.iter_mut().zip(least) {
            *height = (*height).max(*least);
        }
        let gaps = gaps(heads);
        let mut outer = Vec::new();
        let mut left = 0;
        for level in spans(heads) {
            let spans: Vec<_> = level
                .into_iter()
                .map(|span| {
                    let label = clean(&span.label);
                    let lines = wrap(ruler, &label, LABEL, OUTER_ROOM, OUTER_LINES);
                    (span.from..span.to, lines)
                })
                .collect();
            let lines = spans.iter().flat_map(|(_, lines)| lines);
            let width = lines.map(|line| LABEL.width(ruler, line)).max();
            let width = width.unwrap_or(0);
            outer.push(Outer { left, width, spans });
            left += width + TO_BRACKET + FROM_BRACKET;
        }
        for (rows, lines) in outer.iter().flat_map(|level| &level.spans) {
            let needed = i32::try_from(lines.len()).unwrap_or(0) * LABEL.line() + 6;
            let within = |of: &[i32]| of.get(rows.clone()).unwrap_or(&[]).iter().sum::<i32>();
            let inner_gaps = within(&gaps) - gaps.get(rows.start).copied().unwrap_or(0);
            let missing = needed - within(&heights) - inner_gaps;
            if let Some(last) = heights.get_mut(rows.end - 1).filter(|_| missing > 0) {
                *last += missing;
            }
        }
        let mut tops = Vec::with_capacity(heads.len());
        let mut top = 0;
        for (height, gap) in heights.iter().zip(&gaps) {
            tops.push(top + gap);
            top += gap + height;
        }
        Self {
            width: left + labels.width,
            labels,
            outer,
            tops,
            heights,
        }
    }

    /// Where each row begins, counted from the first, and its height.
    pub(super) fn rows(&self) -> impl Iterator<Item = (i32, i32)> {
        self.tops.iter().copied().zip(self.heights.iter().copied())
    }

    /// The height of all rows.
    pub(super) fn height(&self) -> i32 {
        self.rows().last().map_or(0, |(top, height)| top + height)
    }

    /// Draws them with their top left corner at `at`.
    pub(super) fn draw(&self, canvas: &mut Canvas, at: (i32, i32)) {
        let labels_at = at.0 + self.width - self.labels.width;
        for (label, (top, height)) in self.labels.rows.iter().zip(self.rows()) {
            // Upright in the middle of a row that is higher than its label.
            let down = (height - label.height) / 2;
            label.draw(canvas, (labels_at, at.1 + top + down));
        }
        for level in &self.outer {
            let left = at.0 + level.left;
            let bracket = left + level.width + TO_BRACKET;
            for (rows, lines) in &level.spans {
                let (Some(first), Some(last)) =
                    (self.tops.get(rows.start), rows.end.checked_sub(1))
                else {
                    continue;
                };
                let Some((last, high)) = self.tops.get(last).zip(self.heights.get(last)) else {
                    continue;
                };
                let (from, to) = (at.1 + first + 2, at.1 + last + high - 3);
                join(canvas, (bracket, from), (bracket, to), (TICK, 0));
                let high = i32::try_from(lines.len()).unwrap_or(0) * LABEL.line();
                let mut middle = (from + to - high) / 2 + LABEL.line() / 2;
                for line in lines {
                    canvas.text((left, middle), line, LABEL, Align::Start, INK);
                    middle += LABEL.line();
                }
            }
        }
    }
}

/// A bracket from one point to another, level or upright, its ends turned by
/// `tick`.
pub(super) fn join(canvas: &mut Canvas, from: (i32, i32), to: (i32, i32), tick: (i32, i32)) {
    let turned = |point: (i32, i32)| (point.0 + tick.0, point.1 + tick.1);
    for (from, to) in [(from, to), (from, turned(from)), (to, turned(to))] {
        // Boxes, as a line of one pixel would lie between two rows of pixels.
        canvas.add(Shape::Box {
            at: from,
            size: (to.0 - from.0 + 1, to.1 - from.1 + 1),
            fill: HATCH,
        });
    }
}
