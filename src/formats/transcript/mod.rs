//! Reading transcripts: from the bytes of a file to a document with turns.
//!
//! A format is one file with an `Importer` and one line in `IMPORTERS`. What
//! formats share has files of its own: `encoding` (bytes to text), `lines`,
//! `mark` and `speakers` (which line starts with a speaker's name), `turns` (a
//! text with marks to a document), `pieces` (speaker, words and time to a
//! document) and `roles` (who asks, who answers).
//!
//! Nothing is settled silently: what was assumed is a note, and a line that
//! looks like a turn mark but was not taken for one is a doubt with its line.

mod docx;
mod docx_body;
mod docx_table;
pub mod encoding;
mod lines;
mod mark;
mod markdown;
mod name;
mod pieces;
mod plain;
mod role_words;
mod roles;
mod speakers;
mod stamp;
mod turns;
mod vtt;
mod vtt_cue;
mod vtt_speech;

use crate::model::nearest::did_you_mean;
use crate::model::{Document, Problem, Role};
use indexmap::IndexMap;
use std::path::Path;

/// A transcript as it was understood, for a person to look over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedTranscript {
    /// The canonical text and its turns.
    pub document: Document,
    /// Every speaker with a role, in order of appearance. Where no turn names
    /// a speaker, the empty name stands for all of them.
    pub speakers: IndexMap<String, Role>,
    /// What was assumed, in sentences without a full stop.
    pub notes: Vec<String>,
    /// What a person should look at, by line.
    pub doubts: Vec<Doubt>,
}

/// A line that may mean something else than it was taken for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Doubt {
    /// The line, counted from 1: of the text, for captions of the file.
    pub line: usize,
    /// What is doubtful about it, one sentence without a full stop.
    pub what: String,
}

/// Speakers whose role a person has named. Compared without regard to case
/// and spaces; a name given here counts as a speaker even if it occurs once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoleHints {
    /// Those who ask.
    pub interviewers: Vec<String>,
    /// Those who answer.
    pub informants: Vec<String>,
}

/// One format that transcripts come in.
trait Importer: Sync {
    /// The endings of its files, lower case, without the dot.
    fn endings(&self) -> &'static [&'static str];
    /// Reads a file of this format; the caller adds its name to a problem.
    fn read(&self, bytes: &[u8], hints: &RoleHints) -> Result<ParsedTranscript, Problem>;
}

/// Every format, in the order in which help texts name them.
const IMPORTERS: &[&dyn Importer] = &[
    &plain::Plain,
    &markdown::Markdown,
    &docx::Docx,
    &vtt::WebVtt,
];

/// How many doubts one file may raise: a person reads them, and a file that is
/// no transcript could raise one on each line.
const MOST_DOUBTS: usize = 50;

/// The endings of all files that can be read, lower case, without the dot.
pub fn endings() -> Vec<&'static str> {
    IMPORTERS
        .iter()
        .flat_map(|importer| importer.endings().iter().copied())
        .collect()
}

/// Reads the transcript in `bytes`; the ending of `file` tells its format.
///
/// # Errors
/// A [`Problem`] naming the file: an ending nobody reads, a file that is not
/// what its ending says, or one without any words.
pub fn read_transcript(
    file: &Path,
    bytes: &[u8],
    hints: &RoleHints,
) -> Result<ParsedTranscript, Problem> {
    let ending = file
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    let importer = IMPORTERS
        .iter()
        .find(|importer| importer.endings().contains(&ending.as_str()))
        .ok_or_else(|| unknown_ending(&ending).in_file(file))?;
    let mut parsed = importer
        .read(bytes, hints)
        .map_err(|problem| problem.in_file(file))?;
    tidy_doubts(&mut parsed);
    Ok(parsed)
}

fn tidy_doubts(parsed: &mut ParsedTranscript) {
    parsed.doubts.sort();
    let more = parsed.doubts.len().saturating_sub(MOST_DOUBTS);
    if more > 0 {
        parsed.doubts.truncate(MOST_DOUBTS);
        parsed
            .notes
            .push(format!("{more} more doubtful lines are not listed"));
    }
}

fn unknown_ending(ending: &str) -> Problem {
    let known = endings();
    let list = known
        .iter()
        .map(|known| format!(".{known}"))
        .collect::<Vec<_>>()
        .join(", ");
    let what = if ending.is_empty() {
        format!("the file name has no ending; transcripts are read from {list}")
    } else {
        format!("transcripts are not read from .{ending} files, only from {list}")
    };
    let advice = match ending {
        "doc" | "rtf" | "odt" | "pages" => {
            "open it in its word processor and save it as .docx".to_owned()
        }
        "pdf" => "export it from the program it was made with as .docx or .txt".to_owned(),
        _ => did_you_mean(
            ending,
            known,
            "save it in one of these formats with the program it was made with",
        ),
    };
    Problem::new(what).next(advice)
}

#[cfg(test)]
mod tests;
