//! The language of a transcript, as far as the program must know it: which
//! stemmer reads its words and which rules cut its sentences.

use crate::text::forms;
pub use crate::text::forms::WordForms;
use frostem::{Algorithm, Stemmer};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A language with a stemmer, or `Other`, whose words are matched as they stand.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub enum Language {
    /// English
    #[default]
    #[serde(rename = "en")]
    English,
    /// Finnish
    #[serde(rename = "fi")]
    Finnish,
    /// Swedish
    #[serde(rename = "sv")]
    Swedish,
    /// German
    #[serde(rename = "de")]
    German,
    /// Any other language: no stemming.
    #[serde(rename = "und")]
    Other,
}

impl Language {
    /// All of them, in the order in which help texts name them.
    pub const ALL: [Language; 5] = [
        Language::English,
        Language::Finnish,
        Language::Swedish,
        Language::German,
        Language::Other,
    ];

    /// The BCP 47 tag, `und` for `Other`.
    pub fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Finnish => "fi",
            Language::Swedish => "sv",
            Language::German => "de",
            Language::Other => "und",
        }
    }

    /// Its name in English.
    pub fn name(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::Finnish => "Finnish",
            Language::Swedish => "Swedish",
            Language::German => "German",
            Language::Other => "another language",
        }
    }

    /// A stemmer for lower-cased words of this language.
    pub fn stemmer(self) -> WordStemmer {
        let stemmer = match self {
            Language::English => Some(Stemmer::new(Algorithm::English)),
            Language::Finnish => Some(Stemmer::new(Algorithm::Finnish)),
            Language::Swedish => Some(Stemmer::new(Algorithm::Swedish)),
            Language::German => Some(Stemmer::new(Algorithm::German)),
            Language::Other => None,
        };
        WordStemmer {
            language: self,
            stemmer,
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl FromStr for Language {
    type Err = String;
    fn from_str(tag: &str) -> Result<Self, String> {
        Language::ALL
            .into_iter()
            .find(|language| language.tag() == tag.trim().to_lowercase())
            .ok_or_else(|| format!("'{tag}' is not a language known here: en, fi, sv, de or und"))
    }
}

/// Cuts a word down to its stem; the same stemmer the full-text index uses.
pub struct WordStemmer {
    language: Language,
    stemmer: Option<Stemmer>,
}

impl WordStemmer {
    /// The stem of any one word, case folded first.
    pub fn stem(&self, word: &str) -> String {
        let lower = word.to_lowercase();
        match &self.stemmer {
            Some(stemmer) => stemmer.stem(&lower).into_owned(),
            None => lower,
        }
    }

    /// What tells a word of a text to be a form of `word`, a word of a query:
    /// stems change as words are inflected.
    pub fn forms_of(&self, word: &str) -> WordForms {
        forms::of(self.language, &word.to_lowercase(), |form| self.stem(form))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_stems_its_own_words() {
        assert_eq!(Language::English.stemmer().stem("Rewards"), "reward");
        assert_eq!(
            Language::Finnish.stemmer().stem("asiakkaita"),
            Language::Finnish.stemmer().stem("asiakkaista")
        );
        assert_eq!(Language::Other.stemmer().stem("Rewards"), "rewards");
    }

    #[test]
    fn tags_lead_back_to_the_language() {
        for language in Language::ALL {
            assert_eq!(language.tag().parse(), Ok(language));
        }
        assert!("klingon".parse::<Language>().is_err());
    }
}
