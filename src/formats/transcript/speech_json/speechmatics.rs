//! Speechmatics: `results`, a list of words and punctuation with speakers
//! `S1`, `S2` and, for unknown ones, `UU`.

use super::json::Json;
use super::words::{Word, best, lines_of};
use crate::formats::transcript::captions_speech::Line;

pub(super) fn read(file: &Json) -> Option<Vec<Line>> {
    let results = file.list("results")?;
    best(results.first()?)?.words("content")?;
    let words = results.iter().filter_map(|word| {
        let best = best(word)?;
        let punctuation = word.words("type") == Some("punctuation");
        Some(Word {
            text: best.words("content")?,
            voice: best
                .get("speaker")
                .and_then(Json::speaker)
                .filter(|name| name != "UU"),
            starts_at: word.get("start_time").and_then(Json::time),
            ends_at: word.get("end_time").and_then(Json::time),
            glued: match word.words("attaches_to") {
                Some(side) => side == "previous" || side == "both",
                None => punctuation,
            },
        })
    });
    Some(lines_of(words))
}
