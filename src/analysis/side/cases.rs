//! Heads that are cases, or sets of cases.

use super::level::Item;
use crate::analysis::axes;
use crate::analysis::heads::case_head;
use crate::analysis::hits::Hits;
use crate::analysis::places::Places;
use crate::analysis::sources::Sources;
use crate::analysis::view::View;
use crate::model::nearest::did_you_mean;
use crate::model::{Axis, Heading, Problem};
use indexmap::{IndexMap, IndexSet};

/// The cases of these names, or all.
pub(super) fn cases(
    names: Option<&Vec<String>>,
    view: &View,
    places: &Places,
) -> Result<Vec<Item>, Problem> {
    let chosen = match names {
        Some(names) => axes::cases_named(names, view)?,
        None => (0..view.cases.len()).collect(),
    };
    let found = chosen.into_iter().filter_map(|at| {
        let case = view.cases.get(at)?;
        Some(set(case_head(case), vec![at as u32], places))
    });
    Ok(found.collect())
}

/// A set of cases with their transcripts.
fn set(heading: Heading, cases: Vec<u32>, places: &Places) -> Item {
    let interviews = cases
        .iter()
        .filter_map(|at| places.interviews.get(*at as usize));
    let mut transcripts: Vec<u32> = interviews.flatten().copied().collect();
    transcripts.sort_unstable();
    Item {
        heading,
        sources: Some(Sources { cases, transcripts }),
        codes: None,
        coder: None,
    }
}

/// The cases by their value of an attribute: values in the order of the cases,
/// or by size where all are numbers. Also says which cases have none.
///
/// # Errors
/// An attribute or a value that no case has.
pub(super) fn values<'a>(
    name: &str,
    wanted: &[String],
    view: &View<'a>,
    places: &Places,
) -> Result<(Vec<Item>, Vec<&'a str>), Problem> {
    let by_value = by_value(name, view)?;
    let mut without = Vec::new();
    for case in view.cases {
        if value_of(case, name).is_none() {
            without.push(case.name.as_str());
        }
    }
    let chosen: Vec<&str> = if wanted.is_empty() {
        let mut all: Vec<&str> = by_value.keys().copied().collect();
        if all.iter().all(|value| value.parse::<f64>().is_ok()) {
            all.sort_by(|a, b| {
                let number = |text: &str| text.parse::<f64>().unwrap_or_default();
                number(a).total_cmp(&number(b))
            });
        }
        all
    } else {
        let mut seen = IndexSet::new();
        for value in wanted {
            let known = known_value(name, value, &by_value)?;
            if !seen.insert(known) {
                return Err(Problem::new(format!("'{value}' stands twice in one list"))
                    .next("take one of the two away"));
            }
        }
        seen.into_iter().collect()
    };
    let item = |value: &str| {
        let heading = Heading {
            subject: Axis::Attribute {
                name: name.to_owned(),
                value: value.to_owned(),
            },
            name: value.to_owned(),
            label: value.to_owned(),
            ..Heading::default()
        };
        set(
            heading,
            by_value.get(value).cloned().unwrap_or_default(),
            places,
        )
    };
    Ok((chosen.into_iter().map(item).collect(), without))
}

fn value_of<'a>(case: &'a crate::model::Case, name: &str) -> Option<&'a str> {
    let value = case.attributes.get(name)?.trim();
    (!value.is_empty()).then_some(value)
}

/// The cases of each value of an attribute.
pub(crate) fn by_value<'a>(
    name: &str,
    view: &View<'a>,
) -> Result<IndexMap<&'a str, Vec<u32>>, Problem> {
    let mut by_value: IndexMap<&str, Vec<u32>> = IndexMap::new();
    for (at, case) in (0u32..).zip(view.cases) {
        if let Some(value) = value_of(case, name) {
            by_value.entry(value).or_default().push(at);
        }
    }
    if by_value.is_empty() {
        return Err(axes::no_attribute(name, view));
    }
    Ok(by_value)
}

/// The value as cases have it.
pub(crate) fn known_value<'a>(
    name: &str,
    value: &str,
    by_value: &IndexMap<&'a str, Vec<u32>>,
) -> Result<&'a str, Problem> {
    let known = by_value.keys().copied();
    known
        .clone()
        .find(|one| *one == value.trim())
        .ok_or_else(|| {
            let list: Vec<&str> = known.clone().take(10).collect();
            let fallback = format!("the values of {name} are {}", list.join(", "));
            Problem::new(format!("no case has {name} = '{value}'")).next(did_you_mean(
                value,
                known.clone(),
                &fallback,
            ))
        })
}

/// The cases by the last of these codes, in their order, that occurs in them.
/// `hits` are the codings of all of them. Cases with none have no head.
pub(super) fn furthest(codes: &[Item], hits: &Hits, view: &View, places: &Places) -> Vec<Item> {
    let mut reached: Vec<Option<usize>> = vec![None; view.cases.len()];
    for hit in hits.all() {
        let case = places.case.get(hit.transcript as usize).copied().flatten();
        let Some(reached) = case.and_then(|case| reached.get_mut(case as usize)) else {
            continue;
        };
        let gathers = |item: &Item| {
            let codes = item.codes.as_deref().unwrap_or_default();
            codes.binary_search(&hit.code).is_ok()
        };
        *reached = (*reached).max(codes.iter().rposition(gathers));
    }
    let found = codes.iter().enumerate().map(|(at, item)| {
        let there = |(case, reached): (u32, &Option<usize>)| (*reached == Some(at)).then_some(case);
        let cases = (0u32..).zip(&reached).filter_map(there).collect();
        let mut heading = item.heading.clone();
        if let Axis::Code(key) = heading.subject {
            heading.subject = Axis::Furthest(key);
        }
        heading.depth = 0;
        set(heading, cases, places)
    });
    found.collect()
}
