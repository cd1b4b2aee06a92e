//! A spec in a few words, for lists of tables.

use crate::model::{CellMeasure, LevelSpec, PercentOf, TableSpec};

/// Rows × columns: cells, such as `codes × cases: codings`.
pub fn shows(spec: &TableSpec) -> String {
    let mut cells = spec.cells.word().to_owned();
    if let Some(also) = spec.also.map(CellMeasure::word) {
        cells.push_str(&format!(", {also}"));
    }
    if let Some(percent) = spec.percent {
        let of = match percent {
            PercentOf::Row => "% of the row",
            PercentOf::Column => "% of the column",
            PercentOf::All => "% of all",
        };
        cells = match (spec.percent_only, spec.also) {
            (false, _) => format!("{cells}, {of}"),
            (true, None) => format!("{cells} as {of}"),
            (true, Some(also)) => format!("{} as {of}, {}", spec.cells.word(), also.word()),
        };
    }
    format!(
        "{} × {}: {cells}",
        side_words(&spec.rows),
        side_words(&spec.columns)
    )
}

/// A side in a few words, its levels from the outermost in.
pub fn side_words(side: &[LevelSpec]) -> String {
    let levels: Vec<String> = side.iter().map(level_words).collect();
    levels.join(" / ")
}

fn level_words(level: &LevelSpec) -> String {
    match level {
        LevelSpec::All(heads) => heads.word().to_owned(),
        LevelSpec::These(_, names) | LevelSpec::Named(names) => several(names),
        LevelSpec::Attribute { name, .. } => name.clone(),
        LevelSpec::Furthest(codes) => format!("furthest of {}", several(codes)),
        LevelSpec::Under(code) => format!("codes under {code}"),
    }
}

fn several(names: &[String]) -> String {
    match names {
        [first, rest @ ..] if rest.len() > 2 => format!("{first} and {} more", rest.len()),
        names => names.join(", "),
    }
}
