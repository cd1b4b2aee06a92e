//! Cuts the text of a rule into pieces, each with its column.

use crate::rules::error::RuleError;
use crate::rules::operators::is_field;

/// A piece of a rule and the column of its first character, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub column: usize,
    pub kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Open,
    Close,
    And,
    Or,
    Not,
    Near(u32),
    Then(u32),
    /// Written without quotes.
    Bare(String),
    /// The inside of quotes; its own column is one further on.
    Quoted(String),
    /// The inside of `exact"…"`.
    Exact(String),
    /// What stands before and after a colon, and the column of the latter.
    Field(String, String, usize),
    /// The inside of `/…/`, with `\/` still escaped.
    Regular(String),
}

/// A longer text is a mistake, such as a transcript pasted into a rule.
const LONGEST_RULE: usize = 50_000;
/// Two words further apart have little to do with each other, and a bound
/// keeps the work in one turn bounded.
const FARTHEST: u32 = 1_000;

pub(crate) fn pieces(text: &str) -> Result<Vec<Piece>, RuleError> {
    let chars: Vec<char> = text.chars().take(LONGEST_RULE + 1).collect();
    if chars.len() > LONGEST_RULE {
        return Err(RuleError::new(
            LONGEST_RULE + 1,
            format!("the rule is longer than {LONGEST_RULE} characters"),
            "split it into several rules",
        ));
    }
    let mut lexer = Lexer { chars, at: 0 };
    let mut pieces = Vec::new();
    while let Some(piece) = lexer.piece()? {
        pieces.push(piece);
    }
    Ok(pieces)
}

struct Lexer {
    chars: Vec<char>,
    at: usize,
}

impl Lexer {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn piece(&mut self) -> Result<Option<Piece>, RuleError> {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
        let column = self.at + 1;
        let Some(first) = self.peek() else {
            return Ok(None);
        };
        let kind = match first {
            '(' => {
                self.at += 1;
                Kind::Open
            }
            ')' => {
                self.at += 1;
                Kind::Close
            }
            '/' => Kind::Regular(self.regular()?),
            quote if is_quote(quote) => Kind::Quoted(self.quoted()?),
            _ => self.bare()?,
        };
        Ok(Some(Piece { column, kind }))
    }

    fn bare(&mut self) -> Result<Kind, RuleError> {
        let column = self.at + 1;
        let mut word = String::new();
        while let Some(next) = self.peek() {
            if ends_bare(next) {
                break;
            }
            word.push(next);
            self.at += 1;
        }
        if word == "exact" && self.peek().is_some_and(is_quote) {
            return Ok(Kind::Exact(self.quoted()?));
        }
        let capitals = word.to_uppercase();
        let (name, in_capitals) = match word.split_once('/') {
            Some((name, _)) => (name, name.to_uppercase()),
            None => (word.as_str(), capitals.clone()),
        };
        let operator = match in_capitals.as_str() {
            "NEAR" | "THEN" => name != word,
            _ => matches!(capitals.as_str(), "AND" | "OR" | "NOT"),
        };
        // "bonus or reward" read as three words would quietly find next to
        // nothing.
        if operator && name != in_capitals {
            return Err(RuleError::new(
                column,
                format!("'{word}' in small letters"),
                format!(
                    "write {capitals} in capitals to join, or \"{word}\" in quotes to find the word"
                ),
            ));
        }
        match word.as_str() {
            "AND" => Ok(Kind::And),
            "OR" => Ok(Kind::Or),
            "NOT" => Ok(Kind::Not),
            _ => match word.split_once('/') {
                Some(("NEAR", words)) => Ok(Kind::Near(distance(words, column, "NEAR")?)),
                Some(("THEN", words)) => Ok(Kind::Then(distance(words, column, "THEN")?)),
                _ if word == "NEAR" || word == "THEN" => Err(no_distance(column, &word)),
                _ => self.field_or_bare(word, column),
            },
        }
    }

    /// A colon inside a word, or with a quotation mark behind it, makes a
    /// field; one at the end of a word is a mere sign.
    fn field_or_bare(&mut self, word: String, column: usize) -> Result<Kind, RuleError> {
        let Some((name, value)) = word.split_once(':').filter(|(name, _)| !name.is_empty()) else {
            return Ok(Kind::Bare(word));
        };
        let value_column = column + name.chars().count() + 1;
        if !value.is_empty() {
            return Ok(Kind::Field(name.into(), value.into(), value_column));
        }
        if self.peek().is_some_and(is_quote) {
            let value = self.quoted()?;
            return Ok(Kind::Field(name.into(), value, value_column));
        }
        if is_field(name) {
            return Ok(Kind::Field(name.into(), String::new(), value_column));
        }
        Ok(Kind::Bare(word))
    }

    fn quoted(&mut self) -> Result<String, RuleError> {
        let column = self.at + 1;
        self.at += 1;
        let mut inside = String::new();
        while let Some(next) = self.peek() {
            self.at += 1;
            if is_quote(next) {
                return Ok(inside);
            }
            inside.push(next);
        }
        Err(RuleError::new(
            column,
            "the quotation mark has no partner",
            "close the phrase with \"",
        ))
    }

    fn regular(&mut self) -> Result<String, RuleError> {
        let column = self.at + 1;
        self.at += 1;
        let mut inside = String::new();
        let mut escaped = false;
        while let Some(next) = self.peek() {
            self.at += 1;
            if next == '/' && !escaped {
                return match self.peek() {
                    Some(after) if !after.is_whitespace() && after != ')' => Err(RuleError::new(
                        self.at + 1,
                        "something follows the regular expression directly",
                        "leave a space after its last slash; it ignores case unless it starts with (?-i)",
                    )),
                    _ => Ok(inside),
                };
            }
            escaped = next == '\\' && !escaped;
            inside.push(next);
        }
        Err(RuleError::new(
            column,
            "the regular expression has no end",
            "close it with / (a slash inside it is written \\/)",
        ))
    }
}

/// What a word without quotes does not go on with.
pub(crate) fn ends_bare(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')') || is_quote(c)
}

/// Straight quotes, and those that word processors make of them.
pub(crate) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}')
}

fn distance(words: &str, column: usize, operator: &str) -> Result<u32, RuleError> {
    match words.parse() {
        Ok(number) if (1..=FARTHEST).contains(&number) => Ok(number),
        Ok(_) => Err(RuleError::new(
            column + operator.len() + 1,
            format!("{operator}/{words} is out of reach"),
            format!("give a number of words from 1 to {FARTHEST}"),
        )),
        Err(_) => Err(no_distance(column, operator)),
    }
}

fn no_distance(column: usize, operator: &str) -> RuleError {
    RuleError::new(
        column,
        format!("{operator} does not say how near"),
        format!("write {operator}/5 for at most five words further on"),
    )
}
