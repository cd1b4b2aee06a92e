//! Running rules without writing anything.

use crate::analysis::worth::{Ran, Stretch};
use crate::app::AppError;
use crate::app::rules::ground::{Ground, Source};
use crate::app::suggest::problem_of;
use crate::app::surroundings::{StudyNames, surroundings};
use crate::model::{
    CodeKey, Codebook, Origin, Problem, ReviewState, Rule, Transcript, TranscriptId,
};
use crate::rules::{CompiledRules, Hit, Surroundings, compile};
use crate::store::Reader;
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Counts interviews read, out of how many.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// What rules found.
pub(super) struct Run {
    /// In the order of the interviews and their text.
    pub hits: Vec<(TranscriptId, Hit)>,
    /// Rules that make no sense; the others ran.
    pub bad: Vec<Problem>,
    broken: HashSet<String>,
    /// The rules, and what they were told beyond the words.
    compiled: CompiledRules,
    surroundings: HashMap<TranscriptId, Surroundings>,
}

impl Run {
    /// Runs rules over all that a request is about.
    pub fn new(
        reader: &Reader<'_>,
        codebook: &Codebook,
        rules: &[(CodeKey, &Rule)],
        ground: &Ground,
        progress: Progress<'_>,
    ) -> Result<Self, AppError> {
        let transcripts: Vec<Transcript> = reader.transcripts()?;
        let known = StudyNames::new(reader, &transcripts)?;
        let (compiled, bad) = compile(rules, &known.names(codebook));
        let surroundings = surroundings(reader, compiled.needs())?;
        let nothing = Surroundings::default();
        let done = AtomicUsize::new(0);
        let hits = ground.sources.par_iter().flat_map_iter(|source| {
            let id = source.transcript.id;
            let around = surroundings.get(&id).unwrap_or(&nothing);
            let hits = compiled.run(&source.document, &source.transcript, around);
            progress(
                done.fetch_add(1, Ordering::Relaxed) + 1,
                ground.sources.len(),
            );
            let asked_for = hits.into_iter().filter(|hit| source.has(hit.turn));
            asked_for.map(move |hit| (id, hit))
        });
        Ok(Self {
            hits: hits.collect::<Vec<_>>(),
            broken: bad.iter().map(|bad| bad.rule.clone()).collect(),
            bad: bad.iter().map(|bad| problem_of(bad, codebook)).collect(),
            compiled,
            surroundings,
        })
    }

    /// Whether any of the rules asks what is coded.
    pub fn asks_codings(&self) -> bool {
        self.compiled.needs().codings
    }

    /// Why a hit of one of these rules is one, a line for each reason.
    pub fn reasons(&self, source: &Source, hit: &Hit) -> Vec<String> {
        let nothing = Surroundings::default();
        let around = self.surroundings.get(&source.transcript.id);
        let found = self.compiled.reasons(
            &source.document,
            &source.transcript,
            around.unwrap_or(&nothing),
            hit.turn,
            hit.code,
            hit.span,
        );
        let of_rule = found.into_iter().filter(|(rule, ..)| *rule == hit.rule);
        of_rule
            .flat_map(|(_, _, reasons)| reasons)
            .map(|reason| reason.to_string())
            .collect()
    }

    /// Each rule with what it proposes, and what was decided over what it made.
    pub fn by_rule<'a>(&self, rules: &[(CodeKey, &'a Rule)], ground: &Ground) -> Vec<Ran<'a>> {
        let mut decided: HashMap<(&str, String, CodeKey), Vec<_>> = HashMap::new();
        for one in &ground.suggestions {
            if let (Origin::Rule { id, version }, true) =
                (&one.origin, one.state != ReviewState::Pending)
            {
                let of_rule = decided.entry((id, version.clone(), one.code)).or_default();
                of_rule.push((one.id, one.state));
            }
        }
        let mut places: HashMap<&str, Vec<Stretch>> = HashMap::new();
        for (transcript, hit) in &self.hits {
            let of_rule = places.entry(hit.rule.as_str()).or_default();
            of_rule.push(stretch(*transcript, hit));
        }
        let ran = rules.iter().map(|(code, rule)| Ran {
            rule,
            code: *code,
            proposed: (!self.broken.contains(&rule.id))
                .then(|| places.remove(rule.id.as_str()).unwrap_or_default()),
            decided: decided
                .remove(&(rule.id.as_str(), rule.version(), *code))
                .unwrap_or_default(),
        });
        ran.collect()
    }
}

pub(super) fn stretch(transcript: TranscriptId, hit: &Hit) -> Stretch {
    Stretch {
        transcript,
        turn: hit.turn,
        span: hit.span,
    }
}
