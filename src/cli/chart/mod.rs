//! `crosscase chart`. One file a figure: its arguments, and what it draws.

mod bars;
mod heatmap;
mod line;
mod measured;
mod portrait;
mod together;
mod tree;

use crate::app::chart::save;
use crate::cli::{CliError, Context};
use clap::Subcommand;
use std::path::PathBuf;

/// Draw a chart as SVG, PNG or PDF
///
/// Examples:
///   crosscase chart heatmap --out heatmap.svg
///   crosscase chart heatmap words --out words.png
///   crosscase chart bars codings --share --by columns --out shares.pdf
///   crosscase chart code CRM-STR-rew --out rewards.png
///   crosscase chart case "Case A" --measure share --out case-a.png
///   crosscase chart matrix --within turn --strength jaccard --lower --out matrix.pdf
///   crosscase chart network --least 3 --out network.png
///   crosscase chart portrait case-a --along turns --out case-a.svg
///   crosscase chart tree --measure words --out tree.png
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {
    #[command(subcommand)]
    figure: Figure,
    /// The file to write: .svg, .png (300 dpi) or .pdf; without it, SVG to standard output
    #[arg(long, short, global = true, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    measured: measured::MeasuredArgs,
}

#[derive(Subcommand, Debug)]
enum Figure {
    Heatmap(heatmap::Args),
    Bars(bars::BarsArgs),
    Code(line::CodeArgs),
    Case(line::CaseArgs),
    Matrix(together::MatrixArgs),
    Network(together::NetworkArgs),
    Portrait(portrait::Args),
    Tree(tree::Args),
}

pub fn run(context: &mut Context<'_>, args: Args) -> Result<(), CliError> {
    let study = context.open()?;
    let measured = args.measured;
    let drawing = match args.figure {
        Figure::Heatmap(figure) => heatmap::draw(context, &study, figure, measured),
        Figure::Bars(figure) => bars::draw(context, &study, figure, measured),
        Figure::Code(figure) => line::draw_code(context, &study, figure, measured),
        Figure::Case(figure) => line::draw_case(context, &study, figure, measured),
        Figure::Matrix(figure) => together::draw_codes(context, &study, figure, measured),
        Figure::Network(figure) => together::draw_lines(context, &study, figure, measured),
        Figure::Portrait(figure) => portrait::draw(context, &study, figure, measured),
        Figure::Tree(figure) => tree::draw(context, &study, figure, measured),
    }?;
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
