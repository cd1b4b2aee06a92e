//! `find`: words in context, from the full-text index.

pub mod coding;
pub mod collocates;
pub mod counts;
mod said;
mod search;
mod shelf;
mod sort;

use crate::app::find::search::search;
use crate::app::find::shelf::{Open, Shelf};
use crate::app::{AppError, IndexNews, Study};
use crate::index::{FindFilter, Order, Proposal, Proposals, Reading};
use crate::model::document::time_in;
use crate::model::{Role, Turn};
use crate::text::{ByteSpan, LineIndex};
pub use sort::SORTED_MOST;

/// What to look for, and where.
#[derive(Clone, Debug, Default)]
pub struct What {
    /// In the language of rules.
    pub query: String,
    /// Only this case.
    pub case: Option<String>,
    /// Only this transcript.
    pub transcript: Option<String>,
    /// Only speakers in this role.
    pub role: Option<Role>,
}

/// What comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The earlier transcript, the earlier turn.
    #[default]
    Place,
    /// By the words before the hit, the nearest first.
    Left,
    /// By the words after the hit.
    Right,
    /// In the study's order of cases.
    Case,
    /// The turns that have more of the rarer words.
    Best,
}

/// A list of hits that is asked for.
#[derive(Clone, Debug, Default)]
pub struct FindRequest {
    /// What to look for.
    pub what: What,
    /// At most so many hits.
    pub limit: usize,
    /// In this order.
    pub sort: Sort,
}

/// One find of the query.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The transcript's name.
    pub transcript: String,
    /// The case that the speaker belongs to.
    pub case: Option<String>,
    /// The turn.
    pub turn: u32,
    /// The line in which it starts.
    pub line: usize,
    /// When it was said, in milliseconds from the start of the recording.
    pub starts_at: Option<u64>,
    /// Who speaks.
    pub speaker: String,
    /// The turn's words.
    pub text: String,
    /// The matching words of this find, in order and apart, in bytes of `text`.
    pub matches: Vec<ByteSpan>,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// How many turns match, shown or not.
    pub total_turns: usize,
    /// How many hits there are in them, where all of them had to be read.
    pub total_hits: Option<usize>,
    /// The first of them.
    pub hits: Vec<Hit>,
    /// There were more than [`SORTED_MOST`] hits; the first of them were sorted.
    pub sorted_in_part: bool,
    /// What became of the index, if it is worth telling.
    pub index: Option<IndexNews>,
}

/// A place at which the query finds something: which candidate, which of its
/// finds.
type Find = (usize, Vec<ByteSpan>);

/// Finds hits. Progress counts turns that had to be indexed first, of so many.
pub fn find(
    study: &Study,
    request: &FindRequest,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Findings, AppError> {
    let order = match request.sort {
        Sort::Best => Order::ByRelevance,
        _ => Order::ByPlace,
    };
    let sorted = !matches!(request.sort, Sort::Place | Sort::Best);
    let first = if sorted { usize::MAX } else { request.limit };
    let look = search(study, &request.what, Reading::AsItStands, order, first);
    let (mut findings, news) = look.read(progress, |candidates, shelf, _| {
        if sorted {
            sort::sorted(&candidates, shelf, request)
        } else {
            first_ones(&candidates, shelf, request.limit)
        }
    })?;
    findings.index = news;
    Ok(findings)
}

/// The hits of the first turns, as many as wanted.
fn first_ones(
    candidates: &Proposals,
    shelf: &mut Shelf<'_>,
    limit: usize,
) -> Result<Findings, AppError> {
    let mut findings = Findings::default();
    let mut finds: Vec<Find> = Vec::new();
    let (mut turns, mut hits, mut read) = (0, 0, 0);
    for (at, candidate) in candidates.turns.iter().enumerate() {
        if candidates.sure && hits >= limit {
            break;
        }
        read += 1;
        let here = shelf.finds(candidate)?;
        turns += usize::from(!here.is_empty());
        hits += here.len();
        let room = limit.saturating_sub(finds.len());
        finds.extend(here.into_iter().take(room).map(|words| (at, words)));
    }
    let all_read = read == candidates.total;
    findings.total_turns = if all_read { turns } else { candidates.total };
    findings.total_hits = all_read.then_some(hits);
    findings.hits = shown(candidates, finds, shelf)?;
    Ok(findings)
}

/// Finds as people see them.
fn shown(
    candidates: &Proposals,
    finds: Vec<Find>,
    shelf: &mut Shelf<'_>,
) -> Result<Vec<Hit>, AppError> {
    let mut hits = Vec::with_capacity(finds.len());
    for (at, matches) in finds {
        let Some(candidate) = candidates.turns.get(at) else {
            continue;
        };
        let turn = shelf.turn(candidate)?;
        hits.push(hit(shelf, candidate, turn, matches)?);
    }
    Ok(hits)
}

fn hit(
    shelf: &mut Shelf<'_>,
    candidate: &Proposal,
    turn: Turn,
    matches: Vec<ByteSpan>,
) -> Result<Hit, AppError> {
    let reader = shelf.reader;
    let open = shelf.open(candidate.transcript)?;
    let first = matches.first().map_or(0, |span| span.start());
    let first = turn.span.start() + first;
    let starts_at = time_in(&turn, open.moments(reader), first);
    let Open {
        transcript, text, ..
    } = &*open;
    let case = transcript.case_of(&turn.speaker).map(str::to_owned);
    let speech = turn.span.slice(&text.text).unwrap_or_default().to_owned();
    let name = transcript.name.clone();
    let lines = open
        .lines
        .get_or_insert_with(|| LineIndex::new(&open.text.text));
    Ok(Hit {
        transcript: name,
        case,
        turn: turn.number,
        line: lines.line_of(first),
        starts_at,
        speaker: turn.speaker,
        text: speech,
        matches,
    })
}

/// Where a search looks, in words for a table.
fn filters(filter: &FindFilter, what: &What) -> Vec<String> {
    let transcript = what.transcript.as_ref();
    [
        filter.case.as_ref().map(|case| format!("case {case}")),
        transcript.map(|name| format!("transcript {name}")),
        filter
            .role
            .map(|role| format!("speakers in the role {role}")),
    ]
    .into_iter()
    .flatten()
    .collect()
}
