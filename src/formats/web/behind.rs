//! The quotes behind the cells of a page's tables, folded at its end: a group
//! for each cell, to which the cell links.
//!
//! A quote is written out once, in the first group that needs it; where it
//! stands behind another cell too, that group links to it. A total says which
//! cells it is the total of. So a page grows with the quotes and not with the
//! ways in which a table counts them.

use super::{one_line, quote};
use crate::model::{Cell, CodingId, HeadKind, Paper, Quoted, Table};
use crate::text::counted;
use maud::{Markup, html};
use std::collections::HashSet;

/// The start of a quote that is written out elsewhere, in letters.
const START: usize = 60;

/// A cell, by its table (from 1), row and column (from 0).
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) table: usize,
    pub(super) row: usize,
    pub(super) column: usize,
}

impl Place {
    /// The cell's name in the page.
    pub(super) fn cell(self) -> String {
        format!("cell{}-{}-{}", self.table, self.row + 1, self.column + 1)
    }

    /// The name of the group of its quotes.
    pub(super) fn group(self) -> String {
        format!("behind{}-{}-{}", self.table, self.row + 1, self.column + 1)
    }
}

/// Whether a cell has a group: whether any of its quotes is at hand.
pub(super) fn has_group(cell: &Cell, paper: &Paper) -> bool {
    cell.behind.iter().any(|id| paper.quotes.contains_key(id))
}

/// The groups of all tables, those of plain cells before those of totals.
pub(super) fn section(tables: &[&Table], paper: &Paper) -> Markup {
    let any = |table: &&&Table| {
        table
            .cells
            .iter()
            .flatten()
            .any(|cell| has_group(cell, paper))
    };
    if !tables.iter().any(|table| any(&table)) {
        return html! {};
    }
    let level_one = paper.title.is_empty();
    let title = "Quotes behind the cells";
    let mut written = HashSet::new();
    html! {
        section class="behind" {
            @if level_one { h1 { (title) } } @else { h2 { (title) } }
            @for (at, table) in tables.iter().enumerate() {
                @if tables.len() > 1 && any(&table) {
                    p class="of" dir="auto" { (one_line(&table.title)) }
                }
                (of_table(table, at + 1, paper, &mut written))
            }
        }
    }
}

fn of_table(
    table: &Table,
    number: usize,
    paper: &Paper,
    written: &mut HashSet<CodingId>,
) -> Markup {
    let place = |row, column| Place {
        table: number,
        row,
        column,
    };
    let totals = is_total(table);
    html! {
        @for (row, cells) in table.cells.iter().enumerate() {
            @for (column, cell) in cells.iter().enumerate() {
                @if !totals(row, column) && has_group(cell, paper) {
                    (group(table, place(row, column), cell, html! {
                        ol { (quotes(&cell.behind, paper, written)) }
                    }))
                }
            }
        }
        @for (row, cells) in table.cells.iter().enumerate() {
            @for (column, cell) in cells.iter().enumerate() {
                @if totals(row, column) && has_group(cell, paper) {
                    (group(table, place(row, column), cell, html! {
                        (total(table, place(row, column), paper))
                        // What only the total counts stands here.
                        @let rest: Vec<CodingId> = unwritten(cell, paper, written);
                        @if !rest.is_empty() {
                            ol { (quotes(&rest, paper, written)) }
                        }
                    }))
                }
            }
        }
    }
}

fn group(table: &Table, place: Place, cell: &Cell, inside: Markup) -> Markup {
    let head = |heads: &[crate::model::Heading], at: usize| {
        heads
            .get(at)
            .map(|head| one_line(&head.path()))
            .unwrap_or_default()
    };
    html! {
        details class="quotes" id=(place.group()) {
            summary {
                bdi { (head(&table.rows, place.row)) }
                " × "
                bdi { (head(&table.columns, place.column)) }
                span class="count" { (counted(cell.behind.len(), "quote")) }
            }
            p class="back" { a href={ "#" (place.cell()) } { "Back to the table" } }
            (inside)
        }
    }
}

fn quotes(behind: &[CodingId], paper: &Paper, written: &mut HashSet<CodingId>) -> Markup {
    let missing = behind
        .iter()
        .filter(|id| !paper.quotes.contains_key(id))
        .count();
    html! {
        @for id in behind {
            @if let Some(quoted) = paper.quotes.get(id) {
                @if written.insert(*id) {
                    (quote::listed(*id, quoted))
                } @else {
                    li { a href={ "#coding" (id) } dir="auto" lang="" { (start(quoted)) } }
                }
            }
        }
        @if missing > 0 {
            li class="missing" { (counted(missing, "coding")) " without words here" }
        }
    }
}

/// Links to the cells that a total is of.
fn total(table: &Table, place: Place, paper: &Paper) -> Markup {
    let totals = is_total(table);
    let of_row = kind(&table.columns, place.column) == HeadKind::Total;
    let of_column = kind(&table.rows, place.row) == HeadKind::Total;
    let of_it = |row: usize, column: usize| {
        (of_column || row == place.row) && (of_row || column == place.column)
    };
    let all = || {
        table.cells.iter().enumerate().flat_map(|(row, cells)| {
            let cells = cells.iter().enumerate();
            cells.map(move |(column, cell)| (row, column, cell))
        })
    };
    // Of the whole table: its rows' totals say where the quotes are.
    if of_row && of_column {
        return html! { p { "All quotes of this table, in the groups above." } };
    }
    html! {
        ul class="parts" {
            @for (row, column, cell) in all() {
                @if of_it(row, column) && !totals(row, column) && has_group(cell, paper) {
                    @let part = Place { row, column, ..place };
                    @let head = if of_row { table.columns.get(column) } else { table.rows.get(row) };
                    li {
                        a href={ "#" (part.group()) } dir="auto" {
                            (head.map(|head| one_line(&head.path())).unwrap_or_default())
                        }
                        span class="count" { (cell.behind.len()) }
                    }
                }
            }
        }
    }
}

fn unwritten(cell: &Cell, paper: &Paper, written: &HashSet<CodingId>) -> Vec<CodingId> {
    let known = cell
        .behind
        .iter()
        .filter(|id| paper.quotes.contains_key(id));
    known.filter(|id| !written.contains(id)).copied().collect()
}

fn is_total(table: &Table) -> impl Fn(usize, usize) -> bool + Copy {
    |row, column| {
        kind(&table.rows, row) == HeadKind::Total || kind(&table.columns, column) == HeadKind::Total
    }
}

fn kind(heads: &[crate::model::Heading], at: usize) -> HeadKind {
    heads.get(at).map(|head| head.kind).unwrap_or_default()
}

/// The first words of a quote, enough to know it again.
fn start(quoted: &Quoted) -> String {
    let words = one_line(&quoted.words);
    if words.chars().count() <= START {
        return words;
    }
    let head: String = words.chars().take(START).collect();
    format!("{}…", head.trim_end())
}
