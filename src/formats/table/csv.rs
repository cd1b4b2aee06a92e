//! A table as CSV: RFC 4180, UTF-8 without a byte order mark, lines end in CRLF.
//!
//! The first row holds the corner and the column heads. Where rows are codes
//! whose printed label is not their name, a second column `code` holds the
//! name. Shares are percent without their sign, so that programs read them as
//! numbers. What is empty says why in words; only what was left blank is
//! blank. Zero is 0.
//!
//! Nested heads have rows and columns of their own: one row of heads for each
//! level of the columns, the outermost first, and one column for each level of
//! the rows. Each head says all that it stands under, so that the file can be
//! sorted and filtered. A second measure follows in a column of its own, whose
//! head says what it is: `Case A`, `Case A (%)`.
//!
//! Title and notes are left out, so that the file loads as it is. Where
//! codings are counted, the corner says what is counted and whose codings, as
//! in `Code (codings; Anna, Bo)`: a count without them could be anybody's.

use super::heads::{above, corners, levels};
use super::kinds::{Kinds, kinds};
use crate::formats::csv_safe::defuse;
use crate::model::{Axis, Cell, Heading, Table, Value};

/// Writes the heads and cells.
pub fn write(table: &Table) -> String {
    records(body(table))
}

/// What a cell holds in CSV, without its second measure: its words, a share
/// without its sign.
pub fn cell_words(cell: &Cell) -> String {
    let alone = Cell {
        also: None,
        ..cell.clone()
    };
    match alone.value {
        Value::Share { .. } => alone.words().replacen(" %", "", 1),
        _ => alone.words(),
    }
}

fn is_code(head: &Heading) -> bool {
    matches!(head.subject, Axis::Code(_))
}

fn body(table: &Table) -> Vec<Vec<String>> {
    let code_of_other_name = |row: &Heading| is_code(row) && row.name != row.label;
    let names = table.rows.iter().any(code_of_other_name);
    let kinds = kinds(table);
    let (levels, _) = levels(table);
    let mut all = heads(table, names, &kinds);
    for (index, row) in table.rows.iter().enumerate() {
        let mut record: Vec<String> = (1..levels)
            .map(|level| text(above(row, level - 1)))
            .collect();
        record.push(text(&row.printed()));
        if names {
            record.push(text(if is_code(row) { &row.name } else { "" }));
        }
        for (column, kinds) in kinds.iter().enumerate() {
            let cell = table.cell(index, column);
            record.push(cell.map(field).unwrap_or_default());
            if kinds.second.is_some() {
                let second = cell.and_then(|cell| cell.also.clone()).map(Cell::plain);
                record.push(second.as_ref().map(field).unwrap_or_default());
            }
        }
        all.push(record);
    }
    all
}

/// The rows of heads: one for each level of the columns.
fn heads(table: &Table, names: bool, kinds: &[Kinds]) -> Vec<Vec<String>> {
    let (row_levels, levels) = levels(table);
    let head_row = |level: usize| {
        let innermost = level + 1 == levels;
        let mut record: Vec<String> = if innermost {
            let corners = corners(&corner(table), row_levels);
            corners.iter().map(|corner| text(corner)).collect()
        } else {
            vec![String::new(); row_levels]
        };
        if names {
            record.push(if innermost { "code" } else { "" }.to_owned());
        }
        for (column, kinds) in table.columns.iter().zip(kinds) {
            let label = if innermost {
                column.printed()
            } else {
                above(column, level).to_owned()
            };
            record.push(text(&label));
            match kinds.signs() {
                Some((_, sign)) if innermost => record.push(text(&format!("{label} ({sign})"))),
                Some(_) => record.push(text(&label)),
                None => {}
            }
        }
        record
    };
    (0..levels).map(head_row).collect()
}

/// A field of words, which no spreadsheet takes for a formula.
fn text(words: &str) -> String {
    defuse(words).into_owned()
}

/// A cell's field. A number below zero is no formula.
fn field(cell: &Cell) -> String {
    let words = cell_words(cell);
    match cell.value {
        Value::Number(number) if number.is_finite() && words.parse::<f64>().is_ok() => words,
        _ => text(&words),
    }
}

fn corner(table: &Table) -> String {
    let share = |cell: &Cell| matches!(cell.value, Value::Share { .. });
    let shares = table.cells.iter().flatten().any(share);
    let counted = !table.unit.is_empty() && !table.coders.is_empty();
    if !shares && !counted {
        return table.corner.clone();
    }
    // What follows the semicolon says how it is counted, which is for notes.
    let unit = table.unit.split(';').next().unwrap_or_default().trim();
    let mut what = match unit {
        "" if shares => "%".to_owned(),
        unit if shares && !unit.starts_with('%') => format!("% of {unit}"),
        unit => unit.to_owned(),
    };
    if !table.coders.is_empty() {
        what.push_str("; ");
        what.push_str(&table.coders.join(", "));
    }
    format!("{} ({what})", table.corner).trim_start().to_owned()
}

/// The records as CSV. Their fields are written as they are: words have to be
/// defused before.
pub(super) fn records(records: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(Vec::new());
    for record in records {
        // Writing to memory cannot fail, and fields may differ in number.
        let _ = writer.write_record(record);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::super::agree::{code, table};
    use super::*;
    use crate::model::Emptiness;

    #[test]
    fn a_table_of_codes_loads_as_numbers_with_names_beside_labels() {
        let mut codes = table(&["A", "B, Inc."], 2, |row, column| match (row, column) {
            (0, 0) => Value::Count(0),
            (0, 1) => Value::Empty(Emptiness::NotAsked),
            (1, 0) => Value::Empty(Emptiness::Blank),
            _ => Value::Count(12),
        });
        codes.rows = vec![
            code("CRM-STR", "strategy"),
            code("CRM-ROL", "say \"roles\""),
        ];
        assert_eq!(
            write(&codes),
            "Code,code,A,\"B, Inc.\"\r\nstrategy,CRM-STR,0,not asked\r\n\"say \"\"roles\"\"\",CRM-ROL,,12\r\n"
        );
    }

    #[test]
    fn shares_are_bare_numbers_and_the_corner_says_of_what() {
        let mut shares = table(&["A"], 1, |_, _| Value::Share { part: 1, whole: 8 });
        shares.unit = "words".to_owned();
        assert_eq!(write(&shares), "Code (% of words),A\r\nrow 0,12.5\r\n");
        shares.corner.clear();
        shares.unit = "% of words".to_owned();
        assert!(write(&shares).starts_with("(% of words),A\r\n"));
    }

    #[test]
    fn the_corner_says_what_is_counted_and_whose_codings() {
        let corner = |unit: &str, coders: &[&str], value: Value| {
            let mut counts = table(&["A"], 1, |_, _| value.clone());
            counts.unit = unit.to_owned();
            counts.coders = coders.iter().map(|name| (*name).to_owned()).collect();
            write(&counts).lines().next().unwrap().to_owned()
        };
        let codings = "codings; a passage with two codes counts once for each";
        assert_eq!(
            corner(codings, &["Aino"], Value::Count(0)),
            "Code (codings; Aino),A"
        );
        assert_eq!(
            corner(codings, &["Aino", "Mikko"], Value::Count(0)),
            "\"Code (codings; Aino, Mikko)\",A"
        );
        let words = "% of the informants' words; each once";
        for value in [
            Value::Share { part: 1, whole: 8 },
            Value::Empty(Emptiness::NotCoded),
        ] {
            assert_eq!(
                corner(words, &["Aino"], value),
                "Code (% of the informants' words; Aino),A"
            );
        }
        let summary = Value::Text("Looks ahead".to_owned());
        assert_eq!(corner("", &["Aino"], summary), "Code,A");
    }

    #[test]
    fn notes_do_not_stand_in_the_way_of_programs() {
        let mut noted = table(&["A"], 1, |_, _| Value::Count(1));
        noted.notes = vec!["=HYPERLINK(\"x\")".to_owned()];
        assert_eq!(write(&noted), "Code,A\r\nrow 0,1\r\n");
    }

    #[test]
    fn each_level_of_nested_heads_has_a_row_or_a_column_and_each_measure_a_column() {
        let mut nested = table(&["New", "Old", "Total"], 2, |row, column| {
            match (row, column) {
                (1, 1) => Value::Empty(Emptiness::NothingSaid),
                _ => Value::Count((row + column) as u64),
            }
        });
        for (column, market) in ["Home", "Home", ""].into_iter().enumerate() {
            nested.columns[column].above = vec![market.to_owned()];
        }
        nested.columns[0].base = Some(4);
        nested.rows[0].above = vec!["=Trust".to_owned()];
        nested.rows[1].above = vec![String::new()];
        nested.rows[1].label = "Total".to_owned();
        nested.cells[0][1].also = Some(Value::Share { part: 1, whole: 3 });
        nested.cells[1][2].pending = 2;
        assert_eq!(
            write(&nested),
            "\
,,,Home,Home,Home,\r
Code,,code,New (n = 4),Old,Old (%),Total\r
'=Trust,row 0,row 0,0,1,33.3,2\r
,Total,row 1,1,nothing said,,3 (2 pending)\r
"
        );
        nested.corner = "Theme › Code".to_owned();
        assert!(write(&nested).contains("\nTheme,Code,code,New"));
    }

    #[test]
    fn a_number_below_zero_stays_a_number_and_a_text_like_it_does_not() {
        let signed = table(&["A", "B"], 1, |_, column| match column {
            0 => Value::Number(-1.5),
            _ => Value::Text("-1.50".to_owned()),
        });
        assert_eq!(write(&signed), "Code,A,B\r\nrow 0,-1.50,'-1.50\r\n");
    }
}
