//! From a table spec and a view of the study to the table.

use crate::analysis::attributes::attributes;
use crate::analysis::grid::grid;
use crate::analysis::labels;
use crate::analysis::view::View;
use crate::model::{CellMeasure, Coder, Problem, Table, TableSpec};

/// What holds where a spec says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Defaults {
    /// Whose codings count: the study's main coder. Needed, since all coders
    /// together are never meant by silence.
    pub coders: Vec<Coder>,
}

/// Makes the table that `spec` orders.
///
/// Heads are codes, cases, or what else a level can be (see
/// [`LevelSpec`](crate::model::LevelSpec)); nested levels make a head of each
/// combination that can be. A code stands for
/// [`crate::model::Codebook::gathered`]. Where codes stand on both sides, the
/// codings of the first are counted that stand together with one of the
/// other; what that means is the spec's `near`.
///
/// Only accepted codings of the coders in force count, with `spec.pending`
/// also pending suggestions. A coding that the same coder has stored twice for
/// the same code and the same passage counts once, and so does a suggestion of
/// what is coded or suggested already. A cell's `behind` is exactly what was
/// counted, by transcript, span and code; under a summary it is what the
/// summary cites, and where none is written the codings that wait for one.
/// Totals and the bases of percentages are counted anew over all their
/// codings, each once. Passages, words and evidence are taken from the view;
/// see [`View`] for which cells need which.
///
/// A cell without codings that count says why, where it does not truly mean
/// none; see [`Emptiness`](crate::model::Emptiness). Where suggestions for its
/// codes wait for a decision and are not counted, it is undecided.
///
/// # Errors
/// Unknown names (with the nearest known ones), sides that do not fit
/// together, totals or percentages of what has none, a filter that leaves
/// nothing, no coder.
pub fn build(spec: &TableSpec, view: &View, defaults: &Defaults) -> Result<Table, Problem> {
    let mut table = match spec.cells {
        CellMeasure::Attribute => attributes(spec, view)?,
        _ => grid(spec, view, &defaults.coders)?,
    };
    labels::outdent(&mut table);
    if spec.labels {
        labels::in_words(&mut table, view.codebook);
    }
    Ok(table)
}
