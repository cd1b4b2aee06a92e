//! Reading the files of an import, many at once, before the study is touched.

use crate::app::import::ImportRequest;
use crate::app::{AppError, files};
use crate::formats::transcript::{Hints, ParsedTranscript, read_transcripts};
use crate::model::Problem;
use crate::model::case::folded_name;
use crate::model::nearest::did_you_mean;
use crate::text::ContentHash;
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Where the bytes of a file are.
pub enum Source {
    /// Where its name says. They are read once to be understood and once more
    /// to be kept: a thousand recordings of an import do not fit in memory.
    Disk,
    /// At hand.
    Memory(Vec<u8>),
}

/// A file that was read and understood.
pub struct ReadFile {
    /// The hash of its bytes.
    pub hash: ContentHash,
    /// Where its bytes are.
    pub source: Source,
    /// The transcripts in it.
    pub parsed: Vec<ParsedTranscript>,
}

/// Reads files side by side; the order stays.
pub fn read_all(
    sources: Vec<(PathBuf, Source)>,
    hints: &Hints,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Vec<(PathBuf, Result<ReadFile, Problem>)> {
    let total = sources.len();
    let done = AtomicUsize::new(0);
    progress(0, total);
    sources
        .into_par_iter()
        .map(|(file, source)| {
            let read = read_one(&file, source, hints);
            progress(done.fetch_add(1, Ordering::Relaxed) + 1, total);
            (file, read)
        })
        .collect()
}

fn read_one(file: &Path, source: Source, hints: &Hints) -> Result<ReadFile, Problem> {
    let held;
    let bytes: &[u8] = match &source {
        Source::Memory(bytes) => bytes,
        Source::Disk => {
            held = files::read(file).map_err(|error| first_problem(&error).in_file(file))?;
            &held
        }
    };
    Ok(ReadFile {
        hash: ContentHash::of(bytes),
        parsed: read_transcripts(file, bytes, hints)?,
        source,
    })
}

fn first_problem(error: &AppError) -> Problem {
    error
        .problems()
        .into_iter()
        .next()
        .unwrap_or_else(|| Problem::new("this file could not be read"))
}

/// A role or a name given for a speaker who does not occur is a slip of the
/// key. Passed over, it would change who is counted as an informant.
pub fn known_hints(
    request: &ImportRequest,
    read: &[(PathBuf, Result<ReadFile, Problem>)],
) -> Result<(), Vec<Problem>> {
    let hints = &request.hints;
    let mut speakers: Vec<&str> = Vec::new();
    let files = read.iter().filter_map(|(_, file)| file.as_ref().ok());
    for one in files.flat_map(|file| &file.parsed) {
        speakers.extend(one.speakers.keys().map(String::as_str));
    }
    speakers.sort_unstable();
    speakers.dedup();
    let unknown = |name: &&String| {
        let wanted = folded_name(name);
        !speakers
            .iter()
            .any(|speaker| folded_name(speaker) == wanted)
    };
    // Under its new name a speaker is there; under the old one no more.
    let problems: Vec<Problem> = hints
        .interviewers
        .iter()
        .chain(&hints.informants)
        .chain(&hints.others)
        .chain(hints.renames.values())
        .chain(request.speaker_cases.keys())
        .filter(unknown)
        .map(|name| {
            let renamed = hints.renames.iter().find(|(_, to)| *to == name);
            let name = renamed.map_or(name, |(from, _)| from);
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
