//! How fast a large table is written, in every form of file there is: 100
//! cases by 1,000 rows, each cell a summary of about sixty words, every tenth
//! of them with two quotes behind it.
//! Run with `cargo bench --bench tables_out`; the memory of each is told too.
// A benchmark that cannot go on must say so.
#![allow(clippy::expect_used)]

mod support;

use crosscase::formats::table::{FileOptions, Quotes, TableFile};
use crosscase::model::{Axis, Cell, CodingId, Emptiness, Heading, Quoted, Table, Value};
use divan::Bencher;
use divan::counter::ItemsCount;
use std::sync::LazyLock;
use support::{dice::Dice, memory};

const CASES: u32 = 100;
const ROWS: u32 = 1_000;

fn main() {
    divan::main();
}

/// One table in one form.
#[divan::bench(args = TableFile::ALL, sample_count = 3, sample_size = 1)]
fn written(bencher: Bencher, form: TableFile) {
    let (table, quotes) = &*TABLE;
    let write = || {
        let bytes = form.write(table, quotes, FileOptions::default());
        bytes.expect("a file").len()
    };
    let size = memory::told(&format!("{form:?}"), write);
    assert!(size > 1_000_000);
    bencher
        .counter(ItemsCount::new(CASES * ROWS))
        .bench_local(write);
}

const WORDS: [&str; 24] = [
    "customer",
    "relationship",
    "the",
    "and",
    "of",
    "strategy",
    "reward",
    "long-term",
    "process",
    "is",
    "trust",
    "a",
    "management",
    "to",
    "data",
    "shared",
    "with",
    "sales",
    "not",
    "value",
    "in",
    "executives",
    "accept",
    "slowly",
];

static TABLE: LazyLock<(Table, Quotes)> = LazyLock::new(|| {
    let mut dice = Dice::new(20141);
    let mut words = |count: u32| {
        let picked: Vec<&str> = (0..count).map(|_| dice.pick(&WORDS)).collect();
        picked.join(" ")
    };
    let head = |name: String, subject: Axis| Heading {
        subject,
        label: name.clone(),
        name,
        ..Heading::default()
    };
    let case = |at: u32| head(format!("Case {at}"), Axis::Case(format!("Case {at}")));
    let row = |at: u32| head(format!("Theme {at}"), Axis::Field(format!("Theme {at}")));
    let mut quotes = Quotes::new();
    let mut cell = |at: u32| {
        let mut cell = Cell::plain(match at % 20 {
            7 => Value::Empty(Emptiness::NothingSaid),
            _ => Value::Text(words(50 + at % 21)),
        });
        if at.is_multiple_of(10) {
            for id in [2 * u64::from(at) + 1, 2 * u64::from(at) + 2] {
                cell.behind.push(CodingId(id));
                quotes.insert(
                    CodingId(id),
                    Quoted {
                        words: words(25),
                        speaker: "J".to_owned(),
                        transcript: format!("case-{}", at % CASES),
                        turn: at % 90,
                        line: at as usize % 300,
                        code: "CRM-STR".to_owned(),
                        coder: "Anna".to_owned(),
                        ..Quoted::default()
                    },
                );
            }
        }
        cell
    };
    let cells = (0..ROWS)
        .map(|row| {
            (0..CASES)
                .map(|column| cell(row * CASES + column))
                .collect()
        })
        .collect();
    let table = Table {
        title: "A hundred cases".to_owned(),
        corner: "Theme".to_owned(),
        rows: (0..ROWS).map(row).collect(),
        columns: (0..CASES).map(case).collect(),
        cells,
        coders: vec!["Anna".to_owned()],
        ..Table::default()
    };
    (table, quotes)
});
