//! Which cases and transcripts a head of a table speaks of.

/// Cases and transcripts by their places in the view, in order. Cases stand
/// for themselves, as one without a transcript is a case all the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sources {
    /// The cases.
    pub(super) cases: Vec<u32>,
    /// The transcripts.
    pub(super) transcripts: Vec<u32>,
}

impl Sources {
    /// What both speak of.
    pub(super) fn meet(&self, other: &Self) -> Self {
        Self {
            cases: common(&self.cases, &other.cases),
            transcripts: common(&self.transcripts, &other.transcripts),
        }
    }

    /// What any of them speaks of.
    pub(super) fn join<'a>(all: impl Iterator<Item = &'a Self> + Clone) -> Self {
        let united = |of: fn(&Self) -> &Vec<u32>| {
            let mut list: Vec<u32> = all
                .clone()
                .flat_map(|one| of(one).iter().copied())
                .collect();
            list.sort_unstable();
            list.dedup();
            list
        };
        Self {
            cases: united(|one| &one.cases),
            transcripts: united(|one| &one.transcripts),
        }
    }

    /// Whether it speaks of nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.cases.is_empty() && self.transcripts.is_empty()
    }
}

/// What stands in both of two lists in order.
pub(super) fn common(one: &[u32], other: &[u32]) -> Vec<u32> {
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let in_long = |at: &&u32| long.binary_search(at).is_ok();
    short.iter().filter(in_long).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn meeting_keeps_what_both_have_and_joining_what_either_has() {
        let sources = |cases: &[u32], transcripts: &[u32]| Sources {
            cases: cases.to_vec(),
            transcripts: transcripts.to_vec(),
        };
        let (one, other) = (sources(&[0, 2], &[1, 3]), sources(&[2, 5], &[3]));
        assert_eq!(one.meet(&other), sources(&[2], &[3]));
        assert_eq!(
            Sources::join([&one, &other].into_iter()),
            sources(&[0, 2, 5], &[1, 3])
        );
        assert!(one.meet(&sources(&[], &[])).is_empty());
    }
}
