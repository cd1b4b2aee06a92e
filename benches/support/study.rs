//! Studies in temporary folders, made through the verbs that people use.

use super::corpus::Corpus;
use super::rules::codebook;
use crosscase::app::import::{ImportRequest, import_bytes};
use crosscase::app::{NewStudy, Session, Study};
use crosscase::formats::codebook::write_codebook;
use crosscase::text::Language;
use std::path::Path;
use tempfile::TempDir;

/// As many turns as a large interview archive has. `CROSSCASE_BENCH_TURNS` asks
/// for another size, such as 1000000.
const TURNS: usize = 100_000;
/// Turns of a transcript on average.
const LENGTH: usize = 172;

/// The corpus of all benchmarks.
pub fn corpus() -> Corpus {
    let asked = std::env::var("CROSSCASE_BENCH_TURNS");
    let turns = asked.map_or(TURNS, |turns| turns.parse().expect("a number of turns"));
    Corpus::new(turns, turns.div_ceil(LENGTH), 20140)
}

/// Who does it.
pub fn session() -> Session {
    Session {
        who: "Anna".to_owned(),
        at: "2020-01-01T00:00:00Z".to_owned(),
    }
}

/// A study without a transcript; the folder goes away with the first of the two.
pub fn empty() -> (TempDir, Study) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let new = NewStudy {
        name: "bench".to_owned(),
        coder: "Anna".to_owned(),
        language: Language::English,
    };
    let study = Study::create(folder.path(), &new, &session()).expect("a study");
    (folder, study)
}

/// Imports the corpus; says how many turns came in.
pub fn import(study: &mut Study, corpus: &Corpus) -> usize {
    import_bytes(
        study,
        &session(),
        &ImportRequest::default(),
        corpus.sources(),
    )
    .expect("an import")
    .into_iter()
    .flat_map(|outcome| outcome.result.expect("a transcript"))
    .map(|imported| imported.turns)
    .sum()
}

/// A study with the corpus and the fifty rules in it.
pub fn full(corpus: &Corpus) -> (TempDir, Study) {
    let (folder, mut study) = empty();
    assert_eq!(import(&mut study, corpus), corpus.turns);
    let file = Path::new("rules.toml");
    let rules = write_codebook(file, &codebook()).expect("a codebook file");
    crosscase::app::codebook::import_bytes(&mut study, &session(), file, &rules)
        .expect("a codebook");
    (folder, study)
}
