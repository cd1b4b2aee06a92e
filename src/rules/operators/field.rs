//! Fields: `speaker:Anna`, `speaker:"Anna Virtanen"`, `role:informant`,
//! `case:"Case A"`, `code:CRM-STR-rew`, `question:7`, `lang:fi`.
//!
//! A field does not name words but a region of the transcript:
//!
//! | field | region |
//! |---|---|
//! | `speaker:`, `role:`, `case:` | the turns of that speaker, role, case |
//! | `lang:` | the transcripts in that language |
//! | `question:` | from the turn that asks this topic of the guide, itself included, to the next turn that asks another |
//! | `code:` | the passages coded so; a pattern code stands for what it gathers |
//!
//! `x AND field` keeps the finds of x that touch the region, that is, share
//! some of their words with it; `x NOT field` those that do not. Sentences have
//! no part in it, and the words of a find stay those of x. A field alone finds
//! each turn of its region, or for `code:` each passage, clipped to the turn;
//! joined with each other, fields find what the first finds, where it touches
//! the others. An OR of fields is a field.
//!
//! Case never matters. A star at the end (`code:CRM-STR*`) goes with `speaker:`,
//! `case:` and `code:`. Names of cases fold, so that `case-a` is `Case A`.

use super::{Executor, Operator};
use crate::model::case::folded_name;
use crate::model::nearest::did_you_mean;
use crate::model::{CodeKey, Role};
use crate::rules::atoms::{Need, Planner};
use crate::rules::error::RuleError;
use crate::rules::found::{Found, tidy};
use crate::rules::turn::TurnView;
use crate::text::{ByteSpan, CanonicalText, Language};
use std::fmt;

/// A region of a transcript.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// `speaker:Anna`
    Speaker(Name),
    /// `role:informant`
    Role(Role),
    /// `case:"Case A"`
    Case(Name),
    /// `code:CRM-STR-rew`
    Code(Name),
    /// `question:7`
    Question(Name),
    /// `lang:fi`
    Lang(Language),
}

/// A name in a field, or the start of names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Name {
    text: String,
    starts: bool,
}

/// The fields by name, in the order in which messages name them.
const FIELDS: [&str; 6] = ["speaker", "role", "case", "code", "question", "lang"];
const ROLES: [Role; 3] = [Role::Interviewer, Role::Informant, Role::Other];

impl Name {
    fn read(raw: &str) -> Self {
        let canonical = CanonicalText::from_raw(raw);
        let words: Vec<&str> = canonical.as_str().split_whitespace().collect();
        let text = words.join(" ");
        match text.strip_suffix('*') {
            Some(start) => Self {
                text: start.to_owned(),
                starts: true,
            },
            None => Self {
                text,
                starts: false,
            },
        }
    }

    /// The letters, without the star.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it means every name that starts so.
    pub fn starts(&self) -> bool {
        self.starts
    }

    /// Whether it means this name.
    pub fn fits(&self, name: &str) -> bool {
        self.compared(&plain(&self.text), &plain(name))
    }

    /// Whether it means this name of a case.
    pub fn fits_case(&self, name: &str) -> bool {
        self.compared(&folded_name(&self.text), &folded_name(name))
    }

    fn compared(&self, mine: &str, name: &str) -> bool {
        if self.starts {
            name.starts_with(mine)
        } else {
            name == mine
        }
    }
}

fn plain(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let star = if self.starts { "*" } else { "" };
        write!(f, "{}{star}", self.text)
    }
}

/// Whether a rule may mean a field by this.
pub(crate) fn is_field(name: &str) -> bool {
    FIELDS.contains(&name.to_lowercase().as_str())
}

impl Field {
    /// `name` stands before the colon, at `column`; `raw` after it, at
    /// `value_column`.
    pub(crate) fn read(
        name: &str,
        raw: &str,
        column: usize,
        value_column: usize,
    ) -> Result<Field, RuleError> {
        let field = name.to_lowercase();
        if !is_field(&field) {
            return Err(unknown(name, raw, column));
        }
        let value = Name::read(raw);
        if value.text.is_empty() && !value.starts {
            return Err(RuleError::new(
                value_column,
                format!("nothing stands after {field}:"),
                format!(
                    "write the name directly after the colon, in quotes if it has spaces: {field}:\"…\""
                ),
            ));
        }
        if value.text.contains('*') {
            return Err(RuleError::new(
                value_column,
                "a star inside a name",
                "a star stands at its end: code:CRM-STR*",
            ));
        }
        if value.starts && !matches!(field.as_str(), "speaker" | "case" | "code") {
            return Err(RuleError::new(
                value_column,
                format!("{field}: takes no star"),
                "stars go with speaker:, case: and code:",
            ));
        }
        match field.as_str() {
            "speaker" => Ok(Field::Speaker(value)),
            "case" => Ok(Field::Case(value)),
            "code" => Ok(Field::Code(value)),
            "question" => Ok(Field::Question(value)),
            "role" => {
                let role = ROLES.into_iter().find(|role| value.fits(&role.to_string()));
                role.map(Field::Role).ok_or_else(|| {
                    RuleError::new(
                        value_column,
                        format!("no role '{value}'"),
                        "write role:informant, role:interviewer or role:other",
                    )
                })
            }
            _ => match value.text.parse() {
                Ok(language) => Ok(Field::Lang(language)),
                Err(what) => Err(RuleError::new(
                    value_column,
                    what,
                    "write one of these, such as lang:fi",
                )),
            },
        }
    }

    /// What stands before the colon.
    pub fn name(&self) -> &'static str {
        match self {
            Field::Speaker(_) => "speaker",
            Field::Role(_) => "role",
            Field::Case(_) => "case",
            Field::Code(_) => "code",
            Field::Question(_) => "question",
            Field::Lang(_) => "lang",
        }
    }
}

fn unknown(name: &str, raw: &str, column: usize) -> RuleError {
    let known = FIELDS.map(|field| format!("{field}:"));
    let nearest = did_you_mean(
        &format!("{name}:"),
        known.iter().map(String::as_str),
        &format!("the fields are {}", known.join(", ")),
    );
    let stop = if nearest.ends_with('?') { "" } else { "." };
    RuleError::new(
        column,
        format!("no field '{name}:'"),
        format!("{nearest}{stop} To find the text itself write exact\"{name}:{raw}\""),
    )
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let field = self.name();
        match self {
            Field::Speaker(name)
            | Field::Case(name)
            | Field::Code(name)
            | Field::Question(name) => {
                let name = name.to_string();
                let plain = |c: char| !c.is_whitespace() && !matches!(c, '(' | ')');
                if name.chars().all(plain) {
                    write!(f, "{field}:{name}")
                } else {
                    write!(f, "{field}:\"{name}\"")
                }
            }
            Field::Role(role) => write!(f, "{field}:{role}"),
            Field::Lang(language) => write!(f, "{field}:{language}"),
        }
    }
}

impl Operator for Field {
    fn need(&self, _: &mut Planner) -> Need {
        Need::Anything
    }

    fn executor(&self, planner: &mut Planner) -> Box<dyn Executor> {
        let keys = match self {
            Field::Code(name) => planner.codes.of(name),
            _ => Vec::new(),
        };
        Box::new(FindField {
            field: self.clone(),
            keys,
        })
    }
}

struct FindField {
    field: Field,
    /// The codes it means, in order.
    keys: Vec<CodeKey>,
}

impl Executor for FindField {
    fn find(&self, turn: &TurnView<'_>) -> Vec<Found> {
        let context = turn.context;
        let inside = match &self.field {
            Field::Speaker(name) => name.fits(context.speaker),
            Field::Role(role) => context.role == Some(*role),
            Field::Case(name) => context.case.is_some_and(|case| name.fits_case(case)),
            Field::Question(name) => context.questions.iter().any(|(_, topic)| name.fits(topic)),
            Field::Lang(language) => turn.language == *language,
            Field::Code(_) => {
                let passages = context.coded.iter();
                let mut found: Vec<Found> = passages
                    .filter(|(_, code)| self.keys.binary_search(code).is_ok())
                    .map(|(span, _)| turn.found_at(*span))
                    .collect();
                tidy(&mut found);
                return found;
            }
        };
        match ByteSpan::new(0, turn.text.len()) {
            Ok(whole) if inside && !whole.is_empty() => vec![turn.found_at(whole)],
            _ => Vec::new(),
        }
    }
}
