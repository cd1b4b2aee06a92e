//! `summary list`: what is written, what waits, and what has gone stale.

use crate::app::summary::{SummaryView, list};
use crate::cli::listing::Listing;
use crate::cli::output::print_table;
use crate::cli::{CliError, Context};
use crate::model::{Problem, Summary, SummaryState};

#[derive(clap::Args, Debug, Default)]
pub struct Args {
    /// Only those in this state: draft, final or not-applicable
    #[arg(long, value_name = "STATE")]
    state: Option<String>,
    /// Only those whose evidence has changed since they were written
    #[arg(long)]
    stale: bool,
}

pub fn run(context: &mut Context<'_>, args: Args) -> Result<(), CliError> {
    let wanted = args.state.map(|word| word.parse::<SummaryState>());
    let wanted = wanted
        .transpose()
        .map_err(|problem| CliError::Usage(Problem::new(problem)))?;
    let study = context.open()?;
    let all = list(&study)?;
    let none = all.is_empty();
    let fits = |view: &SummaryView| {
        let state = wanted.is_none_or(|state| state == view.summary.state);
        state && (!args.stale || !view.since.is_empty())
    };
    let mut listing = Listing::new(
        "Summaries",
        &[
            "row",
            "column",
            "summary",
            "state",
            "since it was written",
            "cites",
            "by",
        ],
    );
    for view in all.into_iter().filter(fits) {
        listing.row(
            &view.row,
            vec![
                view.column,
                view.summary.text.clone(),
                state(&view.summary),
                view.since.words(),
                view.cites.join("; "),
                view.summary.author,
            ],
        );
    }
    if none {
        context.say("No summaries yet. `crosscase summary set` writes one.")?;
    } else if listing.is_empty() {
        context.say("No summary is so.")?;
    }
    print_table(context, &listing.into_table())
}

/// How far a summary is, in words.
pub fn state(summary: &Summary) -> String {
    match summary.is_quotes() {
        true => format!("{}: quotes, to be rewritten", summary.state),
        false => summary.state.to_string(),
    }
}
