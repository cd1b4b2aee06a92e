//! Focus groups, in which speakers belong to several cases. Analyses compare
//! cases by their transcripts, each of one case; so such a transcript is taken
//! apart into one for each case before they see it: its voices. Every coding
//! goes with the speaker of its turn, into exactly one of them. Where a table
//! tells speakers apart, every transcript is taken apart into its speakers.

use crate::analysis::VoiceOf;
use crate::app::AppError;
use crate::model::{Document, GuideMark, Mark, Role, Transcript, TranscriptId, Turn, Voice};
use crate::store::{Reader, StoreError};
use crate::text::ContentHash;
use indexmap::IndexMap;
use std::collections::{HashMap, HashSet};

/// What analyses count, with every focus group taken apart.
pub struct Apart {
    /// In the order of their import, the voices of one beside one another.
    pub transcripts: Vec<Transcript>,
    /// The codings, each in the voice of its speaker.
    pub marks: Vec<Mark>,
    /// Who asks in a group asks everybody: each voice has all its questions.
    pub guide_marks: Vec<GuideMark>,
    /// Which whole transcript each part is of.
    pub voices: HashMap<TranscriptId, VoiceOf>,
}

/// How far transcripts are taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// One for each case, as most tables need it.
    Case,
    /// One for each speaker.
    Speaker,
}

/// Takes transcripts apart whose speakers belong to several cases, or all of
/// them by speaker. `document` is asked only for those. Voices have numbers
/// that no transcript has.
pub fn apart<E>(
    by: By,
    transcripts: Vec<Transcript>,
    mut marks: Vec<Mark>,
    guide_marks: Vec<GuideMark>,
    mut document: impl FnMut(&ContentHash) -> Result<Document, E>,
) -> Result<Apart, E> {
    let whole = |it: &Transcript| by == By::Case && it.speaker_cases.is_empty();
    if transcripts.iter().all(whole) {
        return Ok(Apart {
            transcripts,
            marks,
            guide_marks,
            voices: HashMap::new(),
        });
    }
    let taken: HashSet<u32> = transcripts.iter().map(|it| it.id.0).collect();
    let mut free = (0..=u32::MAX)
        .filter(|number| !taken.contains(number))
        .map(TranscriptId);
    let mut found = Vec::with_capacity(transcripts.len());
    let mut seats: HashMap<TranscriptId, Seats> = HashMap::new();
    let mut whose: HashMap<TranscriptId, VoiceOf> = HashMap::new();
    for transcript in transcripts {
        if whole(&transcript) {
            found.push(transcript);
            continue;
        }
        let document = document(&transcript.document)?;
        let (voices, seated) = match by {
            By::Case => seated(&transcript, &document.turns, &mut free),
            By::Speaker => seated_alone(&transcript, &document.turns, &mut free),
        };
        seats.insert(transcript.id, seated);
        for (voice, of) in voices {
            whose.insert(voice.id, of);
            found.push(voice);
        }
    }
    let mut heard: HashSet<TranscriptId> = HashSet::new();
    for mark in &mut marks {
        if let Some(seats) = seats.get(&mark.transcript) {
            mark.transcript = seats.of(mark.turn);
            heard.insert(mark.transcript);
        }
    }
    // The rest of a group is heard only where something of it is coded.
    let silent: HashSet<TranscriptId> = seats
        .values()
        .filter_map(|seats| seats.spare)
        .filter(|spare| !heard.contains(spare))
        .collect();
    found.retain(|voice| !silent.contains(&voice.id));
    let guide_marks = guide_marks.into_iter().flat_map(|mark| {
        let voices = match seats.get(&mark.transcript) {
            Some(seats) => seats.all.clone(),
            None => vec![mark.transcript],
        };
        voices.into_iter().map(move |transcript| GuideMark {
            transcript,
            ..mark.clone()
        })
    });
    Ok(Apart {
        guide_marks: guide_marks.collect(),
        transcripts: found,
        marks,
        voices: whose,
    })
}

/// Which voice speaks in which turn of a transcript.
struct Seats {
    /// By turn, from 1.
    turns: Vec<TranscriptId>,
    /// For what belongs to nobody else.
    rest: TranscriptId,
    /// The rest, if no case and nobody but a moderator is in it.
    spare: Option<TranscriptId>,
    all: Vec<TranscriptId>,
}

impl Seats {
    fn of(&self, turn: u32) -> TranscriptId {
        let at = usize::try_from(turn).ok().and_then(|at| at.checked_sub(1));
        let voice = at.and_then(|at| self.turns.get(at));
        voice.copied().unwrap_or(self.rest)
    }
}

/// The voices of one transcript, and where each of them sits.
fn seated(
    transcript: &Transcript,
    turns: &[Turn],
    free: &mut impl Iterator<Item = TranscriptId>,
) -> (Vec<(Transcript, VoiceOf)>, Seats) {
    let own = transcript.case.as_deref();
    let mut voices = transcript.voices();
    let spare = !voices.iter().any(|voice| voice.case == own);
    if spare {
        let left = |speaker: &&String| transcript.case_of(speaker) == own;
        let speakers = transcript.speakers.keys().filter(left);
        voices.push(Voice {
            case: own,
            speakers: speakers.map(String::as_str).collect(),
        });
    }
    // There are more numbers than a study can have transcripts.
    let ids: Vec<TranscriptId> = free.by_ref().take(voices.len()).collect();
    let seat = |case: Option<&str>| {
        let mut seats = voices.iter().zip(&ids);
        seats
            .find(|(voice, _)| voice.case == case)
            .map(|(_, id)| *id)
    };
    let rest = seat(own).unwrap_or(transcript.id);
    let seats = Seats {
        turns: turns
            .iter()
            .map(|turn| seat(transcript.case_of(&turn.speaker)).unwrap_or(rest))
            .collect(),
        rest,
        spare: spare.then_some(rest),
        all: ids.clone(),
    };
    let voices = voices.iter().zip(ids);
    let voices = voices.map(|(voice, id)| {
        let of = VoiceOf {
            whole: transcript.id,
            name: transcript.name.clone(),
            speaker: None,
        };
        (one_voice(transcript, voice, id), of)
    });
    (voices.collect(), seats)
}

/// The speakers of one transcript, each alone, and where each of them sits.
/// Who says nothing, as far as the turns tell, is no voice.
fn seated_alone(
    transcript: &Transcript,
    turns: &[Turn],
    free: &mut impl Iterator<Item = TranscriptId>,
) -> (Vec<(Transcript, VoiceOf)>, Seats) {
    let mut ids: IndexMap<&str, TranscriptId> = IndexMap::new();
    for turn in turns {
        if !ids.contains_key(turn.speaker.as_str()) {
            // There are more numbers than a study can have speakers.
            ids.extend(free.next().map(|id| (turn.speaker.as_str(), id)));
        }
    }
    if ids.is_empty() {
        ids.extend(free.next().map(|id| ("", id)));
    }
    let rest = ids.values().next().copied().unwrap_or(transcript.id);
    let seat = |turn: &Turn| ids.get(turn.speaker.as_str()).copied().unwrap_or(rest);
    let seats = Seats {
        turns: turns.iter().map(seat).collect(),
        rest,
        spare: None,
        all: ids.values().copied().collect(),
    };
    let voices = ids.iter().map(|(speaker, id)| {
        let role = transcript.role(speaker);
        let of = VoiceOf {
            whole: transcript.id,
            name: transcript.name.clone(),
            speaker: Some(((*speaker).to_owned(), role)),
        };
        let voice = Transcript {
            id: *id,
            case: transcript.case_of(speaker).map(str::to_owned),
            // All that this voice says counts; whether it is an informant's is
            // for the table to ask.
            speakers: [((*speaker).to_owned(), Role::Informant)]
                .into_iter()
                .collect(),
            speaker_cases: Default::default(),
            ..transcript.clone()
        };
        (voice, of)
    });
    (voices.collect(), seats)
}

/// A transcript in which only these speakers are who they are: the words of
/// everybody else count elsewhere.
fn one_voice(transcript: &Transcript, voice: &Voice<'_>, id: TranscriptId) -> Transcript {
    let mut speakers = transcript.speakers.clone();
    for (name, role) in &mut speakers {
        if !voice.speakers.contains(&name.as_str()) {
            *role = Role::Other;
        }
    }
    Transcript {
        id,
        name: transcript.name_of(&voice.speakers),
        case: voice.case.map(str::to_owned),
        speakers,
        speaker_cases: Default::default(),
        ..transcript.clone()
    }
}

/// The case that a passage in this turn belongs to.
pub fn case_at(
    reader: &Reader<'_>,
    transcript: &Transcript,
    turn: u32,
) -> Result<Option<String>, StoreError> {
    if transcript.speaker_cases.is_empty() {
        return Ok(transcript.case.clone());
    }
    let text = reader.text(&transcript.document)?;
    let speaker = reader.turn(&text, turn)?.map(|turn| turn.speaker);
    let case = transcript.case_of(speaker.as_deref().unwrap_or_default());
    Ok(case.map(str::to_owned))
}

/// The turns of a transcript in which one of these cases speaks; none where
/// all of its turns do.
pub fn turns_of(
    reader: &Reader<'_>,
    transcript: &Transcript,
    cases: &[&str],
) -> Result<Option<HashSet<u32>>, AppError> {
    let wanted = |case: Option<&str>| case.is_some_and(|case| cases.contains(&case));
    let mut speakers = transcript.speaker_cases.values();
    if wanted(transcript.case.as_deref()) && speakers.all(|case| wanted(Some(case))) {
        return Ok(None);
    }
    let turns = reader.document(&transcript.document)?.turns;
    let turns = turns.into_iter();
    let spoken = turns.filter(|turn| wanted(transcript.case_of(&turn.speaker)));
    Ok(Some(spoken.map(|turn| turn.number).collect()))
}

#[cfg(test)]
mod tests;
