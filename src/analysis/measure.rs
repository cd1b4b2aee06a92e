//! What can be counted in a cell.

use crate::analysis::hits::Hit;
use crate::analysis::view::View;
use crate::model::{CellMeasure, Emptiness, Value};
use crate::text::ByteSpan;

/// What a measure counts, in words, for the table's footnote; empty where
/// nothing is counted.
pub(super) fn unit(measure: CellMeasure, several_coders: bool) -> String {
    let words = match measure {
        CellMeasure::Codings if several_coders => {
            "codings; a passage with two codes counts once for each, \
             and one that two coders coded counts once for each coder"
        }
        CellMeasure::Codings => "codings; a passage with two codes counts once for each",
        CellMeasure::Words => "coded words of the informants, each word once",
        CellMeasure::Share => {
            "% of the informants' words; coded words of the case's informants, each once, \
             as a share of all that they said"
        }
        CellMeasure::Presence => "presence (1 = at least one coding)",
        CellMeasure::Transcripts => "transcripts with at least one coding",
        CellMeasure::Summary | CellMeasure::Quotes | CellMeasure::Attribute => "",
    };
    words.to_owned()
}

/// How many transcripts the codings (in order) lie in.
pub(super) fn transcripts(hits: &[Hit]) -> Value {
    let groups = hits.chunk_by(|a, b| a.transcript == b.transcript);
    Value::Count(groups.count() as u64)
}

/// 1 where there is a coding, else 0.
pub(super) fn presence(hits: &[Hit]) -> Value {
    Value::Count(u64::from(!hits.is_empty()))
}

/// The informants' words that start inside at least one of the passages.
/// Undefined where the view does not know a transcript's words.
pub(super) fn words(hits: &[Hit], view: &View) -> Value {
    inside(hits, view).map_or(Value::Empty(Emptiness::Undefined), Value::Count)
}

/// The same as a part of all words of the case's informants (`whole`).
/// Undefined where they said none, or their words are not known.
pub(super) fn share(hits: &[Hit], whole: Option<u64>, view: &View) -> Value {
    match (inside(hits, view), whole) {
        (Some(part), Some(whole)) if whole > 0 => Value::Share { part, whole },
        _ => Value::Empty(Emptiness::Undefined),
    }
}

/// All words of the informants in these transcripts (places in the view).
pub(super) fn all_words(transcripts: &[usize], view: &View) -> Option<u64> {
    let maps = transcripts.iter().map(|at| {
        let transcript = view.transcripts.get(*at)?;
        Some(view.words.get(&transcript.id)?.total())
    });
    maps.sum()
}

fn inside(hits: &[Hit], view: &View) -> Option<u64> {
    let groups = hits.chunk_by(|a, b| a.transcript == b.transcript);
    let counts = groups.map(|group| {
        let place = group.first()?.transcript as usize;
        let words = view.words.get(&view.transcripts.get(place)?.id)?;
        let mut spans: Vec<ByteSpan> = group.iter().map(|hit| hit.span).collect();
        Some(words.inside(&mut spans))
    });
    counts.sum()
}
