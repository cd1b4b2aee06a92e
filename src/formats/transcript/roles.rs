//! Who asks and who answers.
//!
//! What a person said comes first, then what the file says, then the names, then who is left
//! beside a known one, and only then who asks most. Whatever was guessed is a
//! note. Somebody is always an informant, as rules and shares of words count
//! informants' speech and would else find an empty interview.

use super::role_words::{Known, known, letter};
use super::{Hints, name};
use crate::model::{Document, Role};
use crate::text::words::count_words;
use indexmap::IndexMap;
use std::collections::HashSet;

/// How one speaker takes part.
#[derive(Clone, Copy, Default)]
struct Share {
    turns: usize,
    asking: usize,
    words: usize,
}

/// The role of every named speaker, in order of appearance; where nobody is
/// named, that of the empty name.
pub(super) fn of(
    document: &Document,
    hints: &Hints,
    told: &IndexMap<String, Role>,
    notes: &mut Vec<String>,
) -> IndexMap<String, Role> {
    let shares = shares(document);
    if shares.is_empty() {
        notes.push("nobody is named, so all speech is taken for an informant's".to_owned());
        return IndexMap::from([(String::new(), Role::Informant)]);
    }
    let nobodys = document.turns.iter().filter(|turn| turn.speaker.is_empty());
    match nobodys.count() {
        0 => {}
        turns => notes.push(format!(
            "turns that name nobody: {turns}; they count as neither question nor answer"
        )),
    }
    let mut roles: IndexMap<String, Option<Role>> = shares
        .keys()
        .map(|speaker| {
            let told = told.get(speaker).copied();
            let role = hinted(speaker, hints).or(told).or(named(speaker));
            (speaker.clone(), role)
        })
        .collect();
    by_letters(&mut roles);
    beside_the_known(&mut roles, &shares, notes);
    if roles.values().all(Option::is_none) {
        by_questions(&mut roles, &shares, notes);
    }
    roles
        .into_iter()
        .map(|(speaker, role)| (speaker, role.unwrap_or_default()))
        .collect()
}

fn shares(document: &Document) -> IndexMap<String, Share> {
    let mut shares: IndexMap<String, Share> = IndexMap::new();
    for turn in document
        .turns
        .iter()
        .filter(|turn| !turn.speaker.is_empty())
    {
        let speech = document.said(turn);
        let share = match shares.get_mut(&turn.speaker) {
            Some(share) => share,
            None => shares.entry(turn.speaker.clone()).or_default(),
        };
        share.turns += 1;
        share.asking += usize::from(speech.contains(['?', '？', '؟', '\u{37e}']));
        share.words += count_words(&speech);
    }
    shares
}

fn hinted(speaker: &str, hints: &Hints) -> Option<Role> {
    let key = name::key(speaker);
    let among = |names: &[String]| names.iter().any(|hint| name::key(hint) == key);
    if among(&hints.interviewers) {
        Some(Role::Interviewer)
    } else if among(&hints.informants) {
        Some(Role::Informant)
    } else {
        among(&hints.others).then_some(Role::Other)
    }
}

fn named(speaker: &str) -> Option<Role> {
    match known(speaker)? {
        Known::Is(role) => Some(role),
        Known::Speaker => None,
    }
}

/// Letters tell a role only beside each other: `I` is the interviewer beside
/// `B` (Befragte) and the informant beside `M` (moderator).
const PAIRS: &[(&str, &[&str])] = &[
    ("q", &["a"]),
    ("h", &["v", "j", "vp"]),
    ("k", &["v"]),
    ("t", &["h"]),
    ("i", &["r", "b", "p", "ip", "s", "e", "a", "resp"]),
    ("int", &["inf", "resp", "r", "p", "ip"]),
    ("f", &["s", "a", "ip"]),
    ("m", &["p", "i", "r", "b"]),
    ("mod", &["p", "i", "r", "b", "resp"]),
    ("r", &["p", "s"]),
];

fn by_letters(roles: &mut IndexMap<String, Option<Role>>) {
    let letters: HashSet<String> = roles.keys().filter_map(|speaker| letter(speaker)).collect();
    let pair = PAIRS.iter().find(|(asks, answers)| {
        letters.contains(*asks) && answers.iter().any(|answer| letters.contains(*answer))
    });
    let Some((asks, answers)) = pair else {
        return;
    };
    for (speaker, role) in roles.iter_mut().filter(|(_, role)| role.is_none()) {
        if let Some(letter) = letter(speaker) {
            if letter == *asks {
                *role = Some(Role::Interviewer);
            } else if answers.contains(&letter.as_str()) {
                *role = Some(Role::Informant);
            }
        }
    }
}

/// Beside an interviewer the others answer, unless somebody else is known to
/// do so; beside informants a single other who asks is the interviewer.
fn beside_the_known(
    roles: &mut IndexMap<String, Option<Role>>,
    shares: &IndexMap<String, Share>,
    notes: &mut Vec<String>,
) {
    let any = |role| roles.values().any(|known| *known == Some(role));
    let (asked, answered) = (any(Role::Interviewer), any(Role::Informant));
    let left: Vec<String> = roles
        .iter()
        .filter(|(_, role)| role.is_none())
        .map(|(speaker, _)| speaker.clone())
        .collect();
    if left.is_empty() || !(asked || answered) {
        return;
    }
    let names = left.join(", ");
    let role = match (asked, answered, left.as_slice()) {
        (true, false, [_]) => Role::Informant,
        (true, false, _) => {
            notes.push(format!(
                "{names}: taken for informants, as they answer an interviewer"
            ));
            Role::Informant
        }
        (false, true, [one])
            if shares
                .get(one)
                .is_some_and(|s| s.asking * 3 >= s.turns && s.asking > 0) =>
        {
            notes.push(format!(
                "{names}: taken for the interviewer, who asks the informants"
            ));
            Role::Interviewer
        }
        _ => {
            notes.push(format!(
                "{names}: neither interviewer nor informant, as far as the names tell"
            ));
            Role::Other
        }
    };
    for speaker in left {
        roles.insert(speaker, Some(role));
    }
}

/// With no evidence in the names: the one who asks in half of the turns or
/// more, twice as often as anybody else, and does not talk most.
fn by_questions(
    roles: &mut IndexMap<String, Option<Role>>,
    shares: &IndexMap<String, Share>,
    notes: &mut Vec<String>,
) {
    // A share of asking turns, per thousand; three turns are too few to tell.
    let rate = |share: &Share| share.asking * 1000 / share.turns.max(1);
    let most_words = shares.values().map(|share| share.words).max().unwrap_or(0);
    let asker = shares.iter().max_by_key(|(_, share)| rate(share));
    let clear = asker.filter(|(asker, share)| {
        let next = shares
            .iter()
            .filter(|(other, _)| other != asker)
            .map(|(_, share)| rate(share))
            .max();
        share.turns > 3
            && rate(share) >= 500
            && share.words < most_words
            && next.is_some_and(|next| next * 2 <= rate(share))
    });
    let asker = clear.map(|(asker, _)| asker.as_str());
    for (speaker, role) in roles.iter_mut() {
        *role = Some(if Some(speaker.as_str()) == asker {
            Role::Interviewer
        } else {
            Role::Informant
        });
    }
    notes.push(match asker {
        Some(asker) => format!(
            "roles were guessed: {asker} asks most and is taken for the interviewer, \
             everybody else for an informant"
        ),
        None => "who interviews cannot be told; every speaker is taken for an informant".to_owned(),
    });
}

#[cfg(test)]
mod tests {
    use super::super::pieces::{Piece, assemble};
    use super::*;

    fn roles(turns: &[(&str, &str)], interviewers: &[&str]) -> (Vec<Role>, Vec<String>) {
        let pieces = turns
            .iter()
            .map(|(speaker, text)| Piece {
                speaker: (*speaker).to_owned(),
                text: (*text).to_owned(),
                fresh: true,
                ..Piece::default()
            })
            .collect();
        let hints = Hints {
            interviewers: interviewers.iter().map(|&name| name.to_owned()).collect(),
            ..Hints::default()
        };
        let mut notes = Vec::new();
        let reading = assemble(pieces).unwrap();
        let document = Document::new(reading.text, reading.turns, Vec::new(), Vec::new());
        let found = of(&document, &hints, &IndexMap::new(), &mut notes);
        (found.into_values().collect(), notes)
    }

    use Role::{Informant, Interviewer, Other};

    #[test]
    fn names_tell_roles_in_words_and_in_pairs_of_letters() {
        for (asks, answers) in [
            ("Haastattelija", "Haastateltava"),
            ("Interviewer", "E"),
            ("H", "J"),
            ("H", "V"),
            ("Q", "A"),
            ("I", "B"),
            ("M", "I"),
            ("T", "H"),
        ] {
            let (found, notes) = roles(&[(asks, "a"), (answers, "b")], &[]);
            assert_eq!(found, [Interviewer, Informant], "{asks} {answers}");
            assert!(notes.is_empty(), "nothing was guessed: {notes:?}");
        }
    }

    #[test]
    fn a_hint_beats_a_name() {
        let talk = [("Informant", "a?"), ("Anna", "b")];
        assert_eq!(roles(&talk, &[]).0, [Informant, Other]);
        assert_eq!(roles(&talk, &["ANNA"]).0, [Informant, Interviewer]);
    }

    #[test]
    fn one_who_asks_informants_interviews() {
        let (found, notes) = roles(
            &[("Anna", "why?"), ("Informant B", "so"), ("Anna", "ok")],
            &[],
        );
        assert_eq!(found, [Interviewer, Informant]);
        assert_eq!(notes.len(), 1);
    }

    #[test]
    fn who_clearly_asks_most_is_guessed_and_told() {
        let mut talk = Vec::new();
        for _ in 0..4 {
            talk.push(("Ann", "And why is that?"));
            talk.push(("Bo", "Because we always did it in that way here."));
        }
        let (found, notes) = roles(&talk, &[]);
        assert_eq!(found, [Interviewer, Informant]);
        assert!(notes[0].contains("guessed"));
        let (found, notes) = roles(&[("Ann", "Why?"), ("Bo", "Why not?")], &[]);
        assert_eq!(found, [Informant, Informant], "two turns tell nothing");
        assert!(notes[0].contains("cannot be told"));
    }

    #[test]
    fn turns_of_nobody_among_named_ones_are_told() {
        let (found, notes) = roles(&[("Interviewer", "a"), ("", "b"), ("Bo", "c")], &[]);
        assert_eq!(found, [Interviewer, Informant]);
        assert!(notes[0].contains("name nobody: 1"));
    }

    #[test]
    fn where_nobody_is_named_the_empty_name_informs() {
        assert_eq!(roles(&[("", "a"), ("", "b")], &[]).0, [Informant]);
    }
}
