//! What a table spec asks for as rows and columns, found in the study.

use crate::analysis::view::View;
use crate::model::case::folded_name;
use crate::model::nearest::did_you_mean;
use crate::model::{Code, CodeKind, Codebook, Problem, RowsSpec};
use std::collections::{HashMap, HashSet};

/// What one side of a table is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Cases.
    Cases,
    /// Codes, pattern codes or not.
    Codes,
    /// Attributes of cases.
    Attributes,
}

/// The words for "all of a kind".
const WORDS: [&str; 4] = ["cases", "codes", "patterns", "attributes"];

/// What each side is about. A list of names may be of either kind and is read
/// by what the other side leaves for it: a table has cases on one side.
///
/// # Errors
/// A word that names no kind, or two sides of the same kind.
pub(super) fn kinds(
    rows: &RowsSpec,
    columns: &RowsSpec,
    other: Kind,
    view: &View,
) -> Result<(Kind, Kind), Problem> {
    let partner = |kind| {
        if kind == Kind::Cases {
            other
        } else {
            Kind::Cases
        }
    };
    let (rows_kind, columns_kind) = (word_kind("rows", rows)?, word_kind("columns", columns)?);
    let found = match (rows_kind, columns_kind) {
        (Some(rows), Some(columns)) => (rows, columns),
        (Some(rows), None) => (rows, partner(rows)),
        (None, Some(columns)) => (partner(columns), columns),
        (None, None) => {
            let rows_like_cases = case_names(rows, view) > case_names(columns, view);
            let rows = if rows_like_cases { Kind::Cases } else { other };
            (rows, partner(rows))
        }
    };
    if found == (Kind::Cases, other) || found == (other, Kind::Cases) {
        return Ok(found);
    }
    let (this, wanted) = match other {
        Kind::Attributes => ("this table has cells = \"attribute\"", "attributes"),
        _ => ("these cells compare codes across cases", "codes"),
    };
    Err(Problem::new(format!(
        "{} as rows and {} as columns do not fit together: {this}",
        kind_word(found.0),
        kind_word(found.1)
    ))
    .next(format!("put cases on one side and {wanted} on the other")))
}

fn word_kind(side: &str, spec: &RowsSpec) -> Result<Option<Kind>, Problem> {
    let RowsSpec::All(word) = spec else {
        return Ok(None);
    };
    match word.as_str() {
        "cases" => Ok(Some(Kind::Cases)),
        "codes" | "patterns" => Ok(Some(Kind::Codes)),
        "attributes" => Ok(Some(Kind::Attributes)),
        _ => Err(
            Problem::new(format!("{side} cannot be '{word}'")).next(did_you_mean(
                word,
                WORDS,
                &format!(
                    "write one of {}, or a list: {side} = [\"{word}\"]",
                    WORDS.join(", ")
                ),
            )),
        ),
    }
}

fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Cases => "cases",
        Kind::Codes => "codes",
        Kind::Attributes => "attributes",
    }
}

fn case_names(spec: &RowsSpec, view: &View) -> usize {
    let RowsSpec::Codes(names) = spec else {
        return 0;
    };
    let finder = CaseFinder::new(view);
    names
        .iter()
        .filter(|name| finder.find(name).is_some())
        .count()
}

/// Finds cases by name, letter for letter or folded.
pub(super) struct CaseFinder<'a> {
    exact: HashMap<&'a str, usize>,
    folded: HashMap<String, usize>,
}

impl<'a> CaseFinder<'a> {
    /// The cases of a view; of two with one name, the first is found.
    pub(super) fn new(view: &View<'a>) -> Self {
        let mut exact = HashMap::new();
        let mut folded = HashMap::new();
        for (at, case) in view.cases.iter().enumerate() {
            exact.entry(case.name.as_str()).or_insert(at);
            folded.entry(folded_name(&case.name)).or_insert(at);
        }
        Self { exact, folded }
    }

    /// The place of a case in the view.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        let exact = self.exact.get(name);
        exact
            .or_else(|| self.folded.get(&folded_name(name)))
            .copied()
    }
}

/// The cases a side names, by place in the view.
///
/// # Errors
/// An unknown case, or one that stands twice.
pub(super) fn cases(spec: &RowsSpec, view: &View) -> Result<Vec<usize>, Problem> {
    let RowsSpec::Codes(names) = spec else {
        return Ok((0..view.cases.len()).collect());
    };
    let finder = CaseFinder::new(view);
    let found = names.iter().map(|name| {
        finder.find(name).ok_or_else(|| {
            let known = view.cases.iter().map(|case| case.name.as_str());
            let some: Vec<&str> = known.clone().take(10).collect();
            let list = match some.as_slice() {
                [] => "the study has no cases yet".to_owned(),
                some => format!("the cases are {}", some.join(", ")),
            };
            Problem::new(format!("no case '{name}' in the study"))
                .next(did_you_mean(name, known, &list))
        })
    });
    each_once(names, found.collect::<Result<_, _>>()?)
}

/// The codes a side names, by place in the codebook. `codes` are all that are
/// no pattern codes, retired ones only where codings still count for them
/// (`in_use`, by place); `patterns` are all pattern codes not retired.
///
/// # Errors
/// An unknown code, or one that stands twice.
pub(super) fn codes(
    spec: &RowsSpec,
    codebook: &Codebook,
    in_use: impl FnOnce() -> Vec<bool>,
) -> Result<Vec<usize>, Problem> {
    match spec {
        RowsSpec::Codes(names) => {
            let found = names.iter().map(|name| {
                let code = codebook.require(name)?;
                Ok(codebook.codes.get_index_of(&code.id).unwrap_or_default())
            });
            each_once(names, found.collect::<Result<_, Problem>>()?)
        }
        RowsSpec::All(word) if word == "patterns" => Ok(places(codebook, |_, code| {
            code.kind == CodeKind::Pattern && !code.retired
        })),
        RowsSpec::All(_) => {
            let plain = |code: &Code| code.kind != CodeKind::Pattern;
            let any_retired = codebook.codes.values().any(|code| code.retired);
            let in_use = if any_retired { in_use() } else { Vec::new() };
            Ok(places(codebook, |at, code| {
                plain(code) && (!code.retired || in_use.get(at) == Some(&true))
            }))
        }
    }
}

fn places(codebook: &Codebook, keep: impl Fn(usize, &Code) -> bool) -> Vec<usize> {
    let codes = codebook.codes.values().enumerate();
    codes
        .filter(|(at, code)| keep(*at, code))
        .map(|(at, _)| at)
        .collect()
}

/// A name that stands twice is a slip: its numbers would be read twice.
pub(super) fn each_once(names: &[String], found: Vec<usize>) -> Result<Vec<usize>, Problem> {
    let mut seen = HashSet::new();
    for (name, at) in names.iter().zip(&found) {
        if !seen.insert(*at) {
            return Err(Problem::new(format!("'{name}' stands twice in one list"))
                .next("take one of the two away"));
        }
    }
    Ok(found)
}
