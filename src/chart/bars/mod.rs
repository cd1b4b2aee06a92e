//! Level bars of a table: side by side, stacked, or as parts of 100 %.
//!
//! The rows are the groups and the columns the series, or the other way round;
//! inside, the table is turned so that its rows are always the groups.

mod grouped;
mod line;
mod shares;
mod stacked;

pub use line::{Pick, line};

#[cfg(test)]
pub(super) use line::compose as compose_line;

use super::canvas::{Align, Canvas};
use super::colour::GREY;
use super::drawing::Drawing;
use super::error::ChartError;
use super::fonts::Ruler;
use super::frame::{LABEL, MARGIN};
use super::prepare::prepared;
use super::series::MOST_SERIES;
use crate::model::{HeadKind, Heading, Table};

/// The most bars, or parts of bars, in one picture.
const MOST_BARS: usize = 2_000;
/// The length of the longest bar.
const LONGEST: i32 = 340;
/// Between the heads of the rows and the zero of the bars.
const GAP: i32 = 10;
/// Between a bar and what stands at its end.
const TO_END: i32 = 6;

/// How bars of several series stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BarKind {
    /// Side by side.
    Grouped,
    /// End to end.
    Stacked,
    /// End to end, each bar 100 %.
    Share,
}

/// Which side of the table the groups of bars are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A group for each row, a series for each column.
    Rows,
    /// A group for each column, a series for each row.
    Columns,
}

/// Draws a table as bars.
///
/// Bars begin at zero and keep the order of the table; every number stands at
/// its bar, or in its part of one. What is empty has no bar and says why.
/// Where nothing is said about the groups, they are the rows, or the columns
/// if only then there are few enough series.
pub fn bars(table: &Table, kind: BarKind, by: Option<By>) -> Result<Drawing, ChartError> {
    let ruler = Ruler::default();
    let (canvas, width, height) = compose(table, kind, by, &ruler)?;
    canvas.finish(width, height, &table.title)
}

/// The shapes of the picture and its size.
pub(super) fn compose(
    table: &Table,
    kind: BarKind,
    by: Option<By>,
    ruler: &Ruler,
) -> Result<(Canvas, i32, i32), ChartError> {
    let table = prepared(table);
    let (rows, columns) = (items(&table.rows), items(&table.columns));
    let by = by.unwrap_or(if columns > MOST_SERIES && rows <= MOST_SERIES {
        By::Columns
    } else {
        By::Rows
    });
    let turned = match by {
        By::Rows => table,
        By::Columns => turned(table),
    };
    let table = without_total_series(turned);
    let series = table.columns.len();
    if series > MOST_SERIES {
        return Err(ChartError::TooManySeries {
            series,
            most: MOST_SERIES,
        });
    }
    if table.rows.len() * series > MOST_BARS {
        return Err(ChartError::TooLarge { rows, columns });
    }
    match kind {
        BarKind::Grouped => grouped::compose(&table, "", ruler),
        BarKind::Stacked | BarKind::Share => stacked::compose(&table, kind, ruler),
    }
}

fn items(heads: &[Heading]) -> usize {
    heads
        .iter()
        .filter(|head| head.kind == HeadKind::Item)
        .count()
}

/// The table with rows for columns and columns for rows.
fn turned(table: Table) -> Table {
    let cells = (0..table.columns.len())
        .map(|column| {
            let rows = table.cells.iter();
            rows.map(|row| row.get(column).cloned().unwrap_or_default())
                .collect()
        })
        .collect();
    Table {
        // It names the former rows.
        corner: String::new(),
        rows: table.columns,
        columns: table.rows,
        cells,
        ..table
    }
}

/// A series of totals would dwarf the others.
fn without_total_series(table: Table) -> Table {
    let kept: Vec<bool> = table
        .columns
        .iter()
        .map(|head| head.kind == HeadKind::Item)
        .collect();
    fn only<T>(of: Vec<T>, kept: &[bool]) -> Vec<T> {
        let both = of.into_iter().zip(kept);
        both.filter_map(|(it, kept)| kept.then_some(it)).collect()
    }
    Table {
        columns: only(table.columns, &kept),
        cells: table
            .cells
            .into_iter()
            .map(|row| only(row, &kept))
            .collect(),
        ..table
    }
}

/// What stands where there would be bars.
fn nothing(canvas: &mut Canvas, top: i32) -> i32 {
    let sentence = "There is nothing in this part of the table.";
    canvas.text((MARGIN, top + 8), sentence, LABEL, Align::Start, GREY);
    top + 24
}
