//! Atoms: the few things about single words on which all rules rest. A word
//! is compared with all atoms once, when it is first seen, and never again.

use crate::rules::names::CodeKeys;
use crate::rules::turn::Window;
use crate::rules::vocabulary::normal;
use crate::text::Language;
use crate::text::language::{WordForms, WordStemmer};
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};
use std::collections::HashMap;

/// What a word can be. All letters are in normal form.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Atom {
    /// Is a form of a word.
    Form(WordForms),
    /// Is this.
    Whole(String),
    /// Starts so.
    Start(String),
    /// Ends so.
    End(String),
    /// Holds this.
    Middle(String),
    /// Holds a digit.
    Digit,
}

/// An atom's number in its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct AtomId(u32);

impl AtomId {
    pub fn at(self) -> usize {
        self.0 as usize
    }
}

/// What a turn must hold for an operator to find anything in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// Nobody knows; it must look.
    Anything,
    /// At least one word that is one of these. `rarity` is a guess: the
    /// letters in the shortest of them, as short words are common words.
    OneOf { atoms: Vec<AtomId>, rarity: usize },
}

impl Need {
    pub fn one(atom: AtomId, letters: usize) -> Self {
        Need::OneOf {
            atoms: vec![atom],
            rarity: letters,
        }
    }

    /// Where all of these must hold, the rarest is enough to look for.
    pub fn best(needs: Vec<Need>) -> Self {
        needs
            .into_iter()
            .max_by_key(|need| match need {
                Need::Anything => 0,
                Need::OneOf { rarity, .. } => *rarity,
            })
            .unwrap_or(Need::Anything)
    }

    /// Where any of these may hold, all must be looked for.
    pub fn any(needs: impl IntoIterator<Item = Need>) -> Self {
        let mut all = Vec::new();
        let mut least = usize::MAX;
        for need in needs {
            match need {
                Need::Anything => return Need::Anything,
                Need::OneOf { atoms, rarity } => {
                    all.extend(atoms);
                    least = least.min(rarity);
                }
            }
        }
        all.sort_unstable();
        all.dedup();
        Need::OneOf {
            atoms: all,
            rarity: least,
        }
    }
}

/// Collects the atoms of all rules while their executors are built.
pub(crate) struct Planner {
    /// Within what the rule at hand looks.
    pub window: Window,
    /// What the codes in fields are.
    pub codes: CodeKeys,
    stemmer: WordStemmer,
    atoms: HashMap<Atom, AtomId>,
}

impl Planner {
    pub fn new(language: Language, codes: CodeKeys) -> Self {
        Self {
            window: Window::Turn,
            codes,
            stemmer: language.stemmer(),
            atoms: HashMap::new(),
        }
    }

    pub fn forms_of(&self, word: &str) -> WordForms {
        self.stemmer.forms_of(word)
    }

    pub fn atom(&mut self, atom: Atom) -> AtomId {
        let next = AtomId(u32::try_from(self.atoms.len()).unwrap_or(u32::MAX));
        *self.atoms.entry(atom).or_insert(next)
    }

    pub fn table(self) -> AtomTable {
        let mut table = AtomTable {
            count: self.atoms.len(),
            stemmer: self.stemmer,
            stems: HashMap::new(),
            wholes: HashMap::new(),
            starts: HashMap::new(),
            ends: HashMap::new(),
            middles: None,
            middle_atoms: Vec::new(),
            digit: None,
        };
        let mut middles = Vec::new();
        for (atom, id) in self.atoms {
            match atom {
                Atom::Form(forms) => {
                    for stem in forms.stems {
                        table.stems.entry(stem).or_default().push(id);
                    }
                    for word in forms.whole {
                        table.wholes.entry(word).or_default().push(id);
                    }
                }
                Atom::Whole(text) => table.wholes.entry(text).or_default().push(id),
                Atom::Start(text) => drop(table.starts.insert(text, id)),
                Atom::End(text) => drop(table.ends.insert(text, id)),
                Atom::Middle(text) => {
                    middles.push(text);
                    table.middle_atoms.push(id);
                }
                Atom::Digit => table.digit = Some(id),
            }
        }
        if !middles.is_empty() {
            table.middles = AhoCorasickBuilder::new()
                .match_kind(MatchKind::Standard)
                .build(&middles)
                .ok();
        }
        table
    }
}

/// All atoms of a set of rules in one language.
pub(crate) struct AtomTable {
    pub count: usize,
    stemmer: WordStemmer,
    stems: HashMap<String, Vec<AtomId>>,
    wholes: HashMap<String, Vec<AtomId>>,
    starts: HashMap<String, AtomId>,
    ends: HashMap<String, AtomId>,
    middles: Option<AhoCorasick>,
    middle_atoms: Vec<AtomId>,
    digit: Option<AtomId>,
}

impl AtomTable {
    /// Every atom that this word is, each once, in order.
    pub fn of(&self, word: &str) -> Vec<AtomId> {
        let word = normal(word);
        let word = word.as_ref();
        let mut atoms = Vec::new();
        if !self.stems.is_empty() {
            let stem = self.stemmer.stem(word);
            atoms.extend(self.stems.get(stem.as_str()).into_iter().flatten());
        }
        atoms.extend(self.wholes.get(word).into_iter().flatten());
        for (at, sign) in word.char_indices() {
            let (before, after) = word.split_at(at + sign.len_utf8());
            atoms.extend(self.starts.get(before));
            if !after.is_empty() {
                atoms.extend(self.ends.get(after));
            }
            if let Some(digit) = self.digit.filter(|_| sign.is_numeric()) {
                atoms.push(digit);
            }
        }
        atoms.extend(self.ends.get(word));
        if let Some(middles) = &self.middles {
            atoms.extend(
                middles
                    .find_overlapping_iter(word)
                    .filter_map(|hit| self.middle_atoms.get(hit.pattern().as_usize())),
            );
        }
        atoms.sort_unstable();
        atoms.dedup();
        atoms
    }
}
