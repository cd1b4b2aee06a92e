//! How long the counting tables take on a study of a million codings.
//! Run with `cargo bench --bench matrix`.
// A benchmark that cannot go on must say so.
#![allow(clippy::expect_used)]

mod support;

use crosscase::analysis::{
    CooccurrenceSpec, Defaults, Strength, Together, UnitMap, View, build, cooccurrence, pairs,
};
use crosscase::app;
use crosscase::app::table::{TableRequest, table};
use crosscase::model::change::Swap;
use crosscase::model::{
    Case, CellMeasure, Change, Code, CodeKey, Codebook, Coding, CodingId, Document, Edit, HeadsOf,
    LevelSpec, Mark, Origin, ReviewState, Role, RowsSpec, SideSpec, Table, TableSpec, Transcript,
    TranscriptId, Turn,
};
use crosscase::store::{Store, StoreError};
use crosscase::text::{ByteSpan, CanonicalText, ContentHash, Language};
use divan::Bencher;
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};
use support::dice::Dice;
use tempfile::TempDir;

const CASES: u32 = 1_000;
const CODES: u32 = 500;
const CODINGS: u64 = 1_000_000;
/// Fifty thousand turns in all, of five sentences each.
const TURNS: u32 = 50;
const TURN_BYTES: u32 = 400;
const SENTENCE: &str =
    "As they always say here, it is the customers who decide what we are going to do. ";

fn main() {
    divan::main();
    // Nothing drops a static, and the folder is to go.
    *STORED.lock().expect("a study") = None;
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
    /// The text of every transcript.
    document: Document,
}

impl Study {
    /// What the transcripts can be counted in.
    fn units(&self, together: Together) -> HashMap<TranscriptId, UnitMap> {
        let maps = self.transcripts.par_iter().map(|transcript| {
            let map = UnitMap::new(&self.document, transcript, together);
            (transcript.id, map)
        });
        maps.collect()
    }
}

/// Interviewer and informant in turn.
fn document() -> Document {
    let turn = |at: u32| Turn {
        number: at + 1,
        speaker: ["H", "J"][at as usize % 2].to_owned(),
        span: ByteSpan::new(
            (at * TURN_BYTES) as usize,
            ((at + 1) * TURN_BYTES) as usize - 1,
        )
        .expect("a span"),
        starts_at: None,
        ends_at: None,
    };
    let mut line = SENTENCE.repeat(TURN_BYTES as usize / SENTENCE.len() + 1);
    line.truncate(TURN_BYTES as usize - 1);
    let text = format!("{line}\n").repeat(TURNS as usize + 1);
    Document::new(
        CanonicalText::from_raw(&text),
        (0..TURNS).map(turn).collect(),
        Vec::new(),
        Vec::new(),
    )
}

static STUDY: LazyLock<Study> = LazyLock::new(|| {
    let mut dice = Dice::new(20140);
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
        speakers: [
            ("H".to_owned(), Role::Interviewer),
            ("J".to_owned(), Role::Informant),
        ]
        .into(),
        part: None,
        round: None,
        speaker_cases: Default::default(),
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
        document: document(),
    }
});

static SENTENCES: LazyLock<HashMap<TranscriptId, UnitMap>> =
    LazyLock::new(|| STUDY.units(Together::Sentence));
static CHARACTERS: LazyLock<HashMap<TranscriptId, UnitMap>> =
    LazyLock::new(|| STUDY.units(Together::Overlap));
static TURN_MAPS: LazyLock<HashMap<TranscriptId, UnitMap>> =
    LazyLock::new(|| STUDY.units(Together::SameTurn));

fn with_view(
    marks: &[Mark],
    units: &HashMap<TranscriptId, UnitMap>,
    table: impl FnOnce(&View, &Defaults) -> Option<Table>,
) -> Option<Table> {
    let coders = ["Anna".to_owned()];
    let (evidence, words, passages) = (HashMap::new(), HashMap::new(), HashMap::new());
    let voices = HashMap::new();
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
        units,
        passages: &passages,
        voices: &voices,
    };
    let defaults = Defaults {
        coders: coders.to_vec(),
    };
    table(&view, &defaults)
}

fn all(what: HeadsOf) -> SideSpec {
    vec![LevelSpec::All(what)]
}

fn codings(marks: &[Mark]) -> Option<Table> {
    let spec = TableSpec {
        name: String::new(),
        title: String::new(),
        corner: String::new(),
        rows: all(HeadsOf::Codes),
        columns: all(HeadsOf::Cases),
        cells: CellMeasure::Codings,
        ..TableSpec::default()
    };
    with_view(marks, &HashMap::new(), |view, defaults| {
        build(&spec, view, defaults).ok()
    })
}

fn order(together: Together, measures: &[Strength]) -> CooccurrenceSpec {
    CooccurrenceSpec {
        title: String::new(),
        corner: String::new(),
        rows: RowsSpec::All("codes".to_owned()),
        columns: None,
        used_only: false,
        coders: Vec::new(),
        same_coder: false,
        pending: false,
        together,
        measures: measures.to_vec(),
    }
}

fn together(marks: &[Mark], together: Together, measures: &[Strength]) -> Option<Table> {
    let spec = order(together, measures);
    with_view(marks, units(&spec), |view, defaults| {
        cooccurrence(&spec, view, defaults).ok()
    })
}

/// What was counted of the texts before.
fn units(spec: &CooccurrenceSpec) -> &'static HashMap<TranscriptId, UnitMap> {
    match spec.together {
        Together::Overlap => &CHARACTERS,
        Together::Sentence => &SENTENCES,
        _ => &TURN_MAPS,
    }
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
    bencher.bench(|| together(marks, Together::SameTurn, &[Strength::Count]));
}

#[divan::bench(sample_count = 20)]
fn same_turn_in_order(bencher: Bencher) {
    let marks = &STUDY.in_order;
    bencher.bench(|| together(marks, Together::SameTurn, &[Strength::Count]));
}

#[divan::bench(sample_count = 10)]
fn overlap_scattered(bencher: Bencher) {
    let marks = &STUDY.scattered;
    bencher.bench(|| together(marks, Together::Overlap, &[Strength::Count]));
}

#[divan::bench(sample_count = 10)]
fn sentence_scattered(bencher: Bencher) {
    let marks = &STUDY.scattered;
    bencher.bench(|| together(marks, Together::Sentence, &[Strength::Count]));
}

#[divan::bench(sample_count = 10, args = [1, 5])]
fn within_turns_scattered(bencher: Bencher, apart: u32) {
    let marks = &STUDY.scattered;
    bencher.bench(|| together(marks, Together::WithinTurns(apart), &[Strength::Count]));
}

/// Two coefficients instead of the count: units and N are counted too.
const COEFFICIENTS: [Strength; 2] = [Strength::Jaccard, Strength::Lift];

#[divan::bench(sample_count = 10)]
fn same_turn_coefficients(bencher: Bencher) {
    let marks = &STUDY.scattered;
    bencher.bench(|| together(marks, Together::SameTurn, &COEFFICIENTS));
}

#[divan::bench(sample_count = 10)]
fn overlap_coefficients(bencher: Bencher) {
    let marks = &STUDY.scattered;
    bencher.bench(|| together(marks, Together::Overlap, &COEFFICIENTS));
}

#[divan::bench(sample_count = 10)]
fn within_turns_coefficients(bencher: Bencher) {
    let marks = &STUDY.scattered;
    bencher.bench(|| together(marks, Together::WithinTurns(1), &COEFFICIENTS));
}

#[divan::bench(sample_count = 10)]
fn fifty_pairs_of_same_turn(bencher: Bencher) {
    let marks = &STUDY.scattered;
    let spec = order(Together::SameTurn, &COEFFICIENTS);
    bencher.bench(|| {
        with_view(marks, units(&spec), |view, defaults| {
            pairs(&spec, 50, view, defaults).ok()
        })
    });
}

/// What sentences cost before any of it: cutting the texts.
#[divan::bench(sample_count = 5)]
fn sentences_of_the_texts(bencher: Bencher) {
    bencher.bench(|| STUDY.units(Together::Sentence));
}

/// The same codings in a study's database, written through its one door.
static STORED: Mutex<Option<(TempDir, app::Study)>> = Mutex::new(None);

fn with_stored<T>(bench: impl FnOnce(&app::Study, &Store) -> T) -> T {
    let mut held = STORED.lock().expect("a study");
    let (folder, study) = held.get_or_insert_with(|| {
        let (folder, study) = support::study::empty();
        let mut store = Store::open(folder.path()).expect("the study's store");
        store
            .change::<_, StoreError>("Anna", "2020-01-01T00:00:00Z", |door| {
                let (document, edits) = everything();
                door.put_document(&document)?;
                Ok((Some(Change::new("a generated study", edits)), ()))
            })
            .expect("a change");
        (folder, study)
    });
    let store = Store::open(folder.path()).expect("the study's store");
    bench(study, &store)
}

fn everything() -> (Document, Vec<Edit>) {
    let document = STUDY.document.clone();
    let text = document.text.as_str();
    let cases = STUDY
        .cases
        .iter()
        .zip(0..)
        .map(|(case, position)| Edit::Case {
            position,
            case: Swap::add(case.clone()),
        });
    let transcripts = STUDY.transcripts.iter().map(|it| {
        Edit::Transcript(Box::new(Swap::add(Transcript {
            document: document.hash.clone(),
            ..it.clone()
        })))
    });
    let codings = STUDY.scattered.iter().map(|mark| {
        Edit::Coding(Box::new(Swap::add(Coding {
            id: mark.id,
            transcript: mark.transcript,
            turn: mark.turn,
            span: mark.span,
            quote: mark.span.slice(text).expect("a quote").to_owned(),
            code: mark.code,
            coder: "Anna".to_owned(),
            origin: Origin::Hand,
            state: mark.state,
            decided_at: None,
        })))
    });
    let codebook = Edit::Codebook(Box::new(Swap::add(STUDY.codebook.clone())));
    let edits = cases
        .chain(transcripts)
        .chain([codebook])
        .chain(codings)
        .collect();
    (document, edits)
}

fn total(table: &Table) -> f64 {
    let cells = table.cells.iter().flatten();
    cells.map(|cell| cell.value.number().unwrap_or(0.0)).sum()
}

/// The verb as people give it, from the file to the table.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn table_codings_from_the_store(bencher: Bencher) {
    let request = TableRequest {
        spec: "codings".to_owned(),
        ..TableRequest::default()
    };
    with_stored(|study, _| {
        // Chance may put one code on the same words twice, which counts once.
        let made = table(study, &request).expect("a table");
        assert!(total(&made) > CODINGS as f64 * 0.999);
        bencher.bench_local(|| table(study, &request).expect("a table"));
    });
}

/// What of it is reading.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn marks_from_the_store(bencher: Bencher) {
    with_stored(|_, store| {
        let marks = || store.read(|reader| reader.marks()).expect("marks").0;
        assert_eq!(marks().len(), CODINGS as usize);
        bencher.bench_local(marks);
    });
}

/// From the file to which code stands with which in one turn.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn same_turn_from_the_store(bencher: Bencher) {
    with_stored(|_, store| {
        bencher.bench_local(|| {
            let (marks, _) = store.read(|reader| reader.marks()).expect("marks");
            together(&marks, Together::SameTurn, &[Strength::Count])
        });
    });
}
