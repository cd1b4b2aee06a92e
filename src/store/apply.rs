//! Applying edits. Each one first looks whether the study still holds its
//! "before"; if not, the whole change is refused and nothing of it stays.

use crate::model::change::Swap;
use crate::model::{Change, CodingId, Edit, ReviewState, Transcript};
use crate::store::read::Reader;
use crate::store::{StoreError, codebook_rows, rows, summaries};
use rusqlite::{Connection, params};

/// Applies all edits of a change, inside the transaction of `connection`.
pub fn apply(connection: &Connection, change: &Change) -> Result<(), StoreError> {
    for edit in &change.edits {
        apply_edit(connection, edit)?;
    }
    Ok(())
}

fn apply_edit(connection: &Connection, edit: &Edit) -> Result<(), StoreError> {
    let reader = Reader::new(connection);
    match edit {
        Edit::Setting { name, value } => {
            expect(&reader.setting(name)?, &value.before, || {
                format!("the setting '{name}'")
            })?;
            match &value.after {
                Some(after) => connection.execute(
                    "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)",
                    params![name, after],
                )?,
                None => connection.execute("DELETE FROM setting WHERE name = ?", [name])?,
            };
        }
        Edit::Case { position, case } => apply_case(&reader, *position, case)?,
        Edit::Transcript(swap) => apply_transcript(&reader, swap)?,
        Edit::Guide(swap) => {
            if let Some(mark) = &swap.before {
                let gone = connection.execute(
                    "DELETE FROM guide_mark WHERE transcript = ? AND turn = ? AND question = ?",
                    params![mark.transcript.0, mark.turn, mark.question],
                )?;
                expect(&(gone == 1), &true, || "a guide mark".to_owned())?;
            }
            if let Some(mark) = &swap.after {
                connection.execute(
                    "INSERT INTO guide_mark (transcript, turn, question) VALUES (?, ?, ?)",
                    params![mark.transcript.0, mark.turn, mark.question],
                )?;
            }
        }
        Edit::Codebook(swap) => {
            let held = reader.codebook()?;
            let before = swap.before.clone().unwrap_or_default();
            expect(&held, &before, || "the codebook".to_owned())?;
            codebook_rows::write_codebook(connection, &swap.after.clone().unwrap_or_default())?;
        }
        Edit::Coding(swap) => {
            if let Some(before) = &swap.before {
                let held = reader.coding(before.id)?;
                expect(&held.as_ref(), &Some(before), || {
                    format!("coding {}", before.id)
                })?;
                connection
                    .prepare_cached("DELETE FROM coding WHERE id = ?")?
                    .execute([before.id.0 as i64])?;
            }
            if let Some(after) = &swap.after {
                rows::insert_coding(connection, after)?;
            }
        }
        Edit::Lost(swap) => {
            if let Some(before) = &swap.before {
                let held = reader.lost_coding(before.coding.id)?;
                expect(&held.as_ref(), &Some(before), || {
                    format!("the lost coding {}", before.coding.id)
                })?;
                connection
                    .prepare_cached("DELETE FROM lost_coding WHERE id = ?")?
                    .execute([before.coding.id.0 as i64])?;
            }
            if let Some(after) = &swap.after {
                rows::insert_lost_coding(connection, after)?;
            }
        }
        Edit::Decision {
            codings,
            before,
            after,
            coder_before,
            coder_after,
            at_before,
            at_after,
        } => decide(
            connection,
            codings,
            (*before, coder_before, at_before.as_deref()),
            (*after, coder_after, at_after.as_deref()),
        )?,
        Edit::Memo(swap) => {
            if let Some(before) = &swap.before {
                let held = reader.memo(before.id)?;
                expect(&held.as_ref(), &Some(before), || {
                    format!("memo {}", before.id.0)
                })?;
                connection.execute("DELETE FROM memo WHERE id = ?", [before.id.0])?;
            }
            if let Some(after) = &swap.after {
                connection.execute(
                    "INSERT INTO memo (id, target, text, author) VALUES (?, ?, ?, ?)",
                    params![
                        after.id.0,
                        serde_json::to_string(&after.target)?,
                        after.text,
                        after.author
                    ],
                )?;
            }
        }
        Edit::Summary(swap) => {
            if let Some(before) = &swap.before {
                let held = reader.summary(&before.row, &before.column)?;
                expect(&held.as_ref(), &Some(before), || {
                    "a written cell".to_owned()
                })?;
                connection.execute(
                    "DELETE FROM summary WHERE row_subject = ? AND column_subject = ?",
                    params![
                        serde_json::to_string(&before.row)?,
                        serde_json::to_string(&before.column)?
                    ],
                )?;
            }
            if let Some(after) = &swap.after {
                summaries::insert(connection, after)?;
            }
        }
    }
    Ok(())
}

fn apply_case(
    reader: &Reader<'_>,
    position: u32,
    case: &Swap<crate::model::Case>,
) -> Result<(), StoreError> {
    let connection = reader.connection();
    if let Some(before) = &case.before {
        let held = reader.case(&before.name)?;
        expect(&held.as_ref(), &Some(before), || {
            format!("the case '{}'", before.name)
        })?;
        connection.execute("DELETE FROM cases WHERE name = ?", [&before.name])?;
    }
    if let Some(after) = &case.after {
        connection.execute(
            "INSERT INTO cases (name, position, attributes) VALUES (?, ?, ?)",
            params![
                after.name,
                position,
                serde_json::to_string(&after.attributes)?
            ],
        )?;
    }
    Ok(())
}

fn apply_transcript(reader: &Reader<'_>, swap: &Swap<Transcript>) -> Result<(), StoreError> {
    if let Some(before) = &swap.before {
        let held = reader.transcript(before.id)?;
        expect(&held.as_ref(), &Some(before), || {
            format!("the transcript '{}'", before.name)
        })?;
        reader
            .connection()
            .execute("DELETE FROM transcript WHERE id = ?", [before.id.0])?;
    }
    match &swap.after {
        Some(after) => rows::insert_transcript(reader.connection(), after),
        None => Ok(()),
    }
}

/// What was decided, by whom, and when.
type Decided<'a> = (ReviewState, &'a str, Option<&'a str>);

fn decide(
    connection: &Connection,
    codings: &[CodingId],
    (before, coder_before, at_before): Decided<'_>,
    (after, coder_after, at_after): Decided<'_>,
) -> Result<(), StoreError> {
    let old_coder = rows::coder_id(connection, coder_before)?;
    let new_coder = rows::coder_id(connection, coder_after)?;
    let (before, after) = (before.to_string(), after.to_string());
    let mut update = connection.prepare_cached(
        "UPDATE coding SET state = ?1, coder = ?2, decided_at = ?3
         WHERE id = ?4 AND state = ?5 AND coder = ?6 AND decided_at IS ?7",
    )?;
    for id in codings {
        let hit = update.execute(params![
            after,
            new_coder,
            at_after,
            id.0 as i64,
            before,
            old_coder,
            at_before
        ])?;
        expect(&(hit == 1), &true, || format!("coding {id}"))?;
    }
    Ok(())
}

fn expect<T: PartialEq>(
    held: &T,
    before: &T,
    what: impl FnOnce() -> String,
) -> Result<(), StoreError> {
    if held == before {
        Ok(())
    } else {
        Err(StoreError::Conflict(format!(
            "{} was changed in the meantime; nothing was written",
            what()
        )))
    }
}
