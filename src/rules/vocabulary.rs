//! Words seen so far and what they are to the rules: each distinct spelling is
//! looked at once, and found again by its letters in a few nanoseconds.

use crate::rules::atoms::{AtomId, AtomTable};
use crate::text::spelling_map::SpellingMap;

pub use crate::text::words::normal;

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
    values: SpellingMap<u32>,
    senses: Vec<Sense>,
    atoms: Vec<AtomId>,
}

/// Value of a spelling that is nothing to any rule; others are one more than
/// their place among the senses.
const NOTHING: u32 = 0;
/// Above this many spellings everything is forgotten and learned anew, so that
/// no text can fill the memory.
const MOST: usize = 1 << 19;

impl Vocabulary {
    pub fn new() -> Self {
        Self {
            values: SpellingMap::new(),
            senses: Vec::new(),
            atoms: Vec::new(),
        }
    }

    /// Forgets, if there is too much to remember. To be called between turns:
    /// senses given out before mean nothing afterwards.
    pub fn make_room(&mut self) {
        if self.values.len() > MOST {
            self.values.clear();
            self.senses.clear();
            self.atoms.clear();
        }
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
        let value = match self.values.get(text, start, end) {
            Some(value) => value,
            None => {
                let value = self.learn(text.get(start..end)?, table, calls);
                self.values.put(text, start, end, value);
                value
            }
        };
        self.senses.get((value as usize).checked_sub(1)?).copied()
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
