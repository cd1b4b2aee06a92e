//! The lines of a text and what each is, looked at by itself.

use super::known::Known;
use super::mark::{Mark, Shape, mark_of, own_mark_of};
use super::odd_names::OddNames;
use super::own_mark::TurnMark;
use super::speakers::Candidate;
use super::stamp::{self, Stamp};
use super::{alone, heading, letterhead, role_words};
use crate::model::Problem;

/// What the lines of a format are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// Lines of plain text: a paragraph ends at a blank line, if there is any.
    Plain,
    /// Markdown: with headings, rules and front matter.
    Markdown,
    /// Every line is a paragraph of its own.
    Paragraphs,
}

/// A line with its place.
pub(super) struct Line<'a> {
    /// Counted from 1.
    pub number: usize,
    /// Its first byte in the text.
    pub start: usize,
    pub text: &'a str,
    pub kind: Kind,
}

/// What a line is, looked at by itself.
pub(super) enum Kind {
    Blank,
    /// Ends a turn and is nobody's speech.
    Heading,
    /// Looks like a heading, where nothing else says that a part begins.
    Announced,
    /// Nobody's speech where it ends a turn: a rule, a note in parentheses.
    Remark,
    /// Nobody's speech wherever it stands: the text of a footnote.
    Note,
    /// Nothing but a time.
    Time(Stamp),
    /// May start somebody's speech.
    Marked(Mark),
    /// Starts the speech of the speaker named.
    Turn(Mark, String),
    Words,
}

/// A hundred hours of captions have half as many.
const MOST_LINES: usize = 1_000_000;

/// Refuses a text made to exhaust memory: a line of one letter takes a hundred
/// times its room while it is read.
///
/// # Errors
/// A [`Problem`] for a text of too many lines.
pub(super) fn refuse_endless(text: &str) -> Result<(), Problem> {
    if text.bytes().filter(|b| *b == b'\n').count() < MOST_LINES {
        return Ok(());
    }
    Err(Problem::new(format!(
        "the file has more than {MOST_LINES} lines, which no interview has"
    ))
    .next("import the interviews in it one by one"))
}

impl Line<'_> {
    /// First byte behind it.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// All lines of a text, and a line of a letterhead that names a speaker.
pub(super) fn classified<'a>(
    text: &'a str,
    layout: Layout,
    own: &[TurnMark],
    known: &Known,
) -> (Vec<Line<'a>>, Option<(usize, String)>) {
    let mut start = 0;
    let odd = OddNames::of(text.split('\n'));
    let mut lines: Vec<Line> = Vec::new();
    for (at, line) in text.split('\n').enumerate() {
        let kind = match own_mark_of(line, own).or_else(|| odd.mark_of(line)) {
            Some(mark) => Kind::Marked(mark),
            None => kind_of(line, layout),
        };
        lines.push(Line {
            number: at + 1,
            start,
            text: line,
            kind,
        });
        start += line.len() + 1;
    }
    if layout == Layout::Markdown {
        blank_out_front_matter(&mut lines);
    }
    known.tell(&mut lines);
    let head = letterhead::leave_out(&mut lines);
    alone::offer(&mut lines, layout);
    alone::count_words_below(&mut lines);
    see_what_stands_apart(&mut lines, layout);
    (lines, head)
}

/// The lines that may start a turn.
pub(super) fn candidates(lines: &[Line]) -> Vec<Candidate> {
    let marked = lines.iter().filter_map(|line| match &line.kind {
        Kind::Marked(mark) => Some(Candidate {
            line: line.number,
            mark: mark.clone(),
        }),
        _ => None,
    });
    marked.collect()
}

/// Notes for each mark whether it heads a paragraph.
fn see_what_stands_apart(lines: &mut [Line], layout: Layout) {
    let mut apart = true;
    for line in lines {
        if let Kind::Marked(mark) = &mut line.kind {
            mark.apart = apart || layout == Layout::Paragraphs;
        }
        apart = !matches!(line.kind, Kind::Words | Kind::Marked(_));
    }
}

/// Once it is known who speaks: marks become turns or what they are besides,
/// and a line that looks like a heading is one where a turn follows.
pub(super) fn settle(lines: &mut [Line], taken: Vec<Option<String>>, layout: Layout) {
    let mut taken = taken.into_iter();
    for line in lines.iter_mut() {
        if let Kind::Marked(mark) = &line.kind {
            line.kind = match taken.next().flatten() {
                Some(speaker) => Kind::Turn(mark.clone(), speaker),
                None => unmarked(line.text, layout),
            };
        }
    }
    let mut turn_follows = false;
    for line in lines.iter_mut().rev() {
        match &line.kind {
            Kind::Blank | Kind::Time(_) => {}
            Kind::Announced if turn_follows => line.kind = Kind::Heading,
            other => turn_follows = matches!(other, Kind::Turn(..) | Kind::Heading),
        }
    }
}

fn kind_of(line: &str, layout: Layout) -> Kind {
    let bare = line.trim();
    if let Some(stamp) = stamp::alone(line) {
        Kind::Time(stamp)
    } else if layout == Layout::Markdown && is_heading(bare) {
        Kind::Heading
    } else if heading::announces(bare) {
        Kind::Announced
    } else if let Some(mark) = mark_of(line) {
        if mark.shape == Shape::Colon && role_words::is_stage(&mark.name) {
            Kind::Heading
        } else {
            Kind::Marked(mark)
        }
    } else {
        unmarked(line, layout)
    }
}

/// What a line is that starts nobody's speech.
fn unmarked(line: &str, layout: Layout) -> Kind {
    let bare = line.trim();
    if bare.is_empty() {
        Kind::Blank
    } else if is_remark(bare) || (layout != Layout::Paragraphs && is_rule(bare)) {
        Kind::Remark
    } else {
        Kind::Words
    }
}

fn is_heading(line: &str) -> bool {
    let after = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - after.len())) && after.starts_with([' ', '\t'])
}

fn is_rule(line: &str) -> bool {
    line.len() >= 3
        && ['-', '*', '_', '=', '~']
            .iter()
            .any(|mark| line.chars().all(|c| c == *mark))
}

/// A line of nothing but a transcriber's note, or one that a transcription
/// service leaves.
fn is_remark(line: &str) -> bool {
    let enclosed = |open, close| {
        line.strip_prefix(open)
            .and_then(|rest| rest.strip_suffix(close))
            .is_some_and(|inner: &str| !inner.contains([open, close]))
    };
    let services = line.starts_with("Transcribed by http")
        || line.ends_with(" started transcription")
        || line.ends_with(" stopped transcription");
    enclosed('(', ')') || enclosed('[', ']') || services
}

/// The block between two lines `---` at the very top.
fn blank_out_front_matter(lines: &mut [Line]) {
    if lines
        .first()
        .is_none_or(|line| line.text.trim_end() != "---")
    {
        return;
    }
    let end = lines
        .iter()
        .skip(1)
        .position(|line| matches!(line.text.trim_end(), "---" | "..."));
    if let Some(end) = end {
        for line in lines.iter_mut().take(end + 2) {
            line.kind = Kind::Heading;
        }
    }
}
