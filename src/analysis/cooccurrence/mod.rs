//! Which codes stand together: a code × code table, or a list of pairs.
//!
//! What standing together means is in `together`, which coefficients there are
//! in `strength`. Counting goes transcript by transcript: codings become
//! reaches on a line (`line`), and sweeps along it find what headings share
//! (`sameturn`, `overlap`, `shared`; a `tally` of them) and which codings stand behind it
//! (`meetings`).

mod counted;
mod line;
mod meetings;
mod overlap;
mod pairs;
mod sameturn;
mod shared;
mod strength;
mod tally;
mod together;
mod wording;

pub use pairs::pairs;
pub use strength::Strength;
pub use together::Together;

use crate::analysis::build::Defaults;
use crate::analysis::cooccurrence::counted::Counted;
use crate::analysis::heads::code_head;
use crate::analysis::view::View;
use crate::model::{Cell, Coder, Emptiness, Heading, Problem, RowsSpec, Table, Value};
use rayon::prelude::*;

/// Co-occurrence as ordered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CooccurrenceSpec {
    /// The title.
    pub title: String,
    /// The head above the row heads.
    pub corner: String,
    /// The codes: `"codes"`, `"patterns"` or a list.
    pub rows: RowsSpec,
    /// The codes to hold them against; nothing: the same.
    pub columns: Option<RowsSpec>,
    /// Leave out codes that are given nowhere.
    pub used_only: bool,
    /// Whose codings count; empty: the default coders.
    pub coders: Vec<Coder>,
    /// Two codes stand together only if one coder gave both. Every coder's
    /// codings are then counted by themselves and added up, so that what two
    /// coders coded counts twice. Without it, it does not matter who coded.
    pub same_coder: bool,
    /// Count pending suggestions too.
    pub pending: bool,
    /// What standing together means.
    pub together: Together,
    /// What is shown of each pair: in a table one or two, the second in
    /// brackets; in a list any number, by the first of which it is ranked.
    pub measures: Vec<Strength>,
}

impl CooccurrenceSpec {
    /// Whether it needs [`View::units`], made for [`CooccurrenceSpec::together`].
    pub fn needs_units(&self) -> bool {
        let any = |test: fn(Strength) -> bool| self.measures.iter().any(|it| test(*it));
        match self.together.plain() {
            Together::Sentence => true,
            Together::SameTurn => any(Strength::of_all),
            Together::Overlap | Together::WithinTurns(_) => any(Strength::of_units),
        }
    }
}

/// Counts where codes stand together, over all transcripts (those without a
/// case too). Transcripts are to be whole: taken apart into voices, a focus
/// group would have no neighbours among its turns.
///
/// Without `columns` the table is symmetric, but for the conditional
/// probabilities. Off the diagonal stands what is asked of two codes; on it,
/// a count is the number of the code's own places, and coefficients, which
/// mean nothing there, are blank. Codes given nowhere count 0, unless the
/// coders in force have coded nothing at all: then nothing is known, and every
/// cell says so. There are no totals: places of several pairs do not add up.
///
/// N, for the measures that ask for it, is the number of units in the
/// transcripts in which the coders in force have coded anything: those in what
/// the informants say, and others in which something is coded all the same.
///
/// A pattern code stands for what it gathers. A coding that counts for both
/// codes of a pair stands together with itself; a note says so where two
/// codes of the table share one.
///
/// Behind a cell are the codings of both codes in the places they share, by
/// transcript, span and code (by coder first, if coders are counted by
/// themselves). Should these lists come to more than about fifty million
/// codings, they end there, and a note says so; the counts do not.
///
/// # Errors
/// Unknown codes or coders, no coder, more than 1,000 codes, or not one or two
/// measures.
pub fn cooccurrence(
    spec: &CooccurrenceSpec,
    view: &View,
    defaults: &Defaults,
) -> Result<Table, Problem> {
    if !matches!(spec.measures.len(), 1 | 2) {
        return Err(
            Problem::new("a cell shows one measure, or two of them").next("ask for a list instead")
        );
    }
    let mut counted = Counted::new(spec, view, defaults)?;
    let left_out = if spec.used_only {
        counted.leave_out_unused()
    } else {
        0
    };
    // A code is a row but once, so that its cells can be taken.
    let mut found = counted.tally.meetings.cells();
    let rows = counted.rows.iter();
    let rows: Vec<(usize, Vec<Cell>)> = rows
        .map(|row| (*row, found.get_mut(*row).map(std::mem::take)))
        .map(|(row, cells)| (row, cells.unwrap_or_default()))
        .collect();
    let cells: Vec<Vec<Cell>> = rows
        .into_par_iter()
        .map(|(row, mut found)| {
            let columns = counted.columns.iter();
            let cells = columns.map(|column| {
                let cell = found.get_mut(*column).map(std::mem::take);
                fill(cell.unwrap_or_default(), spec, &counted, row, *column)
            });
            cells.collect()
        })
        .collect();
    let heads = |side: &[usize]| -> Vec<Heading> {
        let own = side.iter().filter_map(|at| counted.headings.own.get(*at));
        own.map(|(_, code)| code_head(view.codebook, code))
            .collect()
    };
    let mut table = Table {
        title: spec.title.clone(),
        corner: spec.corner.clone(),
        rows: heads(&counted.rows),
        columns: heads(&counted.columns),
        cells,
        unit: wording::unit(spec, counted.meets_itself()),
        coders: counted.force.names.clone(),
        ..Table::default()
    };
    wording::explain(&mut table, spec, &counted);
    table.notes.extend(wording::direction(spec));
    wording::flag_cells(&mut table, spec, &counted);
    table.notes.extend(wording::left_out(left_out));
    Ok(table)
}

/// Gives a cell its value.
fn fill(cell: Cell, spec: &CooccurrenceSpec, counted: &Counted, row: usize, column: usize) -> Cell {
    let mut measures = spec.measures.iter();
    let mut next = || Some(value(*measures.next()?, counted, row, column));
    Cell {
        value: next().unwrap_or_default(),
        also: next(),
        ..cell
    }
}

/// What a measure says of two headings, or why it says nothing.
fn value(measure: Strength, counted: &Counted, first: usize, second: usize) -> Value {
    let figures = counted.figures(first, second);
    if first == second && measure != Strength::Count {
        Value::Empty(Emptiness::Blank)
    } else if figures.places.both == 0 && counted.nothing_coded {
        Value::Empty(Emptiness::NotCoded)
    } else if counted.tally.unknown_places {
        Value::Empty(Emptiness::Undefined)
    } else {
        measure.value(&figures)
    }
}
