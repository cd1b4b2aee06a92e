//! `a NOT b`: finds of a in whose sentence (or turn, for the extent turn)
//! nothing is found of b. Where b is a field, finds of a that touch its region
//! are left out instead; see [`super::Field`].

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
        let mut unwanted = Vec::new();
        for part in &self.without {
            alternatives(part, &mut unwanted);
        }
        let (regions, words): (Vec<&Query>, Vec<&Query>) =
            unwanted.into_iter().partition(|part| part.is_region());
        let mut ready = |parts: Vec<&Query>| {
            let parts = parts.into_iter();
            parts
                .map(|part| part.operator().executor(planner))
                .collect()
        };
        Box::new(FindNot {
            without: ready(words),
            regions: ready(regions),
            keep: self.keep.operator().executor(planner),
            window: planner.window,
        })
    }
}

/// Words and fields under one OR are unwanted each in its own way.
fn alternatives<'q>(query: &'q Query, all: &mut Vec<&'q Query>) {
    match query {
        Query::Or(or) => or.among.iter().for_each(|part| alternatives(part, all)),
        _ => all.push(query),
    }
}

struct FindNot {
    keep: Box<dyn Executor>,
    without: Vec<Box<dyn Executor>>,
    /// What no find may touch.
    regions: Vec<Box<dyn Executor>>,
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
        for region in &self.regions {
            let region = region.find(turn);
            kept.retain(|found| !region.iter().any(|part| found.shares_a_word(part)));
        }
        kept
    }
}
