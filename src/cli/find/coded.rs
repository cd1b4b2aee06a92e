//! `find --code`: a look at what would be suggested, then a question.

use crate::app::Severity;
use crate::app::find::What;
use crate::app::find::coding::{CodeRequest, Told, propose, suggest_found};
use crate::cli::find::{READING, step, tell_news};
use crate::cli::progress::bar;
use crate::cli::{CliError, Context, quotes};
use crate::model::Extent;
use crate::text::counted;

/// Quotes in the sample are cut to so many columns.
const QUOTE: usize = 200;

pub fn run(
    context: &mut Context<'_>,
    what: What,
    code: &str,
    extent: Extent,
    yes: bool,
) -> Result<(), CliError> {
    let (mut study, mut session) = context.open_to_change()?;
    let request = CodeRequest {
        what,
        code: code.to_owned(),
        extent,
    };
    let bar = bar(context, READING);
    let proposed = propose(&study, &request, &mut |done, total| step(&bar, done, total))?;
    bar.finish_and_clear();
    tell_news(context, proposed.index.as_ref())?;
    let told = &proposed.told;
    if told.fresh == 0 {
        context.say(format!("Nothing new to suggest as {code}."))?;
        return tell_left_out(context, told);
    }
    let sample = proposed.sample.len();
    context.say(format!(
        "{} in {} would be suggested as {code}{}",
        counted(told.fresh, "passage"),
        counted(told.transcripts, "transcript"),
        match sample < told.fresh {
            true => format!("; {sample} of them, from first to last:"),
            false => ":".to_owned(),
        }
    ))?;
    for passage in &proposed.sample {
        let quote = quotes::shortened(&passage.quote, QUOTE);
        context.say(format!(
            "  {} · {}: “{quote}”",
            quotes::place(passage),
            passage.speaker
        ))?;
    }
    tell_left_out(context, told)?;
    if !yes && !agreed(context, told.fresh)? {
        return Err(CliError::Said(Severity::Request));
    }
    // Thinking takes its time.
    session.at = (context.now)();
    let told = suggest_found(&mut study, &session, &proposed)?;
    context.say(format!(
        "{} wait now. Next: `crosscase review --code {code}`; `crosscase undo` takes them back.",
        counted(told.fresh, "new suggestion")
    ))
}

/// Which hits are no suggestion, and why.
fn tell_left_out(context: &mut Context<'_>, told: &Told) -> Result<(), CliError> {
    let parts: Vec<String> = [
        (told.coded, "coded so already"),
        (told.rejected, "rejected before"),
        (told.pending, "waiting already"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, why)| format!("{count} {why}"))
    .collect();
    match parts.as_slice() {
        [] => Ok(()),
        parts => context.say(format!("Left out: {}.", parts.join(", "))),
    }
}

fn agreed(context: &mut Context<'_>, count: usize) -> Result<bool, CliError> {
    let what = match count {
        1 => "this passage".to_owned(),
        _ => format!("these {}", counted(count, "passage")),
    };
    match context.ask(&format!("Suggest {what}? [y/N]"))?.as_deref() {
        Some("y" | "yes") => return Ok(true),
        Some(_) => context.say("Nothing was written.")?,
        None => context.say("Nothing was written. Give the command again with --yes.")?,
    }
    Ok(false)
}
