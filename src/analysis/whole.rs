//! The column of distinct totals alone: what all the columns hold together.

use crate::model::{HeadKind, Table};

/// The table without its columns but the one of totals, and without the notes
/// that explain signs which only those had. Nothing if it has no totals.
pub fn whole(mut table: Table) -> Option<Table> {
    let total = table
        .columns
        .iter()
        .position(|head| head.kind == HeadKind::Total)?;
    let had = table.emptiness();
    table.columns = table.columns.drain(..).skip(total).take(1).collect();
    for row in &mut table.cells {
        *row = row.drain(..).skip(total).take(1).collect();
    }
    let gone = had
        .into_iter()
        .filter(|why| !table.emptiness().contains(why));
    let gone: Vec<String> = gone.map(|why| format!("“{}”: ", why.words())).collect();
    let speaks_of = |note: &String, sign: &String| note.starts_with(sign);
    let notes = std::mem::take(&mut table.notes);
    let kept = notes.into_iter();
    table.notes = kept
        .filter(|note| !gone.iter().any(|sign| speaks_of(note, sign)))
        .collect();
    Some(table)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Cell, Emptiness, Heading, Value};

    #[test]
    fn only_the_totals_and_what_is_said_of_them_stay() {
        let head = |kind| Heading {
            kind,
            ..Heading::default()
        };
        let table = Table {
            rows: vec![head(HeadKind::Item)],
            columns: vec![head(HeadKind::Item), head(HeadKind::Total)],
            cells: vec![vec![
                Cell::plain(Value::Empty(Emptiness::NotAsked)),
                Cell::plain(Value::Count(3)),
            ]],
            notes: vec!["“not asked”: so and so.".to_owned(), "Stays.".to_owned()],
            ..Table::default()
        };
        let whole = whole(table).unwrap();
        assert_eq!(whole.cells, [[Cell::plain(Value::Count(3))]]);
        assert_eq!(whole.columns.len(), 1);
        assert_eq!(whole.notes, ["Stays."]);
        assert_eq!(super::whole(Table::default()), None);
    }
}
