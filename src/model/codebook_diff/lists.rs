//! Two lists of named things, matched by name.

use std::collections::HashMap;

/// What became of the things of two lists.
pub(super) struct Pairing<'a, T> {
    /// Only in the new list.
    pub(super) added: Vec<&'a T>,
    /// Only in the old list.
    pub(super) removed: Vec<&'a T>,
    /// In both: old and new.
    pub(super) kept: Vec<(&'a T, &'a T)>,
    /// Of those in both, the fewest whose moving explains the new order, each
    /// with what stands before it now.
    pub(super) moved: Vec<(&'a T, Option<&'a T>)>,
}

/// Matches by name; a name that stands several times is matched in order.
pub(super) fn pair<'a, T>(
    old: &'a [T],
    new: &'a [T],
    name: impl Fn(&'a T) -> &'a str,
) -> Pairing<'a, T> {
    pair_by(old, new, &name, &name)
}

/// The same where the old things have names of another time.
pub(super) fn pair_by<'a, T>(
    old: &'a [T],
    new: &'a [T],
    old_name: impl Fn(&'a T) -> &'a str,
    new_name: impl Fn(&'a T) -> &'a str,
) -> Pairing<'a, T> {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, thing) in old.iter().enumerate().rev() {
        places.entry(old_name(thing)).or_default().push(at);
    }
    let mut pairing = Pairing {
        added: Vec::new(),
        removed: Vec::new(),
        kept: Vec::new(),
        moved: Vec::new(),
    };
    let mut matched = vec![false; old.len()];
    // Of each thing in both: its old place, itself, what stands before it.
    let mut stayed = Vec::new();
    let mut before = None;
    for thing in new {
        match places.get_mut(new_name(thing)).and_then(Vec::pop) {
            Some(at) => {
                if let (Some(flag), Some(old_thing)) = (matched.get_mut(at), old.get(at)) {
                    *flag = true;
                    pairing.kept.push((old_thing, thing));
                    stayed.push((at, thing, before));
                }
            }
            None => pairing.added.push(thing),
        }
        before = Some(thing);
    }
    let unmatched = old.iter().zip(&matched).filter(|(_, matched)| !**matched);
    pairing.removed.extend(unmatched.map(|(thing, _)| thing));
    let order: Vec<usize> = stayed.iter().map(|(at, _, _)| *at).collect();
    let in_order = longest_rising(&order);
    for ((_, thing, before), in_order) in stayed.into_iter().zip(in_order) {
        if !in_order {
            pairing.moved.push((thing, before));
        }
    }
    pairing
}

/// Which of the numbers belong to a longest rising subsequence (patience
/// sorting: n log n).
fn longest_rising(numbers: &[usize]) -> Vec<bool> {
    // The places of the smallest last numbers of rising runs, by length.
    let mut ends: Vec<usize> = Vec::new();
    let mut previous: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (at, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers.get(*end) < Some(number));
        previous.push(
            length
                .checked_sub(1)
                .and_then(|before| ends.get(before).copied()),
        );
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut rising = vec![false; numbers.len()];
    let mut at = ends.last().copied();
    while let Some(place) = at {
        if let Some(flag) = rising.get_mut(place) {
            *flag = true;
        }
        at = previous.get(place).copied().flatten();
    }
    rising
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_moved_thing_is_one_move() {
        let rising = longest_rising(&[1, 2, 3, 0, 4]);
        assert_eq!(rising, [true, true, true, false, true]);
        let pairing = pair(&["a", "b", "c", "d"], &["d", "a", "b", "c"], |name| name);
        assert_eq!(pairing.moved, [(&"d", None)]);
    }

    #[test]
    fn twins_are_matched_in_order_and_the_rest_is_added_or_removed() {
        let pairing = pair(&["a", "a", "b"], &["a", "c"], |name| name);
        assert_eq!(pairing.kept.len(), 1);
        assert_eq!(pairing.removed, [&"a", &"b"]);
        assert_eq!(pairing.added, [&"c"]);
        assert!(pairing.moved.is_empty());
    }
}
