//! `crosscase chart code` and `crosscase chart case`

use super::measured::MeasuredArgs;
use crate::app::Study;
use crate::app::chart::{case, code};
use crate::chart::Drawing;
use crate::cli::{CliError, Context};

/// One code across the cases, as bars
#[derive(clap::Args, Debug)]
pub struct CodeArgs {
    /// The code
    code: String,
}

/// One case across the codes, as bars
#[derive(clap::Args, Debug)]
pub struct CaseArgs {
    /// The case
    case: String,
}

pub fn draw_code(
    context: &Context<'_>,
    study: &Study,
    args: CodeArgs,
    measured: MeasuredArgs,
) -> Result<Drawing, CliError> {
    Ok(code(study, &args.code, &measured.request(context, study)?)?)
}

pub fn draw_case(
    context: &Context<'_>,
    study: &Study,
    args: CaseArgs,
    measured: MeasuredArgs,
) -> Result<Drawing, CliError> {
    Ok(case(study, &args.case, &measured.request(context, study)?)?)
}
