//! `a THEN/5 b`: b at most five words after a. `a THEN/1 b` has b right
//! behind a. The distance runs from the last word of a to the first of b; each
//! a is paired with the first b that follows, and each b with the last a before.
//! Of several that start (or end) at one word, the shortest is taken, then the
//! one whose words come first.

use super::{Executor, Operator};
use crate::rules::atoms::{Need, Planner};
use crate::rules::found::{ByEnd, Found, tidy};
use crate::rules::query::{Binding, Query};
use crate::rules::turn::TurnView;
use std::fmt;

/// One thing soon after another.
#[derive(Clone, Debug, PartialEq)]
pub struct Then {
    /// What comes first.
    pub first: Box<Query>,
    /// What follows.
    pub second: Box<Query>,
    /// The largest distance in words, at least 1.
    pub within: u32,
}

impl Then {
    pub(crate) fn of(first: Query, second: Query, within: u32) -> Query {
        Query::Then(Then {
            first: Box::new(first),
            second: Box::new(second),
            within,
        })
    }
}

impl fmt::Display for Then {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.first.inside(Binding::Near);
        let second = self.second.inside(Binding::Near);
        write!(f, "{first} THEN/{} {second}", self.within)
    }
}

impl Operator for Then {
    fn binding(&self) -> Binding {
        Binding::Near
    }

    fn need(&self, planner: &mut Planner) -> Need {
        let needs = [&self.first, &self.second].map(|side| side.operator().need(planner));
        Need::best(needs.into())
    }

    fn executor(&self, planner: &mut Planner) -> Box<dyn Executor> {
        Box::new(FindThen {
            first: self.first.operator().executor(planner),
            second: self.second.operator().executor(planner),
            within: self.within,
        })
    }
}

struct FindThen {
    first: Box<dyn Executor>,
    second: Box<dyn Executor>,
    within: u32,
}

impl Executor for FindThen {
    fn find(&self, turn: &TurnView<'_>) -> Vec<Found> {
        let first = self.first.find(turn);
        if first.is_empty() {
            return first;
        }
        let second = self.second.find(turn);
        let (firsts, seconds) = (ByEnd::new(&first), ByEnd::new(&second));
        let forward = first.iter().map(|a| (Some(a), seconds.first_after(a)));
        let back = second.iter().map(|b| (firsts.last_before(b), Some(b)));
        let mut found: Vec<Found> = forward
            .chain(back)
            .filter_map(|(a, b)| Some((a?, b?)))
            .filter(|(a, b)| a.distance(b) <= self.within)
            .map(|(a, b)| a.joined(b))
            .collect();
        tidy(&mut found);
        found
    }
}
