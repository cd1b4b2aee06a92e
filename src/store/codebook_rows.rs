//! How the codebook lies in its tables.

use crate::model::Codebook;
use crate::store::StoreError;
use indexmap::IndexMap;
use rusqlite::{Connection, OptionalExtension, params};

/// Reads the codebook; an empty one where none was ever set.
pub fn codebook(connection: &Connection) -> Result<Codebook, StoreError> {
    let head: Option<(String, String, String)> = connection
        .query_row("SELECT name, questions, guide FROM codebook", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    let Some((name, questions, guide)) = head else {
        return Ok(Codebook::default());
    };
    let mut codes = IndexMap::new();
    let mut query = connection.prepare("SELECT entry FROM code ORDER BY position")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let code: crate::model::Code =
            serde_json::from_str(row.get_ref(0)?.as_str().unwrap_or_default())?;
        codes.insert(code.id.clone(), code);
    }
    Ok(Codebook {
        name,
        questions: serde_json::from_str(&questions)?,
        guide: serde_json::from_str(&guide)?,
        codes,
    })
}

/// Writes a codebook over the one that is there. A code that is gone must have
/// no codings: the foreign key refuses it at the commit otherwise.
pub fn write_codebook(connection: &Connection, book: &Codebook) -> Result<(), StoreError> {
    connection.execute("DELETE FROM codebook", [])?;
    connection.execute("DELETE FROM code", [])?;
    if *book == Codebook::default() {
        return Ok(());
    }
    connection.execute(
        "INSERT INTO codebook (one, name, questions, guide) VALUES (1, ?, ?, ?)",
        params![
            book.name,
            serde_json::to_string(&book.questions)?,
            serde_json::to_string(&book.guide)?
        ],
    )?;
    let mut insert = connection.prepare(
        "INSERT INTO code (key, id, position, label, kind, retired, entry) VALUES (?, ?, ?, ?, ?, ?, ?)",
    )?;
    for (position, code) in book.codes.values().enumerate() {
        insert.execute(params![
            code.key.0,
            code.id.as_str(),
            position as i64,
            code.label,
            code.kind.to_string(),
            code.retired,
            serde_json::to_string(code)?,
        ])?;
    }
    Ok(())
}
