//! The forms of a Finnish word.
//!
//! The stemmer takes endings off, but a Finnish stem changes with its ending
//! (*asiakas* : *asiakkaan*, *johto* : *johdon*), and spoken endings are cut
//! short (*palkas*, *johdolt*, *bonuksii*), which it does not know. So the
//! forms themselves are made here, by rule.
//!
//! Rules follow *Iso suomen kielioppi* (scripta.kotus.fi/visk: gradation,
//! inflection of nominals and of verbs, and what it says of the sounds of
//! speech) and the inflection types of *Nykysuomen sanalista* (Kotus).
//!
//! Not covered: parts of compounds (`*` finds them), derived words
//! (*palkitseminen* from *palkita*), dialects beyond common speech (*piän*,
//! *immeinen*), words that change altogether (*hyvä* : *parempi*), and clitics
//! after spoken endings (*johdoltki*).

mod base;
mod nouns;
mod sounds;
mod verbs;

use crate::text::forms::Made;
use sounds::{beats, is_vowel, last, without};

/// A word of few letters says too little for rules to build on.
const SHORTEST: usize = 3;

/// All forms of the words that this can be a form of; many are no words, and
/// find nothing.
pub(super) fn forms(word: &str) -> Made {
    let mut forms = Made::default();
    if word.chars().count() < SHORTEST {
        return forms;
    }
    inflect(word, nouns::forms, &mut forms);
    inflect(word, verbs::forms, &mut forms);
    let nominatives = base::nominatives(word).into_iter();
    let infinitives = base::infinitives(word).into_iter();
    let bases = nominatives
        .map(|base| (base, nouns::forms as Inflect))
        .chain(infinitives.map(|base| (base, verbs::forms as Inflect)));
    for (base, forms_of) in bases {
        let mut own = Made::default();
        inflect(&base, forms_of, &mut own);
        // Only what leads back to the word was its base.
        if own.has(word) {
            forms.add(own);
        }
    }
    forms
}

type Inflect = fn(&str, &mut Made);

fn inflect(word: &str, forms_of: Inflect, forms: &mut Made) {
    forms_of(word, forms);
    if let Some(spoken) = spoken(word) {
        forms_of(&spoken, forms);
    }
}

/// The word as it is often said: a diphthong in -i loses it behind the first
/// syllable (*tavote*, *kirjottaa*, *semmonen*).
fn spoken(word: &str) -> Option<String> {
    for (written, said) in [
        ("oitt", "ott"),
        ("öitt", "ött"),
        ("oit", "ot"),
        ("öit", "öt"),
    ] {
        if let Some((before, after)) = word.split_once(written)
            && beats(before) > 0
        {
            return Some(format!("{before}{said}{after}"));
        }
    }
    let start = word.strip_suffix("inen")?;
    let is_late = is_vowel(last(start)) && beats(without(start, 1)) > 0;
    is_late.then(|| format!("{start}nen"))
}
