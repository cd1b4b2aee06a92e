//! Marks without a colon: `[Ann]`, `**Ann**`, `Ann – …`, a name on a line of
//! its own. Each of them looks like something else as well, so a file must
//! show that it is its way of naming speakers: several names written so, that
//! recur and take turns.

use super::mark::Shape;
use super::speakers::{Candidate, Tally, is_nobody};
use super::{Doubt, name, role_words};
use indexmap::{IndexMap, IndexSet};
use std::collections::HashSet;

/// The shapes that need a convention behind them.
pub(super) const SHAPES: [Shape; 6] = [
    Shape::Bracket,
    Shape::Bold,
    Shape::Tab,
    Shape::Led,
    Shape::Dash,
    Shape::Bare,
];

/// Most speakers that a note names.
const MOST_NAMED: usize = 12;

/// The names that a file marks in one of these shapes.
pub(super) type Taken<'a> = HashSet<(Shape, &'a str)>;

/// Finds the conventions of a file and adds the speakers they name.
pub(super) fn add<'a>(
    candidates: &[Candidate],
    tallies: &'a IndexMap<String, Tally>,
    hinted: &HashSet<String>,
    sure: &mut HashSet<&'a str>,
    notes: &mut Vec<String>,
    doubts: &mut Vec<Doubt>,
) -> Taken<'a> {
    let mut taken = Taken::new();
    for shape in SHAPES {
        let names = names_in(shape, tallies, sure, hinted);
        // A name that a person gave needs no convention, unless it has a colon
        // elsewhere and this may be a word of a sentence.
        for (key, tally) in &names {
            let in_a_sentence = tally.firm > 0 && !accepts_anyway(shape);
            if hinted.contains(*key) && !in_a_sentence {
                sure.insert(key);
                taken.insert((shape, key));
            }
        }
        let confirmed: HashSet<&str> = names
            .iter()
            .filter(|(key, tally)| {
                sure.contains(*key)
                    || hinted.contains(*key)
                    || role_words::known(&tally.name).is_some()
            })
            .map(|(key, _)| *key)
            .collect();
        let mut speakers: IndexSet<&str> = names
            .iter()
            .filter(|(key, tally)| tally.of(shape) > 1 || confirmed.contains(key))
            .map(|(key, _)| *key)
            .collect();
        if speakers.is_empty() || !take_turns(candidates, shape, &speakers) {
            continue;
        }
        let colons = sure.iter().any(|key| !confirmed.contains(key));
        let enough = match shape {
            // A word in brackets or in bold recurs, and so does a time before
            // a break; two that take turns are a talk.
            Shape::Bracket | Shape::Bold | Shape::Led => speakers.len() > 1,
            // Tables and headlines are written so.
            Shape::Tab | Shape::Dash => speakers.len() > 1 && !colons,
            _ => speakers.len() > 1 && !confirmed.is_empty(),
        };
        if !enough {
            if shape == Shape::Bare && speakers.len() > 1 {
                doubts.extend(doubt_about_lines(&speakers, tallies));
            }
            continue;
        }
        if shape == Shape::Led {
            // Who speaks once is named like the others.
            speakers.extend(
                names
                    .iter()
                    .filter(|(_, tally)| tally.of(shape) == 1 && tally.words > 0)
                    .map(|(key, _)| *key),
            );
        }
        if shape == Shape::Bare {
            let shown: Vec<&str> = speakers
                .iter()
                .filter(|key| !sure.contains(**key))
                .filter_map(|key| tallies.get(*key))
                .map(|tally| tally.name.as_str())
                .take(MOST_NAMED)
                .collect();
            if !shown.is_empty() {
                notes.push(format!(
                    "taken for speakers, as they stand on lines of their own and take turns: {}",
                    shown.join(", ")
                ));
            }
        }
        for key in speakers {
            sure.insert(key);
            taken.insert((shape, key));
        }
    }
    taken
}

fn names_in<'a>(
    shape: Shape,
    tallies: &'a IndexMap<String, Tally>,
    sure: &HashSet<&str>,
    hinted: &HashSet<String>,
) -> Vec<(&'a str, &'a Tally)> {
    tallies
        .iter()
        .filter(|(key, tally)| {
            let given = sure.contains(key.as_str()) || hinted.contains(key.as_str());
            tally.of(shape) > 0
                && (given || (!tally.small() && tally.looks_like_a_person()))
                && !is_nobody(tally)
        })
        .map(|(key, tally)| (key.as_str(), tally))
        .collect()
}

/// Whether the names follow each other as in a talk, and not in heaps.
fn take_turns(candidates: &[Candidate], shape: Shape, speakers: &IndexSet<&str>) -> bool {
    let mut changes = 0;
    let mut pairs = 0;
    let mut last: Option<String> = None;
    for candidate in candidates.iter().filter(|it| it.mark.shape == shape) {
        let key = name::key(&candidate.mark.name);
        if !speakers.contains(key.as_str()) {
            continue;
        }
        if let Some(last) = &last {
            pairs += 1;
            changes += usize::from(*last != key);
        }
        last = Some(key);
    }
    changes * 2 >= pairs
}

fn doubt_about_lines(
    speakers: &IndexSet<&str>,
    tallies: &IndexMap<String, Tally>,
) -> Option<Doubt> {
    let tallies: Vec<&Tally> = speakers
        .iter()
        .filter_map(|key| tallies.get(*key))
        .collect();
    let first = tallies.iter().min_by_key(|tally| tally.first)?;
    let names: Vec<String> = tallies
        .iter()
        .take(4)
        .map(|tally| format!("'{}'", tally.name))
        .collect();
    Some(Doubt {
        line: first.first,
        what: format!(
            "{} stand on lines of their own and recur; taken for words, but if they are speakers, \
             name them as interviewer or informant",
            names.join(", ")
        ),
    })
}

/// A doubt for each speaker whose mark now and then lacks the colon that it
/// has elsewhere: `[Ann]` may be a name that was put in for another.
pub(super) fn odd_marks(
    candidates: &[Candidate],
    tallies: &IndexMap<String, Tally>,
    sure: &HashSet<&str>,
    taken: &Taken,
) -> Vec<Doubt> {
    let mut told: HashSet<String> = HashSet::new();
    let mut doubts = Vec::new();
    for Candidate { line, mark } in candidates {
        let key = name::key(&mark.name);
        if !SHAPES.contains(&mark.shape)
            || mark.time.is_some()
            || mark.shape == Shape::Tab
            || !sure.contains(key.as_str())
            || taken.contains(&(mark.shape, key.as_str()))
            || !tallies.contains_key(&key)
            || !told.insert(key.clone())
        {
            continue;
        }
        let done = if accepts_anyway(mark.shape) {
            "taken for a turn of that speaker"
        } else {
            "taken for words"
        };
        doubts.push(Doubt {
            line: *line,
            what: format!(
                "'{}' stands here without the colon it has elsewhere; {done}",
                mark.name
            ),
        });
    }
    doubts
}

/// Whether a known speaker's name in this shape starts a turn even where the
/// file has no such convention.
pub(super) fn accepts_anyway(shape: Shape) -> bool {
    !matches!(shape, Shape::Dash | Shape::Bare)
}
