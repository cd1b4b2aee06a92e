//! What stands in a transcript and was not said: transcribers' notes in
//! brackets, times, headings, and whatever lies outside the turns.
//!
//! The danger lies on both sides: a note coded as speech puts the transcriber's
//! words into an informant's mouth, and speech taken for a note is not found by
//! rules. Square brackets are the transcriber's by every convention; round ones
//! are only where they stand alone, or hold one of the usual remarks.

use super::lines::{Kind, Line};
use super::stamp;
use crate::model::{Aside, AsideKind, Moment, Turn};
use crate::text::{ByteSpan, CanonicalText};

/// Longest note, in characters; what is longer is speech in brackets.
const LONGEST: usize = 200;

/// First words of what transcribers put into round brackets, in small letters.
const REMARKS: &[&str] = &[
    // English
    "laugh",
    "laughs",
    "laughing",
    "laughter",
    "chuckles",
    "giggles",
    "sighs",
    "sigh",
    "coughs",
    "pause",
    "pauses",
    "silence",
    "inaudible",
    "unclear",
    "unintelligible",
    "indistinct",
    "crosstalk",
    "overlapping",
    "interruption",
    "nods",
    "smiles",
    "phone",
    "music",
    "applause",
    "background",
    "whispers",
    "clears",
    "crying",
    "cries",
    "gestures",
    "noise",
    "door",
    "shrugs",
    "emphasis",
    // Finnish
    "nauraa",
    "naurua",
    "naurahtaa",
    "naurahdus",
    "tauko",
    "epäselvää",
    "epäselvä",
    "huokaa",
    "huokaisee",
    "yskii",
    "yskähtää",
    "nyökkää",
    "hiljaisuus",
    "päällekkäin",
    "päällekkäistä",
    "hymyilee",
    "miettii",
    "puhelin",
    "keskeytys",
    "itkee",
    "kuiskaa",
    "hengähtää",
    "nauravat",
    "nauru",
    "katkos",
    "taukoa",
    // Swedish
    "skratt",
    "skrattar",
    "paus",
    "ohörbart",
    "ohörbar",
    "suckar",
    "tystnad",
    "hostar",
    "nickar",
    "ler",
    "otydligt",
    "viskar",
    "gråter",
    "avbrott",
    // German
    "lacht",
    "lachen",
    "unverständlich",
    "unv",
    "seufzt",
    "stille",
    "hustet",
    "nickt",
    "schmunzelt",
    "räuspert",
    "unterbrechung",
    "telefon",
    "gelächter",
    "pausiert",
    "schweigt",
    "schweigen",
    "weint",
    "flüstert",
    "zögert",
    "unhörbar",
];

/// The asides of a text whose turns are known, and the times written into it.
pub(super) fn of_lines(
    text: &CanonicalText,
    lines: &[Line],
    turns: &[Turn],
) -> (Vec<Aside>, Vec<Moment>) {
    let mut asides = outside(lines, turns);
    let mut moments = Vec::new();
    for turn in turns {
        let speech = turn.span.slice(text.as_str()).unwrap_or_default();
        let base = turn.span.start();
        let mut found = whole_lines(lines, turn);
        let outside_them = |start: usize, end: usize| {
            let next = found.partition_point(|(_, line_end, _)| *line_end <= start);
            found.get(next).is_none_or(|(line, ..)| *line >= end)
        };
        let others: Vec<_> = inside(speech)
            .into_iter()
            .filter(|(start, end, _)| outside_them(*start, *end))
            .collect();
        found.extend(others);
        found.sort_by_key(|(start, ..)| *start);
        moments.extend(moments_of(turn, &found));
        asides.extend(found.into_iter().filter_map(|(start, end, note)| {
            let span = ByteSpan::new(base + start, base + end).ok()?;
            let kind = note.kind();
            Some(Aside { span, kind })
        }));
    }
    asides.sort_by_key(|aside| aside.span);
    (asides, moments)
}

/// The asides in speech that a reader has put together from pieces.
pub(super) fn in_turns(text: &CanonicalText, turns: &[Turn]) -> Vec<Aside> {
    of_lines(text, &[], turns).0
}

/// Lines that no turn touches, each run of one kind as one aside.
fn outside(lines: &[Line], turns: &[Turn]) -> Vec<Aside> {
    let first_turn = turns.first().map_or(usize::MAX, |turn| turn.span.start());
    let mut asides: Vec<Aside> = Vec::new();
    let mut open = false;
    for line in lines {
        let bare = line.text.trim();
        let next = turns.partition_point(|turn| turn.span.end() <= line.start);
        let touched = turns
            .get(next)
            .is_some_and(|turn| turn.span.start() <= line.end());
        // A line that is nothing but somebody's name and time is that turn's mark.
        let mark = matches!(line.kind, Kind::Turn(..));
        if touched || mark || bare.is_empty() {
            // Blank lines do not part a title from its date.
            open = open && !touched && !mark;
            continue;
        }
        let kind = match line.kind {
            Kind::Heading | Kind::Announced => AsideKind::Heading,
            Kind::Remark | Kind::Note => AsideKind::Note,
            Kind::Time(_) if line.start >= first_turn => AsideKind::Time,
            _ if line.start < first_turn => AsideKind::Front,
            _ => AsideKind::Stray,
        };
        let start = line.start + (line.text.len() - line.text.trim_start().len());
        let end = start + bare.len();
        match asides.last_mut().filter(|last| open && last.kind == kind) {
            Some(last) => {
                if let Ok(longer) = ByteSpan::new(last.span.start(), end) {
                    last.span = longer;
                }
            }
            None => {
                asides.extend(ByteSpan::new(start, end).map(|span| Aside { span, kind }));
            }
        }
        open = true;
    }
    asides
}

/// Lines inside a turn that are a time or look like a heading.
fn whole_lines(lines: &[Line], turn: &Turn) -> Vec<(usize, usize, Note)> {
    let base = turn.span.start();
    let first = lines.partition_point(|line| line.start < base);
    lines
        .iter()
        .skip(first)
        .take_while(|line| line.end() <= turn.span.end())
        .filter_map(|line| {
            let note = match &line.kind {
                Kind::Time(stamp) => Note::Time(stamp.from),
                Kind::Announced => Note::Heading,
                _ => return None,
            };
            let gap = line.text.len() - line.text.trim_start().len();
            let start = line.start - base + gap;
            Some((start, start + line.text.trim().len(), note))
        })
        .collect()
}

/// A note inside speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Note {
    Remark,
    Heading,
    Time(u64),
}

impl Note {
    fn kind(self) -> AsideKind {
        match self {
            Note::Remark => AsideKind::Note,
            Note::Heading => AsideKind::Heading,
            Note::Time(_) => AsideKind::Time,
        }
    }
}

/// From each time written inside a turn to the next: when it was said.
fn moments_of(turn: &Turn, found: &[(usize, usize, Note)]) -> Vec<Moment> {
    let base = turn.span.start();
    let times: Vec<(usize, usize, u64)> = found
        .iter()
        .filter_map(|(start, end, note)| match note {
            Note::Time(at) => Some((*start, *end, *at)),
            Note::Remark | Note::Heading => None,
        })
        .collect();
    let next = times.iter().skip(1).map(|(start, ..)| base + start);
    let ends = next.chain([turn.span.end()]);
    times
        .iter()
        .zip(ends)
        .filter(|((_, from, _), end)| base + from < *end)
        .filter_map(|((_, from, at), end)| {
            Some(Moment {
                span: ByteSpan::new(base + from, end).ok()?,
                starts_at: *at,
                ends_at: None,
            })
        })
        .collect()
}

/// The notes in a speech: first byte, first byte behind, and what it is.
fn inside(speech: &str) -> Vec<(usize, usize, Note)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = speech.get(at..) {
        let Some(next) = rest.find(['[', '(', '#', '/']) else {
            break;
        };
        let start = at + next;
        let before = speech.get(..start).unwrap_or_default();
        let here = speech.get(start..).unwrap_or_default();
        match note_at(before, here) {
            Some((length, note)) => {
                // Markdown writes its brackets with a backslash.
                let escaped = here.starts_with('[') && before.ends_with('\\');
                found.push((start - usize::from(escaped), start + length, note));
                at = start + length;
            }
            // All four are one byte long.
            None => at = start + 1,
        }
    }
    found
}

fn note_at(before: &str, here: &str) -> Option<(usize, Note)> {
    match here.chars().next()? {
        '[' => {
            let (inner, length) = enclosed(here, "[", "]")?;
            let link = here.get(length..).is_some_and(|rest| rest.starts_with('('));
            let inner = inner.trim_end_matches('\\').trim();
            let time = stamp::clock(inner).map(Note::Time);
            (!link && !inner.is_empty()).then_some((length, time.unwrap_or(Note::Remark)))
        }
        '(' if here.starts_with("((") => {
            let (_, length) = enclosed(here, "((", "))")?;
            Some((length, Note::Remark))
        }
        '(' => {
            let (inner, length) = enclosed(here, "(", ")")?;
            if let Some(time) = stamp::clock(inner.trim()) {
                return Some((length, Note::Time(time)));
            }
            let alone = before.chars().next_back().is_none_or(|c| c == '\n')
                && here
                    .get(length..)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('\n'));
            let more_than_it = !before.is_empty() || here.len() > length;
            ((alone && more_than_it) || is_remark(inner)).then_some((length, Note::Remark))
        }
        '#' => {
            let (inner, length) = enclosed(here, "#", "#")?;
            Some((length, Note::Time(stamp::clock(inner)?)))
        }
        // f4's sign for a listener's sound: //mhm//
        _ => {
            let apart = before.chars().next_back().is_none_or(char::is_whitespace);
            let (inner, length) = enclosed(here, "//", "//").filter(|_| apart)?;
            let sound = !inner.trim().is_empty() && !inner.contains('/');
            sound.then_some((length, Note::Remark))
        }
    }
}

/// What stands between two marks at the start of `text`, with the length of it
/// all in bytes. The search ends at the next opener, so that a file of nothing
/// but openers is read in one go.
fn enclosed<'a>(text: &'a str, opener: &str, closer: &str) -> Option<(&'a str, usize)> {
    let inner = text.strip_prefix(opener)?;
    for (at, c) in inner.char_indices().take(LONGEST + 1) {
        let here = inner.get(at..)?;
        if here.starts_with(closer) {
            return Some((inner.get(..at)?, opener.len() + at + closer.len()));
        }
        if c == '\n' || here.starts_with(opener) {
            return None;
        }
    }
    None
}

/// `laughs`, `tauko 5 s`, `.`, `3 s`, `...`
pub(super) fn is_remark(inner: &str) -> bool {
    let bare = inner.trim().to_lowercase();
    let first: String = bare.chars().take_while(|c| c.is_alphabetic()).collect();
    if bare.is_empty() {
        return false;
    }
    if first.is_empty() {
        // "(2.0)" and "(...)" are pauses, "(2019)" is speech.
        return bare.chars().all(|c| c == '.' || c == '…')
            || bare
                .strip_suffix('s')
                .or(bare.strip_suffix("sec"))
                .is_some_and(|n| n.trim().parse::<f32>().is_ok());
    }
    REMARKS.contains(&first.as_str()) && bare.split_whitespace().count() <= 6
}

#[cfg(test)]
mod tests;
