//! Who speaks in captions: by voice tags, by names before a colon, or only by
//! the signs that somebody else does (`>>`, a dash, a pause).

use super::mark::{Mark, Shape, mark_of};
use super::pieces::Piece;
use super::speakers::{Candidate, Evidence, decide};
use super::{Doubt, Hints};

/// A line of a caption.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// Its number in the file, from 1.
    pub number: usize,
    /// Who says it, by a voice tag.
    pub voice: Option<String>,
    /// The words.
    pub text: String,
    /// Times of its caption, in milliseconds.
    pub starts_at: Option<u64>,
    /// Times of its caption, in milliseconds.
    pub ends_at: Option<u64>,
}

/// A silence as long as this starts a new turn where nobody is named: it is
/// all that captions have of a paragraph. In milliseconds.
const PAUSE: u64 = 2_000;

/// Makes pieces of speech of the lines, still to be joined by speaker.
pub(super) fn pieces(
    lines: Vec<Line>,
    hints: &Hints,
    notes: &mut Vec<String>,
    doubts: &mut Vec<Doubt>,
) -> Vec<Piece> {
    let marks: Vec<Option<Mark>> = lines.iter().map(mark).collect();
    let candidates: Vec<Candidate> = lines
        .iter()
        .zip(&marks)
        .filter_map(|(line, mark)| {
            Some(Candidate {
                line: line.number,
                mark: mark.clone()?,
            })
        })
        .collect();
    let evidence = Evidence {
        hints,
        certain: &[],
        last_unmarked: usize::MAX,
    };
    let verdict = decide(&candidates, evidence);
    notes.extend(verdict.notes);
    doubts.extend(verdict.doubts);
    let mut taken = verdict.taken.into_iter();
    let mut stream = Stream::default();
    for (line, mark) in lines.into_iter().zip(marks) {
        let speaker = mark.as_ref().and_then(|_| taken.next().flatten());
        stream.add(line, speaker.zip(mark));
    }
    stream.pieces
}

/// A name before a colon, for captions without voice tags.
fn mark(line: &Line) -> Option<Mark> {
    if line.voice.is_some() {
        return None;
    }
    mark_of(change(&line.text).1).filter(|mark| matches!(mark.shape, Shape::Colon | Shape::Stamped))
}

/// The signs of captioning that somebody else speaks: `>>` and a dash.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    None,
    Arrows,
    Dash,
}

fn change(text: &str) -> (Change, &str) {
    if let Some(rest) = text.strip_prefix(">>") {
        return (Change::Arrows, rest.trim_start_matches('>').trim_start());
    }
    let rest = text.strip_prefix(['-', '–', '—']).unwrap_or_default();
    let speech = rest.trim_start();
    let dash = speech.len() < rest.len() || speech.chars().next().is_some_and(char::is_uppercase);
    if dash && !speech.is_empty() {
        (Change::Dash, speech)
    } else {
        (Change::None, text)
    }
}

#[derive(Default)]
struct Stream {
    pieces: Vec<Piece>,
    /// Who was last named before a colon, and speaks until somebody else does.
    running: String,
    /// Whether the caption before had dashes, which hold for itself only.
    dashed: Option<Option<u64>>,
}

impl Stream {
    fn add(&mut self, line: Line, named: Option<(String, Mark)>) {
        let Line {
            voice,
            text,
            starts_at,
            ends_at,
            ..
        } = line;
        let mut fresh = false;
        let (speaker, words) = if let Some(voice) = voice {
            self.running.clear();
            self.dashed = None;
            (voice, text.as_str())
        } else {
            let (change, rest) = change(&text);
            let after_dashes = self.dashed.is_some_and(|at| at != starts_at);
            let words = match &named {
                Some((_, mark)) => rest.get(mark.speech..).unwrap_or_default(),
                None => rest,
            };
            match named {
                Some((speaker, _)) => self.running = speaker,
                None if change != Change::None || after_dashes => {
                    self.running.clear();
                    fresh = true;
                }
                None => fresh = self.running.is_empty() && self.after_a_pause(starts_at),
            }
            if change == Change::Dash {
                self.dashed = Some(starts_at);
            } else if after_dashes {
                self.dashed = None;
            }
            (self.running.clone(), words)
        };
        self.pieces.push(Piece {
            speaker,
            text: words.to_owned(),
            starts_at,
            ends_at,
            fresh,
        });
    }

    fn after_a_pause(&self, starts_at: Option<u64>) -> bool {
        let before = self.pieces.last().and_then(|piece| piece.ends_at);
        matches!((before, starts_at), (Some(end), Some(start)) if start >= end.saturating_add(PAUSE))
    }
}

#[cfg(test)]
mod tests {
    use super::super::pieces::assemble;
    use super::*;

    fn spoken(lines: &[(u64, &str)]) -> Vec<String> {
        let lines = lines
            .iter()
            .enumerate()
            .map(|(at, (second, text))| Line {
                number: at + 1,
                voice: None,
                text: (*text).to_owned(),
                starts_at: Some(second * 1000),
                ends_at: Some(second * 1000 + 1000),
            })
            .collect();
        let (mut notes, mut doubts) = (Vec::new(), Vec::new());
        let pieces = pieces(lines, &Hints::default(), &mut notes, &mut doubts);
        let reading = assemble(pieces).unwrap();
        let text = reading.text.as_str();
        let speech = |turn: &crate::model::Turn| turn.span.slice(text).unwrap().to_owned();
        let turns = reading.turns.iter();
        turns
            .map(|turn| format!("{}|{}", turn.speaker, speech(turn)))
            .collect()
    }

    #[test]
    fn a_name_before_a_colon_speaks_until_the_next() {
        assert_eq!(
            spoken(&[
                (0, "Ann: Why?"),
                (1, "Tell me."),
                (2, "Bo: Because"),
                (3, "Ann: I see."),
                (4, "Bo: Yes")
            ]),
            ["Ann|Why? Tell me.", "Bo|Because", "Ann|I see.", "Bo|Yes"]
        );
    }

    #[test]
    fn without_names_arrows_dashes_and_pauses_part_the_turns() {
        assert_eq!(
            spoken(&[(0, "so today"), (1, "we talk"), (2, ">> and"), (3, "on")]),
            ["|so today we talk", "|and on"]
        );
        assert_eq!(
            spoken(&[
                (0, "- One"),
                (0, "- Two"),
                (1, "more"),
                (2, "words"),
                (9, "later")
            ]),
            ["|One", "|Two", "|more words", "|later"]
        );
    }
}
