//! `/regular expression/` in the syntax of the regex crate, case ignored
//! unless it starts with `(?-i)`. It reads one turn; `^` and `$` are its ends.

use super::{Executor, Operator};
use crate::rules::atoms::{Need, Planner};
use crate::rules::boundaries::Searcher;
use crate::rules::error::RuleError;
use crate::rules::found::Found;
use crate::rules::literals::{self, Part};
use crate::rules::query::Query;
use crate::rules::turn::TurnView;
use crate::text::{ByteSpan, CanonicalText};
use regex::{Regex, RegexBuilder};
use regex_syntax::hir::Hir;
use std::fmt;

/// Bytes that a compiled expression may take, so that `(\w{999}){999}` is an
/// error and not the end of the memory.
const LARGEST: usize = 4 << 20;

/// A regular expression.
#[derive(Clone, Debug)]
pub struct Regular {
    pattern: String,
    regex: Regex,
    hir: Hir,
}

impl PartialEq for Regular {
    fn eq(&self, other: &Self) -> bool {
        self.pattern == other.pattern
    }
}

impl Regular {
    /// What stands between the slashes.
    pub fn pattern(&self) -> &str {
        &self.pattern
    }

    /// Parts of which each find holds at least one; `None` where the pattern
    /// promises no such thing.
    pub fn parts(&self) -> Option<Vec<Part>> {
        literals::required(&self.hir)
    }

    /// What searches for it.
    pub(crate) fn searcher(&self) -> Searcher {
        Searcher::new(self.regex.clone(), &self.hir, LARGEST)
    }

    pub(crate) fn read(raw: &str, column: usize) -> Result<Query, RuleError> {
        let pattern = CanonicalText::from_raw(raw).into_string();
        let hir = regex_syntax::ParserBuilder::new()
            .case_insensitive(true)
            .nest_limit(50)
            .build()
            .parse(&pattern)
            .map_err(|error| not_read(&error, &pattern, column))?;
        match hir.properties().minimum_len() {
            Some(0) => Err(RuleError::new(
                column,
                "the regular expression finds the empty text, which is everywhere",
                "let it ask for at least one character, such as + in place of *",
            )),
            None => Err(RuleError::new(
                column,
                "the regular expression can find nothing",
                "look for a character class that excludes everything",
            )),
            Some(_) => {
                let regex = limited(&pattern).map_err(|_| {
                    RuleError::new(
                        column,
                        "the regular expression grows too large",
                        "lower the numbers in {…}, or use [a-z] in place of \\w",
                    )
                })?;
                Ok(Query::Regular(Self {
                    pattern,
                    regex,
                    hir,
                }))
            }
        }
    }
}

pub(super) fn limited(pattern: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(pattern)
        .case_insensitive(true)
        .nest_limit(50)
        .size_limit(LARGEST)
        .dfa_size_limit(LARGEST)
        .build()
}

fn not_read(error: &regex_syntax::Error, pattern: &str, column: usize) -> RuleError {
    let (at, what) = match error {
        regex_syntax::Error::Parse(error) => (error.span().start.offset, error.kind().to_string()),
        regex_syntax::Error::Translate(error) => {
            (error.span().start.offset, error.kind().to_string())
        }
        other => (0, other.to_string()),
    };
    let before = pattern.get(..at).map_or(0, |before| before.chars().count());
    RuleError::new(
        column + 1 + before,
        format!("the regular expression cannot be read: {what}"),
        "write \\ before a sign that is meant as it stands; look-around and back-references do not exist here",
    )
}

impl fmt::Display for Regular {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}/", self.pattern)
    }
}

impl Operator for Regular {
    fn need(&self, planner: &mut Planner) -> Need {
        match self.parts() {
            Some(parts) => Need::any(parts.into_iter().map(|part| part.need(planner))),
            None => Need::Anything,
        }
    }

    fn executor(&self, _: &mut Planner) -> Box<dyn Executor> {
        Box::new(FindRegular(self.searcher()))
    }
}

struct FindRegular(Searcher);

impl FindRegular {
    fn spans(&self, text: &str) -> impl Iterator<Item = ByteSpan> {
        let spans = self.0.find(text).into_iter();
        spans.filter_map(|(start, end)| ByteSpan::new(start, end).ok())
    }
}

impl Executor for FindRegular {
    fn find(&self, turn: &TurnView<'_>) -> Vec<Found> {
        let spans = self.spans(turn.text);
        spans.map(|span| turn.found_at(span)).collect()
    }

    fn find_alone(&self, turn: &TurnView<'_>) -> Vec<Found> {
        self.spans(turn.text).map(Found::alone).collect()
    }

    fn asks_for_words(&self) -> bool {
        false
    }
}
