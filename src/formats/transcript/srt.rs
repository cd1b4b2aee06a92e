//! Captions in SubRip's format (.srt), which has no standard: what programs
//! write and forget is read as far as it can be.

use super::captions;
use super::captions_times::Style;
use super::{Hints, Importer, Reading};
use crate::model::Problem;

pub(super) struct SubRip;

impl Importer for SubRip {
    fn endings(&self) -> &'static [&'static str] {
        &["srt"]
    }

    fn read(&self, bytes: &[u8], hints: &Hints) -> Result<Vec<Reading>, Problem> {
        captions::read(bytes, Style::SubRip, hints)
    }
}

#[cfg(test)]
mod tests;
