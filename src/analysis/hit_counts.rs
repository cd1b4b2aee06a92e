//! How often something is said: hits, turns and the words among which they
//! stand, as a table.

use crate::analysis::heads::field_head;
use crate::model::{Axis, Cell, Emptiness, Heading, Table, Value};

/// What was counted in one place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Finds of the query.
    pub hits: u64,
    /// Turns that have one.
    pub turns: u64,
    /// All words said there.
    pub words: u64,
}

impl Tally {
    /// Takes in what was counted elsewhere.
    pub fn add(&mut self, other: &Tally) {
        self.hits += other.hits;
        self.turns += other.turns;
        self.words += other.words;
    }

    /// Hits per 1,000 words; none where there are no words.
    pub fn rate(&self) -> Option<f64> {
        (self.words > 0).then(|| 1_000.0 * self.hits as f64 / self.words as f64)
    }
}

/// A row to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What it stands for.
    pub subject: Axis,
    /// What is printed.
    pub name: String,
    /// The case it belongs to, in a column of its own; all lines have one, or
    /// none has.
    pub case: Option<String>,
    /// What was counted; none where there is no transcript to count in.
    pub tally: Option<Tally>,
}

const COLUMNS: [&str; 4] = ["hits", "turns with hits", "words", "hits per 1,000 words"];

/// The lines as a table, with their total as the last row.
pub fn hit_counts(title: &str, corner: &str, lines: Vec<Line>, filters: Vec<String>) -> Table {
    let with_case = lines.iter().any(|line| line.case.is_some());
    let mut total = Tally::default();
    for tally in lines.iter().filter_map(|line| line.tally.as_ref()) {
        total.add(tally);
    }
    let last = Line {
        subject: Axis::Field("total".to_owned()),
        name: "Total".to_owned(),
        case: with_case.then(String::new),
        tally: Some(total),
    };
    let lines: Vec<Line> = lines.into_iter().chain([last]).collect();
    let case = with_case.then(|| field_head("case"));
    Table {
        title: title.to_owned(),
        corner: corner.to_owned(),
        columns: case.into_iter().chain(COLUMNS.map(field_head)).collect(),
        cells: lines.iter().map(cells).collect(),
        rows: lines.into_iter().map(head).collect(),
        unit: "hits".to_owned(),
        coders: Vec::new(),
        filters,
        notes: vec![
            "Words: all that were said there; notes inside turns are not counted.".to_owned(),
        ],
        ..Table::default()
    }
}

fn head(line: Line) -> Heading {
    Heading {
        subject: line.subject,
        label: line.name.clone(),
        name: line.name,
        depth: 0,
        ..Heading::default()
    }
}

fn cells(line: &Line) -> Vec<Cell> {
    let counted = match &line.tally {
        Some(tally) => [
            Value::Count(tally.hits),
            Value::Count(tally.turns),
            Value::Count(tally.words),
            tally
                .rate()
                .map_or(Value::Empty(Emptiness::Undefined), Value::Number),
        ],
        None => std::array::from_fn(|_| Value::Empty(Emptiness::NoTranscript)),
    };
    let case = line.case.as_ref().map(|case| match case.as_str() {
        "" => Value::Empty(Emptiness::Blank),
        case => Value::Text(case.to_owned()),
    });
    case.into_iter().chain(counted).map(Cell::plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(name: &str, tally: Option<Tally>) -> Line {
        Line {
            subject: Axis::Case(name.to_owned()),
            name: name.to_owned(),
            case: None,
            tally,
        }
    }

    #[test]
    fn silence_no_transcript_and_no_words_are_three_things() {
        let tally = |hits, words| Tally {
            hits,
            turns: hits,
            words,
        };
        let lines = vec![
            line("A", Some(tally(3, 2_000))),
            line("B", Some(tally(0, 500))),
            line("C", None),
            line("D", Some(tally(0, 0))),
        ];
        let table = hit_counts("t", "Case", lines, Vec::new());
        let words =
            |row: usize| -> Vec<String> { table.cells[row].iter().map(Cell::words).collect() };
        assert_eq!(words(0), ["3", "3", "2000", "1.50"]);
        assert_eq!(words(1), ["0", "0", "500", "0.00"]);
        assert_eq!(words(2), ["no transcript"; 4]);
        assert_eq!(words(3), ["0", "0", "0", "undefined"]);
        assert_eq!(words(4), ["3", "3", "2500", "1.20"]);
        assert_eq!(table.rows[4].label, "Total");
    }
}
