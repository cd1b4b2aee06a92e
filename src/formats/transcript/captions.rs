//! What the caption formats have in common: from the bytes of a file to a
//! reading. [`super::captions_blocks`] cuts the captions, [`super::captions_words`]
//! reads the words of one, [`super::captions_speech`] makes turns of all of them;
//! this file drops what captions show more than once.

use super::captions_blocks::{Captions, Cue, cut};
use super::captions_identifier::{name_in, names_above_the_times};
use super::captions_speech::{Line, pieces};
use super::captions_times::{Style, Times};
use super::captions_words::{Said, said_in};
use super::encoding::{Decoded, decode};
use super::lines::refuse_endless;
use super::{Doubt, Hints, Reading, asides, pieces as piece};
use crate::model::Problem;
use crate::text::CanonicalText;
use std::borrow::Cow;

/// Reads a caption file.
///
/// # Errors
/// A [`Problem`] for a file without captions, or without words in them.
pub(super) fn read(bytes: &[u8], style: Style, hints: &Hints) -> Result<Vec<Reading>, Problem> {
    read_decoded(decode(bytes)?, style, hints)
}

/// What captions a text holds whatever its ending says, if it starts as they do.
pub(super) fn style_of(text: &str) -> Option<Style> {
    let times = |line: &str| {
        let arrow = line.contains("-->");
        arrow
            && matches!(
                Times::of(line, Style::SubRip),
                Some(Times(Some(_), Some(_)))
            )
    };
    let captions = text.lines().take(10).any(times);
    let web = text.trim_start_matches('\u{feff}').starts_with("WEBVTT");
    captions.then_some(if web { Style::WebVtt } else { Style::SubRip })
}

/// Reads captions from text.
///
/// # Errors
/// A [`Problem`] for a file without captions, or without words in them.
pub(super) fn read_decoded(
    decoded: Decoded,
    style: Style,
    hints: &Hints,
) -> Result<Vec<Reading>, Problem> {
    let text = CanonicalText::from_raw(&decoded.text);
    refuse_endless(text.as_str())?;
    let (text, spacing) = single_spaced(text.as_str());
    let mut notes = decoded.notes;
    let mut doubts = Vec::new();
    let found = cut(&text, style, &mut doubts);
    notes.extend(note_of_header(&found, style)?);
    notes.extend(
        found
            .language
            .map(|language| format!("the file says that its language is '{language}'")),
    );
    notes.extend(note_of_order(&found.cues));
    let lines = lines_of(found.cues, &mut notes);
    let reading = piece::assemble(pieces(lines, hints, &mut notes, &mut doubts))?;
    if reading.turns.is_empty() {
        return Err(Problem::new("these captions have no words in them")
            .next("look whether the transcript was exported with the times"));
    }
    for doubt in &mut doubts {
        doubt.line = doubt.line * spacing - (spacing - 1);
    }
    doubts.extend(decoded.unreadable.map(|line| Doubt {
        line,
        what: "here stands something that could not be read".to_owned(),
    }));
    Ok(vec![Reading {
        asides: asides::in_turns(&reading.text, &reading.turns),
        notes,
        doubts,
        ..reading
    }])
}

/// The text without every other line, where all of these are blank: a program
/// has doubled the line ends. Also how many lines of the file one line stands for.
fn single_spaced(text: &str) -> (Cow<'_, str>, usize) {
    let doubled = || text.split('\n').skip(1).step_by(2).all(str::is_empty);
    // Times stand on the second or third line of every other file.
    let spaced = |text: &str| {
        text.split('\n')
            .take(6)
            .filter(|line| line.is_empty())
            .count()
            > 2
    };
    if spaced(text) && doubled() {
        let lines: Vec<&str> = text.split('\n').step_by(2).collect();
        (Cow::Owned(lines.join("\n")), 2)
    } else {
        (Cow::Borrowed(text), 1)
    }
}

/// A file without the header is read if it has captions, and refused if not.
fn note_of_header(found: &Captions, style: Style) -> Result<Option<String>, Problem> {
    let timed = found.cues.iter().any(|cue| cue.starts_at.is_some());
    match style {
        Style::WebVtt if found.header => Ok(None),
        Style::WebVtt if timed => Ok(Some(
            "the first line is not WEBVTT, as it should be in a .vtt file; \
             its captions were read all the same"
                .to_owned(),
        )),
        Style::WebVtt => Err(Problem::new("the first line of a .vtt file must be WEBVTT")
            .at_line(1)
            .next(
                "export the captions again as WebVTT; if this is plain text, give it the ending .txt",
            )),
        _ if timed || found.header => Ok(None),
        Style::SubRip => Err(no_captions("00:00:01,000 --> 00:00:03,000")),
        Style::Sbv => Err(no_captions("0:00:01.000,0:00:03.000")),
    }
}

fn no_captions(times: &str) -> Problem {
    Problem::new(format!(
        "there is no caption in this file: none of its lines is of times, such as {times}"
    ))
    .next("export the captions again; if this is plain text, give it the ending .txt")
}

fn note_of_order(cues: &[Cue]) -> Option<String> {
    let mut last = 0;
    let mut early = 0;
    for start in cues.iter().filter_map(|cue| cue.starts_at) {
        early += usize::from(start < last);
        last = start;
    }
    (early > 0).then(|| {
        format!(
            "captions that start before the one above them: {early}; the order of the file was kept"
        )
    })
}

/// The lines of all captions, without what is shown again.
fn lines_of(mut cues: Vec<Cue>, notes: &mut Vec<String>) -> Vec<Line> {
    let twice = cues.len();
    cues.dedup_by(|next, cue| {
        let same = |key: &Cue| (key.starts_at, key.ends_at);
        next.starts_at.is_some() && same(next) == same(cue) && next.text == cue.text
    });
    let twice = twice - cues.len();
    if twice > 0 {
        notes.push(format!(
            "captions that stand in the file twice, with the same times: {twice}; read once"
        ));
    }
    let mut read: Vec<(Cue, Vec<Said>)> = cues
        .into_iter()
        .map(|cue| (cue, said_in(cue.text)))
        .filter(|(_, said)| !said.is_empty())
        .collect();
    name_from_identifiers(&mut read, notes);
    let again = shown_before(&read);
    let mut lines = Vec::new();
    for ((cue, said), again) in read.into_iter().zip(again) {
        lines.extend(
            said.into_iter()
                .enumerate()
                .skip(again)
                .map(|(at, said)| Line {
                    number: cue.line + said.line,
                    opens: at == 0,
                    voice: said.voice,
                    text: said.text,
                    starts_at: cue.starts_at,
                    ends_at: cue.ends_at,
                }),
        );
    }
    lines
}

/// Gives captions without voices the names that stand above their times.
fn name_from_identifiers(read: &mut [(Cue, Vec<Said>)], notes: &mut Vec<String>) {
    let voiced = read
        .iter()
        .flat_map(|(_, said)| said)
        .any(|said| said.voice.is_some());
    if voiced || !names_above_the_times(read.iter().map(|(cue, _)| cue.identifier)) {
        return;
    }
    notes.push("the names above the times of the captions were taken for the speakers".to_owned());
    for (cue, said) in read {
        let name = cue.identifier.and_then(name_in);
        for said in said {
            said.voice.clone_from(&name);
        }
    }
}

/// How many lines at the top of each caption were still on the screen.
/// Automatic captions roll: they show each line two or three times. What is
/// merely said twice is not taken away: rolling is a matter of the whole file.
fn shown_before(read: &[(Cue, Vec<Said>)]) -> Vec<usize> {
    let mut again = vec![0];
    again.extend(read.windows(2).map(|pair| match pair {
        [(_, shown), (_, now)] => repeated(shown, now),
        _ => 0,
    }));
    let pairs = read.len().saturating_sub(1);
    let repeats = again.iter().filter(|lines| **lines > 0).count();
    let rolls = again
        .iter()
        .zip(read)
        .filter(|(lines, (_, said))| **lines > 0 && said.len() > **lines)
        .count();
    let timed = read
        .iter()
        .flat_map(|(_, said)| said)
        .any(|said| said.timed);
    let rolling = if timed {
        rolls > 0 && repeats * 2 >= pairs
    } else {
        rolls > 1 && repeats * 3 >= pairs * 2
    };
    if rolling { again } else { vec![0; read.len()] }
}

/// How many lines at the end of one caption are the first of the next.
fn repeated(shown: &[Said], now: &[Said]) -> usize {
    let same = |(a, b): (&Said, &Said)| a.text == b.text;
    // A caption has two or three lines; a file made to be slow has more.
    (1..=shown.len().min(now.len()).min(10))
        .rev()
        .find(|count| {
            let tail = shown.iter().skip(shown.len() - count);
            tail.zip(now).all(same)
        })
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_a_million_lines_is_refused() {
        let text = format!("1\n00:01,000 --> 00:02,000\n{}", "a\n".repeat(1_000_000));
        let problem = read(text.as_bytes(), Style::SubRip, &Hints::default()).unwrap_err();
        assert!(problem.what.contains("lines") && problem.next.is_some());
    }

    #[test]
    fn doubled_line_ends_are_single_and_lines_keep_their_numbers() {
        let text = "1\n\n00:01,000 --> 00:02,000\n\nOne\n\ntwo\n\n\n\n2\n\n00:02,000 --> 00:01,000\n\nthree\n";
        let (single, spacing) = single_spaced(text);
        assert_eq!(
            single,
            "1\n00:01,000 --> 00:02,000\nOne\ntwo\n\n2\n00:02,000 --> 00:01,000\nthree"
        );
        assert_eq!(spacing, 2);
        let reading = read(text.as_bytes(), Style::SubRip, &Hints::default())
            .unwrap()
            .remove(0);
        assert_eq!(reading.text.as_str(), "One two three");
        assert_eq!(reading.doubts[0].line, 13);
        assert_eq!(single_spaced("1\n\n2\n3\n\n\n4").1, 1);
    }
}
