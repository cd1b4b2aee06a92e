//! The one table type. Every analysis returns it; terminal, CSV, charts and
//! all other outputs render it, and so cannot disagree.

use crate::model::cell::{Cell, Emptiness, Value};
use crate::model::heading::Heading;
use serde::Serialize;

/// Labelled axes, typed cells, and under which conditions it was made.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Table {
    /// Its title.
    pub title: String,
    /// What stands in the corner above the row heads.
    pub corner: String,
    /// Row heads in order.
    pub rows: Vec<Heading>,
    /// Column heads in order.
    pub columns: Vec<Heading>,
    /// Cells by row, then column; as many as the heads say.
    pub cells: Vec<Vec<Cell>>,
    /// What is counted, such as "codings", or "" where nothing is.
    pub unit: String,
    /// Whose codings count; empty where codings play no part.
    pub coders: Vec<String>,
    /// Filters in force, in words.
    pub filters: Vec<String>,
    /// What a reader must know, one sentence each.
    pub notes: Vec<String>,
    /// The study's state it was made from, in words, such as
    /// `change 41, 2026-11-20`; empty where nobody has said. Never today's
    /// date: the same study must give the same bytes.
    pub as_of: String,
}

impl Table {
    /// The cell at a row and column.
    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        self.cells.get(row)?.get(column)
    }

    /// How many levels the heads of the rows, and of the columns, stand under.
    pub fn nested(&self) -> (usize, usize) {
        let levels = |heads: &[Heading]| heads.iter().map(|head| head.above.len()).max();
        (
            levels(&self.rows).unwrap_or(0),
            levels(&self.columns).unwrap_or(0),
        )
    }

    /// The kinds of emptiness the table shows, for its legend.
    pub fn emptiness(&self) -> Vec<Emptiness> {
        let mut kinds: Vec<Emptiness> = self
            .cells
            .iter()
            .flatten()
            .filter_map(|cell| match cell.value {
                Value::Empty(why) if why != Emptiness::Blank => Some(why),
                _ => None,
            })
            .collect();
        kinds.sort();
        kinds.dedup();
        kinds
    }

    /// What stands below the table in every output: unit, coders, filters, notes.
    pub fn footnotes(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if !self.unit.is_empty() {
            lines.push(format!("Counted: {}.", self.unit));
        }
        match self.coders.as_slice() {
            [] => {}
            [one] => lines.push(format!("Coder: {one}.")),
            many => lines.push(format!("Coders: {}.", many.join(", "))),
        }
        lines.extend(self.filters.iter().map(|filter| format!("Only: {filter}.")));
        lines.extend(self.notes.iter().cloned());
        lines
    }
}
