//! Words seen so far and what they are to the rules: each distinct spelling is
//! looked at once, and found again by its letters in a few nanoseconds.

use crate::rules::atoms::{AtomId, AtomTable};
use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

/// The form in which words are compared: small letters, a straight
/// apostrophe, no soft hyphens.
pub fn normal(word: &str) -> Cow<'_, str> {
    let is_normal = |sign: char| match sign {
        '\u{2018}' | '\u{2019}' | '\u{ad}' | 'ſ' => false,
        _ => sign.is_ascii_lowercase() || !sign.is_uppercase(),
    };
    if word.chars().all(is_normal) {
        return Cow::Borrowed(word);
    }
    let mut text = word.to_lowercase();
    if !text.is_ascii() {
        text = text
            .chars()
            .filter(|sign| *sign != '\u{ad}')
            .map(|sign| match sign {
                '\u{2018}' | '\u{2019}' => '\'',
                'ſ' => 's',
                other => other,
            })
            .collect();
    }
    Cow::Owned(text)
}

/// Letters and digits between which no word boundary can lie: Latin ones. (In
/// scripts without spaces each sign may be a word of its own.)
pub(crate) fn is_plain_letter(sign: char) -> bool {
    sign.is_ascii_alphanumeric()
        || matches!(sign, '\u{c0}'..='\u{24f}' if !matches!(sign, '\u{d7}' | '\u{f7}'))
}

/// What a word is to the rules.
#[derive(Clone, Copy)]
pub(crate) struct Sense {
    start: u32,
    end: u32,
    /// Whether it can call a rule by itself.
    pub calls: bool,
}

/// Says what a spelling is: nothing to any rule (as nearly all are), or one of
/// [`Vocabulary::senses`].
pub(crate) struct Vocabulary {
    /// Spellings of up to 16 bytes, as numbers; 0 is a free place.
    keys: Vec<u128>,
    values: Vec<u32>,
    used: usize,
    /// Longer spellings.
    long: HashMap<Box<str>, u32>,
    senses: Vec<Sense>,
    atoms: Vec<AtomId>,
    seed: u64,
}

/// Value of a spelling that is nothing to any rule; others are one more than
/// their place among the senses.
const NOTHING: u32 = 0;
/// Above this many spellings everything is forgotten and learned anew, so that
/// no text can fill the memory.
const MOST: usize = 1 << 19;

impl Vocabulary {
    pub fn new() -> Self {
        let mut vocabulary = Self {
            keys: Vec::new(),
            values: Vec::new(),
            used: 0,
            long: HashMap::new(),
            senses: Vec::new(),
            atoms: Vec::new(),
            seed: RandomState::new().hash_one(0u8) | 1,
        };
        vocabulary.forget(1 << 12);
        vocabulary
    }

    /// Forgets, if there is too much to remember. To be called between turns:
    /// senses given out before mean nothing afterwards.
    pub fn make_room(&mut self) {
        if self.used + self.long.len() > MOST {
            self.forget(1 << 12);
        }
    }

    fn forget(&mut self, places: usize) {
        self.keys = vec![0; places];
        self.values = vec![NOTHING; places];
        self.used = 0;
        self.long.clear();
        self.senses.clear();
        self.atoms.clear();
    }

    pub fn atoms(&self, sense: Sense) -> &[AtomId] {
        self.atoms
            .get(sense.start as usize..sense.end as usize)
            .unwrap_or_default()
    }

    /// The sense of the word at `start..end` of `text`, if it has one.
    #[inline]
    pub fn sense(
        &mut self,
        text: &str,
        start: usize,
        end: usize,
        table: &AtomTable,
        calls: &[bool],
    ) -> Option<Sense> {
        let value = match short_key(text.as_bytes(), start, end) {
            Some(key) => {
                let at = self.place(key);
                match self.keys.get(at) {
                    Some(known) if *known == key => self.values.get(at).copied()?,
                    _ => {
                        let value = self.learn(text.get(start..end)?, table, calls);
                        self.remember(at, key, value);
                        value
                    }
                }
            }
            None => {
                let word = text.get(start..end)?;
                match self.long.get(word) {
                    Some(value) => *value,
                    None => {
                        let value = self.learn(word, table, calls);
                        self.long.insert(word.into(), value);
                        value
                    }
                }
            }
        };
        self.senses.get((value as usize).checked_sub(1)?).copied()
    }

    /// Where the key is, or the free place where it belongs.
    #[inline]
    fn place(&self, key: u128) -> usize {
        let mask = self.keys.len() - 1;
        let (low, high) = (key as u64, (key >> 64) as u64);
        let product = u128::from(low ^ self.seed) * u128::from(high ^ 0x9e37_79b9_7f4a_7c15);
        let mut at = ((product >> 64) as u64 ^ product as u64) as usize & mask;
        while let Some(known) = self.keys.get(at) {
            if *known == key || *known == 0 {
                break;
            }
            at = (at + 1) & mask;
        }
        at
    }

    fn remember(&mut self, at: usize, key: u128, value: u32) {
        if let (Some(place), Some(slot)) = (self.keys.get_mut(at), self.values.get_mut(at)) {
            *place = key;
            *slot = value;
        }
        self.used += 1;
        if self.used * 2 > self.keys.len() {
            let places = self.keys.len() * 2;
            let keys = std::mem::replace(&mut self.keys, vec![0; places]);
            let values = std::mem::replace(&mut self.values, vec![NOTHING; places]);
            for (key, value) in keys.into_iter().zip(values).filter(|(key, _)| *key != 0) {
                let at = self.place(key);
                if let (Some(place), Some(slot)) = (self.keys.get_mut(at), self.values.get_mut(at))
                {
                    *place = key;
                    *slot = value;
                }
            }
        }
    }

    fn learn(&mut self, word: &str, table: &AtomTable, calls: &[bool]) -> u32 {
        let atoms = table.of(word);
        if atoms.is_empty() {
            return NOTHING;
        }
        let start = self.atoms.len() as u32;
        let calls = atoms
            .iter()
            .any(|atom| calls.get(atom.at()).copied().unwrap_or(false));
        self.atoms.extend(atoms);
        self.senses.push(Sense {
            start,
            end: self.atoms.len() as u32,
            calls,
        });
        self.senses.len() as u32
    }
}

/// A word of up to 16 bytes as a number. No word holds a zero byte, so no two
/// words share a number and none is 0.
#[inline]
pub(crate) fn short_key(text: &[u8], start: usize, end: usize) -> Option<u128> {
    let length = end - start;
    if length == 0 || length > 16 {
        return None;
    }
    let bytes: [u8; 16] = match text.get(start..start + 16) {
        Some(bytes) => bytes.try_into().ok()?,
        None => {
            let mut bytes = [0; 16];
            bytes
                .get_mut(..length)?
                .copy_from_slice(text.get(start..end)?);
            bytes
        }
    };
    Some(u128::from_le_bytes(bytes) & (u128::MAX >> (128 - 8 * length as u32)))
}
