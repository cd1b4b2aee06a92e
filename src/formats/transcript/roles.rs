//! Who asks and who answers.
//!
//! What a person said comes first, then what the file says, then the names, then who is left
//! beside a known one, and only then who asks most. Whatever was guessed is a
//! note. Somebody is always an informant, as rules and shares of words count
//! informants' speech and would else find an empty interview.

use super::role_words::{Known, known, letter};
use super::{Hints, guide};
use crate::model::{Document, Role};
use crate::text::words::count_words;
use indexmap::IndexMap;
use std::collections::HashSet;

/// How one speaker takes part.
#[derive(Clone, Copy, Default)]
struct Share {
    turns: usize,
    asking: usize,
    questions: usize,
    words: usize,
}

impl Share {
    /// Questions in ten thousand words: who asks says little besides.
    fn rate(&self) -> usize {
        self.questions * 10_000 / self.words.max(1)
    }
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
            let role = hints.role_of(speaker).or(told).or(named(speaker));
            (speaker.clone(), role)
        })
        .collect();
    by_letters(&mut roles);
    by_guide(&mut roles, document, hints, notes);
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
        share.asking += usize::from(speech.contains(QUESTION_MARKS));
        share.questions += count_questions(&speech);
        share.words += count_words(&speech);
    }
    shares
}

const QUESTION_MARKS: [char; 4] = ['?', '？', '؟', '\u{37e}'];

/// "Really??" is one question.
fn count_questions(speech: &str) -> usize {
    let marks = speech.split(QUESTION_MARKS);
    let between = marks.skip(1).filter(|part| !part.trim().is_empty()).count();
    between + usize::from(speech.trim_end().ends_with(QUESTION_MARKS))
}

/// The role that a name itself tells, as `Interviewer` does.
pub fn named(speaker: &str) -> Option<Role> {
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
    (
        "i",
        &["r", "b", "p", "ip", "s", "e", "a", "resp", "ie", "tn"],
    ),
    ("int", &["inf", "resp", "r", "p", "ip"]),
    ("f", &["s", "a", "ip"]),
    ("m", &["p", "i", "r", "b"]),
    ("mod", &["p", "i", "r", "b", "resp", "tn", "a"]),
    ("r", &["p", "s"]),
    ("ir", &["ie"]),
    ("iv", &["ip", "ie", "b"]),
];

/// Whoever asks the questions of the guide interviews, unless the names or a
/// person say otherwise.
fn by_guide(
    roles: &mut IndexMap<String, Option<Role>>,
    document: &Document,
    hints: &Hints,
    notes: &mut Vec<String>,
) {
    let open = roles.values().any(Option::is_none);
    let interviewed = roles.values().any(|role| *role == Some(Role::Interviewer));
    if hints.guide.is_empty() || interviewed || !open {
        return;
    }
    let asked = guide::asked(document, &hints.guide);
    if let Some((asker, questions)) = guide::asker(&asked)
        && let Some(role @ None) = roles.get_mut(asker)
    {
        *role = Some(Role::Interviewer);
        notes.push(format!(
            "{asker}: taken for the interviewer, who asks {questions} of the guide's {} \
             questions; {HOW_TO_SET}",
            hints.guide.len()
        ));
    }
}

const HOW_TO_SET: &str = "if that is wrong, say --interviewer NAME or --informant NAME";

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

/// Turns and questions of which a guess needs this many.
const ENOUGH: usize = 4;
/// Questions in ten thousand words. Interviewers of research interviews have
/// 850 and more and hosts of podcasts from 130 on; those who answer have 5 to
/// 60, in interviews as in podcasts.
const ASKS_OFTEN: usize = 100;

/// With no evidence in the names: those interview who ask at least twice as
/// often as any other, and each of whom talks less than every other. Both
/// must hold, or nobody is guessed.
fn by_questions(
    roles: &mut IndexMap<String, Option<Role>>,
    shares: &IndexMap<String, Share>,
    notes: &mut Vec<String>,
) {
    let askers = askers(shares);
    for (speaker, role) in roles.iter_mut() {
        *role = Some(if askers.contains(&speaker.as_str()) {
            Role::Interviewer
        } else {
            Role::Informant
        });
    }
    notes.push(match askers.as_slice() {
        [] => "who interviews cannot be told; every speaker is taken for an informant; say who \
               asks with --interviewer NAME"
            .to_owned(),
        [asker] => format!(
            "roles were guessed: {asker} asks most and talks least and is taken for the \
             interviewer, everybody else for an informant; {HOW_TO_SET}"
        ),
        _ => format!(
            "roles were guessed: {} ask most and talk least and are taken for interviewers, \
             everybody else for an informant; {HOW_TO_SET}",
            askers.join(" and ")
        ),
    });
}

/// More speakers than this are no interview.
const MOST_SPEAKERS: usize = 50;

fn askers(shares: &IndexMap<String, Share>) -> Vec<&str> {
    // Who says a few words, as a secretary does, tells nothing about the rest.
    let mut main: Vec<(&str, Share)> = shares
        .iter()
        .filter(|(_, share)| share.turns >= ENOUGH)
        .map(|(speaker, share)| (speaker.as_str(), *share))
        .collect();
    if main.len() > MOST_SPEAKERS {
        return Vec::new();
    }
    main.sort_by_key(|(_, share)| std::cmp::Reverse(share.rate()));
    // Where the rate falls most, those who ask end and those who answer begin.
    let clear = |asks: &[(&str, Share)], answer: &[(&str, Share)]| {
        let least = asks.iter().map(|(_, share)| share.rate()).min();
        let most = answer.iter().map(|(_, share)| share.rate()).max();
        let talk = asks.iter().map(|(_, share)| share.words).max();
        let speech = answer.iter().map(|(_, share)| share.words).min();
        let often = asks.iter().all(|(_, share)| share.questions >= ENOUGH);
        often
            && least.is_some_and(|least| least >= ASKS_OFTEN)
            && least
                .zip(most)
                .is_some_and(|(least, most)| most * 2 <= least)
            && talk.zip(speech).is_some_and(|(talk, speech)| talk < speech)
    };
    let splits = (1..main.len()).filter_map(|at| main.split_at_checked(at));
    splits
        .filter(|(asks, answer)| clear(asks, answer))
        .map(|(asks, _)| asks.iter().map(|(speaker, _)| *speaker).collect::<Vec<_>>())
        .next_back()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests;
