//! Writing cells: one from the command line, many from files.

use crate::analysis::{Comparison, Pairs, Since};
use crate::app::load::Loaded;
use crate::app::summary::cite::citations;
use crate::app::summary::{Names, typed};
use crate::app::{AppError, Session, Study, files};
use crate::formats::summaries::{SummaryEntry, read_summaries};
use crate::model::change::Swap;
use crate::model::coding_ref::CodingRef;
use crate::model::{Axis, Change, Citation, Coder, Edit, Seen, Summary, SummaryState, Wording};
use crate::store::Reader;
use crate::text::counted;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// What writing summaries came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// New cells.
    pub added: usize,
    /// Cells written anew.
    pub changed: usize,
    /// Cells that stayed as they were.
    pub unchanged: usize,
    /// How many of the new and changed ones are drafts.
    pub drafts: usize,
}

/// What one cell is to say.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// The text.
    pub text: String,
    /// How far it is. Without it a draft stays a draft, and all else is final.
    pub state: Option<SummaryState>,
    /// The codings it rests on.
    pub cites: Vec<CodingRef>,
}

/// Writes one cell.
pub fn set(
    study: &mut Study,
    session: &Session,
    row: &str,
    column: &str,
    words: Words,
) -> Result<Written, AppError> {
    let entry = SummaryEntry {
        line: 0,
        row: typed(row),
        column: typed(column),
        text: words.text,
        state: words.state,
        origin: Wording::Person,
        cites: words.cites,
    };
    let title = format!("wrote the summary {row} × {column}");
    write(study, session, vec![(entry, None)], title)
}

/// Reads written cells from TOML files: all of them or, if one is wrong, none.
pub fn from_files(
    study: &mut Study,
    session: &Session,
    paths: &[PathBuf],
) -> Result<Written, AppError> {
    let mut entries = Vec::new();
    for file in paths {
        for entry in read_summaries(file, &files::read(file)?)? {
            entries.push((entry, Some(file.as_path())));
        }
    }
    let names: Vec<String> = paths.iter().map(|file| files::stem(file)).collect();
    let title = format!(
        "read {} from {}",
        counted(entries.len(), "summary"),
        names.join(", ")
    );
    write(study, session, entries, title)
}

/// Reads written cells from bytes at hand.
pub fn from_bytes(
    study: &mut Study,
    session: &Session,
    file: &Path,
    bytes: &[u8],
) -> Result<Written, AppError> {
    let entries = read_summaries(file, bytes)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let title = format!("read {} from {name}", counted(entries.len(), "summary"));
    let entries = entries
        .into_iter()
        .map(|entry| (entry, Some(file)))
        .collect();
    write(study, session, entries, title)
}

fn write(
    study: &mut Study,
    session: &Session,
    entries: Vec<(SummaryEntry, Option<&Path>)>,
    title: String,
) -> Result<Written, AppError> {
    study.store.change(&session.who, &session.at, |door| {
        let names = Names::new(door)?;
        let ground = Ground::new(door)?;
        let pairs = ground.pairs();
        let mut told = Written::default();
        let mut edits = Vec::new();
        let mut problems = Vec::new();
        let mut written: HashSet<(Axis, Axis)> = HashSet::new();
        for (entry, file) in entries {
            let made = written_cell(door, session, &names, &entry).and_then(|summary| {
                let (row, column) = (summary.row.clone(), summary.column.clone());
                let twice = !written.insert((row.clone(), column.clone()))
                    || (row != column && written.contains(&(column.clone(), row.clone())));
                let cell = format!("{} × {}", names.shown(&row), names.shown(&column));
                match twice {
                    true => Err(AppError::request(
                        format!("the cell {cell} is written twice"),
                        "keep one of the two",
                    )),
                    false => Ok(summary),
                }
            });
            let mut summary = match made {
                Ok(summary) => summary,
                Err(AppError::Problems(found)) => {
                    problems.extend(found.into_iter().map(|problem| match file {
                        Some(file) => problem.at_line(entry.line).in_file(file),
                        None => problem,
                    }));
                    continue;
                }
                Err(other) => return Err(other),
            };
            let held = door.summary(&summary.row, &summary.column)?;
            if let Some(held) = &held {
                let of_file = file.is_some();
                summary = in_place_of(held, summary, entry.state, of_file);
                // A file that says nothing new is no look at the evidence.
                if of_file && says_the_same(held, &summary) {
                    told.unchanged += 1;
                    continue;
                }
            }
            summary.seen = ground.seen(door, &pairs, &summary.row, &summary.column)?;
            if held
                .as_ref()
                .is_some_and(|held| is_as_before(held, &summary))
            {
                told.unchanged += 1;
                continue;
            }
            told.drafts += usize::from(summary.state == SummaryState::Draft);
            match held {
                Some(_) => told.changed += 1,
                None => told.added += 1,
            }
            edits.push(edit(held, summary));
        }
        if !problems.is_empty() {
            return Err(AppError::Problems(problems));
        }
        Ok(((!edits.is_empty()).then(|| Change::new(title, edits)), told))
    })
}

/// That a cell is written, new or anew.
pub(super) fn edit(held: Option<Summary>, after: Summary) -> Edit {
    Edit::Summary(Box::new(Swap {
        before: held,
        after: Some(after),
    }))
}

/// What a written cell takes over from the one in whose place it comes.
fn in_place_of(
    held: &Summary,
    mut summary: Summary,
    state: Option<SummaryState>,
    of_file: bool,
) -> Summary {
    // The pair keeps its order, whichever is named first.
    (summary.row, summary.column) = (held.row.clone(), held.column.clone());
    if of_file {
        return summary;
    }
    // Who rewrites quotes need not name them again.
    if held.is_quotes() && summary.cites.is_empty() {
        summary.cites.clone_from(&held.cites);
    }
    if state.is_none() && held.state == SummaryState::Draft {
        summary.state = SummaryState::Draft;
    }
    summary
}

/// Whether a reader would see no difference.
fn says_the_same(held: &Summary, summary: &Summary) -> bool {
    let ids = |it: &Summary| -> Vec<_> { it.cites.iter().map(|cite| cite.coding).collect() };
    held.text == summary.text
        && (held.state, held.origin) == (summary.state, summary.origin)
        && ids(held) == ids(summary)
}

/// Whether nothing at all differs but the time.
fn is_as_before(held: &Summary, summary: &Summary) -> bool {
    let mut summary = summary.clone();
    summary.written_at.clone_from(&held.written_at);
    *held == summary
}

fn written_cell(
    reader: &Reader<'_>,
    session: &Session,
    names: &Names,
    entry: &SummaryEntry,
) -> Result<Summary, AppError> {
    let (row, column) = names.pair(&entry.row, &entry.column)?;
    let state = entry.state.unwrap_or_default();
    if entry.text.trim().is_empty() && state != SummaryState::NotApplicable {
        return Err(AppError::request("the summary is empty", "write its text"));
    }
    let cites = citations(reader, names, &entry.cites, (&row, &column), &session.who)?;
    Ok(Summary {
        row,
        column,
        text: entry.text.trim().to_owned(),
        author: session.who.clone(),
        cites,
        state,
        origin: entry.origin,
        written_at: Some(session.at.clone()),
        seen: None,
    })
}

/// What tells which codings stand under a pair now.
pub(super) struct Ground {
    loaded: Loaded,
}

impl Ground {
    pub(super) fn new(reader: &Reader<'_>) -> Result<Self, AppError> {
        let loaded = Loaded::for_specs(reader, &[])?;
        Ok(Self { loaded })
    }

    /// By the codings of the study's coder.
    pub(super) fn pairs(&self) -> Pairs<'_> {
        Pairs::new(&self.loaded.view(), self.main_coder())
    }

    /// What has happened to the evidence of a summary.
    pub(super) fn since(&self, summary: &Summary) -> Since {
        let view = self.loaded.view();
        Comparison::new(&view).since(summary, &view)
    }

    fn main_coder(&self) -> &[Coder] {
        &self.loaded.main_coder
    }

    /// Everything under a pair, as it stands now.
    pub(super) fn seen(
        &self,
        reader: &Reader<'_>,
        pairs: &Pairs<'_>,
        row: &Axis,
        column: &Axis,
    ) -> Result<Option<Seen>, AppError> {
        let Some(under) = pairs.under(row, column) else {
            return Ok(None);
        };
        let mut codings = Vec::with_capacity(under.len());
        for id in under {
            codings.extend(reader.coding(id)?.as_ref().map(Citation::from));
        }
        Ok(Some(Seen {
            coders: self.main_coder().to_vec(),
            codings,
        }))
    }
}
