//! whisper.cpp: `transcription`, a list of segments with `offsets` in
//! milliseconds and, where it listens for that, a sign that the speaker changes.

use super::json::{Json, milliseconds};
use crate::formats::transcript::captions_speech::Line;

/// What the model writes where somebody else begins to speak.
const TURN: &str = "[SPEAKER_TURN]";

pub(super) fn read(file: &Json) -> Option<Vec<Line>> {
    let segments = file.list("transcription")?;
    segments.first()?.get("offsets")?;
    let mut changes = false;
    let lines = segments.iter().filter_map(|segment| {
        let text = segment.words("text")?;
        let time = |end| milliseconds(segment.at(end)?.number()?, 1.0);
        let bare = text.trim().trim_end_matches(TURN).trim_end();
        // The sign for a change that captions have.
        let sign = if changes { ">> " } else { "" };
        changes = bare.len() < text.trim().len()
            || segment.get("speaker_turn_next") == Some(&Json::Flag(true));
        Some(Line {
            voice: segment.get("speaker").and_then(Json::speaker),
            text: format!("{sign}{bare}"),
            starts_at: time("offsets.from"),
            ends_at: time("offsets.to"),
            ..Line::default()
        })
    });
    Some(lines.collect())
}
