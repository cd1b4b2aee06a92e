//! A code: a name for what a passage is about, such as `CRM-STR-rew`.

use crate::model::problem::Problem;
use crate::model::rule::Rule;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A code's name as people write it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CodeId(pub String);

impl CodeId {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for CodeId {
    fn from(id: &str) -> Self {
        Self(id.to_owned())
    }
}

/// Whether `id` can name a code: short, and without the characters that
/// separate names elsewhere (white space, comma, semicolon, colon, quotes).
pub fn check_id(id: &str) -> Result<(), Problem> {
    let bad = id
        .chars()
        .find(|c| c.is_whitespace() || c.is_control() || ",;:'\"".contains(*c));
    match bad {
        _ if id.is_empty() => {
            Err(Problem::new("a code needs an id").next("give one, such as CRM-STR-rew"))
        }
        _ if id.chars().count() > 64 => {
            Err(Problem::new(format!("the code id '{id}' is too long"))
                .next("an id has at most 64 characters; the label may say more"))
        }
        Some(bad) => Err(Problem::new(format!("the code id '{id}' contains {bad:?}"))
            .next("use letters, digits, hyphens, dots or underscores")),
        None => Ok(()),
    }
}

/// A code's number inside a study. It never changes, so that a code can be
/// renamed or moved and keeps its codings.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct CodeKey(pub u32);

/// What sort of work a code does (Miles & Huberman 1994).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CodeKind {
    /// Names a topic.
    #[default]
    Descriptive,
    /// Says what the passage means.
    Interpretive,
    /// Gathers codes into a theme: a row of a cross-case table.
    Pattern,
}

impl fmt::Display for CodeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            CodeKind::Descriptive => "descriptive",
            CodeKind::Interpretive => "interpretive",
            CodeKind::Pattern => "pattern",
        })
    }
}

/// A code with all that a coder needs to know to use it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// Its number inside the study; 0 in a codebook that is not in one yet.
    #[serde(default)]
    pub key: CodeKey,
    /// Its name.
    pub id: CodeId,
    /// What it stands for in a few words.
    pub label: String,
    /// Its parent where the name does not tell; see [`crate::model::Codebook::parent`].
    pub parent: Option<CodeId>,
    /// What sort of work it does.
    pub kind: CodeKind,
    /// The research questions it serves.
    pub questions: Vec<String>,
    /// The questions of the interview guide under which it is asked about.
    pub guide: Vec<String>,
    /// For a pattern code: the codes it gathers.
    pub gathers: Vec<CodeId>,
    /// When it came into the codebook, such as `start` or `emergent`.
    pub since: Option<String>,
    /// What it means.
    pub definition: Option<String>,
    /// When to use it.
    pub include: Option<String>,
    /// When not to use it.
    pub exclude: Option<String>,
    /// A passage that shows it.
    pub example: Option<String>,
    /// Its colour, as `#rrggbb`.
    pub colour: Option<String>,
    /// Whether it is no longer used; its codings stay.
    pub retired: bool,
    /// A former name, which a file gives to say that the code was renamed.
    pub was: Option<CodeId>,
    /// The rules that suggest it.
    pub rules: Vec<Rule>,
}

impl Code {
    /// A descriptive code with a name and a label and nothing else.
    pub fn new(id: &str, label: &str) -> Self {
        Self {
            key: CodeKey(0),
            id: CodeId::from(id),
            label: label.to_owned(),
            parent: None,
            kind: CodeKind::Descriptive,
            questions: Vec::new(),
            guide: Vec::new(),
            gathers: Vec::new(),
            since: None,
            definition: None,
            include: None,
            exclude: None,
            example: None,
            colour: None,
            retired: false,
            was: None,
            rules: Vec::new(),
        }
    }
}
