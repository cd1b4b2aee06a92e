//! A transcript, its turns, and who speaks in them.

use crate::text::{ByteSpan, ContentHash, Language};
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A transcript's number inside a study.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct TranscriptId(pub u32);

/// What a speaker does in an interview.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Asks.
    Interviewer,
    /// Answers; the one whose words are coded and counted.
    Informant,
    /// Neither, or not known.
    #[default]
    Other,
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Role::Interviewer => "interviewer",
            Role::Informant => "informant",
            Role::Other => "other",
        })
    }
}

/// One person's speech until the next person speaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// Counted from 1 in order of appearance. Text outside any turn (a heading
    /// before the first) has no number.
    pub number: u32,
    /// The speaker's name as written, or empty where nobody is named.
    pub speaker: String,
    /// What was said, without the speaker's mark.
    pub span: ByteSpan,
    /// When the turn starts in the recording, in milliseconds.
    pub starts_at: Option<u64>,
    /// When it ends, in milliseconds.
    pub ends_at: Option<u64>,
}

/// A transcript as the study knows it; its text is the document it points to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transcript {
    /// Its number inside the study.
    pub id: TranscriptId,
    /// Its name, unique in the study: the file name without its ending.
    pub name: String,
    /// The case it belongs to; none keeps it out of case tables.
    pub case: Option<String>,
    /// The language its words are in.
    pub language: Language,
    /// The document it shows now.
    pub document: ContentHash,
    /// The imported file's name inside `originals/`.
    pub original: String,
    /// Hash of the imported file's bytes.
    pub original_hash: ContentHash,
    /// Every speaker with their role, in order of appearance.
    pub speakers: IndexMap<String, Role>,
    /// Which one it is, where the imported file holds several transcripts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// Speakers who belong to another case than the transcript, as in a focus
    /// group in which each is a case.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub speaker_cases: IndexMap<String, String>,
    /// The round of interviews it belongs to, where a study has several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<String>,
}

impl Transcript {
    /// The role of a speaker.
    pub fn role(&self, speaker: &str) -> Role {
        self.speakers.get(speaker).copied().unwrap_or_default()
    }

    /// The case that a speaker's words belong to.
    pub fn case_of(&self, speaker: &str) -> Option<&str> {
        let own = self.speaker_cases.get(speaker);
        own.or(self.case.as_ref()).map(String::as_str)
    }

    /// Whether any of its words belong to a case.
    pub fn speaks_for(&self, case: &str) -> bool {
        let of_speakers = self.speaker_cases.values().any(|own| own == case);
        of_speakers || self.case.as_deref() == Some(case)
    }

    /// Its speakers by the case their words belong to, those of its own case
    /// first. A moderator who belongs to no case, while others do, is left out:
    /// nobody expects the one who asks in a table of cases.
    pub fn voices(&self) -> Vec<Voice<'_>> {
        let mut voices: IndexMap<Option<&str>, Vec<&str>> = IndexMap::new();
        let own = self.case.as_deref();
        voices.insert(own, Vec::new());
        for speaker in self.speakers.keys() {
            let speakers = voices.entry(self.case_of(speaker)).or_default();
            speakers.push(speaker);
        }
        if voices.len() > 1 {
            let asks = |speaker: &&str| self.role(speaker) == Role::Interviewer;
            voices.retain(|case, speakers| match case {
                Some(_) => !speakers.is_empty(),
                None => !speakers.iter().all(asks),
            });
        }
        let voices = voices.into_iter();
        voices
            .map(|(case, speakers)| Voice { case, speakers })
            .collect()
    }

    /// What the part of it is called that these speakers have: its own name,
    /// and theirs where they are not all of its speakers.
    pub fn name_of(&self, speakers: &[&str]) -> String {
        if speakers.len() == self.speakers.len() {
            return self.name.clone();
        }
        let named = speakers.iter().map(|speaker| match *speaker {
            "" => "nobody named",
            speaker => speaker,
        });
        let named: Vec<&str> = named.collect();
        match named.as_slice() {
            [] => self.name.clone(),
            named => format!("{} ({})", self.name, named.join(", ")),
        }
    }
}

/// Those speakers of a transcript whose words belong to one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice<'a> {
    /// The case.
    pub case: Option<&'a str>,
    /// The speakers, in order of appearance.
    pub speakers: Vec<&'a str>,
}

/// Each informant as a case of their own, named like them: what the speakers
/// of a focus group are, where people are compared and not groups.
pub fn speaker_cases_of(speakers: &IndexMap<String, Role>) -> IndexMap<String, String> {
    let informants = speakers
        .iter()
        .filter(|(name, role)| **role == Role::Informant && !name.trim().is_empty());
    informants
        .map(|(name, _)| (name.clone(), name.trim().to_owned()))
        .collect()
}

/// That a turn of the interviewer asks a question of the guide. Without such
/// marks nobody can tell "not asked" from "asked, but nothing said".
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct GuideMark {
    /// The transcript.
    pub transcript: TranscriptId,
    /// The asking turn.
    pub turn: u32,
    /// The guide question's number.
    pub question: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(case: Option<&str>, cases: &[(&str, &str)]) -> Transcript {
        let speakers = [
            ("Mod", Role::Interviewer),
            ("Anna", Role::Informant),
            ("Bo", Role::Informant),
            ("", Role::Other),
        ];
        let owned = |(a, b): &(&str, &str)| ((*a).to_owned(), (*b).to_owned());
        Transcript {
            id: TranscriptId(1),
            name: "focus-1".to_owned(),
            case: case.map(str::to_owned),
            language: Language::English,
            document: ContentHash::of(b""),
            original: String::new(),
            original_hash: ContentHash::of(b""),
            speakers: speakers.map(|(a, b)| (a.to_owned(), b)).into(),
            part: None,
            speaker_cases: cases.iter().map(owned).collect(),
            round: None,
        }
    }

    fn shown(transcript: &Transcript) -> Vec<(Option<&str>, String)> {
        let voices = transcript.voices().into_iter();
        voices
            .map(|voice| (voice.case, transcript.name_of(&voice.speakers)))
            .collect()
    }

    #[test]
    fn a_transcript_has_one_voice_for_each_case_of_its_speakers() {
        let whole = group(Some("G"), &[]);
        assert_eq!(shown(&whole), [(Some("G"), "focus-1".to_owned())]);
        let apart = group(Some("G"), &[("Anna", "A"), ("Bo", "A"), ("", "B")]);
        assert_eq!(
            shown(&apart),
            [
                (Some("G"), "focus-1 (Mod)".to_owned()),
                (Some("A"), "focus-1 (Anna, Bo)".to_owned()),
                (Some("B"), "focus-1 (nobody named)".to_owned()),
            ]
        );
        assert!(apart.speaks_for("G") && apart.speaks_for("B") && !apart.speaks_for("C"));
    }

    #[test]
    fn only_a_moderator_may_be_left_without_a_case_in_silence() {
        let cases = [("Anna", "A"), ("Bo", "B")];
        let with_stranger = group(None, &cases);
        assert_eq!(
            shown(&with_stranger)[0],
            (None, "focus-1 (Mod, nobody named)".to_owned())
        );
        let mut group = with_stranger;
        group.speakers.shift_remove("");
        assert_eq!(shown(&group)[0].0, Some("A"));
        group.speaker_cases.clear();
        assert_eq!(shown(&group), [(None, "focus-1".to_owned())]);
    }

    #[test]
    fn each_informant_can_be_a_case() {
        let cases = speaker_cases_of(&group(None, &[]).speakers);
        let pairs: Vec<_> = cases.iter().collect();
        assert_eq!(
            pairs,
            [
                (&"Anna".to_owned(), &"Anna".to_owned()),
                (&"Bo".to_owned(), &"Bo".to_owned())
            ]
        );
    }
}
