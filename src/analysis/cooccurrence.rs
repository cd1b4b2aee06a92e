//! Which codes stand together: a code × code table.

use crate::analysis::axes;
use crate::analysis::build::Defaults;
use crate::analysis::coders::Force;
use crate::analysis::heads::code_head;
use crate::analysis::hits::{Hit, Hits};
use crate::analysis::matrix::{Headings, codes_in_use};
use crate::analysis::notes;
use crate::analysis::view::View;
use crate::analysis::{overlap, sameturn};
use crate::model::{Cell, Coder, CodingId, Emptiness, Heading, Problem, RowsSpec, Table, Value};

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

/// Codings listed behind all cells together, 8 bytes each. Counts stay exact
/// beyond it; the lists are then cut to the same length, and a note says so.
const MOST_BEHIND: usize = 50_000_000;

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
/// transcript, span and code.
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
    let width = codes.len();
    let meet = |meetings: &mut dyn FnMut(&[Hit])| {
        (0..view.transcripts.len()).for_each(|one| meetings(hits.of(one)));
    };

    let mut counted = Counted::new(width);
    match spec.together {
        Together::Overlap => meet(&mut |hits| overlap::meetings(hits, &headings, &mut counted)),
        Together::SameTurn => meet(&mut |hits| sameturn::meetings(hits, &headings, &mut counted)),
    }
    let all: u64 = counted.behind.iter().sum();
    let per_cell = if all.saturating_mul(2) > MOST_BEHIND as u64 {
        MOST_BEHIND / (width * width).max(1)
    } else {
        usize::MAX
    };
    let mut collected = Collected::new(&counted, per_cell);
    match spec.together {
        Together::Overlap => meet(&mut |hits| overlap::meetings(hits, &headings, &mut collected)),
        Together::SameTurn => meet(&mut |hits| sameturn::meetings(hits, &headings, &mut collected)),
    }

    let nothing_coded = !(0..view.transcripts.len()).any(|one| hits.coded(one));
    let heads: Vec<Heading> = headings
        .codes()
        .map(|code| code_head(view.codebook, code))
        .collect();
    let mut table = Table {
        title: spec.title.clone(),
        corner: spec.corner.clone(),
        rows: heads.clone(),
        columns: heads,
        cells: cells(&counted, collected, nothing_coded),
        unit: unit(spec.together).to_owned(),
        coders: force.names.clone(),
        filters: Vec::new(),
        notes: Vec::new(),
    };
    notes::explain(&mut table, force.pending);
    if headings.headings_of.iter().any(|list| list.len() > 1) {
        table.notes.push(
            "Some of these codes share codings; such a coding stands together with itself."
                .to_owned(),
        );
    }
    if per_cell < usize::MAX {
        table.notes.push(format!(
            "Counts are of all codings, but at most {per_cell} are listed behind a cell."
        ));
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

fn cells(counted: &Counted, collected: Collected, nothing_coded: bool) -> Vec<Vec<Cell>> {
    let width = counted.width;
    let mut behind = collected.behind;
    let cell = |at: usize, behind: Vec<CodingId>| {
        let count = counted.places.get(at).copied().unwrap_or(0);
        Cell {
            value: if count == 0 && nothing_coded {
                Value::Empty(Emptiness::NotCoded)
            } else {
                Value::Count(count)
            },
            behind,
            pending: counted.pending.get(at).copied().unwrap_or(0),
            stale: false,
        }
    };
    let mut rows: Vec<Vec<Cell>> = Vec::with_capacity(width);
    for row in 0..width {
        // Left of the diagonal: the mirror of what stands above.
        let mut cells: Vec<Cell> = Vec::with_capacity(width);
        let above = rows.iter().filter_map(|above| above.get(row)).cloned();
        cells.extend(above);
        for at in (row..width).map(|column| row * width + column) {
            let own = behind.get_mut(at).map(std::mem::take);
            cells.push(cell(at, own.unwrap_or_default()));
        }
        rows.push(cells);
    }
    rows
}

/// What is told of each two headings that stand together; the smaller place
/// comes first, and both are the same on the diagonal.
pub(super) trait Meetings {
    /// They share `places` more places.
    fn places(&mut self, a: usize, b: usize, places: u64);
    /// This coding stands in one of the places; told in order.
    fn coding(&mut self, a: usize, b: usize, hit: &Hit);
}

/// Tells for one coding with which headings it stands together: `own` are the
/// headings it counts for, `near` all that are in its place, `own` included.
pub(super) fn tell(hit: &Hit, own: &[usize], near: &[usize], meetings: &mut impl Meetings) {
    for a in own {
        for b in near {
            // A coding that counts for both is told once.
            if a <= b || !own.contains(b) {
                meetings.coding(*a.min(b), *a.max(b), hit);
            }
        }
    }
}

struct Counted {
    width: usize,
    places: Vec<u64>,
    behind: Vec<u64>,
    pending: Vec<u64>,
}

impl Counted {
    fn new(width: usize) -> Self {
        let cells = width * width;
        Self {
            width,
            places: vec![0; cells],
            behind: vec![0; cells],
            pending: vec![0; cells],
        }
    }
}

impl Meetings for Counted {
    fn places(&mut self, a: usize, b: usize, places: u64) {
        if let Some(count) = self.places.get_mut(a * self.width + b) {
            *count += places;
        }
    }

    fn coding(&mut self, a: usize, b: usize, hit: &Hit) {
        let at = a * self.width + b;
        if let Some(count) = self.behind.get_mut(at) {
            *count += 1;
        }
        if hit.pending
            && let Some(count) = self.pending.get_mut(at)
        {
            *count += 1;
        }
    }
}

struct Collected {
    width: usize,
    per_cell: usize,
    behind: Vec<Vec<CodingId>>,
}

impl Collected {
    fn new(counted: &Counted, per_cell: usize) -> Self {
        let room = |count: &u64| usize::try_from(*count).unwrap_or(per_cell).min(per_cell);
        Self {
            width: counted.width,
            per_cell,
            behind: counted
                .behind
                .iter()
                .map(|count| Vec::with_capacity(room(count)))
                .collect(),
        }
    }
}

impl Meetings for Collected {
    fn places(&mut self, _: usize, _: usize, _: u64) {}

    fn coding(&mut self, a: usize, b: usize, hit: &Hit) {
        if let Some(list) = self.behind.get_mut(a * self.width + b)
            && list.len() < self.per_cell
        {
            list.push(hit.id);
        }
    }
}
