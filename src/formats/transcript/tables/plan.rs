//! What each column of a table is for: as a person said, as the study
//! remembers, as the headers say, and at last as the cells look.

use super::head::{Table, shortened};
use super::profile::{Profile, can_be};
use super::uses::ColumnUse;
use super::words;
use crate::formats::sheet::letters;
use crate::formats::transcript::Hints;
use crate::model::Problem;

/// What one row of a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Something that somebody said or wrote.
    Messages,
    /// A question with its answer.
    Pairs,
    /// All that one person answered.
    Answers,
}

/// A table with the uses of its columns.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub shape: Shape,
    /// The use of each column.
    pub uses: Vec<ColumnUse>,
}

impl Plan {
    /// The only column of a use.
    pub(super) fn at(&self, wanted: ColumnUse) -> Option<usize> {
        self.uses.iter().position(|one| *one == wanted)
    }

    /// All columns of a use.
    pub(super) fn all(&self, wanted: ColumnUse) -> Vec<usize> {
        let all = self.uses.iter().enumerate();
        all.filter(|(_, one)| **one == wanted)
            .map(|(at, _)| at)
            .collect()
    }

    /// The uses in words, and how to change them.
    pub(super) fn note(&self, table: &Table) -> String {
        use ColumnUse::*;
        let quoted = |columns: Vec<usize>| {
            let more = columns.len().saturating_sub(12);
            let names = columns.iter().take(12);
            let mut names: Vec<String> = names
                .map(|at| format!("'{}'", shortened(table.head(*at))))
                .collect();
            if more > 0 {
                names.push(format!("{more} more"));
            }
            names.join(", ")
        };
        let mut parts: Vec<String> = [Transcript, Time, End, Author, Role, Text, Question, Case]
            .into_iter()
            .filter(|one| self.uses.contains(one))
            .map(|one| format!("{one} = {}", quoted(self.all(one))))
            .collect();
        if parts.is_empty() {
            parts.push("none known".to_owned());
        }
        let mut note = format!("columns: {}", parts.join(", "));
        for (one, name) in [(Attribute, "attributes"), (Ignore, "ignored")] {
            if self.uses.contains(&one) {
                note.push_str(&format!("; {name}: {}", quoted(self.all(one))));
            }
        }
        let example = [Text, Question]
            .into_iter()
            .find_map(|one| Some((one, self.at(one)?)));
        let (one, at) = example.unwrap_or((Text, 1));
        note.push_str(&format!(
            "; change with --column, such as --column {one}={}",
            letters(at)
        ));
        note
    }
}

/// Settles the uses of a table's columns. `None` where nothing in it is what
/// somebody said.
///
/// # Errors
/// A [`Problem`] where a name that a person gave means two columns.
pub(super) fn plan(table: &Table, hints: &Hints) -> Result<Option<Plan>, Problem> {
    let width = table.heads.len();
    let profiles: Vec<Profile> = (0..width)
        .map(|column| Profile::of(&table.rows, column))
        .collect();
    let mut draft = Draft {
        table,
        profiles,
        uses: vec![None; width],
        given: Vec::new(),
    };
    draft.take_given(&hints.columns, true)?;
    draft.take_given(&hints.known_columns, false)?;
    if table.headed {
        draft.by_headers();
    }
    let shape = draft.shape();
    let Some(shape) = shape else {
        return Ok(None);
    };
    let mut uses: Vec<ColumnUse> = draft
        .uses
        .iter()
        .map(|one| one.unwrap_or(ColumnUse::Attribute))
        .collect();
    for (one, profile) in uses.iter_mut().zip(&draft.profiles) {
        // A column with nothing in it is no attribute.
        if *one == ColumnUse::Attribute && profile.filled == 0 {
            *one = ColumnUse::Ignore;
        }
    }
    Ok(Some(Plan { shape, uses }))
}

struct Draft<'t> {
    table: &'t Table,
    profiles: Vec<Profile>,
    uses: Vec<Option<ColumnUse>>,
    /// Uses that a person gave; headers add no further column to them.
    given: Vec<ColumnUse>,
}

impl Draft<'_> {
    fn take_given(&mut self, columns: &[(ColumnUse, String)], asked: bool) -> Result<(), Problem> {
        let before = self.given.clone();
        for (one, name) in columns {
            let found = self.table.columns_named(name);
            let &[at] = found.as_slice() else {
                if found.len() > 1 && asked {
                    return Err(Problem::new(format!(
                        "'{}' stands at the head of {} columns",
                        shortened(name),
                        found.len()
                    ))
                    .next("name the one that is meant by its letter, such as B"));
                }
                continue; // another sheet, or another file, has it
            };
            // What a person says now beats what is remembered.
            let taken = !one.may_recur() && before.contains(one);
            if let Some(place) = self.uses.get_mut(at)
                && (asked || place.is_none() && !taken)
            {
                *place = Some(*one);
                self.given.push(*one);
            }
        }
        Ok(())
    }

    fn by_headers(&mut self) {
        use ColumnUse::*;
        for wanted in [Text, Transcript, End, Author, Role, Question, Case] {
            if self.given.contains(&wanted) {
                continue;
            }
            let mut best: Option<(usize, usize)> = None;
            for (at, rank) in self.ranked(wanted) {
                if best.is_none_or(|(_, least)| rank < least) {
                    best = Some((at, rank));
                }
            }
            if let Some((at, _)) = best {
                self.set(at, wanted);
            }
        }
        if !self.given.contains(&Time) {
            self.time_columns();
        }
    }

    /// Free columns whose header says this use and whose cells can be it.
    fn ranked(&self, wanted: ColumnUse) -> Vec<(usize, usize)> {
        let heads = self.table.heads.iter().enumerate();
        let free = heads.filter(|(at, _)| self.uses.get(*at) == Some(&None));
        free.filter_map(|(at, head)| {
            let known = words::known(head);
            let (_, rank) = known.iter().find(|(one, _)| *one == wanted)?;
            let profile = self.profiles.get(at)?;
            // "Transcript" heads the words as often as their names.
            let names_too = known.first().map(|(one, _)| *one) == Some(ColumnUse::Transcript);
            let short = wanted == ColumnUse::Text && names_too && profile.length() <= 40;
            // A file or a thread that is named here and there is one that was sent
            // along or answered.
            let sparse = wanted == ColumnUse::Transcript
                && words::may_be_sent(head)
                && profile.filled < profile.rows;
            (can_be(wanted, profile) && !short && !sparse).then_some((at, *rank))
        })
        .collect()
    }

    /// One column of times, or a date and a time of day.
    fn time_columns(&mut self) {
        let mut found = self.ranked(ColumnUse::Time);
        found.sort_by_key(|(_, rank)| *rank);
        let Some((first, _)) = found.first().copied() else {
            return;
        };
        self.set(first, ColumnUse::Time);
        let head = |at: usize| self.table.head(at);
        let with_clock = words::says_clocks(head(first)) || self.only_clocks(first);
        let second = found.iter().skip(1).map(|(at, _)| *at).find(|at| {
            words::says_dates(head(first)) && self.only_clocks(*at)
                || with_clock && words::says_dates(head(*at))
        });
        if let Some(second) = second {
            self.set(second, ColumnUse::Time);
        }
    }

    fn only_clocks(&self, at: usize) -> bool {
        self.profiles
            .get(at)
            .is_some_and(|it| it.is_times() && it.days == 0)
    }

    fn set(&mut self, at: usize, wanted: ColumnUse) {
        if let Some(place) = self.uses.get_mut(at) {
            *place = Some(wanted);
        }
    }

    fn has(&self, wanted: ColumnUse) -> bool {
        self.uses.contains(&Some(wanted))
    }

    fn profile(&self, wanted: ColumnUse) -> Option<&Profile> {
        let at = self.uses.iter().position(|one| *one == Some(wanted))?;
        self.profiles.get(at)
    }

    /// Free columns in which people answered in their own words.
    fn open(&self) -> Vec<usize> {
        let free = self.uses.iter().zip(&self.profiles).enumerate();
        free.filter(|(at, (one, profile))| {
            let head = if self.table.headed {
                self.table.head(*at)
            } else {
                ""
            };
            one.is_none() && profile.is_open(head)
        })
        .map(|(at, _)| at)
        .collect()
    }

    /// What a row is; finds the column of the words where no header says it.
    fn shape(&mut self) -> Option<Shape> {
        use ColumnUse::*;
        let given = |one| self.given.contains(&one);
        let (text, question) = (given(Text), given(Question));
        if text {
            return Some(match self.has(Question) {
                true => Shape::Pairs,
                false => Shape::Messages,
            });
        }
        if question {
            self.free_text_becomes_attribute();
            return Some(Shape::Answers);
        }
        if self.has(Text) && self.has(Question) {
            return Some(Shape::Pairs);
        }
        // A question's column without one of answers is a question itself.
        for one in &mut self.uses {
            if *one == Some(Question) {
                *one = None;
            }
        }
        if !self.has(Text) && self.words_by_looks() {
            return Some(Shape::Messages);
        }
        if self.has(Text) && self.are_messages() {
            return Some(Shape::Messages);
        }
        let text = self.uses.iter().position(|one| *one == Some(Text));
        let open = self.open();
        if text.is_none() && open.is_empty() {
            return None;
        }
        for at in open.into_iter().chain(text) {
            self.set(at, Question);
        }
        self.respondent();
        for one in &mut self.uses {
            // Nothing runs on in a survey: when it was filled in is told of
            // the respondent.
            if matches!(one, Some(Time | End | Transcript | Role)) {
                *one = None;
            }
        }
        Some(Shape::Answers)
    }

    fn free_text_becomes_attribute(&mut self) {
        use ColumnUse::*;
        let given = self.given.clone();
        for one in &mut self.uses {
            if let Some(it @ (Text | Time | End | Transcript | Role)) = *one
                && !given.contains(&it)
            {
                *one = None;
            }
        }
        self.respondent();
    }

    /// Whether a table with a column of words is a talk: its header says so, or
    /// somebody comes again.
    fn are_messages(&self) -> bool {
        use ColumnUse::*;
        let head = |wanted| {
            let at = self.uses.iter().position(|one| *one == Some(wanted));
            at.map_or("", |at| self.table.head(at))
        };
        let recurs = |it: &Profile| it.distinct < it.filled;
        let author = self.profile(Author);
        let again = author.is_some_and(recurs) || self.profile(Transcript).is_some_and(recurs);
        let timed = self.has(Time) && self.profile(Time).is_none_or(|it| it.filled > 0);
        let others = !self.open().is_empty();
        if words::says_messages(head(Text)) {
            let speakers = words::says_speakers(head(Author));
            return speakers || again || self.has(End) || (timed && !others) || self.has(Role);
        }
        (again && !others)
            || (self.has(End) && !others && self.has(Text) && author.is_none())
            || (words::says_speakers(head(Author)) && !others)
    }

    /// Looks for times, names and words where no header says which they are.
    fn words_by_looks(&mut self) -> bool {
        use ColumnUse::*;
        let all = || (0..self.profiles.len()).filter(|at| self.uses.get(*at) == Some(&None));
        let profile = |at: usize| self.profiles.get(at).cloned().unwrap_or_default();
        let longest = all()
            .filter(|at| profile(*at).is_words())
            .max_by_key(|at| (profile(*at).length(), std::cmp::Reverse(*at)));
        let time = all().find(|at| profile(*at).is_times());
        let names = |at: &usize| Some(*at) != longest && profile(*at).is_few_names();
        let author = all().find(names);
        let Some(longest) = longest else {
            return false;
        };
        let head = if self.table.headed {
            self.table.head(longest)
        } else {
            ""
        };
        let asks = head.contains('?') || head.split_whitespace().count() >= 3;
        let named = self.has(Author) && self.profile(Author).is_some_and(Profile::is_few_names);
        let timed = time.is_some() || self.has(Time);
        let several = self.open().into_iter().any(|at| at != longest);
        let only_pair = !self.table.headed && all().count() == 2 && author.is_some();
        let spoken = named || only_pair || author.is_some() && timed;
        if asks || several || !spoken {
            return false;
        }
        self.set(longest, Text);
        if let Some(at) = author.filter(|_| !named) {
            self.set(at, Author);
        }
        if let Some(at) = time.filter(|_| !self.has(Time)) {
            self.set(at, Time);
        }
        true
    }

    /// Of several columns that could name the respondent, the best one with a
    /// name of its own on each row.
    fn respondent(&mut self) {
        if self.given.contains(&ColumnUse::Author) {
            return;
        }
        for one in &mut self.uses {
            if *one == Some(ColumnUse::Author) {
                *one = None;
            }
        }
        if !self.table.headed {
            return;
        }
        let free = (0..self.uses.len()).filter(|at| self.uses.get(*at) == Some(&None));
        let best = free
            .filter(|at| {
                self.profiles
                    .get(*at)
                    .is_some_and(|it| it.is_unique() && it.length() < 60)
            })
            .filter_map(|at| Some((words::respondent_rank(self.table.head(at))?, at)))
            .min();
        if let Some((_, at)) = best {
            self.set(at, ColumnUse::Author);
        }
    }
}
