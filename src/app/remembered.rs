//! What a study remembers of how its files are written, so that it has to be
//! said once: the marks of turns, and what the columns of its tables are for.

use crate::app::AppError;
use crate::formats::transcript::{Hints, ParsedTranscript, TurnMark, column_line, parse_column};
use crate::model::change::Swap;
use crate::model::{Edit, Problem};
use crate::store::Reader;

const TURN_MARKS: &str = "import.turn-marks";
const COLUMNS: &str = "import.columns";

/// What was said now, with what the study remembers and whom its guide asks.
pub fn with_remembered(reader: &Reader<'_>, given: &Hints) -> Result<Hints, AppError> {
    let mut hints = given.clone();
    for line in lines(reader, TURN_MARKS)? {
        let mark: TurnMark = line.parse()?;
        if !hints.turn_marks.contains(&mark) {
            hints.turn_marks.push(mark);
        }
    }
    for line in lines(reader, COLUMNS)? {
        let column = parse_column(&line)?;
        if !given.columns.contains(&column) {
            hints.known_columns.push(column);
        }
    }
    let guide = reader.codebook()?.guide;
    hints.guide.extend(guide.into_iter().map(|it| it.text));
    Ok(hints)
}

/// Notes with each transcript which remembered mark was found in it: what was
/// said of one file must not pass unseen in another.
pub fn tell(given: &Hints, used: &Hints, parsed: &mut [ParsedTranscript]) {
    let remembered = used.turn_marks.iter();
    for mark in remembered.filter(|it| !given.turn_marks.contains(it)) {
        for one in parsed.iter_mut() {
            if mark.fits(one.document.text.as_str()) {
                one.notes.push(format!(
                    "lines such as '{mark}' start turns, as the study remembers; \
                     `crosscase import --forget` ends that"
                ));
            }
        }
    }
}

/// Keeps what was said now, beside what was said before; of the marks, those
/// that were found.
pub fn keep(
    reader: &Reader<'_>,
    given: &Hints,
    found: impl Fn(&TurnMark) -> bool,
) -> Result<Vec<Edit>, AppError> {
    let marks = given.turn_marks.iter().filter(|it| found(it));
    let marks = marks.map(ToString::to_string);
    // A letter says nothing about the next table.
    let named = given.columns.iter().filter(|(_, column)| column.len() > 2);
    let columns = named.map(column_line);
    let marks = add(reader, TURN_MARKS, marks.collect())?;
    let columns = add(reader, COLUMNS, columns.collect())?;
    Ok(marks.into_iter().chain(columns).collect())
}

/// Forgets it all. Returns how many things were forgotten.
pub fn forget(reader: &Reader<'_>) -> Result<(Vec<Edit>, usize), AppError> {
    let mut edits = Vec::new();
    let mut count = 0;
    for name in [TURN_MARKS, COLUMNS] {
        count += lines(reader, name)?.len();
        if let Some(held) = reader.setting(name)? {
            edits.push(Edit::Setting {
                name: name.to_owned(),
                value: Swap::remove(held),
            });
        }
    }
    Ok((edits, count))
}

fn lines(reader: &Reader<'_>, name: &str) -> Result<Vec<String>, Problem> {
    let held = reader.setting(name);
    let held = held.map_err(|error| Problem::new(error.to_string()))?;
    let held = held.unwrap_or_default();
    Ok(held.lines().map(str::to_owned).collect())
}

fn add(reader: &Reader<'_>, name: &str, given: Vec<String>) -> Result<Option<Edit>, AppError> {
    let before = reader.setting(name)?;
    let mut after: Vec<String> = lines(reader, name)?;
    // What a column is for now, it is no more for what it was before.
    let column = |line: &str| line.split_once('=').map(|(_, column)| column.to_owned());
    let renewed = |line: &String| {
        given.contains(line)
            || (name == COLUMNS && given.iter().any(|new| column(new) == column(line)))
    };
    let known: Vec<String> = after.extract_if(.., |line| !renewed(line)).collect();
    let after = [known, given].concat().join("\n");
    let same = before.as_deref().unwrap_or_default() == after;
    Ok((!same).then(|| Edit::Setting {
        name: name.to_owned(),
        value: Swap {
            before,
            after: Some(after),
        },
    }))
}
