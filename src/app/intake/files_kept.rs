//! The imported files, kept byte for byte.

use super::Intake;
use crate::app::reading::Source;
use crate::app::{AppError, files};
use crate::model::{Edit, Problem};
use crate::store::Original;
use crate::text::ContentHash;
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// A file to be kept.
pub(super) struct Kept {
    pub file: PathBuf,
    pub source: Source,
    pub hash: ContentHash,
}

/// Files that are in memory at a time while they are kept.
const AT_A_TIME: usize = 64;

impl Intake<'_, '_> {
    /// Lays down the files that came in, some at a time, and notes their names.
    pub fn keep_originals(&mut self) -> Result<(), AppError> {
        let originals = std::mem::take(&mut self.originals);
        for some in originals.chunks(AT_A_TIME) {
            let mut held: Vec<Cow<'_, [u8]>> = Vec::with_capacity(some.len());
            for (_, kept) in some {
                held.push(match &kept.source {
                    Source::Memory(bytes) => bytes.as_slice().into(),
                    Source::Disk => {
                        let bytes = files::read(&kept.file)?;
                        if ContentHash::of(&bytes) != kept.hash {
                            return Err(Problem::new("this file changed while it was read")
                                .in_file(&kept.file)
                                .next("close it in other programs and import it again")
                                .into());
                        }
                        bytes.into()
                    }
                });
            }
            let names: Vec<String> = some.iter().map(|(_, it)| file_name(&it.file)).collect();
            let files: Vec<Original<'_>> = some
                .iter()
                .zip(&names)
                .zip(&held)
                .map(|(((_, kept), name), bytes)| Original {
                    name,
                    bytes,
                    hash: &kept.hash,
                })
                .collect();
            let names = self.door.keep_originals(&files)?;
            for ((edits, _), name) in some.iter().zip(names) {
                for at in edits {
                    if let Some(Edit::Transcript(swap)) = self.edits.get_mut(*at)
                        && let Some(transcript) = &mut swap.after
                    {
                        transcript.original = name.clone();
                    }
                }
            }
        }
        Ok(())
    }
}

fn file_name(file: &Path) -> String {
    file.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_else(|| "transcript".to_owned())
}
