//! Reads the text of a rule.
//!
//! ```text
//! either   = both { "OR" both }
//! both     = [ "NOT" ] joined { [ "AND" ] [ "NOT" ] joined }
//! joined   = single { ( "NEAR/n" | "THEN/n" ) single }
//! single   = word | "phrase" | exact"…" | /…/ | field ":" name | "(" either ")"
//! ```

use crate::rules::error::RuleError;
use crate::rules::lexer::{Kind, Piece, pieces};
use crate::rules::operators::{And, Exact, Field, Near, Not, Or, Regular, Then, is_field, terms};
use crate::rules::query::Query;

/// Reads a rule. The query prints itself in a form that reads back the same.
pub fn parse(text: &str) -> Result<Query, RuleError> {
    Ok(read(text)?.0)
}

/// A field and where it stands, in columns from 1.
pub(crate) struct Mention {
    pub field: Field,
    pub column: usize,
    /// Where its value starts.
    pub value_column: usize,
}

/// Reads a rule and says where its fields are.
pub(crate) fn read(text: &str) -> Result<(Query, Vec<Mention>), RuleError> {
    let pieces = pieces(text)?;
    let end = text.chars().count() + 1;
    let mut parser = Parser {
        pieces,
        at: 0,
        end,
        mentions: Vec::new(),
    };
    if parser.pieces.is_empty() {
        return Err(RuleError::new(1, "the rule is empty", EXPECTED));
    }
    let query = parser.either(0)?;
    match parser.pieces.get(parser.at) {
        None => Ok((query, parser.mentions)),
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
    mentions: Vec<Mention>,
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
        let mut columns = Vec::new();
        let mut unwanted = Vec::new();
        loop {
            if self.take(&Kind::Not) {
                unwanted.push(self.joined(depth)?);
            } else {
                columns.push(self.column());
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
        let of_words = wanted.iter().filter(|part| !part.is_region()).count();
        let mixed = wanted.iter().zip(columns).find(|(part, _)| part.is_mixed());
        if let Some((_, column)) = mixed.filter(|_| of_words > 1) {
            return Err(RuleError::new(
                column,
                "words or a field, joined with other words",
                "write both out: (pay bonus) OR (pay case:A) in place of pay (bonus OR case:A)",
            ));
        }
        Ok(Not::of(And::of(wanted), unwanted))
    }

    fn joined(&mut self, depth: usize) -> Result<Query, RuleError> {
        let mut column = self.column();
        let fields_before = self.mentions.len();
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
            if let Some(field) = self.mentions.get(fields_before) {
                return Err(RuleError::new(
                    field.column,
                    "a field has no place to measure a distance from",
                    "join the words first, then the field: (a NEAR/5 b) AND case:A",
                ));
            }
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
            Kind::Field(name, raw, value_column) => {
                let field = Field::read(&name, &raw, column, value_column)?;
                self.mentions.push(Mention {
                    field: field.clone(),
                    column,
                    value_column,
                });
                Ok(Query::Field(field))
            }
            Kind::Quoted(raw) if field_inside(&raw).is_some() => Err(RuleError::new(
                column + 1 + field_inside(&raw).unwrap_or_default(),
                "a field inside quotes would be read as words",
                format!(
                    "write it outside of the quotes, or exact\"{raw}\" to find the text itself"
                ),
            )),
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

/// Where a phrase holds what looks like a field, in characters from its start.
fn field_inside(raw: &str) -> Option<usize> {
    let mut at = 0;
    for word in raw.split(char::is_whitespace) {
        let field = word.split_once(':');
        if field.is_some_and(|(name, value)| is_field(name) && !value.is_empty()) {
            return Some(at);
        }
        at += word.chars().count() + 1;
    }
    None
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
