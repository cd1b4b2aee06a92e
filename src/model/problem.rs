//! What is wrong with something a person gave us: what, where, what next.

use std::fmt;
use std::path::{Path, PathBuf};

/// A place in a file; line and column count from 1, columns in characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The file as the person named it.
    pub file: Option<PathBuf>,
    /// The line.
    pub line: Option<usize>,
    /// The column.
    pub column: Option<usize>,
}

/// One thing wrong with the user's data or request.
///
/// Every message says what is wrong, where, and what to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong, one sentence without a full stop.
    pub what: String,
    /// Where, as far as known.
    pub place: Place,
    /// What to do next.
    pub next: Option<String>,
}

impl Problem {
    /// A problem with no place yet.
    pub fn new(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            place: Place::default(),
            next: None,
        }
    }

    /// Adds what the person can do next.
    #[must_use]
    pub fn next(mut self, advice: impl Into<String>) -> Self {
        self.next = Some(advice.into());
        self
    }

    /// Adds the file, unless one is known already.
    #[must_use]
    pub fn in_file(mut self, file: &Path) -> Self {
        self.place.file.get_or_insert_with(|| file.to_owned());
        self
    }

    /// Adds the line.
    #[must_use]
    pub fn at_line(mut self, line: usize) -> Self {
        self.place.line = Some(line);
        self
    }

    /// Adds line and column.
    #[must_use]
    pub fn at(mut self, line: usize, column: usize) -> Self {
        self.place.line = Some(line);
        self.place.column = Some(column);
        self
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.file.as_ref().map(|file| file.display().to_string());
        let parts = [
            file,
            self.line.map(|line| line.to_string()),
            self.column.map(|column| column.to_string()),
        ];
        let known: Vec<String> = parts.into_iter().flatten().collect();
        match (&self.file, self.line) {
            (None, Some(_)) => write!(f, "line {}", known.join(":")),
            _ => f.write_str(&known.join(":")),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.place.to_string();
        if place.is_empty() {
            f.write_str(&self.what)
        } else {
            write!(f, "{place}: {}", self.what)
        }
    }
}

impl std::error::Error for Problem {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_says_where_as_far_as_it_knows() {
        let bare = Problem::new("no code 'X'");
        assert_eq!(bare.to_string(), "no code 'X'");
        assert_eq!(bare.clone().at_line(3).to_string(), "line 3: no code 'X'");
        let full = bare.at(3, 7).in_file(Path::new("codings.csv"));
        assert_eq!(full.to_string(), "codings.csv:3:7: no code 'X'");
    }
}
