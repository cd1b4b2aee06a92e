use super::*;

fn notes(speech: &str) -> Vec<&str> {
    let found = inside(speech);
    found
        .iter()
        .map(|(start, end, _)| speech.get(*start..*end).unwrap())
        .collect()
}

#[test]
fn notes_are_told_from_speech() {
    assert_eq!(
        notes("Well [laughs] it (pause) is (tauko 5 s) so \\[both\\] //Mhm// and (3 s)."),
        [
            "[laughs]",
            "(pause)",
            "(tauko 5 s)",
            "\\[both\\]",
            "//Mhm//",
            "(3 s)"
        ]
    );
    assert_eq!(notes("One\n(the door opens)\ntwo"), ["(the door opens)"]);
    for speech in [
        "we (or so I think) do",
        "since (2019) then",
        "see [the page](http://a.b//c//d)",
        "http://x//y// z",
        "a number #1 and #2",
        "left [open\nhere]",
        "()",
        "(the whole turn is this)",
    ] {
        assert_eq!(notes(speech), Vec::<&str>::new(), "{speech}");
    }
}

#[test]
fn a_time_inside_a_turn_dates_what_follows() {
    let speech = "One \\[04:22\\] two #00:05:00-1# three";
    let turn = Turn {
        number: 1,
        speaker: String::new(),
        span: ByteSpan::new(0, speech.len()).unwrap(),
        starts_at: None,
        ends_at: None,
    };
    let text = CanonicalText::from_raw(speech);
    let (asides, moments) = of_lines(&text, &[], &[turn]);
    assert!(asides.iter().all(|aside| aside.kind == AsideKind::Time));
    let said: Vec<_> = moments
        .iter()
        .map(|it| (it.span.slice(speech).unwrap(), it.starts_at))
        .collect();
    assert_eq!(said, [(" two ", 262_000), (" three", 300_100)]);
}

#[test]
fn a_file_of_openers_is_read_in_a_moment() {
    assert!(notes(&"[(#//".repeat(50_000)).is_empty());
}
