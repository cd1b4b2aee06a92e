//! One suggestion on the screen, with what a person needs to decide.

use crate::app::review::InContext;
use crate::cli::quotes::{self, ending, shortened};
use crate::cli::read::page;
use crate::cli::{CliError, Context};
use crate::formats::table::{visible, wrap};
use crate::text::ByteSpan;

/// Letters of a long turn shown before and after the passage.
const BEFORE: usize = 240;
const AFTER: usize = 160;
/// Letters of a definition, and of the question that was asked.
const DEFINITION: usize = 220;
const QUESTION: usize = 200;

/// Prints a suggestion in its turn, with `place` of the turn's words marked.
pub(super) fn print(
    context: &mut Context<'_>,
    it: &InContext,
    place: ByteSpan,
    head: &str,
) -> Result<(), CliError> {
    let passage = &it.suggestion.passage;
    let case = passage.case.as_deref().unwrap_or("no case");
    let label = match it.label.is_empty() || it.label == passage.code {
        true => String::new(),
        false => format!(": {}", it.label),
    };
    context.print("")?;
    context.print(format!("── {head} · {}{label}", passage.code))?;
    if let Some(definition) = &it.definition {
        dim(context, &shortened(definition, DEFINITION))?;
    }
    context.print(format!("{} · {case}", quotes::place(passage)))?;
    if let Some(asked) = &it.asked {
        let guide = match asked.guide.as_slice() {
            [] => String::new(),
            numbers => format!(" (guide question {})", numbers.join(", ")),
        };
        let words = ending(&asked.words, QUESTION);
        dim(context, &format!("{}{guide}: {words}", asked.speaker))?;
    }
    let part = |from: usize, to: usize| it.speech.get(from..to).unwrap_or_default();
    let marked = format!(
        "{}⟦{}⟧{}",
        ending(part(0, place.start()), BEFORE),
        part(place.start(), place.end()),
        shortened(part(place.end(), it.speech.len()), AFTER)
    );
    context.print(format!("{}:", passage.speaker))?;
    for line in page(&marked, context.width) {
        context.print(format!("    {line}"))?;
    }
    if place != it.place {
        context.print("(other words than suggested are marked; = marks those again)")?;
    }
    quotes::print_reasons(context, &it.suggestion, "")?;
    for memo in &passage.memos {
        quotes::hanging(context, "", "note: ", memo)?;
    }
    if let Some(decided) = quotes::decided(passage) {
        context.print(decided)?;
    }
    Ok(())
}

fn dim(context: &mut Context<'_>, text: &str) -> Result<(), CliError> {
    for line in page(text, context.width) {
        context.print_dim(format!("    {line}"))?;
    }
    Ok(())
}

/// A sentence for the person, in lines that fit the terminal.
pub(super) fn say(context: &mut Context<'_>, words: &str) -> Result<(), CliError> {
    for line in wrap(&visible(words), context.width.max(20)) {
        context.say(line)?;
    }
    Ok(())
}
