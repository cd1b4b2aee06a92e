//! Which of the names that start lines are speakers, decided per file.
//!
//! The danger lies on both sides: "Note:" taken for a person cuts a speech in
//! two, and a person taken for a word gives their speech to somebody else. So
//! a name must recur, or be known, or stand with a time; whatever is left is
//! a doubt that names its line, never a silent guess.

use super::mark::{Mark, Shape};
use super::role_words::Known;
use super::{Doubt, Hints, name, role_words};
use crate::model::Role;
use indexmap::IndexMap;
use std::collections::HashSet;

/// A line that may start somebody's speech.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Its number, from 1.
    pub line: usize,
    /// What it looks like.
    pub mark: Mark,
}

/// What else is known about the file.
#[derive(Clone, Copy)]
pub(super) struct Evidence<'a> {
    /// Names a person gave.
    pub hints: &'a Hints,
    /// Names that the file's structure shows to be speakers.
    pub certain: &'a [String],
    /// The last line that holds words and no mark at all; 0 where none does.
    pub last_unmarked: usize,
}

/// What came of it.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    /// The speaker of each candidate, under the spelling used most, or `None`.
    pub taken: Vec<Option<String>>,
    /// Lines that look like a mark and were not taken for one.
    pub doubts: Vec<Doubt>,
    /// Spellings that were taken for one speaker.
    pub notes: Vec<String>,
}

/// All that the file shows about one name.
struct Tally {
    name: String,
    first: usize,
    /// Marks with a colon or a time.
    firm: usize,
    /// Marks without.
    loose: usize,
    with_time: bool,
    alone: bool,
    words: usize,
    spellings: IndexMap<String, usize>,
}

impl Tally {
    fn small(&self) -> bool {
        name::starts_small(&self.name)
    }

    /// Two words or proper ones; "Second thing" heads a remark more often than
    /// it names a person, but a person should look.
    fn looks_like_a_person(&self) -> bool {
        let words = self.name.split(' ').count();
        (words == 1 || !self.small())
            && (words <= 2 || !self.name.split(' ').any(name::starts_small))
    }
}

/// Decides for every candidate whether it names a speaker.
pub(super) fn decide(candidates: &[Candidate], evidence: Evidence) -> Verdict {
    let tallies = tally(candidates);
    let hinted = keys_of(evidence);
    let banned: HashSet<String> = evidence
        .hints
        .not_speakers
        .iter()
        .map(|name| name::key(name))
        .collect();
    let mut doubts = Vec::new();
    let mut sure = clearly_speakers(&tallies, &hinted);
    leave_out_letterhead(&tallies, &hinted, &mut sure, &mut doubts);
    add_letters(&tallies, &mut sure);
    if sure.is_empty() {
        add_small_names(&tallies, &mut sure);
    }
    add_capitals(&tallies, evidence.last_unmarked, &mut sure, &mut doubts);
    add_other_side(&tallies, &mut sure, &mut doubts);
    sure.retain(|key| !banned.contains(*key));
    doubts.retain(|doubt| {
        let of_banned =
            |(key, tally): (&String, &Tally)| tally.first == doubt.line && banned.contains(key);
        !tallies.iter().any(of_banned)
    });
    let mut notes = Vec::new();
    let told: HashSet<usize> = doubts.iter().map(|doubt| doubt.line).collect();
    for (key, tally) in &tallies {
        if sure.contains(key.as_str()) {
            notes.extend(note_of_spellings(tally));
        } else if tally.firm > 0
            && !banned.contains(key.as_str())
            && !role_words::is_remark(&tally.name)
            && !role_words::is_stage(&tally.name)
            && tally.looks_like_a_person()
            && !told.contains(&tally.first)
        {
            doubts.push(doubt_about(tally));
        }
    }
    let taken = candidates
        .iter()
        .map(|candidate| {
            let key = name::key(&candidate.mark.name);
            let tally = tallies.get(&key)?;
            sure.contains(key.as_str()).then(|| shown(tally).to_owned())
        })
        .collect();
    Verdict {
        taken,
        doubts,
        notes,
    }
}

fn tally(candidates: &[Candidate]) -> IndexMap<String, Tally> {
    let mut tallies: IndexMap<String, Tally> = IndexMap::new();
    for Candidate { line, mark } in candidates {
        let tally = tallies
            .entry(name::key(&mark.name))
            .or_insert_with(|| Tally {
                name: mark.name.clone(),
                first: *line,
                firm: 0,
                loose: 0,
                with_time: false,
                alone: false,
                words: 0,
                spellings: IndexMap::new(),
            });
        match mark.shape {
            Shape::Colon => tally.firm += 1,
            Shape::Stamped => {
                tally.firm += 1;
                tally.with_time = true;
            }
            Shape::Alone => {
                tally.firm += 1;
                tally.alone = true;
            }
            Shape::Loose => tally.loose += 1,
            Shape::Dash => {}
        }
        tally.words = tally.words.max(mark.words);
        *tally.spellings.entry(mark.name.clone()).or_default() += 1;
    }
    tallies
}

fn keys_of(evidence: Evidence) -> HashSet<String> {
    let hints = evidence.hints;
    let renames = hints.renames.iter();
    let renamed: Vec<String> = renames
        .flat_map(|(from, to)| [from.clone(), to.clone()])
        .collect();
    [
        hints.interviewers.as_slice(),
        &hints.informants,
        &hints.others,
        &renamed,
        evidence.certain,
    ]
    .concat()
    .iter()
    .map(|name| name::key(name))
    .collect()
}

fn clearly_speakers<'a>(
    tallies: &'a IndexMap<String, Tally>,
    hinted: &HashSet<String>,
) -> HashSet<&'a str> {
    // One line of name and time may be a date; several are a transcript.
    let alone: usize = tallies
        .values()
        .filter(|tally| tally.alone)
        .map(|tally| tally.firm)
        .sum();
    tallies
        .iter()
        .filter(|(key, tally)| {
            if hinted.contains(key.as_str()) {
                return true;
            }
            if role_words::is_remark(&tally.name) || role_words::is_stage(&tally.name) {
                return false;
            }
            let known = role_words::known(&tally.name).is_some();
            // "Respondent background:" once is a heading inside a speech.
            let phrase = tally.name.split(' ').filter(|word| word.len() > 3).count() > 1;
            let often = if phrase { 1 } else { 0 };
            let named = known && (tally.firm > often || tally.loose > 1);
            let timed = tally.with_time || (tally.alone && alone > 1);
            named || timed || (tally.firm > 1 && !tally.small())
        })
        .map(|(key, _)| key.as_str())
        .collect()
}

/// "Interviewer: Ann Example" above an interview between AE and BN is part of
/// the letterhead: said once, briefly, before two others take turns.
fn leave_out_letterhead(
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

/// `V2:` once among `H:` and `V:`, or a file of one `Q:` and one `A:`. Among
/// full names a letter is more likely the item of a list.
fn add_letters<'a>(tallies: &'a IndexMap<String, Tally>, sure: &mut HashSet<&'a str>) {
    if sure.iter().any(|key| key.chars().count() > 3) {
        return;
    }
    let letters: Vec<&str> = tallies
        .iter()
        .filter(|(_, tally)| tally.firm > 0 && !tally.small())
        .filter(|(_, tally)| role_words::letter(&tally.name).is_some())
        .map(|(key, _)| key.as_str())
        .collect();
    if !sure.is_empty() || letters.len() > 1 {
        sure.extend(letters);
    }
}

/// Names in small letters count where nobody is named otherwise: a file
/// writes its speakers one way, and a recurring "mutta:" is a word.
fn add_small_names<'a>(tallies: &'a IndexMap<String, Tally>, sure: &mut HashSet<&'a str>) {
    sure.extend(
        tallies
            .iter()
            .filter(|(_, tally)| tally.firm > 1 && tally.looks_like_a_person())
            .filter(|(_, tally)| !role_words::is_remark(&tally.name))
            .filter(|(_, tally)| !role_words::is_stage(&tally.name))
            .map(|(key, _)| key.as_str()),
    );
}

/// A talk has two sides. Where only an interviewer was found, and exactly one
/// other name starts a later line, once, that is the other side: an interview of one
/// question and one long answer. Said aloud, as it is less than sure.
fn add_other_side<'a>(
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
            && !role_words::is_remark(&tally.name)
            && !role_words::is_stage(&tally.name)
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
fn add_capitals<'a>(
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

/// The spelling used most; of equals the first.
fn shown(tally: &Tally) -> &str {
    let mut best = (tally.name.as_str(), 0);
    for (spelling, times) in &tally.spellings {
        if *times > best.1 {
            best = (spelling, *times);
        }
    }
    best.0
}

fn note_of_spellings(tally: &Tally) -> Option<String> {
    let chosen = shown(tally);
    let others: Vec<String> = tally
        .spellings
        .keys()
        .filter(|spelling| *spelling != chosen)
        .map(|spelling| format!("'{spelling}'"))
        .collect();
    (!others.is_empty()).then(|| format!("{} taken for the speaker '{chosen}'", others.join(", ")))
}

fn doubt_about(tally: &Tally) -> Doubt {
    let name = &tally.name;
    let times = match tally.firm {
        1 => "once".to_owned(),
        times => format!("{times} times"),
    };
    Doubt {
        line: tally.first,
        what: format!(
            "'{name}:' ({times}) looks like a speaker but was taken for words; \
             if it is one, name it as interviewer or informant"
        ),
    }
}

#[cfg(test)]
mod tests;
