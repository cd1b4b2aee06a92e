//! A made-up study: transcripts from nothing but a seed, in the shape of real
//! talk. Words follow Zipf's law over 60,000 spellings, turns have 62 words on
//! average and up to 1,500, sentences end, and every third turn says something
//! that the rules of [`super::rules`] look for, so often and not otherwise.

use super::dice::Dice;
use super::rules::PLANTS;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// How many different words.
const SPELLINGS: usize = 60_000;
/// Turns in a hundred that hold a plant.
const PLANTED: u32 = 35;
/// Turn lengths in words at these shares of all turns.
const LENGTHS: [(f64, f64); 8] = [
    (0.0, 1.0),
    (0.1, 2.0),
    (0.25, 5.0),
    (0.5, 16.0),
    (0.75, 63.0),
    (0.9, 157.0),
    (0.99, 474.0),
    (1.0, 1500.0),
];
/// The commonest words, and some that parts of rules look for. No plant may
/// come about by chance, so its own words are not among them.
const COMMON: &str = "the and to of a that it in you is we for was like this they but with \
    have on be do are as not what at can just about if or there one because how kind should need \
    would why did does learn learned learning sort out back work easy only more \
    then when who our my your from up which get all go see say want make thing things \
    something customer customers sales project firm system call calls data tool tools share";
const ONSETS: [&str; 21] = [
    "b", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "v", "br", "dr", "kl",
    "pr", "st", "tr",
];
const VOWELS: [&str; 13] = [
    "a", "a", "a", "e", "e", "i", "i", "o", "o", "u", "ai", "eu", "ou",
];
/// One word in so many ends in a letter that is not ASCII.
const FOREIGN: u32 = 50;

/// A study's worth of transcripts.
pub struct Corpus {
    /// File name and content.
    pub files: Vec<(PathBuf, String)>,
    /// How many turns there are.
    pub turns: usize,
    /// How often each rule with plants of its own finds something.
    pub planted: BTreeMap<&'static str, usize>,
}

impl Corpus {
    /// `turns` turns dealt out to `transcripts` files.
    pub fn new(turns: usize, transcripts: usize, seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let words = vocabulary(&mut dice);
        let ranks = zipf();
        let mut corpus = Self {
            files: Vec::with_capacity(transcripts),
            turns,
            planted: BTreeMap::new(),
        };
        let mut left = turns;
        for number in 0..transcripts {
            let fair = left / (transcripts - number);
            let share = if number + 1 == transcripts {
                left
            } else {
                (fair / 2 + dice.roll(fair as u32 + 1) as usize).clamp(1, left)
            };
            left -= share;
            let mut text = String::new();
            for turn in 0..share {
                let speaker = if turn % 2 == 0 {
                    "I"
                } else {
                    dice.pick(&["P1", "P2"])
                };
                text.push_str(speaker);
                text.push_str(": ");
                corpus.speak(&mut text, &mut dice, &words, &ranks);
                text.push_str("\n\n");
            }
            let name = format!("interview-{number:04}.txt");
            corpus.files.push((PathBuf::from(name), text));
        }
        corpus
    }

    fn speak(&mut self, text: &mut String, dice: &mut Dice, words: &[String], ranks: &[f64]) {
        let length = turn_length(dice);
        let plant = (dice.roll(100) < PLANTED).then(|| dice.pick(PLANTS));
        let place = dice.roll(length as u32 + 1) as usize;
        let mut starts_sentence = true;
        for at in 0..length {
            if let Some((said, found_by)) = plant.filter(|_| at == place.min(length - 1)) {
                text.push_str(said);
                text.push(' ');
                for rule in found_by {
                    *self.planted.entry(rule).or_default() += 1;
                }
            }
            let share = dice.fraction();
            let rank = ranks.partition_point(|above| *above < share);
            let word = &words[rank.min(SPELLINGS - 1)];
            let mut letters = word.chars();
            match letters.next().filter(|_| starts_sentence) {
                Some(first) => {
                    text.extend(first.to_uppercase());
                    text.push_str(letters.as_str());
                }
                None => text.push_str(word),
            }
            let sign = match dice.roll(100) {
                _ if at + 1 == length => ".",
                0..8 => ".",
                8..13 => ",",
                13 => "?",
                _ => "",
            };
            starts_sentence = matches!(sign, "." | "?");
            text.push_str(sign);
            if at + 1 < length {
                text.push(' ');
            }
        }
    }

    /// The files as an import takes them.
    pub fn sources(&self) -> Vec<(PathBuf, Vec<u8>)> {
        self.files
            .iter()
            .map(|(name, text)| (name.clone(), text.clone().into_bytes()))
            .collect()
    }
}

fn turn_length(dice: &mut Dice) -> usize {
    let share = dice.fraction();
    let above = LENGTHS.partition_point(|(at, _)| *at <= share).min(7);
    let ((low, few), (high, many)) = (LENGTHS[above - 1], LENGTHS[above]);
    let part = (share - low) / (high - low);
    (few.ln() + part * (many.ln() - few.ln())).exp() as usize
}

fn vocabulary(dice: &mut Dice) -> Vec<String> {
    let mut words: Vec<String> = COMMON.split_whitespace().map(str::to_owned).collect();
    let mut known: std::collections::HashSet<String> = words.iter().cloned().collect();
    while words.len() < SPELLINGS {
        let mut word = String::new();
        while word.is_empty() || (word.len() < 12 && dice.roll(20) < 11) {
            word.push_str(dice.pick(&ONSETS));
            word.push_str(dice.pick(&VOWELS));
        }
        word.push_str(match dice.roll(FOREIGN) {
            0 => "ä",
            _ => dice.pick(&["", "", "", "n", "s", "t"]),
        });
        // What a plant says must not come about by chance.
        let said = PLANTS.iter().any(|(said, _)| said.contains(&word));
        if !said && !word.starts_with("test") && known.insert(word.clone()) {
            words.push(word);
        }
    }
    words
}

/// Shares of all running words up to each rank (Zipf–Mandelbrot).
fn zipf() -> Vec<f64> {
    let mut sum = 0.0;
    let mut shares: Vec<f64> = (0..SPELLINGS)
        .map(|rank| {
            sum += (rank as f64 + 2.7).powf(-1.07);
            sum
        })
        .collect();
    for share in &mut shares {
        *share /= sum;
    }
    shares
}
