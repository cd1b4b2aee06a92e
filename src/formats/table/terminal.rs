//! A table for eyes: words wrapped in balanced columns, numbers set right,
//! rules as thin as they can be. Where the columns do not fit side by side,
//! they follow in blocks that repeat the row heads.

use super::grid::Grid;
use super::measure::{visible, wrap};
use crate::model::Table;

/// Narrower than this, nothing can be set; lines are then this long.
pub const NARROWEST: usize = 20;

pub(super) const BOLD: &str = "\u{1b}[1m";
pub(super) const DIM: &str = "\u{1b}[2m";
const PLAIN: &str = "\u{1b}[0m";

/// Writes the table for a terminal of so many columns (at least
/// [`NARROWEST`]); `colour` allows bold and dim.
pub fn write(table: &Table, width: usize, colour: bool) -> String {
    let width = width.max(NARROWEST);
    let mut page = Page {
        text: String::new(),
        colour,
    };
    for line in wrap(&visible(&table.title), width) {
        page.line(&page.styled(&line, BOLD));
    }
    if table.rows.is_empty() || table.columns.is_empty() {
        let what = if table.rows.is_empty() {
            "rows"
        } else {
            "columns"
        };
        for line in wrap(&format!("This table has no {what}."), width) {
            page.line(&line);
        }
    } else {
        let grid = Grid::new(table, width);
        for block in grid.blocks(width) {
            page.text.push('\n');
            grid.write(&mut page, &block);
        }
    }
    for note in table.footnotes() {
        for line in wrap(&visible(&note), width) {
            page.line(&page.styled(&line, DIM));
        }
    }
    page.text
}

/// What has been written so far, and whether it may be bold and dim.
pub(super) struct Page {
    text: String,
    colour: bool,
}

impl Page {
    pub(super) fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    pub(super) fn styled(&self, text: &str, style: &str) -> String {
        if self.colour && !text.is_empty() {
            format!("{style}{text}{PLAIN}")
        } else {
            text.to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::agree::table;
    use super::*;
    use crate::model::Emptiness;
    use crate::model::Value;

    #[test]
    fn a_table_of_numbers_is_set_like_a_book_sets_it() {
        let mut counts = table(&["Case A", "Case B"], 3, |row, column| {
            match (row, column) {
                (1, 1) => Value::Empty(Emptiness::NotAsked),
                (row, column) => Value::Count((row * 100 + column) as u64),
            }
        });
        counts.rows[1].depth = 1;
        insta::assert_snapshot!(write(&counts, 80, false), @r"
A table

──────────────────────────
Code     Case A     Case B
──────────────────────────
row 0         0          1
  row 1     100  not asked
row 2       200        201
──────────────────────────
Counted: codings.
");
    }

    #[test]
    fn written_cells_are_wrapped_in_balanced_columns() {
        let words = table(&["Case A", "Case B", "n"], 2, |row, column| {
            match (row, column) {
            (_, 2) => Value::Count(7),
            (1, 1) => Value::Empty(Emptiness::NotWritten),
            _ => Value::Text("Sales are rewarded for new customers only, and nobody else is rewarded for keeping the old ones.".to_owned()),
        }
        });
        insta::assert_snapshot!(write(&words, 70, false), @r"
A table

──────┬─────────────────────────────┬──────────────────────────────┬──
Code  │ Case A                      │ Case B                       │ n
──────┼─────────────────────────────┼──────────────────────────────┼──
row 0 │ Sales are rewarded for new  │ Sales are rewarded for new   │ 7
      │ customers only, and nobody  │ customers only, and nobody   │
      │ else is rewarded for        │ else is rewarded for keeping │
      │ keeping the old ones.       │ the old ones.                │
┈┈┈┈┈┈┼┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┼┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┼┈┈
row 1 │ Sales are rewarded for new  │ not written yet              │ 7
      │ customers only, and nobody  │                              │
      │ else is rewarded for        │                              │
      │ keeping the old ones.       │                              │
──────┴─────────────────────────────┴──────────────────────────────┴──
Counted: codings.
");
    }

    #[test]
    fn columns_that_do_not_fit_follow_in_a_block_of_their_own() {
        let words = table(&["A", "B", "C"], 1, |_, column| {
            Value::Text(format!(
                "what case {column} says about its customers and its people"
            ))
        });
        insta::assert_snapshot!(write(&words, 50, false), @r"
A table

──────┬─────────────────────┬─────────────────────
Code  │ A                   │ B
──────┼─────────────────────┼─────────────────────
row 0 │ what case 0 says    │ what case 1 says
      │ about its customers │ about its customers
      │ and its people      │ and its people
──────┴─────────────────────┴─────────────────────

──────┬───────────────────────────────────────────
Code  │ C
──────┼───────────────────────────────────────────
row 0 │ what case 2 says about its customers and
      │ its people
──────┴───────────────────────────────────────────
Counted: codings.
");
    }

    #[test]
    fn bold_and_dim_only_where_colour_is_allowed() {
        let counts = table(&["A"], 1, |_, _| Value::Empty(Emptiness::NotCoded));
        assert!(!write(&counts, 80, false).contains('\u{1b}'));
        let coloured = write(&counts, 80, true);
        assert!(coloured.contains("\u{1b}[2mnot coded yet\u{1b}[0m"));
        assert!(coloured.contains("\u{1b}[1mA table\u{1b}[0m"));
    }

    #[test]
    fn an_empty_table_says_so() {
        let mut nothing = table(&[], 0, |_, _| Value::Count(0));
        nothing.coders = vec!["Anna".to_owned()];
        assert_eq!(
            write(&nothing, 80, false),
            "A table\nThis table has no rows.\nCounted: codings.\nCoder: Anna.\n"
        );
    }
}
