//! Written tables read back, each writer's in its own way. A further writer
//! joins the law with one line in [`WRITERS`].

use crate::formats::csv_safe::undefuse;
use crate::formats::table::kinds::kinds;
use crate::formats::table::{Quotes, TableFile, TableFormat, write_table};
use crate::model::{Emptiness, Table, Value};
use calamine::Reader;
use std::io::Cursor;

/// The rows that a writer shows, as [`plain`] puts them.
type Rows = fn(&Table) -> Vec<String>;

/// Every writer.
pub(super) const WRITERS: [(&str, Rows); 6] = [
    ("terminal", terminal),
    ("markdown", markdown),
    ("csv", csv),
    ("tidy", tidy),
    ("json", json),
    ("xlsx", xlsx),
];

/// A row's head and cells without the signs that some writers put around
/// numbers and others do not.
pub(super) fn plain(head: &str, cells: impl IntoIterator<Item = String>) -> String {
    let mut line = head.to_owned();
    for cell in cells {
        line.push(' ');
        line.push_str(&cell);
    }
    let bare = line
        .replace("n = ", "")
        .replace(['(', ')', '%', '|', '│', '›'], " ");
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The fields of a CSV, with what was put before formulas taken off.
pub(super) fn csv_fields(written: &str) -> Vec<Vec<String>> {
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(written.as_bytes());
    let records = reader.records().map(Result::unwrap);
    records
        .map(|record| {
            record
                .iter()
                .map(|field| undefuse(field).to_owned())
                .collect()
        })
        .collect()
}

fn lines(written: &str, table: &Table, sign: &str) -> Vec<String> {
    let row = |head: String| {
        let begins = format!("{sign}{head} ");
        let line = written
            .lines()
            .find(|line| format!("{line} ").starts_with(&begins));
        plain("", [line.unwrap().to_owned()])
    };
    table.rows.iter().map(|head| row(head.path())).collect()
}

fn terminal(table: &Table) -> Vec<String> {
    lines(
        &write_table(table, TableFormat::Terminal, 400, false),
        table,
        "",
    )
}

fn markdown(table: &Table) -> Vec<String> {
    lines(
        &write_table(table, TableFormat::Markdown, 80, false),
        table,
        "| ",
    )
}

fn csv(table: &Table) -> Vec<String> {
    let read = csv_fields(&write_table(table, TableFormat::Csv, 80, false));
    let (_, outer) = table.nested();
    let rows = read.into_iter().skip(1 + outer);
    rows.map(|record| plain("", record)).collect()
}

fn tidy(table: &Table) -> Vec<String> {
    let written = TableFile::Tidy.write(table, &Quotes::new(), Default::default());
    let fields = csv_fields(&String::from_utf8(written.unwrap()).unwrap());
    let field = |record: &[String], name: &str| -> String {
        let at = fields[0].iter().position(|head| head == name);
        at.map(|at| record[at].clone()).unwrap_or_default()
    };
    let row = |label: &str| {
        let mut head = label.to_owned();
        let mut cells = Vec::new();
        for record in fields.iter().filter(|it| field(it, "row") == label) {
            head = format!("{} {label}", field(record, "row_level_1"));
            let number = field(record, "value");
            let whole = |name: &str| field(record, name).parse::<u64>().unwrap();
            cells.push(match field(record, "measure").as_str() {
                _ if !field(record, "empty").is_empty() => {
                    field(record, "empty").replace("blank", "")
                }
                "count" => number,
                "share" => {
                    let (part, whole) = (whole("part"), whole("whole"));
                    assert_eq!(number.parse(), Ok(part as f64 / whole as f64));
                    Value::Share { part, whole }.words()
                }
                "number" => Value::Number(number.parse().unwrap()).words(),
                _ => field(record, "text"),
            });
        }
        plain(&head, cells)
    };
    table.rows.iter().map(|head| row(&head.label)).collect()
}

fn json(table: &Table) -> Vec<String> {
    let written = write_table(table, TableFormat::Json, 80, false);
    let read: serde_json::Value = serde_json::from_str(&written).unwrap();
    let value = |json: &serde_json::Value| {
        if let Some(count) = json["count"].as_u64() {
            return Value::Count(count);
        }
        if let (Some(part), Some(whole)) = (
            json["share"]["part"].as_u64(),
            json["share"]["whole"].as_u64(),
        ) {
            return Value::Share { part, whole };
        }
        if let Some(number) = json["number"].as_f64() {
            return Value::Number(number);
        }
        if let Some(words) = json["text"].as_str() {
            return Value::Text(words.to_owned());
        }
        let name = json["empty"].clone();
        let named = |why: &Emptiness| serde_json::to_value(why).unwrap() == name;
        Value::Empty(Emptiness::ALL.into_iter().find(named).unwrap())
    };
    let row = |index: usize| {
        let cells = read["cells"][index].as_array().unwrap().iter();
        let values = cells.flat_map(|cell| [&cell["value"], &cell["also"]]);
        let words = values
            .filter(|it| !it.is_null())
            .map(|it| value(it).words());
        plain(&table.rows[index].path(), words)
    };
    (0..table.rows.len()).map(row).collect()
}

fn xlsx(table: &Table) -> Vec<String> {
    let written = TableFile::Xlsx.write(table, &Quotes::new(), Default::default());
    let mut book: calamine::Xlsx<_> =
        calamine::open_workbook_from_rs(Cursor::new(written.unwrap())).unwrap();
    let read = book.worksheet_range("Table").unwrap();
    let (outer_rows, outer_columns) = table.nested();
    let kinds = kinds(table);
    let two = usize::from(kinds.iter().any(|kinds| kinds.second.is_some()));
    let first = 2 + outer_columns + two;
    let found = |row: usize, column: usize| {
        let cell = read.get_value(((first + row) as u32, column as u32));
        cell.cloned().unwrap_or_default()
    };
    // What Excel shows for the cell, by its number format.
    let shown = |data: calamine::Data, value: &Value| match (data, value) {
        (calamine::Data::Float(number), Value::Share { part, whole }) => {
            assert_eq!(number, *part as f64 / *whole as f64);
            value.words()
        }
        (calamine::Data::Float(number), Value::Number(_)) => Value::Number(number).words(),
        (calamine::Data::Float(number), _) => (number as u64).to_string(),
        (other, _) => other.to_string(),
    };
    let row = |index: usize| {
        // A merged head stands in the first of its rows.
        let outer = (0..outer_rows).map(|level| {
            let above = |at: &usize| table.rows[*at].above[level] == table.rows[index].above[level];
            let begins = (0..=index).rev().take_while(above).last().unwrap_or(index);
            found(begins, level).to_string()
        });
        let mut cells: Vec<String> = outer.collect();
        cells.push(found(index, outer_rows).to_string());
        let mut at = outer_rows + 1;
        for (cell, kinds) in table.cells[index].iter().zip(&kinds) {
            cells.push(shown(found(index, at), &cell.value));
            at += 1;
            if kinds.second.is_some() {
                let blank = Value::default();
                cells.push(shown(
                    found(index, at),
                    cell.also.as_ref().unwrap_or(&blank),
                ));
                at += 1;
            }
        }
        plain("", cells)
    };
    (0..table.rows.len()).map(row).collect()
}
