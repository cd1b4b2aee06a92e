//! `code`: a person says that a passage carries a code.

use crate::analysis::Passage;
use crate::app::placing::{Placed, Source, place, source_of};
use crate::app::selection::Selection;
use crate::app::{AppError, Session, Study, files, lookup, passages};
use crate::formats::codings::{CodingRow, read_codings};
use crate::model::change::Swap;
use crate::model::{
    Change, Coding, CodingId, Edit, GuideMark, Memo, MemoTarget, Origin, Problem, ReviewState,
    TranscriptId,
};
use crate::store::Door;
use crate::text::counted;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;

/// More problems than this in one file are counted, not listed.
const MOST_PROBLEMS: usize = 20;

/// What coding came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coded {
    /// The new codings.
    pub codings: Vec<CodingId>,
    /// Rows that say what the same coder had said before.
    pub known: usize,
    /// New marks that a turn asks a question of the guide.
    pub guide_marks: usize,
    /// New memos.
    pub memos: usize,
}

/// Codes one passage by hand.
pub fn by_hand(
    study: &mut Study,
    session: &Session,
    transcript: &str,
    turn: u32,
    code: &str,
    quote: &str,
    memo: Option<&str>,
) -> Result<Coded, AppError> {
    let row = CodingRow {
        line: 0,
        transcript: transcript.to_owned(),
        turn,
        code: code.to_owned(),
        quote: quote.to_owned(),
        memo: memo.map(str::to_owned),
        coder: None,
        in_turn: None,
        origin: None,
        decided_at: None,
    };
    let title = format!("coded {transcript}:{turn} as {code}");
    write_rows(study, session, vec![row], &Origin::Hand, None, title)
}

/// Reads codings from a CSV file: all of them or, if one is wrong, none.
pub fn from_file(study: &mut Study, session: &Session, file: &Path) -> Result<Coded, AppError> {
    let bytes = files::read(file)?;
    from_bytes(study, session, file, &bytes)
}

/// Reads codings from bytes at hand.
pub fn from_bytes(
    study: &mut Study,
    session: &Session,
    file: &Path,
    bytes: &[u8],
) -> Result<Coded, AppError> {
    let rows = read_codings(file, bytes)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let title = format!("read {} from {name}", counted(rows.len(), "coding"));
    write_rows(study, session, rows, &Origin::Import, Some(file), title)
}

/// Takes codings away; their memos go with them.
pub fn remove(study: &mut Study, session: &Session, ids: &[CodingId]) -> Result<usize, AppError> {
    study.store.change(&session.who, &session.at, |door| {
        let cited: HashSet<CodingId> = door
            .summaries()?
            .iter()
            .flat_map(|summary| summary.cites.iter().map(|cite| cite.coding))
            .collect();
        let memos = door.memos()?;
        let mut edits = Vec::new();
        let mut problems = Vec::new();
        let ids: Vec<CodingId> = ids
            .iter()
            .copied()
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        for id in &ids {
            match door.coding(*id)? {
                None => problems.push(
                    Problem::new(format!("no coding {id}"))
                        .next("`crosscase code --list` shows the codings with their numbers"),
                ),
                Some(coding) if coding.state != ReviewState::Accepted => problems.push(
                    Problem::new(format!("{id} is a suggestion, {}", coding.state)).next(
                        "`crosscase review` decides over suggestions; a rejection is kept, so \
                         that the rule does not ask again",
                    ),
                ),
                Some(_) if cited.contains(id) => problems.push(
                    Problem::new(format!("coding {id} is cited by a summary"))
                        .next("write the summary anew without it first: `crosscase summary set`"),
                ),
                Some(coding) => {
                    for memo in &memos {
                        if memo.target == MemoTarget::Coding(*id) {
                            edits.push(Edit::Memo(Swap::remove(memo.clone())));
                        }
                    }
                    edits.push(Edit::Coding(Box::new(Swap::remove(coding))));
                }
            }
        }
        if !problems.is_empty() {
            return Err(AppError::Problems(problems));
        }
        let count = ids.len();
        let title = match ids.as_slice() {
            [one] => format!("removed coding {one}"),
            _ => format!("removed {count} codings"),
        };
        Ok(((count > 0).then(|| Change::new(title, edits)), count))
    })
}

/// The selected codings, as people want to see them.
pub fn list(study: &Study, selection: &Selection) -> Result<Vec<Passage>, AppError> {
    study
        .store
        .read(|reader| passages::passages(reader, &selection.codings(reader)?))
}

fn write_rows(
    study: &mut Study,
    session: &Session,
    rows: Vec<CodingRow>,
    origin: &Origin,
    file: Option<&Path>,
    title: String,
) -> Result<Coded, AppError> {
    study.store.change(&session.who, &session.at, |door| {
        let codebook = door.codebook()?;
        let transcripts = door.transcripts()?;
        let mut guide: HashSet<GuideMark> = door.guide_marks()?.into_iter().collect();
        let mut sources: Vec<Source> = Vec::new();
        let mut places: HashMap<TranscriptId, usize> = HashMap::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        let mut told = Coded::default();
        let mut problems: Vec<Problem> = Vec::new();
        let mut fresh: Vec<(Coding, Option<String>)> = Vec::new();
        let mut edits: Vec<Edit> = Vec::new();
        for row in rows {
            // A file names the same transcript thousands of times.
            let source = match known.get(&row.transcript) {
                Some(at) => Ok(*at),
                None => lookup::transcript(&transcripts, &row.transcript)
                    .map_err(AppError::from)
                    .and_then(|it| source_of(door, it, &mut sources, &mut places)),
            };
            if let Ok(at) = source {
                known.entry(row.transcript.clone()).or_insert(at);
            }
            // Only so many problems are shown; the others need no offer.
            let offer = problems.len() < MOST_PROBLEMS;
            let placed = source.and_then(|at| Ok(place(&row, at, &sources, &codebook, offer)?));
            match placed {
                Err(AppError::Problems(found)) => {
                    problems.extend(found.into_iter().map(|problem| match file {
                        Some(file) => problem.at_line(row.line).in_file(file),
                        None => problem,
                    }))
                }
                Err(other) => return Err(other),
                Ok(Placed::Guide(mark)) => {
                    if guide.insert(mark.clone()) {
                        told.guide_marks += 1;
                        edits.push(Edit::Guide(Swap::add(mark)));
                    } else {
                        told.known += 1;
                    }
                }
                Ok(Placed::Coding {
                    source,
                    turn,
                    span,
                    code,
                }) => {
                    let coder = row.coder.clone().unwrap_or_else(|| session.who.clone());
                    let Some(source) = sources.get_mut(source) else {
                        continue;
                    };
                    if !source.held.insert((code, span, coder.clone())) {
                        told.known += 1;
                        continue;
                    }
                    let coding = Coding {
                        id: CodingId(0),
                        transcript: source.transcript.id,
                        turn,
                        span,
                        quote: span
                            .slice(source.document.text.as_str())
                            .unwrap_or_default()
                            .to_owned(),
                        code,
                        coder,
                        origin: row.origin.unwrap_or_else(|| origin.clone()),
                        state: ReviewState::Accepted,
                        // When rows of a file were coded only the file can know.
                        decided_at: match origin {
                            Origin::Hand => Some(session.at.clone()),
                            _ => row.decided_at,
                        },
                    };
                    fresh.push((coding, row.memo));
                }
            }
        }
        if !problems.is_empty() {
            return Err(AppError::Problems(shortened(problems)));
        }
        number(door, fresh, &mut edits, &mut told)?;
        Ok(((!edits.is_empty()).then(|| Change::new(title, edits)), told))
    })
}

/// Gives new codings and their memos numbers and turns them into edits.
fn number(
    door: &Door<'_>,
    fresh: Vec<(Coding, Option<String>)>,
    edits: &mut Vec<Edit>,
    told: &mut Coded,
) -> Result<(), AppError> {
    if fresh.is_empty() {
        return Ok(());
    }
    let first = door.new_codings(fresh.len())?;
    for (at, (mut coding, memo)) in fresh.into_iter().enumerate() {
        coding.id = CodingId(first.0 + at as u64);
        told.codings.push(coding.id);
        if let Some(text) = memo {
            told.memos += 1;
            edits.push(Edit::Memo(Swap::add(Memo {
                id: door.new_memo()?,
                target: MemoTarget::Coding(coding.id),
                text,
                author: coding.coder.clone(),
            })));
        }
        edits.push(Edit::Coding(Box::new(Swap::add(coding))));
    }
    Ok(())
}

fn shortened(mut problems: Vec<Problem>) -> Vec<Problem> {
    if problems.len() > MOST_PROBLEMS {
        let more = problems.len() - MOST_PROBLEMS;
        problems.truncate(MOST_PROBLEMS);
        problems.push(Problem::new(format!("and {more} more")).next("mend these first"));
    }
    problems
}
