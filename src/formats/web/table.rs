//! A table as a web page shows it: thin rules above, below the heads and at
//! the end; heads that say what they head.

use super::behind::{Place, has_group};
use super::{lines, one_line};
use crate::formats::table::spans::{
    HeadCell, begins_totals, head_lines, indent, label, numbers_only, opened,
};
use crate::formats::table::visible;
use crate::model::{Cell, HeadKind, Heading, Paper, Table, Value};
use crate::text::counted;
use maud::{Markup, html};
use unicode_width::UnicodeWidthStr;

/// Rows past which the heads stay in sight while the rows scroll.
const TALL: usize = 25;
/// Letters across a portrait page of print.
const PORTRAIT: usize = 115;
/// Letters a column of words needs to be read with comfort.
const COMFORTABLE: usize = 16;

/// Writes the table with its title above and its notes below.
pub(super) fn write(table: &Table, number: usize, paper: &Paper) -> Markup {
    let numbers: Vec<bool> = (0..table.columns.len())
        .map(|column| numbers_only(table, column))
        .collect();
    let mut class = "table".to_owned();
    if table.rows.len() > TALL {
        class.push_str(" tall");
    }
    if letters_across(table) > PORTRAIT {
        class.push_str(" wide");
    }
    let title = format!("table{number}-title");
    html! {
        section class=(class) {
            div class="scroll" tabindex="0" role="group" aria-labelledby=(title) {
                table id={ "table" (number) } {
                    caption {
                        span class="held" id=(title) {
                            @if paper.numbered {
                                span class="number" { "Table " (number) }
                            }
                            span class="title" dir="auto" { (lines(&table.title)) }
                        }
                    }
                    (heads(table, &numbers))
                    (body(table, number, &numbers, paper))
                }
            }
            @if table.rows.is_empty() {
                p class="notes" { "This table has no rows." }
            }
            (notes(table))
        }
    }
}

fn heads(table: &Table, numbers: &[bool]) -> Markup {
    let levels = head_lines(&table.columns);
    html! {
        thead {
            @for (at, line) in levels.iter().enumerate() {
                tr {
                    @if at == 0 {
                        th scope="col" class="corner" rowspan=(levels.len()) dir="auto" {
                            (lines(&table.corner))
                        }
                    }
                    @for head in line { (column_head(head, at, levels.len(), numbers)) }
                }
            }
        }
    }
}

fn column_head(head: &HeadCell, level: usize, levels: usize, numbers: &[bool]) -> Markup {
    let own = level + head.levels == levels;
    let number = own && numbers.get(head.first) == Some(&true);
    let class = match (own, number) {
        (false, _) => Some("outer"),
        (true, true) => Some("number"),
        (true, false) => None,
    };
    html! {
        th scope=(if own { "col" } else { "colgroup" })
            class=[class]
            colspan=[(head.columns > 1).then_some(head.columns)]
            rowspan=[(head.levels > 1).then_some(head.levels)] {
            // Inside, so that it turns its words and not its column.
            span dir="auto" { (lines(&head.label)) }
        }
    }
}

fn body(table: &Table, number: usize, numbers: &[bool], paper: &Paper) -> Markup {
    let width = table.columns.len() + 1;
    html! {
        @for group in groups(&table.rows) {
            tbody {
                @for at in group {
                    @let before = at.checked_sub(1).and_then(|at| table.rows.get(at));
                    @if let Some(row) = table.rows.get(at) {
                        @for (level, shared) in opened(before, row) {
                            tr {
                                th scope="rowgroup" colspan=(width) class={ "group in" (level.min(8)) } {
                                    span class="held" dir="auto" { (lines(shared)) }
                                }
                            }
                        }
                        tr class=[row_class(before, row)] {
                            th scope="row" class=[indented(row)] { span dir="auto" { (lines(&label(row))) } }
                            @for column in 0..table.columns.len() {
                                @let place = Place { table: number, row: at, column };
                                @let number = numbers.get(column) == Some(&true);
                                (cell(table.cell(at, column), place, number, paper))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The rows by their outermost heads; all of them where there are none.
fn groups(rows: &[Heading]) -> Vec<std::ops::Range<usize>> {
    let mut starts = Vec::new();
    let mut before: Option<&Heading> = None;
    for (at, row) in rows.iter().enumerate() {
        let outermost = |row: &Heading| row.above.first().cloned().unwrap_or_default();
        if before.is_none_or(|before| outermost(before) != outermost(row)) {
            starts.push(at);
        }
        before = Some(row);
    }
    let ends = starts.iter().skip(1).copied().chain([rows.len()]);
    starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(from, to)| from..to)
        .collect()
}

fn row_class(before: Option<&Heading>, row: &Heading) -> Option<&'static str> {
    match row.kind {
        HeadKind::Total if begins_totals(before, row) => Some("total first"),
        HeadKind::Total => Some("total"),
        HeadKind::Synthesis => Some("synthesis"),
        HeadKind::Item => None,
    }
}

fn indented(row: &Heading) -> Option<String> {
    let depth = indent(row).min(8);
    (depth > 0).then(|| format!("in{depth}"))
}

fn cell(cell: Option<&Cell>, place: Place, number: bool, paper: &Paper) -> Markup {
    let Some(cell) = cell else {
        return html! { td {} };
    };
    let mut class: Vec<&str> = Vec::new();
    if number {
        class.push("number");
    }
    if matches!(cell.value, Value::Empty(_)) {
        class.push("none");
    }
    let class = (!class.is_empty()).then(|| class.join(" "));
    let opens = has_group(cell, paper);
    let id = opens.then(|| place.cell());
    let counts = cell.value.number().is_some();
    let target = format!("#{}", place.group());
    let whole = cell.words();
    let value = cell.value.words();
    let rest = whole.strip_prefix(&value).unwrap_or_default();
    html! {
        td class=[class] id=[id] {
            @if opens && counts {
                a href=(target) { (value) }
                (beside(rest))
            } @else {
                span dir="auto" { (lines(&value)) }
                (beside(rest))
                @if opens {
                    " " a class="open" href=(target) { (counted(cell.behind.len(), "quote")) }
                }
            }
        }
    }
}

/// The second measure and the marks behind a value.
fn beside(rest: &str) -> Markup {
    let (measure, marks) = match rest.find(" [") {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    html! {
        (measure)
        @if !marks.is_empty() { " " span class="mark" { (marks.trim()) } }
    }
}

fn notes(table: &Table) -> Markup {
    let mut notes = table.footnotes();
    if !table.as_of.is_empty() {
        notes.push(format!("State of the study: {}.", table.as_of));
    }
    html! {
        @if !notes.is_empty() {
            p class="notes" {
                em { "Note." }
                @for note in &notes { " " bdi { (one_line(note)) } }
            }
        }
    }
}

/// How many letters a table needs across to be read with comfort.
fn letters_across(table: &Table) -> usize {
    let room = |texts: &mut dyn Iterator<Item = String>| {
        let widest = texts.map(|text| visible(&text).width()).max().unwrap_or(0);
        widest.min(COMFORTABLE) + 2
    };
    let stub = room(&mut table.rows.iter().map(Heading::printed));
    let columns = table.columns.iter().enumerate().map(|(at, head)| {
        let cells = table.cells.iter().filter_map(|row| row.get(at));
        let head = if numbers_only(table, at) {
            String::new() // the words of a head break, numbers do not
        } else {
            head.printed()
        };
        room(&mut cells.map(Cell::words).chain([head])).max(6)
    });
    stub + columns.sum::<usize>()
}
