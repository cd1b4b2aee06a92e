//! How the cells of one column look, for when its header says nothing, or
//! something else than its cells.

use super::uses::ColumnUse;
use super::when::{Told, told};
use crate::formats::sheet::{Cell, Row};
use std::collections::HashSet;

/// Rows that are looked at; the rest looks alike.
const LOOKED_AT: usize = 2_000;

/// A column at a glance.
#[derive(Clone, Debug, Default)]
pub(super) struct Profile {
    /// Rows that were looked at.
    pub rows: usize,
    /// Whether the first of them is filled.
    pub starts: bool,
    /// Filled cells among them.
    pub filled: usize,
    /// Different ones among those.
    pub distinct: usize,
    /// Cells that are dates, or times of day.
    pub times: usize,
    /// Cells with a date in them.
    pub days: usize,
    /// Cells that are numbers.
    pub numbers: usize,
    /// Cells of more than one word.
    pub phrases: usize,
    chars: usize,
    words: usize,
}

impl Profile {
    /// Looks at a column.
    pub(super) fn of(rows: &[Row], column: usize) -> Self {
        let mut profile = Self::default();
        let mut seen = HashSet::new();
        for row in rows.iter().take(LOOKED_AT) {
            profile.rows += 1;
            let cell = row.cell(column);
            if cell.is_empty() {
                continue;
            }
            profile.filled += 1;
            profile.starts |= profile.rows == 1;
            match told(cell) {
                Some(Told::Number(_)) => profile.numbers += 1,
                Some(Told::Dated(..) | Told::Either { .. }) => {
                    profile.times += 1;
                    profile.days += 1;
                }
                Some(Told::Clock { .. }) => profile.times += 1,
                None => {}
            }
            let text = cell.shown();
            let words = text.split_whitespace().take(200).count();
            profile.words += words;
            profile.chars += text.chars().take(2_000).count();
            profile.phrases += usize::from(words > 1 && matches!(cell, Cell::Text(_)));
            seen.insert(text.trim().to_lowercase());
        }
        profile.distinct = seen.len();
        profile
    }

    /// Characters of a filled cell, on average.
    pub(super) fn length(&self) -> usize {
        self.chars / self.filled.max(1)
    }

    /// Whether most filled cells are dates or times.
    pub(super) fn is_times(&self) -> bool {
        self.filled > 0 && self.times * 2 > self.filled
    }

    /// Whether most filled cells are words.
    pub(super) fn is_words(&self) -> bool {
        self.filled > 0 && (self.times + self.numbers) * 2 < self.filled
    }

    /// Whether every row has a name of its own.
    pub(super) fn is_unique(&self) -> bool {
        self.filled == self.rows && self.distinct == self.filled
    }

    /// Whether a few short names come again and again.
    pub(super) fn is_few_names(&self) -> bool {
        self.is_words() && self.length() <= 40 && self.distinct < self.filled
    }

    /// Whether people answered here in their own words, below this header.
    pub(super) fn is_open(&self, header: &str) -> bool {
        let spaced = self.phrases * 5 >= self.filled * 2;
        if !self.is_words() || !spaced {
            return false;
        }
        let varied = self.distinct * 5 >= self.filled * 3;
        let asks = header.contains('?') || header.split_whitespace().count() >= 5;
        let per_cell = |words: usize| self.words >= words * self.filled;
        self.length() >= 40 && self.distinct * 3 >= self.filled
            || (varied && per_cell(4))
            || (varied && asks && self.words * 2 >= self.filled * 3)
    }
}

/// Whether cells that look like this can have that use.
pub(super) fn can_be(wanted: ColumnUse, profile: &Profile) -> bool {
    use ColumnUse::*;
    if profile.filled == 0 {
        return wanted == Text;
    }
    match wanted {
        Text => profile.is_words() || profile.rows < 4 && !profile.is_times(),
        Time | End => (profile.times + profile.numbers) * 2 > profile.filled,
        Transcript if !profile.starts || profile.filled == 1 && profile.rows > 1 => false,
        Transcript | Author | Case => profile.length() <= 60 && !profile.is_times(),
        Role => profile.length() <= 30 && profile.is_words(),
        Question => profile.is_words(),
        Attribute | Ignore => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(cells: &[&str]) -> Profile {
        let rows: Vec<Row> = cells
            .iter()
            .map(|cell| Row {
                number: 1,
                line: 1,
                cells: vec![Cell::text((*cell).to_owned())],
            })
            .collect();
        Profile::of(&rows, 0)
    }

    #[test]
    fn what_people_wrote_themselves_is_told_from_what_they_ticked() {
        let open = [
            "It depends on who asks for it",
            "No",
            "We do it all the time, mostly",
        ];
        assert!(profile(&open).is_open("Comment"));
        let ticked = [
            "Very good",
            "Very good",
            "Not good",
            "Very good",
            "Not good",
        ];
        assert!(!profile(&ticked).is_open("How good is it?"));
        assert!(!profile(&["1", "5", "3"]).is_open("How good is it, from 1 to 5?"));
        assert!(!profile(&["a@example.org", "b@example.org"]).is_open("Which email?"));
        assert!(!profile(&["Sales manager", "Head of IT"]).is_open("Title"));
        assert!(profile(&["", "", ""]).filled == 0);
    }

    #[test]
    fn columns_of_times_and_of_names_are_seen() {
        assert!(profile(&["10:30", "10:31", ""]).is_times());
        assert!(profile(&["Ann", "Bo", "Ann"]).is_few_names());
        assert!(profile(&["Ann", "Bo", "Cy"]).is_unique());
        assert!(!profile(&["Ann", "", "Cy"]).is_unique());
    }
}
