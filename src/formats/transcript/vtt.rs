//! Captions in WebVTT (W3C): blocks of a time line and the words below it.
//! This file cuts the blocks; [`super::vtt_cue`] reads the words of one,
//! [`super::vtt_speech`] makes turns of all of them.

use super::encoding::decode;
use super::vtt_speech::{Line, pieces};
use super::{Doubt, Hints, Importer, Reading, asides, pieces as piece, stamp, vtt_cue};
use crate::model::Problem;
use crate::text::CanonicalText;

pub(super) struct WebVtt;

impl Importer for WebVtt {
    fn endings(&self) -> &'static [&'static str] {
        &["vtt"]
    }

    fn read(&self, bytes: &[u8], hints: &Hints) -> Result<Vec<Reading>, Problem> {
        let decoded = decode(bytes)?;
        let text = CanonicalText::from_raw(&decoded.text);
        let mut notes = decoded.notes;
        let mut doubts = Vec::new();
        let cues = cues(text.as_str(), &mut doubts)?;
        notes.extend(note_of_order(&cues));
        let lines = lines_of(cues);
        let reading = piece::assemble(pieces(lines, hints, &mut notes, &mut doubts))?;
        if reading.turns.is_empty() {
            return Err(Problem::new("these captions have no words in them")
                .next("look whether the transcript was exported with the times"));
        }
        Ok(vec![Reading {
            asides: asides::in_turns(&reading.text, &reading.turns),
            notes,
            doubts,
            ..reading
        }])
    }
}

/// A caption: its times in milliseconds, and its lines.
#[derive(Debug, Default, PartialEq, Eq)]
struct Cue<'a> {
    starts_at: Option<u64>,
    ends_at: Option<u64>,
    /// The line of the file on which its words start, from 1.
    line: usize,
    text: Vec<&'a str>,
}

/// Cuts the file into captions. Words without a time, or with one that cannot
/// be read, are kept and doubted: a lost sentence is worse than a lost time.
fn cues<'a>(text: &'a str, doubts: &mut Vec<Doubt>) -> Result<Vec<Cue<'a>>, Problem> {
    let mut lines = text
        .split('\n')
        .enumerate()
        .map(|(at, line)| (at + 1, line));
    let header = lines.next().map_or("", |(_, line)| line);
    let is_header = header
        .strip_prefix("WEBVTT")
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
    if !is_header {
        return Err(Problem::new("the first line of a .vtt file must be WEBVTT")
            .at_line(1)
            .next(
                "export the captions again as WebVTT; if this is plain text, give it the ending .txt",
            ));
    }
    let mut cues: Vec<Cue> = Vec::new();
    let mut block = Block::Header;
    for (number, line) in lines {
        if line.is_empty() {
            block = Block::None;
        } else if block != Block::Skipped && is_timing(line) {
            if block == Block::Untimed {
                drop_identifier(&mut cues);
            }
            cues.push(timed(number, line, doubts));
            block = Block::Timed;
        } else {
            match block {
                Block::Header | Block::Skipped => {}
                Block::None if starts_skipped_block(line) => block = Block::Skipped,
                Block::None => {
                    cues.push(Cue {
                        line: number,
                        text: vec![line],
                        ..Cue::default()
                    });
                    block = Block::Untimed;
                }
                Block::Timed | Block::Untimed => {
                    if let Some(cue) = cues.last_mut() {
                        cue.text.push(line);
                    }
                }
            }
        }
    }
    doubt_untimed(&mut cues, doubts);
    Ok(cues)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    /// Below `WEBVTT`, up to the first blank line.
    Header,
    /// `NOTE`, `STYLE`, `REGION`.
    Skipped,
    None,
    /// Below a time line.
    Timed,
    /// A caption's identifier, as long as a time line follows; else words.
    Untimed,
}

fn starts_skipped_block(line: &str) -> bool {
    let is = |word: &str| {
        line.strip_prefix(word)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
    };
    is("NOTE") || is("STYLE") || is("REGION")
}

/// An arrow, or what a slip of the pen made of it behind a time.
fn is_timing(line: &str) -> bool {
    line.contains("-->")
        || (stamp::leading(line.trim_start()).is_some()
            && ["->", "–>", "→"].iter().any(|arrow| line.contains(arrow)))
}

fn timed<'a>(number: usize, line: &str, doubts: &mut Vec<Doubt>) -> Cue<'a> {
    let times = line.split_once("-->").and_then(|(start, rest)| {
        let end = rest.split_whitespace().next()?;
        Some((stamp::clock(start.trim())?, stamp::clock(end)?))
    });
    let mut doubt = |what: &str| {
        doubts.push(Doubt {
            line: number,
            what: what.to_owned(),
        });
    };
    let (starts_at, ends_at) = match times {
        Some((start, end)) if start <= end => (Some(start), Some(end)),
        Some((start, _)) => {
            doubt("this caption ends before it starts; its end was left out");
            (Some(start), None)
        }
        None => {
            doubt("the times of this caption cannot be read; its words were kept without them");
            (None, None)
        }
    };
    Cue {
        starts_at,
        ends_at,
        line: number + 1,
        text: Vec::new(),
    }
}

/// The line above a time line is the caption's identifier and not speech.
fn drop_identifier(cues: &mut Vec<Cue>) {
    if let Some(cue) = cues.last_mut() {
        cue.text.pop();
        if cue.text.is_empty() {
            cues.pop();
        }
    }
}

fn doubt_untimed(cues: &mut Vec<Cue>, doubts: &mut Vec<Doubt>) {
    // A blank look or a lone number (an identifier whose caption is gone) is
    // no speech.
    let empty = |cue: &Cue| {
        cue.text
            .iter()
            .all(|line| line.trim().chars().all(|c| c.is_ascii_digit()))
    };
    cues.retain(|cue| cue.ends_at.is_some() || cue.starts_at.is_some() || !empty(cue));
    let told: std::collections::HashSet<usize> =
        doubts.iter().map(|doubt| doubt.line + 1).collect();
    for cue in cues.iter() {
        if cue.starts_at.is_none() && !told.contains(&cue.line) {
            doubts.push(Doubt {
                line: cue.line,
                what: "these words have no time line above them; they were kept".to_owned(),
            });
        }
    }
}

fn note_of_order(cues: &[Cue]) -> Option<String> {
    let starts: Vec<u64> = cues.iter().filter_map(|cue| cue.starts_at).collect();
    let early = starts
        .iter()
        .zip(starts.iter().skip(1))
        .filter(|(before, after)| after < before)
        .count();
    (early > 0).then(|| {
        format!(
            "captions that start before the one above them: {early}; the order of the file was kept"
        )
    })
}

/// The lines of all captions, without what rolling captions say again.
fn lines_of(cues: Vec<Cue>) -> Vec<Line> {
    let read: Vec<(Cue, Vec<vtt_cue::Said>)> = cues
        .into_iter()
        .map(|cue| {
            let said = vtt_cue::said_in(&cue.text.join("\n"));
            (cue, said)
        })
        .collect();
    let rolling = read
        .iter()
        .flat_map(|(_, said)| said)
        .any(|said| said.timed);
    let mut lines = Vec::new();
    let mut shown: Vec<String> = Vec::new();
    for (cue, said) in read {
        let now: Vec<String> = said.iter().map(|said| said.text.clone()).collect();
        let again = if rolling { repeated(&shown, &now) } else { 0 };
        lines.extend(said.into_iter().skip(again).map(|said| Line {
            number: cue.line + said.line,
            voice: said.voice,
            text: said.text,
            starts_at: cue.starts_at,
            ends_at: cue.ends_at,
        }));
        if !now.is_empty() {
            shown = now;
        }
    }
    lines
}

/// How many lines at the top of a caption were still on the screen: automatic
/// captions roll, and show each line two or three times.
fn repeated(shown: &[String], now: &[String]) -> usize {
    (1..=shown.len().min(now.len()))
        .rev()
        .find(|count| shown.get(shown.len() - count..) == now.get(..*count))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests;
