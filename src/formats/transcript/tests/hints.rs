//! What a person says about the speakers of a file.

use super::*;

fn told(text: &str, change: impl Fn(&mut Hints)) -> ParsedTranscript {
    let mut hints = Hints::default();
    change(&mut hints);
    one(Path::new("a.txt"), text.as_bytes(), &hints).unwrap()
}

fn turns(parsed: &ParsedTranscript) -> Vec<(u32, &str, &str)> {
    let document = &parsed.document;
    let turns = document.turns.iter();
    turns
        .map(|turn| (turn.number, turn.speaker.as_str(), document.speech(turn)))
        .collect()
}

const TALK: &str = "Ann: Why?\nBo: So.\nANN: And?\nBob: Well.\nBo: Yes.\nBob: No.";

#[test]
fn a_name_that_is_no_speaker_is_words() {
    let parsed = told("Ann: a\nGoal: b\nAnn: c\nGoal: d", |hints| {
        hints.not_speakers.push("GOAL".to_owned());
    });
    assert_eq!(
        turns(&parsed),
        [(1, "Ann", "a\nGoal: b"), (2, "Ann", "c\nGoal: d")]
    );
    assert!(
        parsed.doubts.is_empty(),
        "what a person said needs no doubt"
    );
}

#[test]
fn merged_speakers_keep_their_turns_apart() {
    let parsed = told(TALK, |hints| {
        hints.renames.insert("bob".to_owned(), "Bo".to_owned());
    });
    assert_eq!(
        turns(&parsed),
        [
            (1, "Ann", "Why?"),
            (2, "Bo", "So."),
            (3, "Ann", "And?"),
            (4, "Bo", "Well."),
            (5, "Bo", "Yes."),
            (6, "Bo", "No."),
        ]
    );
    assert_eq!(parsed.speakers.len(), 2);
    let plain = told(TALK, |_| ());
    let spans = |parsed: &ParsedTranscript| -> Vec<ByteSpan> {
        parsed.document.turns.iter().map(|turn| turn.span).collect()
    };
    assert_eq!(spans(&parsed), spans(&plain), "no place moves");
}

#[test]
fn a_role_as_a_new_name_gives_that_role() {
    let parsed = told(TALK, |hints| {
        hints
            .renames
            .insert("Ann".to_owned(), "Haastattelija".to_owned());
    });
    assert_eq!(parsed.speakers["Haastattelija"], Role::Interviewer);
    assert_eq!(parsed.speakers["Bo"], Role::Informant);
}

#[test]
fn a_name_to_be_changed_is_a_speaker_even_once() {
    let parsed = told(
        "Ann Example: a\nBo: b\nAnn Exampel: c\nBo: d\nAnn Example: e",
        |hints| {
            hints
                .renames
                .insert("Ann Exampel".to_owned(), "Ann Example".to_owned());
        },
    );
    assert_eq!(turns(&parsed)[2], (3, "Ann Example", "c"));
    assert!(parsed.doubts.is_empty());
}

#[test]
fn speakers_that_look_alike_are_offered_for_a_merge() {
    let parsed = told(
        "Matti: a\nMatti V.: b\nMatti: c\nMatti V.: d\nMatti: e",
        |_| (),
    );
    let offer = "--speaker \"Matti V.=Matti\"";
    assert!(
        parsed.notes.iter().any(|note| note.contains(offer)),
        "{:?}",
        parsed.notes
    );
    assert_eq!(parsed.speakers.len(), 2, "never merged silently");
    let once = told(
        "Ann Example: a\nBo: b\nAnn Exampel: c\nBo: d\nAnn Example: e",
        |_| (),
    );
    assert!(
        once.doubts[0]
            .what
            .contains("--speaker \"Ann Exampel=Ann Example\"")
    );
}

#[test]
fn who_neither_asks_nor_answers_can_be_said() {
    let parsed = told(TALK, |hints| {
        hints.interviewers.push("Ann".to_owned());
        hints.others.push("bob".to_owned());
    });
    assert_eq!(parsed.speakers["Bob"], Role::Other);
    assert_eq!(parsed.speakers["Bo"], Role::Informant);
}

#[test]
fn a_mark_of_the_studys_own_is_surely_a_turn() {
    let text = "Meeting | notes\nAnn | Why?\nwell | so | what\nBo | So.\n12 | Yes.";
    let parsed = told(text, |hints| {
        hints.turn_marks.push("{name} |".parse().unwrap());
    });
    let said = turns(&parsed);
    assert_eq!(said[1], (2, "Ann", "Why?"));
    assert_eq!(
        said[4],
        (5, "12", "Yes."),
        "a person said where the name is"
    );
    let text = "§00:01 Ann§ Why?\nand\n§00:05 Bo§ So.";
    let parsed = told(text, |hints| {
        hints.turn_marks.push("§{time} {name}§".parse().unwrap());
    });
    assert_eq!(turns(&parsed), [(1, "Ann", "Why?\nand"), (2, "Bo", "So.")]);
    assert_eq!(parsed.document.turns[1].starts_at, Some(5_000));
    let both = told(
        "Ann | Why?\nBo: So.\nAnn | And?\nBo: Yes.\nNobody | x",
        |hints| {
            hints.turn_marks.push("{name} |".parse().unwrap());
            hints.not_speakers.push("Nobody".to_owned());
        },
    );
    assert_eq!(
        turns(&both).len(),
        4,
        "beside the usual ways, and a person may except one"
    );
}

#[test]
fn a_name_that_a_person_gave_needs_no_convention() {
    for text in [
        "[Ann] Why?\nso",
        "Ann – Why?\nso",
        "Ann\nWhy?\nso",
        "Ann: Why?\nso",
    ] {
        let parsed = told(text, |hints| hints.informants.push("ann".to_owned()));
        assert_eq!(turns(&parsed), [(1, "Ann", "Why?\nso")], "{text}");
        assert!(parsed.doubts.is_empty(), "{text}: {:?}", parsed.doubts);
    }
}
