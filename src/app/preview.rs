//! What an import found in a file, for a person to look over before or after
//! it comes in: the structure that the command line and the page show.

use crate::app::Revision;
use crate::formats::transcript::{Doubt, ParsedTranscript};
use crate::model::{AsideKind, Document, Role, Transcript};
use crate::text::Language;
use crate::text::language_guess::looks_like_another;
use crate::text::words::{count_words, words};
use indexmap::IndexMap;

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
    /// The speakers in order of appearance.
    pub speakers: Vec<SpeakerLine>,
    /// How much of the text is nobody's speech: kind and number of places.
    pub asides: Vec<(AsideKind, usize)>,
    /// How many comments became memos.
    pub comments: usize,
    /// What was assumed.
    pub notes: Vec<String>,
    /// What looks doubtful.
    pub doubts: Vec<Doubt>,
    /// The name under which the same file was imported before: nothing done.
    pub already: Option<String>,
    /// And the roles or cases of its speakers were corrected.
    pub roles_changed: bool,
    /// What became of its codings, where it took another version's place.
    pub revision: Option<Revision>,
}

/// A speaker in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeakerLine {
    /// The name; empty for whoever is not named.
    pub name: String,
    /// What they do.
    pub role: Role,
    /// The case, where it is not the transcript's.
    pub case: Option<String>,
    /// How many turns they have.
    pub turns: usize,
    /// How many words they say.
    pub words: usize,
    /// Their first words.
    pub first: String,
    /// When they first speak, in milliseconds from the start of the recording.
    pub starts_at: Option<u64>,
}

/// Words that are shown of a speaker's first turn.
const FIRST_WORDS: usize = 8;

/// Describes a transcript as it was understood.
pub(super) fn describe(name: &str, language: Language, parsed: &ParsedTranscript) -> Imported {
    let document = &parsed.document;
    let speakers = speakers_of(parsed);
    Imported {
        name: name.to_owned(),
        case: None,
        language,
        turns: document.turns.len(),
        words: speakers.iter().map(|speaker| speaker.words).sum(),
        speakers,
        asides: asides_of(document),
        comments: parsed.comments.len(),
        notes: parsed.notes.clone(),
        doubts: parsed.doubts.clone(),
        already: None,
        roles_changed: false,
        revision: None,
    }
}

/// That the words of a new transcript look like another language than the one
/// it gets. One that is here already has codings, and is not to be taken out.
pub(super) fn doubtful_language(
    name: &str,
    language: Language,
    parsed: &ParsedTranscript,
    dry_run: bool,
) -> Option<String> {
    let likely = looks_like_another(parsed.document.text.as_str(), language)?;
    let first = match dry_run {
        true => String::new(),
        false => format!("take it out with `crosscase import --remove \"{name}\"` and "),
    };
    Some(format!(
        "the words look like {}; if they are, {first}import it{} with --language {likely}",
        likely.name(),
        if dry_run { "" } else { " again" }
    ))
}

impl Imported {
    /// Shows the roles and cases that a transcript of the study has.
    pub(super) fn show_speakers_of(&mut self, transcript: &Transcript) {
        for line in &mut self.speakers {
            line.role = transcript.role(&line.name);
            line.case = transcript.speaker_cases.get(&line.name).cloned();
        }
    }
}

fn speakers_of(parsed: &ParsedTranscript) -> Vec<SpeakerLine> {
    let document = &parsed.document;
    let mut speakers: IndexMap<&str, SpeakerLine> = IndexMap::new();
    for turn in &document.turns {
        let said = document.said(turn);
        let line = speakers
            .entry(turn.speaker.as_str())
            .or_insert_with(|| SpeakerLine {
                name: turn.speaker.clone(),
                role: parsed
                    .speakers
                    .get(&turn.speaker)
                    .copied()
                    .unwrap_or_default(),
                case: None,
                turns: 0,
                words: 0,
                first: first_words(&said),
                starts_at: turn.starts_at,
            });
        line.turns += 1;
        line.words += count_words(&said);
    }
    speakers.into_values().collect()
}

fn first_words(said: &str) -> String {
    let said = said.trim();
    let head = words(said).nth(FIRST_WORDS);
    let head = match head {
        Some((next, _)) => format!("{}…", said.get(..next.start()).unwrap_or(said).trim_end()),
        None => said.to_owned(),
    };
    head.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn asides_of(document: &Document) -> Vec<(AsideKind, usize)> {
    let mut kinds: Vec<(AsideKind, usize)> = Vec::new();
    for aside in &document.asides {
        match kinds.iter_mut().find(|(kind, _)| *kind == aside.kind) {
            Some((_, count)) => *count += 1,
            None => kinds.push((aside.kind, 1)),
        }
    }
    kinds.sort();
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_words_are_shown_in_one_line() {
        assert_eq!(first_words("  One two. "), "One two.");
        assert_eq!(first_words("a b c\nd e f g h, i j"), "a b c d e f g h,…");
    }
}
