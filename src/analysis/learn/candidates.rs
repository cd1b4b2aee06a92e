//! Terms and phrases that stand in the passages of a code, and how often they
//! stand there and elsewhere, transcript by transcript. Time: two passes over
//! the words; memory: what occurs in the passages, not what occurs in all.

use crate::analysis::keyness::Contrast;
use crate::analysis::learn::speech::{Speech, Talk, Word};
use crate::model::{CodingId, TranscriptId};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The longest phrase, in words.
pub(super) const LONGEST: usize = 3;

/// A term by its stems; what it has less than [`LONGEST`] is [`NONE`].
type Stems = [u32; LONGEST];
const NONE: u32 = u32::MAX;

/// Counts in one transcript: in the passages, and everywhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub target: u64,
    pub all: u64,
}

impl Count {
    fn add(&mut self, other: Self) {
        self.target += other.target;
        self.all += other.all;
    }

    fn minus(self, other: Self) -> Self {
        Self {
            target: self.target - other.target,
            all: self.all - other.all,
        }
    }
}

/// How many turns a term would add to what the rules find.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Effect {
    /// Turns that carry the code.
    pub gain: usize,
    /// Turns that do not.
    pub loss: usize,
}

/// A term or phrase that may be proposed.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    stems: Stems,
    /// How many words it has.
    pub length: usize,
    /// The words as they are spelt most often in the passages.
    pub text: String,
    pub counts: BTreeMap<TranscriptId, Count>,
    /// The passages that hold it.
    pub passages: Passages,
    /// Every turn that holds it, by its place among the speeches.
    pub turns: Vec<usize>,
    /// What it would add, by transcript.
    pub effects: BTreeMap<TranscriptId, Effect>,
    count: Count,
}

/// How many places for a phrase of one, two, three words each transcript has.
pub(super) type Totals = BTreeMap<TranscriptId, [Count; LONGEST]>;

/// All terms in the passages that occur in enough of them.
pub(super) struct Candidates {
    pub all: Vec<Candidate>,
    pub totals: Totals,
    whole: [Count; LONGEST],
}

/// In how many transcripts and passages a term must occur.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dispersion {
    pub transcripts: usize,
    pub passages: usize,
}

/// Passages by transcript.
pub(super) type Passages = BTreeMap<TranscriptId, BTreeSet<CodingId>>;

impl Dispersion {
    /// In how many a term occurs, one transcript left out if so wished.
    pub fn of(passages: &Passages, without: Option<TranscriptId>) -> Self {
        let all: usize = passages.values().map(BTreeSet::len).sum();
        let left_out = without.and_then(|it| passages.get(&it));
        Self {
            transcripts: passages.len() - usize::from(left_out.is_some()),
            passages: all - left_out.map_or(0, BTreeSet::len),
        }
    }

    /// What to ask of a term of a code that has so many: two of each, or one
    /// where there are no two.
    pub fn wanted(self) -> Self {
        Self {
            transcripts: self.transcripts.clamp(1, 2),
            passages: self.passages.clamp(1, 2),
        }
    }

    pub fn meets(self, wanted: Self) -> bool {
        self.transcripts >= wanted.transcripts && self.passages >= wanted.passages
    }
}

/// The passages of a code.
pub(super) fn passages_of(speeches: &[Speech<'_>]) -> Passages {
    let mut passages = Passages::new();
    for speech in speeches.iter().filter(|it| !it.passages.is_empty()) {
        let here = passages.entry(speech.transcript).or_default();
        here.extend(speech.passages.iter().map(|(id, _)| *id));
    }
    passages
}

/// One place of a phrase in a turn.
struct Window<'a> {
    words: &'a [Word],
    /// The passages of the turn that hold all its words.
    passages: u64,
}

fn windows(words: &[Word], length: usize) -> impl Iterator<Item = Window<'_>> {
    words.windows(length).map(|words| Window {
        words,
        passages: words
            .iter()
            .fold(u64::MAX, |bits, word| bits & word.passages),
    })
}

impl Talk {
    /// The stems of a phrase that may be a term: no number in it, and it
    /// neither begins nor ends with a function word.
    fn term(&self, window: &Window<'_>) -> Option<Stems> {
        let mut stems = [NONE; LONGEST];
        for (at, (word, stem)) in window.words.iter().zip(&mut stems).enumerate() {
            let spelling = self.spelling(word)?;
            let at_an_end = at == 0 || at + 1 == window.words.len();
            if spelling.is_number || (at_an_end && spelling.is_function) {
                return None;
            }
            *stem = spelling.stem;
        }
        Some(stems)
    }

    fn spelt(&self, words: &[u32]) -> String {
        let spellings = words
            .iter()
            .filter_map(|at| self.spellings.get(*at as usize));
        let texts: Vec<&str> = spellings.map(|it| it.text.as_str()).collect();
        texts.join(" ")
    }
}

impl Candidates {
    pub fn new(speeches: &[Speech<'_>], talk: &Talk) -> Self {
        let mut found: HashMap<Stems, Seen> = HashMap::new();
        let mut totals = Totals::new();
        for (speech, words) in speeches.iter().zip(&talk.turns) {
            let total = totals.entry(speech.transcript).or_default();
            for (length, total) in (1..=LONGEST).zip(total) {
                total.all += (words.len() + 1).saturating_sub(length) as u64;
                if speech.passages.is_empty() {
                    continue;
                }
                for window in windows(words, length).filter(|it| it.passages != 0) {
                    total.target += 1;
                    if let Some(stems) = talk.term(&window) {
                        let seen = found.entry(stems).or_insert_with(|| Seen::new(length));
                        seen.take(speech, &window);
                    }
                }
            }
        }
        let wanted = Dispersion::of(&passages_of(speeches), None).wanted();
        let mut kept: Vec<Candidate> = found
            .into_iter()
            .filter(|(_, seen)| Dispersion::of(&seen.passages, None).meets(wanted))
            .map(|(stems, seen)| seen.into_candidate(stems, talk))
            .collect();
        // A map has no order; figures must come out the same every time.
        kept.sort_by(|a, b| (a.length, &a.text, a.stems).cmp(&(b.length, &b.text, b.stems)));
        let mut whole = [Count::default(); LONGEST];
        for totals in totals.values() {
            whole.iter_mut().zip(totals).for_each(|(a, b)| a.add(*b));
        }
        let mut candidates = Self {
            all: kept,
            totals,
            whole,
        };
        candidates.look_everywhere(speeches, talk);
        for candidate in &mut candidates.all {
            let counts = candidate.counts.values();
            counts.for_each(|count| candidate.count.add(*count));
        }
        candidates
    }

    /// The second pass: where else the terms stand.
    fn look_everywhere(&mut self, speeches: &[Speech<'_>], talk: &Talk) {
        let known: HashMap<Stems, usize> = self
            .all
            .iter()
            .enumerate()
            .map(|(at, candidate)| (candidate.stems, at))
            .collect();
        for (at, (speech, words)) in speeches.iter().zip(&talk.turns).enumerate() {
            for window in (1..=LONGEST).flat_map(|length| windows(words, length)) {
                let candidate = talk.term(&window).and_then(|stems| known.get(&stems));
                let Some(candidate) = candidate.and_then(|it| self.all.get_mut(*it)) else {
                    continue;
                };
                candidate.counts.entry(speech.transcript).or_default().all += 1;
                if candidate.turns.last() == Some(&at) {
                    continue;
                }
                candidate.turns.push(at);
                if !speech.found {
                    let effect = candidate.effects.entry(speech.transcript).or_default();
                    match speech.passages.is_empty() {
                        false => effect.gain += 1,
                        true => effect.loss += 1,
                    }
                }
            }
        }
    }

    /// A term's counts against the rest, without one transcript if so wished.
    pub fn contrast(&self, of: &Candidate, without: Option<TranscriptId>) -> Contrast {
        let length = of.length - 1;
        let left_out = without.and_then(|it| {
            let total = self.totals.get(&it)?.get(length).copied();
            Some((of.counts.get(&it).copied().unwrap_or_default(), total?))
        });
        let (count, total) = left_out.unwrap_or_default();
        let all = self.whole.get(length).copied().unwrap_or_default();
        let (count, total) = (of.count.minus(count), all.minus(total));
        Contrast {
            target: count.target,
            target_total: total.target,
            reference: count.all - count.target,
            reference_total: total.all - total.target,
        }
    }
}

/// Which of these terms stand in just those turns in which a longer one among
/// them, around them, stands: the phrase says the same, and in other
/// interviews it will find less that was not meant.
pub(super) fn told_by_a_longer(terms: &[&Candidate]) -> Vec<bool> {
    let known: HashMap<Stems, usize> = terms
        .iter()
        .enumerate()
        .map(|(at, term)| (term.stems, at))
        .collect();
    let mut told = vec![false; terms.len()];
    for term in terms {
        let stems = term.stems.get(..term.length).unwrap_or_default();
        for part in (1..term.length).flat_map(|length| stems.windows(length)) {
            let mut shorter = [NONE; LONGEST];
            shorter.iter_mut().zip(part).for_each(|(a, b)| *a = *b);
            let same_turns = |at: &&usize| terms.get(**at).is_some_and(|it| it.turns == term.turns);
            let at = known.get(&shorter).filter(same_turns);
            if let Some(told) = at.and_then(|at| told.get_mut(*at)) {
                *told = true;
            }
        }
    }
    told
}

/// A term while the passages are gone through.
struct Seen {
    length: usize,
    counts: BTreeMap<TranscriptId, Count>,
    passages: Passages,
    spelt: BTreeMap<Vec<u32>, usize>,
}

impl Seen {
    fn new(length: usize) -> Self {
        Self {
            length,
            counts: BTreeMap::new(),
            passages: Passages::new(),
            spelt: BTreeMap::new(),
        }
    }

    fn take(&mut self, speech: &Speech<'_>, window: &Window<'_>) {
        self.counts.entry(speech.transcript).or_default().target += 1;
        let bits = window.passages;
        let around = speech.passages.iter().take(64).enumerate();
        let around = around.filter(|(at, _)| bits & 1 << at != 0);
        let here = self.passages.entry(speech.transcript).or_default();
        here.extend(around.map(|(_, (id, _))| *id));
        let words = window.words.iter().map(|word| word.spelling).collect();
        *self.spelt.entry(words).or_default() += 1;
    }

    fn into_candidate(self, stems: Stems, talk: &Talk) -> Candidate {
        // The commonest; of equally common ones the first by its letters.
        let spelt = self.spelt.into_iter();
        let spelt = spelt.map(|(words, times)| (usize::MAX - times, talk.spelt(&words)));
        Candidate {
            stems,
            length: self.length,
            text: spelt.min().map(|(_, text)| text).unwrap_or_default(),
            counts: self.counts,
            passages: self.passages,
            turns: Vec::new(),
            effects: BTreeMap::new(),
            count: Count::default(),
        }
    }
}
