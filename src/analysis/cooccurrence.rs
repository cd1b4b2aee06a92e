//! Which codes stand together: a code × code table.

use crate::analysis::axes;
use crate::analysis::build::Defaults;
use crate::analysis::coders::Force;
use crate::analysis::headings::{Headings, codes_in_use};
use crate::analysis::heads::code_head;
use crate::analysis::hits::Hits;
use crate::analysis::meetings::Meetings;
use crate::analysis::notes;
use crate::analysis::view::View;
use crate::analysis::{overlap, sameturn};
use crate::model::{Coder, Heading, Problem, RowsSpec, Table};

/// When two codes count as standing together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Together {
    /// Their passages share at least one character. A place is a passage: the
    /// same words coded by several coders are one place. The count is of
    /// pairs (a passage of the one, a passage of the other), so one long
    /// passage over three short ones counts 3. Passages that only touch, and
    /// passages without a character, do not overlap.
    Overlap,
    /// Both were given in the same turn. A place is a turn, and a passage
    /// belongs to the turn in which it starts; how often each code was given
    /// there does not matter.
    SameTurn,
}

/// A co-occurrence table as ordered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CooccurrenceSpec {
    /// Its title.
    pub title: String,
    /// The head above the row heads.
    pub corner: String,
    /// The codes: `"codes"`, `"patterns"` or a list.
    pub codes: RowsSpec,
    /// Whose codings count; empty: the default coders.
    pub coders: Vec<Coder>,
    /// Count pending suggestions too.
    pub pending: bool,
    /// What standing together means.
    pub together: Together,
}

/// More codes than this make a table nobody reads and memory does not hold.
const MOST_CODES: usize = 1_000;

/// Counts the places where codes stand together, over all transcripts (those
/// without a case too), whoever of the coders in force coded them.
///
/// The table is symmetric. Off the diagonal stands the number of places that
/// two codes share, as [`Together`] defines them; on it, the number of the
/// code's own places (its distinct passages, or the turns that have it). Codes
/// never given in the study count 0, unless the coders in force have coded
/// nothing at all: then nothing is known, and every cell says so.
///
/// A pattern code stands for what it gathers. A coding that counts for both
/// codes of a pair stands together with itself; a note says so where two
/// codes of the table share one.
///
/// Behind a cell are the codings of both codes in the places they share, by
/// transcript, span and code. Should these lists come to more than about fifty
/// million codings, they end there, and a note says so; the counts do not.
///
/// # Errors
/// Unknown codes or coders, no coder, or more than 1,000 codes.
pub fn cooccurrence(
    spec: &CooccurrenceSpec,
    view: &View,
    defaults: &Defaults,
) -> Result<Table, Problem> {
    if let RowsSpec::All(word) = &spec.codes
        && !matches!(word.as_str(), "codes" | "patterns")
    {
        return Err(
            Problem::new(format!("co-occurrence compares codes, not '{word}'")).next(format!(
                "write codes, patterns, or a list of codes: [\"{word}\"]"
            )),
        );
    }
    let force = Force::resolve(&spec.coders, &defaults.coders, view.coders, spec.pending)?;
    let codes = axes::codes(&spec.codes, view.codebook, || codes_in_use(view, &force))?;
    if codes.len() > MOST_CODES {
        return Err(Problem::new(format!(
            "co-occurrence of {} codes would be a table of {} cells",
            codes.len(),
            codes.len().saturating_mul(codes.len())
        ))
        .next(format!("list at most {MOST_CODES} codes")));
    }
    let headings = Headings::new(&codes, view);
    let hits = Hits::new(view, &force, &headings.wanted);
    let mut meetings = Meetings::new(codes.len());
    let mut nothing_coded = true;
    for transcript in 0..view.transcripts.len() {
        nothing_coded &= !hits.coded(transcript);
        let hits = hits.of(transcript);
        match spec.together {
            Together::Overlap => overlap::sweep(hits, &headings, &mut meetings),
            Together::SameTurn => sameturn::sweep(hits, &headings, &mut meetings),
        }
    }
    let heads: Vec<Heading> = headings
        .codes()
        .map(|code| code_head(view.codebook, code))
        .collect();
    let mut table = Table {
        title: spec.title.clone(),
        corner: spec.corner.clone(),
        rows: heads.clone(),
        columns: heads,
        cells: meetings.cells(nothing_coded),
        unit: unit(spec.together).to_owned(),
        coders: force.names.clone(),
        filters: Vec::new(),
        notes: Vec::new(),
        ..Table::default()
    };
    notes::explain(&mut table, force.pending);
    if headings.headings_of.iter().any(|list| list.len() > 1) {
        table.notes.push(
            "Some of these codes share codings; such a coding stands together with itself."
                .to_owned(),
        );
    }
    if meetings.left_out() {
        table.notes.push(
            "The counts are of all codings, but there are too many to list them all behind \
             the cells: those of the later transcripts are left out there."
                .to_owned(),
        );
    }
    Ok(table)
}

fn unit(together: Together) -> &'static str {
    match together {
        Together::Overlap => {
            "pairs of passages that share at least one character; \
             on the diagonal, the code's passages"
        }
        Together::SameTurn => {
            "turns in which passages of both codes start; on the diagonal, the turns of the code"
        }
    }
}
