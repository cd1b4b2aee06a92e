//! Reading: what the study holds now.

use crate::model::{
    Case, Codebook, Document, GuideMark, Memo, MemoId, Moment, Transcript, TranscriptId, Turn,
};
use crate::store::rows::StoredText;
use crate::store::{Entry, StoreError, codebook_rows, journal, rows};
use crate::text::ContentHash;
use rusqlite::{Connection, OptionalExtension};
use std::collections::HashMap;

/// Looks at a study. All its reads see the state of one transaction.
pub struct Reader<'a> {
    connection: &'a Connection,
}

impl<'a> Reader<'a> {
    pub(super) fn new(connection: &'a Connection) -> Self {
        Self { connection }
    }

    pub(super) fn connection(&self) -> &'a Connection {
        self.connection
    }

    /// A setting's value.
    pub fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        Ok(self
            .connection
            .prepare_cached("SELECT value FROM setting WHERE name = ?")?
            .query_row([name], |row| row.get(0))
            .optional()?)
    }

    /// The cases in their order.
    pub fn cases(&self) -> Result<Vec<Case>, StoreError> {
        self.all(
            "SELECT name, attributes FROM cases ORDER BY position, name",
            rows::case,
        )
    }

    /// One case.
    pub fn case(&self, name: &str) -> Result<Option<Case>, StoreError> {
        let mut query = self
            .connection
            .prepare_cached("SELECT name, attributes FROM cases WHERE name = ?")?;
        let mut found = query.query([name])?;
        found.next()?.map(rows::case).transpose()
    }

    /// The place a new case takes in the order.
    pub fn next_case_position(&self) -> Result<u32, StoreError> {
        Ok(self.connection.query_row(
            "SELECT coalesce(max(position) + 1, 0) FROM cases",
            [],
            |row| row.get(0),
        )?)
    }

    /// The place of a case in the order.
    pub fn case_position(&self, name: &str) -> Result<u32, StoreError> {
        Ok(self.connection.query_row(
            "SELECT position FROM cases WHERE name = ?",
            [name],
            |row| row.get(0),
        )?)
    }

    /// All transcripts in the order of their import.
    pub fn transcripts(&self) -> Result<Vec<Transcript>, StoreError> {
        self.all(
            &format!("SELECT {} FROM transcript ORDER BY id", rows::TRANSCRIPT),
            rows::transcript,
        )
    }

    /// One transcript.
    pub fn transcript(&self, id: TranscriptId) -> Result<Option<Transcript>, StoreError> {
        let mut query = self.connection.prepare_cached(&format!(
            "SELECT {} FROM transcript WHERE id = ?",
            rows::TRANSCRIPT
        ))?;
        let mut found = query.query([id.0])?;
        found.next()?.map(rows::transcript).transpose()
    }

    /// A document by its hash.
    pub fn document(&self, hash: &ContentHash) -> Result<Document, StoreError> {
        rows::document(self.connection, hash)
    }

    /// How many turns each document has, by its hash.
    pub fn turn_counts(&self) -> Result<HashMap<ContentHash, usize>, StoreError> {
        let counts = self.all(
            "SELECT document.hash, count(*) FROM turn
             JOIN document ON document.id = turn.document GROUP BY turn.document",
            |row| Ok((ContentHash::from_stored(row.get(0)?), row.get::<_, i64>(1)?)),
        )?;
        let counted = |(hash, count)| (hash, usize::try_from(count).unwrap_or_default());
        Ok(counts.into_iter().map(counted).collect())
    }

    /// The text of a document, without its turns.
    pub fn text(&self, hash: &ContentHash) -> Result<StoredText, StoreError> {
        rows::text(self.connection, hash)
    }

    /// One turn of a text, if it has it.
    pub fn turn(&self, text: &StoredText, number: u32) -> Result<Option<Turn>, StoreError> {
        rows::turn(self.connection, text, number)
    }

    /// When the words of a text were said, in its order.
    pub fn moments(&self, text: &StoredText) -> Result<Vec<Moment>, StoreError> {
        rows::moments(self.connection, text)
    }

    /// Every mark that a turn asks a question of the guide.
    pub fn guide_marks(&self) -> Result<Vec<GuideMark>, StoreError> {
        self.all(
            "SELECT transcript, turn, question FROM guide_mark ORDER BY transcript, turn, question",
            |row| {
                Ok(GuideMark {
                    transcript: TranscriptId(row.get(0)?),
                    turn: row.get(1)?,
                    question: row.get(2)?,
                })
            },
        )
    }

    /// The codebook.
    pub fn codebook(&self) -> Result<Codebook, StoreError> {
        codebook_rows::codebook(self.connection)
    }

    /// All memos in the order of their making.
    pub fn memos(&self) -> Result<Vec<Memo>, StoreError> {
        self.all(
            "SELECT id, target, text, author FROM memo ORDER BY id",
            rows::memo,
        )
    }

    /// One memo.
    pub fn memo(&self, id: MemoId) -> Result<Option<Memo>, StoreError> {
        let mut query = self
            .connection
            .prepare_cached("SELECT id, target, text, author FROM memo WHERE id = ?")?;
        let mut found = query.query([id.0])?;
        found.next()?.map(rows::memo).transpose()
    }

    /// The journal, oldest entry first.
    pub fn journal(&self) -> Result<Vec<Entry>, StoreError> {
        journal::entries(self.connection)
    }

    pub(super) fn all<T>(
        &self,
        sql: &str,
        read: impl Fn(&rusqlite::Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut query = self.connection.prepare_cached(sql)?;
        let mut rows = query.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(read(row)?);
        }
        Ok(found)
    }
}
