//! Which rules are to be tried on which turns, by somebody who knows of the
//! texts beforehand, such as a full-text index. Calling too many rules costs
//! time; a rule that is not called finds nothing.

use std::ops::Range;

/// Bits in a cell.
const CELL: usize = u64::BITS as usize;

/// For each of many turns the queries to try on it: one bit for each pair, so
/// that no number of finds makes it grow.
#[derive(Clone, Debug, Default)]
pub struct CallSheet {
    /// Cells of a turn. The first bit says that nothing is known of the turn.
    width: usize,
    cells: Vec<u64>,
}

impl CallSheet {
    /// A sheet on which nothing is called yet.
    pub fn new(turns: usize, queries: usize) -> Self {
        let width = (queries + 1).div_ceil(CELL);
        Self {
            width,
            cells: vec![0; turns * width],
        }
    }

    /// Calls the query with this number, from 0, to the turn in this row.
    pub fn call(&mut self, row: usize, query: usize) {
        self.set(row, query + 1);
    }

    /// Has a turn read as if nobody knew anything of it.
    pub fn doubt(&mut self, row: usize) {
        self.set(row, 0);
    }

    fn set(&mut self, row: usize, bit: usize) {
        if let Some(cell) = self.cells.get_mut(row * self.width + bit / CELL) {
            *cell |= 1 << (bit % CELL);
        }
    }

    /// What is called to the turns in these rows.
    pub fn rows(&self, rows: Range<usize>) -> Called<'_> {
        let cells = rows.start * self.width..rows.end * self.width;
        Called {
            width: self.width,
            cells: self.cells.get(cells).unwrap_or_default(),
        }
    }
}

/// What is called to the turns of one transcript, in their order.
#[derive(Clone, Copy, Debug)]
pub struct Called<'a> {
    width: usize,
    cells: &'a [u64],
}

impl<'a> Called<'a> {
    /// Whether no turn is to be looked at.
    pub fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| *cell == 0)
    }

    /// The queries to try on the turn with this number, from 1; `None` where
    /// nothing is known of it.
    pub fn to_turn(self, number: u32) -> Option<impl Iterator<Item = u32> + use<'a>> {
        let at = (number as usize).checked_sub(1)?.checked_mul(self.width)?;
        let cells = self.cells.get(at..at + self.width)?;
        let known = cells.first().is_some_and(|cell| cell & 1 == 0);
        known.then(|| {
            (0u32..).zip(cells).flat_map(|(cell, bits)| {
                let mut bits = *bits;
                std::iter::from_fn(move || {
                    let bit = (bits != 0).then(|| bits.trailing_zeros())?;
                    bits &= bits - 1;
                    Some((cell * CELL as u32 + bit).saturating_sub(1))
                })
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to_turn(called: Called<'_>, number: u32) -> Option<Vec<u32>> {
        called.to_turn(number).map(Iterator::collect)
    }

    #[test]
    fn each_turn_has_the_queries_that_were_called_to_it_however_many_there_are() {
        for queries in [1, 62, 63, 64, 65, 200] {
            let mut sheet = CallSheet::new(4, queries);
            sheet.call(1, 0);
            sheet.call(1, queries - 1);
            sheet.doubt(3);
            let called = sheet.rows(1..4);
            let mut both = vec![0, queries as u32 - 1];
            both.dedup();
            assert_eq!(to_turn(called, 1), Some(both));
            assert_eq!(to_turn(called, 2), Some(Vec::new()));
            assert_eq!(to_turn(called, 3), None, "in doubt");
            assert_eq!(to_turn(called, 4), None, "not on the sheet");
            assert_eq!(to_turn(called, 0), None, "no turn");
            assert!(sheet.rows(0..1).is_empty() && !called.is_empty());
        }
    }
}
