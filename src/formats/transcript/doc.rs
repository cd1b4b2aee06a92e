//! A document as its reader walks through it: paragraphs, tables, footnotes
//! and comments, in whatever way the format nests them, and the reading that
//! comes of them.

use super::doc_cues;
use super::doc_margin::Margin;
use super::doc_table::Table;
use super::known::Known;
use super::lines::Layout;
use super::turns::{Source, parse_knowing};
use super::wording::{Sign, Wording};
use super::{Hints, Reading};
use crate::model::Problem;
use std::collections::HashMap;

/// Tables in tables, and notes in notes: a page has two or three.
const MOST_FRAMES: usize = 32;

/// Longest heading, in characters; what is longer is speech in large letters.
const LONGEST_HEADING: usize = 200;

/// What a document holds.
#[derive(Debug, Default)]
pub(super) struct Doc {
    /// Open paragraphs; a text box has one inside another.
    open: Vec<Paragraph>,
    frames: Vec<Frame>,
    /// How often something was nested deeper than is sane.
    too_deep: usize,
    lines: Vec<Wording>,
    /// Signs that stand between paragraphs, for the start of the next.
    waiting: Vec<Sign>,
    /// What stands in front of the next paragraph, as the break before it was
    /// deleted.
    carried: Option<Wording>,
    speakers: Vec<String>,
    notes: HashMap<String, Vec<Wording>>,
    /// The notes referred to, in order: the first is 1.
    cited: Vec<String>,
    numbers: HashMap<String, usize>,
    pub margin: Margin,
    pub told: Told,
}

/// What a person is told about a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    /// Tracked changes.
    pub inserted: usize,
    pub deleted: usize,
    pub moved: usize,
    /// Stretches of hidden text.
    pub hidden: usize,
    /// Signs of a symbol font that stand for no known character.
    pub symbols: usize,
    pub boxes: usize,
    /// Whether the words lie in another file inside this one.
    pub embedded: bool,
    /// What else there is to say.
    pub notes: Vec<String>,
}

#[derive(Debug, Default)]
struct Paragraph {
    words: Wording,
    heading: bool,
}

#[derive(Debug)]
enum Frame {
    Table(Table),
    Note(String),
    Comment(usize),
}

impl Doc {
    pub(super) fn start_paragraph(&mut self) {
        let mut paragraph = Paragraph::default();
        for sign in self.waiting.drain(..) {
            paragraph.words.sign(sign);
        }
        self.open.push(paragraph);
    }

    /// The paragraph that is open is a heading.
    pub(super) fn is_heading(&mut self) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.heading = true;
        }
    }

    /// Ends a paragraph; one whose end was deleted goes on in the next.
    pub(super) fn end_paragraph(&mut self, goes_on: bool) {
        let Some(Paragraph { mut words, heading }) = self.open.pop() else {
            return;
        };
        if let Some(mut before) = self.carried.take() {
            before.append(words);
            words = before;
        }
        if goes_on {
            self.carried = Some(words);
            return;
        }
        let short = words.as_str().chars().nth(LONGEST_HEADING).is_none();
        if heading && short && !words.is_blank() {
            words = words.with_each_line(Sign::Heading);
        }
        self.emit(words);
    }

    /// Whether a paragraph is open.
    pub(super) fn in_paragraph(&self) -> bool {
        !self.open.is_empty()
    }

    pub(super) fn write(&mut self, text: &str) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.words.push(text);
        }
    }

    /// Sets a sign in the paragraph that is open, or before the next.
    pub(super) fn sign(&mut self, sign: Sign) {
        match self.open.last_mut() {
            Some(paragraph) => paragraph.words.sign(sign),
            None => self.waiting.push(sign),
        }
    }

    pub(super) fn start_table(&mut self) {
        self.start(Frame::Table(Table::default()));
    }

    pub(super) fn with_table(&mut self, act: impl Fn(&mut Table)) {
        if self.too_deep == 0
            && let Some(Frame::Table(table)) = self.frames.last_mut()
        {
            act(table);
        }
    }

    pub(super) fn end_table(&mut self) {
        if let Some(Frame::Table(table)) = self.end() {
            let (lines, speakers) = table.into_lines(&mut self.margin);
            self.speakers.extend(speakers);
            for line in lines {
                self.emit(line);
            }
        }
    }

    /// Does something as if the innermost `count` tables were not open yet.
    pub(super) fn before_tables(&mut self, count: usize, act: impl FnOnce(&mut Self)) {
        let from = self.frames.len().saturating_sub(count);
        let inside = self.frames.split_off(from);
        act(self);
        self.frames.extend(inside);
    }

    /// Writes the mark of a footnote into the text.
    pub(super) fn cite(&mut self, note: &str) {
        let number = match self.numbers.get(note) {
            Some(number) => *number,
            None => {
                self.cited.push(note.to_owned());
                self.numbers.insert(note.to_owned(), self.cited.len());
                self.cited.len()
            }
        };
        self.write(&format!("[{number}]"));
    }

    /// How many notes were referred to.
    pub(super) fn cited(&self) -> usize {
        self.cited.len()
    }

    /// What follows is the text of a footnote.
    pub(super) fn start_note(&mut self, note: String) {
        self.start(Frame::Note(note));
    }

    /// What follows is the text of a comment.
    pub(super) fn start_comment(&mut self, comment: usize) {
        self.start(Frame::Comment(comment));
    }

    /// The text of a footnote or a comment ends.
    pub(super) fn end_aside(&mut self) {
        self.end();
    }

    fn start(&mut self, frame: Frame) {
        if let Some(before) = self.carried.take() {
            self.emit(before);
        }
        if self.frames.len() < MOST_FRAMES {
            self.frames.push(frame);
        } else {
            self.too_deep += 1;
        }
    }

    fn end(&mut self) -> Option<Frame> {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return None;
        }
        self.frames.pop()
    }

    fn emit(&mut self, words: Wording) {
        match self.frames.last_mut() {
            Some(Frame::Table(table)) => table.add(words),
            Some(Frame::Note(note)) => self.notes.entry(note.clone()).or_default().push(words),
            Some(Frame::Comment(comment)) => self.margin.write(*comment, &words),
            None => self.lines.push(words),
        }
    }

    /// The reading of a document that is walked through to its end.
    ///
    /// # Errors
    /// A [`Problem`] for one without words.
    pub(super) fn into_reading(mut self, hints: &Hints) -> Result<Reading, Problem> {
        while self.in_paragraph() {
            self.end_paragraph(false);
        }
        let mut last = self.carried.take().unwrap_or_default();
        for sign in self.waiting.drain(..) {
            last.sign(sign);
        }
        if last != Wording::default() {
            self.lines.push(last);
        }
        if self.lines.iter().all(Wording::is_blank) {
            return Err(self.told.no_words());
        }
        forget_overdone_headings(&mut self.lines);
        let mut told = self.told.into_notes();
        let cues = doc_cues::pieces(&self.lines);
        let cited = cited_notes(&self.cited, &mut self.notes);
        let (mut reading, signs) = match cues {
            Some(cues) => doc_cues::read(cues, cited)?,
            None => {
                self.lines.extend(cited);
                let whole = Wording::joined(self.lines, "\n");
                let (text, signs) = whole.canonical();
                let source = Source {
                    text,
                    layout: Layout::Paragraphs,
                    certain: &self.speakers,
                    notes: Vec::new(),
                    doubts: Vec::new(),
                };
                let reading = parse_knowing(source, &Known::new(&signs), hints)?;
                (reading, signs)
            }
        };
        let (comments, unplaced) = self.margin.placed(&reading.text, &signs);
        reading.comments = comments;
        told.extend(unplaced);
        reading.notes.extend(told);
        Ok(reading)
    }
}

/// Somebody who sets all of it as a heading has no headings.
fn forget_overdone_headings(lines: &mut [Wording]) {
    let length = |heads: bool| -> usize {
        let chosen = lines.iter().filter(|it| it.has(Sign::Heading) == heads);
        chosen.map(|line| line.as_str().len()).sum()
    };
    if length(true) > 4 * length(false) {
        for line in lines {
            *line = std::mem::take(line).without(Sign::Heading);
        }
    }
}

/// The notes that are referred to, each on lines of its own behind its number.
fn cited_notes(cited: &[String], notes: &mut HashMap<String, Vec<Wording>>) -> Vec<Wording> {
    let mut lines = Vec::new();
    for (at, key) in cited.iter().enumerate() {
        let Some(paragraphs) = notes.remove(key) else {
            continue;
        };
        let mut note = Wording::from(format!("[{}] ", at + 1).as_str());
        let paragraphs = paragraphs.into_iter().filter(|it| !it.is_blank());
        let text = Wording::joined(paragraphs.map(Wording::trimmed), "\n");
        note.append(text.without(Sign::Heading));
        lines.push(note.with_each_line(Sign::Note));
    }
    lines
}

impl Told {
    fn no_words(&self) -> Problem {
        if self.embedded {
            return Problem::new("the words of the document lie in another file inside it")
                .next("open it in Word and save it as .docx, which takes them in");
        }
        Problem::new("the document has no words in it")
            .next("look whether its text is a picture or lies in comments only")
    }

    fn into_notes(self) -> Vec<String> {
        let mut notes = Vec::new();
        let changes: Vec<String> = [
            (self.inserted, "insertion", "taken"),
            (self.deleted, "deletion", "left out"),
            (self.moved, "move", "followed"),
        ]
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, what, done)| format!("{} {done}", several(count, what)))
        .collect();
        if !changes.is_empty() {
            notes.push(format!("tracked changes: {}", changes.join(", ")));
        }
        if self.hidden > 0 {
            let what = several(self.hidden, "stretch");
            notes.push(format!("hidden text was left out ({what})"));
        }
        if self.symbols > 0 {
            notes.push(format!(
                "{} of a symbol font could not be read; '\u{fffd}' stands for it",
                several(self.symbols, "sign")
            ));
        }
        if self.boxes > 0 {
            let what = match self.boxes {
                1 => "1 text box: its words stand before the paragraph it hangs on".to_owned(),
                boxes => format!(
                    "{boxes} text boxes: their words stand before the paragraphs they hang on"
                ),
            };
            notes.push(what);
        }
        notes.extend(self.notes);
        notes
    }
}

fn several(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        _ if what.ends_with("ch") => format!("{count} {what}es"),
        _ => format!("{count} {what}s"),
    }
}

#[cfg(test)]
mod tests;
