//! The words that specs and command lines choose from.

use crate::model::nearest::did_you_mean;
use crate::model::{CellMeasure, Nearness, PercentOf, Problem, QuoteChoice, Sides};

/// What a cell shows.
pub const MEASURES: [(&str, CellMeasure); 11] = CellMeasure::ALL;

/// What percentages are of.
pub const PERCENT: [(&str, PercentOf); 3] = [
    ("row", PercentOf::Row),
    ("column", PercentOf::Column),
    ("all", PercentOf::All),
];

/// On which sides something is added.
pub const SIDES: [(&str, Sides); 3] = [
    (
        "rows",
        Sides {
            rows: true,
            columns: false,
        },
    ),
    (
        "columns",
        Sides {
            rows: false,
            columns: true,
        },
    ),
    (
        "both",
        Sides {
            rows: true,
            columns: true,
        },
    ),
];

/// When two codes stand together; a number of turns may stand instead.
pub(super) const NEAR: [(&str, Nearness); 3] = [
    ("overlap", Nearness::Overlap),
    ("sentence", Nearness::Sentence),
    ("turn", Nearness::Turn),
];

/// The problem of a word that is none of those known.
pub(super) fn unknown<'a>(
    key: &str,
    word: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Problem {
    let all: Vec<&str> = known.clone().into_iter().collect();
    let fallback = format!("write one of: {}", all.join(", "));
    Problem::new(format!("'{key}' cannot be '{word}'")).next(did_you_mean(word, known, &fallback))
}

/// What a typed word stands for.
pub fn chosen<T: Copy>(key: &str, typed: &str, words: &[(&str, T)]) -> Result<T, Problem> {
    let meant = words.iter().find(|(word, _)| *word == typed.trim());
    let known = words.iter().map(|(word, _)| *word);
    meant
        .map(|(_, value)| *value)
        .ok_or_else(|| unknown(key, typed, known))
}

/// Nearness as typed: a word, or a number of turns.
pub fn near(typed: &str) -> Result<Nearness, Problem> {
    let word = NEAR.iter().find(|(word, _)| *word == typed);
    let turns = typed.parse::<u32>().ok().filter(|turns| *turns > 0);
    let turns = turns.map(Nearness::Turns);
    let meant = word.map(|(_, near)| *near).or(turns);
    meant.ok_or_else(|| {
        let advice = "write overlap, sentence, turn, or a number of turns such as 2";
        let words = NEAR.map(|(word, _)| word);
        Problem::new(format!("'near' cannot be '{typed}'")).next(did_you_mean(typed, words, advice))
    })
}

/// A choice of quotes as typed: `all`, `cited`, or how many.
pub fn quote_choice(typed: &str) -> Result<QuoteChoice, Problem> {
    match typed {
        "all" => return Ok(QuoteChoice::All),
        "cited" => return Ok(QuoteChoice::Cited),
        _ => {}
    }
    let best = typed.parse::<usize>().ok().filter(|best| *best > 0);
    best.map(QuoteChoice::Best).ok_or_else(|| {
        Problem::new(format!("'quotes' cannot be '{typed}'"))
            .next("write all, cited, or how many at most, such as 3")
    })
}
