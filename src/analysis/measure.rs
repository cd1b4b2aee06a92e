//! What can be counted in a cell.

use crate::analysis::hits::Hit;
use crate::analysis::places::Places;
use crate::analysis::sources::Sources;
use crate::analysis::view::View;
use crate::model::{CellMeasure, Emptiness, HeadsOf, LevelSpec, TableSpec, Value};
use crate::text::ByteSpan;

/// Counts codings (in their order) and what they lie in.
pub(super) struct Counter<'a> {
    view: &'a View<'a>,
    places: &'a Places<'a>,
    /// Whether words count whoever speaks them, as the table says who does;
    /// else only those of informants.
    all_roles: bool,
    /// Whether the table compares neither codes nor coders: then cases, transcripts and
    /// speakers are counted whether they have codings or not.
    without_codes: bool,
}

impl<'a> Counter<'a> {
    pub(super) fn new(
        view: &'a View<'a>,
        places: &'a Places<'a>,
        spec: &TableSpec,
        without_codes: bool,
    ) -> Self {
        let of_roles = |level: &LevelSpec| {
            matches!(
                level,
                LevelSpec::All(HeadsOf::Roles)
                    | LevelSpec::These(HeadsOf::Roles | HeadsOf::Speakers, _)
            )
        };
        let mut levels = spec.rows.iter().chain(&spec.columns);
        Self {
            view,
            places,
            all_roles: levels.any(of_roles)
                || !spec.only.roles.is_empty()
                || !spec.only.speakers.is_empty(),
            without_codes,
        }
    }

    /// What a measure counts, in words, for the table's footnote; empty where
    /// nothing is counted.
    pub(super) fn unit(&self, measure: CellMeasure, several_coders: bool) -> String {
        let whose = if self.all_roles {
            ("coded words", "all words")
        } else {
            ("coded words of the informants", "all that they said")
        };
        match measure {
            CellMeasure::Codings if several_coders => {
                "codings; a passage with two codes counts once for each, \
                 and one that two coders coded counts once for each coder"
                    .to_owned()
            }
            CellMeasure::Codings => {
                "codings; a passage with two codes counts once for each".to_owned()
            }
            CellMeasure::Passages => "passages; one with several codings counts once".to_owned(),
            CellMeasure::Words => format!("{}, each word once", whose.0),
            CellMeasure::Share if self.all_roles => {
                "% of the words; coded words, each once, as a share of all words".to_owned()
            }
            CellMeasure::Share => {
                "% of the informants' words; coded words of the informants, each once, \
                 as a share of all that they said"
                    .to_owned()
            }
            CellMeasure::Presence => "presence (1 = at least one coding)".to_owned(),
            CellMeasure::Transcripts | CellMeasure::Speakers | CellMeasure::Cases
                if self.without_codes =>
            {
                measure.word().to_owned()
            }
            CellMeasure::Transcripts => "transcripts with at least one coding".to_owned(),
            CellMeasure::Speakers => "speakers with at least one coding".to_owned(),
            CellMeasure::Cases => "cases with at least one coding".to_owned(),
            CellMeasure::Summary | CellMeasure::Quotes | CellMeasure::Attribute => String::new(),
        }
    }

    /// Whether a measure counts what is there, coded or not.
    pub(super) fn counts_all(&self, measure: CellMeasure) -> bool {
        self.without_codes
            && matches!(
                measure,
                CellMeasure::Cases | CellMeasure::Transcripts | CellMeasure::Speakers
            )
    }

    /// How many of a counting measure there are among these codings; none
    /// where a transcript's words are not known, or the measure counts nothing.
    /// `sources` are what the cell speaks of (none: everything).
    pub(super) fn count(
        &self,
        measure: CellMeasure,
        hits: &[Hit],
        sources: Option<&Sources>,
    ) -> Option<u64> {
        let lie_in = || hits.iter().map(|hit| hit.transcript);
        if self.counts_all(measure) {
            return Some(self.all_of(measure, sources, |_| true));
        }
        match measure {
            CellMeasure::Codings => Some(hits.len() as u64),
            CellMeasure::Passages => {
                let same = |a: &Hit, b: &Hit| (a.transcript, a.span) == (b.transcript, b.span);
                Some(hits.chunk_by(same).count() as u64)
            }
            CellMeasure::Words => self.words(hits),
            CellMeasure::Presence => Some(u64::from(!hits.is_empty())),
            CellMeasure::Transcripts => Some(self.places.count_wholes(lie_in())),
            CellMeasure::Speakers => Some(self.places.count_people(lie_in())),
            CellMeasure::Cases => Some(self.places.count_cases(lie_in())),
            _ => None,
        }
    }

    /// How many cases, transcripts or speakers there are, coded or not, in
    /// those transcripts that `keep` keeps; interviewers are no speakers here.
    pub(super) fn all_of(
        &self,
        measure: CellMeasure,
        sources: Option<&Sources>,
        keep: impl Fn(u32) -> bool,
    ) -> u64 {
        let everything: Vec<u32>;
        let transcripts = match sources {
            Some(sources) => &sources.transcripts,
            None => {
                everything = (0..self.view.transcripts.len() as u32).collect();
                &everything
            }
        };
        let kept = transcripts.iter().copied().filter(|at| keep(*at));
        match measure {
            // A case without a transcript is a case all the same.
            CellMeasure::Cases if self.without_codes => {
                sources.map_or(self.view.cases.len(), |it| it.cases.len()) as u64
            }
            CellMeasure::Cases => self.places.count_cases(kept),
            CellMeasure::Speakers => {
                let speaks = |at: &u32| self.all_roles || !self.places.asks(*at);
                self.places.count_people(kept.filter(speaks))
            }
            _ => self.places.count_wholes(kept),
        }
    }

    /// The coded words as a part of all words. Undefined where there are none,
    /// or words are not known.
    pub(super) fn share(&self, hits: &[Hit], sources: Option<&Sources>) -> Value {
        match (self.words(hits), self.all_words(sources)) {
            (Some(part), Some(whole)) if whole > 0 => Value::Share { part, whole },
            _ => Value::Empty(Emptiness::Undefined),
        }
    }

    /// All words in these transcripts.
    fn all_words(&self, sources: Option<&Sources>) -> Option<u64> {
        let everything = 0..self.view.transcripts.len() as u32;
        let of = |at: u32| {
            let transcript = self.view.transcripts.get(at as usize)?;
            Some(self.view.words.get(&transcript.id)?.total())
        };
        let counts = |at: &u32| self.counts_words_of(*at);
        match sources {
            Some(sources) => sources
                .transcripts
                .iter()
                .copied()
                .filter(counts)
                .map(of)
                .sum(),
            None => everything.filter(counts).map(of).sum(),
        }
    }

    fn counts_words_of(&self, transcript: u32) -> bool {
        self.all_roles || self.places.answers(transcript)
    }

    /// The words that start inside at least one of the passages.
    fn words(&self, hits: &[Hit]) -> Option<u64> {
        let groups = hits.chunk_by(|a, b| a.transcript == b.transcript);
        let counts = groups.map(|group| {
            let place = group.first()?.transcript;
            if !self.counts_words_of(place) {
                return Some(0);
            }
            let transcript = self.view.transcripts.get(place as usize)?;
            let words = self.view.words.get(&transcript.id)?;
            let mut spans: Vec<ByteSpan> = group.iter().map(|hit| hit.span).collect();
            Some(words.inside(&mut spans))
        });
        counts.sum()
    }
}
