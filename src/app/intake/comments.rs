//! Comments in the margin of a file become memos.

use super::Intake;
use crate::app::AppError;
use crate::formats::transcript::{Comment, ParsedTranscript};
use crate::model::{Memo, MemoTarget, TranscriptId};
use crate::text::ByteSpan;

impl Intake<'_, '_> {
    /// A comment in the margin of the file becomes a memo on its passage; on
    /// the transcript where it is about no words of a turn.
    pub(super) fn memo(
        &self,
        transcript: TranscriptId,
        parsed: &ParsedTranscript,
        comment: &Comment,
    ) -> Result<Memo, AppError> {
        let document = &parsed.document;
        let passage = document.turn_at(comment.span).and_then(|turn| {
            // Of a comment on several turns, the first is its place.
            let end = comment.span.end().min(turn.span.end());
            let span = ByteSpan::new(comment.span.start(), end).ok()?;
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
        Ok(Memo {
            id: self.door.new_memo()?,
            target: passage.unwrap_or(MemoTarget::Transcript(transcript)),
            text: comment.text.clone(),
            author,
        })
    }
}
