//! The codings that a summary cites: which one a reference means, and how each
//! is named so that it can be found again.

use crate::app::summary::Names;
use crate::app::{AppError, lookup, voices};
use crate::model::coding_ref::CodingRef;
use crate::model::{Axis, Citation, Coder, Coding, ReviewState};
use crate::store::{CodingFilter, Reader};

/// The codings that these references mean, each once.
pub(super) fn citations(
    reader: &Reader<'_>,
    names: &Names,
    references: &[CodingRef],
    pair: (&Axis, &Axis),
    who: &Coder,
) -> Result<Vec<Citation>, AppError> {
    let mut cites: Vec<Citation> = Vec::new();
    for reference in references {
        let coding = cited(reader, names, reference, who)?;
        for axis in [pair.0, pair.1] {
            of_this_case(reader, names, &coding, axis, reference)?;
        }
        let cite = Citation::from(&coding);
        if !cites.contains(&cite) {
            cites.push(cite);
        }
    }
    Ok(cites)
}

/// A cell's evidence comes from its own case. (Which code it carries is the
/// writer's to judge: a passage may speak for a theme it was not coded for.)
fn of_this_case(
    reader: &Reader<'_>,
    names: &Names,
    coding: &Coding,
    axis: &Axis,
    reference: &CodingRef,
) -> Result<(), AppError> {
    let transcript = names
        .transcripts
        .iter()
        .find(|it| it.id == coding.transcript);
    let held = match transcript {
        Some(transcript) => voices::case_at(reader, transcript, coding.turn)?,
        None => None,
    };
    match (axis, held) {
        (Axis::Case(case), Some(held)) if *case != held => Err(AppError::request(
            format!("'{reference}' belongs to the case '{held}', not to '{case}'"),
            format!(
                "cite codings of '{case}'; `crosscase code --list --case \"{case}\"` shows them"
            ),
        )),
        _ => Ok(()),
    }
}

/// The one coding a reference means: the writer's own where several coders
/// have coded so, and never a guess among several.
fn cited(
    reader: &Reader<'_>,
    names: &Names,
    reference: &CodingRef,
    who: &Coder,
) -> Result<Coding, AppError> {
    let transcript = lookup::transcript(&names.transcripts, &reference.transcript)?;
    let filter = CodingFilter {
        transcripts: vec![transcript.id],
        turn: Some(reference.turn),
        codes: vec![names.codebook.require(&reference.code)?.key],
        states: vec![ReviewState::Accepted],
        ..CodingFilter::default()
    };
    let mut found = reader.codings(&filter)?;
    if let Some(quote) = &reference.quote {
        match found.iter().any(|coding| coding.quote == *quote) {
            // The whole quote means itself, not a longer one around it.
            true => found.retain(|coding| coding.quote == *quote),
            false => found.retain(|coding| coding.quote.contains(quote.as_str())),
        }
    }
    if found.iter().any(|coding| coding.coder == *who) {
        found.retain(|coding| coding.coder == *who);
    }
    match found.len() {
        1 => found
            .pop()
            .ok_or_else(|| AppError::Defect("a citation vanished".to_owned())),
        0 => Err(AppError::request(
            format!("no coding '{reference}' to cite"),
            format!(
                "`crosscase code --list --transcript {}` shows what is coded",
                transcript.name
            ),
        )),
        many => Err(AppError::request(
            format!("'{reference}' fits {many} codings"),
            format!("add some of the quoted words: {reference} \"…\""),
        )),
    }
}

/// Where a coding stands and which code it carries; nothing where the study has
/// lost one of the two.
pub(super) fn place_of(names: &Names, coding: &Coding) -> Option<CodingRef> {
    let transcript = names
        .transcripts
        .iter()
        .find(|it| it.id == coding.transcript)?;
    Some(CodingRef {
        transcript: transcript.name.clone(),
        turn: coding.turn,
        code: names.codebook.by_key(coding.code)?.id.to_string(),
        quote: None,
    })
}

/// How a coding is named so that only it is meant: with its quote where the
/// turn carries the code more than once.
pub(super) fn reference_to(
    reader: &Reader<'_>,
    names: &Names,
    coding: &Coding,
) -> Result<Option<CodingRef>, AppError> {
    let Some(place) = place_of(names, coding) else {
        return Ok(None);
    };
    let filter = CodingFilter {
        transcripts: vec![coding.transcript],
        turn: Some(coding.turn),
        codes: vec![coding.code],
        states: vec![ReviewState::Accepted],
        ..CodingFilter::default()
    };
    let alone = reader.codings(&filter)?.len() < 2;
    Ok(Some(CodingRef {
        quote: (!alone).then(|| coding.quote.clone()),
        ..place
    }))
}
