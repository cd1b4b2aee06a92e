//! Empty is not zero.

use super::study::{Study, all, list, shown, spec};
use crate::model::{CellMeasure, Emptiness, Value};

/// Case A: coded, asked about risk. Case B: coded, guide marked, risk not
/// asked. Case C: coded, no guide marks. Case D: nobody in force has coded it.
/// Case E: no transcript.
fn study() -> Study {
    let mut study = Study::new(
        &["RISK", "OTHER"],
        &["Case A", "Case B", "Case C", "Case D", "Case E"],
    );
    study.change("RISK", |code| code.guide = vec!["5".into(), "6".into()]);
    for name in ["a", "b", "c", "d"] {
        let case = format!("Case {}", name.to_uppercase());
        study.transcript(name, &case);
    }
    study
        .coding(1, "a", (20, 23), "OTHER", "Anna")
        .coding(2, "b", (20, 23), "OTHER", "Anna")
        .coding(3, "c", (20, 23), "OTHER", "Anna")
        .coding(4, "d", (20, 23), "RISK", "Bo")
        .pending(5, "d", (24, 27), "OTHER")
        .ask("a", "6")
        .ask("b", "7")
        .ask("d", "7");
    study
}

#[test]
fn each_emptiness_has_its_own_reason() {
    let table = study().table(CellMeasure::Codings);
    assert_eq!(
        shown(&table),
        [
            ["0", "not asked", "0", "not coded yet", "no transcript"],
            ["1", "1", "1", "not coded yet", "no transcript"],
        ]
    );
}

#[test]
fn in_cells_of_words_nothing_is_said_and_not_zero() {
    let study = study();
    let quotes = study.table(CellMeasure::Quotes);
    assert_eq!(
        quotes.cells[0][0].value,
        Value::Empty(Emptiness::NothingSaid)
    );
    let summary = study.table(CellMeasure::Summary);
    assert_eq!(
        shown(&summary),
        [
            [
                "nothing said",
                "not asked",
                "nothing said",
                "not coded yet",
                "no transcript"
            ],
            [
                "not written yet",
                "not written yet",
                "not written yet",
                "not coded yet",
                "no transcript"
            ],
        ]
    );
    assert_eq!(
        summary.cells[1][0].behind.len(),
        1,
        "what waits for a summary"
    );
}

#[test]
fn a_coding_counts_even_where_nobody_asked() {
    let mut study = study();
    study.coding(9, "b", (40, 43), "RISK", "Anna");
    assert_eq!(shown(&study.table(CellMeasure::Codings))[0][1], "1");
}

#[test]
fn a_row_is_asked_about_when_any_code_it_gathers_is() {
    let mut study = study();
    study.pattern("ATTITUDE", "Attitude", &["RISK", "OTHER"]);
    study.change("OTHER", |code| code.guide = vec!["7".into()]);
    study.code(crate::model::Code::new("FREE", "no question"));
    study.coding(6, "b", (0, 3), "FREE", "Anna");
    // Only FREE is left in Case B, where question 7 was asked.
    study.marks.retain(|mark| mark.id.0 != 2);
    let rows = list(&["RISK", "ATTITUDE", "FREE"]);
    let table = study
        .build(&spec(rows, list(&["Case B"]), CellMeasure::Codings))
        .unwrap();
    assert_eq!(shown(&table), [["not asked"], ["0"], ["1"]]);
}

#[test]
fn pending_suggestions_do_not_make_a_case_coded() {
    let study = study();
    let mut order = spec(all("codes"), list(&["Case D"]), CellMeasure::Codings);
    order.pending = true;
    let table = study.build(&order).unwrap();
    assert_eq!(shown(&table), [["not coded yet"], ["1 (1 pending)"]]);
}

#[test]
fn the_notes_explain_each_emptiness_and_what_cannot_be_known() {
    let table = study().table(CellMeasure::Codings);
    for words in ["“not asked”", "“not coded yet”", "“no transcript”"] {
        let told = table.notes.iter().filter(|note| note.starts_with(words));
        assert_eq!(told.count(), 1, "{words}: {:?}", table.notes);
    }
    assert!(
        !table
            .notes
            .iter()
            .any(|note| note.starts_with("“nothing said”"))
    );
    let unknowable = |notes: &[String]| notes.iter().any(|note| note.contains("cannot be told"));
    assert!(unknowable(&table.notes), "Case C has no guide marks");
    let mut marked = study();
    marked.ask("c", "5");
    let names = list(&["Case A", "Case B", "Case C"]);
    let table = marked
        .build(&spec(all("codes"), names, CellMeasure::Codings))
        .unwrap();
    assert!(!unknowable(&table.notes));
}

#[test]
fn a_transcript_without_a_case_is_left_out_and_mentioned() {
    let mut study = study();
    study.transcript("pilot", "");
    study.coding(8, "pilot", (20, 23), "RISK", "Anna");
    let table = study.table(CellMeasure::Codings);
    assert_eq!(shown(&table)[0][0], "0");
    assert!(
        table
            .notes
            .contains(&"1 transcript belongs to no case and plays no part here.".to_owned()),
        "{:?}",
        table.notes
    );
}
