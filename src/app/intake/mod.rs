//! What an import adds to the study, file by file, inside the one door. This
//! file decides what each file is to the study; beside it lie what becomes of
//! cases and speakers, of corrected versions, of comments and of the files.

mod case_list;
mod comments;
mod corrections;
mod files_kept;
mod placing;

use case_list::CaseList;
use corrections::reads_otherwise;
use files_kept::Kept;

use crate::app::import::{FileOutcome, ImportRequest};
use crate::app::preview::{Imported, describe};
use crate::app::reading::ReadFile;
use crate::app::{AppError, files, lookup, remembered};
use crate::formats::transcript::ParsedTranscript;
use crate::model::change::Swap;
use crate::model::{Change, Edit, Problem, Transcript};
use crate::store::Door;
use crate::text::{ContentHash, Language};
use indexmap::IndexMap;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// Collects what an import adds to the study.
pub struct Intake<'d, 'r> {
    door: &'d Door<'r>,
    request: &'d ImportRequest,
    language: Language,
    /// Each transcript by the hash of its file, and which one it is there.
    held: HashMap<(ContentHash, Option<String>), Transcript>,
    /// Those that were there before.
    known: Vec<Transcript>,
    names: HashSet<String>,
    cases: CaseList,
    edits: Vec<Edit>,
    /// Files to be kept: the edits they belong to.
    originals: Vec<(Vec<usize>, Kept)>,
    /// What was done, for the journal.
    done: Vec<String>,
}

impl<'d, 'r> Intake<'d, 'r> {
    /// Looks at what the study holds before anything comes in.
    pub fn new(
        door: &'d Door<'r>,
        request: &'d ImportRequest,
        language: Language,
    ) -> Result<Self, AppError> {
        let known = door.transcripts()?;
        let mut intake = Self {
            door,
            request,
            language,
            held: HashMap::new(),
            names: known.iter().map(|it| it.name.clone()).collect(),
            cases: CaseList::new(door)?,
            edits: Vec::new(),
            originals: Vec::new(),
            done: Vec::new(),
            known,
        };
        // Of several that are the same, the first is the one that is meant.
        for it in &intake.known {
            let key = (it.original_hash.clone(), it.part.clone());
            intake.held.entry(key).or_insert_with(|| it.clone());
        }
        Ok(intake)
    }

    /// Takes one file in with all transcripts in it, or says why not: of a file
    /// of several, all come in or none.
    pub fn take(&mut self, file: PathBuf, read: ReadFile) -> Result<FileOutcome, AppError> {
        let ReadFile {
            source,
            hash,
            parsed,
        } = read;
        let names: Vec<String> = parsed.iter().map(|one| self.name_of(&file, one)).collect();
        let plans = match self.plans(&hash, &parsed, &names) {
            Ok(plans) => plans,
            Err(problem) => {
                return Ok(FileOutcome {
                    result: Err(problem.in_file(&file)),
                    file,
                });
            }
        };
        let mut came = Vec::new();
        let mut edits = Vec::new();
        for ((one, name), plan) in parsed.into_iter().zip(names).zip(plans) {
            let mut imported = describe(&name, self.language, &one);
            match plan {
                Plan::Known(twin) => {
                    imported.name = twin.name.clone();
                    imported.already = Some(twin.name.clone());
                    imported.case = twin.case.clone();
                    imported.roles_changed = self.correct_speakers(&twin, &one)?;
                    let read_otherwise = twin.document != one.document.hash;
                    if read_otherwise {
                        imported.notes.push(
                            "it would be read a little differently today; --corrected takes that over"
                                .to_owned(),
                        );
                    }
                }
                Plan::Correct(twin) => {
                    let other_file = twin.original_hash != hash;
                    let at = self.correct(twin, hash.clone(), one, &mut imported)?;
                    edits.extend(at.filter(|_| other_file));
                }
                Plan::New => {
                    self.place_in_case(&file, &name, &one, &mut imported)?;
                    let speaker_cases = self.speaker_cases(&one, &mut imported)?;
                    if !self.request.dry_run {
                        edits.push(self.edits.len());
                        self.add(&name, hash.clone(), one, &imported, speaker_cases)?;
                    }
                }
            }
            came.push(imported);
        }
        if !edits.is_empty() {
            let kept = Kept {
                file: file.clone(),
                source,
                hash,
            };
            self.originals.push((edits, kept));
        }
        Ok(FileOutcome {
            file,
            result: Ok(came),
        })
    }

    fn name_of(&self, file: &Path, one: &ParsedTranscript) -> String {
        let part = one.part.as_ref().map(|part| part.trim().to_owned());
        let given = self.request.name.clone();
        given.or(part).unwrap_or_else(|| files::stem(file))
    }

    /// What each transcript of a file is to the study.
    fn plans(
        &self,
        hash: &ContentHash,
        parsed: &[ParsedTranscript],
        names: &[String],
    ) -> Result<Vec<Plan>, Problem> {
        let mut seen = HashSet::new();
        let mut plans = Vec::new();
        for (one, name) in parsed.iter().zip(names) {
            let key = (hash.clone(), one.part.clone());
            if let Some(twin) = self.held.get(&key) {
                let anew = self.request.corrected || reads_otherwise(&self.request.hints);
                plans.push(if anew && twin.document != one.document.hash {
                    Plan::Correct(twin.clone())
                } else {
                    Plan::Known(twin.clone())
                });
                continue;
            }
            if self.request.corrected {
                let twin = lookup::transcript(&self.known, name).map_err(|problem| {
                    problem.next(
                        "--corrected replaces the transcript named like the file; \
                         say with --name which one it is",
                    )
                })?;
                if !seen.insert(twin.name.clone()) {
                    return Err(
                        Problem::new(format!("two versions of '{}' came", twin.name))
                            .next("import the one that counts"),
                    );
                }
                plans.push(Plan::Correct(twin.clone()));
                continue;
            }
            let taken = self.names.contains(name) || !seen.insert(name.clone());
            if let Some(problem) = bad_name(name, taken) {
                return Err(problem);
            }
            plans.push(Plan::New);
        }
        Ok(plans)
    }

    fn add(
        &mut self,
        name: &str,
        hash: ContentHash,
        parsed: ParsedTranscript,
        imported: &Imported,
        speaker_cases: IndexMap<String, String>,
    ) -> Result<(), AppError> {
        self.door.put_document(&parsed.document)?;
        let transcript = Transcript {
            id: self.door.new_transcript()?,
            name: name.to_owned(),
            case: imported.case.clone(),
            language: self.language,
            document: parsed.document.hash.clone(),
            original: String::new(),
            original_hash: hash.clone(),
            speakers: parsed.speakers.clone(),
            part: parsed.part.clone(),
            speaker_cases,
        };
        self.names.insert(transcript.name.clone());
        let key = (hash, parsed.part.clone());
        self.held.insert(key, transcript.clone());
        let id = transcript.id;
        self.edits
            .push(Edit::Transcript(Box::new(Swap::add(transcript))));
        for comment in &parsed.comments {
            let memo = self.memo(id, &parsed, comment)?;
            self.edits.push(Edit::Memo(Swap::add(memo)));
        }
        Ok(())
    }

    /// The change that all files taken in make together.
    pub fn change(self) -> Result<Option<Change>, AppError> {
        if self.request.dry_run {
            return Ok(None);
        }
        let remembered = remembered::keep(self.door, &self.request.hints)?;
        let mut edits = self.cases.edits();
        edits.extend(self.edits);
        // A way of writing that fits no file is not worth remembering.
        if edits.is_empty() {
            return Ok(None);
        }
        let new = edits.iter().filter_map(|edit| match edit {
            Edit::Transcript(swap) if swap.before.is_none() => swap.after.as_ref(),
            _ => None,
        });
        let new: Vec<&str> = new.map(|it| it.name.as_str()).collect();
        let mut done = match new.as_slice() {
            [] => Vec::new(),
            [one] => vec![format!("imported the transcript '{one}'")],
            many => vec![format!("imported {} transcripts", many.len())],
        };
        done.extend(self.done);
        edits.extend(remembered);
        Ok(Some(Change::new(done.join(", "), edits)))
    }
}

/// What a transcript of a file is to the study.
enum Plan {
    /// The same file is here.
    Known(Transcript),
    /// A corrected version of this one, or the same file to be read anew.
    Correct(Transcript),
    /// One more.
    New,
}

fn bad_name(name: &str, taken: bool) -> Option<Problem> {
    if name.trim().is_empty() || name.chars().any(char::is_control) {
        return Some(
            Problem::new(format!("{name:?} cannot be the name of a transcript"))
                .next("give it a name in one line, with --name or by its file"),
        );
    }
    taken.then(|| {
        Problem::new(format!(
            "a transcript named '{name}' is there already, with other content"
        ))
        .next(
            "if this is a corrected version of it, import it with --corrected; \
             if not, give it another name with --name",
        )
    })
}
