//! A map from spellings to small values: an archive says the same words
//! millions of times, and each is found again by its letters in nanoseconds.

use foldhash::fast::RandomState;
use std::collections::HashMap;

/// Values by spelling. Nearly all words have up to 16 bytes: they are looked up
/// as numbers, without being copied. Seeded anew in each process, so that no
/// text can be made for it to be slow.
pub(crate) struct SpellingMap<V> {
    short: HashMap<u128, V, RandomState>,
    long: HashMap<Box<str>, V, RandomState>,
}

impl<V: Copy> SpellingMap<V> {
    pub fn new() -> Self {
        Self {
            short: HashMap::default(),
            long: HashMap::default(),
        }
    }

    /// How many spellings it holds.
    pub fn len(&self) -> usize {
        self.short.len() + self.long.len()
    }

    /// Forgets all of them.
    pub fn clear(&mut self) {
        self.short.clear();
        self.long.clear();
    }

    /// The value of the word at `start..end` of `text`.
    #[inline]
    pub fn get(&self, text: &str, start: usize, end: usize) -> Option<V> {
        match short_key(text.as_bytes(), start, end) {
            Some(key) => self.short.get(&key).copied(),
            None => self.long.get(text.get(start..end)?).copied(),
        }
    }

    /// Gives the word at `start..end` of `text` a value.
    pub fn put(&mut self, text: &str, start: usize, end: usize, value: V) {
        match short_key(text.as_bytes(), start, end) {
            Some(key) => {
                self.short.insert(key, value);
            }
            None => {
                let word = text.get(start..end).unwrap_or_default();
                self.long.insert(word.into(), value);
            }
        }
    }
}

/// A word of up to 16 bytes as a number. No word holds a zero byte, so no two
/// words share a number and none is 0.
#[inline]
fn short_key(text: &[u8], start: usize, end: usize) -> Option<u128> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_any_length_are_kept_apart() {
        let words = [
            "a",
            "aa",
            "sixteen-letters!",
            "seventeen-letters",
            "työ",
            "ty",
        ];
        let mut map = SpellingMap::new();
        let text = words.concat();
        let places: Vec<(usize, usize)> = words
            .iter()
            .scan(0, |at, word| {
                *at += word.len();
                Some((*at - word.len(), *at))
            })
            .collect();
        for (value, (start, end)) in places.iter().enumerate() {
            assert_eq!(map.get(&text, *start, *end), None);
            map.put(&text, *start, *end, value);
        }
        for (value, word) in words.iter().enumerate() {
            assert_eq!(map.get(word, 0, word.len()), Some(value), "{word}");
        }
        assert_eq!(map.len(), words.len());
        map.clear();
        assert_eq!(map.len(), 0);
    }
}
