//! One interview in many disguises is one document, and every place in it
//! holds in bytes, in characters and in the units of a browser.

use super::*;
use crate::model::Document;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

/// The sample interviews that are text, and all of them.
const TEXTS: [&str; 5] = [
    "case-b.md",
    "case-c.vtt",
    "case-d-fi.txt",
    "case-d.txt",
    "case-e.txt",
];
const ALL: [&str; 6] = [
    "case-a.docx",
    "case-b.md",
    "case-c.vtt",
    "case-d-fi.txt",
    "case-d.txt",
    "case-e.txt",
];

fn sample(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-transcripts");
    std::fs::read(folder.join(name)).unwrap()
}

fn document(name: &str, bytes: &[u8]) -> Document {
    one(Path::new(name), bytes, &Hints::default())
        .unwrap()
        .document
}

/// Every turn is the same words in all three units.
fn places_hold(document: &Document) {
    let text = document.text.as_str();
    let characters: Vec<char> = text.chars().collect();
    let wide: Vec<u16> = text.encode_utf16().collect();
    // Converting a place counts from the start, so a part of a long interview
    // is enough.
    for turn in document.turns.iter().take(60) {
        let words = turn.span.slice(text).unwrap();
        let points = turn.span.to_code_points(text).unwrap();
        let said: String = characters[points.start()..points.end()].iter().collect();
        assert_eq!(said, words);
        let units = turn.span.to_utf16(text).unwrap();
        let said = String::from_utf16(&wide[units.start()..units.end()]).unwrap();
        assert_eq!(said, words);
        assert_eq!(points.to_bytes(text).unwrap(), turn.span);
        assert_eq!(units.to_bytes(text).unwrap(), turn.span);
    }
}

fn wide(text: &str, big: bool) -> Vec<u8> {
    let units = text.encode_utf16();
    if big {
        units.flat_map(u16::to_be_bytes).collect()
    } else {
        units.flat_map(u16::to_le_bytes).collect()
    }
}

#[test]
fn every_sample_has_its_places() {
    for name in ALL {
        let document = document(name, &sample(name));
        assert!(document.turns.len() > 50, "{name}");
        places_hold(&document);
    }
}

#[test]
fn the_twins_of_the_samples_are_the_same_documents() {
    for name in TEXTS {
        let plain = String::from_utf8(sample(name)).unwrap();
        let wanted = document(name, plain.as_bytes());
        let windows = plain.replace('\n', "\r\n");
        let mac = plain.replace('\n', "\r");
        let lines: Vec<&str> = plain.split_inclusive('\n').collect();
        let next = lines.iter().skip(1).copied().chain([""]);
        let mixed: String = lines
            .iter()
            .zip(next)
            .enumerate()
            .map(|(at, (line, next))| match at % 3 {
                0 => (*line).to_owned(),
                // A CR before an LF would be one line end and not two.
                1 if next != "\n" => line.replace('\n', "\r"),
                _ => line.replace('\n', "\r\n"),
            })
            .collect();
        let apart: String = plain.nfd().collect();
        let marked = format!("\u{feff}{plain}");
        let all = format!("\u{feff}{}", apart.replace('\n', "\r\n"));
        for (twin, what) in [
            (windows, "CRLF"),
            (mac, "CR"),
            (mixed, "mixed line ends"),
            (apart, "decomposed"),
            (marked.clone(), "byte order mark"),
            (all, "all at once"),
        ] {
            assert!(document(name, twin.as_bytes()) == wanted, "{name}, {what}");
        }
        if !name.ends_with("vtt") {
            for (bytes, what) in [
                (wide(&marked, false), "UTF-16LE"),
                (wide(&marked, true), "UTF-16BE"),
                (wide(&plain, false), "UTF-16LE without its mark"),
                (wide(&plain, true), "UTF-16BE without its mark"),
            ] {
                assert!(document(name, &bytes) == wanted, "{name}, {what}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn places_hold_whatever_is_said(
        which in 0..TEXTS.len(),
        inserts in proptest::collection::vec((2_usize..2_000, "[😀👩‍👧\u{5d0}\u{5d1}\u{627}\u{644}o\u{308}\u{200f}éß]{1,6}"), 1..12)
    ) {
        let name = TEXTS[which];
        let plain = String::from_utf8(sample(name)).unwrap();
        let mut words: Vec<String> = plain.split(' ').map(str::to_owned).collect();
        for (at, insert) in &inserts {
            let at = at % words.len();
            words[at].push_str(insert);
        }
        let text = words.join(" ");
        let wanted = document(name, text.as_bytes());
        places_hold(&wanted);
        let twin = format!("\u{feff}{}", text.nfd().collect::<String>().replace('\n', "\r\n"));
        prop_assert_eq!(document(name, twin.as_bytes()), wanted);
    }
}
