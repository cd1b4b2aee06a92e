//! How long it takes to find the first twenty turns, with their words, among
//! 100,000 or as many as `CROSSCASE_BENCH_TURNS` says. Run with `cargo bench --bench find`.
// A benchmark that cannot go on must say so.
#![allow(clippy::expect_used)]

mod support;

use crosscase::app::Study;
use crosscase::app::find::{FindRequest, Findings, Sort, What, find};
use divan::Bencher;
use std::sync::Mutex;
use support::study;
use tempfile::TempDir;

static STUDY: Mutex<Option<(TempDir, Study)>> = Mutex::new(None);

const QUERIES: [&str; 7] = [
    "customer",
    "burnout",
    r#""point of view""#,
    "team NEAR/8 remote",
    "customer NEAR/5 sales",
    "(the OR a) THEN/4 (we OR they)",
    "learn*",
];

fn main() {
    let corpus = study::corpus();
    let held = study::full(&corpus);
    let planted = |rule: &str| corpus.planted.get(rule).copied();
    let total = |query| look(&held.1, query, false).total_turns;
    assert_eq!(Some(total(r#"exact"burnout""#)), planted("burnout-word"));
    assert_eq!(Some(total(QUERIES[2])), planted("point-of-view"));
    assert_eq!(Some(total(QUERIES[3])), planted("near-team-remote"));
    *STUDY.lock().expect("a study") = Some(held);
    divan::main();
    // Nothing drops a static, and the folder is to go.
    *STUDY.lock().expect("a study") = None;
}

fn look(study: &Study, query: &str, by_relevance: bool) -> Findings {
    let request = FindRequest {
        what: What {
            query: query.to_owned(),
            ..What::default()
        },
        limit: 20,
        sort: if by_relevance {
            Sort::Best
        } else {
            Sort::Place
        },
    };
    find(study, &request, &mut |_, _| {}).expect("findings")
}

fn bench(bencher: Bencher, query: &str, by_relevance: bool) {
    let held = STUDY.lock().expect("a study");
    let (_folder, study) = held.as_ref().expect("a study");
    assert_eq!(look(study, query, by_relevance).hits.len(), 20);
    bencher.bench_local(|| look(study, query, by_relevance));
}

/// In the order of the text.
#[divan::bench(args = QUERIES, sample_count = 50, sample_size = 1)]
fn by_place(bencher: Bencher, query: &str) {
    bench(bencher, query, false);
}

/// Best turns first: each from another transcript.
#[divan::bench(args = QUERIES, sample_count = 50, sample_size = 1)]
fn by_relevance(bencher: Bencher, query: &str) {
    bench(bencher, query, true);
}
