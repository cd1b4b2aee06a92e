//! What rules may ask of a study beyond the words: names, topics, codings.

use crate::app::AppError;
use crate::app::load::main_coder;
use crate::model::{Codebook, ReviewState, Transcript, TranscriptId};
use crate::rules::{Names, Needs, Surroundings};
use crate::store::Reader;
use std::collections::{BTreeSet, HashMap};

/// What is known of each transcript, as far as rules need it. Of the codings,
/// the accepted ones of the study's coder count.
pub fn surroundings(
    reader: &Reader<'_>,
    needs: Needs,
) -> Result<HashMap<TranscriptId, Surroundings>, AppError> {
    let mut all: HashMap<TranscriptId, Surroundings> = HashMap::new();
    if needs.questions {
        for mark in reader.guide_marks()? {
            let asked = &mut all.entry(mark.transcript).or_default().questions;
            asked.push((mark.turn, mark.question));
        }
    }
    if needs.codings {
        let whose = main_coder(reader)?;
        let (marks, coders) = reader.marks()?;
        for mark in marks {
            let coder = coders.get(usize::from(mark.coder));
            let counts = coder.is_some_and(|coder| whose.contains(coder));
            if counts && mark.state == ReviewState::Accepted {
                let coded = &mut all.entry(mark.transcript).or_default().coded;
                coded.push((mark.span, mark.code));
            }
        }
    }
    Ok(all)
}

/// The names of a study that fields of rules may use.
pub struct StudyNames {
    /// Nothing is known of either before the first interview is there.
    known: Option<(Vec<String>, Vec<String>)>,
}

impl StudyNames {
    /// Gathers the cases and the speakers.
    pub fn new(reader: &Reader<'_>, transcripts: &[Transcript]) -> Result<Self, AppError> {
        if transcripts.is_empty() {
            return Ok(Self { known: None });
        }
        let cases = reader.cases()?.into_iter().map(|case| case.name);
        let speakers: BTreeSet<&String> = transcripts
            .iter()
            .flat_map(|transcript| transcript.speakers.keys())
            .collect();
        Ok(Self {
            known: Some((cases.collect(), speakers.into_iter().cloned().collect())),
        })
    }

    /// As rules are checked against them.
    pub fn names<'a>(&'a self, codebook: &'a Codebook) -> Names<'a> {
        Names {
            codebook,
            cases: self.known.as_ref().map(|(cases, _)| cases.as_slice()),
            speakers: self.known.as_ref().map(|(_, speakers)| speakers.as_slice()),
        }
    }
}
