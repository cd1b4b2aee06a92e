//! Walking through a TOML file that a person wrote, and telling everything
//! that is wrong in it with line and column, not only the first thing.

use crate::formats::plain::decode;
use crate::formats::problems::Problems;
use crate::model::Problem;
use crate::model::nearest::did_you_mean;
use crate::text::LineIndex;
use std::cell::RefCell;
use std::ops::Range;
use std::path::Path;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Reads a file: `walk` gets its top table and makes of it what it can.
pub fn read<T>(
    file: &Path,
    bytes: &[u8],
    walk: impl FnOnce(&Section<'_>) -> T,
) -> Result<T, Vec<Problem>> {
    match decode(bytes) {
        Ok(text) => read_text(file, &text, walk),
        Err(problem) => Err(vec![problem.in_file(file)]),
    }
}

/// The same for text that is decoded already.
pub fn read_text<T>(
    file: &Path,
    text: &str,
    walk: impl FnOnce(&Section<'_>) -> T,
) -> Result<T, Vec<Problem>> {
    let page = Page {
        text,
        lines: LineIndex::new(text),
        problems: RefCell::new(Problems::new(file)),
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut last_line = 0;
    for error in errors {
        let (line, column) = page.place(&error.span().unwrap_or_default());
        // One slip makes several errors on its line; the first tells it.
        if line != last_line {
            page.tell(
                Problem::new(one_line(error.message()))
                    .at(line, column)
                    .next("mend that line: texts stand in quotes, lists in square brackets"),
            );
        }
        last_line = line;
    }
    if !page.problems.borrow().is_empty() {
        return Err(page.problems.into_inner().or(()).err().unwrap_or_default());
    }
    let top = Section {
        page: &page,
        title: "the file".to_owned(),
        span: table.span(),
        entries: table.get_ref(),
    };
    let value = walk(&top);
    page.problems.into_inner().or(value)
}

fn one_line(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ")
}

struct Page<'t> {
    text: &'t str,
    lines: LineIndex,
    problems: RefCell<Problems>,
}

impl Page<'_> {
    fn place(&self, span: &Range<usize>) -> (usize, usize) {
        self.lines.line_and_column(self.text, span.start)
    }

    fn tell(&self, problem: Problem) {
        self.problems.borrow_mut().push(problem);
    }
}

/// One table of the file, such as one `[[code]]`. Each method tells what is
/// wrong with its key and returns nothing then.
pub struct Section<'t> {
    page: &'t Page<'t>,
    title: String,
    span: Range<usize>,
    entries: &'t DeTable<'t>,
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

    /// Whether the value is a list.
    pub fn is_list(&self, key: &str) -> bool {
        let value = self.entries.get(key);
        value.is_some_and(|value| value.get_ref().is_array())
    }

    /// True or false under a key; false where there is none.
    pub fn flag(&self, key: &str) -> bool {
        let Some(value) = self.entries.get(key) else {
            return false;
        };
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong_kind(key, value, "true or false");
        }
        flag.unwrap_or(false)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let all = read_text(Path::new("x.toml"), text, |top| {
            top.allow(&["name", "item"]);
            top.text("name");
            for item in top.sections("item", "[[item]]") {
                item.allow(&["id", "tags", "done"]);
                item.needed("id");
                item.texts("tags");
                item.flag("done");
            }
        });
        let all = all.err().unwrap_or_default();
        all.iter()
            .map(|p| format!("{p} | {}", p.next.as_deref().unwrap_or("")))
            .collect()
    }

    #[test]
    fn every_slip_is_told_with_its_place_and_what_to_do() {
        let text = "nam = 'x'\nname = 1.10\n\n[[item]]\nid = ''\ntags = ['a', 2]\n\n[[item]]\ntag = []\ndone = 'yes'\n";
        assert_eq!(
            told(text),
            [
                "x.toml:1:1: unknown key 'nam' in the file | did you mean name?",
                "x.toml:2:8: 'name' in the file must be text in quotes, not a number | put it into double quotes: \"1.10\"",
                "x.toml:5:6: 'id' in [[item]] is empty | fill it in",
                "x.toml:6:14: 'tags' in [[item]] must be a list of texts in quotes, not a number | put it into double quotes: \"2\"",
                "x.toml:8:1: [[item]] has no 'id' | add id = \"…\"",
                "x.toml:9:1: unknown key 'tag' in [[item]] | did you mean tags?",
                "x.toml:10:8: 'done' in [[item]] must be true or false, not text | give true or false",
            ]
        );
    }

    #[test]
    fn broken_toml_is_told_line_by_line() {
        let lines = told("a = \nb = 'open\nname = 'fine'\n= 3\n");
        assert_eq!(lines.len(), 3, "{lines:?}");
        assert!(lines[0].starts_with("x.toml:1:"), "{lines:?}");
        assert!(lines[2].starts_with("x.toml:4:"), "{lines:?}");
        assert!(told("[item]\nid = 'a'\n")[0].contains("each headed [[item]]"));
    }

    #[test]
    fn hostile_nesting_is_an_error_and_not_a_crash() {
        assert!(!told(&format!("a = {}", "[".repeat(100_000))).is_empty());
        assert!(!told(&format!("[{}a]", "a.".repeat(100_000))).is_empty());
    }
}
