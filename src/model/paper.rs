//! A paper: headings, texts, tables, pictures and quotes in their order, as a
//! report, a quote book or a single table goes out to Word and the web.
//! Every writer of documents renders this one value.

use crate::model::coding::CodingId;
use crate::model::table::Table;
use std::collections::BTreeMap;

/// A quote with all that says where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quoted {
    /// The words.
    pub words: String,
    /// Who speaks.
    pub speaker: String,
    /// The case, if any.
    pub case: Option<String>,
    /// The transcript.
    pub transcript: String,
    /// The turn.
    pub turn: u32,
    /// The line of the transcript on which it begins, from 1.
    pub line: usize,
    /// When the words begin, as people read it (`12:05`), where that is known.
    pub time: Option<String>,
    /// The code's name.
    pub code: String,
    /// Whose coding it is; empty for a pending suggestion.
    pub coder: String,
    /// The analyst's notes on it.
    pub memos: Vec<String>,
}

impl Quoted {
    /// Where it stands, as in `J, case-a, turn 14, line 120, 12:05`.
    pub fn source(&self) -> String {
        let mut parts = Vec::new();
        if !self.speaker.is_empty() {
            parts.push(self.speaker.clone());
        }
        parts.push(self.transcript.clone());
        parts.push(format!("turn {}", self.turn));
        parts.push(format!("line {}", self.line));
        parts.extend(self.time.clone());
        parts.join(", ")
    }
}

/// A picture, in the two forms that writers take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// As SVG.
    pub svg: String,
    /// As PNG for print.
    pub png: Vec<u8>,
    /// Its width in CSS pixels, 96 to the inch.
    pub width: u32,
    /// Its height in CSS pixels.
    pub height: u32,
    /// What it shows, for its caption and for those who do not see it.
    pub title: String,
}

/// One piece of a paper.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading; level 1 is a chapter.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its words.
        text: String,
    },
    /// A paragraph of plain text; a line break in it is one in print.
    Paragraph(String),
    /// A list of short texts.
    List(Vec<String>),
    /// A table with its title above and its notes below. Writers number them
    /// in order if the paper says so.
    Table(Box<Table>),
    /// A picture with its caption.
    Figure(Box<Figure>),
    /// A quote, set apart.
    Quote(Box<Quoted>),
}

/// Pieces in their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paper {
    /// Its title; empty for a single table, which has one of its own.
    pub title: String,
    /// What stands below the title, one line each.
    pub below_title: Vec<String>,
    /// The pieces.
    pub blocks: Vec<Block>,
    /// Whether tables and figures are numbered (`Table 1`).
    pub numbered: bool,
    /// The quotes behind the tables' cells, for writers that can fold them
    /// behind their cell or list them; may be empty.
    pub quotes: BTreeMap<CodingId, Quoted>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_says_where_it_stands_and_leaves_out_what_is_not_known() {
        let mut quoted = Quoted {
            speaker: "J".to_owned(),
            transcript: "case-a".to_owned(),
            turn: 14,
            line: 120,
            time: Some("12:05".to_owned()),
            ..Quoted::default()
        };
        assert_eq!(quoted.source(), "J, case-a, turn 14, line 120, 12:05");
        quoted.speaker.clear();
        quoted.time = None;
        assert_eq!(quoted.source(), "case-a, turn 14, line 120");
    }
}
