//! What a transcript's text can be counted in: turns, sentences, characters.

use crate::analysis::cooccurrence::Together;
use crate::model::{Document, Role, Transcript, Turn};
use crate::text::ByteSpan;
use crate::text::sentences::sentences;
use std::ops::Range;

/// Where the turns of a transcript lie and, as far as one kind of standing
/// together needs them, its sentences or characters.
///
/// Headings, notes and what else nobody said belong to no turn and are no
/// units; inside a turn they are taken for blanks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitMap {
    /// How many turns there are, whoever speaks.
    turns: u32,
    /// The turns of those who answer, by number.
    answers: Vec<u32>,
    /// What they say there, without what nobody said.
    answered: Vec<ByteSpan>,
    sentences: Option<Vec<ByteSpan>>,
    /// The bytes that go on with a character begun before them, in order.
    inside: Option<Vec<u32>>,
}

impl UnitMap {
    /// Counts what `together` needs. Those who answer are the informants; in a
    /// transcript without any, as in notes, everybody but the interviewers.
    pub fn new(document: &Document, transcript: &Transcript, together: Together) -> Self {
        let roles = || {
            let turns = document.turns.iter();
            turns.map(|turn| transcript.role(&turn.speaker))
        };
        let informants = roles().any(|role| role == Role::Informant);
        let answers = |role: &Role| match role {
            Role::Informant => true,
            Role::Interviewer => false,
            Role::Other => !informants,
        };
        let turns = document.turns.iter().zip(roles());
        let turns = turns
            .filter(|(_, role)| answers(role))
            .map(|(turn, _)| turn);
        let (mut numbers, mut answered) = (Vec::new(), Vec::new());
        for turn in turns {
            numbers.push(turn.number);
            answered.extend(said(document, turn));
        }
        Self {
            turns: document.turns.last().map_or(0, |turn| turn.number),
            answers: numbers,
            answered,
            sentences: (together == Together::Sentence).then(|| {
                let turns = document.turns.iter();
                turns
                    .flat_map(|turn| sentences_of(document, turn, transcript))
                    .collect()
            }),
            inside: (together == Together::Overlap).then(|| {
                let bytes = document.text.as_str().bytes().zip(0..);
                let inside = bytes.filter(|(byte, _)| byte & 0b1100_0000 == 0b1000_0000);
                inside.map(|(_, at)| at).collect()
            }),
        }
    }

    /// How many turns there are.
    pub(super) fn turns(&self) -> u32 {
        self.turns
    }

    /// The numbers of the turns in which somebody answers.
    pub(super) fn answers(&self) -> &[u32] {
        &self.answers
    }

    /// The words of these turns, piece by piece.
    pub(super) fn answered(&self) -> &[ByteSpan] {
        &self.answered
    }

    /// The sentences that share a character with a place, by their number from
    /// 0, if sentences are known.
    pub(super) fn sentences(&self, place: ByteSpan) -> Option<Range<u32>> {
        let sentences = self.sentences.as_deref()?;
        if place.is_empty() {
            return Some(0..0);
        }
        let first = sentences.partition_point(|one| one.end() <= place.start());
        let past = sentences.partition_point(|one| one.start() < place.end());
        Some(first as u32..past.max(first) as u32)
    }

    /// A place in characters, if they are known.
    pub(super) fn characters(&self, place: ByteSpan) -> Option<Range<u32>> {
        let inside = self.inside.as_deref()?;
        let at = |byte: usize| {
            let more = inside.partition_point(|inside| (*inside as usize) < byte);
            byte.saturating_sub(more) as u32
        };
        Some(at(place.start())..at(place.end()))
    }
}

/// The stretches of a turn between what nobody said.
fn said(document: &Document, turn: &Turn) -> Vec<ByteSpan> {
    let mut from = turn.span.start();
    let mut pieces = Vec::new();
    let first = document
        .asides
        .partition_point(|aside| aside.span.end() <= from);
    let asides = document.asides.get(first..).unwrap_or_default();
    let ends = asides
        .iter()
        .map(|aside| (aside.span.start(), aside.span.end()))
        .take_while(|(start, _)| *start < turn.span.end())
        .chain([(turn.span.end(), turn.span.end())]);
    for (start, end) in ends {
        pieces.extend(ByteSpan::new(from, start).ok().filter(|it| !it.is_empty()));
        from = end;
    }
    pieces
}

fn sentences_of(document: &Document, turn: &Turn, transcript: &Transcript) -> Vec<ByteSpan> {
    let cut = sentences(&document.said(turn), transcript.language);
    let placed = cut.into_iter();
    placed
        .filter_map(|sentence| sentence.shifted(turn.span.start()).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Aside, AsideKind, TranscriptId};
    use crate::text::{CanonicalText, Language};

    fn span(start: usize, end: usize) -> ByteSpan {
        ByteSpan::new(start, end).unwrap()
    }

    /// Places of words in the text.
    fn place(text: &str, words: &str) -> ByteSpan {
        let start = text.find(words).unwrap();
        span(start, start + words.len())
    }

    const TEXT: &str = "H: How so? J: Hyvä. [häh] Se on. # Osa M: Niin.";

    fn map(roles: &[(&str, Role)], together: Together) -> UnitMap {
        let turn = |number, speaker: &str, words| Turn {
            number,
            speaker: speaker.to_owned(),
            span: place(TEXT, words),
            starts_at: None,
            ends_at: None,
        };
        let aside = |words, kind| Aside {
            span: place(TEXT, words),
            kind,
        };
        let document = Document::new(
            CanonicalText::from_raw(TEXT),
            vec![
                turn(1, "H", "How so?"),
                turn(2, "J", "Hyvä. [häh] Se on."),
                turn(3, "M", "Niin."),
            ],
            vec![
                aside("[häh]", AsideKind::Note),
                aside("# Osa", AsideKind::Heading),
            ],
            Vec::new(),
        );
        let roles = roles.iter().map(|(name, role)| ((*name).to_owned(), *role));
        let transcript = Transcript {
            id: TranscriptId(1),
            name: "t".to_owned(),
            case: None,
            language: Language::Finnish,
            document: document.hash.clone(),
            original: String::new(),
            original_hash: document.hash.clone(),
            speakers: roles.collect(),
            part: None,
            round: None,
            speaker_cases: Default::default(),
        };
        UnitMap::new(&document, &transcript, together)
    }

    const ROLES: [(&str, Role); 3] = [
        ("H", Role::Interviewer),
        ("J", Role::Informant),
        ("M", Role::Other),
    ];

    #[test]
    fn sentences_end_with_their_turn_and_notes_and_headings_are_in_none() {
        let map = map(&ROLES, Together::Sentence);
        let at = |words| map.sentences(place(TEXT, words)).unwrap();
        assert_eq!(at("How so?"), 0..1);
        assert_eq!(at("Hyvä. [häh] Se"), 1..3);
        assert_eq!(at("yv"), 1..2);
        assert!(at("[häh]").is_empty() && at("# Osa").is_empty());
        assert_eq!(at("on. # Osa M: N"), 2..4);
        assert!(map.sentences(span(15, 15)).unwrap().is_empty());
        assert_eq!(map.characters(span(0, 1)), None, "nobody asked for them");
    }

    #[test]
    fn those_who_answer_are_informants_or_else_all_who_do_not_ask() {
        let with = map(&ROLES, Together::SameTurn);
        assert_eq!((with.turns(), with.answers()), (3, &[2][..]));
        let said = [place(TEXT, "Hyvä. "), place(TEXT, " Se on.")];
        assert_eq!(with.answered(), said);
        let without = map(&[("H", Role::Interviewer)], Together::SameTurn);
        assert_eq!(without.answers(), [2, 3]);
    }

    #[test]
    fn characters_are_not_bytes() {
        let map = map(&ROLES, Together::Overlap);
        let place = place(TEXT, "Se on.");
        let start = TEXT.chars().position(|c| c == 'S').unwrap() as u32;
        assert_eq!(map.characters(place), Some(start..start + 6));
        assert_eq!(map.sentences(place), None);
    }
}
