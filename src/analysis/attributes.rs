//! What is known of the cases: a table of their attributes.

use crate::analysis::axes::{self, Kind};
use crate::analysis::heads::{case_head, field_head};
use crate::analysis::view::View;
use crate::model::nearest::did_you_mean;
use crate::model::{Cell, Emptiness, Heading, Problem, RowsSpec, Table, TableSpec, Value};
use indexmap::IndexSet;

/// A table of cases by attributes, or of attributes by cases. Codings, and so
/// coders, play no part in it.
pub(super) fn attributes(spec: &TableSpec, view: &View) -> Result<Table, Problem> {
    let (rows, _) = axes::kinds(&spec.rows, &spec.columns, Kind::Attributes, view)?;
    let cases_are_rows = rows == Kind::Cases;
    let (case_side, name_side) = if cases_are_rows {
        (&spec.rows, &spec.columns)
    } else {
        (&spec.columns, &spec.rows)
    };
    let cases = axes::cases(case_side, view)?;
    let cases: Vec<_> = cases.iter().filter_map(|at| view.cases.get(*at)).collect();
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
    let (rows, columns, cells) = if cases_are_rows {
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
        unit: String::new(),
        coders: Vec::new(),
        filters: Vec::new(),
        notes: Vec::new(),
        ..Table::default()
    })
}

/// The attributes asked for, or all in order of first appearance.
fn names<'a>(
    side: &'a RowsSpec,
    chosen: &'a [String],
    view: &View<'a>,
) -> Result<Vec<&'a str>, Problem> {
    let all: IndexSet<&str> = view
        .cases
        .iter()
        .flat_map(|case| case.attributes.keys().map(String::as_str))
        .collect();
    let asked: &[String] = match (side, chosen) {
        (RowsSpec::Codes(_), [_, ..]) => {
            return Err(Problem::new(
                "the attributes are named twice: as a side of the table and in `attributes`",
            )
            .next("name them in one of the two places"));
        }
        (RowsSpec::All(_), []) => return Ok(all.into_iter().collect()),
        (RowsSpec::Codes(names), []) => names,
        (RowsSpec::All(_), names) => names,
    };
    let found = asked.iter().map(|name| {
        all.get_index_of(name.as_str()).ok_or_else(|| {
            let some: Vec<&str> = all.iter().copied().take(10).collect();
            let list = match some.as_slice() {
                [] => "no case has attributes yet".to_owned(),
                some => format!("the attributes are {}", some.join(", ")),
            };
            Problem::new(format!("no case has an attribute '{name}'")).next(did_you_mean(
                name,
                all.iter().copied(),
                &list,
            ))
        })
    });
    let places = axes::each_once(asked, found.collect::<Result<_, _>>()?)?;
    let found = places.iter().filter_map(|at| all.get_index(*at).copied());
    Ok(found.collect())
}
