use super::*;
use crate::formats::transcript::{ParsedTranscript, finish};

fn read_bytes(bytes: &[u8]) -> ParsedTranscript {
    let hints = Hints::default();
    let reading = SubRip.read(bytes, &hints).unwrap().remove(0);
    finish(reading, &hints)
}

fn turns(text: &str) -> Vec<String> {
    let parsed = read_bytes(text.as_bytes());
    let document = &parsed.document;
    let turns = document.turns.iter();
    turns
        .map(|turn| format!("{}|{}", turn.speaker, document.speech(turn)))
        .collect()
}

const INTERVIEW: &str = "1\n00:00:01,000 --> 00:00:03,000\nHaastattelija: Mitä teet työksesi?\n\n\
    2\n00:00:03,500 --> 00:00:05,000\nAnna: Myyn – ja\n<i>ostan</i> 30 €.\n\n\
    3\n00:00:05,000 --> 00:00:06,000\nAnna: Niin.\n";

#[test]
fn names_times_and_words_are_read() {
    let parsed = read_bytes(INTERVIEW.as_bytes());
    assert_eq!(
        turns(INTERVIEW),
        [
            "Haastattelija|Mitä teet työksesi?",
            "Anna|Myyn – ja ostan 30 €. Niin."
        ]
    );
    let anna = &parsed.document.turns[1];
    assert_eq!((anna.starts_at, anna.ends_at), (Some(3_500), Some(6_000)));
    assert!(
        parsed.doubts.is_empty() && parsed.notes.is_empty(),
        "{:?}",
        parsed.notes
    );
}

#[test]
fn twins_in_other_encodings_and_with_other_line_ends_are_one_document() {
    let document = read_bytes(INTERVIEW.as_bytes()).document;
    let windows = INTERVIEW.replace('\n', "\r\n");
    let (old, _, _) = encoding_rs::WINDOWS_1252.encode(&windows);
    let wide: Vec<u8> = format!("\u{feff}{windows}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let doubled = INTERVIEW.replace('\n', "\r\r\n");
    let marked = format!("\u{feff}{INTERVIEW}");
    for bytes in [
        &old,
        wide.as_slice(),
        doubled.as_bytes(),
        marked.as_bytes(),
        windows.trim_end().as_bytes(),
    ] {
        assert_eq!(read_bytes(bytes).document, document);
    }
}

#[test]
fn what_is_missing_or_wrong_loses_no_words() {
    for text in [
        "00:01,000 --> 00:02,000\nOne\n00:02,000 --> 00:03,000\nTwo",
        "7\n00:01,000 --> 00:02,000\nOne\n7\n00:02,000 --> 00:03,000\nTwo",
        "1\n00:01,000 --> 00:02,000\nOne\n\n\n\n00:02.000 --> 00:03.000 X1:1 X2:2\n{\\an8}Two\n\n3\n00:03,000 --> 00:04,000\n\n",
        "WEBVTT\n\n1\n00:01.000 --> 00:02.000\nOne\n2\n00:02.000 --> 00:03.000\nTwo",
    ] {
        assert_eq!(turns(text), ["|One Two"], "{text}");
    }
}

#[test]
fn rolling_captions_without_times_of_words_say_nothing_twice() {
    let rolling = "1\n00:00:17,840 --> 00:00:19,670\n[Music]\nhello and welcome to\n\n\
        2\n00:00:19,670 --> 00:00:19,680\nhello and welcome to\n \n\n\
        3\n00:00:19,680 --> 00:00:21,830\nhello and welcome to\nthe second talk\n\n\
        4\n00:00:21,830 --> 00:00:21,840\nthe second talk\n \n\
        5\n00:00:21,840 --> 00:00:22,230\nthe second talk\nof three\n";
    assert_eq!(
        turns(rolling),
        ["|[Music] hello and welcome to the second talk of three"]
    );
    let said_twice = "1\n00:01,000 --> 00:02,000\nYes.\n\n2\n00:02,000 --> 00:03,000\nYes.\n\n3\n00:03,000 --> 00:04,000\nYes.\nNo.\n";
    assert_eq!(turns(said_twice), ["|Yes. Yes. Yes. No."]);
    let copied = "1\n00:01,000 --> 00:02,000\nYes.\n\n2\n00:01,000 --> 00:02,000\nYes.\n";
    let parsed = read_bytes(copied.as_bytes());
    assert_eq!(parsed.document.text.as_str(), "Yes.");
    assert!(parsed.notes[0].contains("twice"), "{:?}", parsed.notes);
}

#[test]
fn two_speakers_in_one_caption_are_two_turns() {
    let text = "1\n00:01,000 --> 00:02,000\n- Who is there?\n- Me.\n\n2\n00:02,000 --> 00:03,000\nCome in.\n";
    assert_eq!(turns(text), ["|Who is there?", "|Me.", "|Come in."]);
}

#[test]
fn a_file_without_times_is_refused() {
    let problem = SubRip
        .read(b"Ann: hello\nBo: yes", &Hints::default())
        .unwrap_err();
    assert!(problem.what.contains("00:00:01,000 -->"));
    assert!(problem.next.unwrap().contains(".txt"));
}

#[test]
fn captions_saved_as_text_are_captions() {
    let hints = Hints::default();
    let file = std::path::Path::new("a.txt");
    let read = |text: &str| {
        let mut all = crate::formats::transcript::read_transcripts(file, text.as_bytes(), &hints);
        all.as_mut().unwrap().remove(0)
    };
    let parsed = read(INTERVIEW);
    assert_eq!(parsed.document, read_bytes(INTERVIEW.as_bytes()).document);
    assert!(parsed.notes[0].contains("captions"));
    let spoken = read("Ann: It went 10:30 --> 11:30 so.\nBo: Yes.\nAnn: I see.");
    assert!(spoken.document.text.as_str().contains("10:30 --> 11:30"));
    assert!(!spoken.notes.iter().any(|note| note.contains("captions")));
}
