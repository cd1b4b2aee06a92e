//! `crosscase chart portrait`

use super::measured::MeasuredArgs;
use crate::analysis::portrait::{Along, LaneOrder, Lanes, PortraitSpec};
use crate::app::chart::draw_interview;
use crate::app::{AppError, Study};
use crate::chart::Drawing;
use crate::cli::{CliError, Context};
use clap::ValueEnum;

/// The codes along an interview: a lane for each, with who speaks and what is asked
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The transcript
    transcript: String,
    /// What is measured along the interview
    #[arg(long, default_value = "words")]
    along: AlongWhat,
    /// In which order the codes stand
    #[arg(long, default_value = "codebook")]
    order: Order,
    /// One lane for each code at the top of the codebook, with all under it
    #[arg(long)]
    families: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum AlongWhat {
    /// The words that are said
    Words,
    /// Its turns
    Turns,
    /// The time of the recording
    Time,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Order {
    /// As in the codebook
    Codebook,
    /// As they first come in the interview
    Appearance,
}

pub fn draw(
    context: &Context<'_>,
    study: &Study,
    args: Args,
    measured: MeasuredArgs,
) -> Result<Drawing, CliError> {
    let advice = "what is measured along the interview is `--along`";
    let measured = measured.of_codings(context, study, advice)?;
    let spec = PortraitSpec {
        along: match args.along {
            AlongWhat::Words => Along::Words,
            AlongWhat::Turns => Along::Turns,
            AlongWhat::Time => Along::Time,
        },
        lanes: match (args.families, measured.patterns) {
            (true, true) => {
                let what = "a lane is for a family of codes or for a pattern code, not both";
                return Err(AppError::request(what, "give one of them").into());
            }
            (true, false) => Lanes::Families,
            (false, true) => Lanes::Patterns,
            (false, false) => Lanes::Codes,
        },
        order: match args.order {
            Order::Codebook => LaneOrder::Codebook,
            Order::Appearance => LaneOrder::Appearance,
        },
        coders: measured.coders,
        pending: measured.pending,
    };
    Ok(draw_interview(study, &args.transcript, &spec)?)
}
