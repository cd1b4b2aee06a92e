//! Tables as transcripts: chats and talks with one row a message, and open
//! answers with one row a respondent, from .csv, .tsv, .xlsx and .ods.
//!
//! `source` makes sheets of the bytes, `head` finds the header, `plan` settles
//! what each column is for (by `words`, `profile`, or as a person said:
//! `uses`), `when`, `times` and `settle` read times, `messages` and `answers`
//! make readings, `attributes` gives them what the table says of their cases.

mod answers;
mod attributes;
mod head;
mod messages;
mod plan;
mod profile;
mod role_column;
mod settle;
mod source;
mod spans;
mod times;
mod uses;
pub(super) mod when;
mod words;

pub use uses::{ColumnUse, column_line, parse_column};

use super::pieces::{Piece, assemble};
use super::{Doubt, Hints, Importer, Reading, asides};
use crate::formats::codebook::is_head_of_codes;
use crate::formats::sheet::Row;
use crate::model::{Problem, Role};
use head::{Table, shortened, table_of};
use indexmap::IndexMap;
use plan::{Plan, Shape, plan};

pub(super) struct Tables;

/// Transcripts in one file. A file with more has likely a column of numbers
/// that was taken for one of transcripts.
const MOST_TRANSCRIPTS: usize = 10_000;

impl Importer for Tables {
    fn endings(&self) -> &'static [&'static str] {
        &["csv", "tsv", "xlsx", "ods"]
    }

    fn read(&self, bytes: &[u8], hints: &Hints) -> Result<Vec<Reading>, Problem> {
        let source = source::read(bytes)?;
        let mut told = Told {
            notes: source.notes,
            doubts: source.doubts,
        };
        let given = hints.columns.iter();
        let named: Vec<&str> = given.map(|(_, name)| name.as_str()).collect();
        let sheets = source.sheets.into_iter();
        let tables: Vec<Table> = sheets
            .map(|sheet| table_of(sheet, &named))
            .filter(|table| !table.rows.is_empty())
            .collect();
        check_given(&tables, hints)?;
        let (chosen, others) = choose(tables, hints)?;
        let mut drafts = Vec::new();
        let several = chosen.len() > 1;
        for (table, plan) in &chosen {
            // One note tells of all sheets that are alike.
            if drafts.is_empty() {
                told.notes.extend(table.notes.iter().cloned());
                told.notes.push(plan.note(table));
                match plan.shape {
                    Shape::Messages => told.notes.push(ONE_MESSAGE.to_owned()),
                    Shape::Pairs => told.notes.push(ONE_PAIR.to_owned()),
                    Shape::Answers => {}
                }
            }
            told.doubts.extend(table.overflows());
            let name = several.then_some(table.name.as_str());
            match plan.shape {
                Shape::Messages | Shape::Pairs => {
                    drafts.extend(messages::read(table, plan, name, hints, &mut told)?);
                }
                Shape::Answers => drafts.extend(answers::read(table, plan, &mut told)),
            }
            if drafts.len() > MOST_TRANSCRIPTS {
                return Err(too_many(table, plan));
            }
        }
        attributes::from_sheets(&mut drafts, &others, &mut told.notes);
        attributes::drop_contradictions(&mut drafts, &mut told.notes);
        readings(drafts, told)
    }
}

/// A talk whose rows hold time, author and words, made by another reader.
pub(super) fn read_talk(
    rows: Vec<Row>,
    notes: Vec<String>,
    doubts: Vec<Doubt>,
    hints: &Hints,
) -> Result<Vec<Reading>, Problem> {
    let heads: Vec<String> = ["time", "author", "text"].map(str::to_owned).to_vec();
    let table = Table {
        questions: heads.clone(),
        width: heads.len(),
        heads,
        rows,
        ..Table::default()
    };
    let plan = Plan {
        shape: Shape::Messages,
        uses: vec![ColumnUse::Time, ColumnUse::Author, ColumnUse::Text],
    };
    let mut told = Told { notes, doubts };
    let drafts = messages::read(&table, &plan, None, hints, &mut told)?;
    readings(drafts, told)
}

/// The readings of all drafts that hold words. What holds for the whole file
/// is told once.
fn readings(drafts: Vec<Draft>, mut told: Told) -> Result<Vec<Reading>, Problem> {
    let mut readings = Vec::new();
    for draft in drafts {
        let reading = draft.into_reading()?;
        if !reading.turns.is_empty() {
            readings.push(reading);
        }
    }
    let Some(first) = readings.first_mut() else {
        return Err(Problem::new("no row of this table holds any words").next(COLUMN_ADVICE));
    };
    told.notes.append(&mut first.notes);
    first.notes = told.notes;
    first.doubts.append(&mut told.doubts);
    Ok(readings)
}

const ONE_MESSAGE: &str = "each row is read as one message; if each row is all that one person \
                           answered, name the questions with --column question=";
const ONE_PAIR: &str = "each row is read as a question with its answer";

const COLUMN_ADVICE: &str =
    "name the column with the words by its header or letter, such as --column text=Message";

/// What is told of the file as a whole.
#[derive(Default)]
struct Told {
    notes: Vec<String>,
    doubts: Vec<Doubt>,
}

/// A transcript on its way to a reading.
#[derive(Debug, Default)]
struct Draft {
    part: Option<String>,
    /// The part as the table names it.
    id: Option<String>,
    case: Option<String>,
    pieces: Vec<Piece>,
    attributes: IndexMap<String, String>,
    /// What the file says of its speakers.
    roles: IndexMap<String, Role>,
    /// Everybody who says anything.
    authors: Vec<String>,
    /// The one who answers, as far as that is clear.
    informant: Option<String>,
    notes: Vec<String>,
}

impl Draft {
    fn into_reading(self) -> Result<Reading, Problem> {
        let reading = assemble(self.pieces)?;
        Ok(Reading {
            asides: asides::in_turns(&reading.text, &reading.turns),
            part: self.part,
            case: self.case,
            attributes: self.attributes,
            roles: self.roles,
            notes: self.notes,
            ..reading
        })
    }
}

/// A column that a person named must be there: passed over, another column
/// would be read in its place.
fn check_given(tables: &[Table], hints: &Hints) -> Result<(), Problem> {
    let Some(first) = tables.first() else {
        return Err(Problem::new("there are no rows in this table")
            .next("look whether it was exported with its content"));
    };
    for (_, name) in &hints.columns {
        let mut found = tables.iter().map(|table| table.columns_named(name));
        if found.all(|columns| columns.is_empty()) {
            return Err(first.no_column(name));
        }
    }
    Ok(())
}

/// The tables with what was said, and the others.
type Chosen = (Vec<(Table, Plan)>, Vec<Table>);

/// Parts the tables with what was said from the others.
fn choose(tables: Vec<Table>, hints: &Hints) -> Result<Chosen, Problem> {
    if hints.columns.is_empty() {
        refuse_other_lists(&tables)?;
    }
    let mut planned = Vec::new();
    for table in &tables {
        planned.push(plan(table, hints)?);
    }
    let rank = |at: usize| {
        let plan = planned.get(at)?.as_ref()?;
        let table = tables.get(at)?;
        let given = hints.columns.iter();
        let named = given.filter(|(_, name)| !table.columns_named(name).is_empty());
        let talk = plan.shape != Shape::Answers;
        Some((named.count(), talk, table.rows.len(), std::cmp::Reverse(at)))
    };
    let best = (0..tables.len())
        .filter(|at| rank(*at).is_some())
        .max_by_key(|at| rank(*at));
    let Some(best) = best else {
        let table = tables.first();
        let none = table.map_or_else(
            || "nothing".to_owned(),
            |table| {
                let heads = table.heads.iter().take(12).map(|head| shortened(head));
                heads.collect::<Vec<_>>().join(", ")
            },
        );
        return Err(Problem::new(format!(
            "no column of this table holds what somebody said or wrote; its columns are {none}"
        ))
        .next(COLUMN_ADVICE));
    };
    let heads = tables.get(best).map(|table| table.heads.clone());
    let shape = planned
        .get(best)
        .and_then(|plan| Some(plan.as_ref()?.shape));
    let (mut chosen, mut others) = (Vec::new(), Vec::new());
    for (at, (table, plan)) in tables.into_iter().zip(planned).enumerate() {
        let alike = table.headed && Some(&table.heads) == heads.as_ref();
        match plan {
            Some(plan) if at == best || alike && Some(plan.shape) == shape => {
                chosen.push((table, plan));
            }
            _ => others.push(table),
        }
    }
    Ok((chosen, others))
}

/// Lists that studies hold beside transcripts, and that lie in one folder with
/// them. Their words are nobody's speech.
fn refuse_other_lists(tables: &[Table]) -> Result<(), Problem> {
    let Some(table) = tables.first().filter(|table| table.headed) else {
        return Ok(());
    };
    let has = |wanted: &str| table.heads.iter().any(|head| words::folded(head) == wanted);
    let (what, command) = if has("code") && has("quote") {
        ("codings", "crosscase code --from")
    } else if is_head_of_codes(&table.heads) {
        ("a codebook", "crosscase codebook import")
    } else {
        return Ok(());
    };
    let heads = table.heads.iter().take(3).map(|head| shortened(head));
    Err(Problem::new(format!(
        "this looks like {what} (columns {}), not like a transcript",
        heads.collect::<Vec<_>>().join(", ")
    ))
    .next(format!(
        "read it with `{command}`; if it is a transcript, name its columns, such as --column text=Message"
    )))
}

fn too_many(table: &Table, plan: &Plan) -> Problem {
    let column = plan.at(ColumnUse::Transcript).or(plan.at(ColumnUse::Case));
    let by = column.map_or_else(String::new, |at| {
        format!(" by the column '{}'", shortened(table.head(at)))
    });
    Problem::new(format!(
        "this table holds more than {MOST_TRANSCRIPTS} transcripts{by}"
    ))
    .next("split the file; if that column does not part transcripts, say so with --column ignore=")
}

#[cfg(test)]
mod tests;
