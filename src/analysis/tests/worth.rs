//! What rules are worth, on tables of a few turns and recounted at random.

use crate::analysis::worth::{Coded, Measure, Ran, Stretch, Unit, UnitKind, Worth};
use crate::analysis::worth_table::{Conditions, Detail, worth_table};
use crate::model::{
    Code, CodeId, CodeKey, CodeKind, Codebook, CodingId, Emptiness, Extent, ReviewState, Role,
    Rule, Scope, TranscriptId, Value,
};
use crate::text::{ByteSpan, Language};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Turns of ten bytes each, one byte apart; odd ones are the interviewer's.
fn unit(transcript: u32, turn: u32) -> Unit {
    Unit {
        transcript: TranscriptId(transcript),
        span: stretch(transcript, turn, 0, 10).span,
        role: if turn % 2 == 1 {
            Role::Interviewer
        } else {
            Role::Informant
        },
        language: Language::English,
    }
}

fn stretch(transcript: u32, turn: u32, from: usize, to: usize) -> Stretch {
    let start = 11 * turn as usize;
    Stretch {
        transcript: TranscriptId(transcript),
        turn,
        span: ByteSpan::new(start + from, start + to).unwrap(),
    }
}

fn coded(id: u64, place: Stretch, code: u32) -> Coded {
    Coded {
        id: CodingId(id),
        place,
        code: CodeKey(code),
    }
}

fn rule(id: &str, scope: Scope, lang: Option<&str>) -> Rule {
    Rule {
        id: id.to_owned(),
        find: "bonus".to_owned(),
        lang: lang.map(str::to_owned),
        scope,
        extent: Extent::Hit,
        note: None,
    }
}

fn ran(rule: &Rule, code: u32, proposed: Vec<Stretch>) -> Ran<'_> {
    Ran {
        rule,
        code: CodeKey(code),
        proposed: Some(proposed),
        decided: Vec::new(),
    }
}

fn eight_turns() -> Vec<Unit> {
    (1..=8).map(|turn| unit(1, turn)).collect()
}

#[test]
fn a_turn_is_found_false_or_missed_wherever_in_it_the_words_stand() {
    let hand = [
        coded(1, stretch(1, 2, 0, 3), 7),
        coded(2, stretch(1, 2, 5, 9), 7),
        coded(3, stretch(1, 4, 0, 10), 7),
        coded(4, stretch(1, 6, 0, 10), 8),
        coded(5, stretch(1, 3, 0, 10), 7),
    ];
    let measure = Measure::new(eight_turns(), &hand, &[]);
    let rule = rule("r", Scope::Informant, None);
    let hits = vec![
        stretch(1, 2, 4, 5),
        stretch(1, 6, 0, 2),
        stretch(1, 6, 3, 4),
        stretch(2, 2, 0, 4),
    ];
    let worth = measure.worth(&[CodeKey(7)], &[&ran(&rule, 7, hits)]);
    assert_eq!(worth.hits, 4, "also where nothing was coded by hand");
    assert_eq!(worth.read, 4);
    assert_eq!(
        (&worth.found[..], &worth.false_finds[..], &worth.missed[..]),
        (&[1][..], &[5][..], &[3][..])
    );
    assert_eq!(worth.found_codings, [CodingId(1), CodingId(2)]);
    assert_eq!(worth.missed_codings, [CodingId(3)]);
    assert_eq!(worth.false_places.len(), 2);
    assert_eq!(worth.unread, [CodingId(5)], "the interviewer's turn");
    assert_eq!(worth.precision(), Value::Share { part: 1, whole: 2 });
    assert_eq!(worth.f1(), Value::Share { part: 2, whole: 4 });
}

#[test]
fn a_decision_counts_for_every_rule_that_makes_the_proposal() {
    let (one, two) = (stretch(1, 2, 0, 3), stretch(1, 4, 0, 3));
    let decisions = [
        (coded(1, one, 7), ReviewState::Accepted),
        (coded(2, two, 7), ReviewState::Rejected),
        (coded(3, stretch(1, 6, 0, 9), 7), ReviewState::Accepted),
        (coded(4, stretch(1, 8, 0, 9), 7), ReviewState::Rejected),
        (coded(5, one, 9), ReviewState::Rejected),
    ];
    let measure = Measure::new(eight_turns(), &[], &decisions);
    let rule = rule("r", Scope::Anyone, None);
    let hits = vec![one, two, stretch(1, 6, 2, 4), stretch(1, 8, 2, 4)];
    let worth = measure.worth(&[CodeKey(7)], &[&ran(&rule, 7, hits)]);
    assert_eq!(
        worth.accepted,
        [CodingId(1), CodingId(3)],
        "moved boundaries"
    );
    assert_eq!(worth.rejected, [CodingId(2)], "a no to other words is none");
    assert_eq!(worth.kept(), Value::Share { part: 2, whole: 3 });
    assert_eq!(worth.agreed.len(), 2, "accepted, though not coded by hand");
}

#[test]
fn what_has_no_measure_is_undefined_and_not_zero() {
    let measure = Measure::new(eight_turns(), &[], &[]);
    let rule = rule("r", Scope::Informant, Some("en"));
    let idle = measure.worth(&[CodeKey(7)], &[&ran(&rule, 7, Vec::new())]);
    for value in [idle.precision(), idle.recall(), idle.f1(), idle.kept()] {
        assert_eq!(value, Value::Empty(Emptiness::Undefined));
    }
    let wrong = vec![stretch(1, 2, 0, 1)];
    let wrong = measure.worth(&[CodeKey(7)], &[&ran(&rule, 7, wrong)]);
    assert_eq!(wrong.precision(), Value::Share { part: 0, whole: 1 });
    assert_eq!(wrong.recall(), Value::Empty(Emptiness::Undefined));
}

#[test]
fn the_table_hangs_rules_under_codes_and_gathers_patterns() {
    let mut codebook = Codebook::default();
    for (key, id) in [(7, "A"), (8, "B")] {
        let mut code = Code::new(id, id);
        code.key = CodeKey(key);
        codebook.codes.insert(code.id.clone(), code);
    }
    let mut theme = Code::new("T", "Theme");
    theme.key = CodeKey(9);
    theme.kind = CodeKind::Pattern;
    theme.gathers = vec!["A".into(), "B".into()];
    codebook.codes.insert(theme.id.clone(), theme);
    let (good, bad, finnish) = (
        rule("good", Scope::Informant, None),
        rule("bad", Scope::Informant, None),
        rule("finnish", Scope::Informant, Some("fi")),
    );
    let mut rule_of = |code: &str, rules: &[&Rule]| {
        let code = codebook.codes.get_mut(&CodeId::from(code));
        code.unwrap().rules = rules.iter().map(|rule| (*rule).clone()).collect();
    };
    rule_of("A", &[&good, &bad, &finnish]);
    let rules = [
        ran(&good, 7, vec![stretch(1, 2, 0, 1)]),
        Ran {
            proposed: None,
            ..ran(&bad, 7, Vec::new())
        },
        ran(&finnish, 7, vec![stretch(3, 1, 0, 1)]),
    ];
    let hand = [
        coded(1, stretch(1, 2, 0, 1), 7),
        coded(2, stretch(1, 4, 0, 1), 8),
    ];
    let measure = Measure::new(eight_turns(), &hand, &[]);
    let conditions = Conditions {
        coders: vec!["Anna".to_owned()],
        unit: UnitKind::Turn,
        ..Conditions::default()
    };
    let table = worth_table(&measure, &rules, &codebook, &conditions, Detail::Full);
    let heads: Vec<(&str, usize)> = table
        .rows
        .iter()
        .map(|head| (head.label.as_str(), head.depth))
        .collect();
    assert_eq!(
        heads,
        [
            ("A", 0),
            ("good", 1),
            ("bad", 1),
            ("finnish", 1),
            ("Theme", 0)
        ]
    );
    let recall = table.columns.iter().position(|it| it.name == "recall");
    let recall = |row: usize| table.cell(row, recall.unwrap()).unwrap().value.clone();
    assert_eq!(recall(0), Value::Share { part: 1, whole: 1 });
    assert_eq!(recall(2), Value::Empty(Emptiness::Undefined));
    assert_eq!(recall(3), Value::Empty(Emptiness::NotCoded));
    assert_eq!(recall(4), Value::Share { part: 1, whole: 2 }, "the theme");
    assert!(table.footnotes()[0].starts_with("Counted: turns"));
    let part = worth_table(&measure, &rules[..1], &codebook, &conditions, Detail::Full);
    let heads: Vec<&str> = part.rows.iter().map(|head| head.label.as_str()).collect();
    assert_eq!(
        heads,
        ["good"],
        "a part of its rules is not what the code is worth"
    );
}

prop_compose! {
    fn a_stretch()(transcript in 1u32..4, turn in 1u32..9, from in 0usize..9, length in 1usize..20) -> Stretch {
        stretch(transcript, turn, from, from + length)
    }
}

proptest! {
    #[test]
    fn every_figure_is_what_a_count_by_hand_gives(
        hand in prop::collection::vec((a_stretch(), 7u32..9), 0..12),
        hits in prop::collection::vec(a_stretch(), 0..12),
        scope in prop_oneof![Just(Scope::Informant), Just(Scope::Interviewer), Just(Scope::Anyone)],
    ) {
        // Transcript 3 is not worked through.
        let units: Vec<Unit> = (1..=2).flat_map(|one| (1..=8).map(move |turn| unit(one, turn))).collect();
        let hand: Vec<Coded> = hand.into_iter().enumerate()
            .map(|(at, (place, code))| coded(at as u64, place, code)).collect();
        let measure = Measure::new(units.clone(), &hand, &[]);
        let rule = rule("r", scope, None);
        let worth: Worth = measure.worth(&[CodeKey(7)], &[&ran(&rule, 7, hits.clone())]);

        let lies = |unit: &Unit, place: &Stretch| unit.transcript == place.transcript && unit.span.overlaps(place.span);
        let mut counted = [0; 5];
        for unit in units.iter().filter(|unit| scope.reads(unit.role)) {
            let coded = hand.iter().any(|it| it.code == CodeKey(7) && lies(unit, &it.place));
            let hit = hits.iter().any(|it| lies(unit, it));
            counted[0] += 1;
            counted[1] += usize::from(coded && hit);
            counted[2] += usize::from(!coded && hit);
            counted[3] += usize::from(coded && !hit);
            counted[4] += usize::from(coded);
        }
        let figures = [worth.read, worth.found.len(), worth.false_finds.len(), worth.missed.len()];
        prop_assert_eq!(figures, [counted[0], counted[1], counted[2], counted[3]]);
        prop_assert_eq!(worth.found.len() + worth.missed.len(), counted[4]);
        let places: BTreeSet<Stretch> = hits.iter().copied().collect();
        prop_assert_eq!(worth.hits, places.len());
        // Each hand coding of the code is found, missed, unread, or partly this and that.
        for one in hand.iter().filter(|it| it.code == CodeKey(7)) {
            let lists = [&worth.found_codings, &worth.missed_codings, &worth.unread];
            prop_assert!(lists.iter().any(|list| list.contains(&one.id)));
        }
        for value in [worth.precision(), worth.recall(), worth.f1()] {
            if let Some(number) = value.number() {
                prop_assert!((0.0..=1.0).contains(&number));
            }
        }
    }
}
