//! Which sort of values a column holds, where a cell's two measures are set
//! apart into columns of their own.

use crate::model::{Cell, Table, Value};

/// The sorts of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Count,
    Share,
    Number,
}

impl Kind {
    /// The sort of a value; none where it is empty.
    pub(super) fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Text(_) => Some(Kind::Text),
            Value::Count(_) => Some(Kind::Count),
            Value::Share { .. } => Some(Kind::Share),
            Value::Number(_) => Some(Kind::Number),
            Value::Empty(_) => None,
        }
    }

    /// Its name, for programs.
    pub(super) fn name(self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::Count => "count",
            Kind::Share => "share",
            Kind::Number => "number",
        }
    }

    /// What stands above a measure that has a column of its own; words need
    /// nothing.
    fn sign(self) -> &'static str {
        match self {
            Kind::Text => "",
            Kind::Count => "n",
            Kind::Share => "%",
            Kind::Number => "value",
        }
    }
}

/// The sorts of one column's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kinds {
    /// Of what stands in its cells first; of words, where there are any.
    pub(super) first: Kind,
    /// Of the second measure, if any cell has one.
    pub(super) second: Option<Kind>,
}

impl Kinds {
    /// What stands above the two measures, where there are two.
    pub(super) fn signs(self) -> Option<(&'static str, &'static str)> {
        let second = match self.second? {
            Kind::Text => "text",
            kind if kind == self.first => "second",
            kind => kind.sign(),
        };
        Some((self.first.sign(), second))
    }
}

/// The sorts of every column's values. Where a column holds none, it is taken
/// to be of the sort of the others.
pub(super) fn kinds(table: &Table) -> Vec<Kinds> {
    let sorts = |values: &mut dyn Iterator<Item = &Value>| {
        values
            .filter_map(Kind::of)
            .reduce(|first, next| match next {
                Kind::Text => next,
                _ => first,
            })
    };
    let all = || table.cells.iter().flatten();
    let first = sorts(&mut all().map(|cell| &cell.value)).unwrap_or(Kind::Text);
    let second = sorts(&mut all().filter_map(|cell| cell.also.as_ref())).unwrap_or(Kind::Count);
    let of_column = |column: usize| {
        let cells = || table.cells.iter().filter_map(move |row| row.get(column));
        let also = |cell: &'_ Cell| cell.also.is_some();
        Kinds {
            first: sorts(&mut cells().map(|cell| &cell.value)).unwrap_or(first),
            second: cells()
                .any(also)
                .then(|| sorts(&mut cells().filter_map(|cell| cell.also.as_ref())))
                .map(|sort| sort.unwrap_or(second)),
        }
    };
    (0..table.columns.len()).map(of_column).collect()
}

#[cfg(test)]
mod tests {
    use super::super::agree::table;
    use super::*;
    use crate::model::Emptiness;

    #[test]
    fn a_column_without_values_is_taken_for_one_like_the_others() {
        let mut mixed = table(&["A", "B"], 2, |_, column| match column {
            0 => Value::Count(3),
            _ => Value::Empty(Emptiness::NotCoded),
        });
        let counts = Kinds {
            first: Kind::Count,
            second: None,
        };
        assert_eq!(kinds(&mixed), [counts, counts]);
        mixed.cells[1][0].also = Some(Value::Share { part: 1, whole: 3 });
        let two = Kinds {
            second: Some(Kind::Share),
            ..counts
        };
        assert_eq!(kinds(&mixed), [two, counts]);
        assert_eq!(two.signs(), Some(("n", "%")));
        assert_eq!(counts.signs(), None);
    }
}
