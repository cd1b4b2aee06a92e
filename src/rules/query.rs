//! A rule as it was read: a tree of operators.

use crate::rules::operators::{And, Exact, Near, Not, Operator, Or, Phrase, Regular, Then, Word};
use std::fmt;

/// What to find. Prints itself in a canonical form that reads back the same.
#[derive(Clone, Debug, PartialEq)]
pub enum Query {
    /// `word`, `word*`, `*word`, `*word*`
    Word(Word),
    /// `"several words"`
    Phrase(Phrase),
    /// `exact"letter for letter"`
    Exact(Exact),
    /// `/regular expression/`
    Regular(Regular),
    /// `a AND b`, `a b`
    And(And),
    /// `a OR b`
    Or(Or),
    /// `a NOT b`
    Not(Not),
    /// `a NEAR/5 b`
    Near(Near),
    /// `a THEN/5 b`
    Then(Then),
}

impl Query {
    /// The one list of operators; a new one is its file and a line here.
    pub(crate) fn operator(&self) -> &dyn Operator {
        match self {
            Query::Word(operator) => operator,
            Query::Phrase(operator) => operator,
            Query::Exact(operator) => operator,
            Query::Regular(operator) => operator,
            Query::And(operator) => operator,
            Query::Or(operator) => operator,
            Query::Not(operator) => operator,
            Query::Near(operator) => operator,
            Query::Then(operator) => operator,
        }
    }

    /// Whether its finds are places from which a distance can be measured.
    pub(crate) fn has_a_place(&self) -> bool {
        match self {
            Query::And(_) | Query::Not(_) => false,
            Query::Or(or) => or.among.iter().all(Query::has_a_place),
            _ => true,
        }
    }

    /// Prints the query as a part of an operator that binds as tightly as
    /// `outer`: in parentheses unless it binds more tightly itself.
    pub(crate) fn inside(&self, outer: Binding) -> Inside<'_> {
        Inside(self, outer)
    }
}

/// How tightly an operator binds, loosest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Binding {
    Or,
    And,
    Near,
    Single,
}

pub(crate) struct Inside<'a>(&'a Query, Binding);

impl fmt::Display for Inside<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.operator().binding() > self.1 {
            write!(f, "{}", self.0)
        } else {
            write!(f, "({})", self.0)
        }
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.operator().fmt(f)
    }
}
