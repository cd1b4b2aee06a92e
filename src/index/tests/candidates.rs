//! With the index or without it, rules find the very same.

use super::*;
use crate::model::{Aside, AsideKind, CodeKey, Extent, Rule, Scope};
use crate::rules::{CompiledRules, Hit, Names, Surroundings, compile};
use proptest::prelude::*;

const EXTENTS: [Extent; 3] = [Extent::Hit, Extent::Sentence, Extent::Turn];

/// Each pattern with each extent; those that are no rules are left aside.
fn compiled(patterns: &[String]) -> CompiledRules {
    let rules: Vec<Rule> = patterns
        .iter()
        .flat_map(|find| EXTENTS.map(|extent| (find, extent)))
        .enumerate()
        .map(|(number, (find, extent))| Rule {
            id: format!("r{number}"),
            find: find.clone(),
            lang: (number % 7 == 6).then(|| "fi".to_owned()),
            scope: Scope::Anyone,
            extent,
            note: None,
        })
        .collect();
    let keyed: Vec<(CodeKey, &Rule)> = (1..).map(CodeKey).zip(&rules).collect();
    compile(&keyed, &Names::default()).0
}

fn filled(study: &Study) -> Index {
    let mut index = Index::in_memory().unwrap();
    let add = study.iter().map(|(it, document)| (it, document));
    index.update(None, add, &[], "all", &mut |_| {}).unwrap();
    index
}

fn with_index(index: &Index, rules: &CompiledRules, study: &Study) -> Vec<Vec<Hit>> {
    study
        .iter()
        .map(|(transcript, document)| {
            let language = transcript.language;
            let queries = rules.queries(language);
            let candidates = index.candidates(language, &queries).unwrap();
            let called = candidates.of(transcript.id);
            rules.run_called(document, transcript, &Surroundings::default(), called)
        })
        .collect()
}

fn without(rules: &CompiledRules, study: &Study) -> Vec<Vec<Hit>> {
    let nothing = Surroundings::default();
    let run =
        |(transcript, document): &(Transcript, Document)| rules.run(document, transcript, &nothing);
    study.iter().map(run).collect()
}

#[test]
fn a_turn_without_a_word_of_a_rule_is_not_called() {
    let study = study();
    let index = filled(&study);
    let rules = compiled(&["exact\"annual bonuses\"".to_owned()]);
    let queries = rules.queries(Language::English);
    let candidates = index.candidates(Language::English, &queries).unwrap();
    let called = candidates.of(TranscriptId(1)).unwrap();
    let turns = |number| called.to_turn(number).unwrap().count();
    assert_eq!((1..=4).map(turns).collect::<Vec<_>>(), [0, 3, 0, 0]);
    assert!(candidates.of(TranscriptId(2)).is_none(), "not English");
    let none = compiled(&["zebra*".to_owned()]);
    let queries = none.queries(Language::English);
    let candidates = index.candidates(Language::English, &queries).unwrap();
    assert!(candidates.of(TranscriptId(1)).unwrap().is_empty());
}

#[test]
fn words_are_neighbours_across_what_nobody_said() {
    let mut study = vec![transcript(
        1,
        Language::English,
        &[("A", "annual [coughs] bonus")],
    )];
    study[0].1.asides = vec![Aside {
        span: ByteSpan::new(7, 15).unwrap(),
        kind: AsideKind::Note,
    }];
    let rules = compiled(&["\"annual bonus\"".to_owned()]);
    let found = with_index(&filled(&study), &rules, &study);
    assert_eq!(found[0].len(), EXTENTS.len());
    assert_eq!(found, without(&rules, &study));
}

#[test]
fn a_word_too_long_for_the_index_is_found() {
    let long = "b".repeat(70_000);
    let study = vec![transcript(1, Language::English, &[("A", &long)])];
    let rules = compiled(&["b*".to_owned()]);
    let found = with_index(&filled(&study), &rules, &study);
    assert!(!found[0].is_empty());
    assert_eq!(found, without(&rules, &study));
}

#[test]
fn a_corrected_transcript_is_narrowed_by_its_new_words() {
    let mut study = study();
    let mut index = filled(&study);
    study[0] = transcript(
        1,
        Language::English,
        &[("A", "Nothing. Nothing."), ("A", "A bonus.")],
    );
    let add = [(&study[0].0, &study[0].1)];
    index
        .update(Some("all"), add, &[], "new", &mut |_| {})
        .unwrap();
    let rules = compiled(&["bonus".to_owned(), "nothing THEN/1 nothing".to_owned()]);
    assert_eq!(with_index(&index, &rules, &study), without(&rules, &study));
}

fn word() -> impl Strategy<Value = String> {
    let words = [
        "bonus",
        "bonuses",
        "reward",
        "rewarded",
        "työ",
        "työssä",
        "Löhne",
        "löner",
        "asiakas",
        "asiakkaita",
        "don't",
        "C++",
        "3.5",
        "²",
        "50",
        "%",
        "USA",
        "re-do",
        "ſo",
        "l’été",
        "客户",
    ];
    prop_oneof![
        8 => prop::sample::select(words.to_vec()).prop_map(str::to_owned),
        1 => "[abä]{1,3}",
    ]
}

fn single() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => word(),
        1 => (word(), word()).prop_map(|(a, b)| format!("\"{a} {b}\"")),
        1 => (word(), word()).prop_map(|(a, b)| format!("exact\"{a} {b}\"")),
        1 => word().prop_map(|word| format!("exact\"{word}\"")),
        1 => "[abätölrw]{1,3}".prop_map(|start| format!("{start}*")),
        1 => "[abätösn]{1,3}".prop_map(|part| format!("*{part}")),
        1 => "[abätör]{1,2}".prop_map(|part| format!("*{part}*")),
        1 => Just("role:informant".to_owned()),
        1 => Just(r"/\b[A-Z]{2,5}\b/".to_owned()),
        1 => Just(r"/(?-i)[A-Z]{2}/".to_owned()),
        1 => Just(r"/\d+ ?%/".to_owned()),
        1 => Just(r"/[⁰¹²³⁴⁵]/".to_owned()),
        1 => Just(r"/\b(?:re|bo)\w+/".to_owned()),
        1 => Just(r"/[tl]ö\w?/".to_owned()),
    ]
}

fn pattern() -> impl Strategy<Value = String> {
    single().prop_recursive(3, 8, 2, |inner| {
        (inner.clone(), inner, 0..6).prop_map(|(a, b, kind)| match kind {
            0 => format!("({a} AND {b})"),
            1 => format!("({a} OR {b})"),
            2 => format!("({a} NOT {b})"),
            3 => format!("({a} NEAR/2 {b})"),
            4 => format!("({a} THEN/3 {b})"),
            _ => format!("{a} {b}"),
        })
    })
}

fn said() -> impl Strategy<Value = String> {
    let gap = prop::sample::select(vec![" ", " ", " ", ", ", ". ", "-", "\n", ""]);
    prop::collection::vec((word(), gap), 0..10)
        .prop_map(|parts| parts.into_iter().map(|(word, gap)| word + gap).collect())
}

/// Words, and a stretch of them that nobody said: from where, how long.
type Said = (String, Option<(usize, usize)>);

fn interview() -> impl Strategy<Value = (Language, Vec<Said>)> {
    let aside = prop::option::weighted(0.2, (0usize..30, 1usize..12));
    (
        prop::sample::select(Language::ALL.to_vec()),
        prop::collection::vec((said(), aside), 0..5),
    )
}

fn made(id: u32, language: Language, turns: &[Said]) -> (Transcript, Document) {
    let words: Vec<(&str, &str)> = turns.iter().map(|(it, _)| ("A", it.trim())).collect();
    let (it, mut document) = transcript(id, language, &words);
    let text = document.text.as_str();
    let boundary = |at: usize| {
        (0..=at)
            .rev()
            .find(|at| text.is_char_boundary(*at))
            .unwrap()
    };
    for (turn, (_, aside)) in document.turns.iter().zip(turns) {
        if let Some((from, length)) = aside {
            let start = boundary((turn.span.start() + from).min(turn.span.end()));
            let end = boundary((start + length).min(turn.span.end()));
            if start < end {
                let span = ByteSpan::new(start, end).unwrap();
                document.asides.push(Aside {
                    span,
                    kind: AsideKind::Note,
                });
            }
        }
    }
    (it, document)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn rules_find_the_same_with_the_index_and_without(
        interviews in prop::collection::vec(interview(), 1..6),
        patterns in prop::collection::vec(pattern(), 1..24),
    ) {
        let study: Study = (1..)
            .zip(&interviews)
            .map(|(id, (language, turns))| made(id, *language, turns))
            .collect();
        let rules = compiled(&patterns);
        let index = filled(&study);
        prop_assert_eq!(with_index(&index, &rules, &study), without(&rules, &study));
    }
}
