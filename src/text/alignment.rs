//! What became of a sequence in a later version of it: which stretches stayed,
//! which were put in the place of which. The comparison itself is borrowed.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::hash::Hash;
use std::ops::Range;

/// A stretch of the old sequence and what stands there in the new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Places in the old sequence; empty where something was put in.
    pub old: Range<usize>,
    /// Places in the new one; empty where something was taken out.
    pub new: Range<usize>,
    /// Whether both hold the same, one by one.
    pub same: bool,
}

/// The stretches from the first to the last; together they are both sequences.
pub fn align<T: Hash + Eq>(old: &[T], new: &[T]) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for operation in capture_diff_slices(Algorithm::Histogram, old, new) {
        let same = matches!(operation, DiffOp::Equal { .. });
        let (old, new) = (operation.old_range(), operation.new_range());
        match stretches.last_mut().filter(|last| last.same == same) {
            Some(last) => {
                last.old.end = old.end;
                last.new.end = new.end;
            }
            None => stretches.push(Stretch { old, new, same }),
        }
    }
    stretches
}

/// Where the elements `wanted` of the old sequence are in the new one, as far as
/// the stretches tell: those that stayed at their places, those that were
/// replaced at all places of what replaced them.
pub fn carried(stretches: &[Stretch], wanted: &Range<usize>) -> Option<Range<usize>> {
    let touched = stretches
        .iter()
        .filter(|it| it.old.start < wanted.end && wanted.start < it.old.end);
    let mut found: Option<Range<usize>> = None;
    for stretch in touched {
        let here = if stretch.same {
            let from = wanted.start.max(stretch.old.start) - stretch.old.start;
            let to = wanted.end.min(stretch.old.end) - stretch.old.start;
            stretch.new.start + from..stretch.new.start + to
        } else {
            stretch.new.clone()
        };
        if !here.is_empty() {
            found = Some(match found {
                Some(before) => before.start..here.end,
                None => here,
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<&str> {
        text.split(' ').collect()
    }

    #[test]
    fn what_stayed_is_carried_along_and_what_was_replaced_too() {
        let (old, new) = (words("a b c d e"), words("x a b C d"));
        let stretches = align(&old, &new);
        assert_eq!(carried(&stretches, &(0..2)), Some(1..3));
        assert_eq!(carried(&stretches, &(1..4)), Some(2..5));
        assert_eq!(carried(&stretches, &(2..3)), Some(3..4));
        assert_eq!(carried(&stretches, &(4..5)), None, "taken out");
    }

    proptest! {
        #[test]
        fn the_stretches_are_both_sequences(
            old in proptest::collection::vec(0u8..5, 0..30),
            new in proptest::collection::vec(0u8..5, 0..30),
        ) {
            let stretches = align(&old, &new);
            let (mut at_old, mut at_new) = (0, 0);
            for stretch in &stretches {
                prop_assert_eq!((stretch.old.start, stretch.new.start), (at_old, at_new));
                if stretch.same {
                    prop_assert_eq!(&old[stretch.old.clone()], &new[stretch.new.clone()]);
                }
                (at_old, at_new) = (stretch.old.end, stretch.new.end);
            }
            prop_assert_eq!((at_old, at_new), (old.len(), new.len()));
        }
    }
}
