//! A table in a Word file: cell by cell, or speaker by speaker where its two
//! columns are names and words.

use super::{name, role_words};

#[derive(Debug, Default)]
pub(super) struct Table {
    /// Rows of cells of paragraphs.
    rows: Vec<Vec<Vec<String>>>,
}

impl Table {
    pub(super) fn start_row(&mut self) {
        self.rows.push(Vec::new());
    }

    pub(super) fn start_cell(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.push(Vec::new());
        }
    }

    /// Adds a paragraph to the cell that is open.
    pub(super) fn add(&mut self, paragraph: String) {
        if let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut()) {
            cell.push(paragraph);
        }
    }

    /// The lines, and the speakers if this is a table of speech.
    pub(super) fn into_lines(self) -> (Vec<String>, Vec<String>) {
        match self.speech() {
            Some(lines_and_speakers) => lines_and_speakers,
            None => (
                self.rows.iter().map(|row| tabbed(row)).collect(),
                Vec::new(),
            ),
        }
    }

    /// A table of speech: two columns, the first with names of which one
    /// recurs or is a role; an empty name goes on with the speaker above.
    fn speech(&self) -> Option<(Vec<String>, Vec<String>)> {
        let mut lines = Vec::new();
        let mut speakers: Vec<String> = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            let [who, words] = row.as_slice() else {
                return None;
            };
            let who = who.join(" ");
            let who = who.trim().trim_end_matches(':').trim_end();
            if who.is_empty() {
                lines.extend(words.iter().cloned());
            } else if at == 0 && is_column_head(who) {
                lines.push(tabbed(row));
            } else {
                let speaker = name::cleaned(who)?;
                lines.push(format!("{speaker}: {}", words.join("\n")));
                speakers.push(speaker);
            }
        }
        let keys: std::collections::HashSet<String> =
            speakers.iter().map(|speaker| name::key(speaker)).collect();
        let recurs = keys.len() < speakers.len();
        let role = speakers
            .iter()
            .any(|speaker| role_words::known(speaker).is_some());
        (speakers.len() > 1 && (recurs || role) && !is_letterhead(&self.rows))
            .then_some((lines, speakers))
    }
}

fn tabbed(row: &[Vec<String>]) -> String {
    let cells: Vec<String> = row.iter().map(|cell| cell.join("\n")).collect();
    cells.join("\t")
}

fn is_column_head(cell: &str) -> bool {
    let heads = [
        "speaker",
        "name",
        "who",
        "puhuja",
        "nimi",
        "talare",
        "namn",
        "sprecher",
        "name der person",
    ];
    heads.contains(&cell.to_lowercase().as_str())
}

/// "Interviewer | Ann", "Date | 4 March": a table of facts about the interview.
fn is_letterhead(rows: &[Vec<Vec<String>>]) -> bool {
    rows.iter()
        .filter_map(|row| row.first())
        .any(|who| role_words::is_remark(who.join(" ").trim().trim_end_matches(':')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&[&str]]) -> (Vec<String>, Vec<String>) {
        let mut table = Table::default();
        for row in rows {
            table.start_row();
            for cell in *row {
                table.start_cell();
                table.add((*cell).to_owned());
            }
        }
        table.into_lines()
    }

    #[test]
    fn names_and_words_become_turns() {
        let (lines, speakers) = table(&[
            &["Speaker", "Text"],
            &["Interviewer:", "Why?"],
            &["Ann", "So."],
            &["", "And so."],
        ]);
        assert_eq!(
            lines,
            ["Speaker\tText", "Interviewer: Why?", "Ann: So.", "And so."]
        );
        assert_eq!(speakers, ["Interviewer", "Ann"]);
    }

    #[test]
    fn other_tables_are_read_cell_by_cell() {
        for rows in [
            [["Interviewer", "Ann"], ["Date", "4 March"]],
            [["2019", "12 %"], ["2020", "14 %"]],
            [["Apples", "many"], ["Pears", "few"]],
        ] {
            let rows: Vec<&[&str]> = rows.iter().map(|row| row.as_slice()).collect();
            let (lines, speakers) = table(&rows);
            assert_eq!(lines[0], rows[0].join("\t"));
            assert!(speakers.is_empty());
        }
    }
}
