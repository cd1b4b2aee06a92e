//! Chats that WhatsApp exports as text: `[1.2.2024, 9.05.12] Ann: Hello` or
//! `1/2/24, 9:05 AM - Ann: Hello`, in the words and dates of the phone's
//! language; a message may run over several lines.

use super::encoding::Decoded;
use super::tables::{self, when::Told, when::told_in};
use super::{Doubt, Hints, Reading, name};
use crate::formats::sheet::{Cell, Row};
use crate::model::Problem;

/// Longest name, in characters; what is longer before a colon is a sentence.
const LONGEST_NAME: usize = 60;

/// Reads a chat, or returns none where the text is no such export.
pub(super) fn read(decoded: &Decoded, hints: &Hints) -> Option<Result<Vec<Reading>, Problem>> {
    let text = decoded.text.as_str();
    let first = text.lines().find(|line| !visible(line).trim().is_empty())?;
    start_of(&visible(first))?;
    let mut chat = Chat::default();
    for (at, line) in text.lines().enumerate() {
        chat.line(at + 1, &visible(line));
    }
    // A diary with dates at its lines has no names behind them.
    if chat.rows.len() < 2 || chat.rows.len() < chat.system {
        return None;
    }
    let mut notes = decoded.notes.clone();
    notes.push("read as a chat that WhatsApp exported; each message is a turn".to_owned());
    for (count, what) in [
        (chat.system, "lines that WhatsApp wrote itself, left out"),
        (
            chat.media,
            "messages of a picture or sound without words, left out",
        ),
    ] {
        if count > 0 {
            notes.push(format!("{what}: {count}"));
        }
    }
    let doubts = decoded.unreadable.map(|line| Doubt {
        line,
        what: "here stands something that could not be read".to_owned(),
    });
    let doubts = doubts.into_iter().collect();
    Some(tables::read_talk(chat.rows, notes, doubts, hints))
}

/// A line without the marks of direction that stand before dates and names.
fn visible(line: &str) -> String {
    let narrow = |c: char| {
        if matches!(c, '\u{202f}' | '\u{a0}') {
            ' '
        } else {
            c
        }
    };
    let marks = |c: &char| !name::is_invisible(*c);
    line.chars().filter(marks).map(narrow).collect()
}

#[derive(Default)]
struct Chat {
    rows: Vec<Row>,
    system: usize,
    media: usize,
    /// Whether the lines that follow belong to the last row.
    open: bool,
}

impl Chat {
    fn line(&mut self, number: usize, line: &str) {
        let Some((time, rest)) = start_of(line) else {
            if let Some(Cell::Text(words)) = self.last().filter(|cell| !cell.is_empty()) {
                words.push('\n');
                words.push_str(line);
            }
            return;
        };
        self.open = false;
        let Some((author, words)) = named(rest) else {
            self.system += 1;
            return;
        };
        if is_media(words) {
            self.media += 1;
            return;
        }
        self.open = true;
        self.rows.push(Row {
            number: self.rows.len() + 1,
            line: number,
            cells: [time, author, words]
                .map(|cell| Cell::Text(cell.to_owned()))
                .to_vec(),
        });
    }

    fn last(&mut self) -> Option<&mut Cell> {
        let open = self.open;
        let row = self.rows.last_mut().filter(|_| open)?;
        row.cells.last_mut()
    }
}

/// The date and time that start a message, and what follows.
fn start_of(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start();
    let (time, rest) = match line.strip_prefix('[') {
        Some(inside) => inside.split_once("] ").or(inside.split_once(']'))?,
        None => line.split_once(" - ")?,
    };
    let dated = time.len() <= 40
        && time.starts_with(|c: char| c.is_ascii_digit())
        && matches!(
            told_in(time),
            Some(Told::Dated(_, Some(_)) | Told::Either { clock: Some(_), .. })
        );
    dated.then_some((time, rest))
}

/// The name before the first colon, and the words behind it.
fn named(rest: &str) -> Option<(&str, &str)> {
    let (author, words) = rest
        .split_once(": ")
        .or(rest.split_once(':').filter(|(_, words)| words.is_empty()))?;
    let author = author.trim();
    let fits = !author.is_empty() && author.chars().count() <= LONGEST_NAME;
    fits.then_some((author, words))
}

/// `<Media omitted>`, `image omitted`, `<Media jätettiin pois>` …
fn is_media(words: &str) -> bool {
    let words = words.trim().to_lowercase();
    let kinds = [
        "media", "image", "video", "audio", "sticker", "gif", "document", "kuva", "bild",
    ];
    let gone = [
        "omitted",
        "jätetty pois",
        "jätettiin pois",
        "poistettu",
        "utelämnad",
        "utelämnat",
        "utesluten",
        "ausgeschlossen",
        "weggelassen",
    ];
    let short = words.chars().count() < 50;
    words.is_empty()
        || short
            && gone
                .iter()
                .any(|word| words.trim_end_matches('>').ends_with(word))
            && kinds.iter().any(|kind| words.contains(kind))
}

#[cfg(test)]
mod tests {
    use super::super::{ParsedTranscript, read_transcripts};
    use super::*;
    use std::path::Path;

    fn read_text(text: &str) -> ParsedTranscript {
        let all = read_transcripts(Path::new("a.txt"), text.as_bytes(), &Hints::default());
        all.unwrap().remove(0)
    }

    fn turns(it: &ParsedTranscript) -> Vec<(&str, Option<u64>, &str)> {
        let text = it.document.text.as_str();
        let turns = it.document.turns.iter();
        turns
            .map(|turn| {
                let words = turn.span.slice(text).unwrap();
                (turn.speaker.as_str(), turn.starts_at, words)
            })
            .collect()
    }

    #[test]
    fn both_phones_chats_are_read_with_times_and_long_messages() {
        let wanted = [
            ("Ann", Some(0), "Hello: all\nof you"),
            ("+358 40 123", Some(60_000), "So"),
            ("Ann", Some(86_400_000), "Next day"),
        ];
        let american = [
            "1/2/24, 9:05\u{202f}AM - ",
            "1/2/24, 9:06 AM - ",
            "1/3/24, 9:05 AM - ",
        ];
        let bracketed = [
            "\u{200e}[01/02/2024, 09:05:00] ",
            "[01/02/2024, 09:06:00] ",
            "[02/02/2024, 09:05:00] ",
        ];
        for [first, second, third] in [american, bracketed] {
            let text = format!(
                "{first}Messages are end-to-end encrypted.\n{first}Ann: Hello: all\nof you\n\
                 {second}+358 40 123: So\n{second}Ann: <Media omitted>\n{third}Ann: Next day\n"
            );
            let it = read_text(&text);
            assert_eq!(turns(&it), wanted, "{text}");
            let notes = it.notes.join("\n");
            assert!(notes.contains("wrote itself, left out: 1"), "{notes}");
            assert!(notes.contains("without words, left out: 1"), "{notes}");
        }
        let finnish = read_text("1.2.2024 klo 9.05 - Ääri: Moi\n1.2.2024 klo 9.06 - Bo: Terve\n");
        assert_eq!(turns(&finnish)[1], ("Bo", Some(60_000), "Terve"));
    }

    #[test]
    fn other_texts_are_left_to_the_reader_of_plain_text() {
        for text in [
            "Ann: Hello\nBo: Hi\nAnn: So\n",
            "[00:00:03] Ann: Hello\n[00:00:05] Bo: Hi\n",
            "1.2.2024 - a day\n2.2.2024 - another\n",
        ] {
            let decoded = super::super::encoding::decode(text.as_bytes()).unwrap();
            assert!(read(&decoded, &Hints::default()).is_none(), "{text}");
        }
    }
}
