//! From a text with turn marks to a reading of it.

use super::known::Known;
use super::lines::{Kind, Layout, Line, candidates, classified, refuse_endless, settle};
use super::mark::Mark;
use super::speakers::{Evidence, decide};
use super::stamp::Stamp;
use super::{Doubt, Hints, Reading, asides, stamp};
use crate::model::{Problem, Turn};
use crate::text::{ByteSpan, CanonicalText};

/// A text with what its reader already knows.
pub(super) struct Source<'a> {
    pub text: CanonicalText,
    pub layout: Layout,
    /// Names that the file's structure shows to be speakers.
    pub certain: &'a [String],
    pub notes: Vec<String>,
    pub doubts: Vec<Doubt>,
}

/// Finds the turns of a text.
///
/// # Errors
/// A [`Problem`] where nothing in the text is speech, or it is too long.
pub(super) fn parse(source: Source, hints: &Hints) -> Result<Reading, Problem> {
    parse_knowing(source, &Known::default(), hints)
}

/// Finds the turns of a text of which some lines are known.
///
/// # Errors
/// As [`parse`].
pub(super) fn parse_knowing(
    source: Source,
    known: &Known,
    hints: &Hints,
) -> Result<Reading, Problem> {
    let Source {
        text,
        layout,
        certain,
        mut notes,
        mut doubts,
    } = source;
    refuse_endless(text.as_str())?;
    let (mut lines, letterhead) = classified(text.as_str(), layout, &hints.turn_marks, known);
    let candidates = candidates(&lines);
    let last_unmarked = lines
        .iter()
        .rev()
        .find(|line| matches!(line.kind, Kind::Words | Kind::Remark))
        .map_or(0, |line| line.number);
    let evidence = Evidence {
        hints,
        certain,
        last_unmarked,
    };
    let mut verdict = decide(&candidates, evidence);
    known.settle(&mut lines, &mut verdict);
    notes.extend(verdict.notes);
    doubts.extend(verdict.doubts);
    doubts.extend(letterhead.map(|(line, name)| Doubt {
        line,
        what: format!(
            "'{name}:' stands in the letterhead; taken for a line of it and not for a speaker"
        ),
    }));
    let anybody = verdict.taken.iter().any(Option::is_some);
    settle(&mut lines, verdict.taken, layout);
    let mut turns = if anybody {
        let mut cutter = Cutter::new(text.as_str());
        cutter.cut(&lines)?;
        doubts.extend(cutter.doubts);
        cutter.turns
    } else {
        Vec::new()
    };
    if turns.is_empty() {
        turns = paragraphs(text.as_str(), &lines, layout)?;
        notes.push(format!(
            "no speaker was recognised; each paragraph is a turn without a speaker ({})",
            turns.len()
        ));
    }
    if turns.is_empty() {
        return Err(Problem::new("nothing in this file is speech")
            .next("look whether the words of the interview were exported with it"));
    }
    let (asides, moments) = asides::of_lines(&text, &lines, &turns);
    Ok(Reading {
        text,
        turns,
        asides,
        moments,
        notes,
        doubts,
        ..Reading::default()
    })
}

struct Cutter<'a> {
    text: &'a str,
    turns: Vec<Turn>,
    doubts: Vec<Doubt>,
    open: Option<Open>,
    /// When the last speech ended, where the text says so.
    ended_at: Option<u64>,
    /// The time on a line of its own above the line at hand.
    above: Option<Stamp>,
    told_of_stray_words: bool,
}

struct Open {
    speaker: String,
    line: usize,
    start: usize,
    /// End of the last line that is surely speech.
    end: usize,
    /// End of remarks behind it, which are speech only if more follows.
    remarks: usize,
    time: Option<u64>,
    until: Option<u64>,
}

impl<'a> Cutter<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            turns: Vec::new(),
            doubts: Vec::new(),
            open: None,
            ended_at: None,
            above: None,
            told_of_stray_words: false,
        }
    }

    fn cut(&mut self, lines: &[Line]) -> Result<(), Problem> {
        for line in lines {
            match &line.kind {
                Kind::Blank => continue,
                Kind::Time(stamp) => {
                    self.time(line, *stamp);
                    continue;
                }
                Kind::Heading | Kind::Note => self.close()?,
                Kind::Remark | Kind::Announced => {
                    if let Some(open) = &mut self.open {
                        open.remarks = line.end();
                    }
                }
                Kind::Words | Kind::Marked(_) => self.speech(line),
                Kind::Turn(mark, speaker) => self.open(line, mark, speaker)?,
            }
            self.above = None;
        }
        self.close()
    }

    /// A time below a name is that speech's, one above a name the next one's;
    /// one between two paragraphs of a speech stays in it.
    fn time(&mut self, line: &Line, stamp: Stamp) {
        self.above = Some(stamp);
        if let Some(open) = &mut self.open
            && open.end == open.start
            && open.time.is_none()
        {
            open.time = Some(stamp.from);
            open.until = stamp.until;
            open.start = line.end();
            open.end = open.start;
            open.remarks = open.start;
            self.above = None;
        }
    }

    fn open(&mut self, line: &Line, mark: &Mark, speaker: &str) -> Result<(), Problem> {
        self.close()?;
        self.told_of_stray_words = false;
        let start = line.start + mark.speech;
        let on_the_line = line
            .text
            .get(mark.speech..)
            .is_some_and(|rest| !rest.trim().is_empty());
        self.open = Some(Open {
            speaker: speaker.to_owned(),
            line: line.number,
            start,
            end: if on_the_line { line.end() } else { start },
            remarks: start,
            time: mark.time.or(self.above.map(|stamp| stamp.from)),
            until: mark.until.or(self.above.and_then(|stamp| stamp.until)),
        });
        Ok(())
    }

    fn speech(&mut self, line: &Line) {
        if let Some(open) = &mut self.open {
            open.end = line.end();
        } else if !self.turns.is_empty() && !self.told_of_stray_words {
            self.told_of_stray_words = true;
            self.doubts.push(Doubt {
                line: line.number,
                what: "these words stand between two turns and belong to nobody".to_owned(),
            });
        }
    }

    fn close(&mut self) -> Result<(), Problem> {
        let Some(open) = self.open.take() else {
            return Ok(());
        };
        // A turn of nothing but "(nods)" is that person's turn.
        let end = if open.end > open.start {
            open.end
        } else {
            open.remarks
        };
        let raw = self.text.get(open.start..end).unwrap_or_default();
        let mut speech = raw.trim();
        let start = open.start + (raw.len() - raw.trim_start().len());
        let mut ends_at = open.until;
        if let Some((length, time)) = stamp::trailing_f4(speech) {
            speech = speech.get(..length).unwrap_or(speech);
            ends_at = Some(time);
        }
        if speech.is_empty() {
            self.doubts.push(Doubt {
                line: open.line,
                what: format!("'{}' is named here, but says nothing", open.speaker),
            });
            return Ok(());
        }
        let starts_at = open.time.or(self.ended_at);
        self.ended_at = ends_at;
        push_turn(
            &mut self.turns,
            open.speaker,
            start,
            speech.len(),
            (starts_at, ends_at),
        )
    }
}

fn push_turn(
    turns: &mut Vec<Turn>,
    speaker: String,
    start: usize,
    length: usize,
    (starts_at, ends_at): (Option<u64>, Option<u64>),
) -> Result<(), Problem> {
    turns.push(Turn {
        number: u32::try_from(turns.len() + 1).map_err(|_| too_long())?,
        speaker,
        span: ByteSpan::new(start, start + length).map_err(|_| too_long())?,
        starts_at,
        ends_at,
    });
    Ok(())
}

/// The problem with a text of more than 4 GiB.
pub(super) fn too_long() -> Problem {
    Problem::new("the text is longer than 4 GiB").next("import it in several files")
}

/// The turns of a text in which nobody is named; a time on a line of its own
/// is that of the paragraph below.
fn paragraphs(text: &str, lines: &[Line], layout: Layout) -> Result<Vec<Turn>, Problem> {
    let spoken = |line: &Line| {
        !matches!(
            line.kind,
            Kind::Blank | Kind::Heading | Kind::Note | Kind::Announced | Kind::Time(_)
        )
    };
    let words = lines.iter().filter(|line| spoken(line));
    let (Some(first), Some(last)) = (words.clone().next(), words.clone().next_back()) else {
        return Ok(Vec::new());
    };
    let blank_lines = lines.iter().any(|line| {
        matches!(line.kind, Kind::Blank) && first.start < line.start && line.start < last.start
    });
    let every_line = layout == Layout::Paragraphs || (layout == Layout::Plain && !blank_lines);
    let mut turns = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    let mut stamp: Option<Stamp> = None;
    for line in lines {
        let speech = spoken(line);
        if (!speech || every_line)
            && let Some((start, end)) = open.take()
        {
            push_paragraph(text, &mut turns, (start, end), stamp.take())?;
        }
        if let Kind::Time(above) = line.kind {
            stamp = Some(above);
        }
        if speech {
            let start = open.map_or(line.start, |(start, _)| start);
            open = Some((start, line.end()));
        }
    }
    if let Some((start, end)) = open {
        push_paragraph(text, &mut turns, (start, end), stamp)?;
    }
    Ok(turns)
}

fn push_paragraph(
    text: &str,
    turns: &mut Vec<Turn>,
    (start, end): (usize, usize),
    stamp: Option<Stamp>,
) -> Result<(), Problem> {
    let raw = text.get(start..end).unwrap_or_default();
    let start = start + (raw.len() - raw.trim_start().len());
    let times = (
        stamp.map(|stamp| stamp.from),
        stamp.and_then(|stamp| stamp.until),
    );
    push_turn(turns, String::new(), start, raw.trim().len(), times)
}

#[cfg(test)]
mod tests;
