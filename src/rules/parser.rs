//! Reads the text of a rule.
//!
//! ```text
//! either   = both { "OR" both }
//! both     = [ "NOT" ] joined { [ "AND" ] [ "NOT" ] joined }
//! joined   = single { ( "NEAR/n" | "THEN/n" ) single }
//! single   = word | "phrase" | exact"…" | /…/ | "(" either ")"
//! ```

use crate::rules::error::RuleError;
use crate::rules::lexer::{Kind, Piece, pieces};
use crate::rules::operators::{And, Exact, Near, Not, Or, Regular, Then, terms};
use crate::rules::query::Query;

/// Reads a rule. The query prints itself in a form that reads back the same.
pub fn parse(text: &str) -> Result<Query, RuleError> {
    let pieces = pieces(text)?;
    let end = text.chars().count() + 1;
    let mut parser = Parser { pieces, at: 0, end };
    if parser.pieces.is_empty() {
        return Err(RuleError::new(1, "the rule is empty", EXPECTED));
    }
    let query = parser.either(0)?;
    match parser.pieces.get(parser.at) {
        None => Ok(query),
        Some(left) => Err(RuleError::new(
            left.column,
            "this ) closes nothing",
            "remove it, or add the ( it belongs to",
        )),
    }
}

/// Deeper nesting is nobody's rule, and would exhaust the stack.
const DEEPEST: usize = 40;
const EXPECTED: &str =
    "write a word, word*, a \"phrase\", exact\"letters\", a /regular expression/ or (…)";

struct Parser {
    pieces: Vec<Piece>,
    at: usize,
    end: usize,
}

impl Parser {
    fn peek(&self) -> Option<&Kind> {
        self.pieces.get(self.at).map(|piece| &piece.kind)
    }

    fn column(&self) -> usize {
        self.pieces.get(self.at).map_or(self.end, |p| p.column)
    }

    fn take(&mut self, wanted: &Kind) -> bool {
        let there = self.peek() == Some(wanted);
        self.at += usize::from(there);
        there
    }

    fn either(&mut self, depth: usize) -> Result<Query, RuleError> {
        if depth > DEEPEST {
            return Err(RuleError::new(
                self.column(),
                format!("more than {DEEPEST} parentheses inside each other"),
                "split the rule into several",
            ));
        }
        let mut among = vec![self.both(depth)?];
        while self.take(&Kind::Or) {
            among.push(self.both(depth)?);
        }
        Ok(Or::of(among))
    }

    /// Whatever its place in the chain, a NOT takes from the whole chain:
    /// `a NOT b AND c`, `NOT b a c` and `a AND c NOT b` are one rule.
    fn both(&mut self, depth: usize) -> Result<Query, RuleError> {
        let start = self.column();
        let mut wanted = Vec::new();
        let mut unwanted = Vec::new();
        loop {
            if self.take(&Kind::Not) {
                unwanted.push(self.joined(depth)?);
            } else {
                wanted.push(self.joined(depth)?);
            }
            let more = match self.peek() {
                Some(Kind::And) => {
                    self.at += 1;
                    true
                }
                None | Some(Kind::Or | Kind::Close) => false,
                Some(_) => true,
            };
            if !more {
                break;
            }
        }
        if wanted.is_empty() {
            return Err(RuleError::new(
                start,
                "NOT alone finds everything else",
                "say what to find before what to leave out: bonus NOT \"no bonus\"",
            ));
        }
        Ok(Not::of(And::of(wanted), unwanted))
    }

    fn joined(&mut self, depth: usize) -> Result<Query, RuleError> {
        let mut column = self.column();
        let mut left = self.single(depth)?;
        let mut links = 0;
        while let Some(kind @ (Kind::Near(_) | Kind::Then(_))) = self.peek().cloned() {
            let operator = self.column();
            links += 1;
            if links > DEEPEST {
                return Err(RuleError::new(
                    operator,
                    format!("more than {DEEPEST} distances in one chain"),
                    "split the rule into several",
                ));
            }
            self.at += 1;
            let right_column = self.column();
            let right = self.single(depth)?;
            for (side, column) in [(&left, column), (&right, right_column)] {
                if !side.has_a_place() {
                    return Err(RuleError::new(
                        column,
                        "AND and NOT have no place to measure a distance from",
                        "join words, phrases and alternatives: (a OR b) NEAR/5 c, then AND the rest",
                    ));
                }
            }
            column = operator;
            left = match kind {
                Kind::Near(within) => Near::of(left, right, within),
                Kind::Then(within) => Then::of(left, right, within),
                _ => left,
            };
        }
        Ok(left)
    }

    fn single(&mut self, depth: usize) -> Result<Query, RuleError> {
        let column = self.column();
        let Some(piece) = self.pieces.get(self.at).cloned() else {
            return Err(RuleError::new(column, "the rule stops too early", EXPECTED));
        };
        self.at += 1;
        match piece.kind {
            Kind::Open => {
                let inside = self.either(depth + 1)?;
                if self.take(&Kind::Close) {
                    Ok(inside)
                } else {
                    Err(RuleError::new(
                        column,
                        "this ( is never closed",
                        "add the )",
                    ))
                }
            }
            Kind::Bare(raw) => terms(&raw, column, false),
            Kind::Quoted(raw) => terms(&raw, column + 1, true),
            Kind::Exact(raw) => Exact::read(&raw, column),
            Kind::Regular(raw) => Regular::read(&raw, column),
            Kind::Close => Err(RuleError::new(
                column,
                "nothing stands before this )",
                EXPECTED,
            )),
            Kind::And => Err(misplaced(column, "AND")),
            Kind::Or => Err(misplaced(column, "OR")),
            Kind::Not => Err(misplaced(column, "NOT")),
            Kind::Near(_) => Err(misplaced(column, "NEAR")),
            Kind::Then(_) => Err(misplaced(column, "THEN")),
        }
    }
}

fn misplaced(column: usize, operator: &str) -> RuleError {
    RuleError::new(
        column,
        format!("{operator} stands where something to find should stand"),
        format!(
            "{EXPECTED}; \"{}\" in quotes finds the word",
            operator.to_lowercase()
        ),
    )
}
