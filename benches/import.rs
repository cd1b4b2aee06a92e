//! How long it takes to import, store and index 100,000 turns.
//! Run with `cargo bench --bench import`.
//!
//! `CROSSCASE_BENCH_CORPUS=FOLDER cargo bench --bench import` writes the corpus
//! and its rules to a folder instead, to be given to other programs:
//! `/usr/bin/time -v crosscase import FOLDER/transcripts` tells the memory.
// A benchmark that cannot go on must say so.
#![allow(clippy::expect_used)]

mod support;

use crosscase::formats::codebook::write_codebook;
use crosscase::formats::transcript::{Hints, read_transcripts};
use divan::Bencher;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use support::corpus::Corpus;
use support::{rules, study};

static CORPUS: LazyLock<Corpus> = LazyLock::new(study::corpus);

fn main() {
    match std::env::var_os("CROSSCASE_BENCH_CORPUS") {
        Some(folder) => write(Path::new(&folder)).expect("files can be written there"),
        None => divan::main(),
    }
}

fn write(folder: &Path) -> std::io::Result<()> {
    let transcripts = folder.join("transcripts");
    std::fs::create_dir_all(&transcripts)?;
    for (name, text) in &CORPUS.files {
        std::fs::write(transcripts.join(name), text)?;
    }
    let file = folder.join("rules.toml");
    let codebook = write_codebook(&file, &rules::codebook()).expect("a codebook file");
    std::fs::write(file, codebook)
}

/// From bytes to a study with an index.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn import_store_and_index(bencher: Bencher) {
    LazyLock::force(&CORPUS);
    bencher
        .with_inputs(study::empty)
        .bench_local_values(|(folder, mut study)| {
            assert_eq!(study::import(&mut study, &CORPUS), CORPUS.turns);
            (folder, study)
        });
}

/// The reading alone, on one core.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn read_files(bencher: Bencher) {
    let sources: Vec<(PathBuf, Vec<u8>)> = CORPUS.sources();
    bencher.bench_local(|| {
        let turns: usize = sources
            .iter()
            .map(|(file, bytes)| {
                let read = read_transcripts(file, bytes, &Hints::default());
                read.expect("a transcript").remove(0).document.turns.len()
            })
            .sum();
        assert_eq!(turns, CORPUS.turns);
    });
}
