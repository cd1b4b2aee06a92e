//! The page in `docs/rules.md`: each example in its tables finds what is bold
//! beside it, and each rule elsewhere on it can be read.

use super::fields::SmallStudy;
use super::{keyed, rule, transcript};
use crate::model::{CodeKey, Extent, Role};
use crate::rules::found::merged;
use crate::rules::{REFERENCE, Surroundings, compile, parse};
use crate::text::{ByteSpan, Language};

struct Example {
    language: Language,
    rule: String,
    /// As printed.
    shown: String,
    /// Without marks.
    text: String,
    bold: Vec<ByteSpan>,
    coded: Vec<ByteSpan>,
}

fn examples() -> Vec<Example> {
    let mut language = Language::English;
    let mut all = Vec::new();
    for line in REFERENCE.lines().filter(|line| line.starts_with("| ")) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if cells[1] == "Rule" {
            language = if cells[2].contains("Finnish") {
                Language::Finnish
            } else {
                Language::English
            };
            continue;
        }
        let rule = cells[1].trim_matches('`').to_owned();
        let mut example = Example {
            language,
            rule,
            shown: cells[2].to_owned(),
            text: String::new(),
            bold: Vec::new(),
            coded: Vec::new(),
        };
        let (mut bold_from, mut coded_from) = (None, 0);
        for (at, part) in cells[2].split("**").enumerate() {
            if at % 2 == 1 {
                bold_from = Some(example.text.len());
            }
            for sign in part.chars() {
                let here = example.text.len();
                match sign {
                    '‹' => coded_from = here,
                    '›' => example.coded.extend(ByteSpan::new(coded_from, here)),
                    _ => example.text.push(sign),
                }
            }
            let bold = bold_from.take();
            let end = example.text.len();
            example
                .bold
                .extend(bold.and_then(|from| ByteSpan::new(from, end).ok()));
        }
        all.push(example);
    }
    all
}

#[test]
fn every_example_on_the_page_finds_what_is_bold() {
    let study = SmallStudy::new();
    let examples = examples();
    assert!(examples.len() >= 25);
    for example in examples {
        let rules = [rule("r", &example.rule, Extent::Hit)];
        let (compiled, bad) = compile(&keyed(&rules), &study.names());
        assert_eq!(bad, [], "{}", example.rule);
        let turns = [("I", "And?"), ("Anna Virtanen", example.text.as_str())];
        let (document, mut transcript) = transcript(example.language, &turns);
        transcript.case = Some("Case A".into());
        let speakers = &mut transcript.speakers;
        speakers.insert("Anna Virtanen".into(), Role::Informant);
        let base = document.turns[1].span.start();
        let coded = example.coded.iter().map(|span| span.shifted(base).unwrap());
        let surroundings = Surroundings {
            questions: vec![(1, "7".into())],
            coded: coded.map(|span| (span, CodeKey(1))).collect(),
        };
        let hits = compiled.run(&document, &transcript, &surroundings);
        let matched = merged(hits.into_iter().flat_map(|hit| hit.matched).collect());
        // Words side by side may stand in one stretch of bold.
        let is_bold = |word: &ByteSpan| {
            let inside = |bold: &&ByteSpan| bold.shifted(base).unwrap().contains(*word);
            example.bold.iter().find(inside)
        };
        let about = format!("{} in {}", example.rule, example.shown);
        assert!(
            matched.iter().all(|word| is_bold(word).is_some()),
            "{about}"
        );
        for bold in &example.bold {
            let (start, end) = (base + bold.start(), base + bold.end());
            assert!(matched.iter().any(|word| word.start() == start), "{about}");
            assert!(matched.iter().any(|word| word.end() == end), "{about}");
        }
    }
}

#[test]
fn every_rule_on_the_page_can_be_read() {
    let quoted = |line: &str| {
        let (_, rest) = line.split_once('\'')?;
        Some(rest.split_once('\'')?.0.to_owned())
    };
    let written = REFERENCE
        .lines()
        .filter(|line| line.starts_with("find = ") || line.contains("--try "));
    let rules: Vec<String> = written.filter_map(quoted).collect();
    assert_eq!(rules.len(), 2);
    for rule in rules
        .iter()
        .map(String::as_str)
        .chain(["\"CRM:n\"", "exact\"10:30\"", "\"or\""])
    {
        assert!(parse(rule).is_ok(), "{rule}");
        assert!(REFERENCE.contains(rule));
    }
    for extent in ["hit", "sentence", "sentence+2", "turn"] {
        assert!(extent.parse::<Extent>().is_ok() && REFERENCE.contains(extent));
    }
}

#[test]
fn the_page_fits_one_printed_page() {
    assert!(REFERENCE.lines().count() <= 90);
    assert!(REFERENCE.lines().all(|line| line.chars().count() <= 125));
}
