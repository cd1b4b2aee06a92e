//! What an import adds to the study, file by file, inside the one door.

use crate::app::case_intake::CaseIntake;
use crate::app::import::{CaseChoice, FileOutcome, ImportRequest, Imported, ReadFile, describe};
use crate::app::{AppError, files};
use crate::formats::transcript::{Comment, ParsedTranscript};
use crate::model::change::Swap;
use crate::model::{Change, Edit, Memo, MemoTarget, Problem, Transcript, TranscriptId};
use crate::store::{Door, Original};
use crate::text::{ByteSpan, ContentHash, Language};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// Collects what an import adds to the study.
pub struct Intake<'d, 'r> {
    door: &'d Door<'r>,
    request: &'d ImportRequest,
    language: Language,
    /// Each transcript by the hash of its file, and which one it is there.
    held: HashMap<(ContentHash, Option<String>), Transcript>,
    names: HashSet<String>,
    cases: CaseIntake,
    edits: Vec<Edit>,
    /// Files to be kept: the edits they belong to, name, content and its hash.
    originals: Vec<(Vec<usize>, String, Vec<u8>, ContentHash)>,
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
            cases: CaseIntake::new(door)?,
            edits: Vec::new(),
            originals: Vec::new(),
        };
        // Of several that are the same, the first is the one that is meant.
        for it in door.transcripts()? {
            intake.names.insert(it.name.clone());
            let key = (it.original_hash.clone(), it.part.clone());
            intake.held.entry(key).or_insert(it);
        }
        Ok(intake)
    }

    /// Takes one file in with all transcripts in it, or says why not: of a file
    /// of several, all come in or none.
    pub fn take(&mut self, file: PathBuf, read: ReadFile) -> Result<FileOutcome, AppError> {
        let ReadFile {
            bytes,
            hash,
            parsed,
        } = read;
        let fresh = |one: &ParsedTranscript| {
            let key = (hash.clone(), one.part.clone());
            !self.held.contains_key(&key)
        };
        let names: Vec<String> = parsed.iter().map(|one| self.name_of(&file, one)).collect();
        let mut seen = HashSet::new();
        for (one, name) in parsed.iter().zip(&names) {
            if !fresh(one) {
                continue;
            }
            let taken = self.names.contains(name) || !seen.insert(name);
            if let Some(problem) = bad_name(name, taken) {
                return Ok(FileOutcome {
                    result: Err(problem.in_file(&file)),
                    file,
                });
            }
        }
        let mut came = Vec::new();
        let mut edits = Vec::new();
        for (one, name) in parsed.into_iter().zip(names) {
            let mut imported = describe(&name, self.language, &one);
            let key = (hash.clone(), one.part.clone());
            if let Some(twin) = self.held.get(&key).cloned() {
                imported.already = Some(twin.name.clone());
                imported.case = twin.case.clone();
                imported.roles_changed = self.correct_roles(&twin, &one);
            } else {
                self.place_in_case(&name, &one, &mut imported)?;
                if !self.request.dry_run {
                    edits.push(self.edits.len());
                    self.add(&name, hash.clone(), one, &imported)?;
                }
            }
            came.push(imported);
        }
        if !edits.is_empty() {
            self.originals.push((edits, file_name(&file), bytes, hash));
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

    /// A file that is here already, imported again with other roles named for
    /// its speakers, takes on those roles. Its text and turns stay.
    fn correct_roles(&mut self, twin: &Transcript, parsed: &ParsedTranscript) -> bool {
        let hints = &self.request.hints;
        let hinted = !(hints.interviewers.is_empty()
            && hints.informants.is_empty()
            && hints.others.is_empty());
        if !hinted || twin.document != parsed.document.hash || twin.speakers == parsed.speakers {
            return false;
        }
        let after = Transcript {
            speakers: parsed.speakers.clone(),
            ..twin.clone()
        };
        let key = (twin.original_hash.clone(), twin.part.clone());
        self.held.insert(key, after.clone());
        let swap = Swap::replace(twin.clone(), after);
        self.edits.push(Edit::Transcript(Box::new(swap)));
        true
    }

    /// The case a new transcript goes to, and what its file says of that case.
    fn place_in_case(
        &mut self,
        name: &str,
        one: &ParsedTranscript,
        imported: &mut Imported,
    ) -> Result<(), AppError> {
        let wanted = match &self.request.case {
            CaseChoice::FromName => one.case.as_deref().unwrap_or(name),
            CaseChoice::Named(case) => case,
            CaseChoice::None => return Ok(()),
        };
        let case = self.cases.named(self.door, wanted)?;
        imported
            .notes
            .extend(self.cases.describe(&case, &one.attributes));
        imported.case = Some(case);
        Ok(())
    }

    fn add(
        &mut self,
        name: &str,
        hash: ContentHash,
        parsed: ParsedTranscript,
        imported: &Imported,
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
            speaker_cases: Default::default(),
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

    /// A comment in the margin of the file becomes a memo on its passage; on
    /// the transcript where it is about no words of a turn.
    fn memo(
        &self,
        transcript: TranscriptId,
        parsed: &ParsedTranscript,
        comment: &Comment,
    ) -> Result<Memo, AppError> {
        let document = &parsed.document;
        let passage = document.turn_at(comment.span).and_then(|turn| {
            // Of a comment on several turns, the first is its place.
            let end = comment.span.end().min(turn.span.end());
            let span = ByteSpan::new(comment.span.start(), end).ok()?;
            let quote = span.slice(document.text.as_str())?;
            Some(MemoTarget::Passage {
                transcript,
                turn: turn.number,
                span,
                quote: quote.to_owned(),
            })
        });
        let author = match comment.author.trim() {
            "" => "comment in the file".to_owned(),
            author => author.to_owned(),
        };
        Ok(Memo {
            id: self.door.new_memo()?,
            target: passage.unwrap_or(MemoTarget::Transcript(transcript)),
            text: comment.text.clone(),
            author,
        })
    }

    /// Lays down the files that came in, all together, and notes their names.
    pub fn keep_originals(&mut self) -> Result<(), AppError> {
        let files: Vec<Original<'_>> = self
            .originals
            .iter()
            .map(|(_, name, bytes, hash)| Original { name, bytes, hash })
            .collect();
        let names = self.door.keep_originals(&files)?;
        for ((edits, ..), name) in self.originals.drain(..).zip(names) {
            for at in edits {
                if let Some(Edit::Transcript(swap)) = self.edits.get_mut(at)
                    && let Some(transcript) = &mut swap.after
                {
                    transcript.original = name.clone();
                }
            }
        }
        Ok(())
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
        let mut edits = self.cases.edits();
        edits.extend(self.edits);
        Some(Change::new(title, edits))
    }
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
        .next("give this one another name with --name, or rename the file")
    })
}

fn file_name(file: &Path) -> String {
    file.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_else(|| "transcript".to_owned())
}
