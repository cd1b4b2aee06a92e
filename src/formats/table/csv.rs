//! A table as CSV: RFC 4180, UTF-8 without a byte order mark, lines end in CRLF.
//!
//! The first row holds the corner and the column heads. Where rows are codes
//! whose printed label is not their name, a second column `code` holds the
//! name. Shares are percent without their sign, so that programs read them as
//! numbers. What is empty says why in words; only what was left blank is
//! blank. Zero is 0.
//!
//! Title and notes are left out, so that the file loads as it is. Where
//! codings are counted, the corner says what is counted and whose codings, as
//! in `Code (codings; Anna, Bo)`: a count without them could be anybody's.

use crate::formats::csv_safe::defuse;
use crate::model::{Axis, Cell, Table, Value};

/// Writes the heads and cells.
pub fn write(table: &Table) -> String {
    records(body(table))
}

/// What a cell holds in CSV: its words, a share without its sign.
pub fn cell_words(cell: &Cell) -> String {
    match cell.value {
        Value::Share { .. } => cell.words().replacen(" %", "", 1),
        _ => cell.words(),
    }
}

fn body(table: &Table) -> Vec<Vec<String>> {
    let is_code = |subject: &Axis| matches!(subject, Axis::Code(_));
    let mut rows = table.rows.iter();
    let names = rows.any(|row| is_code(&row.subject) && row.name != row.label);
    let mut first = vec![corner(table)];
    if names {
        first.push("code".to_owned());
    }
    first.extend(table.columns.iter().map(|column| column.path()));
    let mut all = vec![first];
    for (index, row) in table.rows.iter().enumerate() {
        let mut record = vec![row.path()];
        if names {
            let name = is_code(&row.subject).then(|| row.name.clone());
            record.push(name.unwrap_or_default());
        }
        let cells = (0..table.columns.len()).map(|column| table.cell(index, column));
        record.extend(cells.map(|cell| cell.map(cell_words).unwrap_or_default()));
        all.push(record);
    }
    all
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

fn records(records: Vec<Vec<String>>) -> String {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(Vec::new());
    for record in records {
        let fields = record.iter().map(|field| defuse(field).into_owned());
        // Writing to memory cannot fail, and fields may differ in number.
        let _ = writer.write_record(fields);
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
}
