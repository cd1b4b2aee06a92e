//! `crosscase find`

mod coded;
pub(super) mod kwic;
mod listed;

use crate::app::IndexNews;
use crate::app::find::collocates::{Company, collocates};
use crate::app::find::counts::{By, counts};
use crate::app::find::{FindRequest, Sort, What, find};
use crate::cli::output::print_table;
use crate::cli::progress::bar;
use crate::cli::rule_args::extent;
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
/// question: lang:) work as in rules; `crosscase rules language` explains them.
/// AND and NOT look at the whole turn here, as in rules with the extent turn.
/// In a terminal, put the whole query into single quotes.
///
/// Examples:
///   crosscase find bonus
///   crosscase find 'reward* NEAR/5 "long term"' --role informant --sort right
///   crosscase find 'bonus code:CRM-STR*' --counts case --counts speaker
///   crosscase find '"data quality"' --collocates
///   crosscase find 'bonus* OR incentive*' --code CRM-STR-rew
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
    /// Count hits, and hits per 1,000 words, by case, speaker or transcript;
    /// may be given several times
    #[arg(long, value_name = "BY", conflicts_with_all = ["collocates", "code"])]
    counts: Vec<CountBy>,
    /// The words that stand near the hits more often than elsewhere, at most so
    /// many words away [5 if not given]
    #[arg(
        long, value_name = "WORDS", num_args = 0..=1, default_missing_value = "5",
        conflicts_with = "code"
    )]
    collocates: Option<usize>,
    /// With --collocates: also articles, pronouns and their like
    #[arg(long, requires = "collocates")]
    all_words: bool,
    /// Suggest this code for all hits, after a look; `crosscase review` decides
    #[arg(long)]
    code: Option<String>,
    /// With --code, what to suggest: hit, sentence, sentence+2 or turn
    #[arg(long, requires = "code", default_value = "sentence")]
    extent: String,
    /// With --code: do not ask
    #[arg(long, requires = "code")]
    yes: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum CountBy {
    Case,
    Speaker,
    Transcript,
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
    if let Some(code) = &args.code {
        let extent = extent(&args.extent)?;
        return coded::run(context, what(&args), code, extent, args.yes);
    }
    if let Some(within) = args.collocates {
        let company = Company {
            within,
            all_words: args.all_words,
            limit: args.limit,
        };
        return company_of(context, &what(&args), company);
    }
    if !args.counts.is_empty() {
        return counted_by(context, &what(&args), &args.counts);
    }
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
    let bar = bar(context, READING);
    let found = find(&study, &request, &mut |done, total| step(&bar, done, total))?;
    bar.finish_and_clear();
    tell_news(context, found.index.as_ref())?;
    listed::print(context, &found, request.sort, args.context)
}

/// What a progress bar says.
const READING: &str = "reading";

fn counted_by(context: &mut Context<'_>, what: &What, by: &[CountBy]) -> Result<(), CliError> {
    let study = context.open()?;
    let mut ways: Vec<By> = Vec::new();
    for by in by {
        let by = match by {
            CountBy::Case => By::Case,
            CountBy::Speaker => By::Speaker,
            CountBy::Transcript => By::Transcript,
        };
        if !ways.contains(&by) {
            ways.push(by);
        }
    }
    let bar = bar(context, READING);
    let (tables, news) = counts(&study, what, &ways, &mut |done, total| {
        step(&bar, done, total)
    })?;
    bar.finish_and_clear();
    tell_news(context, news.as_ref())?;
    for (at, table) in tables.iter().enumerate() {
        if at > 0 {
            context.print("")?;
        }
        print_table(context, table)?;
    }
    Ok(())
}

fn company_of(context: &mut Context<'_>, what: &What, company: Company) -> Result<(), CliError> {
    let study = context.open()?;
    let bar = bar(context, READING);
    let (table, news) = collocates(&study, what, company, &mut |done, total| {
        step(&bar, done, total);
    })?;
    bar.finish_and_clear();
    tell_news(context, news.as_ref())?;
    print_table(context, &table)
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
