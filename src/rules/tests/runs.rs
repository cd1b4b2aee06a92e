//! What a run over a transcript proposes.

use super::{keyed, rule, transcript};
use crate::model::{CodeKey, Extent, Rule, Scope};
use crate::rules::{
    CompiledRules, Matcher, Names, Surroundings, TurnContext, compile, matcher, parse,
};
use crate::text::{ByteSpan, Language};

fn ready(rules: &[Rule]) -> CompiledRules {
    let (compiled, bad) = compile(&keyed(rules), &Names::default());
    assert_eq!(bad, []);
    compiled
}

fn matches(matcher: &Matcher, text: &str) -> Vec<Vec<ByteSpan>> {
    matcher.matches(text, &TurnContext::default())
}

const TALK: [(&str, &str); 3] = [
    ("I", "How do you reward people?"),
    (
        "A",
        "We pay a bonus. The bonus is small, a bonus for all. No plan.",
    ),
    ("O", "A bonus?"),
];

fn proposed(extent: Extent, find: &str) -> Vec<(String, usize)> {
    let (document, transcript) = transcript(Language::English, &TALK);
    ready(&[rule("r", find, extent)])
        .run(&document, &transcript, &Surroundings::default())
        .iter()
        .map(|hit| {
            let text = hit.span.slice(document.text.as_str()).unwrap();
            (text.to_owned(), hit.matched.len())
        })
        .collect()
}

#[test]
fn the_extent_says_how_much_is_proposed_and_each_place_once() {
    let bonus = || "bonus".to_owned();
    assert_eq!(
        proposed(Extent::Hit, "bonus"),
        [(bonus(), 1), (bonus(), 1), (bonus(), 1)]
    );
    assert_eq!(
        proposed(Extent::Sentence, "bonus"),
        [
            ("We pay a bonus.".to_owned(), 1),
            ("The bonus is small, a bonus for all.".to_owned(), 2)
        ]
    );
    assert_eq!(proposed(Extent::Turn, "bonus"), [(TALK[1].1.to_owned(), 3)]);
    assert_eq!(
        proposed(Extent::Sentences(1), "plan"),
        [(
            "The bonus is small, a bonus for all. No plan.".to_owned(),
            1
        )],
        "one more before; none stands after"
    );
    assert_eq!(
        proposed(Extent::Sentences(9), "pay"),
        [(TALK[1].1.to_owned(), 1)],
        "the turn is the end"
    );
    assert_eq!(
        proposed(Extent::Sentences(9), "pay AND plan"),
        [],
        "AND looks within the sentence all the same"
    );
    assert_eq!(
        proposed(Extent::Sentence, "pay NEAR/5 small"),
        [],
        "8 words apart"
    );
    assert_eq!(
        proposed(Extent::Sentence, "pay NEAR/9 small"),
        [(
            "We pay a bonus. The bonus is small, a bonus for all.".to_owned(),
            2
        )],
        "a find over two sentences proposes both"
    );
    assert_eq!(proposed(Extent::Sentence, "pay AND plan"), []);
    assert_eq!(proposed(Extent::Turn, "pay AND plan").len(), 1);
    assert_eq!(proposed(Extent::Turn, "pay NOT plan"), []);
    assert_eq!(proposed(Extent::Sentence, "pay NOT plan").len(), 1);
}

#[test]
fn a_rule_reads_only_the_turns_in_its_scope_and_its_language() {
    let (document, mut transcript) = transcript(Language::English, &TALK);
    let mut rules =
        ["asked", "answered", "anyone", "finnish"].map(|id| rule(id, "*o*", Extent::Turn));
    rules[0].scope = Scope::Interviewer;
    rules[2].scope = Scope::Anyone;
    rules[3].lang = Some("fi".into());
    let compiled = ready(&rules);
    let told = |hits: Vec<crate::rules::Hit>| -> Vec<(u32, String)> {
        hits.into_iter().map(|hit| (hit.turn, hit.rule)).collect()
    };
    let own = |turn: u32, id: &str| (turn, id.to_owned());
    assert_eq!(
        told(compiled.run(&document, &transcript, &Surroundings::default())),
        [
            own(1, "asked"),
            own(1, "anyone"),
            own(2, "answered"),
            own(2, "anyone"),
            own(3, "anyone")
        ]
    );
    transcript.language = Language::Finnish;
    assert!(
        told(compiled.run(&document, &transcript, &Surroundings::default()))
            .contains(&own(2, "finnish"))
    );
}

#[test]
fn a_bad_rule_is_reported_and_the_others_run() {
    let mut rules = [
        rule("good", "bonus", Extent::Hit),
        rule("cut", "bonus OR", Extent::Hit),
        rule("tongue", "bonus", Extent::Hit),
    ];
    rules[2].lang = Some("xx".into());
    let (compiled, bad) = compile(&keyed(&rules), &Names::default());
    let told: Vec<(&str, CodeKey, usize)> = bad
        .iter()
        .map(|bad| (bad.rule.as_str(), bad.code, bad.error.column))
        .collect();
    assert_eq!(told, [("cut", CodeKey(2), 9), ("tongue", CodeKey(3), 1)]);
    assert!(bad[1].error.what.contains("'xx'"));
    let (document, transcript) = transcript(Language::English, &TALK);
    let hits = compiled.run(&document, &transcript, &Surroundings::default());
    assert_eq!(hits.len(), 3);
    assert_eq!(hits[0].version, rules[0].version());
}

#[test]
fn threads_share_the_rules_and_find_the_same() {
    let (document, transcript) = transcript(Language::English, &TALK);
    let compiled = ready(&[rule("r", "bonus OR /small/", Extent::Sentence)]);
    let alone = compiled.run(&document, &transcript, &Surroundings::default());
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..20 {
                    assert_eq!(
                        compiled.run(&document, &transcript, &Surroundings::default()),
                        alone
                    );
                }
            });
        }
    });
}

#[test]
fn a_turn_leaves_nothing_behind_for_the_next() {
    let ready = matcher(
        &parse("a NEAR/9 b").unwrap(),
        Language::English,
        &Names::default(),
    );
    assert_eq!(matches(&ready, "x a x").len(), 0);
    assert_eq!(matches(&ready, "x b x").len(), 0);
    assert_eq!(matches(&ready, "b x a").len(), 1);
}

#[test]
fn more_words_than_can_be_remembered_are_no_trouble() {
    let ready = matcher(
        &parse("w765000 OR wordlongerthansixteen777777").unwrap(),
        Language::Other,
        &Names::default(),
    );
    let mut text = String::new();
    for turn in 0..60 {
        text.clear();
        for number in 0..10_000 {
            text.push_str(&format!("w{} ", turn * 20_000 + number));
        }
        assert_eq!(
            matches(&ready, &text).len(),
            usize::from(turn == 38),
            "{turn}"
        );
    }
    assert_eq!(matches(&ready, "x Wordlongerthansixteen777777").len(), 1);
}

/// Two alternatives that are equally near: which of them is told must not
/// depend on how they were looked for.
#[test]
fn of_two_equally_near_finds_the_one_whose_words_come_first_is_told() {
    let query = parse("(a OR ((a OR a) NEAR/1 (\"a a\" NEAR/3 a)) OR a)").unwrap();
    let ready = matcher(&query, Language::Other, &Names::default());
    let told: Vec<Vec<usize>> = matches(&ready, "A, A b a a a. ")
        .into_iter()
        .map(|words| words.iter().map(|word| word.start()).collect())
        .collect();
    let (a1, a2, a3, a4, a5) = (0, 3, 7, 9, 11);
    assert!(told.contains(&vec![a1, a2, a4, a5]), "{told:?}");
    assert!(!told.contains(&vec![a1, a3, a4, a5]), "{told:?}");
}
