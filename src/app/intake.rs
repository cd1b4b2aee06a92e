//! What an import adds to the study, file by file, inside the one door.

use crate::app::import::{CaseChoice, FileOutcome, ImportRequest, ReadFile, describe};
use crate::app::{AppError, files};
use crate::formats::transcript::ParsedTranscript;
use crate::model::case::folded_name;
use crate::model::change::Swap;
use crate::model::{Case, Change, Edit, Problem, Transcript};
use crate::store::{Door, Original};
use crate::text::{ContentHash, Language};
use indexmap::IndexMap;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// Collects what an import adds to the study.
pub struct Intake<'d, 'r> {
    door: &'d Door<'r>,
    request: &'d ImportRequest,
    language: Language,
    /// Each transcript by the hash of its file.
    held: HashMap<ContentHash, Transcript>,
    names: HashSet<String>,
    /// Names of cases by the names that are the same to a person.
    cases: HashMap<String, String>,
    next_position: u32,
    edits: Vec<Edit>,
    /// Files to be kept: the edit they belong to, name, content and its hash.
    originals: Vec<(usize, String, Vec<u8>, ContentHash)>,
}

impl<'d, 'r> Intake<'d, 'r> {
    /// Looks at what the study holds before anything comes in.
    pub fn new(
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
            intake.held.entry(it.original_hash.clone()).or_insert(it);
        }
        for case in door.cases()? {
            let folded = folded_name(&case.name);
            intake.cases.entry(folded).or_insert(case.name);
        }
        Ok(intake)
    }

    /// Takes one file in, or says why not.
    pub fn take(&mut self, file: PathBuf, read: ReadFile) -> Result<FileOutcome, AppError> {
        let ReadFile {
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
        if let Some(twin) = self.held.get(&hash).cloned() {
            imported.already = Some(twin.name.clone());
            imported.case = twin.case.clone();
            imported.roles_changed = self.correct_roles(&twin, &parsed);
            return Ok(FileOutcome {
                file,
                result: Ok(imported),
            });
        }
        if name.trim().is_empty() || name.chars().any(char::is_control) {
            let problem = Problem::new(format!("{name:?} cannot be the name of a transcript"))
                .in_file(&file)
                .next("give it a name in one line, with --name or by its file");
            return Ok(FileOutcome {
                file,
                result: Err(problem),
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

    /// A file that is here already, imported again with other roles named for
    /// its speakers, takes on those roles. Its text and turns stay.
    fn correct_roles(&mut self, twin: &Transcript, parsed: &ParsedTranscript) -> bool {
        let hints = &self.request.hints;
        let hinted = !(hints.interviewers.is_empty() && hints.informants.is_empty());
        if !hinted || twin.document != parsed.document.hash || twin.speakers == parsed.speakers {
            return false;
        }
        let after = Transcript {
            speakers: parsed.speakers.clone(),
            ..twin.clone()
        };
        self.held.insert(twin.original_hash.clone(), after.clone());
        let swap = Swap::replace(twin.clone(), after);
        self.edits.push(Edit::Transcript(Box::new(swap)));
        true
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
        self.held.insert(hash.clone(), transcript.clone());
        self.originals
            .push((self.edits.len(), file_name, bytes, hash));
        self.edits
            .push(Edit::Transcript(Box::new(Swap::add(transcript))));
        Ok(())
    }

    /// Lays down the files that came in, all together, and notes their names.
    pub fn keep_originals(&mut self) -> Result<(), AppError> {
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

    /// The change that all files taken in make together.
    pub fn change(self) -> Option<Change> {
        if self.edits.is_empty() || self.request.dry_run {
            return None;
        }
        let names = |new: bool| -> Vec<&str> {
            let swaps = self.edits.iter().filter_map(|edit| match edit {
                Edit::Transcript(swap) if swap.before.is_none() == new => swap.after.as_ref(),
                _ => None,
            });
            swaps.map(|it| it.name.as_str()).collect()
        };
        let title = match (names(true).as_slice(), names(false).as_slice()) {
            ([], corrected) => format!("corrected the roles in {}", corrected.join(", ")),
            ([one], _) => format!("imported the transcript '{one}'"),
            (many, _) => format!("imported {} transcripts", many.len()),
        };
        Some(Change::new(title, self.edits))
    }
}
