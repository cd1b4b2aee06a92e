//! From the lines of pages to paragraphs, as the eye puts them together: by
//! gaps, indents, lines that end early, and by who speaks.

use super::hyphens::{Joiner, ends_in_hyphen};
use super::page::{PdfLine, PdfPage};
use crate::formats::transcript::mark::{Mark, Shape, mark_of};
use crate::formats::transcript::{name, role_words};
use std::collections::HashMap;

// All in parts of the letters' size.
/// Lines that start this far apart are indented against each other.
const INDENT: f32 = 0.6;
/// A line with room for the next word and this much more was ended on purpose.
const ROOM: f32 = 0.8;
/// Lines this much further apart than usual have a gap between them.
const GAP: f32 = 0.18;

/// Longest first cell of a line, in characters, that can be a name and a time.
const LONGEST_CELL: usize = 60;

/// Marks that start an item of a list.
const BULLETS: [char; 8] = ['•', '▪', '◦', '●', '■', '\u{f0b7}', '\u{f0a7}', '‣'];

/// A paragraph, and the pages (from 1) on which it starts and ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub text: String,
    pub from: usize,
    pub to: usize,
}

/// A line with the page it stands on.
#[derive(Clone, Copy)]
struct Placed<'a> {
    line: &'a PdfLine,
    page: usize,
}

/// How the file is set, measured over all its lines.
struct Setting {
    /// From one line to the next within a paragraph.
    pitch: f32,
    /// Where most lines start, and where the longest end.
    left: f32,
    right: f32,
    /// Whether indented lines go on with a paragraph instead of starting one.
    hanging: bool,
}

/// The paragraphs of a file, and notes on what was put together.
pub(super) fn paragraphs(pages: &[PdfPage]) -> (Vec<Paragraph>, Vec<String>) {
    let pages = straightened(pages);
    let lines: Vec<Placed> = pages
        .iter()
        .zip(1..)
        .flat_map(|(page, number)| {
            let placed = move |line| Placed { line, page: number };
            page.iter().map(placed)
        })
        .collect();
    let setting = Setting::of(&lines);
    let breaks = breaks(&lines, &setting);
    let mut joiner = Joiner::of(lines.iter().map(|placed| placed.line.text.as_str()));
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for (placed, fresh) in lines.iter().zip(breaks) {
        match paragraphs.last_mut().filter(|_| !fresh) {
            Some(open) => {
                joiner.join(&mut open.text, &placed.line.text.replace('\t', " "));
                open.to = placed.page;
            }
            None => paragraphs.push(Paragraph {
                text: first_line(&placed.line.text),
                from: placed.page,
                to: placed.page,
            }),
        }
    }
    (paragraphs, joiner.notes())
}

/// The lines of all pages, as if left and right pages had the same margins.
fn straightened(pages: &[PdfPage]) -> Vec<Vec<PdfLine>> {
    let margin = |odd: usize| {
        let pages = pages.iter().skip(odd).step_by(2);
        let starts = pages.flat_map(|page| &page.lines).map(|line| line.x);
        starts.min_by(f32::total_cmp)
    };
    let shift = match (margin(0), margin(1)) {
        (Some(left), Some(right)) if pages.len() > 3 => right - left,
        _ => 0.0,
    };
    let shifted = |line: &PdfLine, by: f32| PdfLine {
        x: line.x - by,
        end: line.end - by,
        ..line.clone()
    };
    let shifts = [0.0, shift].into_iter().cycle();
    let shift_all = |(page, by): (&PdfPage, f32)| {
        let lines = page.lines.iter();
        lines.map(|line| shifted(line, by)).collect()
    };
    pages.iter().zip(shifts).map(shift_all).collect()
}

/// The first line keeps the gap behind a name, and no other.
fn first_line(text: &str) -> String {
    match text.rsplit_once('\t') {
        Some((cell, rest)) if cell.chars().count() <= LONGEST_CELL => {
            format!("{}\t{rest}", cell.replace('\t', " "))
        }
        _ => text.replace('\t', " "),
    }
}

/// Which lines start a paragraph.
fn breaks(lines: &[Placed], setting: &Setting) -> Vec<bool> {
    let mut before: Option<&Placed> = None;
    let mut breaks = Vec::with_capacity(lines.len());
    for placed in lines {
        breaks.push(before.is_none_or(|before| setting.parts(before, placed)));
        before = Some(placed);
    }
    // A speaker starts a paragraph also behind a full line. A name is one if
    // it is known to be, or recurs; without a colon or a time it must start
    // paragraphs elsewhere.
    let marks: Vec<Option<Mark>> = lines.iter().map(|it| mark_of(&it.line.text)).collect();
    let mut names: HashMap<String, (usize, bool)> = HashMap::new();
    for (mark, fresh) in marks.iter().zip(&breaks) {
        if let Some(mark) = mark {
            let (count, sure) = names.entry(name::key(&mark.name)).or_default();
            *count += 1;
            *sure |= match mark.shape {
                Shape::Own | Shape::Colon | Shape::Stamped | Shape::Sign | Shape::Alone => true,
                Shape::Led | Shape::Loose | Shape::Tab | Shape::Bracket | Shape::Bold => *fresh,
                Shape::Dash | Shape::Bare => false,
            };
        }
    }
    for (mark, fresh) in marks.iter().zip(breaks.iter_mut()) {
        let speaks = |mark: &Mark| {
            let known =
                role_words::known(&mark.name).is_some() || role_words::letter(&mark.name).is_some();
            let named = names.get(&name::key(&mark.name));
            named.is_some_and(|(count, sure)| *sure && (known || *count > 1))
        };
        *fresh |= mark.as_ref().is_some_and(speaks);
    }
    breaks
}

impl Setting {
    fn of(lines: &[Placed]) -> Self {
        let mut setting = Self {
            pitch: pitch(lines),
            left: left(lines),
            right: right(lines),
            hanging: false,
        };
        let pairs = lines.windows(2).filter_map(|pair| match pair {
            [before, here] if before.page == here.page => Some((before, here)),
            _ => None,
        });
        // Behind full lines: a paragraph's first line stands behind a short one
        // more often than not.
        let (mut full, mut short) = (0, 0);
        for (before, here) in pairs {
            let margin = INDENT * here.line.size;
            if here.line.x > before.line.x + margin && !setting.gap(before, here) {
                if setting.ends_early(before.line, here.line) {
                    short += 1;
                } else {
                    full += 1;
                }
            }
        }
        setting.hanging = full > short;
        setting
    }

    /// Whether a new paragraph starts at `here`.
    fn parts(&self, before: &Placed, here: &Placed) -> bool {
        let (above, below) = (before.line, here.line);
        let same_page = before.page == here.page && above.y < below.y;
        let size = above.size.max(below.size);
        let resized = (above.size - below.size).abs() > 0.15 * size;
        let outdented = below.x < above.x - INDENT * size;
        let indented = below.x > above.x + INDENT * size;
        // Not so behind the first line of a paragraph, which is indented.
        let back = outdented && (self.hanging || above.x < self.left + INDENT * size);
        resized
            || (same_page && self.gap(before, here))
            || self.ends_early(above, below)
            || back
            || (indented && same_page && !self.hanging)
            || below.text.starts_with(BULLETS)
    }

    fn gap(&self, before: &Placed, here: &Placed) -> bool {
        let size = before.line.size.max(here.line.size);
        let apart = here.line.y - before.line.y;
        // Upward, where a column starts, nothing can be said.
        apart > self.pitch.max(size) + GAP * size
    }

    /// Whether the next word would have found room at the end of the line.
    fn ends_early(&self, above: &PdfLine, below: &PdfLine) -> bool {
        let in_small_letters = below.text.starts_with(char::is_lowercase);
        if in_small_letters && ends_in_hyphen(&above.text) {
            return false;
        }
        above.end + below.first + (0.25 + ROOM) * above.size < self.right
    }
}

/// The smallest distance between lines that is common.
fn pitch(lines: &[Placed]) -> f32 {
    let mut distances: HashMap<i32, usize> = HashMap::new();
    let mut all = 0;
    for pair in lines.windows(2) {
        if let [before, here] = pair
            && before.page == here.page
        {
            let distance = here.line.y - before.line.y;
            if distance > 0.8 * here.line.size {
                *distances
                    .entry((distance * 2.0).round() as i32)
                    .or_default() += 1;
                all += 1;
            }
        }
    }
    let common = distances.iter().filter(|(_, count)| **count * 10 >= all);
    let smallest = common.map(|(distance, _)| *distance).min();
    smallest.unwrap_or(0) as f32 / 2.0
}

/// Where most lines start.
fn left(lines: &[Placed]) -> f32 {
    let mut starts: HashMap<i32, usize> = HashMap::new();
    for placed in lines {
        *starts.entry(placed.line.x.round() as i32).or_default() += 1;
    }
    let most = starts
        .into_iter()
        .max_by_key(|(x, count)| (*count, std::cmp::Reverse(*x)));
    most.map_or(0.0, |(x, _)| x as f32)
}

/// Where long lines end; a few that stand out do not count.
fn right(lines: &[Placed]) -> f32 {
    let mut ends: Vec<f32> = lines.iter().map(|placed| placed.line.end).collect();
    ends.sort_by(f32::total_cmp);
    let outliers = ends.len() / 50;
    let at = ends.len().checked_sub(1 + outliers);
    at.and_then(|at| ends.get(at)).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests;
