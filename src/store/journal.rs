//! The journal: who did what and when, and the change itself, so that it can
//! be undone after a restart. Undo and redo are entries of their own; nothing
//! is ever struck out.

use crate::model::Change;
use crate::store::StoreError;
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::HashMap;
use std::io::Read;

/// What an entry records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A change.
    Do,
    /// A change taken back.
    Undo,
    /// A change done again.
    Redo,
}

impl EntryKind {
    fn word(self) -> &'static str {
        match self {
            EntryKind::Do => "do",
            EntryKind::Undo => "undo",
            EntryKind::Redo => "redo",
        }
    }

    fn from_word(word: &str) -> Result<Self, StoreError> {
        match word {
            "do" => Ok(EntryKind::Do),
            "undo" => Ok(EntryKind::Undo),
            "redo" => Ok(EntryKind::Redo),
            other => Err(StoreError::Damaged(format!(
                "journal entry of kind '{other}'"
            ))),
        }
    }
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number, rising.
    pub id: i64,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// Who.
    pub who: String,
    /// What sort of entry.
    pub kind: EntryKind,
    /// The entry an undo or redo is about.
    pub target: Option<i64>,
    /// What was done, in words.
    pub title: String,
    /// Whether its change is in force now (an undone one is not).
    pub in_force: bool,
}

/// Adds an entry.
pub fn write(
    connection: &Connection,
    who: &str,
    at: &str,
    kind: EntryKind,
    target: Option<i64>,
    change: &Change,
) -> Result<(), StoreError> {
    // An undo's change is the inverse of its target's; kept once.
    let blob = match kind {
        EntryKind::Do => Some(pack(change)?),
        EntryKind::Undo | EntryKind::Redo => None,
    };
    connection.execute(
        "INSERT INTO journal (at, who, kind, target, title, change) VALUES (?, ?, ?, ?, ?, ?)",
        params![at, who, kind.word(), target, change.title, blob],
    )?;
    Ok(())
}

/// All entries, oldest first.
pub fn entries(connection: &Connection) -> Result<Vec<Entry>, StoreError> {
    let mut query =
        connection.prepare("SELECT id, at, who, kind, target, title FROM journal ORDER BY id")?;
    let mut rows = query.query([])?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(Entry {
            id: row.get(0)?,
            at: row.get(1)?,
            who: row.get(2)?,
            kind: EntryKind::from_word(&row.get::<_, String>(3)?)?,
            target: row.get(4)?,
            title: row.get(5)?,
            in_force: false,
        });
    }
    let (done, _) = stacks(&entries);
    for entry in &mut entries {
        entry.in_force = done.contains(&entry.id);
    }
    Ok(entries)
}

/// Replays the story: which changes stand, and which were undone and could be
/// redone. A new change ends the chance to redo, as everywhere.
fn stacks(entries: &[Entry]) -> (std::collections::BTreeSet<i64>, Vec<i64>) {
    let mut done = std::collections::BTreeSet::new();
    let mut undone = Vec::new();
    for entry in entries {
        match (entry.kind, entry.target) {
            (EntryKind::Undo, Some(target)) => {
                done.remove(&target);
                undone.push(target);
            }
            (EntryKind::Redo, Some(target)) => {
                undone.pop();
                done.insert(target);
            }
            _ => {
                done.insert(entry.id);
                undone.clear();
            }
        }
    }
    (done, undone)
}

/// The entry that an undo or redo would be about now.
pub fn next_target(connection: &Connection, kind: EntryKind) -> Result<Entry, StoreError> {
    let entries = entries(connection)?;
    let (done, undone) = stacks(&entries);
    let (target, word) = match kind {
        EntryKind::Redo => (undone.last().copied(), "redo"),
        EntryKind::Do | EntryKind::Undo => (done.last().copied(), "undo"),
    };
    entries
        .into_iter()
        .find(|entry| Some(entry.id) == target)
        .ok_or(StoreError::NothingTo(word))
}

/// The change an entry recorded.
pub fn change_of(connection: &Connection, entry: i64) -> Result<Change, StoreError> {
    let blob: Option<Vec<u8>> = connection
        .query_row("SELECT change FROM journal WHERE id = ?", [entry], |row| {
            row.get(0)
        })
        .optional()?
        .flatten();
    match blob {
        Some(blob) => unpack(&blob),
        None => Err(StoreError::Damaged(format!(
            "journal entry {entry} has lost its change"
        ))),
    }
}

/// Every entry whose change has this in its JSON, oldest first, with what it
/// did: an undo did the inverse of its target's change. A change may be large,
/// so only those that have it are taken apart. No person's text looks like a
/// `needle` with a bare quotation mark in it: JSON puts a backslash before each.
pub fn changes_with(
    connection: &Connection,
    needle: &[u8],
) -> Result<Vec<(Entry, Change)>, StoreError> {
    let mut known: HashMap<i64, Change> = HashMap::new();
    let mut query =
        connection.prepare("SELECT id, change FROM journal WHERE change IS NOT NULL")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let blob: Vec<u8> = row.get(1)?;
        let json = inflate(&blob)?;
        if json.windows(needle.len()).any(|part| part == needle) {
            known.insert(row.get(0)?, serde_json::from_slice(&json)?);
        }
    }
    let mut told = Vec::new();
    for entry in entries(connection)? {
        let of = entry.target.unwrap_or(entry.id);
        if let Some(change) = known.get(&of) {
            let change = match entry.kind {
                EntryKind::Undo => change.clone().inverse(),
                EntryKind::Do | EntryKind::Redo => change.clone(),
            };
            told.push((entry, change));
        }
    }
    Ok(told)
}

fn pack(change: &Change) -> Result<Vec<u8>, StoreError> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    serde_json::to_writer(std::io::BufWriter::new(&mut encoder), change)?;
    encoder
        .finish()
        .map_err(|error| StoreError::Damaged(error.to_string()))
}

fn unpack(blob: &[u8]) -> Result<Change, StoreError> {
    Ok(serde_json::from_slice(&inflate(blob)?)?)
}

fn inflate(blob: &[u8]) -> Result<Vec<u8>, StoreError> {
    let mut json = Vec::new();
    DeflateDecoder::new(blob)
        .read_to_end(&mut json)
        .map_err(|error| StoreError::Damaged(format!("a journal entry is unreadable: {error}")))?;
    Ok(json)
}
