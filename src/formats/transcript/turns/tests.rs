use super::*;
use crate::formats::transcript::{ParsedTranscript, name};
use proptest::prelude::*;

fn parsed(raw: &str, layout: Layout) -> ParsedTranscript {
    let source = Source {
        text: CanonicalText::from_raw(raw),
        layout,
        certain: &[],

        notes: Vec::new(),
        doubts: Vec::new(),
    };
    finished(parse(source, &Hints::default()).unwrap())
}

fn turns(raw: &str, layout: Layout) -> Vec<(String, String)> {
    let parsed = parsed(raw, layout);
    let document = &parsed.document;
    document
        .turns
        .iter()
        .map(|turn| (turn.speaker.clone(), document.speech(turn).to_owned()))
        .collect()
}

fn said(turns: &[(&str, &str)]) -> Vec<(String, String)> {
    turns
        .iter()
        .map(|(who, words)| ((*who).to_owned(), (*words).to_owned()))
        .collect()
}

#[test]
fn the_head_and_notes_between_turns_are_nobodys_speech() {
    let raw = "Haastattelu 3, klo 10:30\n\nH: Kerro?\nV: No toisaalta:\npäivät venyvät.  \n(tauko 5 s)\nH: Entä?\nV:\n(nyökkää)\nV2: Niin.\n";
    assert_eq!(
        turns(raw, Layout::Plain),
        said(&[
            ("H", "Kerro?"),
            ("V", "No toisaalta:\npäivät venyvät."),
            ("H", "Entä?"),
            ("V", "(nyökkää)"),
            ("V2", "Niin."),
        ])
    );
}

#[test]
fn a_turn_runs_over_its_paragraphs_up_to_a_heading() {
    let raw = "---\nInterviewer: Ann\n---\n# Head\n\n**Ann:** One.\n\nTwo, \\[04:22\\].\n\n- three\n\n---\n\n**Bo:** Four.\n\n## Part\n\nstray\n\n**Ann:** Five.\n\n**Break:** \\[20:15\\]\n\n**Bo:** Six.";
    assert_eq!(
        turns(raw, Layout::Markdown),
        said(&[
            ("Ann", "One.\n\nTwo, \\[04:22\\].\n\n- three"),
            ("Bo", "Four."),
            ("Ann", "Five."),
            ("Bo", "Six."),
        ])
    );
    assert_eq!(parsed(raw, Layout::Markdown).doubts[0].line, 18);
}

#[test]
fn names_above_their_speech_carry_times() {
    let raw = "Sync\nThu, Mar 14, 2024 10:30AM\n\nAnn Example  0:00  \nSo: a baseline. Note: not today.\n\nUnknown Speaker  59:58  \nMm.\n\nAnn Example  1:00:04  \nOkay.\n\nTranscribed by https://otter.ai";
    let parsed = parsed(raw, Layout::Plain);
    let times: Vec<Option<u64>> = parsed
        .document
        .turns
        .iter()
        .map(|turn| turn.starts_at)
        .collect();
    assert_eq!(times, [Some(0), Some(3_598_000), Some(3_604_000)]);
    assert_eq!(parsed.document.speech(&parsed.document.turns[2]), "Okay.");
}

#[test]
fn f4_stamps_tell_when_a_turn_ends_and_are_no_speech() {
    let parsed = parsed("I: Und? #00:00:12-3#\nB: Ja. #00:00:31-0#", Layout::Plain);
    let turns = &parsed.document.turns;
    assert_eq!(parsed.document.speech(&turns[0]), "Und?");
    assert_eq!(
        (turns[1].starts_at, turns[1].ends_at),
        (Some(12_300), Some(31_000))
    );
}

#[test]
fn a_speaker_who_says_nothing_is_doubted_and_has_no_turn() {
    let parsed = parsed(
        "Interviewer: Why?\nInterviewer:\nP1: So.\nP1: Yes.",
        Layout::Plain,
    );
    assert_eq!(parsed.document.turns.len(), 3);
    assert_eq!(parsed.doubts[0].line, 2);
}

#[test]
fn without_speakers_each_paragraph_is_a_turn() {
    let raw = "One\ntwo.\n\n  Three.\n";
    assert_eq!(
        turns(raw, Layout::Plain),
        said(&[("", "One\ntwo."), ("", "Three.")])
    );
    assert_eq!(
        turns("One\ntwo", Layout::Plain).len(),
        2,
        "no blank line: lines"
    );
    assert_eq!(
        turns("# Head\n\nOne\ntwo", Layout::Markdown),
        said(&[("", "One\ntwo")])
    );
    assert!(parsed(raw, Layout::Plain).notes[0].contains("no speaker was recognised"));
}

#[test]
fn a_text_of_a_million_lines_is_refused() {
    let source = Source {
        text: CanonicalText::from_raw(&"A: b\n".repeat(1_000_001)),
        layout: Layout::Plain,
        certain: &[],
        notes: Vec::new(),
        doubts: Vec::new(),
    };
    let problem = parse(source, &Hints::default()).unwrap_err();
    assert!(problem.what.contains("lines") && problem.next.is_some());
}

#[test]
fn the_line_that_names_a_speaker_is_no_aside() {
    let parsed = parsed(
        "Ann Example  0:03\nOne.\n\nBo Neil  0:07\nTwo.\n\nAnn Example  0:09\nThree.\n",
        Layout::Plain,
    );
    assert_eq!(parsed.document.turns.len(), 3);
    assert!(
        parsed.document.asides.is_empty(),
        "{:?}",
        parsed.document.asides
    );
}

fn finished(reading: Reading) -> ParsedTranscript {
    crate::formats::transcript::finish(reading, &Hints::default())
}

fn assert_lawful(parsed: &ParsedTranscript) -> Result<(), TestCaseError> {
    let document = &parsed.document;
    let mut last = 0;
    for (at, turn) in document.turns.iter().enumerate() {
        let speech = turn.span.slice(document.text.as_str());
        prop_assert!(
            speech.is_some_and(|s| !s.is_empty() && s.trim() == s),
            "{speech:?}"
        );
        prop_assert!(turn.span.start() >= last);
        prop_assert_eq!(turn.number as usize, at + 1);
        prop_assert!(parsed.speakers.contains_key(&turn.speaker));
        last = turn.span.end();
    }
    let mut last = 0;
    for aside in &document.asides {
        let words = aside.span.slice(document.text.as_str()).unwrap_or_default();
        prop_assert!(!words.is_empty() && aside.span.start() >= last, "{aside:?}");
        last = aside.span.end();
    }
    for turn in &document.turns {
        prop_assert_eq!(document.said(turn).len(), turn.span.len());
    }
    Ok(())
}

proptest! {
    #[test]
    fn turns_are_in_order_apart_trimmed_and_inside(
        raw in "((Ann|Bo|H|\\*\\*Ann|[\u{5d0}-\u{5d4}]{2})(:|:\\*\\*| 0:07|\t|\\[0:01\\]:)[ \n\u{a0}]?|[a-z😀\u{627}o\u{308}]{1,4}[ .?:]|\n|\n\n|# |---\n|\\(x\\)\n|#00:00:12-3#){1,40}x"
    ) {
        for layout in [Layout::Plain, Layout::Markdown, Layout::Paragraphs] {
            let source = Source { text: CanonicalText::from_raw(&raw), layout, certain: &[], notes: vec![], doubts: vec![] };
            if let Ok(parsed) = parse(source, &Hints::default()) {
                assert_lawful(&finished(parsed))?;
            }
        }
    }

    #[test]
    fn twins_are_one_document(
        lines in proptest::collection::vec(("(H|V|Änn|\u{645}\u{62d}): ", "[äöé😀\u{62a}\u{5d1}a-z ?]{0,12}"), 1..12)
    ) {
        use unicode_normalization::UnicodeNormalization;
        let plain: String = lines.iter().map(|(who, words)| format!("{who}{words}x\n")).collect();
        let twin = format!("\u{feff}{}", plain.nfd().collect::<String>().replace('\n', "\r\n"));
        let (one, other) = (parsed(&plain, Layout::Plain), parsed(&twin, Layout::Plain));
        prop_assert_eq!(&one.document, &other.document);
        prop_assert_eq!(one, other);
    }

    #[test]
    fn any_text_at_all_is_read_or_refused(raw in "\\PC{0,60}") {
        let source = Source { text: CanonicalText::from_raw(&raw), layout: Layout::Markdown, certain: &[], notes: vec![], doubts: vec![] };
        if let Ok(parsed) = parse(source, &Hints::default()) {
            assert_lawful(&finished(parsed))?;
        }
        prop_assert_eq!(name::key(&name::key(&raw)), name::key(&raw));
    }
}
