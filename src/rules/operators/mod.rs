//! The operators of the rule language, one a file: a spec (data, printable,
//! comparable) and the executor that is built from it.

mod and;
mod exact;
mod field;
mod near;
mod not;
mod or;
mod phrase;
mod regular;
mod then;
mod word;

pub use and::And;
pub use exact::Exact;
pub use field::{Field, Name};
pub use near::Near;
pub use not::Not;
pub use or::Or;
pub use phrase::Phrase;
pub use regular::Regular;
pub use then::Then;
pub use word::{Shape, Word};

pub(crate) use field::is_field;
pub(crate) use phrase::terms;

use crate::rules::atoms::{Need, Planner};
use crate::rules::found::Found;
use crate::rules::query::Binding;
use crate::rules::turn::TurnView;
use std::fmt;

/// A spec: what a person wrote.
pub(crate) trait Operator: fmt::Display {
    fn binding(&self) -> Binding {
        Binding::Single
    }

    /// What a turn must hold for this to find anything in it.
    fn need(&self, planner: &mut Planner) -> Need;

    /// What finds it.
    fn executor(&self, planner: &mut Planner) -> Box<dyn Executor>;
}

/// Finds all there is in one turn, in order and each once.
pub(crate) trait Executor: Send + Sync {
    fn find(&self, turn: &TurnView<'_>) -> Vec<Found>;

    /// The same where it is a whole rule: nobody asks at which word a find
    /// stands, so that [`Found::first`] and [`Found::last`] mean nothing.
    fn find_alone(&self, turn: &TurnView<'_>) -> Vec<Found> {
        self.find(turn)
    }

    /// Whether it asks which words the turn has, and not only for its text.
    fn asks_for_words(&self) -> bool {
        true
    }
}
