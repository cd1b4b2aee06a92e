//! `"several words"`: words that follow each other, each found as a word.
//! What stands between them (a comma, a full stop, a line end) does not matter.

use super::word::{Shape, Word};
use super::{Executor, Operator};
use crate::rules::atoms::{AtomId, Need, Planner};
use crate::rules::error::RuleError;
use crate::rules::found::Found;
use crate::rules::query::Query;
use crate::rules::turn::TurnView;
use crate::rules::vocabulary::normal;
use crate::text::CanonicalText;
use crate::text::words::words;
use std::fmt;

/// Two or more words in a row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Phrase {
    /// The words.
    pub words: Vec<Word>,
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        for (at, word) in self.words.iter().enumerate() {
            let gap = if at == 0 { "" } else { " " };
            write!(f, "{gap}{}", word.starred())?;
        }
        f.write_str("\"")
    }
}

impl Operator for Phrase {
    fn need(&self, planner: &mut Planner) -> Need {
        let needs: Vec<Need> = self.words.iter().map(|word| word.need(planner)).collect();
        Need::best(needs)
    }

    fn executor(&self, planner: &mut Planner) -> Box<dyn Executor> {
        Box::new(FindPhrase(
            self.words.iter().map(|word| word.atom(planner)).collect(),
        ))
    }
}

struct FindPhrase(Vec<AtomId>);

impl Executor for FindPhrase {
    fn find(&self, turn: &TurnView<'_>) -> Vec<Found> {
        let Some((rarest, places)) = self
            .0
            .iter()
            .enumerate()
            .map(|(at, atom)| (at as u32, turn.places(*atom)))
            .min_by_key(|(_, places)| places.len())
        else {
            return Vec::new();
        };
        places
            .iter()
            .filter_map(|place| place.checked_sub(rarest))
            .filter(|first| {
                (*first..)
                    .zip(&self.0)
                    .all(|(place, atom)| turn.has(*atom, place))
            })
            .map(|first| turn.found(first, self.0.len()))
            .collect()
    }
}

/// Reads what stands without quotes or inside them: one word or a phrase.
/// `column` is that of the first character of `raw`.
pub(crate) fn terms(raw: &str, column: usize, quoted: bool) -> Result<Query, RuleError> {
    let column_of = |byte: usize| column + raw.get(..byte).map_or(0, |s| s.chars().count());
    let found: Vec<(usize, usize)> = words(raw)
        .map(|(span, _)| (span.start(), span.end()))
        .collect();
    let inside = |at: usize| {
        found
            .iter()
            .any(|(start, end)| (*start..*end).contains(&at))
    };
    let mut stars = Vec::new();
    for (at, sign) in raw.char_indices().filter(|(at, _)| !inside(*at)) {
        if sign == '*' {
            stars.push(at);
        } else if at == 0 && sign == '-' && !quoted {
            return Err(RuleError::new(
                column,
                "a leading - means nothing here",
                "write NOT before what to leave out",
            ));
        } else if !sign.is_whitespace() && !is_punctuation(sign) {
            return Err(RuleError::new(
                column_of(at),
                format!("'{sign}' is no part of a word and would be passed over"),
                format!(
                    "write exact\"{}\" to find it as it stands",
                    raw.trim_matches('*')
                ),
            ));
        }
    }
    let mut terms = Vec::new();
    for (start, end) in &found {
        let star_before = start.checked_sub(1).is_some_and(|at| take(&mut stars, at));
        let star_after = take(&mut stars, *end);
        let text = CanonicalText::from_raw(raw.get(*start..*end).unwrap_or_default());
        terms.push(Word {
            text: normal(text.as_str()).into_owned(),
            shape: match (star_before, star_after) {
                (false, false) => Shape::Stem,
                (false, true) => Shape::Start,
                (true, false) => Shape::End,
                (true, true) => Shape::Middle,
            },
        });
        // re*ward: the star would belong to both, and the two are no phrase.
        let rest = raw.get(*end..).unwrap_or_default();
        let after_stars = end + rest.len() - rest.trim_start_matches('*').len();
        if star_after && found.iter().any(|(next, _)| *next == after_stars) {
            return Err(RuleError::new(
                column_of(*end),
                "a star inside a word",
                "stars stand at the start or the end of a word: reward*, *ward",
            ));
        }
    }
    if let Some(star) = stars.first() {
        return Err(RuleError::new(
            column_of(*star),
            "a star without a word finds everything",
            "put it at the start or the end of a word: reward*",
        ));
    }
    match terms.len() {
        0 => Err(RuleError::new(
            column,
            "there is no word in this",
            "write a word, or exact\"…\" for signs",
        )),
        1 => terms
            .pop()
            .map(Query::Word)
            .ok_or_else(|| RuleError::new(column, "", "")),
        _ => Ok(Query::Phrase(Phrase { words: terms })),
    }
}

fn take(stars: &mut Vec<usize>, at: usize) -> bool {
    let before = stars.len();
    stars.retain(|star| *star != at);
    stars.len() < before
}

/// Signs that may be passed over between words. Others carry meaning (C++,
/// 50 %), and a rule that drops them would find what nobody asked for.
fn is_punctuation(sign: char) -> bool {
    matches!(
        sign,
        '-' | '\''
            | '.'
            | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | '/'
            | '&'
            | '('
            | ')'
            | '['
            | ']'
            | '«'
            | '»'
            | '…'
            | '\u{2010}'..='\u{201b}' | '\u{ad}' | '\u{feff}' | '\u{200b}'
    )
}
