//! Tables of codes by the same codes, which matrix and network draw.

use super::error::ChartError;
use super::frame::cell;
use crate::model::{Table, Value};

/// Refuses a table whose columns are not its rows.
pub(super) fn same_codes(table: &Table) -> Result<(), ChartError> {
    let same = |(row, column): (&_, &_)| row == column;
    let alike = table.rows.iter().zip(&table.columns).all(same);
    if alike && table.rows.len() == table.columns.len() {
        Ok(())
    } else {
        Err(ChartError::NotCodesByCodes)
    }
}

/// Refuses also a table whose cells are not the same from both sides: of a
/// pair there would be two strengths.
pub(super) fn symmetric(table: &Table) -> Result<(), ChartError> {
    same_codes(table)?;
    for row in 0..table.rows.len() {
        for column in 0..row {
            if cell(table, row, column).value != cell(table, column, row).value {
                return Err(ChartError::TwoStrengths);
            }
        }
    }
    Ok(())
}

/// The strength of a pair; nothing where there is none.
pub(super) fn strength(table: &Table, row: usize, column: usize) -> Option<f64> {
    let value = &table.cell(row, column)?.value;
    let number = match value {
        Value::Text(_) | Value::Empty(_) => None,
        _ => value.number(),
    };
    number.filter(|number| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::gallery::study;
    use crate::chart::gallery_pairs::pairs;

    #[test]
    fn only_a_table_of_codes_by_the_same_codes_is_one() {
        assert_eq!(symmetric(&study()), Err(ChartError::NotCodesByCodes));
        assert_eq!(symmetric(&pairs(5)), Ok(()));
        let mut lopsided = pairs(5);
        lopsided.cells[3][1].value = Value::Count(99);
        assert_eq!(symmetric(&lopsided), Err(ChartError::TwoStrengths));
        assert_eq!(same_codes(&lopsided), Ok(()));
    }
}
