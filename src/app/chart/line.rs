//! One line of a table as bars: a code across the cases, a case across the codes.

use super::counts::Measured;
use crate::app::table::make;
use crate::app::{AppError, Study};
use crate::chart::{Drawing, Pick, line};
use crate::model::case::folded_name;
use crate::model::nearest::did_you_mean;
use crate::model::{Axis, HeadsOf, LevelSpec, Problem, Table};

/// One code, or pattern code, across the cases.
pub fn code(study: &Study, code: &str, measured: &Measured) -> Result<Drawing, AppError> {
    let mut spec = measured.spec();
    // A pattern code is not among "codes"; name it, whatever it is.
    spec.rows = vec![LevelSpec::These(HeadsOf::Codes, vec![code.to_owned()])];
    Ok(line(&make(study, &spec)?, Pick::Row(0))?)
}

/// One case across the codes.
pub fn case(study: &Study, case: &str, measured: &Measured) -> Result<Drawing, AppError> {
    let mut spec = measured.spec();
    // Notes below the chart are then of this case alone.
    spec.columns = vec![LevelSpec::These(HeadsOf::Cases, vec![case.to_owned()])];
    case_of(&make(study, &spec)?, case)
}

/// One case of a table at hand whose columns are cases.
pub fn case_of(table: &Table, case: &str) -> Result<Drawing, AppError> {
    let wanted = folded_name(case);
    let is_it = |subject: &Axis| matches!(subject, Axis::Case(name) if folded_name(name) == wanted);
    match table.columns.iter().position(|head| is_it(&head.subject)) {
        Some(at) => Ok(line(table, Pick::Column(at))?),
        None => {
            let names = table.columns.iter().map(|head| head.name.as_str());
            let advice = did_you_mean(case, names, "`crosscase case` lists the cases");
            Err(Problem::new(format!("no case '{case}'"))
                .next(advice)
                .into())
        }
    }
}
