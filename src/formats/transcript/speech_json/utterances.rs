//! Lists of utterances, each with its text, times and perhaps a speaker: what
//! Whisper, its relatives and most services write, under names of their own.

use super::json::{Json, milliseconds};
use super::words::are_milliseconds;
use crate::formats::transcript::captions_speech::Line;

/// Where the list may lie.
const LISTS: &[&str] = &[
    // Whisper, faster-whisper, WhisperX, OpenAI; the podcast namespace
    "segments",
    // services that wrap Whisper
    "result.segments",
    "output.segments",
    // Gladia
    "result.transcription.utterances",
    "transcription.utterances",
    // AssemblyAI
    "utterances",
    // Hugging Face, first with speakers
    "speakers",
    "chunks",
    // Fireflies, Sonix, Amazon's call analytics and the like
    "sentences",
    "transcript",
    "monologues",
];

const TEXTS: &[&str] = &["text", "body", "transcript", "sentence", "content"];
const STARTS: &[&str] = &["start", "start_time", "begin", "BeginOffsetMillis"];
const ENDS: &[&str] = &["end", "end_time", "EndOffsetMillis"];
const SPEAKERS: &[&str] = &[
    "speaker",
    "speaker_name",
    "speaker_label",
    "speaker_id",
    "ParticipantRole",
];

pub(super) fn read(file: &Json) -> Option<Vec<Line>> {
    let lists = LISTS.iter().filter_map(|path| file.at(path)?.items());
    file.items().into_iter().chain(lists).find_map(of_list)
}

fn of_list(items: &[Json]) -> Option<Vec<Line>> {
    // A list of anything has texts; one of speech also says when or who.
    let of_speech = |item: &&Json| {
        first(item, TEXTS).and_then(Json::text).is_some()
            && (first(item, STARTS)
                .or_else(|| item.get("timestamp"))
                .is_some()
                || first(item, SPEAKERS).is_some())
    };
    let speech = items.iter().filter(of_speech).count();
    if speech == 0 || speech * 2 < items.len() {
        return None;
    }
    let milli = are_milliseconds(items.iter().filter_map(|item| {
        let number = |names| first(item, names).and_then(Json::number);
        let words = first(item, TEXTS)?.text()?.split_whitespace().count();
        Some((number(STARTS)?, number(ENDS)?, words))
    }));
    let time = |value: &Json| match value.number().filter(|_| milli) {
        Some(number) => milliseconds(number, 1.0),
        None => value.time(),
    };
    let lines = items.iter().flat_map(|item| {
        // Hugging Face: [start, end]
        let pair = item.list("timestamp").unwrap_or_default();
        let line = Line {
            voice: first(item, SPEAKERS).and_then(Json::speaker),
            text: first(item, TEXTS)
                .and_then(Json::text)
                .unwrap_or_default()
                .to_owned(),
            starts_at: first(item, STARTS).or(pair.first()).and_then(time),
            ends_at: first(item, ENDS).or(pair.get(1)).and_then(time),
            ..Line::default()
        };
        by_speaker_of_words(line, item.list("words").unwrap_or_default())
    });
    Some(lines.collect())
}

fn first<'j, 'a>(item: &'j Json<'a>, names: &[&str]) -> Option<&'j Json<'a>> {
    names.iter().find_map(|name| item.get(name))
}

/// WhisperX knows the speaker of each word: a segment in which two speak is cut
/// between them. Where a word is not found in the text, the segment stays whole.
fn by_speaker_of_words(line: Line, words: &[Json]) -> Vec<Line> {
    let mut cuts: Vec<(usize, String, Option<u64>)> = Vec::new();
    let mut at = 0;
    for word in words {
        let Some(text) = first(word, &["word", "text"]).and_then(Json::text) else {
            continue;
        };
        let rest = line.text.get(at..).unwrap_or_default();
        // The next word is the next word: a window keeps the search short.
        let near: usize = rest.chars().take(40 + text.len()).map(char::len_utf8).sum();
        let Some(found) = rest.get(..near).and_then(|near| near.find(text.trim())) else {
            return vec![line];
        };
        let speaker = word.get("speaker").and_then(Json::speaker);
        if let Some(speaker) = speaker
            && cuts.last().is_none_or(|(_, last, _)| *last != speaker)
        {
            cuts.push((at + found, speaker, word.get("start").and_then(Json::time)));
        }
        at += found + text.trim().len();
    }
    if cuts.len() < 2 {
        return vec![line];
    }
    let ends = cuts.iter().skip(1).map(|(at, _, time)| (*at, *time));
    let ends: Vec<_> = ends.chain([(line.text.len(), line.ends_at)]).collect();
    let mut from = 0;
    let parts = cuts
        .into_iter()
        .zip(ends)
        .map(|((_, speaker, start), (end, ends_at))| {
            let text = line.text.get(from..end).unwrap_or_default().to_owned();
            let starts_at = if from == 0 { line.starts_at } else { start };
            from = end;
            Line {
                voice: Some(speaker),
                text,
                starts_at,
                ends_at,
                ..Line::default()
            }
        });
    parts.collect()
}
