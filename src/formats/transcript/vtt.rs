//! Captions in WebVTT (W3C).

use super::captions;
use super::captions_times::Style;
use super::{Hints, Importer, Reading};
use crate::model::Problem;

pub(super) struct WebVtt;

impl Importer for WebVtt {
    fn endings(&self) -> &'static [&'static str] {
        &["vtt"]
    }

    fn read(&self, bytes: &[u8], hints: &Hints) -> Result<Vec<Reading>, Problem> {
        captions::read(bytes, Style::WebVtt, hints)
    }
}

#[cfg(test)]
mod tests;
