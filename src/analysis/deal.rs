//! Dealing the codings out to the cells they fall into.

use crate::analysis::company::Company;
use crate::analysis::filter::Allowed;
use crate::analysis::hits::{Hit, Hits};
use crate::analysis::side::Side;
use std::ops::Range;

/// For each cell the codings that count in it, in their order.
pub(super) struct Dealt<'h> {
    hits: &'h [Hit],
    columns: usize,
    /// Where each cell's codings end.
    ends: Vec<u32>,
    /// Places among `hits`.
    order: Vec<u32>,
}

impl<'h> Dealt<'h> {
    /// Deals out all codings that the filter lets through. Time: one pass, and
    /// a counting sort by cell.
    pub(super) fn new(
        hits: &'h Hits,
        rows: &Side,
        columns: &Side,
        company: Option<&Company>,
        allowed: &Allowed,
        transcripts: usize,
    ) -> Self {
        let width = columns.items();
        let open = allowed.transcripts(transcripts);
        let mut ends = vec![0u32; rows.items() * width];
        let mut pairs: Vec<(u32, u32)> = Vec::with_capacity(hits.all().len());
        let (mut in_rows, mut in_columns) = (Vec::new(), Vec::new());
        for (at, hit) in hits.all().iter().enumerate() {
            if open.get(hit.transcript as usize) != Some(&true)
                || !company.is_none_or(|company| allowed.beside(company.of(at)))
            {
                continue;
            }
            rows.of(hit, at, company, &mut in_rows);
            if in_rows.is_empty() {
                continue;
            }
            columns.of(hit, at, company, &mut in_columns);
            for row in &in_rows {
                for column in &in_columns {
                    let cell = *row as usize * width + *column as usize;
                    if let Some(count) = ends.get_mut(cell) {
                        *count += 1;
                        pairs.push((cell as u32, at as u32));
                    }
                }
            }
        }
        let mut total = 0;
        for end in &mut ends {
            total += *end;
            *end = total;
        }
        let mut slots = ends.clone();
        let mut order = vec![0u32; pairs.len()];
        for (cell, at) in pairs.iter().rev() {
            if let Some(slot) = slots.get_mut(*cell as usize) {
                *slot -= 1;
                if let Some(place) = order.get_mut(*slot as usize) {
                    *place = *at;
                }
            }
        }
        Self {
            hits: hits.all(),
            columns: width,
            ends,
            order,
        }
    }

    fn of(&self, row: usize, column: usize) -> &[u32] {
        let cell = row * self.columns + column;
        let before = cell.checked_sub(1).and_then(|cell| self.ends.get(cell));
        let start = before.copied().unwrap_or(0) as usize;
        let end = self.ends.get(cell).copied().unwrap_or(0) as usize;
        self.order.get(start..end).unwrap_or_default()
    }

    /// The codings of the cells of these rows and columns, each once, in their
    /// order, into `found`.
    pub(super) fn gather(&self, rows: Range<usize>, columns: Range<usize>, found: &mut Vec<Hit>) {
        found.clear();
        if (rows.len(), columns.len()) == (1, 1) {
            // Nearly every cell: its codings lie in order already.
            let places = self.of(rows.start, columns.start).iter();
            found.extend(places.filter_map(|at| self.hits.get(*at as usize)).copied());
            return;
        }
        let mut places: Vec<u32> = Vec::new();
        for row in rows {
            for column in columns.clone() {
                places.extend_from_slice(self.of(row, column));
            }
        }
        places.sort_unstable();
        places.dedup();
        let hits = places.iter().filter_map(|at| self.hits.get(*at as usize));
        found.extend(hits.copied());
    }
}
