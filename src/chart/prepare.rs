//! What of a table is drawn: numbers and why they are missing, and of how many
//! the percentages are.

use crate::model::{Cell, HeadKind, Heading, Table, Value};

/// The table without its syntheses, which are words about the others, and
/// with the bases of its percentages in its heads.
pub(super) fn prepared(table: &Table) -> Table {
    with_bases(&without_synthesis(table))
}

/// The table without its syntheses.
pub(super) fn without_synthesis(table: &Table) -> Table {
    let drawn = |heads: &[Heading]| -> Vec<usize> {
        let kept = heads.iter().enumerate();
        let kept = kept.filter(|(_, head)| head.kind != HeadKind::Synthesis);
        kept.map(|(index, _)| index).collect()
    };
    let (rows, columns) = (drawn(&table.rows), drawn(&table.columns));
    let picked = |heads: &[Heading], which: &[usize]| -> Vec<Heading> {
        which
            .iter()
            .filter_map(|at| heads.get(*at).cloned())
            .collect()
    };
    let cell = |row: usize, column: usize| -> Cell {
        let mut cell = table.cell(row, column).cloned().unwrap_or_default();
        // A picture cannot be opened to its quotes.
        cell.behind = Vec::new();
        cell
    };
    Table {
        cells: rows
            .iter()
            .map(|row| columns.iter().map(|column| cell(*row, *column)).collect())
            .collect(),
        rows: picked(&table.rows, &rows),
        columns: picked(&table.columns, &columns),
        ..table.clone()
    }
}

/// Writes the wholes of the shares into the heads of columns or rows, if all
/// shares of each agree there and no head has a base already. If one whole is
/// that of all, a note says so.
pub(super) fn with_bases(table: &Table) -> Table {
    let mut table = table.clone();
    let said = |heads: &[Heading]| heads.iter().any(|head| head.base.is_some());
    if said(&table.rows) || said(&table.columns) {
        return table;
    }
    let across = bases(table.columns.len(), |index| {
        let cells = table.cells.iter();
        cells.filter_map(|row| row.get(index)).collect()
    });
    if let Some(found) = across {
        let mut wholes: Vec<u64> = found.iter().copied().flatten().collect();
        wholes.dedup();
        match wholes.as_slice() {
            [] => {}
            [one] => table.notes.push(format!("All percentages: n = {one}.")),
            _ => write(&mut table.columns, &found),
        }
        return table;
    }
    let down = bases(table.rows.len(), |index| {
        table.cells.get(index).into_iter().flatten().collect()
    });
    if let Some(found) = down {
        write(&mut table.rows, &found);
    }
    table
}

fn write(heads: &mut [Heading], bases: &[Option<u64>]) {
    for (head, base) in heads.iter_mut().zip(bases) {
        head.base = *base;
    }
}

/// The whole of each line's shares, or nothing if some line has several.
fn bases<'a>(lines: usize, cells: impl Fn(usize) -> Vec<&'a Cell>) -> Option<Vec<Option<u64>>> {
    let base = |index: usize| {
        let mut wholes = cells(index).into_iter().flat_map(wholes);
        let first = wholes.next();
        wholes.all(|whole| Some(whole) == first).then_some(first)
    };
    (0..lines).map(base).collect()
}

/// A head's label with its base, which stays on one line.
pub(super) fn label(head: &Heading) -> String {
    match head.base {
        Some(base) => format!("{} (n\u{a0}=\u{a0}{base})", head.label),
        None => head.label.clone(),
    }
}

/// Whether each cell has to say itself what its share is of, as neither the
/// heads nor a note can.
pub(super) fn bases_in_cells(table: &Table) -> bool {
    let mut wholes = table.cells.iter().flatten().flat_map(wholes);
    let first = wholes.next();
    let heads = table.rows.iter().chain(&table.columns);
    heads.clone().all(|head| head.base.is_none()) && wholes.any(|whole| Some(whole) != first)
}

/// What the shares in a cell are of.
fn wholes(cell: &Cell) -> impl Iterator<Item = u64> {
    let of = |value: Option<&Value>| match value {
        Some(Value::Share { whole, .. }) => Some(*whole),
        _ => None,
    };
    [of(Some(&cell.value)), of(cell.also.as_ref())]
        .into_iter()
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Emptiness;

    fn table(cells: Vec<Vec<Value>>) -> Table {
        let heads = |number: usize| vec![Heading::default(); number];
        Table {
            rows: heads(cells.len()),
            columns: heads(cells.first().map_or(0, Vec::len)),
            cells: cells
                .into_iter()
                .map(|row| row.into_iter().map(Cell::plain).collect())
                .collect(),
            ..Table::default()
        }
    }

    fn share(part: u64, whole: u64) -> Value {
        Value::Share { part, whole }
    }

    fn bases(heads: &[Heading]) -> Vec<Option<u64>> {
        heads.iter().map(|head| head.base).collect()
    }

    #[test]
    fn percentages_say_of_how_many_where_that_differs() {
        let none = Value::Empty(Emptiness::Undefined);
        let down = prepared(&table(vec![
            vec![share(1, 9), share(2, 40), none.clone()],
            vec![share(3, 9), Value::Count(1), none],
        ]));
        assert_eq!(bases(&down.columns), [Some(9), Some(40), None]);
        let across = prepared(&table(vec![
            vec![share(1, 9), share(2, 9)],
            vec![share(3, 7), share(3, 7)],
        ]));
        assert_eq!(bases(&across.rows), [Some(9), Some(7)]);
        assert_eq!(bases(&across.columns), [None, None]);
        let one = prepared(&table(vec![vec![share(1, 9), share(2, 9)]]));
        assert_eq!(one.notes, ["All percentages: n = 9."]);
        let each = prepared(&table(vec![
            vec![share(1, 9), share(2, 7)],
            vec![share(3, 7), share(3, 9)],
        ]));
        assert_eq!(bases(&each.rows), [None, None]);
        assert_eq!(bases(&each.columns), [None, None]);
        assert!(bases_in_cells(&each));
        assert!(![down, across, one].iter().any(bases_in_cells));
    }

    #[test]
    fn what_a_person_wrote_across_the_cells_is_not_drawn() {
        let mut whole = table(vec![
            vec![Value::Count(1), Value::Text("So they do.".to_owned())],
            vec![Value::Count(2), Value::Text("Mixed.".to_owned())],
        ]);
        whole.columns[1].kind = HeadKind::Synthesis;
        let drawn = prepared(&whole);
        assert_eq!(drawn.columns.len(), 1);
        assert_eq!(drawn.cells[1], [Cell::plain(Value::Count(2))]);
    }
}
