//! `import`: files become transcripts. Each file is its own success or
//! failure; those that succeed come in together, as one change.

use crate::app::intake::Intake;
use crate::app::{AppError, Session, Study, files};
use crate::formats::transcript::{
    Doubt, Hints, ParsedTranscript, endings, is_table, read_transcripts,
};
use crate::model::case::folded_name;
use crate::model::nearest::did_you_mean;
use crate::model::{Change, Problem, Role};
use crate::store::Door;
use crate::text::language_guess::looks_like_another;
use crate::text::words::count_words;
use crate::text::{ContentHash, Language};
use indexmap::IndexMap;
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// Which case new transcripts belong to.
#[derive(Clone, Debug, Default)]
pub enum CaseChoice {
    /// The case named like the file, made where it is missing.
    #[default]
    FromName,
    /// This one, made where it is missing.
    Named(String),
    /// None: kept out of case tables.
    None,
}

/// What to import and how.
#[derive(Clone, Debug, Default)]
pub struct ImportRequest {
    /// Files, and folders whose files are taken one by one.
    pub paths: Vec<PathBuf>,
    /// The case.
    pub case: CaseChoice,
    /// The language; the study's where absent.
    pub language: Option<Language>,
    /// What is known of the speakers and of how the files are written.
    pub hints: Hints,
    /// The transcript's name, for a single file.
    pub name: Option<String>,
    /// Only look: change nothing.
    pub dry_run: bool,
}

/// A transcript that came in, or would.
#[derive(Clone, Debug)]
pub struct Imported {
    /// Its name.
    pub name: String,
    /// Its case.
    pub case: Option<String>,
    /// Its language.
    pub language: Language,
    /// How many turns it has.
    pub turns: usize,
    /// How many words were said.
    pub words: usize,
    /// Speakers with role and number of turns.
    pub speakers: Vec<(String, Role, usize)>,
    /// What was assumed.
    pub notes: Vec<String>,
    /// What looks doubtful.
    pub doubts: Vec<Doubt>,
    /// The name under which the same file was imported before: nothing done.
    pub already: Option<String>,
    /// And the roles of its speakers were corrected.
    pub roles_changed: bool,
}

/// One file's fate.
#[derive(Debug)]
pub struct FileOutcome {
    /// The file as it was named.
    pub file: PathBuf,
    /// The transcripts in it, or why there are none.
    pub result: Result<Vec<Imported>, Problem>,
}

/// A file that was read and understood.
pub(super) struct ReadFile {
    pub hash: ContentHash,
    pub bytes: Vec<u8>,
    pub parsed: Vec<ParsedTranscript>,
}

/// Imports files. Returns each one's fate, in the order given.
pub fn import(
    study: &mut Study,
    session: &Session,
    request: &ImportRequest,
) -> Result<Vec<FileOutcome>, AppError> {
    let (paths, skipped) = expand(&request.paths)?;
    if request.name.is_some() && paths.len() != 1 {
        return Err(AppError::request(
            "--name fits one file only",
            "import the files without it; each is named after its file",
        ));
    }
    let sources = paths
        .iter()
        .map(|path| (path.clone(), files::read(path)))
        .collect();
    let mut outcomes = import_bytes(study, session, request, sources)?;
    outcomes.extend(skipped);
    Ok(outcomes)
}

/// Imports files whose bytes are at hand already, under the names given.
pub fn import_bytes(
    study: &mut Study,
    session: &Session,
    request: &ImportRequest,
    sources: Vec<(PathBuf, Result<Vec<u8>, AppError>)>,
) -> Result<Vec<FileOutcome>, AppError> {
    if !request.hints.columns.is_empty() && !sources.iter().any(|(file, _)| is_table(file)) {
        return Err(AppError::request(
            "--column fits tables only (.csv, .tsv, .xlsx, .ods), and none of these files is one",
            "import them without it",
        ));
    }
    let language = match request.language {
        Some(language) => language,
        None => study.language()?,
    };
    let read: Vec<(PathBuf, Result<ReadFile, Problem>)> = sources
        .into_par_iter()
        .map(|(file, bytes)| {
            let read = read_one(&file, bytes, &request.hints);
            (file, read)
        })
        .collect();
    known_hints(&request.hints, &read)?;
    let build = |door: &Door<'_>| -> Result<(Option<Change>, Vec<FileOutcome>), AppError> {
        let mut intake = Intake::new(door, request, language)?;
        let outcomes = read
            .into_iter()
            .map(|(file, read)| match read {
                Ok(read) => intake.take(file, read),
                Err(problem) => Ok(FileOutcome {
                    file,
                    result: Err(problem),
                }),
            })
            .collect::<Result<Vec<_>, AppError>>()?;
        intake.keep_originals()?;
        Ok((intake.change(), outcomes))
    };
    let outcomes = study.store.change(&session.who, &session.at, build)?;
    if !request.dry_run {
        // The index is derived: should this fail, `find` makes it anew.
        let _ = study.refresh_index(&mut |_| {});
    }
    Ok(outcomes)
}

/// A role named for a speaker who does not occur is a slip of the key. Passed
/// over, it would change who is counted as an informant.
fn known_hints(
    hints: &Hints,
    read: &[(PathBuf, Result<ReadFile, Problem>)],
) -> Result<(), Vec<Problem>> {
    let speakers: Vec<&str> = read
        .iter()
        .filter_map(|(_, file)| file.as_ref().ok())
        .flat_map(|file| &file.parsed)
        .flat_map(|one| one.speakers.keys().map(String::as_str))
        .collect();
    let unknown = |name: &&String| {
        let wanted = folded_name(name);
        !speakers
            .iter()
            .any(|speaker| folded_name(speaker) == wanted)
    };
    let problems: Vec<Problem> = hints
        .interviewers
        .iter()
        .chain(&hints.informants)
        .chain(&hints.others)
        .filter(unknown)
        .map(|name| {
            let all = format!("there are {}", speakers.join(", "));
            Problem::new(format!("no speaker '{name}'")).next(did_you_mean(
                name,
                speakers.iter().copied(),
                &all,
            ))
        })
        .collect();
    if problems.is_empty() || speakers.is_empty() {
        Ok(())
    } else {
        Err(problems)
    }
}

fn read_one(
    file: &Path,
    bytes: Result<Vec<u8>, AppError>,
    hints: &Hints,
) -> Result<ReadFile, Problem> {
    let bytes = bytes.map_err(|error| first_problem(&error).in_file(file))?;
    let parsed = read_transcripts(file, &bytes, hints)?;
    Ok(ReadFile {
        hash: ContentHash::of(&bytes),
        bytes,
        parsed,
    })
}

fn words_of(parsed: &ParsedTranscript) -> usize {
    let document = &parsed.document;
    let speeches = document.turns.iter().map(|turn| document.said(turn));
    speeches.map(|said| count_words(&said)).sum()
}

fn first_problem(error: &AppError) -> Problem {
    error
        .problems()
        .into_iter()
        .next()
        .unwrap_or_else(|| Problem::new("this file could not be read"))
}

/// Folders become their files; files there that are no transcripts are said
/// to be left out, since a silent gap in the data is the worst outcome.
fn expand(paths: &[PathBuf]) -> Result<(Vec<PathBuf>, Vec<FileOutcome>), AppError> {
    let mut found = Vec::new();
    let mut skipped = Vec::new();
    for path in paths {
        if !path.is_dir() {
            found.push(path.clone());
            continue;
        }
        for file in files::list_deep(path)? {
            let ending = file
                .extension()
                .map(|ending| ending.to_string_lossy().to_lowercase())
                .unwrap_or_default();
            if endings().contains(&ending.as_str()) {
                found.push(file);
            } else {
                let problem = Problem::new("left out: this kind of file is no transcript")
                    .in_file(&file)
                    .next(format!("transcripts end in {}", endings().join(", ")));
                skipped.push(FileOutcome {
                    file,
                    result: Err(problem),
                });
            }
        }
    }
    Ok((found, skipped))
}

pub(super) fn describe(name: &str, language: Language, parsed: &ParsedTranscript) -> Imported {
    let document = &parsed.document;
    let mut notes = parsed.notes.clone();
    if let Some(likely) = looks_like_another(document.text.as_str(), language) {
        notes.push(format!(
            "the words look like {}; if they are, take it out with `crosscase import --remove {name}` and import it again with --language {likely}",
            likely.name()
        ));
    }
    let mut turns: IndexMap<&str, usize> = IndexMap::new();
    for turn in &document.turns {
        *turns.entry(turn.speaker.as_str()).or_default() += 1;
    }
    Imported {
        name: name.to_owned(),
        case: None,
        language,
        turns: document.turns.len(),
        words: words_of(parsed),
        speakers: turns
            .into_iter()
            .map(|(speaker, count)| {
                let role = parsed.speakers.get(speaker).copied().unwrap_or_default();
                (speaker.to_owned(), role, count)
            })
            .collect(),
        notes,
        doubts: parsed.doubts.clone(),
        already: None,
        roles_changed: false,
    }
}
