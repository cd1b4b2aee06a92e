//! Word files (.docx, Office Open XML, ECMA-376): a zip archive with the text
//! in `word/document.xml`, and comments and footnotes in parts beside it. Heads
//! and feet of pages are not read.

use super::archive::{Archive, Office};
use super::doc::Doc;
use super::docx_body::{Ids, Part, read_part};
use super::docx_parts::{Parts, Styles};
use super::{Hints, Importer, Reading};
use crate::model::Problem;

pub(super) struct Docx;

const SAVE_AGAIN: &str = "open it in Word and save it as .docx";

pub(super) const WORD_FILE: Office = Office {
    name: "Word file",
    save_again: SAVE_AGAIN,
};

impl Importer for Docx {
    fn endings(&self) -> &'static [&'static str] {
        &["docx"]
    }

    fn read(&self, bytes: &[u8], hints: &Hints) -> Result<Vec<Reading>, Problem> {
        if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
            return Err(Problem::new(
                "this is an old Word file (.doc) or one locked by a password, not a .docx",
            )
            .next(SAVE_AGAIN));
        }
        let mut archive = Archive::open(bytes, &WORD_FILE)?;
        Ok(vec![read_archive(&mut archive)?.into_reading(hints)?])
    }
}

fn read_archive(archive: &mut Archive) -> Result<Doc, Problem> {
    let none = || Problem::new("this is no Word file: it has no part word/document.xml");
    let parts = Parts::find(archive)?.ok_or_else(|| none().next(SAVE_AGAIN))?;
    let document = archive.part(&parts.document)?;
    let document = document.ok_or_else(|| none().next(SAVE_AGAIN))?;
    let styles = Styles::read(archive.part(&parts.styles)?);
    let mut doc = Doc::default();
    let mut ids = Ids::default();
    // Comments first: what the text says of them are their numbers.
    for (part, name) in [
        (Part::Comments, &parts.comments),
        (Part::Footnotes, &parts.footnotes),
        (Part::Endnotes, &parts.endnotes),
    ] {
        if let Some(xml) = archive.part(name)? {
            read_part(&xml, part, &styles, &mut ids, &mut doc)?;
        }
    }
    // Changes in a comment are nobody's concern.
    doc.told = Default::default();
    read_part(&document, Part::Document, &styles, &mut ids, &mut doc)?;
    Ok(doc)
}

#[cfg(test)]
mod tests;
