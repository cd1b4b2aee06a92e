//! A rule as it was read: a tree of operators.

use crate::rules::operators::{
    And, Exact, Field, Near, Not, Operator, Or, Phrase, Regular, Then, Word,
};
use crate::rules::surroundings::Needs;
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
    /// `speaker:Anna`, `code:CRM-IT`, …
    Field(Field),
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
            Query::Field(operator) => operator,
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
            Query::And(_) | Query::Not(_) | Query::Field(_) => false,
            Query::Or(or) => or.among.iter().all(Query::has_a_place),
            _ => true,
        }
    }

    /// The queries it joins, in the order in which they are written.
    pub(crate) fn parts(&self) -> Vec<&Query> {
        match self {
            Query::Word(_)
            | Query::Phrase(_)
            | Query::Exact(_)
            | Query::Regular(_)
            | Query::Field(_) => Vec::new(),
            Query::And(and) => and.all.iter().collect(),
            Query::Or(or) => or.among.iter().collect(),
            Query::Not(not) => std::iter::once(&*not.keep).chain(&not.without).collect(),
            Query::Near(near) => vec![&near.left, &near.right],
            Query::Then(then) => vec![&then.first, &then.second],
        }
    }

    /// Whether it finds regions and not words: a field, or fields joined.
    pub fn is_region(&self) -> bool {
        match self {
            Query::Field(_) => true,
            Query::And(and) => and.all.iter().all(Query::is_region),
            Query::Or(or) => or.among.iter().all(Query::is_region),
            Query::Not(not) => not.keep.is_region(),
            _ => false,
        }
    }

    /// Whether it finds now words, now regions.
    pub(crate) fn is_mixed(&self) -> bool {
        match self {
            Query::Or(or) => {
                !self.is_region()
                    && (or.among.iter()).any(|part| part.is_region() || part.is_mixed())
            }
            Query::Not(not) => not.keep.is_mixed(),
            Query::And(and) => and.all.iter().any(Query::is_mixed),
            _ => false,
        }
    }

    /// The fields in it.
    pub fn fields(&self) -> Vec<&Field> {
        match self {
            Query::Field(field) => vec![field],
            _ => self.parts().into_iter().flat_map(Query::fields).collect(),
        }
    }

    /// What it asks for beyond the words of a transcript.
    pub fn needs(&self) -> Needs {
        let fields = self.fields();
        Needs {
            codings: fields.iter().any(|field| matches!(field, Field::Code(_))),
            questions: fields
                .iter()
                .any(|field| matches!(field, Field::Question(_))),
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
