//! Google Speech-to-Text: `results` with `alternatives`, whose words carry a
//! `speakerTag` or `speakerLabel`.

use super::json::Json;
use super::words::{Word, best, lines_of};
use crate::formats::transcript::captions_speech::Line;

pub(super) fn read(file: &Json) -> Option<Vec<Line>> {
    let file = file.get("response").unwrap_or(file);
    let results = file.list("results")?;
    let readings: Vec<(&Json, &Json)> = results
        .iter()
        .filter_map(|result| Some((result, best(result)?)))
        .collect();
    readings
        .iter()
        .find(|(_, best)| best.words("transcript").is_some() || best.list("words").is_some())?;
    if let Some(words) = all_with_speakers(&readings) {
        return Some(lines_of(words.iter().filter_map(word)));
    }
    let mut before = None;
    let lines = readings.iter().flat_map(|(result, best)| {
        let spoken = lines_of(
            best.list("words")
                .unwrap_or_default()
                .iter()
                .filter_map(word),
        );
        let end = time(result, ["resultEndTime", "resultEndOffset"]);
        let start = std::mem::replace(&mut before, end);
        if spoken.is_empty() {
            let text = best.words("transcript").map(str::to_owned);
            let line = |text| Line {
                text,
                starts_at: start,
                ends_at: end,
                ..Line::default()
            };
            text.map(line).into_iter().collect()
        } else {
            spoken
        }
    });
    Some(lines.collect())
}

/// With speakers, the last result says all again from the beginning, once more
/// and this time with speakers. The results before it must not be read too.
fn all_with_speakers<'j, 'a>(readings: &[(&'j Json<'a>, &'j Json<'a>)]) -> Option<&'j [Json<'a>]> {
    let words = |reading: &(&'j Json<'a>, &'j Json<'a>)| reading.1.list("words");
    let [first, .., last] = readings else {
        return None;
    };
    let (last, first) = (words(last)?, words(first));
    let starts = |words: &[Json]| words.first().map(|word| word_time(word, "start"));
    let tagged = |words: &[Json]| words.iter().any(|word| speaker(word).is_some());
    let again = match first {
        Some(first) => starts(last) <= starts(first) || !tagged(first),
        None => true,
    };
    (tagged(last) && again).then_some(last)
}

fn word<'j>(word: &'j Json) -> Option<Word<'j>> {
    Some(Word {
        text: word.words("word")?,
        voice: speaker(word),
        starts_at: word_time(word, "start"),
        ends_at: word_time(word, "end"),
        glued: false,
    })
}

/// Speakers are counted from 1; 0 is nobody.
fn speaker(word: &Json) -> Option<String> {
    let label = word.get("speakerLabel").and_then(Json::speaker);
    let tag = word
        .get("speakerTag")
        .filter(|tag| tag.number() != Some(0.0));
    label.or_else(|| tag?.speaker())
}

fn word_time(word: &Json, end: &str) -> Option<u64> {
    ["Time", "Offset"]
        .iter()
        .find_map(|kind| word.get(&format!("{end}{kind}"))?.time())
}

fn time(of: &Json, names: [&str; 2]) -> Option<u64> {
    names.iter().find_map(|name| of.get(name)?.time())
}
