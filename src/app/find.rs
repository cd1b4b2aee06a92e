//! `find`: words in context, from the full-text index.

use crate::app::{AppError, Study, lookup};
use crate::index::{FindError, FindFilter, Found, Index, IndexError, Order};
use crate::model::{Document, Problem, Role, Transcript, TranscriptId};
use crate::store::Reader;
use crate::text::{ByteSpan, LineIndex};

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
    /// Its case.
    pub case: Option<String>,
    /// The turn.
    pub turn: u32,
    /// The line of the first match.
    pub line: usize,
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
            Index::discard(&study.index_folder())?;
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
    for hit in found.hits {
        let Some(open) = shelf.open(hit.transcript) else {
            continue;
        };
        let Some(turn) = open.document.turn(hit.turn) else {
            continue;
        };
        let first = hit.matches.first().map_or(0, |span| span.start());
        hits.push(Hit {
            transcript: open.transcript.name.clone(),
            case: open.transcript.case.clone(),
            turn: hit.turn,
            line: open.lines.line_of(turn.span.start() + first),
            speaker: turn.speaker.clone(),
            text: open.document.speech(turn).to_owned(),
            matches: hit.matches,
        });
    }
    Findings {
        total_turns: found.total_turns,
        hits,
    }
}

/// The transcripts that were read last, the newest first: hits come from a few
/// at a time mostly, and a study may be too large to keep all of it open.
struct Shelf<'a> {
    reader: &'a Reader<'a>,
    transcripts: &'a [Transcript],
    open: Vec<Open<'a>>,
}

/// How many transcripts stay open.
const SHELF: usize = 64;

struct Open<'a> {
    transcript: &'a Transcript,
    document: Document,
    lines: LineIndex,
}

impl<'a> Shelf<'a> {
    fn new(reader: &'a Reader<'a>, transcripts: &'a [Transcript]) -> Self {
        Self {
            reader,
            transcripts,
            open: Vec::new(),
        }
    }

    fn open(&mut self, id: TranscriptId) -> Option<&Open<'a>> {
        let open = match self.open.iter().position(|open| open.transcript.id == id) {
            Some(0) => return self.open.first(),
            Some(at) => self.open.remove(at),
            None => {
                let transcript = self.transcripts.iter().find(|it| it.id == id)?;
                let document = self.reader.document(&transcript.document).ok()?;
                Open {
                    lines: document.lines(),
                    transcript,
                    document,
                }
            }
        };
        self.open.truncate(SHELF - 1);
        self.open.insert(0, open);
        self.open.first()
    }

    fn speech(&mut self, id: TranscriptId, turn: u32) -> Option<String> {
        let open = self.open(id)?;
        let turn = open.document.turn(turn)?;
        Some(open.document.speech(turn).to_owned())
    }
}
