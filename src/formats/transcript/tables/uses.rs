//! What the columns of a table are for, as a person says it.

use crate::model::Problem;
use crate::model::nearest::did_you_mean;
use std::fmt;
use std::str::FromStr;

/// What a column of a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ColumnUse {
    /// Which transcript the row belongs to.
    Transcript,
    /// When it was said or written; a date and a time may stand apart.
    Time,
    /// When it ended.
    End,
    /// Who said or wrote it.
    Author,
    /// What that person does: asks, answers, neither.
    Role,
    /// The words.
    Text,
    /// What was asked: the question's words beside a column of answers, or a
    /// column that is headed by a question and holds the answers to it.
    Question,
    /// The case.
    Case,
    /// Something known of the case.
    Attribute,
    /// Nothing that is wanted.
    Ignore,
}

/// Every use with its word.
const WORDS: [(ColumnUse, &str); 10] = [
    (ColumnUse::Transcript, "transcript"),
    (ColumnUse::Time, "time"),
    (ColumnUse::End, "end"),
    (ColumnUse::Author, "author"),
    (ColumnUse::Role, "role"),
    (ColumnUse::Text, "text"),
    (ColumnUse::Question, "question"),
    (ColumnUse::Case, "case"),
    (ColumnUse::Attribute, "attribute"),
    (ColumnUse::Ignore, "ignore"),
];

impl ColumnUse {
    /// Whether several columns of a table may have this use.
    pub(super) fn may_recur(self) -> bool {
        matches!(
            self,
            Self::Time | Self::Question | Self::Attribute | Self::Ignore
        )
    }
}

impl fmt::Display for ColumnUse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = WORDS.iter().find(|(one, _)| one == self);
        f.write_str(word.map_or("", |(_, word)| word))
    }
}

impl FromStr for ColumnUse {
    type Err = Problem;

    fn from_str(typed: &str) -> Result<Self, Problem> {
        let wanted = typed.trim().to_lowercase();
        let found = WORDS.iter().find(|(_, word)| *word == wanted);
        found.map(|(one, _)| *one).ok_or_else(|| {
            let words = || WORDS.iter().map(|(_, word)| *word);
            let all = format!("a column is {}", words().collect::<Vec<_>>().join(", "));
            let shown: String = typed.trim().chars().take(40).collect();
            Problem::new(format!("'{shown}' is no use of a column")).next(did_you_mean(
                &wanted,
                words(),
                &all,
            ))
        })
    }
}

/// Reads `text=Viesti`: a use, and the column's header or letter.
///
/// # Errors
/// A [`Problem`] for a use that does not exist, or a missing column.
pub fn parse_column(line: &str) -> Result<(ColumnUse, String), Problem> {
    let (word, column) = line.split_once('=').ok_or_else(|| {
        let shown: String = line.trim().chars().take(40).collect();
        Problem::new(format!("'{shown}' does not say what a column is for"))
            .next("write the use, an equals sign and the column, such as text=Message or author=B")
    })?;
    let known = word.parse()?;
    let column = super::head::one_line(column);
    if column.is_empty() {
        return Err(Problem::new(format!("'{known}=' names no column")).next(
            "write the column's header or letter behind it, such as text=Message or author=B",
        ));
    }
    Ok((known, column))
}

/// Writes what [`parse_column`] reads, in one line.
pub fn column_line(column: &(ColumnUse, String)) -> String {
    format!("{}={}", column.0, super::head::one_line(&column.1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_use_is_read_and_a_slip_is_told() {
        assert_eq!(
            parse_column(" Text = Viesti = sanat ").unwrap(),
            (ColumnUse::Text, "Viesti = sanat".to_owned())
        );
        let slip = parse_column("autor=B").unwrap_err();
        assert_eq!(slip.next.as_deref(), Some("did you mean author?"));
        assert!(parse_column("text").unwrap_err().next.is_some());
        assert!(parse_column("text= ").unwrap_err().next.is_some());
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(at in 0usize..10, column in "[a-zåäö =\n\t?]{0,12}x") {
            let given = (WORDS[at].0, crate::formats::transcript::tables::head::one_line(&column));
            prop_assert_eq!(parse_column(&column_line(&given)).unwrap(), given);
        }
    }
}
