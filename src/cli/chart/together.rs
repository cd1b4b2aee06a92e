//! `crosscase chart matrix` and `crosscase chart network`

use super::measured::MeasuredArgs;
use crate::app::Study;
use crate::app::chart::{PairsRequest, draw_matrix, draw_network};
use crate::chart::{Drawing, Half};
use crate::cli::{CliError, Context};

/// Codes by codes: how often, or how strongly, each two stand together
#[derive(clap::Args, Debug)]
pub struct MatrixArgs {
    #[command(flatten)]
    pairs: PairsArgs,
    /// Draw only the lower left half, as journals print correlations
    #[arg(long)]
    lower: bool,
}

/// Codes joined by lines where they stand together
#[derive(clap::Args, Debug)]
pub struct NetworkArgs {
    #[command(flatten)]
    pairs: PairsArgs,
    /// Draw only lines of at least this strength; without it, about a hundred of the strongest
    #[arg(long, value_name = "N")]
    least: Option<f64>,
}

#[derive(clap::Args, Debug)]
struct PairsArgs {
    /// Only these codes, names separated by commas
    #[arg(long, value_delimiter = ',', value_name = "CODES")]
    codes: Vec<String>,
    /// When two codes stand together: overlap, sentence, turn, or how many turns apart at most
    #[arg(long, default_value = "overlap", value_name = "WHEN")]
    within: String,
    /// How strongly they do: count, jaccard, dice, c, lift …
    #[arg(long, default_value = "count", value_name = "MEASURE")]
    strength: String,
}

impl PairsArgs {
    fn request(
        self,
        context: &Context<'_>,
        study: &Study,
        measured: MeasuredArgs,
    ) -> Result<PairsRequest, CliError> {
        let advice = "how strongly codes stand together is `--strength`";
        let measured = measured.of_codings(context, study, advice)?;
        Ok(PairsRequest {
            codes: self.codes,
            patterns: measured.patterns,
            together: self.within.parse().map_err(CliError::Usage)?,
            strength: self.strength.parse().map_err(CliError::Usage)?,
            coders: measured.coders,
            pending: measured.pending,
        })
    }
}

pub fn draw_codes(
    context: &Context<'_>,
    study: &Study,
    args: MatrixArgs,
    measured: MeasuredArgs,
) -> Result<Drawing, CliError> {
    let half = if args.lower { Half::Lower } else { Half::Both };
    let request = args.pairs.request(context, study, measured)?;
    Ok(draw_matrix(study, &request, half)?)
}

pub fn draw_lines(
    context: &Context<'_>,
    study: &Study,
    args: NetworkArgs,
    measured: MeasuredArgs,
) -> Result<Drawing, CliError> {
    let request = args.pairs.request(context, study, measured)?;
    Ok(draw_network(study, &request, args.least)?)
}
