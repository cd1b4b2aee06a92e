//! The portrait of an interview, and a recount of it word by word.

use crate::analysis::portrait::{Along, LaneOrder, Lanes, Portrait, PortraitSpec, Stretch};
use crate::analysis::tests::study::{Study, TURNS, interview};
use crate::analysis::{Defaults, portrait};
use crate::model::{Document, GuideQuestion, Moment, Problem, ReviewState, Role};
use crate::text::ByteSpan;
use proptest::prelude::*;

fn drawn(study: &Study, document: &Document, spec: &PortraitSpec) -> Result<Portrait, Problem> {
    let view = study.view();
    let defaults = Defaults {
        coders: vec!["Anna".to_owned()],
    };
    portrait(spec, &view, &view.transcripts[0], document, &defaults)
}

fn along(study: &Study, along: Along) -> Portrait {
    let spec = PortraitSpec {
        along,
        ..PortraitSpec::default()
    };
    drawn(study, &interview(TURNS), &spec).unwrap()
}

fn stretches(of: &[(u64, u64)]) -> Vec<Stretch> {
    let stretches = of.iter().map(|(from, to)| Stretch {
        from: *from,
        to: *to,
    });
    stretches.collect()
}

/// Codes A, A-x and B in one interview of four turns of five words each.
fn study() -> Study {
    let mut study = Study::new(&["A", "A-x", "B"], &["Case A"]);
    study.transcript("one", "Case A");
    study
}

#[test]
fn a_coding_runs_over_every_word_and_turn_it_touches() {
    let mut study = study();
    // "f ghi" of turn 1, and "mno" of turn 1 to "abc" of turn 3.
    study.coding(1, "one", (6, 11), "A", "Anna");
    study.coding(2, "one", (16, 43), "B", "Anna");
    let words = along(&study, Along::Words);
    assert_eq!(words.length, 20);
    assert_eq!(words.lanes[0].coded, stretches(&[(1, 3)]));
    assert_eq!(words.lanes[1].coded, stretches(&[(4, 11)]));
    let turns = along(&study, Along::Turns);
    assert_eq!(turns.length, 4);
    assert_eq!(turns.lanes[0].coded, stretches(&[(0, 1)]));
    assert_eq!(turns.lanes[1].coded, stretches(&[(0, 3)]));
}

#[test]
fn codings_that_meet_are_one_bar_and_are_counted_each() {
    let mut study = study();
    study.coding(1, "one", (0, 7), "A", "Anna");
    study.coding(2, "one", (8, 11), "A", "Anna");
    study.coding(3, "one", (20, 23), "A", "Anna");
    let portrait = along(&study, Along::Words);
    assert_eq!(portrait.lanes[0].coded, stretches(&[(0, 3), (5, 6)]));
    assert_eq!(portrait.lanes[0].codings, 3);
    assert_eq!(portrait.silent, 2);
}

#[test]
fn suggestions_are_shown_only_when_asked_for_and_apart() {
    let mut study = study();
    study.coding(1, "one", (0, 3), "A", "Anna");
    study.coding(2, "one", (4, 7), "A", "Bo");
    study.mark(3, "one", (4, 7), "A", "Anna", ReviewState::Rejected);
    study.pending(4, "one", (8, 11), "A");
    let plain = along(&study, Along::Words);
    assert_eq!(plain.lanes[0].coded, stretches(&[(0, 1)]));
    assert_eq!(plain.lanes[0].suggested, []);
    assert_eq!(plain.waiting, 1);
    let spec = PortraitSpec {
        pending: true,
        ..PortraitSpec::default()
    };
    let with = drawn(&study, &interview(TURNS), &spec).unwrap();
    assert_eq!(with.lanes[0].coded, stretches(&[(0, 1)]));
    assert_eq!(with.lanes[0].suggested, stretches(&[(2, 3)]));
    assert_eq!((with.lanes[0].codings, with.lanes[0].pending), (1, 1));
    assert_eq!(with.waiting, 0);
}

#[test]
fn lanes_are_codes_families_or_patterns_in_either_order() {
    let mut study = study();
    study.pattern("P", "theme", &["A-x", "B"]);
    study.coding(1, "one", (0, 3), "B", "Anna");
    study.coding(2, "one", (20, 23), "A-x", "Anna");
    study.coding(3, "one", (40, 43), "A", "Anna");
    let names = |lanes, order| {
        let spec = PortraitSpec {
            lanes,
            order,
            ..PortraitSpec::default()
        };
        let portrait = drawn(&study, &interview(TURNS), &spec).unwrap();
        let lanes = portrait.lanes.iter();
        let told = lanes.map(|lane| format!("{} {}", lane.head.name, lane.codings));
        told.collect::<Vec<String>>().join(", ")
    };
    let book = LaneOrder::Codebook;
    assert_eq!(names(Lanes::Codes, book), "A 1, A-x 1, B 1");
    assert_eq!(names(Lanes::Families, book), "A 2, B 1");
    assert_eq!(names(Lanes::Patterns, book), "P 2");
    let first = LaneOrder::Appearance;
    assert_eq!(names(Lanes::Codes, first), "B 1, A-x 1, A 1");
}

#[test]
fn who_speaks_and_what_is_asked_lie_at_their_places() {
    let mut study = study();
    study.codebook.guide.push(GuideQuestion {
        id: "7".to_owned(),
        text: "What is rewarded?".to_owned(),
    });
    study.ask("one", "7");
    study.ask("one", "99");
    let portrait = along(&study, Along::Words);
    let roles: Vec<Role> = portrait.speech.iter().map(|turn| turn.role).collect();
    use Role::{Informant, Interviewer};
    assert_eq!(roles, [Interviewer, Informant, Informant, Informant]);
    assert_eq!(portrait.speech[2].stretch, Stretch { from: 10, to: 15 });
    let asked: Vec<(u64, &str, &str)> = portrait
        .asked
        .iter()
        .map(|it| (it.at, it.question.as_str(), it.text.as_str()))
        .collect();
    assert_eq!(asked, [(0, "7", "What is rewarded?"), (0, "99", "")]);
    assert!(portrait.lanes.is_empty(), "nothing is coded");
}

#[test]
fn time_runs_evenly_between_the_times_that_are_known() {
    let mut study = study();
    study.coding(1, "one", (0, 10), "A", "Anna");
    study.coding(2, "one", (20, 30), "B", "Anna");
    let mut document = interview(TURNS);
    document.turns[0].starts_at = Some(1_000);
    document.turns[1].starts_at = Some(5_000);
    document.turns[1].ends_at = Some(6_900);
    // A time that runs backwards is not believed.
    document.moments.push(Moment {
        span: ByteSpan::new(40, 43).unwrap(),
        starts_at: 4_000,
        ends_at: None,
    });
    let spec = PortraitSpec {
        along: Along::Time,
        ..PortraitSpec::default()
    };
    let portrait = drawn(&study, &document, &spec).unwrap();
    assert_eq!(portrait.length, 6_900);
    assert_eq!(portrait.lanes[0].coded, stretches(&[(1_000, 3_000)]));
    assert_eq!(portrait.lanes[1].coded, stretches(&[(5_000, 6_000)]));
    let timeless = drawn(&study, &interview(TURNS), &spec).unwrap_err();
    assert_eq!(
        timeless.next.as_deref(),
        Some("draw it along words or turns")
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]
    /// By the definition, letter by letter: a word is coded where a coding
    /// that counts has one of its letters.
    #[test]
    fn every_word_is_covered_by_the_lanes_of_its_codings_and_no_others(
        marks in proptest::collection::vec(
            (0usize..79, 1usize..40, 0usize..3, 0usize..2, 0usize..3), 0..12),
        pending in any::<bool>(),
    ) {
        let codes = ["A", "A-x", "B"];
        let mut study = study();
        for (id, (start, length, code, coder, state)) in marks.iter().enumerate() {
            let span = (*start, (start + length).min(79));
            let id = id as u64 + 1;
            match state {
                0 => study.mark(id, "one", span, codes[*code], "Anna", ReviewState::Rejected),
                1 => study.pending(id, "one", span, codes[*code]),
                _ => study.coding(id, "one", span, codes[*code], ["Anna", "Bo"][*coder]),
            };
        }
        let spec = PortraitSpec { pending, ..PortraitSpec::default() };
        let portrait = drawn(&study, &interview(TURNS), &spec).unwrap();
        for (number, code) in codes.iter().enumerate() {
            let lane = portrait.lanes.iter().find(|lane| lane.head.name == *code);
            for word in 0..20usize {
                let letters = 20 * (word / 5) + 4 * (word % 5)..20 * (word / 5) + 4 * (word % 5) + 3;
                let has = |wanted: fn(usize, usize) -> bool| {
                    marks.iter().any(|(start, length, code, coder, state)| {
                        let mut letters = letters.clone();
                        let end = (start + length).min(79);
                        *code == number
                            && wanted(*state, *coder)
                            && letters.any(|letter| (*start..end).contains(&letter))
                    })
                };
                let covered = |stretches: &[Stretch]| {
                    stretches.iter().any(|it| (it.from..it.to).contains(&(word as u64)))
                };
                let coded = lane.is_some_and(|lane| covered(&lane.coded));
                let suggested = lane.is_some_and(|lane| covered(&lane.suggested));
                prop_assert_eq!(coded, has(|state, coder| state == 2 && coder == 0));
                // A suggestion of what is coded just so says nothing new.
                if suggested {
                    prop_assert!(pending && has(|state, _| state == 1));
                }
                if pending && has(|state, _| state == 1) {
                    prop_assert!(suggested || coded);
                }
            }
            for stretches in lane.iter().flat_map(|lane| [&lane.coded, &lane.suggested]) {
                for two in stretches.windows(2) {
                    prop_assert!(two[0].to < two[1].from, "{stretches:?}");
                }
            }
        }
    }
}
