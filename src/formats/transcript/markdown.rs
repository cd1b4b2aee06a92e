//! Markdown: the canonical text is the file as written, marks and all; only
//! the emphasis around a speaker's name is not part of the name.

use super::lines::Layout;
use super::plain::read_as;
use super::{Hints, Importer, Reading};
use crate::model::Problem;

pub(super) struct Markdown;

impl Importer for Markdown {
    fn endings(&self) -> &'static [&'static str] {
        &["md", "markdown"]
    }

    fn read(&self, bytes: &[u8], hints: &Hints) -> Result<Vec<Reading>, Problem> {
        Ok(vec![read_as(bytes, Layout::Markdown, hints)?])
    }
}
