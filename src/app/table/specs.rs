//! The specs of a study: those in its folder `tables/`, and the built-in ones.

use crate::app::{AppError, Study, files};
use crate::formats::spec::{place_of_name, read_spec, write_spec};
use crate::model::nearest::did_you_mean;
use crate::model::{CellMeasure, HeadsOf, LevelSpec, Problem, TableSpec};
use std::path::{Path, PathBuf};

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

/// A spec's name, and the spec or what is wrong with it.
pub type Listed = (String, Result<TableSpec, Vec<Problem>>);

/// The specs in `tables/`, in the order of their names.
pub fn list(study: &Study) -> Result<Vec<Listed>, AppError> {
    let folder = study.tables_folder();
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for file in files::list(&folder)? {
        if file.extension().is_some_and(|ending| ending == "toml") {
            let spec = spec_file(&file).map_err(|error| error.problems());
            found.push((files::stem(&file), spec));
        }
    }
    Ok(found)
}

/// A spec, and the file it was read from if it is not built in.
pub(super) struct Found {
    pub(super) spec: TableSpec,
    pub(super) file: Option<PathBuf>,
}

/// The spec of that name in `tables/`, at that path, or built in.
pub(super) fn find(study: &Study, name: &str) -> Result<Found, AppError> {
    let in_folder = file_of(study, name);
    let is_path = Path::new(name).extension().is_some_and(|it| it == "toml");
    let file = if in_folder.is_file() {
        in_folder
    } else if is_path {
        PathBuf::from(name)
    } else if let Some(spec) = built_in(name) {
        return Ok(Found { spec, file: None });
    } else {
        return Err(unknown(study, name)?);
    };
    Ok(Found {
        spec: spec_file(&file)?,
        file: Some(file),
    })
}

fn unknown(study: &Study, name: &str) -> Result<AppError, AppError> {
    let own = list(study)?.into_iter().map(|(name, _)| name);
    let built_in = BUILT_IN.iter().map(|(name, _)| (*name).to_owned());
    let known: Vec<String> = own.chain(built_in).collect();
    let all = format!("there are {}", known.join(", "));
    let advice = did_you_mean(name, known.iter().map(String::as_str), &all);
    Ok(AppError::request(format!("no table '{name}'"), advice))
}

/// Where a spec of that name lies, if it does.
pub(super) fn file_of(study: &Study, name: &str) -> PathBuf {
    study.tables_folder().join(format!("{name}.toml"))
}

fn spec_file(file: &Path) -> Result<TableSpec, AppError> {
    let text = files::read_text(file)?;
    Ok(read_spec(file, &text)?)
}

/// A problem of a spec with the study, with its place in the spec's file as
/// far as the file names what the problem is about; `shown` is what the file
/// is called.
#[must_use]
pub fn placed(file: &Path, shown: &Path, problem: Problem) -> Problem {
    let place = place(file, &problem.what);
    match place.filter(|_| problem.place.line.is_none()) {
        Some((line, column)) => problem.at(line, column).in_file(shown),
        None => problem.in_file(shown),
    }
}

/// Line and column of the first name between quotation marks in a problem's
/// words that the file has.
pub(super) fn place(file: &Path, what: &str) -> Option<(usize, usize)> {
    let text = files::read_text(file).ok()?;
    let marks: Vec<usize> = what.match_indices('\'').map(|(at, _)| at).collect();
    // A name may hold such a mark itself, so that the widest is tried first.
    let starts = marks.iter().enumerate();
    let mut names = starts.flat_map(|(at, start)| {
        let ends = marks.iter().skip(at + 1).rev();
        ends.filter_map(move |end| what.get(start + 1..*end))
    });
    names.find_map(|name| place_of_name(&text, name))
}

/// The specs in `tables/` that name a code or case so: after a renaming they
/// have to be changed by hand, as they are the person's own files.
pub fn specs_naming(study: &Study, name: &str) -> Result<Vec<String>, AppError> {
    let mut found = Vec::new();
    for (spec_name, spec) in list(study)? {
        // One that is broken is told by every build.
        if spec.is_ok_and(|spec| names(&spec).any(|it| it == name)) {
            found.push(format!("tables/{spec_name}.toml"));
        }
    }
    Ok(found)
}

/// The names of codes, cases and the like in a spec.
fn names(spec: &TableSpec) -> impl Iterator<Item = &String> {
    let levels = spec.rows.iter().chain(&spec.columns);
    let of_levels = levels.flat_map(|level| match level {
        LevelSpec::These(_, names) | LevelSpec::Named(names) | LevelSpec::Furthest(names) => {
            names.as_slice()
        }
        LevelSpec::Under(code) => std::slice::from_ref(code),
        LevelSpec::All(_) | LevelSpec::Attribute { .. } => &[],
    });
    of_levels.chain(&spec.only.cases).chain(&spec.only.codes)
}

/// Copies a spec file into `tables/`, so that every build makes its table.
pub fn save(study: &Study, file: &Path) -> Result<String, AppError> {
    let bytes = files::read(file)?;
    spec_file(file)?;
    let name = files::stem(file);
    put(study, &name, &bytes, "rename one of the two files")?;
    Ok(name)
}

/// Writes a spec down as `tables/NAME.toml`.
///
/// # Errors
/// A name that is no file name everywhere, or that another spec has.
pub fn keep(study: &Study, name: &str, spec: &TableSpec) -> Result<String, AppError> {
    let name = name.trim();
    let name = name.strip_suffix(".toml").unwrap_or(name);
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.');
    if name.is_empty() || name.starts_with('.') || !name.chars().all(plain) {
        return Err(AppError::request(
            format!("a spec cannot be called '{name}'"),
            "use letters, digits, spaces, hyphens and underscores, such as themes-by-case",
        ));
    }
    let text = write_spec(&TableSpec {
        name: name.to_owned(),
        ..spec.clone()
    });
    let advice = "choose another name, or take that file away first";
    put(study, name, text.as_bytes(), advice)?;
    Ok(name.to_owned())
}

fn put(study: &Study, name: &str, bytes: &[u8], advice: &str) -> Result<(), AppError> {
    let target = file_of(study, name);
    if std::fs::read(&target).is_ok_and(|held| held != bytes) {
        return Err(Problem::new("there is another spec of that name already")
            .in_file(&target)
            .next(advice)
            .into());
    }
    files::write(&target, bytes)?;
    Ok(())
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
    let (corner, rows, columns) = match cells {
        CellMeasure::Attribute => ("Case", HeadsOf::Cases, HeadsOf::Attributes),
        _ => ("Code", HeadsOf::Codes, HeadsOf::Cases),
    };
    Some(TableSpec {
        name: name.to_owned(),
        title: title.to_owned(),
        corner: corner.to_owned(),
        rows: vec![LevelSpec::All(rows)],
        columns: vec![LevelSpec::All(columns)],
        cells,
        ..TableSpec::default()
    })
}
