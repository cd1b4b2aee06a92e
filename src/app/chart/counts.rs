//! The table behind figures for which no table was named: codes by cases.

use crate::app::table::{built_in, make};
use crate::app::{AppError, Study};
use crate::model::{CellMeasure, Coder, HeadsOf, LevelSpec, Table, TableSpec};

/// What is counted where no table was named.
#[derive(Clone, Debug, Default)]
pub struct Measured {
    /// What is measured: codings, words or share; anything else is codings.
    pub measure: CellMeasure,
    /// Rows are pattern codes instead of codes.
    pub patterns: bool,
    /// Whose codings count; empty: the main coder's.
    pub coders: Vec<Coder>,
    /// Count pending suggestions too.
    pub pending: bool,
}

/// Codes, or pattern codes, by cases.
pub fn counts(study: &Study, measured: &Measured) -> Result<Table, AppError> {
    make(study, &measured.spec())
}

impl Measured {
    /// The spec of codes by cases.
    pub(super) fn spec(&self) -> TableSpec {
        let name = match self.measure {
            CellMeasure::Words => "words",
            CellMeasure::Share => "share",
            _ => "codings",
        };
        let mut spec = built_in(name).unwrap_or_default();
        if self.patterns {
            spec.rows = vec![LevelSpec::All(HeadsOf::Patterns)];
            spec.corner = "Theme".to_owned();
            spec.title = spec.title.replace("code and case", "theme and case");
        }
        spec.coders.clone_from(&self.coders);
        spec.pending = self.pending;
        spec
    }
}
