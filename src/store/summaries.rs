//! Written cells, and what became of them.

use crate::model::change::Swap;
use crate::model::summary::{Wording, evidence_of};
use crate::model::{Axis, CodingId, Edit, Summary};
use crate::store::journal::{self, Entry};
use crate::store::{Reader, StoreError, rows};
use rusqlite::{Connection, Row, params};
use std::collections::{HashMap, HashSet};

/// An entry of the journal, and what it made of summaries.
pub type SummariesChanged = (Entry, Vec<Swap<Summary>>);

impl Reader<'_> {
    /// All summaries.
    pub fn summaries(&self) -> Result<Vec<Summary>, StoreError> {
        self.all(&format!("SELECT {SUMMARY} FROM summary"), summary)
    }

    /// The summary of a pair, whichever of the two it names first.
    pub fn summary(&self, one: &Axis, other: &Axis) -> Result<Option<Summary>, StoreError> {
        let mut query = self.connection().prepare_cached(&format!(
            "SELECT {SUMMARY} FROM summary WHERE (row_subject = ?1 AND column_subject = ?2)
             OR (row_subject = ?2 AND column_subject = ?1)"
        ))?;
        let mut found = query.query(params![
            serde_json::to_string(one)?,
            serde_json::to_string(other)?
        ])?;
        found.next()?.map(summary).transpose()
    }

    /// What codings say today; see [`evidence_of`]. One that is gone is left out.
    pub fn evidence(
        &self,
        wanted: &HashSet<CodingId>,
    ) -> Result<HashMap<CodingId, String>, StoreError> {
        let mut found = HashMap::with_capacity(wanted.len());
        // Looking up most of a large table one by one takes longer than reading it.
        let all: i64 = self
            .connection()
            .query_row("SELECT count(*) FROM coding", [], |row| row.get(0))?;
        if wanted.len() as i64 > all / 4 {
            let mut query = self.connection().prepare_cached(&format!(
                "SELECT {} FROM coding JOIN coder ON coder.id = coding.coder",
                rows::CODING
            ))?;
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                if wanted.contains(&CodingId(rows::number(row.get(0)?)?)) {
                    let coding = rows::coding(row)?;
                    found.insert(coding.id, evidence_of(&coding));
                }
            }
            return Ok(found);
        }
        for id in wanted {
            if let Some(coding) = self.coding(*id)? {
                found.insert(*id, evidence_of(&coding));
            }
        }
        Ok(found)
    }

    /// Everything that happened to summaries, oldest first. An undo made the
    /// inverse of what it is about.
    pub fn summaries_changed(&self) -> Result<Vec<SummariesChanged>, StoreError> {
        let changes = journal::changes_with(self.connection(), b"{\"summary\":")?;
        let told = changes.into_iter().map(|(entry, change)| {
            let swaps = change.edits.into_iter().filter_map(|edit| match edit {
                Edit::Summary(swap) => Some(*swap),
                _ => None,
            });
            (entry, swaps.collect())
        });
        Ok(told.collect())
    }
}

/// Columns of [`summary`], in its order.
const SUMMARY: &str =
    "row_subject, column_subject, text, author, cites, state, origin, written_at, seen";

/// Reads a summary.
fn summary(row: &Row<'_>) -> Result<Summary, StoreError> {
    let word: String = row.get(5)?;
    let origin = match row.get_ref(6)?.as_str().unwrap_or_default() {
        "quotes" => Wording::Quotes,
        _ => Wording::Person,
    };
    let seen: Option<String> = row.get(8)?;
    Ok(Summary {
        row: serde_json::from_str(&row.get::<_, String>(0)?)?,
        column: serde_json::from_str(&row.get::<_, String>(1)?)?,
        text: row.get(2)?,
        author: row.get(3)?,
        cites: serde_json::from_str(&row.get::<_, String>(4)?)?,
        state: word.parse().map_err(StoreError::Damaged)?,
        origin,
        written_at: row.get(7)?,
        seen: seen.map(|json| serde_json::from_str(&json)).transpose()?,
    })
}

/// Writes a summary.
pub fn insert(connection: &Connection, it: &Summary) -> Result<(), StoreError> {
    let seen = it.seen.as_ref().map(serde_json::to_string).transpose()?;
    connection
        .prepare_cached(&format!(
            "INSERT INTO summary ({SUMMARY}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        ))?
        .execute(params![
            serde_json::to_string(&it.row)?,
            serde_json::to_string(&it.column)?,
            it.text,
            it.author,
            serde_json::to_string(&it.cites)?,
            it.state.to_string(),
            match it.origin {
                Wording::Person => "person",
                Wording::Quotes => "quotes",
            },
            it.written_at,
            seen,
        ])?;
    Ok(())
}
