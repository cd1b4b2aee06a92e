//! Terms that a rule may be missing: what stands in the passages of a code
//! more often than in the rest of what informants said, ranked by the log-odds
//! ratio with an informative prior. It proposes; a person accepts.
//!
//! What a term would gain on the very passages from which it was learnt
//! flatters it. So each term is tried again on interviews it was not learnt
//! from: one transcript is left out, the others are learnt from, and what is
//! proposed is applied to the one left out; each transcript in its turn.

mod candidates;
mod speech;
mod table;
#[cfg(test)]
mod tests;

use crate::analysis::keyness::{Contrast, LogOdds};
use crate::model::{CodingId, TranscriptId, Value};
use crate::text::Language;
use candidates::{
    Candidate, Candidates, Dispersion, Effect, Passages, passages_of, told_by_a_longer,
};
use rayon::prelude::*;
pub use speech::Speech;
use speech::Talk;
use std::cmp::Ordering;
pub use table::proposal_table;

/// A term that marks the target by less is not proposed: 1.96 standard errors,
/// which chance alone passes upwards once in forty terms.
pub const LEAST_Z: f64 = 1.96;

/// What was learnt from the interviews in one language.
#[derive(Clone, Debug)]
pub struct Learnt {
    /// The language.
    pub language: Language,
    /// Transcripts that the coder has worked through.
    pub transcripts: usize,
    /// In how many of them the code occurs.
    pub with_code: usize,
    /// Passages that carry the code in informants' speech.
    pub passages: usize,
    /// How the code's rules do now, in turns.
    pub now: Tally,
    /// What may be missing, the surest first.
    pub proposals: Vec<Proposal>,
    /// Further terms that mark the code, but stand only in coded turns that
    /// the rules find already.
    pub found_already: usize,
}

/// Turns found, falsely found and missed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Coded turns in which a rule finds something.
    pub found: usize,
    /// Turns without the code in which a rule finds something.
    pub false_finds: usize,
    /// Coded turns in which no rule finds anything.
    pub missed: usize,
}

impl Tally {
    /// The harmonic mean of precision and recall.
    pub fn f1(&self) -> Value {
        let twice = 2 * self.found;
        super::worth::share(twice, twice + self.false_finds + self.missed)
    }

    /// What it becomes with so many coded turns and others more.
    pub fn with(self, gain: usize, loss: usize) -> Self {
        Self {
            found: self.found + gain,
            false_finds: self.false_finds + loss,
            missed: self.missed.saturating_sub(gain),
        }
    }
}

/// A term or phrase that a rule may be missing.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The words as they are spelt most often in the passages; rules find them
    /// by their stems.
    pub term: String,
    /// How often it occurs in the passages and in the rest.
    pub contrast: Contrast,
    /// How strongly it marks the passages.
    pub odds: LogOdds,
    /// The log-likelihood ratio over two cells.
    pub g2: f64,
    /// The passages that hold it.
    pub passages: Vec<CodingId>,
    /// In how many transcripts they are.
    pub transcripts: usize,
    /// Coded turns not found yet that it would add.
    pub gain: usize,
    /// Turns without the code that it would add.
    pub loss: usize,
    /// What it did on transcripts it was not learnt from; none where there is
    /// only one.
    pub held_out: Option<HeldOut>,
}

/// What a term did on transcripts that were left out when it was learnt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HeldOut {
    /// How often a transcript was left out.
    pub folds: usize,
    /// In how many of these cases the others proposed the term.
    pub proposed: usize,
    /// Coded turns that it then added in the transcripts left out.
    pub gain: usize,
    /// Turns without the code that it then added there.
    pub loss: usize,
}

/// Learns from all speeches in one language; none where no passage of them
/// carries the code.
pub fn learn(speeches: &[Speech<'_>], language: Language) -> Option<Learnt> {
    let talk = Talk::new(speeches, language);
    let candidates = Candidates::new(speeches, &talk);
    let passages = passages_of(speeches);
    if passages.is_empty() {
        return None;
    }
    let trial = Trial {
        candidates: &candidates,
        passages: &passages,
    };
    let marking: Vec<(&Candidate, Figures)> = candidates
        .all
        .par_iter()
        .filter_map(|candidate| Some((candidate, trial.marks(candidate, None)?)))
        .collect();
    let terms: Vec<&Candidate> = marking.iter().map(|(term, _)| *term).collect();
    let told = told_by_a_longer(&terms);
    let (useful, found): (Vec<_>, Vec<_>) = marking
        .into_iter()
        .zip(told)
        .filter_map(|(term, told)| (!told).then_some(term))
        .partition(|(candidate, _)| total(candidate).gain > 0);
    let mut proposals: Vec<Proposal> = useful
        .par_iter()
        .map(|(candidate, figures)| trial.proposal(candidate, *figures))
        .collect();
    let surest = |a: &Proposal, b: &Proposal| b.odds.z.total_cmp(&a.odds.z);
    proposals.sort_by(|a, b| surest(a, b).then_with(|| a.term.cmp(&b.term)));
    let count = |found: bool, coded: bool| {
        let matching = |it: &&Speech<'_>| it.found == found && it.passages.is_empty() != coded;
        speeches.iter().filter(matching).count()
    };
    Some(Learnt {
        language,
        transcripts: candidates.totals.len(),
        with_code: passages.len(),
        passages: Dispersion::of(&passages, None).passages,
        now: Tally {
            found: count(true, true),
            false_finds: count(true, false),
            missed: count(false, true),
        },
        proposals,
        found_already: found.len(),
    })
}

#[derive(Clone, Copy)]
struct Figures {
    contrast: Contrast,
    odds: LogOdds,
    g2: f64,
}

/// What a term would add in all transcripts.
fn total(term: &Candidate) -> Effect {
    let effects = term.effects.values();
    effects.fold(Effect::default(), |sum, it| Effect {
        gain: sum.gain + it.gain,
        loss: sum.loss + it.loss,
    })
}

/// All that terms are tried on.
struct Trial<'a> {
    candidates: &'a Candidates,
    passages: &'a Passages,
}

impl Trial<'_> {
    /// A term's figures, if it marks the passages clearly enough and stands in
    /// enough of them; learnt without one transcript if so wished.
    fn marks(&self, term: &Candidate, without: Option<TranscriptId>) -> Option<Figures> {
        let contrast = self.candidates.contrast(term, without);
        let odds = contrast.log_odds(contrast.target_total as f64)?;
        let wanted = Dispersion::of(self.passages, without).wanted();
        let dispersed = Dispersion::of(&term.passages, without).meets(wanted);
        let clear = odds.z >= LEAST_Z && contrast.sign() == Ordering::Greater;
        (clear && dispersed).then_some(Figures {
            contrast,
            odds,
            g2: contrast.g2()?,
        })
    }

    fn proposal(&self, term: &Candidate, figures: Figures) -> Proposal {
        let Effect { gain, loss } = total(term);
        Proposal {
            term: term.text.clone(),
            contrast: figures.contrast,
            odds: figures.odds,
            g2: figures.g2,
            passages: term.passages.values().flatten().copied().collect(),
            transcripts: term.passages.len(),
            gain,
            loss,
            held_out: self.held_out(term, gain),
        }
    }

    fn held_out(&self, term: &Candidate, gain: usize) -> Option<HeldOut> {
        let folds = self.candidates.totals.len();
        if folds < 2 {
            return None;
        }
        let mut told = HeldOut {
            folds,
            ..HeldOut::default()
        };
        for left_out in self.candidates.totals.keys() {
            let there = term.effects.get(left_out).copied().unwrap_or_default();
            let worth_proposing = gain > there.gain;
            if worth_proposing && self.marks(term, Some(*left_out)).is_some() {
                told.proposed += 1;
                told.gain += there.gain;
                told.loss += there.loss;
            }
        }
        Some(told)
    }
}
