//! Captions as YouTube lets them be downloaded (.sbv).

use super::captions;
use super::captions_times::Style;
use super::{Hints, Importer, Reading};
use crate::model::Problem;

pub(super) struct Sbv;

impl Importer for Sbv {
    fn endings(&self) -> &'static [&'static str] {
        &["sbv"]
    }

    fn read(&self, bytes: &[u8], hints: &Hints) -> Result<Vec<Reading>, Problem> {
        captions::read(bytes, Style::Sbv, hints)
    }
}
