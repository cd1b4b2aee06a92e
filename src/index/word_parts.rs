//! Words by parts of their spelling: `*ward`, `*war*`, a digit. The words of
//! the index are walked through once for all parts together; an automaton for
//! each part, which is what tantivy has for this, walks once for each.

use aho_corasick::{AhoCorasick, MatchKind};
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use tantivy::index::SegmentId;
use tantivy::postings::TermInfo;
use tantivy::query::{
    BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{BitSet, DocId, DocSet, Score, SegmentReader, TantivyError};

/// What a word has somewhere. Letters are in normal form.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum WordPart {
    /// It ends so.
    End(String),
    /// It holds this.
    Middle(String),
    /// It holds a digit, of whatever script.
    Digit,
}

/// The parts that are asked for, and the words that have them.
pub(super) struct WordParts {
    field: Field,
    asked: Mutex<Vec<WordPart>>,
    found: Mutex<HashMap<SegmentId, Arc<Words>>>,
}

/// For each part that was asked for, the words of a segment that have it.
type Words = Vec<Vec<TermInfo>>;

impl WordParts {
    pub fn new(field: Field) -> Arc<Self> {
        Arc::new(Self {
            field,
            asked: Mutex::new(Vec::new()),
            found: Mutex::new(HashMap::new()),
        })
    }

    /// A search for turns with a word that has this part. It is best to ask for
    /// all parts before the first search is run.
    pub fn search(self: &Arc<Self>, part: WordPart) -> PartQuery {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let number = asked.iter().position(|known| *known == part);
        let number = number.unwrap_or_else(|| {
            asked.push(part);
            asked.len() - 1
        });
        PartQuery {
            parts: Arc::clone(self),
            number,
        }
    }

    /// The words of a segment, with at least `count` of the parts looked up.
    fn words(&self, segment: &SegmentReader, count: usize) -> tantivy::Result<Arc<Words>> {
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(words) = found.get(&segment.segment_id())
            && words.len() >= count
        {
            return Ok(Arc::clone(words));
        }
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let words = Arc::new(walk(segment, self.field, &asked)?);
        found.insert(segment.segment_id(), Arc::clone(&words));
        Ok(words)
    }
}

fn walk(segment: &SegmentReader, field: Field, parts: &[WordPart]) -> tantivy::Result<Words> {
    let mut digits = None;
    let mut letters = Vec::new();
    for (number, part) in parts.iter().enumerate() {
        match part {
            WordPart::Digit => digits = Some(number),
            WordPart::End(part) => letters.push((part.as_str(), number, true)),
            WordPart::Middle(part) => letters.push((part.as_str(), number, false)),
        }
    }
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::Standard)
        .build(letters.iter().map(|(part, ..)| part))
        .map_err(|error| TantivyError::InvalidArgument(error.to_string()))?;
    let mut words: Words = vec![Vec::new(); parts.len()];
    let mut here: Vec<usize> = Vec::new();
    let index = segment.inverted_index(field)?;
    let mut stream = index.terms().stream()?;
    while stream.advance() {
        let word = stream.key();
        let hits = automaton.find_overlapping_iter(word).filter_map(|hit| {
            let (_, number, at_end) = letters.get(hit.pattern().as_usize())?;
            (!at_end || hit.end() == word.len()).then_some(*number)
        });
        here.extend(hits);
        here.extend(digits.filter(|_| has_digit(word)));
        here.sort_unstable();
        here.dedup();
        for number in here.drain(..) {
            if let Some(list) = words.get_mut(number) {
                list.push(stream.value().clone());
            }
        }
    }
    Ok(words)
}

fn has_digit(word: &[u8]) -> bool {
    word.iter().any(u8::is_ascii_digit)
        || !word.is_ascii()
            && std::str::from_utf8(word).is_ok_and(|word| word.chars().any(char::is_numeric))
}

/// A search for one part.
#[derive(Clone)]
pub(super) struct PartQuery {
    parts: Arc<WordParts>,
    number: usize,
}

impl fmt::Debug for PartQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PartQuery({})", self.number)
    }
}

impl Query for PartQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for PartQuery {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let words = self.parts.words(segment, self.number + 1)?;
        let index = segment.inverted_index(self.parts.field)?;
        let mut turns = BitSet::with_max_value(segment.max_doc());
        for word in words.get(self.number).into_iter().flatten() {
            let mut postings =
                index.read_block_postings_from_terminfo(word, IndexRecordOption::Basic)?;
            while !postings.docs().is_empty() {
                for turn in postings.docs() {
                    turns.insert(*turn);
                }
                postings.advance();
            }
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(turns), boost)))
    }

    fn explain(&self, segment: &SegmentReader, turn: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(segment, 1.0)?;
        if scorer.seek(turn) == turn {
            Ok(Explanation::new("a part of a word", 1.0))
        } else {
            Err(TantivyError::InvalidArgument("not found there".into()))
        }
    }
}
