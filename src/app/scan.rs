//! Running rules over transcripts. The full-text index says which turns can
//! hold something, and only those are read; transcripts that it does not know
//! as they are now are read whole, so that what is found never depends on it.

use crate::app::{AppError, Study};
use crate::index::Candidates;
use crate::model::{Document, Transcript, TranscriptId};
use crate::rules::{CompiledRules, Hit, Surroundings};
use crate::text::Language;
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};

/// What `make` makes of the hits in each transcript, in the order of these.
/// Texts are read one at a time by each thread, so that a large study needs
/// little memory. `progress` hears how many transcripts are done, and of how
/// many.
pub(super) fn scan<T: Send>(
    study: &Study,
    rules: &CompiledRules,
    transcripts: &[Transcript],
    surroundings: &HashMap<TranscriptId, Surroundings>,
    progress: &(dyn Fn(usize, usize) + Sync),
    make: impl Fn(&Transcript, &Document, Hit) -> T + Sync,
) -> Result<Vec<T>, AppError> {
    let known = Known::of(study, rules, transcripts);
    let texts = study.store.texts();
    let done = AtomicUsize::new(0);
    let nothing = Surroundings::default();
    let one = |transcript: &Transcript| {
        let called = known
            .candidates(transcript)
            .and_then(|it| it.of(transcript.id));
        let made = if called.is_some_and(|called| called.is_empty()) {
            Vec::new()
        } else {
            let document = texts.document(&transcript.document)?;
            let around = surroundings.get(&transcript.id).unwrap_or(&nothing);
            let hits = rules.run_called(&document, transcript, around, called);
            let made = hits.into_iter().map(|hit| make(transcript, &document, hit));
            made.collect()
        };
        progress(done.fetch_add(1, Ordering::Relaxed) + 1, transcripts.len());
        Ok(made)
    };
    let made: Result<Vec<Vec<T>>, AppError> = transcripts.par_iter().map(one).collect();
    Ok(made?.into_iter().flatten().collect())
}

/// What the index knows beforehand. It is taken as it is: bringing it up to
/// date takes longer than reading the texts in question once.
#[derive(Default)]
struct Known {
    transcripts: HashSet<TranscriptId>,
    candidates: HashMap<Language, Candidates>,
}

impl Known {
    fn of(study: &Study, rules: &CompiledRules, transcripts: &[Transcript]) -> Self {
        let Some((index, known)) = study.index_as_it_is(transcripts) else {
            return Self::default();
        };
        let languages: HashSet<Language> = transcripts.iter().map(|it| it.language).collect();
        let candidates = languages.into_par_iter().filter_map(|language| {
            // Without them the texts are read, which finds the same.
            let found = index.candidates(language, &rules.queries(language)).ok()?;
            Some((language, found))
        });
        Self {
            candidates: candidates.collect(),
            transcripts: known,
        }
    }

    fn candidates(&self, transcript: &Transcript) -> Option<&Candidates> {
        let known = self.transcripts.contains(&transcript.id);
        self.candidates.get(&transcript.language).filter(|_| known)
    }
}
