//! From a number to the words behind it.

use super::study::{Study, list, names, spec};
use crate::analysis::evidence;
use crate::model::{CellMeasure, CodingId, Table};

fn shown(table: &Table, column: &str) -> Vec<String> {
    let at = names(&table.columns)
        .iter()
        .position(|name| *name == column);
    let words = |row: &Vec<crate::model::Cell>| row[at.unwrap()].value.words();
    table.cells.iter().map(words).collect()
}

#[test]
fn every_coding_of_every_cell_is_listed_with_its_words() {
    let mut study = Study::new(&["A", "B"], &["Case A", "Case B"]);
    study
        .pattern("P1", "Same label", &["A", "B"])
        .pattern("P2", "Same label", &["A"])
        .transcript("a", "Case A")
        .transcript("b", "Case B")
        .coding(1, "b", (40, 43), "A", "Anna")
        .coding(2, "a", (20, 27), "B", "Anna")
        .coding(3, "a", (20, 27), "A", "Anna");
    study.passages.get_mut(&CodingId(2)).unwrap().memos = vec!["two codes".into(), "merge?".into()];
    let table = spec(
        list(&["P1", "P2"]),
        list(&["Case A", "Case B"]),
        CellMeasure::Codings,
    );
    let table = study.build(&table).unwrap();
    let listed = evidence(&table, &study.passages);
    assert_eq!(shown(&listed, "coding"), ["3", "2", "1", "3", "1"]);
    assert_eq!(
        shown(&listed, "row")[1..4],
        ["Same label (P1)", "Same label (P1)", "Same label (P2)"]
    );
    assert_eq!(
        shown(&listed, "column"),
        ["Case A", "Case A", "Case B", "Case A", "Case B"]
    );
    assert_eq!(shown(&listed, "quote")[..3], ["abc def", "abc def", "abc"]);
    assert_eq!(shown(&listed, "memo")[1], "two codes\nmerge?");
    assert_eq!(shown(&listed, "turn")[2], "3");
    assert_eq!(shown(&listed, "state")[0], "accepted");
    assert!(
        !names(&listed.columns).contains(&"time"),
        "nothing is timed"
    );
    study.passages.get_mut(&CodingId(1)).unwrap().starts_at = Some(83_000);
    let timed = evidence(&table, &study.passages);
    assert_eq!(shown(&timed, "time"), ["", "", "0:01:23", "", "0:01:23"]);
    assert_eq!(shown(&timed, "quote"), shown(&listed, "quote"));
    assert_eq!(listed.cell(4, 2).unwrap().behind, [CodingId(1)]);
    assert_eq!(listed.coders, ["Anna"]);
}

#[test]
fn a_cited_coding_that_is_gone_keeps_its_line() {
    let mut study = Study::new(&["A"], &["Case A"]);
    study
        .transcript("a", "Case A")
        .coding(1, "a", (20, 27), "A", "Anna")
        .summary("A", "Case A", "Says little", &[1, 77]);
    let table = study.table(CellMeasure::Summary);
    let listed = evidence(&table, &study.passages);
    assert_eq!(shown(&listed, "coding"), ["1", "77"]);
    assert_eq!(shown(&listed, "quote"), ["abc def", ""]);
    assert!(
        listed
            .notes
            .contains(&"1 of the codings behind the table is no longer in the study.".to_owned())
    );
}
