//! Stories of the whole rule language.

mod cases;
mod fields;
mod laws;
mod reasons;
mod reference;
mod runs;

use crate::model::{CodeKey, Document, Extent, Role, Rule, Scope, Transcript, TranscriptId, Turn};
use crate::text::{ByteSpan, CanonicalText, ContentHash, Language};

/// A transcript with the given turns: speaker and words.
pub(super) fn transcript(language: Language, turns: &[(&str, &str)]) -> (Document, Transcript) {
    let mut text = String::new();
    let mut placed = Vec::new();
    for (number, (speaker, words)) in (1u32..).zip(turns) {
        text.push_str(speaker);
        text.push_str(": ");
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
        id: TranscriptId(1),
        name: "t".into(),
        case: None,
        language,
        document: document.hash.clone(),
        original: "t.txt".into(),
        original_hash: ContentHash::of(b""),
        speakers: [
            ("I", Role::Interviewer),
            ("A", Role::Informant),
            ("O", Role::Other),
        ]
        .map(|(name, role)| (name.to_owned(), role))
        .into(),
        part: None,
        round: None,
        speaker_cases: Default::default(),
    };
    (document, transcript)
}

pub(super) fn rule(id: &str, find: &str, extent: Extent) -> Rule {
    Rule {
        id: id.into(),
        find: find.into(),
        lang: None,
        scope: Scope::Informant,
        extent,
        note: None,
    }
}

pub(super) fn keyed(rules: &[Rule]) -> Vec<(CodeKey, &Rule)> {
    (1u32..).map(CodeKey).zip(rules).collect()
}
