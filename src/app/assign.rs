//! `case assign`: which case a transcript belongs to, or, in a focus group, the
//! words of some of its speakers.

use crate::app::cases::moved_with_case;
use crate::app::{AppError, Session, Study, lookup};
use crate::model::case::folded_name;
use crate::model::change::Swap;
use crate::model::{Change, Edit, Transcript};
use crate::store::Door;

/// What belongs to which case now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assigned {
    /// The transcript.
    pub transcript: String,
    /// The speakers it is about; none means the transcript.
    pub speakers: Vec<String>,
    /// Their case.
    pub case: Option<String>,
    /// Speakers who stay in cases of their own while the transcript moves.
    pub stay: Vec<String>,
}

/// Puts a transcript into a case, or into none. Speakers who belong to another
/// case than the transcript stay there.
pub fn assign(
    study: &mut Study,
    session: &Session,
    transcript: &str,
    case: Option<&str>,
) -> Result<Assigned, AppError> {
    study.store.change(&session.who, &session.at, |door| {
        let transcripts = door.transcripts()?;
        let held = lookup::transcript(&transcripts, transcript)?;
        let case = known(door, case)?;
        let title = match &case {
            Some(case) => format!("put '{}' into the case '{case}'", held.name),
            None => format!("took '{}' out of its case", held.name),
        };
        let own = held.speaker_cases.iter();
        let stay = own.filter(|(_, own)| case.as_ref() != Some(*own));
        let told = Assigned {
            transcript: held.name.clone(),
            speakers: Vec::new(),
            case: case.clone(),
            stay: stay.map(|(speaker, _)| speaker.clone()).collect(),
        };
        let after = Transcript {
            case,
            ..held.clone()
        };
        Ok((change(door, held, after, title)?, told))
    })
}

/// Says to which round of interviews a transcript belongs, or to none. Returns
/// its name.
pub fn set_round(
    study: &mut Study,
    session: &Session,
    transcript: &str,
    round: Option<&str>,
) -> Result<String, AppError> {
    let round = round.map(str::trim);
    if round == Some("") {
        return Err(AppError::request(
            "a round needs a name",
            "give one, such as 2, or say --none",
        ));
    }
    study.store.change(&session.who, &session.at, |door| {
        let transcripts = door.transcripts()?;
        let held = lookup::transcript(&transcripts, transcript)?;
        let after = Transcript {
            round: round.map(str::to_owned),
            ..held.clone()
        };
        let title = match round {
            Some(round) => format!("put '{}' into round {round}", held.name),
            None => format!("took '{}' out of its round", held.name),
        };
        Ok((change(door, held, after, title)?, held.name.clone()))
    })
}

/// Puts the words of some speakers of a transcript into a case; without one,
/// back to where the rest of the transcript belongs.
pub fn assign_speakers(
    study: &mut Study,
    session: &Session,
    transcript: &str,
    speakers: &[String],
    case: Option<&str>,
) -> Result<Assigned, AppError> {
    study.store.change(&session.who, &session.at, |door| {
        let transcripts = door.transcripts()?;
        let held = lookup::transcript(&transcripts, transcript)?;
        let case = known(door, case)?;
        let mut after = held.clone();
        let mut told = Assigned {
            transcript: held.name.clone(),
            ..Assigned::default()
        };
        for name in speakers {
            let speaker = lookup::speaker(held, name)?;
            match &case {
                Some(case) if held.case.as_ref() != Some(case) => {
                    after.speaker_cases.insert(speaker.to_owned(), case.clone());
                }
                _ => {
                    after.speaker_cases.shift_remove(speaker);
                }
            }
            told.speakers.push(speaker.to_owned());
        }
        // In the order in which people speak, however they were named here.
        let place = |speaker: &String| held.speakers.get_index_of(speaker);
        after
            .speaker_cases
            .sort_by(|a, _, b, _| place(a).cmp(&place(b)));
        let who = told.speakers.join(", ");
        let title = match &case {
            Some(case) => format!("put {who} of '{}' into the case '{case}'", held.name),
            None => format!("put {who} of '{}' where the transcript belongs", held.name),
        };
        told.case = case.or_else(|| held.case.clone());
        Ok((change(door, held, after, title)?, told))
    })
}

fn known(door: &Door<'_>, case: Option<&str>) -> Result<Option<String>, AppError> {
    Ok(match case {
        Some(name) => Some(lookup::case(&door.cases()?, name)?.name.clone()),
        None => None,
    })
}

fn change(
    door: &Door<'_>,
    held: &Transcript,
    after: Transcript,
    title: String,
) -> Result<Option<Change>, AppError> {
    if after == *held {
        return Ok(None);
    }
    let abandoned = abandoned(door, held, &after)?;
    let edit = Edit::Transcript(Box::new(Swap::replace(held.clone(), after)));
    let mut edits = vec![edit];
    edits.extend(abandoned);
    Ok(Some(Change::new(title, edits)))
}

/// The removal of the cases that a transcript or its speakers leave, if those
/// were made on its import and nothing else was ever said of them.
fn abandoned(
    door: &Door<'_>,
    held: &Transcript,
    after: &Transcript,
) -> Result<Vec<Edit>, AppError> {
    let mut edits = Vec::new();
    let transcripts = door.transcripts()?;
    for case in door.cases()? {
        if !held.speaks_for(&case.name) || after.speaks_for(&case.name) {
            continue;
        }
        let folded = folded_name(&case.name);
        let mut makers = std::iter::once(&held.name).chain(held.speakers.keys());
        let mut others = transcripts.iter().filter(|it| it.id != held.id);
        let in_use = !makers.any(|name| folded_name(name) == folded)
            || others.any(|it| it.speaks_for(&case.name))
            || !moved_with_case(door, &case.name, None)?
                .iter()
                .all(|edit| matches!(edit, Edit::Transcript(_)));
        if !in_use && case.attributes.is_empty() {
            edits.push(Edit::Case {
                position: door.case_position(&case.name)?,
                case: Swap::remove(case),
            });
        }
    }
    Ok(edits)
}
