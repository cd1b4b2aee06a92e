//! The filled cells of one sheet on their way to rows, counted on the way.

use super::{Cell, Limits, Row, Sheet};
use crate::model::Problem;
use std::collections::BTreeMap;

/// Bytes of the longest cell; Excel takes 32,767 characters of up to 4 bytes.
const LONGEST_TEXT: usize = 4 * 32_767;

/// Collects the cells of one sheet.
pub(super) struct Cells<'l> {
    limits: &'l Limits,
    rows: BTreeMap<u32, Vec<Cell>>,
    count: usize,
    bytes: u64,
    too_far: usize,
}

impl<'l> Cells<'l> {
    /// None yet.
    pub(super) fn new(limits: &'l Limits) -> Self {
        Self {
            limits,
            rows: BTreeMap::new(),
            count: 0,
            bytes: 0,
            too_far: 0,
        }
    }

    /// Adds a cell; row and column count from 0.
    pub(super) fn put(&mut self, row: u32, column: usize, cell: Cell) -> Result<(), Problem> {
        if cell.is_empty() {
            return Ok(());
        }
        if column >= self.limits.columns {
            self.too_far += 1;
            return Ok(());
        }
        check_length(&cell, self.limits)?;
        let cells = self.rows.entry(row).or_default();
        if cells.len() <= column {
            // A row has room for all cells up to its last, so these count.
            self.count += column + 1 - cells.len();
            if self.count > self.limits.cells {
                return Err(self.limits.too_large());
            }
            cells.resize(column + 1, Cell::Empty);
        }
        self.bytes += cell.bytes() as u64;
        if self.bytes > self.limits.bytes {
            return Err(self.limits.too_large());
        }
        if let Some(place) = cells.get_mut(column) {
            *place = cell;
        }
        Ok(())
    }

    /// The sheet they make.
    pub(super) fn sheet(self, name: String, hidden: bool) -> Sheet {
        let rows = self.rows.into_iter().map(|(row, cells)| Row {
            number: row as usize + 1,
            line: row as usize + 1,
            cells,
        });
        Sheet {
            name,
            rows: rows.collect(),
            hidden,
            too_far: self.too_far,
        }
    }
}

/// Refuses a text that no spreadsheet program lets a person type.
pub(super) fn check_length(cell: &Cell, limits: &Limits) -> Result<(), Problem> {
    if cell.bytes() > LONGEST_TEXT {
        return Err(limits.too_large());
    }
    Ok(())
}
