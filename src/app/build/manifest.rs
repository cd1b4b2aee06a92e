//! The list of what a build made, from what: `out/manifest.json`. By it the
//! next build knows what it need not make again and what it may take away, and
//! nothing that a person put into the folder.

use crate::app::{AppError, Study, files};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::path::{Component, Path};

const FILE: &str = "manifest.json";
/// What builds wrote before there was a manifest: names alone.
const OLD_LIST: &str = "built-files.txt";
const FORMAT: &str = "crosscase build";
const VERSION: u32 = 1;

/// One file of a build.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its path inside `out/`, with slashes.
    pub file: String,
    /// What orders it: a spec's path inside the study, or `built in`.
    pub from: String,
    /// Fingerprint of all that it shows.
    pub content: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// A file that a build read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Its path inside the study, or what else it is, such as `codebook`.
    pub name: String,
    /// SHA-256 of its content.
    pub sha256: String,
}

/// All of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    format: String,
    version: u32,
    /// The program that made the files; another makes all anew.
    program: String,
    /// What was read.
    #[serde(default)]
    pub inputs: Vec<Input>,
    /// What was made.
    #[serde(default)]
    pub files: Vec<Line>,
}

impl Default for Manifest {
    fn default() -> Self {
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            inputs: Vec::new(),
            files: Vec::new(),
        }
    }
}

impl Manifest {
    /// Of a build just made.
    pub fn new(inputs: Vec<Input>, files: Vec<Line>) -> Self {
        Self {
            inputs,
            files,
            ..Self::default()
        }
    }

    /// That of the last build. One that cannot be read, or that another
    /// version wrote, keeps its names (so that what is no longer made goes)
    /// and says nothing of what is current.
    pub fn read(study: &Study) -> Result<Self, AppError> {
        let folder = study.out_folder();
        let mut manifest = match std::fs::read(folder.join(FILE)) {
            Ok(bytes) => serde_json::from_slice::<Self>(&bytes).unwrap_or_default(),
            Err(_) => Self::of_old_list(&folder),
        };
        let same = Self::default();
        if (manifest.version, &manifest.program) != (same.version, &same.program) {
            manifest
                .files
                .iter_mut()
                .for_each(|line| line.content.clear());
        }
        // The file lies where anybody can write: a path may not lead out.
        manifest.files.retain(|line| {
            let mut parts = Path::new(&line.file).components();
            parts.all(|part| matches!(part, Component::Normal(_)))
        });
        Ok(manifest)
    }

    fn of_old_list(folder: &Path) -> Self {
        let names = std::fs::read_to_string(folder.join(OLD_LIST)).unwrap_or_default();
        let files = names.lines().map(|name| Line {
            file: name.to_owned(),
            ..Line::default()
        });
        Self {
            files: files.collect(),
            ..Self::default()
        }
    }

    /// What is known of a file.
    pub fn line(&self, file: &str) -> Option<&Line> {
        self.files.iter().find(|line| line.file == file)
    }

    /// Writes it, in the order of the files' names.
    pub fn write(mut self, study: &Study) -> Result<(), AppError> {
        self.files.sort_by(|a, b| a.file.cmp(&b.file));
        let mut json = serde_json::to_string_pretty(&self).map_err(|error| {
            AppError::Defect(format!("the manifest cannot be written: {error}"))
        })?;
        json.push('\n');
        let folder = study.out_folder();
        files::write(&folder.join(FILE), json.as_bytes())?;
        // Not there in most studies.
        let _ = std::fs::remove_file(folder.join(OLD_LIST));
        Ok(())
    }
}

/// SHA-256 in hexadecimal digits.
pub fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// That of a file's bytes, if the file is there.
pub fn hash_of_file(file: &Path) -> Result<Option<String>, AppError> {
    match file.is_file() {
        true => Ok(Some(hash(&files::read(file)?))),
        false => Ok(None),
    }
}
