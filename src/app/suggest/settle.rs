//! What hits come to when they are held against what the study says already.
//!
//! After a run of all rules, what waits is what the rules would suggest if
//! nothing waited: a hit on words that a person has coded so, or inside words
//! that a person has rejected for that code, is none; of the others those that
//! lie inside another one of the same code are no suggestion of their own.
//! What a search suggested is a person's doing and never taken back.

use crate::app::AppError;
use crate::app::said_so::{Held, Said, Shelf, covers, shelf};
use crate::app::suggest::{Run, Suggested, Tally};
use crate::model::{Code, Coding, CodingId, Origin};
use crate::store::Reader;
use crate::text::{ByteSpan, Cover};
use foldhash::fast::RandomState;
use indexmap::IndexMap;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

/// What differs after a run.
pub(super) struct Outcome<'a> {
    pub told: Suggested,
    /// Of the hits of the run those that are new, in the order of the text.
    pub fresh: Vec<&'a Coding>,
    pub withdrawn: Vec<Coding>,
}

impl Run {
    pub(super) fn against(&self, reader: &Reader<'_>) -> Result<Outcome<'_>, AppError> {
        let held = Held::load(reader)?;
        let mut told = Suggested {
            rules: self.seen.ran.len(),
            transcripts: self.seen.transcripts.len(),
            by_rule: self.tallies(),
            bad: self.seen.bad.clone(),
        };
        let mut open: HashMap<Shelf, Vec<&Coding>> = HashMap::new();
        let mut stay: HashSet<CodingId> = HashSet::new();
        for hit in self.places() {
            let tally = tally(&mut told, hit);
            match held.says(hit) {
                Said::Rejected => tally.rejected += 1,
                Said::Coded => tally.coded += 1,
                Said::Searched(id) => tally.unchanged += usize::from(stay.insert(id)),
                Said::Nothing => open.entry(shelf(hit)).or_default().push(hit),
            }
        }
        let mut fresh: Vec<&Coding> = Vec::new();
        for (shelf, hits) in open {
            let waiting = held.waiting.get(&shelf).map_or(&[][..], Vec::as_slice);
            let here: HashMap<ByteSpan, &Coding> =
                waiting.iter().map(|one| (one.span, one)).collect();
            let others = || waiting.iter().filter(|one| !self.answers_for(one));
            let kept: Cover = others().map(|one| one.span).collect();
            for hit in widest(hits) {
                // One that this run cannot take back may hold these words already.
                let around = || match kept.contains(hit.span) {
                    true => others().find(|one| one.span.contains(hit.span)),
                    false => None,
                };
                match here.get(&hit.span).copied().or_else(around) {
                    Some(one) => {
                        let tally = tally(&mut told, one);
                        tally.unchanged += usize::from(stay.insert(one.id));
                    }
                    None => {
                        tally(&mut told, hit).added += 1;
                        fresh.push(hit);
                    }
                }
            }
        }
        // In the order of the text, as numbers are given in it.
        let transcripts = self.seen.transcripts.iter().enumerate();
        let order: HashMap<_, usize> = transcripts.map(|(at, it)| (it.id, at)).collect();
        fresh.sort_by_cached_key(|it| (order.get(&it.transcript).copied(), it.span, it.code));
        let wider = covers(fresh.iter().map(|it| (shelf(it), it.span)));
        let mut withdrawn = Vec::new();
        for one in held.waiting.into_values().flatten() {
            let given_way = || {
                let wider = wider.get(&shelf(&one));
                wider.is_some_and(|wider| wider.contains(one.span))
            };
            if !stay.contains(&one.id) && (self.answers_for(&one) || given_way()) {
                tally(&mut told, &one).withdrawn += 1;
                withdrawn.push(one);
            }
        }
        for (rule, tally) in told.by_rule.iter_mut().filter(|it| it.1.code.is_empty()) {
            if let Some(code) = self.owner(rule) {
                tally.code = code.id.to_string();
            }
        }
        withdrawn.sort_by_key(|coding| coding.id);
        Ok(Outcome {
            told,
            fresh,
            withdrawn,
        })
    }

    /// The hits, each place and code once: of several rules that propose it,
    /// the first in the codebook.
    fn places(&self) -> impl Iterator<Item = &Coding> {
        let mut places: IndexMap<(Shelf, ByteSpan), &Coding, RandomState> = IndexMap::default();
        let rank = |coding: &Coding| self.seen.ran.get(rule_of(coding)).copied();
        for hit in &self.hits {
            let first = places.entry((shelf(hit), hit.span)).or_insert(hit);
            if rank(hit) < rank(first) {
                *first = hit;
            }
        }
        places.into_values()
    }

    /// Whether a pending suggestion is this run's to withdraw.
    fn answers_for(&self, suggestion: &Coding) -> bool {
        let Origin::Rule { id, .. } = &suggestion.origin else {
            return false;
        };
        let in_use = || self.owner(id).is_some_and(|code| !code.retired);
        self.seen.ran.contains_key(id) || (self.all && !in_use())
    }

    fn owner(&self, rule: &str) -> Option<&Code> {
        let mut codes = self.seen.codebook.codes.values();
        codes.find(|code| code.rules.iter().any(|known| known.id == rule))
    }
}

/// The hits that lie inside no other one.
fn widest(mut hits: Vec<&Coding>) -> Vec<&Coding> {
    hits.sort_by_key(|hit| (hit.span.start(), Reverse(hit.span.end())));
    let mut end = None;
    hits.retain(|hit| {
        // Whatever reaches furthest starts no later than this one.
        let own = end.is_none_or(|end| hit.span.end() > end);
        end = end.max(Some(hit.span.end()));
        own
    });
    hits
}

fn rule_of(coding: &Coding) -> &str {
    match &coding.origin {
        Origin::Rule { id, .. } => id,
        _ => "",
    }
}

/// The tally of the rule that made a suggestion, which may be gone by now.
fn tally<'a>(told: &'a mut Suggested, coding: &Coding) -> &'a mut Tally {
    told.by_rule.entry(rule_of(coding).to_owned()).or_default()
}
