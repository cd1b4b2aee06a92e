//! What stands in a cell, and what behind it.

use super::study::{Study, all, behind, list, shown, spec};
use crate::analysis::{Defaults, build};
use crate::model::{CellMeasure, CodingId, Emptiness, ReviewState, Value};

/// Long-term view and business results of one firm, as in the study's tables:
/// one passage carries three codes.
fn study() -> Study {
    let mut study = Study::new(&["CF-LTV", "BS-LT", "BS-BR"], &["Case A"]);
    study
        .pattern("LONG", "Long-term view", &["BS-LT", "CF-LTV"])
        .transcript("a1", "Case A")
        .transcript("a2", "Case A")
        .coding(1, "a2", (20, 27), "BS-LT", "Anna")
        .coding(2, "a1", (40, 51), "BS-BR", "Anna")
        .coding(3, "a1", (40, 51), "BS-LT", "Anna")
        .coding(4, "a1", (40, 51), "CF-LTV", "Anna")
        .coding(5, "a1", (20, 23), "BS-LT", "Bo");
    study
}

fn one_row(study: &Study, code: &str, cells: CellMeasure) -> (Value, Vec<u64>) {
    let table = study
        .build(&spec(list(&[code]), all("cases"), cells))
        .unwrap();
    (table.cells[0][0].value.clone(), behind(&table, 0, 0))
}

#[test]
fn a_passage_with_three_codes_counts_for_each() {
    let study = study();
    let table = study.table(CellMeasure::Codings);
    assert_eq!(shown(&table), [["1"], ["2"], ["1"]]);
    let (value, behind) = one_row(&study, "LONG", CellMeasure::Codings);
    assert_eq!(value, Value::Count(3));
    assert_eq!(
        behind,
        [4, 3, 1],
        "by transcript, span, then codebook order"
    );
    assert!(
        table
            .unit
            .contains("a passage with two codes counts once for each")
    );
}

#[test]
fn coders_are_never_mixed_by_silence() {
    let study = study();
    let mut order = spec(list(&["BS-LT"]), all("cases"), CellMeasure::Codings);
    let counted = |order: &crate::model::TableSpec| {
        let table = study.build(order).unwrap();
        (shown(&table)[0][0].clone(), table.coders)
    };
    assert_eq!(counted(&order), ("2".into(), vec!["Anna".to_owned()]));
    order.coders = vec!["Bo".into()];
    assert_eq!(counted(&order), ("1".into(), vec!["Bo".to_owned()]));
    order.coders = vec!["Bo".into(), "Anna".into()];
    assert_eq!(counted(&order).0, "3");
    assert!(study.build(&order).unwrap().unit.contains("each coder"));
    order.coders = vec!["Cleo".into()];
    let problem = study.build(&order).unwrap_err();
    assert!(problem.next.unwrap().contains("the coders are Anna, Bo"));
    order.coders.clear();
    assert!(build(&order, &study.view(), &Defaults::default()).is_err());
}

#[test]
fn only_what_a_person_stands_behind_counts_unless_asked() {
    let mut study = study();
    study.pending(6, "a1", (60, 63), "BS-LT").mark(
        7,
        "a1",
        (64, 67),
        "BS-LT",
        "Anna",
        ReviewState::Rejected,
    );
    let mut order = spec(list(&["BS-LT"]), all("cases"), CellMeasure::Codings);
    assert_eq!(shown(&study.build(&order).unwrap()), [["2"]]);
    order.pending = true;
    let table = study.build(&order).unwrap();
    assert_eq!(shown(&table), [["3 (1 pending)"]]);
    assert_eq!(behind(&table, 0, 0), [3, 6, 1]);
    assert!(table.notes[0].starts_with("Pending suggestions"));
}

#[test]
fn words_count_once_across_codes_and_coders_and_only_the_informants() {
    let mut study = study();
    study
        .coding(6, "a1", (44, 59), "CF-LTV", "Bo")
        .coding(7, "a1", (0, 19), "BS-LT", "Anna");
    let mut order = spec(list(&["LONG"]), all("cases"), CellMeasure::Words);
    order.coders = vec!["Anna".into(), "Bo".into()];
    // a1: "abc" in turn 2, five words in turn 3; a2: two words. The
    // interviewer's turn 1 is coded too, but its words are not the informant's.
    assert_eq!(shown(&study.build(&order).unwrap()), [["8"]]);
    order.cells = CellMeasure::Share;
    let table = study.build(&order).unwrap();
    assert_eq!(
        table.cells[0][0].value,
        Value::Share { part: 8, whole: 30 },
        "both transcripts' informants"
    );
}

#[test]
fn a_share_of_no_words_is_undefined() {
    let mut study = Study::new(&["A"], &["Case A"]);
    study.transcript_with("silent", "Case A", 1);
    study.coding(1, "silent", (0, 3), "A", "Anna");
    let table = study.table(CellMeasure::Share);
    assert_eq!(table.cells[0][0].value, Value::Empty(Emptiness::Undefined));
    assert_eq!(behind(&table, 0, 0), [1]);
    assert!(
        table
            .notes
            .iter()
            .any(|note| note.starts_with("“undefined”"))
    );
    assert_eq!(
        study.table(CellMeasure::Words).cells[0][0].value,
        Value::Count(0)
    );
    study.words.clear();
    assert_eq!(
        study.table(CellMeasure::Words).cells[0][0].value,
        Value::Empty(Emptiness::Undefined),
        "words that nobody has counted are not none"
    );
}

#[test]
fn presence_and_transcripts_count_what_they_say() {
    let study = study();
    let (value, behind) = one_row(&study, "BS-LT", CellMeasure::Transcripts);
    assert_eq!((value, behind), (Value::Count(2), vec![3, 1]));
    let (value, _) = one_row(&study, "BS-LT", CellMeasure::Presence);
    assert_eq!(value, Value::Count(1));
    let mut none = Study::new(&["A", "B"], &["Case A"]);
    none.transcript("a", "Case A")
        .coding(1, "a", (20, 23), "B", "Anna");
    assert_eq!(shown(&none.table(CellMeasure::Presence)), [["0"], ["1"]]);
}

#[test]
fn quotes_say_where_they_stand_and_each_passage_is_shown_once() {
    let mut study = study();
    study.passages.get_mut(&CodingId(1)).unwrap().quote = "abc\ndef".into();
    let (value, behind) = one_row(&study, "LONG", CellMeasure::Quotes);
    assert_eq!(
        value,
        Value::Text("“abc def ghi” (a1:3)\n“abc def” (a2:2)".into())
    );
    assert_eq!(behind, [4, 3, 1]);
    study.passages.clear();
    let (value, _) = one_row(&study, "BS-BR", CellMeasure::Quotes);
    assert_eq!(
        value,
        Value::Text("[the words of coding 2 are missing]".into())
    );
}

#[test]
fn a_summary_shows_what_it_cites_and_whether_that_still_holds() {
    let mut study = study();
    study.summary("LONG", "Case A", "Understands the future", &[3, 1]);
    let cell = |study: &Study| {
        let order = spec(all("patterns"), all("cases"), CellMeasure::Summary);
        study.build(&order).unwrap().cells[0][0].clone()
    };
    let fresh = cell(&study);
    assert_eq!(fresh.value, Value::Text("Understands the future".into()));
    assert_eq!(fresh.behind, [CodingId(3), CodingId(1)]);
    assert!(!fresh.stale);

    study.coding(8, "a1", (60, 63), "BS-LT", "Anna");
    assert!(
        !cell(&study).stale,
        "a new coding changes no cited evidence"
    );
    study.evidence.insert(CodingId(1), "other words".into());
    assert!(cell(&study).stale);
    study.evidence.insert(CodingId(1), "says 1".into());
    assert!(!cell(&study).stale);
    study.evidence.remove(&CodingId(3));
    assert!(cell(&study).stale, "a cited coding is gone");
}

#[test]
fn a_summary_is_found_whichever_of_its_two_subjects_comes_first() {
    let mut study = study();
    study.summary("BS-BR", "Case A", "Right problems", &[2]);
    study.summary("BS-LT", "Case A", "  ", &[3]);
    let written = &mut study.summaries[0];
    std::mem::swap(&mut written.row, &mut written.column);
    let order = spec(all("cases"), all("codes"), CellMeasure::Summary);
    assert_eq!(
        shown(&study.build(&order).unwrap()),
        [["not written yet", "not written yet", "Right problems"]]
    );
}
