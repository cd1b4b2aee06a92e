//! What else is said of the words of suggestions.

use crate::app::AppError;
use crate::model::{CodeKey, Codebook, Coder, Coding, Mark, ReviewState, TranscriptId};
use crate::store::{CodingFilter, Reader};
use std::collections::HashMap;

/// The codings around suggestions.
pub(super) struct Around {
    names: HashMap<CodeKey, String>,
    marks: HashMap<(TranscriptId, u32), Vec<Mark>>,
    coders: Vec<Coder>,
}

impl Around {
    /// Around all of a study's suggestions.
    pub fn all(reader: &Reader<'_>) -> Result<Self, AppError> {
        let (marks, coders) = reader.marks()?;
        Self::of(reader, marks, coders)
    }

    /// Around one suggestion: its turn is read and nothing else.
    pub fn one(reader: &Reader<'_>, coding: &Coding) -> Result<Self, AppError> {
        let turn = CodingFilter {
            transcripts: vec![coding.transcript],
            turn: Some(coding.turn),
            ..CodingFilter::default()
        };
        let codings = reader.codings(&turn)?;
        let mut coders: Vec<Coder> = codings.iter().map(|it| it.coder.clone()).collect();
        coders.sort();
        coders.dedup();
        let marks = codings.iter().map(|it| Mark {
            id: it.id,
            transcript: it.transcript,
            turn: it.turn,
            span: it.span,
            code: it.code,
            coder: coders.partition_point(|coder| *coder < it.coder) as u16,
            state: it.state,
        });
        let marks = marks.collect();
        Self::of(reader, marks, coders)
    }

    fn of(reader: &Reader<'_>, all: Vec<Mark>, coders: Vec<Coder>) -> Result<Self, AppError> {
        let codebook = reader.codebook()?;
        let mut marks: HashMap<(TranscriptId, u32), Vec<Mark>> = HashMap::new();
        for mark in all {
            if mark.state != ReviewState::Rejected {
                let turn = marks.entry((mark.transcript, mark.turn)).or_default();
                turn.push(mark);
            }
        }
        Ok(Self {
            names: names(&codebook),
            marks,
            coders,
        })
    }

    /// Codes that the same words carry already, with who says so, and those
    /// that are suggested for them.
    pub fn others(&self, coding: &Coding) -> Vec<String> {
        let here = self.marks.get(&(coding.transcript, coding.turn));
        let here = here.map_or(&[][..], Vec::as_slice).iter();
        let mut others: Vec<String> = here
            .filter(|mark| mark.id != coding.id && mark.span.overlaps(coding.span))
            .map(|mark| {
                let name = self.names.get(&mark.code).map_or("?", String::as_str);
                let coder = self.coders.get(usize::from(mark.coder));
                match (mark.state, coder) {
                    (ReviewState::Accepted, Some(coder)) => format!("{name} ({coder})"),
                    _ => format!("{name} (pending)"),
                }
            })
            .collect();
        others.sort();
        others.dedup();
        others
    }
}

fn names(codebook: &Codebook) -> HashMap<CodeKey, String> {
    let codes = codebook.codes.values();
    codes.map(|code| (code.key, code.id.to_string())).collect()
}
