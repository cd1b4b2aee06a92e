//! The words that keep company with what was found: those that stand near it
//! relatively more often than elsewhere.
//!
//! Ranked by G² in two cells (Rayson & Garside 2000), which says how sure it is
//! that the difference is none of chance, with the log ratio (Hardie 2014),
//! which says how large it is.

use crate::analysis::heads::field_head;
use crate::analysis::keyness::Contrast;
use crate::model::{Axis, Cell, Emptiness, Heading, Table, Value};
use crate::text::Language;
use std::cmp::Ordering;

/// A word that stands near hits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collocate {
    /// The spelling that is most common near the hits, for all forms that
    /// share a stem.
    pub word: String,
    /// Its language.
    pub language: Language,
    /// In how many transcripts it stands near a hit.
    pub transcripts: u64,
    /// How often it stands near hits, and elsewhere in texts of its language.
    pub contrast: Contrast,
}

/// A word must stand near hits at least so often, and in so many transcripts
/// where hits do.
const AT_LEAST: u64 = 2;

const COLUMNS: [&str; 5] = ["near", "in transcripts", "elsewhere", "G²", "log ratio"];

/// The strongest collocates as a table, `most` of them. `transcripts` is how
/// many have hits.
pub fn collocates(
    title: &str,
    found: Vec<Collocate>,
    transcripts: u64,
    most: usize,
    filters: Vec<String>,
    notes: Vec<String>,
) -> Table {
    let in_transcripts = AT_LEAST.min(transcripts);
    let mut found: Vec<(f64, Collocate)> = found
        .into_iter()
        .filter(|it| it.contrast.target >= AT_LEAST && it.transcripts >= in_transcripts)
        .filter(|it| it.contrast.sign() == Ordering::Greater)
        .filter_map(|it| Some((it.contrast.g2()?, it)))
        .collect();
    found.sort_by(|(a, one), (b, other)| b.total_cmp(a).then_with(|| one.word.cmp(&other.word)));
    found.truncate(most);
    let mixed = found.iter().any(|(_, it)| {
        let first = found.first().map(|(_, first)| first.language);
        first != Some(it.language)
    });
    let language = mixed.then(|| field_head("language"));
    let columns = language.into_iter().chain(COLUMNS.map(field_head));
    let mut all_notes = vec![format!(
        "Words at least {AT_LEAST} times near a hit, in at least {in_transcripts} of its \
         transcripts, and relatively more often there than elsewhere."
    )];
    all_notes.extend(notes);
    Table {
        title: title.to_owned(),
        corner: "Word".to_owned(),
        columns: columns.collect(),
        cells: found.iter().map(|(g2, it)| cells(*g2, it, mixed)).collect(),
        rows: found.iter().map(|(_, it)| head(it)).collect(),
        unit: "words".to_owned(),
        coders: Vec::new(),
        filters,
        notes: all_notes,
        ..Table::default()
    }
}

fn head(it: &Collocate) -> Heading {
    Heading {
        subject: Axis::Field(it.word.clone()),
        name: it.word.clone(),
        label: it.word.clone(),
        depth: 0,
        ..Heading::default()
    }
}

fn cells(g2: f64, it: &Collocate, mixed: bool) -> Vec<Cell> {
    let language = mixed.then(|| Value::Text(it.language.tag().to_owned()));
    let ratio = it.contrast.log_ratio();
    let counted = [
        Value::Count(it.contrast.target),
        Value::Count(it.transcripts),
        Value::Count(it.contrast.reference),
        Value::Number(g2),
        ratio.map_or(Value::Empty(Emptiness::Undefined), Value::Number),
    ];
    let cells = language.into_iter().chain(counted);
    cells.map(Cell::plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn collocate(word: &str, near: u64, transcripts: u64, elsewhere: u64) -> Collocate {
        Collocate {
            word: word.to_owned(),
            language: Language::English,
            transcripts,
            contrast: Contrast {
                target: near,
                target_total: 100,
                reference: elsewhere,
                reference_total: 900,
            },
        }
    }

    fn words(transcripts: u64) -> Vec<String> {
        let found = vec![
            collocate("rare", 1, 1, 0),
            collocate("common", 5, 3, 45),
            collocate("one place", 9, 1, 1),
            collocate("quarter", 4, 2, 2),
            collocate("yearly", 8, 3, 2),
        ];
        let table = collocates("t", found, transcripts, 10, Vec::new(), Vec::new());
        table.rows.into_iter().map(|row| row.label).collect()
    }

    #[test]
    fn only_what_keeps_company_in_several_places_is_shown_strongest_first() {
        assert_eq!(words(3), ["yearly", "quarter"]);
        assert_eq!(words(1), ["one place", "yearly", "quarter"]);
    }

    #[test]
    fn the_figures_are_those_of_the_formulas() {
        let found = vec![collocate("yearly", 8, 3, 2)];
        let table = collocates("t", found, 3, 10, Vec::new(), Vec::new());
        let shown: Vec<String> = table.cells[0].iter().map(Cell::words).collect();
        // 2 (8 ln(8/1) + 2 ln(2/9)) and log2 of (8/100) / (2/900).
        assert_eq!(shown, ["8", "3", "2", "27.25", "5.17"]);
    }
}
