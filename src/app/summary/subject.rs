//! The two things that a summary is about: found by what a person named, and
//! named again for people and files.

use crate::app::{AppError, lookup};
use crate::formats::summaries::{Named, typed};
use crate::model::case::folded_name;
use crate::model::nearest::did_you_mean;
use crate::model::{Axis, Case, Codebook, Problem, Transcript};
use crate::store::Reader;

/// What subjects are looked up in.
pub(in crate::app) struct Names {
    pub(super) codebook: Codebook,
    pub(super) cases: Vec<Case>,
    pub(super) transcripts: Vec<Transcript>,
}

/// What stands between the subjects of a nested head, as tables print it and as
/// people type it.
const NESTED: [&str; 2] = [" › ", " / "];

impl Names {
    pub(in crate::app) fn new(reader: &Reader<'_>) -> Result<Self, AppError> {
        Ok(Self {
            codebook: reader.codebook()?,
            cases: reader.cases()?,
            transcripts: reader.transcripts()?,
        })
    }

    /// The pair that two names mean.
    pub(super) fn pair(&self, row: &Named, column: &Named) -> Result<(Axis, Axis), Problem> {
        let (row, column) = (self.find(row)?, self.find(column)?);
        if row == column && row != Axis::All {
            let name = self.shown(&row);
            return Err(
                Problem::new(format!("a cell needs two things, not '{name}' twice"))
                    .next("name a code and a case, or two codes, or one of them and all"),
            );
        }
        Ok(in_order(row, column))
    }

    /// The subject that a name means.
    pub(super) fn find(&self, named: &Named) -> Result<Axis, Problem> {
        Ok(match named {
            Named::All => Axis::All,
            Named::Code(id) => Axis::Code(self.codebook.require(id)?.key),
            Named::Case(name) => Axis::Case(lookup::case(&self.cases, name)?.name.clone()),
            Named::Attribute { name, value } => self.attribute(name, value)?,
            Named::Question(id) => self.question(id)?,
            Named::Transcript(name) => self.transcript(name)?,
            Named::Round(round) => self.round(round)?,
            Named::Typed(text) => self.typed(text.trim())?,
        })
    }

    fn typed(&self, text: &str) -> Result<Axis, Problem> {
        if text.to_lowercase() == "all" {
            return Ok(Axis::All);
        }
        if let Some((kind, name)) = text.split_once(':') {
            let name = name.trim().to_owned();
            let named = match kind {
                "code" => Some(Named::Code(name)),
                "case" => Some(Named::Case(name)),
                "question" => Some(Named::Question(name)),
                "transcript" => Some(Named::Transcript(name)),
                "round" => Some(Named::Round(name)),
                _ => None,
            };
            if let Some(found) = named.map(|named| self.find(&named)) {
                // A case may have a slash in its name, and so may a nested head.
                return found.or_else(|problem| self.nested(text).unwrap_or(Err(problem)));
            }
        }
        let code = self.codebook.get(text);
        match (code, lookup::case(&self.cases, text)) {
            (Some(_), Ok(case)) => {
                let problem = format!("'{text}' is a code and the case '{}'", case.name);
                let advice = format!("write \"code:{text}\" or \"case:{}\"", case.name);
                return Err(Problem::new(problem).next(advice));
            }
            (Some(code), Err(_)) => return Ok(Axis::Code(code.key)),
            (None, Ok(case)) => return Ok(Axis::Case(case.name.clone())),
            (None, Err(_)) => {}
        }
        if let Some(nested) = self.nested(text) {
            return nested;
        }
        if let Some((name, value)) = text.split_once('=') {
            return self.attribute(name.trim(), value.trim());
        }
        if let Ok(transcript) = lookup::transcript(&self.transcripts, text) {
            return self.transcript(&transcript.name);
        }
        let codes = self.codebook.codes.keys().map(|id| id.as_str());
        let known = codes.chain(self.cases.iter().map(|case| case.name.as_str()));
        Err(
            Problem::new(format!("no code and no case '{text}'")).next(did_you_mean(
                text,
                known,
                "name a code, a case, ATTRIBUTE=VALUE, or all",
            )),
        )
    }

    fn nested(&self, text: &str) -> Option<Result<Axis, Problem>> {
        let mark = NESTED.into_iter().find(|mark| text.contains(mark))?;
        let parts = text.split(mark).map(|part| self.typed(part.trim()));
        Some(parts.collect::<Result<Vec<_>, _>>().map(Axis::Nested))
    }

    fn attribute(&self, name: &str, value: &str) -> Result<Axis, Problem> {
        let mut names: Vec<&str> = Vec::new();
        for known in self.cases.iter().flat_map(|case| case.attributes.keys()) {
            if !names.contains(&known.as_str()) {
                names.push(known);
            }
        }
        let same = |known: &&str| folded_name(known) == folded_name(name);
        let Some(attribute) = names.iter().copied().find(same) else {
            let there = match names.as_slice() {
                [] => "cases get attributes with `crosscase case set`".to_owned(),
                names => format!("there are {}", names.join(", ")),
            };
            let next = did_you_mean(name, names.iter().copied(), &there);
            return Err(Problem::new(format!("no case has an attribute '{name}'")).next(next));
        };
        let mut values: Vec<&str> = Vec::new();
        for known in self
            .cases
            .iter()
            .filter_map(|it| it.attributes.get(attribute))
        {
            if !values.contains(&known.as_str()) {
                values.push(known);
            }
        }
        let exact = values.iter().copied().find(|known| *known == value);
        let same = |known: &&str| folded_name(known) == folded_name(value);
        match exact.or_else(|| values.iter().copied().find(same)) {
            Some(value) => Ok(Axis::Attribute {
                name: attribute.to_owned(),
                value: value.to_owned(),
            }),
            None => {
                let there: Vec<&str> = values.iter().copied().take(10).collect();
                let there = format!("there are {}", there.join(", "));
                let next = did_you_mean(value, values.iter().copied(), &there);
                Err(Problem::new(format!("no case has {attribute}={value}")).next(next))
            }
        }
    }

    fn question(&self, id: &str) -> Result<Axis, Problem> {
        let known: Vec<&str> = self
            .codebook
            .questions
            .iter()
            .map(|it| it.id.as_str())
            .collect();
        if known.contains(&id) {
            return Ok(Axis::Question(id.to_owned()));
        }
        let there = match known.as_slice() {
            [] => "the codebook has none yet".to_owned(),
            known => format!("there are {}", known.join(", ")),
        };
        Err(Problem::new(format!("no research question '{id}'")).next(there))
    }

    fn transcript(&self, name: &str) -> Result<Axis, Problem> {
        let transcript = lookup::transcript(&self.transcripts, name)?;
        Ok(Axis::Transcript(transcript.id))
    }

    fn round(&self, round: &str) -> Result<Axis, Problem> {
        let rounds = rounds(&self.transcripts);
        if rounds.contains(&round) {
            return Ok(Axis::Round(round.to_owned()));
        }
        let there = match rounds.as_slice() {
            [] => "`crosscase case round` says which transcripts belong to one".to_owned(),
            rounds => format!("there are {}", rounds.join(", ")),
        };
        Err(Problem::new(format!("no transcript belongs to the round '{round}'")).next(there))
    }

    /// A subject as files name it. What is gone, or has no name of its own, is
    /// named as people would read it.
    pub(super) fn named(&self, axis: &Axis) -> Named {
        match axis {
            Axis::All => Named::All,
            Axis::Code(key) => match self.codebook.by_key(*key) {
                Some(code) => Named::Code(code.id.to_string()),
                None => Named::Typed("(a code that is gone)".to_owned()),
            },
            Axis::Case(name) => Named::Case(name.clone()),
            Axis::Attribute { name, value } => Named::Attribute {
                name: name.clone(),
                value: value.clone(),
            },
            Axis::Question(id) => Named::Question(id.clone()),
            Axis::Round(round) => Named::Round(round.clone()),
            Axis::Transcript(id) => match self.transcripts.iter().find(|it| it.id == *id) {
                Some(transcript) => Named::Transcript(transcript.name.clone()),
                None => Named::Typed("(a transcript that is gone)".to_owned()),
            },
            Axis::Nested(parts) => {
                let parts = parts.iter().map(|part| typed(&self.named(part)));
                Named::Typed(parts.collect::<Vec<_>>().join(" / "))
            }
            Axis::Speaker { name, .. } => Named::Typed(name.clone()),
            Axis::Field(name) | Axis::Coder(name) => Named::Typed(name.clone()),
            Axis::Role(role) => Named::Typed(role.to_string()),
            Axis::Furthest(key) => self.named(&Axis::Code(*key)),
        }
    }

    /// A subject as lists and messages show it.
    pub(super) fn shown(&self, axis: &Axis) -> String {
        match axis {
            Axis::Nested(parts) => {
                let parts: Vec<String> = parts.iter().map(|part| self.shown(part)).collect();
                parts.join(" › ")
            }
            Axis::Question(id) => format!("question {id}"),
            Axis::Round(round) => format!("round {round}"),
            other => match self.named(other) {
                Named::Code(name) | Named::Case(name) | Named::Transcript(name) => name,
                named => typed(&named),
            },
        }
    }

    /// Whether a subject is still in the study.
    pub(in crate::app) fn there(&self, axis: &Axis) -> bool {
        match axis {
            Axis::Code(key) | Axis::Furthest(key) => self.codebook.by_key(*key).is_some(),
            Axis::Case(name) => self.cases.iter().any(|case| case.name == *name),
            Axis::Attribute { name, value } => {
                let mut values = self.cases.iter().filter_map(|it| it.attributes.get(name));
                values.any(|known| known == value)
            }
            Axis::Question(id) => self.codebook.questions.iter().any(|it| it.id == *id),
            Axis::Transcript(id) => self.transcripts.iter().any(|it| it.id == *id),
            Axis::Round(round) => rounds(&self.transcripts).contains(&round.as_str()),
            Axis::Nested(parts) => parts.iter().all(|part| self.there(part)),
            _ => true,
        }
    }

    /// Where a subject stands among its like, for lists: codes in the order of
    /// the codebook, cases in theirs.
    pub(super) fn place(&self, axis: &Axis) -> (u8, usize, String) {
        let last = usize::MAX;
        match axis {
            Axis::Code(key) => {
                let at = self.codebook.codes.values().position(|it| it.key == *key);
                (0, at.unwrap_or(last), String::new())
            }
            Axis::Case(name) => {
                let at = self.cases.iter().position(|it| it.name == *name);
                (1, at.unwrap_or(last), name.clone())
            }
            Axis::All => (3, 0, String::new()),
            other => (2, 0, self.shown(other)),
        }
    }
}

/// A pair as people think of it: the code first, wherever it was named, and
/// `all` before those whose portrait it makes. Of two codes the first stays so.
pub(super) fn in_order(one: Axis, other: Axis) -> (Axis, Axis) {
    let swap = !has_code(&one) && (has_code(&other) || other == Axis::All);
    if swap { (other, one) } else { (one, other) }
}

fn has_code(axis: &Axis) -> bool {
    match axis {
        Axis::Code(_) | Axis::Question(_) => true,
        Axis::Nested(parts) => parts.iter().any(has_code),
        _ => false,
    }
}

/// The rounds of interviews that transcripts belong to, each once, in order.
fn rounds(transcripts: &[Transcript]) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    for round in transcripts.iter().filter_map(|it| it.round.as_deref()) {
        if !found.contains(&round) {
            found.push(round);
        }
    }
    found
}
