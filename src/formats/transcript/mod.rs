//! Reading transcripts: from the bytes of a file to a document with turns.
//!
//! A format is one file with an `Importer` and one line in `IMPORTERS`. What
//! formats share has files of its own: `encoding` (bytes to text), `lines`,
//! `mark` and `speakers` (which line starts with a speaker's name), `turns` (a
//! text with marks to a document), `pieces` (speaker, words and time to a
//! document), `captions` (lines with times, and who speaks in them) and `roles`
//! (who asks, who answers).
//!
//! Each format gives a [`Reading`]; what all have in common is done to it here:
//! speakers are renamed and merged as a person said, and get their roles.
//!
//! Nothing is settled silently: what was assumed is a note, and a line that
//! looks like a turn mark but was not taken for one is a doubt with its line.

mod alike;
mod alone;
mod archive;
mod asides;
mod captions;
mod captions_blocks;
mod captions_identifier;
mod captions_speech;
mod captions_times;
mod captions_words;
mod doc;
mod doc_columns;
mod doc_cues;
mod doc_margin;
mod doc_table;
mod docx;
mod docx_body;
mod docx_parts;
pub mod encoding;
mod encoding_guess;
mod guide;
mod heading;
mod html;
mod html_text;
mod known;
mod letterhead;
mod lines;
mod loose;
mod mark;
mod markdown;
mod name;
mod odd_names;
mod odt;
mod odt_body;
mod once;
mod otranscribe;
mod own_mark;
mod pdf;
mod pieces;
mod plain;
mod quoted;
mod role_words;
mod roles;
mod rtf;
mod rtf_body;
mod rtf_characters;
mod rtf_fonts;
mod rtf_frames;
mod rtf_groups;
mod rtf_tokens;
mod sbv;
mod signatures;
mod speakers;
mod speech_json;
mod srt;
mod stamp;
mod symbols;
mod tables;
mod turns;
mod vtt;
mod whatsapp;
mod whisper_tsv;
mod wording;
mod xml;

pub use pdf::{READ_PDF, pdf_content};
pub use tables::{ColumnUse, column_line, parse_column};

use crate::model::nearest::did_you_mean;
use crate::model::{Aside, Document, Moment, Problem, Role, Turn};
use crate::text::{ByteSpan, CanonicalText};
use indexmap::{IndexMap, IndexSet};
pub use own_mark::TurnMark;
pub use roles::named as role_in_name;
use std::path::{Path, PathBuf};

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
    /// Comments that stand in the file's margin.
    pub comments: Vec<Comment>,
    /// Which one it is, where the file holds several.
    pub part: Option<String>,
    /// The case, where the file names it.
    pub case: Option<String>,
    /// What the file says of that case: attribute and value.
    pub attributes: IndexMap<String, String>,
}

/// A comment that somebody wrote into the margin of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The words it is about; empty where it stands at a point.
    pub span: ByteSpan,
    /// Who wrote it, or empty.
    pub author: String,
    /// What it says.
    pub text: String,
}

/// What a format found in a file, before it is settled who asks.
#[derive(Clone, Debug, Default)]
struct Reading {
    text: CanonicalText,
    turns: Vec<Turn>,
    asides: Vec<Aside>,
    moments: Vec<Moment>,
    comments: Vec<Comment>,
    notes: Vec<String>,
    doubts: Vec<Doubt>,
    part: Option<String>,
    case: Option<String>,
    attributes: IndexMap<String, String>,
    /// What the file says of its speakers, beside their names.
    roles: IndexMap<String, Role>,
}

/// A line that may mean something else than it was taken for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Doubt {
    /// The line, counted from 1: of the text, for captions of the file.
    pub line: usize,
    /// What is doubtful about it, one sentence without a full stop.
    pub what: String,
}

/// What a person said about the files, or what the study remembers. Names are
/// compared without regard to case and spaces, and a name given here counts as
/// a speaker even if it occurs once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// Those who ask.
    pub interviewers: Vec<String>,
    /// Those who answer.
    pub informants: Vec<String>,
    /// Those who do neither.
    pub others: Vec<String>,
    /// Speakers of whom something else was said, such as their case.
    pub named: Vec<String>,
    /// Names that look like speakers and are none.
    pub not_speakers: Vec<String>,
    /// Speakers under another name; two under one name are one speaker.
    pub renames: IndexMap<String, String>,
    /// What columns of a table are for, by header or letter. A table must have
    /// each of them.
    pub columns: Vec<(ColumnUse, String)>,
    /// The same, remembered from tables before: where a table has them.
    pub known_columns: Vec<(ColumnUse, String)>,
    /// How the study's files mark who speaks, beside the usual ways.
    pub turn_marks: Vec<TurnMark>,
    /// The questions of the study's interview guide: who asks them interviews.
    pub guide: Vec<String>,
    /// This program, which reads some formats in a process of its own, so that
    /// a file that brings the reader down cannot bring down the import.
    pub program: Option<PathBuf>,
}

impl Hints {
    /// The role that a person named for this speaker.
    pub fn role_of(&self, speaker: &str) -> Option<Role> {
        let key = name::key(speaker);
        let among = |names: &[String]| names.iter().any(|hint| name::key(hint) == key);
        if among(&self.interviewers) {
            Some(Role::Interviewer)
        } else if among(&self.informants) {
            Some(Role::Informant)
        } else {
            among(&self.others).then_some(Role::Other)
        }
    }

    /// The name that a person gave to this speaker.
    pub fn renamed(&self, speaker: &str) -> Option<String> {
        let key = name::key(speaker);
        let mut renames = self.renames.iter();
        let (_, to) = renames.find(|(from, _)| name::key(from) == key)?;
        Some(CanonicalText::from_raw(to.trim()).into_string())
    }
}

/// The roles that the words of a document show to whoever knows nothing else.
pub fn roles_shown(document: &Document) -> IndexMap<String, Role> {
    roles::of(
        document,
        &Hints::default(),
        &IndexMap::new(),
        &mut Vec::new(),
    )
}

/// One format that transcripts come in.
trait Importer: Sync {
    /// The endings of its files, lower case, without the dot.
    fn endings(&self) -> &'static [&'static str];
    /// Reads a file of this format, which may hold several transcripts; the
    /// caller adds the file's name to a problem.
    fn read(&self, bytes: &[u8], hints: &Hints) -> Result<Vec<Reading>, Problem>;
}

/// Every format, in the order in which help texts name them.
const IMPORTERS: &[&dyn Importer] = &[
    &plain::Plain,
    &markdown::Markdown,
    &docx::Docx,
    &odt::Odt,
    &rtf::Rtf,
    &vtt::WebVtt,
    &srt::SubRip,
    &sbv::Sbv,
    &speech_json::SpeechJson,
    &whisper_tsv::WhisperTsv,
    &html::Html,
    &otranscribe::OTranscribe,
    &pdf::Pdf,
    &tables::Tables,
];

/// How many doubts one file may raise: a person reads them, and a file that is
/// no transcript could raise one on each line.
const MOST_DOUBTS: usize = 50;

/// The endings of all files that can be read, lower case, without the dot.
pub fn endings() -> Vec<&'static str> {
    let all = IMPORTERS.iter().flat_map(|it| it.endings().iter().copied());
    all.collect::<IndexSet<_>>().into_iter().collect()
}

/// Whether a file is a table by its ending, and so has columns.
pub fn is_table(file: &Path) -> bool {
    tables::Tables.endings().contains(&ending_of(file).as_str())
}

fn ending_of(file: &Path) -> String {
    let ending = file.extension().unwrap_or_default();
    ending.to_string_lossy().to_lowercase()
}

/// Reads the transcripts in `bytes`, one or more; the ending of `file` tells
/// their format.
///
/// # Errors
/// A [`Problem`] naming the file: an ending nobody reads, a file that is not
/// what its ending says, or one without any words.
pub fn read_transcripts(
    file: &Path,
    bytes: &[u8],
    hints: &Hints,
) -> Result<Vec<ParsedTranscript>, Problem> {
    let ending = ending_of(file);
    let importer = IMPORTERS
        .iter()
        .find(|importer| importer.endings().contains(&ending.as_str()))
        .ok_or_else(|| unknown_ending(&ending).in_file(file))?;
    let readings = importer
        .read(bytes, hints)
        .map_err(|problem| problem.in_file(file))?;
    let parsed = readings.into_iter();
    Ok(parsed.map(|reading| finish(reading, hints)).collect())
}

/// What is done alike to the readings of all formats.
fn finish(reading: Reading, hints: &Hints) -> ParsedTranscript {
    let Reading {
        text,
        mut turns,
        asides,
        moments,
        comments,
        mut notes,
        doubts,
        part,
        case,
        attributes,
        roles,
    } = reading;
    for turn in &mut turns {
        if let Some(renamed) = hints.renamed(&turn.speaker) {
            turn.speaker = renamed;
        }
    }
    let document = Document::new(text, turns, asides, moments);
    let told = roles.into_iter().map(|(speaker, role)| {
        let renamed = hints.renamed(&speaker).unwrap_or(speaker);
        (renamed, role)
    });
    let speakers = roles::of(&document, hints, &told.collect(), &mut notes);
    let mut turns_of: IndexMap<&str, usize> = IndexMap::new();
    for turn in &document.turns {
        *turns_of.entry(turn.speaker.as_str()).or_default() += 1;
    }
    notes.extend(alike::notes(&turns_of, &speakers));
    let mut parsed = ParsedTranscript {
        document,
        speakers,
        notes,
        doubts,
        comments,
        part,
        case,
        attributes,
    };
    tidy_doubts(&mut parsed);
    parsed
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
        "doc" | "pages" | "wpd" | "sxw" => {
            "open it in its word processor and save it as .docx".to_owned()
        }
        "rtfd" => "open it in TextEdit, choose Make Plain Text, and save it as .txt".to_owned(),
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
