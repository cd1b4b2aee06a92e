//! `summary draft`: a cell filled with its strongest quotes, visibly quotes,
//! for a person to rewrite.

use crate::analysis::strongest::{Stems, Wording as Words, strongest_wordings};
use crate::analysis::{Pairs, Passage, StrongQuote};
use crate::app::summary::subject::in_order;
use crate::app::summary::write::{Ground, edit};
use crate::app::summary::{Names, state, typed};
use crate::app::table::{TableRequest, table};
use crate::app::{AppError, Session, Study, passages};
use crate::model::{
    Axis, Change, Citation, CodingId, Edit, Emptiness, HeadKind, Summary, SummaryState, Table,
    Value, Wording,
};
use crate::store::Door;
use crate::text::counted;
use std::collections::{BTreeSet, HashMap, HashSet};

/// What became of a cell that was to be a draft.
#[derive(Clone, Debug)]
pub enum Drafted {
    /// It holds quotes now.
    Filled(DraftedCell),
    /// A person has written it, and it is a draft again.
    Reopened,
    /// A person has written it, and it was a draft already.
    Already,
}

/// A cell that was filled with quotes.
#[derive(Clone, Debug)]
pub struct DraftedCell {
    /// The one thing it is about.
    pub row: String,
    /// The other.
    pub column: String,
    /// The quotes with what makes them strong, the strongest first.
    pub quotes: Vec<(StrongQuote, Passage)>,
    /// Among how many passages they were chosen.
    pub among: usize,
}

/// Fills a cell with its strongest quotes. What a person has written stays and
/// becomes a draft again; quotes are chosen anew.
pub fn draft(
    study: &mut Study,
    session: &Session,
    row: &str,
    column: &str,
    most: usize,
) -> Result<Drafted, AppError> {
    let held = study.store.read(|reader| -> Result<_, AppError> {
        let (one, other) = Names::new(reader)?.pair(&typed(row), &typed(column))?;
        Ok(reader.summary(&one, &other)?)
    })?;
    match held.as_ref().map(|held| (held.state, held.origin)) {
        Some((SummaryState::NotApplicable, _)) => Err(AppError::request(
            format!("{row} × {column} is said not to apply"),
            "take that back first: `crosscase summary remove ROW COLUMN`",
        )),
        Some((_, Wording::Person)) => {
            let reopened = state::set_state(study, session, row, column, SummaryState::Draft)?;
            Ok(if reopened {
                Drafted::Reopened
            } else {
                Drafted::Already
            })
        }
        _ => {
            let title = format!("put quotes into {row} × {column} as a draft");
            let drafted = study.store.change(&session.who, &session.at, |door| {
                let names = Names::new(door)?;
                let pair = names.pair(&typed(row), &typed(column))?;
                let (edits, mut cells) = fill(door, session, &names, &[pair], most, &|_, _| {})?;
                let cell = cells.pop().ok_or_else(|| {
                    AppError::request(
                        format!("no passage is coded under {row} × {column}"),
                        "code some first, or say `crosscase summary not-applicable ROW COLUMN`",
                    )
                })?;
                Ok::<_, AppError>((Some(Change::new(title, edits)), cell))
            })?;
            Ok(Drafted::Filled(drafted))
        }
    }
}

/// Fills all cells of a table that nobody has written and that have evidence,
/// as one change. `progress` hears how many cells of how many are done.
pub fn draft_table(
    study: &mut Study,
    session: &Session,
    name: &str,
    most: usize,
    progress: &dyn Fn(usize, usize),
) -> Result<Vec<DraftedCell>, AppError> {
    let request = TableRequest {
        spec: name.to_owned(),
        ..TableRequest::default()
    };
    let empty = not_written(&table(study, &request)?);
    study.store.change(&session.who, &session.at, |door| {
        let names = Names::new(door)?;
        let mut pairs = Vec::new();
        for (row, column) in empty {
            if door.summary(&row, &column)?.is_none() {
                pairs.push((row, column));
            }
        }
        let (edits, cells) = fill(door, session, &names, &pairs, most, progress)?;
        let title = format!(
            "put quotes into {} of {name} as drafts",
            counted(cells.len(), "cell")
        );
        Ok((
            (!edits.is_empty()).then(|| Change::new(title, edits)),
            cells,
        ))
    })
}

/// The pairs of a table that could be written and are not.
fn not_written(table: &Table) -> Vec<(Axis, Axis)> {
    let mut pairs = Vec::new();
    for (row, line) in table.rows.iter().zip(&table.cells) {
        for (column, cell) in table.columns.iter().zip(line) {
            let total = row.kind == HeadKind::Total || column.kind == HeadKind::Total;
            if cell.value == Value::Empty(Emptiness::NotWritten) && !total {
                pairs.push(in_order(row.subject.clone(), column.subject.clone()));
            }
        }
    }
    pairs
}

/// The edits that fill these cells, as far as they have evidence.
fn fill(
    door: &Door<'_>,
    session: &Session,
    names: &Names,
    wanted: &[(Axis, Axis)],
    most: usize,
    progress: &dyn Fn(usize, usize),
) -> Result<(Vec<Edit>, Vec<DraftedCell>), AppError> {
    let ground = Ground::new(door)?;
    let pairs = ground.pairs();
    let shelf = Shelf::new(door, &pairs, wanted)?;
    let mut edits = Vec::new();
    let mut cells = Vec::new();
    for (done, (row, column)) in wanted.iter().enumerate() {
        progress(done, wanted.len());
        let held = door.summary(row, column)?;
        let (row, column) = match &held {
            Some(held) => (&held.row, &held.column),
            None => (row, column),
        };
        let under = pairs.under(row, column).unwrap_or_default();
        let rest = around(&pairs, row, &under);
        let strengths = strongest_wordings(&shelf.of(&under), &shelf.of(&rest), most);
        let quotes: Vec<(StrongQuote, Passage)> = strengths
            .into_iter()
            .filter_map(|it| Some((it.clone(), shelf.passages.get(&it.id)?.clone())))
            .collect();
        if quotes.is_empty() {
            continue;
        }
        let mut cites = Vec::new();
        for (strength, _) in &quotes {
            cites.extend(door.coding(strength.id)?.as_ref().map(Citation::from));
        }
        let lines = quotes.iter().map(|(_, passage)| line(passage));
        let after = Summary {
            text: lines.collect::<Vec<_>>().join("\n"),
            author: session.who.clone(),
            cites,
            state: SummaryState::Draft,
            origin: Wording::Quotes,
            written_at: Some(session.at.clone()),
            seen: ground.seen(door, &pairs, row, column)?,
            row: row.clone(),
            column: column.clone(),
        };
        cells.push(DraftedCell {
            row: names.shown(row),
            column: names.shown(column),
            quotes,
            among: shelf.places(&under),
        });
        edits.push(edit(held, after));
    }
    progress(wanted.len(), wanted.len());
    Ok((edits, cells))
}

/// A quote with its source, as cells of quotes have it too.
fn line(passage: &Passage) -> String {
    let words = passage
        .quote
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    format!("“{words}” ({}:{})", passage.transcript, passage.turn)
}

/// What stands in the other cells of the same row: what the code carries
/// elsewhere, or for the portrait of a case what all the others say.
fn around(pairs: &Pairs<'_>, row: &Axis, under: &[CodingId]) -> Vec<CodingId> {
    let here: HashSet<&CodingId> = under.iter().collect();
    let all = pairs.under(row, &Axis::All).unwrap_or_default();
    all.into_iter().filter(|id| !here.contains(id)).collect()
}

/// The passages that cells are filled from, and their words, read once.
struct Shelf {
    passages: HashMap<CodingId, Passage>,
    words: HashMap<CodingId, Words>,
}

impl Shelf {
    fn new(door: &Door<'_>, pairs: &Pairs<'_>, wanted: &[(Axis, Axis)]) -> Result<Self, AppError> {
        let rows: BTreeSet<&Axis> = wanted.iter().map(|(row, _)| row).collect();
        let mut ids: BTreeSet<CodingId> = BTreeSet::new();
        for row in rows {
            ids.extend(pairs.under(row, &Axis::All).into_iter().flatten());
        }
        for (row, column) in wanted {
            ids.extend(pairs.under(row, column).into_iter().flatten());
        }
        let mut codings = Vec::with_capacity(ids.len());
        for id in ids {
            codings.extend(door.coding(id)?);
        }
        let mut stems = Stems::default();
        let passages = passages::passages(door, &codings)?;
        let words = passages
            .iter()
            .map(|it| (it.id, Words::new(it, &mut stems)))
            .collect();
        let passages = passages.into_iter().map(|it| (it.id, it)).collect();
        Ok(Self { passages, words })
    }

    /// How many passages these codings are: one may carry several codes.
    fn places(&self, ids: &[CodingId]) -> usize {
        let passages = ids.iter().filter_map(|id| self.passages.get(id));
        let places = passages.map(|it| (&it.transcript, it.turn, it.in_turn));
        places.collect::<HashSet<_>>().len()
    }

    fn of(&self, ids: &[CodingId]) -> Vec<&Words> {
        ids.iter().filter_map(|id| self.words.get(id)).collect()
    }
}
