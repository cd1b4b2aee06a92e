//! Rev: `monologues` of `elements`, words and the punctuation between them,
//! spaces among it.

use super::json::Json;
use super::words::{Word, lines_of};
use crate::formats::transcript::captions_speech::Line;

pub(super) fn read(file: &Json) -> Option<Vec<Line>> {
    let monologues = file.list("monologues")?;
    monologues.first()?.list("elements")?;
    let names = file.list("speakers").unwrap_or_default();
    let lines = monologues.iter().flat_map(|monologue| {
        let voice = voice(monologue, names);
        lines_of(words(monologue.list("elements").unwrap_or_default(), voice))
    });
    Some(lines.collect())
}

/// Who speaks, by the list of names where the file has one.
fn voice(monologue: &Json, names: &[Json]) -> Option<String> {
    let speaker = monologue.get("speaker");
    let listed = names
        .iter()
        // Rev numbers a handful of speakers; a long list is no list of names.
        .take(100)
        .find(|name| name.get("id").is_some_and(|id| Some(id) == speaker))
        .and_then(|name| name.get("name")?.speaker());
    let shown = monologue.get("speaker_info").and_then(Json::speaker);
    listed.or(shown).or_else(|| speaker?.speaker())
}

fn words<'j>(elements: &'j [Json], voice: Option<String>) -> impl Iterator<Item = Word<'j>> {
    // A word behind a word stands apart, behind a space it need not.
    let mut spaced = true;
    elements.iter().filter_map(move |element| {
        let raw = element.words("value")?;
        let text = raw.trim();
        let punctuation = element.words("type") == Some("punct");
        let glued = punctuation && !raw.starts_with(char::is_whitespace) && !spaced;
        spaced = raw.ends_with(char::is_whitespace);
        (!text.is_empty()).then(|| Word {
            text,
            voice: voice.clone(),
            starts_at: time(element, ["ts", "timestamp"]),
            ends_at: time(element, ["end_ts", "end_timestamp"]),
            glued,
        })
    })
}

fn time(element: &Json, names: [&str; 2]) -> Option<u64> {
    names.iter().find_map(|name| element.get(name)?.time())
}
