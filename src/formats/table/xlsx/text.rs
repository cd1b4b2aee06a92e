//! Words on their way into a cell of Excel: what it cannot hold is shown by a
//! sign, and what is too long for it is cut and kept for the notes.

use crate::formats::table::visible;
use std::borrow::Cow;

/// The most characters of a cell, counted as UTF-16 does.
pub(super) const CELL: usize = 32_767;
/// Room for the words that say where the rest is.
const TOLD: usize = 100;

/// The text without what Excel would refuse or obey.
pub(super) fn clean(text: &str) -> String {
    let shown = visible(text);
    if shown.contains(['\u{fffe}', '\u{ffff}']) {
        shown.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
    } else {
        shown
    }
}

/// The texts that were cut, whole, in the order of their numbers from 1.
#[derive(Default)]
pub(super) struct Long(pub(super) Vec<String>);

impl Long {
    /// A clean text as a cell can hold it.
    pub(super) fn fitted<'a>(&mut self, text: &'a str) -> Cow<'a, str> {
        // No text has more UTF-16 units than bytes.
        if text.len() <= CELL || units(text) <= CELL {
            return Cow::Borrowed(text);
        }
        let number = match self.0.iter().position(|held| held == text) {
            Some(at) => at + 1,
            None => {
                self.0.push(text.to_owned());
                self.0.len()
            }
        };
        let begin = pieces(text, CELL - TOLD).into_iter().next().unwrap_or("");
        Cow::Owned(format!(
            "{begin} […] [cut here, as Excel holds no more; whole on the sheet Notes as text {number}]"
        ))
    }
}

fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The text in pieces of at most so many UTF-16 units, cut between letters.
pub(super) fn pieces(text: &str, most: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let mut used = 0;
        let end = rest
            .char_indices()
            .find(|(_, letter)| {
                used += letter.len_utf16();
                used > most
            })
            .map_or(rest.len(), |(at, _)| at);
        let (piece, after) = rest.split_at(end);
        pieces.push(piece);
        rest = after;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_too_long_is_cut_and_kept_whole_once() {
        let mut long = Long::default();
        let just = "a".repeat(CELL);
        assert_eq!(long.fitted(&just), just);
        let more = "🙂".repeat(CELL);
        let cut = long.fitted(&more).into_owned();
        assert!(units(&cut) <= CELL, "{}", units(&cut));
        assert!(cut.ends_with("as text 1]"));
        long.fitted(&more);
        assert_eq!(long.0, std::slice::from_ref(&more));
        assert_eq!(pieces(&more, CELL).concat(), more);
    }

    #[test]
    fn what_no_file_of_excel_may_hold_is_shown_by_a_sign() {
        assert_eq!(clean("a\u{0}\u{1b}\u{ffff}\r\nb"), "a␀␛\u{fffd}\nb");
    }
}
