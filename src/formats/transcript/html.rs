//! Web pages (.html): transcripts as programs and services save them to be
//! looked at. [`super::html_text`] gets the lines out of the tags.

use super::encoding::decode_declared;
use super::html_text::document;
use super::{Doubt, Hints, Importer, Reading};
use crate::model::Problem;
use encoding_rs::Encoding;

pub(super) struct Html;

/// A page with its pictures inside is some megabytes.
const MOST_BYTES: usize = 64 * 1024 * 1024;

impl Importer for Html {
    fn endings(&self) -> &'static [&'static str] {
        &["html", "htm"]
    }

    fn read(&self, bytes: &[u8], hints: &Hints) -> Result<Vec<Reading>, Problem> {
        if bytes.len() > MOST_BYTES {
            let most = MOST_BYTES / (1024 * 1024);
            return Err(
                Problem::new(format!("the page has more than {most} MB")).next(SAVE_AS_TEXT)
            );
        }
        let decoded = decode_declared(bytes, declared(bytes))?;
        let mut reading = reading(&decoded.text, decoded.notes, hints)?;
        reading.doubts.extend(decoded.unreadable.map(|_| Doubt {
            line: 1,
            what: "not everything in this page could be read".to_owned(),
        }));
        Ok(vec![reading])
    }
}

/// Reads a page that is text already.
///
/// # Errors
/// A [`Problem`] for a page without words, or with too many lines.
pub(super) fn reading(html: &str, notes: Vec<String>, hints: &Hints) -> Result<Reading, Problem> {
    let mut reading = document(html).into_reading(hints)?;
    reading.notes.extend(notes);
    Ok(reading)
}

const SAVE_AS_TEXT: &str =
    "open it in a browser, copy the words into a Word or text file, and import that";

/// The encoding that the page names within its first lines.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..bytes.len().min(2_048))?;
    let start = String::from_utf8_lossy(start).to_lowercase();
    let named = ["charset=", "encoding="]
        .iter()
        .filter_map(|sign| start.split_once(sign))
        .find_map(|(_, rest)| {
            let rest = rest.trim_start_matches(['"', '\'', ' ']);
            let end = rest.find(['"', '\'', ' ', ';', '>', '?', '/'])?;
            rest.get(..end).map(str::to_owned)
        })?;
    Encoding::for_label(named.as_bytes())
}

#[cfg(test)]
mod tests;
