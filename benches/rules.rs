//! How long fifty rules take over 100,000 turns, or over as many as
//! `CROSSCASE_BENCH_TURNS` says.
//! Run with `cargo bench --bench rules`.
// A benchmark that cannot go on must say so.
#![allow(clippy::expect_used, clippy::print_stderr)]

mod support;

use crosscase::app::Study;
use crosscase::app::suggest::{SuggestRequest, suggest};
use crosscase::formats::transcript::{Hints, read_transcripts};
use crosscase::model::{Code, CodeKey, Codebook, Document, Extent, Rule, Transcript, TranscriptId};
use crosscase::rules::{Hit, Names, Surroundings, compile};
use crosscase::text::{ContentHash, Language};
use divan::Bencher;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use support::corpus::Corpus;
use support::{memory, rules, study};

static CORPUS: LazyLock<Corpus> = LazyLock::new(study::corpus);

static TEXTS: LazyLock<Vec<(Transcript, Document)>> = LazyLock::new(|| {
    let read = |(number, (name, text)): (u32, &(std::path::PathBuf, String))| {
        let read = read_transcripts(name, text.as_bytes(), &Hints::default());
        let read = read.expect("a transcript").remove(0);
        let transcript = Transcript {
            id: TranscriptId(number),
            name: name.display().to_string(),
            case: None,
            language: Language::English,
            document: read.document.hash.clone(),
            original: String::new(),
            original_hash: ContentHash::of(b""),
            speakers: read.speakers,
            part: None,
            round: None,
            speaker_cases: Default::default(),
        };
        (transcript, read.document)
    };
    (1..).zip(&CORPUS.files).map(read).collect()
});

fn main() {
    divan::main();
}

/// As `app::suggest` runs them.
fn run(codebook: &Codebook, texts: &[(Transcript, Document)]) -> Vec<Vec<Hit>> {
    let (compiled, bad) = compile(&pairs(codebook), &Names::default());
    assert!(bad.is_empty(), "{bad:?}");
    texts
        .par_iter()
        .map(|(transcript, document)| compiled.run(document, transcript, &Surroundings::default()))
        .collect()
}

fn pairs(codebook: &Codebook) -> Vec<(CodeKey, &Rule)> {
    let rules = |code: &'_ Code| code.key;
    codebook
        .codes
        .values()
        .flat_map(|code| code.rules.iter().map(move |rule| (rules(code), rule)))
        .collect()
}

/// Every rule finds what was planted for it, no more and no less.
fn counted(hits: &[Vec<Hit>]) -> usize {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for hit in hits.iter().flatten() {
        *counts.entry(hit.rule.as_str()).or_default() += 1;
    }
    for natural in rules::NATURAL {
        let found = counts.remove(natural);
        assert!(found > Some(100), "{natural} found {found:?}");
    }
    assert_eq!(counts, CORPUS.planted);
    hits.iter().map(Vec::len).sum()
}

/// Every hit with its place and rule, the texts being in memory.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn fifty_rules(bencher: Bencher) {
    let codebook = rules::codebook();
    let hits = counted(&run(&codebook, &TEXTS));
    eprintln!("fifty_rules: {hits} hits in {} turns", CORPUS.turns);
    bencher.bench(|| run(&codebook, &TEXTS));
}

/// The same on one core.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn fifty_rules_on_one_core(bencher: Bencher) {
    let codebook = rules::codebook();
    bencher.bench(|| {
        let (compiled, _) = compile(&pairs(&codebook), &Names::default());
        let hits = TEXTS.iter().map(|(transcript, document)| {
            compiled
                .run(document, transcript, &Surroundings::default())
                .len()
        });
        hits.sum::<usize>()
    });
}

/// The same rules proposing whole sentences, which is what rules do by default.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn fifty_rules_for_sentences(bencher: Bencher) {
    let mut codebook = rules::codebook();
    for rule in codebook.codes.values_mut().flat_map(|code| &mut code.rules) {
        rule.extent = Extent::Sentence;
    }
    assert!(run(&codebook, &TEXTS).iter().any(|hits| !hits.is_empty()));
    bencher.bench(|| run(&codebook, &TEXTS));
}

fn suggested(study: &mut Study, dry_run: bool) -> usize {
    let request = SuggestRequest {
        dry_run,
        ..SuggestRequest::default()
    };
    let told = suggest(study, &study::session(), &request, &|_, _| {}).expect("suggestions");
    assert!(told.bad.is_empty());
    told.added()
}

/// The verb without the writing: from the store to the counts.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn suggest_dry_run(bencher: Bencher) {
    let (_folder, mut study) = study::full(&CORPUS);
    let found = memory::told("suggest_dry_run", || suggested(&mut study, true));
    assert!(found >= CORPUS.planted.values().sum());
    bencher.bench_local(|| suggested(&mut study, true));
}

/// The same where the index is gone, and every turn is read.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn suggest_dry_run_without_the_index(bencher: Bencher) {
    let (folder, mut study) = study::full(&CORPUS);
    std::fs::remove_dir_all(folder.path().join("index")).expect("the index");
    bencher.bench_local(|| suggested(&mut study, true));
}

/// The verb as people give it: every suggestion and its journal entry written.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn suggest_and_write(bencher: Bencher) {
    bencher
        .with_inputs(|| study::full(&CORPUS))
        .bench_local_values(|(folder, mut study)| {
            let written = suggested(&mut study, false);
            assert!(written >= CORPUS.planted.values().sum());
            (folder, study)
        });
}
