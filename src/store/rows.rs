//! How each noun lies in its table: one function to write it, one to read it.

use crate::model::{
    Case, Coding, CodingId, Document, LostCoding, Memo, MemoId, Moment, Origin, ReviewState, Role,
    Transcript, TranscriptId, Turn,
};
use crate::store::StoreError;
use crate::text::{ByteSpan, CanonicalText, ContentHash, Language};
use indexmap::IndexMap;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// Writes a document and its turns, unless it is there already.
pub fn insert_document(connection: &Connection, document: &Document) -> Result<(), StoreError> {
    let id: Option<i64> = connection
        .prepare_cached(
            "INSERT INTO document (hash, text, asides, moments) VALUES (?, ?, ?, ?)
             ON CONFLICT (hash) DO NOTHING RETURNING id",
        )?
        .query_row(
            params![
                document.hash.as_str(),
                document.text.as_str(),
                serde_json::to_string(&document.asides)?,
                serde_json::to_string(&document.moments)?,
            ],
            |row| row.get(0),
        )
        .optional()?;
    let Some(id) = id else { return Ok(()) };
    let mut insert = connection.prepare_cached(
        "INSERT INTO turn (document, number, speaker, start_byte, end_byte, starts_at_ms, ends_at_ms)
         VALUES (?, ?, ?, ?, ?, ?, ?)",
    )?;
    for turn in &document.turns {
        insert.execute(params![
            id,
            turn.number,
            turn.speaker,
            turn.span.start() as i64,
            turn.span.end() as i64,
            turn.starts_at.map(|ms| ms as i64),
            turn.ends_at.map(|ms| ms as i64),
        ])?;
    }
    Ok(())
}

/// A stored text and the number of its document.
pub struct StoredText {
    id: i64,
    hash: ContentHash,
    /// The canonical text.
    pub text: String,
}

/// Reads a text.
pub fn text(connection: &Connection, hash: &ContentHash) -> Result<StoredText, StoreError> {
    let (id, text) = connection
        .prepare_cached("SELECT id, text FROM document WHERE hash = ?")?
        .query_row([hash.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?
        .ok_or_else(|| StoreError::Damaged(format!("the text {} is missing", hash.short())))?;
    Ok(StoredText {
        id,
        hash: hash.clone(),
        text,
    })
}

/// Reads when the words of a text were said.
pub fn moments(connection: &Connection, held: &StoredText) -> Result<Vec<Moment>, StoreError> {
    let json: String = connection
        .prepare_cached("SELECT moments FROM document WHERE id = ?")?
        .query_row([held.id], |row| row.get(0))?;
    Ok(serde_json::from_str(&json)?)
}

/// Reads a document, checking that its turns lie inside its text.
pub fn document(connection: &Connection, hash: &ContentHash) -> Result<Document, StoreError> {
    let held = text(connection, hash)?;
    let mut query = connection.prepare_cached(&format!(
        "SELECT {TURN} FROM turn WHERE document = ? ORDER BY number"
    ))?;
    let mut rows = query.query([held.id])?;
    let mut turns = Vec::new();
    while let Some(row) = rows.next()? {
        turns.push(turn_of(row, &held)?);
    }
    let asides: String = connection
        .prepare_cached("SELECT asides FROM document WHERE id = ?")?
        .query_row([held.id], |row| row.get(0))?;
    let moments = moments(connection, &held)?;
    let document = Document {
        hash: held.hash,
        text: CanonicalText::from_stored(held.text),
        turns,
        asides: serde_json::from_str(&asides)?,
        moments,
    };
    let text = document.text.as_str();
    let asides = document.asides.iter().map(|aside| aside.span);
    let spans = asides.chain(document.moments.iter().map(|moment| moment.span));
    match spans.into_iter().find(|span| span.slice(text).is_none()) {
        Some(span) => Err(StoreError::Damaged(format!(
            "{}..{} is no place in the text {}",
            span.start(),
            span.end(),
            document.hash.short()
        ))),
        None => Ok(document),
    }
}

/// Reads one turn, checking that it lies inside its text.
pub fn turn(
    connection: &Connection,
    held: &StoredText,
    number: u32,
) -> Result<Option<Turn>, StoreError> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT {TURN} FROM turn WHERE document = ? AND number = ?"
    ))?;
    let mut rows = query.query(params![held.id, number])?;
    rows.next()?.map(|row| turn_of(row, held)).transpose()
}

const TURN: &str = "number, speaker, start_byte, end_byte, starts_at_ms, ends_at_ms";

fn turn_of(row: &Row<'_>, held: &StoredText) -> Result<Turn, StoreError> {
    let moment = |at| -> Result<Option<u64>, StoreError> {
        let ms: Option<i64> = row.get(at)?;
        Ok(ms.and_then(|ms| u64::try_from(ms).ok()))
    };
    let turn = Turn {
        number: row.get(0)?,
        speaker: row.get(1)?,
        span: span(row.get(2)?, row.get(3)?)?,
        starts_at: moment(4)?,
        ends_at: moment(5)?,
    };
    if turn.span.slice(&held.text).is_none() {
        return Err(StoreError::Damaged(format!(
            "turn {} of the text {} lies outside it",
            turn.number,
            held.hash.short()
        )));
    }
    Ok(turn)
}

/// Columns of [`transcript`], in its order.
pub const TRANSCRIPT: &str = "id, name, case_name, language, document, original, original_hash, speakers, part, speaker_cases, round";

/// Reads a transcript.
pub fn transcript(row: &Row<'_>) -> Result<Transcript, StoreError> {
    let language: String = row.get(3)?;
    let speakers: IndexMap<String, Role> = serde_json::from_str(&row.get::<_, String>(7)?)?;
    Ok(Transcript {
        id: TranscriptId(row.get(0)?),
        name: row.get(1)?,
        case: row.get(2)?,
        language: language.parse::<Language>().map_err(StoreError::Damaged)?,
        document: ContentHash::from_stored(row.get(4)?),
        original: row.get(5)?,
        original_hash: ContentHash::from_stored(row.get(6)?),
        speakers,
        part: row.get(8)?,
        speaker_cases: serde_json::from_str(&row.get::<_, String>(9)?)?,
        round: row.get(10)?,
    })
}

/// Writes a transcript.
pub fn insert_transcript(connection: &Connection, it: &Transcript) -> Result<(), StoreError> {
    connection
        .prepare_cached(&format!(
            "INSERT INTO transcript ({TRANSCRIPT}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        ))?
        .execute(params![
            it.id.0,
            it.name,
            it.case,
            it.language.tag(),
            it.document.as_str(),
            it.original,
            it.original_hash.as_str(),
            serde_json::to_string(&it.speakers)?,
            it.part,
            serde_json::to_string(&it.speaker_cases)?,
            it.round,
        ])?;
    Ok(())
}

/// Reads a case: name, attributes.
pub fn case(row: &Row<'_>) -> Result<Case, StoreError> {
    Ok(Case {
        name: row.get(0)?,
        attributes: serde_json::from_str(&row.get::<_, String>(1)?)?,
    })
}

/// Columns of [`coding`], in its order; needs `coding` joined with `coder`.
pub const CODING: &str = "coding.id, coding.transcript, coding.turn, coding.start_byte, \
     coding.end_byte, coding.code, coder.name, coding.state, coding.origin, coding.rule, \
     coding.version, coding.query, coding.decided_at, coding.quote";

/// Reads a coding.
pub fn coding(row: &Row<'_>) -> Result<Coding, StoreError> {
    let origin: String = row.get(8)?;
    Ok(Coding {
        id: CodingId(number(row.get(0)?)?),
        transcript: TranscriptId(row.get(1)?),
        turn: row.get(2)?,
        span: span(row.get(3)?, row.get(4)?)?,
        code: crate::model::CodeKey(row.get(5)?),
        coder: row.get(6)?,
        state: state(row.get_ref(7)?.as_str().unwrap_or_default())?,
        origin: match origin.as_str() {
            "hand" => Origin::Hand,
            "import" => Origin::Import,
            "search" => Origin::Search {
                query: row.get::<_, Option<String>>(11)?.unwrap_or_default(),
            },
            _ => Origin::Rule {
                id: row.get::<_, Option<String>>(9)?.unwrap_or_default(),
                version: row.get::<_, Option<String>>(10)?.unwrap_or_default(),
            },
        },
        decided_at: row.get(12)?,
        quote: row.get(13)?,
    })
}

/// Writes a coding.
pub fn insert_coding(connection: &Connection, it: &Coding) -> Result<(), StoreError> {
    let (origin, rule, version, query) = match &it.origin {
        Origin::Hand => ("hand", None, None, None),
        Origin::Import => ("import", None, None, None),
        Origin::Rule { id, version } => ("rule", Some(id), Some(version), None),
        Origin::Search { query } => ("search", None, None, Some(query)),
    };
    let coder = coder_id(connection, &it.coder)?;
    connection
        .prepare_cached(
            "INSERT INTO coding (id, transcript, turn, start_byte, end_byte, code, coder, state,
                                 origin, rule, version, query, decided_at, quote)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            it.id.0 as i64,
            it.transcript.0,
            it.turn,
            it.span.start() as i64,
            it.span.end() as i64,
            it.code.0,
            coder,
            it.state.to_string(),
            origin,
            rule,
            version,
            query,
            it.decided_at,
            it.quote,
        ])?;
    Ok(())
}

/// Reads a coding that has no place: entry, document, reason.
pub fn lost_coding(row: &Row<'_>) -> Result<LostCoding, StoreError> {
    Ok(LostCoding {
        coding: serde_json::from_str(&row.get::<_, String>(0)?)?,
        document: ContentHash::from_stored(row.get(1)?),
        reason: row.get(2)?,
    })
}

/// Writes a coding that has no place.
pub fn insert_lost_coding(connection: &Connection, it: &LostCoding) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO lost_coding (id, transcript, code, document, reason, entry)
             VALUES (?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            it.coding.id.0 as i64,
            it.coding.transcript.0,
            it.coding.code.0,
            it.document.as_str(),
            it.reason,
            serde_json::to_string(&it.coding)?,
        ])?;
    Ok(())
}

/// The number of a coder, given on first sight.
pub fn coder_id(connection: &Connection, name: &str) -> Result<i64, StoreError> {
    let known = connection
        .prepare_cached("SELECT id FROM coder WHERE name = ?")?
        .query_row([name], |row| row.get(0))
        .optional()?;
    match known {
        Some(id) => Ok(id),
        None => Ok(connection
            .prepare_cached("INSERT INTO coder (name) VALUES (?) RETURNING id")?
            .query_row([name], |row| row.get(0))?),
    }
}

/// Reads a memo: id, target, text, author.
pub fn memo(row: &Row<'_>) -> Result<Memo, StoreError> {
    Ok(Memo {
        id: MemoId(row.get(0)?),
        target: serde_json::from_str(&row.get::<_, String>(1)?)?,
        text: row.get(2)?,
        author: row.get(3)?,
    })
}

/// A span read from two columns.
pub fn span(start: i64, end: i64) -> Result<ByteSpan, StoreError> {
    let place = (usize::try_from(start), usize::try_from(end));
    if let (Ok(start), Ok(end)) = place
        && let Ok(span) = ByteSpan::new(start, end)
    {
        return Ok(span);
    }
    Err(StoreError::Damaged(format!(
        "{start}..{end} is no place in a text"
    )))
}

/// A review state read from its word.
pub fn state(word: &str) -> Result<ReviewState, StoreError> {
    match word {
        "pending" => Ok(ReviewState::Pending),
        "accepted" => Ok(ReviewState::Accepted),
        "rejected" => Ok(ReviewState::Rejected),
        other => Err(StoreError::Damaged(format!("review state '{other}'"))),
    }
}

/// A number that must not be negative.
pub fn number(value: i64) -> Result<u64, StoreError> {
    u64::try_from(value).map_err(|_| StoreError::Damaged(format!("{value} is no number of a row")))
}
