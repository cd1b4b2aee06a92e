//! Why a hit matched, told to people.

use super::fields::SmallStudy;
use super::{laws, rule};
use crate::model::{CodeKey, Extent, Scope};
use crate::rules::found::merged;
use crate::rules::{Names, Spoken, TurnContext, compile, explain, matcher, parse};
use crate::text::{ByteSpan, Language};
use proptest::prelude::*;

fn told(find: &str, extent: Extent, text: &str) -> Vec<String> {
    let turn = Spoken {
        text,
        language: Language::English,
        context: TurnContext::default(),
    };
    let query = parse(find).unwrap();
    let reasons = explain(&query, extent, &turn, &Names::default(), None);
    reasons.iter().map(ToString::to_string).collect()
}

#[test]
fn each_operator_says_how_its_words_matched() {
    let text = "We pay people by their targets. Rewarding is no award. The annual bonuses, C++.";
    let told = |find| told(find, Extent::Sentence, text);
    assert_eq!(
        told("pay NEAR/5 target*"),
        ["pay NEAR/5 target*: “pay” … “targets”, 4 words apart"]
    );
    assert_eq!(
        told("people THEN/1 by"),
        ["people THEN/1 by: “people by”, side by side, in this order"]
    );
    assert_eq!(told("reward"), ["reward: “Rewarding”, same stem"]);
    assert_eq!(told("pay"), ["pay: “pay”, the word itself"]);
    assert_eq!(told("*ward"), ["*ward: “award”, ends with ward"]);
    assert_eq!(
        told("*ward*"),
        ["*ward*: “Rewarding”, “award”, has ward in it"]
    );
    assert_eq!(
        told("\"annual bonus\""),
        ["\"annual bonus\": “annual bonuses”, in a row"]
    );
    assert_eq!(
        told("exact\"C++\""),
        ["exact\"C++\": “C++”, letter for letter"]
    );
    assert_eq!(
        told("/tar\\w+/"),
        ["/tar\\w+/: “targets”, fits the expression"]
    );
    assert_eq!(
        told("bonus OR salary OR reward"),
        [
            "bonus: “bonuses”, same stem",
            "reward: “Rewarding”, same stem"
        ],
        "only the alternatives that matched"
    );
    assert_eq!(
        told("reward award NOT \"award ceremony\""),
        [
            "reward: “Rewarding”, same stem",
            "award: “award”, the word itself",
            "NOT \"award ceremony\": nothing of \"award ceremony\" in the sentence"
        ]
    );
    assert_eq!(told("pay AND award"), [""; 0], "not in one sentence");
}

#[test]
fn with_a_place_only_what_lies_there_is_told() {
    let text = "A bonus. A reward.";
    let turn = Spoken {
        text,
        language: Language::English,
        context: TurnContext::default(),
    };
    let query = parse("bonus OR reward").unwrap();
    let place = ByteSpan::new(9, 18).ok();
    let reasons = explain(&query, Extent::Hit, &turn, &Names::default(), place);
    let told: Vec<String> = reasons.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["reward: “reward”, the word itself"]);
}

#[test]
fn every_rule_of_a_code_says_why_it_proposes_a_place() {
    let study = SmallStudy::new();
    let mut rules = [
        rule("words", "bonus NOT code:CRM-IT", Extent::Sentence),
        rule(
            "fields",
            "bonus (case:case-b OR speaker:anna*) question:7 code:CRM-STR-rew role:informant lang:en",
            Extent::Hit,
        ),
        rule("other", "thanks", Extent::Turn),
    ];
    rules[1].scope = Scope::Anyone;
    let pairs: Vec<_> = rules.iter().map(|rule| (CodeKey(1), rule)).collect();
    let (compiled, bad) = compile(&pairs, &study.names());
    assert_eq!(bad, []);
    let text = study.document.text.as_str();
    let at = text.find("We pay").unwrap();
    let told = compiled.reasons(
        &study.document,
        &study.transcript,
        &study.surroundings,
        2,
        CodeKey(1),
        ByteSpan::new(at, at + 3).unwrap(),
    );
    let lines: Vec<String> = told
        .iter()
        .flat_map(|(id, _, reasons)| reasons.iter().map(move |reason| format!("{id}: {reason}")))
        .collect();
    assert_eq!(
        lines,
        [
            "words: bonus: “bonus”, the word itself",
            "words: NOT code:CRM-IT: outside CRM-IT",
        ],
        "the hit of the other rule lies further on"
    );
    let told = compiled.reasons(
        &study.document,
        &study.transcript,
        &study.surroundings,
        2,
        CodeKey(1),
        study.document.turns[1].span,
    );
    let lines: Vec<String> = told[1].2.iter().map(ToString::to_string).collect();
    assert_eq!(
        lines,
        [
            "bonus: “bonus”, the word itself",
            "speaker:anna*: said by Anna Virtanen",
            "question:7: under question 7",
            "code:CRM-STR-rew: inside CRM-STR-rew",
            "role:informant: said by an informant",
            "lang:en: in English",
        ]
    );
    assert_eq!(told[1].1, rules[1].version());
}

proptest! {
    /// Nothing is found without a reason, and the reasons name the words that
    /// were found and no others.
    #[test]
    fn the_reasons_name_the_words_of_the_hits(text in "([A-E]( [a-e]){0,6}[.,] ){0,6}", rule in laws::query()) {
        let query = parse(&rule).unwrap();
        let ready = matcher(&query, Language::Other, &Names::default());
        let context = TurnContext::default();
        let turn = Spoken { text: &text, language: Language::Other, context };
        let why = |place| explain(&query, Extent::Turn, &turn, &Names::default(), place);
        let words = |reasons: &[crate::rules::Reason]| {
            let words = reasons.iter().flat_map(|reason| reason.words.iter().copied());
            merged(words.collect())
        };
        prop_assert_eq!(words(&why(None)), ready.words(&text, &context));
        for find in ready.matches(&text, &context) {
            let reasons = words(&why(find.first().copied()));
            prop_assert!(find.iter().all(|word| reasons.contains(word)));
        }
    }
}
