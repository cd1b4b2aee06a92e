//! `crosscase find`

mod kwic;
mod listed;

use crate::app::IndexNews;
use crate::app::find::{FindRequest, Sort, What, find};
use crate::cli::progress::bar;
use crate::cli::{CliError, Context};
use crate::index::Rebuilt;
use crate::model::Role;
use clap::ValueEnum;
use indicatif::ProgressBar;

/// Find words in context, in any of their forms
///
/// Words match by their stem in the transcript's language; word* by their
/// beginning; "several words" in this order. AND, OR, NOT, NEAR/5, THEN/5,
/// parentheses, /regular expressions/ and fields (speaker: role: case: code:
/// question: lang:) work as in rules. In a terminal, put the whole query into
/// single quotes.
///
/// Examples:
///   crosscase find bonus
///   crosscase find 'reward* NEAR/5 "long term"' --role informant --sort right
///   crosscase find 'palk*' --counts case --counts speaker
///   crosscase find 'bonus speaker:Anna code:CRM-STR*'
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// What to look for
    #[arg(required = true)]
    query: Vec<String>,
    /// Only this case
    #[arg(long)]
    case: Option<String>,
    /// Only this transcript
    #[arg(long)]
    transcript: Option<String>,
    /// Only what people in this role say
    #[arg(long)]
    role: Option<Speaker>,
    /// By place in the text, by the words left or right of the hit, by case, or
    /// the best turns first
    #[arg(long, value_name = "ORDER", default_value = "place")]
    sort: Order,
    /// At most so many hits; the first after sorting
    #[arg(long, default_value_t = 50)]
    limit: usize,
    /// At most so many words before and after each hit
    #[arg(long, value_name = "WORDS")]
    context: Option<usize>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Speaker {
    Interviewer,
    Informant,
    Other,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Order {
    Place,
    Left,
    Right,
    Case,
    Best,
}

pub fn run(context: &mut Context<'_>, args: Args) -> Result<(), CliError> {
    let study = context.open()?;
    let request = FindRequest {
        what: what(&args),
        limit: args.limit,
        sort: match args.sort {
            Order::Place => Sort::Place,
            Order::Left => Sort::Left,
            Order::Right => Sort::Right,
            Order::Case => Sort::Case,
            Order::Best => Sort::Best,
        },
    };
    let bar = bar(context, "indexing turns");
    let found = find(&study, &request, &mut |done, total| step(&bar, done, total))?;
    bar.finish_and_clear();
    tell_news(context, found.index.as_ref())?;
    listed::print(context, &found, request.sort, args.context)
}

fn what(args: &Args) -> What {
    What {
        query: args.query.join(" "),
        case: args.case.clone(),
        transcript: args.transcript.clone(),
        role: args.role.map(|role| match role {
            Speaker::Interviewer => Role::Interviewer,
            Speaker::Informant => Role::Informant,
            Speaker::Other => Role::Other,
        }),
    }
}

fn step(bar: &ProgressBar, done: usize, total: usize) {
    bar.set_length(total as u64);
    bar.set_position(done as u64);
}

/// Why the search took its time, in a line.
fn tell_news(context: &mut Context<'_>, news: Option<&IndexNews>) -> Result<(), CliError> {
    match news {
        None => Ok(()),
        Some(IndexNews::Rebuilt(Rebuilt::NotWhole)) => {
            context.say("The search index was damaged or not finished; it was made again.")
        }
        Some(IndexNews::Rebuilt(Rebuilt::OtherVersion)) => context
            .say("The search index was made by another version of crosscase; it was made again."),
        Some(IndexNews::InMemory(cause)) => context.say(format!(
            "The search index cannot be kept in the study's folder ({cause}); it was made for \
             this search only."
        )),
    }
}
