//! Names that have a line of their own, with the speech below.
//!
//! Any short line looks like one, so a line is only offered here: with a time
//! on the line before or behind it, or where it heads a paragraph.

use super::lines::{Kind, Layout, Line};
use super::mark::{Mark, Shape};
use super::name;

const MOST_WORDS: usize = 4;

/// Offers short lines of words as marks.
pub(super) fn offer(lines: &mut [Line], layout: Layout) {
    let found: Vec<(usize, Mark)> = (0..lines.len())
        .filter_map(|at| Some((at, mark_at(lines, at, layout)?)))
        .collect();
    for (at, mark) in found {
        if let Some(line) = lines.get_mut(at) {
            line.kind = Kind::Marked(mark);
        }
    }
}

/// Counts the words below the marks that have a line of their own.
pub(super) fn count_words_below(lines: &mut [Line]) {
    let mut below = 0;
    for line in lines.iter_mut().rev() {
        match &mut line.kind {
            Kind::Blank | Kind::Time(_) => {}
            Kind::Words | Kind::Remark => {
                below = line.text.split_whitespace().take(10).count();
            }
            Kind::Marked(mark) => {
                if mark.words == 0 {
                    mark.words = below;
                }
                below = 0;
            }
            Kind::Heading | Kind::Note | Kind::Announced | Kind::Turn(..) => below = 0,
        }
    }
}

fn mark_at(lines: &[Line], at: usize, layout: Layout) -> Option<Mark> {
    let line = lines.get(at)?;
    if !matches!(line.kind, Kind::Words) {
        return None;
    }
    let name = name_in(line.text)?;
    let before = at.checked_sub(1).and_then(|at| lines.get(at));
    let next = lines.get(at + 1)?;
    let shape = if matches!(next.kind, Kind::Time(_)) {
        Shape::Alone
    } else if before.is_some_and(|before| matches!(before.kind, Kind::Time(_))) {
        Shape::Led
    } else {
        let starts = layout == Layout::Paragraphs
            || before.is_none_or(|before| !matches!(before.kind, Kind::Words | Kind::Marked(_)));
        let heads = matches!(next.kind, Kind::Words | Kind::Remark);
        if !(starts && heads) {
            return None;
        }
        Shape::Bare
    };
    Some(Mark {
        name,
        shape,
        speech: line.text.len(),
        time: None,
        until: None,
        words: 0,
        apart: true,
    })
}

fn name_in(line: &str) -> Option<String> {
    let bare = line.trim();
    // A long line is no name; do not look at all of it.
    if bare.char_indices().nth(60).is_some() || bare.split_whitespace().count() > MOST_WORDS {
        return None;
    }
    let name = name::cleaned(bare)?;
    let proper = bare
        .chars()
        .all(|c| name::may_hold(c) && !matches!(c, ',' | '&'));
    (proper && !name::starts_small(&name) && !bare.ends_with(['.', ','])).then_some(name)
}
