//! What stands in a cell.

use crate::analysis::gaps::{Facts, Gaps};
use crate::analysis::hits::Hit;
use crate::analysis::measure::Counter;
use crate::analysis::quotes::quotes;
use crate::analysis::side::Head;
use crate::analysis::strongest::strongest;
use crate::analysis::view::{Passage, View};
use crate::analysis::written::Written;
use crate::model::{
    Axis, Cell, CellMeasure, CodingId, Emptiness, HeadKind, Nearness, QuoteChoice, TableSpec, Value,
};
use std::collections::HashSet;

/// Makes cells.
pub(super) struct CellMaker<'a> {
    pub(super) spec: &'a TableSpec,
    pub(super) view: &'a View<'a>,
    pub(super) counter: &'a Counter<'a>,
    pub(super) gaps: &'a Gaps<'a>,
    pub(super) written: Written<'a>,
    /// Whether the study says of any pair that it does not apply.
    pub(super) some_do_not_apply: bool,
}

/// A cell, and whether it says none although nobody can tell if it was asked.
pub(super) struct Made {
    pub(super) cell: Cell,
    pub(super) unknowable: bool,
}

impl CellMaker<'_> {
    /// The cell of two heads, with the codings that count in it.
    pub(super) fn cell(&self, row: &Head, column: &Head, facts: &Facts, hits: &[Hit]) -> Made {
        let codes = row.codes.as_deref().or(column.codes.as_deref());
        let total = row.heading.kind != HeadKind::Item || column.heading.kind != HeadKind::Item;
        let reason = if hits.is_empty() && !self.counter.counts_all(self.spec.cells) {
            self.gaps.reason(facts, codes)
        } else {
            None
        };
        let mut cell = Cell {
            behind: hits.iter().map(|hit| hit.id).collect(),
            pending: hits.iter().filter(|hit| hit.pending).count() as u64,
            ..Cell::default()
        };
        let by_measure = |measure, hits: &[Hit]| match reason {
            Some(why) => Value::Empty(why),
            None => self.value(measure, hits, facts),
        };
        let chosen = self.chosen(row, column, hits);
        if let Some(chosen) = &chosen {
            cell.behind = chosen.iter().map(|hit| hit.id).collect();
            cell.pending = chosen.iter().filter(|hit| hit.pending).count() as u64;
        }
        let hits = chosen.as_deref().unwrap_or(hits);
        cell.value = by_measure(self.spec.cells, hits);
        cell.also = self.spec.also.map(|also| by_measure(also, hits));
        let unknowable =
            hits.is_empty() && says_none(&cell.value) && self.gaps.unknowable(facts, codes);
        if !total {
            self.write(&mut cell, &row.heading.subject, &column.heading.subject);
            if hits.is_empty() && self.some_do_not_apply {
                self.does_not_apply(&mut cell, &row.heading.subject, &column.heading.subject);
            }
        }
        Made { cell, unknowable }
    }

    /// The codings whose quotes a cell of quotes shows, where not all.
    fn chosen(&self, row: &Head, column: &Head, hits: &[Hit]) -> Option<Vec<Hit>> {
        if self.spec.cells != CellMeasure::Quotes || self.spec.quotes == QuoteChoice::All {
            return None;
        }
        let wanted: HashSet<CodingId> = match self.spec.quotes {
            QuoteChoice::All => return None,
            QuoteChoice::Best(most) => {
                let passages = hits
                    .iter()
                    .filter_map(|hit| self.view.passages.get(&hit.id));
                let passages: Vec<&Passage> = passages.collect();
                let best = strongest(&passages, &[], most);
                best.into_iter().map(|quote| quote.id).collect()
            }
            QuoteChoice::Cited => {
                let pair = (&row.heading.subject, &column.heading.subject);
                let written = self.written.cell(pair.0, pair.1);
                written
                    .map(|cell| cell.behind)
                    .into_iter()
                    .flatten()
                    .collect()
            }
        };
        let chosen = hits.iter().filter(|hit| wanted.contains(&hit.id));
        Some(chosen.copied().collect())
    }

    /// Puts in what a person wrote for the pair, if cells show it.
    fn write(&self, cell: &mut Cell, row: &Axis, column: &Axis) {
        let first = self.spec.cells == CellMeasure::Summary;
        if !first && self.spec.also != Some(CellMeasure::Summary) {
            return;
        }
        let Some(written) = self.written.cell(row, column) else {
            return;
        };
        if first {
            cell.value = written.value;
            // What is counted beside a summary opens to its quotes as well.
            if self.spec.also.is_none() {
                cell.behind = written.behind;
                cell.pending = written.pending;
            } else {
                add(&mut cell.behind, &written.behind);
            }
        } else {
            cell.also = Some(written.value);
            add(&mut cell.behind, &written.behind);
        }
        cell.stale = written.stale;
        cell.draft = written.draft;
        cell.remark = written.remark;
    }

    /// What a person has said not to apply is no zero, whatever is counted.
    fn does_not_apply(&self, cell: &mut Cell, row: &Axis, column: &Axis) {
        let written = self.written.cell(row, column);
        if let Some(written) = written
            && written.value == Value::Empty(Emptiness::NotApplicable)
        {
            cell.also = None;
            cell.value = written.value;
            cell.remark = written.remark;
        }
    }

    /// What a person wrote across all of the other side.
    pub(super) fn synthesis(&self, row: &Axis, column: &Axis) -> Cell {
        let written = self.written.cell(row, column);
        written.unwrap_or_else(|| Cell::plain(Value::Empty(Emptiness::NotWritten)))
    }

    /// The value of a cell whose emptiness, if it is empty, means none.
    fn value(&self, measure: CellMeasure, hits: &[Hit], facts: &Facts) -> Value {
        match measure {
            CellMeasure::Share => self.counter.share(hits, facts.sources()),
            CellMeasure::Quotes | CellMeasure::Summary if hits.is_empty() => {
                Value::Empty(Emptiness::NothingSaid)
            }
            CellMeasure::Quotes => quotes(hits, self.view),
            CellMeasure::Summary => Value::Empty(Emptiness::NotWritten),
            CellMeasure::Attribute => Value::Empty(Emptiness::Blank),
            _ => {
                let count = self.counter.count(measure, hits, facts.sources());
                count.map_or(Value::Empty(Emptiness::Undefined), Value::Count)
            }
        }
    }

    /// What the table counts, in words.
    pub(super) fn unit(&self, several_coders: bool, together: bool) -> String {
        let of = |measure| self.counter.unit(measure, several_coders);
        let mut unit = of(self.spec.cells);
        if let Some(also) = self.spec.also.map(of).filter(|also| !also.is_empty()) {
            if unit.is_empty() {
                unit = also;
            } else {
                unit = format!("{unit}; in brackets, {also}");
            }
        }
        if together && !unit.is_empty() {
            let near = match self.spec.near {
                Nearness::Overlap => "share at least one character".to_owned(),
                Nearness::Sentence => "touch the same sentence".to_owned(),
                Nearness::Turn | Nearness::Turns(0) => "start in the same turn".to_owned(),
                Nearness::Turns(1) => "start at most one turn apart".to_owned(),
                Nearness::Turns(turns) => format!("start at most {turns} turns apart"),
            };
            unit.push_str(&format!(
                "; codes of both sides stand together where their passages {near}"
            ));
        }
        unit
    }
}

fn add(behind: &mut Vec<CodingId>, more: &[CodingId]) {
    for id in more {
        if !behind.contains(id) {
            behind.push(*id);
        }
    }
}

/// Whether a cell without codings says that there is nothing to count.
fn says_none(value: &Value) -> bool {
    matches!(
        value,
        Value::Count(0) | Value::Share { part: 0, .. } | Value::Empty(Emptiness::NothingSaid)
    )
}
