//! The sheet with the table as it is printed.

use super::columns::{Column, GUTTER, alike, holds_number, measured, value_of, words_of};
use super::evidence::Places;
use super::fit::{Extent, HIGHEST, LINE, head_width, height, lines};
use super::look::{Digits, Look, Part, Side};
use super::page::{Kit, Page, column, row};
use crate::formats::table::heads::{above, corners, levels, runs};
use crate::formats::table::kinds::{Kinds, kinds};
use crate::model::{Cell, HeadKind, Heading, Table, Value};
use rust_xlsxwriter::{Worksheet, XlsxError};
use std::borrow::Cow;

/// Points of one line of the notes below the table.
const NOTE_LINE: f64 = 12.5;
/// The title and the notes go over so many digits, if the table is as wide.
const TEXT_WIDTH: f64 = 110.0;
/// What an A4 page holds at full size, upright and across, in digits.
const UPRIGHT: f64 = 98.0;
const ACROSS: f64 = 145.0;
/// A page is not scaled down further than to hold this; the table goes on
/// beside it instead.
const WIDEST_PAGE: f64 = 270.0;
/// Frozen heads higher than this would leave no room to scroll.
const HIGHEST_HEAD: f64 = 240.0;
/// Heads wrap up to so many lines.
const HEAD_LINES: usize = 8;

struct Layout<'a> {
    table: &'a Table,
    kinds: Vec<Kinds>,
    /// Columns of row heads, with their widths.
    heads: Vec<f64>,
    columns: Vec<Column>,
    /// The rows of heads, and the first row of cells.
    head_rows: std::ops::Range<usize>,
    /// Heights of the rows of cells.
    heights: Vec<f64>,
}

/// Writes the sheet; cells lead to where their first quotes stand.
pub(super) fn write(table: &Table, places: &Places, kit: &mut Kit) -> Result<Worksheet, XlsxError> {
    let layout = Layout::of(table);
    let mut page = Page::new("Table", kit)?;
    page.sheet.set_screen_gridlines(false);
    layout.widths(&mut page)?;
    layout.title(&mut page)?;
    if table.rows.is_empty() || table.columns.is_empty() {
        let what = if table.rows.is_empty() {
            "rows"
        } else {
            "columns"
        };
        let said = format!("This table has no {what}.");
        page.words((1, 0), &said, Look::default())?;
        layout.notes(&mut page, 2)?;
        return Ok(page.sheet);
    }
    layout.column_heads(&mut page)?;
    layout.row_heads(&mut page)?;
    for index in 0..table.rows.len() {
        layout.cells(&mut page, index, places)?;
    }
    layout.notes(&mut page, layout.head_rows.end + table.rows.len())?;
    layout.print(&mut page)?;
    Ok(page.sheet)
}

impl<'a> Layout<'a> {
    fn of(table: &'a Table) -> Self {
        let kinds = kinds(table);
        let (row_levels, column_levels) = levels(table);
        let two = kinds.iter().any(|kinds| kinds.second.is_some());
        let mut columns = Vec::new();
        for (index, (head, kinds)) in table.columns.iter().zip(&kinds).enumerate() {
            columns.push(measured(table, index, false, head));
            if kinds.second.is_some() {
                columns.push(measured(table, index, true, head));
            }
        }
        let mut after_number = false;
        for column in &mut columns {
            column.indent = match column.right {
                true => 0,
                false => 1 + usize::from(after_number),
            };
            column.width += GUTTER * column.indent as f64;
            after_number = column.right;
        }
        alike(&mut columns, true);
        alike(&mut columns, false);
        let corners = corners(&table.corner, row_levels);
        let heads = (0..row_levels)
            .map(|level| {
                let innermost = level + 1 == row_levels;
                let corner = corners.get(level).map(|corner| Extent::of(corner));
                let mut widest = Extent {
                    line: corner.unwrap_or_default().line.min(20.0),
                    ..Extent::default()
                };
                for head in table.rows.iter().filter(|head| !spreads(head)) {
                    let label = row_label(head, level, row_levels);
                    let mut extent = Extent::of(&label);
                    extent.line += if innermost { indent(head) } else { 0.0 };
                    widest = widest.max(extent);
                }
                head_width(widest, if innermost { 36.0 } else { 24.0 })
            })
            .collect();
        let mut layout = Self {
            table,
            kinds,
            heads,
            columns,
            head_rows: 1..1 + column_levels + usize::from(two),
            heights: Vec::new(),
        };
        layout.heights = layout.row_heights();
        layout
    }

    /// The height of every row of cells; the last row below a nested head is
    /// as high as that head needs.
    fn row_heights(&self) -> Vec<f64> {
        let table = self.table;
        let wordy = self.columns.iter().any(|column| !column.right);
        // Rows of words stand apart by a little air instead of a rule.
        let air = if wordy { 6.0 } else { 1.0 };
        let own = self.heads.len().saturating_sub(1);
        let mut heights = Vec::with_capacity(table.rows.len());
        for (index, head) in table.rows.iter().enumerate() {
            let head_width = match spreads(head) {
                true => self.heads.iter().sum(),
                false => self.heads.get(own).copied().unwrap_or_default() - indent(head),
            };
            let mut needed = lines(&head.printed(), head_width);
            for column in &self.columns {
                if let Some((words, _)) = words_of(table, index, column) {
                    needed = needed.max(lines(&words, column.room()));
                }
            }
            heights.push(height(needed, LINE, air));
        }
        for level in 0..own {
            let width = self.heads.get(level).copied().unwrap_or_default();
            for (first, last, label) in runs(&table.rows, level) {
                let needed = height(lines(label, width), LINE, air);
                let there: f64 = heights.iter().skip(first).take(last + 1 - first).sum();
                if let Some(height) = heights.get_mut(last) {
                    *height = (*height + (needed - there).max(0.0)).min(HIGHEST);
                }
            }
        }
        heights
    }

    fn widths(&self, page: &mut Page<'_>) -> Result<(), XlsxError> {
        let widths = self.columns.iter().map(|column| column.width);
        for (index, width) in self.heads.iter().copied().chain(widths).enumerate() {
            page.sheet.set_column_width(column(index), width)?;
        }
        Ok(())
    }

    /// The last column that the title and the notes go over, and their width.
    fn text_columns(&self) -> (usize, f64) {
        let mut widths = self
            .heads
            .iter()
            .copied()
            .chain(self.columns.iter().map(|column| column.width));
        let mut sum = widths.next().unwrap_or_default();
        let mut last = 0;
        for width in widths {
            if sum + width > TEXT_WIDTH {
                break;
            }
            sum += width;
            last += 1;
        }
        (last, sum)
    }

    fn title(&self, page: &mut Page<'_>) -> Result<(), XlsxError> {
        let (last, width) = self.text_columns();
        let look = Look {
            part: Part::Title,
            ..Look::default()
        };
        page.spread((0, 0), (0, last), &self.table.title, look)?;
        let needed = lines(&self.table.title, width * 0.85).min(HEAD_LINES);
        page.sheet
            .set_row_height(0, height(needed, LINE + 2.0, 6.0))?;
        Ok(())
    }

    /// The rows of heads: nested ones over all that stands under them, then
    /// the columns' own, then what each of two measures is.
    fn column_heads(&self, page: &mut Page<'_>) -> Result<(), XlsxError> {
        let table = self.table;
        let rows = self.head_rows.clone();
        let (first_row, last_row) = (rows.start, rows.end - 1);
        let (row_levels, column_levels) = levels(table);
        let look = |at: usize, side: Side| Look {
            part: Part::Head,
            side,
            bold: true,
            above: at == first_row,
            below: at == last_row,
            ..Look::default()
        };
        for at in rows.clone() {
            for index in 0..row_levels + self.columns.len() {
                page.words((at, index), "", look(at, Side::Left))?;
            }
        }
        for (level, corner) in corners(&table.corner, row_levels).iter().enumerate() {
            page.words((last_row, level), corner, look(last_row, Side::Left))?;
        }
        for level in 0..column_levels - 1 {
            for (first, last, label) in runs(&table.columns, level) {
                let at = first_row + level;
                let look = Look {
                    below: true,
                    ..look(at, Side::Centre)
                };
                let (left, right) = (self.left(first), self.right(last));
                page.spread((at, left), (at, right), label, look)?;
            }
        }
        let own = first_row + column_levels - 1;
        for (index, head) in table.columns.iter().enumerate() {
            let (left, right) = (self.left(index), self.right(index));
            match self.kinds.get(index).and_then(|kinds| kinds.signs()) {
                None => {
                    let look = self.aligned(left, look(last_row, Side::Left));
                    page.words((last_row, left), &head.printed(), look)?;
                }
                Some((first, second)) => {
                    let both = Look {
                        below: true,
                        ..look(own, Side::Centre)
                    };
                    page.spread((own, left), (own, right), &head.printed(), both)?;
                    for (at, sign) in [(left, first), (right, second)] {
                        let look = self.aligned(at, look(last_row, Side::Left));
                        page.words((last_row, at), sign, look)?;
                    }
                }
            }
        }
        for (at, high) in self.head_heights() {
            page.sheet.set_row_height(row(at), high)?;
        }
        Ok(())
    }

    fn head_heights(&self) -> Vec<(usize, f64)> {
        let table = self.table;
        let (row_levels, column_levels) = levels(table);
        let mut needed = vec![1; self.head_rows.len()];
        let mut need = |level: usize, words: &str, width: f64| {
            if let Some(needed) = needed.get_mut(level) {
                // Bold letters are wider.
                *needed = lines(words, width * 0.92).min(HEAD_LINES).max(*needed);
            }
        };
        let over = |first: usize, last: usize| -> f64 {
            let within = |column: &&Column| (first..=last).contains(&column.of);
            let widths = self.columns.iter().filter(within);
            widths.map(|column| column.width).sum()
        };
        for level in 0..column_levels - 1 {
            for (first, last, label) in runs(&table.columns, level) {
                need(level, label, over(first, last));
            }
        }
        let last = self.head_rows.len() - 1;
        for (index, head) in table.columns.iter().enumerate() {
            let two = self.kinds.get(index).is_some_and(|it| it.second.is_some());
            let level = if two { column_levels - 1 } else { last };
            need(level, &head.printed(), over(index, index));
        }
        let corners = corners(&table.corner, row_levels);
        for (corner, width) in corners.iter().zip(&self.heads) {
            need(last, corner, *width);
        }
        let rows = self.head_rows.clone().zip(needed);
        rows.map(|(at, lines)| (at, height(lines, LINE, 3.0)))
            .collect()
    }

    fn row_heads(&self, page: &mut Page<'_>) -> Result<(), XlsxError> {
        let table = self.table;
        let start = self.head_rows.end;
        let own = self.heads.len() - 1;
        for level in 0..own {
            for index in 0..table.rows.len() {
                let look = self.row_look(index, HeadKind::Item);
                page.words((start + index, level), "", look)?;
            }
            for (first, last, label) in runs(&table.rows, level) {
                let look = self.row_look(last, HeadKind::Item);
                page.spread((start + first, level), (start + last, level), label, look)?;
            }
        }
        for (index, head) in table.rows.iter().enumerate() {
            let look = Look {
                indent: head.depth,
                ..self.row_look(index, head.kind)
            };
            let at = start + index;
            let from = if spreads(head) { 0 } else { own };
            page.spread((at, from), (at, own), &head.printed(), look)?;
            let high = self.heights.get(index).copied().unwrap_or(LINE);
            page.sheet.set_row_height(row(at), high)?;
        }
        Ok(())
    }

    fn row_look(&self, index: usize, kind: HeadKind) -> Look {
        Look {
            bold: kind == HeadKind::Total,
            below: index + 1 == self.table.rows.len(),
            ..Look::default()
        }
    }

    /// The cells of one row.
    fn cells(&self, page: &mut Page<'_>, index: usize, places: &Places) -> Result<(), XlsxError> {
        let table = self.table;
        let kind = |head: Option<&Heading>| head.map(|head| head.kind).unwrap_or_default();
        for (at, described) in self.columns.iter().enumerate() {
            let total = kind(table.rows.get(index)) == HeadKind::Total
                || kind(table.columns.get(described.of)) == HeadKind::Total;
            let place = (self.head_rows.end + index, self.heads.len() + at);
            let cell = table.cell(index, described.of);
            let look = Look {
                bold: total,
                ..self.aligned(place.1, self.row_look(index, HeadKind::Item))
            };
            let number = |second| cell.is_some_and(|cell| holds_number(cell, second));
            // Of two numbers the first leads there.
            if number(described.second)
                && !(described.second && number(false))
                && places.linked()
                && cell.is_some_and(|cell| !cell.behind.is_empty())
                && let Some(first) = places.first(index, described.of)
            {
                page.link(place, &first, "to the first quote")?;
            }
            self.cell(page, place, described, index, look)?;
        }
        Ok(())
    }

    /// One cell: a number as one, anything else in words.
    fn cell(
        &self,
        page: &mut Page<'_>,
        place: (usize, usize),
        described: &Column,
        index: usize,
        look: Look,
    ) -> Result<(), XlsxError> {
        if let Some((words, empty)) = words_of(self.table, index, described) {
            let cell = self.table.cell(index, described.of);
            let marked = |mark: fn(&Cell) -> bool| !described.second && cell.is_some_and(mark);
            let look = Look {
                bold: false,
                faint: empty,
                draft: marked(|cell| cell.draft),
                stale: marked(|cell| cell.stale),
                ..look
            };
            return page.words(place, &words, look);
        }
        let Some((cell, value)) = value_of(self.table, index, described) else {
            return page.words(place, "", look);
        };
        let digits = match value {
            Value::Share { .. } => Digits::Percent,
            Value::Number(_) => Digits::Two,
            _ => Digits::Whole,
        };
        let marks = (!described.second).then_some(cell);
        let look = Look {
            digits: Some(digits),
            pending: marks.map(|cell| cell.pending).unwrap_or_default(),
            draft: marks.is_some_and(|cell| cell.draft),
            stale: marks.is_some_and(|cell| cell.stale),
            ..look
        };
        page.number(place, value.number().unwrap_or_default(), look)
    }

    /// The notes, small, below the table.
    fn notes(&self, page: &mut Page<'_>, from: usize) -> Result<(), XlsxError> {
        let (last, width) = self.text_columns();
        let look = Look {
            part: Part::Note,
            ..Look::default()
        };
        for (index, note) in self.table.footnotes().iter().enumerate() {
            let at = from + index;
            page.spread((at, 0), (at, last), note, look)?;
            let air = if index == 0 { 4.0 } else { 1.0 };
            let high = height(lines(note, width * 1.15), NOTE_LINE, air);
            page.sheet.set_row_height(row(at), high)?;
        }
        Ok(())
    }

    /// How the sheet scrolls and prints.
    fn print(&self, page: &mut Page<'_>) -> Result<(), XlsxError> {
        let heads: f64 = self.heads.iter().sum();
        let cells: f64 = self.columns.iter().map(|column| column.width).sum();
        let high: f64 = self.head_heights().iter().map(|(_, high)| high).sum();
        let (top, side) = (row(self.head_rows.end), column(self.heads.len()));
        if high <= HIGHEST_HEAD {
            page.sheet.set_freeze_panes(top, side)?;
            page.sheet
                .set_repeat_rows(row(self.head_rows.start), top.saturating_sub(1))?;
        } else {
            page.sheet.set_freeze_panes(0, side)?;
        }
        if heads + cells > UPRIGHT {
            page.sheet.set_landscape();
        }
        let beside = (cells / (WIDEST_PAGE - heads).max(ACROSS)).ceil();
        if heads + cells > WIDEST_PAGE && beside > 1.0 {
            page.sheet
                .set_print_fit_to_pages(beside.min(9_999.0) as u16, 0);
            page.sheet.set_repeat_columns(0, side.saturating_sub(1))?;
        }
        Ok(())
    }

    /// The first column of the sheet that shows a column of the table, and
    /// the last.
    fn left(&self, of: usize) -> usize {
        self.heads.len() + self.columns.partition_point(|column| column.of < of)
    }

    fn right(&self, of: usize) -> usize {
        self.heads.len() + self.columns.partition_point(|column| column.of <= of) - 1
    }

    /// A look with the side and the indent of a column of the sheet.
    fn aligned(&self, at: usize, look: Look) -> Look {
        let column = at.checked_sub(self.heads.len());
        match column.and_then(|column| self.columns.get(column)) {
            Some(column) if column.right => Look {
                side: Side::Right,
                ..look
            },
            Some(column) => Look {
                indent: column.indent,
                ..look
            },
            None => look,
        }
    }
}

/// Whether a head goes over all columns of row heads: a total of all, where
/// the others are nested.
fn spreads(head: &Heading) -> bool {
    !head.above.is_empty() && head.above.iter().all(String::is_empty)
}

fn row_label(head: &Heading, level: usize, levels: usize) -> Cow<'_, str> {
    if level + 1 == levels {
        Cow::Owned(head.printed())
    } else {
        Cow::Borrowed(above(head, level))
    }
}

/// How much of a column an indent takes, in digits.
fn indent(head: &Heading) -> f64 {
    GUTTER * head.depth.min(15) as f64
}
