//! `a NOT b`: finds of a in whose sentence (or turn, for the extent turn)
//! nothing is found of b.

use super::{Executor, Operator};
use crate::rules::atoms::{Need, Planner};
use crate::rules::found::Found;
use crate::rules::query::{Binding, Query};
use crate::rules::turn::{TurnView, Window};
use std::collections::HashSet;
use std::fmt;

/// One thing without others.
#[derive(Clone, Debug, PartialEq)]
pub struct Not {
    /// What is found.
    pub keep: Box<Query>,
    /// What must not stand with it, one or more.
    pub without: Vec<Query>,
}

impl Not {
    pub(crate) fn of(keep: Query, without: Vec<Query>) -> Query {
        if without.is_empty() {
            return keep;
        }
        Query::Not(Not {
            keep: Box::new(keep),
            without,
        })
    }
}

impl fmt::Display for Not {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.keep.as_ref() {
            keep @ Query::And(_) => write!(f, "{keep}")?,
            keep => write!(f, "{}", keep.inside(Binding::And))?,
        }
        for part in &self.without {
            write!(f, " NOT {}", part.inside(Binding::And))?;
        }
        Ok(())
    }
}

impl Operator for Not {
    fn binding(&self) -> Binding {
        Binding::And
    }

    fn need(&self, planner: &mut Planner) -> Need {
        self.keep.operator().need(planner)
    }

    fn executor(&self, planner: &mut Planner) -> Box<dyn Executor> {
        Box::new(FindNot {
            window: planner.window,
            keep: self.keep.operator().executor(planner),
            without: self
                .without
                .iter()
                .map(|part| part.operator().executor(planner))
                .collect(),
        })
    }
}

struct FindNot {
    keep: Box<dyn Executor>,
    without: Vec<Box<dyn Executor>>,
    window: Window,
}

impl Executor for FindNot {
    fn find(&self, turn: &TurnView<'_>) -> Vec<Found> {
        let mut kept = self.keep.find(turn);
        if kept.is_empty() {
            return kept;
        }
        let mut spoilt = HashSet::new();
        for part in &self.without {
            for found in part.find(turn) {
                spoilt.extend(turn.units(&found, self.window));
            }
        }
        if !spoilt.is_empty() {
            kept.retain(|found| {
                !turn
                    .units(found, self.window)
                    .any(|unit| spoilt.contains(&unit))
            });
        }
        kept
    }
}
