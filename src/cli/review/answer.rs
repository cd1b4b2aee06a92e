//! What a person may answer in a walk, one line each.

use crate::model::ReviewState;
use crate::text::Step;

/// One answer. What is not understood decides nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// This one, with the words as they are marked.
    Decide(ReviewState),
    /// All that are left of the same rule.
    DecideAlike(ReviewState),
    /// Not now.
    Skip,
    /// Move the bounds of the passage.
    Move(Vec<Step>),
    /// Mark exactly these words.
    Mark(String),
    /// Mark what was suggested.
    AsSuggested,
    /// Accept under another code.
    File(String),
    /// Write a note.
    Note(String),
    /// Take the last decision back.
    Undo,
    Quit,
    Help,
    /// A key that needs words behind it, and what they are.
    Lacks(char, &'static str),
    Unknown,
}

/// All keys, for `?`.
pub(super) const KEYS: &str = "\
a         accept it as marked
r         reject it; no rule asks for these words again
s         skip it: it stays as it is
>  <      take the next sentence in, or the one before
->  -<    leave the last sentence out, or the first
w WORDS   mark exactly these words of the turn
=         mark what was suggested again
c CODE    accept it under this code instead
m NOTE    write a note on it, then decide
A  R      accept or reject all that are left here of the same rule
u         undo your last decision or note
q         quit; what is decided is saved, the rest waits
?         this list";

/// Reads an answer.
pub(super) fn answer(line: &str) -> Answer {
    let line = line.trim();
    match line {
        "a" | "accept" => return Answer::Decide(ReviewState::Accepted),
        "r" | "reject" => return Answer::Decide(ReviewState::Rejected),
        "A" => return Answer::DecideAlike(ReviewState::Accepted),
        "R" => return Answer::DecideAlike(ReviewState::Rejected),
        "s" | "S" | "skip" => return Answer::Skip,
        "u" | "U" | "undo" => return Answer::Undo,
        "q" | "Q" | "quit" => return Answer::Quit,
        "?" | "h" | "help" => return Answer::Help,
        "=" => return Answer::AsSuggested,
        _ => {}
    }
    if let Some(steps) = steps(line) {
        return Answer::Move(steps);
    }
    let (key, words) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let words = words.trim();
    let of = |answer: fn(String) -> Answer, key, lacks| match words {
        "" => Answer::Lacks(key, lacks),
        words => answer(words.to_owned()),
    };
    match key {
        "w" => of(Answer::Mark, 'w', "the words to mark, copied from the turn"),
        "c" => of(Answer::File, 'c', "the code to file it under"),
        "m" => of(Answer::Note, 'm', "the note"),
        _ => Answer::Unknown,
    }
}

/// Moves such as `>`, `>>` or `-<`.
fn steps(line: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    let mut leave = false;
    for sign in line.chars().filter(|sign| !sign.is_whitespace()) {
        steps.push(match (sign, leave) {
            ('-', false) => {
                leave = true;
                continue;
            }
            ('>', false) => Step::TakeAfter,
            ('<', false) => Step::TakeBefore,
            ('>', true) => Step::LeaveLast,
            ('<', true) => Step::LeaveFirst,
            _ => return None,
        });
        leave = false;
    }
    (!steps.is_empty() && !leave).then_some(steps)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_whole_words_are_understood() {
        let accept = Answer::Decide(ReviewState::Accepted);
        assert_eq!(answer(" a "), accept);
        assert_eq!(answer("accept"), accept);
        assert_eq!(answer("A"), Answer::DecideAlike(ReviewState::Accepted));
        assert_eq!(answer("w we pay"), Answer::Mark("we pay".into()));
        assert_eq!(answer("c CRM-IT"), Answer::File("CRM-IT".into()));
        assert_eq!(answer(">>"), Answer::Move(vec![Step::TakeAfter; 2]));
        assert_eq!(
            answer("-< >"),
            Answer::Move(vec![Step::LeaveFirst, Step::TakeAfter])
        );
    }

    #[test]
    fn what_is_not_understood_decides_nothing() {
        for line in [
            "",
            "y",
            "aa",
            "ar",
            "Accept all",
            "-",
            "->x",
            "rewards",
            "ACCEPT",
            "a b",
        ] {
            assert_eq!(answer(line), Answer::Unknown, "{line:?}");
        }
        assert!(matches!(answer("c"), Answer::Lacks('c', _)));
        assert!(matches!(answer("m  "), Answer::Lacks('m', _)));
    }
}
