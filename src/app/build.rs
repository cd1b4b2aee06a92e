//! `build`: all tables and charts of the study, made again with one command.
//! The same study gives the same bytes.

use crate::app::chart::{PRINT_DPI, case_of, draw_named};
use crate::app::selection::Selection;
use crate::app::table::{built_in, evidence, list, make_all, placed};
use crate::app::{AppError, Study, files, review};
use crate::chart::Drawing;
use crate::formats::table::{TableFormat, write_table};
use crate::model::{HeadsOf, LevelSpec, Problem, Table, TableSpec};
use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};

/// Tables that every build makes, beside the study's own specs.
const ALWAYS: [&str; 2] = ["codings", "share"];

/// What a build made.
#[derive(Clone, Debug, Default)]
pub struct Built {
    /// Files in the order of their making, relative to the study, and whether
    /// each differs from what was there before.
    pub files: Vec<(PathBuf, bool)>,
    /// Files of an earlier build that this study no longer makes; removed.
    pub removed: Vec<PathBuf>,
    /// Specs that could not be built; the others were.
    pub problems: Vec<Problem>,
}

/// Builds everything into `out/`.
pub fn build(study: &Study, progress: &dyn Fn(&str)) -> Result<Built, AppError> {
    let mut built = Built::default();
    let mut specs: Vec<TableSpec> = Vec::new();
    for (_, spec) in list(study)? {
        match spec {
            Ok(spec) => specs.push(spec),
            Err(problems) => built.problems.extend(problems),
        }
    }
    for name in ALWAYS {
        if !specs.iter().any(|spec| spec.name == name) {
            specs.extend(built_in(name));
        }
    }
    for spec in &specs {
        progress(&spec.name);
        let table = match make_all(study, &[spec]) {
            Ok(mut tables) => tables.remove(0),
            Err(AppError::Problems(problems)) => {
                let file = study.tables_folder().join(format!("{}.toml", spec.name));
                let told = problems.into_iter().map(|it| placed(&file, it));
                built.problems.extend(told);
                continue;
            }
            Err(other) => return Err(other),
        };
        write_csv(
            study,
            &mut built,
            &format!("tables/{}.csv", spec.name),
            &table,
        )?;
        let quotes = evidence(study, &table)?;
        if !quotes.rows.is_empty() {
            write_csv(
                study,
                &mut built,
                &format!("evidence/{}.csv", spec.name),
                &quotes,
            )?;
        }
    }
    progress("suggestions");
    let suggestions = review::table(study, &Selection::default())?;
    write_csv(study, &mut built, "suggestions.csv", &suggestions)?;
    charts(study, &mut built, progress)?;
    sweep(study, &mut built)?;
    Ok(built)
}

/// The list of what a build made, so that the next one can take away what is
/// no longer made, and nothing that a person put into the folder.
const LIST: &str = "built-files.txt";

fn sweep(study: &Study, built: &mut Built) -> Result<(), AppError> {
    let out = study.out_folder();
    let name = |file: &Path| {
        file.strip_prefix("out")
            .unwrap_or(file)
            .display()
            .to_string()
    };
    let now: Vec<String> = built.files.iter().map(|(file, _)| name(file)).collect();
    let list = out.join(LIST);
    let before = std::fs::read_to_string(&list).unwrap_or_default();
    for old in before
        .lines()
        .filter(|old| !now.iter().any(|name| name == old))
    {
        let inside = Path::new(old)
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        if inside && std::fs::remove_file(out.join(old)).is_ok() {
            built.removed.push(Path::new("out").join(old));
        }
    }
    files::write(&list, (now.join("\n") + "\n").as_bytes())?;
    Ok(())
}

/// The heatmaps of codes and of themes, and the bars of each case.
fn charts(study: &Study, built: &mut Built, progress: &dyn Fn(&str)) -> Result<(), AppError> {
    let Some(codes) = built_in("codings") else {
        return Ok(());
    };
    let themes = TableSpec {
        rows: vec![LevelSpec::All(HeadsOf::Patterns)],
        title: "Codings per theme and case".to_owned(),
        corner: "Theme".to_owned(),
        ..codes.clone()
    };
    let tables = make_all(study, &[&codes, &themes])?;
    for (table, name) in tables.iter().zip(["codes", "themes"]) {
        if table.rows.is_empty() || table.columns.is_empty() {
            continue; // nothing to draw yet; the tables say so in words
        }
        progress(name);
        write_chart(
            study,
            built,
            &format!("{name}-by-case"),
            &draw_named(table, "heatmap")?,
        )?;
    }
    if let Some(table) = tables.first().filter(|table| !table.rows.is_empty()) {
        let mut taken: HashSet<String> = HashSet::new();
        for case in &table.columns {
            progress(&case.label);
            let mut name = format!("case-{}", file_safe(&case.name));
            // "C" and "C++" are two cases and must be two files.
            while !taken.insert(name.to_lowercase()) {
                name.push_str("-2");
            }
            write_chart(study, built, &name, &case_of(table, &case.name)?)?;
        }
    }
    Ok(())
}

fn write_csv(study: &Study, built: &mut Built, name: &str, table: &Table) -> Result<(), AppError> {
    let csv = write_table(table, TableFormat::Csv, 0, false);
    put(study, built, name, csv.as_bytes())
}

fn write_chart(
    study: &Study,
    built: &mut Built,
    name: &str,
    drawing: &Drawing,
) -> Result<(), AppError> {
    put(
        study,
        built,
        &format!("charts/{name}.svg"),
        drawing.svg().as_bytes(),
    )?;
    put(
        study,
        built,
        &format!("charts/{name}.png"),
        &drawing.png(PRINT_DPI)?,
    )
}

fn put(study: &Study, built: &mut Built, name: &str, bytes: &[u8]) -> Result<(), AppError> {
    let changed = files::write(&study.out_folder().join(name), bytes)?;
    built.files.push((PathBuf::from("out").join(name), changed));
    Ok(())
}

/// A case's name as part of a file name on any system.
fn file_safe(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .collect();
    let parts: Vec<&str> = plain.split('-').filter(|part| !part.is_empty()).collect();
    let joined = parts.join("-").to_lowercase();
    let short = joined.strip_prefix("case-").unwrap_or(&joined);
    if short.is_empty() { "unnamed" } else { short }.to_owned()
}
