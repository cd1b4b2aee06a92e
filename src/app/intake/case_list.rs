//! The cases that an import needs: found by name, made where they are missing,
//! and told what the files say of them.

use crate::app::AppError;
use crate::model::case::folded_name;
use crate::model::change::Swap;
use crate::model::{Case, Edit};
use crate::store::Door;
use indexmap::IndexMap;

/// Collects what an import does to cases.
pub struct CaseList {
    /// By the name that is the same to a person.
    cases: IndexMap<String, Held>,
}

struct Held {
    before: Option<Case>,
    after: Case,
    position: u32,
}

impl CaseList {
    /// Looks at the cases there are.
    pub fn new(door: &Door<'_>) -> Result<Self, AppError> {
        let mut cases = IndexMap::new();
        for case in door.cases()? {
            let held = Held {
                position: door.case_position(&case.name)?,
                after: case.clone(),
                before: Some(case),
            };
            // Of several that are the same, the first is the one that is meant.
            let folded = folded_name(&held.after.name);
            cases.entry(folded).or_insert(held);
        }
        Ok(Self { cases })
    }

    /// The case of this name, made on the way if need be: its own spelling.
    pub fn named(&mut self, door: &Door<'_>, wanted: &str) -> Result<String, AppError> {
        let folded = folded_name(wanted);
        if let Some(held) = self.cases.get(&folded) {
            return Ok(held.after.name.clone());
        }
        let new = self.cases.values().filter(|held| held.before.is_none());
        let made = u32::try_from(new.count()).unwrap_or(u32::MAX);
        let case = Case {
            name: wanted.trim().to_owned(),
            attributes: IndexMap::new(),
        };
        let name = case.name.clone();
        let held = Held {
            before: None,
            after: case,
            position: door.next_case_position()?.saturating_add(made),
        };
        self.cases.insert(folded, held);
        Ok(name)
    }

    /// Notes what a file says of a case. What the case already has, or another
    /// file said before, stays; the values left out are returned in words.
    pub fn describe(&mut self, case: &str, told: &IndexMap<String, String>) -> Vec<String> {
        let mut left_out = Vec::new();
        let Some(held) = self.cases.get_mut(&folded_name(case)) else {
            return left_out;
        };
        for (name, value) in told {
            let known = held.after.attributes.get(name).filter(|it| !it.is_empty());
            match known {
                Some(known) if known == value => {}
                Some(known) => left_out.push(format!(
                    "{} is '{known}' for case {} already; '{value}' from this file was left out",
                    name, held.after.name
                )),
                None => {
                    held.after.attributes.insert(name.clone(), value.clone());
                }
            }
        }
        left_out
    }

    /// What the study must change.
    pub fn edits(self) -> Vec<Edit> {
        let changed = self.cases.into_values();
        changed
            .filter(|held| held.before.as_ref() != Some(&held.after))
            .map(|held| Edit::Case {
                position: held.position,
                case: Swap {
                    before: held.before,
                    after: Some(held.after),
                },
            })
            .collect()
    }
}
