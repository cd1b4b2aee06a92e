//! Verbs: from the infinitive to persons, tenses, moods, the passive, the
//! participles and the infinitive in -ma-, in standard and in spoken shape.
//!
//! The types are those of Kotus, *Nykysuomen sanalista*, 52–78, in parentheses
//! below; the endings those of *Iso suomen kielioppi* (inflection of the verb).
//! What only derives a new word (*palkita* → *palkitseminen*, *johtaa* →
//! *johtaja*) is another word.

use crate::text::forms::Made;

use super::sounds::{
    beats, harmonies, harmonised, is_vowel, last, last_but_one, strengthened, weakened, without,
};

/// Everything an infinitive can become; nothing where the word is none.
pub(super) fn forms(word: &str, forms: &mut Made) {
    if !matches!(last(word), 'a' | 'ä') {
        return;
    }
    let mut verb = Verb {
        back: harmonies(word).contains(&true),
        forms,
    };
    verb.inflect(word);
    // katsoa, spoken kattoa: ts is tt after the first vowel
    if let Some((before, after)) = word.split_once("ts")
        && beats(before) == 1
        && is_vowel(last(before))
        && after.starts_with(['o', 'i'])
    {
        verb.inflect(&format!("{before}tt{after}"));
    }
}

struct Verb<'f> {
    back: bool,
    forms: &'f mut Made,
}

impl Verb<'_> {
    fn inflect(&mut self, word: &str) {
        for (infinitive, stem, weak, passive, past) in [
            ("tehdä", "teke", "tee", "teh", "teki"),
            ("nähdä", "näke", "näe", "näh", "näki"),
        ] {
            if word == infinitive {
                self.present(stem, weak);
                self.past(past, &past.replace('k', ""));
                self.participle(passive, 'n');
                // tehdään, spoken tehään
                self.put(
                    passive,
                    &[
                        "dään", "ään", "dä", "ää", "tiin", "tii", "ty", "tyä", "tyjä", "tävä",
                    ],
                );
                return;
            }
        }
        let root = without(word, 2);
        match (last_but_one(word), last(root)) {
            ('d', vowel) if is_vowel(vowel) => self.in_da(root),
            ('l', 'l') | ('n', 'n') | ('r', 'r') | ('t', 's') => self.in_lla(word, root),
            ('t', vowel) if is_vowel(vowel) => self.in_ta(word, root, vowel),
            (vowel, _) if is_vowel(vowel) => self.in_vowel(without(word, 1)),
            _ => {}
        }
    }

    fn put(&mut self, stem: &str, endings: &[&str]) {
        for ending in endings {
            let ending = harmonised(ending, self.back);
            self.forms.whole.push(format!("{stem}{ending}"));
        }
    }

    /// Persons, the conditional (spoken *puhuis*), and -ma-. The participle in -va
    /// is often a word of its own (*seuraava*, *johtava*) and left to `*`.
    fn present(&mut self, strong: &str, weak: &str) {
        self.put(weak, &["n", "t", "mme", "tte", "", "nko", "tko", "ks"]);
        self.put(
            strong,
            &[
                "vat", "massa", "mas", "maan", "maa", "malla", "matta", "masta", "ma", "man",
                "mat", "kaa",
            ],
        );
        let vowel = last(strong);
        if vowel != last_but_one(strong) {
            // puhuu, and the question: puhuuko, spoken puhuuks
            self.put(&format!("{strong}{vowel}"), &["", "ko", "ks"]);
        }
        let start = match vowel {
            'e' | 'i' => without(strong, 1),
            _ if vowel == last_but_one(strong) => without(strong, 1),
            _ => strong,
        };
        self.put(start, &["isi", "isin", "isivat", "is", "isimme"]);
    }

    fn past(&mut self, strong: &str, weak: &str) {
        self.put(strong, &["", "vat"]);
        self.put(weak, &["n", "t", "mme"]);
    }

    /// *puhunut*, spoken *puhunu*, plural *puhuneet*.
    fn participle(&mut self, stem: &str, sign: char) {
        let stem = format!("{stem}{sign}");
        self.put(&stem, &["ut", "u", "een", "eet"]);
    }

    /// The passive; spoken Finnish leaves out the last n (*puhutaa*).
    fn passive(&mut self, present: &str, past: &str) {
        self.put(present, &["aan", "aa", "a", "aanko", "aanks"]);
        self.put(
            past,
            &[
                "iin", "ii", "iinko", "iinks", "u", "ua", "ujen", "uja", "ava", "aisiin", "ais",
            ],
        );
    }

    /// *puhua*, *hoitaa*, *lukea*, *sopia* (52–61).
    fn in_vowel(&mut self, strong: &str) {
        let vowel = last(strong);
        for weak in weakened(strong) {
            self.present(strong, &weak);
            let (root, weak_root) = (without(strong, 1), without(&weak, 1).to_owned());
            let passive = match vowel {
                'a' | 'ä' => format!("{weak_root}e"),
                _ => weak.clone(),
            };
            self.passive(&format!("{passive}t"), &format!("{passive}tt"));
            match vowel {
                'a' | 'ä' => {
                    self.past(&format!("{root}i"), &format!("{weak_root}i"));
                    let first = strong.chars().find(|letter| is_vowel(*letter));
                    if first == Some('a') && beats(strong) == 2 {
                        self.past(&format!("{root}oi"), &format!("{weak_root}oi"));
                    }
                    // ymmärtää : ymmärsi, tietää : tiesi
                    if let Some(root) = root.strip_suffix('t').filter(|root| !root.ends_with('t')) {
                        self.past(&format!("{root}si"), &format!("{root}si"));
                    }
                }
                'e' | 'i' => self.past(&format!("{root}i"), &format!("{weak_root}i")),
                _ => self.past(&format!("{strong}i"), &format!("{weak}i")),
            }
        }
        self.participle(strong, 'n');
        // tietää : tiennyt, spoken tiiä
        if strong == "tietä" {
            self.participle("tien", 'n');
            self.put("tii", &["ä", "än", "ät"]);
        }
        self.put(strong, &["essa", "en"]);
    }

    /// *saada*, *myydä*, *organisoida* (62–65, 68).
    fn in_da(&mut self, stem: &str) {
        self.present(stem, stem);
        self.passive(&format!("{stem}d"), &format!("{stem}t"));
        self.participle(stem, 'n');
        let (vowel, before) = (last(stem), last_but_one(stem));
        let start = without(stem, 1);
        let past = match (before, vowel) {
            _ if vowel == before => format!("{start}i"),
            ('u', 'o') | ('y', 'ö') | ('i', 'e') => format!("{}{vowel}i", without(start, 1)),
            ('ä', 'y') => format!("{start}vi"),
            _ => stem.to_owned(),
        };
        self.past(&past, &past);
        // myydä, spoken möi
        if let Some(start) = stem.strip_suffix("yy") {
            self.past(&format!("{start}öi"), &format!("{start}öi"));
        }
        self.put(stem, &["dessa"]);
    }

    /// *tulla*, *mennä*, *nousta*, *suunnitella* (66–67).
    fn in_lla(&mut self, word: &str, root: &str) {
        let passive = without(word, 1);
        self.passive(passive, &format!("{root}t"));
        self.participle(root, last(root));
        let stems = match root.strip_suffix("el") {
            Some(start) => strengthened(&format!("{start}e")),
            None => vec![without(root, 1).to_owned()],
        };
        let end = last(root);
        for stem in stems {
            let present = format!("{stem}{end}e");
            self.present(&present, &present);
            let past = format!("{stem}{end}i");
            self.past(&past, &past);
        }
    }

    /// *tavata*, *kerätä*, *haluta* (73–75), *palkita* (69), *vanheta* (72).
    fn in_ta(&mut self, word: &str, root: &str, vowel: char) {
        self.passive(without(word, 1), &format!("{root}tt"));
        self.participle(root, 'n');
        self.participle(&format!("{root}n"), 'n');
        let a = harmonised("a", self.back);
        for strong in strengthened(root) {
            let stem = format!("{strong}{a}");
            self.present(&stem, &stem);
            let past = format!("{strong}si");
            self.past(&past, &past);
        }
        let more = match vowel {
            'i' => format!("{root}tse"),
            'e' => format!("{root}ne"),
            _ => return,
        };
        self.present(&more, &more);
        let past = format!("{}i", without(&more, 1));
        self.past(&past, &past);
    }
}
