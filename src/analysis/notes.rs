//! The sentences below a table that say how to read it.

use crate::analysis::axes::some_of;
use crate::model::{Emptiness, Table};
use indexmap::IndexMap;

/// Adds what a reader must know of the cells: what each emptiness means,
/// that suggestions are counted, that a summary's evidence has changed.
pub(super) fn explain(table: &mut Table, pending: bool) {
    table.notes.extend(self::pending(pending));
    for why in table.emptiness() {
        if let Some(meaning) = meaning(why) {
            table.notes.push(format!("“{}”: {meaning}.", why.words()));
        }
    }
    if table.cells.iter().flatten().any(|cell| cell.stale) {
        table.notes.push(
            "“[evidence changed]”: codings behind the summary were added, removed \
             or changed since it was written."
                .to_owned(),
        );
    }
    table.notes.extend(remarks(table));
}

/// What is to be said of single cells; those of which the same is to be said
/// stand together, the first few of them by name.
fn remarks(table: &Table) -> Vec<String> {
    const NAMED: usize = 5;
    let mut told: IndexMap<&str, Vec<String>> = IndexMap::new();
    for (row, line) in table.rows.iter().zip(&table.cells) {
        for (column, cell) in table.columns.iter().zip(line) {
            if !cell.remark.is_empty() {
                let name = format!("{} × {}", row.path(), column.path());
                told.entry(&cell.remark).or_default().push(name);
            }
        }
    }
    let lines = told.into_iter().map(|(remark, cells)| {
        let named: Vec<&str> = cells.iter().take(NAMED).map(String::as_str).collect();
        let more = match cells.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        format!("{}{more}: {remark}.", named.join("; "))
    });
    lines.collect()
}

/// Says that suggestions count too, where they do.
pub(super) fn pending(counted: bool) -> Option<String> {
    counted.then(|| {
        "Pending suggestions, which nobody has reviewed yet, are counted too; each cell says \
         how many."
            .to_owned()
    })
}

/// Names the transcripts that have no case, the first few of them.
pub(super) fn left_out(transcripts: &[&str]) -> Option<String> {
    let belong = match transcripts.len() {
        0 => return None,
        1 => "1 transcript belongs to no case and plays".to_owned(),
        many => format!("{many} transcripts belong to no case and play"),
    };
    let names = some_of(transcripts);
    Some(format!("{belong} no part here: {names}."))
}

fn meaning(why: Emptiness) -> Option<&'static str> {
    match why {
        Emptiness::NotAsked => Some(
            "questions of the guide are marked in the case's interviews, but none of those \
             under which the codes are asked about",
        ),
        Emptiness::NothingSaid => {
            Some("the case has been coded, and no passage of it carries the codes")
        }
        Emptiness::NotCoded => Some("none of the coders counted here has coded the case yet"),
        Emptiness::Undecided => Some("suggestions wait for review, and nothing is accepted yet"),
        Emptiness::NoTranscript => Some("the case has no transcript in the study"),
        Emptiness::NotWritten => Some("there are coded passages, but no summary of them"),
        Emptiness::Undefined => {
            Some("the figure cannot be given, as no words of the case's informants are known")
        }
        Emptiness::NotApplicable => Some("it does not apply here"),
        Emptiness::Blank => None,
    }
}
