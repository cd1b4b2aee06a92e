//! Why suggestions were made: what each rule of the code finds in their words
//! today.

use crate::app::AppError;
use crate::app::surroundings::{StudyNames, surroundings};
use crate::model::{
    CodeKey, Coding, CodingId, Document, Origin, ReviewState, Rule, RuleId, Transcript,
    TranscriptId,
};
use crate::rules::{CompiledRules, Surroundings, compile};
use crate::store::Reader;
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};

/// The rules of some codes, ready to tell why.
pub(super) struct Reasons {
    compiled: CompiledRules,
    /// All rules of the codebook as it is: their versions and codes.
    rules: HashMap<RuleId, (String, CodeKey, String)>,
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
        let all = codebook.codes.values().flat_map(|code| {
            let rules = code.rules.iter();
            rules.map(|it| (it.id.clone(), (it.version(), code.key, code.id.to_string())))
        });
        let all = all.collect();
        let mine: Vec<(CodeKey, &Rule)> = rules
            .clone()
            .filter(|(key, _)| wanted.contains(key))
            .collect();
        let known = StudyNames::new(reader, &transcripts)?;
        let (compiled, _) = compile(&mine, &known.names(&codebook));
        Ok(Self {
            surroundings: surroundings(reader, compiled.needs())?,
            compiled,
            rules: all,
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
                lines.extend(self.of_rule(coding, id, version, finds));
            }
            Origin::Search { query } => lines.push(format!("search: {query}")),
            Origin::Hand | Origin::Import => {}
        }
        lines.extend(found.into_iter().map(|(rule, _, reasons)| {
            // What is absent is no reason why the rule found something.
            let present = reasons.iter().filter(|it| !it.operator.starts_with("NOT "));
            let reasons: Vec<String> = present.map(ToString::to_string).collect();
            format!("{rule}: {}", reasons.join("; "))
        }));
        lines
    }

    /// What became of the rule that made a suggestion, if anything did.
    fn of_rule(&self, coding: &Coding, id: &str, version: &str, finds: bool) -> Option<String> {
        let waits = coding.state == ReviewState::Pending;
        match self.rules.get(id) {
            None => Some(format!("the rule {id} is no longer in the codebook")),
            Some((_, code, name)) if *code != coding.code => {
                Some(format!("suggested for {name} by the rule {id}"))
            }
            Some((now, ..)) if now == version => {
                (waits && !finds).then(|| format!("the rule {id} no longer finds this"))
            }
            Some(_) if waits && !finds => Some(format!(
                "the rule {id} has changed and no longer finds this"
            )),
            Some(_) => Some(format!("the rule {id} has changed since")),
        }
    }
}
