//! Codings as people want to see them: with line, speaker, names and memos.

use crate::analysis::Passage;
use crate::app::AppError;
use crate::model::{Coding, CodingId, Document, MemoTarget, Transcript, TranscriptId};
use crate::store::{Reader, StoreError};
use crate::text::{CodePointSpan, LineIndex};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// The passages of these codings, in their order. Each is placed first: a
/// quote that does not stand where its coding says is damage, not a passage.
pub fn passages(reader: &Reader<'_>, codings: &[Coding]) -> Result<Vec<Passage>, AppError> {
    let codebook = reader.codebook()?;
    let names: HashMap<_, _> = codebook
        .codes
        .values()
        .map(|code| (code.key, code.id.as_str()))
        .collect();
    let mut memos: HashMap<CodingId, Vec<String>> = HashMap::new();
    for memo in reader.memos()? {
        if let MemoTarget::Coding(id) = memo.target {
            memos.entry(id).or_default().push(memo.text);
        }
    }
    let mut sources: HashMap<TranscriptId, Source> = HashMap::new();
    let mut passages = Vec::with_capacity(codings.len());
    for coding in codings {
        let source = match sources.entry(coding.transcript) {
            Entry::Occupied(held) => held.into_mut(),
            Entry::Vacant(free) => free.insert(source(reader, coding)?),
        };
        let (transcript, document, lines) = &*source;
        let placed = coding
            .clone()
            .placed(document)
            .map_err(|misplaced| StoreError::Damaged(misplaced.to_string()))?;
        let coding = placed.coding();
        let turn = document.turn(coding.turn);
        let speaker = turn.map(|turn| turn.speaker.clone()).unwrap_or_default();
        passages.push(Passage {
            id: coding.id,
            transcript: transcript.name.clone(),
            case: transcript.case_of(&speaker).map(str::to_owned),
            turn: coding.turn,
            in_turn: in_turn(document, coding)?,
            line: lines.line_of(coding.span.start()),
            starts_at: document.time_at(coding.span),
            speaker,
            code: names.get(&coding.code).copied().unwrap_or("?").to_owned(),
            quote: coding.quote.clone(),
            coder: coding.coder.clone(),
            origin: coding.origin.clone(),
            state: coding.state,
            decided_at: coding.decided_at.clone(),
            memos: memos.remove(&coding.id).unwrap_or_default(),
            language: transcript.language,
        });
    }
    Ok(passages)
}

/// Where a passage stands in its turn. One that goes on in the next turn is
/// measured over both.
fn in_turn(document: &Document, coding: &Coding) -> Result<CodePointSpan, StoreError> {
    let text = document.text.as_str();
    let from = document.turn(coding.turn).map_or(0, |it| it.span.start());
    let letters = |from: usize, to: usize| text.get(from..to).map(|it| it.chars().count());
    let start = letters(from, coding.span.start());
    let length = letters(coding.span.start(), coding.span.end());
    let (start, length) = start.zip(length).unwrap_or_default();
    CodePointSpan::new(start, start + length)
        .map_err(|error| StoreError::Damaged(error.to_string()))
}

type Source = (Transcript, Document, LineIndex);

fn source(reader: &Reader<'_>, coding: &Coding) -> Result<Source, AppError> {
    let transcript = reader
        .transcript(coding.transcript)?
        .ok_or_else(|| StoreError::Damaged(format!("coding {} has no transcript", coding.id)))?;
    let document = reader.document(&transcript.document)?;
    let lines = document.lines();
    Ok((transcript, document, lines))
}
