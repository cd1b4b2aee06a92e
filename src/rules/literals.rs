//! What every find of a regular expression must hold: so that the expression
//! is only run where the words of a turn give it a chance.

use crate::rules::atoms::{Atom, Need, Planner};
use crate::rules::vocabulary::{is_plain_letter, normal};
use regex_syntax::hir::{Class, Hir, HirKind};

/// A thing that lies inside one word.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// These letters, in the form of [`normal`].
    Letters(String),
    /// Some digit.
    Digit,
}

impl Part {
    pub(crate) fn need(self, planner: &mut Planner) -> Need {
        let rarity = self.rarity();
        let atom = match self {
            Part::Letters(letters) => Atom::Middle(letters),
            Part::Digit => Atom::Digit,
        };
        Need::one(planner.atom(atom), rarity)
    }

    fn rarity(&self) -> usize {
        match self {
            Part::Letters(letters) => letters.chars().count(),
            Part::Digit => 2,
        }
    }
}

/// More alternatives than this are not followed up.
const MOST: usize = 64;

/// Parts of which every find holds at least one; `None` where there is no
/// such promise.
pub(crate) fn required(hir: &Hir) -> Option<Vec<Part>> {
    let facts = Facts::of(hir);
    let mut candidates = vec![facts.required];
    candidates.push(facts.exact.and_then(|texts| parts_of(&texts)));
    best(candidates)
}

/// What is known of a piece of an expression.
struct Facts {
    /// All texts it can match, if they are few.
    exact: Option<Vec<String>>,
    required: Option<Vec<Part>>,
}

impl Facts {
    fn exactly(texts: Vec<String>) -> Self {
        Facts {
            exact: Some(texts),
            required: None,
        }
    }

    fn needing(required: Option<Vec<Part>>) -> Self {
        Facts {
            exact: None,
            required,
        }
    }

    fn of(hir: &Hir) -> Self {
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => Facts::exactly(vec![String::new()]),
            HirKind::Literal(literal) => match std::str::from_utf8(&literal.0) {
                Ok(text) => Facts::exactly(vec![normal(text).into_owned()]),
                Err(_) => Facts::needing(None),
            },
            HirKind::Class(class) => Facts::of_class(class),
            HirKind::Capture(capture) => Facts::of(&capture.sub),
            HirKind::Repetition(repeated) => {
                let once = Facts::of(&repeated.sub);
                match (repeated.min, repeated.max) {
                    (0, Some(1)) => match once.exact {
                        Some(mut texts) => {
                            texts.push(String::new());
                            Facts::exactly(texts)
                        }
                        None => Facts::needing(None),
                    },
                    (0, _) => Facts::needing(None),
                    (1, Some(1)) => once,
                    _ => Facts::needing(best(vec![
                        once.required,
                        once.exact.and_then(|texts| parts_of(&texts)),
                    ])),
                }
            }
            HirKind::Alternation(among) => Facts::of_alternatives(among),
            HirKind::Concat(row) => Facts::of_row(row),
        }
    }

    fn of_class(class: &Class) -> Self {
        let Class::Unicode(class) = class else {
            return Facts::needing(None);
        };
        let size: u64 = class
            .ranges()
            .iter()
            .map(|range| u64::from(u32::from(range.end()) - u32::from(range.start())) + 1)
            .sum();
        // \d has some 700 members, \w more than 100,000.
        if size > 2_000 {
            return Facts::needing(None);
        }
        let signs = || class.ranges().iter().flat_map(|r| r.start()..=r.end());
        if size > 4 && signs().all(char::is_numeric) {
            return Facts::needing(Some(vec![Part::Digit]));
        }
        let mut texts: Vec<String> = signs()
            .take(MOST)
            .map(|sign| normal(sign.encode_utf8(&mut [0; 4])).into_owned())
            .collect();
        texts.sort_unstable();
        texts.dedup();
        if size as usize <= MOST && texts.len() <= 4 {
            Facts::exactly(texts)
        } else {
            Facts::needing(None)
        }
    }

    fn of_alternatives(among: &[Hir]) -> Self {
        let facts: Vec<Facts> = among.iter().map(Facts::of).collect();
        let exact: Option<Vec<Vec<String>>> = facts.iter().map(|f| f.exact.clone()).collect();
        if let Some(texts) = exact
            .map(|texts| texts.concat())
            .filter(|t| t.len() <= MOST)
        {
            return Facts::exactly(texts);
        }
        let required: Option<Vec<Vec<Part>>> = facts
            .into_iter()
            .map(|facts| best(vec![facts.required, facts.exact.and_then(|t| parts_of(&t))]))
            .collect();
        Facts::needing(required.map(|parts| parts.concat()))
    }

    fn of_row(row: &[Hir]) -> Self {
        let mut run = vec![String::new()];
        let mut candidates = Vec::new();
        let mut whole = true;
        for facts in row.iter().map(Facts::of) {
            match facts.exact {
                Some(texts) if run.len() * texts.len() <= MOST => {
                    run = run
                        .iter()
                        .flat_map(|head| texts.iter().map(move |tail| format!("{head}{tail}")))
                        .collect();
                }
                exact => {
                    whole = false;
                    candidates.push(parts_of(&run));
                    candidates.push(facts.required);
                    run = exact.unwrap_or_else(|| vec![String::new()]);
                }
            }
        }
        if whole {
            return Facts::exactly(run);
        }
        candidates.push(parts_of(&run));
        Facts::needing(best(candidates))
    }
}

/// From each text its longest run of plain letters; `None` if one has none.
fn parts_of(texts: &[String]) -> Option<Vec<Part>> {
    let mut runs: Vec<String> = Vec::new();
    for text in texts {
        let longest = text
            .split(|sign: char| !is_plain_letter(sign))
            .min_by_key(|run| std::cmp::Reverse(run.chars().count()))
            .filter(|run| !run.is_empty())?;
        runs.push(longest.to_owned());
    }
    runs.sort_unstable_by_key(|run| run.len());
    let mut kept: Vec<String> = Vec::new();
    for run in runs {
        if !kept.iter().any(|shorter| run.contains(shorter.as_str())) {
            kept.push(run);
        }
    }
    Some(kept.into_iter().map(Part::Letters).collect())
}

fn best(candidates: Vec<Option<Vec<Part>>>) -> Option<Vec<Part>> {
    candidates
        .into_iter()
        .flatten()
        .filter(|parts| !parts.is_empty())
        .max_by_key(|parts| parts.iter().map(Part::rarity).min())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(pattern: &str) -> Option<Vec<Part>> {
        let hir = regex_syntax::ParserBuilder::new()
            .case_insensitive(true)
            .build()
            .parse(pattern)
            .unwrap();
        required(&hir)
    }

    fn some(parts: &[&str]) -> Option<Vec<Part>> {
        Some(
            parts
                .iter()
                .map(|part| Part::Letters((*part).into()))
                .collect(),
        )
    }

    #[test]
    fn what_every_find_must_hold_is_read_off_the_expression() {
        assert_eq!(letters(r"\bburn(?:ed|t|ing)?[ -]?out\b"), some(&["burn"]));
        assert_eq!(letters(r"\bcolou?rs?\b"), some(&["color", "colour"]));
        assert_eq!(
            letters(r"\b(?:kind|sort) of(?: like)?\b"),
            some(&["kind", "sort"])
        );
        assert_eq!(letters(r"frustrat\w+"), some(&["frustrat"]));
        assert_eq!(letters(r"\d+ ?%"), Some(vec![Part::Digit]));
        assert_eq!(letters(r"(?:työ|palkka)\w*"), some(&["työ", "palkka"]));
    }

    #[test]
    fn where_nothing_is_promised_nothing_is_claimed() {
        assert_eq!(letters(r"\b\w{3,6}\b"), None);
        assert_eq!(letters(r"(?:bonus)?%"), None);
        assert_eq!(letters(r"[a-z]+|bonus"), None);
        assert_eq!(
            letters(r"客户"),
            None,
            "a word boundary may lie between the two"
        );
    }
}
