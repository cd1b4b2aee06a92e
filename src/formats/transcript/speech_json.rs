//! Transcripts as programs that recognise speech write them in JSON. Each has a
//! shape of its own; which one a file has is told by its fields, never by its
//! name. A dialect is one file and one line in `DIALECTS`.

mod amazon;
mod azure;
mod deepgram;
mod elevenlabs;
mod google;
mod json;
mod rev;
mod speechmatics;
mod utterances;
mod whisper_cpp;
mod words;

use super::captions_speech::{Line, pieces};
use super::encoding::{Decoded, decode};
use super::{Doubt, Hints, Importer, Reading, asides, pieces as piece};
use crate::model::Problem;
use json::Json;
use std::borrow::Cow;

pub(super) struct SpeechJson;

/// Ten hours with the time of each word are about 20 MB.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// Reads a file of one program; `None` where the file is another's.
type Dialect = fn(&Json) -> Option<Vec<Line>>;

/// Every dialect with who writes it, the surest signs first.
const DIALECTS: &[(&str, Dialect)] = &[
    ("whisper.cpp", whisper_cpp::read),
    ("Amazon Transcribe", amazon::read),
    ("Deepgram", deepgram::read),
    ("Azure Speech", azure::read),
    ("Rev", rev::read),
    ("Speechmatics", speechmatics::read),
    ("Google Speech-to-Text", google::read),
    ("ElevenLabs, or of words alone", elevenlabs::read),
    ("Whisper and many others", utterances::read),
];

impl Importer for SpeechJson {
    fn endings(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn read(&self, bytes: &[u8], hints: &Hints) -> Result<Vec<Reading>, Problem> {
        if bytes.len() > MOST_BYTES {
            let most = MOST_BYTES / (1024 * 1024);
            return Err(Problem::new(format!(
                "the file has more than {most} MB, which no transcript in JSON does"
            ))
            .next("export the transcript without the times of words, or as .vtt or .srt"));
        }
        let decoded = text_of(bytes)?;
        let file = json::parse(&decoded.text)?;
        let (program, lines) = DIALECTS
            .iter()
            .find_map(|(program, read)| Some((*program, read(&file)?)))
            .ok_or_else(|| unknown(&file))?;
        let mut notes = decoded.notes;
        notes.push(format!("read as JSON in the form of {program}"));
        notes.extend(
            language(&file)
                .map(|language| format!("the file says that its language is '{language}'")),
        );
        Ok(vec![reading(lines, hints, notes)?])
    }
}

fn reading(lines: Vec<Line>, hints: &Hints, mut notes: Vec<String>) -> Result<Reading, Problem> {
    let numbered = (1..).zip(lines).map(|(number, line)| Line {
        number,
        opens: true,
        ..line
    });
    let mut doubts = Vec::new();
    let pieces = pieces(numbered.collect(), hints, &mut notes, &mut doubts);
    let reading = piece::assemble(pieces)?;
    if reading.turns.is_empty() {
        return Err(Problem::new("the transcript in this file has no words")
            .next("look whether the recording was transcribed to its end"));
    }
    // A JSON file is one long line as often as not: a person finds the words in
    // the text that was made of it.
    notes.extend(doubts.iter().take(MOST_DOUBTS).map(as_note));
    Ok(Reading {
        asides: asides::in_turns(&reading.text, &reading.turns),
        notes,
        ..reading
    })
}

const MOST_DOUBTS: usize = 20;

fn as_note(doubt: &Doubt) -> String {
    format!("in segment {}: {}", doubt.line, doubt.what)
}

/// JSON is in UTF-8. whisper.cpp cuts letters in two in its lists of tokens,
/// which must not make the whole file look like an old encoding.
fn text_of(bytes: &[u8]) -> Result<Decoded, Problem> {
    let lossy = String::from_utf8_lossy(bytes);
    let (mut broken, mut whole) = (0, 0);
    if let Cow::Owned(text) = &lossy {
        broken = text.matches('\u{fffd}').count();
        whole = text.chars().filter(|c| !c.is_ascii()).count() - broken;
    }
    if broken == 0
        || whole < broken
        || bytes.starts_with(b"\xFF\xFE")
        || bytes.starts_with(b"\xFE\xFF")
    {
        return decode(bytes);
    }
    Ok(Decoded {
        text: lossy.trim_start_matches('\u{feff}').to_owned(),
        notes: vec![format!(
            "not everything could be read as UTF-8: '\u{fffd}' stands for it, in {broken} places"
        )],
        unreadable: None,
        broken: None,
    })
}

/// The language, where the file has it in one of the usual places.
fn language(file: &Json) -> Option<String> {
    let inner = ["result", "results", "metadata", "response"];
    let places = inner.iter().filter_map(|key| file.get(key));
    std::iter::once(file).chain(places).find_map(|place| {
        let code = place
            .get("language")
            .or_else(|| place.get("language_code"))?;
        let code = code.text()?.trim();
        let letter = |c: char| c.is_alphanumeric() || c == '-' || c == '_' || c == ' ';
        let short = (2..=30).contains(&code.len()) && code.chars().all(letter);
        short.then(|| code.to_owned())
    })
}

/// Says what the file has instead.
fn unknown(file: &Json) -> Problem {
    let what = match file {
        Json::Fields(fields) if fields.is_empty() => "it has no fields".to_owned(),
        Json::Fields(_) => format!("its fields are {}", fields_of(file)),
        Json::List(items) => match items.iter().find(|item| matches!(item, Json::Fields(_))) {
            Some(first) => format!(
                "it is a list of {} entries with the fields {}",
                items.len(),
                fields_of(first)
            ),
            None => format!("it is a list of {} entries without fields", items.len()),
        },
        _ => "it is a single value".to_owned(),
    };
    Problem::new(format!(
        "this JSON is not in the form of any program for transcription that is known; {what}"
    ))
    .next(
        "make a table (.csv) of it with the columns speaker and text, \
         or export the transcript as .vtt, .srt or .txt",
    )
}

/// The names of some fields, short and printable whatever the file says.
fn fields_of(file: &Json) -> String {
    let Json::Fields(fields) = file else {
        return String::new();
    };
    let shown = fields.iter().take(8).map(|(name, value)| {
        let name: String = name.chars().filter(|c| !c.is_control()).take(40).collect();
        match value {
            Json::List(items) => format!("'{name}' (a list of {})", items.len()),
            _ => format!("'{name}'"),
        }
    });
    let mut list = shown.collect::<Vec<_>>().join(", ");
    if fields.len() > 8 {
        list.push_str(&format!(" and {} more", fields.len() - 8));
    }
    list
}

#[cfg(test)]
mod tests;
