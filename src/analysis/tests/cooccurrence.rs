//! Codes that stand together.

use super::study::{Study, anna, behind, codes as list, names, shown};
use crate::analysis::{CooccurrenceSpec, Strength, Together, cooccurrence, pairs};
use crate::model::{ReviewState, RowsSpec, Table};

fn order(codes: &[&str], together: Together) -> CooccurrenceSpec {
    CooccurrenceSpec {
        title: "Together".into(),
        corner: "code".into(),
        rows: list(codes),
        columns: None,
        used_only: false,
        coders: Vec::new(),
        same_coder: false,
        pending: false,
        together,
        measures: vec![Strength::Count],
    }
}

fn table(study: &Study, codes: &[&str], together: Together) -> Table {
    cooccurrence(&order(codes, together), &study.view(), &anna()).unwrap()
}

/// Passages of A and of B as (transcript, start, end).
fn segments(a: &[(&str, usize, usize)], b: &[(&str, usize, usize)]) -> Study {
    let mut study = Study::new(&["A", "B"], &[]);
    for name in ["d1", "d2", "d3", "d4"] {
        study.transcript(name, "");
    }
    let coded = a
        .iter()
        .map(|one| ("A", one))
        .chain(b.iter().map(|one| ("B", one)));
    for (id, (code, (name, start, end))) in coded.enumerate() {
        study.coding(id as u64, name, (*start, *end), code, "Anna");
    }
    study
}

#[test]
fn one_long_passage_over_three_short_ones_counts_three() {
    let study = segments(
        &[("d1", 0, 100)],
        &[("d1", 5, 15), ("d1", 30, 40), ("d1", 60, 70)],
    );
    let table = table(&study, &["A", "B"], Together::Overlap);
    assert_eq!(shown(&table), [["1", "3"], ["3", "3"]]);
    assert_eq!(behind(&table, 1, 0), [0, 1, 2, 3]);
}

#[test]
fn touching_passages_do_not_overlap() {
    let study = segments(
        &[
            ("d1", 0, 50),
            ("d1", 80, 120),
            ("d2", 10, 60),
            ("d2", 100, 140),
            ("d3", 0, 30),
        ],
        &[
            ("d1", 40, 90),
            ("d2", 60, 80),
            ("d2", 20, 40),
            ("d3", 30, 60),
            ("d4", 0, 10),
        ],
    );
    let table = table(&study, &["A", "B"], Together::Overlap);
    assert_eq!(shown(&table), [["5", "3"], ["3", "5"]]);
    assert_eq!(behind(&table, 0, 1), [0, 5, 1, 2, 7]);
    assert_eq!(behind(&table, 0, 0), [0, 1, 2, 3, 4]);
}

#[test]
fn two_coders_on_the_same_words_make_one_place() {
    let mut study = segments(&[("d1", 20, 30)], &[("d1", 20, 30)]);
    study.coding(2, "d1", (20, 30), "B", "Bo");
    let mut both = order(&["A", "B"], Together::Overlap);
    both.coders = vec!["Anna".into(), "Bo".into()];
    let table = cooccurrence(&both, &study.view(), &anna()).unwrap();
    assert_eq!(shown(&table), [["1", "1"], ["1", "1"]]);
    assert_eq!(
        behind(&table, 0, 1),
        [0, 1, 2],
        "but all three stand behind it"
    );
}

#[test]
fn in_turns_a_turn_counts_once_however_often_it_is_coded() {
    let study = segments(
        &[("d1", 20, 23), ("d1", 24, 27), ("d1", 40, 43), ("d2", 0, 3)],
        &[("d1", 28, 31), ("d1", 60, 63), ("d2", 19, 30)],
    );
    let table = table(&study, &["A", "B"], Together::SameTurn);
    assert_eq!(shown(&table), [["3", "2"], ["2", "3"]]);
    assert_eq!(behind(&table, 0, 1), [0, 1, 4, 3, 6]);
    assert_eq!(behind(&table, 1, 1), [4, 5, 6]);
}

#[test]
fn a_theme_stands_for_what_it_gathers_and_shared_codings_are_noted() {
    let mut study = segments(&[("d1", 20, 23)], &[("d1", 40, 43), ("d1", 21, 22)]);
    study.pattern("P", "Theme", &["A", "B"]);
    let overlap = table(&study, &["P", "B"], Together::Overlap);
    assert_eq!(shown(&overlap), [["3", "3"], ["3", "2"]]);
    assert_eq!(behind(&overlap, 0, 1), [0, 2, 1]);
    assert!(
        overlap
            .notes
            .iter()
            .any(|note| note.contains("share codings"))
    );
    let turns = table(&study, &["P", "B"], Together::SameTurn);
    assert_eq!(shown(&turns), [["2", "2"], ["2", "2"]]);
}

#[test]
fn a_table_of_many_codes_is_as_right_as_a_small_one() {
    // More codes than the lists of one round of rows: rounds must join up.
    let names: Vec<String> = (0..150).map(|at| format!("C{at}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut study = Study::new(&names, &[]);
    study.transcript_with("long", "", 10);
    for (at, code) in names.iter().enumerate() {
        // Each overlaps the one before and the one after it.
        study.coding(at as u64, "long", (at, at + 2), code, "Anna");
    }
    let table = table(&study, &names, Together::Overlap);
    for row in 0..names.len() {
        for column in 0..names.len() {
            let ids = [row.min(column) as u64, row.max(column) as u64];
            let near = row.abs_diff(column);
            let expected = match near {
                0 => &ids[..1],
                1 => &ids[..],
                _ => &[],
            };
            assert_eq!(behind(&table, row, column), expected, "{row} {column}");
        }
    }
}

#[test]
fn nothing_coded_is_not_zero() {
    let mut study = segments(&[], &[]);
    assert_eq!(
        shown(&table(&study, &["A", "B"], Together::Overlap)),
        [
            ["not coded yet", "not coded yet"],
            ["not coded yet", "not coded yet"]
        ]
    );
    study.mark(1, "d1", (0, 3), "A", "Anna", ReviewState::Rejected);
    study.coding(2, "d1", (0, 3), "B", "Anna");
    assert_eq!(
        shown(&table(&study, &["A", "B"], Together::SameTurn)),
        [["0", "0"], ["0", "1"]]
    );
}

#[test]
fn a_wish_that_cannot_be_met_is_refused() {
    let mut study = segments(&[], &[]);
    let mut cases = order(&[], Together::Overlap);
    cases.rows = RowsSpec::All("cases".into());
    assert!(cooccurrence(&cases, &study.view(), &anna()).is_err());
    for number in 0..1_001 {
        study.code(crate::model::Code::new(&format!("C{number}"), "many"));
    }
    cases.rows = RowsSpec::All("codes".into());
    let problem = cooccurrence(&cases, &study.view(), &anna()).unwrap_err();
    assert_eq!(problem.next.as_deref(), Some("list at most 1000 codes"));
}

#[test]
fn one_side_of_codes_is_held_against_another() {
    let mut study = segments(&[("d1", 20, 23)], &[("d1", 24, 27), ("d2", 0, 3)]);
    study.code(crate::model::Code::new("C", "never given"));
    let mut order = order(&["B"], Together::SameTurn);
    order.columns = Some(list(&["C", "A", "B"]));
    order.measures = vec![Strength::Count, Strength::SecondGivenFirst];
    let made = cooccurrence(&order, &study.view(), &anna()).unwrap();
    assert_eq!(names(&made.rows), ["B"]);
    assert_eq!(names(&made.columns), ["C", "A", "B"]);
    assert_eq!(shown(&made), [["0 (0.0 %)", "1 (50.0 %)", "2"]]);
    assert_eq!(behind(&made, 0, 1), [0, 1]);
    order.used_only = true;
    let used = cooccurrence(&order, &study.view(), &anna()).unwrap();
    assert_eq!(names(&used.columns), ["A", "B"]);
    let left_out = "Left out, as no coding counted here has them: 1 code.";
    assert!(used.notes.iter().any(|note| note == left_out));
}

#[test]
fn coefficients_that_mislead_are_named() {
    let study = segments(
        &[("d1", 0, 70)],
        &[
            ("d1", 1, 9),
            ("d1", 10, 19),
            ("d1", 20, 29),
            ("d1", 30, 39),
            ("d1", 40, 49),
            ("d1", 50, 59),
        ],
    );
    let mut order = order(&["A", "B"], Together::Overlap);
    order.measures = vec![Strength::C];
    let table = cooccurrence(&order, &study.view(), &anna()).unwrap();
    assert_eq!(shown(&table), [["", "6.00"], ["6.00", ""]]);
    let said = |start: &str| table.notes.iter().any(|note| note.starts_with(start));
    assert!(said("The c-coefficient is out of its range"));
    assert!(said("One code is given more than 5 times as often"));
    let listed = pairs(&order, 9, &study.view(), &anna()).unwrap();
    let remark = "c out of range; one code 6 times as often";
    assert_eq!(shown(&listed), [["1", "6", "6", "6.00", remark]]);
}

#[test]
fn a_passage_over_two_sentences_is_in_both_and_one_over_none_is_said() {
    let mut study = segments(&[], &[]);
    // The test's talk has no full stop: each turn is a sentence of 19 bytes.
    study.coding(1, "d1", (25, 45), "A", "Anna");
    study.coding(2, "d1", (41, 44), "B", "Anna");
    study.coding(3, "d1", (39, 40), "B", "Anna");
    let order = order(&["A", "B"], Together::Sentence);
    let unknown = cooccurrence(&order, &study.view(), &anna()).unwrap();
    assert_eq!(
        shown(&unknown),
        [["undefined", "undefined"], ["undefined", "undefined"]],
        "nobody has cut the text into sentences"
    );
    study.cut(Together::Sentence);
    let table = cooccurrence(&order, &study.view(), &anna()).unwrap();
    assert_eq!(shown(&table), [["2", "1"], ["1", "1"]]);
    assert_eq!(behind(&table, 1, 1), [2]);
    let nowhere = "Not counted, as they hold nothing of any sentence: 1 passage.";
    assert!(table.notes.iter().any(|note| note == nowhere));
}

#[test]
fn a_table_shows_one_measure_or_two() {
    let study = segments(&[("d1", 0, 3)], &[]);
    let mut order = order(&["A", "B"], Together::SameTurn);
    order.measures = Vec::new();
    assert!(cooccurrence(&order, &study.view(), &anna()).is_err());
    order.measures = vec![Strength::Count; 3];
    assert!(cooccurrence(&order, &study.view(), &anna()).is_err());
    assert!(pairs(&order, 1, &study.view(), &anna()).is_ok());
}

#[test]
fn suggestions_that_wait_are_mentioned_and_not_counted() {
    let mut study = segments(&[("d1", 0, 3)], &[]);
    study.pending(9, "d1", (5, 8), "B");
    let table = table(&study, &["A", "B"], Together::SameTurn);
    assert_eq!(shown(&table), [["1", "0"], ["0", "0"]]);
    let waits = "Not counted, as they wait for review: 1 suggestion of these codes.";
    assert!(table.notes.iter().any(|note| note == waits));
}
