//! A finished picture.

use super::error::ChartError;
use super::{pdf, png};

/// A finished picture, as SVG; as PNG or PDF when asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    pub(super) svg: String,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) title: String,
}

impl Drawing {
    /// The picture as SVG (UTF-8). Its texts are texts: they can be searched,
    /// read aloud and edited.
    pub fn svg(&self) -> &str {
        &self.svg
    }

    /// What it shows, in words.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Its width in CSS pixels, 96 to the inch.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Its height in CSS pixels, 96 to the inch.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// The picture as PNG on white, at a resolution in dots per inch (36 to
    /// 1200). The file says its resolution, so that a word processor places it
    /// at its size on paper.
    ///
    /// The same picture gives the same bytes on every machine: only the
    /// bundled fonts are used. Letters that none of them has show as boxes.
    pub fn png(&self, dpi: u32) -> Result<Vec<u8>, ChartError> {
        png::render(&self.svg, self.width, self.height, dpi)
    }

    /// The picture as a PDF of one page of its size. Its texts are texts, and
    /// the letters it uses of the bundled fonts are inside.
    ///
    /// The same picture gives the same bytes: the file has no date.
    pub fn pdf(&self) -> Result<Vec<u8>, ChartError> {
        pdf::render(&self.svg, self.width, self.height)
    }
}
