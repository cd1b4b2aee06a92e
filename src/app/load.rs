//! Loading what an analysis looks at.

use crate::analysis::{Passage, View, WordMap};
use crate::app::AppError;
use crate::app::{passages, voices};
use crate::model::{
    Case, CellMeasure, Codebook, Coder, CodingId, GuideMark, Mark, Summary, TableSpec, Transcript,
    TranscriptId,
};
use crate::store::{CodingFilter, Reader};
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
    passages: HashMap<CodingId, Passage>,
    /// Whose codings count where nothing else is said.
    pub main_coder: Vec<Coder>,
}

impl Loaded {
    /// Reads what the given specs need; texts only where words are counted.
    pub fn for_specs(reader: &Reader<'_>, specs: &[&TableSpec]) -> Result<Self, AppError> {
        let wants = |measures: &[CellMeasure]| specs.iter().any(|s| measures.contains(&s.cells));
        let codebook = reader.codebook()?;
        let (marks, coders) = reader.marks()?;
        let voices::Apart {
            transcripts,
            marks,
            guide_marks,
        } = voices::apart(
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
            passages,
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
            passages: &self.passages,
        }
    }
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
