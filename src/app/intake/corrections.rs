//! A file that is here already, or a better version of one.

use super::Intake;
use crate::app::preview::{Imported, describe};
use crate::app::{AppError, revision};
use crate::formats::transcript::{Hints, ParsedTranscript};
use crate::model::case::folded_name;
use crate::model::change::Swap;
use crate::model::{Edit, Role, Transcript};
use crate::text::ContentHash;
use indexmap::IndexMap;
use std::collections::HashSet;

impl Intake<'_, '_> {
    /// A file that is here already, imported again with other roles or cases
    /// named for its speakers, takes them on. Its text and turns stay.
    pub(super) fn correct_speakers(
        &mut self,
        twin: &Transcript,
        parsed: &ParsedTranscript,
    ) -> Result<bool, AppError> {
        let hints = &self.request.hints;
        let hinted = !(hints.interviewers.is_empty()
            && hints.informants.is_empty()
            && hints.others.is_empty());
        let mut after = twin.clone();
        if hinted && twin.document == parsed.document.hash {
            after.speakers = parsed.speakers.clone();
        }
        let cases = self.speaker_cases(parsed, &mut describe("", self.language, parsed))?;
        after.speaker_cases.extend(cases);
        if after == *twin {
            return Ok(false);
        }
        let key = (twin.original_hash.clone(), twin.part.clone());
        self.held.insert(key, after.clone());
        let swap = Swap::replace(twin.clone(), after);
        self.edits.push(Edit::Transcript(Box::new(swap)));
        self.done
            .push(format!("corrected the speakers of '{}'", twin.name));
        Ok(true)
    }

    /// A corrected version takes the place of a transcript. Returns where the
    /// edit stands that shows it, unless this is only a look.
    pub(super) fn correct(
        &mut self,
        twin: Transcript,
        hash: ContentHash,
        one: ParsedTranscript,
        imported: &mut Imported,
    ) -> Result<Option<usize>, AppError> {
        let mut after = twin.clone();
        after.document = one.document.hash.clone();
        after.original_hash = hash.clone();
        after.part = one.part.clone();
        after.speakers = roles_after(&twin, &one, &self.request.hints);
        after
            .speaker_cases
            .retain(|speaker, _| one.speakers.contains_key(speaker));
        after
            .speaker_cases
            .extend(self.speaker_cases(&one, imported)?);
        for line in &mut imported.speakers {
            line.role = after.role(&line.name);
        }
        imported.name = twin.name.clone();
        imported.case = twin.case.clone();
        imported.language = twin.language;
        let (edits, told) = revision::plan(self.door, &twin, after.clone(), &one.document)?;
        self.done.push(format!(
            "replaced '{}' by a corrected version ({} same, {} moved, {} lost)",
            twin.name,
            told.same,
            told.moved.len(),
            told.lost.len()
        ));
        imported.revision = Some(told);
        if self.request.dry_run {
            return Ok(None);
        }
        self.door.put_document(&one.document)?;
        let key = (hash, one.part.clone());
        self.held.insert(key, after);
        let at = self.edits.len();
        self.edits.extend(edits);
        Ok(Some(at))
    }
}

/// Whether what a person said changes how a file is read, not only who is who.
pub(super) fn reads_otherwise(hints: &Hints) -> bool {
    !(hints.renames.is_empty()
        && hints.not_speakers.is_empty()
        && hints.turn_marks.is_empty()
        && hints.columns.is_empty())
}

/// The roles in a corrected version: those a person named now, then those of
/// the version before, then what the file shows.
fn roles_after(twin: &Transcript, one: &ParsedTranscript, hints: &Hints) -> IndexMap<String, Role> {
    let named: HashSet<String> = hints
        .interviewers
        .iter()
        .chain(&hints.informants)
        .chain(&hints.others)
        .map(|name| folded_name(name))
        .collect();
    one.speakers
        .iter()
        .map(|(speaker, role)| {
            let before = twin
                .speakers
                .get(speaker)
                .filter(|_| !named.contains(&folded_name(speaker)));
            (speaker.clone(), before.copied().unwrap_or(*role))
        })
        .collect()
}
