//! Walking through a TOML file that a person wrote, and telling everything
//! that is wrong in it with line and column, not only the first thing.

mod find;
mod section;

pub use find::place_of;
pub use section::{Kind, Section};

use crate::formats::plain::decode;
use crate::formats::problems::Problems;
use crate::model::Problem;
use crate::text::LineIndex;
use std::cell::RefCell;
use std::ops::Range;
use std::path::Path;
use toml::de::DeTable;

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
