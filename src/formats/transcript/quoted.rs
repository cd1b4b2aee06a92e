//! People who are quoted inside a speech, as in a play: `Boss: … / Me: …`.
//!
//! They recur as speakers do. What tells them apart is their place: the turns
//! of a file stand apart from each other by blank lines and a quotation does
//! not, or all that is quoted lies between two turns of the speakers proper.

use super::mark::Shape;
use super::speakers::{Candidate, Tally};
use super::{Doubt, name, role_words};
use indexmap::IndexMap;
use std::collections::{HashMap, HashSet};

/// How the marks of one name stand.
#[derive(Default)]
struct Place {
    marks: usize,
    apart: usize,
    /// The first and the last stretch between turns of known speakers.
    stretches: Option<(usize, usize)>,
}

/// Takes those who are quoted out of the speakers.
pub(super) fn leave_out<'a>(
    candidates: &[Candidate],
    tallies: &'a IndexMap<String, Tally>,
    hinted: &HashSet<String>,
    sure: &mut HashSet<&'a str>,
    doubts: &mut Vec<Doubt>,
) {
    let known: HashSet<&str> = sure
        .iter()
        .filter(|key| {
            tallies.get(**key).is_some_and(|tally| {
                hinted.contains(**key)
                    || role_words::known(&tally.name).is_some()
                    || role_words::letter(&tally.name).is_some()
            })
        })
        .copied()
        .collect();
    let places = places(candidates, &known);
    let spaced = |key: &str| {
        places
            .get(key)
            .is_some_and(|place| place.marks > 2 && place.apart * 10 >= place.marks * 9)
    };
    let spaced_out: Vec<&str> = sure.iter().filter(|key| spaced(key)).copied().collect();
    let mut quoted: Vec<&str> = Vec::new();
    for key in sure.iter() {
        let (Some(tally), Some(place)) = (tallies.get(*key), places.get(*key)) else {
            continue;
        };
        if known.contains(key) || tally.with_time || tally.alone || tally.of(Shape::Sign) > 0 {
            continue;
        }
        let inside_a_paragraph = spaced_out.len() > 1 && place.apart == 0;
        let file_has_blanks = !spaced_out.is_empty();
        let inside_a_turn = known.len() > 1
            && !file_has_blanks
            && place.marks > 1
            && place.apart == 0
            && place
                .stretches
                .is_some_and(|(first, last)| first == last && first > 0);
        if inside_a_paragraph || inside_a_turn {
            quoted.push(key);
        }
    }
    for key in quoted {
        sure.remove(key);
        if let Some(tally) = tallies.get(key) {
            doubts.push(Doubt {
                line: tally.first,
                what: format!(
                    "'{}:' stands inside another's speech; taken for somebody who is quoted, but \
                     if this is a speaker, name it as interviewer or informant",
                    tally.name
                ),
            });
        }
    }
}

fn places(candidates: &[Candidate], known: &HashSet<&str>) -> HashMap<String, Place> {
    let mut places: HashMap<String, Place> = HashMap::new();
    let mut stretch = 0;
    for candidate in candidates {
        let key = name::key(&candidate.mark.name);
        if known.contains(key.as_str()) {
            stretch += 1;
        }
        let place = places.entry(key).or_default();
        place.marks += 1;
        place.apart += usize::from(candidate.mark.apart);
        let (first, _) = place.stretches.unwrap_or((stretch, stretch));
        place.stretches = Some((first, stretch));
    }
    places
}
