//! `crosscase chart bars`

use super::measured::MeasuredArgs;
use crate::app::Study;
use crate::chart::{BarKind, By, Drawing, bars};
use crate::cli::{CliError, Context};
use clap::ValueEnum;

/// A table as bars, side by side, stacked, or as parts of 100 %
#[derive(clap::Args, Debug)]
pub struct BarsArgs {
    /// The table, as `crosscase table` lists them
    table: String,
    /// End to end, as long as their sum
    #[arg(long, conflicts_with = "share")]
    stacked: bool,
    /// End to end, each bar 100 %
    #[arg(long)]
    share: bool,
    /// A group of bars for each row or each column; without it, for each row,
    /// or for each column if only then the colours suffice
    #[arg(long)]
    by: Option<Side>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Side {
    Rows,
    Columns,
}

pub fn draw(
    context: &Context<'_>,
    study: &Study,
    args: BarsArgs,
    measured: MeasuredArgs,
) -> Result<Drawing, CliError> {
    let kind = if args.stacked {
        BarKind::Stacked
    } else if args.share {
        BarKind::Share
    } else {
        BarKind::Grouped
    };
    let by = args.by.map(|by| match by {
        Side::Rows => By::Rows,
        Side::Columns => By::Columns,
    });
    let table = measured.table(context, study, Some(args.table))?;
    Ok(bars(&table, kind, by).map_err(crate::app::AppError::from)?)
}
