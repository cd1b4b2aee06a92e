//! Deepgram: `results.channels`, each with words and perhaps paragraphs, and
//! perhaps `results.utterances`.

use super::json::Json;
use super::words::{Word, best, channel, in_order, lines_of};
use crate::formats::transcript::captions_speech::Line;

pub(super) fn read(file: &Json) -> Option<Vec<Line>> {
    let results = file.get("results")?;
    let channels = results.list("channels")?;
    best(channels.first()?)?;
    if let Some(utterances) = results.list("utterances").filter(|list| !list.is_empty()) {
        return Some(
            utterances
                .iter()
                .filter_map(|it| line(it, "transcript", it))
                .collect(),
        );
    }
    let several = channels.len() > 1;
    let lines: Vec<Line> = (0u32..)
        .zip(channels)
        .filter_map(|(number, of)| {
            let own = channel(Some(f64::from(number))).filter(|_| several);
            let mut lines = of_channel(best(of)?);
            for line in &mut lines {
                line.voice = line.voice.take().or_else(|| own.clone());
            }
            Some(lines)
        })
        .flatten()
        .collect();
    Some(if several { in_order(lines) } else { lines })
}

fn of_channel(best: &Json) -> Vec<Line> {
    let paragraphs = best.at("paragraphs.paragraphs").and_then(Json::items);
    if let Some(paragraphs) = paragraphs.filter(|list| !list.is_empty()) {
        let sentences = paragraphs.iter().flat_map(|paragraph| {
            let sentences = paragraph.list("sentences").unwrap_or_default().iter();
            sentences.filter_map(|sentence| line(sentence, "text", paragraph))
        });
        return sentences.collect();
    }
    let words = best.list("words").unwrap_or_default().iter();
    let lines = lines_of(words.filter_map(|word| {
        Some(Word {
            text: word.words("punctuated_word").or(word.words("word"))?,
            voice: word.get("speaker").and_then(Json::speaker),
            starts_at: word.get("start").and_then(Json::time),
            ends_at: word.get("end").and_then(Json::time),
            glued: false,
        })
    }));
    if lines.is_empty() {
        return line(best, "transcript", best).into_iter().collect();
    }
    lines
}

fn line(from: &Json, text: &str, speaker: &Json) -> Option<Line> {
    Some(Line {
        voice: speaker.get("speaker").and_then(Json::speaker),
        text: from.words(text)?.to_owned(),
        starts_at: from.get("start").and_then(Json::time),
        ends_at: from.get("end").and_then(Json::time),
        ..Line::default()
    })
}
