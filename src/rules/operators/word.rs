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

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = &self.text;
        match self.shape {
            Shape::Stem if matches!(text.as_str(), "and" | "or" | "not") => {
                write!(f, "\"{text}\"")
            }
            Shape::Stem => f.write_str(text),
            Shape::Start => write!(f, "{text}*"),
            Shape::End => write!(f, "*{text}"),
            Shape::Middle => write!(f, "*{text}*"),
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
