//! What is known of the cases: a table of their attributes.

use crate::analysis::axes;
use crate::analysis::filter::Allowed;
use crate::analysis::heads::{case_head, field_head};
use crate::analysis::places::Places;
use crate::analysis::view::View;
use crate::model::{
    Cell, Emptiness, Heading, HeadsOf, LevelSpec, Problem, SideSpec, Table, TableSpec, Value,
};

/// A table of cases by attributes, or of attributes by cases. Codings, and so
/// coders, play no part in it.
pub(super) fn attributes(spec: &TableSpec, view: &View) -> Result<Table, Problem> {
    let names_are_rows = names_are_rows(spec, view)?;
    let (name_side, case_side) = if names_are_rows {
        (&spec.rows, &spec.columns)
    } else {
        (&spec.columns, &spec.rows)
    };
    let allowed = Allowed::new(&spec.only, view, &Places::new(view))?;
    let cases = match case_side.as_slice() {
        [LevelSpec::These(_, names) | LevelSpec::Named(names)] => axes::cases_named(names, view)?,
        _ => (0..view.cases.len()).collect(),
    };
    let cases = cases.into_iter().filter(|at| allowed.case(*at));
    let cases: Vec<_> = cases.filter_map(|at| view.cases.get(at)).collect();
    let names = names(name_side, &spec.attributes, view)?;
    let cell = |case: &crate::model::Case, name: &str| {
        let value = case
            .attributes
            .get(name)
            .filter(|text| !text.trim().is_empty());
        Cell::plain(value.map_or(Value::Empty(Emptiness::Blank), |text| {
            Value::Text(text.clone())
        }))
    };
    let case_heads: Vec<Heading> = cases.iter().map(|case| case_head(case)).collect();
    let name_heads: Vec<Heading> = names.iter().map(|name| field_head(name)).collect();
    let (rows, columns, cells) = if !names_are_rows {
        let cells = cases
            .iter()
            .map(|case| names.iter().map(|name| cell(case, name)).collect());
        (case_heads, name_heads, cells.collect())
    } else {
        let cells = names
            .iter()
            .map(|name| cases.iter().map(|case| cell(case, name)).collect());
        (name_heads, case_heads, cells.collect())
    };
    Ok(Table {
        title: spec.title.clone(),
        corner: spec.corner.clone(),
        rows,
        columns,
        cells,
        filters: allowed.words,
        notes: spec.note.clone(),
        ..Table::default()
    })
}

/// Which side the attributes are on.
fn names_are_rows(spec: &TableSpec, view: &View) -> Result<bool, Problem> {
    let told = |side: &SideSpec| match side.as_slice() {
        [LevelSpec::All(HeadsOf::Attributes) | LevelSpec::These(HeadsOf::Attributes, _)] => {
            Some(true)
        }
        [LevelSpec::All(HeadsOf::Cases) | LevelSpec::These(HeadsOf::Cases, _)] => Some(false),
        _ => None,
    };
    let listed = |side: &SideSpec| matches!(side.as_slice(), [LevelSpec::Named(_)]);
    let known_cases = |side: &SideSpec| match side.as_slice() {
        [LevelSpec::Named(names)] => {
            let finder = axes::CaseFinder::new(view);
            names
                .iter()
                .filter(|name| finder.find(name).is_some())
                .count()
        }
        _ => 0,
    };
    match (told(&spec.rows), told(&spec.columns)) {
        (Some(rows), Some(columns)) if rows != columns => Ok(rows),
        (Some(rows), None) if listed(&spec.columns) => Ok(rows),
        (None, Some(columns)) if listed(&spec.rows) => Ok(!columns),
        (None, None) if listed(&spec.rows) && listed(&spec.columns) => {
            Ok(known_cases(&spec.rows) <= known_cases(&spec.columns))
        }
        _ => Err(Problem::new(
            "cells = \"attribute\" shows the attributes of cases, and of nothing else",
        )
        .next("put cases on one side and attributes on the other")),
    }
}

/// The attributes asked for, or all in order of first appearance.
fn names<'a>(
    side: &'a SideSpec,
    chosen: &'a [String],
    view: &View<'a>,
) -> Result<Vec<&'a str>, Problem> {
    let all = axes::attributes(view);
    let on_side = match side.as_slice() {
        [LevelSpec::These(_, names) | LevelSpec::Named(names)] => names.as_slice(),
        _ => &[],
    };
    let asked: &[String] = match (on_side, chosen) {
        ([_, ..], [_, ..]) => {
            return Err(Problem::new(
                "the attributes are named twice: as a side of the table and in `attributes`",
            )
            .next("name them in one of the two places"));
        }
        ([], []) => return Ok(all.into_iter().collect()),
        ([], names) | (names, []) => names,
    };
    let found = asked.iter().map(|name| {
        let place = all.get_index_of(name.as_str());
        place.ok_or_else(|| axes::no_attribute(name, view))
    });
    let places = axes::each_once(asked, found.collect::<Result<_, _>>()?)?;
    let found = places.iter().filter_map(|at| all.get_index(*at).copied());
    Ok(found.collect())
}
