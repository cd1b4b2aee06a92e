use super::super::pieces::{Piece, assemble};
use super::*;

fn roles(turns: &[(&str, &str)], interviewers: &[&str]) -> (Vec<Role>, Vec<String>) {
    let pieces = turns
        .iter()
        .map(|(speaker, text)| Piece {
            speaker: (*speaker).to_owned(),
            text: (*text).to_owned(),
            fresh: true,
            ..Piece::default()
        })
        .collect();
    let hints = Hints {
        interviewers: interviewers.iter().map(|&name| name.to_owned()).collect(),
        ..Hints::default()
    };
    let mut notes = Vec::new();
    let reading = assemble(pieces).unwrap();
    let document = Document::new(reading.text, reading.turns, Vec::new(), Vec::new());
    let found = of(&document, &hints, &IndexMap::new(), &mut notes);
    (found.into_values().collect(), notes)
}

use Role::{Informant, Interviewer, Other};

#[test]
fn names_tell_roles_in_words_and_in_pairs_of_letters() {
    for (asks, answers) in [
        ("Haastattelija", "Haastateltava"),
        ("Interviewer", "E"),
        ("H", "J"),
        ("H", "V"),
        ("Q", "A"),
        ("I", "B"),
        ("M", "I"),
        ("T", "H"),
    ] {
        let (found, notes) = roles(&[(asks, "a"), (answers, "b")], &[]);
        assert_eq!(found, [Interviewer, Informant], "{asks} {answers}");
        assert!(notes.is_empty(), "nothing was guessed: {notes:?}");
    }
}

#[test]
fn a_hint_beats_a_name() {
    let talk = [("Informant", "a?"), ("Anna", "b")];
    assert_eq!(roles(&talk, &[]).0, [Informant, Other]);
    assert_eq!(roles(&talk, &["ANNA"]).0, [Informant, Interviewer]);
}

#[test]
fn one_who_asks_informants_interviews() {
    let (found, notes) = roles(
        &[("Anna", "why?"), ("Informant B", "so"), ("Anna", "ok")],
        &[],
    );
    assert_eq!(found, [Interviewer, Informant]);
    assert_eq!(notes.len(), 1);
}

#[test]
fn who_clearly_asks_most_is_guessed_and_told() {
    let mut talk = Vec::new();
    for _ in 0..4 {
        talk.push(("Ann", "And why is that?"));
        talk.push(("Bo", "Because we always did it in that way here."));
    }
    let (found, notes) = roles(&talk, &[]);
    assert_eq!(found, [Interviewer, Informant]);
    assert!(notes[0].contains("guessed"));
    let (found, notes) = roles(&[("Ann", "Why?"), ("Bo", "Why not?")], &[]);
    assert_eq!(found, [Informant, Informant], "two turns tell nothing");
    assert!(notes[0].contains("cannot be told"));
}

#[test]
fn two_hosts_of_a_talk_are_told_from_their_guests() {
    let long = "We looked at it for a year and then we built it once more from the ground, \
                with other people and with better tools, as nobody was happy with the first. ";
    let mut talk = Vec::new();
    for _ in 0..5 {
        talk.extend([
            ("Ann", "So what came next?"),
            ("Bo", long),
            ("Cy", "And who paid for that?"),
            ("Di", long),
        ]);
    }
    let (found, notes) = roles(&talk, &[]);
    assert_eq!(found, [Interviewer, Informant, Interviewer, Informant]);
    assert!(notes[0].contains("Ann and Cy"), "{notes:?}");
    // Colleagues who ask each other: nobody is guessed.
    let mut talk = Vec::new();
    for _ in 0..5 {
        talk.push(("Ann", "Did you see the numbers? I did, and they are bad."));
        talk.push((
            "Bo",
            "Are they? I only heard of them, and who wrote them down then.",
        ));
    }
    assert_eq!(roles(&talk, &[]).0, [Informant, Informant]);
}

#[test]
fn many_interviewers_and_a_focus_group_are_told_by_their_names() {
    let talk = [("I1", "a"), ("I2", "b"), ("P1", "c"), ("P2", "d")];
    assert_eq!(
        roles(&talk, &[]).0,
        [Interviewer, Interviewer, Informant, Informant]
    );
    let talk = [
        ("Interviewer 2", "a"),
        ("H1", "x"),
        ("Moderator", "b"),
        ("P8", "c"),
    ];
    assert_eq!(
        roles(&talk, &[]).0,
        [Interviewer, Informant, Interviewer, Informant]
    );
    let talk = [("H1", "a"), ("H2", "b"), ("V", "c")];
    assert_eq!(roles(&talk, &[]).0, [Interviewer, Interviewer, Informant]);
    assert_eq!(
        roles(&[("IR", "a"), ("IE", "b")], &[]).0,
        [Interviewer, Informant]
    );
}

#[test]
fn who_asks_the_questions_of_the_guide_interviews() {
    let pieces = [
        (
            "Ann",
            "Could you describe how customer information is used in selling",
        ),
        ("Bo", "Well, in selling we use it little."),
        (
            "Ann",
            "How are the sales people rewarded and by which targets",
        ),
        ("Bo", "By volume."),
    ];
    let pieces = pieces.map(|(speaker, text)| Piece {
        speaker: speaker.to_owned(),
        text: text.to_owned(),
        ..Piece::default()
    });
    let reading = assemble(pieces.to_vec()).unwrap();
    let document = Document::new(reading.text, reading.turns, Vec::new(), Vec::new());
    let mut notes = Vec::new();
    let mut hints = Hints {
        guide: vec![
            "How is customer information used in selling?".to_owned(),
            "How are sales people rewarded, and by which targets?".to_owned(),
            "Who owns the system?".to_owned(),
        ],
        ..Hints::default()
    };
    let found = of(&document, &hints, &IndexMap::new(), &mut notes);
    assert_eq!((found["Ann"], found["Bo"]), (Interviewer, Informant));
    assert!(notes[0].contains("2 of the guide's 3"), "{notes:?}");
    hints.interviewers.push("Bo".to_owned());
    assert_eq!(
        of(&document, &hints, &IndexMap::new(), &mut notes)["Bo"],
        Interviewer,
        "a person knows better"
    );
}

#[test]
fn turns_of_nobody_among_named_ones_are_told() {
    let (found, notes) = roles(&[("Interviewer", "a"), ("", "b"), ("Bo", "c")], &[]);
    assert_eq!(found, [Interviewer, Informant]);
    assert!(notes[0].contains("name nobody: 1"));
}

#[test]
fn where_nobody_is_named_the_empty_name_informs() {
    assert_eq!(roles(&[("", "a"), ("", "b")], &[]).0, [Informant]);
}
