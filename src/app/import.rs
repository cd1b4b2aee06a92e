//! `import`: files become transcripts. Each file is its own success or
//! failure; those that succeed come in together, as one change.

use crate::app::intake::Intake;
use crate::app::name_pattern::NamePattern;
use crate::app::preview::Imported;
use crate::app::reading::{ReadFile, Source, known_hints, read_all};
use crate::app::{AppError, Session, Study, files, remembered};
use crate::formats::transcript::{Hints, endings, is_table};
use crate::model::{Change, Problem};
use crate::store::Door;
use crate::text::Language;
use indexmap::IndexMap;
use std::path::PathBuf;

/// Which case new transcripts belong to.
#[derive(Clone, Debug, Default)]
pub enum CaseChoice {
    /// The case that the file names, or else the one named like the transcript;
    /// made where it is missing.
    #[default]
    FromName,
    /// This one, made where it is missing.
    Named(String),
    /// None: kept out of case tables.
    None,
    /// The case, and attributes of it, as the names of files and folders say.
    Pattern(NamePattern),
    /// The case named like the folder the file lies in.
    Folder,
    /// A focus group: each informant is a case.
    Speakers,
}

/// What to import and how.
#[derive(Clone, Debug, Default)]
pub struct ImportRequest {
    /// Files, folders whose files are taken one by one, and patterns such as
    /// `interviews/*.docx`.
    pub paths: Vec<PathBuf>,
    /// The case.
    pub case: CaseChoice,
    /// Speakers who belong to another case than their transcript.
    pub speaker_cases: IndexMap<String, String>,
    /// The round of interviews they belong to.
    pub round: Option<String>,
    /// The language; the study's where absent.
    pub language: Option<Language>,
    /// What is known of the speakers and of how the files are written.
    pub hints: Hints,
    /// The transcript's name, for a single file.
    pub name: Option<String>,
    /// Whether the files are corrected versions of transcripts that are here.
    pub corrected: bool,
    /// Only look: change nothing.
    pub dry_run: bool,
}

/// One file's fate.
#[derive(Debug)]
pub struct FileOutcome {
    /// The file as it was named.
    pub file: PathBuf,
    /// The transcripts in it, or why there are none.
    pub result: Result<Vec<Imported>, Problem>,
}

/// Imports files. Returns each one's fate, in the order given. `progress` hears
/// how many files of how many are read.
pub fn import(
    study: &mut Study,
    session: &Session,
    request: &ImportRequest,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Vec<FileOutcome>, AppError> {
    let (paths, skipped) = expand(&request.paths)?;
    if request.name.is_some() && paths.len() != 1 {
        return Err(AppError::request(
            "--name fits one file only",
            "import the files without it; each is named after its file",
        ));
    }
    let sources = paths.into_iter().map(|path| (path, Source::Disk)).collect();
    let mut outcomes = take_in(study, session, request, sources, progress)?;
    outcomes.extend(skipped);
    Ok(outcomes)
}

/// Imports files whose bytes are at hand already, under the names given.
pub fn import_bytes(
    study: &mut Study,
    session: &Session,
    request: &ImportRequest,
    files: Vec<(PathBuf, Vec<u8>)>,
) -> Result<Vec<FileOutcome>, AppError> {
    let sources = files
        .into_iter()
        .map(|(path, bytes)| (path, Source::Memory(bytes)))
        .collect();
    take_in(study, session, request, sources, &|_, _| {})
}

fn take_in(
    study: &mut Study,
    session: &Session,
    request: &ImportRequest,
    sources: Vec<(PathBuf, Source)>,
    progress: &(dyn Fn(usize, usize) + Sync),
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
    let mut hints = study
        .store
        .read(|reader| remembered::with_remembered(reader, &request.hints))?;
    hints.named.extend(request.speaker_cases.keys().cloned());
    let mut read: Vec<(PathBuf, Result<ReadFile, Problem>)> = read_all(sources, &hints, progress);
    for (_, file) in &mut read {
        if let Ok(file) = file {
            remembered::tell(&request.hints, &hints, &mut file.parsed);
        }
    }
    known_hints(request, &read)?;
    let build = |door: &Door<'_>| -> Result<(Option<Change>, Vec<FileOutcome>), AppError> {
        let mut intake = Intake::new(door, request, language)?;
        let mut outcomes = Vec::with_capacity(read.len());
        for (file, read) in read {
            outcomes.push(match read {
                Ok(read) => intake.take(file, read)?,
                Err(problem) => FileOutcome {
                    file,
                    result: Err(problem),
                },
            });
        }
        intake.keep_originals()?;
        Ok((intake.change()?, outcomes))
    };
    let outcomes = study.store.change(&session.who, &session.at, build)?;
    if !request.dry_run {
        // The index is derived: should this fail, `find` makes it anew.
        let _ = study.prepare_index();
    }
    Ok(outcomes)
}

/// Forgets what the study remembers of how its files are written. Returns how
/// many things that was.
pub fn forget(study: &mut Study, session: &Session) -> Result<usize, AppError> {
    study.store.change(&session.who, &session.at, |door| {
        let (edits, count) = remembered::forget(door)?;
        let change = Change::new("forgot how files are written", edits);
        Ok(((count > 0).then_some(change), count))
    })
}

/// Folders become their files, patterns the files that fit; files there that
/// are no transcripts are said to be left out, since a silent gap in the data
/// is the worst outcome.
fn expand(paths: &[PathBuf]) -> Result<(Vec<PathBuf>, Vec<FileOutcome>), AppError> {
    let mut found = Vec::new();
    let mut skipped = Vec::new();
    for path in paths {
        let inside = if path.is_dir() {
            files::list_deep(path)?
        } else if path.exists() {
            found.push(path.clone());
            continue;
        } else {
            match files::matching(path)? {
                Some(matching) => matching,
                None => {
                    found.push(path.clone());
                    continue;
                }
            }
        };
        for file in inside {
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
