//! Cells that show what a person wrote.

use crate::analysis::axes::CaseFinder;
use crate::analysis::view::View;
use crate::model::{Axis, Cell, Summary, Value};
use std::collections::HashMap;

/// The written summaries by pair.
pub(super) struct Written<'a> {
    view: &'a View<'a>,
    by_pair: HashMap<(Axis, Axis), &'a Summary>,
}

impl<'a> Written<'a> {
    pub(super) fn new(view: &'a View<'a>) -> Self {
        let cases = CaseFinder::new(view);
        let proper = |axis: &Axis| match axis {
            Axis::Case(name) => {
                let case = cases.find(name).and_then(|at| view.cases.get(at));
                Axis::Case(case.map_or(name.clone(), |case| case.name.clone()))
            }
            other => other.clone(),
        };
        let mut by_pair = HashMap::new();
        for summary in view.summaries {
            if !summary.text.trim().is_empty() {
                let pair = ordered(proper(&summary.row), proper(&summary.column));
                by_pair.entry(pair).or_insert(summary);
            }
        }
        Self { view, by_pair }
    }

    /// The cell of a pair, if somebody has written it.
    pub(super) fn cell(&self, one: &Axis, other: &Axis) -> Option<Cell> {
        let summary = self.by_pair.get(&ordered(one.clone(), other.clone()))?;
        let changed = summary
            .cites
            .iter()
            .any(|cite| self.view.evidence.get(&cite.coding) != Some(&cite.evidence));
        Some(Cell {
            value: Value::Text(summary.text.clone()),
            behind: summary.cites.iter().map(|cite| cite.coding).collect(),
            stale: changed,
            ..Cell::default()
        })
    }
}

fn ordered(one: Axis, other: Axis) -> (Axis, Axis) {
    if one <= other {
        (one, other)
    } else {
        (other, one)
    }
}
