//! Remembers a form of each spelling, found again by its letters in a few
//! nanoseconds: an archive says the same words millions of times.

use crate::text::ByteSpan;
use crate::text::spelling_map::SpellingMap;

/// Above this many spellings everything is forgotten, so that no text fills
/// the memory.
const MOST: usize = 1 << 18;

/// Where a form stands in the letters of all forms.
type Place = (u32, u32);

pub(super) struct Spellings {
    places: SpellingMap<Place>,
    letters: String,
}

impl Spellings {
    pub fn new() -> Self {
        Self {
            places: SpellingMap::new(),
            letters: String::new(),
        }
    }

    /// The form of the word at `place` of `text`; `form` is asked once for
    /// each spelling.
    pub fn get_or(&mut self, text: &str, place: ByteSpan, form: impl FnOnce() -> String) -> &str {
        if self.places.len() > MOST {
            *self = Self::new();
        }
        let (start, end) = (place.start(), place.end());
        let (from, to) = match self.places.get(text, start, end) {
            Some(known) => known,
            None => {
                let from = self.letters.len() as u32;
                self.letters.push_str(&form());
                let found = (from, self.letters.len() as u32);
                self.places.put(text, start, end, found);
                found
            }
        };
        let form = self.letters.get(from as usize..to as usize);
        form.unwrap_or_default()
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
        assert!(spellings.places.len() <= MOST);
    }
}
