//! What a table says of its cases: columns whose rows agree, and sheets that
//! tell more of the same cases, transcripts or people.

use super::Draft;
use super::head::{Table, shortened};
use super::messages::named;
use indexmap::{IndexMap, IndexSet};
use std::collections::HashMap;

/// Rows of a table that belong together.
#[derive(Clone, Copy)]
pub(super) struct Group<'a> {
    pub table: &'a Table,
    pub rows: &'a [usize],
}

/// Different values that are shown, at most.
const SHOWN: usize = 6;

impl Group<'_> {
    /// The first few different values of a column.
    pub(super) fn values(&self, column: usize) -> Vec<String> {
        let mut values: IndexSet<String> = IndexSet::new();
        for at in self.rows {
            let Some(row) = self.table.rows.get(*at) else {
                continue;
            };
            let value = named(row.cell(column));
            if !value.is_empty() {
                values.insert(value);
            }
            if values.len() == SHOWN {
                break;
            }
        }
        values.into_iter().collect()
    }

    /// The one value that stands in every row.
    pub(super) fn only(&self, column: usize) -> Option<String> {
        let mut rows = self.rows.iter().filter_map(|at| self.table.rows.get(*at));
        let first = named(rows.next()?.cell(column));
        (!first.is_empty() && rows.all(|row| named(row.cell(column)) == first)).then_some(first)
    }
}

/// Adds an attribute, unless it is known already.
pub(super) fn add(attributes: &mut IndexMap<String, String>, head: &str, value: String) {
    if !value.is_empty() {
        attributes.entry(head.to_owned()).or_insert(value);
    }
}

/// Whom the rows of a further sheet are about.
#[derive(Clone, Copy, PartialEq)]
enum About {
    Transcripts,
    Cases,
    People,
}

fn key(name: &str) -> String {
    name.to_lowercase()
}

/// Takes what further sheets say of the transcripts, the cases or the people.
/// Nothing is lost in silence: a sheet that is not used is named.
pub(super) fn from_sheets(drafts: &mut [Draft], others: &[Table], notes: &mut Vec<String>) {
    for table in others {
        let name = shortened(&table.name);
        let Some((about, column)) = match_of(drafts, table) else {
            notes.push(format!(
                "the sheet '{name}' was not read: it has no messages or answers, and no column of names that occur in them"
            ));
            continue;
        };
        let rows = table.rows.iter().enumerate().rev();
        let row_of: HashMap<String, usize> = rows
            .map(|(at, row)| (key(&named(row.cell(column))), at))
            .collect();
        let (mut taken, mut unclear) = (0usize, 0usize);
        for draft in drafts.iter_mut() {
            let subject = match about {
                About::Transcripts => draft.id.clone(),
                About::Cases => draft.case.clone(),
                About::People => draft.informant.clone(),
            };
            let row = subject.and_then(|it| row_of.get(&key(&it)).copied());
            let Some(row) = row.and_then(|at| table.rows.get(at)) else {
                let known = |author: &String| row_of.contains_key(&key(author));
                unclear += usize::from(about == About::People && draft.authors.iter().any(known));
                continue;
            };
            taken += 1;
            for at in (0..table.heads.len()).filter(|at| *at != column) {
                add(&mut draft.attributes, table.head(at), named(row.cell(at)));
            }
        }
        if taken > 0 {
            notes.push(format!("attributes were taken from the sheet '{name}'"));
        }
        if unclear > 0 {
            notes.push(format!(
                "the sheet '{name}' tells of people, and attributes belong to a case; \
                 transcripts with several of them, where it was not used: {unclear}"
            ));
        }
    }
}

/// The column of a sheet whose names occur in the transcripts.
fn match_of(drafts: &[Draft], table: &Table) -> Option<(About, usize)> {
    let all = |names: Vec<&String>| names.into_iter().map(|it| key(it)).collect::<IndexSet<_>>();
    let known = [
        (
            About::Transcripts,
            all(drafts.iter().filter_map(|it| it.id.as_ref()).collect()),
        ),
        (
            About::Cases,
            all(drafts.iter().filter_map(|it| it.case.as_ref()).collect()),
        ),
        (
            About::People,
            all(drafts.iter().flat_map(|it| &it.authors).collect()),
        ),
    ];
    let mut best: Option<(usize, About, usize)> = None;
    for (about, names) in &known {
        for column in 0..table.heads.len().min(20) {
            let filled = table.rows.iter().map(|row| named(row.cell(column)));
            let filled: Vec<String> = filled.filter(|it| !it.is_empty()).collect();
            let met = filled.iter().filter(|it| names.contains(&key(it))).count();
            // Most rows, or most names: a number that happens to occur is no key.
            let enough = met > 0 && (met * 2 >= filled.len() || met * 2 >= names.len());
            if enough && best.is_none_or(|(most, ..)| met > most) {
                best = Some((met, *about, column));
            }
        }
    }
    best.map(|(_, about, column)| (about, column))
}

/// Leaves out what transcripts of one case say differently: it is true of a
/// person there, not of the case.
pub(super) fn drop_contradictions(drafts: &mut [Draft], notes: &mut Vec<String>) {
    let mut said: HashMap<(String, String), String> = HashMap::new();
    let mut differs: IndexSet<(String, String)> = IndexSet::new();
    for draft in drafts.iter() {
        let Some(case) = &draft.case else { continue };
        for (head, value) in &draft.attributes {
            let place = (key(case), head.clone());
            let first = said.entry(place.clone()).or_insert_with(|| value.clone());
            if first != value {
                differs.insert(place);
            }
        }
    }
    if differs.is_empty() {
        return;
    }
    let heads: IndexSet<&String> = differs.iter().map(|(_, head)| head).collect();
    let heads = heads.iter().take(12).map(|head| shortened(head));
    notes.push(format!(
        "attributes that differ between transcripts of one case, not kept there: {}",
        heads.collect::<Vec<_>>().join(", ")
    ));
    for draft in drafts.iter_mut() {
        if let Some(case) = &draft.case {
            let case = key(case);
            draft
                .attributes
                .retain(|head, _| !differs.contains(&(case.clone(), head.clone())));
        }
    }
}
