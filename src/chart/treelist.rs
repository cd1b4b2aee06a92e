//! All codes of a treemap with their numbers, in the order of their tree.

use super::canvas::{Align, Canvas};
use super::colour::{GREY, INK};
use super::fit::{Type, clean, wrap};
use super::fonts::Ruler;
use super::frame::MARGIN;
use super::tree::Tree;
use super::treemap::{LISTED, Sizes, swatch};
use crate::model::Table;

/// The widest a label may be before it wraps.
const ROOM: i32 = 230;
const LINES: usize = 3;
const INDENT: i32 = 12;
/// Deeper steps are drawn like this one.
const DEEPEST: usize = 6;
/// For the sign of the family.
const SIGN: i32 = 16;
/// Between label and number, and between two columns.
const GAP: i32 = 10;
const BETWEEN: i32 = 26;
const SIGN_SIZE: i32 = 10;
const HEAD: Type = LISTED;

/// What is listed.
pub(super) struct List<'a> {
    pub(super) table: &'a Table,
    pub(super) column: usize,
    pub(super) tree: &'a Tree,
    pub(super) sizes: &'a Sizes,
    pub(super) families: &'a [usize],
}

struct Entry {
    row: usize,
    indent: i32,
    lines: Vec<String>,
    number: String,
}

impl Entry {
    fn height(&self) -> i32 {
        i32::try_from(self.lines.len().max(1)).unwrap_or(1) * LISTED.line() + 2
    }
}

impl List<'_> {
    /// Draws the list within `width`; says where it ends.
    pub(super) fn draw(&self, canvas: &mut Canvas, ruler: &Ruler, top: i32, width: i32) -> i32 {
        let entries = self.entries(ruler);
        let parents = entries.iter().any(|entry| entry.number.contains('/'));
        let mut top = top;
        if parents {
            let head = "The code's own / with the codes under it";
            let place = (MARGIN, top + HEAD.line() / 2);
            canvas.text(place, head, HEAD, Align::Start, GREY);
            top += HEAD.line() + 4;
        }
        let label = entries.iter().flat_map(|entry| {
            let lines = entry.lines.iter();
            lines.map(move |line| entry.indent + LISTED.width(ruler, line))
        });
        let label = SIGN + label.max().unwrap_or(0);
        let numbers = entries.iter();
        let numbers = numbers.map(|entry| LISTED.width(ruler, &entry.number));
        let wide = label + GAP + numbers.max().unwrap_or(0);
        let columns = ((width + BETWEEN) / (wide + BETWEEN)).max(1);
        let whole: i32 = entries.iter().map(Entry::height).sum();
        // Of the heights that fill no more columns than there are, the least.
        let longest = entries.iter().map(Entry::height).max().unwrap_or(1);
        let mut high = (whole / columns).max(longest);
        while filled(&entries, high) > columns {
            high += LISTED.line() / 2;
        }
        let (mut left, mut y, mut lowest) = (MARGIN, top, top);
        for entry in &entries {
            if y > top && y + entry.height() > top + high {
                left += wide + BETWEEN;
                y = top;
            }
            self.draw_entry(canvas, entry, (left, y), wide);
            y += entry.height();
            lowest = lowest.max(y);
        }
        lowest
    }

    fn entries(&self, ruler: &Ruler) -> Vec<Entry> {
        let walk = self.tree.walk().into_iter();
        let entries = walk.filter_map(|(row, depth)| {
            let head = self.table.rows.get(row)?;
            let indent = INDENT * i32::try_from(depth.min(DEEPEST)).unwrap_or(0);
            let label = clean(&head.label);
            Some(Entry {
                row,
                indent,
                lines: wrap(ruler, &label, LISTED, ROOM - indent, LINES),
                number: self.number(row),
            })
        });
        entries.collect()
    }

    fn number(&self, row: usize) -> String {
        let cell = self.table.cell(row, self.column);
        let own = cell.map(|cell| clean(&cell.words())).unwrap_or_default();
        let size = |sizes: &[f64]| sizes.get(row).copied().unwrap_or(0.0);
        let (alone, whole) = (size(&self.sizes.own), size(&self.sizes.whole));
        if whole > alone {
            format!("{own} / {whole}")
        } else {
            own
        }
    }

    fn draw_entry(&self, canvas: &mut Canvas, entry: &Entry, (left, top): (i32, i32), wide: i32) {
        let first = top + LISTED.line() / 2;
        let given = |sizes: &[f64]| sizes.get(entry.row).is_some_and(|size| *size > 0.0);
        if given(&self.sizes.own) {
            let family = self.families.get(entry.row).copied().unwrap_or(0);
            swatch(canvas, (left + entry.indent, first - SIGN_SIZE / 2), family);
        }
        let ink = if given(&self.sizes.whole) { INK } else { GREY };
        let mut middle = first;
        for line in &entry.lines {
            let place = (left + SIGN + entry.indent, middle);
            canvas.text(place, line, LISTED, Align::Start, ink);
            middle += LISTED.line();
        }
        let place = (left + wide, first);
        canvas.text(place, &entry.number, LISTED, Align::End, ink);
    }
}

/// How many columns of this height the entries fill.
fn filled(entries: &[Entry], high: i32) -> i32 {
    let (mut columns, mut used) = (1, 0);
    for entry in entries {
        if used > 0 && used + entry.height() > high {
            columns += 1;
            used = 0;
        }
        used += entry.height();
    }
    columns
}
