use super::*;
use crate::model::Turn;
use crate::text::CanonicalText;
use proptest::prelude::*;

fn document(speeches: &[&str]) -> Document {
    let mut text = String::new();
    let mut turns = Vec::new();
    for (speech, number) in speeches.iter().zip(1..) {
        text.push_str("A: ");
        let start = text.len();
        text.push_str(speech);
        turns.push(Turn {
            number,
            speaker: "A".into(),
            span: ByteSpan::new(start, text.len()).unwrap(),
            starts_at: None,
            ends_at: None,
        });
        text.push('\n');
    }
    Document::new(
        CanonicalText::from_raw(&text),
        turns,
        Vec::new(),
        Vec::new(),
    )
}

/// The fate of a quote at its `nth` place in a turn, told in words.
fn fate(old: &[&str], new: &[&str], (turn, quote, nth): (u32, &str, usize)) -> String {
    let (old, new) = (document(old), document(new));
    let speech = old.speech(old.turn(turn).unwrap());
    let (at, _) = speech.match_indices(quote).nth(nth).unwrap();
    let start = old.turn(turn).unwrap().span.start() + at;
    let span = ByteSpan::new(start, start + quote.len()).unwrap();
    let told = |place: NewPlace| {
        let turn = new.turn(place.turn).unwrap();
        let words = place.span.slice(new.text.as_str()).unwrap();
        let at = place.span.start() - turn.span.start();
        format!("{}+{at} {words}", place.turn)
    };
    match Reanchoring::new(&old, &new).fate(turn, span, quote) {
        Fate::Same(place) => format!("same {}", told(place)),
        Fate::Moved(place) => format!("moved {}", told(place)),
        Fate::Lost { reason, candidates } => {
            let places = candidates.iter().map(|it| told(it.place));
            format!("lost, {reason}: {}", places.collect::<Vec<_>>().join(" | "))
        }
    }
}

const OLD: &[&str] = &[
    "Why is that?",
    "We pay a bonus. We pay it late.",
    "Yes.",
    "It is only a part of the strategy, you know.",
];

#[test]
fn a_turn_that_did_not_change_keeps_its_passages_wherever_it_stands() {
    let new = &["A heading turn.", OLD[0], OLD[1], OLD[2], OLD[3]];
    assert_eq!(fate(OLD, new, (2, "We pay", 1)), "same 3+16 We pay");
    assert_eq!(fate(OLD, new, (3, "Yes", 0)), "same 4+0 Yes");
}

#[test]
fn a_passage_whose_words_stand_once_in_the_corrected_turn_has_moved() {
    let new = &[
        OLD[0],
        "Well, we do pay a bonus. We pay it late.",
        OLD[2],
        OLD[3],
    ];
    assert_eq!(fate(OLD, new, (2, "We pay it", 0)), "moved 2+25 We pay it");
    assert_eq!(fate(OLD, new, (2, "a bonus", 0)), "moved 2+16 a bonus");
}

#[test]
fn words_that_stand_twice_are_told_apart_by_what_stood_around_them() {
    let new = &[
        OLD[0],
        "We pay a bonus. We pay it very late.",
        OLD[2],
        OLD[3],
    ];
    assert_eq!(fate(OLD, new, (2, "We pay", 1)), "moved 2+16 We pay");
    let new = &[OLD[0], "We pay. We pay.", OLD[2], OLD[3]];
    assert_eq!(
        fate(OLD, new, (2, "We pay", 1)),
        "lost, its words stand there 2 times: 2+0 We pay | 2+8 We pay"
    );
}

#[test]
fn a_corrected_slip_inside_the_passage_is_a_candidate_and_no_more() {
    let new = &[
        OLD[0],
        OLD[1],
        OLD[2],
        "It is just a part of strategy, you know.",
    ];
    assert_eq!(
        fate(OLD, new, (4, "only a part of the strategy", 0)),
        "lost, its words are not there any more: 4+6 just a part of strategy"
    );
}

#[test]
fn a_turn_cut_in_two_moves_its_passages() {
    let new = &[OLD[0], "We pay a bonus.", "We pay it late.", OLD[2], OLD[3]];
    assert_eq!(fate(OLD, new, (2, "it late", 0)), "moved 3+7 it late");
}

#[test]
fn a_long_quote_is_found_anywhere_and_a_short_one_is_not() {
    let new = &[OLD[0], OLD[1], OLD[3], "Other words. Yes."];
    assert_eq!(
        fate(OLD, new, (3, "Yes", 0)),
        "lost, the turn it stood in is gone: "
    );
    let new = &[OLD[3], "All new.", OLD[1]];
    assert!(fate(OLD, new, (4, "a part of the", 0)).starts_with("moved 1+11"));
}

/// The danger: of words said twice one is corrected away, and a coding of those
/// lands on the others, which somebody else may have said of something else.
#[test]
fn words_that_stood_twice_and_stand_once_are_not_taken_for_each_other() {
    let old = &["IT is dear.", "Why?", "We like IT.", "The end."];
    let new = &[
        "Well, IT is dear.",
        "How?",
        "We like computers.",
        "The end.",
    ];
    let told = fate(old, new, (3, "IT", 0));
    assert!(told.starts_with("lost"), "{told}");
    assert!(told.contains("1+6 IT"), "offered all the same: {told}");
    assert_eq!(
        fate(old, new, (1, "IT", 0)),
        "moved 1+6 IT",
        "what stood behind it stands there still"
    );
    let old = &[
        "We look ten years ahead.",
        "Why?",
        "We look ten years ahead, too.",
    ];
    let new = &["Why?", "We look ten years ahead, too."];
    let told = fate(old, new, (1, "look ten years ahead", 0));
    assert!(told.starts_with("lost"), "{told}");
    assert_eq!(
        fate(old, new, (3, "look ten years ahead", 0)),
        "same 2+3 look ten years ahead"
    );
}

#[test]
fn a_turn_is_followed_only_to_one_that_is_like_it() {
    let old = document(&["Why is that so?", "We pay late.", "The end."]);
    let new = document(&["We pay very late.", "How many are you?", "The end."]);
    let versions = Reanchoring::new(&old, &new);
    assert_eq!(versions.turn(1), None, "an answer stands there now");
    assert_eq!(versions.turn(3), Some(3));
}

#[test]
fn nothing_is_sure_where_all_turns_are_alike() {
    let told = fate(&["Yes.", "Yes."], &["Yes.", "Yes.", "Yes."], (1, "Yes", 0));
    assert!(told.starts_with("lost"), "{told}");
}

#[test]
fn turns_are_followed_one_by_one() {
    let (old, new) = (
        document(OLD),
        document(&["New.", OLD[0], "We pay no bonus. We pay late.", OLD[2]]),
    );
    let versions = Reanchoring::new(&old, &new);
    assert_eq!(versions.turn(1), Some(2));
    assert_eq!(versions.turn(2), Some(3), "replaced one by one");
    assert_eq!(versions.turn(4), None, "gone");
}

proptest! {
    /// Whatever was corrected: a passage that keeps or gets a place has its own
    /// words there, and the same version changes nothing.
    #[test]
    fn a_place_always_has_the_words(
        old in proptest::collection::vec("[abä😀 ]{0,6}(pay|työ)[ab .]{0,6}", 1..8),
        new in proptest::collection::vec("[abä😀 ]{0,6}(pay|työ)[ab .]{0,6}", 1..8),
        turn in 0usize..8, from in 0usize..6, length in 1usize..8,
    ) {
        let old: Vec<&str> = old.iter().map(String::as_str).collect();
        let new: Vec<&str> = new.iter().map(String::as_str).collect();
        let (before, after) = (document(&old), document(&new));
        let turn = before.turn((turn % old.len()) as u32 + 1).unwrap();
        let speech = before.speech(turn);
        let quote: String = speech.chars().skip(from).take(length).collect();
        prop_assume!(!quote.is_empty());
        let lead: usize = speech.chars().take(from).map(char::len_utf8).sum();
        let start = turn.span.start() + lead;
        let span = ByteSpan::new(start, start + quote.len()).unwrap();
        match Reanchoring::new(&before, &after).fate(turn.number, span, &quote) {
            Fate::Same(place) => prop_assert_eq!(place.span.slice(after.text.as_str()), Some(quote.as_str())),
            Fate::Moved(place) => {
                let found = place.span.slice(after.text.as_str()).unwrap();
                // A blank more or less does not make other words.
                let bare = |text: &str| text.split_whitespace().collect::<String>();
                prop_assert_eq!(bare(found), bare(&quote));
            }
            Fate::Lost { candidates, .. } => for candidate in candidates {
                prop_assert_eq!(candidate.place.span.slice(after.text.as_str()), Some(candidate.quote.as_str()));
            }
        }
    }

    #[test]
    fn the_same_version_loses_nothing(
        speeches in proptest::collection::vec("[abc]{1,3} pay [abc]{1,3}", 1..8), turn in 0usize..8
    ) {
        let speeches: Vec<String> = speeches.iter().zip(0..).map(|(speech, at)| format!("{speech} {at}")).collect();
        let given: Vec<&str> = speeches.iter().map(String::as_str).collect();
        let document = document(&given);
        let turn = &document.turns[turn % given.len()];
        let span = ByteSpan::new(turn.span.start(), turn.span.start() + 3).unwrap();
        let quote = span.slice(document.text.as_str()).unwrap();
        let fate = Reanchoring::new(&document, &document).fate(turn.number, span, quote);
        prop_assert_eq!(fate, Fate::Same(NewPlace { turn: turn.number, span }));
    }
}
