//! A table in a document: row by row, or speech by speech where its columns
//! say who spoke.

use super::doc_columns::{Columns, name_in, time_in, understood};
use super::doc_margin::Margin;
use super::mark::mark_of;
use super::wording::{Sign, Wording};

/// Longest heading inside a table, in characters.
const LONGEST_HEADING: usize = 100;

#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<Row>,
}

#[derive(Debug, Default)]
struct Row {
    deleted: bool,
    /// Cells of paragraphs.
    cells: Vec<Vec<Wording>>,
}

impl Table {
    pub(super) fn start_row(&mut self) {
        self.rows.push(Row::default());
    }

    pub(super) fn start_cell(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.cells.push(Vec::new());
        }
    }

    /// Adds a paragraph to the cell that is open. One that stands in none gets a
    /// cell of its own: no word may be lost to a broken table.
    pub(super) fn add(&mut self, paragraph: Wording) {
        if self.rows.is_empty() {
            self.start_row();
        }
        if self.rows.last().is_some_and(|row| row.cells.is_empty()) {
            self.start_cell();
        }
        if let Some(cell) = self.rows.last_mut().and_then(|row| row.cells.last_mut()) {
            cell.push(paragraph);
        }
    }

    /// The row that is open was deleted.
    pub(super) fn deleted_row(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.deleted = true;
        }
    }

    /// The lines, and the speakers if this is a table of speech. Notes beside
    /// the words become comments in the margin.
    pub(super) fn into_lines(self, margin: &mut Margin) -> (Vec<Wording>, Vec<String>) {
        let rows = self.rows.into_iter();
        let rows = rows.filter(|row| !row.deleted && !row.cells.is_empty());
        let joined = |cell: Vec<Wording>| Wording::joined(cell, "\n");
        let rows: Vec<Vec<Wording>> = rows
            .map(|row| row.cells.into_iter().map(joined).collect())
            .collect();
        match columns_of(&rows) {
            Some(columns) => {
                if columns.numbered {
                    margin.tell("the numbers of a table's rows were left out".to_owned());
                }
                for (_, title) in &columns.notes {
                    margin.tell(format!(
                        "a table's column '{title}' was taken for comments on the words beside it"
                    ));
                }
                speech(rows, &columns, margin)
            }
            None => (rows.into_iter().map(tabbed).collect(), Vec::new()),
        }
    }
}

/// The columns, where all rows but those of one cell are alike.
fn columns_of(rows: &[Vec<Wording>]) -> Option<Columns> {
    let whole = rows.iter().filter(|row| row.len() > 1);
    let cells: Vec<Vec<&str>> = whole
        .map(|row| row.iter().map(Wording::as_str).collect())
        .collect();
    let width = cells.first()?.len();
    let even = cells.iter().all(|row| row.len() == width);
    even.then(|| understood(&cells))?
}

fn speech(
    rows: Vec<Vec<Wording>>,
    columns: &Columns,
    margin: &mut Margin,
) -> (Vec<Wording>, Vec<String>) {
    let mut lines = Vec::new();
    let mut speakers = Vec::new();
    let mut head = columns.head;
    for row in rows {
        if row.len() == 1 {
            lines.extend(row.into_iter().map(across));
        } else if head {
            head = false;
            lines.push(tabbed(row).with_each_line(Sign::Heading));
        } else {
            let (line, speaker) = spoken(row, columns, margin);
            lines.push(line);
            speakers.extend(speaker);
        }
    }
    (lines, speakers)
}

/// A row that is one cell, across all columns: a heading, if it is short.
fn across(cell: Wording) -> Wording {
    let text = cell.as_str();
    let short = text.chars().count() <= LONGEST_HEADING && !text.trim().contains('\n');
    if short && mark_of(text).is_none() {
        return cell.without(Sign::Heading).with_each_line(Sign::Heading);
    }
    cell
}

/// `[0:07] Name: words`; an empty name goes on with the speaker above.
fn spoken(row: Vec<Wording>, columns: &Columns, margin: &mut Margin) -> (Wording, Option<String>) {
    let mut cells: Vec<Wording> = row
        .into_iter()
        .map(|cell| cell.without(Sign::Heading))
        .collect();
    let mut taken = |at: usize| cells.get_mut(at).map(std::mem::take).unwrap_or_default();
    let mut line = Wording::default();
    if let Some(at) = columns.time {
        let cell = taken(at);
        if let Some(time) = time_in(cell.as_str()) {
            line.push(&format!("[{time}] "));
        }
    }
    let mut speaker = None;
    if let Some(at) = columns.who {
        let cell = taken(at).flat().trimmed();
        speaker = name_in(cell.as_str());
        let name = cell.as_str().trim_end_matches(':').trim_end().len();
        line.append(cell.cut(0..name));
        if speaker.is_some() {
            line.push(": ");
        }
    }
    let words = taken(columns.words);
    let mut about = Vec::new();
    for (at, title) in &columns.notes {
        about.extend(margin.beside(title, taken(*at).as_str()));
    }
    for note in &about {
        line.sign(Sign::Opens(*note));
    }
    line.append(words);
    for note in &about {
        line.sign(Sign::Closes(*note));
    }
    (line, speaker)
}

fn tabbed(row: Vec<Wording>) -> Wording {
    if row.len() == 1 {
        return row.into_iter().next().unwrap_or_default();
    }
    // A heading inside one cell makes no heading of the whole row.
    let cells = row.into_iter().map(|cell| cell.without(Sign::Heading));
    Wording::joined(cells, "\t")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&[&str]]) -> (Vec<String>, Vec<String>, Margin) {
        let mut table = Table::default();
        for row in rows {
            table.start_row();
            for cell in *row {
                table.start_cell();
                table.add(Wording::from(*cell));
            }
        }
        let mut margin = Margin::default();
        let (lines, speakers) = table.into_lines(&mut margin);
        let lines = lines.iter().map(|line| line.as_str().to_owned());
        (lines.collect(), speakers, margin)
    }

    #[test]
    fn names_and_words_become_turns() {
        let (lines, speakers, _) = table(&[
            &["Speaker", "Text"],
            &["Interviewer:", "Why?"],
            &["Part two"],
            &["Ann", "So."],
            &["", "And so."],
        ]);
        assert_eq!(
            lines,
            [
                "Speaker\tText",
                "Interviewer: Why?",
                "Part two",
                "Ann: So.",
                "And so."
            ]
        );
        assert_eq!(speakers, ["Interviewer", "Ann"]);
    }

    #[test]
    fn times_go_in_front_and_notes_into_the_margin() {
        let (lines, _, margin) = table(&[
            &["Time", "Who", "Text", "Notes"],
            &["0:01 - 0:04", "Anna\nVirtanen", "No.", "hm"],
            &["0:05", "H", "Ai.", " "],
        ]);
        assert_eq!(lines[1..], ["[0:01] Anna Virtanen: No.", "[0:05] H: Ai."]);
        assert_eq!(margin.len(), 1);
    }

    #[test]
    fn other_tables_are_read_row_by_row() {
        for rows in [
            [["Interviewer", "Ann"], ["Date", "4 March"]],
            [["2019", "12 %"], ["2020", "14 %"]],
        ] {
            let rows: Vec<&[&str]> = rows.iter().map(|row| row.as_slice()).collect();
            let (lines, speakers, _) = table(&rows);
            assert_eq!(lines[0], rows[0].join("\t"));
            assert!(speakers.is_empty());
        }
        assert_eq!(table(&[&["a"], &["b", "c"], &["d", "e", "f"]]).0.len(), 3);
    }
}
