//! Word files (.docx, Office Open XML): a zip archive with the text in
//! `word/document.xml` (ECMA-376). Heads, feet, footnotes and comments lie in
//! other parts and are not read.

use super::docx_body::read_body;
use super::lines::Layout;
use super::turns::{Source, parse};
use super::{Hints, Importer, Reading};
use crate::model::Problem;
use crate::text::CanonicalText;
use std::io::{Cursor, Read};
use zip::ZipArchive;

pub(super) struct Docx;

/// An interview of a hundred thousand words is a few megabytes of XML; a bomb
/// is refused while it unpacks, whatever size its directory claims.
const MOST_BYTES: u64 = 200 * 1024 * 1024;
const MOST_ENTRIES: usize = 10_000;

const SAVE_AGAIN: &str = "open it in Word and save it as .docx";

impl Importer for Docx {
    fn endings(&self) -> &'static [&'static str] {
        &["docx"]
    }

    fn read(&self, bytes: &[u8], hints: &Hints) -> Result<Vec<Reading>, Problem> {
        let body = read_body(&document_part(bytes, MOST_BYTES)?)?;
        let raw = body.lines.join("\n");
        if raw.trim().is_empty() {
            return Err(Problem::new("the document has no words in it")
                .next("look whether its text is a picture or lies in comments only"));
        }
        let source = Source {
            text: CanonicalText::from_raw(&raw),
            layout: Layout::Paragraphs,
            certain: &body.speakers,
            headings: &[],
            notes: Vec::new(),
            doubts: Vec::new(),
        };
        Ok(vec![parse(source, hints)?])
    }
}

/// The XML of the main document, at most `most` bytes of it.
fn document_part(bytes: &[u8], most: u64) -> Result<String, Problem> {
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Err(Problem::new(
            "this is an old Word file (.doc) or one locked by a password, not a .docx",
        )
        .next(SAVE_AGAIN));
    }
    if bytes.is_empty() {
        return Err(Problem::new("the file is empty").next("export it again"));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|reason| {
        Problem::new(format!(
            "this is not a Word file, or a damaged one ({reason})"
        ))
        .next(SAVE_AGAIN)
    })?;
    if archive.len() > MOST_ENTRIES {
        return Err(Problem::new("this is no Word file: it holds too many parts").next(SAVE_AGAIN));
    }
    let name = main_part(&archive).ok_or_else(|| {
        Problem::new("this is no Word file: it has no part word/document.xml").next(SAVE_AGAIN)
    })?;
    let damaged = |reason: String| {
        Problem::new(format!(
            "the Word file is damaged: {name} cannot be unpacked ({reason})"
        ))
        .next(SAVE_AGAIN)
    };
    let part = archive
        .by_name(&name)
        .map_err(|reason| damaged(reason.to_string()))?;
    let mut xml = Vec::new();
    part.take(most + 1)
        .read_to_end(&mut xml)
        .map_err(|reason| damaged(reason.to_string()))?;
    if xml.len() as u64 > most {
        return Err(Problem::new(format!(
            "the document unpacks to more than {} MB, which no interview does",
            most / (1024 * 1024)
        ))
        .next("copy the text into a new Word file and import that"));
    }
    String::from_utf8(xml).map_err(|_| damaged("it is not in UTF-8".to_owned()))
}

/// Word writes `word/document.xml`; Word on the web has written
/// `word/document2.xml`.
fn main_part(archive: &ZipArchive<Cursor<&[u8]>>) -> Option<String> {
    let mut names: Vec<String> = archive
        .file_names()
        .filter_map(Result::ok)
        .filter(|name| name.starts_with("word/document") && name.ends_with(".xml"))
        .map(|name| name.into_owned())
        .collect();
    names.sort_by_key(|name| (name.len(), name.clone()));
    names.into_iter().next()
}

#[cfg(test)]
mod tests;
