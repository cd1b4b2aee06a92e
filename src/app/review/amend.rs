//! Accepting otherwise than suggested: with other words, under another code, or
//! both.
//!
//! Where the passage still lies on the suggested words and keeps its code, the
//! suggestion itself becomes the coding. Otherwise what was suggested is
//! rejected, so that no rule asks for it again, and the passage becomes a
//! coding of its own that keeps the origin.

use crate::app::placing::{in_use, words_in};
use crate::app::review::decide::{
    Said, decision_edit, described, maker, name_of, notes_to, place, waiting,
};
use crate::app::{AppError, Session, Study};
use crate::model::change::Swap;
use crate::model::{Change, Coding, CodingId, Edit, ReviewState};
use crate::store::Reader;
use crate::text::ByteSpan;

/// What a person wants otherwise.
#[derive(Clone, Debug, Default)]
pub struct Amendment {
    /// Which words of the same turn to code.
    pub words: Option<Words>,
    /// The code to file them under.
    pub code: Option<String>,
}

/// Words of a turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    /// As a person typed them; they must stand in the turn once.
    Typed(String),
    /// By their place, in bytes of the turn's text.
    Marked(ByteSpan),
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amended {
    /// The coding that says it now.
    pub coding: CodingId,
    /// Its words.
    pub quote: String,
    /// Its code, by name.
    pub code: String,
    /// Whether the same person had coded these words so before; then nothing
    /// was added.
    pub known: bool,
    /// Whether what was suggested counts as rejected.
    pub rejected: bool,
}

/// Accepts a suggestion as a person wants it, as one change.
pub fn amend(
    study: &mut Study,
    session: &Session,
    id: CodingId,
    wanted: &Amendment,
) -> Result<Amended, AppError> {
    study.store.change(&session.who, &session.at, |door| {
        let Some(held) = waiting(door, &[id])?.pop() else {
            return Err(AppError::Defect(format!("suggestion {id} vanished")));
        };
        let codebook = door.codebook()?;
        let code = match &wanted.code {
            Some(name) => in_use(&codebook, name)?.key,
            None => held.code,
        };
        let (span, quote) = match &wanted.words {
            Some(words) => words_of(door, &held, words)?,
            None => (held.span, held.quote.clone()),
        };
        let same_code = code == held.code;
        let stays = same_code && span.overlaps(held.span);
        let said = Said::by(door, &session.who, std::slice::from_ref(&held))?;
        let known = said.0.get(&(held.transcript, span, code)).copied();
        let mut coding = Coding {
            span,
            quote,
            code,
            coder: session.who.clone(),
            state: ReviewState::Accepted,
            decided_at: Some(session.at.clone()),
            ..held.clone()
        };
        let suggested = described(door, &codebook, &held)?;
        let adjusted = if span == held.span { "" } else { ", adjusted" };
        let title = match same_code {
            true if span == held.span => format!("accepted {suggested}"),
            true => format!("adjusted {suggested}"),
            false => format!(
                "filed suggestion {id} under {} instead of {} ({}) at {}{adjusted}",
                name_of(&codebook, code),
                name_of(&codebook, held.code),
                maker(&held),
                place(door, &held)?
            ),
        };
        let mut edits = Vec::new();
        if let Some(known) = known {
            edits.extend(notes_to(door, id, known)?);
            coding.id = known;
        } else if !stays {
            coding.id = door.new_codings(1)?;
            edits.push(Edit::Coding(Box::new(Swap::add(coding.clone()))));
            edits.extend(notes_to(door, id, coding.id)?);
        }
        edits.push(match (stays, known) {
            (true, None) => Edit::Coding(Box::new(Swap::replace(held, coding.clone()))),
            (true, Some(_)) => Edit::Coding(Box::new(Swap::remove(held))),
            (false, _) => decision_edit(session, vec![id], ReviewState::Rejected),
        });
        let told = Amended {
            coding: coding.id,
            quote: coding.quote,
            code: name_of(&codebook, code).to_owned(),
            known: known.is_some(),
            rejected: !stays,
        };
        Ok((Some(Change::new(title, edits)), told))
    })
}

/// The place of the wanted words, in bytes of the document, and what stands
/// there.
fn words_of(
    reader: &Reader<'_>,
    held: &Coding,
    words: &Words,
) -> Result<(ByteSpan, String), AppError> {
    let lost = || AppError::Defect(format!("suggestion {} has lost its turn", held.id));
    let transcript = reader.transcript(held.transcript)?.ok_or_else(lost)?;
    let document = reader.document(&transcript.document)?;
    let turn = document.turn(held.turn).ok_or_else(lost)?;
    let span = match words {
        Words::Typed(words) => words_in(&document, &transcript, turn, words, true)?,
        Words::Marked(span) => span.shifted(turn.span.start()).map_err(|_| lost())?,
    };
    let inside = turn.span.contains(span) && !span.is_empty();
    let quote = span.slice(document.text.as_str()).filter(|_| inside);
    Ok((span, quote.ok_or_else(lost)?.to_owned()))
}
