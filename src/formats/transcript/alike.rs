//! Names so alike that they may be one speaker's: `Ann Exampel` beside
//! `Ann Example`, `Matti` beside `Matti V.`. Never merged silently: two people
//! may well be called so.

use super::{name, role_words};
use crate::model::Role;
use indexmap::IndexMap;

/// More speakers than this are not compared with each other.
const MOST: usize = 60;

/// A note for each two speakers that may be one, with what to type.
pub(super) fn notes(
    turns: &IndexMap<&str, usize>,
    speakers: &IndexMap<String, Role>,
) -> Vec<String> {
    let names: Vec<&str> = speakers.keys().map(String::as_str).take(MOST).collect();
    let mut notes = Vec::new();
    for (at, one) in names.iter().enumerate() {
        for other in names.iter().skip(at + 1) {
            if !may_be_one(one, other) {
                continue;
            }
            let said = |who: &str| turns.get(who).copied().unwrap_or_default();
            // The slip is the rarer spelling, or the shorter of equals.
            let weight = |who: &str| (said(who), who.chars().count());
            let (rare, usual) = if weight(one) < weight(other) {
                (one, other)
            } else {
                (other, one)
            };
            notes.push(format!(
                "'{rare}' and '{usual}' look alike; if they are one speaker, say --speaker \
                 \"{rare}={usual}\""
            ));
        }
    }
    notes
}

/// Whether two names differ by a slip of the key, or one is the beginning of
/// the other.
pub(super) fn may_be_one(one: &str, other: &str) -> bool {
    let (one, other) = (name::key(one), name::key(other));
    let digits = |key: &str| key.chars().filter(char::is_ascii_digit).collect::<String>();
    let told_apart = digits(&one) != digits(&other)
        || role_words::letter(&one).is_some()
        || role_words::letter(&other).is_some();
    if one == other || one.is_empty() || other.is_empty() || told_apart {
        return false;
    }
    let role = |key: &str| role_words::known(key).is_some();
    let (short, long) = if one.len() < other.len() {
        (&one, &other)
    } else {
        (&other, &one)
    };
    let begins = long
        .strip_prefix(short.as_str())
        .is_some_and(|rest| rest.starts_with([' ', '-']));
    if role(&one) || role(&other) {
        // "Informant B" and "Informant C" are two, "Informnat" is a slip.
        return role(&one) != role(&other)
            && !one.contains(' ')
            && !other.contains(' ')
            && strsim::osa_distance(&one, &other) == 1;
    }
    // "Anna" and "Anne" are two people; a slip in a longer name is a slip.
    let letters = short.chars().count();
    let slips = match letters {
        0..=4 => 0,
        5..=9 => 1,
        _ => 2,
    };
    begins || (slips > 0 && strsim::osa_distance(&one, &other) <= slips)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_and_short_forms_are_offered_and_nothing_else() {
        for (one, other) in [
            ("Ann Exampel", "Ann Example"),
            ("Matti", "Matti V."),
            ("Informnat", "Informant"),
            ("Ann", "Ann Example"),
        ] {
            assert!(may_be_one(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("Anna", "Anne"),
            ("Speaker 1", "Speaker 2"),
            ("P1", "P2"),
            ("Informant B", "Informant C"),
            ("H", "H1"),
            ("Ann", "Anneli"),
            ("", "Ann"),
        ] {
            assert!(!may_be_one(one, other), "{one} {other}");
        }
    }

    #[test]
    fn the_rarer_spelling_is_the_slip() {
        let turns = IndexMap::from([("Ann Example", 9), ("Ann Exampel", 1)]);
        let speakers = turns.keys().map(|it| ((*it).to_owned(), Role::Informant));
        let notes = notes(&turns, &speakers.collect());
        assert!(notes[0].ends_with("--speaker \"Ann Exampel=Ann Example\""));
    }
}
