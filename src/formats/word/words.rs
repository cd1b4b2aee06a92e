//! Paragraphs and the runs of letters in them, in the direction in which each
//! is read.

use super::xml::Xml;
use crate::formats::table::visible;
use std::io::{self, Write};
use unicode_bidi::{BidiInfo, Direction, Level};

/// How letters look, beyond what their paragraph's style says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// The id of a character style.
    pub style: Option<&'static str>,
    pub bold: bool,
    pub italic: bool,
}

impl Look {
    pub(super) const PLAIN: Look = Look {
        style: None,
        bold: false,
        italic: false,
    };
    pub(super) const BOLD: Look = Look {
        bold: true,
        ..Look::PLAIN
    };
    pub(super) const ITALIC: Look = Look {
        italic: true,
        ..Look::PLAIN
    };

    /// Writes the properties of a run. Their order is the schema's (ECMA-376,
    /// `CT_RPr`): Word calls a file damaged for less.
    fn write<W: Write>(self, xml: &mut Xml<W>, right_to_left: bool) -> io::Result<()> {
        if self == Look::PLAIN && !right_to_left {
            return Ok(());
        }
        xml.open("w:rPr", &[])?;
        if let Some(style) = self.style {
            xml.value("w:rStyle", style)?;
        }
        if self.bold {
            xml.empty("w:b", &[])?;
            xml.empty("w:bCs", &[])?;
        }
        if self.italic {
            xml.empty("w:i", &[])?;
            xml.empty("w:iCs", &[])?;
        }
        if right_to_left {
            xml.empty("w:rtl", &[])?;
        }
        xml.close("w:rPr")
    }
}

/// A paragraph's properties.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// The id of its style.
    pub style: &'static str,
    /// Whether it stays on the page of the next one.
    pub keep_next: bool,
    /// Whether it is set right, whatever its style says.
    pub right: bool,
    /// How far it is set in, in twentieths of a point.
    pub indent: u32,
}

impl Paragraph {
    pub(super) fn of(style: &'static str) -> Self {
        Self {
            style,
            ..Self::default()
        }
    }

    pub(super) fn keeping_next(self, keep_next: bool) -> Self {
        Self { keep_next, ..self }
    }

    /// Opens the paragraph. `leading` is the text that decides in which
    /// direction it is read.
    pub(super) fn open<W: Write>(self, xml: &mut Xml<W>, leading: &str) -> io::Result<()> {
        xml.open("w:p", &[])?;
        xml.open("w:pPr", &[])?;
        xml.value("w:pStyle", self.style)?;
        if self.keep_next {
            xml.empty("w:keepNext", &[])?;
        }
        if read_from_right(leading) {
            xml.empty("w:bidi", &[])?;
        }
        if self.indent > 0 {
            xml.empty("w:ind", &[("w:left", &self.indent.to_string())])?;
        }
        if self.right {
            xml.value("w:jc", "right")?;
        }
        xml.close("w:pPr")
    }

    /// Writes a paragraph of one text.
    pub(super) fn write<W: Write>(
        self,
        xml: &mut Xml<W>,
        text: &str,
        look: Look,
    ) -> io::Result<()> {
        self.open(xml, text)?;
        words(xml, text, look)?;
        xml.close("w:p")
    }
}

/// Writes a text as runs. A line break in it is one in print; control
/// characters and marks that turn the text around them become harmless.
pub(super) fn words<W: Write>(xml: &mut Xml<W>, text: &str, look: Look) -> io::Result<()> {
    let text = visible(text);
    if !may_read_from_right(&text) {
        return run(xml, &text, look, false);
    }
    let base = if read_from_right(&text) {
        Level::rtl()
    } else {
        Level::ltr()
    };
    let info = BidiInfo::new(&text, Some(base));
    let right = |at: usize| info.levels.get(at).is_some_and(Level::is_rtl);
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let from = text.len() - rest.len();
        let ends = |&(at, _): &(usize, char)| right(from + at) != right(from);
        let end = rest
            .char_indices()
            .find(ends)
            .map_or(rest.len(), |(at, _)| at);
        let (piece, remaining) = rest.split_at(end);
        run(xml, piece, look, right(from))?;
        rest = remaining;
    }
    Ok(())
}

/// Writes a text as one run, which may have several lines.
fn run<W: Write>(xml: &mut Xml<W>, text: &str, look: Look, right_to_left: bool) -> io::Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    xml.open("w:r", &[])?;
    look.write(xml, right_to_left)?;
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            xml.empty("w:br", &[])?;
        }
        if !line.is_empty() {
            // Without this, spaces at the ends of a run are lost.
            xml.open("w:t", &[("xml:space", "preserve")])?;
            xml.text(line)?;
            xml.close("w:t")?;
        }
    }
    xml.close("w:r")
}

/// Writes a number that Word counts by itself (`SEQ Table`), with the number
/// as it stands for readers that do not count.
pub(super) fn counted<W: Write>(
    xml: &mut Xml<W>,
    sequence: &str,
    number: u32,
    look: Look,
) -> io::Result<()> {
    let mark = |xml: &mut Xml<W>, kind: &str| {
        xml.open("w:r", &[])?;
        look.write(xml, false)?;
        xml.empty("w:fldChar", &[("w:fldCharType", kind)])?;
        xml.close("w:r")
    };
    mark(xml, "begin")?;
    xml.open("w:r", &[])?;
    look.write(xml, false)?;
    xml.open("w:instrText", &[("xml:space", "preserve")])?;
    xml.text(&format!(" SEQ {sequence} \\* ARABIC "))?;
    xml.close("w:instrText")?;
    xml.close("w:r")?;
    mark(xml, "separate")?;
    words(xml, &number.to_string(), look)?;
    mark(xml, "end")
}

/// Whether the first letter that has a direction is read from the right.
fn read_from_right(text: &str) -> bool {
    may_read_from_right(text) && unicode_bidi::get_base_direction_full(text) == Direction::Rtl
}

/// A quick look, as most texts hold no such letter: Hebrew and Arabic begin at
/// U+0590.
fn may_read_from_right(text: &str) -> bool {
    text.chars().any(|letter| {
        matches!(letter, '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{fb1d}'..='\u{fdff}'
            | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    })
}
