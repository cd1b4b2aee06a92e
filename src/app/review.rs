//! `review`: a person decides over what rules suggested.

use crate::analysis::{self, Passage};
use crate::app::selection::Selection;
use crate::app::{AppError, Session, Study, passages};
use crate::model::{Change, Coding, CodingId, Edit, Problem, ReviewState, Table};
use crate::store::{CodingFilter, Reader};
use crate::text::counted;

/// The suggestions that a selection names, in the order of the text.
pub fn list(study: &Study, selection: &Selection) -> Result<Vec<Passage>, AppError> {
    let selection = Selection {
        suggested: true,
        ..selection.clone()
    };
    crate::app::code::list(study, &selection)
}

/// The same as a table, for every output.
pub fn table(study: &Study, selection: &Selection) -> Result<Table, AppError> {
    Ok(analysis::review_list(
        &list(study, selection)?,
        "Suggestions",
    ))
}

/// Which suggestions a decision is about.
#[derive(Clone, Debug)]
pub enum Which {
    /// These.
    Ids(Vec<CodingId>),
    /// All pending ones that a selection names.
    Selected(Selection),
}

/// Accepts or rejects suggestions, all in one change. Returns them.
pub fn decide(
    study: &mut Study,
    session: &Session,
    which: &Which,
    decision: ReviewState,
) -> Result<Vec<CodingId>, AppError> {
    study.store.change(&session.who, &session.at, |door| {
        let codings = match which {
            Which::Ids(ids) => by_number(door, ids)?,
            Which::Selected(selection) => {
                let pending = Selection {
                    states: vec![ReviewState::Pending],
                    suggested: true,
                    ..selection.clone()
                };
                pending.codings(door)?
            }
        };
        let ids: Vec<CodingId> = codings.iter().map(|coding| coding.id).collect();
        if ids.is_empty() {
            return Ok((None, ids));
        }
        let title = title(door, &codings, decision)?;
        let edit = Edit::Decision {
            codings: ids.clone(),
            before: ReviewState::Pending,
            after: decision,
            coder_before: String::new(),
            coder_after: session.who.clone(),
            at_before: None,
            at_after: Some(session.at.clone()),
        };
        Ok((Some(Change::new(title, vec![edit])), ids))
    })
}

/// What the journal says of a decision: over how many, and of which codes.
fn title(
    reader: &Reader<'_>,
    codings: &[Coding],
    decision: ReviewState,
) -> Result<String, AppError> {
    let codebook = reader.codebook()?;
    let mut codes: Vec<&str> = Vec::new();
    for coding in codings {
        let name = codebook
            .by_key(coding.code)
            .map_or("?", |code| code.id.as_str());
        if !codes.contains(&name) {
            codes.push(name);
        }
    }
    if let [one] = codings {
        let transcript = reader.transcript(one.transcript)?;
        let name = transcript.map_or_else(|| "?".to_owned(), |it| it.name);
        return Ok(format!(
            "{decision} suggestion {}: {} at {name}:{}",
            one.id,
            codes.concat(),
            one.turn
        ));
    }
    let more = codes.len().saturating_sub(4);
    codes.truncate(4);
    let more = if more > 0 {
        format!(" and {more} more codes")
    } else {
        String::new()
    };
    let count = counted(codings.len(), "suggestion");
    Ok(format!("{decision} {count} of {}{more}", codes.join(", ")))
}

fn by_number(reader: &Reader<'_>, ids: &[CodingId]) -> Result<Vec<Coding>, AppError> {
    let mut found = Vec::new();
    let mut problems = Vec::new();
    for id in ids.iter().collect::<std::collections::BTreeSet<_>>() {
        match reader.coding(*id)? {
            Some(coding) if coding.state == ReviewState::Pending => found.push(coding),
            Some(coding) if coding.origin.is_suggested() => problems.push(
                Problem::new(format!("suggestion {id} was {} already", coding.state))
                    .next("take that back with `crosscase undo`, or code the passage by hand"),
            ),
            Some(_) => problems.push(
                Problem::new(format!("coding {id} is no suggestion"))
                    .next("`crosscase code --remove` takes a hand coding away"),
            ),
            None => problems.push(
                Problem::new(format!("no suggestion {id}"))
                    .next("`crosscase review` lists them with their numbers"),
            ),
        }
    }
    if problems.is_empty() {
        Ok(found)
    } else {
        Err(AppError::Problems(problems))
    }
}

/// One suggestion with the turn it stands in, for reviewing one by one.
#[derive(Clone, Debug)]
pub struct InContext {
    /// The suggestion.
    pub passage: Passage,
    /// The turn's words before the passage.
    pub before: String,
    /// And after it.
    pub after: String,
    /// What the code means.
    pub definition: Option<String>,
    /// Other codes that people gave to the same words.
    pub other_codes: Vec<String>,
}

/// A suggestion with its surroundings.
pub fn in_context(study: &Study, id: CodingId) -> Result<InContext, AppError> {
    study.store.read(|reader| {
        let codings = by_number(reader, &[id])?;
        let passage = passages::passages(reader, &codings)?.into_iter().next();
        let (Some(coding), Some(passage)) = (codings.into_iter().next(), passage) else {
            return Err(AppError::Defect(format!("suggestion {id} vanished")));
        };
        let codebook = reader.codebook()?;
        let transcript = reader
            .transcript(coding.transcript)?
            .ok_or_else(|| AppError::Defect(format!("suggestion {id} has no transcript")))?;
        let document = reader.document(&transcript.document)?;
        let text = document.text.as_str();
        let turn = document.turn(coding.turn).map(|turn| turn.span);
        let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default().to_owned();
        let same_turn = CodingFilter {
            transcripts: vec![coding.transcript],
            turn: Some(coding.turn),
            states: vec![ReviewState::Accepted],
            ..CodingFilter::default()
        };
        let mut other_codes: Vec<String> = reader
            .codings(&same_turn)?
            .iter()
            .filter(|other| other.span.overlaps(coding.span))
            .filter_map(|other| codebook.by_key(other.code))
            .map(|code| code.id.to_string())
            .collect();
        other_codes.dedup();
        Ok(InContext {
            before: turn.map_or_else(String::new, |turn| part(turn.start(), coding.span.start())),
            after: turn.map_or_else(String::new, |turn| part(coding.span.end(), turn.end())),
            definition: codebook
                .by_key(coding.code)
                .and_then(|code| code.definition.clone().or_else(|| Some(code.label.clone()))),
            passage,
            other_codes,
        })
    })
}
