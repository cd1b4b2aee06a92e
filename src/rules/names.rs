//! The names that fields of rules may use: a name nobody knows is a mistake
//! to be told, and not a rule that finds nothing.

use crate::model::nearest::did_you_mean;
use crate::model::{CodeKey, Codebook};
use crate::rules::error::RuleError;
use crate::rules::operators::{Field, Name};
use crate::rules::parser::read;
use crate::rules::query::Query;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What the names in rules are checked against.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    /// Codes, and the topics of the interview guide.
    pub codebook: &'a Codebook,
    /// The cases, where they are known. A codebook may come before its
    /// interviews.
    pub cases: Option<&'a [String]>,
    /// The speakers, where they are known.
    pub speakers: Option<&'a [String]>,
}

static NO_CODEBOOK: LazyLock<Codebook> = LazyLock::new(Codebook::default);

impl Default for Names<'_> {
    /// No code and no topic, any case and any speaker.
    fn default() -> Self {
        Names {
            codebook: &NO_CODEBOOK,
            cases: None,
            speakers: None,
        }
    }
}

/// Reads a rule, as [`crate::rules::parse`] does, and says where it names what
/// nobody knows.
pub fn parse_known(text: &str, names: &Names<'_>) -> Result<Query, RuleError> {
    let (query, mentions) = read(text)?;
    for mention in &mentions {
        names.check(&mention.field, mention.value_column)?;
    }
    Ok(query)
}

impl Names<'_> {
    fn check(&self, field: &Field, column: usize) -> Result<(), RuleError> {
        let book = self.codebook;
        let list = |known: Option<&[String]>, name: &Name, what: &str, fallback: &str| {
            let Some(known) = known else {
                return Ok(());
            };
            let fits = |known: &String| match field {
                Field::Case(_) => name.fits_case(known),
                _ => name.fits(known),
            };
            if known.iter().any(fits) {
                return Ok(());
            }
            let names = known.iter().map(String::as_str);
            Err(unknown(column, what, name, names, fallback))
        };
        match field {
            Field::Speaker(name) => list(
                self.speakers,
                name,
                "speaker",
                "write the name as the transcripts do; `crosscase read` shows it",
            ),
            Field::Case(name) => list(
                self.cases,
                name,
                "case",
                "`crosscase case list` shows the cases",
            ),
            Field::Code(name) => {
                let mut known = book.codes.keys().map(|code| code.as_str());
                if known.any(|code| name.fits(code)) {
                    return Ok(());
                }
                let known = book.codes.keys().map(|code| code.as_str());
                Err(unknown(
                    column,
                    "code",
                    name,
                    known,
                    "`crosscase codebook show` lists the codes",
                ))
            }
            Field::Question(name) => {
                let known = || book.guide.iter().map(|topic| topic.id.as_str());
                if known().any(|topic| name.fits(topic)) {
                    return Ok(());
                }
                let fallback = "the topics are the [[guide]] entries of the codebook";
                Err(unknown(column, "guide question", name, known(), fallback))
            }
            Field::Role(_) | Field::Lang(_) => Ok(()),
        }
    }

    /// For each code a query names, the codes whose passages it means: a
    /// pattern code stands for what it gathers.
    pub(crate) fn keys(&self, queries: &[&Query]) -> CodeKeys {
        let mut keys = HashMap::new();
        for field in queries.iter().flat_map(|query| query.fields()) {
            if let Field::Code(name) = field {
                keys.entry(name.clone())
                    .or_insert_with(|| self.keys_of(name));
            }
        }
        CodeKeys(keys)
    }

    /// The codes whose passages a name means, in order.
    pub(crate) fn keys_of(&self, name: &Name) -> Vec<CodeKey> {
        let codes = self.codebook.codes.values();
        let named = codes.filter(|code| name.fits(code.id.as_str()));
        let gathered = named.flat_map(|code| self.codebook.gathered(code));
        let mut keys: Vec<CodeKey> = gathered.map(|code| code.key).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

fn unknown<'n>(
    column: usize,
    what: &str,
    name: &Name,
    known: impl IntoIterator<Item = &'n str>,
    fallback: &str,
) -> RuleError {
    RuleError::new(
        column,
        format!("no {what} '{name}'"),
        did_you_mean(name.text(), known, fallback),
    )
}

/// What the codes in rules are in the study.
#[derive(Clone, Debug, Default)]
pub(crate) struct CodeKeys(HashMap<Name, Vec<CodeKey>>);

impl CodeKeys {
    /// In order.
    pub fn of(&self, name: &Name) -> Vec<CodeKey> {
        self.0.get(name).cloned().unwrap_or_default()
    }
}
