//! What differs between two states of a codebook, told so that a person can
//! say yes or no to it: added, removed, renamed, moved, retired, reworded.
//!
//! Codes are matched by name, unless their number inside the study or a file's
//! `was = "OLD"` says that one was renamed ([`renames`]). Neither of the two is
//! compared itself: they say which code it is and not what it is.

mod entry;
mod lists;
mod renames;
#[cfg(test)]
mod tests;

pub use entry::{DiffEntry, Subject};
pub use renames::renames;

use crate::model::code::{Code, CodeId};
use crate::model::codebook::Codebook;
use crate::model::rule::Rule;
use lists::{Pairing, pair, pair_by};
use std::collections::HashMap;
use std::fmt;

/// All differences, in the order of the new codebook; what was removed stands
/// after what was added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodebookDiff {
    /// One difference each.
    pub entries: Vec<DiffEntry>,
}

impl CodebookDiff {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl fmt::Display for CodebookDiff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, entry) in self.entries.iter().enumerate() {
            if at > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{entry}")?;
        }
        Ok(())
    }
}

/// What must happen to `old` to make it `new`. Empty exactly when the two are
/// the same apart from `key` and `was`.
pub fn diff(old: &Codebook, new: &Codebook) -> CodebookDiff {
    let mut entries = Vec::new();
    if old.name != new.name {
        entries.push(DiffEntry::changed(
            Subject::Codebook,
            "name",
            Some(&old.name),
            Some(&new.name),
        ));
    }
    compare_texts(
        pair(&old.questions, &new.questions, |question| &question.id),
        |question| (Subject::Question(question.id.clone()), &question.text),
        &mut entries,
    );
    compare_texts(
        pair(&old.guide, &new.guide, |question| &question.id),
        |question| (Subject::Guide(question.id.clone()), &question.text),
        &mut entries,
    );
    let renamed = renames(old, new);
    let names = Names {
        now: renamed.iter().map(|(new, old)| (old, new)).collect(),
    };
    let old_codes: Vec<&Code> = old.codes.values().collect();
    let new_codes: Vec<&Code> = new.codes.values().collect();
    let pairing = pair_by(
        &old_codes,
        &new_codes,
        |code| names.now(&code.id).as_str(),
        |code| code.id.as_str(),
    );
    for code in &pairing.added {
        entries.push(DiffEntry::Added {
            what: Subject::Code(code.id.clone()),
            text: code.label.clone(),
        });
    }
    for code in &pairing.removed {
        entries.push(DiffEntry::Removed {
            what: Subject::Code(code.id.clone()),
            text: code.label.clone(),
        });
    }
    for (before, after) in &pairing.kept {
        if before.id != after.id {
            entries.push(DiffEntry::Renamed {
                from: before.id.clone(),
                to: after.id.clone(),
            });
        }
        compare_parents(old, new, before, after, &names, &mut entries);
        compare_code(before, after, &names, &mut entries);
    }
    for (code, after) in &pairing.moved {
        entries.push(DiffEntry::Reordered {
            what: Subject::Code(code.id.clone()),
            after: after.map(|code| code.id.0.clone()),
        });
    }
    CodebookDiff { entries }
}

/// Old names under which codes are referred to, and what they are called now.
struct Names<'a> {
    now: HashMap<&'a CodeId, &'a CodeId>,
}

impl<'a> Names<'a> {
    fn now(&self, old: &'a CodeId) -> &'a CodeId {
        self.now.get(old).copied().unwrap_or(old)
    }
}

fn compare_texts<'a, T>(
    pairing: Pairing<'a, T>,
    told: impl Fn(&'a T) -> (Subject, &'a String),
    entries: &mut Vec<DiffEntry>,
) {
    for new in pairing.added {
        let (what, text) = told(new);
        entries.push(DiffEntry::Added {
            what,
            text: text.clone(),
        });
    }
    for old in pairing.removed {
        let (what, text) = told(old);
        entries.push(DiffEntry::Removed {
            what,
            text: text.clone(),
        });
    }
    for (old, new) in pairing.kept {
        let ((_, before), (what, after)) = (told(old), told(new));
        if before != after {
            entries.push(DiffEntry::changed(what, "text", Some(before), Some(after)));
        }
    }
    for (moved, after) in pairing.moved {
        entries.push(DiffEntry::Reordered {
            what: told(moved).0,
            after: after.map(|one| told(one).0.to_string()),
        });
    }
}

fn compare_parents<'a>(
    old: &'a Codebook,
    new: &'a Codebook,
    before: &'a Code,
    after: &'a Code,
    names: &Names<'a>,
    entries: &mut Vec<DiffEntry>,
) {
    let hung_from = old.parent(before).map(|parent| names.now(&parent.id));
    let hangs_from = new.parent(after).map(|parent| &parent.id);
    if hung_from != hangs_from {
        entries.push(DiffEntry::Moved {
            code: after.id.clone(),
            from: hung_from.cloned(),
            to: hangs_from.cloned(),
        });
        return;
    }
    // It hangs where it did, but the file says so now, or no longer.
    let said = before.parent.as_ref().map(|parent| names.now(parent));
    if said != after.parent.as_ref() {
        entries.push(DiffEntry::changed(
            Subject::Code(after.id.clone()),
            "parent",
            said.map(CodeId::as_str),
            after.parent.as_ref().map(CodeId::as_str),
        ));
    }
}

fn compare_code<'a>(
    before: &'a Code,
    after: &'a Code,
    names: &Names<'a>,
    entries: &mut Vec<DiffEntry>,
) {
    let what = || Subject::Code(after.id.clone());
    let mut text = |field, before: Option<&str>, after: Option<&str>| {
        if before != after {
            entries.push(DiffEntry::changed(what(), field, before, after));
        }
    };
    text("label", Some(&before.label), Some(&after.label));
    if before.kind != after.kind {
        text(
            "kind",
            Some(&before.kind.to_string()),
            Some(&after.kind.to_string()),
        );
    }
    text("since", before.since.as_deref(), after.since.as_deref());
    text(
        "definition",
        before.definition.as_deref(),
        after.definition.as_deref(),
    );
    text(
        "include",
        before.include.as_deref(),
        after.include.as_deref(),
    );
    text(
        "exclude",
        before.exclude.as_deref(),
        after.exclude.as_deref(),
    );
    text(
        "example",
        before.example.as_deref(),
        after.example.as_deref(),
    );
    text("colour", before.colour.as_deref(), after.colour.as_deref());
    let ids = |ids: &'a [CodeId]| ids.iter().map(CodeId::as_str).collect::<Vec<_>>();
    let gathered = before
        .gathers
        .iter()
        .map(|id| names.now(id).as_str())
        .collect();
    let mut list = |field, before: Vec<&str>, after: Vec<&str>| {
        if before != after {
            let told = |list: Vec<&str>| (!list.is_empty()).then(|| list.join(", "));
            let (before, after) = (told(before), told(after));
            entries.push(DiffEntry::changed(
                what(),
                field,
                before.as_deref(),
                after.as_deref(),
            ));
        }
    };
    let strs = |texts: &'a [String]| texts.iter().map(String::as_str).collect::<Vec<_>>();
    list("questions", strs(&before.questions), strs(&after.questions));
    list("guide", strs(&before.guide), strs(&after.guide));
    list("gathers", gathered, ids(&after.gathers));
    if before.retired != after.retired {
        entries.push(if after.retired {
            DiffEntry::Retired(after.id.clone())
        } else {
            DiffEntry::Revived(after.id.clone())
        });
    }
    compare_rules(before, after, entries);
}

fn compare_rules(before: &Code, after: &Code, entries: &mut Vec<DiffEntry>) {
    let what = |rule: &Rule| Subject::Rule(after.id.clone(), rule.id.clone());
    let pairing = pair(&before.rules, &after.rules, |rule| &rule.id);
    for rule in pairing.added {
        entries.push(DiffEntry::Added {
            what: what(rule),
            text: rule.find.clone(),
        });
    }
    for rule in pairing.removed {
        entries.push(DiffEntry::Removed {
            what: what(rule),
            text: rule.find.clone(),
        });
    }
    for (old, new) in pairing.kept {
        let mut text = |field, before: Option<&str>, after: Option<&str>| {
            if before != after {
                entries.push(DiffEntry::changed(what(new), field, before, after));
            }
        };
        text("find", Some(&old.find), Some(&new.find));
        text("lang", old.lang.as_deref(), new.lang.as_deref());
        text(
            "scope",
            Some(&old.scope.to_string()),
            Some(&new.scope.to_string()),
        );
        text(
            "extent",
            Some(&old.extent.to_string()),
            Some(&new.extent.to_string()),
        );
        text("note", old.note.as_deref(), new.note.as_deref());
    }
    for (rule, after) in pairing.moved {
        entries.push(DiffEntry::Reordered {
            what: what(rule),
            after: after.map(|rule| format!("rule {}", rule.id)),
        });
    }
}
