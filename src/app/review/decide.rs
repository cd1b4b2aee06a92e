//! Accepting and rejecting as it is suggested: one or many, in one change.

use crate::app::{AppError, Session, Study};
use crate::model::change::Swap;
use crate::model::{
    Change, CodeKey, Codebook, Coder, Coding, CodingId, Edit, Memo, MemoTarget, Origin, Problem,
    ReviewState, TranscriptId,
};
use crate::store::{CodingFilter, Reader};
use crate::text::{ByteSpan, counted};
use std::collections::{BTreeSet, HashMap};

/// More problems than this are counted, not listed.
const MOST_PROBLEMS: usize = 5;

/// What a decision came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decided {
    /// The suggestions that were accepted or rejected.
    pub codings: Vec<CodingId>,
    /// Those that were to be accepted and say what the same person has coded
    /// already: taken back, so that nothing counts twice.
    pub known: Vec<CodingId>,
}

/// Accepts or rejects these suggestions, all in one change. If one of them does
/// not wait (any longer), nothing is written.
pub fn decide(
    study: &mut Study,
    session: &Session,
    ids: &[CodingId],
    decision: ReviewState,
) -> Result<Decided, AppError> {
    study.store.change(&session.who, &session.at, |door| {
        let codings = waiting(door, ids)?;
        let mut told = Decided::default();
        if codings.is_empty() {
            return Ok((None, told));
        }
        let title = title(door, &codings, decision)?;
        let mut edits = Vec::new();
        let mut said = match decision {
            ReviewState::Accepted => Said::by(door, &session.who, &codings)?,
            _ => Said::default(),
        };
        for coding in codings {
            let key = (coding.transcript, coding.span, coding.code);
            match said.0.get(&key) {
                Some(known) => {
                    told.known.push(coding.id);
                    edits.extend(notes_to(door, coding.id, *known)?);
                    edits.push(Edit::Coding(Box::new(Swap::remove(coding))));
                }
                None => {
                    told.codings.push(coding.id);
                    if decision == ReviewState::Accepted {
                        said.0.insert(key, coding.id);
                    }
                }
            }
        }
        if !told.codings.is_empty() {
            edits.push(decision_edit(session, told.codings.clone(), decision));
        }
        Ok((Some(Change::new(title, edits)), told))
    })
}

/// A decision over pending suggestions as an edit.
pub(super) fn decision_edit(
    session: &Session,
    codings: Vec<CodingId>,
    decision: ReviewState,
) -> Edit {
    Edit::Decision {
        codings,
        before: ReviewState::Pending,
        after: decision,
        coder_before: String::new(),
        coder_after: session.who.clone(),
        at_before: None,
        at_after: Some(session.at.clone()),
    }
}

/// What a person has coded so far, by place and code.
#[derive(Default)]
pub(super) struct Said(pub HashMap<(TranscriptId, ByteSpan, CodeKey), CodingId>);

impl Said {
    /// In the transcripts of these codings.
    pub fn by(reader: &Reader<'_>, who: &Coder, around: &[Coding]) -> Result<Self, AppError> {
        let transcripts: BTreeSet<TranscriptId> = around.iter().map(|it| it.transcript).collect();
        let filter = CodingFilter {
            transcripts: transcripts.into_iter().collect(),
            coders: vec![who.clone()],
            states: vec![ReviewState::Accepted],
            ..CodingFilter::default()
        };
        let codings = reader.codings(&filter)?.into_iter();
        Ok(Self(
            codings
                .map(|it| ((it.transcript, it.span, it.code), it.id))
                .collect(),
        ))
    }
}

/// The notes on one coding, moved to another.
pub(super) fn notes_to(
    reader: &Reader<'_>,
    from: CodingId,
    to: CodingId,
) -> Result<Vec<Edit>, AppError> {
    let memos = reader.memos()?.into_iter();
    let here = memos.filter(|memo| memo.target == MemoTarget::Coding(from));
    Ok(here
        .map(|memo| {
            let after = Memo {
                target: MemoTarget::Coding(to),
                ..memo.clone()
            };
            Edit::Memo(Swap::replace(memo, after))
        })
        .collect())
}

/// What the journal says of a decision: over how many, and of which codes.
fn title(
    reader: &Reader<'_>,
    codings: &[Coding],
    decision: ReviewState,
) -> Result<String, AppError> {
    let codebook = reader.codebook()?;
    if let [one] = codings {
        return Ok(format!("{decision} {}", described(reader, &codebook, one)?));
    }
    let mut codes: Vec<&str> = Vec::new();
    for coding in codings {
        let name = name_of(&codebook, coding.code);
        if !codes.contains(&name) {
            codes.push(name);
        }
    }
    let more = codes.len().saturating_sub(4);
    codes.truncate(4);
    let more = if more > 0 {
        format!(" and {}", counted(more, "more code"))
    } else {
        String::new()
    };
    let count = counted(codings.len(), "suggestion");
    Ok(format!("{decision} {count} of {}{more}", codes.join(", ")))
}

/// One suggestion in the words of the journal: its number, its code, what made
/// it, and where it stands.
pub(super) fn described(
    reader: &Reader<'_>,
    codebook: &Codebook,
    one: &Coding,
) -> Result<String, AppError> {
    Ok(format!(
        "suggestion {} ({}, {}) at {}",
        one.id,
        name_of(codebook, one.code),
        maker(one),
        place(reader, one)?
    ))
}

/// What made a suggestion.
pub(super) fn maker(one: &Coding) -> String {
    match &one.origin {
        Origin::Rule { id, version } => format!("rule {id} {version}"),
        other => other.to_string(),
    }
}

/// Transcript and turn of a coding.
pub(super) fn place(reader: &Reader<'_>, one: &Coding) -> Result<String, AppError> {
    let transcript = reader.transcript(one.transcript)?;
    let name = transcript.map_or_else(|| "?".to_owned(), |it| it.name);
    Ok(format!("{name}:{}", one.turn))
}

pub(super) fn name_of(codebook: &Codebook, key: CodeKey) -> &str {
    codebook.by_key(key).map_or("?", |code| code.id.as_str())
}

/// The suggestions of these numbers, if all of them wait.
pub(super) fn waiting(reader: &Reader<'_>, ids: &[CodingId]) -> Result<Vec<Coding>, AppError> {
    let mut found = Vec::new();
    let mut problems = Vec::new();
    for id in ids.iter().collect::<BTreeSet<_>>() {
        match reader.coding(*id)? {
            Some(coding) if coding.state == ReviewState::Pending => found.push(coding),
            Some(coding) if coding.origin.is_suggested() => problems.push(
                Problem::new(format!(
                    "suggestion {id} was {} already by {}",
                    coding.state, coding.coder
                ))
                .next("take that back with `crosscase undo`, or code the passage by hand"),
            ),
            other => problems.push(unknown(*id, other.as_ref())),
        }
    }
    if problems.is_empty() {
        return Ok(found);
    }
    let more = problems.len().saturating_sub(MOST_PROBLEMS);
    problems.truncate(MOST_PROBLEMS);
    if more > 0 {
        problems.push(
            Problem::new(format!("and {more} more like these"))
                .next("nothing was written; `crosscase review` lists what waits now"),
        );
    }
    Err(AppError::Problems(problems))
}

/// What is wrong with a number that is no suggestion's.
pub(super) fn unknown(id: CodingId, coding: Option<&Coding>) -> Problem {
    match coding {
        Some(_) => Problem::new(format!("coding {id} is no suggestion"))
            .next("`crosscase code --remove` takes a hand coding away"),
        None => Problem::new(format!("no suggestion {id}"))
            .next("`crosscase review` lists them with their numbers"),
    }
}
