//! Everything a table of co-occurrence is made of, counted in one go.

use crate::analysis::axes;
use crate::analysis::build::Defaults;
use crate::analysis::coders::Force;
use crate::analysis::cooccurrence::CooccurrenceSpec;
use crate::analysis::cooccurrence::line::{Line, covered};
use crate::analysis::cooccurrence::strength::Figures;
use crate::analysis::cooccurrence::tally::Tally;
use crate::analysis::headings::{Headings, codes_in_use};
use crate::analysis::hits::{Hit, Hits};
use crate::analysis::view::View;
use crate::model::{Problem, RowsSpec};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// More codes than this make a table nobody reads and memory does not hold.
const MOST_CODES: usize = 1_000;

/// What the codings of a study say about codes in pairs.
pub(super) struct Counted<'a> {
    /// The codes of both sides, each once.
    pub(super) headings: Headings<'a>,
    /// The headings that are rows, and those that are columns.
    pub(super) rows: Vec<usize>,
    pub(super) columns: Vec<usize>,
    pub(super) force: Force,
    pub(super) tally: Tally,
    /// How many units there are, where that is asked and known.
    pub(super) all: Option<u64>,
    /// The coders in force have coded nothing at all.
    pub(super) nothing_coded: bool,
    /// Suggestions for these codes that wait and do not count.
    pub(super) waiting: usize,
    /// Each coder's codings were counted by themselves.
    pub(super) apart: bool,
}

impl<'a> Counted<'a> {
    pub(super) fn new(
        spec: &CooccurrenceSpec,
        view: &View<'a>,
        defaults: &Defaults,
    ) -> Result<Self, Problem> {
        let force = Force::resolve(&spec.coders, &defaults.coders, view.coders, spec.pending)?;
        let side = |codes: &RowsSpec| {
            let RowsSpec::All(word) = codes else {
                return axes::codes(codes, view.codebook, || codes_in_use(view, &force));
            };
            if !matches!(word.as_str(), "codes" | "patterns") {
                return Err(only_codes(word));
            }
            axes::codes(codes, view.codebook, || codes_in_use(view, &force))
        };
        let mut codes = side(&spec.rows)?;
        let rows = (0..codes.len()).collect();
        let columns = match &spec.columns {
            None => (0..codes.len()).collect(),
            Some(columns) => side(columns)?
                .into_iter()
                .map(|code| {
                    let known = codes.iter().position(|other| *other == code);
                    known.unwrap_or_else(|| {
                        codes.push(code);
                        codes.len() - 1
                    })
                })
                .collect(),
        };
        if codes.len() > MOST_CODES {
            return Err(too_many(codes.len()));
        }
        let headings = Headings::new(&codes, view);
        let hits = Hits::new(view, &force, &headings.wanted);
        let apart = spec.same_coder && (force.names.len() > 1 || force.pending);
        let tally = tally(spec, view, &headings, &hits, apart);
        let mut counted = Self {
            all: None,
            nothing_coded: !(0..view.transcripts.len()).any(|at| hits.coded(at)),
            waiting: hits.waiting().len(),
            apart,
            headings,
            rows,
            columns,
            force,
            tally,
        };
        if spec.measures.iter().any(|it| it.of_all()) {
            counted.all = counted.all_units(spec, view);
        }
        Ok(counted)
    }

    /// How many units could have been coded: what those say who answer, in the
    /// transcripts in which the coders in force have coded anything (whatever
    /// the table's codes), and everything else that they have coded there. Nothing
    /// where the units of such a transcript are not known.
    fn all_units(&self, spec: &CooccurrenceSpec, view: &View) -> Option<u64> {
        let every = vec![true; view.codebook.codes.len()];
        let hits = Hits::new(view, &self.force, &every);
        let mut all = 0;
        for (at, transcript) in view.transcripts.iter().enumerate() {
            for hits in by_coder(hits.of(at), self.apart) {
                if hits.is_empty() {
                    continue;
                }
                let map = view.units.get(&transcript.id)?;
                let line = Line::of_units(spec.together, map);
                let mut reaches = line.answers(map);
                reaches.extend(hits.iter().map(|hit| line.reach(hit)));
                all += covered(&mut reaches);
            }
        }
        Some(all)
    }

    /// What was counted of two headings.
    pub(super) fn figures(&self, first: usize, second: usize) -> Figures {
        Figures {
            all: self.all,
            ..self.tally.figures(first, second)
        }
    }

    /// Takes codes without a place out of both sides, unless all are; says
    /// how many.
    pub(super) fn leave_out_unused(&mut self) -> usize {
        let places = &self.tally.meetings.places;
        let unused = |at: &usize| places.counts(*at, *at).both == 0;
        let codes = self.headings.own.len();
        let left_out = (0..codes).filter(unused).count();
        if left_out == codes || self.tally.unknown_places {
            return 0;
        }
        self.rows.retain(|at| !unused(at));
        self.columns.retain(|at| !unused(at));
        left_out
    }

    /// Whether a code stands on both sides.
    pub(super) fn meets_itself(&self) -> bool {
        self.rows.iter().any(|row| self.columns.contains(row))
    }

    /// Whether some coding counts for several of the codes.
    pub(super) fn shares_codings(&self) -> bool {
        self.headings.headings_of.iter().any(|list| list.len() > 1)
    }
}

/// Counts the transcripts, as many at a time as there are processors.
fn tally(
    spec: &CooccurrenceSpec,
    view: &View,
    headings: &Headings,
    hits: &Hits,
    apart: bool,
) -> Tally {
    let together = spec.together.plain();
    let of_units = spec.measures.iter().any(|it| it.of_units());
    let beside = of_units && !together.counts_units();
    let empty = || Tally::new(headings.own.len(), beside);
    let transcripts: Vec<usize> = (0..view.transcripts.len()).collect();
    let run = transcripts.len().div_ceil(rayon::current_num_threads());
    let runs: Vec<Tally> = transcripts
        .par_chunks(run.max(1))
        .map(|run| {
            let mut tally = empty();
            for at in run {
                let transcript = view.transcripts.get(*at);
                let map = transcript.and_then(|one| view.units.get(&one.id));
                for hits in by_coder(hits.of(*at), apart) {
                    tally.count(together, hits, map, headings);
                }
            }
            tally
        })
        .collect();
    let mut runs = runs.into_iter();
    let mut all = runs.next().unwrap_or_else(empty);
    runs.for_each(|run| all.add(run));
    all
}

/// Codings that may stand together: all of a transcript, or each coder's by
/// themselves. Suggestions, which are nobody's yet, stand by themselves then.
fn by_coder(hits: &[Hit], apart: bool) -> Vec<Cow<'_, [Hit]>> {
    if !apart {
        return vec![Cow::Borrowed(hits)];
    }
    let mut coders: BTreeMap<Option<u16>, Vec<Hit>> = BTreeMap::new();
    for hit in hits {
        let coder = (!hit.pending).then_some(hit.coder);
        coders.entry(coder).or_default().push(*hit);
    }
    coders.into_values().map(Cow::Owned).collect()
}

fn only_codes(word: &str) -> Problem {
    Problem::new(format!("co-occurrence compares codes, not '{word}'")).next(format!(
        "write codes, patterns, or a list of codes: [\"{word}\"]"
    ))
}

fn too_many(codes: usize) -> Problem {
    Problem::new(format!(
        "co-occurrence of {codes} codes would be a table of {} cells",
        codes.saturating_mul(codes)
    ))
    .next(format!("list at most {MOST_CODES} codes"))
}
