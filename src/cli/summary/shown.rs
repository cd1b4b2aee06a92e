//! `summary show` and `summary history`: one cell, now and before.

use super::Pair;
use super::listed::state;
use crate::analysis::Passage;
use crate::app::summary::{self, Shown};
use crate::cli::listing::Listing;
use crate::cli::output::{for_people, print_table};
use crate::cli::read::page;
use crate::cli::{CliError, Context, quotes};
use crate::model::{Summary, SummaryState};
use crate::store::EntryKind;

pub fn show(context: &mut Context<'_>, pair: &Pair) -> Result<(), CliError> {
    let shown = summary::show(&context.open()?, &pair.row, &pair.column)?;
    if !for_people(context) {
        return print_table(context, &as_list(&shown));
    }
    context.print(format!("{} × {}", shown.row, shown.column))?;
    match &shown.view {
        None => {
            context.print("    (not written yet)")?;
            if shown.others.is_empty() {
                context.print("nothing is coded there")?;
            }
        }
        Some(view) => {
            let summary = &view.summary;
            let words = match (summary.state, summary.text.as_str()) {
                (SummaryState::NotApplicable, "") => "(no reason given)",
                (_, words) => words,
            };
            let width = context.width;
            for line in words.split('\n').flat_map(|it| page(it, width)) {
                context.print(format!("    {line}"))?;
            }
            let when = summary.written_at.as_deref();
            let when = when.map(|at| format!(", {at}")).unwrap_or_default();
            context.print(format!("{} · {}{when}", state(summary), summary.author))?;
            if !view.since.is_empty() {
                context.print(format!("since it was written: {}", view.since.words()))?;
            }
        }
    }
    let others = match shown.view {
        Some(_) => "also coded there",
        None => "coded there",
    };
    for (title, passages) in [("cited", &shown.cited), (others, &shown.others)] {
        if passages.is_empty() {
            continue;
        }
        context.print("")?;
        context.print(format!("{title}:"))?;
        for passage in passages {
            if let Some(news) = news(&shown, passage) {
                context.print(format!("       [{news}]"))?;
            }
            quotes::print(context, passage)?;
        }
    }
    if !shown.gone.is_empty() {
        let gone: Vec<String> = shown.gone.iter().map(ToString::to_string).collect();
        context.print("")?;
        context.print(format!(
            "no longer in the study: coding {}",
            gone.join(", ")
        ))?;
    }
    if shown.view.is_some_and(|view| !view.since.is_empty()) {
        context.say(
            "If the summary still holds, `crosscase summary confirm` says so; \
             if not, write it anew.",
        )?;
    }
    Ok(())
}

/// What has happened to a passage since the summary was written.
fn news(shown: &Shown, passage: &Passage) -> Option<&'static str> {
    let since = &shown.view.as_ref()?.since;
    if since.added.contains(&passage.id) {
        Some("added since")
    } else if since.removed.contains(&passage.id) {
        Some("no longer here")
    } else if since.changed.contains(&passage.id) {
        Some("changed since")
    } else {
        None
    }
}

fn as_list(shown: &Shown) -> crate::model::Table {
    let mut listing = Listing::new(
        &format!("{} × {}", shown.row, shown.column),
        &[
            "coding",
            "cited",
            "since it was written",
            "code",
            "place",
            "quote",
        ],
    );
    if let Some(view) = &shown.view {
        listing.note(format!("{}: {}", state(&view.summary), view.summary.text));
    }
    for (cited, passages) in [("yes", &shown.cited), ("no", &shown.others)] {
        for passage in passages {
            let cells = vec![
                cited.to_owned(),
                news(shown, passage).unwrap_or_default().to_owned(),
                passage.code.clone(),
                quotes::place(passage),
                passage.quote.clone(),
            ];
            listing.row(&passage.id.to_string(), cells);
        }
    }
    for id in &shown.gone {
        let mut cells = vec![String::new(); 5];
        if let Some(cell) = cells.get_mut(1) {
            "gone".clone_into(cell);
        }
        listing.row(&id.to_string(), cells);
    }
    listing.into_table()
}

pub fn history(context: &mut Context<'_>, pair: &Pair) -> Result<(), CliError> {
    let steps = summary::history(&context.open()?, &pair.row, &pair.column)?;
    let mut listing = Listing::new(
        &format!("{} × {}", pair.row, pair.column),
        &["when (UTC)", "who", "what", "before", "after"],
    );
    for step in &steps {
        let what = match step.entry.kind {
            EntryKind::Do => step.entry.title.clone(),
            EntryKind::Undo => format!("undid: {}", step.entry.title),
            EntryKind::Redo => format!("redid: {}", step.entry.title),
        };
        listing.row(
            &step.entry.at,
            vec![
                step.entry.who.clone(),
                what,
                words(step.before.as_ref()),
                words(step.after.as_ref()),
            ],
        );
    }
    if listing.is_empty() {
        context.say(format!(
            "Nobody has written {} × {}.",
            pair.row, pair.column
        ))?;
    }
    print_table(context, &listing.into_table())
}

/// The words of a cell at one time, with its state where that says something.
fn words(summary: Option<&Summary>) -> String {
    match summary {
        None => "(nothing)".to_owned(),
        Some(it) if it.state == SummaryState::Final => it.text.clone(),
        Some(it) if it.text.is_empty() => format!("[{}]", it.state),
        Some(it) => format!("{} [{}]", it.text, it.state),
    }
}
