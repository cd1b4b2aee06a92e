//! `export originals`: the imported files, byte for byte as they came.

use crate::app::{AppError, Study, files, lookup};
use crate::model::Problem;
use crate::text::ContentHash;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// A file that was written, or was there already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// The transcript.
    pub transcript: String,
    /// The file.
    pub file: PathBuf,
}

/// Writes the files that the named transcripts came from, all of them if none
/// is named, into a folder. A file that has another content there is not
/// overwritten.
pub fn export(study: &Study, names: &[String], folder: &Path) -> Result<Vec<Exported>, AppError> {
    let transcripts = study.store.read(|reader| reader.transcripts())?;
    let wanted = match names {
        [] => transcripts.iter().collect(),
        some => some
            .iter()
            .map(|name| lookup::transcript(&transcripts, name))
            .collect::<Result<Vec<_>, _>>()?,
    };
    let mut exported = Vec::new();
    for transcript in wanted {
        // A study from elsewhere could name a file outside these folders.
        if Path::new(&transcript.original).file_name() != Some(OsStr::new(&transcript.original)) {
            return Err(Problem::new(format!(
                "'{}' is no name of a kept file",
                transcript.original
            ))
            .next("`crosscase check` looks at the whole study")
            .into());
        }
        let kept = study.folder().join("originals").join(&transcript.original);
        let bytes = files::read(&kept)?;
        if ContentHash::of(&bytes) != transcript.original_hash {
            return Err(Problem::new("this is not the file that was imported")
                .in_file(&kept)
                .next("somebody changed it in the study's folder; take it from a backup")
                .into());
        }
        let file = folder.join(&transcript.original);
        if std::fs::read(&file).is_ok_and(|held| held != bytes) {
            return Err(Problem::new("another file of this name is there already")
                .in_file(&file)
                .next("choose another folder with --to")
                .into());
        }
        files::write(&file, &bytes)?;
        exported.push(Exported {
            transcript: transcript.name.clone(),
            file,
        });
    }
    Ok(exported)
}
