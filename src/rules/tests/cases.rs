//! The cases in `tests/cases/rules.csv`.

use super::{keyed, rule, transcript};
use crate::model::Extent;
use crate::rules::{Names, Surroundings, compile, parse};

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

#[test]
fn every_case_in_the_list_finds_what_it_says() {
    let cases = cases();
    assert!(cases.len() > 50);
    for case in cases {
        let about = format!("{} in {:?} ({})", case.rule, case.text, case.why);
        let rules = [rule("r", &case.rule, Extent::Hit)];
        let (compiled, bad) = compile(&keyed(&rules), &Names::default());
        assert_eq!(
            bad.first().map(|bad| bad.error.column),
            case.error,
            "{about}: {bad:?}"
        );
        if case.error.is_some() {
            continue;
        }
        let language = case.language.parse().unwrap();
        let (document, transcript) = transcript(language, &[("A", &case.text)]);
        let hits: Vec<String> = compiled
            .run(&document, &transcript, &Surroundings::default())
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
        "/((((a{99}){99}){99}){99})/".into(),
        "\u{0}".into(),
    ] {
        assert!(parse(&text).is_err());
    }
}
