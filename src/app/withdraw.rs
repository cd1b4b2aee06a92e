//! `import --remove`: an interview leaves the study, with all that was said of
//! it. Summaries that cite it stay and are flagged: their words are somebody's
//! work, but their evidence is gone.

use crate::app::{AppError, Session, Study, lookup};
use crate::model::change::Swap;
use crate::model::{Change, CodingId, Edit, LostCoding, MemoTarget};
use crate::store::CodingFilter;
use std::collections::HashSet;

/// What left the study.
#[derive(Clone, Debug, Default)]
pub struct Withdrawn {
    /// The transcript's name.
    pub name: String,
    /// How many codings and suggestions went with it.
    pub codings: usize,
    /// How many summaries were written from some of them.
    pub summaries: usize,
}

/// Removes a transcript as one change, which `undo` takes back. The imported
/// file stays in `originals/` and the text in the journal's reach.
pub fn withdraw(study: &mut Study, session: &Session, name: &str) -> Result<Withdrawn, AppError> {
    study.store.change(&session.who, &session.at, |door| {
        let transcripts = door.transcripts()?;
        let transcript = lookup::transcript(&transcripts, name)?;
        let filter = CodingFilter {
            transcripts: vec![transcript.id],
            ..CodingFilter::default()
        };
        let codings = door.codings(&filter)?;
        let lost = door.lost_codings()?.into_iter();
        let lost = lost.filter(|lost| lost.coding.transcript == transcript.id);
        let lost: Vec<LostCoding> = lost.collect();
        let with_a_place = codings.iter().map(|coding| coding.id);
        let ids: HashSet<CodingId> = with_a_place
            .chain(lost.iter().map(|lost| lost.coding.id))
            .collect();
        let mut edits = Vec::new();
        for memo in door.memos()? {
            let about = match &memo.target {
                MemoTarget::Coding(id) => ids.contains(id),
                MemoTarget::Transcript(id) | MemoTarget::Passage { transcript: id, .. } => {
                    *id == transcript.id
                }
                _ => false,
            };
            if about {
                edits.push(Edit::Memo(Swap::remove(memo)));
            }
        }
        for mark in door.guide_marks()? {
            if mark.transcript == transcript.id {
                edits.push(Edit::Guide(Swap::remove(mark)));
            }
        }
        let removals = lost.into_iter().map(Swap::remove).map(Box::new);
        edits.extend(removals.map(Edit::Lost));
        let summaries = door
            .summaries()?
            .iter()
            .filter(|summary| summary.remembered().iter().any(|id| ids.contains(id)))
            .count();
        let told = Withdrawn {
            name: transcript.name.clone(),
            codings: ids.len(),
            summaries,
        };
        let removals = codings.into_iter().map(Swap::remove).map(Box::new);
        edits.extend(removals.map(Edit::Coding));
        edits.push(Edit::Transcript(Box::new(Swap::remove(transcript.clone()))));
        let title = format!("removed the transcript '{}'", transcript.name);
        Ok((Some(Change::new(title, edits)), told))
    })
}
