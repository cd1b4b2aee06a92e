//! The one table type. Every analysis returns it; terminal, CSV, charts and
//! all other outputs render it, and so cannot disagree.

use crate::model::axis::Axis;
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
    /// Nothing was recorded here, such as an attribute left blank.
    Blank,
}

impl Emptiness {
    /// All of them, in the order in which legends and notes name them.
    pub const ALL: [Emptiness; 8] = [
        Emptiness::NotAsked,
        Emptiness::NothingSaid,
        Emptiness::NotCoded,
        Emptiness::Undecided,
        Emptiness::NoTranscript,
        Emptiness::NotWritten,
        Emptiness::Undefined,
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
    /// with two.
    pub fn words(&self) -> String {
        match self {
            Value::Text(text) => text.clone(),
            Value::Count(count) => count.to_string(),
            Value::Share { part, whole } => {
                format!("{:.1} %", 100.0 * *part as f64 / *whole as f64)
            }
            Value::Number(number) => format!("{number:.2}"),
            Value::Empty(why) => why.words().to_owned(),
        }
    }
}

/// One cell with what stands behind it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cell {
    /// What stands in it.
    pub value: Value,
    /// The codings that made it, or that its summary cites.
    pub behind: Vec<CodingId>,
    /// How many of them are pending suggestions (only when asked for).
    pub pending: u64,
    /// For a summary: its evidence has changed since it was written.
    pub stale: bool,
}

impl Cell {
    /// A cell with a value and nothing behind it.
    pub fn plain(value: Value) -> Self {
        Self {
            value,
            behind: Vec::new(),
            pending: 0,
            stale: false,
        }
    }

    /// What outputs of text print: the value, marked where it is stale or
    /// where pending suggestions are counted in it.
    pub fn words(&self) -> String {
        let mut words = self.value.words();
        if self.pending > 0 {
            words.push_str(&format!(" ({} pending)", self.pending));
        }
        if self.stale {
            words.push_str(" [evidence changed]");
        }
        words
    }
}

/// The head of a row or column.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Heading {
    /// What it stands for.
    pub subject: Axis,
    /// Its short name (a code's id, a case's name).
    pub name: String,
    /// What is printed.
    pub label: String,
    /// How deep it hangs in a tree; 0 for most.
    pub depth: usize,
}

/// Labelled axes, typed cells, and under which conditions it was made.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Table {
    /// Its title.
    pub title: String,
    /// What stands in the corner above the row heads.
    pub corner: String,
    /// Row heads in order.
    pub rows: Vec<Heading>,
    /// Column heads in order.
    pub columns: Vec<Heading>,
    /// Cells by row, then column; as many as the heads say.
    pub cells: Vec<Vec<Cell>>,
    /// What is counted, such as "codings", or "" where nothing is.
    pub unit: String,
    /// Whose codings count; empty where codings play no part.
    pub coders: Vec<String>,
    /// Filters in force, in words.
    pub filters: Vec<String>,
    /// What a reader must know, one sentence each.
    pub notes: Vec<String>,
}

impl Table {
    /// The cell at a row and column.
    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        self.cells.get(row)?.get(column)
    }

    /// The kinds of emptiness the table shows, for its legend.
    pub fn emptiness(&self) -> Vec<Emptiness> {
        let mut kinds: Vec<Emptiness> = self
            .cells
            .iter()
            .flatten()
            .filter_map(|cell| match cell.value {
                Value::Empty(why) if why != Emptiness::Blank => Some(why),
                _ => None,
            })
            .collect();
        kinds.sort();
        kinds.dedup();
        kinds
    }

    /// What stands below the table in every output: unit, coders, filters, notes.
    pub fn footnotes(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if !self.unit.is_empty() {
            lines.push(format!("Counted: {}.", self.unit));
        }
        match self.coders.as_slice() {
            [] => {}
            [one] => lines.push(format!("Coder: {one}.")),
            many => lines.push(format!("Coders: {}.", many.join(", "))),
        }
        lines.extend(self.filters.iter().map(|filter| format!("Only: {filter}.")));
        lines.extend(self.notes.iter().cloned());
        lines
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
}
