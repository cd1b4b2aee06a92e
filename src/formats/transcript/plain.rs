//! Plain text: the canonical text is the file, decoded.

use super::captions;
use super::encoding::{Decoded, decode};
use super::lines::Layout;
use super::turns::{Source, parse};
use super::{Doubt, Hints, Importer, Reading, whatsapp};
use crate::model::Problem;
use crate::text::CanonicalText;

pub(super) struct Plain;

impl Importer for Plain {
    fn endings(&self) -> &'static [&'static str] {
        &["txt"]
    }

    fn read(&self, bytes: &[u8], hints: &Hints) -> Result<Vec<Reading>, Problem> {
        let decoded = decode(bytes)?;
        // A browser shows captions as text, and people save what they see.
        if let Some(style) = captions::style_of(&decoded.text) {
            let mut readings = captions::read_decoded(decoded, style, hints)?;
            for reading in &mut readings {
                let note = "the file holds captions, whatever its ending; read as such";
                reading.notes.insert(0, note.to_owned());
            }
            return Ok(readings);
        }
        if let Some(chat) = whatsapp::read(&decoded, hints) {
            return chat;
        }
        Ok(vec![read_decoded(decoded, Layout::Plain, hints)?])
    }
}

/// Reads a file that is text in this layout.
pub(super) fn read_as(bytes: &[u8], layout: Layout, hints: &Hints) -> Result<Reading, Problem> {
    read_decoded(decode(bytes)?, layout, hints)
}

fn read_decoded(decoded: Decoded, layout: Layout, hints: &Hints) -> Result<Reading, Problem> {
    let doubts = decoded.unreadable.map(|line| Doubt {
        line,
        what: "here stands something that could not be read".to_owned(),
    });
    let broken = decoded.broken.map(|(line, signs)| Doubt {
        line,
        what: format!(
            "'{signs}' stands for a letter that was broken before this file was saved; export it \
             again from the program it was made with, or mend it there"
        ),
    });
    let source = Source {
        text: CanonicalText::from_raw(&decoded.text),
        layout,
        certain: &[],
        notes: decoded.notes,
        doubts: doubts.into_iter().chain(broken).collect(),
    };
    parse(source, hints)
}
