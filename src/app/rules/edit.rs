//! Adding, changing and removing rules: each one step, which one undo takes
//! back and whose title tells the story in the journal.

use crate::app::codebook::edit_telling;
use crate::app::rules::require;
use crate::app::suggest::problem_of;
use crate::app::surroundings::StudyNames;
use crate::app::{AppError, Session, Study};
use crate::model::code::check_id;
use crate::model::{CodeId, Codebook, Extent, Problem, Rule, RuleId, Scope};
use crate::rules::compile;
use crate::store::Reader;
use crate::text::Language;

/// A rule to be added.
#[derive(Clone, Debug, Default)]
pub struct NewRule {
    /// The code it suggests.
    pub code: String,
    /// The pattern.
    pub find: String,
    /// Its name; one is made from the code's where none is given.
    pub id: Option<RuleId>,
    /// Whose words it reads.
    pub scope: Scope,
    /// How much it proposes to code.
    pub extent: Extent,
    /// The language of the transcripts it reads.
    pub lang: Option<String>,
    /// Why it exists.
    pub note: Option<String>,
}

/// What to change about a rule; nothing given, nothing changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleChange {
    /// The pattern.
    pub find: Option<String>,
    /// Whose words it reads.
    pub scope: Option<Scope>,
    /// How much it proposes to code.
    pub extent: Option<Extent>,
    /// The language it reads; `any` for all of them.
    pub lang: Option<String>,
    /// Why it exists; empty for no note.
    pub note: Option<String>,
}

/// A rule as it was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Its name.
    pub id: RuleId,
    /// Its code.
    pub code: CodeId,
    /// Its version before, if it was there.
    pub before: Option<String>,
    /// Its version now, if it is there.
    pub after: Option<String>,
    /// Whether anything differs.
    pub changed: bool,
}

/// Adds a rule to a code.
///
/// # Errors
/// An unknown code, a name that is taken, or a pattern that cannot be read,
/// with its column.
pub fn add(study: &mut Study, session: &Session, new: &NewRule) -> Result<Saved, AppError> {
    edit_telling(study, session, |reader, book| {
        let code = book.require(&new.code)?.id.clone();
        let id = match &new.id {
            Some(id) => id.clone(),
            None => free_id(book, &code),
        };
        check_rule_id(&id)?;
        if let Ok((owner, _)) = require(book, &id) {
            let taken = format!("there is a rule '{id}' already, of {}", owner.id);
            return Err(Problem::new(taken)
                .next(format!(
                    "change it with `crosscase rules edit {id}`, or give another --id"
                ))
                .into());
        }
        let rule = Rule {
            id,
            find: new.find.trim().to_owned(),
            lang: new.lang.as_deref().and_then(language_given),
            scope: new.scope,
            extent: new.extent,
            note: new.note.clone().filter(|note| !note.trim().is_empty()),
        };
        let title = format!(
            "added the rule {} ({}) to {code}: {}",
            rule.id,
            rule.version(),
            in_title(&rule.find)
        );
        let saved = put(reader, book, &code, rule)?;
        Ok((title, saved))
    })
}

/// Changes a rule. Changed text is a new version.
///
/// # Errors
/// An unknown rule, or a pattern that cannot be read, with its column.
pub fn change(
    study: &mut Study,
    session: &Session,
    id: &str,
    change: &RuleChange,
) -> Result<Saved, AppError> {
    edit_telling(study, session, |reader, book| {
        let (code, old) = require(book, id)?;
        let (code, old) = (code.id.clone(), old.clone());
        let mut rule = old.clone();
        if let Some(find) = &change.find {
            rule.find = find.trim().to_owned();
        }
        if let Some(lang) = &change.lang {
            rule.lang = language_given(lang);
        }
        if let Some(note) = &change.note {
            rule.note = Some(note.clone()).filter(|note| !note.trim().is_empty());
        }
        rule.scope = change.scope.unwrap_or(rule.scope);
        rule.extent = change.extent.unwrap_or(rule.extent);
        let title = title_of_change(&old, &rule);
        let saved = put(reader, book, &code, rule)?;
        Ok((title, saved))
    })
}

/// Takes a rule out of the codebook. Its decided suggestions stay.
///
/// # Errors
/// An unknown rule.
pub fn remove(study: &mut Study, session: &Session, id: &str) -> Result<Saved, AppError> {
    edit_telling(study, session, |_, book| {
        let (code, rule) = require(book, id)?;
        let saved = Saved {
            id: rule.id.clone(),
            code: code.id.clone(),
            before: Some(rule.version()),
            after: None,
            changed: true,
        };
        let title = format!(
            "removed the rule {id} ({}) from {}: {}",
            rule.version(),
            code.id,
            in_title(&rule.find)
        );
        if let Some(code) = book.codes.get_mut(&saved.code) {
            code.rules.retain(|rule| rule.id != id);
        }
        Ok((title, saved))
    })
}

/// Puts a rule under a code in the place of the one of that name, or last. One
/// that cannot be read is refused: it would suggest nothing.
pub(super) fn put(
    reader: &Reader<'_>,
    book: &mut Codebook,
    code: &CodeId,
    rule: Rule,
) -> Result<Saved, AppError> {
    let transcripts = reader.transcripts()?;
    let known = StudyNames::new(reader, &transcripts)?;
    let before = require(book, &rule.id).ok().map(|(_, old)| old.clone());
    let mut with_it = book.clone();
    let id = rule.id.clone();
    let version = rule.version();
    let Some(owner) = with_it.codes.get_mut(code) else {
        return Err(AppError::Defect(format!("the code {code} vanished")));
    };
    let key = owner.key;
    let changed = before.as_ref() != Some(&rule);
    match owner.rules.iter_mut().find(|held| held.id == id) {
        Some(held) => *held = rule.clone(),
        None => owner.rules.push(rule.clone()),
    }
    let (_, bad) = compile(&[(key, &rule)], &known.names(&with_it));
    if let Some(bad) = bad.first() {
        return Err(problem_of(bad, &with_it).into());
    }
    *book = with_it;
    Ok(Saved {
        id,
        code: code.clone(),
        before: before.map(|old| old.version()),
        after: Some(version),
        changed,
    })
}

/// What the journal says of a changed rule: its versions and its text, or what
/// else is different.
fn title_of_change(old: &Rule, new: &Rule) -> String {
    let (before, after) = (old.version(), new.version());
    if before == after {
        return format!("changed the note of the rule {}", new.id);
    }
    let what = if old.find == new.find {
        let language = new.lang.as_deref().unwrap_or("any language");
        format!("scope {}, extent {}, {language}", new.scope, new.extent)
    } else {
        in_title(&new.find)
    };
    format!("changed the rule {} ({before} → {after}): {what}", new.id)
}

/// A pattern as a title has room for it: one line, shortened at its end.
pub(super) fn in_title(find: &str) -> String {
    const ROOM: usize = 100;
    let line = find.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(ROOM) {
        None => line,
        Some((cut, _)) => format!("{} …", line.get(..cut).unwrap_or_default().trim_end()),
    }
}

/// A name for a rule of a code that no rule has.
fn free_id(book: &Codebook, code: &CodeId) -> RuleId {
    let stem = code.as_str().to_lowercase();
    let mut names = (1..).map(|number| format!("{stem}-{number}"));
    let free = names.find(|name| require(book, name).is_err());
    free.unwrap_or(stem)
}

fn check_rule_id(id: &str) -> Result<(), Problem> {
    check_id(id).map_err(|problem| Problem {
        what: problem.what.replace("code", "rule"),
        ..problem
    })
}

/// `any` is no language: the rule reads all of them. A tag that is not known
/// is told when the rule is read.
fn language_given(tag: &str) -> Option<String> {
    let tag = tag.trim();
    let known = tag.parse::<Language>().map(|it| it.tag().to_owned());
    (!tag.is_empty() && tag != "any").then(|| known.unwrap_or_else(|_| tag.to_owned()))
}
