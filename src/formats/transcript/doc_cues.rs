//! The transcript that Teams wrote into Word files until 2023: for every few
//! seconds the stretch of time, the speaker's name and the words, each on a
//! line. Read line by line, the times would be speech; a name would be too.
//!
//! As in captions, what one speaker says piece by piece becomes one turn.

use super::doc_columns::name_in;
use super::known::Known;
use super::lines::{Layout, classified};
use super::stamp;
use super::turns::too_long;
use super::wording::{Sign, Wording};
use super::{Reading, asides};
use crate::model::{Moment, Problem, Turn};
use crate::text::{ByteSpan, CanonicalText};

/// What a document of this kind consists of.
pub(super) struct Cues {
    /// Lines before the first piece.
    front: Vec<Wording>,
    pieces: Vec<Cue>,
}

struct Cue {
    starts_at: u64,
    ends_at: u64,
    lines: Vec<Wording>,
}

/// The pieces of a document, if it is made of such.
pub(super) fn pieces(paragraphs: &[Wording]) -> Option<Cues> {
    let is_cue = |line: &str| stretch(line).is_some();
    let any = paragraphs.iter().any(|it| it.as_str().contains("-->"));
    let mut all = paragraphs.iter().flat_map(|it| it.as_str().lines());
    if !any || !all.any(is_cue) {
        return None;
    }
    let mut cues = Cues {
        front: Vec::new(),
        pieces: Vec::new(),
    };
    for line in paragraphs.iter().flat_map(Wording::lines) {
        if let Some((starts_at, ends_at)) = stretch(line.as_str()) {
            let mut kept = line.clone().cut(0..0);
            kept = kept.without(Sign::Heading);
            cues.pieces.push(Cue {
                starts_at,
                ends_at,
                lines: vec![kept],
            });
        } else if let Some(cue) = cues.pieces.last_mut() {
            cue.lines.push(line);
        } else {
            cues.front.push(line);
        }
    }
    Some(cues)
}

/// `0:0:3.270 --> 0:0:4.250`
fn stretch(line: &str) -> Option<(u64, u64)> {
    let (start, end) = line.split_once("-->")?;
    Some((stamp::clock(start.trim())?, stamp::clock(end.trim())?))
}

impl Cue {
    /// The name and the words; a piece of one line has no name.
    fn into_parts(self, always_named: bool) -> (String, Wording) {
        let mut signs = Wording::default();
        let mut lines: Vec<Wording> = Vec::new();
        for line in self.lines {
            match line.is_blank() {
                true => signs.append(line.trimmed()),
                false => lines.push(line),
            }
        }
        let named = lines.first().and_then(|line| {
            let plain = CanonicalText::from_raw(line.as_str().trim()).into_string();
            name_in(&plain).or_else(|| always_named.then_some(plain))
        });
        let mut speaker = String::new();
        if let Some(name) = named.filter(|_| lines.len() > 1) {
            // What is signed at the name is about the words.
            signs.append(lines.remove(0).cut(0..0));
            speaker = name;
        }
        signs.append(Wording::joined(lines, " ").without(Sign::Heading).trimmed());
        (speaker, signs)
    }
}

/// The reading of such a document, with the signs in its text.
///
/// # Errors
/// A [`Problem`] where nothing in it is speech, or it is too long.
pub(super) fn read(
    cues: Cues,
    notes: Vec<Wording>,
) -> Result<(Reading, Vec<(usize, Sign)>), Problem> {
    let filled = |cue: &Cue| cue.lines.iter().filter(|it| !it.is_blank()).count();
    let always_named = cues.pieces.iter().all(|cue| filled(cue) != 1);
    let front = Wording::joined(cues.front, "\n").trimmed();
    let mut whole = Wording::default();
    if !front.is_blank() {
        whole.append(front);
        whole.push("\n\n");
    }
    let mut turns: Vec<(String, usize)> = Vec::new();
    let mut times = Vec::new();
    for cue in cues.pieces {
        let time = (cue.starts_at, cue.ends_at);
        let (speaker, words) = cue.into_parts(always_named);
        if words.is_blank() {
            whole.append(words);
            continue;
        }
        if turns.last().is_some_and(|(last, _)| *last == speaker) {
            whole.push(" ");
        } else {
            if !turns.is_empty() {
                whole.push("\n\n");
            }
            if !speaker.is_empty() {
                whole.push(&format!("{speaker}: "));
            }
            turns.push((speaker, times.len()));
        }
        whole.sign(Sign::Speech(times.len()));
        whole.append(words);
        whole.sign(Sign::SpeechEnds(times.len()));
        times.push(time);
    }
    if turns.is_empty() {
        return Err(Problem::new("nothing in this file is speech")
            .next("look whether the words of the interview were exported with it"));
    }
    for note in notes {
        whole.push("\n");
        whole.append(note);
    }
    let (text, signs) = whole.canonical();
    let spans = spans(&signs, times.len())?;
    let mut reading = Reading {
        text,
        ..Reading::default()
    };
    let ends = turns.iter().skip(1).map(|(_, first)| *first);
    let ends = ends.chain([times.len()]).collect::<Vec<usize>>();
    for ((speaker, first), end) in turns.into_iter().zip(ends) {
        let pieces: Vec<Moment> = (first..end)
            .filter_map(|at| {
                let (starts_at, ends_at) = *times.get(at)?;
                Some(Moment {
                    span: trimmed(reading.text.as_str(), *spans.get(at)?)?,
                    starts_at,
                    ends_at: Some(ends_at),
                })
            })
            .collect();
        let (Some(from), Some(to)) = (pieces.first(), pieces.last()) else {
            continue;
        };
        reading.turns.push(Turn {
            number: u32::try_from(reading.turns.len() + 1).map_err(|_| too_long())?,
            speaker,
            span: ByteSpan::new(from.span.start(), to.span.end()).map_err(|_| too_long())?,
            starts_at: Some(from.starts_at),
            ends_at: pieces.iter().filter_map(|it| it.ends_at).max(),
        });
        if pieces.len() > 1 {
            reading.moments.extend(pieces);
        }
    }
    let known = Known::new(&signs);
    let (lines, _) = classified(reading.text.as_str(), Layout::Paragraphs, &[], &known);
    reading.asides = asides::of_lines(&reading.text, &lines, &reading.turns).0;
    Ok((reading, signs))
}

/// A place without blanks around it: a piece that begins with a mark for the
/// letter before it begins, as far as letters go, with the blank there.
fn trimmed(text: &str, span: ByteSpan) -> Option<ByteSpan> {
    let words = span.slice(text)?;
    let start = span.start() + (words.len() - words.trim_start().len());
    ByteSpan::new(start, start + words.trim().len())
        .ok()
        .filter(|it| !it.is_empty())
}

/// The place of each piece.
fn spans(signs: &[(usize, Sign)], count: usize) -> Result<Vec<ByteSpan>, Problem> {
    let mut places = vec![(0, 0); count];
    for (at, sign) in signs {
        match sign {
            Sign::Speech(number) => places.get_mut(*number).map(|place| place.0 = *at),
            Sign::SpeechEnds(number) => places.get_mut(*number).map(|place| place.1 = *at),
            _ => None,
        };
    }
    let spans = places.into_iter().map(|(from, to)| ByteSpan::new(from, to));
    spans.collect::<Result<_, _>>().map_err(|_| too_long())
}
