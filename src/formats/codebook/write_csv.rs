//! Writing the list of codes as spreadsheet programs open it: the three
//! columns of a list of codes, and further ones where any code needs them.

use crate::formats::csv_safe::defuse;
use crate::model::{Code, CodeId, CodeKind, Codebook, Problem};
use std::path::Path;

type Cell = fn(&Code) -> String;

/// Heads that reading knows again, and what stands below them.
const COLUMNS: [(&str, Cell); 15] = [
    ("Description of codes", |code| code.label.clone()),
    ("Codes", |code| code.id.0.clone()),
    ("Q & SQ", |code| code.questions.join("/")),
    ("Parent", |code| name(&code.parent)),
    ("Kind", |code| match code.kind {
        CodeKind::Descriptive => String::new(),
        kind => kind.to_string(),
    }),
    ("Guide", |code| code.guide.join("/")),
    ("Gathers", |code| {
        let names: Vec<&str> = code.gathers.iter().map(CodeId::as_str).collect();
        names.join("; ")
    }),
    ("Since", |code| text(&code.since)),
    ("Definition", |code| text(&code.definition)),
    ("Include", |code| text(&code.include)),
    ("Exclude", |code| text(&code.exclude)),
    ("Example", |code| text(&code.example)),
    ("Colour", |code| text(&code.colour)),
    ("Retired", |code| {
        if code.retired {
            "yes".to_owned()
        } else {
            String::new()
        }
    }),
    ("Was", |code| name(&code.was)),
];

/// The columns that are written even when empty.
const ALWAYS: usize = 3;

fn text(text: &Option<String>) -> String {
    text.clone().unwrap_or_default()
}

fn name(id: &Option<CodeId>) -> String {
    id.as_ref().map(|id| id.0.clone()).unwrap_or_default()
}

pub(super) fn write_csv(file: &Path, codebook: &Codebook) -> Result<Vec<u8>, Problem> {
    let codes = || codebook.codes.values();
    for code in codes() {
        let mut numbers = code.questions.iter().chain(&code.guide);
        let lost = |number: &&String| {
            number.contains('/') || number.trim() != number.as_str() || number.is_empty()
        };
        if let Some(number) = numbers.find(lost) {
            return Err(Problem::new(format!(
                "question '{number}' of code '{}' cannot stand in a CSV, where '/' parts one from the next",
                code.id
            ))
            .in_file(file)
            .next("write the codebook as .toml, or number the question otherwise"));
        }
    }
    let used: Vec<&(&str, Cell)> = COLUMNS
        .iter()
        .enumerate()
        .filter(|(at, (_, cell))| *at < ALWAYS || codes().any(|code| !cell(code).is_empty()))
        .map(|(_, column)| column)
        .collect();
    let failed =
        |error: String| Problem::new(format!("cannot be written as CSV: {error}")).in_file(file);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer
        .write_record(used.iter().map(|(head, _)| *head))
        .map_err(|error| failed(error.to_string()))?;
    for code in codes() {
        let cells = used
            .iter()
            .map(|(_, cell)| defuse(&cell(code)).into_owned());
        writer
            .write_record(cells)
            .map_err(|error| failed(error.to_string()))?;
    }
    writer
        .into_inner()
        .map_err(|error| failed(error.to_string()))
}
