//! OpenDocument text (.odt, .fodt; ODF 1.2 and 1.3) as LibreOffice writes it: a
//! zip archive with the text in `content.xml`, or all of it in one XML file.

use super::archive::{Archive, Office};
use super::doc::Doc;
use super::odt_body::read_content;
use super::{Hints, Importer, Reading};
use crate::model::Problem;
use encoding_rs::UTF_8;

pub(super) struct Odt;

const SAVE_AGAIN: &str = "open it in LibreOffice and save it as .odt or .docx";

const TEXT_FILE: Office = Office {
    name: "LibreOffice text",
    save_again: SAVE_AGAIN,
};

impl Importer for Odt {
    fn endings(&self) -> &'static [&'static str] {
        &["odt", "fodt"]
    }

    fn read(&self, bytes: &[u8], hints: &Hints) -> Result<Vec<Reading>, Problem> {
        let xml = if starts_as_xml(bytes) {
            let (text, _, garbled) = UTF_8.decode(bytes);
            if garbled {
                return Err(
                    Problem::new("the file is damaged: it is not in UTF-8").next(SAVE_AGAIN)
                );
            }
            text.into_owned()
        } else {
            content(bytes)?
        };
        let mut doc = Doc::default();
        read_content(&xml, &mut doc)?;
        Ok(vec![doc.into_reading(hints)?])
    }
}

fn starts_as_xml(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    bytes.trim_ascii_start().starts_with(b"<")
}

fn content(bytes: &[u8]) -> Result<String, Problem> {
    let mut archive = Archive::open(bytes, &TEXT_FILE)?;
    let manifest = archive.part("META-INF/manifest.xml").ok().flatten();
    if manifest.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(Problem::new("this file is locked by a password")
            .next("open it in LibreOffice and save it without the password"));
    }
    archive.part("content.xml")?.ok_or_else(|| {
        Problem::new("this is no LibreOffice text: it has no part content.xml").next(SAVE_AGAIN)
    })
}

#[cfg(test)]
mod tests;
