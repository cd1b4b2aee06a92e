//! `review`: a person decides over what rules and searches suggested.

mod amend;
mod around;
mod context;
mod decide;
mod reasons;

pub use amend::{Amended, Amendment, Words, amend};
pub use context::{Asked, InContext, in_context};
pub use decide::{Decided, decide};

use crate::analysis::{self, Passage, Suggestion};
use crate::app::selection::Selection;
use crate::app::{AppError, Study, passages};
use crate::model::{ReviewState, Table};
use around::Around;
use reasons::Reasons;

/// The suggestions that a selection names, in the order of the text.
pub fn list(study: &Study, selection: &Selection) -> Result<Vec<Suggestion>, AppError> {
    let selection = Selection {
        suggested: true,
        ..selection.clone()
    };
    study.store.read(|reader| {
        let codings = selection.codings(reader)?;
        let around = Around::all(reader)?;
        let mut reasons = Reasons::new(reader, &codings)?.of(reader, &codings)?;
        let passages = passages::passages(reader, &codings)?;
        let both = codings.iter().zip(passages);
        Ok(both
            .map(|(coding, passage)| Suggestion {
                reasons: reasons.remove(&coding.id).unwrap_or_default(),
                others: around.others(coding),
                passage,
            })
            .collect())
    })
}

/// The same as a table, for every output.
pub fn table(study: &Study, selection: &Selection) -> Result<Table, AppError> {
    Ok(analysis::review_list(
        &list(study, selection)?,
        "Suggestions",
    ))
}

/// The pending ones among those that a selection names: what a decision over
/// the selection is about.
pub fn pending(study: &Study, selection: &Selection) -> Result<Vec<Passage>, AppError> {
    let selection = Selection {
        states: vec![ReviewState::Pending],
        suggested: true,
        ..selection.clone()
    };
    crate::app::code::list(study, &selection)
}
