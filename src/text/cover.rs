//! Many places of a text, asked whether any of them covers another place.

use crate::text::span::ByteSpan;

/// Places of one text, in order, so that a question costs no walk through all.
#[derive(Clone, Debug, Default)]
pub struct Cover {
    /// Where each place starts, and where it or one before it ends furthest.
    reach: Vec<(usize, usize)>,
}

impl Cover {
    /// Whether one of the places has all of `place` inside it.
    pub fn contains(&self, place: ByteSpan) -> bool {
        self.reach(|start| start <= place.start())
            .is_some_and(|end| end >= place.end())
    }

    /// Whether one of the places shares a byte with `place`.
    pub fn overlaps(&self, place: ByteSpan) -> bool {
        self.reach(|start| start < place.end())
            .is_some_and(|end| end > place.start())
    }

    /// How far the places reach that start where `early` says.
    fn reach(&self, early: impl Fn(usize) -> bool) -> Option<usize> {
        let count = self.reach.partition_point(|(start, _)| early(*start));
        let (_, end) = self.reach.get(count.checked_sub(1)?)?;
        Some(*end)
    }
}

impl FromIterator<ByteSpan> for Cover {
    fn from_iter<T: IntoIterator<Item = ByteSpan>>(places: T) -> Self {
        let mut places: Vec<ByteSpan> = places.into_iter().filter(|it| !it.is_empty()).collect();
        places.sort_unstable();
        let mut furthest = 0;
        let reach = places.into_iter().map(|place| {
            furthest = furthest.max(place.end());
            (place.start(), furthest)
        });
        Self {
            reach: reach.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn spans() -> impl Strategy<Value = Vec<ByteSpan>> {
        let span = (0..40usize, 1..12usize).prop_map(|(a, b)| ByteSpan::new(a, a + b).unwrap());
        prop::collection::vec(span, 0..12)
    }

    proptest! {
        #[test]
        fn it_answers_as_a_walk_through_all_places_would(places in spans(), asked in spans()) {
            let cover: Cover = places.iter().copied().collect();
            for one in asked {
                prop_assert_eq!(cover.contains(one), places.iter().any(|it| it.contains(one)));
                prop_assert_eq!(cover.overlaps(one), places.iter().any(|it| it.overlaps(one)));
            }
        }
    }
}
