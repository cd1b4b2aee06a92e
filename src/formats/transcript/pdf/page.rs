//! What is handed over from the process that reads a PDF: lines of words with
//! their places on the page, in points from its upper left corner.

use serde::{Deserialize, Serialize};

/// What a PDF holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum PdfContent {
    /// Its pages, and how many it says it has.
    Pages(Vec<PdfPage>, Option<usize>),
    /// It is locked by a password, or in a way that is not known here.
    Locked,
    /// It is no PDF, or damaged beyond reading.
    Damaged,
    /// It unpacks to more than any interview has.
    TooMuch,
}

/// One page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PdfPage {
    /// Its lines, from top to bottom, column by column.
    pub lines: Vec<PdfLine>,
    /// Whether they stand in two columns.
    pub columns: bool,
    /// Words that stand across the page, as a stamp or a watermark does.
    pub across: Vec<String>,
    /// Whether it shows a picture, or letters that are drawn as one.
    pub picture: bool,
    /// Whether part of the page could not be unpacked.
    pub damaged: bool,
}

/// One line. A tab in its text is a gap as wide as between columns.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PdfLine {
    /// Its words.
    pub text: String,
    /// Where it starts.
    pub x: f32,
    /// Where it ends.
    pub end: f32,
    /// Where it stands, from the top of the page.
    pub y: f32,
    /// How large its letters are.
    pub size: f32,
    /// How wide its first word is.
    pub first: f32,
}
