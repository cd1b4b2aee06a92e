//! A file that is here already, or a better version of one.

use super::comments::remarks;
use super::{Intake, bad_name};
use crate::app::import::CaseChoice;
use crate::app::preview::Imported;
use crate::app::{AppError, revision};
use crate::formats::transcript::{Hints, ParsedTranscript, role_in_name, roles_shown};
use crate::model::change::Swap;
use crate::model::{Edit, Role, Transcript};
use crate::text::ContentHash;
use indexmap::IndexMap;

impl Intake<'_, '_> {
    /// A file that is here already, imported again with other roles or cases
    /// named for its speakers, takes them on. Its text and turns stay.
    pub(super) fn correct_speakers(
        &mut self,
        twin: &Transcript,
        parsed: &ParsedTranscript,
        imported: &mut Imported,
    ) -> Result<(), AppError> {
        let hints = &self.request.hints;
        let hinted = !(hints.interviewers.is_empty()
            && hints.informants.is_empty()
            && hints.others.is_empty());
        let mut after = twin.clone();
        if hinted {
            // What a person said of the others before stays; what was guessed
            // of them is guessed again beside what is known now.
            let guessed = roles_shown(&parsed.document);
            for (speaker, role) in &mut after.speakers {
                let by_guess = guessed.get(speaker) == Some(role);
                let now = parsed.speakers.get(speaker).filter(|_| by_guess).copied();
                *role = hints.role_of(speaker).or(now).unwrap_or(*role);
            }
        }
        let cases = self.speaker_cases(&after.speakers)?;
        after.speaker_cases.extend(cases);
        self.set_anew(&mut after)?;
        imported.show_speakers_of(&after);
        imported.name = after.name.clone();
        imported.case = after.case.clone();
        imported.language = after.language;
        if after == *twin || !self.touched.insert(twin.id) {
            return Ok(());
        }
        imported.roles_changed = true;
        let key = (twin.original_hash.clone(), twin.part.clone());
        self.held.insert(key, after.clone());
        let swap = Swap::replace(twin.clone(), after);
        self.edits.push(Edit::Transcript(Box::new(swap)));
        self.done
            .push(format!("corrected what is known of '{}'", twin.name));
        Ok(())
    }

    /// Name, language and case of a transcript that is here, as far as a person
    /// has said them with its file.
    fn set_anew(&mut self, after: &mut Transcript) -> Result<(), AppError> {
        if let Some(language) = self.request.language {
            after.language = language;
        }
        if let Some(round) = &self.request.round {
            after.round = Some(round.clone());
        }
        if let CaseChoice::Named(case) = &self.request.case {
            after.case = Some(self.cases.named(self.door, case)?);
        }
        if let Some(name) = self.request.name.as_ref().filter(|it| **it != after.name)
            && bad_name(name, self.names.contains(name)).is_none()
        {
            self.names.insert(name.clone());
            after.name = name.clone();
        }
        Ok(())
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
        let hints = &self.request.hints;
        let mut after = twin.clone();
        after.document = one.document.hash.clone();
        after.original_hash = hash.clone();
        after.part = one.part.clone();
        after.speakers = roles_after(&twin, &one, hints);
        if let Some(language) = self.request.language {
            after.language = language;
        }
        if let Some(round) = &self.request.round {
            after.round = Some(round.clone());
        }
        after.speaker_cases = cases_after(&twin, &one, hints);
        imported.notes.extend(who_is_gone(&twin, &one, hints));
        after
            .speaker_cases
            .extend(self.speaker_cases(&one.speakers)?);
        if let Some(case) = &twin.case {
            imported
                .notes
                .extend(self.cases.describe(case, &one.attributes));
        }
        imported.show_speakers_of(&after);
        imported.case = twin.case.clone();
        let margin = remarks(twin.id, &one);
        let plan = revision::plan(self.door, &twin, after.clone(), &one.document, margin)?;
        let told = plan.told;
        imported.comments = plan.new_remarks.len();
        self.done.push(format!(
            "replaced '{}' by a corrected version ({} same, {} moved, {} lost)",
            twin.name,
            told.same,
            told.moved.len(),
            told.lost.len()
        ));
        imported.revision = Some(told);
        self.touched.insert(twin.id);
        let key = (hash, one.part.clone());
        self.held.insert(key, after);
        if self.request.dry_run {
            return Ok(None);
        }
        self.door.put_document(&one.document)?;
        let at = self.edits.len();
        self.edits.extend(plan.edits);
        self.add_memos(plan.new_remarks)?;
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

/// Who a speaker of a corrected version was in the version before: the one of
/// that name, or one who is renamed now.
fn was<'a>(twin: &'a Transcript, hints: &Hints, speaker: &str) -> Option<&'a str> {
    if let Some((same, _)) = twin.speakers.get_key_value(speaker) {
        return Some(same);
    }
    let mut before = twin.speakers.keys().map(String::as_str);
    before.find(|old| hints.renamed(old).as_deref() == Some(speaker))
}

/// The roles in a corrected version: those a person named now, then the one
/// that a new name tells, then those of the version before, then what the file
/// shows.
fn roles_after(twin: &Transcript, one: &ParsedTranscript, hints: &Hints) -> IndexMap<String, Role> {
    let role = |(speaker, shown): (&String, &Role)| {
        let told = || match twin.speakers.contains_key(speaker) {
            true => None,
            false => role_in_name(speaker),
        };
        let before = || twin.speakers.get(was(twin, hints, speaker)?).copied();
        let named = hints.role_of(speaker);
        let role = named.or_else(told).or_else(before).unwrap_or(*shown);
        (speaker.clone(), role)
    };
    one.speakers.iter().map(role).collect()
}

/// The cases of single speakers go with them, under whatever name.
fn cases_after(
    twin: &Transcript,
    one: &ParsedTranscript,
    hints: &Hints,
) -> IndexMap<String, String> {
    let case = |speaker: &String| {
        let case = twin.speaker_cases.get(was(twin, hints, speaker)?)?;
        Some((speaker.clone(), case.clone()))
    };
    one.speakers.keys().filter_map(case).collect()
}

/// Speakers of the version before who are not in this one. Their role and their
/// case go with them, and a name that a person gave may only have been left out.
fn who_is_gone(twin: &Transcript, one: &ParsedTranscript, hints: &Hints) -> Option<String> {
    let stays = |old: &str| {
        let renamed = hints.renamed(old);
        one.speakers.contains_key(old) || renamed.is_some_and(|new| one.speakers.contains_key(&new))
    };
    let gone: Vec<String> = twin
        .speakers
        .keys()
        .filter(|old| !old.is_empty() && !stays(old))
        .map(|old| match twin.speaker_cases.get(old) {
            Some(case) => format!("{old} (case {case})"),
            None => old.clone(),
        })
        .collect();
    (!gone.is_empty()).then(|| {
        format!(
            "not in this version: {}; where only the name is another, import it with \
             --speaker \"OTHER={}\"",
            gone.join(", "),
            twin.speakers
                .keys()
                .find(|old| !old.is_empty() && !stays(old))
                .map_or("NAME", String::as_str)
        )
    })
}
