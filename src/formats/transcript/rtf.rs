//! Rich text files (.rtf, version 1.9) as Word, WordPad, TextEdit and
//! LibreOffice write them. Read here: the one library for it takes bytes of
//! any code page for Western letters, stops on halves of emoji, and knows no
//! tables and no notes.

use super::doc::Doc;
use super::rtf_body::read_body;
use super::{Hints, Importer, Reading};
use crate::model::Problem;

pub(super) struct Rtf;

impl Importer for Rtf {
    fn endings(&self) -> &'static [&'static str] {
        &["rtf"]
    }

    fn read(&self, bytes: &[u8], hints: &Hints) -> Result<Vec<Reading>, Problem> {
        if bytes.is_empty() {
            return Err(Problem::new("the file is empty").next("export it again"));
        }
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let bytes = bytes.trim_ascii_start();
        if !bytes.starts_with(b"{\\rtf") {
            let (looks, advice) = match bytes {
                [b'P', b'K', ..] => ("a Word file (.docx)", "give it the ending .docx"),
                [0xD0, 0xCF, 0x11, 0xE0, ..] => (
                    "an old Word file (.doc)",
                    "open it in Word and save it as .docx",
                ),
                _ => (
                    "something else",
                    "give it its own ending again, or open it in the program it was made with \
                     and save it as .docx",
                ),
            };
            let what = format!("this is no rich text file; it looks like {looks}");
            return Err(Problem::new(what).next(advice));
        }
        let mut doc = Doc::default();
        read_body(bytes, &mut doc)?;
        Ok(vec![doc.into_reading(hints)?])
    }
}

#[cfg(test)]
mod tests;
