//! `lost`: codings that a corrected transcript has left without a place. A
//! person says where they belong, or lets them go.

use crate::app::revision::moved_to;
use crate::app::{AppError, Session, Study, lookup};
use crate::model::change::Swap;
use crate::model::reanchor::{Candidate, Fate, NewPlace, Reanchoring};
use crate::model::{
    Change, CodingId, Edit, LostCoding, Memo, MemoTarget, Problem, Transcript, TranscriptId,
};
use crate::store::{Door, Reader};
use crate::text::{ContentHash, QuoteSearch, counted, find_quote};
use indexmap::IndexMap;
use std::collections::BTreeMap;

/// A coding without a place, for a person to look at.
#[derive(Clone, Debug)]
pub struct LostView {
    /// The coding, with the place it had.
    pub lost: LostCoding,
    /// The transcript's name.
    pub transcript: String,
    /// The code's name.
    pub code: String,
    /// Where it may belong now, the likeliest first.
    pub candidates: Vec<Candidate>,
}

/// All of them.
pub fn list(study: &Study) -> Result<Vec<LostView>, AppError> {
    study.store.read(|reader| {
        let codebook = reader.codebook()?;
        // Those lost together are looked for together: to compare two versions
        // takes longer than to find a coding in them.
        let mut together: IndexMap<(TranscriptId, ContentHash), Vec<LostCoding>> = IndexMap::new();
        for lost in reader.lost_codings()? {
            let versions = (lost.coding.transcript, lost.document.clone());
            together.entry(versions).or_default().push(lost);
        }
        let mut views = Vec::new();
        for ((_, hash), some) in together {
            let Some(first) = some.first() else { continue };
            let transcript = transcript_of(reader, first)?;
            let old = reader.document(&hash)?;
            let new = reader.document(&transcript.document)?;
            let versions = Reanchoring::new(&old, &new);
            for lost in some {
                let code = codebook.by_key(lost.coding.code);
                views.push(LostView {
                    candidates: candidates(&versions, &lost),
                    code: code.map_or_else(|| "?".to_owned(), |code| code.id.to_string()),
                    transcript: transcript.name.clone(),
                    lost,
                });
            }
        }
        views.sort_by_key(|view| view.lost.coding.id);
        Ok(views)
    })
}

/// Where a lost coding is put.
#[derive(Clone, Debug)]
pub enum NewHome {
    /// At one of the places that are offered, counted from 1.
    Candidate(usize),
    /// At these words of this turn.
    Words {
        /// The turn.
        turn: u32,
        /// The words, which must stand in it once.
        quote: String,
    },
}

/// Gives a lost coding a place. Returns where, and the words there.
pub fn accept(
    study: &mut Study,
    session: &Session,
    id: CodingId,
    home: &NewHome,
) -> Result<(u32, String), AppError> {
    study.store.change(&session.who, &session.at, |door| {
        let lost = named(door, id)?;
        let transcript = transcript_of(door, &lost)?;
        let document = door.document(&transcript.document)?;
        let place = match home {
            NewHome::Candidate(number) => offered(door, &lost, &transcript, *number)?,
            NewHome::Words { turn, quote } => {
                let turn = lookup::turn(&document, &transcript, *turn)?;
                let problem = match find_quote(document.speech(turn), quote.trim()) {
                    QuoteSearch::Once(span) => {
                        let shifted = span.shifted(turn.span.start());
                        Ok(shifted.map_err(|error| Problem::new(error.to_string()))?)
                    }
                    QuoteSearch::Several(places) => Err(format!("{} times", places.len())),
                    QuoteSearch::Missing => Err("nowhere".to_owned()),
                };
                let span = problem.map_err(|often| {
                    Problem::new(format!("these words stand {often} in turn {}", turn.number))
                        .next(format!(
                            "give words that stand there once; `crosscase read {} --turn {}` shows it",
                            transcript.name, turn.number
                        ))
                })?;
                NewPlace {
                    turn: turn.number,
                    span,
                }
            }
        };
        let after = moved_to(&lost.coding, place, &document);
        let told = (after.turn, after.quote.clone());
        let title = format!("gave the lost coding {id} a place in {}:{}", transcript.name, after.turn);
        let edits = vec![
            Edit::Lost(Box::new(Swap::remove(lost))),
            Edit::Coding(Box::new(Swap::add(after))),
        ];
        Ok((Some(Change::new(title, edits)), told))
    })
}

/// Lets lost codings go, one by one or all of them, and their memos with them,
/// as where a coding is removed. Returns how many.
pub fn drop(study: &mut Study, session: &Session, ids: &[CodingId]) -> Result<usize, AppError> {
    study.store.change(&session.who, &session.at, |door| {
        let gone = match ids {
            [] => door.lost_codings()?,
            some => some
                .iter()
                .map(|id| named(door, *id))
                .collect::<Result<_, _>>()?,
        };
        let gone: BTreeMap<CodingId, LostCoding> =
            gone.into_iter().map(|it| (it.coding.id, it)).collect();
        let count = gone.len();
        let title = format!("let {} go", counted(count, "lost coding"));
        let of_them =
            |memo: &Memo| matches!(memo.target, MemoTarget::Coding(id) if gone.contains_key(&id));
        let memos = door.memos()?.into_iter().filter(of_them);
        let mut edits: Vec<Edit> = memos.map(Swap::remove).map(Edit::Memo).collect();
        let codings = gone.into_values().map(Swap::remove).map(Box::new);
        edits.extend(codings.map(Edit::Lost));
        Ok(((count > 0).then(|| Change::new(title, edits)), count))
    })
}

fn named(door: &Door<'_>, id: CodingId) -> Result<LostCoding, AppError> {
    Ok(door.lost_coding(id)?.ok_or_else(|| {
        Problem::new(format!("no lost coding {id}"))
            .next("`crosscase lost` shows those there are, with their numbers")
    })?)
}

fn transcript_of(reader: &Reader<'_>, lost: &LostCoding) -> Result<Transcript, AppError> {
    let id = lost.coding.id;
    reader
        .transcript(lost.coding.transcript)?
        .ok_or_else(|| AppError::Defect(format!("the lost coding {id} has no transcript")))
}

/// Where the coding may belong. Also where its words stand once again, as after
/// an undo: no place is taken without a person here.
fn candidates(versions: &Reanchoring<'_>, lost: &LostCoding) -> Vec<Candidate> {
    let coding = &lost.coding;
    match versions.fate(coding.turn, coding.span, &coding.quote) {
        Fate::Same(place) | Fate::Moved(place) => vec![Candidate {
            place,
            quote: coding.quote.clone(),
            likeness: 100,
        }],
        Fate::Lost { candidates, .. } => candidates,
    }
}

fn offered(
    door: &Door<'_>,
    lost: &LostCoding,
    transcript: &Transcript,
    number: usize,
) -> Result<NewPlace, AppError> {
    let old = door.document(&lost.document)?;
    let new = door.document(&transcript.document)?;
    let all = candidates(&Reanchoring::new(&old, &new), lost);
    let chosen = number.checked_sub(1).and_then(|at| all.get(at));
    Ok(chosen.map(|it| it.place).ok_or_else(|| {
        let id = lost.coding.id;
        let there = match all.len() {
            0 => format!("no place is offered for coding {id}"),
            1 => format!("one place is offered for coding {id}"),
            many => format!("{many} places are offered for coding {id}"),
        };
        Problem::new(there).next(format!(
            "choose one of them, or name the place: `crosscase lost accept {id} --turn 14 --words \"…\"`"
        ))
    })?)
}
