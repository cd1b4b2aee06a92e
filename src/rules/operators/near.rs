//! `a NEAR/5 b`: the two at most five words apart, in either order.
//!
//! Distance counts steps from word to word: neighbours are 1 apart. It runs
//! from the last word of the one that comes first to the first word of the
//! other, and is 0 where they interlock. The two may not share a word. Each
//! find of either side is paired with the nearest one of the other, so that a long turn gives a line of pairs and
//! not all combinations. Of those equally near the one is taken that starts
//! earlier, then the one that ends earlier, then the one whose words come first.

use super::{Executor, Operator};
use crate::rules::atoms::{Need, Planner};
use crate::rules::found::{ByEnd, Found, tidy};
use crate::rules::query::{Binding, Query};
use crate::rules::turn::TurnView;
use std::fmt;

/// Two things near each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Near {
    /// The one.
    pub left: Box<Query>,
    /// The other.
    pub right: Box<Query>,
    /// The largest distance in words, at least 1.
    pub within: u32,
}

impl Near {
    pub(crate) fn of(left: Query, right: Query, within: u32) -> Query {
        Query::Near(Near {
            left: Box::new(left),
            right: Box::new(right),
            within,
        })
    }
}

impl fmt::Display for Near {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let left = self.left.inside(Binding::Near);
        let right = self.right.inside(Binding::Near);
        write!(f, "{left} NEAR/{} {right}", self.within)
    }
}

impl Operator for Near {
    fn binding(&self) -> Binding {
        Binding::Near
    }

    fn need(&self, planner: &mut Planner) -> Need {
        let needs = [&self.left, &self.right].map(|side| side.operator().need(planner));
        Need::best(needs.into())
    }

    fn executor(&self, planner: &mut Planner) -> Box<dyn Executor> {
        Box::new(FindNear {
            left: self.left.operator().executor(planner),
            right: self.right.operator().executor(planner),
            within: self.within,
        })
    }
}

struct FindNear {
    left: Box<dyn Executor>,
    right: Box<dyn Executor>,
    within: u32,
}

impl Executor for FindNear {
    fn find(&self, turn: &TurnView<'_>) -> Vec<Found> {
        let left = self.left.find(turn);
        if left.is_empty() {
            return left;
        }
        let right = self.right.find(turn);
        let mut found = pairs(&left, &right, self.within);
        found.extend(pairs(&right, &left, self.within));
        tidy(&mut found);
        found
    }
}

fn pairs(these: &[Found], others: &[Found], within: u32) -> Vec<Found> {
    let others = ByEnd::new(others);
    these
        .iter()
        .filter_map(|this| {
            let near = [
                others.interlocked(this),
                others.last_before(this),
                others.first_after(this),
            ];
            let (_, nearest) = near
                .into_iter()
                .flatten()
                .map(|other| (this.distance(other), other))
                .filter(|(distance, _)| *distance <= within)
                .min_by_key(|(distance, other)| (*distance, *other))?;
            Some(this.joined(nearest))
        })
        .collect()
}
