//! The words of a passage, those around it, and how like two passages are.

use crate::model::document::Document;
use crate::model::transcript::Turn;
use crate::text::ByteSpan;
use crate::text::words::words;

/// Longer passages are compared by their letters' pairs, which takes less time.
const LONG: usize = 1_000;

pub(super) type Words<'a> = Vec<(ByteSpan, &'a str)>;

/// The words from the start of one turn to the end of another, with their places
/// in the whole text.
pub(super) fn spoken<'a>(document: &'a Document, first: &Turn, last: &Turn) -> Option<Words<'a>> {
    let whole = ByteSpan::new(first.span.start(), last.span.end()).ok()?;
    let text = whole.slice(document.text.as_str())?;
    let placed = words(text).filter_map(|(span, word)| {
        let base = whole.start();
        let span = ByteSpan::new(base + span.start(), base + span.end()).ok()?;
        Some((span, word))
    });
    Some(placed.collect())
}

/// The end of a text from its last words on.
pub(super) fn last_words(text: &str, count: usize) -> &str {
    let mut starts = words(tail(text)).map(|(span, _)| span.start());
    let all: Vec<usize> = starts.by_ref().collect();
    let from = all.len().saturating_sub(count);
    all.get(from)
        .and_then(|start| tail(text).get(*start..))
        .unwrap_or_default()
}

/// A bounded end of a text; six words are not longer.
fn tail(text: &str) -> &str {
    let from = text.char_indices().rev().nth(400).map_or(0, |(at, _)| at);
    text.get(from..).unwrap_or_default()
}

/// The start of a text up to the end of its first words.
pub(super) fn first_words(text: &str, count: usize) -> &str {
    let to = text
        .char_indices()
        .nth(400)
        .map_or(text.len(), |(at, _)| at);
    let head = text.get(..to).unwrap_or_default();
    let end = words(head)
        .take(count)
        .last()
        .map_or(0, |(span, _)| span.end());
    head.get(..end).unwrap_or_default()
}

pub(super) fn likeness(one: &str, other: &str) -> u8 {
    let like = if one.len().max(other.len()) > LONG {
        strsim::sorensen_dice(one, other)
    } else {
        strsim::normalized_levenshtein(one, other)
    };
    // Between 0 and 1 by definition of both.
    (like * 100.0).floor() as u8
}
