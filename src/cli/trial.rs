//! `crosscase suggest --try`

use crate::app::rules::{Proposal, Trial, Tried, try_rule};
use crate::cli::find::kwic::BRACKETS;
use crate::cli::listing::Listing;
use crate::cli::output::{for_people, print_table};
use crate::cli::progress::bar;
use crate::cli::quotes::hanging;
use crate::cli::rule_args::{Reads, extent};
use crate::cli::{CliError, Context};
use crate::model::{Emptiness, Extent, Problem, Scope, Table, Value};
use crate::text::{clock, counted};

/// A rule to try.
#[derive(clap::Args, Debug)]
pub struct Trying {
    /// Try a rule without saving it: its hits in context, how many in each
    /// case, and, with --code, how it does against hand coding. Writes nothing
    #[arg(long = "try", value_name = "RULE", conflicts_with_all = ["rule", "dry_run"])]
    pub find: Option<String>,
    /// With --try: whose words the rule reads
    #[arg(long, requires = "find", default_value = "informant")]
    scope: Reads,
    /// With --try: how much it proposes: hit, sentence, sentence+2 or turn
    #[arg(long, requires = "find", default_value = "sentence")]
    extent: String,
    /// With --try: only transcripts in this language
    #[arg(long, requires = "find")]
    lang: Option<String>,
    /// With --try: at most so many hits, spread over all of them
    #[arg(long, requires = "find", default_value_t = 20, value_name = "NUMBER")]
    limit: usize,
}

pub fn run(
    context: &mut Context<'_>,
    find: String,
    codes: Vec<String>,
    args: Trying,
) -> Result<(), CliError> {
    let code = match codes.as_slice() {
        [] => None,
        [code] => Some(code.clone()),
        _ => {
            return Err(CliError::Usage(
                Problem::new("a rule is tried for one code").next("give --code once"),
            ));
        }
    };
    let study = context.open()?;
    let mut trial = Trial {
        find,
        code,
        scope: args.scope.into(),
        extent: extent(&args.extent)?,
        lang: args.lang,
        shown: args.limit,
        ..Trial::default()
    };
    trial.on.coders = context.coders(&study, Vec::new())?;
    if !for_people(context) {
        trial.shown = usize::MAX;
    }
    let bar = bar(context, "trying");
    let tried = try_rule(&study, &trial, &|done, total| {
        bar.set_length(total as u64);
        bar.set_position(done as u64);
    })?;
    bar.finish_and_clear();
    if !for_people(context) {
        return print_table(context, &hits(&tried));
    }
    for (proposal, reasons) in &tried.sample {
        print(context, proposal, reasons)?;
    }
    if tried.sample.len() < tried.hits {
        context.print(format!(
            "       … {} of {} hits, spread over all; --limit shows more",
            tried.sample.len(),
            tried.hits
        ))?;
    }
    if tried.hits > 0 {
        context.print("")?;
    }
    print_table(context, &by_case(&tried, trial.code.is_some()))?;
    if let Some(worth) = &tried.worth {
        context.print("")?;
        print_table(context, worth)?;
    }
    next(context, &tried, &trial)
}

fn next(context: &mut Context<'_>, tried: &Tried, trial: &Trial) -> Result<(), CliError> {
    context.say(format!(
        "{}. Nothing was written.",
        counted(tried.hits, "passage")
    ))?;
    match &trial.code {
        _ if tried.hits == 0 => context.say(
            "`crosscase rules language` shows what can be written; `crosscase find` looks \
             everywhere, also in what interviewers say.",
        ),
        Some(code) => context.say(format!(
            "Next: `crosscase rules add {code} {}{}` keeps the rule.",
            typed(&trial.find),
            options(trial)
        )),
        None => context
            .say("Next: give --code CODE too, to see how it does against what is coded by hand."),
    }
}

/// What was asked for beside the words.
fn options(trial: &Trial) -> String {
    let mut options = String::new();
    if trial.scope != Scope::default() {
        options.push_str(&format!(" --scope {}", trial.scope));
    }
    if trial.extent != Extent::default() {
        options.push_str(&format!(" --extent {}", trial.extent));
    }
    if let Some(lang) = &trial.lang {
        options.push_str(&format!(" --lang {lang}"));
    }
    options
}

/// A rule as it is typed into a shell.
fn typed(find: &str) -> String {
    match find.contains('\'') {
        false => format!("'{find}'"),
        true => "RULE".to_owned(),
    }
}

fn print(
    context: &mut Context<'_>,
    proposal: &Proposal,
    reasons: &[String],
) -> Result<(), CliError> {
    let time = proposal.starts_at.map(|ms| format!(", {}", clock(ms)));
    let heading = format!(
        "{} · {} turn {}, line {}{} · {}",
        proposal.case.as_deref().unwrap_or("no case"),
        proposal.transcript,
        proposal.turn,
        proposal.line,
        time.unwrap_or_default(),
        proposal.speaker,
    );
    hanging(context, "  ", "", &heading)?;
    hanging(context, "    ", "", &marked(proposal))?;
    for reason in reasons {
        hanging(context, "    ", "why: ", reason)?;
    }
    Ok(())
}

/// The words it proposes, with those that matched in brackets.
fn marked(proposal: &Proposal) -> String {
    let mut text = String::new();
    let mut from = 0;
    for span in &proposal.marked {
        let before = proposal.quote.get(from..span.start());
        text.push_str(before.unwrap_or_default());
        text.push_str(BRACKETS.open);
        text.push_str(span.slice(&proposal.quote).unwrap_or_default());
        text.push_str(BRACKETS.close);
        from = span.end();
    }
    text.push_str(proposal.quote.get(from..).unwrap_or_default());
    text
}

fn by_case(tried: &Tried, for_code: bool) -> Table {
    let mut heads = vec!["case", "hits", "turns"];
    if for_code {
        heads.extend(["new", "coded so", "rejected", "waiting"]);
    }
    let mut listing = Listing::new("Hits by case", &heads);
    let mut row = |name: &str, counts: [usize; 6]| {
        let shown = if for_code { 6 } else { 2 };
        let counts = counts.into_iter().take(shown);
        let cells = counts.map(|count| Value::Count(count as u64));
        listing.values(name, cells.collect());
    };
    let mut all = [0; 6];
    for case in &tried.cases {
        let counts = [
            case.hits,
            case.turns,
            case.fresh(),
            case.coded,
            case.rejected,
            case.waiting,
        ];
        for (sum, count) in all.iter_mut().zip(counts) {
            *sum += count;
        }
        row(case.case.as_deref().unwrap_or("no case"), counts);
    }
    row("all", all);
    listing.into_table()
}

/// Every hit, for files and programs.
fn hits(tried: &Tried) -> Table {
    let heads = [
        "no.",
        "case",
        "transcript",
        "turn",
        "line",
        "time",
        "speaker",
        "quote",
        "matched",
        "why",
    ];
    let mut listing = Listing::new("Hits of a rule on trial", &heads);
    let words = |text: &str| match text {
        "" => Value::Empty(Emptiness::Blank),
        text => Value::Text(text.to_owned()),
    };
    for (number, (hit, reasons)) in (1..).zip(&tried.sample) {
        let matched: Vec<&str> = hit.matched().collect();
        let cells = vec![
            words(hit.case.as_deref().unwrap_or_default()),
            words(&hit.transcript),
            Value::Count(u64::from(hit.turn)),
            Value::Count(hit.line as u64),
            words(&hit.starts_at.map(clock).unwrap_or_default()),
            words(&hit.speaker),
            words(&hit.quote),
            words(&matched.join(" … ")),
            words(&reasons.join("\n")),
        ];
        listing.values(&format!("{number}"), cells);
    }
    for note in tried.worth.iter().flat_map(Table::footnotes) {
        listing.note(note);
    }
    listing.into_table()
}
