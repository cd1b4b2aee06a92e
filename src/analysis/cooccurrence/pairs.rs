//! Codes that stand together as a ranked list, which reads more easily than a
//! square of numbers.

use crate::analysis::build::Defaults;
use crate::analysis::cooccurrence::counted::Counted;
use crate::analysis::cooccurrence::strength::Counts;
use crate::analysis::cooccurrence::wording::{self, Remark};
use crate::analysis::cooccurrence::{CooccurrenceSpec, Strength, Together, value};
use crate::analysis::heads::{code_head, field_head};
use crate::analysis::view::View;
use crate::model::{Axis, Cell, Emptiness, Heading, Problem, Table, Value};
use crate::text::counted as many;
use std::collections::BTreeSet;

/// A pair of headings on its way into the list.
struct Pair {
    first: usize,
    second: usize,
    values: Vec<Value>,
}

/// Lists the pairs of codes that stand together anywhere, the strongest first
/// by the first measure, then by their count, then in the order of the codes;
/// at most `limit` of them, and a note says how many there are besides. Without
/// `columns` each pair stands there once.
///
/// A row is a pair A × B. Its columns are the places of A, of B and what they
/// share, the units of each where these are others and a measure is of them,
/// the measures (a count, which stands there already, does not come again),
/// and, if any pair has one, a remark. Behind the count are the codings, as in
/// [`super::cooccurrence`]; N and undefined figures are as there.
///
/// # Errors
/// Unknown codes or coders, no coder, more than 1,000 codes.
pub fn pairs(
    spec: &CooccurrenceSpec,
    limit: usize,
    view: &View,
    defaults: &Defaults,
) -> Result<Table, Problem> {
    let counted = Counted::new(spec, view, defaults)?;
    let (mut pairs, apart) = found(spec, &counted);
    pairs.sort_by(|a, b| {
        let strength = |pair: &Pair| pair.values.first().and_then(Value::number);
        let both = |pair: &Pair| counted.figures(pair.first, pair.second).places.both;
        let by_strength = match (strength(a), strength(b)) {
            (Some(a), Some(b)) => b.total_cmp(&a),
            (a, b) => b.is_some().cmp(&a.is_some()),
        };
        by_strength.then_with(|| both(b).cmp(&both(a)))
    });
    let more = pairs.len().saturating_sub(limit);
    pairs.truncate(limit);

    let mut behind = counted.tally.meetings.cells();
    let shown: Vec<Strength> = spec.measures.iter().copied().filter(shown).collect();
    let remarks: Vec<String> = pairs
        .iter()
        .map(|pair| {
            let figures = counted.figures(pair.first, pair.second);
            let remarks = wording::remarks(&shown, &figures);
            let words: Vec<String> = remarks.into_iter().map(Remark::words).collect();
            words.join("; ")
        })
        .collect();
    let mut columns = columns(spec, &counted, &shown);
    let remarked = remarks.iter().any(|remark| !remark.is_empty());
    if remarked {
        columns.push("remark".to_owned());
    }
    let cells = pairs.iter().zip(remarks).map(|(pair, remark)| {
        let list = behind.get_mut(pair.first);
        let list = list.and_then(|line| line.get_mut(pair.second));
        let mut cells = row(&counted, pair, list.map(std::mem::take).unwrap_or_default());
        if remarked {
            cells.push(Cell::plain(match remark {
                none if none.is_empty() => Value::Empty(Emptiness::Blank),
                remark => Value::Text(remark),
            }));
        }
        cells
    });
    let cells = cells.collect();
    let head = |at: usize| {
        let own = counted.headings.own.get(at);
        own.map_or_else(Heading::default, |(_, code)| code_head(view.codebook, code))
    };
    let mut table = Table {
        title: spec.title.clone(),
        corner: spec.corner.clone(),
        rows: pairs
            .iter()
            .map(|pair| pair_head(head(pair.first), head(pair.second)))
            .collect(),
        columns: columns.iter().map(|head| field_head(head)).collect(),
        cells,
        unit: spec.together.shared(),
        coders: counted.force.names.clone(),
        ..Table::default()
    };
    wording::explain(&mut table, spec, &counted);
    table.notes.extend(if counted.nothing_coded {
        Some("None of the coders counted here has coded anything yet.".to_owned())
    } else {
        not_listed(more, apart)
    });
    Ok(table)
}

fn not_listed(more: usize, apart: usize) -> Option<String> {
    let weaker = format!("{} that stand together less strongly", many(more, "pair"));
    let never = format!("{} that never stand together", many(apart, "pair"));
    match (more, apart) {
        (0, 0) => None,
        (_, 0) => Some(format!("Not listed: {weaker}.")),
        (0, _) => Some(format!("Not listed: {never}.")),
        _ => Some(format!("Not listed: {weaker}, and {never}.")),
    }
}

/// A count has its column anyway.
fn shown(measure: &Strength) -> bool {
    *measure != Strength::Count
}

/// The pairs that stand together, and how many never do.
fn found(spec: &CooccurrenceSpec, counted: &Counted) -> (Vec<Pair>, usize) {
    let mut seen = BTreeSet::new();
    let (mut pairs, mut apart) = (Vec::new(), 0);
    for first in &counted.rows {
        for second in &counted.columns {
            let pair = (first.min(second), first.max(second));
            if first == second || !seen.insert(pair) {
                continue;
            }
            if counted.figures(*first, *second).places.both == 0 {
                apart += 1;
                continue;
            }
            let measures = spec.measures.iter();
            pairs.push(Pair {
                first: *first,
                second: *second,
                values: measures
                    .map(|measure| value(*measure, counted, *first, *second))
                    .collect(),
            });
        }
    }
    (pairs, apart)
}

fn columns(spec: &CooccurrenceSpec, counted: &Counted, shown: &[Strength]) -> Vec<String> {
    let places = spec.together.places();
    let both = match spec.together.plain() {
        Together::Overlap => "pairs that overlap".to_owned(),
        Together::WithinTurns(apart) => format!("pairs within {apart}"),
        _ => format!("{places} A and B"),
    };
    let mut columns = vec![format!("{places} A"), format!("{places} B"), both];
    if counted.tally.has_units() {
        let units = spec.together.units_in_short();
        columns.extend(["A", "B", "A and B"].map(|of| format!("{units} {of}")));
    }
    columns.extend(shown.iter().map(|measure| measure.printed().to_owned()));
    columns
}

fn row(counted: &Counted, pair: &Pair, behind: Cell) -> Vec<Cell> {
    let figures = counted.figures(pair.first, pair.second);
    let plain = |count| Cell::plain(Value::Count(count));
    let Counts {
        first,
        second,
        both,
    } = figures.places;
    let both = Cell {
        value: Value::Count(both),
        ..behind
    };
    let mut cells = vec![plain(first), plain(second), both];
    if counted.tally.has_units() {
        cells.extend(match figures.units {
            Some(units) => [units.first, units.second, units.both].map(plain),
            None => [(); 3].map(|()| Cell::plain(Value::Empty(Emptiness::Undefined))),
        });
    }
    let values = pair.values.iter().cloned();
    cells.extend(
        values
            .filter(|it| !matches!(it, Value::Count(_)))
            .map(Cell::plain),
    );
    cells
}

fn pair_head(first: Heading, second: Heading) -> Heading {
    Heading {
        subject: Axis::Nested(vec![first.subject, second.subject]),
        name: format!("{} × {}", first.name, second.name),
        label: format!("{} × {}", first.label, second.label),
        ..Heading::default()
    }
}
