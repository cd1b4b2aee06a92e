//! Which case a transcript and its speakers belong to.

use super::Intake;
use crate::app::AppError;
use crate::app::import::CaseChoice;
use crate::app::preview::Imported;
use crate::formats::transcript::ParsedTranscript;
use crate::model::Role;
use crate::model::case::folded_name;
use crate::model::transcript::speaker_cases_of;
use indexmap::IndexMap;
use std::path::Path;

impl Intake<'_, '_> {
    /// The case a new transcript goes to, and what is known of that case.
    pub(super) fn place_in_case(
        &mut self,
        file: &Path,
        name: &str,
        one: &ParsedTranscript,
        imported: &mut Imported,
    ) -> Result<(), AppError> {
        let mut attributes = one.attributes.clone();
        let own = one.case.clone().unwrap_or_else(|| name.to_owned());
        let wanted = match &self.request.case {
            CaseChoice::FromName => own,
            CaseChoice::Named(case) => case.clone(),
            CaseChoice::None | CaseChoice::Speakers => return Ok(()),
            CaseChoice::Folder => match folder_of(file) {
                Some(folder) => folder,
                None => {
                    imported.notes.push(
                        "it lies in no named folder; its case is named after the file".into(),
                    );
                    own
                }
            },
            CaseChoice::Pattern(pattern) => match pattern.read(file) {
                Some(told) => {
                    attributes.extend(told.attributes);
                    told.case.unwrap_or(own)
                }
                None => {
                    imported.notes.push(
                        "its name does not fit the pattern of --case-from; \
                         its case is named after the file"
                            .into(),
                    );
                    own
                }
            },
        };
        let case = self.cases.named(self.door, &wanted)?;
        imported
            .notes
            .extend(self.cases.describe(&case, &attributes));
        imported.case = Some(case);
        Ok(())
    }

    /// The speakers who belong to a case of their own.
    pub(super) fn speaker_cases(
        &mut self,
        speakers: &IndexMap<String, Role>,
    ) -> Result<IndexMap<String, String>, AppError> {
        let each = match self.request.case {
            CaseChoice::Speakers => speaker_cases_of(speakers),
            _ => IndexMap::new(),
        };
        let mut cases = IndexMap::new();
        for speaker in speakers.keys() {
            let folded = folded_name(speaker);
            let mut given = self.request.speaker_cases.iter();
            let given = given.find(|(name, _)| folded_name(name) == folded);
            let given = given.map(|(_, case)| case);
            let Some(wanted) = given.or(each.get(speaker)) else {
                continue;
            };
            let case = self.cases.named(self.door, wanted)?;
            cases.insert(speaker.clone(), case);
        }
        Ok(cases)
    }
}

fn folder_of(file: &Path) -> Option<String> {
    let folder = file.parent()?.file_name()?;
    Some(folder.to_string_lossy().into_owned())
}
