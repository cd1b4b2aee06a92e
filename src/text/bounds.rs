//! Moving the bounds of a passage by sentences.

use crate::text::span::ByteSpan;

/// One move of a bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The rest of the sentence before, or else the whole sentence before it.
    TakeBefore,
    /// The rest of the last sentence, or else the whole sentence after it.
    TakeAfter,
    /// Without its first sentence.
    LeaveFirst,
    /// Without its last sentence.
    LeaveLast,
}

/// A passage after one step, or nothing where there is no sentence to take in,
/// or only one to leave out. `sentences` are those of the text around it, in
/// order and apart.
pub fn stepped(sentences: &[ByteSpan], passage: ByteSpan, step: Step) -> Option<ByteSpan> {
    let (start, end) = (passage.start(), passage.end());
    let mut in_order = sentences.iter();
    let (start, end) = match step {
        Step::TakeBefore => {
            let before = in_order.rev().find(|it| it.start() < start)?;
            (before.start(), end)
        }
        Step::TakeAfter => (start, in_order.find(|it| it.end() > end)?.end()),
        Step::LeaveFirst => {
            let mut left = in_order.filter(|it| it.start() > start);
            (left.find(|it| it.start() < end)?.start(), end)
        }
        Step::LeaveLast => {
            let mut left = in_order.rev().filter(|it| it.end() < end);
            (start, left.find(|it| it.end() > start)?.end())
        }
    };
    ByteSpan::new(start, end).ok().filter(|it| !it.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;
    use crate::text::sentences::sentences;
    use proptest::prelude::*;

    const TEXT: &str = "One here. Two there. Three is last.";

    fn after(words: &str, step: Step) -> Option<&'static str> {
        let all = sentences(TEXT, Language::English);
        let start = TEXT.find(words).unwrap();
        let passage = ByteSpan::new(start, start + words.len()).unwrap();
        stepped(&all, passage, step)?.slice(TEXT)
    }

    #[test]
    fn whole_sentences_come_in_and_go_out() {
        let two = "Two there.";
        assert_eq!(after(two, Step::TakeBefore), Some("One here. Two there."));
        let rest = Some("Two there. Three is last.");
        assert_eq!(after(two, Step::TakeAfter), rest);
        assert_eq!(after(TEXT, Step::LeaveFirst), rest);
        assert_eq!(after(TEXT, Step::LeaveLast), Some("One here. Two there."));
    }

    #[test]
    fn a_part_of_a_sentence_is_made_whole_first() {
        assert_eq!(after("there", Step::TakeBefore), Some("Two there"));
        assert_eq!(after("there", Step::TakeAfter), Some("there."));
        assert_eq!(after("here. Two", Step::LeaveLast), Some("here."));
        assert_eq!(after("here. Two", Step::LeaveFirst), Some("Two"));
    }

    #[test]
    fn there_is_nothing_beyond_the_ends_and_one_sentence_stays() {
        assert_eq!(after("One here.", Step::TakeBefore), None);
        assert_eq!(after("last.", Step::TakeAfter), None);
        assert_eq!(after("Two there.", Step::LeaveFirst), None);
        assert_eq!(after("Two there.", Step::LeaveLast), None);
    }

    proptest! {
        #[test]
        fn what_is_left_out_can_be_taken_in_again(cut in 1..4usize, count in 2..5usize) {
            let all: Vec<ByteSpan> =
                (0..6).map(|at| ByteSpan::new(at * 10, at * 10 + 9).unwrap()).collect();
            let passage = ByteSpan::new(all[cut].start(), all[(cut + count).min(5)].end()).unwrap();
            for (leave, take) in [
                (Step::LeaveFirst, Step::TakeBefore),
                (Step::LeaveLast, Step::TakeAfter),
            ] {
                if let Some(less) = stepped(&all, passage, leave) {
                    prop_assert!(passage.contains(less) && less != passage);
                    prop_assert_eq!(stepped(&all, less, take), Some(passage));
                }
            }
        }
    }
}
