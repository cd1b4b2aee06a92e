//! ElevenLabs: `words` with a `type`, the spaces between them among these. And
//! a plain list of words with speakers, which others write.

use super::json::{Json, milliseconds};
use super::words::{Word, are_milliseconds, lines_of};
use crate::formats::transcript::captions_speech::Line;

pub(super) fn read(file: &Json) -> Option<Vec<Line>> {
    // Where whole utterances stand beside the words, these say more.
    let better = ["segments", "utterances", "sentences"];
    if better
        .iter()
        .any(|name| file.list(name).is_some_and(|list| !list.is_empty()))
    {
        return None;
    }
    let words = file.list("words")?;
    text_of(words.first()?)?;
    let typed = words
        .iter()
        .any(|word| word.words("type") == Some("spacing"));
    let milli = are_milliseconds(words.iter().filter_map(|word| {
        let number = |name| word.get(name).and_then(Json::number);
        Some((number("start")?, number("end")?, 1))
    }));
    let to_the_unit = if milli { 1.0 } else { 1000.0 };
    let time = move |word: &Json, name| milliseconds(word.get(name)?.number()?, to_the_unit);
    let mut apart = true;
    let words = words.iter().filter_map(|word| {
        let text = text_of(word)?;
        if typed && text.trim().is_empty() {
            apart = true;
            return None;
        }
        let apart = !typed || std::mem::take(&mut apart);
        let speaker = word.get("speaker_id").or_else(|| word.get("speaker"));
        Some(Word {
            text: text.trim(),
            voice: speaker.and_then(Json::speaker),
            starts_at: time(word, "start"),
            ends_at: time(word, "end"),
            glued: !apart,
        })
    });
    Some(lines_of(words))
}

fn text_of<'j>(word: &'j Json) -> Option<&'j str> {
    ["text", "punctuated_word", "word"]
        .iter()
        .find_map(|name| word.words(name))
}
