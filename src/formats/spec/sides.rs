//! The rows or the columns of a table spec: one level of heads, or several.

use super::names;
use crate::formats::toml_walk::{Kind, Section};
use crate::model::nearest::did_you_mean;
use crate::model::{CellMeasure, HeadsOf, LevelSpec, Problem, SideSpec};

/// The rows and columns of a table that leaves one or both of them out.
pub(super) fn defaults(
    cells: CellMeasure,
    rows: Option<SideSpec>,
    columns: Option<SideSpec>,
) -> (SideSpec, SideSpec) {
    let all = |heads| vec![LevelSpec::All(heads)];
    let (first, second) = match cells {
        CellMeasure::Attribute => (HeadsOf::Cases, HeadsOf::Attributes),
        _ => (HeadsOf::Codes, HeadsOf::Cases),
    };
    // A table that names its columns as usual rows wants the usual columns as rows.
    let other = |side: &SideSpec, usual: HeadsOf, instead: HeadsOf| match side.as_slice() {
        [LevelSpec::All(heads)] if *heads == usual => all(instead),
        _ => all(usual),
    };
    match (rows, columns) {
        (Some(rows), Some(columns)) => (rows, columns),
        (Some(rows), None) => {
            let columns = other(&rows, second, first);
            (rows, columns)
        }
        (None, Some(columns)) => (other(&columns, first, second), columns),
        (None, None) => (all(first), all(second)),
    }
}

/// What stands under `rows` or `columns`; none where the key is absent, and
/// an empty side where something about it was told.
pub(super) fn side(top: &Section<'_>, key: &str) -> Option<SideSpec> {
    Some(match top.kind(key)? {
        Kind::List => match names(top, key) {
            names if names.is_empty() => Vec::new(), // told
            names => vec![LevelSpec::Named(names)],
        },
        Kind::Table => {
            let inner = top.inner(key, &format!("'{key}'"));
            inner.and_then(|it| level(&it)).into_iter().collect()
        }
        Kind::Tables => {
            let levels = top.sections(key, &format!("[[{key}]]"));
            levels.iter().filter_map(level).collect()
        }
        Kind::Text | Kind::Number | Kind::Other => word(top, key).into_iter().collect(),
    })
}

fn word(top: &Section<'_>, key: &str) -> Option<LevelSpec> {
    let word = top.text(key)?;
    let heads = heads_of(&word);
    if heads.is_none() {
        let known = HeadsOf::ALL.map(HeadsOf::word);
        let fallback = format!(
            "write one of {}, or a list of names: {key} = [\"{word}\"]",
            known.join(", ")
        );
        let advice = did_you_mean(&word, known, &fallback);
        top.tell_at(
            key,
            Problem::new(format!("'{key}' cannot be '{word}'")).next(advice),
        );
    }
    heads.map(LevelSpec::All)
}

pub(super) fn heads_of(word: &str) -> Option<HeadsOf> {
    HeadsOf::ALL.into_iter().find(|heads| heads.word() == word)
}

/// Keys that say what a level shows, beside the kinds of heads.
const OTHERS: [&str; 5] = ["all", "names", "attribute", "furthest", "under"];

/// One level: exactly one of its keys says what it shows.
fn level(section: &Section<'_>) -> Option<LevelSpec> {
    let kinds = HeadsOf::ALL.map(HeadsOf::word);
    let mut known: Vec<&str> = OTHERS.to_vec();
    known.extend(kinds);
    known.push("values");
    section.allow(&known);
    let mut shown = section.keys();
    shown.retain(|key| known.contains(key) && *key != "values");
    let [key] = shown.as_slice() else {
        // A key that nobody knows is told already, and is what was meant.
        if section.keys().iter().all(|key| known.contains(key)) {
            one_thing(section, &shown);
        }
        return None;
    };
    if section.has("values") && *key != "attribute" {
        section.tell_at(
            "values",
            Problem::new(format!("'values' does not go with '{key}'"))
                .next("it chooses among the values of an attribute: attribute = \"size\""),
        );
    }
    let some = |names: Vec<String>| Some(names).filter(|names| !names.is_empty());
    match *key {
        "all" => section
            .word("all", &HeadsOf::ALL.map(|heads| (heads.word(), heads)))
            .map(LevelSpec::All),
        "names" => some(names(section, "names")).map(LevelSpec::Named),
        "attribute" => Some(LevelSpec::Attribute {
            name: section.needed("attribute")?,
            values: names(section, "values"),
        }),
        "furthest" => some(names(section, "furthest")).map(LevelSpec::Furthest),
        "under" => section.needed("under").map(LevelSpec::Under),
        kind => {
            let heads = heads_of(kind)?;
            let named = some(names(section, kind))?;
            Some(LevelSpec::These(heads, named))
        }
    }
}

fn one_thing(section: &Section<'_>, shown: &[&str]) {
    match shown {
        [] => section
            .tell(Problem::new("nothing is said of what stands here").next(
                "write one such as all = \"cases\", codes = [\"…\"] or attribute = \"size\"",
            )),
        [first, second, ..] => section.tell_at(
            second,
            Problem::new(format!(
                "'{first}' and '{second}' cannot share one level of heads"
            ))
            .next("give each its own [[rows]] or [[columns]], the outer heads first"),
        ),
        [_] => {}
    }
}
