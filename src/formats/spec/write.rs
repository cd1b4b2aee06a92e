//! A spec written down, as a person would write it.

use super::{MEASURES, PERCENT, SIDES, words};
use crate::model::{HeadsOf, LevelSpec, Nearness, QuoteChoice, Sides, TableSpec};
use std::fmt::Write;

/// A line of names longer than this (in characters) is broken up.
const WIDTH: usize = 90;

/// The text of a spec file; reading it gives the same spec. The spec's name is
/// the file's and does not stand in it.
pub fn write_spec(spec: &TableSpec) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut key = |name: &str, value: String| lines.push(format!("{name} = {value}"));
    if spec.title != spec.name {
        key("title", quoted(&spec.title));
    }
    if !spec.corner.is_empty() {
        key("corner", quoted(&spec.corner));
    }
    for (name, side) in [("rows", &spec.rows), ("columns", &spec.columns)] {
        if let [level] = side.as_slice() {
            key(name, one_level(name, level));
        }
    }
    let measure = |measure| quoted(word_of(&MEASURES, measure));
    key(
        "cells",
        match spec.also {
            Some(also) => format!("[{}, {}]", measure(spec.cells), measure(also)),
            None => measure(spec.cells),
        },
    );
    if let Some(percent) = spec.percent {
        key("percent", quoted(word_of(&PERCENT, percent)));
    }
    if spec.percent_only {
        key("counts", "false".to_owned());
    }
    for (name, sides) in [("totals", spec.totals), ("syntheses", spec.syntheses)] {
        if sides != Sides::default() {
            key(name, quoted(word_of(&SIDES, sides)));
        }
    }
    match spec.quotes {
        QuoteChoice::All => {}
        QuoteChoice::Cited => key("quotes", quoted("cited")),
        QuoteChoice::Best(best) => key("quotes", best.to_string()),
    }
    match spec.near {
        Nearness::Overlap => {}
        Nearness::Turns(turns) => key("near", turns.to_string()),
        near => key("near", quoted(word_of(&words::NEAR, near))),
    }
    for (name, on) in [
        ("hide_empty", spec.hide_empty),
        ("labels", spec.labels),
        ("pending", spec.pending),
    ] {
        if on {
            key(name, "true".to_owned());
        }
    }
    for (name, list) in [
        ("attributes", &spec.attributes),
        ("coders", &spec.coders),
        ("note", &spec.note),
        ("charts", &spec.charts),
    ] {
        if !list.is_empty() {
            key(name, names(name, list));
        }
    }
    lines.extend(only(spec));
    for (name, side) in [("rows", &spec.rows), ("columns", &spec.columns)] {
        if side.len() > 1 {
            lines.extend(side.iter().map(|it| nested(name, it)));
        }
    }
    lines.join("\n") + "\n"
}

fn word_of<T: Copy + PartialEq>(words: &[(&'static str, T)], meant: T) -> &'static str {
    let own = words.iter().find(|(_, value)| *value == meant);
    own.map_or("", |(word, _)| *word)
}

fn one_level(key: &str, level: &LevelSpec) -> String {
    match level {
        LevelSpec::All(heads) => quoted(heads.word()),
        LevelSpec::Named(list) => names(key, list),
        other => {
            let pairs: Vec<String> = pairs(other)
                .into_iter()
                .map(|(name, value)| format!("{name} = {value}"))
                .collect();
            format!("{{ {} }}", pairs.join(", "))
        }
    }
}

fn nested(key: &str, level: &LevelSpec) -> String {
    let mut text = format!("\n[[{key}]]");
    for (name, value) in pairs(level) {
        // Writing to a String cannot fail.
        let _ = write!(text, "\n{name} = {value}");
    }
    text
}

fn pairs(level: &LevelSpec) -> Vec<(&'static str, String)> {
    let list = in_brackets;
    match level {
        LevelSpec::All(heads) => vec![("all", quoted(heads.word()))],
        LevelSpec::These(heads, these) => vec![(HeadsOf::word(*heads), list(these))],
        LevelSpec::Named(named) => vec![("names", list(named))],
        LevelSpec::Attribute { name, values } => {
            let mut pairs = vec![("attribute", quoted(name))];
            if !values.is_empty() {
                pairs.push(("values", list(values)));
            }
            pairs
        }
        LevelSpec::Furthest(codes) => vec![("furthest", list(codes))],
        LevelSpec::Under(code) => vec![("under", quoted(code))],
    }
}

fn only(spec: &TableSpec) -> Vec<String> {
    let only = &spec.only;
    if only.is_empty() {
        return Vec::new();
    }
    let mut lines = vec!["\n[only]".to_owned()];
    for (key, list) in [
        ("cases", &only.cases),
        ("transcripts", &only.transcripts),
        ("rounds", &only.rounds),
        ("roles", &only.roles),
        ("speakers", &only.speakers),
        ("codes", &only.codes),
    ] {
        if !list.is_empty() {
            lines.push(format!("{key} = {}", names(key, list)));
        }
    }
    for (name, values) in &only.attributes {
        let key = format!("attribute.{}", bare_or_quoted(name));
        lines.push(format!("{key} = {}", names(&key, values)));
    }
    lines
}

fn bare_or_quoted(key: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if !key.is_empty() && key.chars().all(bare) {
        key.to_owned()
    } else {
        quoted(key)
    }
}

/// One line, or a line for each where that would be long.
fn names(key: &str, list: &[String]) -> String {
    let short = in_brackets(list);
    if key.chars().count() + short.chars().count() + 3 <= WIDTH {
        return short;
    }
    let lines: String = list
        .iter()
        .map(|name| format!("  {},\n", quoted(name)))
        .collect();
    format!("[\n{lines}]")
}

fn in_brackets(list: &[String]) -> String {
    let quoted: Vec<String> = list.iter().map(|name| quoted(name)).collect();
    format!("[{}]", quoted.join(", "))
}

/// A text in double quotes, with TOML's escapes.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => {
                // Writing to a String cannot fail.
                let _ = write!(quoted, "\\u{:04X}", c as u32);
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
