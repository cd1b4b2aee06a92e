//! One suggestion with all that a person wants to see before deciding.

use crate::analysis::Suggestion;
use crate::app::review::around::Around;
use crate::app::review::decide::unknown;
use crate::app::review::reasons::Reasons;
use crate::app::{AppError, Study, passages};
use crate::model::{CodingId, Document, Role, Transcript};
use crate::store::Reader;
use crate::text::ByteSpan;
use crate::text::sentences::sentences;

/// A suggestion with the turn it stands in.
#[derive(Clone, Debug)]
pub struct InContext {
    /// The suggestion.
    pub suggestion: Suggestion,
    /// Its code's label.
    pub label: String,
    /// What its code means.
    pub definition: Option<String>,
    /// What was asked before.
    pub asked: Option<Asked>,
    /// The words of the turn.
    pub speech: String,
    /// The suggested passage, in bytes of `speech`.
    pub place: ByteSpan,
    /// The sentences, in bytes of `speech`, in order.
    pub sentences: Vec<ByteSpan>,
}

/// The turn to which the speaker answers: the interviewer's last one, or the
/// one before where no interviewer is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Who speaks there.
    pub speaker: String,
    /// The words.
    pub words: String,
    /// The questions of the guide that it asks, by number.
    pub guide: Vec<String>,
}

/// A suggestion with its surroundings, whatever was decided of it.
pub fn in_context(study: &Study, id: CodingId) -> Result<InContext, AppError> {
    study.store.read(|reader| {
        let coding = match reader.coding(id)? {
            Some(coding) if coding.origin.is_suggested() => coding,
            other => return Err(unknown(id, other.as_ref()).into()),
        };
        let lost = || AppError::Defect(format!("suggestion {id} has lost its turn"));
        let passage = passages::passages(reader, std::slice::from_ref(&coding))?;
        let passage = passage.into_iter().next().ok_or_else(lost)?;
        let codebook = reader.codebook()?;
        let code = codebook.by_key(coding.code);
        let transcript = reader.transcript(coding.transcript)?.ok_or_else(lost)?;
        let document = reader.document(&transcript.document)?;
        let turn = document.turn(coding.turn).ok_or_else(lost)?;
        let speech = document.speech(turn).to_owned();
        let from = turn.span.start();
        let place = ByteSpan::new(
            coding.span.start().saturating_sub(from),
            coding.span.end().saturating_sub(from).min(speech.len()),
        )
        .map_err(|_| lost())?;
        let around = Around::one(reader, &coding)?;
        let one = std::slice::from_ref(&coding);
        let mut reasons = Reasons::new(reader, one)?.of(reader, one)?;
        Ok(InContext {
            suggestion: Suggestion {
                reasons: reasons.remove(&coding.id).unwrap_or_default(),
                others: around.others(&coding),
                passage,
            },
            label: code.map(|code| code.label.clone()).unwrap_or_default(),
            definition: code.and_then(|code| code.definition.clone()),
            asked: asked(reader, &transcript, &document, coding.turn)?,
            sentences: sentences(&speech, transcript.language),
            speech,
            place,
        })
    })
}

fn asked(
    reader: &Reader<'_>,
    transcript: &Transcript,
    document: &Document,
    turn: u32,
) -> Result<Option<Asked>, AppError> {
    let mut before = document.turns.iter().filter(|it| it.number < turn).rev();
    let last = before.clone().next();
    let interviewer = before.find(|it| transcript.role(&it.speaker) == Role::Interviewer);
    let Some(turn) = interviewer.or(last) else {
        return Ok(None);
    };
    let marks = reader.guide_marks()?.into_iter();
    let here = marks.filter(|it| it.transcript == transcript.id && it.turn == turn.number);
    Ok(Some(Asked {
        speaker: turn.speaker.clone(),
        words: document.speech(turn).to_owned(),
        guide: here.map(|it| it.question).collect(),
    }))
}
