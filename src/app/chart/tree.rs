//! The codebook's tree with its numbers, as a treemap.

use super::counts::Measured;
use crate::analysis::whole;
use crate::app::table::make;
use crate::app::{AppError, Study};
use crate::chart::{Drawing, Tree, treemap};
use crate::model::{CellMeasure, Sides};

/// All codes with what they hold in all cases together.
pub fn draw_tree(study: &Study, measured: &Measured) -> Result<Drawing, AppError> {
    if measured.measure == CellMeasure::Share {
        let what = "a share of each case's words cannot be added up over cases";
        return Err(AppError::request(what, "choose codings or words"));
    }
    let mut spec = measured.spec();
    spec.totals = Sides {
        rows: true,
        ..Sides::default()
    };
    let of = if measured.patterns { "themes" } else { "codes" };
    spec.title = match measured.measure {
        CellMeasure::Words => format!("The {of} by their coded words"),
        _ => format!("The {of} by their codings"),
    };
    let table = whole(make(study, &spec)?).unwrap_or_default();
    let codebook = study.store.read(|reader| reader.codebook())?;
    let tree = Tree::of(&table.rows, &codebook);
    Ok(treemap(&table, 0, &tree)?)
}
