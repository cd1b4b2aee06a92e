//! Codes that stand together in random talk: every figure of every pair,
//! counted again from the definitions.

mod reference;

use super::recount::Recount;
use super::study::{Study, anna, codes};
use crate::analysis::{CooccurrenceSpec, Strength, Together, UnitMap, cooccurrence, pairs};
use crate::model::{
    Aside, AsideKind, CodingId, Document, Emptiness, Mark, ReviewState, Role, Turn, Value,
};
use crate::text::{ByteSpan, CanonicalText, Language};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const CODES: [&str; 5] = ["A", "B", "C", "P", "Q"];
const CODERS: [&str; 2] = ["Anna", "Bo"];
/// In pieces, of which those in brackets are notes.
const SENTENCES: [&[&str]; 4] = [
    &["Hyvä on."],
    &["Se käy ", "[häh]", " hyvin."],
    &["Ei niin."],
    &["[nauraa]"],
];
const MEASURES: [Strength; 10] = [
    Strength::Count,
    Strength::Jaccard,
    Strength::Dice,
    Strength::OverlapCoefficient,
    Strength::C,
    Strength::Lift,
    Strength::Log2Lift,
    Strength::SecondGivenFirst,
    Strength::FirstGivenSecond,
    Strength::Phi,
];

/// Talk, with what is known of every character of it.
#[derive(Clone, Debug)]
struct Talk {
    document: Document,
    /// By character: the turn, the sentence, and whether somebody says it who
    /// answers.
    characters: Vec<(Option<u32>, Option<u32>, bool)>,
    /// By character: its first byte; and the end of the text.
    bytes: Vec<usize>,
}

type Said = (usize, bool, Vec<usize>);

impl Talk {
    fn new(said: &[Said]) -> Self {
        let informants = said.iter().any(|(speaker, _, _)| *speaker == 1);
        let mut text = String::new();
        let (mut turns, mut asides, mut characters) = (Vec::new(), Vec::new(), Vec::new());
        let mut sentence = 0;
        for (number, (speaker, heading, words)) in (1..).zip(said) {
            let answers = *speaker == 1 || (!informants && *speaker == 2);
            let mut add = |text: &mut String, words: &str, what| {
                text.push_str(words);
                characters.extend(words.chars().map(|_| what));
            };
            if *heading {
                let start = text.len();
                add(&mut text, "# Ösä", (None, None, false));
                asides.push(aside(start, text.len(), AsideKind::Heading));
                add(&mut text, "\n", (None, None, false));
            }
            let name = ["H", "J", "M"][*speaker];
            add(&mut text, &format!("{name}: "), (None, None, false));
            let start = text.len();
            for (at, words) in words.iter().enumerate() {
                let number = Some(number);
                if at > 0 {
                    add(&mut text, " ", (number, None, answers));
                }
                let pieces = SENTENCES[*words];
                let own = (pieces != ["[nauraa]"]).then_some(sentence);
                sentence += u32::from(own.is_some());
                for piece in pieces {
                    let note = piece.starts_with('[');
                    let start = text.len();
                    add(&mut text, piece, (number, own, answers && !note));
                    if note {
                        asides.push(aside(start, text.len(), AsideKind::Note));
                    }
                }
            }
            turns.push(Turn {
                number,
                speaker: name.to_owned(),
                span: ByteSpan::new(start, text.len()).unwrap(),
                starts_at: None,
                ends_at: None,
            });
            add(&mut text, "\n", (None, None, false));
        }
        let bytes = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        Self {
            bytes: bytes.collect(),
            document: Document::new(CanonicalText::from_raw(&text), turns, asides, Vec::new()),
            characters,
        }
    }

    fn turns(&self) -> u32 {
        self.document.turns.len() as u32
    }

    /// The characters of a place.
    fn place(&self, span: ByteSpan) -> std::ops::Range<usize> {
        let at = |byte| self.bytes.iter().position(|known| *known == byte).unwrap();
        at(span.start())..at(span.end())
    }
}

fn aside(start: usize, end: usize, kind: AsideKind) -> Aside {
    Aside {
        span: ByteSpan::new(start, end).unwrap(),
        kind,
    }
}

#[derive(Clone, Debug)]
struct Coded {
    transcript: usize,
    turn: usize,
    from: usize,
    length: usize,
    code: usize,
    coder: usize,
    state: usize,
}

prop_compose! {
    fn a_coding()(
        transcript in 0usize..3,
        turn in 0usize..5,
        from in 0usize..30,
        length in prop_oneof![Just(0usize), 1usize..9, 9usize..60],
        code in 0usize..5,
        coder in 0usize..2,
        state in 0usize..6,
    ) -> Coded {
        Coded { transcript, turn, from: from / 3 * 3, length, code, coder, state }
    }
}

fn talks() -> impl Strategy<Value = Vec<Vec<Said>>> {
    let said = (
        0usize..3,
        prop::bool::weighted(0.2),
        prop::collection::vec(0usize..4, 1..4),
    );
    prop::collection::vec(prop::collection::vec(said, 1..6), 3)
}

/// A study of these talks, and the talks themselves.
fn study_of(
    talks: &[Vec<Said>],
    codings: &[Coded],
    gathers: &[usize],
    together: Together,
) -> (Study, Vec<Talk>) {
    let mut study = Study::new(&["A", "B", "C"], &[]);
    study.pattern("P", "Theme", &["A", "B"]);
    let gathers: Vec<&str> = gathers.iter().map(|code| CODES[*code]).collect();
    study.pattern("Q", "Other theme", &gathers);
    CODERS.iter().for_each(|coder| {
        study.coder(coder);
    });
    let talks: Vec<Talk> = talks.iter().map(|said| Talk::new(said)).collect();
    for (at, talk) in talks.iter().enumerate() {
        study.transcript(&format!("t{at}"), "");
        let transcript = study.transcripts.last_mut().unwrap();
        transcript.language = Language::Finnish;
        transcript.speakers = [
            ("H".to_owned(), Role::Interviewer),
            ("J".to_owned(), Role::Informant),
            ("M".to_owned(), Role::Other),
        ]
        .into();
        let map = UnitMap::new(&talk.document, transcript, together);
        study.units.insert(transcript.id, map);
    }
    for (at, coded) in codings.iter().enumerate() {
        let talk = &talks[coded.transcript];
        let turns = &talk.document.turns;
        let turn = &turns[coded.turn % turns.len()];
        let inside = talk.place(turn.span);
        let first = inside.start + coded.from % inside.len();
        let past = (first + coded.length).min(talk.characters.len());
        let pending = coded.state == 0;
        study.marks.push(Mark {
            // Numbers that do not follow the order of the passages.
            id: CodingId((at as u64 * 17) % 41),
            transcript: study.transcripts[coded.transcript].id,
            turn: turn.number,
            span: ByteSpan::new(talk.bytes[first], talk.bytes[past]).unwrap(),
            code: study.key(CODES[coded.code]),
            coder: coded.coder as u16,
            state: match coded.state {
                0 => ReviewState::Pending,
                1 => ReviewState::Rejected,
                _ => ReviewState::Accepted,
            },
        });
        if pending {
            // Nobody's yet.
            let nobody = study.coder("");
            study.marks.last_mut().unwrap().coder = nobody;
        }
    }
    (study, talks)
}

/// A unit: whose it is where coders are apart, its transcript, its number.
type Unit = (Option<u16>, usize, u32);
/// A place in a transcript: a span, or a unit and 0.
type Place = (Option<u16>, usize, usize, usize);

/// The definitions.
struct Definitions<'a> {
    recount: Recount<'a>,
    talks: &'a [Talk],
    together: Together,
    same_coder: bool,
}

impl Definitions<'_> {
    /// Whose a coding is, as far as that matters.
    fn whose(&self, mark: &Mark) -> Option<u16> {
        let nobody = u16::MAX;
        self.same_coder.then_some(match mark.state {
            ReviewState::Pending => nobody,
            _ => mark.coder,
        })
    }

    fn talk(&self, mark: &Mark) -> usize {
        let mut all = self.recount.study.transcripts.iter();
        all.position(|one| one.id == mark.transcript).unwrap()
    }

    /// The stretches of a talk that hold a turn.
    fn stretches(&self, talk: usize, turn: u32, apart: u32) -> BTreeSet<u32> {
        let turns = self.talks[talk].turns();
        let length = (apart + 1).min(turns);
        let starts = 1..=turns - length + 1;
        let holds = |start: &u32| (*start..*start + length).contains(&turn);
        starts.filter(holds).collect()
    }

    fn units(&self, mark: &Mark) -> BTreeSet<Unit> {
        let at = self.talk(mark);
        let talk = &self.talks[at];
        let place = talk.place(mark.span);
        let numbers: BTreeSet<u32> = match self.together {
            Together::Overlap => place.map(|at| at as u32).collect(),
            Together::Sentence => place.filter_map(|at| talk.characters[at].1).collect(),
            Together::SameTurn => [mark.turn].into(),
            Together::WithinTurns(apart) => self.stretches(at, mark.turn, apart),
        };
        let whose = self.whose(mark);
        numbers.into_iter().map(|unit| (whose, at, unit)).collect()
    }

    /// The units that could have been coded.
    fn all(&self) -> BTreeSet<Unit> {
        let counted = self.recount.counted();
        let mut all: BTreeSet<Unit> = counted.iter().flat_map(|mark| self.units(mark)).collect();
        for mark in &counted {
            let (whose, at) = (self.whose(mark), self.talk(mark));
            let talk = &self.talks[at];
            let mut add = |units: BTreeSet<u32>| {
                all.extend(units.into_iter().map(|unit| (whose, at, unit)));
            };
            let said = (0..).zip(&talk.characters).filter(|(_, it)| it.2);
            let informants = talk.document.turns.iter().any(|turn| turn.speaker == "J");
            let answers = if informants { "J" } else { "M" };
            let turns = talk.document.turns.iter();
            let turns = turns.filter(|turn| turn.speaker == answers);
            let mut turns = turns.map(|turn| turn.number);
            match self.together {
                Together::Overlap => add(said.map(|(character, _)| character).collect()),
                Together::Sentence => add(said.filter_map(|(_, it)| it.1).collect()),
                Together::SameTurn => add(turns.collect()),
                Together::WithinTurns(apart) => {
                    turns
                        .by_ref()
                        .for_each(|turn| add(self.stretches(at, turn, apart)));
                }
            }
        }
        all
    }

    /// Whether two codings stand together.
    fn meet(&self, one: &Mark, other: &Mark) -> bool {
        if one.transcript != other.transcript || self.whose(one) != self.whose(other) {
            return false;
        }
        match self.together {
            Together::WithinTurns(apart) => one.turn.abs_diff(other.turn) <= apart,
            _ => !self.units(one).is_disjoint(&self.units(other)),
        }
    }

    fn places(&self, mark: &Mark) -> Vec<Place> {
        let (whose, at) = (self.whose(mark), self.talk(mark));
        match self.together {
            Together::Overlap => vec![(whose, at, mark.span.start(), mark.span.end())],
            Together::WithinTurns(_) => vec![(whose, at, mark.turn as usize, 0)],
            _ => {
                let units = self.units(mark).into_iter();
                units.map(|unit| (whose, at, unit.2 as usize, 0)).collect()
            }
        }
    }

    fn own(&self, code: &str) -> BTreeSet<Place> {
        let marks = self.recount.of_code(code);
        marks.iter().flat_map(|mark| self.places(mark)).collect()
    }

    /// How many places two codes share, and the codings there.
    fn shared(&self, a: &str, b: &str) -> (u64, BTreeSet<CodingId>) {
        let (of_a, of_b) = (self.recount.of_code(a), self.recount.of_code(b));
        let mut ids = BTreeSet::new();
        let mut pairs = BTreeSet::new();
        for one in &of_a {
            for other in &of_b {
                let same = a == b && one.id == other.id && !self.places(one).is_empty();
                if (a == b && same) || (a != b && self.meet(one, other)) {
                    ids.extend([one.id, other.id]);
                    for place in self.places(one) {
                        pairs.extend(self.places(other).into_iter().map(|it| (place, it)));
                    }
                }
            }
        }
        let count = match self.together {
            _ if a == b => self.own(a).len(),
            Together::Sentence | Together::SameTurn => {
                self.own(a).intersection(&self.own(b)).count()
            }
            _ => pairs.len(),
        };
        (count as u64, ids)
    }

    /// A measure by its textbook formula, from the four cells of the units.
    fn measure(&self, measure: Strength, one: &str, other: &str) -> Option<f64> {
        let units = |code| -> BTreeSet<Unit> {
            let marks = self.recount.of_code(code);
            marks.iter().flat_map(|mark| self.units(mark)).collect()
        };
        let (first, second, all) = (units(one), units(other), self.all());
        let cell = |in_first: bool, in_second: bool| {
            let fits = |unit: &&Unit| {
                first.contains(unit) == in_first && second.contains(unit) == in_second
            };
            all.iter().filter(fits).count() as f64
        };
        let (a, b, c, d) = (
            cell(true, true),
            cell(true, false),
            cell(false, true),
            cell(false, false),
        );
        let n = a + b + c + d;
        let ratio = |part: f64, whole: f64| (whole != 0.0).then(|| part / whole);
        match measure {
            Strength::Count => Some(self.shared(one, other).0 as f64),
            Strength::Jaccard => ratio(a, a + b + c),
            Strength::Dice => ratio(2.0 * a, 2.0 * a + b + c),
            Strength::OverlapCoefficient => ratio(a, (a + b).min(a + c)),
            Strength::C => {
                let own = |code| self.own(code).len() as f64;
                let both = self.shared(one, other).0 as f64;
                ratio(both, own(one) + own(other) - both)
            }
            Strength::Lift => ratio(n * a, (a + b) * (a + c)),
            Strength::Log2Lift => {
                let lift = ratio(n * a, (a + b) * (a + c));
                lift.filter(|lift| *lift > 0.0).map(f64::log2)
            }
            Strength::SecondGivenFirst => ratio(a, a + b),
            Strength::FirstGivenSecond => ratio(a, a + c),
            Strength::Phi => ratio(
                a * d - b * c,
                ((a + b) * (c + d) * (a + c) * (b + d)).sqrt(),
            ),
        }
    }
}

fn kinds() -> impl Strategy<Value = Together> {
    prop_oneof![
        Just(Together::Overlap),
        Just(Together::Sentence),
        Just(Together::SameTurn),
        (0u32..4).prop_map(Together::WithinTurns),
    ]
}

fn order(together: Together, measures: &[Strength]) -> CooccurrenceSpec {
    CooccurrenceSpec {
        title: String::new(),
        corner: String::new(),
        rows: codes(&CODES),
        columns: None,
        used_only: false,
        coders: vec!["Anna".to_owned(), "Bo".to_owned()],
        same_coder: false,
        pending: false,
        together,
        measures: measures.to_vec(),
    }
}

fn close(found: &Value, expected: Option<f64>, within: f64) -> bool {
    match (found.number(), expected) {
        (Some(found), Some(expected)) => {
            (found - expected).abs() < within * expected.abs().max(1.0)
        }
        (None, None) => *found == Value::Empty(Emptiness::Undefined),
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_figure_of_a_pair_is_what_its_definition_says(
        talks in talks(),
        codings in prop::collection::vec(a_coding(), 0..24),
        gathers in prop::collection::vec(0usize..5, 0..3),
        together in kinds(),
        one_coder: bool,
        same_coder: bool,
        pending: bool,
        measure in prop::sample::select(MEASURES.to_vec()),
    ) {
        let kind = if together == Together::WithinTurns(0) { Together::SameTurn } else { together };
        let (study, talks) = study_of(&talks, &codings, &gathers, kind);
        let mut order = order(together, &[Strength::Count, measure]);
        order.coders.truncate(if one_coder { 1 } else { 2 });
        order.same_coder = same_coder;
        order.pending = pending;
        let mut view = study.view();
        let none = Default::default();
        if !order.needs_units() {
            view.units = &none;
        }
        let table = cooccurrence(&order, &view, &anna()).unwrap();
        let truth = Definitions {
            recount: Recount { study: &study, coders: &order.coders, pending },
            talks: &talks,
            together: kind,
            same_coder,
        };
        let nothing_coded = !study.marks.iter().any(|mark| truth.recount.is_accepted(mark));
        for (row, a) in CODES.iter().enumerate() {
            for (column, b) in CODES.iter().enumerate() {
                let cell = table.cell(row, column).unwrap();
                let (count, ids) = truth.shared(a, b);
                prop_assert_eq!(cell.behind.len(), ids.len());
                prop_assert_eq!(cell.behind.iter().copied().collect::<BTreeSet<_>>(), ids);
                if count == 0 && nothing_coded {
                    prop_assert_eq!(&cell.value, &Value::Empty(Emptiness::NotCoded));
                    continue;
                }
                prop_assert_eq!(&cell.value, &Value::Count(count), "{} {}", a, b);
                let also = cell.also.as_ref().unwrap();
                if a == b && measure != Strength::Count {
                    prop_assert_eq!(also, &Value::Empty(Emptiness::Blank));
                } else {
                    let expected = truth.measure(measure, a, b);
                    prop_assert!(close(also, expected, 1e-9), "{} {}: {:?} is not {:?}", a, b, also, expected);
                }
            }
        }
    }

    #[test]
    fn the_list_says_what_the_square_says(
        talks in talks(),
        codings in prop::collection::vec(a_coding(), 0..24),
        together in kinds(),
        measure in prop::sample::select(MEASURES.to_vec()),
        limit in 0usize..12,
    ) {
        let (study, _) = study_of(&talks, &codings, &[], together);
        let order = order(together, &[measure, Strength::Count]);
        let square = cooccurrence(&order, &study.view(), &anna()).unwrap();
        let listed = pairs(&order, limit, &study.view(), &anna()).unwrap();
        let mut expected = BTreeMap::new();
        for (row, a) in CODES.iter().enumerate() {
            for (column, b) in CODES.iter().enumerate().skip(row + 1) {
                let cell = square.cell(row, column).unwrap();
                if cell.also.as_ref().unwrap().number().is_some_and(|count| count > 0.0) {
                    expected.insert(format!("{a} × {b}"), cell);
                }
            }
        }
        prop_assert_eq!(listed.rows.len(), expected.len().min(limit));
        let mut last = f64::INFINITY;
        for (row, head) in listed.rows.iter().enumerate() {
            let cell = expected[&head.name];
            let both = listed.cell(row, 2).unwrap();
            prop_assert_eq!(&both.behind, &cell.behind);
            prop_assert_eq!(Some(&both.value), cell.also.as_ref());
            let strength = cell.value.number().unwrap_or(f64::NEG_INFINITY);
            prop_assert!(strength <= last);
            last = strength;
        }
    }
}
