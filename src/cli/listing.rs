//! Lists of plain facts as tables, so that they print in every format.

use crate::model::{Axis, Cell, Emptiness, Heading, Table, Value};

/// A list under construction: a first column that names each row, and others.
pub struct Listing(Table);

impl Listing {
    /// An empty list with these column heads; the first is the row heads'.
    pub fn new(title: &str, heads: &[&str]) -> Self {
        let (corner, columns) = match heads.split_first() {
            Some((corner, columns)) => (*corner, columns),
            None => ("", heads),
        };
        Self(Table {
            title: title.to_owned(),
            corner: corner.to_owned(),
            rows: Vec::new(),
            columns: columns.iter().map(|head| heading(head, 0)).collect(),
            cells: Vec::new(),
            unit: String::new(),
            coders: Vec::new(),
            filters: Vec::new(),
            notes: Vec::new(),
            ..Table::default()
        })
    }

    /// Adds a row: its head, then its cells; an empty text is a blank.
    pub fn row(&mut self, head: &str, cells: Vec<String>) {
        self.nested(head, 0, cells);
    }

    /// Adds a row that hangs `depth` levels deep in a tree.
    pub fn nested(&mut self, head: &str, depth: usize, cells: Vec<String>) {
        self.0.rows.push(heading(head, depth));
        self.0.cells.push(
            cells
                .into_iter()
                .map(|text| {
                    Cell::plain(if text.is_empty() {
                        Value::Empty(Emptiness::Blank)
                    } else {
                        Value::Text(text)
                    })
                })
                .collect(),
        );
    }

    /// Adds a row whose cells are not all texts.
    pub fn values(&mut self, head: &str, cells: Vec<Value>) {
        self.0.rows.push(heading(head, 0));
        self.0
            .cells
            .push(cells.into_iter().map(Cell::plain).collect());
    }

    /// Adds a note below the list.
    pub fn note(&mut self, note: impl Into<String>) {
        self.0.notes.push(note.into());
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.0.rows.is_empty()
    }

    /// The finished table.
    pub fn into_table(self) -> Table {
        self.0
    }
}

fn heading(label: &str, depth: usize) -> Heading {
    Heading {
        subject: Axis::Field(label.to_owned()),
        name: label.to_owned(),
        label: label.to_owned(),
        depth,
        ..Heading::default()
    }
}
