//! `a AND b`, or just `a b`: all of them in one sentence (for the extents hit
//! and sentence) or in one turn (for the extent turn). One find for each such
//! place, with all the words that matched there. Fields among them only keep
//! or drop what the others find; see [`super::Field`].

use super::{Executor, Operator};
use crate::rules::atoms::{Need, Planner};
use crate::rules::found::{Found, tidy};
use crate::rules::query::{Binding, Query};
use crate::rules::turn::{TurnView, Window};
use std::collections::BTreeMap;
use std::fmt;

/// All of these.
#[derive(Clone, Debug, PartialEq)]
pub struct And {
    /// Two or more.
    pub all: Vec<Query>,
}

impl And {
    pub(crate) fn of(mut all: Vec<Query>) -> Query {
        match all.pop() {
            Some(only) if all.is_empty() => only,
            last => {
                all.extend(last);
                Query::And(And { all })
            }
        }
    }
}

impl fmt::Display for And {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, part) in self.all.iter().enumerate() {
            let gap = if at == 0 { "" } else { " AND " };
            write!(f, "{gap}{}", part.inside(Binding::And))?;
        }
        Ok(())
    }
}

impl Operator for And {
    fn binding(&self) -> Binding {
        Binding::And
    }

    fn need(&self, planner: &mut Planner) -> Need {
        let needs: Vec<Need> = self
            .all
            .iter()
            .map(|part| part.operator().need(planner))
            .collect();
        Need::best(needs)
    }

    fn executor(&self, planner: &mut Planner) -> Box<dyn Executor> {
        let window = planner.window;
        let (mut regions, mut all): (Vec<&Query>, Vec<&Query>) =
            self.all.iter().partition(|part| part.is_region());
        // Where all are regions, the first is what is found.
        if all.is_empty() {
            all.extend(regions.drain(..1));
        }
        let mut ready = |parts: Vec<&Query>| {
            let parts = parts.into_iter();
            parts
                .map(|part| part.operator().executor(planner))
                .collect()
        };
        Box::new(FindAnd {
            all: ready(all),
            regions: ready(regions),
            window,
        })
    }
}

struct FindAnd {
    all: Vec<Box<dyn Executor>>,
    /// What each find must touch.
    regions: Vec<Box<dyn Executor>>,
    window: Window,
}

impl Executor for FindAnd {
    fn find(&self, turn: &TurnView<'_>) -> Vec<Found> {
        let mut found = match self.all.as_slice() {
            [only] => only.find(turn),
            _ => self.together(turn),
        };
        for region in &self.regions {
            if found.is_empty() {
                break;
            }
            let region = region.find(turn);
            found.retain(|one| region.iter().any(|part| one.shares_a_word(part)));
        }
        found
    }
}

impl FindAnd {
    fn together(&self, turn: &TurnView<'_>) -> Vec<Found> {
        let mut parts = Vec::with_capacity(self.all.len());
        for part in &self.all {
            let found = part.find(turn);
            if found.is_empty() {
                return Vec::new();
            }
            parts.push(found);
        }
        // For each sentence the finds of the first part, then those of the
        // second where the first has any, and so on.
        let mut shared: BTreeMap<usize, Found> = BTreeMap::new();
        for (at, part) in parts.into_iter().enumerate() {
            let mut here: BTreeMap<usize, Found> = BTreeMap::new();
            for found in part {
                for unit in turn.units(&found, self.window) {
                    if at > 0 && !shared.contains_key(&unit) {
                        continue;
                    }
                    match here.get_mut(&unit) {
                        Some(known) => known.absorb(&found),
                        None => {
                            here.insert(unit, found.clone());
                        }
                    }
                }
            }
            for (unit, found) in &mut here {
                if let Some(before) = shared.get(unit) {
                    found.absorb(before);
                }
            }
            shared = here;
        }
        let mut found: Vec<Found> = shared.into_values().collect();
        tidy(&mut found);
        found
    }
}
