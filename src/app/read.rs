//! `read`: a transcript turn by turn, with line numbers and the codes in the
//! margin. What one needs to see before one can code.

use crate::app::{AppError, Study, lookup};
use crate::model::{ReviewState, Role, Transcript, TranscriptId};
use crate::store::CodingFilter;
use std::collections::HashMap;
use std::ops::RangeInclusive;

/// One turn, ready to be shown.
#[derive(Clone, Debug)]
pub struct TurnView {
    /// Its number.
    pub number: u32,
    /// The line of the transcript on which its words start.
    pub line: usize,
    /// Who speaks.
    pub speaker: String,
    /// In which role.
    pub role: Role,
    /// When, in milliseconds from the start of the recording.
    pub starts_at: Option<u64>,
    /// What is said.
    pub text: String,
    /// The guide's questions that this turn asks.
    pub guide: Vec<String>,
    /// Accepted codings that start here: coder, code, quote.
    pub codes: Vec<(String, String, String)>,
}

/// A transcript in one line.
#[derive(Clone, Debug)]
pub struct TranscriptLine {
    /// The transcript.
    pub transcript: Transcript,
    /// How many turns it has.
    pub turns: usize,
    /// How many accepted codings.
    pub codings: usize,
    /// How many pending suggestions.
    pub pending: usize,
}

/// All transcripts.
pub fn overview(study: &Study) -> Result<Vec<TranscriptLine>, AppError> {
    study.store.read(|reader| {
        let mut counts: HashMap<TranscriptId, (usize, usize)> = HashMap::new();
        for mark in reader.marks()?.0 {
            let (codings, pending) = counts.entry(mark.transcript).or_default();
            match mark.state {
                ReviewState::Accepted => *codings += 1,
                ReviewState::Pending => *pending += 1,
                ReviewState::Rejected => {}
            }
        }
        let turns = reader.turn_counts()?;
        let mut lines = Vec::new();
        for transcript in reader.transcripts()? {
            let (codings, pending) = counts.get(&transcript.id).copied().unwrap_or_default();
            lines.push(TranscriptLine {
                turns: turns.get(&transcript.document).copied().unwrap_or_default(),
                codings,
                pending,
                transcript,
            });
        }
        Ok(lines)
    })
}

/// The turns of a transcript, all of them or a range.
pub fn turns(
    study: &Study,
    name: &str,
    range: Option<RangeInclusive<u32>>,
) -> Result<(Transcript, Vec<TurnView>), AppError> {
    study.store.read(|reader| {
        let transcripts = reader.transcripts()?;
        let transcript = lookup::transcript(&transcripts, name)?.clone();
        let document = reader.document(&transcript.document)?;
        let lines = document.lines();
        let codebook = reader.codebook()?;
        let filter = CodingFilter {
            transcripts: vec![transcript.id],
            states: vec![ReviewState::Accepted],
            ..CodingFilter::default()
        };
        let codings = reader.codings(&filter)?;
        let guide = reader.guide_marks()?;
        let last = document.turns.len() as u32;
        let wanted = range.unwrap_or(1..=last.max(1));
        if document.turn(*wanted.start()).is_none() && last > 0 {
            lookup::turn(&document, &transcript, *wanted.start())?;
        }
        let views = document
            .turns
            .iter()
            .filter(|turn| wanted.contains(&turn.number))
            .map(|turn| TurnView {
                number: turn.number,
                line: lines.line_of(turn.span.start()),
                speaker: turn.speaker.clone(),
                role: transcript.role(&turn.speaker),
                starts_at: turn.starts_at,
                text: document.speech(turn).to_owned(),
                guide: guide
                    .iter()
                    .filter(|mark| mark.transcript == transcript.id && mark.turn == turn.number)
                    .map(|mark| mark.question.clone())
                    .collect(),
                codes: codings
                    .iter()
                    .filter(|coding| coding.turn == turn.number)
                    .map(|coding| {
                        let code = codebook.by_key(coding.code);
                        (
                            coding.coder.clone(),
                            code.map_or_else(|| "?".to_owned(), |code| code.id.to_string()),
                            coding.quote.clone(),
                        )
                    })
                    .collect(),
            })
            .collect();
        Ok((transcript, views))
    })
}
