//! All problems of one file, as far as a person wants to read them at once.

use crate::model::Problem;
use std::path::{Path, PathBuf};

/// How many problems of one file are told one by one; the rest is counted.
pub const TOLD: usize = 20;

/// Collects what is wrong in a file while reading goes on.
#[derive(Debug)]
pub struct Problems {
    file: PathBuf,
    found: Vec<Problem>,
    more: usize,
}

impl Problems {
    /// None yet.
    pub fn new(file: &Path) -> Self {
        Self {
            file: file.to_owned(),
            found: Vec::new(),
            more: 0,
        }
    }

    /// Adds one; beyond [`TOLD`] it is only counted.
    pub fn push(&mut self, problem: Problem) {
        if self.found.len() < TOLD {
            self.found.push(problem.in_file(&self.file));
        } else {
            self.more += 1;
        }
    }

    /// Whether nothing is wrong so far.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// `value` if nothing was wrong, or else the problems in the order of
    /// their lines, those without a line last.
    pub fn or<T>(mut self, value: T) -> Result<T, Vec<Problem>> {
        if self.found.is_empty() {
            return Ok(value);
        }
        let unplaced = usize::MAX;
        self.found.sort_by_key(|problem| {
            let place = &problem.place;
            (place.line.unwrap_or(unplaced), place.column.unwrap_or(0))
        });
        if self.more > 0 {
            self.found.push(
                Problem::new(format!("and {} more problems", self.more))
                    .next("correct these first, then read the file again")
                    .in_file(&self.file),
            );
        }
        Err(self.found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_come_in_the_order_of_the_file_and_the_rest_is_counted() {
        let mut problems = Problems::new(Path::new("a.csv"));
        for line in (1..=25).rev() {
            problems.push(Problem::new("odd").at_line(line));
        }
        let told = problems.or(()).unwrap_err();
        assert_eq!(told.len(), TOLD + 1);
        assert_eq!(told[0].to_string(), "a.csv:6: odd");
        assert_eq!(told[TOLD].to_string(), "a.csv: and 5 more problems");
    }

    #[test]
    fn a_file_without_problems_gives_its_value() {
        assert_eq!(Problems::new(Path::new("a")).or(7), Ok(7));
    }
}
