//! Empty is not zero.

use super::study::{Study, all, list, shown, spec};
use crate::model::{CellMeasure, Emptiness, ReviewState, Value};

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
    assert!(
        !unknowable(&marked.table(CellMeasure::Codings).notes),
        "in Cases D and E nothing says none"
    );
    let undecided = suggested().table(CellMeasure::Codings);
    assert!(!unknowable(&undecided.notes), "nor does Case C");
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
            .contains(&"1 transcript belongs to no case and plays no part here: pilot.".to_owned()),
        "{:?}",
        table.notes
    );
    for name in ["draft", "test", "group", "phone"] {
        study.transcript(name, "");
    }
    let table = study.table(CellMeasure::Codings);
    let told = "5 transcripts belong to no case and play no part here: \
                pilot, draft, test and 2 more.";
    assert!(table.notes.iter().any(|note| note == told), "{table:?}");
}

/// The study with suggestions for RISK in Cases B and C too.
fn suggested() -> Study {
    let mut study = study();
    study
        .pending(6, "b", (40, 43), "RISK")
        .pending(7, "c", (40, 43), "RISK");
    study
}

#[test]
fn what_waits_for_a_decision_is_neither_none_nor_nothing_said() {
    let study = suggested();
    let risk = |cells| shown(&study.table(cells))[0].clone();
    for cells in [
        CellMeasure::Codings,
        CellMeasure::Words,
        CellMeasure::Share,
        CellMeasure::Presence,
        CellMeasure::Transcripts,
        CellMeasure::Quotes,
        CellMeasure::Summary,
    ] {
        assert_eq!(risk(cells)[1..3], ["undecided", "undecided"], "{cells:?}");
    }
    assert_eq!(
        risk(CellMeasure::Codings),
        [
            "0",
            "undecided",
            "undecided",
            "not coded yet",
            "no transcript"
        ],
        "even where nobody asked; but a case that nobody has coded stays so"
    );
    let table = study.table(CellMeasure::Codings);
    let told = table
        .notes
        .iter()
        .filter(|note| note.starts_with("“undecided”"));
    assert_eq!(told.count(), 1, "{:?}", table.notes);
    assert!(table.cells[0][1].behind.is_empty());
}

#[test]
fn a_decision_ends_what_was_undecided() {
    let mut study = suggested();
    let mark = |study: &mut Study, id, state| {
        let mut marks = study.marks.iter_mut();
        marks.find(|mark| mark.id.0 == id).unwrap().state = state;
    };
    mark(&mut study, 6, ReviewState::Rejected);
    mark(&mut study, 7, ReviewState::Rejected);
    let rejected = study.table(CellMeasure::Codings);
    assert_eq!(shown(&rejected)[0][1..3], ["not asked", "0"]);
    study.coding(8, "b", (60, 63), "RISK", "Anna");
    mark(&mut study, 6, ReviewState::Pending);
    assert_eq!(
        shown(&study.table(CellMeasure::Codings))[0][1],
        "1",
        "one coding counts, whatever else waits"
    );
}

#[test]
fn a_suggestion_waits_for_each_row_that_gathers_its_code_and_no_other() {
    let mut study = suggested();
    study.pattern("ATTITUDE", "Attitude", &["RISK"]);
    study.code(crate::model::Code::new("FREE", "no question"));
    study
        .transcript("pilot", "")
        .pending(9, "pilot", (20, 23), "FREE");
    let rows = list(&["ATTITUDE", "FREE", "RISK"]);
    let table = study
        .build(&spec(rows, list(&["Case C"]), CellMeasure::Codings))
        .unwrap();
    assert_eq!(shown(&table), [["undecided"], ["0"], ["undecided"]]);
}

#[test]
fn suggestions_that_are_counted_leave_nothing_undecided() {
    let study = suggested();
    let mut order = spec(all("codes"), all("cases"), CellMeasure::Codings);
    order.pending = true;
    assert_eq!(
        shown(&study.build(&order).unwrap())[0],
        [
            "0",
            "1 (1 pending)",
            "1 (1 pending)",
            "not coded yet",
            "no transcript"
        ]
    );
}
