//! Every number of random studies, counted again from the definitions.

use super::study::{SPEECH, Study, TURNS, all, anna, codes, list, spec};
use crate::analysis::{CooccurrenceSpec, Strength, Together, cooccurrence};
use crate::model::{
    CellMeasure, CodeKind, CodingId, Emptiness, Mark, ReviewState, TableSpec, TranscriptId, Value,
};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const CODES: [&str; 4] = ["A", "B", "C", "D"];
const ROWS: [&str; 6] = ["A", "B", "C", "D", "P", "Q"];
const CASES: [&str; 3] = ["Case A", "Case B", "Case C"];
const CODERS: [&str; 2] = ["Anna", "Bo"];
const QUESTIONS: [&str; 3] = ["1", "2", "3"];

prop_compose! {
    fn a_coding()(
        transcript in 0usize..5,
        start in 0usize..60,
        length in prop_oneof![Just(0usize), 1usize..6, 6usize..40],
        code in 0usize..6,
        coder in 0usize..2,
        state in 0usize..5,
    ) -> (usize, (usize, usize), usize, usize, usize) {
        // Few distinct starts, so that repeats, touches and nestings occur.
        let start = start / 4 * 4;
        (transcript, (start, start + length), code, coder, state)
    }
}

prop_compose! {
    pub(super) fn a_study()(
        homes in prop::collection::vec(0usize..4, 5),
        gathers in prop::collection::vec(prop::collection::vec(0usize..6, 0..3), 2),
        guides in prop::collection::vec(prop::collection::vec(0usize..3, 0..2), 6),
        asked in prop::collection::vec((0usize..5, 0usize..3), 0..6),
        codings in prop::collection::vec(a_coding(), 0..40),
    ) -> Study {
        let mut study = Study::new(&CODES, &CASES);
        study.pattern("P", "Theme", &[]).pattern("Q", "Other theme", &[]);
        for (at, parts) in gathers.iter().enumerate() {
            study.change(ROWS[4 + at], |code| {
                code.gathers = parts.iter().map(|part| ROWS[*part].into()).collect();
            });
        }
        for (at, questions) in guides.iter().enumerate() {
            study.change(ROWS[at], |code| {
                code.guide = questions.iter().map(|one| QUESTIONS[*one].into()).collect();
            });
        }
        for (at, home) in homes.iter().enumerate() {
            study.transcript(&format!("t{at}"), CASES.get(*home).unwrap_or(&""));
        }
        for (transcript, question) in asked {
            study.ask(&format!("t{transcript}"), QUESTIONS[question]);
        }
        for (at, (transcript, span, code, coder, state)) in codings.into_iter().enumerate() {
            // Numbers that do not follow the order of the passages.
            let id = (at as u64 * 17) % 41;
            let name = format!("t{transcript}");
            match state {
                0 => study.pending(id, &name, span, ROWS[code]),
                1 => study.mark(id, &name, span, ROWS[code], CODERS[coder], ReviewState::Rejected),
                _ => study.coding(id, &name, span, ROWS[code], CODERS[coder]),
            };
        }
        study
    }
}

/// A study once more, as the definitions see it.
pub struct Recount<'a> {
    pub study: &'a Study,
    pub coders: &'a [String],
    pub pending: bool,
}

impl Recount<'_> {
    pub fn is_accepted(&self, mark: &Mark) -> bool {
        let coder = &self.study.coders[mark.coder as usize];
        mark.state == ReviewState::Accepted && self.coders.contains(coder)
    }

    /// Accepted codings, one for each coder, code and passage; and suggestions
    /// of what is not accepted, one for each code and passage.
    pub fn counted(&self) -> Vec<Mark> {
        let mut accepted = BTreeMap::new();
        let mut pending = BTreeMap::new();
        for mark in &self.study.marks {
            let place = (mark.transcript, mark.span, mark.code);
            if self.is_accepted(mark) {
                let known = accepted.entry((place, mark.coder)).or_insert(*mark);
                if mark.id < known.id {
                    *known = *mark;
                }
            } else if self.pending && mark.state == ReviewState::Pending {
                let known = pending.entry(place).or_insert(*mark);
                if mark.id < known.id {
                    *known = *mark;
                }
            }
        }
        for (place, _) in accepted.keys() {
            pending.remove(place);
        }
        accepted
            .into_values()
            .chain(pending.into_values())
            .collect()
    }

    pub(super) fn gathered(&self, code: &str) -> BTreeSet<String> {
        let mut set = BTreeSet::from([code.to_owned()]);
        loop {
            let before = set.len();
            for known in set.clone() {
                let code = self.study.codebook.get(&known).unwrap();
                if code.kind == CodeKind::Pattern {
                    set.extend(code.gathers.iter().map(|part| part.0.clone()));
                }
            }
            if set.len() == before {
                return set;
            }
        }
    }

    pub fn of_code(&self, code: &str) -> Vec<Mark> {
        let keys: Vec<_> = self
            .gathered(code)
            .iter()
            .map(|one| self.study.key(one))
            .collect();
        self.counted()
            .into_iter()
            .filter(|mark| keys.contains(&mark.code))
            .collect()
    }

    fn homes(&self, case: &str) -> Vec<TranscriptId> {
        let transcripts = self.study.transcripts.iter();
        let home = transcripts.filter(|one| one.case.as_deref() == Some(case));
        home.map(|one| one.id).collect()
    }

    fn emptiness(&self, code: &str, case: &str) -> Option<Emptiness> {
        let homes = self.homes(case);
        if homes.is_empty() {
            return Some(Emptiness::NoTranscript);
        }
        let mut marks = self.study.marks.iter();
        if !marks.any(|mark| homes.contains(&mark.transcript) && self.is_accepted(mark)) {
            return Some(Emptiness::NotCoded);
        }
        let gathered = self.gathered(code);
        let waits = |mark: &Mark| {
            let keys = gathered.iter().map(|one| self.study.key(one));
            mark.state == ReviewState::Pending
                && homes.contains(&mark.transcript)
                && keys.into_iter().any(|key| key == mark.code)
        };
        if !self.pending && self.study.marks.iter().any(waits) {
            return Some(Emptiness::Undecided);
        }
        let guides = gathered
            .iter()
            .flat_map(|one| &self.study.codebook.get(one).unwrap().guide);
        let guides: BTreeSet<&String> = guides.collect();
        let asked = self
            .study
            .guide_marks
            .iter()
            .filter(|mark| homes.contains(&mark.transcript));
        let asked: BTreeSet<&String> = asked.map(|mark| &mark.question).collect();
        let never = !guides.is_empty() && !asked.is_empty() && guides.is_disjoint(&asked);
        never.then_some(Emptiness::NotAsked)
    }

    fn value(
        &self,
        measure: CellMeasure,
        code: &str,
        case: &str,
    ) -> (Value, BTreeSet<CodingId>, u64) {
        let homes = self.homes(case);
        let mut marks = self.of_code(code);
        marks.retain(|mark| homes.contains(&mark.transcript));
        let ids = marks.iter().map(|mark| mark.id).collect();
        let pending = marks
            .iter()
            .filter(|mark| mark.state == ReviewState::Pending)
            .count();
        let words = || self.words(&homes, &marks);
        let empty = self.emptiness(code, case).filter(|_| marks.is_empty());
        let value = match (empty, measure) {
            (Some(why), _) => Value::Empty(why),
            (_, CellMeasure::Codings) => Value::Count(marks.len() as u64),
            (_, CellMeasure::Presence) => Value::Count(marks.len().min(1) as u64),
            (_, CellMeasure::Transcripts) => {
                let set: BTreeSet<_> = marks.iter().map(|mark| mark.transcript).collect();
                Value::Count(set.len() as u64)
            }
            (_, CellMeasure::Words) => Value::Count(words()),
            (_, CellMeasure::Share) => Value::Share {
                part: words(),
                whole: homes.len() as u64 * 15,
            },
            (_, _) if marks.is_empty() => Value::Empty(Emptiness::NothingSaid),
            (_, CellMeasure::Summary) => Value::Empty(Emptiness::NotWritten),
            (_, _) => {
                let order = |id| self.study.transcripts.iter().position(|one| one.id == id);
                let places: BTreeSet<_> = marks
                    .iter()
                    .map(|mark| (order(mark.transcript), mark.span, mark.transcript))
                    .collect();
                let lines = places.iter().map(|(at, span, home)| {
                    let here = |mark: &&Mark| (mark.transcript, mark.span) == (*home, *span);
                    let mut here = marks.iter().filter(here);
                    let open = here.all(|mark| mark.state == ReviewState::Pending);
                    let text = format!("{SPEECH}\n").repeat(9);
                    format!(
                        "“{}” (t{}:{}{})",
                        span.slice(&text).unwrap().replace('\n', " "),
                        at.unwrap(),
                        span.start() / 20 + 1,
                        if open { ", pending" } else { "" }
                    )
                });
                Value::Text(lines.collect::<Vec<_>>().join("\n"))
            }
        };
        (value, ids, pending as u64)
    }

    /// The informants' words under any of these codings.
    pub(super) fn words(&self, homes: &[TranscriptId], marks: &[Mark]) -> u64 {
        let mut words = 0;
        for home in homes {
            // The first turn is the interviewer's.
            for turn in 1..TURNS {
                for (at, _) in SPEECH.match_indices(|c: char| c.is_alphabetic()).step_by(3) {
                    let at = 20 * turn + at;
                    let covers = |mark: &&Mark| {
                        mark.transcript == *home && mark.span.start() <= at && at < mark.span.end()
                    };
                    words += u64::from(marks.iter().find(covers).is_some());
                }
            }
        }
        words
    }

    fn together(&self, together: Together, a: &str, b: &str) -> (u64, BTreeSet<CodingId>) {
        let (of_a, of_b) = (self.of_code(a), self.of_code(b));
        let mut places = BTreeSet::new();
        let mut ids = BTreeSet::new();
        for one in &of_a {
            for other in &of_b {
                if one.transcript != other.transcript {
                    continue;
                }
                let shared =
                    one.span.end().min(other.span.end()) > one.span.start().max(other.span.start());
                let place = match together {
                    Together::SameTurn if one.turn == other.turn => {
                        (one.transcript, one.turn as usize, 0, 0, 0)
                    }
                    Together::Overlap if a == b && one.span == other.span => {
                        (one.transcript, one.span.start(), one.span.end(), 0, 0)
                    }
                    Together::Overlap if a != b && shared => (
                        one.transcript,
                        one.span.start(),
                        one.span.end(),
                        other.span.start(),
                        other.span.end(),
                    ),
                    _ => continue, // the other kinds have a recount of their own
                };
                places.insert(place);
                ids.extend([one.id, other.id]);
            }
        }
        (places.len() as u64, ids)
    }
}

pub(super) fn coder_sets() -> impl Strategy<Value = Vec<String>> {
    prop_oneof![
        Just(vec!["Anna".to_owned()]),
        Just(vec!["Anna".to_owned(), "Bo".to_owned()]),
    ]
}

fn measures() -> impl Strategy<Value = CellMeasure> {
    prop_oneof![
        Just(CellMeasure::Codings),
        Just(CellMeasure::Words),
        Just(CellMeasure::Share),
        Just(CellMeasure::Presence),
        Just(CellMeasure::Transcripts),
        Just(CellMeasure::Quotes),
        Just(CellMeasure::Summary),
    ]
}

proptest! {
    #[test]
    fn every_cell_is_what_its_definition_says(
        mut study in a_study(),
        coders in coder_sets(),
        measure in measures(),
        pending: bool,
        turned: bool,
    ) {
        coders.iter().for_each(|coder| { study.coder(coder); });
        let (rows, columns) = if turned {
            (all("cases"), list(&ROWS))
        } else {
            (list(&ROWS), all("cases"))
        };
        let order = TableSpec { coders: coders.clone(), pending, ..spec(rows, columns, measure) };
        let table = study.build(&order).unwrap();
        let recount = Recount { study: &study, coders: &coders, pending };
        for (row, code) in ROWS.iter().enumerate() {
            for (column, case) in CASES.iter().enumerate() {
                let at = if turned { (column, row) } else { (row, column) };
                let cell = table.cell(at.0, at.1).unwrap();
                let (value, ids, pending) = recount.value(measure, code, case);
                prop_assert_eq!(&cell.value, &value, "{} {}", code, case);
                prop_assert_eq!(cell.pending, pending);
                prop_assert_eq!(cell.behind.len(), ids.len());
                prop_assert_eq!(cell.behind.iter().copied().collect::<BTreeSet<_>>(), ids);
                let place = |id: &CodingId| {
                    let mark = study.marks.iter().find(|mark| mark.id == *id).unwrap();
                    let transcripts = &study.transcripts;
                    let home = transcripts.iter().position(|one| one.id == mark.transcript);
                    (home, mark.span, mark.code)
                };
                prop_assert!(cell.behind.iter().map(place).is_sorted());
            }
        }
    }

    #[test]
    fn every_meeting_of_codes_is_what_its_definition_says(
        mut study in a_study(),
        coders in coder_sets(),
        in_turns: bool,
        pending: bool,
    ) {
        coders.iter().for_each(|coder| { study.coder(coder); });
        let together = if in_turns { Together::SameTurn } else { Together::Overlap };
        let order = CooccurrenceSpec {
            title: String::new(),
            corner: String::new(),
            rows: codes(&ROWS),
            columns: None,
            used_only: false,
            coders: coders.clone(),
            same_coder: false,
            pending,
            together,
            measures: vec![Strength::Count],
        };
        let table = cooccurrence(&order, &study.view(), &anna()).unwrap();
        let recount = Recount { study: &study, coders: &coders, pending };
        let nothing_coded = !study.marks.iter().any(|mark| recount.is_accepted(mark));
        for (row, a) in ROWS.iter().enumerate() {
            for (column, b) in ROWS.iter().enumerate() {
                let cell = table.cell(row, column).unwrap();
                let (count, ids) = recount.together(together, a, b);
                let value = if count == 0 && nothing_coded {
                    Value::Empty(Emptiness::NotCoded)
                } else {
                    Value::Count(count)
                };
                prop_assert_eq!(&cell.value, &value, "{} {}", a, b);
                prop_assert_eq!(cell, table.cell(column, row).unwrap());
                prop_assert_eq!(cell.behind.len(), ids.len());
                prop_assert_eq!(cell.behind.iter().copied().collect::<BTreeSet<_>>(), ids);
            }
        }
    }
}
