//! Table specs: `tables/*.toml`, one table each. `docs/tables.md` has the
//! language on one page; its examples are tested.

mod contradictions;
mod only;
mod shown;
mod sides;
#[cfg(test)]
mod tests;
mod typed;
mod words;
mod write;

pub use contradictions::contradictions;
pub use shown::{shows, side_words};
pub use typed::{typed_only, typed_side};
pub use words::{MEASURES, PERCENT, SIDES, chosen, near, quote_choice};
pub use write::write_spec;

use crate::formats::toml_walk::{Kind, Section, place_of, read_text};
use crate::model::{CellMeasure, Nearness, Problem, QuoteChoice, TableSpec};
use std::path::Path;

/// The language of table specs on one page, for people: `docs/tables.md`.
pub const REFERENCE: &str = include_str!("../../../docs/tables.md");

const KEYS: [&str; 19] = [
    "title",
    "corner",
    "rows",
    "columns",
    "cells",
    "percent",
    "counts",
    "totals",
    "syntheses",
    "quotes",
    "near",
    "only",
    "hide_empty",
    "labels",
    "attributes",
    "coders",
    "pending",
    "note",
    "charts",
];

/// Reads a table spec, or tells everything that is wrong in it.
pub fn read_spec(file: &Path, text: &str) -> Result<TableSpec, Vec<Problem>> {
    let name = stem(file);
    read_text(file, text.trim_start_matches('\u{feff}'), |top| {
        top.allow(&KEYS);
        let spec = spec(top, name);
        for (key, problem) in contradictions(&spec) {
            top.tell_at(key, problem);
        }
        spec
    })
}

/// Line and column at which a spec's text names something, such as a code that
/// the study does not know. Titles and notes are no names.
pub fn place_of_name(text: &str, name: &str) -> Option<(usize, usize)> {
    let text = text.trim_start_matches('\u{feff}');
    place_of(text, name, &["title", "corner", "note"])
}

fn stem(file: &Path) -> String {
    let stem = file.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

fn spec(top: &Section<'_>, name: String) -> TableSpec {
    let (cells, also) = cells(top);
    let (rows, columns) = (sides::side(top, "rows"), sides::side(top, "columns"));
    let (rows, columns) = sides::defaults(cells, rows, columns);
    let percent = top.word("percent", &PERCENT);
    let counts = top.flag_or("counts", true);
    if !counts && !top.has("percent") {
        top.tell_at(
            "counts",
            Problem::new("without counts and without percentages nothing is left to show")
                .next("add percent = \"row\", \"column\" or \"all\", or take counts = false away"),
        );
    }
    let sides = |key| top.word(key, &SIDES).unwrap_or_default();
    TableSpec {
        title: top.text("title").unwrap_or_else(|| name.clone()),
        corner: top.text("corner").unwrap_or_default(),
        rows,
        columns,
        attributes: attributes(top),
        cells,
        also,
        percent,
        percent_only: !counts && percent.is_some(),
        totals: sides("totals"),
        syntheses: sides("syntheses"),
        quotes: quotes(top, cells, also),
        near: nearness(top),
        only: only::only(top),
        hide_empty: top.flag("hide_empty"),
        labels: top.flag("labels"),
        coders: one_or_more(top, "coders"),
        pending: top.flag("pending"),
        note: one_or_more(top, "note"),
        charts: one_or_more(top, "charts"),
        name,
    }
}

/// One measure, or two.
fn cells(top: &Section<'_>) -> (CellMeasure, Option<CellMeasure>) {
    let nothing = (CellMeasure::default(), None); // told
    if top.kind("cells") != Some(Kind::List) {
        let word = top.needed("cells");
        let first = word.and_then(|_| top.word("cells", &MEASURES));
        return first.map_or(nothing, |first| (first, None));
    }
    let mut measures = Vec::new();
    let told = |problem| top.tell_at("cells", problem);
    top.each_text("cells", |word, tell| {
        match MEASURES.iter().find(|(known, _)| *known == word) {
            Some((_, measure)) if measures.contains(measure) => {
                tell(twice(word));
            }
            Some((_, measure)) => measures.push(*measure),
            None => tell(words::unknown("cells", word, MEASURES.map(|(it, _)| it))),
        }
    });
    match measures.as_slice() {
        [] => {
            told(Problem::new("'cells' names no measure").next("write one such as \"codings\""));
            nothing
        }
        [first] => (*first, None),
        [first, second] => (*first, Some(*second)),
        _ => {
            told(
                Problem::new("a cell shows two measures at most")
                    .next("make a second table for the others"),
            );
            nothing
        }
    }
}

/// No attributes named means all of them.
fn attributes(top: &Section<'_>) -> Vec<String> {
    if top.kind("attributes") != Some(Kind::Text) {
        return names(top, "attributes");
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

fn quotes(top: &Section<'_>, cells: CellMeasure, also: Option<CellMeasure>) -> QuoteChoice {
    let shown = cells == CellMeasure::Quotes || also == Some(CellMeasure::Quotes);
    if top.has("quotes") && !shown {
        top.tell_at("quotes", contradictions::quotes_without_cells());
    }
    match top.kind("quotes") {
        None => QuoteChoice::All,
        Some(Kind::Number) => {
            let best = top.number("quotes");
            best.map_or(QuoteChoice::All, |best| QuoteChoice::Best(best as usize))
        }
        Some(_) => {
            let chosen = top.word(
                "quotes",
                &[("all", QuoteChoice::All), ("cited", QuoteChoice::Cited)],
            );
            chosen.unwrap_or_default()
        }
    }
}

fn nearness(top: &Section<'_>) -> Nearness {
    match top.kind("near") {
        None => Nearness::Overlap,
        Some(Kind::Number) => top
            .number("near")
            .map_or(Nearness::Overlap, Nearness::Turns),
        Some(_) => top.word("near", &words::NEAR).unwrap_or_default(),
    }
}

/// The names in the list under a key. An empty list would otherwise mean
/// "all", which is not what it says; a name that stands twice is a slip.
fn names(top: &Section<'_>, key: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut wrong = false;
    top.each_text(key, |name, tell| {
        if name.trim().is_empty() {
            tell(Problem::new(format!("a name in '{key}' is empty")).next("fill it in"));
            wrong = true;
        } else if found.iter().any(|it| it == name) {
            tell(twice(name));
        } else {
            found.push(name.to_owned());
        }
    });
    if found.is_empty() && !wrong && top.kind(key) == Some(Kind::List) {
        top.tell_at(
            key,
            Problem::new(format!("'{key}' is an empty list"))
                .next("name at least one, or leave the key out"),
        );
    }
    found
}

/// One text, or a list of them.
fn one_or_more(top: &Section<'_>, key: &str) -> Vec<String> {
    if top.kind(key) == Some(Kind::Text) {
        return top.needed(key).into_iter().collect();
    }
    names(top, key)
}

fn twice(name: &str) -> Problem {
    Problem::new(format!("'{name}' stands twice in one list")).next("take one of the two away")
}
