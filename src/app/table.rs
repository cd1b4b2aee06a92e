//! `table`: a spec becomes a table, and a table opens to its quotes.

use crate::analysis::{self, Passage};
use crate::app::load::Loaded;
use crate::app::{AppError, Study, files, passages};
use crate::formats::spec::read_spec;
use crate::formats::table::{FileOptions, Quotes, TableFile};
use crate::model::nearest::did_you_mean;
use crate::model::{
    CellMeasure, Coder, CodingId, LostCoding, Problem, Quoted, RowsSpec, Table, TableSpec,
};
use crate::text::counted;
use std::collections::{BTreeSet, HashMap};
use std::path::Path;

/// Which table, and what to change about its spec.
#[derive(Clone, Debug, Default)]
pub struct TableRequest {
    /// A spec's name in `tables/`, a path to a spec, or a built-in table.
    pub spec: String,
    /// Whose codings count, instead of what the spec says.
    pub coders: Vec<Coder>,
    /// Count pending suggestions too.
    pub pending: bool,
}

/// Tables that need no spec file, with what each shows.
pub const BUILT_IN: [(&str, &str); 6] = [
    ("cases", "the cases and their attributes"),
    ("codings", "codings per code and case"),
    ("words", "coded words per code and case"),
    (
        "share",
        "coded words as a share of what the case's informants said",
    ),
    ("presence", "which code occurs in which case"),
    ("quotes", "the quotes per code and case"),
];

/// A spec's name, and its title or what is wrong with it.
pub type Listed = (String, Result<String, Problem>);

/// The specs in `tables/`, in the order of their names.
pub fn list(study: &Study) -> Result<Vec<Listed>, AppError> {
    let folder = study.tables_folder();
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for file in files::list(&folder)? {
        if file.extension().is_some_and(|ending| ending == "toml") {
            let title = spec_file(&file)
                .map(|spec| spec.title)
                .map_err(|error| first(&error));
            found.push((files::stem(&file), title));
        }
    }
    Ok(found)
}

fn first(error: &AppError) -> Problem {
    error
        .problems()
        .into_iter()
        .next()
        .unwrap_or_else(|| Problem::new("this spec cannot be read"))
}

/// The specs in `tables/` that name a code or case so: after a renaming they
/// have to be changed by hand, as they are the person's own files.
pub fn specs_naming(study: &Study, name: &str) -> Result<Vec<String>, AppError> {
    let mut found = Vec::new();
    for (spec_name, _) in list(study)? {
        let request = TableRequest {
            spec: spec_name.clone(),
            ..TableRequest::default()
        };
        let Ok(spec) = spec(study, &request) else {
            continue; // broken already, and told by every build
        };
        let names = |side: &RowsSpec| match side {
            RowsSpec::Codes(names) => names.iter().any(|it| it == name),
            RowsSpec::All(_) => false,
        };
        if names(&spec.rows) || names(&spec.columns) {
            found.push(format!("tables/{spec_name}.toml"));
        }
    }
    Ok(found)
}

/// Copies a spec file into `tables/`, so that every build makes its table.
pub fn save(study: &Study, file: &Path) -> Result<String, AppError> {
    let bytes = files::read(file)?;
    spec_file(file)?;
    let name = files::stem(file);
    let target = study.tables_folder().join(format!("{name}.toml"));
    if std::fs::read(&target).is_ok_and(|held| held != bytes) {
        return Err(Problem::new("there is another spec of that name already")
            .in_file(&target)
            .next("rename one of the two files")
            .into());
    }
    files::write(&target, &bytes)?;
    Ok(name)
}

/// The spec a request means.
pub fn spec(study: &Study, request: &TableRequest) -> Result<TableSpec, AppError> {
    let name = request.spec.as_str();
    let in_folder = study.tables_folder().join(format!("{name}.toml"));
    let mut spec = if in_folder.is_file() {
        spec_file(&in_folder)?
    } else if Path::new(name)
        .extension()
        .is_some_and(|ending| ending == "toml")
    {
        spec_file(Path::new(name))?
    } else if let Some(spec) = built_in(name) {
        spec
    } else {
        let known: Vec<String> = list(study)?
            .into_iter()
            .map(|(name, _)| name)
            .chain(BUILT_IN.iter().map(|(name, _)| (*name).to_owned()))
            .collect();
        let all = format!("there are {}", known.join(", "));
        let advice = did_you_mean(name, known.iter().map(String::as_str), &all);
        return Err(AppError::request(format!("no table '{name}'"), advice));
    };
    if !request.coders.is_empty() {
        spec.coders = request.coders.clone();
    }
    spec.pending |= request.pending;
    Ok(spec)
}

fn spec_file(file: &Path) -> Result<TableSpec, AppError> {
    let text = files::read_text(file)?;
    Ok(read_spec(file, &text)?)
}

/// A table that needs no file.
pub fn built_in(name: &str) -> Option<TableSpec> {
    let (title, cells) = match name {
        "cases" => ("The cases", CellMeasure::Attribute),
        "codings" => ("Codings per code and case", CellMeasure::Codings),
        "words" => ("Coded words per code and case", CellMeasure::Words),
        "share" => (
            "Share of what the case's informants said",
            CellMeasure::Share,
        ),
        "presence" => ("Codes by case", CellMeasure::Presence),
        "quotes" => ("Quotes per code and case", CellMeasure::Quotes),
        _ => return None,
    };
    let of_cases = cells == CellMeasure::Attribute;
    let axis = |name: &str| RowsSpec::All(name.to_owned());
    Some(TableSpec {
        name: name.to_owned(),
        title: title.to_owned(),
        corner: if of_cases { "Case" } else { "Code" }.to_owned(),
        rows: axis(if of_cases { "cases" } else { "codes" }),
        columns: axis(if of_cases { "attributes" } else { "cases" }),
        attributes: Vec::new(),
        cells,
        coders: Vec::new(),
        pending: false,
    })
}

/// Makes the table.
pub fn table(study: &Study, request: &TableRequest) -> Result<Table, AppError> {
    let spec = spec(study, request)?;
    make(study, &spec)
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
fn note_of_lost(table: &Table, lost: &[LostCoding]) -> Option<String> {
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
