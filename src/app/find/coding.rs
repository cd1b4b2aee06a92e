//! `find --code`: what was found waits as suggestions, for people to decide.

use crate::analysis::Passage;
use crate::app::find::What;
use crate::app::find::said::{Spoken, Turns, each_turn};
use crate::app::find::search::search;
use crate::app::said_so::{Held, Said, shelf};
use crate::app::{AppError, IndexNews, Session, Study, passages};
use crate::index::{Order, Reading};
use crate::model::change::Swap;
use crate::model::{
    Change, CodeKey, Coding, CodingId, Edit, Extent, Origin, Problem, ReviewState, Transcript,
};
use crate::store::{Reader, StoreError};
use crate::text::counted;

/// What to suggest.
#[derive(Clone, Debug, Default)]
pub struct CodeRequest {
    /// What to look for.
    pub what: What,
    /// The code to suggest.
    pub code: String,
    /// How much of the text around each hit.
    pub extent: Extent,
}

/// What a search would suggest, as the study is now.
#[derive(Clone, Debug)]
pub struct Proposed {
    /// What would be suggested and what not.
    pub told: Told,
    /// Some of the new ones, from the first to the last.
    pub sample: Vec<Passage>,
    /// What became of the index, if it is worth telling.
    pub index: Option<IndexNews>,
    query: String,
    code: CodeKey,
    hits: Vec<Coding>,
    /// What was searched; if it differs later, nothing is written.
    transcripts: Vec<Transcript>,
}

/// What hits come to when they are held against what the study says already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// New suggestions.
    pub fresh: usize,
    /// In so many transcripts.
    pub transcripts: usize,
    /// Left out: a person has coded these words so.
    pub coded: usize,
    /// Left out: a person has rejected it.
    pub rejected: usize,
    /// Left out: they wait already.
    pub pending: usize,
}

/// How many passages a person sees before deciding.
const SAMPLE: usize = 5;

/// Looks up what would be suggested; writes nothing.
pub fn propose(
    study: &Study,
    request: &CodeRequest,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Proposed, AppError> {
    let what = &request.what;
    let code = study.store.read(|reader| usable(reader, &request.code))?;
    let look = search(study, what, Reading::Said, Order::ByPlace, usize::MAX);
    let (mut proposed, news) = look.read(progress, |candidates, shelf, progress| {
        let mut hits = Vec::new();
        let turns = Turns::Proposed;
        each_turn(&candidates, shelf, turns, progress, &mut |spoken| {
            hits.extend(codings(spoken, request, code));
        })?;
        let reader = shelf.reader;
        let (told, fresh) = settled(reader, &hits)?;
        let sample: Vec<Coding> = sampled(&fresh).cloned().collect();
        Ok(Proposed {
            told,
            sample: passages::passages(reader, &sample)?,
            index: None,
            query: what.query.clone(),
            code,
            hits,
            transcripts: shelf.transcripts.to_vec(),
        })
    })?;
    proposed.index = news;
    Ok(proposed)
}

/// Writes what was proposed, as one change that `undo` takes back.
pub fn suggest_found(
    study: &mut Study,
    session: &Session,
    proposed: &Proposed,
) -> Result<Told, AppError> {
    study.store.change(&session.who, &session.at, |door| {
        let codebook = door.codebook()?;
        let same = door.transcripts()? == proposed.transcripts;
        let code = codebook.by_key(proposed.code);
        let Some(code) = code.filter(|code| same && !code.retired) else {
            return Err(StoreError::Conflict(
                "interviews or codebook were changed meanwhile; nothing was written".to_owned(),
            )
            .into());
        };
        let (told, fresh) = settled(door, &proposed.hits)?;
        if fresh.is_empty() {
            return Ok((None, told));
        }
        let title = format!(
            "searched for {}: {} of {} added",
            proposed.query,
            counted(fresh.len(), "suggestion"),
            code.id
        );
        let first = door.new_codings(fresh.len())?;
        let edits = fresh.into_iter().zip(first.0..).map(|(coding, number)| {
            let id = CodingId(number);
            Edit::Coding(Box::new(Swap::add(Coding { id, ..coding })))
        });
        Ok((Some(Change::new(title, edits.collect())), told))
    })
}

/// The code of that name, if passages may still be coded so.
fn usable(reader: &Reader<'_>, code: &str) -> Result<CodeKey, AppError> {
    let codebook = reader.codebook()?;
    let code = codebook.require(code)?;
    if code.retired {
        let next = format!(
            "choose another, or bring it back: `crosscase codebook retire {} --undo`",
            code.id
        );
        let what = format!("the code '{}' is retired", code.id);
        return Err(Problem::new(what).next(next).into());
    }
    Ok(code.key)
}

/// What the hits in a turn suggest; the widest of passages that lie in each
/// other.
fn codings(spoken: &Spoken<'_>, request: &CodeRequest, code: CodeKey) -> Vec<Coding> {
    let Some((query, context)) = &spoken.query else {
        return Vec::new();
    };
    let mut places = query.proposed(spoken.words, context, request.extent);
    let all = places.clone();
    places.retain(|place| {
        let mut others = all.iter().filter(|other| *other != place);
        !others.any(|other| other.contains(*place))
    });
    let base = spoken.turn.span.start();
    let text = spoken.document.text.as_str();
    let codings = places.into_iter().filter_map(|place| {
        let span = place.shifted(base).ok()?;
        Some(Coding {
            id: CodingId(0),
            transcript: spoken.transcript.id,
            turn: spoken.turn.number,
            span,
            quote: span.slice(text)?.to_owned(),
            code,
            coder: String::new(),
            origin: Origin::Search {
                query: request.what.query.clone(),
            },
            state: ReviewState::Pending,
            decided_at: None,
        })
    });
    codings.collect()
}

/// The hits that are new, and what becomes of the others.
fn settled(reader: &Reader<'_>, hits: &[Coding]) -> Result<(Told, Vec<Coding>), AppError> {
    let held = Held::load(reader)?;
    let mut told = Told::default();
    let mut fresh: Vec<Coding> = Vec::new();
    for hit in hits {
        let waits = || {
            let waiting = held.waiting.get(&shelf(hit));
            waiting.is_some_and(|all| all.iter().any(|one| one.span.overlaps(hit.span)))
        };
        match held.says(hit) {
            Said::Rejected => told.rejected += 1,
            Said::Coded => told.coded += 1,
            Said::Searched(_) => told.pending += 1,
            Said::Nothing if waits() => told.pending += 1,
            Said::Nothing => fresh.push(hit.clone()),
        }
    }
    told.fresh = fresh.len();
    told.transcripts = fresh.chunk_by(|a, b| a.transcript == b.transcript).count();
    Ok((told, fresh))
}

/// The first, the last, and evenly between.
fn sampled(fresh: &[Coding]) -> impl Iterator<Item = &Coding> {
    let shown = fresh.len().min(SAMPLE);
    let last = fresh.len().saturating_sub(1);
    (0..shown).filter_map(move |at| fresh.get(at * last / shown.saturating_sub(1).max(1)))
}
