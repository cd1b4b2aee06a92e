//! From a table spec and a view of the study to the table.

use crate::analysis::attributes::attributes;
use crate::analysis::matrix::matrix;
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
/// One side of the table is cases, the other codes (or, for
/// [`CellMeasure::Attribute`], attributes); either may be the rows. A code
/// stands for [`crate::model::Codebook::gathered`].
///
/// Only accepted codings of the coders in force count, with `spec.pending`
/// also pending suggestions. A coding that the same coder has stored twice for
/// the same code and the same passage counts once, and so does a suggestion of
/// what is coded or suggested already. A cell's `behind` is exactly what was
/// counted, by transcript, span and code; under a summary it is what the
/// summary cites, and where none is written the codings that wait for one.
/// Passages, words and evidence are taken from the view; see [`View`] for
/// which cells need which.
///
/// A cell without codings that count says why, where it does not truly mean
/// none; see [`Emptiness`](crate::model::Emptiness). Where suggestions for its
/// codes wait for a decision and are not counted, it is undecided.
///
/// A written summary is stale when a coding it cites is gone from
/// `view.evidence` or differs from what was cited; codings added since do not
/// make it stale.
///
/// # Errors
/// Unknown names (with the nearest known ones), sides that do not fit
/// together, no coder.
pub fn build(spec: &TableSpec, view: &View, defaults: &Defaults) -> Result<Table, Problem> {
    match spec.cells {
        CellMeasure::Attribute => attributes(spec, view),
        CellMeasure::Summary
        | CellMeasure::Codings
        | CellMeasure::Words
        | CellMeasure::Share
        | CellMeasure::Presence
        | CellMeasure::Quotes
        | CellMeasure::Transcripts => matrix(spec, view, &defaults.coders),
    }
}
