//! Lines of which the file itself says what they are: headings and notes.
//!
//! The danger: people also set a speaker's name or question as a heading, to
//! see it better or because a coding program asked for it. A heading that
//! names a speaker is that speaker's mark.

use super::lines::{Kind, Line};
use super::mark::{Mark, Shape};
use super::speakers::Verdict;
use super::wording::Sign;
use super::{name, role_words};
use std::collections::{HashMap, HashSet};

/// Places in the canonical text at which such lines start, in order.
#[derive(Debug, Default)]
pub(super) struct Known {
    headings: Vec<usize>,
    notes: Vec<usize>,
}

impl Known {
    pub(super) fn new(signs: &[(usize, Sign)]) -> Self {
        let places = |wanted: Sign| {
            let found = signs.iter().filter(|(_, sign)| *sign == wanted);
            let mut places: Vec<usize> = found.map(|(at, _)| *at).collect();
            places.sort_unstable();
            places
        };
        Self {
            headings: places(Sign::Heading),
            notes: places(Sign::Note),
        }
    }

    fn is_heading(&self, line: &Line) -> bool {
        self.headings.binary_search(&line.start).is_ok()
    }

    /// Says of each line what is known of it. A heading that may be somebody's
    /// mark stays one until it is known who speaks.
    pub(super) fn tell(&self, lines: &mut [Line]) {
        if self.headings.is_empty() && self.notes.is_empty() {
            return;
        }
        let mut speakers = names(lines, |line| !self.is_heading(line));
        speakers.extend(self.names_that_say_several_things(lines));
        let recurring = self.recurring_names(lines);
        for line in lines {
            if matches!(line.kind, Kind::Blank) {
                continue;
            }
            if self.notes.binary_search(&line.start).is_ok() {
                line.kind = Kind::Note;
            } else if self.is_heading(line) {
                let mark = match &line.kind {
                    Kind::Marked(mark) => Some(mark.clone()),
                    _ => {
                        name_alone(line.text).filter(|it| recurring.contains(&name::key(&it.name)))
                    }
                };
                let may_be = |mark: &Mark| {
                    mark.time.is_some()
                        || mark.shape == Shape::Alone
                        || speakers.contains(&name::key(&mark.name))
                        || role_words::known(&mark.name).is_some()
                };
                line.kind = match mark.filter(may_be) {
                    Some(mark) => Kind::Marked(mark),
                    None => Kind::Heading,
                };
            }
        }
    }

    /// Makes headings of those that turned out to name no speaker. The verdict
    /// has an entry for each marked line, and is shortened with them.
    pub(super) fn settle(&self, lines: &mut [Line], verdict: &mut Verdict) {
        let Verdict { taken, doubts, .. } = verdict;
        let mut speakers = std::mem::take(taken).into_iter();
        let mut headings = HashSet::new();
        for line in lines {
            if !matches!(line.kind, Kind::Marked(_)) {
                continue;
            }
            let speaker = speakers.next().flatten();
            if speaker.is_none() && self.is_heading(line) {
                line.kind = Kind::Heading;
                headings.insert(line.number);
            } else {
                taken.push(speaker);
            }
        }
        doubts.retain(|doubt| !headings.contains(&doubt.line));
    }

    /// Names that head several headings of different words: questions that
    /// somebody set as headings. A table of contents has the same words again.
    fn names_that_say_several_things(&self, lines: &[Line]) -> HashSet<String> {
        let mut first: HashMap<String, &str> = HashMap::new();
        let mut several = HashSet::new();
        for line in lines.iter().filter(|line| self.is_heading(line)) {
            if let Kind::Marked(mark) = &line.kind {
                let key = name::key(&mark.name);
                let bare = line.text.trim();
                if mark.words > 0 && *first.entry(key.clone()).or_insert(bare) != bare {
                    several.insert(key);
                }
            }
        }
        several
    }

    /// Names that stand alone as headings again and again, if one of them is a
    /// word for somebody in an interview.
    fn recurring_names(&self, lines: &[Line]) -> HashSet<String> {
        let mut counts: HashMap<String, usize> = HashMap::new();
        let mut role = false;
        for line in lines.iter().filter(|line| self.is_heading(line)) {
            if let Some(mark) = name_alone(line.text) {
                *counts.entry(name::key(&mark.name)).or_default() += 1;
                role |= role_words::known(&mark.name).is_some();
            }
        }
        counts.retain(|_, count| role && *count > 1);
        counts.into_keys().collect()
    }
}

fn names(lines: &[Line], wanted: impl Fn(&Line) -> bool) -> HashSet<String> {
    let wanted = lines.iter().filter(|line| wanted(line));
    let marks = wanted.filter_map(|line| match &line.kind {
        Kind::Marked(mark) => Some(name::key(&mark.name)),
        _ => None,
    });
    marks.collect()
}

/// A line that is nothing but a name.
fn name_alone(line: &str) -> Option<Mark> {
    Some(Mark {
        name: name::cleaned(line.trim())?,
        shape: Shape::Alone,
        speech: line.len(),
        time: None,
        until: None,
        words: 0,
        apart: false,
    })
}
