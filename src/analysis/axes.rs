//! What a table spec asks for as rows and columns, found in the study.

use crate::analysis::view::View;
use crate::model::case::folded_name;
use crate::model::nearest::did_you_mean;
use crate::model::{Code, CodeKind, Codebook, Problem, RowsSpec};
use indexmap::IndexSet;
use std::collections::{HashMap, HashSet};

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

/// The cases of these names, by place in the view.
///
/// # Errors
/// An unknown case, or one that stands twice.
pub(super) fn cases_named(names: &[String], view: &View) -> Result<Vec<usize>, Problem> {
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
        RowsSpec::Codes(names) => codes_named(names, codebook),
        RowsSpec::All(word) if word == "patterns" => Ok(patterns(codebook)),
        RowsSpec::All(_) => Ok(plain_codes(codebook, in_use)),
    }
}

/// The codes of these names, by place in the codebook.
///
/// # Errors
/// An unknown code, or one that stands twice.
pub(super) fn codes_named(names: &[String], codebook: &Codebook) -> Result<Vec<usize>, Problem> {
    let found = names.iter().map(|name| {
        let code = codebook.require(name)?;
        Ok(codebook.codes.get_index_of(&code.id).unwrap_or_default())
    });
    each_once(names, found.collect::<Result<_, Problem>>()?)
}

/// All pattern codes not retired.
pub(super) fn patterns(codebook: &Codebook) -> Vec<usize> {
    places(codebook, |_, code| {
        code.kind == CodeKind::Pattern && !code.retired
    })
}

/// All that are no pattern codes, retired ones only where codings still count
/// for them.
pub(super) fn plain_codes(codebook: &Codebook, in_use: impl FnOnce() -> Vec<bool>) -> Vec<usize> {
    let plain = |code: &Code| code.kind != CodeKind::Pattern;
    let any_retired = codebook.codes.values().any(|code| code.retired);
    let in_use = if any_retired { in_use() } else { Vec::new() };
    places(codebook, |at, code| {
        plain(code) && (!code.retired || in_use.get(at) == Some(&true))
    })
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

/// The first few of some names, and how many more there are.
pub(super) fn some_of(names: &[&str]) -> String {
    const NAMED: usize = 3;
    let (named, more) = names.split_at(names.len().min(NAMED));
    let mut list = named.join(", ");
    if !more.is_empty() {
        list.push_str(&format!(" and {} more", more.len()));
    }
    list
}

/// The attributes that cases have, in order of first appearance.
pub(super) fn attributes<'a>(view: &View<'a>) -> IndexSet<&'a str> {
    let cases = view.cases.iter();
    cases
        .flat_map(|case| case.attributes.keys().map(String::as_str))
        .collect()
}

/// Says that no case has an attribute, and which there are.
pub(super) fn no_attribute(name: &str, view: &View) -> Problem {
    let all = attributes(view);
    let some: Vec<&str> = all.iter().copied().take(10).collect();
    let list = match some.as_slice() {
        [] => "no case has attributes yet".to_owned(),
        some => format!("the attributes are {}", some.join(", ")),
    };
    Problem::new(format!("no case has an attribute '{name}'")).next(did_you_mean(
        name,
        all.iter().copied(),
        &list,
    ))
}
