//! `summary`: what a person writes into a cell, citing codings.

use crate::app::{AppError, Session, Study, files, lookup, voices};
use crate::formats::summaries::{SummaryEntry, read_summaries};
use crate::model::change::Swap;
use crate::model::coding_ref::CodingRef;
use crate::model::summary::evidence_of;
use crate::model::{Axis, Change, Citation, Coder, Coding, Edit, Problem, ReviewState, Summary};
use crate::store::{CodingFilter, Reader};
use crate::text::counted;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// A summary with names instead of numbers.
#[derive(Clone, Debug)]
pub struct SummaryView {
    /// The code.
    pub code: String,
    /// The case.
    pub case: String,
    /// What was written.
    pub text: String,
    /// Who wrote it.
    pub author: String,
    /// The codings it cites, as references.
    pub cites: Vec<String>,
    /// Whether a cited coding has changed or gone since.
    pub stale: bool,
}

/// All summaries in the order of the codebook, then of the cases.
pub fn list(study: &Study) -> Result<Vec<SummaryView>, AppError> {
    study.store.read(|reader| {
        let codebook = reader.codebook()?;
        let cases = reader.cases()?;
        let transcripts = reader.transcripts()?;
        let mut views = Vec::new();
        for summary in reader.summaries()? {
            let (Axis::Code(key), Axis::Case(case)) = (&summary.row, &summary.column) else {
                continue;
            };
            let Some(at) = codebook.codes.values().position(|code| code.key == *key) else {
                continue;
            };
            let mut cites = Vec::new();
            let mut stale = false;
            for cite in &summary.cites {
                match reader.coding(cite.coding)? {
                    Some(coding) => {
                        stale |= evidence_of(&coding) != cite.evidence;
                        let name = transcripts.iter().find(|it| it.id == coding.transcript);
                        cites.push(format!(
                            "{}:{} {}",
                            name.map_or("?", |it| it.name.as_str()),
                            coding.turn,
                            codebook.by_key(coding.code).map_or("?", |c| c.id.as_str())
                        ));
                    }
                    None => {
                        stale = true;
                        cites.push(format!("coding {} (gone)", cite.coding));
                    }
                }
            }
            let case_at = cases.iter().position(|it| it.name == *case);
            let code = codebook.codes.get_index(at).map(|(id, _)| id.to_string());
            let view = SummaryView {
                code: code.unwrap_or_default(),
                case: case.clone(),
                text: summary.text,
                author: summary.author,
                cites,
                stale,
            };
            views.push(((at, case_at), view));
        }
        views.sort_by_key(|(place, _)| *place);
        Ok(views.into_iter().map(|(_, view)| view).collect())
    })
}

/// What writing summaries came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// New cells.
    pub added: usize,
    /// Cells written anew.
    pub changed: usize,
    /// Cells that stayed as they were.
    pub unchanged: usize,
}

/// Writes one cell.
pub fn set(
    study: &mut Study,
    session: &Session,
    code: &str,
    case: &str,
    text: &str,
    cites: Vec<CodingRef>,
) -> Result<Written, AppError> {
    let entry = SummaryEntry {
        line: 0,
        code: code.to_owned(),
        case: case.to_owned(),
        text: text.to_owned(),
        cites,
    };
    let title = format!("wrote the summary {code} × {case}");
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

/// Takes a written cell away.
pub fn remove(
    study: &mut Study,
    session: &Session,
    code: &str,
    case: &str,
) -> Result<(), AppError> {
    study.store.change(&session.who, &session.at, |door| {
        let (row, column) = subjects(door, code, case)?;
        let held = door.summary(&row, &column)?.ok_or_else(|| {
            Problem::new(format!("no summary is written for {code} × {case}"))
                .next("`crosscase summary` lists what is written")
        })?;
        let title = format!("removed the summary {code} × {case}");
        let edit = Edit::Summary(Box::new(Swap::remove(held)));
        Ok((Some(Change::new(title, vec![edit])), ()))
    })
}

fn write(
    study: &mut Study,
    session: &Session,
    entries: Vec<(SummaryEntry, Option<&Path>)>,
    title: String,
) -> Result<Written, AppError> {
    study.store.change(&session.who, &session.at, |door| {
        let mut told = Written::default();
        let mut edits = Vec::new();
        let mut problems = Vec::new();
        let mut told_already: HashSet<(Axis, Axis)> = HashSet::new();
        for (entry, file) in entries {
            let once = |summary: Summary| {
                if told_already.insert((summary.row.clone(), summary.column.clone())) {
                    Ok(summary)
                } else {
                    let cell = format!("{} × {}", entry.code, entry.case);
                    Err(AppError::request(
                        format!("the cell {cell} is written twice"),
                        "keep one of the two",
                    ))
                }
            };
            let summary = match written(door, session, &entry).and_then(once) {
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
            match held {
                Some(held) if held == summary => told.unchanged += 1,
                Some(held) => {
                    told.changed += 1;
                    edits.push(Edit::Summary(Box::new(Swap::replace(held, summary))));
                }
                None => {
                    told.added += 1;
                    edits.push(Edit::Summary(Box::new(Swap::add(summary))));
                }
            }
        }
        if !problems.is_empty() {
            return Err(AppError::Problems(problems));
        }
        Ok(((!edits.is_empty()).then(|| Change::new(title, edits)), told))
    })
}

fn subjects(reader: &Reader<'_>, code: &str, case: &str) -> Result<(Axis, Axis), AppError> {
    let codebook = reader.codebook()?;
    let cases = reader.cases()?;
    Ok((
        Axis::Code(codebook.require(code)?.key),
        Axis::Case(lookup::case(&cases, case)?.name.clone()),
    ))
}

fn written(
    reader: &Reader<'_>,
    session: &Session,
    entry: &SummaryEntry,
) -> Result<Summary, AppError> {
    let (row, column) = subjects(reader, &entry.code, &entry.case)?;
    if entry.text.trim().is_empty() {
        return Err(AppError::request("the summary is empty", "write its text"));
    }
    let mut cites = Vec::new();
    for reference in &entry.cites {
        let coding = cited(reader, reference, &session.who)?;
        of_this_case(reader, &coding, &column, reference)?;
        let cite = Citation {
            coding: coding.id,
            evidence: evidence_of(&coding),
        };
        if !cites.contains(&cite) {
            cites.push(cite);
        }
    }
    Ok(Summary {
        row,
        column,
        text: entry.text.trim().to_owned(),
        author: session.who.clone(),
        cites,
    })
}

/// A cell's evidence comes from its own case. (Which code it carries is the
/// writer's to judge: a passage may speak for a theme it was not coded for.)
fn of_this_case(
    reader: &Reader<'_>,
    coding: &Coding,
    column: &Axis,
    reference: &CodingRef,
) -> Result<(), AppError> {
    let held = match reader.transcript(coding.transcript)? {
        Some(transcript) => voices::case_at(reader, &transcript, coding.turn)?,
        None => None,
    };
    match (column, held) {
        (Axis::Case(case), Some(held)) if *case != held => Err(AppError::request(
            format!("'{reference}' belongs to the case '{held}', not to '{case}'"),
            format!(
                "cite codings of '{case}'; `crosscase code --list --case \"{case}\"` shows them"
            ),
        )),
        _ => Ok(()),
    }
}

/// The one coding a reference means: the writer's own where several coders
/// have coded so, and never a guess among several.
fn cited(reader: &Reader<'_>, reference: &CodingRef, who: &Coder) -> Result<Coding, AppError> {
    let transcripts = reader.transcripts()?;
    let transcript = lookup::transcript(&transcripts, &reference.transcript)?;
    let codebook = reader.codebook()?;
    let filter = CodingFilter {
        transcripts: vec![transcript.id],
        turn: Some(reference.turn),
        codes: vec![codebook.require(&reference.code)?.key],
        states: vec![ReviewState::Accepted],
        ..CodingFilter::default()
    };
    let mut found = reader.codings(&filter)?;
    if let Some(quote) = &reference.quote {
        found.retain(|coding| coding.quote.contains(quote.as_str()));
    }
    if found.iter().any(|coding| coding.coder == *who) {
        found.retain(|coding| coding.coder == *who);
    }
    match found.len() {
        1 => found
            .pop()
            .ok_or_else(|| AppError::Defect("a citation vanished".to_owned())),
        0 => Err(AppError::request(
            format!("no coding '{reference}' to cite"),
            format!(
                "`crosscase code --list --transcript {}` shows what is coded",
                transcript.name
            ),
        )),
        many => Err(AppError::request(
            format!("'{reference}' fits {many} codings"),
            format!("add some of the quoted words: {reference} \"…\""),
        )),
    }
}
