//! `crosscase chart heatmap`

use super::measured::MeasuredArgs;
use crate::app::Study;
use crate::app::chart::draw_named;
use crate::chart::Drawing;
use crate::cli::{CliError, Context};

/// A table with the value in each cell, darker where there is more
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The table, as `crosscase table` lists them; without it, codes by cases
    table: Option<String>,
}

pub fn draw(
    context: &Context<'_>,
    study: &Study,
    args: Args,
    measured: MeasuredArgs,
) -> Result<Drawing, CliError> {
    let table = measured.table(context, study, args.table)?;
    Ok(draw_named(&table, "heatmap")?)
}
