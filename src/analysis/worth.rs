//! What rules are worth: held against the decisions of people over their
//! suggestions, and against what a coder marked by hand.
//!
//! Hand coding is the measure only in transcripts that the coder has worked
//! through: elsewhere a passage without a code says nothing. Accepted
//! suggestions are no measure: a rule would be praised for its own finds.

use crate::model::{CodeKey, CodingId, ReviewState, Role, Rule, TranscriptId, Value};
use crate::model::{Emptiness, Scope};
use crate::text::{ByteSpan, Language};
use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::ops::Range;

/// What is counted as found or missed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UnitKind {
    /// Whole turns: coder and rule agree if both are somewhere in it.
    #[default]
    Turn,
    /// Sentences.
    Sentence,
}

impl fmt::Display for UnitKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            UnitKind::Turn => "turn",
            UnitKind::Sentence => "sentence",
        })
    }
}

/// A turn or a sentence of a transcript that the coder has worked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The transcript.
    pub transcript: TranscriptId,
    /// Where it lies.
    pub span: ByteSpan,
    /// The role of who speaks.
    pub role: Role,
    /// The transcript's language.
    pub language: Language,
}

/// A passage of a transcript: what a rule proposes, or what is coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Stretch {
    /// The transcript.
    pub transcript: TranscriptId,
    /// The turn in which it starts.
    pub turn: u32,
    /// Where it lies.
    pub span: ByteSpan,
}

/// A coding that a rule is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coded {
    /// The coding's number.
    pub id: CodingId,
    /// Its passage.
    pub place: Stretch,
    /// Its code.
    pub code: CodeKey,
}

/// A rule with what it proposes.
#[derive(Clone, Debug)]
pub struct Ran<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// The code it suggests.
    pub code: CodeKey,
    /// What it proposes, each place once; none where it cannot be read.
    pub proposed: Option<Vec<Stretch>>,
    /// What people decided over suggestions of its code that it made as it is
    /// now. A rule that asks what is coded no longer proposes what was accepted.
    pub decided: Vec<(CodingId, ReviewState)>,
}

/// Whose words in which language rules read.
struct Readers(Vec<(Option<Language>, Scope)>);

impl Readers {
    /// Those of the rules that can be read at all.
    fn of(rules: &[&Ran<'_>]) -> Self {
        let able = rules.iter().filter(|ran| ran.proposed.is_some());
        let language = |ran: &Ran<'_>| ran.rule.lang.as_ref().and_then(|tag| tag.parse().ok());
        Self(able.map(|ran| (language(ran), ran.rule.scope)).collect())
    }

    fn read(&self, language: Language, role: Role) -> bool {
        let mut all = self.0.iter();
        all.any(|(only, scope)| scope.reads(role) && only.is_none_or(|only| only == language))
    }
}

/// What rules are held against.
#[derive(Default)]
pub struct Measure {
    units: Vec<Unit>,
    of_transcript: HashMap<TranscriptId, Range<usize>>,
    sizes: HashMap<(Language, Role), usize>,
    hand: HashMap<CodeKey, Vec<Coded>>,
    decisions: HashMap<(CodeKey, TranscriptId, u32), Vec<(Coded, ReviewState)>>,
}

/// What rules came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Worth {
    /// How many passages they propose, each once.
    pub hits: usize,
    /// Suggestions on these passages, or made by these rules as they are now,
    /// that a person accepted.
    pub accepted: Vec<CodingId>,
    /// That a person rejected.
    pub rejected: Vec<CodingId>,
    /// That wait.
    pub pending: Vec<CodingId>,
    /// Units that the rules read, coded or not; 0 where nothing can be said
    /// against hand coding.
    pub read: usize,
    /// Units, by number, that carry the code and in which they propose something.
    pub found: Vec<usize>,
    /// Units in which they propose something and that do not carry the code.
    pub false_finds: Vec<usize>,
    /// Units that carry the code and in which they propose nothing.
    pub missed: Vec<usize>,
    /// The hand codings in units found.
    pub found_codings: Vec<CodingId>,
    /// The hand codings in units missed.
    pub missed_codings: Vec<CodingId>,
    /// What is proposed in units that do not carry the code.
    pub false_places: Vec<Stretch>,
    /// Those of `false_finds` in which a person has accepted a suggestion of
    /// the code since.
    pub agreed: Vec<usize>,
    /// Hand codings of the code in words that the rules do not read.
    pub unread: Vec<CodingId>,
}

impl Worth {
    /// Of the suggestions decided, how many were accepted.
    pub fn kept(&self) -> Value {
        let decided = self.accepted.len() + self.rejected.len();
        share(self.accepted.len(), decided)
    }

    /// Of the units in which they propose something, how many carry the code.
    pub fn precision(&self) -> Value {
        share(self.found.len(), self.found.len() + self.false_finds.len())
    }

    /// Of the units that carry the code, in how many they propose something.
    pub fn recall(&self) -> Value {
        share(self.found.len(), self.found.len() + self.missed.len())
    }

    /// The harmonic mean of precision and recall, 2 found / (2 found + false +
    /// missed), so that it is defined wherever anything is coded or proposed.
    pub fn f1(&self) -> Value {
        let twice = 2 * self.found.len();
        share(twice, twice + self.false_finds.len() + self.missed.len())
    }
}

/// A part of a whole, undefined where there is no whole.
pub(super) fn share(part: usize, whole: usize) -> Value {
    match whole {
        0 => Value::Empty(Emptiness::Undefined),
        whole => Value::Share {
            part: part as u64,
            whole: whole as u64,
        },
    }
}

impl Measure {
    /// `units`: of the transcripts worked through, in the order of the text.
    /// `hand`: what counts as right. `decisions`: suggestions of rules.
    pub fn new(units: Vec<Unit>, hand: &[Coded], decisions: &[(Coded, ReviewState)]) -> Self {
        let mut measure = Self::default();
        let mut start = 0;
        for same in units.chunk_by(|a, b| a.transcript == b.transcript) {
            if let Some(first) = same.first() {
                let range = start..start + same.len();
                measure.of_transcript.insert(first.transcript, range);
            }
            start += same.len();
        }
        for unit in &units {
            let size = measure.sizes.entry((unit.language, unit.role));
            *size.or_default() += 1;
        }
        measure.units = units;
        for coded in hand {
            measure.hand.entry(coded.code).or_default().push(*coded);
        }
        for (coded, state) in decisions {
            let key = (coded.code, coded.place.transcript, coded.place.turn);
            let here = measure.decisions.entry(key).or_default();
            here.push((*coded, *state));
        }
        measure
    }

    /// The unit with that number.
    pub fn unit(&self, number: usize) -> Option<&Unit> {
        self.units.get(number)
    }

    /// What these rules together are worth for these codes together.
    pub fn worth(&self, codes: &[CodeKey], rules: &[&Ran<'_>]) -> Worth {
        let readers = Readers::of(rules);
        let sizes = self.sizes.iter();
        let read = sizes.filter(|((language, role), _)| readers.read(*language, *role));
        let mut worth = Worth {
            read: read.map(|(_, size)| size).sum(),
            ..Worth::default()
        };
        let read = |unit: &usize| {
            let unit = self.units.get(*unit);
            unit.is_some_and(|it| readers.read(it.language, it.role))
        };
        let proposals = rules
            .iter()
            .flat_map(|ran| Some((ran.code, ran.proposed.as_ref()?)))
            .flat_map(|(code, places)| places.iter().map(move |place| (*place, code)));
        let proposals: BTreeSet<(Stretch, CodeKey)> = proposals.collect();
        let made = rules.iter().flat_map(|ran| ran.decided.iter().copied());
        self.decided(&proposals, made, &mut worth);

        let places: BTreeSet<Stretch> = proposals.iter().map(|(place, _)| *place).collect();
        worth.hits = proposals.len();
        let touched = |place: &Stretch| self.touched(*place).filter(|unit| read(unit));
        let proposed: BTreeSet<usize> = places.iter().flat_map(touched).collect();
        let hand = || {
            codes
                .iter()
                .filter_map(|code| self.hand.get(code))
                .flatten()
        };
        let coded: BTreeSet<usize> = hand().flat_map(|it| touched(&it.place)).collect();

        worth.found = proposed.intersection(&coded).copied().collect();
        worth.false_finds = proposed.difference(&coded).copied().collect();
        worth.missed = coded.difference(&proposed).copied().collect();
        let lies_in = |place: &Stretch, units: &[usize]| {
            touched(place).any(|unit| units.binary_search(&unit).is_ok())
        };
        for one in hand() {
            if lies_in(&one.place, &worth.found) {
                worth.found_codings.push(one.id);
            }
            if lies_in(&one.place, &worth.missed) {
                worth.missed_codings.push(one.id);
            }
            if touched(&one.place).next().is_none() {
                worth.unread.push(one.id);
            }
        }
        let is_false = |place: &&Stretch| lies_in(place, &worth.false_finds);
        worth.false_places = places.iter().filter(is_false).copied().collect();
        worth.agreed = self.agreed(codes, &worth.false_finds);
        worth
    }

    /// The units that a passage touches, by number.
    fn touched(&self, place: Stretch) -> Range<usize> {
        let Some(range) = self.of_transcript.get(&place.transcript) else {
            return 0..0;
        };
        let units = self.units.get(range.clone()).unwrap_or_default();
        let (start, end) = (place.span.start(), place.span.end());
        let first = units.partition_point(|unit| unit.span.end() <= start);
        let after = units.partition_point(|unit| unit.span.start() < end);
        range.start + first..range.start + after.max(first)
    }

    /// What people decided over these proposals. A decision counts for every
    /// rule that makes the proposal, in whatever version it was made first: the
    /// same words for the same code are one suggestion. One whose boundaries a
    /// person moved still counts as accepted.
    fn decided(
        &self,
        proposals: &BTreeSet<(Stretch, CodeKey)>,
        made: impl Iterator<Item = (CodingId, ReviewState)>,
        worth: &mut Worth,
    ) {
        let mut count = |id: CodingId, state: ReviewState| match state {
            ReviewState::Accepted => worth.accepted.push(id),
            ReviewState::Rejected => worth.rejected.push(id),
            ReviewState::Pending => worth.pending.push(id),
        };
        made.for_each(|(id, state)| count(id, state));
        for (place, code) in proposals {
            let key = (*code, place.transcript, place.turn);
            let here = self.decisions.get(&key).map_or(&[][..], Vec::as_slice);
            let same = here.iter().find(|(it, _)| it.place.span == place.span);
            let moved = || {
                here.iter().find(|(it, state)| {
                    *state == ReviewState::Accepted && it.place.span.overlaps(place.span)
                })
            };
            if let Some((coded, state)) = same.or_else(moved) {
                count(coded.id, *state);
            }
        }
        for list in [&mut worth.accepted, &mut worth.rejected, &mut worth.pending] {
            list.sort_unstable();
            list.dedup();
        }
    }

    fn agreed(&self, codes: &[CodeKey], false_finds: &[usize]) -> Vec<usize> {
        let accepted = self.decisions.iter();
        let accepted = accepted
            .filter(|((code, ..), _)| codes.contains(code))
            .flat_map(|(_, here)| here)
            .filter(|(_, state)| *state == ReviewState::Accepted);
        let units: BTreeSet<usize> = accepted
            .flat_map(|(coded, _)| self.touched(coded.place))
            .filter(|unit| false_finds.binary_search(unit).is_ok())
            .collect();
        units.into_iter().collect()
    }
}
