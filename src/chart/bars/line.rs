//! One line of a table as bars: one row across the columns, or one column down
//! the rows.

use super::grouped;
use crate::chart::canvas::Canvas;
use crate::chart::drawing::Drawing;
use crate::chart::error::ChartError;
use crate::chart::fonts::Ruler;
use crate::chart::frame;
use crate::chart::prepare::{with_bases, without_synthesis};
use crate::model::{Heading, Table};

/// Which part of a table to draw, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// One row: a code across the cases.
    Row(usize),
    /// One column: a case across the codes.
    Column(usize),
}

/// Draws one row or column of the table as level bars.
///
/// Bars keep the order of the table and begin at zero. What is empty has no
/// bar and says why in words.
pub fn line(table: &Table, pick: Pick) -> Result<Drawing, ChartError> {
    let ruler = Ruler::default();
    let (canvas, width, height) = compose(table, pick, &ruler)?;
    canvas.finish(width, height, &table.title)
}

/// The shapes of the picture and its size.
pub(in crate::chart) fn compose(
    table: &Table,
    pick: Pick,
    ruler: &Ruler,
) -> Result<(Canvas, i32, i32), ChartError> {
    let (subject, line) = picked(&with_bases(table), pick)?;
    if line.rows.len() > super::MOST_BARS {
        return Err(ChartError::TooLarge {
            rows: table.rows.len(),
            columns: table.columns.len(),
        });
    }
    grouped::compose(&line, &subject, ruler)
}

/// The name of the line, and a table of it alone, its groups in the rows.
fn picked(table: &Table, pick: Pick) -> Result<(String, Table), ChartError> {
    let (subject, groups) = match pick {
        Pick::Row(row) => {
            let subject = table.rows.get(row).ok_or(ChartError::NoSuchRow {
                wanted: row.saturating_add(1),
                rows: table.rows.len(),
            })?;
            (subject, &table.columns)
        }
        Pick::Column(column) => {
            let subject = table.columns.get(column).ok_or(ChartError::NoSuchColumn {
                wanted: column.saturating_add(1),
                columns: table.columns.len(),
            })?;
            (subject, &table.rows)
        }
    };
    let cells = (0..groups.len()).map(|group| match pick {
        Pick::Row(row) => vec![frame::cell(table, row, group)],
        Pick::Column(column) => vec![frame::cell(table, group, column)],
    });
    let line = Table {
        rows: groups.clone(),
        columns: vec![Heading::default()],
        cells: cells.collect(),
        ..table.clone()
    };
    Ok((subject.path(), without_synthesis(&line)))
}
