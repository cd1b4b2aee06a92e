//! What an import adds to the study, file by file, inside the one door. This
//! file decides what each file is to the study; beside it lie what becomes of
//! cases and speakers, of corrected versions, of comments and of the files.

mod case_list;
mod comments;
mod corrections;
mod files_kept;
mod placing;

pub use comments::Remark;

use case_list::CaseList;
use comments::remarks;
use corrections::reads_otherwise;
use files_kept::Kept;

use crate::app::import::{FileOutcome, ImportRequest};
use crate::app::preview::{Imported, describe, doubtful_language};
use crate::app::reading::ReadFile;
use crate::app::{AppError, files, lookup, remembered};
use crate::formats::transcript::{ParsedTranscript, TurnMark};
use crate::model::change::Swap;
use crate::model::{Change, Edit, Problem, Transcript, TranscriptId};
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
    /// Those this import has changed already.
    touched: HashSet<TranscriptId>,
    names: HashSet<String>,
    cases: CaseList,
    edits: Vec<Edit>,
    /// Files to be kept: the edits they belong to.
    originals: Vec<(Vec<usize>, Kept)>,
    /// The turn marks named now that some file has.
    marks_found: HashSet<String>,
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
            touched: HashSet::new(),
            names: known.iter().map(|it| it.name.clone()).collect(),
            cases: CaseList::new(door)?,
            edits: Vec::new(),
            originals: Vec::new(),
            marks_found: HashSet::new(),
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
        for mark in &self.request.hints.turn_marks {
            let mut texts = parsed.iter().map(|one| one.document.text.as_str());
            if texts.any(|text| mark.fits(text)) {
                self.marks_found.insert(mark.to_string());
            }
        }
        let names: Vec<String> = parsed.iter().map(|one| self.name_of(&file, one)).collect();
        let plans = match self.plans(&hash, &parsed, &names)? {
            Ok(plans) => plans,
            Err(problem) => {
                return Ok(FileOutcome {
                    result: Err(problem.in_file(&file)),
                    file,
                });
            }
        };
        let left = self.left_behind(&plans);
        let mut came = Vec::new();
        let mut edits = Vec::new();
        for ((one, name), plan) in parsed.into_iter().zip(names).zip(plans) {
            let mut imported = describe(&name, self.language, &one);
            if let Plan::Known(twin) | Plan::Correct(twin) = &plan {
                imported.name = twin.name.clone();
                imported.language = twin.language;
            }
            match plan {
                Plan::Known(twin) => {
                    imported.already = Some(twin.name.clone());
                    imported.case = twin.case.clone();
                    imported.notes = match self.reads_anew(&twin, &one)? {
                        true => vec![
                            "it would be read a little differently today; --corrected takes that over"
                                .to_owned(),
                        ],
                        false => Vec::new(),
                    };
                    self.correct_speakers(&twin, &one, &mut imported)?;
                }
                Plan::Correct(twin) => {
                    let other_file = twin.original_hash != hash;
                    let at = self.correct(twin, hash.clone(), one, &mut imported)?;
                    edits.extend(at.filter(|_| other_file));
                }
                Plan::New => {
                    imported.notes.extend(doubtful_language(
                        &name,
                        self.language,
                        &one,
                        self.request.dry_run,
                    ));
                    if self.request.corrected {
                        let new = "the version before has no such transcript; it is a new one";
                        imported.notes.push(new.to_owned());
                    }
                    self.place_in_case(&file, &name, &one, &mut imported)?;
                    let speaker_cases = self.speaker_cases(&one.speakers)?;
                    edits.extend(self.add(hash.clone(), one, &mut imported, speaker_cases)?);
                }
            }
            came.push(imported);
        }
        if let Some(last) = came.last_mut() {
            last.notes.extend(left);
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

    /// What each transcript of a file is to the study, or why it cannot come in.
    fn plans(
        &self,
        hash: &ContentHash,
        parsed: &[ParsedTranscript],
        names: &[String],
    ) -> Result<Result<Vec<Plan>, Problem>, AppError> {
        if self.request.name.is_some() && parsed.len() > 1 {
            let count = parsed.len();
            return Ok(Err(Problem::new(format!(
                "this file holds {count} transcripts, and --name is for one"
            ))
            .next("import it without --name; they have names of their own")));
        }
        let mut seen = HashSet::new();
        let mut plans = Vec::new();
        let mut unknown = None;
        for (one, name) in parsed.iter().zip(names) {
            let key = (hash.clone(), one.part.clone());
            if let Some(twin) = self.held.get(&key) {
                let anew = if reads_otherwise(&self.request.hints) {
                    twin.document != one.document.hash
                } else {
                    self.request.corrected && self.reads_anew(twin, one)?
                };
                plans.push(if anew && !self.touched.contains(&twin.id) {
                    Plan::Correct(twin.clone())
                } else {
                    Plan::Known(twin.clone())
                });
                continue;
            }
            let known = match self.request.corrected {
                true => lookup::transcript(&self.known, name).map(Some),
                false => Ok(None),
            };
            match known {
                Ok(Some(twin)) => {
                    if self.touched.contains(&twin.id) || !seen.insert(twin.name.clone()) {
                        return Ok(Err(Problem::new(format!(
                            "'{}' is changed by another file of this import already",
                            twin.name
                        ))
                        .next("import the one that counts by itself")));
                    }
                    plans.push(Plan::Correct(twin.clone()));
                    continue;
                }
                Ok(None) => {}
                Err(problem) => unknown = unknown.or(Some(problem)),
            }
            let taken = self.names.contains(name) || !seen.insert(name.clone());
            if let Some(problem) = bad_name(name, taken) {
                return Ok(Err(problem));
            }
            plans.push(Plan::New);
        }
        // A table of answers grows as people answer; a file in which nothing is
        // known is a slip of the key.
        Ok(match unknown {
            Some(problem) if plans.iter().all(|plan| matches!(plan, Plan::New)) => Err(problem
                .next(
                    "--corrected replaces the transcript named like the file; \
                     say with --name which one it is",
                )),
            _ => Ok(plans),
        })
    }

    /// Transcripts that came from the same file as a corrected one and are not
    /// in its new version: they stay, which a person should know.
    fn left_behind(&self, plans: &[Plan]) -> Option<String> {
        let here = |plan: &Plan| match plan {
            Plan::Known(twin) | Plan::Correct(twin) => Some((twin.original_hash.clone(), twin.id)),
            Plan::New => None,
        };
        let (files, here): (HashSet<_>, HashSet<_>) = plans.iter().filter_map(here).unzip();
        let left = self.known.iter().filter(|it| {
            self.request.corrected
                && it.part.is_some()
                && files.contains(&it.original_hash)
                && !here.contains(&it.id)
        });
        let left: Vec<&str> = left.map(|it| it.name.as_str()).collect();
        (!left.is_empty()).then(|| {
            format!(
                "not in this version, and left as they are: {}",
                left.join(", ")
            )
        })
    }

    /// Whether the same file gives another text today than when it came in. The
    /// names that a person gave to its speakers are no such difference.
    fn reads_anew(&self, twin: &Transcript, one: &ParsedTranscript) -> Result<bool, AppError> {
        let now = &one.document;
        if twin.document == now.hash || self.touched.contains(&twin.id) {
            return Ok(false);
        }
        let mut held = self.door.document(&twin.document)?;
        for (turn, now) in held.turns.iter_mut().zip(&now.turns) {
            turn.speaker.clone_from(&now.speaker);
        }
        let held = (held.text, held.turns, held.asides, held.moments);
        Ok(held
            != (
                now.text.clone(),
                now.turns.clone(),
                now.asides.clone(),
                now.moments.clone(),
            ))
    }

    /// Adds a transcript. Returns where the edit stands that shows it, unless
    /// this is only a look.
    fn add(
        &mut self,
        hash: ContentHash,
        parsed: ParsedTranscript,
        imported: &mut Imported,
        speaker_cases: IndexMap<String, String>,
    ) -> Result<Option<usize>, AppError> {
        // A look must not take a number.
        let id = match self.request.dry_run {
            true => TranscriptId::default(),
            false => self.door.new_transcript()?,
        };
        let transcript = Transcript {
            id,
            name: imported.name.clone(),
            case: imported.case.clone(),
            language: self.language,
            document: parsed.document.hash.clone(),
            original: String::new(),
            original_hash: hash.clone(),
            speakers: parsed.speakers.clone(),
            part: parsed.part.clone(),
            speaker_cases,
            round: self.request.round.clone(),
        };
        imported.show_speakers_of(&transcript);
        self.touched.insert(id);
        self.names.insert(transcript.name.clone());
        let key = (hash, parsed.part.clone());
        self.held.insert(key, transcript.clone());
        if self.request.dry_run {
            return Ok(None);
        }
        self.door.put_document(&parsed.document)?;
        let at = self.edits.len();
        self.edits
            .push(Edit::Transcript(Box::new(Swap::add(transcript))));
        self.add_memos(remarks(id, &parsed))?;
        Ok(Some(at))
    }

    /// The change that all files taken in make together.
    pub fn change(self) -> Result<Option<Change>, AppError> {
        if self.request.dry_run {
            return Ok(None);
        }
        let found = |mark: &TurnMark| self.marks_found.contains(&mark.to_string());
        let remembered = remembered::keep(self.door, &self.request.hints, found)?;
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
