//! `table`: a spec becomes a table, and a table opens to its quotes.

mod order;
mod specs;

pub use order::Order;
pub use specs::{BUILT_IN, Listed, built_in, keep, list, placed, save, specs_naming};

use crate::analysis::{self, Passage};
use crate::app::load::Loaded;
use crate::app::{AppError, Study, chart, files, passages};
use crate::formats::table::{FileOptions, Quotes, TableFile};
use crate::model::{Coder, CodingId, LostCoding, Problem, Quoted, Table, TableSpec};
use crate::text::counted;
use specs::Found;
use std::collections::{BTreeSet, HashMap};
use std::path::Path;

/// Which table, and what to change about its spec.
#[derive(Clone, Debug, Default)]
pub struct TableRequest {
    /// A spec's name in `tables/`, a path to a spec, or a built-in table; empty
    /// for a table that only the order describes.
    pub spec: String,
    /// What to change about it.
    pub order: Order,
    /// Whose codings count, instead of what the spec says.
    pub coders: Vec<Coder>,
    /// Count pending suggestions too.
    pub pending: bool,
}

/// The spec a request means.
pub fn spec(study: &Study, request: &TableRequest) -> Result<TableSpec, AppError> {
    Ok(ordered(study, request)?.spec)
}

fn ordered(study: &Study, request: &TableRequest) -> Result<Found, AppError> {
    let mut found = match request.spec.as_str() {
        "" => Found {
            spec: request.order.new_table()?,
            file: None,
        },
        name => {
            let found = specs::find(study, name)?;
            Found {
                spec: request.order.change(found.spec)?,
                file: found.file,
            }
        }
    };
    if !request.coders.is_empty() {
        found.spec.coders.clone_from(&request.coders);
    }
    found.spec.pending |= request.pending;
    Ok(found)
}

/// What is wrong with the specs in `tables/`, or with the one named: by the
/// name of each, in order, nothing where its table can be made.
pub fn check(study: &Study, spec: Option<&str>) -> Result<Vec<(String, Vec<Problem>)>, AppError> {
    let names = match spec {
        Some(name) => vec![name.to_owned()],
        None => list(study)?.into_iter().map(|(name, _)| name).collect(),
    };
    let checked = names.into_iter().map(|name| {
        let request = TableRequest {
            spec: name.clone(),
            ..TableRequest::default()
        };
        match table(study, &request).and_then(|_| charts(study, &request)) {
            Ok(()) => Ok((name, Vec::new())),
            Err(AppError::Problems(problems)) => Ok((name, problems)),
            Err(other) => Err(other),
        }
    });
    checked.collect()
}

/// That there are charts of the names that a spec orders.
fn charts(study: &Study, request: &TableRequest) -> Result<(), AppError> {
    let Found { spec, file } = ordered(study, request)?;
    for name in &spec.charts {
        chart::known(name).map_err(|problem| match &file {
            Some(file) => placed(file, file, problem),
            None => problem,
        })?;
    }
    Ok(())
}

/// Makes the table.
pub fn table(study: &Study, request: &TableRequest) -> Result<Table, AppError> {
    let Found { spec, file } = ordered(study, request)?;
    make(study, &spec).map_err(|error| {
        let AppError::Problems(problems) = error else {
            return error;
        };
        let told = problems.into_iter().map(|problem| {
            let problem = request.order.word_meant(problem);
            match &file {
                // A name that was typed stands in no file.
                Some(file) if specs::place(file, &problem.what).is_some() => {
                    placed(file, file, problem)
                }
                _ => problem,
            }
        });
        AppError::Problems(told.collect())
    })
}

/// Makes the table of a spec at hand.
pub fn make(study: &Study, spec: &TableSpec) -> Result<Table, AppError> {
    Ok(make_all(study, &[spec])?.remove(0))
}

/// Makes several tables from one look at the study, in the order of the specs.
pub fn make_all(study: &Study, specs: &[&TableSpec]) -> Result<Vec<Table>, AppError> {
    let (loaded, lost) = study.store.read(|reader| -> Result<_, AppError> {
        Ok((Loaded::for_specs(reader, specs)?, reader.lost_codings()?))
    })?;
    let defaults = analysis::Defaults {
        coders: loaded.main_coder.clone(),
    };
    specs
        .iter()
        .map(|spec| {
            let mut table = analysis::build(spec, &loaded.view(), &defaults)?;
            table.notes.extend(note_of_lost(&table, &lost));
            Ok(table)
        })
        .collect()
}

/// A cell that counts too little must not pass for one that counts all.
pub(super) fn note_of_lost(table: &Table, lost: &[LostCoding]) -> Option<String> {
    let counted_here = |lost: &&LostCoding| table.coders.contains(&lost.coding.coder);
    let count = lost.iter().filter(counted_here).count();
    (count > 0).then(|| {
        format!(
            "Not counted, as a corrected transcript left them without a place: {}; \
             `crosscase lost` shows them.",
            counted(count, "coding")
        )
    })
}

/// The quotes behind a table, cell by cell, as a table.
pub fn evidence(study: &Study, table: &Table) -> Result<Table, AppError> {
    Ok(analysis::evidence(table, &passages_behind(study, table)?))
}

/// Every passage behind any cell of a table.
pub fn passages_behind(
    study: &Study,
    table: &Table,
) -> Result<HashMap<CodingId, Passage>, AppError> {
    let wanted: BTreeSet<CodingId> = table
        .cells
        .iter()
        .flatten()
        .flat_map(|cell| cell.behind.iter().copied())
        .collect();
    let passages = study.store.read(|reader| {
        let mut codings = Vec::with_capacity(wanted.len());
        for id in &wanted {
            codings.extend(reader.coding(*id)?);
        }
        passages::passages(reader, &codings)
    })?;
    Ok(passages.into_iter().map(|it| (it.id, it)).collect())
}

/// Writes a table to a file, in the form that its ending names, with the
/// quotes behind the cells where that form shows them. An older file of that
/// name is replaced, whole or not at all.
pub fn write_file(
    study: &Study,
    table: &Table,
    file: &Path,
    options: FileOptions,
) -> Result<(), AppError> {
    let form = TableFile::named(file, options)?;
    let passages = passages_behind(study, table)?;
    let quoted = passages.iter().map(|(id, it)| (*id, Quoted::from(it)));
    let bytes = form.write(table, &quoted.collect::<Quotes>(), options)?;
    files::write(file, &bytes)?;
    Ok(())
}
