//! Amazon Transcribe: `results.items` are words and punctuation; who speaks
//! stands at the item, in `speaker_labels` by the time, or is a channel.

use super::json::Json;
use super::words::{Word, best, in_order, lines_of};
use crate::formats::transcript::captions_speech::Line;
use std::collections::HashMap;

pub(super) fn read(file: &Json) -> Option<Vec<Line>> {
    let results = file.get("results")?;
    let items = results.list("items")?;
    if let Some(segments) = results.list("audio_segments").filter(|it| !it.is_empty()) {
        return Some(segments.iter().filter_map(segment).collect());
    }
    let channels = results.at("channel_labels.channels").and_then(Json::items);
    if let Some(channels) = channels.filter(|channels| channels.len() > 1) {
        let lines = channels.iter().flat_map(|channel| {
            let voice = channel.get("channel_label").and_then(Json::speaker);
            let items = channel.list("items").unwrap_or_default();
            lines_of(
                items
                    .iter()
                    .filter_map(move |item| word(item, voice.clone())),
            )
        });
        return Some(in_order(lines.collect()));
    }
    let voices = voices_by_time(results);
    let voice = |item: &Json| {
        let label = item.get("speaker_label").and_then(Json::speaker);
        label.or_else(|| voices.get(item.words("start_time")?).cloned())
    };
    // Punctuation has no time, and so nobody's label in older files.
    let words = items.iter().filter_map(|item| word(item, voice(item)));
    Some(lines_of(words))
}

fn segment(segment: &Json) -> Option<Line> {
    Some(Line {
        voice: segment.get("speaker_label").and_then(Json::speaker),
        text: segment.words("transcript")?.to_owned(),
        starts_at: segment.get("start_time").and_then(Json::time),
        ends_at: segment.get("end_time").and_then(Json::time),
        ..Line::default()
    })
}

fn word<'j>(item: &'j Json, voice: Option<String>) -> Option<Word<'j>> {
    Some(Word {
        text: best(item)?.words("content")?,
        voice,
        starts_at: item.get("start_time").and_then(Json::time),
        ends_at: item.get("end_time").and_then(Json::time),
        glued: item.words("type") == Some("punctuation"),
    })
}

/// Who speaks at which time, as the file writes it.
fn voices_by_time<'j>(results: &'j Json) -> HashMap<&'j str, String> {
    let segments = results.at("speaker_labels.segments").and_then(Json::items);
    let items = segments
        .unwrap_or_default()
        .iter()
        .flat_map(|segment| segment.list("items").unwrap_or_default());
    items
        .filter_map(|item| {
            let voice = item.get("speaker_label")?.speaker()?;
            Some((item.words("start_time")?, voice))
        })
        .collect()
}
