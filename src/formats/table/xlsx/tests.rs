//! Workbooks read back: nothing is lost, nothing runs, nothing differs.

use super::*;
use crate::formats::table::agree::{code, random, table};
use crate::formats::table::kinds::kinds;
use crate::model::{Cell, CodingId, Emptiness, Quoted, Value};
use calamine::{Data, Range, Reader, Xlsx};
use proptest::prelude::*;
use std::io::{Cursor, Read};

fn open(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    calamine::open_workbook_from_rs(Cursor::new(bytes.to_vec())).unwrap()
}

fn sheet(bytes: &[u8], name: &str) -> Range<Data> {
    open(bytes).worksheet_range(name).unwrap()
}

fn at(range: &Range<Data>, row: u32, column: u32) -> String {
    range
        .get_value((row, column))
        .map(ToString::to_string)
        .unwrap_or_default()
}

fn one(value: Value) -> Table {
    table(&["A"], 1, |_, _| value.clone())
}

/// The files inside whose names end so, one after the other.
fn inside(bytes: &[u8], ending: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        if file.name().unwrap().ends_with(ending) {
            file.read_to_string(&mut all).unwrap();
        }
    }
    all
}

fn quoted(table: &mut Table, cells: &[(usize, usize, &[u64])]) -> Quotes {
    let mut quotes = Quotes::new();
    for (row, column, codings) in cells {
        for coding in *codings {
            table.cells[*row][*column].behind.push(CodingId(*coding));
            let quote = Quoted {
                words: format!("=quote {coding}"),
                speaker: "J".to_owned(),
                transcript: "case-a".to_owned(),
                turn: 14,
                line: 120,
                code: "TR".to_owned(),
                coder: "Anna".to_owned(),
                memos: vec!["first".to_owned(), "second".to_owned()],
                ..Quoted::default()
            };
            quotes.insert(CodingId(*coding), quote);
        }
    }
    quotes
}

#[test]
fn the_same_table_gives_the_same_bytes() {
    let mut mixed = table(&["A", "B"], 3, |row, column| match (row, column) {
        (0, _) => Value::Count(3),
        (1, _) => Value::Share { part: 1, whole: 3 },
        _ => Value::Text("words".to_owned()),
    });
    let quotes = quoted(&mut mixed, &[(0, 0, &[1, 2]), (1, 1, &[3])]);
    let first = write(&mixed, &quotes).unwrap();
    assert_eq!(first, write(&mixed, &quotes).unwrap());
    assert!(!inside(&first, "core.xml").contains("202"), "no clock");
}

#[test]
fn no_words_become_a_formula_or_markup() {
    let hostile = [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "@SUM(A1)",
        "{=1}",
        "http://example.org",
        "mailto:a@example.org",
        "internal:Notes!A1",
        "<r><f>1</f></r>",
        "<r></t></r>",
        "_x003D_1",
        "\u{0}\u{b}\u{ffff}",
        "true",
        "12",
        "  both ends  ",
    ];
    let mut words = table(&hostile, hostile.len(), |row, _| {
        Value::Text(hostile[row].to_owned())
    });
    words.rows = hostile.iter().map(|text| code(text, text)).collect();
    words.title = hostile[0].to_owned();
    words.notes = hostile.iter().map(|text| (*text).to_owned()).collect();
    let quotes = quoted(&mut words, &[(0, 0, &[1])]);
    let bytes = write(&words, &quotes).unwrap();
    let sheets = inside(&bytes, ".xml");
    assert!(!sheets.contains("<f>") && !sheets.contains("<f "));
    let rels = inside(&bytes, ".rels");
    assert!(!rels.contains("example.org"), "no links of theirs");
    let read = sheet(&bytes, "Table");
    for (row, text) in hostile.iter().enumerate() {
        let wanted = super::text::clean(text);
        assert_eq!(at(&read, 2 + row as u32, 0), wanted);
        assert_eq!(at(&read, 2 + row as u32, 1), wanted);
        assert_eq!(at(&read, 1, 1 + row as u32), wanted);
    }
    assert_eq!(at(&sheet(&bytes, "Evidence"), 1, 2), "=quote 1");
}

#[test]
fn a_text_too_long_for_a_cell_stands_whole_on_the_notes() {
    let long = "Pitkä lause. ".repeat(6_000);
    let bytes = write(&one(Value::Text(long.clone())), &Quotes::new()).unwrap();
    let cut = at(&sheet(&bytes, "Table"), 2, 1);
    assert!(cut.ends_with("whole on the sheet Notes as text 1]"));
    let notes = sheet(&bytes, "Notes");
    let from = (0..).find(|row| at(&notes, *row, 0) == "Text 1").unwrap();
    let whole: String = (from..from + 3).map(|row| at(&notes, row, 1)).collect();
    assert!(whole == long, "{} of {}", whole.len(), long.len());
}

#[test]
fn more_quotes_than_rows_follow_on_another_sheet_and_links_find_them() {
    let mut counts = table(&["A", "B"], 2, |_, _| Value::Count(1));
    let cells: [(usize, usize, &[u64]); 3] = [(0, 0, &[1, 2]), (0, 1, &[3]), (1, 1, &[4])];
    let mut quotes = quoted(&mut counts, &cells);
    quotes.remove(&CodingId(4));
    let bytes = book(&counts, &quotes, 3).unwrap();
    assert_eq!(
        open(&bytes).sheet_names(),
        ["Table", "Notes", "Evidence", "Evidence 2"]
    );
    let more = sheet(&bytes, "Evidence 2");
    assert_eq!(at(&more, 1, 0), "row 0");
    assert_eq!(at(&more, 1, 1), "B");
    assert_eq!(at(&more, 1, 2), "=quote 3");
    assert_eq!(at(&more, 2, 2), "[no longer in the study]");
    let xml = inside(&bytes, "sheet1.xml");
    for (cell, place) in [
        ("B3", "'Evidence'!A2"),
        ("C3", "'Evidence 2'!A2"),
        ("C4", "'Evidence 2'!A3"),
    ] {
        let link = format!("<hyperlink ref=\"{cell}\" location=\"{place}\"");
        assert!(xml.contains(&link), "{link}");
    }
    assert_eq!(xml.matches("<hyperlink ").count(), 3);
}

#[test]
fn above_excels_limits_it_is_told_and_nothing_half_is_written() {
    let heads = vec!["A"; COLUMNS];
    let wide = table(&heads, 1, |_, _| Value::Count(1));
    let told = write(&wide, &Quotes::new()).unwrap_err();
    assert!(told.what.contains("16384 columns"), "{}", told.what);
    assert!(told.next.unwrap().contains(".csv"));
    let places = |links| evidence::Places::with_links(links);
    assert!(places(LINKS).linked() && !places(LINKS).too_many());
    assert!(!places(LINKS + 1).linked() && places(LINKS + 1).too_many());
}

#[test]
fn marks_stand_behind_numbers_that_stay_numbers() {
    let mut marked = table(&["A", "B"], 300, |row, _| Value::Count(row as u64));
    for (row, cells) in marked.cells.iter_mut().enumerate() {
        cells[0].pending = row as u64;
        cells[1].stale = true;
    }
    marked.cells[0][0] = Cell {
        draft: true,
        ..Cell::plain(Value::Text("Mixed".to_owned()))
    };
    let bytes = write(&marked, &Quotes::new()).unwrap();
    let read = sheet(&bytes, "Table");
    assert_eq!(at(&read, 2, 1), "Mixed [draft]");
    assert_eq!(read.get_value((9, 1)), Some(&Data::Float(7.0)));
    let styles = inside(&bytes, "styles.xml");
    assert!(styles.contains("0&quot; (7 pending)&quot;"));
    assert!(styles.contains("0&quot; [evidence changed]&quot;"));
    let formats = styles.matches("<numFmt ").count();
    assert!(formats < 160, "Excel takes some 200, here are {formats}");
}

#[test]
fn a_count_beyond_what_excel_counts_by_ones_is_kept_as_words() {
    let bytes = write(&one(Value::Count(u64::MAX)), &Quotes::new()).unwrap();
    let read = sheet(&bytes, "Table");
    assert_eq!(
        read.get_value((2, 1)),
        Some(&Data::String(u64::MAX.to_string()))
    );
}

#[test]
fn an_empty_table_says_so_and_opens() {
    for (columns, rows, said) in [
        (&[][..], 0, "This table has no rows."),
        (&[][..], 2, "This table has no columns."),
    ] {
        let none = table(columns, rows, |_, _| Value::Empty(Emptiness::Blank));
        let bytes = write(&none, &Quotes::new()).unwrap();
        assert_eq!(at(&sheet(&bytes, "Table"), 1, 0), said);
    }
}

proptest! {
    #[test]
    fn every_cell_reads_back_as_the_tables_own(table in random()) {
        let bytes = write(&table, &Quotes::new()).unwrap();
        prop_assume!(!table.rows.is_empty() && !table.columns.is_empty());
        let read = sheet(&bytes, "Table");
        prop_assert_eq!(at(&read, 0, 0), text::clean(&table.title));
        let (outer_rows, outer_columns) = table.nested();
        let kinds = kinds(&table);
        let two = usize::from(kinds.iter().any(|kinds| kinds.second.is_some()));
        for (index, row) in table.rows.iter().enumerate() {
            let down = (2 + outer_columns + two + index) as u32;
            let all = !row.above.is_empty() && row.above.iter().all(String::is_empty);
            let own = if all { 0 } else { outer_rows };
            prop_assert_eq!(at(&read, down, own as u32), text::clean(&row.printed()));
            let mut across = outer_rows as u32 + 1;
            for (cell, kinds) in table.cells[index].iter().zip(&kinds) {
                let alone = Cell { also: None, ..cell.clone() };
                let mut measures = vec![alone];
                if kinds.second.is_some() {
                    measures.push(Cell::plain(cell.also.clone().unwrap_or_default()));
                }
                for measure in measures {
                    let data = read.get_value((down, across));
                    match measure.value.number() {
                        Some(number) if number < 1e15 => {
                            prop_assert_eq!(data, Some(&Data::Float(number)));
                        }
                        _ => prop_assert_eq!(at(&read, down, across), text::clean(&measure.words())),
                    }
                    across += 1;
                }
            }
        }
    }
}
