//! What stands at the edges of a table: totals, and what was written across.

use crate::analysis::cells::CellMaker;
use crate::analysis::side::{Head, Resolved};
use crate::model::{
    Axis, Cell, CellMeasure, Emptiness, HeadKind, Heading, Problem, Table, TableSpec, Value,
};
use std::ops::Range;

/// Adds the heads of the totals asked for. A total is counted anew from the
/// codings of all its cells, each once; it is not added up.
///
/// # Errors
/// Totals of what has none, such as summaries.
pub(super) fn add_totals(spec: &TableSpec, sides: &mut Resolved) -> Result<(), Problem> {
    let none = !spec.totals.rows && !spec.totals.columns;
    let counted = spec.cells.counts()
        || matches!(spec.cells, CellMeasure::Share | CellMeasure::Presence)
        || spec.also.is_some_and(CellMeasure::counts);
    if none {
        return Ok(());
    }
    if !counted {
        return Err(
            Problem::new(format!("cells = \"{}\" has no totals", spec.cells.word()))
                .next("take `totals` away, or count something, such as codings"),
        );
    }
    if spec.totals.columns {
        let total = sides.rows.whole("Total", HeadKind::Total);
        sides.rows.heads.push(total);
    }
    if spec.totals.rows {
        let total = sides.columns.whole("Total", HeadKind::Total);
        sides.columns.heads.push(total);
    }
    Ok(())
}

/// Which of a side's `count` lines of cells a head stands for.
pub(super) fn span(head: &Head, at: usize, count: usize) -> Range<usize> {
    match head.heading.kind {
        HeadKind::Item => at..at + 1,
        HeadKind::Total | HeadKind::Synthesis => 0..count,
    }
}

/// Totals of presence: in how many of its cells there is something. All
/// marks of a table together are a number of nothing.
pub(super) fn count_marks(table: &mut Table, spec: &TableSpec) {
    if spec.cells != CellMeasure::Presence {
        return;
    }
    let is_total = |heads: &[Heading]| -> Vec<bool> {
        heads
            .iter()
            .map(|head| head.kind == HeadKind::Total)
            .collect()
    };
    let (rows, columns) = (is_total(&table.rows), is_total(&table.columns));
    let marked = |cell: &Cell| cell.value == Value::Count(1);
    let mut marks_of_columns = vec![0u64; columns.len()];
    let mut counted = false;
    for (line, total_row) in table.cells.iter_mut().zip(&rows) {
        let mut marks = 0;
        for (at, (cell, total_column)) in line.iter_mut().zip(&columns).enumerate() {
            let known = matches!(cell.value, Value::Count(_));
            match (*total_row, *total_column) {
                (false, false) if marked(cell) => {
                    marks += 1;
                    if let Some(count) = marks_of_columns.get_mut(at) {
                        *count += 1;
                    }
                }
                (true, true) => cell.value = Value::Empty(Emptiness::Blank),
                (false, true) if known => cell.value = Value::Count(marks),
                (true, false) if known => {
                    cell.value = Value::Count(marks_of_columns.get(at).copied().unwrap_or(0));
                }
                _ => {}
            }
            counted |= *total_row || *total_column;
        }
    }
    if counted {
        table
            .notes
            .push("A total says how many of its cells have at least one coding.".to_owned());
    }
}

/// Adds what was written across the columns for each row, and across the rows
/// for each column.
pub(super) fn syntheses(table: &mut Table, spec: &TableSpec, maker: &CellMaker<'_>) {
    let label = |heads: &[Heading], cases: &str, other: &str| {
        let of_cases = heads
            .iter()
            .any(|head| matches!(head.subject, Axis::Case(_)));
        if of_cases { cases } else { other }.to_owned()
    };
    let (nested_rows, nested_columns) = table.nested();
    let head = |label: String, nested: usize| Heading {
        subject: Axis::All,
        name: "all".to_owned(),
        label,
        above: vec![String::new(); nested],
        kind: HeadKind::Synthesis,
        ..Heading::default()
    };
    if spec.syntheses.rows {
        for (row, line) in table.rows.iter().zip(&mut table.cells) {
            line.push(match row.kind {
                HeadKind::Item => maker.synthesis(&row.subject, &Axis::All),
                _ => Cell::default(),
            });
        }
        let label = label(&table.columns, "Across the cases", "Across the columns");
        table.columns.push(head(label, nested_columns));
    }
    if spec.syntheses.columns {
        let line = table.columns.iter().map(|column| match column.kind {
            HeadKind::Item => maker.synthesis(&Axis::All, &column.subject),
            _ => Cell::default(),
        });
        table.cells.push(line.collect());
        let label = label(&table.columns, "Portrait of the case", "Across the rows");
        table.rows.push(head(label, nested_rows));
    }
}

/// Leaves out the rows and columns with nothing behind any cell and nothing
/// written, and says how many.
pub(super) fn hide_empty(table: &mut Table) {
    let says = |cell: &Cell| {
        !cell.behind.is_empty()
            || match &cell.value {
                Value::Empty(_) => false,
                Value::Text(text) => !text.is_empty(),
                value => value.number() != Some(0.0),
            }
    };
    let rows: Vec<bool> = table
        .cells
        .iter()
        .map(|line| line.iter().any(says))
        .collect();
    let columns: Vec<bool> = (0..table.columns.len())
        .map(|at| {
            table
                .cells
                .iter()
                .any(|line| line.get(at).is_some_and(says))
        })
        .collect();
    let kept = |keep: &[bool]| {
        let keep = keep.to_vec();
        let mut at = 0;
        move || {
            at += 1;
            keep.get(at - 1) == Some(&true)
        }
    };
    let hidden = |keep: &[bool]| keep.iter().filter(|keep| !**keep).count();
    for (count, what) in [(hidden(&rows), "row"), (hidden(&columns), "column")] {
        if count > 0 {
            table.notes.push(format!(
                "Left out as nothing counts in {}: {}.",
                if count == 1 { "it" } else { "them" },
                crate::text::counted(count, what)
            ));
        }
    }
    let mut keep = kept(&rows);
    table.rows.retain(|_| keep());
    let mut keep = kept(&rows);
    table.cells.retain(|_| keep());
    let mut keep = kept(&columns);
    table.columns.retain(|_| keep());
    for line in &mut table.cells {
        let mut keep = kept(&columns);
        line.retain(|_| keep());
    }
}
