//! Heads that are transcripts, speakers, roles or rounds of interviews.

use super::level::Item;
use crate::analysis::places::Places;
use crate::analysis::sources::Sources;
use crate::analysis::view::View;
use crate::model::nearest::did_you_mean;
use crate::model::{Axis, Heading, HeadsOf, Problem};
use indexmap::IndexMap;

/// The items of a level of one of these kinds: all, or those of these names.
///
/// # Errors
/// A name that nothing has, or nothing there to be a head.
pub(super) fn items(
    what: HeadsOf,
    names: Option<&Vec<String>>,
    view: &View,
    places: &Places,
) -> Result<Vec<Item>, Problem> {
    let all = groups(what, view, places);
    let Some(names) = names else {
        // Interviewers ask; nobody means them by "the speakers".
        let asks = |list: &[u32]| list.iter().all(|at| places.asks(*at));
        let shown = all.into_values();
        let shown = shown.filter(|(_, list)| what != HeadsOf::Speakers || !asks(list));
        let shown: Vec<Item> = shown.map(|(head, list)| item(head, list, places)).collect();
        return if shown.is_empty() {
            Err(nothing(what))
        } else {
            Ok(shown)
        };
    };
    let mut found = Vec::new();
    for name in names {
        let before = found.len();
        let meant = |head: &Heading| head.name == *name || head.label == *name;
        for (head, list) in all.values().filter(|(head, _)| meant(head)) {
            found.push(item(head.clone(), list.clone(), places));
        }
        if found.len() == before {
            return Err(unknown(what, name, all.values().map(|(head, _)| head)));
        }
    }
    Ok(found)
}

/// What falls under any of these names, for filters.
///
/// # Errors
/// A name that nothing has.
pub(crate) fn named(
    what: HeadsOf,
    names: &[String],
    view: &View,
    places: &Places,
) -> Result<Sources, Problem> {
    let names = names.to_vec();
    let items = items(what, Some(&names), view, places)?;
    let sources = items.iter().filter_map(|item| item.sources.as_ref());
    Ok(Sources::join(sources))
}

fn groups(what: HeadsOf, view: &View, places: &Places) -> IndexMap<Axis, (Heading, Vec<u32>)> {
    let mut groups: IndexMap<Axis, (Heading, Vec<u32>)> = IndexMap::new();
    let several_cases = view.cases.len() > 1;
    for (at, transcript) in (0u32..).zip(view.transcripts) {
        let person = places.person.get(at as usize).copied().flatten();
        let person = person.and_then(|at| places.people.get_index(at as usize));
        let heading = match what {
            HeadsOf::Speakers => {
                let Some((person, _)) = person else { continue };
                let name = if person.name.is_empty() {
                    "unnamed"
                } else {
                    person.name
                };
                let label = if several_cases {
                    format!("{name} ({})", person.within)
                } else {
                    name.to_owned()
                };
                let subject = Axis::Speaker {
                    within: person.within.to_owned(),
                    name: person.name.to_owned(),
                };
                head(subject, person.name, label)
            }
            HeadsOf::Roles => {
                let Some((_, role)) = person else { continue };
                head(Axis::Role(*role), &role.to_string(), role.to_string())
            }
            HeadsOf::Rounds => {
                let Some(round) = transcript.round.as_deref() else {
                    continue;
                };
                head(Axis::Round(round.to_owned()), round, round.to_owned())
            }
            _ => {
                let whole = places.whole.get(at as usize);
                let Some((id, name)) = whole.and_then(|at| places.wholes.get_index(*at as usize))
                else {
                    continue;
                };
                head(Axis::Transcript(*id), name, (*name).to_owned())
            }
        };
        let (_, list) = groups
            .entry(heading.subject.clone())
            .or_insert_with(|| (heading, Vec::new()));
        list.push(at);
    }
    if what == HeadsOf::Roles || what == HeadsOf::Rounds {
        groups.sort_keys();
    }
    groups
}

fn head(subject: Axis, name: &str, label: String) -> Heading {
    Heading {
        subject,
        name: name.to_owned(),
        label,
        ..Heading::default()
    }
}

fn item(heading: Heading, transcripts: Vec<u32>, places: &Places) -> Item {
    let cases = transcripts
        .iter()
        .filter_map(|at| *places.case.get(*at as usize)?);
    let mut cases: Vec<u32> = cases.collect();
    cases.sort_unstable();
    cases.dedup();
    Item {
        heading,
        sources: Some(Sources { cases, transcripts }),
        codes: None,
        coder: None,
    }
}

fn nothing(what: HeadsOf) -> Problem {
    match what {
        HeadsOf::Rounds => Problem::new("no transcript has a round")
            .next("say which round of interviews a transcript belongs to, then try again"),
        HeadsOf::Transcripts => {
            Problem::new("the study has no transcripts yet").next("`crosscase import` reads them")
        }
        _ => Problem::new(format!("the study has no {} yet", what.word()))
            .next("`crosscase import` reads transcripts with their speakers"),
    }
}

fn unknown<'a>(what: HeadsOf, name: &str, known: impl Iterator<Item = &'a Heading>) -> Problem {
    let one = match what {
        HeadsOf::Speakers => "speaker",
        HeadsOf::Roles => "role",
        HeadsOf::Rounds => "round",
        _ => "transcript",
    };
    let names: Vec<&str> = known.map(|head| head.name.as_str()).collect();
    let some: Vec<&str> = names.iter().copied().take(10).collect();
    let list = match some.as_slice() {
        [] => format!("there are no {} yet", what.word()),
        some => format!("the {} are {}", what.word(), some.join(", ")),
    };
    Problem::new(format!("no {one} '{name}' in the study")).next(did_you_mean(
        name,
        names.iter().copied(),
        &list,
    ))
}
