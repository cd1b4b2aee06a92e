//! Azure Speech: `recognizedPhrases` with ticks of a ten-millionth of a second
//! (batch), or `phrases` in milliseconds (fast transcription).

use super::json::{Json, milliseconds};
use super::words::{channel, in_order};
use crate::formats::transcript::captions_speech::Line;

pub(super) fn read(file: &Json) -> Option<Vec<Line>> {
    let (phrases, read): (_, fn(&Json) -> Option<Line>) = match file.list("recognizedPhrases") {
        Some(phrases) => (phrases, of_batch),
        None => {
            let phrases = file.list("phrases")?;
            phrases.first()?.get("offsetMilliseconds")?;
            (phrases, of_fast)
        }
    };
    let channels: Vec<Option<f64>> = phrases.iter().map(channel_of).collect();
    let several = channels
        .iter()
        .any(|channel| *channel != channels.first().copied().flatten());
    let lines = phrases.iter().zip(channels).filter_map(|(phrase, number)| {
        let mut line = read(phrase)?;
        line.voice = line.voice.or_else(|| channel(number).filter(|_| several));
        Some(line)
    });
    // One channel follows the other in the file.
    let lines = lines.collect();
    Some(if several { in_order(lines) } else { lines })
}

fn channel_of(phrase: &Json) -> Option<f64> {
    phrase.get("channel").and_then(Json::number)
}

fn of_batch(phrase: &Json) -> Option<Line> {
    let best = phrase.list("nBest")?.first()?;
    let ticks = |name| milliseconds(phrase.get(name)?.number()?, 1e-4);
    let time = |ticks: Option<u64>, name| ticks.or_else(|| phrase.get(name)?.time());
    let start = time(ticks("offsetInTicks"), "offset");
    let length = time(ticks("durationInTicks"), "duration");
    let speaker = phrase.get("speaker").or_else(|| best.get("speaker"));
    Some(line(
        speaker,
        best.words("display").or(best.words("lexical"))?,
        start,
        length,
    ))
}

fn of_fast(phrase: &Json) -> Option<Line> {
    let time = |name| milliseconds(phrase.get(name)?.number()?, 1.0);
    let (start, length) = (time("offsetMilliseconds"), time("durationMilliseconds"));
    Some(line(
        phrase.get("speaker"),
        phrase.words("text")?,
        start,
        length,
    ))
}

fn line(speaker: Option<&Json>, text: &str, start: Option<u64>, length: Option<u64>) -> Line {
    Line {
        voice: speaker.and_then(Json::speaker),
        text: text.to_owned(),
        starts_at: start,
        ends_at: start.zip(length).map(|(start, length)| start + length),
        ..Line::default()
    }
}
