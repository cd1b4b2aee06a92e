//! Naming codings by what they have in common.

use crate::app::voices::turns_of;
use crate::app::{AppError, lookup};
use crate::model::nearest::did_you_mean;
use crate::model::{CodeKey, Coder, Coding, Problem, ReviewState, TranscriptId};
use crate::store::{CodingFilter, Reader};
use std::collections::{HashMap, HashSet};

/// Which codings to show, by names; an empty list sets no condition.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Of these transcripts.
    pub transcripts: Vec<String>,
    /// Of these cases.
    pub cases: Vec<String>,
    /// With these codes, and what pattern codes among them gather.
    pub codes: Vec<String>,
    /// By these coders.
    pub coders: Vec<Coder>,
    /// Suggested by these rules.
    pub rules: Vec<String>,
    /// In these states.
    pub states: Vec<ReviewState>,
    /// Only those a rule or a search suggested.
    pub suggested: bool,
}

/// A transcript, and of it only these turns.
type Place = (TranscriptId, Option<HashSet<u32>>);

impl Selection {
    /// The codings it names, in the order of the text. Unknown names are
    /// problems.
    pub(super) fn codings(&self, reader: &Reader<'_>) -> Result<Vec<Coding>, AppError> {
        let mut filter = self.filter(reader)?;
        let Some(places) = self.places(reader)? else {
            return Ok(Vec::new()); // a case without transcripts: nothing can match
        };
        filter.transcripts = places.iter().map(|(transcript, _)| *transcript).collect();
        let mut codings = reader.codings(&filter)?;
        let turns: HashMap<TranscriptId, HashSet<u32>> = places
            .into_iter()
            .filter_map(|(transcript, turns)| Some((transcript, turns?)))
            .collect();
        codings.retain(|coding| {
            let turns = turns.get(&coding.transcript);
            turns.is_none_or(|turns| turns.contains(&coding.turn))
        });
        Ok(codings)
    }

    /// The transcripts it names, and of each the turns, where not all: in a
    /// focus group only some of the speakers belong to a case. Empty is
    /// everywhere, none is nowhere.
    fn places(&self, reader: &Reader<'_>) -> Result<Option<Vec<Place>>, AppError> {
        let mut wanted = reader.transcripts()?;
        if !self.transcripts.is_empty() {
            let mut named: HashSet<TranscriptId> = HashSet::new();
            for name in &self.transcripts {
                named.insert(lookup::transcript(&wanted, name)?.id);
            }
            wanted.retain(|it| named.contains(&it.id));
        }
        if self.cases.is_empty() {
            let all = self.transcripts.is_empty();
            let places = wanted.iter().filter(|_| !all).map(|it| (it.id, None));
            return Ok(Some(places.collect()));
        }
        let known = reader.cases()?;
        let mut cases: Vec<&str> = Vec::new();
        for name in &self.cases {
            cases.push(&lookup::case(&known, name)?.name);
        }
        let mut places = Vec::new();
        for transcript in &wanted {
            if cases.iter().any(|case| transcript.speaks_for(case)) {
                let turns = turns_of(reader, transcript, &cases)?;
                places.push((transcript.id, turns));
            }
        }
        Ok((!places.is_empty()).then_some(places))
    }

    /// What it says of codings apart from their places, in the store's terms.
    fn filter(&self, reader: &Reader<'_>) -> Result<CodingFilter, AppError> {
        let codebook = reader.codebook()?;
        let mut codes: Vec<CodeKey> = Vec::new();
        for id in &self.codes {
            let code = codebook.require(id)?;
            codes.extend(codebook.gathered(code).iter().map(|code| code.key));
        }
        for rule in &self.rules {
            let known = codebook.codes.values().flat_map(|code| &code.rules);
            // A rule that was taken out may have left suggestions behind.
            let left_behind = CodingFilter {
                rules: vec![rule.clone()],
                ..CodingFilter::default()
            };
            let gone = !known.clone().any(|it| it.id == *rule);
            if gone && reader.codings(&left_behind)?.is_empty() {
                let names = known.map(|it| it.id.as_str());
                return Err(Problem::new(format!("no rule '{rule}'"))
                    .next(did_you_mean(
                        rule,
                        names,
                        "`crosscase codebook show CODE` lists a code's rules",
                    ))
                    .into());
            }
        }
        Ok(CodingFilter {
            transcripts: Vec::new(),
            turn: None,
            codes,
            coders: self.coders.clone(),
            states: self.states.clone(),
            rules: self.rules.clone(),
            suggested: self.suggested,
        })
    }
}
