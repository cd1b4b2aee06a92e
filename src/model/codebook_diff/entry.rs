//! One difference, and the line that tells it.

use crate::model::code::CodeId;
use crate::model::rule::RuleId;
use std::fmt;

/// What a difference is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The codebook as a whole.
    Codebook,
    /// A research question, by number.
    Question(String),
    /// A question of the interview guide, by number.
    Guide(String),
    /// A code, by the name it has now.
    Code(CodeId),
    /// A rule under a code.
    Rule(CodeId, RuleId),
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DiffEntry {
    /// Something is new.
    Added {
        /// What.
        what: Subject,
        /// Its label, its text, or what the rule finds.
        text: String,
    },
    /// Something is gone.
    Removed {
        /// What.
        what: Subject,
        /// Its label, its text, or what the rule found.
        text: String,
    },
    /// A code has another name.
    Renamed {
        /// Its name before.
        from: CodeId,
        /// Its name now.
        to: CodeId,
    },
    /// A code hangs elsewhere in the tree, by its name or by `parent`.
    Moved {
        /// The code.
        code: CodeId,
        /// What it hung from, by its present name.
        from: Option<CodeId>,
        /// What it hangs from.
        to: Option<CodeId>,
    },
    /// Something has another place in the order.
    Reordered {
        /// What.
        what: Subject,
        /// What it comes after now; none: it comes first.
        after: Option<String>,
    },
    /// A code is no longer used.
    Retired(CodeId),
    /// A retired code is used again.
    Revived(CodeId),
    /// Some text or list is another.
    Changed {
        /// Of what.
        what: Subject,
        /// Which, by its key in the file.
        field: &'static str,
        /// Before.
        before: Option<String>,
        /// Now.
        after: Option<String>,
    },
}

impl DiffEntry {
    pub(super) fn changed(
        what: Subject,
        field: &'static str,
        before: Option<&str>,
        after: Option<&str>,
    ) -> Self {
        Self::Changed {
            what,
            field,
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Subject::Codebook => f.write_str("codebook"),
            Subject::Question(id) => write!(f, "question {id}"),
            Subject::Guide(id) => write!(f, "guide question {id}"),
            Subject::Code(code) => write!(f, "{code}"),
            Subject::Rule(code, rule) => write!(f, "{code} rule {rule}"),
        }
    }
}

impl fmt::Display for DiffEntry {
    /// One line: `+` new, `-` gone, `>` renamed, `^` moved, `~` reworded, `x`
    /// retired, `o` in use again.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let or_none =
            |id: &Option<CodeId>| id.as_ref().map_or("none".to_owned(), CodeId::to_string);
        match self {
            DiffEntry::Added { what, text } => write!(f, "+ {what} {}", shortened(text, 0)),
            DiffEntry::Removed { what, text } => write!(f, "- {what} {}", shortened(text, 0)),
            DiffEntry::Renamed { from, to } => write!(f, "> {from} → {to}"),
            DiffEntry::Moved { code, from, to } => {
                write!(f, "^ {code} parent: {} → {}", or_none(from), or_none(to))
            }
            DiffEntry::Reordered { what, after } => match after {
                Some(after) => write!(f, "^ {what} comes after {after} now"),
                None => write!(f, "^ {what} comes first now"),
            },
            DiffEntry::Retired(code) => write!(f, "x {code} retired"),
            DiffEntry::Revived(code) => write!(f, "o {code} in use again"),
            DiffEntry::Changed {
                what,
                field,
                before,
                after,
            } => {
                let from = first_difference(before.as_deref(), after.as_deref());
                let quoted = |text: &Option<String>| match text {
                    Some(text) => format!("\"{}\"", shortened(text, from)),
                    None => "none".to_owned(),
                };
                write!(
                    f,
                    "~ {what} {field}: {} → {}",
                    quoted(before),
                    quoted(after)
                )
            }
        }
    }
}

/// Characters of a text that are shown on its line.
const SHOWN: usize = 60;

/// Characters shown before the first that differs.
const LEAD: usize = 20;

fn first_difference(before: Option<&str>, after: Option<&str>) -> usize {
    let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
    let same = before.chars().zip(after.chars());
    same.take_while(|(one, other)| one == other).count()
}

/// The text around its `focus`-th character, on one line. Control characters
/// are spelled out, as a file from outside must not steer the terminal.
fn shortened(text: &str, focus: usize) -> String {
    let start = if focus > LEAD + LEAD { focus - LEAD } else { 0 };
    let mut shown = String::new();
    if start > 0 {
        shown.push('…');
    }
    for c in text.chars().skip(start).take(SHOWN) {
        match c {
            '\n' => shown.push('⏎'),
            c if c.is_control() => shown.extend(c.escape_default()),
            c => shown.push(c),
        }
    }
    if text.chars().nth(start + SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_shown_where_it_differs() {
        let before = format!("{}old words{}", "a ".repeat(100), " b".repeat(100));
        let after = before.replace("old", "new");
        let what = Subject::Code("X".into());
        let line = DiffEntry::changed(what, "definition", Some(&before), Some(&after)).to_string();
        assert!(
            line.contains("old words") && line.contains("new words"),
            "{line}"
        );
        assert!(line.chars().count() < 200, "{line}");
    }

    #[test]
    fn a_line_stays_one_line_and_leaves_the_terminal_alone() {
        let what = Subject::Code("X".into());
        let line = DiffEntry::changed(what, "definition", Some("a\nb\u{1b}[2J"), None).to_string();
        assert_eq!(line, "~ X definition: \"a⏎b\\u{1b}[2J\" → none");
    }
}
