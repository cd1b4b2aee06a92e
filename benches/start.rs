//! How long a command takes that has next to nothing to do: the process's
//! start, its work and its end. Run with `cargo bench --bench start`.
// A benchmark that cannot go on must say so.
#![allow(clippy::expect_used)]

mod support;

use divan::Bencher;
use std::path::Path;
use std::process::{Command, Stdio};
use support::study;

fn main() {
    divan::main();
}

fn run(arguments: &[&str], folder: &Path) {
    let status = Command::new(env!("CARGO_BIN_EXE_crosscase"))
        .args(arguments)
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("a process");
    assert!(status.success());
}

/// What any process costs here, for comparison.
#[divan::bench(sample_count = 100, sample_size = 1)]
fn nothing_at_all(bencher: Bencher) {
    bencher.bench(|| Command::new("true").status().expect("a process"));
}

#[divan::bench(sample_count = 100, sample_size = 1)]
fn help(bencher: Bencher) {
    let folder = std::env::temp_dir();
    bencher.bench(|| run(&["--help"], &folder));
}

/// On the sample study.
#[divan::bench(args = ["log", "table table5", "find bonus", "check"], sample_count = 50, sample_size = 1)]
fn small_study(bencher: Bencher, command: &str) {
    let outer = tempfile::tempdir().expect("a temporary folder");
    run(&["demo", "study"], outer.path());
    let folder = outer.path().join("study");
    let words: Vec<&str> = command.split(' ').collect();
    bencher.bench(|| run(&words, &folder));
}

/// On an archive of 100,000 turns.
#[divan::bench(args = ["log", "find customer", "read"], sample_count = 20, sample_size = 1)]
fn large_study(bencher: Bencher, command: &str) {
    let (folder, _study) = study::full(&study::corpus());
    let words: Vec<&str> = command.split(' ').collect();
    bencher.bench(|| run(&words, folder.path()));
}
