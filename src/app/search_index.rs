//! Keeping the full-text index in step with the store. The index is derived:
//! whatever happens to it, it is made again, and nothing is lost.

use crate::app::{AppError, Study};
use crate::index::{Index, IndexError};
use crate::model::{Document, Transcript, TranscriptId};
use crate::store::Reader;
use crate::text::ContentHash;
use std::collections::HashSet;
use std::path::PathBuf;

impl Study {
    /// Where the index lies. Nothing in it is needed.
    pub(super) fn index_folder(&self) -> PathBuf {
        self.folder().join("index")
    }

    /// The index, brought up to date first. Progress counts turns added.
    pub(super) fn refresh_index(&self, progress: &mut dyn FnMut(usize)) -> Result<Index, AppError> {
        let mut index = match Index::open_or_create(&self.index_folder()) {
            Err(IndexError::Directory { .. }) => Index::in_memory()?,
            other => other?,
        };
        self.store.read(|reader| {
            let transcripts = reader.transcripts()?;
            let wanted = fingerprint(&transcripts);
            if index.fingerprint().as_deref() == Some(wanted.as_str()) {
                return Ok(());
            }
            update(&mut index, reader, &transcripts, &wanted, progress)
        })?;
        Ok(index)
    }
}

impl Study {
    /// The index as it lies there, if it is any good, with those of the
    /// transcripts that it holds as they are now. Nothing is written.
    pub(super) fn index_as_it_is(
        &self,
        transcripts: &[Transcript],
    ) -> Option<(Index, HashSet<TranscriptId>)> {
        let (index, held) = Index::open_as_it_is(&self.index_folder())?;
        let held: HashSet<&str> = held.lines().collect();
        let known = transcripts
            .iter()
            .filter(|it| held.contains(line_of(it).trim_end()))
            .map(|it| it.id);
        Some((index, known.collect()))
    }
}

/// What the index must contain, in one line a transcript: a change of text,
/// language, cases or roles makes that transcript's entry another one.
fn fingerprint(transcripts: &[Transcript]) -> String {
    transcripts.iter().map(line_of).collect()
}

fn line_of(transcript: &Transcript) -> String {
    format!("{} {}\n", transcript.id.0, state_of(transcript))
}

fn state_of(transcript: &Transcript) -> String {
    let matter = format!(
        "{} {} {:?} {:?} {:?}",
        transcript.document,
        transcript.language,
        transcript.case,
        transcript.speakers,
        transcript.speaker_cases
    );
    ContentHash::of(matter.as_bytes()).short().to_owned()
}

fn update(
    index: &mut Index,
    reader: &Reader<'_>,
    transcripts: &[Transcript],
    wanted: &str,
    progress: &mut dyn FnMut(usize),
) -> Result<(), AppError> {
    let seen = index.fingerprint();
    let held: HashSet<&str> = seen.as_deref().unwrap_or_default().lines().collect();
    let wanted_lines: HashSet<&str> = wanted.lines().collect();
    let id_of = |line: &&str| {
        line.split_once(' ')
            .and_then(|(id, _)| id.parse().ok())
            .map(TranscriptId)
    };
    let gone: Vec<TranscriptId> = held.difference(&wanted_lines).filter_map(id_of).collect();
    let new: HashSet<TranscriptId> = wanted_lines.difference(&held).filter_map(id_of).collect();
    // Texts are read one by one, so that a large study needs little memory.
    let mut trouble = None;
    let add = transcripts
        .iter()
        .filter(|it| new.contains(&it.id))
        .map_while(|it| match reader.document(&it.document) {
            Ok(document) => Some((it, document)),
            Err(error) => {
                trouble = Some(error);
                None
            }
        });
    index.update::<&Transcript, Document>(seen.as_deref(), add, &gone, wanted, progress)?;
    match trouble {
        Some(error) => {
            // A part of the texts is in under the name of all: say it is not.
            let now = index.fingerprint();
            index.update::<&Transcript, Document>(now.as_deref(), [], &[], "", &mut |_| {})?;
            Err(error.into())
        }
        None => Ok(()),
    }
}

impl From<IndexError> for AppError {
    fn from(error: IndexError) -> Self {
        let next = match error {
            IndexError::Busy { .. } => "give the command again in a moment",
            _ => "delete the folder; nothing in it is needed, and it is made anew",
        };
        AppError::request(error.to_string(), next)
    }
}
