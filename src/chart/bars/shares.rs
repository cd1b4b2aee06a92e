//! Which numbers add up: the parts of a stacked bar, and their whole.

use super::BarKind;
use crate::chart::error::ChartError;
use crate::chart::frame::only_words;
use crate::chart::sides::is_total;
use crate::model::{Cell, Table, Value};

/// The parts of one bar.
pub(super) struct Stack {
    /// A number for each series, 0 where there is none.
    pub(super) parts: Vec<f64>,
    /// What the whole length stands for, in the same unit.
    pub(super) whole: f64,
    /// The sum of counts, where there are any.
    pub(super) sum: Option<u64>,
}

/// The parts of every bar; none for a total, which is no sum of the others.
///
/// Counts add up to their sum. Shares are parts of the whole they name, if
/// they name the same one and do not exceed it.
pub(super) fn stacks(table: &Table, kind: BarKind) -> Result<Vec<Option<Stack>>, ChartError> {
    let cells = || table.cells.iter().flatten();
    let counts = cells().any(|cell| matches!(cell.value, Value::Count(_)));
    let shares = cells().any(|cell| matches!(cell.value, Value::Share { .. }));
    let other = cells().any(|cell| matches!(cell.value, Value::Text(_) | Value::Number(_)));
    if only_words(cells()) {
        return Err(ChartError::NotNumbers);
    }
    if other || (counts && shares) {
        return Err(ChartError::NotParts);
    }
    let mut stacks = Vec::with_capacity(table.rows.len());
    for (row, cells) in table.cells.iter().enumerate() {
        stacks.push(if is_total(&table.rows, row) {
            None
        } else if shares {
            Some(of_shares(cells)?)
        } else {
            Some(of_counts(cells))
        });
    }
    if kind == BarKind::Stacked && !shares {
        let sums = stacks.iter().flatten().map(|stack| stack.whole);
        let greatest = sums.fold(0.0, f64::max);
        for stack in stacks.iter_mut().flatten() {
            stack.whole = greatest;
        }
    }
    Ok(stacks)
}

fn of_counts(cells: &[Cell]) -> Stack {
    let count = |cell: &Cell| match cell.value {
        Value::Count(count) => Some(count),
        _ => None,
    };
    let parts = cells.iter().map(|cell| count(cell).unwrap_or(0) as f64);
    let parts: Vec<f64> = parts.collect();
    Stack {
        whole: parts.iter().sum(),
        parts,
        // Where nothing was counted, the sum is not 0 but not known.
        sum: cells.iter().filter_map(count).reduce(u64::saturating_add),
    }
}

fn of_shares(cells: &[Cell]) -> Result<Stack, ChartError> {
    let pair = |cell: &Cell| match cell.value {
        Value::Share { part, whole } => Some((part, whole)),
        _ => None,
    };
    let mut pairs = cells.iter().filter_map(pair);
    let whole = pairs.clone().map(|(_, whole)| whole).next().unwrap_or(1);
    let sum = pairs.clone().map(|(part, _)| part);
    let sum = sum.fold(0, u64::saturating_add);
    if whole == 0 || sum > whole || pairs.any(|(_, other)| other != whole) {
        return Err(ChartError::NotParts);
    }
    let part = |cell| pair(cell).map_or(0.0, |(part, _)| part as f64);
    Ok(Stack {
        parts: cells.iter().map(part).collect(),
        whole: whole as f64,
        sum: None,
    })
}

/// Where each part begins, and its length; together as long as their share of
/// the whole, and what is not zero has at least one pixel.
pub(super) fn cut(stack: &Stack, length: i32) -> Vec<(i32, i32)> {
    let mut before = 0.0;
    let mut from = 0;
    let mut cuts = Vec::with_capacity(stack.parts.len());
    for part in &stack.parts {
        before += part;
        let to = if *part > 0.0 {
            let exact = f64::from(length) * before / stack.whole;
            (exact.round() as i32).max(from + 1)
        } else {
            from
        };
        cuts.push((from, to - from));
        from = to;
    }
    cuts
}
