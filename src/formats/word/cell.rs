//! A cell of a table: its words, and the frame around them.

use super::heads::Merge;
use super::words::{Look, Paragraph, words};
use super::xml::Xml;
use crate::model::cell::{Cell, Value};
use std::io::{self, Write};

/// The rules inside a table, in eighths of a point.
const INNER_RULE: &str = "4";

/// The words of a cell: why it is empty in grey, what is unfinished about it
/// in bold.
pub(super) fn cell_words<W: Write>(
    xml: &mut Xml<W>,
    cell: &Cell,
    paragraph: Paragraph,
) -> io::Result<()> {
    let all = cell.words();
    let empty = matches!(cell.value, Value::Empty(_));
    let look = Look {
        style: empty.then_some("TableEmpty"),
        ..Look::PLAIN
    };
    paragraph.open(xml, &all)?;
    if cell.draft || cell.stale {
        let finished = Cell {
            draft: false,
            stale: false,
            behind: Vec::new(),
            ..cell.clone()
        };
        let finished = finished.words();
        words(xml, &finished, look)?;
        words(
            xml,
            all.strip_prefix(&finished).unwrap_or_default(),
            Look::BOLD,
        )?;
    } else {
        words(xml, &all, look)?;
    }
    xml.close("w:p")
}

/// A cell around its words.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    pub width: u32,
    /// How many columns it reaches over.
    pub span: usize,
    pub merge: Merge,
    pub rule_above: bool,
    pub rule_below: bool,
    /// Whether it stands at an end of its row, where words and rules are flush.
    pub first: bool,
    pub last: bool,
    /// Whether its words stand at its foot.
    pub foot: bool,
}

impl Default for Frame {
    fn default() -> Self {
        Self {
            width: 0,
            span: 1,
            merge: Merge::No,
            rule_above: false,
            rule_below: false,
            first: false,
            last: false,
            foot: false,
        }
    }
}

impl Frame {
    /// Writes the cell; its properties in the schema's order (`CT_TcPr`).
    pub(super) fn write<W: Write>(
        self,
        xml: &mut Xml<W>,
        fill: impl FnOnce(&mut Xml<W>) -> io::Result<()>,
    ) -> io::Result<()> {
        xml.open("w:tc", &[])?;
        xml.open("w:tcPr", &[])?;
        let width = self.width.to_string();
        xml.empty("w:tcW", &[("w:w", &width), ("w:type", "dxa")])?;
        if self.span > 1 {
            xml.value("w:gridSpan", &self.span.to_string())?;
        }
        match self.merge {
            Merge::No => {}
            Merge::Begins => xml.value("w:vMerge", "restart")?,
            Merge::GoesOn => xml.empty("w:vMerge", &[])?,
        }
        if self.rule_above || self.rule_below {
            xml.open("w:tcBorders", &[])?;
            if self.rule_above {
                rule(xml, "w:top", INNER_RULE)?;
            }
            if self.rule_below {
                rule(xml, "w:bottom", INNER_RULE)?;
            }
            xml.close("w:tcBorders")?;
        }
        if self.first || self.last {
            xml.open("w:tcMar", &[])?;
            if self.first {
                margin(xml, "w:left", 0)?;
            }
            if self.last {
                margin(xml, "w:right", 0)?;
            }
            xml.close("w:tcMar")?;
        }
        if self.foot {
            xml.value("w:vAlign", "bottom")?;
        }
        xml.close("w:tcPr")?;
        fill(xml)?;
        xml.close("w:tc")
    }
}

/// A line at one side of a table or cell, so many eighths of a point thick.
pub(super) fn rule<W: Write>(xml: &mut Xml<W>, side: &str, eighths: &str) -> io::Result<()> {
    let line = [
        ("w:val", "single"),
        ("w:sz", eighths),
        ("w:space", "0"),
        ("w:color", "auto"),
    ];
    xml.empty(side, &line)
}

/// The room at one side inside cells, in twentieths of a point.
pub(super) fn margin<W: Write>(xml: &mut Xml<W>, side: &str, room: u32) -> io::Result<()> {
    xml.empty(side, &[("w:w", &room.to_string()), ("w:type", "dxa")])
}
