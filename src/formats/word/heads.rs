//! The rows of heads above a table, cell by cell as Word wants them: a head
//! that reaches over several rows has a cell in each of them.

use crate::formats::table::spans::head_lines;
use crate::model::table::Table;
use std::ops::Range;

/// Whether a cell reaches over several rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Merge {
    /// It does not.
    No,
    /// It begins here and goes on below.
    Begins,
    /// It began above.
    GoesOn,
}

/// One cell in a row of heads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct HeadCell {
    /// The table's columns below it.
    pub columns: Range<usize>,
    /// What stands in it; nothing where it goes on from above.
    pub label: String,
    pub merge: Merge,
    /// Whether it is a head over others, not a column's own.
    pub over: bool,
}

/// The rows of heads over some of the columns, outermost first.
pub(super) fn rows(table: &Table, columns: Range<usize>) -> Vec<Vec<HeadCell>> {
    let lines = head_lines(table.columns.get(columns.clone()).unwrap_or_default());
    let mut rows: Vec<Vec<HeadCell>> = vec![Vec::new(); lines.len()];
    for (from, line) in lines.iter().enumerate() {
        for head in line {
            let end = from + head.levels;
            for (at, row) in rows.iter_mut().enumerate().take(end).skip(from) {
                let begins = at == from;
                row.push(HeadCell {
                    columns: columns.start + head.first..columns.start + head.end(),
                    label: if begins {
                        head.label.clone()
                    } else {
                        String::new()
                    },
                    merge: match (begins, head.levels) {
                        (true, 1) => Merge::No,
                        (true, _) => Merge::Begins,
                        (false, _) => Merge::GoesOn,
                    },
                    over: end < lines.len(),
                });
            }
        }
    }
    for row in &mut rows {
        row.sort_by_key(|cell| cell.columns.start);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::heading::Heading;

    fn table(heads: &[(&[&str], &str)]) -> Table {
        let head = |(above, label): &(&[&str], &str)| Heading {
            above: above.iter().map(|&label| label.to_owned()).collect(),
            label: (*label).to_owned(),
            ..Heading::default()
        };
        Table {
            columns: heads.iter().map(head).collect(),
            ..Table::default()
        }
    }

    /// Each row as `label`, `label*columns`, `label|` where it begins a merge
    /// and `|` where one goes on.
    fn drawn(table: &Table, columns: Range<usize>) -> Vec<String> {
        let rows = rows(table, columns);
        let cell = |cell: &HeadCell| {
            let span = match cell.columns.len() {
                1 => String::new(),
                columns => format!("*{columns}"),
            };
            match cell.merge {
                Merge::No => format!("{}{span}", cell.label),
                Merge::Begins => format!("{}{span}|", cell.label),
                Merge::GoesOn => format!("|{span}"),
            }
        };
        let row = |row: &Vec<HeadCell>| row.iter().map(cell).collect::<Vec<_>>().join(" ");
        rows.iter().map(row).collect()
    }

    #[test]
    fn plain_heads_are_one_row() {
        assert_eq!(drawn(&table(&[(&[], "A"), (&[], "B")]), 0..2), ["A B"]);
    }

    #[test]
    fn each_row_has_a_cell_for_every_head_that_reaches_into_it() {
        let nested = table(&[
            (&["Old", "EU"], "A"),
            (&["Old", "EU"], "B"),
            (&["", "US"], "A"),
            (&["", "US"], "B"),
            (&["New", ""], "A"),
            (&["", ""], "Total"),
        ]);
        assert_eq!(
            drawn(&nested, 0..6),
            ["Old*2 US*2| New Total|", "EU*2 |*2 A| |", "A B A B | |"]
        );
        assert_eq!(
            drawn(&nested, 1..3),
            ["Old US|", "EU |", "B A"],
            "a block has the heads of its own columns"
        );
    }
}
