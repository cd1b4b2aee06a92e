//! Remembers a form of each spelling, found again by its letters in a few
//! nanoseconds: an archive says the same words millions of times.

use crate::rules::short_key;
use crate::text::ByteSpan;
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

/// Above this many spellings everything is forgotten, so that no text fills
/// the memory.
const MOST: usize = 1 << 18;
const AT_FIRST: usize = 1 << 10;

/// Where a form stands in the letters of all forms.
type Place = (u32, u32);

pub(super) struct Spellings {
    /// Spellings of up to 16 bytes, as numbers; 0 is a free place.
    keys: Vec<u128>,
    places: Vec<Place>,
    used: usize,
    /// Longer spellings.
    long: HashMap<Box<str>, Place>,
    letters: String,
    seed: u64,
}

impl Spellings {
    pub fn new() -> Self {
        Self {
            keys: vec![0; AT_FIRST],
            places: vec![(0, 0); AT_FIRST],
            used: 0,
            long: HashMap::new(),
            letters: String::new(),
            // No text can be made for this table to be slow.
            seed: RandomState::new().hash_one(0u8) | 1,
        }
    }

    /// The form of the word at `place` of `text`; `form` is asked once for
    /// each spelling.
    pub fn get_or(&mut self, text: &str, place: ByteSpan, form: impl FnOnce() -> String) -> &str {
        if self.used + self.long.len() > MOST {
            *self = Self::new();
        }
        let found = match short_key(text.as_bytes(), place.start(), place.end()) {
            Some(key) => {
                let at = self.slot(key);
                match (self.keys.get(at), self.places.get(at)) {
                    (Some(known), Some(place)) if *known == key => *place,
                    _ => {
                        let place = self.keep(&form());
                        self.put(at, key, place);
                        place
                    }
                }
            }
            None => {
                let word = place.slice(text).unwrap_or_default();
                match self.long.get(word) {
                    Some(place) => *place,
                    None => {
                        let place = self.keep(&form());
                        self.long.insert(word.into(), place);
                        place
                    }
                }
            }
        };
        self.letters
            .get(found.0 as usize..found.1 as usize)
            .unwrap_or_default()
    }

    fn keep(&mut self, form: &str) -> Place {
        let start = self.letters.len() as u32;
        self.letters.push_str(form);
        (start, self.letters.len() as u32)
    }

    /// Where the key is, or the free slot where it belongs.
    #[inline]
    fn slot(&self, key: u128) -> usize {
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

    fn put(&mut self, at: usize, key: u128, place: Place) {
        self.set(at, key, place);
        self.used += 1;
        if self.used * 2 > self.keys.len() {
            let more = self.keys.len() * 2;
            let keys = std::mem::replace(&mut self.keys, vec![0; more]);
            let places = std::mem::replace(&mut self.places, vec![(0, 0); more]);
            for (key, place) in keys.into_iter().zip(places).filter(|(key, _)| *key != 0) {
                let at = self.slot(key);
                self.set(at, key, place);
            }
        }
    }

    fn set(&mut self, at: usize, key: u128, place: Place) {
        if let (Some(known), Some(held)) = (self.keys.get_mut(at), self.places.get_mut(at)) {
            *known = key;
            *held = place;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_spelling_is_asked_about_once_and_keeps_its_form_as_others_come() {
        let mut spellings = Spellings::new();
        let mut asked = 0;
        for _ in 0..2 {
            for number in 0..5_000 {
                for word in [format!("w{number}"), format!("a-much-longer-word-{number}")] {
                    let whole = ByteSpan::new(0, word.len()).unwrap();
                    let form = spellings.get_or(&word, whole, || {
                        asked += 1;
                        word.to_uppercase()
                    });
                    assert_eq!(form, word.to_uppercase());
                }
            }
        }
        assert_eq!(asked, 10_000);
    }

    #[test]
    fn a_flood_of_spellings_is_forgotten_and_told_right_all_the_same() {
        let mut spellings = Spellings::new();
        for number in 0..MOST + 1_000 {
            let word = format!("{number}");
            let whole = ByteSpan::new(0, word.len()).unwrap();
            assert_eq!(spellings.get_or(&word, whole, || word.clone()), word);
        }
        assert!(spellings.used <= MOST);
    }
}
