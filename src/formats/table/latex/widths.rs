//! How wide the columns of a printed table are, and which pages they need.

use crate::formats::table::measure::{columns, visible};
use crate::formats::table::spans::{indent, numbers_only};
use crate::model::{Cell, Heading, Table};

/// Letters across a portrait page and a landscape page in the size of a table.
const PORTRAIT: usize = 72;
const LANDSCAPE: usize = 124;
/// The gap between two columns, in letters.
const GAP: usize = 2;
/// A column of words has at least so many letters if it needs them, and is
/// read with comfort from so many on.
const LEAST: usize = 11;
const COMFORTABLE: usize = 17;
/// No column asks for more letters than this, however long its texts.
const MOST: usize = 48;
/// Lines that a page of a report holds beside a title and notes.
const LINES_OF_A_PAGE: usize = 32;

/// How a table goes onto pages.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Plan {
    /// Whether it lies across the page.
    pub(super) landscape: bool,
    /// Whether it may go on over several pages.
    pub(super) long: bool,
    /// The columns of each part; one part unless there are too many for a page.
    pub(super) parts: Vec<Part>,
}

/// Columns that stand side by side.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    /// The columns, from 0.
    pub(super) columns: std::ops::Range<usize>,
    /// How many letters fit into the heads of the rows, and into each column.
    pub(super) letters: Vec<usize>,
    /// The same as shares of the line without its gaps, in parts of [`WHOLE`];
    /// together at most that.
    pub(super) shares: Vec<u32>,
}

/// The line that columns have shares of.
pub(super) const WHOLE: u32 = 10_000;

/// How many letters wide a text is on paper, where capitals are wider.
fn letters(text: &str) -> usize {
    let capitals = text.chars().filter(|letter| letter.is_uppercase()).count();
    columns(text) + capitals.div_ceil(3)
}

/// What a column asks for, in letters.
#[derive(Clone, Copy, Debug)]
struct Need {
    /// Less than this does not do.
    least: usize,
    /// With this it can be read with comfort.
    fair: usize,
    /// With this nothing is broken.
    full: usize,
}

pub(super) fn plan(table: &Table) -> Plan {
    let stub = need(
        table
            .rows
            .iter()
            .map(|row| format!("{}{}", "  ".repeat(indent(row).min(8)), row.printed()))
            .chain([table.corner.clone()]),
        false,
    );
    let asked: Vec<Need> = (0..table.columns.len())
        .map(|at| of_column(table, at))
        .collect();
    let across =
        |of: fn(&Need) -> usize| of(&stub) + asked.iter().map(|need| of(need) + GAP).sum::<usize>();
    let landscape = across(|need| need.fair) > PORTRAIT;
    let room = if landscape { LANDSCAPE } else { PORTRAIT };
    let parts: Vec<Part> = dealt(&stub, &asked, room)
        .into_iter()
        .map(|range| {
            let needs = asked.get(range.clone()).unwrap_or_default();
            part(
                range,
                std::iter::once(&stub).chain(needs).copied().collect(),
                room,
            )
        })
        .collect();
    let long = landscape
        || parts
            .iter()
            .any(|part| lines(table, part) > LINES_OF_A_PAGE);
    Plan {
        landscape,
        long,
        parts,
    }
}

fn of_column(table: &Table, at: usize) -> Need {
    let cells = table.cells.iter().filter_map(|row| row.get(at));
    let head = table.columns.get(at).map(Heading::printed);
    let head = head.unwrap_or_default();
    if !numbers_only(table, at) {
        return need(cells.map(Cell::words).chain([head]), true);
    }
    let numbers = cells.clone().filter(|cell| cell.value.number().is_some());
    let number = numbers.map(|cell| widest_line(&cell.words())).max();
    let word = cells.map(|cell| widest_word(&cell.words())).max();
    let least = word.unwrap_or(0).max(widest_word(&head).min(LEAST)).max(4) + 1;
    // A short head stands on one line, a long one breaks.
    let short = Some(widest_line(&head)).filter(|width| *width <= LEAST);
    let full = number.max(short).unwrap_or(0) + 1;
    let full = full.min(COMFORTABLE).max(least);
    Need {
        least,
        fair: full,
        full,
    }
}

fn need(texts: impl Iterator<Item = String>, broken: bool) -> Need {
    let (mut word, mut line) = (0, 0);
    for text in texts {
        word = word.max(widest_word(&text));
        line = line.max(widest_line(&text));
    }
    // A word that is too wide can break; a short one should not.
    let full = line.max(4) + 1;
    let least = word.clamp(4, LEAST).min(full);
    let fair = full.min(COMFORTABLE).max(least);
    let most = if broken { MOST } else { MOST / 2 };
    Need {
        least,
        fair,
        full: full.clamp(fair, most.max(fair)),
    }
}

fn widest_line(text: &str) -> usize {
    let shown = visible(text);
    shown.split('\n').map(letters).max().unwrap_or(0)
}

fn widest_word(text: &str) -> usize {
    let shown = visible(text);
    let words = shown.split([' ', '\n']).map(letters);
    words.max().unwrap_or(0)
}

/// Deals the columns into parts of which each fits across the page, evenly.
fn dealt(stub: &Need, columns: &[Need], room: usize) -> Vec<std::ops::Range<usize>> {
    let fitting = |room: usize| {
        let mut ranges = Vec::new();
        let (mut from, mut used) = (0, stub.least);
        for (at, need) in columns.iter().enumerate() {
            if at > from && used + GAP + need.least > room {
                ranges.push(from..at);
                (from, used) = (at, stub.least);
            }
            used += GAP + need.least;
        }
        ranges.push(from..columns.len());
        ranges
    };
    let parts = fitting(room);
    // The least room that gives as many parts leaves none of them nearly empty.
    let narrowest = (stub.least..room).find(|less| fitting(*less).len() == parts.len());
    match narrowest {
        Some(less) if parts.len() > 1 => fitting(less),
        _ => parts,
    }
}

/// Gives each column its letters: what it needs at least, then, as long as
/// there is room, up to what is comfortable, then up to all it asks for.
fn part(columns: std::ops::Range<usize>, needs: Vec<Need>, room: usize) -> Part {
    let gaps = GAP * needs.len().saturating_sub(1);
    let room = room.saturating_sub(gaps);
    let mut widths: Vec<usize> = needs.iter().map(|need| need.least).collect();
    for wish in [|need: &Need| need.fair, |need: &Need| need.full] {
        // One letter at a time to whoever is furthest behind: fair and simple.
        loop {
            let used: usize = widths.iter().sum();
            let mut behind: Vec<(usize, usize)> = widths
                .iter()
                .zip(&needs)
                .enumerate()
                .filter(|(_, (width, need))| **width < wish(need))
                .map(|(at, (width, _))| (*width, at))
                .collect();
            behind.sort_unstable();
            match behind.first().and_then(|(_, at)| widths.get_mut(*at)) {
                Some(width) if used < room => *width += 1,
                _ => break,
            }
        }
    }
    let used: usize = widths.iter().sum();
    let whole = used.max(room).max(1);
    let share = |width: &usize| u32::try_from(width * WHOLE as usize / whole).unwrap_or(WHOLE);
    Part {
        columns,
        shares: widths.iter().map(share).collect(),
        letters: widths,
    }
}

/// Lines that the rows of a part take.
fn lines(table: &Table, part: &Part) -> usize {
    let rows = table.rows.iter().enumerate().map(|(at, row)| {
        let cells = part.columns.clone().map(|column| {
            let words = table.cell(at, column).map(Cell::words).unwrap_or_default();
            let at = column - part.columns.start + 1;
            lines_of(&words, part.letters.get(at).copied().unwrap_or(MOST))
        });
        let stub = lines_of(
            &row.printed(),
            part.letters.first().copied().unwrap_or(MOST),
        );
        cells.chain([stub]).max().unwrap_or(1)
    });
    rows.sum()
}

/// Lines that a text takes in a column of so many letters.
pub(super) fn lines_of(text: &str, room: usize) -> usize {
    let shown = visible(text);
    let lines = shown
        .split('\n')
        .map(|line| letters(line).div_ceil(room.max(1)).max(1));
    lines.sum()
}

/// A text in pieces of which none has more lines than `most` in a column of
/// `room` letters, broken at line breaks where that does and else between
/// words. A single word is never broken here.
pub(super) fn pieces(text: &str, room: usize, most: usize) -> Vec<String> {
    let shown = visible(text);
    let shown = shown.trim();
    if lines_of(shown, room) <= most {
        return vec![shown.to_owned()];
    }
    // Words do not fill their lines.
    let letters_of_piece = room.saturating_mul(most) * 4 / 5;
    let mut pieces: Vec<String> = Vec::new();
    let mut used = 0;
    for line in shown.split('\n') {
        for (at, run) in runs(line, letters_of_piece).into_iter().enumerate() {
            let lines = lines_of(&run, room);
            match pieces.last_mut() {
                Some(piece) if used + lines <= most => {
                    piece.push(if at == 0 { '\n' } else { ' ' });
                    piece.push_str(&run);
                    used += lines;
                }
                _ => {
                    pieces.push(run);
                    used = lines;
                }
            }
        }
    }
    pieces
}

/// A line in runs of whole words with at most so many letters each.
fn runs(line: &str, most: usize) -> Vec<String> {
    let mut runs = vec![String::new()];
    for word in line.split(' ') {
        match runs.last_mut() {
            Some(run) if run.is_empty() => run.push_str(word),
            Some(run) if letters(run) + 1 + letters(word) <= most => {
                run.push(' ');
                run.push_str(word);
            }
            _ => runs.push(word.to_owned()),
        }
    }
    runs
}
