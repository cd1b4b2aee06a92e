//! What of a spec does not go together, as far as the spec alone can tell.

use super::only::unknown_role;
use crate::model::{
    CellMeasure, HeadsOf, LevelSpec, Nearness, Problem, QuoteChoice, Sides, TableSpec,
};

/// Each with the key of the spec to change.
pub fn contradictions(spec: &TableSpec) -> Vec<(&'static str, Problem)> {
    let mut told = unknown_role(spec);
    let mut tell = |key, what: String, next: &str| told.push((key, Problem::new(what).next(next)));
    let word = spec.cells.word();
    if spec.percent.is_some() && !spec.cells.counts() {
        tell(
            "percent",
            format!("there is no percentage of what cells = \"{word}\" shows"),
            "count something, such as cells = \"codings\", or take percent away",
        );
    } else if spec.percent.is_some() && spec.also.is_some() && !spec.percent_only {
        tell(
            "percent",
            "a cell shows two measures at most, and these are three".to_owned(),
            "name one measure in cells, or add counts = false",
        );
    }
    let shown = std::iter::once(spec.cells).chain(spec.also);
    let total = |one: CellMeasure| {
        one.counts() || matches!(one, CellMeasure::Share | CellMeasure::Presence)
    };
    if spec.totals != Sides::default() && !shown.into_iter().any(total) {
        let next = match spec.cells {
            CellMeasure::Summary => {
                "write syntheses = \"rows\" for what you say across the cases, or take totals away"
            }
            _ => "count something, such as cells = \"codings\", or take totals away",
        };
        tell(
            "totals",
            format!("there is no total of what cells = \"{word}\" shows"),
            next,
        );
    }
    if spec.shows(CellMeasure::Attribute) && spec.also.is_some() {
        tell(
            "cells",
            "nothing else fits into a cell with an attribute".to_owned(),
            "write cells = \"attribute\" alone",
        );
    }
    of_attributes(spec, &mut tell);
    if spec.near != Nearness::Overlap && !compares_codes(spec) {
        tell(
            "near",
            "'near' says when two codes stand together, but this table has no two of them"
                .to_owned(),
            "put codes on both sides or into [only], or take near away",
        );
    }
    if spec.quotes != QuoteChoice::All && !spec.shows(CellMeasure::Quotes) {
        told.push(("quotes", quotes_without_cells()));
    }
    told
}

fn of_attributes(spec: &TableSpec, tell: &mut impl FnMut(&'static str, String, &str)) {
    let of_attributes = |side: &[LevelSpec]| {
        side.iter().any(|level| {
            matches!(
                level,
                LevelSpec::All(HeadsOf::Attributes) | LevelSpec::These(HeadsOf::Attributes, _)
            )
        })
    };
    if spec.cells == CellMeasure::Attribute {
        return;
    }
    if !spec.attributes.is_empty() {
        tell(
            "attributes",
            "'attributes' chooses what cells = \"attribute\" shows, but these cells show something else"
                .to_owned(),
            "to look at some cases only, write [only] attribute.size = [\"large\"]",
        );
    }
    for (key, side) in [("rows", &spec.rows), ("columns", &spec.columns)] {
        if of_attributes(side) {
            tell(
                key,
                format!("attributes as {key} need cells = \"attribute\""),
                "to group cases by one attribute, write { attribute = \"size\" }",
            );
        }
    }
}

/// Whether two codes can meet in a cell: on two levels, or one in the filter.
fn compares_codes(spec: &TableSpec) -> bool {
    let levels = spec.rows.iter().chain(&spec.columns);
    let of_codes = levels.filter(|level| match level {
        LevelSpec::All(heads) | LevelSpec::These(heads, _) => heads.is_codes(),
        LevelSpec::Named(_) | LevelSpec::Under(_) => true,
        LevelSpec::Attribute { .. } | LevelSpec::Furthest(_) => false,
    });
    of_codes.count() + usize::from(!spec.only.codes.is_empty()) >= 2
}

pub(super) fn quotes_without_cells() -> Problem {
    Problem::new("'quotes' chooses among quotes, but these cells show none")
        .next("write cells = \"quotes\", or take quotes away")
}
