//! Where the header of a sheet stands, and what its columns are called.

use super::words;
use crate::formats::codebook::is_head_of_codes;
use crate::formats::sheet::{self, Cell, Row, Sheet, letters};
use crate::formats::transcript::Doubt;
use crate::model::Problem;
use std::collections::HashSet;

/// Above the header there may be a title and some remarks.
const ROWS_ABOVE: usize = 30;

/// A sheet cut into its header and its rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    /// The sheet's name; empty for delimited text.
    pub name: String,
    /// What each column is called; by its letter where nothing heads it.
    pub heads: Vec<String>,
    /// What stands at the head of each column, word for word.
    pub questions: Vec<String>,
    /// Whether there is a header at all.
    pub headed: bool,
    /// How many columns the header has; all of them where there is none.
    pub width: usize,
    /// The rows below.
    pub rows: Vec<Row>,
    /// What was assumed.
    pub notes: Vec<String>,
}

impl Table {
    /// The columns that one name means: by header, else by letter.
    pub(super) fn columns_named(&self, wanted: &str) -> Vec<usize> {
        let key = |name: &str| one_line(name).to_lowercase();
        let sought = key(wanted);
        let named = |names: &[String]| -> Vec<usize> {
            let all = names.iter().enumerate();
            all.filter(|(_, name)| key(name) == sought)
                .map(|(at, _)| at)
                .collect()
        };
        let mut found = named(&self.heads);
        if found.is_empty() && self.headed {
            found = named(&self.questions);
        }
        if found.is_empty() {
            let letter = sheet::column_of(wanted.trim());
            found.extend(letter.filter(|at| *at < self.heads.len()));
        }
        found
    }

    /// Rows of delimited text with cells past the header, which is what a text
    /// with a delimiter in it looks like when it is not quoted.
    pub(super) fn overflows(&self) -> impl Iterator<Item = Doubt> {
        let delimited = self.name.is_empty() && self.headed;
        let rows = self.rows.iter().filter(move |_| delimited);
        rows.filter(|row| row.cells.len() > self.width)
            .map(|row| Doubt {
                line: row.line,
                what: format!(
                    "{} cells, but the header has {}; what stands in the last ones is in no turn",
                    row.cells.len(),
                    self.width
                ),
            })
    }

    /// What a column is called.
    pub(super) fn head(&self, column: usize) -> &str {
        self.heads.get(column).map_or("", String::as_str)
    }

    /// The problem with a column that is not there.
    pub(super) fn no_column(&self, wanted: &str) -> Problem {
        let shown: Vec<String> = (0..self.heads.len().min(40))
            .map(|at| match self.headed {
                true => format!("'{}' ({})", shortened(self.head(at)), letters(at)),
                false => letters(at),
            })
            .collect();
        Problem::new(format!("this table has no column '{}'", shortened(wanted)))
            .next(format!("its columns are {}", shown.join(", ")))
    }
}

/// A name without line breaks and doubled spaces.
pub(super) fn one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A header as it is shown in a note.
pub(super) fn shortened(name: &str) -> String {
    let line = one_line(name);
    if line.chars().count() <= 40 {
        return line;
    }
    let start: String = line.chars().take(39).collect();
    format!("{start}…")
}

/// Finds the header. `named` are columns that a person named, which make a row
/// that has them the header.
pub(super) fn table_of(sheet: Sheet, named: &[&str]) -> Table {
    let Sheet { name, mut rows, .. } = sheet;
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let at = head_at(&rows, named);
    let mut notes = Vec::new();
    let mut heads = vec![String::new(); width];
    let mut head_width = width;
    if let Some(at) = at {
        let above: Vec<Row> = rows.drain(..at).collect();
        if let Some(first) = above.first() {
            let words: Vec<String> = first.cells.iter().map(|c| c.shown().into_owned()).collect();
            notes.push(format!(
                "rows above the header, left out: {} ('{}')",
                above.len(),
                shortened(&words.join(" "))
            ));
        }
        if !rows.is_empty() {
            let head = rows.remove(0);
            head_width = head.cells.len();
            for (name, cell) in heads.iter_mut().zip(&head.cells) {
                *name = cell.shown().trim().to_owned();
            }
        }
        second_head(&mut rows, &mut heads, &mut notes);
    } else if width > 0 {
        notes.push("no header was found; columns are known by their letters".to_owned());
    }
    Table {
        name,
        questions: heads.clone(),
        heads: apart(heads),
        headed: at.is_some(),
        width: head_width,
        rows,
        notes,
    }
}

/// The row that names the columns.
fn head_at(rows: &[Row], named: &[&str]) -> Option<usize> {
    let top = rows.iter().take(ROWS_ABOVE);
    let key = |text: &str| one_line(text).to_lowercase();
    let named: HashSet<String> = named.iter().map(|name| key(name)).collect();
    let by_name = top.clone().position(|row| {
        let mut cells = row.cells.iter();
        cells.any(|cell| matches!(cell, Cell::Text(text) if named.contains(&key(text))))
    });
    let by_words = || {
        top.clone().position(|row| {
            let known = row.cells.iter().filter(|cell| match cell {
                Cell::Text(text) => !words::known(text).is_empty(),
                _ => false,
            });
            let heads: Vec<String> = row.cells.iter().map(|c| c.shown().into_owned()).collect();
            if is_head_of_codes(&heads) {
                return true; // to be told from a transcript by its reader
            }
            let known = known.count();
            let filled = row.cells.iter().filter(|cell| !cell.is_empty()).count();
            // One known word may be somebody's one-word answer.
            known > 1 || (known == 1 && filled < 4 && are_names(rows, row))
        })
    };
    let by_looks = || {
        let usual = rows.iter().take(ROWS_ABOVE).map(filled).max().unwrap_or(0);
        let at = top.clone().position(|row| filled(row) * 2 > usual)?;
        rows.get(at).filter(|row| could_head(rows, row)).map(|_| at)
    };
    by_name.or_else(by_words).or_else(by_looks)
}

fn filled(row: &Row) -> usize {
    row.cells.iter().filter(|cell| !cell.is_empty()).count()
}

/// Whether a row could be a header: names over something that looks different.
fn could_head(rows: &[Row], row: &Row) -> bool {
    are_names(rows, row) && unlike_its_rows(rows, row)
}

/// Whether a row holds words that all differ, of which none comes again below.
fn are_names(rows: &[Row], row: &Row) -> bool {
    let below = rows.iter().filter(|other| other.line > row.line).take(500);
    let mut seen = HashSet::new();
    row.cells
        .iter()
        .enumerate()
        .all(|(column, cell)| match cell {
            Cell::Empty => true,
            Cell::Text(text) => {
                let told = super::when::told(cell);
                told.is_none()
                    && text.chars().count() <= 300
                    && seen.insert(one_line(text))
                    && !below.clone().any(|other| other.cell(column) == cell)
            }
            _ => false,
        })
        && below.clone().next().is_some()
}

/// Whether some column looks another way below: a number, a time, a text much
/// longer; or the row asks questions.
fn unlike_its_rows(rows: &[Row], row: &Row) -> bool {
    let below: Vec<&Row> = rows
        .iter()
        .filter(|it| it.line > row.line)
        .take(20)
        .collect();
    (0..row.cells.len()).any(|column| {
        let head = row.cell(column).shown();
        let others = below
            .iter()
            .map(|row| row.cell(column))
            .filter(|it| !it.is_empty());
        let (count, longer, odd) = others.fold((0, 0, 0), |(count, longer, odd), cell| {
            let long = cell.shown().chars().count() > 2 * head.chars().count() + 10;
            let is_odd = super::when::told(cell).is_some();
            (
                count + 1,
                longer + usize::from(long),
                odd + usize::from(is_odd),
            )
        });
        head.contains('?') || (count > 0 && (longer * 2 > count || odd * 2 > count))
    })
}

/// Some survey tools write two or three rows of headers: short names, the
/// questions in full, and marks for programs. Others put "Open-Ended Response"
/// below the questions.
fn second_head(rows: &mut Vec<Row>, heads: &mut [String], notes: &mut Vec<String>) {
    let marks = |row: &Row| {
        let mut cells = row.cells.iter().filter(|cell| !cell.is_empty()).peekable();
        cells.peek().is_some()
            && cells
                .all(|c| matches!(c, Cell::Text(text) if text.trim().starts_with("{\"ImportId\"")))
    };
    if let Some(at) = rows.iter().take(2).position(marks) {
        if let Some(full) = rows.first().filter(|_| at == 1) {
            for (head, cell) in heads.iter_mut().zip(&full.cells) {
                if let Cell::Text(text) = cell {
                    *head = text.trim().to_owned();
                }
            }
        }
        rows.drain(..=at);
        notes.push("the questions were read from the second row of the header".to_owned());
        return;
    }
    let is_response = |cell: &Cell| {
        let word = words::folded(&cell.shown());
        word == "open ended response" || word == "response" || word == "other please specify"
    };
    let below_head = rows.first().is_some_and(|row| {
        row.cells.iter().any(is_response)
            && row
                .cells
                .iter()
                .all(|cell| cell.shown().chars().count() <= 60)
            && row
                .cells
                .first()
                .is_none_or(|cell| cell.is_empty() || is_response(cell))
    });
    if below_head {
        rows.remove(0);
        notes.push("the row below the header names kinds of answers and was left out".to_owned());
    }
}

/// Names that differ: a header that stands twice gets its column's letter.
fn apart(mut heads: Vec<String>) -> Vec<String> {
    let mut seen: HashSet<String> = HashSet::new();
    for (at, head) in heads.iter_mut().enumerate() {
        *head = one_line(head);
        if head.is_empty() {
            *head = format!("column {}", letters(at));
        }
        if !seen.insert(head.to_lowercase()) {
            *head = format!("{head} ({})", letters(at));
            seen.insert(head.to_lowercase());
        }
    }
    heads
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&[&str]]) -> Table {
        let rows = rows.iter().enumerate().map(|(at, cells)| Row {
            number: at + 1,
            line: at + 1,
            cells: cells
                .iter()
                .map(|cell| Cell::text((*cell).to_owned()))
                .collect(),
        });
        let sheet = Sheet {
            rows: rows.collect(),
            ..Sheet::default()
        };
        table_of(sheet, &["Wörter"])
    }

    #[test]
    fn a_header_is_found_by_its_words_below_a_title() {
        let it = table(&[&["Team chat, March"], &["who", "text"], &["Ann", "hello"]]);
        assert_eq!(it.heads, ["who", "text"]);
        assert_eq!(it.rows.len(), 1);
        assert!(it.notes[0].contains("Team chat"));
        let it = table(&[&["Bö", "Wörter"], &["Ann", "hello"]]);
        assert!(it.headed, "a person named it");
    }

    #[test]
    fn a_header_of_unknown_words_is_told_from_rows() {
        let it = table(&[&["Kim?", "Ne?"], &["Ann", "hello"], &["Bo", "hi"]]);
        assert!(it.headed);
        let it = table(&[&["Ann", "hello there"], &["Bo", "hi"], &["Ann", "so"]]);
        assert!(!it.headed);
        assert_eq!(it.rows.len(), 3);
        let it = table(&[&["10:30", "Ann", "hello there"], &["10:31", "Bo", "hi"]]);
        assert!(!it.headed);
    }

    #[test]
    fn headers_that_stand_twice_are_kept_apart() {
        let it = table(&[&["name", "text", "Text", ""], &["Ann", "a", "b", "c"]]);
        assert_eq!(it.heads, ["name", "text", "Text (C)", "column D"]);
        assert_eq!(it.columns_named("text"), [1]);
        assert_eq!(it.columns_named("c"), [2]);
        assert!(it.columns_named("Z").is_empty());
    }

    #[test]
    fn rows_of_headers_that_survey_tools_write_are_no_answers() {
        let it = table(&[
            &["StartDate", "Q1"],
            &["Start Date", "What is it?"],
            &["{\"ImportId\":\"startDate\"}", "{\"ImportId\":\"QID1\"}"],
            &["2024-01-01", "It is so"],
        ]);
        assert_eq!((it.heads[1].as_str(), it.rows.len()), ("What is it?", 1));
        let it = table(&[
            &["Respondent ID", "Name", "What is it?"],
            &["", "", "Open-Ended Response"],
            &["1", "Ann", "It is so"],
        ]);
        assert_eq!(it.rows.len(), 1);
    }
}
