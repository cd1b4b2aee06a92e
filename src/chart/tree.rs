//! Which row of a table hangs under which.

use crate::model::{Axis, Codebook, Heading};

/// The tree that the heads of a table stand in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    parents: Vec<Option<usize>>,
}

impl Tree {
    /// The tree of these heads by the codebook: each hangs under its nearest
    /// ancestor that is among them. What is no code stands at the top.
    pub fn of(heads: &[Heading], codebook: &Codebook) -> Self {
        let place = |id: &str| heads.iter().position(|head| head.name == id);
        let parent = |head: &Heading| {
            let Axis::Code(key) = head.subject else {
                return None;
            };
            let mut code = codebook.by_key(key)?;
            // A circle of parents has an end as well.
            for _ in 0..codebook.codes.len() {
                code = codebook.parent(code)?;
                if let Some(place) = place(code.id.as_str()) {
                    return Some(place);
                }
            }
            None
        };
        Self::new(heads.iter().map(parent).collect())
    }

    /// A tree by each one's parent. Whoever would be their own ancestor, or
    /// has a parent that is not there, stands at the top.
    pub fn new(mut parents: Vec<Option<usize>>) -> Self {
        let count = parents.len();
        for parent in &mut parents {
            *parent = parent.filter(|parent| *parent < count);
        }
        for start in 0..count {
            let mut at = parents.get(start).copied().flatten();
            for _ in 0..count {
                let Some(above) = at else { break };
                if above == start {
                    if let Some(own) = parents.get_mut(start) {
                        *own = None;
                    }
                    break;
                }
                at = parents.get(above).copied().flatten();
            }
        }
        Self { parents }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.parents.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.parents.is_empty()
    }

    /// What one hangs under.
    pub fn parent(&self, at: usize) -> Option<usize> {
        self.parents.get(at).copied().flatten()
    }

    /// Those at the top, in order.
    pub fn tops(&self) -> Vec<usize> {
        let all = 0..self.parents.len();
        all.filter(|at| self.parent(*at).is_none()).collect()
    }

    /// For each one, those that hang right under it, in order.
    pub fn children(&self) -> Vec<Vec<usize>> {
        let mut children = vec![Vec::new(); self.parents.len()];
        for (at, parent) in self.parents.iter().enumerate() {
            if let Some(parent) = parent
                && let Some(list) = children.get_mut(*parent)
            {
                list.push(at);
            }
        }
        children
    }

    /// All with their depth, each right before what hangs under it.
    pub fn walk(&self) -> Vec<(usize, usize)> {
        let children = self.children();
        let mut waiting: Vec<(usize, usize)> = self.tops().into_iter().map(|at| (at, 0)).collect();
        waiting.reverse();
        let mut walked = Vec::with_capacity(self.parents.len());
        while let Some((at, depth)) = waiting.pop() {
            walked.push((at, depth));
            let under = children.get(at).map_or(&[][..], Vec::as_slice);
            waiting.extend(under.iter().rev().map(|child| (*child, depth + 1)));
        }
        walked
    }

    /// For each one, which of the tops it belongs to, counted from 0.
    pub fn families(&self) -> Vec<usize> {
        let mut families = vec![0; self.parents.len()];
        let mut family = 0;
        for (number, (at, depth)) in self.walk().into_iter().enumerate() {
            if depth == 0 && number > 0 {
                family += 1;
            }
            if let Some(own) = families.get_mut(at) {
                *own = family;
            }
        }
        families
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_hangs_under_its_nearest_ancestor_that_is_there() {
        let tree = Tree::new(vec![None, Some(0), Some(1), None, Some(3)]);
        assert_eq!(tree.tops(), [0, 3]);
        assert_eq!(tree.families(), [0, 0, 0, 1, 1]);
        assert_eq!(tree.walk(), [(0, 0), (1, 1), (2, 2), (3, 0), (4, 1)]);
    }

    #[test]
    fn those_who_hang_under_one_another_come_to_an_end() {
        let tree = Tree::new(vec![Some(1), Some(2), Some(0), Some(3), Some(9), Some(0)]);
        assert_eq!(tree.walk().len(), 6);
    }

    proptest! {
        #[test]
        fn everybody_is_walked_over_once(
            parents in proptest::collection::vec(proptest::option::of(0usize..30), 0..30)
        ) {
            let tree = Tree::new(parents);
            let mut seen: Vec<usize> = tree.walk().into_iter().map(|(at, _)| at).collect();
            seen.sort_unstable();
            prop_assert_eq!(seen, (0..tree.len()).collect::<Vec<_>>());
        }
    }
}
