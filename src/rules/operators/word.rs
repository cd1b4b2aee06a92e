//! `word`, `word*`, `*word`, `*word*`: one word.

use super::{Executor, Operator};
use crate::rules::atoms::{Atom, AtomId, Need, Planner};
use crate::rules::found::Found;
use crate::rules::turn::TurnView;
use std::fmt;

/// How a pattern is compared with a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// `word`: it is a form of this word in the transcript's language.
    Stem,
    /// `word*`: the word starts so.
    Start,
    /// `*word`: the word ends so.
    End,
    /// `*word*`: the word holds this somewhere.
    Middle,
}

/// A pattern for one word; letters with stars are compared as they stand,
/// without stemming, and case never matters.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Word {
    /// The letters, in the form of [`crate::rules::normal`].
    pub text: String,
    /// Where the stars are.
    pub shape: Shape,
}

impl Word {
    pub(crate) fn atom(&self, planner: &mut Planner) -> AtomId {
        let text = self.text.clone();
        let atom = match self.shape {
            Shape::Stem => Atom::Form(planner.forms_of(&text)),
            Shape::Start => Atom::Start(text),
            Shape::End => Atom::End(text),
            Shape::Middle => Atom::Middle(text),
        };
        planner.atom(atom)
    }
}

impl Word {
    /// The letters with their stars.
    pub(crate) fn starred(&self) -> String {
        let text = &self.text;
        match self.shape {
            Shape::Stem => text.clone(),
            Shape::Start => format!("{text}*"),
            Shape::End => format!("*{text}"),
            Shape::Middle => format!("*{text}*"),
        }
    }
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.text.as_str();
        // Without quotes these are operators, and a colon makes a field.
        let operator = self.shape == Shape::Stem && matches!(text, "and" | "or" | "not");
        if operator || text.contains(':') {
            write!(f, "\"{}\"", self.starred())
        } else {
            f.write_str(&self.starred())
        }
    }
}

impl Operator for Word {
    fn need(&self, planner: &mut Planner) -> Need {
        let atom = self.atom(planner);
        Need::one(atom, self.text.chars().count())
    }

    fn executor(&self, planner: &mut Planner) -> Box<dyn Executor> {
        Box::new(FindWord(self.atom(planner)))
    }
}

struct FindWord(AtomId);

impl Executor for FindWord {
    fn find(&self, turn: &TurnView<'_>) -> Vec<Found> {
        turn.places(self.0)
            .iter()
            .map(|place| turn.found(*place, 1))
            .collect()
    }
}
