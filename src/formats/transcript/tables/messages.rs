//! One row, one message: rows become turns, gathered by transcript.

use super::attributes::{self, Group};
use super::head::{Table, one_line, shortened};
use super::plan::{Plan, Shape};
use super::role_column::role_of;
use super::spans::spans;
use super::times::{self, Clock, Times};
use super::uses::ColumnUse;
use super::{Draft, MOST_TRANSCRIPTS, Piece, Told, too_many};
use crate::formats::sheet::{Cell, Row};
use crate::formats::transcript::role_words::{self, Known};
use crate::formats::transcript::{Doubt, Hints, name};
use crate::model::{Problem, Role};
use indexmap::IndexMap;

/// The one who asks where a row holds a question beside its answer.
pub(super) const ASKS: &str = "Question";

/// A silence as long as this parts the pieces of a recording where nobody is
/// named. In milliseconds.
const PAUSE: i64 = 2_000;

/// Reads the messages of one table, a draft for each transcript in it.
///
/// # Errors
/// A [`Problem`] for far too many transcripts.
pub(super) fn read(
    table: &Table,
    plan: &Plan,
    sheet: Option<&str>,
    hints: &Hints,
    told: &mut Told,
) -> Result<Vec<Draft>, Problem> {
    let mut plan = plan.clone();
    let times = read_times(table, &mut plan, told);
    let (groups, by) = gathered(table, &plan, sheet, told)?;
    if let Some(at) = by.filter(|at| plan.at(ColumnUse::Transcript) != Some(*at)) {
        told.notes.push(format!(
            "rows are gathered to transcripts by '{}'",
            shortened(table.head(at))
        ));
    }
    let mut reader = Reader {
        table,
        plan: &plan,
        times: times.as_ref(),
        hints,
        wordless: 0,
        unknown_roles: IndexMap::new(),
        unused: IndexMap::new(),
    };
    let drafts: Vec<Draft> = groups
        .into_iter()
        .map(|(name, rows)| reader.draft(name, &rows, told))
        .collect();
    reader.tell(told);
    Ok(drafts)
}

fn read_times(table: &Table, plan: &mut Plan, told: &mut Told) -> Option<Times> {
    let columns = plan.all(ColumnUse::Time);
    if columns.is_empty() {
        return None;
    }
    let end = plan.at(ColumnUse::End);
    let mut doubts = Vec::new();
    let times = times::read(table, &columns, end, &mut told.notes, &mut doubts);
    match &times {
        Some(_) => told.doubts.extend(doubts),
        None => {
            // What cannot be turned into times is kept as what it says.
            for one in &mut plan.uses {
                if matches!(one, ColumnUse::Time | ColumnUse::End) {
                    *one = ColumnUse::Attribute;
                }
            }
        }
    }
    times
}

/// A transcript's name as it is given and as it stands, and its rows.
type Groups = Vec<(Option<(String, String)>, Vec<usize>)>;

/// The rows of each transcript, in the order of the file.
fn gathered(
    table: &Table,
    plan: &Plan,
    sheet: Option<&str>,
    told: &mut Told,
) -> Result<(Groups, Option<usize>), Problem> {
    let parted = plan.at(ColumnUse::Transcript);
    let asked = plan
        .at(ColumnUse::Author)
        .filter(|_| plan.shape == Shape::Pairs);
    let by = parted.or(plan.at(ColumnUse::Case)).or(asked);
    let Some(by) = by else {
        let rows = (0..table.rows.len()).collect();
        let name = sheet.map(|name| (one_line(name), one_line(name)));
        return Ok((vec![(name, rows)], None));
    };
    let mut groups: IndexMap<String, Vec<usize>> = IndexMap::new();
    let mut last = String::new();
    let mut filled_in = 0;
    for (at, row) in table.rows.iter().enumerate() {
        let name = named(row.cell(by));
        if name.is_empty() {
            filled_in += usize::from(!words_of(row, plan).is_empty());
        } else {
            last = name;
        }
        groups.entry(last.clone()).or_default().push(at);
        if groups.len() > MOST_TRANSCRIPTS {
            return Err(too_many(table, plan));
        }
    }
    if filled_in > 0 {
        told.notes.push(format!(
            "rows without a name in '{}', which went with the row above: {filled_in}",
            shortened(table.head(by))
        ));
    }
    let head = one_line(table.head(by));
    let part = |name: &str| match sheet {
        _ if name.is_empty() => "rows without a name".to_owned(),
        Some(sheet) => format!("{} {name}", one_line(sheet)),
        // "7" alone is no name.
        None if !name.chars().any(char::is_alphabetic) => format!("{head} {name}"),
        None => name.to_owned(),
    };
    let groups = groups
        .into_iter()
        .map(|(name, rows)| (Some((part(&name), name)), rows));
    Ok((groups.collect(), Some(by)))
}

/// A name as it stands in a cell, in one line and in composed letters.
pub(super) fn named(cell: &Cell) -> String {
    use unicode_normalization::UnicodeNormalization;
    let visible: String = cell
        .shown()
        .nfc()
        .filter(|c| !name::is_invisible(*c))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let line = one_line(&visible);
    if line.chars().count() > 120 {
        line.chars().take(120).collect()
    } else {
        line
    }
}

fn words_of(row: &Row, plan: &Plan) -> String {
    let cell = plan.at(ColumnUse::Text).map(|at| row.cell(at));
    cell.map_or_else(String::new, |cell| cell.shown().into_owned())
}

struct Reader<'a> {
    table: &'a Table,
    plan: &'a Plan,
    times: Option<&'a Times>,
    hints: &'a Hints,
    wordless: usize,
    unknown_roles: IndexMap<String, ()>,
    /// Columns whose cells say different things inside one transcript.
    unused: IndexMap<usize, ()>,
}

impl Reader<'_> {
    fn draft(&mut self, name: Option<(String, String)>, rows: &[usize], told: &mut Told) -> Draft {
        let (part, id) = name.unzip();
        let mut draft = Draft {
            part,
            id,
            ..Draft::default()
        };
        let mut roles: IndexMap<String, IndexMap<Role, usize>> = IndexMap::new();
        let mut of_author: Vec<(String, usize)> = Vec::new();
        let spans = spans(self.times, rows, &mut draft.notes);
        let mut ended: Option<i64> = None;
        for ((at, row), (start, end)) in rows
            .iter()
            .filter_map(|at| Some((*at, self.table.rows.get(*at)?)))
            .zip(spans)
        {
            let author = self.plan.at(ColumnUse::Author);
            let author = author.map_or_else(String::new, |at| named(row.cell(at)));
            of_author.push((author.clone(), at));
            if let Some(role) = self.role_in(row) {
                *roles
                    .entry(author.clone())
                    .or_default()
                    .entry(role)
                    .or_default() += 1;
            }
            let asked = match self.plan.shape {
                Shape::Pairs => self.plan.at(ColumnUse::Question),
                _ => None,
            };
            if let Some(question) = asked.map(|at| row.cell(at).shown().into_owned())
                && !question.trim().is_empty()
            {
                draft.roles.insert(ASKS.to_owned(), Role::Interviewer);
                draft.pieces.push(Piece {
                    speaker: ASKS.to_owned(),
                    text: question,
                    fresh: true,
                    ..Piece::default()
                });
            }
            let text = words_of(row, self.plan);
            if self
                .plan
                .at(ColumnUse::Text)
                .is_some_and(|at| *row.cell(at) == Cell::Error)
            {
                told.doubts.push(Doubt {
                    line: row.line,
                    what: "a formula came to nothing where the words should stand".to_owned(),
                });
            }
            if text.trim().is_empty() {
                self.wordless += usize::from(asked.is_none());
                continue;
            }
            if !draft.authors.contains(&author) && draft.authors.len() < 1000 {
                draft.authors.push(author.clone());
            }
            let fresh = !self.goes_on(&author, start, ended);
            ended = end.or(start);
            draft.pieces.push(Piece {
                speaker: author,
                text,
                starts_at: start.and_then(|at| u64::try_from(at).ok()),
                ends_at: end
                    .filter(|end| Some(*end) >= start)
                    .and_then(|at| u64::try_from(at).ok()),
                fresh,
            });
        }
        for (author, votes) in roles {
            let most = votes.into_iter().max_by_key(|(_, count)| *count);
            if let Some((role, _)) = most.filter(|_| !author.is_empty()) {
                draft.roles.insert(author, role);
            }
        }
        draft.informant = self.informant(&draft);
        self.describe(&mut draft, rows, &of_author);
        draft
    }

    /// Pieces of one speech in a recording; a message is one by itself.
    fn goes_on(&self, author: &str, start: Option<i64>, ended: Option<i64>) -> bool {
        let recorded = self.times.is_some_and(|it| it.clock == Clock::Recording)
            && self.plan.at(ColumnUse::End).is_some();
        let pause = || match (start, ended) {
            (Some(start), Some(ended)) => start - ended >= PAUSE,
            _ => true,
        };
        recorded && (!author.is_empty() || !pause())
    }

    fn role_in(&mut self, row: &Row) -> Option<Role> {
        let word = named(row.cell(self.plan.at(ColumnUse::Role)?));
        let role = role_of(&word);
        if role.is_none() && !word.is_empty() && self.unknown_roles.len() < 20 {
            self.unknown_roles.insert(word, ());
        }
        role
    }

    /// The only one who can be the informant of a transcript.
    fn informant(&self, draft: &Draft) -> Option<String> {
        let asks = |author: &str| {
            let key = name::key(author);
            let among = |names: &[String]| names.iter().any(|it| name::key(it) == key);
            among(&self.hints.interviewers)
                || among(&self.hints.others)
                || draft
                    .roles
                    .get(author)
                    .is_some_and(|it| *it != Role::Informant)
                || role_words::known(author) == Some(Known::Is(Role::Interviewer))
        };
        let mut left = draft.authors.iter().filter(|author| !asks(author));
        let one = left.next()?;
        left.next().is_none().then(|| one.clone())
    }

    /// The case and its attributes, as far as the rows agree.
    fn describe(&mut self, draft: &mut Draft, rows: &[usize], of_author: &[(String, usize)]) {
        let group = Group {
            table: self.table,
            rows,
        };
        if let Some(at) = self.plan.at(ColumnUse::Case) {
            match group.values(at).as_slice() {
                [] => {}
                [one] => draft.case = Some(one.clone()),
                several => draft.notes.push(format!(
                    "'{}' names several cases here ({}); none was taken",
                    shortened(self.table.head(at)),
                    several.join(", ")
                )),
            }
        }
        let of_informant: Vec<usize> = of_author
            .iter()
            .filter(|(author, _)| Some(author) == draft.informant.as_ref())
            .map(|(_, at)| *at)
            .collect();
        for at in self.plan.all(ColumnUse::Attribute) {
            let own = Group {
                table: self.table,
                rows: &of_informant,
            };
            match group.only(at).or_else(|| own.only(at)) {
                Some(value) => {
                    attributes::add(&mut draft.attributes, self.table.head(at), value);
                }
                None if !group.values(at).is_empty() => {
                    self.unused.insert(at, ());
                }
                None => {}
            }
        }
    }

    fn tell(self, told: &mut Told) {
        if self.wordless > 0 {
            told.notes
                .push(format!("rows without words, left out: {}", self.wordless));
        }
        if !self.unknown_roles.is_empty() {
            let words: Vec<&str> = self.unknown_roles.keys().map(String::as_str).collect();
            told.notes.push(format!(
                "roles that are not known and were passed over: {}",
                words.join(", ")
            ));
        }
        if !self.unused.is_empty() {
            let heads = self.unused.keys().take(12);
            let heads: Vec<String> = heads.map(|at| shortened(self.table.head(*at))).collect();
            told.notes.push(format!(
                "columns that differ from row to row, not kept: {}",
                heads.join(", ")
            ));
        }
    }
}
