//! PDFs with text in them (ISO 32000). A PDF draws letters at places; which of
//! them are one line, one paragraph, a page number, is found out here.
//!
//! The bytes are read by another process (`child`, `glyphs`), which gives lines
//! with their places. Heads and page numbers are taken off (`margins`), lines
//! become paragraphs (`paragraphs`, `hyphens`), and those are parsed like any
//! text. Whatever was taken off, put together or not understood is told.

mod child;
mod columns;
mod glyphs;
mod hyphens;
mod lines;
mod margins;
#[cfg(test)]
mod minimal;
mod page;
mod paragraphs;
mod unpacked;

pub use child::READ_PDF;
pub use glyphs::pdf_content;

use super::lines::Layout;
use super::turns::{Source, parse};
use super::{Doubt, Hints, Importer, Reading, name};
use crate::model::Problem;
use crate::text::CanonicalText;
use child::{EXPORT, PATIENCE, content_of};
use indexmap::IndexMap;
use margins::without_margins;
use page::{PdfContent, PdfPage};
use paragraphs::{Paragraph, paragraphs};

pub(super) struct Pdf;

/// Programs write the signature at the very start, but a few bytes may lie
/// before it; readers look into the first kilobyte.
const SIGNATURE_WITHIN: usize = 1024;
/// What may stand behind the last mark of the end without being missed.
const TAIL: usize = 4096;
/// A table of fewer rows is not known to be one.
const FEWEST_ROWS: usize = 4;
/// How many wordings of a kind are told.
const MOST_TOLD: usize = 5;

impl Importer for Pdf {
    fn endings(&self) -> &'static [&'static str] {
        &["pdf"]
    }

    fn read(&self, bytes: &[u8], hints: &Hints) -> Result<Vec<Reading>, Problem> {
        let tail = checked(bytes)?;
        let content = content_of(bytes, hints.program.as_deref(), PATIENCE)?;
        let (pages, promised) = understood(content)?;
        Ok(vec![reading_of(pages, promised, tail, hints)?])
    }
}

/// Looks whether the file starts and ends like a PDF, before a process is
/// started for it. Returns how much lies behind its end.
fn checked(bytes: &[u8]) -> Result<usize, Problem> {
    if bytes.is_empty() {
        return Err(Problem::new("the file is empty").next("export it again"));
    }
    let head = bytes.get(..SIGNATURE_WITHIN).unwrap_or(bytes);
    if !head.windows(5).any(|it| it == b"%PDF-") {
        return Err(Problem::new("this is no PDF, whatever its name says")
            .next("give the file the ending of what it is, or export it again"));
    }
    let end = bytes.windows(5).rposition(|it| it == b"%%EOF");
    let end = end.ok_or_else(|| {
        Problem::new("the PDF is cut off: its end is missing, and words with it")
            .next("copy or download it again, or export it again")
    })?;
    Ok(bytes.len() - end)
}

fn understood(content: PdfContent) -> Result<(Vec<PdfPage>, Option<usize>), Problem> {
    match content {
        PdfContent::Pages(pages, promised) => Ok((pages, promised)),
        PdfContent::Locked => Err(Problem::new("the PDF is locked by a password").next(
            "open it with its password and save or print it as a PDF without one, or export it as .docx or .txt",
        )),
        PdfContent::Damaged => Err(Problem::new("the PDF is damaged and cannot be read").next(EXPORT)),
        PdfContent::TooMuch => {
            Err(Problem::new("the PDF unpacks to more than any interview has").next(EXPORT))
        }
    }
}

/// The reading of the pages, with all that a person should know about it.
fn reading_of(
    mut pages: Vec<PdfPage>,
    promised: Option<usize>,
    tail: usize,
    hints: &Hints,
) -> Result<Reading, Problem> {
    let whole = pages.clone();
    let mut notes = without_margins(&mut pages);
    if pages.iter().all(|page| page.lines.is_empty()) {
        // Scanned pages may have been given numbers; elsewhere, what is all
        // there is, is the text.
        if pages.iter().any(|page| page.picture) {
            return Err(without_words(&pages));
        }
        (pages, notes) = (whole, Vec::new());
    }
    let wordless = numbered(&pages, |page| page.lines.is_empty() && page.picture);
    let (paragraphs, joined) = paragraphs(&pages);
    if paragraphs.is_empty() {
        return Err(without_words(&pages));
    }
    notes.extend(joined);
    notes.extend(across(&pages));
    let columns = numbered(&pages, |page| page.columns).len();
    if columns > 0 {
        notes.push(format!(
            "{} set in two columns; the left one was read first, then the right one",
            counted_pages(columns)
        ));
    }
    let mut doubts = Vec::new();
    let mut doubt = |line: usize, what: String| doubts.push(Doubt { line, what });
    for page in numbered(&pages, |page| page.damaged) {
        doubt(
            line_of(&paragraphs, page),
            format!("page {page} of the PDF is damaged; words may be missing"),
        );
    }
    for page in wordless {
        doubt(
            line_of(&paragraphs, page),
            format!("page {page} of the PDF holds a picture and no words that can be read"),
        );
    }
    if let Some(promised) = promised.filter(|promised| *promised > pages.len()) {
        doubt(
            paragraphs.len(),
            format!(
                "the PDF says it has {promised} pages, but only {} could be read; words may be missing",
                pages.len()
            ),
        );
    }
    if tail > TAIL {
        doubt(
            paragraphs.len(),
            "the PDF goes on behind its end; if the file is cut off, words may be missing"
                .to_owned(),
        );
    }
    doubts.extend(unreadable(&paragraphs));
    let certain = names_in_cells(&paragraphs);
    let lines: Vec<String> = paragraphs.into_iter().map(|it| it.text).collect();
    let source = Source {
        text: CanonicalText::from_raw(&lines.join("\n")),
        layout: Layout::Paragraphs,
        certain: &certain,
        notes,
        doubts,
    };
    parse(source, hints)
}

/// The names in the first column of a table of speech: most paragraphs start
/// with one, and one of them recurs.
fn names_in_cells(paragraphs: &[Paragraph]) -> Vec<String> {
    let mut names: IndexMap<String, usize> = IndexMap::new();
    for paragraph in paragraphs {
        let cell = paragraph.text.split_once('\t').map(|(cell, _)| cell);
        if let Some(name) = cell.and_then(name::cleaned) {
            *names.entry(name).or_default() += 1;
        }
    }
    let rows: usize = names.values().sum();
    let table = rows * 2 > paragraphs.len() && rows >= FEWEST_ROWS;
    if table && names.values().any(|count| *count > 1) {
        names.into_keys().collect()
    } else {
        Vec::new()
    }
}

fn counted_pages(count: usize) -> String {
    if count == 1 {
        "1 page is".to_owned()
    } else {
        format!("{count} pages are")
    }
}

/// The numbers, from 1, of the pages that are so.
fn numbered(pages: &[PdfPage], are: impl Fn(&PdfPage) -> bool) -> Vec<usize> {
    let numbers = pages.iter().zip(1..);
    let numbers = numbers.filter(|(page, _)| are(page));
    numbers.map(|(_, number)| number).collect()
}

/// The line of the text where a page starts, or would.
fn line_of(paragraphs: &[Paragraph], page: usize) -> usize {
    let before = paragraphs.partition_point(|it| it.to < page);
    (before + 1).min(paragraphs.len())
}

fn without_words(pages: &[PdfPage]) -> Problem {
    if pages.iter().any(|page| page.damaged) {
        return Problem::new("the PDF is damaged: none of its words can be read").next(EXPORT);
    }
    if pages.iter().any(|page| page.picture) {
        return Problem::new("the pages of this PDF are pictures, without any text in them").next(
            "run text recognition (OCR) over it in the program it was scanned with, check the words, and save them as .docx or .txt",
        );
    }
    Problem::new("the PDF has no words in it").next(EXPORT)
}

/// What stands across the pages, which is no part of the talk.
fn across(pages: &[PdfPage]) -> Option<String> {
    let mut different: Vec<String> = Vec::new();
    let mut count = 0;
    for words in pages.iter().flat_map(|page| &page.across) {
        count += 1;
        let words = format!("'{words}'");
        if different.len() < MOST_TOLD && !different.contains(&words) {
            different.push(words);
        }
    }
    (count > 0).then(|| {
        format!(
            "words that run across a page, as a stamp does, were left out ({count}): {}",
            different.join(", ")
        )
    })
}

/// Letters to which the file gives no meaning, and writing that may stand in
/// the order in which it is drawn.
fn unreadable(paragraphs: &[Paragraph]) -> Vec<Doubt> {
    let first = |is: fn(char) -> bool| paragraphs.iter().position(|it| it.text.contains(is));
    let strange = |c: char| c == '\u{fffd}' || ('\u{e000}'..='\u{f8ff}').contains(&c);
    let leftward = |c: char| ('\u{590}'..='\u{8ff}').contains(&c);
    let doubt = |at: Option<usize>, what: &str| {
        at.map(|at| Doubt {
            line: at + 1,
            what: what.to_owned(),
        })
    };
    [
        doubt(
            first(strange),
            "here and maybe below stand letters that the PDF draws without saying what they are; \
             look whether the words are whole",
        ),
        doubt(
            first(leftward),
            "here and maybe below the writing runs from right to left; a PDF does not say in \
             which order it is read",
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests;
