//! Keeping the full-text index in step with the store. The index is derived:
//! whatever happens to it, it is made again, and nothing is lost.

use crate::app::{AppError, Study};
use crate::index::{Health, Index, IndexError, Rebuilt};
use crate::model::{Document, Transcript, TranscriptId};
use crate::store::{Reader, StoreError};
use crate::text::ContentHash;
use std::collections::HashSet;
use std::path::PathBuf;

/// Something about the index that a person should hear, because a search took
/// longer than it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IndexNews {
    /// What stood there could not be used, and was made again.
    Rebuilt(Rebuilt),
    /// It cannot be kept on the disk, and why; it lasts for this command.
    InMemory(String),
}

/// An index that is up to date.
pub(super) struct Ready {
    pub index: Index,
    pub news: Option<IndexNews>,
}

impl Study {
    /// Where the index lies. Nothing in it is needed.
    pub(super) fn index_folder(&self) -> PathBuf {
        self.folder().join("index")
    }

    /// The index, brought up to date first. Progress counts turns added, of so
    /// many.
    pub(super) fn refresh_index(
        &self,
        reader: &Reader<'_>,
        transcripts: &[Transcript],
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<Ready, AppError> {
        let work = Work {
            reader,
            transcripts,
            wanted: fingerprint(transcripts),
        };
        let on_disk = Index::open_or_create(&self.index_folder())
            .map_err(Trouble::Index)
            .and_then(|index| work.bring_up(index, progress));
        let cause = match on_disk {
            Ok(index) => {
                let news = index.rebuilt().map(IndexNews::Rebuilt);
                return Ok(Ready { index, news });
            }
            Err(Trouble::Index(busy @ IndexError::Busy { .. })) => return Err(busy.into()),
            Err(Trouble::Store(error)) => return Err(error.into()),
            Err(Trouble::Index(error)) => error.cause(),
        };
        // A read-only medium, a full disk: a search works all the same.
        let index = work.bring_up(Index::in_memory()?, progress);
        match index {
            Ok(index) => Ok(Ready {
                index,
                news: Some(IndexNews::InMemory(cause)),
            }),
            Err(Trouble::Index(error)) => Err(error.into()),
            Err(Trouble::Store(error)) => Err(error.into()),
        }
    }

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

    /// Brings the index up to date before anybody asks.
    pub(super) fn prepare_index(&self) -> Result<(), AppError> {
        self.store.read(|reader| {
            let transcripts = reader.transcripts()?;
            self.refresh_index(reader, &transcripts, &mut |_, _| {})?;
            Ok(())
        })
    }

    /// How the index is, for `check`: in words if it is not as it should be.
    pub(super) fn index_remark(&self, transcripts: &[Transcript]) -> Option<String> {
        const NEXT: &str = "the next `crosscase find` makes it again";
        match Index::examine(&self.index_folder()) {
            Ok(Health::Absent) => None,
            Ok(Health::Sound { fingerprint: held }) => {
                let behind = held? != fingerprint(transcripts);
                behind.then(|| {
                    "the search index is behind; the next `crosscase find` brings it up to date"
                        .to_owned()
                })
            }
            Ok(Health::Useless(Rebuilt::OtherVersion)) => Some(format!(
                "the search index was made by another version of crosscase; {NEXT}"
            )),
            Ok(Health::Useless(Rebuilt::NotWhole)) => Some(format!(
                "the search index is damaged; nothing is lost, {NEXT}"
            )),
            Err(error) => Some(format!(
                "the search index was not looked at: {}",
                error.cause()
            )),
        }
    }
}

enum Trouble {
    Index(IndexError),
    Store(StoreError),
}

/// What the index must contain.
struct Work<'a> {
    reader: &'a Reader<'a>,
    transcripts: &'a [Transcript],
    wanted: String,
}

/// In one line a transcript: a change of text, language, cases or roles makes
/// that transcript's entry another one.
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

impl Work<'_> {
    fn bring_up(
        &self,
        mut index: Index,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<Index, Trouble> {
        let seen = index.fingerprint();
        if seen.as_deref() == Some(self.wanted.as_str()) {
            index.release();
            return Ok(index);
        }
        self.update(&mut index, seen.as_deref(), progress)?;
        Ok(index)
    }

    fn update(
        &self,
        index: &mut Index,
        seen: Option<&str>,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<(), Trouble> {
        let held: HashSet<&str> = seen.unwrap_or_default().lines().collect();
        let wanted: HashSet<&str> = self.wanted.lines().collect();
        let id_of = |line: &&str| {
            line.split_once(' ')
                .and_then(|(id, _)| id.parse().ok())
                .map(TranscriptId)
        };
        let gone: Vec<TranscriptId> = held.difference(&wanted).filter_map(id_of).collect();
        let new: HashSet<TranscriptId> = wanted.difference(&held).filter_map(id_of).collect();
        let new: Vec<&Transcript> = (self.transcripts.iter())
            .filter(|it| new.contains(&it.id))
            .collect();
        let counts = self.reader.turn_counts().map_err(Trouble::Store)?;
        let turns_of = |it: &&Transcript| counts.get(&it.document).copied().unwrap_or_default();
        let total = new.iter().map(turns_of).sum();
        // Texts are read one by one, so that a large study needs little memory.
        let mut trouble = None;
        let add = new
            .into_iter()
            .map_while(|it| match self.reader.document(&it.document) {
                Ok(document) => Some((it, document)),
                Err(error) => {
                    trouble = Some(error);
                    None
                }
            });
        let progress = &mut |done| progress(done, total);
        index
            .update::<&Transcript, Document>(seen, add, &gone, &self.wanted, progress)
            .map_err(Trouble::Index)?;
        match trouble {
            Some(error) => {
                // A part of the texts is in under the name of all: say it is not.
                let now = index.fingerprint();
                index
                    .update::<&Transcript, Document>(now.as_deref(), [], &[], "", &mut |_| {})
                    .map_err(Trouble::Index)?;
                Err(Trouble::Store(error))
            }
            None => Ok(()),
        }
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
