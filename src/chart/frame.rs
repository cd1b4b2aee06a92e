//! What stands around every chart: title above, legend and notes below.

use super::canvas::{Align, Canvas};
use super::colour::{GREY, INK};
use super::fit::{Type, clean, wrap};
use super::fonts::Ruler;
use crate::model::{Cell, Emptiness, Table, Value};

/// White around the picture.
pub(super) const MARGIN: i32 = 16;
/// Row and column labels, and numbers.
pub(super) const LABEL: Type = Type::regular(11.0);
/// Notes, legend, corner.
pub(super) const NOTE: Type = Type::regular(10.0);
const TITLE: Type = Type::bold(14.0);
const SUBTITLE: Type = Type::bold(11.0);

/// The widest a row's label may be before it wraps.
const LABEL_ROOM: i32 = 320;
/// A label in more lines than this is shortened.
const LABEL_LINES: usize = 3;
/// By how much a label moves right for each step down in a tree.
const INDENT: i32 = 14;
/// Deeper steps are drawn like this one.
const DEEPEST: usize = 8;
/// The height of a row with a label on one line.
const ROW: i32 = 22;

/// The labels of the rows, laid out.
pub(super) struct RowLabels {
    /// Pixels they need across.
    pub(super) width: i32,
    /// For each row its lines, its indent and its height.
    pub(super) rows: Vec<RowLabel>,
}

pub(super) struct RowLabel {
    lines: Vec<String>,
    indent: i32,
    pub(super) height: i32,
}

impl RowLabels {
    /// Lays out labels with their depth in a tree.
    pub(super) fn new<'a>(ruler: &Ruler, labels: impl Iterator<Item = (&'a str, usize)>) -> Self {
        let mut width = 0;
        let mut rows = Vec::new();
        for (label, depth) in labels {
            let indent = INDENT * i32::try_from(depth.min(DEEPEST)).unwrap_or(0);
            let lines = wrap(
                ruler,
                &clean(label),
                LABEL,
                LABEL_ROOM - indent,
                LABEL_LINES,
            );
            let widest = lines.iter().map(|line| LABEL.width(ruler, line)).max();
            width = width.max(indent + widest.unwrap_or(0));
            let more = i32::try_from(lines.len().saturating_sub(1)).unwrap_or(0);
            rows.push(RowLabel {
                lines,
                indent,
                height: ROW + more * LABEL.line(),
            });
        }
        Self { width, rows }
    }
}

impl RowLabel {
    /// Draws the label with its row's top left corner at `at`.
    pub(super) fn draw(&self, canvas: &mut Canvas, at: (i32, i32)) {
        let mut middle = at.1 + (ROW - 1) / 2;
        for line in &self.lines {
            let place = (at.0 + self.indent, middle);
            canvas.text(place, line, LABEL, Align::Start, INK);
            middle += LABEL.line();
        }
    }
}

/// Draws title and subtitle within `width`; says where they end.
pub(super) fn header(
    canvas: &mut Canvas,
    ruler: &Ruler,
    title: &str,
    subtitle: &str,
    width: i32,
) -> i32 {
    let mut top = MARGIN;
    for (text, with) in [(title, TITLE), (subtitle, SUBTITLE)] {
        for line in wrap(ruler, &clean(text), with, width, 6) {
            let middle = top + with.line() / 2;
            canvas.text((MARGIN, middle), &line, with, Align::Start, INK);
            top += with.line();
        }
        top += 4;
    }
    top + 4
}

/// Draws what a reader must know within `width`; says where it ends.
pub(super) fn notes(
    canvas: &mut Canvas,
    ruler: &Ruler,
    table: &Table,
    width: i32,
    mut top: i32,
) -> i32 {
    for note in table.footnotes() {
        for line in wrap(ruler, &clean(&note), NOTE, width, 12) {
            let middle = top + NOTE.line() / 2;
            canvas.text((MARGIN, middle), &line, NOTE, Align::Start, GREY);
            top += NOTE.line();
        }
        top += 2;
    }
    top
}

/// The number a cell is drawn as; a share of nothing is none.
pub(super) fn number(cell: &Cell) -> Option<f64> {
    cell.value.number().filter(|number| number.is_finite())
}

/// A cell of the table; where the table is short of one, it is blank.
pub(super) fn cell(table: &Table, row: usize, column: usize) -> Cell {
    let found = table.cell(row, column).cloned();
    found.unwrap_or_else(|| Cell::plain(Value::Empty(Emptiness::Blank)))
}

/// Whether there is nothing but words to draw.
pub(super) fn only_words<'a>(cells: impl Iterator<Item = &'a Cell> + Clone) -> bool {
    let words = |cell: &&Cell| matches!(cell.value, Value::Text(_));
    cells.clone().any(|cell| words(&cell)) && cells.clone().all(|cell| number(cell).is_none())
}
