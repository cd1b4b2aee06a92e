//! `exact"letter for letter"`: these letters and signs, case aside, with a
//! word boundary at both ends. White space stands for any white space.

use super::{Executor, Operator};
use crate::rules::atoms::{Atom, Need, Planner};
use crate::rules::error::RuleError;
use crate::rules::found::Found;
use crate::rules::query::Query;
use crate::rules::turn::TurnView;
use crate::rules::vocabulary::normal;
use crate::text::words::words;
use crate::text::{ByteSpan, CanonicalText};
use regex::Regex;
use std::fmt;

/// Letters to find as they stand.
#[derive(Clone, Debug)]
pub struct Exact {
    text: String,
    regex: Regex,
}

impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Exact {
    /// The letters, each run of white space as one space.
    pub fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn read(raw: &str, column: usize) -> Result<Query, RuleError> {
        let canonical = CanonicalText::from_raw(raw);
        let parts: Vec<&str> = canonical.as_str().split_whitespace().collect();
        if parts.is_empty() {
            return Err(RuleError::new(
                column,
                "exact\"\" holds nothing",
                "write the letters to find between the quotes",
            ));
        }
        let escaped: Vec<String> = parts.iter().map(|part| regex::escape(part)).collect();
        let regex = super::regular::limited(&escaped.join(r"\s+"))
            .map_err(|_| RuleError::new(column, "the text is too long", "give fewer words"))?;
        Ok(Query::Exact(Self {
            text: parts.join(" "),
            regex,
        }))
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "exact\"{}\"", self.text)
    }
}

impl Operator for Exact {
    /// Both ends are word boundaries, so each word in it is a whole word of
    /// the turn.
    fn need(&self, planner: &mut Planner) -> Need {
        let longest = words(&self.text)
            .map(|(_, word)| normal(word).into_owned())
            .max_by_key(|word| word.chars().count());
        longest.map_or(Need::Anything, |word| {
            let length = word.chars().count();
            Need::one(planner.atom(Atom::Whole(word)), length)
        })
    }

    fn executor(&self, _: &mut Planner) -> Box<dyn Executor> {
        Box::new(FindExact(self.regex.clone()))
    }
}

struct FindExact(Regex);

impl FindExact {
    fn spans(&self, turn: &TurnView<'_>) -> Vec<ByteSpan> {
        let mut spans = Vec::new();
        let mut from = 0;
        while let Some(hit) = self.0.find_at(turn.text, from) {
            if turn.cuts_a_word(hit.start()) || turn.cuts_a_word(hit.end()) {
                let step = turn.text.get(hit.start()..).and_then(|s| s.chars().next());
                from = hit.start() + step.map_or(1, char::len_utf8);
                continue;
            }
            spans.extend(ByteSpan::new(hit.start(), hit.end()));
            from = hit.end();
        }
        spans
    }
}

impl Executor for FindExact {
    fn find(&self, turn: &TurnView<'_>) -> Vec<Found> {
        let spans = self.spans(turn).into_iter();
        spans.map(|span| turn.found_at(span)).collect()
    }

    fn find_alone(&self, turn: &TurnView<'_>) -> Vec<Found> {
        self.spans(turn).into_iter().map(Found::alone).collect()
    }

    fn asks_for_words(&self) -> bool {
        false
    }
}
