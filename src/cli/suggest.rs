//! `crosscase suggest`

use crate::app::suggest::{SuggestRequest, Suggested, Tally, suggest};
use crate::cli::error::tell;
use crate::cli::listing::Listing;
use crate::cli::output::{for_people, print_table};
use crate::cli::progress::bar;
use crate::cli::trial::{self, Trying};
use crate::cli::{CliError, Context};
use crate::model::{Emptiness, Table, Value};
use crate::text::counted;

/// Let the codebook's rules suggest passages; nothing counts until accepted
///
/// Running the rules again adds what is new, takes back what waits and is no
/// longer found or is coded so by now, and leaves the rest alone. It never asks
/// again about what was accepted or rejected; a rejection holds for everything
/// inside the rejected words. Where one hit lies inside another of the same
/// code, the wider one is suggested, with the reasons of both.
///
/// Examples:
///   crosscase suggest
///   crosscase suggest --code CRM-STR-rew --dry-run
///   crosscase suggest --rule rew-words
///   crosscase suggest --try 'executive* NEAR/5 support' --code CRM-IM-exec
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// Only rules of this code; may be given several times
    #[arg(long)]
    code: Vec<String>,
    /// Only this rule; may be given several times
    #[arg(long)]
    rule: Vec<String>,
    /// Only count what would be suggested
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    trial: Trying,
}

pub fn run(context: &mut Context<'_>, args: Args) -> Result<(), CliError> {
    if let Some(find) = args.trial.find.clone() {
        return trial::run(context, find, args.code, args.trial);
    }
    let (mut study, session) = context.open_to_change()?;
    let request = SuggestRequest {
        codes: args.code,
        rules: args.rule,
        dry_run: args.dry_run,
    };
    let bar = bar(context, "rules");
    let told = suggest(&mut study, &session, &request, &|done, total| {
        bar.set_length(total as u64);
        bar.set_position(done as u64);
    })?;
    bar.finish_and_clear();
    for problem in &told.bad {
        tell(context.err, problem, context.colour_err);
    }
    print(context, &told)?;
    let verb = if args.dry_run { "would be new" } else { "new" };
    context.say(format!(
        "{} over {}: {} {verb}, {} withdrawn, {} as before.",
        counted(told.rules, "rule"),
        counted(told.transcripts, "transcript"),
        counted(told.added(), "suggestion"),
        told.withdrawn(),
        told.unchanged()
    ))?;
    context.say(format!(
        "Not suggested: {} coded so already, {} rejected before.",
        counted(told.coded(), "passage"),
        told.rejected()
    ))?;
    let waiting = told.added() + told.unchanged();
    if args.dry_run {
        context.say("Nothing was written. Next: the same without --dry-run.")?;
    } else if waiting > 0 {
        context.say(
            "Next: `crosscase review walk` goes through them, `crosscase review` lists them.",
        )?;
    }
    if told.bad.is_empty() {
        Ok(())
    } else {
        Err(CliError::Said(crate::app::Severity::Request))
    }
}

/// What became of each rule's hits: for people a line for each rule with news,
/// for files a row for every rule.
fn print(context: &mut Context<'_>, told: &Suggested) -> Result<(), CliError> {
    if !for_people(context) {
        return print_table(context, &table(told));
    }
    let news = |tally: &Tally| tally.added + tally.withdrawn > 0;
    for (rule, tally) in told.by_rule.iter().filter(|(_, tally)| news(tally)) {
        let code = match tally.code.as_str() {
            "" => "no longer in the codebook",
            code => code,
        };
        let counts = [
            (tally.withdrawn, "withdrawn"),
            (tally.unchanged, "as before"),
            (tally.coded, "coded so"),
            (tally.rejected, "rejected"),
        ];
        let told = counts.iter().filter(|(count, _)| *count > 0);
        let told: Vec<String> = told
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        let more = match told.is_empty() {
            true => String::new(),
            false => format!(" · {}", told.join(", ")),
        };
        context.print(format!("{:>5} new  {rule} ({code}){more}", tally.added))?;
    }
    match told.by_rule.values().filter(|tally| !news(tally)).count() {
        0 => Ok(()),
        count if count == told.by_rule.len() => Ok(()),
        count => context.print(format!("    0 new  from {}", counted(count, "other rule"))),
    }
}

fn table(told: &Suggested) -> Table {
    let heads = [
        "rule",
        "code",
        "new",
        "withdrawn",
        "as before",
        "coded",
        "rejected",
    ];
    let mut listing = Listing::new("Suggestions by rule", &heads);
    for (rule, tally) in &told.by_rule {
        let counts = [
            tally.added,
            tally.withdrawn,
            tally.unchanged,
            tally.coded,
            tally.rejected,
        ];
        let mut cells = vec![match tally.code.as_str() {
            "" => Value::Empty(Emptiness::Blank),
            code => Value::Text(code.to_owned()),
        }];
        cells.extend(counts.map(|count| Value::Count(count as u64)));
        listing.values(rule, cells);
    }
    listing.into_table()
}
