//! One table of a TOML file: its keys, each read as what it must be.

use super::Page;
use crate::model::Problem;
use crate::model::nearest::did_you_mean;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What sort of value stands under a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text in quotes.
    Text,
    /// A whole number.
    Number,
    /// A list that does not start with a table.
    List,
    /// A table.
    Table,
    /// A list of tables, such as several `[[rows]]`.
    Tables,
    /// Anything else.
    Other,
}

/// One table of the file, such as one `[[code]]`. Each method tells what is
/// wrong with its key and returns nothing then.
pub struct Section<'t> {
    pub(super) page: &'t Page<'t>,
    pub(super) title: String,
    pub(super) span: Range<usize>,
    pub(super) entries: &'t DeTable<'t>,
}

impl<'t> Section<'t> {
    /// Where the section starts: line and column, from 1.
    pub fn place(&self) -> (usize, usize) {
        self.page.place(&self.span)
    }

    /// The line of a key's value, from 1; that of the section where it has none.
    pub fn line_of(&self, key: &str) -> usize {
        let span = self.entries.get(key).map(Spanned::span);
        self.page.place(&span.unwrap_or(self.span.clone())).0
    }

    /// Tells a problem of the section as a whole.
    pub fn tell(&self, problem: Problem) {
        let (line, column) = self.place();
        self.page.tell(problem.at(line, column));
    }

    /// Tells a problem of a key's value.
    pub fn tell_at(&self, key: &str, problem: Problem) {
        match self.entries.get(key) {
            Some(value) => self.tell_span(&value.span(), problem),
            None => self.tell(problem),
        }
    }

    fn tell_span(&self, span: &Range<usize>, problem: Problem) {
        let (line, column) = self.page.place(span);
        self.page.tell(problem.at(line, column));
    }

    /// Tells every key that is not one of `known`.
    pub fn allow(&self, known: &[&str]) {
        for key in self.entries.keys() {
            let name = key.get_ref().as_ref();
            if !known.contains(&name) {
                let fallback = format!("known here: {}", known.join(", "));
                self.tell_span(
                    &key.span(),
                    Problem::new(format!("unknown key '{name}' in {}", self.title))
                        .next(did_you_mean(name, known.iter().copied(), &fallback)),
                );
            }
        }
    }

    /// Whether the key is there at all.
    pub fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    fn wrong_kind(&self, key: &str, value: &Spanned<DeValue<'_>>, wanted: &str) {
        let found = match value.get_ref() {
            DeValue::String(_) => "text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let written = self.page.text.get(value.span()).unwrap_or_default();
        let advice = match value.get_ref() {
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_) => {
                format!("put it into double quotes: \"{written}\"")
            }
            _ => format!("give {wanted}"),
        };
        self.tell_span(
            &value.span(),
            Problem::new(format!(
                "'{key}' in {} must be {wanted}, not {found}",
                self.title
            ))
            .next(advice),
        );
    }

    /// The text under a key.
    pub fn text(&self, key: &str) -> Option<String> {
        let value = self.entries.get(key)?;
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong_kind(key, value, "text in quotes");
        }
        text.map(str::to_owned)
    }

    /// The text under a key that must be there and not be blank.
    pub fn needed(&self, key: &str) -> Option<String> {
        if !self.has(key) {
            self.tell(
                Problem::new(format!("{} has no '{key}'", self.title))
                    .next(format!("add {key} = \"…\"")),
            );
        }
        let text = self.text(key)?;
        if text.trim().is_empty() {
            self.tell_at(
                key,
                Problem::new(format!("'{key}' in {} is empty", self.title)).next("fill it in"),
            );
            return None;
        }
        Some(text)
    }

    /// The texts in the list under a key; empty where there is none.
    pub fn texts(&self, key: &str) -> Vec<String> {
        let mut texts = Vec::new();
        self.each_text(key, |text, _| texts.push(text.to_owned()));
        texts
    }

    /// Calls `take` with each text in the list under a key, and with the means
    /// to tell what is wrong with just that text.
    pub fn each_text(&self, key: &str, mut take: impl FnMut(&str, &dyn Fn(Problem))) {
        let Some(value) = self.entries.get(key) else {
            return;
        };
        let Some(list) = value.get_ref().as_array() else {
            return self.wrong_kind(key, value, "a list of texts");
        };
        for item in list.iter() {
            match item.get_ref().as_str() {
                Some(text) => take(text, &|problem| self.tell_span(&item.span(), problem)),
                None => self.wrong_kind(key, item, "a list of texts in quotes"),
            }
        }
    }

    /// What sort of value a key has.
    pub fn kind(&self, key: &str) -> Option<Kind> {
        Some(match self.entries.get(key)?.get_ref() {
            DeValue::Array(list) => match list.first().map(Spanned::get_ref) {
                Some(DeValue::Table(_)) => Kind::Tables,
                _ => Kind::List,
            },
            DeValue::Table(_) => Kind::Table,
            DeValue::Integer(_) => Kind::Number,
            DeValue::String(_) => Kind::Text,
            DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => Kind::Other,
        })
    }

    /// The keys, in the order of the file.
    pub fn keys(&self) -> Vec<&'t str> {
        let mut keys: Vec<_> = self.entries.keys().collect();
        keys.sort_by_key(|key| key.span().start);
        keys.into_iter().map(|key| key.get_ref().as_ref()).collect()
    }

    /// The whole number under a key, from 1.
    pub fn number(&self, key: &str) -> Option<u32> {
        let value = self.entries.get(key)?;
        let Some(written) = value.get_ref().as_integer() else {
            self.wrong_kind(key, value, "a whole number");
            return None;
        };
        let plain = written.as_str().replace('_', "");
        let number = u32::from_str_radix(&plain, written.radix()).ok();
        let number = number.filter(|number| *number > 0);
        if number.is_none() {
            self.tell_at(
                key,
                Problem::new(format!("'{key}' in {} cannot be {plain}", self.title))
                    .next("give a whole number from 1"),
            );
        }
        number
    }

    /// True or false under a key; false where there is none.
    pub fn flag(&self, key: &str) -> bool {
        self.flag_or(key, false)
    }

    /// True or false under a key, or what holds where there is none.
    pub fn flag_or(&self, key: &str, absent: bool) -> bool {
        let Some(value) = self.entries.get(key) else {
            return absent;
        };
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong_kind(key, value, "true or false");
        }
        flag.unwrap_or(absent)
    }

    /// What the word under a key stands for, among the words that may stand there.
    pub fn word<T: Copy>(&self, key: &str, words: &[(&str, T)]) -> Option<T> {
        let text = self.text(key)?;
        let meant = words.iter().find(|(word, _)| *word == text);
        if meant.is_none() {
            let known = || words.iter().map(|(word, _)| *word);
            let all = known().collect::<Vec<_>>().join(", ");
            self.tell_at(
                key,
                Problem::new(format!("'{key}' in {} cannot be '{text}'", self.title)).next(
                    did_you_mean(&text, known(), &format!("write one of: {all}")),
                ),
            );
        }
        meant.map(|(_, value)| *value)
    }

    /// The table written as `key = { … }` or headed `[key]`.
    pub fn inner(&self, key: &str, title: &str) -> Option<Section<'t>> {
        let value = self.entries.get(key)?;
        let Some(entries) = value.get_ref().as_table() else {
            self.wrong_kind(key, value, &format!("a table headed [{key}]"));
            return None;
        };
        Some(Section {
            page: self.page,
            title: title.to_owned(),
            span: value.span(),
            entries,
        })
    }

    /// The tables written as `[[key]]`, in order. `title` is what messages
    /// call one of them, such as `[[code]]`.
    pub fn sections(&self, key: &str, title: &str) -> Vec<Section<'t>> {
        let Some(value) = self.entries.get(key) else {
            return Vec::new();
        };
        let several = format!("tables, each headed {title}");
        let Some(list) = value.get_ref().as_array() else {
            self.wrong_kind(key, value, &several);
            return Vec::new();
        };
        let mut sections = Vec::new();
        for item in list.iter() {
            match item.get_ref().as_table() {
                Some(entries) => sections.push(Section {
                    page: self.page,
                    title: title.to_owned(),
                    span: item.span(),
                    entries,
                }),
                None => self.wrong_kind(key, item, &several),
            }
        }
        sections
    }
}
