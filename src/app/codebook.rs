//! `codebook`: the list of codes, from and to files, and changes to it that
//! leave every coding where it is.

mod rename;

pub use rename::{Followed, rename};

use crate::app::{AppError, Session, Study, files, suggest};
use crate::formats::codebook::{read_codebook_over, rule_lines, write_codebook};
use crate::model::change::Swap;
use crate::model::codebook::TOP;
use crate::model::codebook_diff::{CodebookDiff, diff, renames};
use crate::model::{Change, Code, CodeId, CodeKey, Codebook, Edit, MemoTarget, Problem, Rule};
use crate::rules::{BadRule, Names, compile};
use crate::store::{Door, Reader};
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// The study's codebook, with the number of accepted codings of each code.
pub fn show(study: &Study) -> Result<(Codebook, HashMap<CodeKey, usize>), AppError> {
    study.store.read(|reader| {
        let mut counts: HashMap<CodeKey, usize> = HashMap::new();
        for mark in reader.marks()?.0 {
            if mark.state == crate::model::ReviewState::Accepted {
                *counts.entry(mark.code).or_default() += 1;
            }
        }
        Ok((reader.codebook()?, counts))
    })
}

/// What applying a codebook file would do, or did.
#[derive(Clone, Debug)]
pub struct CodebookPlan {
    /// How it differs from the study's codebook.
    pub diff: CodebookDiff,
    /// Codes that the file no longer has but that codings, summaries or
    /// memos refer to: they are retired, not removed.
    pub retired: Vec<CodeId>,
    /// Whether the study had a codebook before.
    pub first: bool,
    /// How many codes there are afterwards.
    pub codes: usize,
    /// Rules that make no sense; they suggest nothing until they are mended.
    pub bad_rules: Vec<Problem>,
}

/// How the codebook in a file differs from the study's. Changes nothing.
pub fn plan(study: &Study, file: &Path) -> Result<CodebookPlan, AppError> {
    let bytes = files::read(file)?;
    study.store.read(|reader| {
        let held = reader.codebook()?;
        let incoming = read_codebook_over(file, &bytes, &held)?;
        let used = used_codes(reader)?;
        let (after, retired) = merged(&held, incoming, &used, || Ok(CodeKey(0)))?;
        Ok(plan_of(&held, &after, retired, file, &bytes))
    })
}

/// Makes the codebook in a file the study's. Codes keep their codings: a code
/// is known by its id, or by the `was` the file gives for a renamed one.
pub fn import(study: &mut Study, session: &Session, file: &Path) -> Result<CodebookPlan, AppError> {
    let bytes = files::read(file)?;
    import_bytes(study, session, file, &bytes)
}

/// Makes a codebook at hand the study's.
pub fn import_bytes(
    study: &mut Study,
    session: &Session,
    file: &Path,
    bytes: &[u8],
) -> Result<CodebookPlan, AppError> {
    study.store.change(&session.who, &session.at, |door| {
        let held = door.codebook()?;
        let incoming = read_codebook_over(file, bytes, &held)?;
        let used = used_codes(door)?;
        let (after, retired) = merged(&held, incoming, &used, || Ok(door.new_code()?))?;
        let told = plan_of(&held, &after, retired, file, bytes);
        let title = if told.first {
            format!("imported a codebook of {} codes", after.codes.len())
        } else {
            format!(
                "changed the codebook from a file ({})",
                plural(told.diff.entries.len(), "difference")
            )
        };
        Ok((change_codebook(&held, after, title), told))
    })
}

/// Writes the codebook to a file, by its ending.
pub fn export(study: &Study, file: &Path) -> Result<usize, AppError> {
    let (codebook, _) = show(study)?;
    let bytes = write_codebook(file, &codebook)?;
    files::write(file, &bytes)?;
    Ok(codebook.codes.len())
}

/// Hangs a code under another parent, or under none ([`TOP`]).
pub fn move_under(
    study: &mut Study,
    session: &Session,
    id: &str,
    parent: &str,
) -> Result<(), AppError> {
    edit(
        study,
        session,
        match parent {
            TOP => format!("moved the code {id} to the top"),
            parent => format!("moved the code {id} under {parent}"),
        },
        |book| {
            if parent != TOP {
                book.require(parent)?;
            }
            let key = book.require(id)?.id.clone();
            if let Some(code) = book.codes.get_mut(&key) {
                code.parent = Some(CodeId::from(parent));
            }
            Ok(())
        },
    )
}

/// Takes a code out of use, or back into it. Its codings stay and count.
pub fn retire(
    study: &mut Study,
    session: &Session,
    id: &str,
    retired: bool,
) -> Result<(), AppError> {
    let word = if retired { "retired" } else { "brought back" };
    edit(study, session, format!("{word} the code {id}"), |book| {
        let key = book.require(id)?.id.clone();
        if let Some(code) = book.codes.get_mut(&key) {
            code.retired = retired;
        }
        Ok(())
    })
}

fn edit(
    study: &mut Study,
    session: &Session,
    title: String,
    alter: impl FnOnce(&mut Codebook) -> Result<(), Problem>,
) -> Result<(), AppError> {
    edit_telling(study, session, |_, book| {
        alter(book)?;
        Ok((title, ()))
    })
}

/// Changes the codebook as `alter` does, in one step of the title it gives.
/// What makes no sense afterwards is not done.
pub(super) fn edit_telling<T>(
    study: &mut Study,
    session: &Session,
    alter: impl FnOnce(&Reader<'_>, &mut Codebook) -> Result<(String, T), AppError>,
) -> Result<T, AppError> {
    study
        .store
        .change(&session.who, &session.at, |door: &Door<'_>| {
            let held = door.codebook()?;
            let mut after = held.clone();
            let (title, told) = alter(door, &mut after)?;
            let problems = after.problems();
            if !problems.is_empty() {
                return Err(AppError::Problems(problems));
            }
            Ok((change_codebook(&held, after, title), told))
        })
}

fn change_codebook(held: &Codebook, after: Codebook, title: String) -> Option<Change> {
    let before = (*held != Codebook::default()).then(|| held.clone());
    (*held != after).then(|| {
        let swap = Swap {
            before,
            after: Some(after),
        };
        Change::new(title, vec![Edit::Codebook(Box::new(swap))])
    })
}

/// Codes that something refers to: they must not vanish with a new file.
fn used_codes(reader: &Reader<'_>) -> Result<HashSet<CodeKey>, AppError> {
    let mut used: HashSet<CodeKey> = reader.marks()?.0.iter().map(|mark| mark.code).collect();
    for summary in reader.summaries()? {
        used.extend(summary.row.codes());
        used.extend(summary.column.codes());
    }
    used.extend(reader.memos()?.iter().filter_map(|memo| match memo.target {
        MemoTarget::Code(key) => Some(key),
        _ => None,
    }));
    used.extend(reader.lost_codings()?.iter().map(|lost| lost.coding.code));
    Ok(used)
}

/// The codebook that results from a file: keys carried over by id or `was`,
/// fresh ones for new codes, and retired ones kept where codings need them.
fn merged(
    held: &Codebook,
    incoming: Codebook,
    used: &HashSet<CodeKey>,
    mut fresh: impl FnMut() -> Result<CodeKey, AppError>,
) -> Result<(Codebook, Vec<CodeId>), AppError> {
    let mut after = incoming;
    let renamed = renames(held, &after);
    for code in after.codes.values_mut() {
        code.was = None; // said once, it is history
        let name = renamed.get(&code.id).unwrap_or(&code.id);
        let taken_over = renamed.values().any(|was| *was == code.id);
        let same = held
            .codes
            .get(name)
            .filter(|_| name != &code.id || !taken_over);
        code.key = match same {
            Some(same) => same.key,
            None => fresh()?,
        };
    }
    let mut retired = Vec::new();
    for old in held.codes.values() {
        let kept = after.codes.values().any(|code| code.key == old.key);
        if kept || !used.contains(&old.key) {
            continue;
        }
        let mut ghost: Code = old.clone();
        ghost.retired = true;
        // What it refers to may be gone with the same file.
        ghost.parent = ghost.parent.filter(|id| after.codes.contains_key(id));
        ghost.gathers.retain(|id| after.codes.contains_key(id));
        ghost
            .guide
            .retain(|id| after.guide.iter().any(|topic| topic.id == *id));
        ghost
            .questions
            .retain(|id| after.questions.is_empty() || after.questions.iter().any(|q| q.id == *id));
        // A rule that the file gives to another code has moved there.
        let elsewhere = |rule: &Rule| {
            let mut others = after.codes.values().flat_map(|code| &code.rules);
            others.any(|other| other.id == rule.id)
        };
        ghost.rules.retain(|rule| !elsewhere(rule));
        if !old.retired {
            retired.push(ghost.id.clone());
        }
        after.codes.insert(ghost.id.clone(), ghost);
    }
    let problems = after.problems();
    if problems.is_empty() {
        Ok((after, retired))
    } else {
        Err(AppError::Problems(problems))
    }
}

fn plan_of(
    held: &Codebook,
    after: &Codebook,
    retired: Vec<CodeId>,
    file: &Path,
    bytes: &[u8],
) -> CodebookPlan {
    CodebookPlan {
        diff: diff(held, after),
        retired,
        first: held.codes.is_empty(),
        codes: after.codes.len(),
        bad_rules: bad_rules(after, file, bytes),
    }
}

/// What is wrong with the rules of a codebook, in its order, with the lines of
/// the file that brought them.
fn bad_rules(codebook: &Codebook, file: &Path, bytes: &[u8]) -> Vec<Problem> {
    let rules: Vec<(CodeKey, &Rule)> = codebook
        .codes
        .values()
        .flat_map(|code| code.rules.iter().map(|rule| (code.key, rule)))
        .collect();
    let (_, bad) = compile(
        &rules,
        &Names {
            codebook,
            ..Names::default()
        },
    );
    if bad.is_empty() {
        return Vec::new();
    }
    let lines = rule_lines(file, bytes);
    let placed = |bad: &BadRule| {
        let problem = suggest::problem_of(bad, codebook);
        match lines.get(&bad.rule) {
            Some(line) => problem.in_file(file).at_line(*line),
            None => problem,
        }
    };
    bad.iter().map(placed).collect()
}

fn plural(count: usize, what: &str) -> String {
    if count == 1 {
        format!("1 {what}")
    } else {
        format!("{count} {what}s")
    }
}
