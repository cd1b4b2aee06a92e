//! Names of which there is little to see: what stands once, in small letters,
//! or above the interview. Each rule adds or leaves out what the rest of the
//! file makes likely, and says so where it is less than sure.

use super::role_words::Known;
use super::speakers::{Tally, is_nobody};
use super::{Doubt, name, role_words};
use crate::model::Role;
use indexmap::IndexMap;
use std::collections::HashSet;

/// "Interviewer: Ann Example" above an interview between AE and BN is part of
/// the letterhead: said once, briefly, before two others take turns.
pub(super) fn leave_out_letterhead(
    tallies: &IndexMap<String, Tally>,
    hinted: &HashSet<String>,
    sure: &mut HashSet<&str>,
    doubts: &mut Vec<Doubt>,
) {
    let recurring: Vec<usize> = tallies
        .iter()
        .filter(|(key, tally)| sure.contains(key.as_str()) && tally.firm > 1)
        .map(|(_, tally)| tally.first)
        .collect();
    let Some(start) = recurring.iter().min().filter(|_| recurring.len() > 1) else {
        return;
    };
    for (key, tally) in tallies {
        let brief = tally.firm + tally.loose == 1 && (1..=6).contains(&tally.words);
        if brief
            && !tally.with_time
            && !tally.alone
            && tally.first < *start
            && !hinted.contains(key)
            && sure.remove(key.as_str())
        {
            doubts.push(Doubt {
                line: tally.first,
                what: format!(
                    "'{}:' stands once, above the first turn; taken for a line of the \
                     heading and not for a speaker",
                    tally.name
                ),
            });
        }
    }
}

/// "Question:" heads a part where nobody is called "Answer" and the speakers
/// have names of their own.
pub(super) fn leave_out_headings(
    tallies: &IndexMap<String, Tally>,
    hinted: &HashSet<String>,
    sure: &mut HashSet<&str>,
    doubts: &mut Vec<Doubt>,
) {
    let sides = |wanted: fn(&str) -> bool| tallies.values().any(|tally| wanted(&tally.name));
    if sides(role_words::asks) && sides(role_words::answers) {
        return;
    }
    let others = sure
        .iter()
        .filter(|key| !role_words::asks(key) && !role_words::answers(key));
    if others.count() < 2 {
        return;
    }
    for (key, tally) in tallies {
        let heads = role_words::asks(key) || role_words::answers(key);
        if heads && !hinted.contains(key) && sure.remove(key.as_str()) {
            doubts.push(Doubt {
                line: tally.first,
                what: format!(
                    "'{}:' is taken for a heading and not for a speaker",
                    tally.name
                ),
            });
        }
    }
}

/// `V2:` once among `H:` and `V:`, `P8:` once beside a moderator, or a file of
/// one `Q:` and one `A:`. Among full names a letter is more likely
/// the item of a list.
pub(super) fn add_letters<'a>(tallies: &'a IndexMap<String, Tally>, sure: &mut HashSet<&'a str>) {
    let by_role = |key: &&str| role_words::known(key).is_some();
    let numbered = |key: &str| key.ends_with(|c: char| c.is_ascii_digit());
    let among_roles = sure.iter().any(by_role)
        && sure
            .iter()
            .all(|key| by_role(key) || role_words::letter(key).is_some());
    let among_letters = sure.iter().all(|key| key.chars().count() <= 3);
    if !(among_letters || among_roles) {
        return;
    }
    let letters: Vec<&str> = tallies
        .iter()
        .filter(|(_, tally)| tally.firm > 0 && !tally.small())
        .filter(|(_, tally)| role_words::letter(&tally.name).is_some())
        // "P8:" among roles is a person, "A:" may be an item of a list.
        .filter(|(key, _)| among_letters || numbered(key))
        .map(|(key, _)| key.as_str())
        .collect();
    if !sure.is_empty() || letters.len() > 1 {
        sure.extend(letters);
    }
}

/// Names in small letters count where nobody is named otherwise: a file
/// writes its speakers one way, and a recurring "mutta:" is a word.
pub(super) fn add_small_names<'a>(
    tallies: &'a IndexMap<String, Tally>,
    sure: &mut HashSet<&'a str>,
) {
    sure.extend(
        tallies
            .iter()
            .filter(|(_, tally)| tally.firm > 1 && tally.looks_like_a_person())
            .filter(|(_, tally)| !is_nobody(tally))
            .map(|(key, _)| key.as_str()),
    );
}

/// A talk has two sides. Where only an interviewer was found, and exactly one
/// other name starts a later line, once, that is the other side: an interview of one
/// question and one long answer. Said aloud, as it is less than sure.
pub(super) fn add_other_side<'a>(
    tallies: &'a IndexMap<String, Tally>,
    sure: &mut HashSet<&'a str>,
    doubts: &mut Vec<Doubt>,
) {
    let mut known = sure.iter().filter_map(|key| tallies.get(*key));
    let (Some(only), None) = (known.next(), known.next()) else {
        return;
    };
    // Only a named interviewer makes sure that somebody else must answer.
    if role_words::known(&only.name) != Some(Known::Is(Role::Interviewer)) {
        return;
    }
    let mut others = tallies.iter().filter(|(key, tally)| {
        !sure.contains(key.as_str())
            && tally.firm == 1
            && tally.first > only.first
            && !tally.small()
            // Capitals alone may be an abbreviation.
            && tally.name.chars().any(char::is_lowercase)
            && tally.looks_like_a_person()
            && !is_nobody(tally)
    });
    if let (Some((key, tally)), None) = (others.next(), others.next()) {
        sure.insert(key);
        doubts.push(Doubt {
            line: tally.first,
            what: format!(
                "'{}:' stands once; taken for the other speaker, as there is only one besides",
                tally.name
            ),
        });
    }
}

/// Where every line starts with a name in capitals, initials that occur once
/// are a name too; said aloud, as it might be an abbreviation.
pub(super) fn add_capitals<'a>(
    tallies: &'a IndexMap<String, Tally>,
    last_unmarked: usize,
    sure: &mut HashSet<&'a str>,
    doubts: &mut Vec<Doubt>,
) {
    let mut accepted = tallies
        .iter()
        .filter(|(key, _)| sure.contains(key.as_str()))
        .map(|(_, tally)| tally);
    let Some(first) = accepted.clone().map(|tally| tally.first).min() else {
        return;
    };
    if last_unmarked >= first || !accepted.all(|tally| name::is_all_capitals(&tally.name)) {
        return;
    }
    for (key, tally) in tallies {
        let initials = tally.name.chars().count() <= 3 && name::is_all_capitals(&tally.name);
        let once = tally.firm == 1 && tally.first > first;
        if initials && once && !role_words::is_remark(&tally.name) && sure.insert(key) {
            doubts.push(Doubt {
                line: tally.first,
                what: format!(
                    "'{}:' occurs only once; taken for a speaker because every other line \
                     starts with one",
                    tally.name
                ),
            });
        }
    }
}
