//! The cases in `tests/cases/rules.csv`.
//!
//! Each text is the answer of Anna Virtanen, an informant of Case A, to a turn
//! of the interviewer that asks question 7; what stands in braces is coded
//! CRM-STR-rew (the braces are taken away). The codebook is that of
//! [`SmallStudy`], with its cases, speakers and guide.

use super::fields::SmallStudy;
use super::{keyed, rule, transcript};
use crate::model::{CodeKey, Document, Extent, Role, Transcript};
use crate::rules::{Names, Surroundings, TurnContext, compile, matcher, parse};
use crate::text::{ByteSpan, Language};

#[derive(serde::Deserialize)]
struct Case {
    language: String,
    rule: String,
    text: String,
    /// Hits parted by " / ", words by "+"; "-" for none.
    matched: String,
    /// The column of the error, where there is one.
    error: Option<usize>,
    why: String,
}

fn cases() -> Vec<Case> {
    csv::Reader::from_reader(include_str!("../../../tests/cases/rules.csv").as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .unwrap()
}

fn interview(case: &Case) -> (Document, Transcript, Surroundings) {
    let language = case.language.parse().unwrap();
    let words = case.text.replace(['{', '}'], "");
    let (document, mut transcript) =
        transcript(language, &[("I", "And?"), ("Anna Virtanen", &words)]);
    transcript.case = Some("Case A".into());
    let speakers = &mut transcript.speakers;
    speakers.insert("Anna Virtanen".into(), Role::Informant);
    let base = document.turns[1].span.start();
    let braces = case.text.find('{').zip(case.text.find('}'));
    let surroundings = Surroundings {
        questions: vec![(1, "7".into())],
        coded: braces
            .map(|(open, close)| ByteSpan::new(base + open, base + close - 1).unwrap())
            .map(|span| (span, CodeKey(1)))
            .into_iter()
            .collect(),
    };
    (document, transcript, surroundings)
}

#[test]
fn every_case_in_the_list_finds_what_it_says() {
    let study = SmallStudy::new();
    let cases = cases();
    assert!(cases.len() > 50);
    for case in cases {
        let about = format!("{} in {:?} ({})", case.rule, case.text, case.why);
        let rules = [rule("r", &case.rule, Extent::Hit)];
        let (compiled, bad) = compile(&keyed(&rules), &study.names());
        assert_eq!(
            bad.first().map(|bad| bad.error.column),
            case.error,
            "{about}: {bad:?}"
        );
        if case.error.is_some() {
            continue;
        }
        let (document, transcript, surroundings) = interview(&case);
        let hits: Vec<String> = compiled
            .run(&document, &transcript, &surroundings)
            .iter()
            .map(|hit| {
                let words: Vec<&str> = hit
                    .matched
                    .iter()
                    .map(|word| word.slice(document.text.as_str()).unwrap())
                    .collect();
                words.join("+")
            })
            .collect();
        let told = if hits.is_empty() {
            "-".to_owned()
        } else {
            hits.join(" / ")
        };
        assert_eq!(told, case.matched, "{about}");
    }
}

#[test]
fn every_rule_prints_a_form_that_reads_back_the_same() {
    for case in cases().into_iter().filter(|case| case.error.is_none()) {
        let query = parse(&case.rule).unwrap();
        let printed = query.to_string();
        assert_eq!(
            parse(&printed).as_ref(),
            Ok(&query),
            "{} as {printed}",
            case.rule
        );
        assert_eq!(parse(&printed).unwrap().to_string(), printed);
    }
}

#[test]
fn hostile_rules_are_errors_and_not_the_end() {
    for text in [
        "(".repeat(100_000),
        "a NEAR/5 ".repeat(5_000) + "a",
        "NOT ".repeat(1_000),
        "a".repeat(100_000),
        "(((((((((((((((((((((((((((((((((((((((((((((((((((((((((a".into(),
        format!("/{}/", "(".repeat(10_000)),
        format!("/{}/", "(a{99}".repeat(10_000)),
        "a ".repeat(50_000),
        "a".repeat(50_001),
        format!("speaker:{}", "*".repeat(40_000)),
        "/(a{1000}){1000}/".into(),
        "/((((a{99}){99}){99}){99})/".into(),
        "\u{0}".into(),
    ] {
        assert!(parse(&text).is_err());
    }
}

#[test]
fn the_longest_rule_is_read_and_run() {
    let chain = |gap: &str| ["a"; 10_000].join(gap);
    for text in [chain(" "), chain(" OR "), format!("a NOT {}", chain(" "))] {
        let query = parse(&text).unwrap();
        let ready = matcher(&query, Language::English, &Names::default());
        let found = ready.matches("b a b", &TurnContext::default()).len();
        assert_eq!(found, usize::from(!text.contains("NOT")));
    }
}
