//! One side of a table: its heads, and which codings fall under each.

mod cases;
mod codes;
mod kind;
mod level;
mod resolve;
mod sources;

pub(super) use cases::{by_value, known_value};
use kind::Kind;
use level::Level;
pub(super) use resolve::{Resolved, coders_named, resolve};
pub(super) use sources::named as sources_named;

use crate::analysis::company::Company;
use crate::analysis::hits::Hit;
use crate::analysis::sources::Sources;
use crate::analysis::sources::common;
use crate::model::{Axis, HeadKind, Heading, Problem};
use level::By;

/// A head with what it speaks of.
pub(super) struct Head {
    /// As it is printed.
    pub(super) heading: Heading,
    /// Which cases and transcripts; none where it does not say.
    pub(super) sources: Option<Sources>,
    /// Whose codings of which codes count, by place in the codebook, in order;
    /// none where it does not say.
    pub(super) codes: Option<Vec<u32>>,
    /// Whose codings count, by place in the view's coders.
    pub(super) coder: Option<u16>,
}

/// Heads in their order. Nested levels make a head of each combination that
/// can be.
pub(super) struct Side {
    /// The heads, and after them a total if one is added.
    pub(super) heads: Vec<Head>,
    levels: Vec<Level>,
    /// From a combination's number (the outermost level counts most) to its
    /// place among the heads.
    at: Vec<Option<u32>>,
}

/// More heads than this on one side nobody reads and no file format holds.
const MOST_HEADS: usize = 100_000;

impl Side {
    /// The heads of these levels, the outermost first.
    ///
    /// # Errors
    /// More heads than a table can have.
    pub(super) fn new(levels: Vec<Level>) -> Result<Self, Problem> {
        let size = levels
            .iter()
            .try_fold(1usize, |size, level| size.checked_mul(level.items.len()));
        let size = size.filter(|size| *size <= MOST_HEADS).ok_or_else(|| {
            Problem::new(format!(
                "this side of the table would have more than {MOST_HEADS} heads"
            ))
            .next("name the ones that matter in a list")
        })?;
        let mut heads = Vec::new();
        let mut at = Vec::with_capacity(size);
        for number in 0..size {
            let head = combined(&levels, number);
            at.push(head.is_some().then_some(heads.len() as u32));
            heads.extend(head);
        }
        Ok(Self { heads, levels, at })
    }

    /// The heads that a coding falls under, into `found`.
    pub(super) fn of(&self, hit: &Hit, at: usize, company: Option<&Company>, found: &mut Vec<u32>) {
        found.clear();
        found.push(0);
        // Nearly every side has one level, whose items are the heads.
        let mut before = Vec::new();
        for level in &self.levels {
            std::mem::swap(&mut before, found);
            found.clear();
            let size = level.items.len() as u32;
            match (&level.by, company) {
                (By::Company(items), Some(company)) => {
                    for number in &before {
                        let from = found.len();
                        for code in company.of(at) {
                            let items = items.get(*code as usize).map_or(&[][..], Vec::as_slice);
                            found.extend(items.iter().map(|item| number * size + item));
                        }
                        // Two codes of its company may count for one item.
                        if let Some(new) = found.get_mut(from..) {
                            new.sort_unstable();
                        }
                        found.dedup();
                    }
                }
                (by, _) => {
                    let items = by.of(hit);
                    for number in &before {
                        found.extend(items.iter().map(|item| number * size + item));
                    }
                }
            }
        }
        found.retain_mut(|number| match self.at.get(*number as usize) {
            Some(Some(head)) => {
                *number = *head;
                true
            }
            _ => false,
        });
    }

    /// The heads as they are printed.
    pub(super) fn headings(&self) -> Vec<Heading> {
        self.heads.iter().map(|head| head.heading.clone()).collect()
    }

    /// The labels of the levels above the innermost, for heads that have none.
    pub(super) fn depth(&self) -> usize {
        let above = self.heads.iter().map(|head| head.heading.above.len());
        above.max().unwrap_or(0)
    }

    /// The head over all others: their distinct total.
    pub(super) fn whole(&self, label: &str, kind: HeadKind) -> Head {
        let heading = Heading {
            subject: Axis::All,
            name: label.to_lowercase(),
            label: label.to_owned(),
            above: vec![String::new(); self.depth()],
            kind,
            ..Heading::default()
        };
        let sources: Option<Vec<&Sources>> = self
            .heads
            .iter()
            .map(|head| head.sources.as_ref())
            .collect();
        let codes: Option<Vec<&Vec<u32>>> =
            self.heads.iter().map(|head| head.codes.as_ref()).collect();
        Head {
            heading,
            sources: sources.map(|all| Sources::join(all.into_iter())),
            codes: codes.map(|all| {
                let mut list: Vec<u32> = all.into_iter().flatten().copied().collect();
                list.sort_unstable();
                list.dedup();
                list
            }),
            coder: None,
        }
    }

    /// How many heads it has, without totals.
    pub(super) fn items(&self) -> usize {
        self.at.iter().flatten().count()
    }

    /// Whether its heads say nothing but which cases or transcripts they
    /// speak of.
    pub(super) fn of_sources_only(&self) -> bool {
        self.levels
            .iter()
            .all(|level| matches!(level.by, By::Source(_)))
    }

    /// Whether a level of it says of which codes the codings are counted.
    pub(super) fn has_codes(&self) -> bool {
        self.levels
            .iter()
            .any(|level| matches!(level.by, By::Code(_)))
    }

    /// Whether codings fall under its heads by their company.
    pub(super) fn has_company(&self) -> bool {
        self.levels
            .iter()
            .any(|level| matches!(level.by, By::Company(_)))
    }

    /// By place in the codebook: whether a code counts for any level.
    pub(super) fn mark_wanted(&self, wanted: &mut [bool]) {
        for level in &self.levels {
            if let By::Code(items) | By::Company(items) = &level.by {
                for (wanted, items) in wanted.iter_mut().zip(items) {
                    *wanted |= !items.is_empty();
                }
            }
        }
    }
}

/// The head of one combination of items, if it can be: a transcript does not
/// stand under another case than its own.
fn combined(levels: &[Level], mut number: usize) -> Option<Head> {
    let mut chosen = Vec::with_capacity(levels.len());
    for level in levels.iter().rev() {
        let size = level.items.len();
        chosen.push(level.items.get(number % size.max(1))?);
        number /= size.max(1);
    }
    chosen.reverse();
    let (last, outer) = chosen.split_last()?;
    if outer.is_empty() {
        return Some(Head {
            heading: last.heading.clone(),
            sources: last.sources.clone(),
            codes: last.codes.clone(),
            coder: last.coder,
        });
    }
    let mut head = Head {
        heading: Heading {
            subject: Axis::Nested(
                chosen
                    .iter()
                    .map(|item| item.heading.subject.clone())
                    .collect(),
            ),
            name: chosen
                .iter()
                .map(|item| item.heading.name.as_str())
                .collect::<Vec<_>>()
                .join(" / "),
            label: last.heading.label.clone(),
            depth: last.heading.depth,
            above: Vec::new(),
            kind: HeadKind::Item,
            base: None,
        },
        sources: None,
        codes: None,
        coder: None,
    };
    for (at, item) in chosen.iter().enumerate() {
        head.heading
            .above
            .extend(item.heading.above.iter().cloned());
        if at + 1 < chosen.len() {
            head.heading.above.push(item.heading.label.clone());
        }
        if let Some(sources) = &item.sources {
            let met = head.sources.as_ref().map(|held| held.meet(sources));
            let met = met.unwrap_or_else(|| sources.clone());
            if met.is_empty() {
                return None;
            }
            head.sources = Some(met);
        }
        if let Some(codes) = &item.codes {
            let met = head.codes.as_ref().map(|held| common(held, codes));
            head.codes = Some(met.unwrap_or_else(|| codes.clone()));
        }
        head.coder = head.coder.or(item.coder);
    }
    Some(head)
}
