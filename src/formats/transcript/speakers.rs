//! Which of the names that start lines are speakers, decided per file.
//!
//! The danger lies on both sides: "Note:" taken for a person cuts a speech in
//! two, and a person taken for a word gives their speech to somebody else. So
//! a name must recur, or be known, or stand with a time; whatever is left is
//! a doubt that names its line, never a silent guess.

use super::mark::{Mark, Shape};
use super::{Doubt, Hints, alike, loose, name, once, quoted, role_words};
use indexmap::IndexMap;
use std::collections::{HashMap, HashSet};

/// Names that are compared with each other for slips.
const MOST_COMPARED: usize = 60;

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
pub(super) struct Tally {
    pub name: String,
    pub first: usize,
    /// Marks with a colon or a time.
    pub firm: usize,
    /// Marks without.
    pub loose: usize,
    pub with_time: bool,
    pub alone: bool,
    /// Most words behind one mark, up to ten.
    pub words: usize,
    shapes: HashMap<Shape, usize>,
    spellings: IndexMap<String, usize>,
}

impl Tally {
    pub(super) fn small(&self) -> bool {
        name::starts_small(&self.name)
    }

    /// How many marks have this shape.
    pub(super) fn of(&self, shape: Shape) -> usize {
        self.shapes.get(&shape).copied().unwrap_or_default()
    }

    /// Two words or proper ones; "Second thing" heads a remark more often than
    /// it names a person, but a person should look.
    pub(super) fn looks_like_a_person(&self) -> bool {
        let words = self.name.split(' ').count();
        (words == 1 || !self.small())
            && (words <= 2 || !self.name.split(' ').any(name::starts_small))
    }
}

/// Whether a name is a word that heads a remark or a break.
pub(super) fn is_nobody(tally: &Tally) -> bool {
    role_words::is_remark(&tally.name) || role_words::is_stage(&tally.name)
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
    let mut notes = Vec::new();
    let mut sure = clearly_speakers(&tallies, &hinted);
    once::leave_out_letterhead(&tallies, &hinted, &mut sure, &mut doubts);
    once::leave_out_headings(&tallies, &hinted, &mut sure, &mut doubts);
    once::add_letters(&tallies, &mut sure);
    if sure.is_empty() {
        once::add_small_names(&tallies, &mut sure);
    }
    once::add_capitals(&tallies, evidence.last_unmarked, &mut sure, &mut doubts);
    once::add_other_side(&tallies, &mut sure, &mut doubts);
    quoted::leave_out(candidates, &tallies, &hinted, &mut sure, &mut doubts);
    let by_convention = loose::add(
        candidates,
        &tallies,
        &hinted,
        &mut sure,
        &mut notes,
        &mut doubts,
    );
    sure.retain(|key| !banned.contains(*key));
    doubts.extend(loose::odd_marks(
        candidates,
        &tallies,
        &sure,
        &by_convention,
    ));
    let settled: HashSet<usize> = banned
        .iter()
        .filter_map(|key| tallies.get(key))
        .map(|tally| tally.first)
        .collect();
    doubts.retain(|doubt| !settled.contains(&doubt.line));
    let speakers: Vec<&str> = tallies
        .iter()
        .filter(|(key, _)| sure.contains(key.as_str()))
        .map(|(_, tally)| shown(tally))
        .take(MOST_COMPARED)
        .collect();
    let told: HashSet<usize> = doubts.iter().map(|doubt| doubt.line).collect();
    for (key, tally) in &tallies {
        if sure.contains(key.as_str()) {
            notes.extend(note_of_spellings(tally));
        } else if tally.firm > 0
            && !banned.contains(key.as_str())
            && !is_nobody(tally)
            && tally.looks_like_a_person()
            && !told.contains(&tally.first)
        {
            // More doubts than these are not shown to anybody.
            let compared = if doubts.len() < MOST_COMPARED {
                speakers.as_slice()
            } else {
                &[]
            };
            doubts.push(doubt_about(tally, compared));
        }
    }
    let taken = candidates
        .iter()
        .map(|candidate| {
            let key = name::key(&candidate.mark.name);
            let tally = tallies.get(&key)?;
            let mark = &candidate.mark;
            let starts = if loose::SHAPES.contains(&mark.shape) {
                by_convention.contains(&(mark.shape, key.as_str()))
                    || mark.time.is_some()
                    || loose::accepts_anyway(mark.shape)
            } else {
                // A name and a time with nothing below is a line of an agenda.
                mark.shape != Shape::Alone || mark.words > 0 || tally.firm > 0
            };
            (starts && sure.contains(key.as_str())).then(|| shown(tally).to_owned())
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
                shapes: HashMap::new(),
                spellings: IndexMap::new(),
            });
        match mark.shape {
            Shape::Colon | Shape::Own | Shape::Sign => tally.firm += 1,
            Shape::Stamped => {
                tally.firm += 1;
                tally.with_time = true;
            }
            // With nothing below it is a line of an agenda: "Coffee 10:30".
            Shape::Alone if mark.words == 0 => {}
            Shape::Alone => {
                tally.firm += 1;
                tally.alone = true;
            }
            Shape::Loose | Shape::Tab | Shape::Bracket | Shape::Bold => tally.loose += 1,
            Shape::Led | Shape::Dash | Shape::Bare => {}
        }
        *tally.shapes.entry(mark.shape).or_default() += 1;
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
        &hints.named,
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
    // ATLAS.ti asks for "@Ann:", which nobody writes by chance twice.
    let signs: usize = tallies.values().map(|tally| tally.of(Shape::Sign)).sum();
    tallies
        .iter()
        .filter(|(key, tally)| {
            if hinted.contains(key.as_str()) {
                return true;
            }
            if tally.of(Shape::Own) > 0 {
                return true;
            }
            if is_nobody(tally) {
                return false;
            }
            let known = role_words::known(&tally.name).is_some();
            // "Respondent background:" once is a heading inside a speech.
            let phrase = tally.name.split(' ').filter(|word| word.len() > 3).count() > 1;
            let often = if phrase { 1 } else { 0 };
            let named = known && (tally.firm > often || tally.loose > 1);
            let timed = tally.with_time || (tally.alone && alone > 1);
            let signed = tally.of(Shape::Sign) > 0 && signs > 1;
            named || timed || signed || (tally.firm > 1 && !tally.small())
        })
        .map(|(key, _)| key.as_str())
        .collect()
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

fn doubt_about(tally: &Tally, speakers: &[&str]) -> Doubt {
    let name = &tally.name;
    let alike = speakers
        .iter()
        .find(|speaker| alike::may_be_one(name, speaker));
    if let Some(speaker) = alike {
        return Doubt {
            line: tally.first,
            what: format!(
                "'{name}:' was taken for words; if it is the speaker '{speaker}', say \
                 --speaker \"{name}={speaker}\""
            ),
        };
    }
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
