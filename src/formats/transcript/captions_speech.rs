//! Who speaks in captions: by voice tags, by names before a colon, or only by
//! the signs that somebody else does (`>>`, a dash, a pause).

use super::mark::{Mark, Shape, mark_of};
use super::odd_names::OddNames;
use super::pieces::Piece;
use super::speakers::{Candidate, Evidence, decide};
use super::{Doubt, Hints, name, role_words};

/// A line of a caption.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// Its number in the file, from 1.
    pub number: usize,
    /// Whether it is the first of its caption.
    pub opens: bool,
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
    let opening = lines.iter().filter(|it| it.opens && it.voice.is_none());
    let odd = OddNames::of(opening.map(|it| change(&it.text).1));
    let marks: Vec<Option<Mark>> = lines.iter().map(|it| mark(it, &odd)).collect();
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
    let certain = certain(&lines, &marks);
    let evidence = Evidence {
        hints,
        certain: &certain,
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

/// A name before a colon or in brackets, for captions without voice tags.
fn mark(line: &Line, odd: &OddNames) -> Option<Mark> {
    if line.voice.is_some() {
        return None;
    }
    let words = change(&line.text).1;
    if let Some(mark) = odd.mark_of(words) {
        return Some(mark);
    }
    mark_of(words).filter(|mark| match mark.shape {
        Shape::Colon | Shape::Stamped | Shape::Sign => true,
        Shape::Bracket => words.starts_with('['),
        _ => false,
    })
}

/// The names of a file that starts nearly every caption with one, or half of
/// them with one in brackets: programs do, and then also who speaks only once
/// is named so.
fn certain(lines: &[Line], marks: &[Option<Mark>]) -> Vec<String> {
    let opening = || lines.iter().zip(marks).filter(|(line, _)| line.opens);
    let captions = opening().count();
    let named = |bracketed: bool| -> Vec<String> {
        opening()
            .filter_map(|(_, mark)| mark.as_ref())
            .filter(|mark| (mark.shape == Shape::Bracket) == bracketed)
            .filter(|mark| !name::starts_small(&mark.name))
            .filter(|mark| !role_words::is_remark(&mark.name) && !role_words::is_stage(&mark.name))
            .map(|mark| mark.name.clone())
            .collect()
    };
    let (mut names, in_brackets) = (named(false), named(true));
    if captions < 3 || names.len() * 10 < captions * 9 {
        names.clear();
    }
    if in_brackets.len() > 1 && in_brackets.len() * 2 >= captions {
        names.extend(in_brackets);
    }
    names.sort();
    names.dedup();
    names
}

/// The signs of captioning that somebody else speaks: `>>` and a dash.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    None,
    Arrows,
    Dash,
}

fn change(text: &str) -> (Change, &str) {
    let text = text.trim_start_matches(name::is_invisible);
    if let Some(rest) = text.strip_prefix(">>") {
        return (Change::Arrows, rest.trim_start_matches('>').trim_start());
    }
    let rest = text.strip_prefix(['-', '‐', '–', '—']).unwrap_or_default();
    let speech = rest.trim_start();
    let first = speech.chars().next();
    // "-ish" and "-5" go on, "-Yes" and "-¿Qué?" are somebody else.
    let starts = |c: char| !c.is_lowercase() && !c.is_numeric() && !matches!(c, '-' | '>');
    if first.is_some() && (speech.len() < rest.len() || first.is_some_and(starts)) {
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
    /// When the last caption with dashes starts, and how many it has. Of two
    /// dashes in one caption each holds for its line; a single one says that
    /// somebody else speaks from here on.
    dashed: Option<(Option<u64>, usize)>,
}

impl Stream {
    fn add(&mut self, line: Line, named: Option<(String, Mark)>) {
        let Line {
            voice,
            mut text,
            starts_at,
            ends_at,
            ..
        } = line;
        let mut fresh = false;
        let (speaker, sign) = if let Some(voice) = voice {
            self.running.clear();
            self.dashed = None;
            (voice, 0)
        } else {
            let (change, rest) = change(&text);
            let behind = |at: &(Option<u64>, usize)| at.0 != starts_at;
            let after_dashes = self.dashed.is_some_and(|at| behind(&at) && at.1 > 1);
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
                None => fresh = self.running.is_empty() && after_a_pause(&self.pieces, starts_at),
            }
            if change == Change::Dash {
                let same = self.dashed.filter(|at| !behind(at));
                self.dashed = Some((starts_at, same.map_or(1, |at| at.1 + 1)));
            } else if after_dashes {
                self.dashed = None;
            }
            (self.running.clone(), text.len() - words.len())
        };
        text.drain(..sign);
        self.pieces.push(Piece {
            speaker,
            text,
            starts_at,
            ends_at,
            fresh,
        });
    }
}

/// Whether a silence lies between these pieces and one that starts then.
fn after_a_pause(pieces: &[Piece], starts_at: Option<u64>) -> bool {
    let before = pieces.last().and_then(|piece| piece.ends_at);
    matches!((before, starts_at), (Some(end), Some(start)) if start >= end.saturating_add(PAUSE))
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
                opens: true,
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
        assert_eq!(
            spoken(&[
                (0, "- One"),
                (1, "and"),
                (2, "-¿Qué?"),
                (3, "-ish"),
                (4, "-5 °C")
            ]),
            ["|One and", "|¿Qué? -ish -5 °C"],
            "a single dash holds until the next"
        );
    }

    #[test]
    fn where_every_caption_has_a_name_each_is_a_speaker() {
        assert_eq!(
            spoken(&[
                (0, "Ann: Why?"),
                (1, "Bo: So."),
                (2, "Ann: I see."),
                (3, "Cai: Me too.")
            ]),
            ["Ann|Why?", "Bo|So.", "Ann|I see.", "Cai|Me too."]
        );
        assert_eq!(
            spoken(&[
                (0, "[Ann] Why?"),
                (1, "[music]"),
                (2, "- [Bo] So."),
                (3, ">> [Ann] Yes.")
            ]),
            ["Ann|Why? [music]", "Bo|So.", "Ann|Yes."]
        );
        assert_eq!(
            spoken(&[
                (0, "[Music] hello"),
                (1, "you"),
                (2, "all"),
                (3, "[Music] and")
            ]),
            ["|[Music] hello you all [Music] and"]
        );
    }
}
