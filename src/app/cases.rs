//! `case`: the units that are compared, and what is known about them.

use crate::app::{AppError, Session, Study, files, lookup};
use crate::formats::cases::read_cases;
use crate::model::case::folded_name;
use crate::model::change::Swap;
use crate::model::{Axis, Case, Change, Edit, MemoTarget};
use crate::store::{Door, StoreError};
use crate::text::counted;
use std::path::Path;

/// A case with its transcripts.
#[derive(Clone, Debug)]
pub struct CaseView {
    /// The case.
    pub case: Case,
    /// The names of its transcripts, each with its round if it has one; of one
    /// in which only some speakers belong to the case, with their names:
    /// `focus-1 (Anna)`.
    pub transcripts: Vec<String>,
}

/// All cases in order, and the transcripts that belong to none.
pub fn list(study: &Study) -> Result<(Vec<CaseView>, Vec<String>), AppError> {
    study.store.read(|reader| {
        let transcripts = reader.transcripts()?;
        let of = |case: Option<&str>| -> Vec<String> {
            let mut names = Vec::new();
            for it in &transcripts {
                let voices = it.voices().into_iter();
                let of_case = voices.filter(|voice| voice.case == case);
                let round = it.round.as_ref().map(|round| format!(" (round {round})"));
                let round = round.unwrap_or_default();
                names.extend(of_case.map(|voice| it.name_of(&voice.speakers) + &round));
            }
            names
        };
        let cases = reader
            .cases()?
            .into_iter()
            .map(|case| CaseView {
                transcripts: of(Some(&case.name)),
                case,
            })
            .collect();
        Ok((cases, of(None)))
    })
}

/// What importing cases came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CasesImported {
    /// New ones.
    pub added: usize,
    /// Known ones that got other attributes.
    pub changed: usize,
    /// Known ones that the file says nothing new about.
    pub unchanged: usize,
}

/// Reads cases from a CSV file: the first column names the case.
pub fn import(
    study: &mut Study,
    session: &Session,
    file: &Path,
) -> Result<CasesImported, AppError> {
    let bytes = files::read(file)?;
    import_bytes(study, session, file, &bytes)
}

/// Reads cases from bytes at hand.
pub fn import_bytes(
    study: &mut Study,
    session: &Session,
    file: &Path,
    bytes: &[u8],
) -> Result<CasesImported, AppError> {
    let rows = read_cases(file, bytes)?;
    let title = format!("imported {}", counted(rows.len(), "case"));
    study.store.change(&session.who, &session.at, |door| {
        let held = door.cases()?;
        let mut position = door.next_case_position()?;
        let mut told = CasesImported::default();
        let mut edits = Vec::new();
        for row in rows {
            let known = held
                .iter()
                .find(|case| folded_name(&case.name) == folded_name(&row.name));
            match known {
                None => {
                    told.added += 1;
                    edits.push(Edit::Case {
                        position,
                        case: Swap::add(row),
                    });
                    position += 1;
                }
                Some(case) => {
                    let mut after = case.clone();
                    after.attributes.extend(row.attributes);
                    if after == *case {
                        told.unchanged += 1;
                        continue;
                    }
                    told.changed += 1;
                    edits.push(Edit::Case {
                        position: door.case_position(&case.name)?,
                        case: Swap::replace(case.clone(), after),
                    });
                }
            }
        }
        Ok(((!edits.is_empty()).then(|| Change::new(title, edits)), told))
    })
}

/// Makes a case.
pub fn add(
    study: &mut Study,
    session: &Session,
    name: &str,
    attributes: &[(String, String)],
) -> Result<(), AppError> {
    let name = name.trim();
    if name.is_empty() {
        return Err(AppError::request(
            "a case needs a name",
            "give one, such as \"Case A\"",
        ));
    }
    let title = format!("added the case '{name}'");
    study.store.change(&session.who, &session.at, |door| {
        if let Some(twin) = door
            .cases()?
            .into_iter()
            .find(|case| folded_name(&case.name) == folded_name(name))
        {
            return Err(AppError::request(
                format!("there is a case '{}' already", twin.name),
                "change it with `crosscase case set`",
            ));
        }
        let case = Case {
            name: name.to_owned(),
            attributes: attributes.iter().cloned().collect(),
        };
        let edit = Edit::Case {
            position: door.next_case_position()?,
            case: Swap::add(case),
        };
        Ok((Some(Change::new(title, vec![edit])), ()))
    })
}

/// Sets attributes of a case; an empty value takes the attribute away.
pub fn set(
    study: &mut Study,
    session: &Session,
    name: &str,
    attributes: &[(String, String)],
) -> Result<String, AppError> {
    study.store.change(&session.who, &session.at, |door| {
        let cases = door.cases()?;
        let case = lookup::case(&cases, name)?;
        let mut after = case.clone();
        for (attribute, value) in attributes {
            if value.is_empty() {
                after.attributes.shift_remove(attribute);
            } else {
                after.attributes.insert(attribute.clone(), value.clone());
            }
        }
        let title = format!("set attributes of the case '{}'", case.name);
        let edit = Edit::Case {
            position: door.case_position(&case.name)?,
            case: Swap::replace(case.clone(), after.clone()),
        };
        let change = (after != *case).then(|| Change::new(title, vec![edit]));
        Ok((change, case.name.clone()))
    })
}

/// Renames a case; its transcripts, speakers, summaries and memos stay with it.
pub fn rename(study: &mut Study, session: &Session, from: &str, to: &str) -> Result<(), AppError> {
    let to = to.trim();
    study.store.change(&session.who, &session.at, |door| {
        let cases = door.cases()?;
        let case = lookup::case(&cases, from)?.clone();
        let taken = |it: &Case| it.name != case.name && folded_name(&it.name) == folded_name(to);
        if to.is_empty() || to == case.name || cases.iter().any(taken) {
            return Err(AppError::request(
                format!("a case cannot be renamed to '{to}'"),
                "choose a name that no other case has",
            ));
        }
        let mut edits = vec![
            Edit::Case {
                position: door.case_position(&case.name)?,
                case: Swap::remove(case.clone()),
            },
            Edit::Case {
                position: door.case_position(&case.name)?,
                case: Swap::add(Case {
                    name: to.to_owned(),
                    ..case.clone()
                }),
            },
        ];
        edits.extend(moved_with_case(door, &case.name, Some(to))?);
        let title = format!("renamed the case '{}' to '{to}'", case.name);
        Ok((Some(Change::new(title, edits)), ()))
    })
}

/// Removes a case. Its transcripts stay, in no case, and its speakers where the
/// rest of their transcript belongs; its summaries and memos go with it (and
/// come back with `undo`).
pub fn remove(study: &mut Study, session: &Session, name: &str) -> Result<String, AppError> {
    study.store.change(&session.who, &session.at, |door| {
        let cases = door.cases()?;
        let case = lookup::case(&cases, name)?.clone();
        let mut edits = moved_with_case(door, &case.name, None)?;
        edits.push(Edit::Case {
            position: door.case_position(&case.name)?,
            case: Swap::remove(case.clone()),
        });
        let title = format!("removed the case '{}'", case.name);
        Ok((Some(Change::new(title, edits)), case.name))
    })
}

/// The edits that carry over (or drop) what refers to a case by its name.
pub(super) fn moved_with_case(
    door: &Door<'_>,
    from: &str,
    to: Option<&str>,
) -> Result<Vec<Edit>, StoreError> {
    let mut edits = Vec::new();
    for held in door.transcripts()? {
        if held.speaks_for(from) {
            let mut after = held.clone();
            if held.case.as_deref() == Some(from) {
                after.case = to.map(str::to_owned);
            }
            after
                .speaker_cases
                .retain(|_, case| case != from || to.is_some());
            for case in after
                .speaker_cases
                .values_mut()
                .filter(|case| *case == from)
            {
                to.unwrap_or_default().clone_into(case);
            }
            edits.push(Edit::Transcript(Box::new(Swap::replace(held, after))));
        }
    }
    for held in door.summaries()? {
        let after = match (
            renamed(&held.row, from, to),
            renamed(&held.column, from, to),
        ) {
            (Some(row), Some(column)) => {
                let mut after = held.clone();
                (after.row, after.column) = (row, column);
                Some(after)
            }
            _ => None,
        };
        if after.as_ref() != Some(&held) {
            edits.push(Edit::Summary(Box::new(Swap {
                before: Some(held),
                after,
            })));
        }
    }
    for held in door.memos()? {
        if held.target == MemoTarget::Case(from.to_owned()) {
            let after = to.map(|to| {
                let mut after = held.clone();
                after.target = MemoTarget::Case(to.to_owned());
                after
            });
            edits.push(Edit::Memo(Swap {
                before: Some(held),
                after,
            }));
        }
    }
    Ok(edits)
}

/// A subject after a case was renamed, or nothing where it went with the case.
fn renamed(axis: &Axis, from: &str, to: Option<&str>) -> Option<Axis> {
    match axis {
        Axis::Case(name) if name == from => to.map(|to| Axis::Case(to.to_owned())),
        Axis::Nested(parts) => {
            let parts = parts.iter().map(|part| renamed(part, from, to));
            parts.collect::<Option<Vec<_>>>().map(Axis::Nested)
        }
        other => Some(other.clone()),
    }
}
