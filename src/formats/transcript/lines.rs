//! The lines of a text and what each is, looked at by itself.

use super::mark::{Mark, Shape, mark_of};
use super::role_words;
use super::speakers::Candidate;
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
    /// Nobody's speech where it ends a turn: a rule, a note in parentheses.
    Remark,
    /// Nobody's speech wherever it stands: the text of a footnote.
    Note,
    /// May start somebody's speech.
    Marked(Mark),
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
    pub(super) fn candidate(&self) -> Option<Candidate> {
        match &self.kind {
            Kind::Marked(mark) => Some(Candidate {
                line: self.number,
                mark: mark.clone(),
            }),
            _ => None,
        }
    }

    /// First byte behind it.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// All lines of a text.
pub(super) fn classified(text: &str, layout: Layout) -> Vec<Line<'_>> {
    let mut start = 0;
    let mut lines: Vec<Line> = Vec::new();
    for (at, line) in text.split('\n').enumerate() {
        lines.push(Line {
            number: at + 1,
            start,
            text: line,
            kind: kind_of(line, layout),
        });
        start += line.len() + 1;
    }
    if layout == Layout::Markdown {
        blank_out_front_matter(&mut lines);
    }
    lines
}

fn kind_of(line: &str, layout: Layout) -> Kind {
    let bare = line.trim();
    if bare.is_empty() {
        Kind::Blank
    } else if layout == Layout::Markdown && is_heading(bare) {
        Kind::Heading
    } else if let Some(mark) = mark_of(line) {
        if mark.shape == Shape::Colon && role_words::is_stage(&mark.name) {
            Kind::Heading
        } else {
            Kind::Marked(mark)
        }
    } else if is_remark(bare) || (layout == Layout::Markdown && is_rule(bare)) {
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
        && ['-', '*', '_']
            .iter()
            .any(|mark| line.chars().all(|c| c == *mark))
}

/// A line of nothing but a transcriber's note, or the footer that a
/// transcription service leaves.
fn is_remark(line: &str) -> bool {
    let enclosed = |open, close| {
        line.strip_prefix(open)
            .and_then(|rest| rest.strip_suffix(close))
            .is_some_and(|inner: &str| !inner.contains([open, close]))
    };
    enclosed('(', ')') || enclosed('[', ']') || line.starts_with("Transcribed by http")
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
