//! The columns of the sheet with the table: what they show, how wide they are.

use super::fit::{Extent, number_width, text_width};
use super::page::exactly;
use crate::formats::table::spans::numbers_only;
use crate::model::{Cell, Heading, Table, Value};
use std::borrow::Cow;

/// Columns of words stand apart by an indent, which takes so many digits.
pub(super) const GUTTER: f64 = 1.3;

/// Where a column of the sheet takes its values from.
pub(super) struct Column {
    /// The table's column.
    pub(super) of: usize,
    pub(super) second: bool,
    pub(super) right: bool,
    /// What keeps words off the column before them; two where that ends in
    /// numbers.
    pub(super) indent: usize,
    pub(super) width: f64,
}

impl Column {
    /// Its width without the gutter.
    pub(super) fn room(&self) -> f64 {
        self.width - GUTTER * self.indent as f64
    }
}

/// A column of the sheet, as wide as its values and its head want.
pub(super) fn measured(table: &Table, of: usize, second: bool, head: &Heading) -> Column {
    let number = |cell: &Cell| match &cell.also {
        Some(also) => !matches!(also, Value::Text(_)),
        None => true,
    };
    let right = match second {
        false => numbers_only(table, of),
        true => table.cells.iter().filter_map(|row| row.get(of)).all(number),
    };
    let mut column = Column {
        of,
        second,
        right,
        indent: 0,
        width: 0.0,
    };
    let mut widest = Extent::default();
    for index in 0..table.rows.len() {
        if let Some((words, _)) = words_of(table, index, &column) {
            widest = widest.max(Extent::of(&words));
        } else if let Some((cell, value)) = value_of(table, index, &column) {
            let alone = Cell {
                value: value.clone(),
                also: None,
                behind: Vec::new(),
                pending: if second { 0 } else { cell.pending },
                stale: !second && cell.stale,
                draft: !second && cell.draft,
                ..Cell::default()
            };
            widest = widest.max(Extent::of(&alone.words()));
        }
    }
    let head = Extent::of(&head.printed());
    column.width = match right {
        true => number_width(widest, head),
        false => text_width(widest, head),
    };
    column
}

/// Columns of one sort that are about as wide are as wide as the widest of
/// them: cases side by side read best so.
pub(super) fn alike(columns: &mut [Column], right: bool) {
    let mut same: Vec<&mut f64> = columns
        .iter_mut()
        .filter(|column| column.right == right)
        .map(|column| &mut column.width)
        .collect();
    let most = same.iter().map(|width| **width).fold(0.0, f64::max);
    if same.iter().all(|width| **width >= most * 0.55) {
        same.iter_mut().for_each(|width| **width = most);
    }
}

pub(super) fn value_of<'a>(
    table: &'a Table,
    row: usize,
    column: &Column,
) -> Option<(&'a Cell, &'a Value)> {
    let cell = table.cell(row, column.of)?;
    if column.second {
        Some((cell, cell.also.as_ref()?))
    } else {
        Some((cell, &cell.value))
    }
}

/// Whether a measure of a cell is a number that Excel holds exactly.
pub(super) fn holds_number(cell: &Cell, second: bool) -> bool {
    let value = if second {
        cell.also.as_ref()
    } else {
        Some(&cell.value)
    };
    match value {
        Some(Value::Count(count)) => exactly(*count).is_some(),
        Some(Value::Share { whole, .. }) => *whole > 0,
        Some(Value::Number(number)) => number.is_finite(),
        Some(Value::Text(_) | Value::Empty(_)) | None => false,
    }
}

/// The words of a cell that holds no number, and whether they say why it is
/// empty; marks stand behind them.
pub(super) fn words_of<'a>(
    table: &'a Table,
    row: usize,
    column: &Column,
) -> Option<(Cow<'a, str>, bool)> {
    let (cell, value) = value_of(table, row, column)?;
    let empty = matches!(value, Value::Empty(_));
    if holds_number(cell, column.second) {
        return None;
    }
    let marked = cell.pending > 0 || cell.draft || cell.stale;
    if column.second || !marked {
        let words = match value {
            Value::Text(words) => Cow::Borrowed(words.as_str()),
            other => Cow::Owned(other.words()),
        };
        return Some((words, empty));
    }
    let alone = Cell {
        also: None,
        ..cell.clone()
    };
    Some((Cow::Owned(alone.words()), empty))
}
