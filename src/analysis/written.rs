//! Cells that show what a person wrote.

use crate::analysis::axes::CaseFinder;
use crate::analysis::numbering::Numbering;
use crate::analysis::view::View;
use crate::model::{Axis, Cell, Summary, Value};
use std::collections::HashMap;

/// The written summaries for code × case, by place in codebook and view.
pub(super) struct Written<'a> {
    by_pair: HashMap<(usize, usize), &'a Summary>,
}

impl<'a> Written<'a> {
    /// Finds each pair's summary, whichever of the two it names first. One
    /// without a word in it is not written.
    pub(super) fn new(view: &View<'a>) -> Self {
        let codes = Numbering::new(view.codebook.codes.values().map(|code| code.key.0));
        let cases = CaseFinder::new(view);
        let mut by_pair = HashMap::new();
        for summary in view.summaries {
            let ((Axis::Code(code), Axis::Case(case)) | (Axis::Case(case), Axis::Code(code))) =
                (&summary.row, &summary.column)
            else {
                continue;
            };
            if let (Some(code), Some(case)) = (codes.place(code.0), cases.find(case))
                && !summary.text.trim().is_empty()
            {
                by_pair.entry((code, case)).or_insert(summary);
            }
        }
        Self { by_pair }
    }

    /// The cell of a code (place in the codebook) and a case (place in the
    /// view), if somebody has written it. Behind it stand the codings it
    /// cites; it is stale when one of them is gone or says something else now.
    pub(super) fn cell(&self, code: usize, case: usize, view: &View) -> Option<Cell> {
        let summary = self.by_pair.get(&(code, case))?;
        let changed = summary
            .cites
            .iter()
            .any(|cite| view.evidence.get(&cite.coding) != Some(&cite.evidence));
        Some(Cell {
            value: Value::Text(summary.text.clone()),
            behind: summary.cites.iter().map(|cite| cite.coding).collect(),
            pending: 0,
            stale: changed,
            ..Cell::default()
        })
    }
}
