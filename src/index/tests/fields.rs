//! Fields narrow to the turns they are about, and to no fewer.

use super::*;
use crate::index::Proposals;
use crate::model::Codebook;
use crate::rules::Surroundings;

fn narrowed(query: &str, known: &HashMap<TranscriptId, Surroundings>) -> Proposals {
    let dir = tempfile::tempdir().unwrap();
    let index = fill(dir.path());
    let cases = ["Case 1", "Case 2"].map(str::to_owned);
    let speakers = ["A", "I"].map(str::to_owned);
    let codebook = Codebook::default();
    let scope = Scope {
        filter: &FindFilter::default(),
        names: Names {
            codebook: &codebook,
            cases: Some(&cases),
            speakers: Some(&speakers),
        },
        surroundings: Some(known),
    };
    let query = crate::rules::parse(query).unwrap();
    index.propose(&query, &scope, Order::ByPlace, 100).unwrap()
}

fn places(query: &str) -> Vec<(u32, u32)> {
    let found = narrowed(query, &HashMap::new());
    assert!(found.sure, "{query}");
    found
        .turns
        .iter()
        .map(|it| (it.transcript.0, it.turn))
        .collect()
}

#[test]
fn who_speaks_is_known_to_the_index() {
    assert_eq!(places("speaker:i"), [(1, 1), (2, 1)]);
    assert_eq!(places("bonus speaker:A case:case-2"), [(2, 2)]);
    assert_eq!(places("bonus NOT case:\"Case 2\""), [(1, 2), (1, 3)]);
    assert_eq!(places("bonus lang:fi"), [(2, 2)]);
    assert_eq!(places("role:interviewer NOT lang:fi"), [(1, 1)]);
    assert_eq!(places("case:case*").len(), 6);
    assert_eq!(places("speaker:nobody"), []);
}

#[test]
fn what_is_asked_narrows_to_the_transcripts_in_which_it_is() {
    let asked = Surroundings {
        questions: vec![(1, "7".to_owned())],
        coded: Vec::new(),
    };
    let known = HashMap::from([(TranscriptId(2), asked)]);
    let found = narrowed("bonus question:7", &known);
    assert!(!found.sure);
    assert_eq!(found.turns.len(), 1);
    assert_eq!(found.turns[0].transcript, TranscriptId(2));
    assert_eq!(narrowed("question:8", &known).turns, []);
}
