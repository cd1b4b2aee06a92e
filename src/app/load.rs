//! Loading what an analysis looks at.

use crate::analysis::{Passage, Together, UnitMap, View, VoiceOf, WordMap};
use crate::app::AppError;
use crate::app::voices::By;
use crate::app::{passages, voices};
use crate::model::{
    Case, CellMeasure, Codebook, Coder, CodingId, GuideMark, Mark, Nearness, Summary, TableSpec,
    Transcript, TranscriptId,
};
use crate::store::{CodingFilter, Reader};
use rayon::prelude::*;
use std::collections::HashMap;

/// A study's content as analyses need it, owned.
pub struct Loaded {
    cases: Vec<Case>,
    /// Each of one case: focus groups are taken apart.
    transcripts: Vec<Transcript>,
    codebook: Codebook,
    marks: Vec<Mark>,
    coders: Vec<Coder>,
    guide_marks: Vec<GuideMark>,
    summaries: Vec<Summary>,
    evidence: HashMap<CodingId, String>,
    words: HashMap<TranscriptId, WordMap>,
    units: HashMap<TranscriptId, UnitMap>,
    passages: HashMap<CodingId, Passage>,
    voices: HashMap<TranscriptId, VoiceOf>,
    /// Whose codings count where nothing else is said.
    pub main_coder: Vec<Coder>,
}

impl Loaded {
    /// Reads what the given specs need; texts only where words are counted or
    /// speakers told apart, which all of the specs or none of them must ask
    /// for (see [`TableSpec::by_speaker`]).
    pub fn for_specs(reader: &Reader<'_>, specs: &[&TableSpec]) -> Result<Self, AppError> {
        let wants = |measures: &[CellMeasure]| {
            let shows = |spec: &&TableSpec| measures.iter().any(|measure| spec.shows(*measure));
            specs.iter().any(shows)
        };
        let codebook = reader.codebook()?;
        let (marks, coders) = reader.marks()?;
        let voices::Apart {
            transcripts,
            marks,
            guide_marks,
            voices: whose,
        } = voices::apart(
            if specs.iter().any(|spec| spec.by_speaker()) {
                By::Speaker
            } else {
                By::Case
            },
            reader.transcripts()?,
            marks,
            reader.guide_marks()?,
            |document| reader.document(document),
        )?;
        let summaries = reader.summaries()?;
        let mut words = HashMap::new();
        if wants(&[CellMeasure::Words, CellMeasure::Share]) {
            // Voices of one transcript stand beside one another.
            for voices in transcripts.chunk_by(|a, b| a.document == b.document) {
                let Some(first) = voices.first() else {
                    continue;
                };
                let document = reader.document(&first.document)?;
                let maps = voices.iter().map(|it| (it.id, WordMap::new(&document, it)));
                words.extend(maps);
            }
        }
        let sentences = |spec: &&TableSpec| spec.near == Nearness::Sentence;
        let units = if specs.iter().any(sentences) {
            units_of(reader, &transcripts, Together::Sentence)?
        } else {
            HashMap::new()
        };
        let passages = if wants(&[CellMeasure::Quotes]) {
            let all = reader.codings(&CodingFilter::default())?;
            let found = passages::passages(reader, &all)?;
            found.into_iter().map(|it| (it.id, it)).collect()
        } else {
            HashMap::new()
        };
        let remembered = summaries.iter().flat_map(Summary::remembered).collect();
        let evidence = reader.evidence(&remembered)?;
        Ok(Self {
            cases: reader.cases()?,
            main_coder: main_coder(reader)?,
            guide_marks,
            transcripts,
            codebook,
            marks,
            coders,
            summaries,
            evidence,
            words,
            units,
            passages,
            voices: whose,
        })
    }

    /// Reads what co-occurrence needs: whole transcripts, focus groups too, as
    /// those who speak in turn are neighbours whatever their cases; and with
    /// `units` what this kind of standing together is counted in.
    pub fn for_cooccurrence(
        reader: &Reader<'_>,
        units: Option<Together>,
    ) -> Result<Self, AppError> {
        let (marks, coders) = reader.marks()?;
        let transcripts = reader.transcripts()?;
        let units = match units {
            Some(together) => units_of(reader, &transcripts, together)?,
            None => HashMap::new(),
        };
        Ok(Self {
            cases: Vec::new(),
            transcripts,
            codebook: reader.codebook()?,
            marks,
            coders,
            guide_marks: Vec::new(),
            summaries: Vec::new(),
            evidence: HashMap::new(),
            words: HashMap::new(),
            units,
            passages: HashMap::new(),
            voices: HashMap::new(),
            main_coder: main_coder(reader)?,
        })
    }

    /// The view that analyses take.
    pub fn view(&self) -> View<'_> {
        View {
            cases: &self.cases,
            transcripts: &self.transcripts,
            codebook: &self.codebook,
            marks: &self.marks,
            coders: &self.coders,
            guide_marks: &self.guide_marks,
            summaries: &self.summaries,
            evidence: &self.evidence,
            words: &self.words,
            units: &self.units,
            passages: &self.passages,
            voices: &self.voices,
        }
    }
}

/// Documents held at a time while their units are counted.
const AT_ONCE: usize = 64;

/// Reads texts one after the other and counts their units side by side.
fn units_of(
    reader: &Reader<'_>,
    transcripts: &[Transcript],
    together: Together,
) -> Result<HashMap<TranscriptId, UnitMap>, AppError> {
    let mut units = HashMap::with_capacity(transcripts.len());
    for transcripts in transcripts.chunks(AT_ONCE) {
        let documents = transcripts
            .iter()
            .map(|transcript| Ok((transcript, reader.document(&transcript.document)?)))
            .collect::<Result<Vec<_>, AppError>>()?;
        let maps: Vec<(TranscriptId, UnitMap)> = documents
            .par_iter()
            .map(|(transcript, document)| {
                let map = UnitMap::new(document, transcript, together);
                (transcript.id, map)
            })
            .collect();
        units.extend(maps);
    }
    Ok(units)
}

/// The coder whose codings count where nothing else is said: the study's own,
/// once that person has coded, or else whoever coded first.
pub fn main_coder(reader: &Reader<'_>) -> Result<Vec<Coder>, AppError> {
    let set = reader.setting("coder")?;
    let active = reader.coders()?;
    match set {
        Some(coder) if active.is_empty() || active.contains(&coder) => Ok(vec![coder]),
        _ => Ok(active.into_iter().take(1).collect()),
    }
}
