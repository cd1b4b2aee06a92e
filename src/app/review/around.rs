//! What there is to know of a suggestion beside its words: why it was made, and
//! what else is said of these words.

use crate::app::AppError;
use crate::model::{
    CodeKey, Codebook, Coder, Coding, Mark, Origin, ReviewState, RuleId, TranscriptId,
};
use crate::store::{CodingFilter, Reader};
use std::collections::HashMap;

/// The codings around suggestions, and the rules behind them.
pub(super) struct Around {
    names: HashMap<CodeKey, String>,
    rules: HashMap<RuleId, (String, String)>,
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
            rules: rules(&codebook),
            marks,
            coders,
        })
    }

    /// Why it was suggested, a line for each reason.
    pub fn reasons(&self, coding: &Coding) -> Vec<String> {
        let Origin::Rule { id, version } = &coding.origin else {
            return Vec::new();
        };
        vec![match self.rules.get(id) {
            None => format!("the rule {id} is no longer in the codebook"),
            Some((now, _)) if now != version => format!("the rule {id} has changed since"),
            Some((_, find)) => format!("{id}: {find}"),
        }]
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

/// Each rule's version as it is now, and what it looks for.
fn rules(codebook: &Codebook) -> HashMap<RuleId, (String, String)> {
    let rules = codebook.codes.values().flat_map(|code| &code.rules);
    rules
        .map(|rule| (rule.id.clone(), (rule.version(), rule.find.clone())))
        .collect()
}
