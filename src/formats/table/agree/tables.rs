//! Tables to try writers on: small ones as told, and random ones.

use crate::model::{Axis, Cell, CodeKey, Emptiness, HeadKind, Heading, Table, Value};
use proptest::prelude::*;

pub(in crate::formats) fn code(name: &str, label: &str) -> Heading {
    Heading {
        subject: Axis::Code(CodeKey(1)),
        name: name.to_owned(),
        label: label.to_owned(),
        depth: 0,
        ..Heading::default()
    }
}

fn case(label: &str) -> Heading {
    Heading {
        subject: Axis::Case(label.to_owned()),
        name: label.to_owned(),
        label: label.to_owned(),
        depth: 0,
        ..Heading::default()
    }
}

/// A table with these columns and `rows` rows named `row 0`, `row 1`, ….
pub(in crate::formats) fn table(
    columns: &[&str],
    rows: usize,
    value: impl Fn(usize, usize) -> Value,
) -> Table {
    let cell = |row, column| Cell::plain(value(row, column));
    Table {
        title: "A table".to_owned(),
        corner: "Code".to_owned(),
        rows: (0..rows)
            .map(|row| code(&format!("row {row}"), &format!("row {row}")))
            .collect(),
        columns: columns.iter().map(|label| case(label)).collect(),
        cells: (0..rows)
            .map(|row| (0..columns.len()).map(|column| cell(row, column)).collect())
            .collect(),
        unit: "codings".to_owned(),
        coders: Vec::new(),
        filters: Vec::new(),
        notes: Vec::new(),
        ..Table::default()
    }
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ a-z,;\"'|=+@\\-\\n\\r\\t<&*]{0,30}",
        "[a-zäжعש顧 🙂👩🏽‍💻\u{202e}\u{1b}]{0,20}",
        any::<String>(),
        "(word |longer |Donaudampfschifffahrt ){0,20}",
    ]
}

fn emptiness() -> impl Strategy<Value = Emptiness> {
    prop::sample::select(Emptiness::ALL.to_vec())
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        text().prop_map(Value::Text),
        prop_oneof![0..20u64, any::<u64>()].prop_map(Value::Count),
        (0..500u64, 500..1000u64).prop_map(|(part, whole)| Value::Share { part, whole }),
        (-1000i32..1000).prop_map(|hundredths| Value::Number(f64::from(hundredths) / 100.0)),
        emptiness().prop_map(Value::Empty),
    ]
}

fn kind() -> impl Strategy<Value = HeadKind> {
    prop_oneof![
        4 => Just(HeadKind::Item),
        1 => Just(HeadKind::Total),
        1 => Just(HeadKind::Synthesis),
    ]
}

/// Heads of one side, all with as many others above them; neighbours share
/// some.
fn heads(count: usize) -> impl Strategy<Value = Vec<Heading>> {
    (0..3usize).prop_flat_map(move |levels| {
        let outer = prop_oneof![Just(String::new()), "[ab]", text()];
        let head = (
            (text(), text(), 0..12usize),
            prop::collection::vec(outer, levels),
            kind(),
            prop::option::of(0..99u64),
        );
        let head = head.prop_map(|((name, label, depth), above, kind, base)| Heading {
            depth,
            above,
            kind,
            base,
            ..code(&name, &label)
        });
        prop::collection::vec(head, count)
    })
}

fn cell() -> impl Strategy<Value = Cell> {
    let marks = (0..3u64, any::<bool>(), any::<bool>());
    (value(), prop::option::weighted(0.2, value()), marks).prop_map(
        |(value, also, (pending, stale, draft))| Cell {
            also,
            pending,
            stale,
            draft,
            ..Cell::plain(value)
        },
    )
}

/// A table of anything.
pub(in crate::formats) fn random() -> impl Strategy<Value = Table> {
    (0..5usize, 0..9usize).prop_flat_map(|(rows, columns)| {
        let cells = prop::collection::vec(prop::collection::vec(cell(), columns), rows);
        (heads(rows), heads(columns), cells, text(), text()).prop_map(
            |(rows, columns, cells, title, note)| Table {
                title: title.clone(),
                corner: title,
                rows,
                columns,
                cells,
                unit: "words".to_owned(),
                coders: vec![note.clone()],
                filters: vec![note.clone()],
                notes: vec![note],
                ..Table::default()
            },
        )
    })
}

/// A table of three columns whose words are few and plain, so that every
/// writer's can be read back; nested or not, with one measure or two.
pub(in crate::formats) fn readable() -> impl Strategy<Value = Table> {
    let value = || {
        prop_oneof![
            prop::sample::select(vec!["mixed", "looks ahead"])
                .prop_map(|words| Value::Text(words.to_owned())),
            any::<u64>().prop_map(Value::Count),
            (0..500u64, 500..1000u64).prop_map(|(part, whole)| Value::Share { part, whole }),
            (-100_000i32..100_000).prop_map(|it| Value::Number(f64::from(it) / 1000.0)),
        ]
    };
    let cell = prop_oneof![
        3 => (value(), prop::option::weighted(0.3, value()))
            .prop_map(|(value, also)| Cell { also, ..Cell::plain(value) }),
        1 => emptiness().prop_map(|why| Cell::plain(Value::Empty(why))),
    ];
    let rows = prop::collection::vec(prop::collection::vec(cell, 3), 1..6);
    (rows, any::<bool>(), any::<bool>()).prop_map(|(cells, nested_rows, nested_columns)| {
        let mut made = table(&["A", "B", "C"], cells.len(), |_, _| Value::default());
        made.cells = cells;
        for (index, head) in made.rows.iter_mut().enumerate().filter(|_| nested_rows) {
            head.above = vec![format!("outer {}", index / 2)];
        }
        for (index, head) in made
            .columns
            .iter_mut()
            .enumerate()
            .filter(|_| nested_columns)
        {
            head.above = vec![["x", "x", ""][index].to_owned()];
            head.base = Some(40);
        }
        made
    })
}
