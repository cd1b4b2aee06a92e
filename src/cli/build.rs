//! `crosscase build`

use crate::app::Severity;
use crate::app::build::{Outdated, State, build, check};
use crate::cli::error::tell;
use crate::cli::progress::bar;
use crate::cli::{CliError, Context};
use crate::formats::table::visible;
use crate::text::counted;
use std::path::Path;

/// Make all tables, charts and the report again, into the study's folder out/
///
/// Every table is written for Word, Excel, LaTeX, the web, as Markdown and
/// CSV, every chart as SVG, PNG and PDF. What has not changed is not made
/// again, and the same study gives the same files, byte for byte.
///
/// Examples:
///   crosscase build
///   crosscase build --check
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// Make nothing, but say what is out of date
    #[arg(long)]
    check: bool,
}

pub fn run(context: &mut Context<'_>, args: Args) -> Result<(), CliError> {
    let study = context.open()?;
    if args.check {
        let checked = check(&study)?;
        let lines = checked.outdated.iter();
        for (what, files) in grouped(lines.map(|(file, why)| (file.as_path(), words(*why)))) {
            context.print(format!("{what:<12} {files}"))?;
        }
        for problem in &checked.problems {
            tell(context.err, problem, context.colour_err);
        }
        let outdated = checked.outdated.len();
        if outdated == 0 && checked.problems.is_empty() {
            let count = counted(checked.current, "file");
            return context.say(format!("Up to date: {count}."));
        }
        context.say(format!(
            "{} out of date, {} as a build would make {}. `crosscase build` makes them.",
            counted(outdated, "file"),
            checked.current,
            if checked.current == 1 { "it" } else { "them" },
        ))?;
        return Err(CliError::Said(Severity::Request));
    }
    let bar = bar(context, "building");
    let built = build(&study, &|what, count| {
        bar.set_length(count as u64);
        bar.inc(1);
        bar.set_message(visible(what));
    })?;
    bar.finish_and_clear();
    let made = built.files.iter().map(|(file, state)| {
        let state = match state {
            State::Written => "written",
            State::AsBefore => "as before",
        };
        (file.as_path(), state)
    });
    let removed = built.removed.iter().map(|file| (file.as_path(), "removed"));
    for (state, files) in grouped(made.chain(removed)) {
        context.print(format!("{state:<10} {files}"))?;
    }
    for problem in &built.problems {
        tell(context.err, problem, context.colour_err);
    }
    if built.problems.is_empty() {
        Ok(())
    } else {
        Err(CliError::Said(Severity::Request))
    }
}

fn words(why: Outdated) -> &'static str {
    match why {
        Outdated::New => "not made yet",
        Outdated::Changed => "has changed",
        Outdated::Missing => "is missing",
        Outdated::Edited => "was edited",
        Outdated::Left => "not ordered",
    }
}

/// Files of one name and state in one line, with their endings in brackets:
/// what is written in six forms need not take six lines.
fn grouped<'a>(
    files: impl Iterator<Item = (&'a Path, &'static str)>,
) -> Vec<(&'static str, String)> {
    let mut groups: Vec<(&'static str, String, Vec<String>)> = Vec::new();
    for (file, state) in files {
        let ending = file.extension().unwrap_or_default().to_string_lossy();
        let stem = file.with_extension("").display().to_string();
        match groups.last_mut() {
            Some((same, name, endings)) if *same == state && *name == stem => {
                endings.push(ending.into_owned());
            }
            _ => groups.push((state, stem, vec![ending.into_owned()])),
        }
    }
    let lines = groups.into_iter().map(|(state, stem, endings)| {
        let files = match endings.as_slice() {
            [one] => format!("{stem}.{one}"),
            several => format!("{stem} ({})", several.join(", ")),
        };
        (state, files)
    });
    lines.collect()
}
