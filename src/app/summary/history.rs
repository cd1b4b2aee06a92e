//! What became of a cell: who wrote what and when, out of the journal.

use crate::app::summary::{Names, typed};
use crate::app::{AppError, Study};
use crate::model::{Axis, Summary};
use crate::store::Entry;

/// One thing that happened to a cell.
#[derive(Clone, Debug)]
pub struct Step {
    /// When, by whom, and whether it was done, undone or redone.
    pub entry: Entry,
    /// What stood there before.
    pub before: Option<Summary>,
    /// What stood there afterwards.
    pub after: Option<Summary>,
}

/// Everything that happened to a cell, oldest first; also while one of its two
/// had another name.
pub fn history(study: &Study, row: &str, column: &str) -> Result<Vec<Step>, AppError> {
    study.store.read(|reader| {
        let names = Names::new(reader)?;
        let mut pair = names.pair(&typed(row), &typed(column))?;
        let mut steps = Vec::new();
        // From now back, as the pair is known by the names it has now.
        for (entry, swaps) in reader.summaries_changed()?.into_iter().rev() {
            let here = |it: &Option<Summary>| it.as_ref().is_some_and(|it| of_pair(it, &pair));
            // A renaming swaps names; what came under this name is the cell.
            let after = swaps.iter().find(|swap| here(&swap.after));
            let found = after.or_else(|| swaps.iter().find(|swap| here(&swap.before)));
            if let Some(swap) = found.cloned() {
                if let Some(before) = &swap.before {
                    pair = (before.row.clone(), before.column.clone());
                }
                steps.push(Step {
                    entry,
                    before: swap.before,
                    after: swap.after,
                });
            }
        }
        steps.reverse();
        Ok(steps)
    })
}

fn of_pair(summary: &Summary, pair: &(Axis, Axis)) -> bool {
    let (one, other) = (&summary.row, &summary.column);
    (one, other) == (&pair.0, &pair.1) || (other, one) == (&pair.0, &pair.1)
}
