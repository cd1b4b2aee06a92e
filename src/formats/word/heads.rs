//! The rows of heads above a table: which heads stand over several columns,
//! and which reach over several rows because nothing stands above them.

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
    /// The columns below it.
    pub columns: Range<usize>,
    pub label: String,
    pub merge: Merge,
    /// Whether it is a head over others, not a column's own.
    pub over: bool,
}

/// A head over columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spanner {
    pub columns: Range<usize>,
    pub label: String,
}

/// The heads over columns, all levels of them.
pub(super) fn spanners(table: &Table) -> Vec<Spanner> {
    let cells = rows(table, 0..table.columns.len()).into_iter().flatten();
    cells
        .filter(|cell| cell.over && cell.merge != Merge::GoesOn)
        .map(|cell| Spanner {
            columns: cell.columns,
            label: cell.label,
        })
        .collect()
}

/// The rows of heads over some of the columns, outermost first.
pub(super) fn rows(table: &Table, columns: Range<usize>) -> Vec<Vec<HeadCell>> {
    let depth = table.nested().1;
    (0..=depth)
        .map(|level| {
            let mut cells: Vec<HeadCell> = Vec::new();
            for column in columns.clone() {
                let owner = owner(table, column, level, depth);
                if let Some(last) = cells.last_mut()
                    && owner < depth
                    && together(table, last.columns.start, column, owner)
                {
                    last.columns.end = column + 1;
                    continue;
                }
                let above = level.checked_sub(1);
                let merge = match above.map(|above| self::owner(table, column, above, depth)) {
                    Some(above) if above == owner => Merge::GoesOn,
                    _ if owner > level => Merge::Begins,
                    _ => Merge::No,
                };
                cells.push(HeadCell {
                    columns: column..column + 1,
                    label: label(table, column, owner, depth),
                    merge,
                    over: owner < depth,
                });
            }
            cells
        })
        .collect()
}

/// The level whose head fills this place: the next one below that has words.
fn owner(table: &Table, column: usize, level: usize, depth: usize) -> usize {
    let has_words = |level: &usize| !label(table, column, *level, depth).is_empty();
    (level..depth).find(has_words).unwrap_or(depth)
}

fn label(table: &Table, column: usize, level: usize, depth: usize) -> String {
    let Some(head) = table.columns.get(column) else {
        return String::new();
    };
    if level == depth {
        head.printed()
    } else {
        head.above.get(level).cloned().unwrap_or_default()
    }
}

/// Whether two columns stand under the same head, all heads above it included.
fn together(table: &Table, one: usize, other: usize, level: usize) -> bool {
    let above = |column: usize| table.columns.get(column)?.above.get(..=level);
    above(one).is_some() && above(one) == above(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::heading::{HeadKind, Heading};

    fn table(heads: &[(&[&str], &str)]) -> Table {
        let head = |(above, label): &(&[&str], &str)| Heading {
            above: above.iter().map(|&label| label.to_owned()).collect(),
            label: (*label).to_owned(),
            kind: HeadKind::Item,
            ..Heading::default()
        };
        Table {
            columns: heads.iter().map(head).collect(),
            ..Table::default()
        }
    }

    /// Each row as `label`, `label*columns`, `label|` where it begins a merge
    /// and `|` where one goes on.
    fn drawn(table: &Table) -> Vec<String> {
        let rows = rows(table, 0..table.columns.len());
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
        assert_eq!(drawn(&table(&[(&[], "A"), (&[], "B")])), ["A B"]);
    }

    #[test]
    fn neighbours_share_the_head_above_them_and_a_total_reaches_to_the_top() {
        let nested = table(&[
            (&["Old", "EU"], "A"),
            (&["Old", "EU"], "B"),
            (&["Old", "US"], "A"),
            (&["New", "US"], "A"),
            (&["", ""], "Total"),
        ]);
        assert_eq!(
            drawn(&nested),
            ["Old*3 New Total|", "EU*2 US US |", "A B A A |",]
        );
    }

    #[test]
    fn a_level_without_words_is_filled_from_below() {
        let uneven = table(&[
            (&["", "EU"], "A"),
            (&["", "EU"], "B"),
            (&["Old", ""], "A"),
            (&["Old", "US"], "B"),
        ]);
        assert_eq!(drawn(&uneven), ["EU*2| Old*2", "|*2 A| US", "A B | B"]);
    }
}
