//! Comments in the margin of a file become memos.

use super::Intake;
use crate::app::AppError;
use crate::formats::transcript::{Comment, ParsedTranscript};
use crate::model::change::Swap;
use crate::model::{Document, Edit, Memo, MemoTarget, TranscriptId, Turn};
use crate::text::ByteSpan;

/// What a comment says, and about what.
pub struct Remark {
    pub target: MemoTarget,
    pub text: String,
    pub author: String,
}

impl Intake<'_, '_> {
    /// Makes memos of comments that are new to the study.
    pub(super) fn add_memos(&mut self, remarks: Vec<Remark>) -> Result<(), AppError> {
        for Remark {
            target,
            text,
            author,
        } in remarks
        {
            self.edits.push(Edit::Memo(Swap::add(Memo {
                id: self.door.new_memo()?,
                target,
                text,
                author,
            })));
        }
        Ok(())
    }
}

/// The comments in the margin of a transcript.
pub(super) fn remarks(transcript: TranscriptId, parsed: &ParsedTranscript) -> Vec<Remark> {
    let comments = parsed.comments.iter();
    comments
        .map(|comment| remark(transcript, &parsed.document, comment))
        .collect()
}

/// A comment in the margin of the file becomes a memo on its passage; on the
/// transcript where it is about no words of a turn.
fn remark(transcript: TranscriptId, document: &Document, comment: &Comment) -> Remark {
    let passage = turn_of(document, comment.span).and_then(|turn| {
        // Of a comment on a speaker's name and speech, the speech is its
        // place; of one on several turns, the first.
        let start = comment.span.start().max(turn.span.start());
        let end = comment.span.end().clamp(start, turn.span.end());
        // One that stands at a point is about the turn.
        let span = match start == end {
            true => turn.span,
            false => ByteSpan::new(start, end).ok()?,
        };
        let quote = span.slice(document.text.as_str())?;
        Some(MemoTarget::Passage {
            transcript,
            turn: turn.number,
            span,
            quote: quote.to_owned(),
        })
    });
    let author = match comment.author.trim() {
        "" => "comment in the file".to_owned(),
        author => author.to_owned(),
    };
    Remark {
        target: passage.unwrap_or(MemoTarget::Transcript(transcript)),
        text: comment.text.clone(),
        author,
    }
}

/// The first turn that a comment touches. A comment at a point often stands
/// right behind the last word of one.
fn turn_of(document: &Document, span: ByteSpan) -> Option<&Turn> {
    let turns = &document.turns;
    let next = turns.partition_point(|turn| turn.span.end() < span.start());
    let turn = turns.get(next)?;
    // Behind its last word, but about words to come.
    let turn = match turn.span.end() == span.start() && !span.is_empty() {
        true => turns.get(next + 1)?,
        false => turn,
    };
    let touches = turn.span.start() < span.end() || turn.span.start() == span.start();
    touches.then_some(turn)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::CanonicalText;

    #[test]
    fn a_comment_is_about_the_first_turn_it_touches() {
        let turn = |number, start, end| Turn {
            number,
            speaker: "A".to_owned(),
            span: ByteSpan::new(start, end).unwrap(),
            starts_at: None,
            ends_at: None,
        };
        let text = CanonicalText::from_raw("Title\nA: one\nA: two");
        let turns = vec![turn(1, 9, 12), turn(2, 16, 19)];
        let document = Document::new(text, turns, Vec::new(), Vec::new());
        for (start, end, number) in [
            (10, 11, Some(1)),
            (6, 12, Some(1)),
            (0, 19, Some(1)),
            (12, 12, Some(1)),
            (12, 19, Some(2)),
            (9, 9, Some(1)),
            (16, 16, Some(2)),
            (0, 5, None),
            (7, 7, None),
            (6, 8, None),
            (19, 19, Some(2)),
        ] {
            let span = ByteSpan::new(start, end).unwrap();
            let found = turn_of(&document, span).map(|turn| turn.number);
            assert_eq!(found, number, "{start}..{end}");
        }
    }
}
