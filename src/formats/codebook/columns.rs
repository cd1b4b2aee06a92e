//! What the heads of a list of codes mean. People write them in their own
//! words (`Description of codes,Codes,Q & SQ`), so they are known by words.

use crate::formats::delimited::{Row, slip_of};
use crate::formats::problems::Problems;
use crate::model::Problem;
use std::collections::HashMap;

/// What a column of the list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Column {
    Id,
    Label,
    /// "Description": the label, unless another column is that.
    Description,
    Questions,
    Parent,
    Kind,
    Guide,
    Gathers,
    Since,
    Definition,
    Include,
    Exclude,
    Example,
    Colour,
    Retired,
    Was,
    Keywords,
}

/// Each column with the heads by which it is known: lower case, words parted
/// by one space, filling words such as "of" left out.
const HEADS: [(Column, &[&str]); 17] = [
    (Column::Id, &["codes", "code", "id", "code id", "code name"]),
    (Column::Label, &["label", "code label", "name", "labels"]),
    (
        Column::Description,
        &[
            "description",
            "descriptions",
            "description codes",
            "description code",
            "code description",
        ],
    ),
    (
        Column::Questions,
        &[
            "q sq",
            "question",
            "questions",
            "research question",
            "research questions",
            "rq",
            "q",
        ],
    ),
    (Column::Parent, &["parent", "parent code"]),
    (Column::Kind, &["kind", "type", "kind code", "code type"]),
    (
        Column::Guide,
        &[
            "guide",
            "guide question",
            "guide questions",
            "interview questions",
        ],
    ),
    (Column::Gathers, &["gathers"]),
    (Column::Since, &["since"]),
    (Column::Definition, &["definition", "definitions"]),
    (
        Column::Include,
        &[
            "include",
            "inclusion",
            "inclusion criteria",
            "when to use",
            "use when",
        ],
    ),
    (
        Column::Exclude,
        &[
            "exclude",
            "exclusion",
            "exclusion criteria",
            "when not to use",
            "not use when",
        ],
    ),
    (Column::Example, &["example", "examples"]),
    (Column::Colour, &["colour", "color"]),
    (Column::Retired, &["retired"]),
    (Column::Was, &["was", "former name"]),
    (Column::Keywords, &["keywords", "keyword"]),
];

const FILLERS: [&str; 6] = ["of", "the", "a", "and", "for", "do"];

fn folded(head: &str) -> String {
    head.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !FILLERS.contains(word))
        .collect::<Vec<_>>()
        .join(" ")
}

fn column_of(head: &str) -> Option<Column> {
    let folded = folded(head);
    HEADS
        .iter()
        .find(|(_, heads)| heads.contains(&folded.as_str()))
        .map(|(column, _)| *column)
}

/// In which column of the file each thing stands.
#[derive(Debug, Default)]
pub(super) struct Columns {
    at: HashMap<Column, usize>,
    /// How many columns the head row has.
    pub(super) count: usize,
}

impl Columns {
    pub(super) fn at(&self, column: Column) -> Option<usize> {
        self.at.get(&column).copied()
    }

    /// Whether anything is read from that column of the file.
    pub(super) fn reads(&self, column: usize) -> bool {
        self.at.values().any(|at| *at == column)
    }

    /// Whether a row names the codes and at least one thing about them.
    pub(super) fn is_head(row: &Row) -> bool {
        let known: Vec<Column> = row
            .cells
            .iter()
            .filter_map(|cell| column_of(cell))
            .collect();
        known.contains(&Column::Id) && known.iter().any(|column| *column != Column::Id)
    }

    /// Whether heads are surely those of a list of codes, where other tables
    /// are expected too: those may have an `id` and a `name` as well.
    pub(super) fn is_list_of_codes(heads: &[String]) -> bool {
        let ids = ["code", "codes", "code id", "code name"];
        let coded = heads.iter().any(|it| ids.contains(&folded(it).as_str()));
        let known = heads.iter().filter_map(|head| column_of(head));
        let own = known.filter(|column| {
            use Column::*;
            !matches!(column, Id | Label | Kind | Questions | Since | Example)
        });
        let own = own.count();
        own >= 2 || coded && own >= 1
    }

    /// Reads the head row. Unknown columns are left alone, unless they look
    /// like a slip of a known one.
    pub(super) fn read(head: &Row, problems: &mut Problems) -> Self {
        let mut columns = Columns {
            at: HashMap::new(),
            count: head.cells.len(),
        };
        for (at, cell) in head.cells.iter().enumerate() {
            if let Some(column) = column_of(cell)
                && let Some(first) = columns.at.insert(column, at)
            {
                let other = head.cell(first).trim();
                problems.push(
                    Problem::new(format!(
                        "columns '{other}' and '{}' mean the same",
                        cell.trim()
                    ))
                    .at_line(head.line)
                    .next("remove or rename one"),
                );
            }
        }
        let absent = || {
            HEADS
                .iter()
                .filter(|(column, _)| !columns.at.contains_key(column))
                .filter_map(|(_, heads)| heads.first().copied())
        };
        for cell in head.cells.iter().filter(|cell| column_of(cell).is_none()) {
            if let Some(meant) = slip_of(cell, absent()) {
                problems.push(
                    Problem::new(format!("unknown column '{}'", cell.trim()))
                        .at_line(head.line)
                        .next(format!("did you mean {meant}?")),
                );
            }
        }
        columns.settle_description(head, problems);
        columns
    }

    /// "Description" is the label where no other column is, else the definition.
    fn settle_description(&mut self, head: &Row, problems: &mut Problems) {
        let Some(at) = self.at.remove(&Column::Description) else {
            return;
        };
        let meant = [Column::Label, Column::Definition]
            .into_iter()
            .find(|column| !self.at.contains_key(column));
        match meant {
            Some(column) => {
                self.at.insert(column, at);
            }
            None => problems.push(
                Problem::new("a label, a definition and a description: one is too many")
                    .at_line(head.line)
                    .next("remove or rename the description"),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn read(heads: &[&str]) -> (Columns, Problems) {
        let mut problems = Problems::new(Path::new("x.csv"));
        let cells = heads.iter().map(|head| (*head).to_owned()).collect();
        let columns = Columns::read(&Row { line: 1, cells }, &mut problems);
        (columns, problems)
    }

    #[test]
    fn heads_are_known_by_their_words() {
        let (columns, problems) = read(&["Description of codes", "Codes", "Q & SQ", "When to use"]);
        assert!(problems.is_empty());
        assert_eq!(columns.at(Column::Label), Some(0));
        assert_eq!(columns.at(Column::Id), Some(1));
        assert_eq!(columns.at(Column::Questions), Some(2));
        assert_eq!(columns.at(Column::Include), Some(3));
    }

    #[test]
    fn beside_a_label_the_description_is_the_definition() {
        let (columns, _) = read(&["Code", "Description", "Label"]);
        assert_eq!(columns.at(Column::Label), Some(2));
        assert_eq!(columns.at(Column::Definition), Some(1));
        let (_, problems) = read(&["Code", "Description", "Label", "Definition"]);
        assert!(!problems.is_empty());
    }

    #[test]
    fn slips_and_twins_are_told_and_foreign_columns_are_left_alone() {
        assert!(!read(&["Code", "Label", "Defintion"]).1.is_empty());
        assert!(!read(&["Code", "Codes", "Label"]).1.is_empty());
        assert!(read(&["Code", "Label", "Files", "References"]).1.is_empty());
    }
}
