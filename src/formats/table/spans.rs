//! How nested heads are laid out, the same in every document: outer heads of
//! columns stand above the columns that share them, outer heads of rows on
//! lines of their own above the rows that share them.

use crate::model::{Cell, HeadKind, Heading, Table, Value};

/// A head over neighbouring columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadCell {
    /// What is printed.
    pub label: String,
    /// The first column it stands over, from 0.
    pub first: usize,
    /// Over how many columns.
    pub columns: usize,
    /// How many levels of heads it reaches down, at least 1.
    pub levels: usize,
}

impl HeadCell {
    /// The column behind its last one.
    pub fn end(&self) -> usize {
        self.first + self.columns
    }
}

/// The lines of heads above a table, the outermost first. There is at least
/// one; the heads on the last level are those of single columns. A head with
/// nothing above it (a total's) begins on the first line and reaches down.
pub fn head_lines(columns: &[Heading]) -> Vec<Vec<HeadCell>> {
    let levels = levels(columns);
    let mut lines: Vec<Vec<HeadCell>> = vec![Vec::new(); levels + 1];
    let mut before: Option<&Heading> = None;
    for (at, head) in columns.iter().enumerate() {
        let mut from = 0;
        for level in 0..=levels {
            let own = level == levels;
            let label = if own {
                label(head)
            } else {
                above(head, level).to_owned()
            };
            if label.is_empty() && !own {
                continue; // the head below reaches up here
            }
            let shared = !own && before.is_some_and(|before| same_down_to(before, head, level));
            let line = lines.get_mut(from);
            match line {
                Some(line) if shared => {
                    if let Some(last) = line.last_mut() {
                        last.columns += 1;
                    }
                }
                Some(line) => line.push(HeadCell {
                    label,
                    first: at,
                    columns: 1,
                    levels: level + 1 - from,
                }),
                None => {}
            }
            from = level + 1;
        }
        before = Some(head);
    }
    lines
}

/// The outer heads that begin with a row: each with its level, from 0. Where
/// an outer head begins anew, so do those inside it.
pub fn opened<'a>(before: Option<&Heading>, row: &'a Heading) -> Vec<(usize, &'a str)> {
    let fresh = |level: usize| before.is_none_or(|before| !same_down_to(before, row, level));
    (0..row.above.len())
        .filter(|level| fresh(*level))
        .map(|level| (level, above(row, level)))
        .filter(|(_, label)| !label.is_empty())
        .collect()
}

/// How far a row's head is indented: below its outer heads, and in its tree.
pub fn indent(row: &Heading) -> usize {
    row.depth + row.above.iter().filter(|label| !label.is_empty()).count()
}

/// Whether a line of totals begins with this row or column.
pub fn begins_totals(before: Option<&Heading>, head: &Heading) -> bool {
    head.kind == HeadKind::Total && before.is_some_and(|before| before.kind != HeadKind::Total)
}

/// Whether a column holds numbers and no words.
pub fn numbers_only(table: &Table, column: usize) -> bool {
    let column = || table.cells.iter().filter_map(|row| row.get(column));
    let number = |cell: &Cell| cell.value.number().is_some();
    let words = |cell: &Cell| matches!(cell.value, Value::Text(_));
    column().any(number) && !column().any(words)
}

/// A head as it is printed, its base kept on one line.
pub fn label(head: &Heading) -> String {
    match head.base {
        Some(base) => format!("{} (n\u{a0}=\u{a0}{base})", head.label),
        None => head.label.clone(),
    }
}

fn levels(heads: &[Heading]) -> usize {
    heads.iter().map(|head| head.above.len()).max().unwrap_or(0)
}

fn above(head: &Heading, level: usize) -> &str {
    head.above.get(level).map_or("", String::as_str)
}

fn same_down_to(one: &Heading, other: &Heading, level: usize) -> bool {
    (0..=level).all(|level| above(one, level) == above(other, level))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(above: &[&str], label: &str) -> Heading {
        Heading {
            label: label.to_owned(),
            above: above.iter().map(|it| (*it).to_owned()).collect(),
            ..Heading::default()
        }
    }

    fn shown(lines: &[Vec<HeadCell>]) -> Vec<String> {
        let cell =
            |it: &HeadCell| format!("{}@{} {}x{}", it.label, it.first, it.columns, it.levels);
        let lines = lines.iter();
        lines
            .map(|line| line.iter().map(cell).collect::<Vec<_>>().join(", "))
            .collect()
    }

    #[test]
    fn neighbours_share_the_heads_above_them_and_a_total_reaches_down() {
        let columns = [
            head(&["Developed", "North"], "New"),
            head(&["Developed", "North"], "Old"),
            head(&["Developed", "South"], "New"),
            head(&["Emerging", "South"], "New"),
            head(&["", ""], "Total"),
        ];
        assert_eq!(
            shown(&head_lines(&columns)),
            [
                "Developed@0 3x1, Emerging@3 1x1, Total@4 1x3",
                "North@0 2x1, South@2 1x1, South@3 1x1",
                "New@0 1x1, Old@1 1x1, New@2 1x1, New@3 1x1",
            ]
        );
        assert_eq!(shown(&head_lines(&[])), [""]);
    }

    #[test]
    fn a_level_left_out_is_filled_by_the_one_below_it() {
        let columns = [head(&["", "North"], "New"), head(&["", "North"], "Old")];
        assert_eq!(
            shown(&head_lines(&columns)),
            ["North@0 2x2", "", "New@0 1x1, Old@1 1x1"]
        );
    }

    #[test]
    fn rows_open_their_outer_heads_once_and_inner_ones_with_them() {
        let rows = [
            head(&["Developed", "North"], "New"),
            head(&["Developed", "North"], "Old"),
            head(&["Emerging", "North"], "New"),
            head(&["", ""], "Total"),
        ];
        let mut before = None;
        let opened: Vec<Vec<(usize, &str)>> = rows
            .iter()
            .map(|row| opened(before.replace(row), row))
            .collect();
        assert_eq!(opened[0], [(0, "Developed"), (1, "North")]);
        assert!(opened[1].is_empty());
        assert_eq!(opened[2], [(0, "Emerging"), (1, "North")]);
        assert!(opened[3].is_empty());
        assert_eq!((indent(&rows[0]), indent(&rows[3])), (2, 0));
    }
}
