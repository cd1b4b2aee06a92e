//! What the rules are run on.

use crate::app::AppError;
use crate::app::suggest::{SuggestRequest, chosen, named, problem_of};
use crate::app::surroundings::{StudyNames, surroundings};
use crate::model::{Codebook, Origin, Problem, ReviewState, RuleId, Transcript, TranscriptId};
use crate::rules::{CompiledRules, Needs, Surroundings, compile};
use crate::store::{CodingFilter, Reader};
use std::collections::{HashMap, HashSet};

/// What the rules are run on: a study as it was at one moment.
pub(super) struct Seen {
    pub transcripts: Vec<Transcript>,
    pub codebook: Codebook,
    pub compiled: CompiledRules,
    /// Rules that run, with their place in the codebook.
    pub ran: HashMap<RuleId, usize>,
    pub bad: Vec<Problem>,
    /// What the rules ask for beyond the words, and what they are told.
    pub needs: Needs,
    pub surroundings: HashMap<TranscriptId, Surroundings>,
}

impl Seen {
    pub fn look(reader: &Reader<'_>, request: &SuggestRequest) -> Result<Self, AppError> {
        let codebook = reader.codebook()?;
        // What the last rule left behind is to be taken back all the same.
        let rules = match request.is_all() && rules_left_something(reader)? {
            true => named(&codebook, request)?,
            false => chosen(&codebook, request)?,
        };
        let transcripts = reader.transcripts()?;
        let known = StudyNames::new(reader, &transcripts)?;
        let (compiled, bad) = compile(&rules, &known.names(&codebook));
        let needs = compiled.needs();
        let broken: HashSet<&str> = bad.iter().map(|bad| bad.rule.as_str()).collect();
        let ran = rules
            .iter()
            .enumerate()
            .filter(|(_, (_, rule))| !broken.contains(rule.id.as_str()))
            .map(|(at, (_, rule))| (rule.id.clone(), at))
            .collect();
        Ok(Self {
            surroundings: surroundings(reader, needs)?,
            needs,
            bad: bad.iter().map(|bad| problem_of(bad, &codebook)).collect(),
            ran,
            compiled,
            transcripts,
            codebook,
        })
    }
}

/// Whether suggestions of rules wait.
fn rules_left_something(reader: &Reader<'_>) -> Result<bool, AppError> {
    let pending = CodingFilter {
        states: vec![ReviewState::Pending],
        ..CodingFilter::default()
    };
    let waiting = reader.codings(&pending)?;
    Ok((waiting.iter()).any(|one| matches!(one.origin, Origin::Rule { .. })))
}
