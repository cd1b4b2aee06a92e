//! Why suggestions were made: what each rule of the code finds in their words
//! today.

use crate::app::AppError;
use crate::app::surroundings::{StudyNames, surroundings};
use crate::model::{
    CodeKey, Coding, CodingId, Document, Origin, Rule, RuleId, Transcript, TranscriptId,
};
use crate::rules::{CompiledRules, Surroundings, compile};
use crate::store::Reader;
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};

/// The rules of some codes, ready to tell why.
pub(super) struct Reasons {
    compiled: CompiledRules,
    /// The versions of all rules of the codebook as it is.
    versions: HashMap<RuleId, String>,
    surroundings: HashMap<TranscriptId, Surroundings>,
    transcripts: HashMap<TranscriptId, Transcript>,
}

impl Reasons {
    /// For suggestions like these.
    pub fn new(reader: &Reader<'_>, codings: &[Coding]) -> Result<Self, AppError> {
        let codebook = reader.codebook()?;
        let transcripts = reader.transcripts()?;
        let wanted: HashSet<CodeKey> = codings.iter().map(|it| it.code).collect();
        let codes = codebook.codes.values();
        let rules = codes.flat_map(|code| code.rules.iter().map(|rule| (code.key, rule)));
        let versions = rules.clone().map(|(_, it)| (it.id.clone(), it.version()));
        let mine: Vec<(CodeKey, &Rule)> = rules
            .clone()
            .filter(|(key, _)| wanted.contains(key))
            .collect();
        let known = StudyNames::new(reader, &transcripts)?;
        let (compiled, _) = compile(&mine, &known.names(&codebook));
        Ok(Self {
            surroundings: surroundings(reader, compiled.needs())?,
            compiled,
            versions: versions.collect(),
            transcripts: transcripts.into_iter().map(|it| (it.id, it)).collect(),
        })
    }

    /// The reasons of each suggestion, a line for each rule.
    pub fn of(
        &self,
        reader: &Reader<'_>,
        codings: &[Coding],
    ) -> Result<HashMap<CodingId, Vec<String>>, AppError> {
        let mut by_transcript: HashMap<TranscriptId, Vec<&Coding>> = HashMap::new();
        for coding in codings {
            by_transcript
                .entry(coding.transcript)
                .or_default()
                .push(coding);
        }
        let mut told = HashMap::new();
        for (id, codings) in by_transcript {
            let Some(transcript) = self.transcripts.get(&id) else {
                continue;
            };
            let document = reader.document(&transcript.document)?;
            let lines = codings
                .par_iter()
                .map(|coding| (coding.id, self.lines(coding, transcript, &document)));
            told.extend(lines.collect::<Vec<_>>());
        }
        Ok(told)
    }

    fn lines(&self, coding: &Coding, transcript: &Transcript, document: &Document) -> Vec<String> {
        let nothing = Surroundings::default();
        let found = self.compiled.reasons(
            document,
            transcript,
            self.surroundings.get(&transcript.id).unwrap_or(&nothing),
            coding.turn,
            coding.code,
            coding.span,
        );
        let mut lines = Vec::new();
        match &coding.origin {
            Origin::Rule { id, version } => {
                let finds = found.iter().any(|(rule, ..)| rule == id);
                let changed = self.versions.get(id).map(|now| now != version);
                lines.extend(match (changed, finds) {
                    (None, _) => Some(format!("the rule {id} is no longer in the codebook")),
                    (Some(true), true) => Some(format!("the rule {id} has changed since")),
                    (Some(true), false) => Some(format!(
                        "the rule {id} has changed and no longer finds this"
                    )),
                    (Some(false), false) => Some(format!("the rule {id} no longer finds this")),
                    (Some(false), true) => None,
                });
            }
            Origin::Search { query } => lines.push(format!("search: {query}")),
            Origin::Hand | Origin::Import => {}
        }
        lines.extend(found.into_iter().map(|(rule, _, reasons)| {
            let reasons: Vec<String> = reasons.iter().map(ToString::to_string).collect();
            format!("{rule}: {}", reasons.join("; "))
        }));
        lines
    }
}
