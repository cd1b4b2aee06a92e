//! How long the counting tables take on a study of a million codings.
//! Run with `cargo bench --bench matrix`.

use crosscase::analysis::{CooccurrenceSpec, Defaults, Together, View, build, cooccurrence};
use crosscase::model::{
    Case, CellMeasure, Code, CodeKey, Codebook, CodingId, Mark, ReviewState, RowsSpec, Table,
    TableSpec, Transcript, TranscriptId,
};
use crosscase::text::{ByteSpan, ContentHash, Language};
use divan::Bencher;
use std::collections::HashMap;
use std::sync::LazyLock;

const CASES: u32 = 2_000;
const CODES: u32 = 200;
const CODINGS: u64 = 1_000_000;
/// A hundred thousand turns in all.
const TURNS: u32 = 50;
const TURN_BYTES: u32 = 400;

fn main() {
    divan::main();
}

/// A generator of even numbers spread well enough, the same on each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u32) -> u32 {
        // SplitMix64, after Steele, Lea & Flood 2014.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % u64::from(sides)) as u32
    }
}

struct Study {
    cases: Vec<Case>,
    transcripts: Vec<Transcript>,
    codebook: Codebook,
    /// In the order of their numbers, as people and rules made them: all over
    /// the study.
    scattered: Vec<Mark>,
    /// In the order of the text.
    in_order: Vec<Mark>,
}

static STUDY: LazyLock<Study> = LazyLock::new(|| {
    let mut dice = Dice(20140);
    let name = |at: u32| format!("Case {at}");
    let hash = ContentHash::of(b"");
    let transcript = |at: u32| Transcript {
        id: TranscriptId(at + 1),
        name: format!("case-{at}"),
        case: Some(name(at)),
        language: Language::English,
        document: hash.clone(),
        original: String::new(),
        original_hash: hash.clone(),
        speakers: Default::default(),
    };
    let code = |at: u32| Code {
        key: CodeKey(at + 1),
        ..Code::new(&format!("C{at}"), "generated")
    };
    let mut mark = |id: u64| {
        let turn = dice.roll(TURNS);
        let start = turn * TURN_BYTES + dice.roll(TURN_BYTES / 2);
        let end = start + 20 + dice.roll(TURN_BYTES / 3);
        Some(Mark {
            id: CodingId(id),
            transcript: TranscriptId(dice.roll(CASES) + 1),
            turn: turn + 1,
            span: ByteSpan::new(start as usize, end as usize).ok()?,
            code: CodeKey(dice.roll(CODES) + 1),
            coder: 0,
            state: ReviewState::Accepted,
        })
    };
    let scattered: Vec<Mark> = (1..=CODINGS).filter_map(&mut mark).collect();
    let mut in_order = scattered.clone();
    in_order.sort_by_key(|mark| (mark.transcript, mark.span));
    Study {
        cases: (0..CASES)
            .map(|at| Case {
                name: name(at),
                ..Case::default()
            })
            .collect(),
        transcripts: (0..CASES).map(transcript).collect(),
        codebook: Codebook {
            codes: (0..CODES)
                .map(code)
                .map(|code| (code.id.clone(), code))
                .collect(),
            ..Codebook::default()
        },
        scattered,
        in_order,
    }
});

fn with_view(
    marks: &[Mark],
    table: impl FnOnce(&View, &Defaults) -> Option<Table>,
) -> Option<Table> {
    let coders = ["Anna".to_owned()];
    let (evidence, words, passages) = (HashMap::new(), HashMap::new(), HashMap::new());
    let view = View {
        cases: &STUDY.cases,
        transcripts: &STUDY.transcripts,
        codebook: &STUDY.codebook,
        marks,
        coders: &coders,
        guide_marks: &[],
        summaries: &[],
        evidence: &evidence,
        words: &words,
        passages: &passages,
    };
    let defaults = Defaults {
        coders: coders.to_vec(),
    };
    table(&view, &defaults)
}

fn all(word: &str) -> RowsSpec {
    RowsSpec::All(word.to_owned())
}

fn codings(marks: &[Mark]) -> Option<Table> {
    let spec = TableSpec {
        name: String::new(),
        title: String::new(),
        corner: String::new(),
        rows: all("codes"),
        columns: all("cases"),
        attributes: Vec::new(),
        cells: CellMeasure::Codings,
        coders: Vec::new(),
        pending: false,
    };
    with_view(marks, |view, defaults| build(&spec, view, defaults).ok())
}

fn together(marks: &[Mark], together: Together) -> Option<Table> {
    let spec = CooccurrenceSpec {
        title: String::new(),
        corner: String::new(),
        codes: all("codes"),
        coders: Vec::new(),
        pending: false,
        together,
    };
    with_view(marks, |view, defaults| {
        cooccurrence(&spec, view, defaults).ok()
    })
}

#[divan::bench(sample_count = 20)]
fn code_by_case_scattered(bencher: Bencher) {
    let marks = &STUDY.scattered;
    bencher.bench(|| codings(marks));
}

#[divan::bench(sample_count = 20)]
fn code_by_case_in_order(bencher: Bencher) {
    let marks = &STUDY.in_order;
    bencher.bench(|| codings(marks));
}

#[divan::bench(sample_count = 20)]
fn same_turn_scattered(bencher: Bencher) {
    let marks = &STUDY.scattered;
    bencher.bench(|| together(marks, Together::SameTurn));
}

#[divan::bench(sample_count = 20)]
fn same_turn_in_order(bencher: Bencher) {
    let marks = &STUDY.in_order;
    bencher.bench(|| together(marks, Together::SameTurn));
}

#[divan::bench(sample_count = 10)]
fn overlap_scattered(bencher: Bencher) {
    let marks = &STUDY.scattered;
    bencher.bench(|| together(marks, Together::Overlap));
}
