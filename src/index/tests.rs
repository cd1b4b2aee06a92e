//! Stories of the index: what it finds, and how it survives.

use crate::index::{FindError, FindFilter, Found, Index, IndexError, Order};
use crate::model::{Document, Role, Transcript, TranscriptId, Turn};
use crate::text::{ByteSpan, CanonicalText, ContentHash, Language};
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

fn ask(index: &Index, query: &str, filter: &FindFilter, order: Order, limit: usize) -> Found {
    let study = study();
    let mut speech = |id: TranscriptId, number: u32| {
        let (_, document) = study.iter().find(|(t, _)| t.id == id)?;
        Some(document.speech(document.turn(number)?).to_owned())
    };
    index
        .find(query, filter, order, limit, &mut speech)
        .unwrap()
}

/// The turns found, with the words that matched.
fn told(found: &Found) -> Vec<(u32, u32, String)> {
    let study = study();
    found
        .hits
        .iter()
        .map(|hit| {
            let (_, document) = study.iter().find(|(t, _)| t.id == hit.transcript).unwrap();
            let text = document.speech(document.turn(hit.turn).unwrap());
            let words: Vec<&str> = hit.matches.iter().map(|w| w.slice(text).unwrap()).collect();
            (hit.transcript.0, hit.turn, words.join("+"))
        })
        .collect()
}

fn look(index: &Index, query: &str) -> Vec<(u32, u32, String)> {
    let found = ask(index, query, &FindFilter::default(), Order::ByPlace, 100);
    assert_eq!(found.total_turns, found.hits.len(), "{query}");
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
    assert_eq!(
        ask(&index, "bonus", &by_case, Order::ByPlace, 9).total_turns,
        1
    );
    assert_eq!(
        ask(&index, "reward", &by_role, Order::ByPlace, 9).total_turns,
        1
    );
    assert_eq!(
        ask(&index, "bonus", &by_transcript, Order::ByPlace, 9).total_turns,
        2
    );
    for query in ["bonus", "exact\"bonus\" OR bonuses"] {
        let one = ask(&index, query, &everywhere, Order::ByPlace, 1);
        assert_eq!((one.total_turns, one.hits.len()), (3, 1), "{query}");
        assert_eq!(
            ask(&index, query, &everywhere, Order::ByPlace, 0).total_turns,
            3
        );
    }
    let best = ask(&index, "bonus", &everywhere, Order::ByRelevance, usize::MAX);
    assert_eq!(
        (best.hits[0].transcript.0, best.hits[0].turn),
        (1, 2),
        "it says it twice"
    );
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
    assert!(!index.was_rebuilt());
    assert_eq!(index.fingerprint().as_deref(), Some("third"));
    assert_eq!(look(&index, "bonus").len(), 1);
}

#[test]
fn a_damaged_index_is_made_anew_and_what_is_not_an_index_stays() {
    for (file, content) in [
        ("meta.json", "no json"),
        ("meta.json", "{}"),
        ("meta.json", ""),
        (".managed.json", "[[["),
    ] {
        let dir = tempfile::tempdir().unwrap();
        drop(fill(dir.path()));
        std::fs::write(dir.path().join(file), content).unwrap();
        std::fs::write(dir.path().join("study.db"), "months of work").unwrap();
        let index = Index::open_or_create(dir.path()).unwrap();
        assert!(index.was_rebuilt(), "{file}: {content}");
        assert_eq!(index.fingerprint(), None);
        assert_eq!(look(&index, "bonus"), []);
        assert!(dir.path().join("study.db").exists());
        drop(index);
        assert_eq!(look(&fill(dir.path()), "bonus").len(), 3);
    }
}

#[test]
fn lost_segments_and_other_versions_are_made_anew() {
    let dir = tempfile::tempdir().unwrap();
    drop(fill(dir.path()));
    for entry in std::fs::read_dir(dir.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "term") {
            std::fs::remove_file(path).unwrap();
        }
    }
    assert!(Index::open_or_create(dir.path()).unwrap().was_rebuilt());

    let dir = tempfile::tempdir().unwrap();
    drop(fill(dir.path()));
    let meta = dir.path().join("meta.json");
    let older = std::fs::read_to_string(&meta)
        .unwrap()
        .replace("crosscase index 2", "crosscase index 0");
    std::fs::write(&meta, older).unwrap();
    assert!(Index::open_or_create(dir.path()).unwrap().was_rebuilt());
}

#[test]
fn a_query_that_cannot_be_read_says_where() {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::open_or_create(dir.path()).unwrap();
    let asked = index.find(
        "a OR",
        &FindFilter::default(),
        Order::ByPlace,
        5,
        &mut |_, _| None,
    );
    assert!(matches!(asked, Err(FindError::Query(error)) if error.column == 5));
}

#[test]
fn a_turn_that_is_gone_is_not_found() {
    let dir = tempfile::tempdir().unwrap();
    let index = fill(dir.path());
    let found = index
        .find(
            "bonus",
            &FindFilter::default(),
            Order::ByPlace,
            5,
            &mut |_, _| None,
        )
        .unwrap();
    assert_eq!(found.hits, []);
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
    let speech = |id: TranscriptId, number: u32| {
        let (_, document) = study.get(id.0 as usize - 1)?;
        Some(document.speech(document.turn(number)?).to_owned())
    };
    assert!(rules.len() > 40);
    for rule in rules {
        let mut expected = Vec::new();
        for (transcript, document) in &study {
            let ready = crate::rules::matcher(&rule, transcript.language, &Default::default());
            for turn in &document.turns {
                let words = ready.words(document.speech(turn), &Default::default());
                if !words.is_empty() {
                    expected.push((transcript.id, turn.number, words));
                }
            }
        }
        for order in [Order::ByPlace, Order::ByRelevance] {
            let text = rule.to_string();
            let found = index
                .find(&text, &FindFilter::default(), order, 1_000, &mut { speech })
                .unwrap();
            assert_eq!(found.total_turns, expected.len(), "{text}");
            let mut hits: Vec<_> = found
                .hits
                .into_iter()
                .map(|hit| (hit.transcript, hit.turn, hit.matches))
                .collect();
            hits.sort();
            assert_eq!(hits, expected, "{text}");
        }
    }
}

mod candidates;
mod writers;
