//! Reading codings: whole ones for people, light ones for counting.

use crate::model::{CodeKey, Coder, Coding, CodingId, LostCoding, Mark, ReviewState, TranscriptId};
use crate::store::{Reader, StoreError, rows};
use rusqlite::ToSql;
use std::collections::HashMap;

/// Which codings are wanted; an empty list sets no condition.
#[derive(Clone, Debug, Default)]
pub struct CodingFilter {
    /// Of these transcripts.
    pub transcripts: Vec<TranscriptId>,
    /// In this turn.
    pub turn: Option<u32>,
    /// With these codes.
    pub codes: Vec<CodeKey>,
    /// By these coders ("" is nobody).
    pub coders: Vec<Coder>,
    /// In these states.
    pub states: Vec<ReviewState>,
    /// Suggested by these rules.
    pub rules: Vec<String>,
    /// Only those a rule or a search suggested, whatever was decided since.
    pub suggested: bool,
}

impl Reader<'_> {
    /// A coding by its number.
    pub fn coding(&self, id: CodingId) -> Result<Option<Coding>, StoreError> {
        let mut query = self.connection().prepare_cached(&format!(
            "SELECT {} FROM coding JOIN coder ON coder.id = coding.coder WHERE coding.id = ?",
            rows::CODING
        ))?;
        let mut found = query.query([id.0 as i64])?;
        found.next()?.map(rows::coding).transpose()
    }

    /// Codings in the order of their transcript, place, code and number.
    pub fn codings(&self, filter: &CodingFilter) -> Result<Vec<Coding>, StoreError> {
        let mut conditions: Vec<String> = Vec::new();
        let mut values: Vec<Box<dyn ToSql>> = Vec::new();
        let mut one_of = |column: &str, wanted: Vec<Box<dyn ToSql>>| {
            if !wanted.is_empty() {
                conditions.push(format!(
                    "{column} IN ({})",
                    vec!["?"; wanted.len()].join(", ")
                ));
                values.extend(wanted);
            }
        };
        one_of(
            "coding.transcript",
            boxed(filter.transcripts.iter().map(|id| id.0)),
        );
        one_of("coding.turn", boxed(filter.turn.iter().copied()));
        one_of("coding.code", boxed(filter.codes.iter().map(|key| key.0)));
        one_of("coder.name", boxed(filter.coders.iter().cloned()));
        one_of(
            "coding.state",
            boxed(filter.states.iter().map(ToString::to_string)),
        );
        one_of("coding.rule", boxed(filter.rules.iter().cloned()));
        if filter.suggested {
            conditions.push("coding.origin IN ('rule', 'search')".to_owned());
        }
        let condition = match conditions.as_slice() {
            [] => String::new(),
            all => format!("WHERE {}", all.join(" AND ")),
        };
        let mut query = self.connection().prepare(&format!(
            "SELECT {} FROM coding JOIN coder ON coder.id = coding.coder {condition}
             ORDER BY coding.transcript, coding.start_byte, coding.end_byte, coding.code, coding.id",
            rows::CODING
        ))?;
        let mut found = query.query(rusqlite::params_from_iter(values))?;
        let mut codings = Vec::new();
        while let Some(row) = found.next()? {
            codings.push(rows::coding(row)?);
        }
        Ok(codings)
    }

    /// A coding that has lost its place, by its number.
    pub fn lost_coding(&self, id: CodingId) -> Result<Option<LostCoding>, StoreError> {
        let mut query = self
            .connection()
            .prepare_cached("SELECT entry, document, reason FROM lost_coding WHERE id = ?")?;
        let mut found = query.query([id.0 as i64])?;
        found.next()?.map(rows::lost_coding).transpose()
    }

    /// All codings that have lost their place, in the order of their numbers.
    pub fn lost_codings(&self) -> Result<Vec<LostCoding>, StoreError> {
        self.all(
            "SELECT entry, document, reason FROM lost_coding ORDER BY id",
            rows::lost_coding,
        )
    }

    /// Every coding as a light mark, with the coders that the marks point to.
    pub fn marks(&self) -> Result<(Vec<Mark>, Vec<Coder>), StoreError> {
        let mut coders: Vec<Coder> = Vec::new();
        let mut places: HashMap<i64, u16> = HashMap::new();
        for (id, name) in self.all("SELECT id, name FROM coder ORDER BY id", |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
        })? {
            let place = u16::try_from(coders.len())
                .map_err(|_| StoreError::Damaged("more than 65,535 coders".to_owned()))?;
            places.insert(id, place);
            coders.push(name);
        }
        let mut query = self.connection().prepare_cached(
            "SELECT id, transcript, turn, start_byte, end_byte, code, coder, state FROM coding",
        )?;
        let mut rows = query.query([])?;
        let mut marks = Vec::new();
        while let Some(row) = rows.next()? {
            let coder: i64 = row.get(6)?;
            marks.push(Mark {
                id: CodingId(rows::number(row.get(0)?)?),
                transcript: TranscriptId(row.get(1)?),
                turn: row.get(2)?,
                span: rows::span(row.get(3)?, row.get(4)?)?,
                code: CodeKey(row.get(5)?),
                coder: places.get(&coder).copied().unwrap_or_default(),
                state: rows::state(row.get_ref(7)?.as_str().unwrap_or_default())?,
            });
        }
        Ok((marks, coders))
    }

    /// Everyone who has coded, in the order of their first coding.
    pub fn coders(&self) -> Result<Vec<Coder>, StoreError> {
        self.all(
            "SELECT name FROM coder WHERE name <> ''
             AND EXISTS (SELECT 1 FROM coding WHERE coding.coder = coder.id) ORDER BY id",
            |row| Ok(row.get(0)?),
        )
    }
}

fn boxed<T: ToSql + 'static>(values: impl Iterator<Item = T>) -> Vec<Box<dyn ToSql>> {
    values
        .map(|value| Box::new(value) as Box<dyn ToSql>)
        .collect()
}
