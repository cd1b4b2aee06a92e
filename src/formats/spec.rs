//! Table specs: `tables/*.toml`, one table each.
//!
//! Keys: `title` (the file's name without its ending where absent), `corner`,
//! `rows` (`"codes"`, `"cases"`, `"patterns"` or a list of codes; `"codes"`
//! where absent), `columns` (`"cases"`, `"attributes"` or a list; `"cases"`
//! where absent), `cells` (one word, needed), `attributes` (`"all"` or a list),
//! `coders` (a list), `pending` (true or false).

use crate::formats::toml_walk::{Section, read_text};
use crate::model::nearest::did_you_mean;
use crate::model::{CellMeasure, Problem, RowsSpec, TableSpec};
use std::path::Path;

const KEYS: [&str; 8] = [
    "title",
    "corner",
    "rows",
    "columns",
    "cells",
    "attributes",
    "coders",
    "pending",
];

const MEASURES: [(&str, CellMeasure); 8] = [
    ("summary", CellMeasure::Summary),
    ("codings", CellMeasure::Codings),
    ("words", CellMeasure::Words),
    ("share", CellMeasure::Share),
    ("presence", CellMeasure::Presence),
    ("quotes", CellMeasure::Quotes),
    ("transcripts", CellMeasure::Transcripts),
    ("attribute", CellMeasure::Attribute),
];

/// Reads a table spec. The first thing wrong in the file is the problem.
pub fn read_spec(file: &Path, text: &str) -> Result<TableSpec, Problem> {
    let name = stem(file);
    let spec = read_text(file, text.trim_start_matches('\u{feff}'), |top| {
        top.allow(&KEYS);
        let cells = top
            .needed("cells")
            .and_then(|_| top.word("cells", &MEASURES));
        TableSpec {
            title: top.text("title").unwrap_or_else(|| name.clone()),
            corner: top.text("corner").unwrap_or_default(),
            rows: axis(top, "rows", "codes", &["codes", "cases", "patterns"]),
            columns: axis(top, "columns", "cases", &["cases", "attributes"]),
            attributes: attributes(top),
            cells: cells.unwrap_or(CellMeasure::Codings), // told above
            coders: filled_list(top, "coders"),
            pending: top.flag("pending"),
            name,
        }
    });
    spec.map_err(|problems| {
        let first = problems.into_iter().next();
        first.unwrap_or_else(|| Problem::new("cannot be read").in_file(file))
    })
}

fn stem(file: &Path) -> String {
    let stem = file.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

/// `"all of these"` or a list of names.
fn axis(top: &Section<'_>, key: &str, default: &str, words: &[&str]) -> RowsSpec {
    if top.is_list(key) {
        return RowsSpec::Codes(filled_list(top, key));
    }
    let word = top.text(key);
    if let Some(word) = word.as_deref().filter(|word| !words.contains(word)) {
        let fallback = format!("write one of {}, or a list of names", words.join(", "));
        top.tell_at(
            key,
            Problem::new(format!("'{key}' cannot be '{word}'")).next(did_you_mean(
                word,
                words.iter().copied(),
                &fallback,
            )),
        );
    }
    RowsSpec::All(word.unwrap_or_else(|| default.to_owned()))
}

/// No attributes named means all of them.
fn attributes(top: &Section<'_>) -> Vec<String> {
    if top.is_list("attributes") || !top.has("attributes") {
        return filled_list(top, "attributes");
    }
    if let Some(word) = top.text("attributes").filter(|word| word != "all") {
        top.tell_at(
            "attributes",
            Problem::new(format!("'attributes' cannot be '{word}'"))
                .next(format!("write \"all\", or a list such as [\"{word}\"]")),
        );
    }
    Vec::new()
}

/// An empty list would otherwise mean "all", which is not what it says.
fn filled_list(top: &Section<'_>, key: &str) -> Vec<String> {
    let names = top.texts(key);
    if names.is_empty() && top.is_list(key) {
        top.tell_at(
            key,
            Problem::new(format!("'{key}' is an empty list"))
                .next("name at least one, or leave the key out"),
        );
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spec(text: &str) -> Result<TableSpec, Problem> {
        read_spec(Path::new("tables/table6.toml"), text)
    }

    #[test]
    fn what_is_left_out_gets_its_default() {
        let bare = spec("cells = \"codings\"").unwrap();
        assert_eq!(bare.name, "table6");
        assert_eq!(bare.title, "table6");
        assert_eq!(bare.corner, "");
        assert_eq!(bare.rows, RowsSpec::All("codes".into()));
        assert_eq!(bare.columns, RowsSpec::All("cases".into()));
        assert!(bare.attributes.is_empty() && bare.coders.is_empty() && !bare.pending);
    }

    #[test]
    fn everything_that_can_be_said_is_read() {
        let full = spec(
            "\u{feff}title = 'T'\ncorner = 'C'\nrows = ['A', 'B']\ncolumns = 'attributes'\n\
             cells = 'attribute'\nattributes = ['size']\ncoders = ['Anna']\npending = true\n",
        )
        .unwrap();
        assert_eq!(full.rows, RowsSpec::Codes(vec!["A".into(), "B".into()]));
        assert_eq!(full.columns, RowsSpec::All("attributes".into()));
        assert_eq!(full.attributes, ["size"]);
        assert_eq!(full.coders, ["Anna"]);
        assert!(full.pending);
        let all = spec("cells = 'attribute'\nattributes = 'all'").unwrap();
        assert!(all.attributes.is_empty());
    }

    #[test]
    fn a_slip_is_told_with_line_column_and_the_nearest_word() {
        for (text, what, next) in [
            (
                "cels = 'words'\ncells = 'words'",
                "tables/table6.toml:1:1: unknown key 'cels' in the file",
                "did you mean cells or coders?",
            ),
            (
                "title = 'x'\ncells = 'sumary'",
                "tables/table6.toml:2:9: 'cells' in the file cannot be 'sumary'",
                "did you mean summary?",
            ),
            (
                "cells = 'words'\nrows = 'code'",
                "tables/table6.toml:2:8: 'rows' cannot be 'code'",
                "did you mean codes?",
            ),
            (
                "cells = 'words'\nrows = 7",
                "tables/table6.toml:2:8: 'rows' in the file must be text in quotes, not a number",
                "put it into double quotes: \"7\"",
            ),
            (
                "cells = 'words'\nrows = []",
                "tables/table6.toml:2:8: 'rows' is an empty list",
                "name at least one, or leave the key out",
            ),
            (
                "cells = 'words'\npending = 'no'",
                "tables/table6.toml:2:11: 'pending' in the file must be true or false, not text",
                "give true or false",
            ),
            (
                "title = 'x'",
                "tables/table6.toml:1:1: the file has no 'cells'",
                "add cells = \"…\"",
            ),
            (
                "attributes = 'size'\ncells = 'attribute'",
                "tables/table6.toml:1:14: 'attributes' cannot be 'size'",
                "write \"all\", or a list such as [\"size\"]",
            ),
        ] {
            let told = spec(text).unwrap_err();
            assert_eq!(told.to_string(), what);
            assert_eq!(told.next.as_deref(), Some(next));
        }
        assert!(spec("title = 'x").unwrap_err().place.line.is_some());
    }

    #[test]
    fn the_sample_tables_are_read() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-transcripts/tables");
        let mut read = 0;
        for entry in std::fs::read_dir(folder).unwrap() {
            let file = entry.unwrap().path();
            let text = std::fs::read_to_string(&file).unwrap();
            read_spec(&file, &text).unwrap();
            read += 1;
        }
        assert!(read >= 7);
    }
}
