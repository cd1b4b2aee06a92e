//! `read`: a transcript turn by turn, with line numbers and the codes in the
//! margin. What one needs to see before one can code.

use crate::app::{AppError, Study, lookup};
use crate::model::{AsideKind, Document, ReviewState, Role, Transcript, TranscriptId};
use crate::store::CodingFilter;
use crate::text::LineIndex;
use std::collections::HashMap;
use std::ops::RangeInclusive;

/// What stands in a transcript, piece by piece.
#[derive(Clone, Debug)]
pub enum Piece {
    /// A turn.
    Turn(TurnView),
    /// Words outside all turns, which nobody said.
    Aside(AsideView),
}

/// Words between the turns, ready to be shown.
#[derive(Clone, Debug)]
pub struct AsideView {
    /// What they are.
    pub kind: AsideKind,
    /// The line of the transcript on which they start.
    pub line: usize,
    /// The words.
    pub text: String,
}

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

/// The turns of a transcript, all of them or a range, each after the asides
/// that stand before it; after the last turn, those at the end. Nothing of a
/// transcript is to be hidden. (An aside inside a turn is in its text.)
pub fn pieces(
    study: &Study,
    name: &str,
    range: Option<RangeInclusive<u32>>,
) -> Result<(Transcript, Vec<Piece>), AppError> {
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
            });
        let pieces = with_asides(&document, &lines, &wanted, views);
        Ok((transcript, pieces))
    })
}

fn with_asides(
    document: &Document,
    lines: &LineIndex,
    wanted: &RangeInclusive<u32>,
    views: impl Iterator<Item = TurnView>,
) -> Vec<Piece> {
    // By the turn that follows; behind the last one, by the number after it.
    let mut asides: HashMap<u32, Vec<Piece>> = HashMap::new();
    for aside in &document.asides {
        let start = aside.span.start();
        let next = document
            .turns
            .partition_point(|turn| turn.span.end() <= start);
        let turn = document.turns.get(next);
        if turn.is_some_and(|turn| turn.span.start() <= start) {
            continue;
        }
        let view = AsideView {
            kind: aside.kind,
            line: lines.line_of(start),
            text: aside
                .span
                .slice(document.text.as_str())
                .unwrap_or_default()
                .to_owned(),
        };
        let before = asides.entry(next as u32 + 1).or_default();
        before.push(Piece::Aside(view));
    }
    let last = document.turns.len() as u32;
    let mut pieces = Vec::new();
    for view in views {
        pieces.extend(asides.remove(&view.number).unwrap_or_default());
        pieces.push(Piece::Turn(view));
    }
    if *wanted.end() >= last {
        pieces.extend(asides.remove(&(last + 1)).unwrap_or_default());
    }
    pieces
}
