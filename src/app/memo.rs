//! `memo`: what the analyst thought, kept where it belongs.

use crate::app::{AppError, Session, Study, lookup};
use crate::model::change::Swap;
use crate::model::{Change, CodingId, Edit, Memo, MemoId, MemoTarget, Problem};
use crate::store::Reader;

/// A memo with its target in words.
#[derive(Clone, Debug)]
pub struct MemoView {
    /// The memo.
    pub memo: Memo,
    /// What it is about, as a person would name it.
    pub about: String,
    /// For a coding: its quote.
    pub quote: Option<String>,
}

/// All memos, oldest first.
pub fn list(study: &Study) -> Result<Vec<MemoView>, AppError> {
    study.store.read(|reader| {
        let codebook = reader.codebook()?;
        let transcripts = reader.transcripts()?;
        let name_of = |id| {
            transcripts
                .iter()
                .find(|it| it.id == id)
                .map_or("?", |it| it.name.as_str())
        };
        let mut views = Vec::new();
        for memo in reader.memos()? {
            let mut quote = None;
            let about = match &memo.target {
                MemoTarget::Study => "the study".to_owned(),
                MemoTarget::Case(name) => format!("case {name}"),
                MemoTarget::Transcript(id) => format!("transcript {}", name_of(*id)),
                MemoTarget::Code(key) => {
                    let code = codebook.by_key(*key).map_or("?", |code| code.id.as_str());
                    format!("code {code}")
                }
                MemoTarget::Coding(id) => match reader.coding(*id)? {
                    Some(coding) => {
                        let code = codebook.by_key(coding.code).map_or("?", |c| c.id.as_str());
                        let place = format!("{}:{}", name_of(coding.transcript), coding.turn);
                        quote = Some(coding.quote);
                        format!("coding {id}, {place} {code}")
                    }
                    None => format!("coding {id}"),
                },
                MemoTarget::Passage {
                    transcript,
                    turn,
                    quote: words,
                    ..
                } => {
                    quote = Some(words.clone());
                    format!("passage {}:{turn}", name_of(*transcript))
                }
            };
            views.push(MemoView { memo, about, quote });
        }
        Ok(views)
    })
}

/// Writes a memo about `study`, `case:NAME`, `transcript:NAME`, `code:ID` or
/// `coding:NUMBER`.
pub fn add(
    study: &mut Study,
    session: &Session,
    about: &str,
    text: &str,
) -> Result<MemoId, AppError> {
    if text.trim().is_empty() {
        return Err(AppError::request(
            "the memo is empty",
            "write what you think",
        ));
    }
    study.store.change(&session.who, &session.at, |door| {
        let memo = Memo {
            id: door.new_memo()?,
            target: target(door, about)?,
            text: text.trim().to_owned(),
            author: session.who.clone(),
        };
        let id = memo.id;
        let title = format!("wrote a memo about {about}");
        Ok((
            Some(Change::new(title, vec![Edit::Memo(Swap::add(memo))])),
            id,
        ))
    })
}

/// Removes a memo.
pub fn remove(study: &mut Study, session: &Session, id: MemoId) -> Result<(), AppError> {
    study.store.change(&session.who, &session.at, |door| {
        let memo = door
            .memos()?
            .into_iter()
            .find(|memo| memo.id == id)
            .ok_or_else(|| {
                Problem::new(format!("no memo {}", id.0)).next("`crosscase memo` lists them")
            })?;
        let title = format!("removed memo {}", id.0);
        Ok((
            Some(Change::new(title, vec![Edit::Memo(Swap::remove(memo))])),
            (),
        ))
    })
}

fn target(reader: &Reader<'_>, about: &str) -> Result<MemoTarget, AppError> {
    let (kind, name) = about.split_once(':').unwrap_or((about, ""));
    let name = name.trim();
    match kind.trim() {
        "study" => Ok(MemoTarget::Study),
        "case" => Ok(MemoTarget::Case(
            lookup::case(&reader.cases()?, name)?.name.clone(),
        )),
        "transcript" => Ok(MemoTarget::Transcript(
            lookup::transcript(&reader.transcripts()?, name)?.id,
        )),
        "code" => Ok(MemoTarget::Code(reader.codebook()?.require(name)?.key)),
        "coding" => {
            let missing = || {
                Problem::new(format!("no coding '{name}'"))
                    .next("`crosscase code --list` shows the codings with their numbers")
            };
            let id = CodingId(name.parse().map_err(|_| missing())?);
            reader.coding(id)?.ok_or_else(missing)?;
            Ok(MemoTarget::Coding(id))
        }
        other => Err(AppError::request(
            format!("a memo cannot be about '{other}'"),
            "say study, case:NAME, transcript:NAME, code:ID or coding:NUMBER",
        )),
    }
}
