//! How fast a table goes out to Word: a thousand themes in a hundred cases,
//! each cell a written summary of a hundred letters or so.
//! Run with `cargo bench --bench word`.
// A benchmark that cannot go on must say so.
#![allow(clippy::expect_used)]

use crosscase::formats::word;
use crosscase::model::{Block, Cell, Heading, Paper, Table, Value};
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};

fn main() {
    divan::main();
}

const THEMES: usize = 1000;
const CASES: usize = 100;

fn paper(themes: usize, cases: usize) -> Paper {
    let heads = |name: &str, count: usize| -> Vec<Heading> {
        let head = |at| Heading {
            label: format!("{name} {at}"),
            ..Heading::default()
        };
        (0..count).map(head).collect()
    };
    let cell = |row: usize, column: usize| {
        Cell::plain(Value::Text(format!(
            "Sales of case {column} are rewarded for new customers only, and nobody \
             is rewarded for keeping the {row} old ones."
        )))
    };
    let table = Table {
        title: "Written cells".to_owned(),
        rows: heads("Theme", themes),
        columns: heads("Case", cases),
        cells: (0..themes)
            .map(|row| (0..cases).map(|column| cell(row, column)).collect())
            .collect(),
        ..Table::default()
    };
    Paper {
        blocks: vec![Block::Table(Box::new(table))],
        ..Paper::default()
    }
}

/// Long and wide: blocks of columns follow each other, each of many pages.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn a_thousand_themes_in_a_hundred_cases(bencher: Bencher) {
    write(bencher, &paper(THEMES, CASES));
}

/// Wide and short: many blocks of a few pages.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn a_hundred_themes_in_a_thousand_cases(bencher: Bencher) {
    write(bencher, &paper(CASES, THEMES));
}

fn write(bencher: Bencher, paper: &Paper) {
    let bytes = word::write(paper).expect("a file").len();
    bencher
        .counter(BytesCount::new(bytes))
        .counter(ItemsCount::new(THEMES * CASES))
        .bench_local(|| word::write(paper).expect("a file"));
}
