//! `a OR b`: the finds of each.

use super::{Executor, Operator};
use crate::rules::atoms::{Need, Planner};
use crate::rules::found::{Found, tidy};
use crate::rules::query::{Binding, Query};
use crate::rules::turn::TurnView;
use std::fmt;

/// Any of these.
#[derive(Clone, Debug, PartialEq)]
pub struct Or {
    /// Two or more.
    pub among: Vec<Query>,
}

impl Or {
    pub(crate) fn of(mut among: Vec<Query>) -> Query {
        match among.pop() {
            Some(only) if among.is_empty() => only,
            last => {
                among.extend(last);
                Query::Or(Or { among })
            }
        }
    }
}

impl fmt::Display for Or {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, part) in self.among.iter().enumerate() {
            let gap = if at == 0 { "" } else { " OR " };
            write!(f, "{gap}{}", part.inside(Binding::Or))?;
        }
        Ok(())
    }
}

impl Operator for Or {
    fn binding(&self) -> Binding {
        Binding::Or
    }

    fn need(&self, planner: &mut Planner) -> Need {
        let needs: Vec<Need> = self
            .among
            .iter()
            .map(|part| part.operator().need(planner))
            .collect();
        Need::any(needs)
    }

    fn executor(&self, planner: &mut Planner) -> Box<dyn Executor> {
        Box::new(FindOr(
            self.among
                .iter()
                .map(|part| part.operator().executor(planner))
                .collect(),
        ))
    }
}

struct FindOr(Vec<Box<dyn Executor>>);

impl Executor for FindOr {
    fn find(&self, turn: &TurnView<'_>) -> Vec<Found> {
        let mut found: Vec<Found> = self.0.iter().flat_map(|part| part.find(turn)).collect();
        tidy(&mut found);
        found
    }
}
