//! What the index knows of a turn.

use crate::index::tokenizer::{Kind, TurnTokenizer};
use crate::model::{Role, TranscriptId};
use crate::text::Language;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager};

/// The fields, one document for each turn, or two where notes stand in it. No
/// text is stored.
#[derive(Clone)]
pub(super) struct Fields {
    /// The one way of reading the turn in which it has these words; nothing
    /// for most, which have no notes.
    pub only: Field,
    pub transcript: Field,
    /// Transcript and turn in one number, in the order of places.
    pub place: Field,
    /// The language's place in [`Language::ALL`].
    pub language: Field,
    pub role: Field,
    /// The name as written.
    pub speaker: Field,
    pub case: Field,
    /// 1 for a turn that may have a word too long for the index.
    pub doubt: Field,
    /// For each language its own, so that stems do not mix: stems with their
    /// positions, and whole words (in normal form) without.
    texts: Vec<(Field, Field)>,
}

pub(super) const PLACE: &str = "place";
pub(super) const LANGUAGE: &str = "language";

impl Fields {
    pub fn stems(&self, language: Language) -> Option<Field> {
        self.texts.get(number(language)?).map(|(stems, _)| *stems)
    }

    pub fn words(&self, language: Language) -> Option<Field> {
        self.texts.get(number(language)?).map(|(_, words)| *words)
    }
}

/// The schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let only = builder.add_u64_field("only", INDEXED);
    let transcript = builder.add_u64_field("transcript", INDEXED);
    let place = builder.add_u64_field(PLACE, FAST);
    let language = builder.add_u64_field(LANGUAGE, INDEXED | FAST);
    let role = builder.add_u64_field("role", INDEXED);
    let speaker = builder.add_text_field("speaker", STRING);
    let case = builder.add_text_field("case", STRING);
    let doubt = builder.add_u64_field("doubt", INDEXED);
    let texts = Language::ALL
        .into_iter()
        .map(|language| {
            let [stems, words] = [Kind::Stems, Kind::Words].map(|kind| {
                let indexing = TextFieldIndexing::default().set_tokenizer(&name(kind, language));
                let indexing = match kind {
                    Kind::Stems => {
                        indexing.set_index_option(IndexRecordOption::WithFreqsAndPositions)
                    }
                    Kind::Words => indexing
                        .set_index_option(IndexRecordOption::Basic)
                        .set_fieldnorms(false),
                };
                let options = TextOptions::default().set_indexing_options(indexing);
                builder.add_text_field(&name(kind, language), options)
            });
            (stems, words)
        })
        .collect();
    let fields = Fields {
        only,
        transcript,
        place,
        language,
        role,
        speaker,
        case,
        doubt,
        texts,
    };
    (builder.build(), fields)
}

/// The tokenizers that the schema names.
pub(super) fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    for language in Language::ALL {
        for kind in [Kind::Stems, Kind::Words] {
            let tokenizer = TextAnalyzer::from(TurnTokenizer::new(kind, language));
            manager.register(&name(kind, language), tokenizer);
        }
    }
    manager
}

fn name(kind: Kind, language: Language) -> String {
    match kind {
        Kind::Stems => format!("stems_{language}"),
        Kind::Words => format!("words_{language}"),
    }
}

fn number(language: Language) -> Option<usize> {
    Language::ALL.iter().position(|known| *known == language)
}

pub(super) fn language_number(language: Language) -> u64 {
    number(language).map_or(u64::MAX, |at| at as u64)
}

pub(super) fn language_of(number: u64) -> Option<Language> {
    Language::ALL.get(usize::try_from(number).ok()?).copied()
}

pub(super) fn role_number(role: Role) -> u64 {
    match role {
        Role::Interviewer => 0,
        Role::Informant => 1,
        Role::Other => 2,
    }
}

pub(super) fn place_number(transcript: TranscriptId, turn: u32) -> u64 {
    u64::from(transcript.0) << 32 | u64::from(turn)
}

pub(super) fn place_of(number: u64) -> (TranscriptId, u32) {
    (TranscriptId((number >> 32) as u32), number as u32)
}
