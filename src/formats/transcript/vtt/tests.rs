use super::*;
use crate::formats::transcript::ParsedTranscript;

fn read(text: &str) -> ParsedTranscript {
    let hints = Hints::default();
    let reading = WebVtt.read(text.as_bytes(), &hints).unwrap().remove(0);
    crate::formats::transcript::finish(reading, &hints)
}

fn turns(parsed: &ParsedTranscript) -> Vec<(&str, &str)> {
    let document = &parsed.document;
    document
        .turns
        .iter()
        .map(|turn| (turn.speaker.as_str(), document.speech(turn)))
        .collect()
}

#[test]
fn voices_become_turns_and_notes_do_not() {
    let parsed = read(
        "WEBVTT - Title\n\nSTYLE\n::cue { color: lime }\n\nNOTE\nAnn: not this\n\nintro\n00:01.000 --> 00:04.000 line:0\n<v.loud Ann>Hello <i>there</i></v> <v Bo>Hi Ann.</v>\n\n01:00:00.000 --> 01:00:02.000\n<v Bo>And\nmore.</v>\n",
    );
    assert_eq!(
        turns(&parsed),
        [("Ann", "Hello there"), ("Bo", "Hi Ann. And more.")]
    );
    let bo = &parsed.document.turns[1];
    assert_eq!((bo.starts_at, bo.ends_at), (Some(1_000), Some(3_602_000)));
    assert_eq!(
        parsed.document.text.as_str(),
        "Ann: Hello there\n\nBo: Hi Ann. And more."
    );
    assert!(parsed.doubts.is_empty());
}

#[test]
fn twins_with_other_line_ends_are_one_document() {
    let text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Änn>työ 😀\n";
    let twin = "\u{feff}WEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\n<v A\u{308}nn>tyo\u{308} 😀\r\n";
    assert_eq!(read(text), read(twin));
}

#[test]
fn a_file_without_header_and_captions_is_refused() {
    for text in ["just\nwords: not captions", "WEBVTTX\n\nx"] {
        let problem = WebVtt.read(text.as_bytes(), &Hints::default()).unwrap_err();
        assert_eq!(problem.place.line, Some(1));
    }
    let empty = WebVtt.read(b"WEBVTT\n\nNOTE x\n", &Hints::default());
    assert!(empty.unwrap_err().what.contains("no words"));
}

#[test]
fn words_survive_a_broken_time_line() {
    let parsed = read(
        "WEBVTT\n\n00:01.000 --> later\n<v Ann>One\n\n00:05.000 -> 00:06.000\n<v Bo>Two\n\nThree\nfour\n\n00:09.000 --> 00:08.000\n<v Ann>Five\n\n7\n",
    );
    assert_eq!(
        turns(&parsed),
        [
            ("Ann", "One"),
            ("Bo", "Two"),
            ("", "Three four"),
            ("Ann", "Five")
        ]
    );
    let lines: Vec<usize> = parsed.doubts.iter().map(|doubt| doubt.line).collect();
    assert_eq!(lines, [3, 9, 12]);
}

#[test]
fn a_time_line_ends_the_caption_above_even_without_a_blank_line() {
    let parsed = read(
        "WEBVTT\nKind: captions\n\n00:00.500 --> 00:07.000\n00:07.000 --> 00:10.890\nCaption\n00:11.000 --> 00:12.000\ntext",
    );
    assert_eq!(turns(&parsed), [("", "Caption text")]);
}

#[test]
fn rolling_captions_say_nothing_twice() {
    let parsed = read(
        "WEBVTT\n\n00:00.000 --> 00:02.500\n \nso<00:00:00.400><c> today</c>\n\n00:02.500 --> 00:02.510\nso today\n \n\n00:02.510 --> 00:05.000\nso today\nabout<00:00:03.000><c> coding</c>\n\n00:05.000 --> 00:05.010\nabout coding\n \n\n00:05.010 --> 00:08.000\nabout coding\n&gt;&gt; and<00:00:06.000><c> more</c>\n",
    );
    assert_eq!(
        turns(&parsed),
        [("", "so today about coding"), ("", "and more")]
    );
    let spoken = read("WEBVTT\n\n00:01.000 --> 00:02.000\nYes.\n\n00:02.000 --> 00:03.000\nYes.\n");
    assert_eq!(
        turns(&spoken),
        [("", "Yes. Yes.")],
        "said twice is said twice"
    );
}

#[test]
fn captions_out_of_order_keep_the_order_of_the_file() {
    let parsed = read(
        "WEBVTT\n\n00:03.000 --> 00:05.000\n<v Ann>One\n\n00:05.000 --> 00:09.000\n<v Bo>Two\n\n00:04.000 --> 00:06.000\n<v Ann>Three\n",
    );
    assert_eq!(
        turns(&parsed),
        [("Ann", "One"), ("Bo", "Two"), ("Ann", "Three")]
    );
    assert!(parsed.notes[0].contains("before the one above"));
}

#[test]
fn captions_without_the_header_are_read_with_a_note() {
    let parsed = read("1\n00:00:01.000 --> 00:00:02.000\n<v Ann Example>Yes &amp; no</v>\n");
    assert_eq!(turns(&parsed), [("Ann Example", "Yes & no")]);
    assert!(parsed.notes[0].contains("WEBVTT"));
}

#[test]
fn what_services_write_is_read() {
    let zoom = read(
        "WEBVTT\r\n\r\n1\r\n00:00:01.000 --> 00:00:02.000\r\nAnn Example: Shall we?\r\n\r\n2\r\n00:00:02.000 --> 00:00:03.000\r\nBo: Yes: now.\r\n\r\n3\r\n00:00:03.000 --> 00:00:04.000\r\nAnn Example: Good.\r\n",
    );
    let zoomed = [
        ("Ann Example", "Shall we?"),
        ("Bo", "Yes: now."),
        ("Ann Example", "Good."),
    ];
    assert_eq!(turns(&zoom), zoomed);
    assert!(zoom.doubts.is_empty());
    let teams = read(
        "WEBVTT\n\n8d1c-11/14-0\n00:00:01.000 --> 00:00:02.000\n<v Example, Ann (X)>So\nthat is it.</v>\n\n8d1c-11/20-1\n00:00:02.000 --> 00:00:03.000\n<v Example, Ann (X)>Or not.</v>\n",
    );
    assert_eq!(
        turns(&teams),
        [("Example, Ann (X)", "So that is it. Or not.")]
    );
    let webex = read(
        "WEBVTT\n\n1 \"Ann Example\" (248)\n00:00:01.000 --> 00:00:02.000\nSo: why?\n\n2 \"Bo\" (249)\n00:00:02.000 --> 00:00:03.000\nBecause.\n",
    );
    assert_eq!(
        turns(&webex),
        [("Ann Example", "So: why?"), ("Bo", "Because.")]
    );
    let whisperx = read(
        "WEBVTT\n\n00:01.000 --> 00:02.000\n[SPEAKER_00]: Why?\n\n00:02.000 --> 00:03.000\n[SPEAKER_01]: Because.\n",
    );
    assert_eq!(
        turns(&whisperx),
        [("SPEAKER_00", "Why?"), ("SPEAKER_01", "Because.")]
    );
    let rev = read(
        "WEBVTT\n\n1\n00:01.000 --> 00:02.000\n<v ->Why?</v>\n\n2\n00:02.000 --> 00:03.000\nTell me.\n\n3\n00:03.000 --> 00:04.000\n<v ->Because.</v>\n",
    );
    assert_eq!(turns(&rev), [("", "Why? Tell me."), ("", "Because.")]);
}

#[test]
fn the_language_of_the_file_is_told() {
    let parsed = read("WEBVTT\nKind: captions\nLanguage: fi\n\n00:01.000 --> 00:02.000\nHei.\n");
    assert_eq!(parsed.notes[0], "the file says that its language is 'fi'");
}

#[test]
fn right_to_left_captions_keep_their_speakers() {
    let parsed = read(
        "WEBVTT\n\n00:01.000 --> 00:02.000\n\u{202b}-מי שם?\u{202c}\n\u{202b}-אני.\u{202c}\n\n00:02.000 --> 00:03.000\n<v אנה>\u{200f}כן.\n",
    );
    let speakers: Vec<_> = turns(&parsed).into_iter().map(|(who, _)| who).collect();
    assert_eq!(speakers, ["", "", "אנה"]);
}
