//! Giving a code another id: whatever refers to it follows.

use super::{edit_telling, plural};
use crate::app::{AppError, Session, Study};
use crate::model::code::check_id;
use crate::model::codebook::TOP;
use crate::model::{CodeId, Codebook, Problem, RuleId};
use crate::rules::with_code_renamed;

/// A rule whose text follows a renamed code, and so has a new version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// The rule.
    pub rule: RuleId,
    /// Its version before.
    pub before: String,
    /// Its version now.
    pub after: String,
}

/// Gives a code another id. Codings, summaries, parents, pattern codes and
/// rules that refer to it follow; tells which rules have a new version so.
pub fn rename(
    study: &mut Study,
    session: &Session,
    from: &str,
    to: &str,
) -> Result<Vec<Followed>, AppError> {
    edit_telling(study, session, |_, book| {
        // Children that hang by their name must keep hanging.
        let parents: Vec<(CodeId, Option<CodeId>)> = book
            .codes
            .values()
            .map(|code| {
                (
                    code.id.clone(),
                    book.parent(code).map(|parent| parent.id.clone()),
                )
            })
            .collect();
        book.require(from)?;
        if book.get(to).is_some() {
            return Err(Problem::new(format!("there is a code '{to}' already"))
                .next("choose another id, or merge the two by hand")
                .into());
        }
        check_id(to)?;
        let (old, new) = (CodeId::from(from), CodeId::from(to));
        let follow = |id: &mut CodeId| {
            if *id == old {
                *id = new.clone();
            }
        };
        book.codes = std::mem::take(&mut book.codes)
            .into_values()
            .map(|mut code| {
                follow(&mut code.id);
                code.parent.iter_mut().for_each(follow);
                code.gathers.iter_mut().for_each(follow);
                (code.id.clone(), code)
            })
            .collect();
        for (mut id, parent) in parents {
            follow(&mut id);
            let parent = parent.map(|mut parent| {
                follow(&mut parent);
                parent
            });
            let now = book
                .codes
                .get(&id)
                .and_then(|code| book.parent(code))
                .map(|parent| parent.id.clone());
            if now != parent
                && let Some(code) = book.codes.get_mut(&id)
            {
                code.parent = parent.or_else(|| Some(CodeId::from(TOP)));
            }
        }
        let followed = rules_follow(book, from, to);
        let with = match followed.len() {
            0 => String::new(),
            count => format!(", and in {}", plural(count, "rule")),
        };
        Ok((format!("renamed the code {from} to {to}{with}"), followed))
    })
}

/// A rule that names a code that is no more cannot be read.
fn rules_follow(book: &mut Codebook, from: &str, to: &str) -> Vec<Followed> {
    let rules = book.codes.values_mut().flat_map(|code| &mut code.rules);
    let followed = rules.filter_map(|rule| {
        let find = with_code_renamed(&rule.find, from, to)?;
        let before = rule.version();
        rule.find = find;
        Some(Followed {
            rule: rule.id.clone(),
            before,
            after: rule.version(),
        })
    });
    followed.collect()
}
