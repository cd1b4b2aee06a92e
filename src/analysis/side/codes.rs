//! Heads that are codes, or gather codes.

use super::level::Item;
use crate::analysis::axes;
use crate::analysis::heads::code_head;
use crate::analysis::view::View;
use crate::model::nearest::did_you_mean;
use crate::model::{Axis, Code, Codebook, Heading, HeadsOf, LevelSpec, Problem};

/// The items of a level of codes.
///
/// # Errors
/// Unknown names, names that stand twice, or nothing there to be a head.
pub(super) fn items(
    level: &LevelSpec,
    what: HeadsOf,
    view: &View,
    in_use: impl FnOnce() -> Vec<bool>,
) -> Result<Vec<Item>, Problem> {
    let book = view.codebook;
    if let LevelSpec::Under(top) = level {
        let top = book.require(top)?;
        let below = |code: &&Code| is_below(book, code, top);
        let mut all = book.codes.values().filter(below).peekable();
        if all.peek().is_none() {
            return Err(Problem::new(format!("no code stands under {}", top.id))
                .next("`crosscase codebook show` shows the tree"));
        }
        return Ok(all.map(|code| alone(book, code)).collect());
    }
    let names = match level {
        LevelSpec::These(_, names) | LevelSpec::Named(names) => Some(names),
        _ => None,
    };
    if what == HeadsOf::Questions {
        return questions(names, book);
    }
    let places = match (names, what) {
        (Some(names), _) => axes::codes_named(names, book)?,
        (None, HeadsOf::Patterns) => axes::patterns(book),
        (None, HeadsOf::Families) => {
            let top = |code: &Code| book.parent(code).is_none();
            let mut plain = axes::plain_codes(book, in_use);
            plain.retain(|at| book.codes.get_index(*at).is_some_and(|(_, code)| top(code)));
            plain
        }
        (None, _) => axes::plain_codes(book, in_use),
    };
    let found = places
        .iter()
        .filter_map(|at| Some(book.codes.get_index(*at)?.1));
    Ok(found
        .map(|code| match what {
            HeadsOf::Families => family(book, code),
            _ => alone(book, code),
        })
        .collect())
}

/// A code, or what a pattern code gathers.
fn alone(book: &Codebook, code: &Code) -> Item {
    of(code_head(book, code), book.gathered(code), book)
}

/// A code with all below it in the tree.
fn family(book: &Codebook, code: &Code) -> Item {
    let below = book.codes.values().filter(|one| is_below(book, one, code));
    of(
        code_head(book, code),
        std::iter::once(code).chain(below).collect(),
        book,
    )
}

fn of(heading: Heading, codes: Vec<&Code>, book: &Codebook) -> Item {
    let places = codes
        .iter()
        .filter_map(|code| book.codes.get_index_of(&code.id));
    let mut places: Vec<u32> = places.map(|at| at as u32).collect();
    places.sort_unstable();
    Item {
        heading,
        sources: None,
        codes: Some(places),
        coder: None,
    }
}

fn is_below(book: &Codebook, code: &Code, top: &Code) -> bool {
    let mut at = code;
    // A cycle in a damaged codebook must end.
    for _ in 0..book.codes.len() {
        match book.parent(at) {
            Some(parent) if parent.id == top.id => return code.id != top.id,
            Some(parent) => at = parent,
            None => return false,
        }
    }
    false
}

/// Research questions, each with the codes that serve it.
fn questions(names: Option<&Vec<String>>, book: &Codebook) -> Result<Vec<Item>, Problem> {
    let known = || book.questions.iter().map(|question| question.id.as_str());
    let asked: Vec<&str> = match names {
        None => known().collect(),
        Some(names) => {
            let find = |name: &String| {
                known().find(|id| id == name).ok_or_else(|| {
                    let list: Vec<&str> = known().collect();
                    let fallback = match list.as_slice() {
                        [] => "the codebook names no research questions yet".to_owned(),
                        list => format!("the questions are {}", list.join(", ")),
                    };
                    Problem::new(format!("no research question '{name}' in the codebook"))
                        .next(did_you_mean(name, known(), &fallback))
                })
            };
            names.iter().map(find).collect::<Result<_, _>>()?
        }
    };
    if asked.is_empty() {
        return Err(Problem::new("the codebook names no research questions")
            .next("add them to the codebook file as [[question]] and load it again"));
    }
    let item = |id: &str| {
        let text = book.questions.iter().find(|question| question.id == id);
        let text = text.map_or("", |question| question.text.trim());
        let serves = |code: &&Code| code.questions.iter().any(|one| one == id);
        let heading = Heading {
            subject: Axis::Question(id.to_owned()),
            name: id.to_owned(),
            label: format!("{id} {text}").trim().to_owned(),
            ..Heading::default()
        };
        let codes = book
            .codes
            .values()
            .filter(serves)
            .flat_map(|code| book.gathered(code));
        let mut item = of(heading, codes.collect(), book);
        if let Some(codes) = &mut item.codes {
            codes.dedup();
        }
        item
    };
    Ok(asked.into_iter().map(item).collect())
}

/// Codes under the families, pattern codes or questions they belong to: one
/// level of both.
pub(super) fn grouped(outer: Vec<Item>, inner: &[Item]) -> Vec<Item> {
    let mut found = Vec::new();
    for group in outer {
        let of_group = group.codes.as_deref().unwrap_or_default();
        for item in inner {
            let codes = item.codes.as_deref().unwrap_or_default();
            let codes = crate::analysis::sources::common(codes, of_group);
            if codes.is_empty() {
                continue;
            }
            let mut heading = item.heading.clone();
            heading.above = vec![group.heading.label.clone()];
            heading.depth = 0;
            found.push(Item {
                heading,
                sources: None,
                codes: Some(codes),
                coder: None,
            });
        }
    }
    found
}
