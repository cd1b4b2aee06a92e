//! What a run of transcripts says about headings in pairs.

use crate::analysis::cooccurrence::line::{Line, Reach};
use crate::analysis::cooccurrence::meetings::Meetings;
use crate::analysis::cooccurrence::shared::Shared;
use crate::analysis::cooccurrence::strength::Figures;
use crate::analysis::cooccurrence::{Together, overlap, sameturn};
use crate::analysis::headings::Headings;
use crate::analysis::hits::Hit;
use crate::analysis::units::UnitMap;
use std::borrow::Cow;

/// Places and units that headings share, and the codings there.
pub(super) struct Tally {
    pub(super) meetings: Meetings,
    /// In units, where these are not the places.
    units: Option<Shared>,
    /// Some transcript's places, or units, are not known.
    pub(super) unknown_places: bool,
    unknown_units: bool,
    /// Passages that lie in no sentence.
    pub(super) nowhere: u64,
}

impl Tally {
    /// Of no transcript yet; `units` to count them beside the places.
    pub(super) fn new(width: usize, units: bool) -> Self {
        Self {
            meetings: Meetings::new(width),
            units: units.then(|| Shared::new(width)),
            unknown_places: false,
            unknown_units: false,
            nowhere: 0,
        }
    }

    /// Adds codings of one transcript that may stand together.
    pub(super) fn count(
        &mut self,
        together: Together,
        mut hits: Cow<'_, [Hit]>,
        map: Option<&UnitMap>,
        headings: &Headings,
    ) {
        if hits.is_empty() {
            return;
        }
        let Some(line) = Line::of_places(together, map) else {
            (self.unknown_places, self.unknown_units) = (true, true);
            return;
        };
        // Passages in order lie in turns in order; a damaged study may differ.
        if line.by_turn() && !hits.is_sorted_by_key(|hit| hit.turn) {
            hits.to_mut().sort_by_key(|hit| hit.turn);
        }
        let mut reaches = reaches(&hits, line);
        match line {
            Line::Turns => sameturn::sweep(&hits, headings, &mut self.meetings),
            Line::Sentences(_) => {
                let all = hits.len();
                if reaches.iter().any(|reach| reach.is_empty()) {
                    hits.to_mut().retain(|hit| !line.reach(hit).is_empty());
                    reaches.retain(|reach| !reach.is_empty());
                }
                self.nowhere += (all - hits.len()) as u64;
                self.meetings.places.cover(&hits, &reaches, headings);
                overlap::sweep(&hits, &reaches, false, headings, &mut self.meetings);
            }
            _ => overlap::sweep(&hits, &reaches, true, headings, &mut self.meetings),
        }
        if let Some(units) = &mut self.units {
            match map {
                Some(map) => {
                    let line = Line::of_units(together, map);
                    units.cover(&hits, &self::reaches(&hits, line), headings);
                }
                None => self.unknown_units = true,
            }
        }
    }

    /// Adds what the transcripts after these say.
    pub(super) fn add(&mut self, later: Self) {
        self.meetings.add(&later.meetings);
        if let (Some(units), Some(more)) = (&mut self.units, &later.units) {
            units.add_all(more);
        }
        self.unknown_places |= later.unknown_places;
        self.unknown_units |= later.unknown_units;
        self.nowhere += later.nowhere;
    }

    /// What was counted of two headings, without the number of all units.
    pub(super) fn figures(&self, first: usize, second: usize) -> Figures {
        let places = self.meetings.places.counts(first, second);
        let units = self.units.as_ref();
        Figures {
            places,
            units: (!self.unknown_units)
                .then(|| units.map_or(places, |units| units.counts(first, second))),
            all: None,
        }
    }

    /// Whether units were counted beside the places.
    pub(super) fn has_units(&self) -> bool {
        self.units.is_some()
    }
}

fn reaches(hits: &[Hit], line: Line<'_>) -> Vec<Reach> {
    hits.iter().map(|hit| line.reach(hit)).collect()
}
