//! Quotes for reading: one below the other with their places, as no table of
//! eighteen columns fits a terminal.

use crate::analysis::{Passage, Suggestion};
use crate::cli::read::page;
use crate::cli::{CliError, Context};
use crate::formats::table::{visible, wrap};
use crate::model::{Origin, ReviewState};
use crate::text::clock;

/// Columns before a quote, for the number of its coding.
const MARGIN: usize = 7;

/// Where a passage stands, and when it was said if that is known.
pub fn place(passage: &Passage) -> String {
    let time = passage.starts_at.map(|ms| format!(", {}", clock(ms)));
    format!(
        "{} turn {}, line {}{}",
        passage.transcript,
        passage.turn,
        passage.line,
        time.unwrap_or_default()
    )
}

/// Prints one passage: its number, code and place, then its words.
pub fn print(context: &mut Context<'_>, passage: &Passage) -> Result<(), CliError> {
    let case = passage.case.as_deref().unwrap_or("no case");
    let maker = match &passage.origin {
        Origin::Rule { id, .. } => Some(format!("rule {id}")),
        Origin::Search { query } => Some(format!("search {query}")),
        Origin::Hand | Origin::Import => None,
    };
    let by = match (maker, decided(passage)) {
        (Some(maker), Some(decided)) => format!("{maker}, {decided}"),
        (Some(maker), None) => maker,
        (None, _) => passage.coder.clone(),
    };
    let heading = format!(
        "{} · {case} · {} · {} · {by}",
        passage.code,
        place(passage),
        passage.speaker,
    );
    let room = context.width.saturating_sub(MARGIN);
    for (at, line) in page(&heading, room).into_iter().enumerate() {
        let number = if at == 0 {
            passage.id.to_string()
        } else {
            String::new()
        };
        context.print(format!("{number:>5}  {line}"))?;
    }
    let margin = " ".repeat(MARGIN);
    for line in page(&format!("“{}”", passage.quote), room) {
        context.print(format!("{margin}{line}"))?;
    }
    for memo in &passage.memos {
        for line in page(&format!("memo: {memo}"), room) {
            context.print(format!("{margin}{line}"))?;
        }
    }
    Ok(())
}

/// Prints a suggestion: the same, with why it was made, a line for each rule,
/// and what else is said of its words.
pub fn print_suggestion(
    context: &mut Context<'_>,
    suggestion: &Suggestion,
) -> Result<(), CliError> {
    print(context, &suggestion.passage)?;
    let room = context
        .width
        .min(100)
        .saturating_sub(MARGIN + "why: ".len() + 2);
    let short = |reason: &String| shortened(reason, room);
    let brief = Suggestion {
        reasons: suggestion.reasons.iter().map(short).collect(),
        ..suggestion.clone()
    };
    print_reasons(context, &brief, &" ".repeat(MARGIN))
}

/// Prints why a suggestion was made, a line for each rule, and which other
/// codes its words carry.
pub fn print_reasons(
    context: &mut Context<'_>,
    suggestion: &Suggestion,
    margin: &str,
) -> Result<(), CliError> {
    for reason in &suggestion.reasons {
        hanging(context, margin, "why: ", reason)?;
    }
    if !suggestion.others.is_empty() {
        let others = suggestion.others.join(", ");
        hanging(context, margin, "also: ", &others)?;
    }
    Ok(())
}

/// Prints a text behind a word that says what it is; further lines stand below
/// the first.
pub fn hanging(
    context: &mut Context<'_>,
    margin: &str,
    what: &str,
    text: &str,
) -> Result<(), CliError> {
    let room = context
        .width
        .min(100)
        .saturating_sub(margin.len() + what.len());
    for (at, line) in wrap(&visible(text), room.max(20)).into_iter().enumerate() {
        let what = match at {
            0 => what.to_owned(),
            _ => " ".repeat(what.len()),
        };
        context.print(format!("{margin}{what}{line}"))?;
    }
    Ok(())
}

/// What was decided of a suggestion, by whom and when; nothing while it waits.
pub fn decided(passage: &Passage) -> Option<String> {
    if passage.state == ReviewState::Pending {
        return None;
    }
    let at = passage.decided_at.as_deref().map(minute);
    let at = at.map(|at| format!(", {at}")).unwrap_or_default();
    Some(format!("{} by {}{at}", passage.state, passage.coder))
}

/// A time of the study as people read it: `2026-03-01 09:00 UTC`.
fn minute(at: &str) -> String {
    let minute: String = at.chars().take(16).collect();
    format!("{} UTC", minute.replace('T', " "))
}

/// The beginning of a text on one line: at most so many letters, cut between
/// words where that is possible, with a sign where something is left out.
pub fn shortened(text: &str, letters: usize) -> String {
    let flat = flat(text);
    if flat.chars().count() <= letters {
        return flat;
    }
    let head: String = flat.chars().take(letters).collect();
    let whole = head.rsplit_once(' ').map(|(whole, _)| whole);
    format!("{} …", whole.unwrap_or(&head).trim_end())
}

/// The same, of the end of a text.
pub fn ending(text: &str, letters: usize) -> String {
    let flat = flat(text);
    let more = flat.chars().count().saturating_sub(letters);
    if more == 0 {
        return flat;
    }
    let tail: String = flat.chars().skip(more).collect();
    let whole = tail.split_once(' ').map(|(_, whole)| whole);
    format!("… {}", whole.unwrap_or(&tail).trim_start())
}

/// On one line; a space at either end stays, for words that go on there.
fn flat(text: &str) -> String {
    let mut flat = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            letter if !letter.is_whitespace() => flat.push(letter),
            _ if flat.ends_with(' ') => {}
            _ => flat.push(' '),
        }
    }
    flat
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_between_words() {
        assert_eq!(shortened("one two three", 9), "one two …");
        assert_eq!(shortened(" one\ntwo ", 9), " one two ");
        assert_eq!(ending("one two three", 9), "… three");
        assert_eq!(ending("one two", 9), "one two");
        assert_eq!(shortened("määrittelemättömyys", 5), "määri …");
    }

    #[test]
    fn times_are_told_to_the_minute() {
        assert_eq!(minute("2026-03-01T09:00:41Z"), "2026-03-01 09:00 UTC");
    }
}
