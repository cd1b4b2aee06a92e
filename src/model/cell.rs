//! What stands in a cell of a table, or why nothing does.

use crate::model::coding::CodingId;
use serde::Serialize;

/// Why a cell holds nothing. Empty is not zero, and one emptiness is not
/// another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Emptiness {
    /// The guide's question was never put in this case's interviews.
    NotAsked,
    /// It was asked, the interview was coded, and nothing was found.
    NothingSaid,
    /// None of the coders in force has coded this case yet.
    NotCoded,
    /// No coding counts here yet, but suggestions of rules wait for a person
    /// to decide on them.
    Undecided,
    /// The case has no transcript.
    NoTranscript,
    /// There is evidence, but nobody has written the summary.
    NotWritten,
    /// The figure is not defined, such as a share of no words.
    Undefined,
    /// A person has said that the pair does not apply, such as after-sales
    /// for a firm that sells nothing.
    NotApplicable,
    /// Nothing was recorded here, such as an attribute left blank.
    Blank,
}

impl Emptiness {
    /// All of them, in the order in which legends and notes name them.
    pub const ALL: [Emptiness; 9] = [
        Emptiness::NotAsked,
        Emptiness::NothingSaid,
        Emptiness::NotCoded,
        Emptiness::Undecided,
        Emptiness::NoTranscript,
        Emptiness::NotWritten,
        Emptiness::Undefined,
        Emptiness::NotApplicable,
        Emptiness::Blank,
    ];

    /// The words that every output prints for it.
    pub fn words(self) -> &'static str {
        match self {
            Emptiness::NotAsked => "not asked",
            Emptiness::NothingSaid => "nothing said",
            Emptiness::NotCoded => "not coded yet",
            Emptiness::Undecided => "undecided",
            Emptiness::NoTranscript => "no transcript",
            Emptiness::NotWritten => "not written yet",
            Emptiness::Undefined => "undefined",
            Emptiness::NotApplicable => "not applicable",
            Emptiness::Blank => "",
        }
    }
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Words.
    Text(String),
    /// A count, in the table's unit.
    Count(u64),
    /// A part of a whole, both in the table's unit.
    Share {
        /// The part.
        part: u64,
        /// The whole; never 0 (that would be [`Emptiness::Undefined`]).
        whole: u64,
    },
    /// A figure that is neither, such as a test statistic; finite.
    Number(f64),
    /// Nothing, and why.
    Empty(Emptiness),
}

impl Default for Value {
    /// A blank.
    fn default() -> Self {
        Value::Empty(Emptiness::Blank)
    }
}

impl Value {
    /// The value as a number, where it has one (a share as a fraction of 1).
    pub fn number(&self) -> Option<f64> {
        match self {
            Value::Count(count) => Some(*count as f64),
            Value::Share { part, whole } => Some(*part as f64 / *whole as f64),
            Value::Number(number) => Some(*number),
            Value::Text(_) | Value::Empty(_) => None,
        }
    }

    /// How people read it: a share as a percentage with one decimal, a figure
    /// with two; halves are rounded away from zero, as spreadsheets do, so that
    /// no two outputs differ.
    pub fn words(&self) -> String {
        match self {
            Value::Text(text) => text.clone(),
            Value::Count(count) => count.to_string(),
            Value::Share { part, whole } => {
                let (part, whole) = (u128::from(*part), u128::from(*whole).max(1));
                let tenths = (2_000 * part + whole) / (2 * whole);
                format!("{}.{} %", tenths / 10, tenths % 10)
            }
            Value::Number(number) => two_decimals(*number),
            Value::Empty(why) => why.words().to_owned(),
        }
    }
}

/// A figure with two decimals. The 15 digits that a double holds decide what a
/// half is: 1.005 is one, though the double lies a little below.
fn two_decimals(number: f64) -> String {
    let hundredths = number * 100.0;
    let digits: f64 = format!("{hundredths:.14e}").parse().unwrap_or(hundredths);
    if digits.abs() < 1e15 {
        format!("{:.2}", digits.round() / 100.0)
    } else {
        format!("{number:.2}")
    }
}

/// One cell with what stands behind it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Cell {
    /// What stands in it.
    pub value: Value,
    /// A second measure of the same cell, such as the percentage beside a
    /// count, or the number of codings below a summary.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub also: Option<Value>,
    /// The codings that made it, or that its summary cites.
    pub behind: Vec<CodingId>,
    /// How many of them are pending suggestions (only when asked for).
    pub pending: u64,
    /// For a summary: its evidence has changed since it was written.
    pub stale: bool,
    /// For a summary: it is not in its final words yet.
    pub draft: bool,
    /// A word on this cell alone, for the notes below the table: what has
    /// happened to the evidence of its summary, or why it does not apply.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub remark: String,
}

impl Cell {
    /// A cell with a value and nothing behind it.
    pub fn plain(value: Value) -> Self {
        Self {
            value,
            ..Self::default()
        }
    }

    /// What outputs of text print: the value, its second measure in brackets,
    /// and marks where it is a draft, stale, or counts pending suggestions.
    pub fn words(&self) -> String {
        let mut words = self.value.words();
        if let Some(also) = &self.also {
            words.push_str(&match (&self.value, also) {
                (_, Value::Empty(_)) | (Value::Empty(_), _) => String::new(),
                (Value::Text(_), Value::Count(count)) => format!(" (n = {count})"),
                (_, also) => format!(" ({})", also.words()),
            });
        }
        if self.pending > 0 {
            words.push_str(&format!(" ({} pending)", self.pending));
        }
        if self.draft {
            words.push_str(" [draft]");
        }
        if self.stale {
            words.push_str(" [evidence changed]");
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_emptiness_has_its_own_words_and_none_of_them_is_zero() {
        let all = Emptiness::ALL;
        let numbers: Vec<usize> = all.iter().map(|why| *why as usize).collect();
        let complete: Vec<usize> = (0..=Emptiness::Blank as usize).collect();
        assert_eq!(numbers, complete, "each once, as legends sort them");
        let mut words: Vec<String> = all.iter().map(|why| Value::Empty(*why).words()).collect();
        assert!(!words.contains(&Value::Count(0).words()));
        words.sort();
        words.dedup();
        assert_eq!(words.len(), all.len());
        assert!(all.iter().all(|why| Value::Empty(*why).number().is_none()));
    }

    #[test]
    fn halves_are_rounded_as_spreadsheets_round_them() {
        let share = |part, whole| Value::Share { part, whole }.words();
        assert_eq!(share(1, 16), "6.3 %");
        assert_eq!(share(1, 3), "33.3 %");
        assert_eq!(share(u64::MAX, u64::MAX), "100.0 %");
        for (number, words) in [
            (0.125, "0.13"),
            (-0.125, "-0.13"),
            (1.005, "1.01"),
            (2.344_999, "2.34"),
            (1e300, &format!("{:.2}", 1e300)),
        ] {
            assert_eq!(Value::Number(number).words(), words);
        }
    }

    #[test]
    fn a_second_measure_stands_in_brackets_unless_either_is_empty() {
        let cell = |value, also| Cell {
            value,
            also: Some(also),
            ..Cell::default()
        };
        let text = || Value::Text("Mixed".to_owned());
        let share = || Value::Share { part: 1, whole: 3 };
        let none = || Value::Empty(Emptiness::NothingSaid);
        assert_eq!(cell(text(), Value::Count(4)).words(), "Mixed (n = 4)");
        assert_eq!(cell(Value::Count(1), share()).words(), "1 (33.3 %)");
        assert_eq!(cell(none(), share()).words(), "nothing said");
        assert_eq!(cell(Value::Count(0), none()).words(), "0");
    }
}
