//! Random talk and random codings of it, with what is known of every
//! character.

use super::study::Study;
use crate::analysis::{Together, UnitMap};
use crate::model::{Aside, AsideKind, CodingId, Document, Mark, ReviewState, Role, Turn};
use crate::text::{ByteSpan, CanonicalText, Language};
use proptest::prelude::*;

pub const CODES: [&str; 5] = ["A", "B", "C", "P", "Q"];
pub const CODERS: [&str; 2] = ["Anna", "Bo"];
/// In pieces, of which those in brackets are notes.
const SENTENCES: [&[&str]; 4] = [
    &["Hyvä on."],
    &["Se käy ", "[häh]", " hyvin."],
    &["Ei niin."],
    &["[nauraa]"],
];
/// Talk, with what is known of every character of it.
#[derive(Clone, Debug)]
pub struct Talk {
    pub document: Document,
    /// By character: the turn, the sentence, and whether somebody says it who
    /// answers.
    pub characters: Vec<(Option<u32>, Option<u32>, bool)>,
    /// By character: its first byte; and the end of the text.
    bytes: Vec<usize>,
}

pub type Said = (usize, bool, Vec<usize>);

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

    pub fn turns(&self) -> u32 {
        self.document.turns.len() as u32
    }

    /// The characters of a place.
    pub fn place(&self, span: ByteSpan) -> std::ops::Range<usize> {
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
pub struct Coded {
    pub transcript: usize,
    pub turn: usize,
    pub from: usize,
    pub length: usize,
    pub code: usize,
    pub coder: usize,
    pub state: usize,
}

prop_compose! {
    pub fn a_coding()(
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

pub fn talks() -> impl Strategy<Value = Vec<Vec<Said>>> {
    let said = (
        0usize..3,
        prop::bool::weighted(0.2),
        prop::collection::vec(0usize..4, 1..4),
    );
    prop::collection::vec(prop::collection::vec(said, 1..6), 3)
}

/// A study of these talks, and the talks themselves.
pub fn study_of(
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
