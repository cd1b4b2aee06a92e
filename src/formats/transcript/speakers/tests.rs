use super::*;
use crate::formats::transcript::mark::mark_of;

fn decided(text: &str, informants: &[&str]) -> (Vec<String>, Vec<usize>) {
    let mut candidates = Vec::new();
    let mut last_unmarked = 0;
    for (at, line) in text.lines().enumerate() {
        match mark_of(line) {
            Some(mark) => candidates.push(Candidate { line: at + 1, mark }),
            None if !line.trim().is_empty() => last_unmarked = at + 1,
            None => {}
        }
    }
    let hints = Hints {
        informants: informants.iter().map(|&name| name.to_owned()).collect(),
        ..Hints::default()
    };
    let verdict = decide(
        &candidates,
        Evidence {
            hints: &hints,
            certain: &[],
            last_unmarked,
        },
    );
    (
        verdict.taken.into_iter().flatten().collect(),
        verdict.doubts.iter().map(|doubt| doubt.line).collect(),
    )
}

#[test]
fn a_name_that_recurs_is_a_speaker_and_one_that_does_not_is_a_doubt() {
    let text = "Ann: a\nBo: b\nAnn: c\nBo: d\nUlla: e";
    let (taken, doubts) = decided(text, &[]);
    assert_eq!(taken, ["Ann", "Bo", "Ann", "Bo"]);
    assert_eq!(doubts, [5]);
    assert_eq!(decided(text, &["ULLA"]).0.len(), 5, "a hint settles it");
}

#[test]
fn remarks_are_no_speakers_however_often_they_recur() {
    let (taken, doubts) = decided("Ann: a\nNote: b\nAnn: c\nNote: d\nRe: e", &[]);
    assert_eq!(taken, ["Ann", "Ann"]);
    assert!(doubts.is_empty());
}

#[test]
fn a_letter_among_letters_is_a_speaker_and_among_names_a_list() {
    assert_eq!(decided("H: a\nV: b\nH: c\nV: d\nV2: e", &[]).0.len(), 5);
    let (taken, doubts) = decided("Ann: a\nJaana: b\nA: one\nAnn: c\nJaana: d", &[]);
    assert_eq!(taken.len(), 4);
    assert_eq!(doubts, [3]);
    assert_eq!(decided("Q: a\nA: b", &[]).0, ["Q", "A"]);
}

#[test]
fn small_letters_count_only_where_nobody_is_named_otherwise() {
    assert_eq!(
        decided("anna: a\npekka: b\nanna: c\npekka: d", &[]).0.len(),
        4
    );
    let (taken, doubts) = decided("Anna: a\nmutta: b\nAnna: c\nmutta: d", &[]);
    assert_eq!(taken, ["Anna", "Anna"]);
    assert_eq!(doubts, [2]);
}

#[test]
fn the_letterhead_names_the_interviewer_without_a_turn() {
    let head = "Interviewer: Ann Example\nRespondent: Bo Neil\nAE: a\nBN: b\nAE: c\nBN: d";
    let (taken, doubts) = decided(head, &[]);
    assert_eq!(taken, ["AE", "BN", "AE", "BN"]);
    assert_eq!(doubts, [1, 2]);
}

#[test]
fn initials_count_once_where_every_line_has_a_speaker() {
    let (taken, doubts) = decided("HAASTATTELIJA: a\nMATTI: b\nMATTI: c\nBÅ: d", &[]);
    assert_eq!(taken.last().map(String::as_str), Some("BÅ"));
    assert_eq!(doubts, [4], "and it is said");
    assert_eq!(decided("HAASTATTELIJA: a\nmore\nBÅ: d", &[]).0.len(), 1);
}

#[test]
fn spellings_of_one_speaker_become_one() {
    let text = "P1: a\nP 1: b\np1: c\nP1 (cont.): d\n<P1> e\nP1\tf\n(0:01) P1 - g";
    assert_eq!(decided(text, &[]).0, vec!["P1"; 7]);
}
