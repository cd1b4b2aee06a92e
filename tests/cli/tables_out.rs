//! Tables as files that people hand on.

use crate::world::{World, records};
use calamine::{Data, Reader, Xlsx, open_workbook};
use std::fs::File;
use std::io::BufReader;

fn sheet(world: &World, file: &str, name: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<BufReader<File>> = open_workbook(world.path(file)).unwrap();
    let range = book.worksheet_range(name).unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

#[test]
fn a_workbook_holds_the_numbers_of_the_terminal_and_every_quote_behind_them() {
    let world = World::with_demo();
    let said = world.run(&["table", "codings", "--out", "c.xlsx"]);
    assert_eq!(said.err, "Wrote c.xlsx.\n");
    let csv = world.csv(&["table", "codings"]);
    let shown = sheet(&world, "c.xlsx", "Table");
    for (row, record) in csv.iter().enumerate().skip(1) {
        // The title stands above the heads.
        let cells = &shown[row + 1][1..];
        let fields = &record[record.len() - cells.len()..];
        for (cell, field) in cells.iter().zip(fields) {
            assert_eq!(&cell.to_string(), field);
            assert_eq!(matches!(cell, Data::Float(_)), field.parse::<u64>().is_ok());
        }
    }
    let listed = world.csv(&["table", "codings", "--evidence"]);
    let evidence = sheet(&world, "c.xlsx", "Evidence");
    assert_eq!(evidence.len(), listed.len());
    let quote = listed[0].iter().position(|head| head == "quote").unwrap();
    for (line, record) in evidence.iter().zip(&listed).skip(1) {
        assert_eq!(line[2].to_string(), record[quote].trim_start_matches('\''));
    }
    let notes = sheet(&world, "c.xlsx", "Notes");
    assert!(notes.iter().any(|row| row[1] == "Aino"));
    let first = std::fs::read(world.path("c.xlsx")).unwrap();
    world.ok(&["table", "codings", "--out", "again.xlsx"]);
    assert_eq!(first, std::fs::read(world.path("again.xlsx")).unwrap());
}

#[test]
fn tidy_csv_has_a_line_for_each_cell_and_a_mark_for_excel_only_if_asked() {
    let world = World::with_demo();
    world.ok(&["table", "share", "--out", "s.tidy.csv"]);
    let tidy = records(&world.text("s.tidy.csv"));
    let csv = world.csv(&["table", "share"]);
    let cases = csv[0]
        .iter()
        .filter(|head| head.starts_with("Case "))
        .count();
    assert_eq!(tidy.len() - 1, (csv.len() - 1) * cases);
    assert_eq!((&tidy[1][0], &tidy[1][1]), (&csv[1][0], &csv[1][0]));
    world.ok(&["table", "share", "--out", "t.csv", "--tidy", "--bom"]);
    let marked = world.text("t.csv");
    assert_eq!(
        marked.strip_prefix('\u{feff}').unwrap(),
        world.text("s.tidy.csv")
    );
}

#[test]
fn a_file_of_no_known_kind_is_refused_with_the_kinds_there_are() {
    let world = World::with_demo();
    for arguments in [
        &["table", "codings", "--out", "c.pages"][..],
        &["table", "codings", "--out", "c.xlsx", "--bom"],
        &["table", "codings", "--out", "c.md", "--tidy"],
    ] {
        let ran = world.run(arguments);
        assert_eq!(ran.code, 1, "{}", ran.shown);
        assert!(ran.err.contains(".csv"), "{}", ran.err);
    }
    assert!(!world.path("c.xlsx").exists());
}
