//! Naming codings by what they have in common.

use crate::app::voices::turns_of;
use crate::app::{AppError, lookup};
use crate::model::case::folded_name;
use crate::model::nearest::did_you_mean;
use crate::model::{
    CodeKey, Coder, Coding, Origin, Problem, ReviewState, Transcript, TranscriptId,
};
use crate::store::{CodingFilter, Reader};
use std::collections::{BTreeSet, HashMap, HashSet};

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
    /// Suggested by a search for exactly this.
    pub searches: Vec<String>,
    /// In the words of these speakers.
    pub speakers: Vec<String>,
    /// In these states.
    pub states: Vec<ReviewState>,
    /// Only those a rule or a search suggested.
    pub suggested: bool,
}

/// A transcript, and of it only these turns.
pub(super) type Place = (TranscriptId, Option<HashSet<u32>>);

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
        if !self.searches.is_empty() {
            self.retain_searches(reader, &mut codings)?;
        }
        Ok(codings)
    }

    /// The transcripts it names, and of each the turns, where not all: in a
    /// focus group only some of the speakers belong to a case. Empty is
    /// everywhere, none is nowhere.
    pub(super) fn places(&self, reader: &Reader<'_>) -> Result<Option<Vec<Place>>, AppError> {
        let mut wanted = reader.transcripts()?;
        if !self.transcripts.is_empty() {
            let mut named: HashSet<TranscriptId> = HashSet::new();
            for name in &self.transcripts {
                named.insert(lookup::transcript(&wanted, name)?.id);
            }
            wanted.retain(|it| named.contains(&it.id));
        }
        let speakers = self.speakers_in(&wanted)?;
        if self.cases.is_empty() && speakers.is_empty() {
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
            let mut turns = None;
            if !cases.is_empty() {
                if !cases.iter().any(|case| transcript.speaks_for(case)) {
                    continue;
                }
                turns = turns_of(reader, transcript, &cases)?;
            }
            if !speakers.is_empty() {
                let mut names = transcript.speakers.keys();
                if !names.any(|name| speakers.contains(&folded_name(name))) {
                    continue;
                }
                let all = reader.document(&transcript.document)?.turns.into_iter();
                let spoken = all.filter(|turn| speakers.contains(&folded_name(&turn.speaker)));
                let among = |number: &u32| turns.as_ref().is_none_or(|it| it.contains(number));
                turns = Some(spoken.map(|turn| turn.number).filter(among).collect());
            }
            places.push((transcript.id, turns));
        }
        Ok((!places.is_empty()).then_some(places))
    }

    /// The speakers it names, folded. Each must speak somewhere in the wanted
    /// transcripts.
    fn speakers_in(&self, wanted: &[Transcript]) -> Result<HashSet<String>, Problem> {
        let names = || wanted.iter().flat_map(|it| it.speakers.keys());
        let known: HashSet<String> = names().map(|name| folded_name(name)).collect();
        let mut speakers = HashSet::new();
        for name in &self.speakers {
            let folded = folded_name(name);
            if !known.contains(&folded) {
                let near: BTreeSet<&str> = names().map(String::as_str).collect();
                return Err(
                    Problem::new(format!("no speaker '{name}'")).next(did_you_mean(
                        name,
                        near,
                        "`crosscase read TRANSCRIPT` shows who speaks",
                    )),
                );
            }
            speakers.insert(folded);
        }
        Ok(speakers)
    }

    fn retain_searches(
        &self,
        reader: &Reader<'_>,
        codings: &mut Vec<Coding>,
    ) -> Result<(), AppError> {
        let query_of = |coding: &Coding| match &coding.origin {
            Origin::Search { query } => Some(query.clone()),
            _ => None,
        };
        let all = CodingFilter {
            suggested: true,
            ..CodingFilter::default()
        };
        let all = reader.codings(&all)?;
        let known: BTreeSet<String> = all.iter().filter_map(query_of).collect();
        if let Some(wanted) = self.searches.iter().find(|it| !known.contains(*it)) {
            let names = known.iter().map(String::as_str);
            let list = match known.is_empty() {
                true => "`crosscase find` looks for words and can suggest what it finds".to_owned(),
                false => format!("there are {}", names.clone().collect::<Vec<_>>().join("; ")),
            };
            return Err(
                Problem::new(format!("no search '{wanted}' suggested anything"))
                    .next(did_you_mean(wanted, names, &list))
                    .into(),
            );
        }
        codings.retain(|coding| query_of(coding).is_some_and(|it| self.searches.contains(&it)));
        Ok(())
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
