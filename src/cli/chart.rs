//! `crosscase chart`

use crate::app::chart::{ChartRequest, Figure, chart, save};
use crate::cli::{CliError, Context};
use crate::model::CellMeasure;
use clap::{Subcommand, ValueEnum};
use std::path::PathBuf;

/// Draw a chart as SVG or PNG
///
/// Examples:
///   crosscase chart heatmap --out heatmap.svg
///   crosscase chart code CRM-STR-rew --out rewards.png
///   crosscase chart case "Case A" --measure share --out case-a.png
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {
    #[command(subcommand)]
    figure: What,
    /// The file to write: .svg or .png (300 dpi); without it, SVG to standard output
    #[arg(long, short, global = true, value_name = "FILE")]
    out: Option<PathBuf>,
    /// What is measured
    #[arg(long, global = true, default_value = "codings")]
    measure: Measure,
    /// Whose codings count, names separated by commas
    #[arg(long, global = true, value_delimiter = ',', value_name = "NAMES")]
    coders: Vec<String>,
    /// Count suggestions that nobody has decided over yet, too
    #[arg(long, global = true)]
    pending: bool,
    /// Draw the pattern codes (themes) instead of the codes
    #[arg(long, global = true)]
    patterns: bool,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Codes by cases, the value in each cell
    Heatmap,
    /// One code across the cases, as bars
    Code {
        /// The code
        code: String,
    },
    /// One case across the codes, as bars
    Case {
        /// The case
        case: String,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Measure {
    /// Number of codings
    Codings,
    /// Coded words
    Words,
    /// Coded words as a share of what the case's informants said
    Share,
}

pub fn run(context: &mut Context<'_>, args: Args) -> Result<(), CliError> {
    let study = context.open()?;
    let request = ChartRequest {
        figure: match args.figure {
            What::Heatmap => Figure::Heatmap,
            What::Code { code } => Figure::Code(code),
            What::Case { case } => Figure::Case(case),
        },
        measure: match args.measure {
            Measure::Codings => CellMeasure::Codings,
            Measure::Words => CellMeasure::Words,
            Measure::Share => CellMeasure::Share,
        },
        patterns: args.patterns,
        coders: context.coders(&study, args.coders)?,
        pending: args.pending,
    };
    let drawing = chart(&study, &request)?;
    match args.out {
        Some(file) => {
            save(&drawing, &file)?;
            context.say(format!("Drew {}.", file.display()))
        }
        None => {
            write!(context.out, "{}", drawing.svg())?;
            Ok(())
        }
    }
}
