//! Stories of the index: what it finds, and how it survives.

use crate::index::{FindFilter, Index, IndexError, Order, Rebuilt, Scope};
use crate::model::{Document, Role, Transcript, TranscriptId, Turn};
use crate::rules::{Names, Query, TurnContext, matcher};
use crate::text::{ByteSpan, CanonicalText, ContentHash, Language};
use std::collections::HashMap;
use std::path::Path;

type Study = Vec<(Transcript, Document)>;

fn transcript(id: u32, language: Language, turns: &[(&str, &str)]) -> (Transcript, Document) {
    let mut text = String::new();
    let mut placed = Vec::new();
    for (number, (speaker, words)) in (1u32..).zip(turns) {
        let start = text.len();
        text.push_str(words);
        placed.push(Turn {
            number,
            speaker: (*speaker).to_owned(),
            span: ByteSpan::new(start, text.len()).unwrap(),
            starts_at: None,
            ends_at: None,
        });
        text.push('\n');
    }
    let text = CanonicalText::from_raw(&text);
    let document = Document {
        hash: text.hash(),
        text,
        turns: placed,
        asides: Vec::new(),
        moments: Vec::new(),
    };
    let transcript = Transcript {
        id: TranscriptId(id),
        name: format!("t{id}"),
        case: Some(format!("Case {id}")),
        language,
        document: document.hash.clone(),
        original: "t.txt".into(),
        original_hash: ContentHash::of(b""),
        speakers: [("I", Role::Interviewer), ("A", Role::Informant)]
            .map(|(name, role)| (name.to_owned(), role))
            .into(),
        part: None,
        round: None,
        speaker_cases: Default::default(),
    };
    (transcript, document)
}

fn study() -> Study {
    vec![
        transcript(
            1,
            Language::English,
            &[
                ("I", "How do you reward people?"),
                (
                    "A",
                    "Rewarding is done by a bonus. The annual bonuses are small.",
                ),
                ("A", "No pay for a target, and the bonus comes annually."),
                ("A", "Happy people. We met the target for pay."),
            ],
        ),
        transcript(
            2,
            Language::Finnish,
            &[
                ("I", "Miten palkitsette asiakkaita?"),
                (
                    "A",
                    "Asiakkaista pidetään huolta, tulospalkkaus ja bonus auttavat.",
                ),
            ],
        ),
    ]
}

fn fill(dir: &Path) -> Index {
    let mut index = Index::open_or_create(dir).unwrap();
    let study = study();
    let add = study
        .iter()
        .map(|(transcript, document)| (transcript, document));
    let mut turns = 0;
    index
        .update(None, add, &[], "first", &mut |done| turns = done)
        .unwrap();
    assert_eq!(turns, 6);
    index
}

/// A turn in which something was found, with the words that matched.
type Found = (u32, u32, Vec<ByteSpan>);

/// Asks the index and reads what it proposes, as `find` does. The first ones,
/// and how many there are.
fn found_in(
    index: &Index,
    study: &Study,
    query: &Query,
    filter: &FindFilter,
    order: Order,
    limit: usize,
) -> (Vec<Found>, usize) {
    let scope = Scope {
        filter,
        names: Names::default(),
        surroundings: None,
    };
    let candidates = index.propose(query, &scope, order, limit).unwrap();
    assert!(candidates.sure || candidates.turns.len() == candidates.total);
    let read = candidates.turns.iter().filter_map(|it| {
        let (transcript, document) = study.iter().find(|(t, _)| t.id == it.transcript)?;
        assert_eq!(transcript.language, it.language);
        let turn = document.turn(it.turn).unwrap();
        let context = TurnContext {
            speaker: &turn.speaker,
            role: Some(transcript.role(&turn.speaker)),
            case: transcript.case_of(&turn.speaker),
            ..TurnContext::default()
        };
        let ready = matcher(query, it.language, &Names::default());
        let words = ready.words(document.speech(turn), &context);
        assert!(!candidates.sure || !words.is_empty(), "{query} is not sure");
        (!words.is_empty()).then_some((it.transcript.0, it.turn, words))
    });
    let mut read: Vec<Found> = read.collect();
    let total = if candidates.sure {
        candidates.total
    } else {
        read.len()
    };
    read.truncate(limit);
    (read, total)
}

fn ask(
    index: &Index,
    query: &str,
    filter: &FindFilter,
    order: Order,
    limit: usize,
) -> (Vec<Found>, usize) {
    let query = crate::rules::parse(query).unwrap();
    found_in(index, &study(), &query, filter, order, limit)
}

/// The turns found, with the words that matched.
fn told(found: &[Found]) -> Vec<(u32, u32, String)> {
    let study = study();
    found
        .iter()
        .map(|(transcript, turn, matches)| {
            let (_, document) = study.iter().find(|(t, _)| t.id.0 == *transcript).unwrap();
            let text = document.speech(document.turn(*turn).unwrap());
            let words: Vec<&str> = matches.iter().map(|w| w.slice(text).unwrap()).collect();
            (*transcript, *turn, words.join("+"))
        })
        .collect()
}

fn look(index: &Index, query: &str) -> Vec<(u32, u32, String)> {
    let (found, total) = ask(index, query, &FindFilter::default(), Order::ByPlace, 100);
    assert_eq!(total, found.len(), "{query}");
    told(&found)
}

#[test]
fn what_a_rule_finds_is_found_in_the_right_turns() {
    let dir = tempfile::tempdir().unwrap();
    let index = fill(dir.path());
    let own = |transcript: u32, turn: u32, words: &str| (transcript, turn, words.to_owned());
    assert_eq!(
        look(&index, "reward"),
        [own(1, 1, "reward"), own(1, 2, "Rewarding")]
    );
    assert_eq!(
        look(&index, "asiakkaat"),
        [own(2, 1, "asiakkaita"), own(2, 2, "Asiakkaista")]
    );
    assert_eq!(
        look(&index, "bonus"),
        [
            own(1, 2, "bonus+bonuses"),
            own(1, 3, "bonus"),
            own(2, 2, "bonus")
        ]
    );
    assert_eq!(
        look(&index, "\"annual bonus\""),
        [own(1, 2, "annual+bonuses")]
    );
    assert_eq!(
        look(&index, "\"annual bonus*\""),
        [own(1, 2, "annual+bonuses")]
    );
    assert_eq!(
        look(&index, "happy*"),
        [own(1, 4, "Happy")],
        "the word, not its stem"
    );
    assert_eq!(look(&index, "happi*"), []);
    assert_eq!(look(&index, "*palkkaus"), [own(2, 2, "tulospalkkaus")]);
    assert_eq!(look(&index, "*palk*").len(), 2);
    assert_eq!(
        look(&index, "bonus AND annual"),
        [
            own(1, 2, "bonus+annual+bonuses"),
            own(1, 3, "bonus+annually")
        ]
    );
    assert_eq!(look(&index, "bonus NOT annual"), [own(2, 2, "bonus")]);
    assert_eq!(look(&index, "happy OR asiakkaista").len(), 3);
    assert_eq!(
        look(&index, "pay NEAR/3 target"),
        [own(1, 3, "pay+target"), own(1, 4, "target+pay")]
    );
    assert_eq!(look(&index, "pay THEN/2 target"), []);
    assert_eq!(
        look(&index, "target NOT (target THEN/2 pay)"),
        [own(1, 3, "target")]
    );
    assert_eq!(look(&index, "exact\"the bonus\""), [own(1, 3, "the bonus")]);
    assert_eq!(look(&index, "/tulos\\w+/"), [own(2, 2, "tulospalkkaus")]);
    assert_eq!(look(&index, "/\\?$/").len(), 2);
    assert_eq!(look(&index, "klingon"), []);
}

#[test]
fn filters_order_and_limit_hold() {
    let dir = tempfile::tempdir().unwrap();
    let index = fill(dir.path());
    let everywhere = FindFilter::default();
    let by_case = FindFilter {
        case: Some("Case 2".into()),
        ..everywhere.clone()
    };
    let by_role = FindFilter {
        role: Some(Role::Interviewer),
        ..everywhere.clone()
    };
    let by_transcript = FindFilter {
        transcript: Some(TranscriptId(1)),
        ..everywhere.clone()
    };
    assert_eq!(ask(&index, "bonus", &by_case, Order::ByPlace, 9).1, 1);
    assert_eq!(ask(&index, "reward", &by_role, Order::ByPlace, 9).1, 1);
    assert_eq!(ask(&index, "bonus", &by_transcript, Order::ByPlace, 9).1, 2);
    for query in ["bonus", "exact\"bonus\" OR bonuses"] {
        let one = ask(&index, query, &everywhere, Order::ByPlace, 1);
        assert_eq!((one.1, one.0.len()), (3, 1), "{query}");
        assert_eq!(ask(&index, query, &everywhere, Order::ByPlace, 0).1, 3);
    }
    let best = ask(&index, "bonus", &everywhere, Order::ByRelevance, usize::MAX);
    assert_eq!((best.0[0].0, best.0[0].1), (1, 2), "it says it twice");
}

#[test]
fn a_transcript_is_replaced_and_removed_as_a_whole() {
    let dir = tempfile::tempdir().unwrap();
    let mut index = fill(dir.path());
    assert_eq!(index.fingerprint().as_deref(), Some("first"));
    let anew = study();
    index
        .update(
            Some("first"),
            [(&anew[0].0, &anew[0].1)],
            &[],
            "second",
            &mut |_| {},
        )
        .unwrap();
    assert_eq!(look(&index, "reward").len(), 2, "not twice");
    let none: [(&Transcript, &Document); 0] = [];
    index
        .update(
            Some("second"),
            none,
            &[TranscriptId(1)],
            "third",
            &mut |_| {},
        )
        .unwrap();
    assert_eq!(look(&index, "reward"), []);
    assert_eq!(look(&index, "bonus").len(), 1);
    drop(index);
    let index = Index::open_or_create(dir.path()).unwrap();
    assert_eq!(index.rebuilt(), None);
    assert_eq!(index.fingerprint().as_deref(), Some("third"));
    assert_eq!(look(&index, "bonus").len(), 1);
}

/// The cases of the rule language, once more: all texts in one index, and each
/// rule finds there what the matcher finds in them one by one.
#[test]
fn the_index_leaves_out_nothing_that_a_rule_finds() {
    let mut rules = Vec::new();
    let mut study: Study = Vec::new();
    let cases = include_str!("../../tests/cases/rules.csv");
    for row in csv::Reader::from_reader(cases.as_bytes()).records() {
        let row = row.unwrap();
        rules.extend(crate::rules::parse(&row[1]).ok());
        let language: Language = row[0].parse().unwrap();
        let id = u32::try_from(study.len()).unwrap() + 1;
        study.push(transcript(id, language, &[("A", &row[2]), ("A", &row[3])]));
    }
    let dir = tempfile::tempdir().unwrap();
    let mut index = Index::open_or_create(dir.path()).unwrap();
    index
        .update(None, study.clone(), &[], "cases", &mut |_| {})
        .unwrap();
    assert!(rules.len() > 40);
    for rule in rules {
        let mut expected = Vec::new();
        for (transcript, document) in &study {
            let ready = crate::rules::matcher(&rule, transcript.language, &Default::default());
            for turn in &document.turns {
                let context = TurnContext {
                    speaker: &turn.speaker,
                    role: Some(transcript.role(&turn.speaker)),
                    case: transcript.case_of(&turn.speaker),
                    ..TurnContext::default()
                };
                let words = ready.words(document.speech(turn), &context);
                if !words.is_empty() {
                    expected.push((transcript.id.0, turn.number, words));
                }
            }
        }
        for order in [Order::ByPlace, Order::ByRelevance] {
            let everywhere = FindFilter::default();
            let (mut hits, total) = found_in(&index, &study, &rule, &everywhere, order, 1_000);
            assert_eq!(total, expected.len(), "{rule}");
            hits.sort();
            assert_eq!(hits, expected, "{rule}");
        }
    }
}

mod candidates;
mod damage;
mod fields;
mod notes;
mod writers;
