//! `import`: files become transcripts. Each file is its own success or
//! failure; those that succeed come in together, as one change.

use crate::app::{AppError, Session, Study, files};
use crate::formats::transcript::{Doubt, ParsedTranscript, RoleHints, endings, read_transcript};
use crate::model::case::folded_name;
use crate::model::change::Swap;
use crate::model::{Case, Change, Edit, Problem, Role, Transcript};
use crate::store::{Door, Original};
use crate::text::words::count_words;
use crate::text::{ContentHash, Language};
use indexmap::IndexMap;
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
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
    /// Speakers whose role is known.
    pub hints: RoleHints,
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
}

/// One file's fate.
#[derive(Debug)]
pub struct FileOutcome {
    /// The file as it was named.
    pub file: PathBuf,
    /// What became of it.
    pub result: Result<Imported, Problem>,
}

struct ReadFile {
    file: PathBuf,
    bytes: Vec<u8>,
    hash: ContentHash,
    parsed: ParsedTranscript,
    words: usize,
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
    let language = match request.language {
        Some(language) => language,
        None => study.language()?,
    };
    let read: Vec<Result<ReadFile, (PathBuf, Problem)>> = sources
        .into_par_iter()
        .map(|(file, bytes)| read_one(file, bytes, &request.hints))
        .collect();
    let build = |door: &Door<'_>| -> Result<(Option<Change>, Vec<FileOutcome>), AppError> {
        let mut intake = Intake::new(door, request, language)?;
        let outcomes = read
            .into_iter()
            .map(|file| match file {
                Ok(file) => intake.take(file),
                Err((file, problem)) => Ok(FileOutcome {
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

fn read_one(
    file: PathBuf,
    bytes: Result<Vec<u8>, AppError>,
    hints: &RoleHints,
) -> Result<ReadFile, (PathBuf, Problem)> {
    let parsed = bytes
        .map_err(|error| first_problem(&error))
        .and_then(|bytes| {
            let parsed = read_transcript(&file, &bytes, hints)?;
            Ok((bytes, parsed))
        });
    match parsed {
        Ok((bytes, parsed)) => Ok(ReadFile {
            file,
            hash: ContentHash::of(&bytes),
            bytes,
            words: words_of(&parsed),
            parsed,
        }),
        Err(problem) => {
            let problem = problem.in_file(&file);
            Err((file, problem))
        }
    }
}

fn words_of(parsed: &ParsedTranscript) -> usize {
    let document = &parsed.document;
    let speeches = document.turns.iter().map(|turn| document.speech(turn));
    speeches.map(count_words).sum()
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
        for file in files::list(path)? {
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

/// Collects what an import adds to the study.
struct Intake<'d, 'r> {
    door: &'d Door<'r>,
    request: &'d ImportRequest,
    language: Language,
    /// Name and case of each transcript, by the hash of its file.
    held: HashMap<ContentHash, (String, Option<String>)>,
    names: HashSet<String>,
    /// Names of cases by the names that are the same to a person.
    cases: HashMap<String, String>,
    next_position: u32,
    edits: Vec<Edit>,
    /// Files to be kept: the edit they belong to, name, content and its hash.
    originals: Vec<(usize, String, Vec<u8>, ContentHash)>,
}

impl<'d, 'r> Intake<'d, 'r> {
    fn new(
        door: &'d Door<'r>,
        request: &'d ImportRequest,
        language: Language,
    ) -> Result<Self, AppError> {
        let mut intake = Self {
            door,
            request,
            language,
            held: HashMap::new(),
            names: HashSet::new(),
            cases: HashMap::new(),
            next_position: door.next_case_position()?,
            edits: Vec::new(),
            originals: Vec::new(),
        };
        // Of several that are the same, the first is the one that is meant.
        for it in door.transcripts()? {
            intake.names.insert(it.name.clone());
            intake
                .held
                .entry(it.original_hash)
                .or_insert((it.name, it.case));
        }
        for case in door.cases()? {
            let folded = folded_name(&case.name);
            intake.cases.entry(folded).or_insert(case.name);
        }
        Ok(intake)
    }

    fn take(&mut self, read: ReadFile) -> Result<FileOutcome, AppError> {
        let ReadFile {
            file,
            bytes,
            hash,
            parsed,
            words,
        } = read;
        let name = self
            .request
            .name
            .clone()
            .unwrap_or_else(|| files::stem(&file));
        let mut imported = describe(&name, self.language, &parsed, words);
        if let Some((twin, case)) = self.held.get(&hash) {
            imported.already = Some(twin.clone());
            imported.case = case.clone();
            return Ok(FileOutcome {
                file,
                result: Ok(imported),
            });
        }
        if self.names.contains(&name) {
            let problem = Problem::new(format!(
                "a transcript named '{name}' is there already, with other content"
            ))
            .in_file(&file)
            .next("give this one another name with --name, or rename the file");
            return Ok(FileOutcome {
                file,
                result: Err(problem),
            });
        }
        imported.case = self.case_for(&name);
        if !self.request.dry_run {
            self.add(&file, &name, bytes, hash, parsed, imported.case.clone())?;
        }
        Ok(FileOutcome {
            file,
            result: Ok(imported),
        })
    }

    fn add(
        &mut self,
        file: &Path,
        name: &str,
        bytes: Vec<u8>,
        hash: ContentHash,
        parsed: ParsedTranscript,
        case: Option<String>,
    ) -> Result<(), AppError> {
        let file_name = file
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_else(|| name.to_owned());
        self.door.put_document(&parsed.document)?;
        let transcript = Transcript {
            id: self.door.new_transcript()?,
            name: name.to_owned(),
            case,
            language: self.language,
            document: parsed.document.hash.clone(),
            original: String::new(),
            original_hash: hash.clone(),
            speakers: parsed.speakers,
        };
        self.names.insert(transcript.name.clone());
        self.held.insert(
            hash.clone(),
            (transcript.name.clone(), transcript.case.clone()),
        );
        self.originals
            .push((self.edits.len(), file_name, bytes, hash));
        self.edits
            .push(Edit::Transcript(Box::new(Swap::add(transcript))));
        Ok(())
    }

    /// Lays down the files that came in, all together, and notes their names.
    fn keep_originals(&mut self) -> Result<(), AppError> {
        let files: Vec<Original<'_>> = self
            .originals
            .iter()
            .map(|(_, name, bytes, hash)| Original { name, bytes, hash })
            .collect();
        let names = self.door.keep_originals(&files)?;
        for ((at, ..), name) in self.originals.drain(..).zip(names) {
            if let Some(Edit::Transcript(swap)) = self.edits.get_mut(at)
                && let Some(transcript) = &mut swap.after
            {
                transcript.original = name;
            }
        }
        Ok(())
    }

    /// The case a new transcript goes to, made on the way if need be.
    fn case_for(&mut self, name: &str) -> Option<String> {
        let wanted = match &self.request.case {
            CaseChoice::FromName => name,
            CaseChoice::Named(case) => case,
            CaseChoice::None => return None,
        };
        let folded = folded_name(wanted);
        if let Some(known) = self.cases.get(&folded) {
            return Some(known.clone());
        }
        let case = Case {
            name: wanted.to_owned(),
            attributes: IndexMap::new(),
        };
        self.edits.push(Edit::Case {
            position: self.next_position,
            case: Swap::add(case),
        });
        self.next_position += 1;
        self.cases.insert(folded, wanted.to_owned());
        Some(wanted.to_owned())
    }

    fn change(self) -> Option<Change> {
        if self.edits.is_empty() || self.request.dry_run {
            return None;
        }
        let names: Vec<&str> = self
            .edits
            .iter()
            .filter_map(|edit| match edit {
                Edit::Transcript(swap) => swap.after.as_ref().map(|it| it.name.as_str()),
                _ => None,
            })
            .collect();
        let title = match names.as_slice() {
            [one] => format!("imported the transcript '{one}'"),
            many => format!("imported {} transcripts", many.len()),
        };
        Some(Change::new(title, self.edits))
    }
}

fn describe(name: &str, language: Language, parsed: &ParsedTranscript, words: usize) -> Imported {
    let document = &parsed.document;
    let mut turns: IndexMap<&str, usize> = IndexMap::new();
    for turn in &document.turns {
        *turns.entry(turn.speaker.as_str()).or_default() += 1;
    }
    Imported {
        name: name.to_owned(),
        case: None,
        language,
        turns: document.turns.len(),
        words,
        speakers: turns
            .into_iter()
            .map(|(speaker, count)| {
                let role = parsed.speakers.get(speaker).copied().unwrap_or_default();
                (speaker.to_owned(), role, count)
            })
            .collect(),
        notes: parsed.notes.clone(),
        doubts: parsed.doubts.clone(),
        already: None,
    }
}
