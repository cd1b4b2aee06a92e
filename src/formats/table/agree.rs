//! One table, four writers: they must say the same.

use super::measure::{columns, visible};
use super::{TableFormat, csv, write_table};
use crate::model::{Axis, Cell, CodeKey, Emptiness, Heading, Table, Value};
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

pub(crate) fn code(name: &str, label: &str) -> Heading {
    Heading {
        subject: Axis::Code(CodeKey(1)),
        name: name.to_owned(),
        label: label.to_owned(),
        depth: 0,
        ..Heading::default()
    }
}

fn case(label: &str) -> Heading {
    Heading {
        subject: Axis::Case(label.to_owned()),
        name: label.to_owned(),
        label: label.to_owned(),
        depth: 0,
        ..Heading::default()
    }
}

/// A table with these columns and `rows` rows named `row 0`, `row 1`, ….
pub(crate) fn table(columns: &[&str], rows: usize, value: impl Fn(usize, usize) -> Value) -> Table {
    let cell = |row, column| Cell::plain(value(row, column));
    Table {
        title: "A table".to_owned(),
        corner: "Code".to_owned(),
        rows: (0..rows)
            .map(|row| code(&format!("row {row}"), &format!("row {row}")))
            .collect(),
        columns: columns.iter().map(|label| case(label)).collect(),
        cells: (0..rows)
            .map(|row| (0..columns.len()).map(|column| cell(row, column)).collect())
            .collect(),
        unit: "codings".to_owned(),
        coders: Vec::new(),
        filters: Vec::new(),
        notes: Vec::new(),
        ..Table::default()
    }
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ a-z,;\"'|=+@\\-\\n\\r\\t<&*]{0,30}",
        "[a-zäжعש顧 🙂👩🏽‍💻\u{202e}\u{1b}]{0,20}",
        any::<String>(),
        "(word |longer |Donaudampfschifffahrt ){0,20}",
    ]
}

fn emptiness() -> impl Strategy<Value = Emptiness> {
    prop::sample::select(Emptiness::ALL.to_vec())
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        text().prop_map(Value::Text),
        prop_oneof![0..20u64, any::<u64>()].prop_map(Value::Count),
        (0..500u64, 500..1000u64).prop_map(|(part, whole)| Value::Share { part, whole }),
        (-1000i32..1000).prop_map(|hundredths| Value::Number(f64::from(hundredths) / 100.0)),
        emptiness().prop_map(Value::Empty),
    ]
}

pub(crate) fn random() -> impl Strategy<Value = Table> {
    (0..5usize, 0..9usize).prop_flat_map(|(rows, columns)| {
        let heads = |count| prop::collection::vec((text(), text(), 0..12usize), count);
        let cells = prop::collection::vec(
            prop::collection::vec((value(), 0..3u64, any::<bool>()), columns),
            rows,
        );
        (heads(rows), heads(columns), cells, text(), text()).prop_map(
            |(rows, columns, cells, title, note)| Table {
                title: title.clone(),
                corner: title,
                rows: rows
                    .into_iter()
                    .map(|(name, label, depth)| Heading {
                        depth,
                        ..code(&name, &label)
                    })
                    .collect(),
                columns: columns.iter().map(|(_, label, _)| case(label)).collect(),
                cells: cells
                    .into_iter()
                    .map(|row| {
                        row.into_iter()
                            .map(|(value, pending, stale)| Cell {
                                pending,
                                stale,
                                ..Cell::plain(value)
                            })
                            .collect()
                    })
                    .collect(),
                unit: "words".to_owned(),
                coders: vec![note.clone()],
                filters: Vec::new(),
                notes: vec![note],
                ..Table::default()
            },
        )
    })
}

/// The fields of a CSV, with what was put before formulas taken off.
fn read(written: &str) -> Vec<Vec<String>> {
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(written.as_bytes());
    reader
        .records()
        .map(|record| {
            let record = record.unwrap();
            record
                .iter()
                .map(|field| crate::formats::csv_safe::undefuse(field).to_owned())
                .collect()
        })
        .collect()
}

proptest! {
    #[test]
    fn csv_read_back_is_exactly_the_cells(table in random()) {
        let read = read(&write_table(&table, TableFormat::Csv, 80, false));
        prop_assert_eq!(read.len(), table.rows.len() + 1);
        let names = usize::from(table.rows.iter().any(|row| row.name != row.label));
        let heads: Vec<&str> = table.columns.iter().map(|head| head.label.as_str()).collect();
        prop_assert_eq!(&read[0][1 + names..], &heads[..]);
        for (index, row) in table.rows.iter().enumerate() {
            let record = &read[index + 1];
            prop_assert_eq!(&record[0], &row.label);
            if names == 1 {
                prop_assert_eq!(&record[1], &row.name);
            }
            let words: Vec<String> = table.cells[index].iter().map(csv::cell_words).collect();
            prop_assert_eq!(&record[1 + names..], &words[..]);
        }
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
    fn all_writers_show_the_same_numbers(
        numbers in prop::collection::vec(prop::collection::vec(
            prop_oneof![
                any::<u64>().prop_map(Value::Count),
                (0..500u64, 500..1000u64).prop_map(|(part, whole)| Value::Share { part, whole }),
                (-1000i32..1000).prop_map(|hundredths| Value::Number(f64::from(hundredths) / 100.0)),
                emptiness().prop_map(Value::Empty),
            ], 3), 1..6)
    ) {
        let table = table(&["A", "B", "C"], numbers.len(), |row, column| numbers[row][column].clone());
        let terminal = write_table(&table, TableFormat::Terminal, 200, false);
        let markdown = write_table(&table, TableFormat::Markdown, 80, false);
        let csv = read(&write_table(&table, TableFormat::Csv, 80, false));
        let json: serde_json::Value =
            serde_json::from_str(&write_table(&table, TableFormat::Json, 80, false)).unwrap();
        let row_of = |text: &str, sign: &str, row: usize| -> String {
            let head = format!("{sign}row {row} ");
            let line = text.lines().find(|line| format!("{line} ").starts_with(&head)).unwrap();
            line.replace('|', " ").split_whitespace().collect::<Vec<_>>().join(" ")
        };
        for (row, values) in numbers.iter().enumerate() {
            let words: Vec<String> = values.iter().map(|value| visible(&value.words())).collect();
            let joined = format!("row {row} {}", words.join(" "));
            let wanted = joined.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(row_of(&terminal, "", row), wanted.clone());
            prop_assert_eq!(row_of(&markdown, "| ", row), wanted);
            for (column, value) in values.iter().enumerate() {
                let words = value.words();
                prop_assert_eq!(&csv[row + 1][column + 1], words.trim_end_matches(" %"));
                let inside = &json["cells"][row][column]["value"];
                match value {
                    Value::Count(count) => prop_assert_eq!(inside["count"].as_u64(), Some(*count)),
                    Value::Share { part, whole } => {
                        prop_assert_eq!(inside["share"]["part"].as_u64(), Some(*part));
                        prop_assert_eq!(inside["share"]["whole"].as_u64(), Some(*whole));
                    }
                    Value::Number(number) => prop_assert_eq!(inside["number"].as_f64(), Some(*number)),
                    _ => prop_assert!(inside["empty"].is_string()),
                }
            }
        }
    }
}
