//! Percentages, always with their base.

use crate::analysis::deal::Dealt;
use crate::analysis::gaps::{Gaps, met};
use crate::analysis::margins::span;
use crate::analysis::measure::Counter;
use crate::analysis::side::{Head, Side};
use crate::analysis::sources::Sources;
use crate::model::{CellMeasure, Emptiness, PercentOf, Problem, Table, TableSpec, Value};
use std::borrow::Cow;

/// What percentages are computed from.
pub(super) struct Percent<'a> {
    pub(super) of: PercentOf,
    pub(super) spec: &'a TableSpec,
    pub(super) counter: &'a Counter<'a>,
    pub(super) gaps: &'a Gaps<'a>,
    pub(super) dealt: &'a Dealt<'a>,
    /// With their totals, if any, last.
    pub(super) rows: &'a Side,
    pub(super) columns: &'a Side,
    /// What a filter leaves to look at; none where there is none.
    pub(super) everything: Option<&'a Sources>,
}

impl Percent<'_> {
    /// Whether a spec asks for percentages of something that has them.
    pub(super) fn check(spec: &TableSpec) -> Result<(), Problem> {
        if spec.percent.is_none() || spec.cells.counts() {
            return Ok(());
        }
        Err(Problem::new(format!(
            "percentages are of counts, and cells = \"{}\" counts nothing",
            spec.cells.word()
        ))
        .next("count something, such as codings or cases, or take `percent` away"))
    }

    /// Puts the percentages into the cells, beside their counts or in their
    /// stead, and the bases into the heads.
    pub(super) fn add(&self, table: &mut Table) {
        let bases: Vec<Option<u64>> = match self.of {
            PercentOf::Row => self
                .rows
                .heads
                .iter()
                .map(|head| self.base(head, true))
                .collect(),
            PercentOf::Column => {
                let heads = self.columns.heads.iter();
                heads.map(|head| self.base(head, false)).collect()
            }
            PercentOf::All => vec![self.base_of_all()],
        };
        for (row, line) in table.cells.iter_mut().enumerate() {
            for (column, cell) in line.iter_mut().enumerate() {
                let at = match self.of {
                    PercentOf::Row => row,
                    PercentOf::Column => column,
                    PercentOf::All => 0,
                };
                let Value::Count(part) = cell.value else {
                    continue;
                };
                let share = match bases.get(at).copied().flatten() {
                    Some(whole) if whole > 0 => Value::Share { part, whole },
                    _ => Value::Empty(Emptiness::Undefined),
                };
                if self.spec.percent_only {
                    cell.value = share;
                } else {
                    cell.also = Some(share);
                }
            }
        }
        let heads = match self.of {
            PercentOf::Row => &mut table.rows,
            PercentOf::Column => &mut table.columns,
            PercentOf::All => &mut Vec::new(),
        };
        for (head, base) in heads.iter_mut().zip(&bases) {
            head.base = *base;
        }
        let what = self.spec.cells.word();
        table.notes.push(match self.of {
            PercentOf::Row => format!("Percentages are of each row's {what}{} (n).", self.coded()),
            PercentOf::Column => {
                format!(
                    "Percentages are of each column's {what}{} (n).",
                    self.coded()
                )
            }
            PercentOf::All => format!(
                "Percentages are of all {what}{} (n = {}).",
                self.coded(),
                bases.first().copied().flatten().unwrap_or(0)
            ),
        });
    }

    /// Of cases, transcripts and speakers, all that were coded at all are the
    /// base, whether they have these codes or not.
    fn coded(&self) -> &'static str {
        let side = match self.of {
            PercentOf::Row => self.rows.of_sources_only(),
            PercentOf::Column => self.columns.of_sources_only(),
            PercentOf::All => self.rows.of_sources_only() || self.columns.of_sources_only(),
        };
        if side && counts_sources(self.spec.cells) && !self.counter.counts_all(self.spec.cells) {
            " that have been coded"
        } else {
            ""
        }
    }

    fn base(&self, head: &Head, of_row: bool) -> Option<u64> {
        let (rows, columns) = (self.rows.items(), self.columns.items());
        let side = if of_row { self.rows } else { self.columns };
        let sources = met(head.sources.as_ref(), self.everything);
        if let Some(base) = self.all_coded(side, sources.as_deref()) {
            return Some(base);
        }
        let place = side.heads.iter().position(|one| std::ptr::eq(one, head))?;
        let (rows, columns) = if of_row {
            (span(head, place, rows), 0..columns)
        } else {
            (0..rows, span(head, place, columns))
        };
        self.distinct(rows, columns, sources.as_deref())
    }

    fn base_of_all(&self) -> Option<u64> {
        for side in [self.rows, self.columns] {
            let listed: Option<Vec<&Sources>> = side
                .heads
                .iter()
                .map(|head| head.sources.as_ref())
                .collect();
            let joined = listed.map(|all| Sources::join(all.into_iter()));
            let sources = met(joined.as_ref(), self.everything).map(Cow::into_owned);
            if let Some(base) = self.all_coded(side, sources.as_ref()) {
                return Some(base);
            }
        }
        self.distinct(
            0..self.rows.items(),
            0..self.columns.items(),
            self.everything,
        )
    }

    fn all_coded(&self, side: &Side, sources: Option<&Sources>) -> Option<u64> {
        let measure = self.spec.cells;
        if !counts_sources(measure) || !side.of_sources_only() {
            return None;
        }
        let everyone = self.counter.counts_all(measure);
        let coded = |at| everyone || self.gaps.coded(at, None);
        Some(self.counter.all_of(measure, sources, coded))
    }

    fn distinct(
        &self,
        rows: std::ops::Range<usize>,
        columns: std::ops::Range<usize>,
        sources: Option<&Sources>,
    ) -> Option<u64> {
        let mut hits = Vec::new();
        self.dealt.gather(rows, columns, &mut hits);
        self.counter.count(self.spec.cells, &hits, sources)
    }
}

fn counts_sources(measure: CellMeasure) -> bool {
    matches!(
        measure,
        CellMeasure::Cases | CellMeasure::Transcripts | CellMeasure::Speakers
    )
}
