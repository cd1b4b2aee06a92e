//! `find`: words in context, from the full-text index.

use crate::app::{AppError, Study, lookup};
use crate::index::{FindError, FindFilter, Found, Index, IndexError, Order};
use crate::model::document::time_in;
use crate::model::{Moment, Problem, Role, Transcript, TranscriptId, Turn};
use crate::store::{Reader, StoredText};
use crate::text::{ByteSpan, LineIndex};
use std::collections::HashMap;

/// What to look for, and where.
#[derive(Clone, Debug, Default)]
pub struct FindRequest {
    /// In the language of rules.
    pub query: String,
    /// Only this case.
    pub case: Option<String>,
    /// Only this transcript.
    pub transcript: Option<String>,
    /// Only speakers in this role.
    pub role: Option<Role>,
    /// At most so many turns.
    pub limit: usize,
    /// Best turns first, instead of the order of the text.
    pub by_relevance: bool,
}

/// A turn in which something was found.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The transcript's name.
    pub transcript: String,
    /// The case that the speaker belongs to.
    pub case: Option<String>,
    /// The turn.
    pub turn: u32,
    /// The line of the first match.
    pub line: usize,
    /// When it was said, in milliseconds from the start of the recording.
    pub starts_at: Option<u64>,
    /// Who speaks.
    pub speaker: String,
    /// The turn's words.
    pub text: String,
    /// The matching words, in order, in bytes of `text`.
    pub matches: Vec<ByteSpan>,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// How many turns match, shown or not.
    pub total_turns: usize,
    /// The first of them.
    pub hits: Vec<Hit>,
}

/// Finds turns. Progress counts turns that had to be indexed first.
pub fn find(
    study: &Study,
    request: &FindRequest,
    progress: &mut dyn FnMut(usize),
) -> Result<Findings, AppError> {
    match look(study, request, progress) {
        // Damaged files inside the index show only when they are read.
        Err(FindTrouble::Index(IndexError::Failed { .. })) => {
            Index::discard(&study.index_folder()).map_err(AppError::from)?;
            look(study, request, progress).map_err(AppError::from)
        }
        other => other.map_err(AppError::from),
    }
}

enum FindTrouble {
    Index(IndexError),
    Other(AppError),
}

impl From<AppError> for FindTrouble {
    fn from(error: AppError) -> Self {
        FindTrouble::Other(error)
    }
}

impl From<crate::store::StoreError> for FindTrouble {
    fn from(error: crate::store::StoreError) -> Self {
        FindTrouble::Other(error.into())
    }
}

impl From<FindTrouble> for AppError {
    fn from(trouble: FindTrouble) -> Self {
        match trouble {
            FindTrouble::Index(error) => error.into(),
            FindTrouble::Other(error) => error,
        }
    }
}

fn look(
    study: &Study,
    request: &FindRequest,
    progress: &mut dyn FnMut(usize),
) -> Result<Findings, FindTrouble> {
    let index = study.refresh_index(progress)?;
    study.store.read(|reader| {
        let transcripts = reader.transcripts()?;
        let filter = filter(reader, &transcripts, request)?;
        let order = if request.by_relevance {
            Order::ByRelevance
        } else {
            Order::ByPlace
        };
        let mut shelf = Shelf::new(reader, &transcripts);
        let found = index
            .find(
                &request.query,
                &filter,
                order,
                request.limit,
                &mut |id, turn| shelf.speech(id, turn),
            )
            .map_err(|error| match error {
                FindError::Index(error) => FindTrouble::Index(error),
                FindError::Query(error) => {
                    let what = format!(
                        "in the query, at character {}: {}",
                        error.column, error.what
                    );
                    FindTrouble::Other(Problem::new(what).next(error.next).into())
                }
            })?;
        Ok(shown(found, &mut shelf))
    })
}

fn filter(
    reader: &Reader<'_>,
    transcripts: &[Transcript],
    request: &FindRequest,
) -> Result<FindFilter, AppError> {
    let case = match &request.case {
        Some(name) => Some(lookup::case(&reader.cases()?, name)?.name.clone()),
        None => None,
    };
    let transcript = match &request.transcript {
        Some(name) => Some(lookup::transcript(transcripts, name)?.id),
        None => None,
    };
    Ok(FindFilter {
        case,
        transcript,
        role: request.role,
    })
}

fn shown(found: Found, shelf: &mut Shelf<'_>) -> Findings {
    let mut hits = Vec::with_capacity(found.hits.len());
    let reader = shelf.reader;
    for hit in found.hits {
        let Some((open, turn)) = shelf.turn(hit.transcript, hit.turn) else {
            continue;
        };
        let first = hit.matches.first().map_or(0, |span| span.start());
        let first = turn.span.start() + first;
        let starts_at = time_in(&turn, open.moments(reader), first);
        let lines = open
            .lines
            .get_or_insert_with(|| LineIndex::new(&open.text.text));
        hits.push(Hit {
            transcript: open.transcript.name.clone(),
            case: open.transcript.case_of(&turn.speaker).map(str::to_owned),
            turn: hit.turn,
            line: lines.line_of(first),
            starts_at,
            text: open.speech(&turn),
            speaker: turn.speaker,
            matches: hit.matches,
        });
    }
    Findings {
        total_turns: found.total_turns,
        hits,
    }
}

/// The transcripts that were read last, the newest first: hits come from a few
/// at a time mostly, and a study may be too large to keep all of it open. Of
/// their turns only those in question are read.
struct Shelf<'a> {
    reader: &'a Reader<'a>,
    transcripts: HashMap<TranscriptId, &'a Transcript>,
    open: Vec<Open<'a>>,
}

/// How many transcripts stay open.
const SHELF: usize = 64;

struct Open<'a> {
    transcript: &'a Transcript,
    text: StoredText,
    /// Made for a transcript that is shown.
    lines: Option<LineIndex>,
    moments: Option<Vec<Moment>>,
}

impl Open<'_> {
    fn speech(&self, turn: &Turn) -> String {
        let speech = turn.span.slice(&self.text.text);
        speech.unwrap_or_default().to_owned()
    }

    /// A time that cannot be read is no reason to find nothing.
    fn moments(&mut self, reader: &Reader<'_>) -> &[Moment] {
        let read = || reader.moments(&self.text).unwrap_or_default();
        self.moments.get_or_insert_with(read)
    }
}

impl<'a> Shelf<'a> {
    fn new(reader: &'a Reader<'a>, transcripts: &'a [Transcript]) -> Self {
        Self {
            reader,
            transcripts: transcripts.iter().map(|it| (it.id, it)).collect(),
            open: Vec::new(),
        }
    }

    fn turn(&mut self, id: TranscriptId, number: u32) -> Option<(&mut Open<'a>, Turn)> {
        let place = self.open.iter().position(|open| open.transcript.id == id);
        let open = match place {
            Some(at) => self.open.remove(at),
            None => {
                let transcript = self.transcripts.get(&id)?;
                Open {
                    transcript,
                    text: self.reader.text(&transcript.document).ok()?,
                    lines: None,
                    moments: None,
                }
            }
        };
        self.open.truncate(SHELF - 1);
        self.open.insert(0, open);
        let open = self.open.first_mut()?;
        let turn = self.reader.turn(&open.text, number).ok()??;
        Some((open, turn))
    }

    fn speech(&mut self, id: TranscriptId, number: u32) -> Option<String> {
        let (open, turn) = self.turn(id, number)?;
        Some(open.speech(&turn))
    }
}
