//! One table, all its writers: they must say the same.

mod read;
mod tables;

use super::measure::columns;
use super::{TableFormat, csv, write_table};
use crate::model::{Axis, Cell};
use proptest::prelude::*;
pub(super) use tables::readable;
pub(in crate::formats) use tables::{code, random, table};
use unicode_width::UnicodeWidthStr;

proptest! {
    #[test]
    fn csv_read_back_is_exactly_the_heads_and_cells(table in random()) {
        let read = read::csv_fields(&write_table(&table, TableFormat::Csv, 80, false));
        let (outer_rows, outer_columns) = table.nested();
        prop_assert_eq!(read.len(), table.rows.len() + 1 + outer_columns);
        let code = |head: &&crate::model::Heading| matches!(head.subject, Axis::Code(_));
        let named = table.rows.iter().filter(code).any(|row| row.name != row.label);
        let before = outer_rows + 1 + usize::from(named);
        let two = |column: usize| table.cells.iter().any(|row| row[column].also.is_some());
        for (index, row) in table.rows.iter().enumerate() {
            let record = &read[index + 1 + outer_columns];
            prop_assert_eq!(&record[..outer_rows], &row.above[..]);
            prop_assert_eq!(&record[outer_rows], &row.printed());
            if named {
                prop_assert_eq!(&record[outer_rows + 1], &row.name);
            }
            let mut words = Vec::new();
            for (column, cell) in table.cells[index].iter().enumerate() {
                words.push(csv::cell_words(cell));
                if two(column) {
                    let also = cell.also.clone().map(Cell::plain);
                    words.push(also.as_ref().map(csv::cell_words).unwrap_or_default());
                }
            }
            prop_assert_eq!(&record[before..], &words[..]);
        }
        let mut at = before;
        for (index, column) in table.columns.iter().enumerate() {
            for (level, above) in column.above.iter().enumerate() {
                prop_assert_eq!(&read[level][at], above);
            }
            prop_assert_eq!(&read[outer_columns][at], &column.printed());
            at += 1 + usize::from(two(index));
        }
        prop_assert_eq!(read[0].len(), at);
    }

    #[test]
    fn no_line_on_a_terminal_is_wider_than_it_or_steers_it(table in random(), width in 20..140usize) {
        let written = write_table(&table, TableFormat::Terminal, width, false);
        for line in written.lines() {
            prop_assert!(columns(line) <= width, "{} > {}: {}", columns(line), width, line);
            prop_assert!(line.width() <= width, "{line}");
            prop_assert!(!line.chars().any(char::is_control), "{line:?}");
        }
        let coloured = write_table(&table, TableFormat::Terminal, width, true);
        let plain = coloured.replace("\u{1b}[1m", "").replace("\u{1b}[2m", "").replace("\u{1b}[0m", "");
        let trimmed: Vec<&str> = plain.lines().map(str::trim_end).collect();
        prop_assert_eq!(trimmed, written.lines().collect::<Vec<_>>());
    }

    #[test]
    fn markdown_has_a_line_for_each_row_and_a_cell_for_each_column(table in random()) {
        let written = write_table(&table, TableFormat::Markdown, 80, false);
        let lines: Vec<&str> = written.lines().filter(|line| line.starts_with('|')).collect();
        prop_assert_eq!(lines.len(), table.rows.len() + 2);
        for line in lines {
            let pipes = line.replace("\\\\", "").replace("\\|", "").matches('|').count();
            prop_assert_eq!(pipes, table.columns.len() + 2, "{}", line);
        }
    }

    #[test]
    fn all_writers_show_the_same_numbers(table in readable()) {
        let row = |index: usize| {
            let cells = table.cells[index].iter().map(Cell::words);
            read::plain(&table.rows[index].path(), cells)
        };
        let wanted: Vec<String> = (0..table.rows.len()).map(row).collect();
        for (writer, rows) in read::WRITERS {
            prop_assert_eq!(&rows(&table), &wanted, "{}", writer);
        }
    }
}
