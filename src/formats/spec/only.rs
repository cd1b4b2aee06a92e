//! `[only]`: what alone a table looks at.

use super::{one_or_more, words};
use crate::formats::toml_walk::Section;
use crate::model::{Filter, HeadsOf, LevelSpec, Problem, Role, TableSpec};

const KEYS: [&str; 7] = [
    "cases",
    "transcripts",
    "rounds",
    "roles",
    "speakers",
    "codes",
    "attribute",
];

/// The roles there are; no study has others.
const ROLES: [Role; 3] = [Role::Interviewer, Role::Informant, Role::Other];

pub(super) fn only(top: &Section<'_>) -> Filter {
    let mut filter = Filter::default();
    let Some(section) = top.inner("only", "[only]") else {
        return filter;
    };
    section.allow(&KEYS);
    if section.keys().is_empty() {
        section.tell(
            Problem::new("[only] says nothing")
                .next("add a line such as roles = \"informant\", or take [only] away"),
        );
    }
    filter.cases = one_or_more(&section, "cases");
    filter.transcripts = one_or_more(&section, "transcripts");
    filter.rounds = one_or_more(&section, "rounds");
    filter.roles = one_or_more(&section, "roles");
    filter.speakers = one_or_more(&section, "speakers");
    filter.codes = one_or_more(&section, "codes");
    if let Some(attributes) = section.inner("attribute", "[only.attribute]") {
        for name in attributes.keys() {
            let values = one_or_more(&attributes, name);
            if !values.is_empty() {
                filter.attributes.insert(name.to_owned(), values);
            }
        }
    }
    filter
}

/// A role that does not exist, wherever a spec names one.
pub(super) fn unknown_role(spec: &TableSpec) -> Vec<(&'static str, Problem)> {
    let of_side = |side: &[LevelSpec]| -> Vec<String> {
        let named = side.iter().filter_map(|level| match level {
            LevelSpec::These(HeadsOf::Roles, names) => Some(names.clone()),
            _ => None,
        });
        named.flatten().collect()
    };
    let known = ROLES.map(|role| role.to_string());
    let mut told = Vec::new();
    for (key, named) in [
        ("rows", of_side(&spec.rows)),
        ("columns", of_side(&spec.columns)),
        ("only", spec.only.roles.clone()),
    ] {
        let odd = named.iter().filter(|role| !known.contains(role));
        told.extend(odd.map(|role| {
            let known = known.iter().map(String::as_str);
            (key, words::unknown("roles", role, known))
        }));
    }
    told
}
