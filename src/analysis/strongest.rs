//! Which passages speak best for a cell, and why.
//!
//! Three things make a quote strong, each between 0 and 1:
//!
//! - **central**: it speaks of what the cell speaks of. Content words are
//!   stemmed and function words left out; a passage p is a vector of
//!   (1 + ln tf) · idf, with idf = ln((1 + N) / (1 + df)) + 1 over the N
//!   passages at hand (the cell's and the others'), scaled to length 1. It is
//!   the cosine of p and the centroid of the cell's other vectors (as centroids
//!   are used for extracts by Radev et al. 2004, "Centroid-based summarization
//!   of multiple documents"; without p itself, which in a cell of three would
//!   be a third of it). 1 where p is alone in its cell.
//! - **distinct**: the other cells of its row do not speak so: 1 − the cosine
//!   of p and their centroid. Undefined where there are no others; 0 for a
//!   passage without content words, which says nothing of its own.
//! - **length**: neither a fragment nor a page. 1 from 12 to 60 words; below,
//!   ln(n/3) / ln(12/3), 0 at 3 words; above, ln(240/n) / ln(240/60), 0 at 240.
//!
//! The score is 0.4 · central + 0.3 · distinct + 0.3 · length, or without
//! others (0.4 · central + 0.3 · length) / 0.7. The best are chosen one after
//! the other by maximal marginal relevance (Carbonell & Goldstein 1998, "The
//! use of MMR, diversity-based reranking"): each time the passage with the
//! largest 0.8 · score − 0.2 · (its largest cosine with one chosen already).
//! A passage that is coded several times is one passage. What overlaps a chosen one, or is nearly the same words (a cosine of 0.9 or
//! more), is not chosen at all. Of equals the one that comes first is better.

use crate::analysis::view::Passage;
use crate::model::CodingId;
use crate::text::function_words::is_function_word;
use crate::text::words::{normal, words};
use crate::text::{CodePointSpan, Language};
use std::collections::{BTreeMap, HashMap, HashSet};

/// How strong a passage is, in parts.
#[derive(Clone, Debug, PartialEq)]
pub struct StrongQuote {
    /// The coding.
    pub id: CodingId,
    /// How central it is to the cell's vocabulary, 0 to 1.
    pub central: f64,
    /// How distinct from the other cells of the row, 0 to 1; nothing where
    /// there are no others.
    pub distinct: Option<f64>,
    /// How fit its length is, 0 to 1.
    pub length: f64,
    /// The parts together, 0 to 1.
    pub score: f64,
    /// How like it is to the most similar one that was chosen before, 0 to 1.
    pub alike: f64,
    /// Why it was chosen, in a sentence.
    pub why: String,
}

const CENTRAL: f64 = 0.4;
const DISTINCT: f64 = 0.3;
const LENGTH: f64 = 0.3;
const RELEVANCE: f64 = 0.8;
const SAME_WORDS: f64 = 0.9;

/// The `most` strongest of the candidates, the strongest first; see the top of
/// the page for how. Fewer where the rest repeats what is chosen.
pub fn strongest(candidates: &[&Passage], others: &[&Passage], most: usize) -> Vec<StrongQuote> {
    let mut stems = Stems::default();
    let mut wordings = |passages: &[&Passage]| -> Vec<Wording> {
        passages
            .iter()
            .map(|it| Wording::new(it, &mut stems))
            .collect()
    };
    let (candidates, others) = (wordings(candidates), wordings(others));
    let candidates: Vec<&Wording> = candidates.iter().collect();
    let others: Vec<&Wording> = others.iter().collect();
    strongest_wordings(&candidates, &others, most)
}

/// The content words of a passage, made once for all cells that ask about it.
#[derive(Clone, Debug)]
pub struct Wording {
    id: CodingId,
    transcript: String,
    turn: u32,
    in_turn: CodePointSpan,
    /// How many words it has, content words or not.
    length: usize,
    /// By stem: how often it occurs, and the word as it stands there first.
    stems: BTreeMap<String, (usize, String)>,
}

/// Stems of words seen before: the same few thousand come again and again.
#[derive(Default)]
pub struct Stems {
    known: HashMap<(Language, String), Option<String>>,
}

impl Stems {
    /// The stem of a content word; none of a function word.
    fn of(&mut self, word: &str, language: Language) -> Option<&str> {
        let key = (language, normal(word).into_owned());
        let stem = self.known.entry(key).or_insert_with_key(|(_, word)| {
            (!is_function_word(word, language)).then(|| language.stemmer().stem(word))
        });
        stem.as_deref()
    }
}

impl Wording {
    /// Reads the words of a passage.
    pub fn new(passage: &Passage, known: &mut Stems) -> Self {
        let mut length = 0;
        let mut stems: BTreeMap<String, (usize, String)> = BTreeMap::new();
        for (_, word) in words(&passage.quote) {
            length += 1;
            if let Some(stem) = known.of(word, passage.language) {
                let first = || (0, normal(word).into_owned());
                stems.entry(stem.to_owned()).or_insert_with(first).0 += 1;
            }
        }
        Self {
            id: passage.id,
            transcript: passage.transcript.clone(),
            turn: passage.turn,
            in_turn: passage.in_turn,
            length,
            stems,
        }
    }

    /// Whether two share some of their very words.
    fn overlaps(&self, other: &Wording) -> bool {
        let here = (&self.transcript, self.turn) == (&other.transcript, other.turn);
        here && self.in_turn.start() < other.in_turn.end()
            && other.in_turn.start() < self.in_turn.end()
    }
}

/// Weights by stem, in a fixed order so that sums are the same every time.
type Vector<'a> = BTreeMap<&'a str, f64>;

/// The same as [`strongest`] for passages whose words are known already.
pub fn strongest_wordings(
    candidates: &[&Wording],
    others: &[&Wording],
    most: usize,
) -> Vec<StrongQuote> {
    let (candidates, others) = (each_once(candidates), each_once(others));
    let rarity = Rarity::new(candidates.iter().chain(&others).copied());
    let vectors: Vec<Vector> = candidates.iter().map(|it| rarity.vector(it)).collect();
    let own = sum(&vectors);
    let foreign: Vec<Vector> = others.iter().map(|it| rarity.vector(it)).collect();
    let foreign = scaled(sum(&foreign));
    let mut left: Vec<StrongQuote> = candidates
        .iter()
        .zip(&vectors)
        .map(|(wording, vector)| {
            let alone = vectors.len() == 1;
            let rest = match alone {
                true => vector.clone(),
                false => without(&own, vector),
            };
            let central = cosine(vector, &rest);
            let distinct = (!others.is_empty()).then(|| match vector.is_empty() {
                true => 0.0,
                false => 1.0 - cosine(vector, &foreign),
            });
            let length = fitness(wording.length);
            let score = match distinct {
                Some(distinct) => CENTRAL * central + DISTINCT * distinct + LENGTH * length,
                None => (CENTRAL * central + LENGTH * length) / (CENTRAL + LENGTH),
            };
            StrongQuote {
                id: wording.id,
                central,
                distinct,
                length,
                score,
                alike: 0.0,
                why: why(wording, vector, &rest, distinct),
            }
        })
        .collect();
    let mut places: Vec<usize> = (0..left.len()).collect();
    let mut chosen: Vec<StrongQuote> = Vec::new();
    while chosen.len() < most {
        let worth = |it: &StrongQuote| RELEVANCE * it.score - (1.0 - RELEVANCE) * it.alike;
        let mut best: Option<(usize, f64)> = None;
        for place in &places {
            let value = left.get(*place).map(worth);
            if let Some(value) = value
                && best.is_none_or(|(_, so_far)| value > so_far)
            {
                best = Some((*place, value));
            }
        }
        let Some((best, _)) = best else { break };
        chosen.extend(left.get(best).cloned());
        let (Some(words), Some(vector)) = (candidates.get(best), vectors.get(best)) else {
            break;
        };
        places.retain(|place| {
            let (Some(other), Some(theirs), Some(strength)) = (
                candidates.get(*place),
                vectors.get(*place),
                left.get_mut(*place),
            ) else {
                return false;
            };
            let alike = cosine(vector, theirs);
            strength.alike = strength.alike.max(alike);
            *place != best && alike < SAME_WORDS && !words.overlaps(other)
        });
    }
    chosen
}

/// A passage that carries several codes, or several coders' codings, is one
/// passage: its words must not count for more.
fn each_once<'a>(all: &[&'a Wording]) -> Vec<&'a Wording> {
    let mut seen = HashSet::new();
    let mut once = all.to_vec();
    once.retain(|it| seen.insert((&it.transcript, it.turn, it.in_turn)));
    once
}

/// In how many passages each stem occurs.
struct Rarity<'a> {
    passages: usize,
    with: HashMap<&'a str, usize>,
}

impl<'a> Rarity<'a> {
    fn new(all: impl Iterator<Item = &'a Wording>) -> Self {
        let mut rarity = Self {
            passages: 0,
            with: HashMap::new(),
        };
        for wording in all {
            rarity.passages += 1;
            for stem in wording.stems.keys() {
                *rarity.with.entry(stem).or_default() += 1;
            }
        }
        rarity
    }

    fn vector<'w>(&self, wording: &'w Wording) -> Vector<'w> {
        let mut vector: Vector = BTreeMap::new();
        for (stem, (count, _)) in &wording.stems {
            let with = self.with.get(stem.as_str()).copied().unwrap_or(0);
            let idf = ((1 + self.passages) as f64 / (1 + with) as f64).ln() + 1.0;
            vector.insert(stem, (1.0 + (*count as f64).ln()) * idf);
        }
        scaled(vector)
    }
}

fn scaled(mut vector: Vector) -> Vector {
    let length = vector.values().map(|it| it * it).sum::<f64>().sqrt();
    if length > 0.0 {
        vector.values_mut().for_each(|it| *it /= length);
    }
    vector
}

fn sum<'a>(vectors: &[Vector<'a>]) -> Vector<'a> {
    let mut sum: Vector = BTreeMap::new();
    for (stem, weight) in vectors.iter().flatten() {
        *sum.entry(stem).or_default() += weight;
    }
    sum
}

/// The direction of a sum after one of its parts is taken out.
fn without<'a>(sum: &Vector<'a>, part: &Vector) -> Vector<'a> {
    let rest = sum.iter().map(|(stem, weight)| {
        let left = weight - part.get(stem).copied().unwrap_or(0.0);
        // What rounding leaves of a stem that only this part has is nothing.
        (*stem, if left < 1e-9 { 0.0 } else { left })
    });
    scaled(rest.collect())
}

/// Of two vectors of length 1 or 0; 0 where one of them has no words.
fn cosine(one: &Vector, other: &Vector) -> f64 {
    let (short, long) = match one.len() <= other.len() {
        true => (one, other),
        false => (other, one),
    };
    let products = short
        .iter()
        .filter_map(|(stem, it)| Some(it * long.get(stem)?));
    products.sum::<f64>().clamp(0.0, 1.0)
}

/// How fit a length in words is.
fn fitness(words: usize) -> f64 {
    let words = words as f64;
    let fit = if words < 12.0 {
        (words / 3.0).ln() / (12.0f64 / 3.0).ln()
    } else if words > 60.0 {
        (240.0 / words).ln() / (240.0f64 / 60.0).ln()
    } else {
        1.0
    };
    fit.clamp(0.0, 1.0)
}

/// Words of the passage that carry most of what it shares with the cell.
const NAMED: usize = 3;

fn why(wording: &Wording, vector: &Vector, rest: &Vector, distinct: Option<f64>) -> String {
    let mut shared: Vec<(f64, &str)> = vector
        .iter()
        .filter_map(|(stem, it)| Some((it * rest.get(stem)?, *stem)))
        .filter(|(shared, _)| *shared > 0.0)
        .collect();
    shared.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    let named = shared.iter().take(NAMED);
    let named: Vec<&str> = named
        .filter_map(|(_, stem)| wording.stems.get(*stem))
        .map(|(_, word)| word.as_str())
        .collect();
    let central = match named.as_slice() {
        [] if vector.is_empty() => "no content words".to_owned(),
        [] => "says what the rest of its cell does not".to_owned(),
        named => format!("speaks of {}", named.join(", ")),
    };
    let distinct = match distinct {
        Some(distinct) if distinct >= 0.8 => "; others of its row hardly do",
        Some(distinct) if distinct < 0.5 => "; others of its row do so too",
        Some(_) => "; others of its row do less",
        None => "",
    };
    let length = match wording.length {
        1 => "1 word, a fragment".to_owned(),
        few @ ..12 => format!("{few} words, rather short"),
        many @ 61.. => format!("{many} words, rather long"),
        fit => format!("{fit} words"),
    };
    format!("{central}{distinct}; {length}")
}

#[cfg(test)]
mod tests;
