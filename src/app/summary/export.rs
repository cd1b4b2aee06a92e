//! All written cells as a file that `summary import` reads.

use crate::app::summary::Names;
use crate::app::summary::cite::reference_to;
use crate::app::{AppError, Study, files};
use crate::formats::summaries::{SummaryEntry, write_summaries};
use crate::model::ReviewState;
use std::path::Path;

/// What was written out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// Summaries.
    pub summaries: usize,
    /// Citations that were left out, as what they cite is gone.
    pub left_out: usize,
}

/// Writes all summaries to a file, in the order in which they are listed.
pub fn export(study: &Study, file: &Path) -> Result<Exported, AppError> {
    let (text, told) = study.store.read(|reader| -> Result<_, AppError> {
        let names = Names::new(reader)?;
        let mut told = Exported::default();
        let mut summaries = reader.summaries()?;
        summaries.sort_by_cached_key(|it| (names.place(&it.row), names.place(&it.column)));
        let mut entries = Vec::new();
        for summary in summaries {
            let mut cites = Vec::new();
            for cite in &summary.cites {
                let coding = reader.coding(cite.coding)?;
                let coding = coding.filter(|it| it.state == ReviewState::Accepted);
                let reference = match coding {
                    Some(it) => reference_to(reader, &names, &it)?,
                    None => None,
                };
                told.left_out += usize::from(reference.is_none());
                cites.extend(reference);
            }
            told.summaries += 1;
            entries.push(SummaryEntry {
                line: 0,
                row: names.named(&summary.row),
                column: names.named(&summary.column),
                text: summary.text,
                state: Some(summary.state),
                origin: summary.origin,
                cites,
            });
        }
        Ok((write_summaries(&entries), told))
    })?;
    files::write(file, text.as_bytes())?;
    Ok(told)
}
