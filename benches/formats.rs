//! How fast each format is read: made-up interviews of sixty minutes, about
//! 9,000 words each, written in that format, from bytes to turns on one core.
//! Run with `cargo bench --bench formats`.
// A benchmark that cannot go on must say so.
#![allow(clippy::expect_used)]

mod support;

use crosscase::formats::transcript::{Hints, read_transcripts};
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use std::path::PathBuf;
use support::written;

fn main() {
    match std::env::var_os("CROSSCASE_BENCH_INTERVIEWS") {
        Some(folder) => written::write_all(&PathBuf::from(folder)).expect("files can be written"),
        None => divan::main(),
    }
}

/// Twenty interviews in one format.
#[divan::bench(args = written::ENDINGS, sample_count = 5, sample_size = 1)]
fn read(bencher: Bencher, ending: &str) {
    let interviews = written::interviews(20);
    let files: Vec<Vec<u8>> = interviews
        .iter()
        .map(|it| written::as_file(it, ending))
        .collect();
    let file = PathBuf::from(format!("a.{ending}"));
    let bytes: usize = files.iter().map(Vec::len).sum();
    bencher
        .counter(BytesCount::new(bytes))
        .counter(ItemsCount::new(files.len()))
        .bench_local(|| {
            for bytes in &files {
                let read = read_transcripts(&file, bytes, &Hints::default());
                let read = read.expect("a transcript").remove(0);
                assert!(read.document.turns.len() > 20);
            }
        });
}
