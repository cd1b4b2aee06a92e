//! Opening the index, and making it anew where it is no good.

use crate::index::error::IndexError;
use crate::index::schema::{Fields, schema, tokenizers};
use std::path::{Path, PathBuf};
use tantivy::directory::{Directory, INDEX_WRITER_LOCK, MmapDirectory};
use tantivy::{IndexReader, ReloadPolicy, TantivyError};

/// The format of the index: to be raised whenever words are cut, stemmed or
/// stored in another way, so that older ones are made anew.
const FORMAT: &str = "crosscase index 2";

/// A full-text index of turns.
pub struct Index {
    pub(super) dir: PathBuf,
    pub(super) inner: tantivy::Index,
    pub(super) reader: IndexReader,
    pub(super) fields: Fields,
    rebuilt: bool,
}

impl Index {
    /// Opens the index in `dir`, or makes an empty one. One that is damaged or
    /// was made by another version is emptied; [`Index::was_rebuilt`] tells.
    pub fn open_or_create(dir: &Path) -> Result<Index, IndexError> {
        std::fs::create_dir_all(dir).map_err(no_directory(dir))?;
        match open(dir) {
            Ok(index) => Ok(index),
            Err(_) => {
                empty(dir)?;
                let mut index = open(dir).map_err(IndexError::of(dir))?;
                index.rebuilt = true;
                Ok(index)
            }
        }
    }

    /// The index in `dir` with its fingerprint, if there is a sound one.
    /// Nothing is made or mended.
    pub fn open_as_it_is(dir: &Path) -> Option<(Index, String)> {
        if !dir.join("meta.json").is_file() {
            return None;
        }
        let index = open(dir).ok()?;
        let fingerprint = index.fingerprint()?;
        // Somebody else may be writing: the two must be of one state.
        index.reader.reload().ok()?;
        (index.fingerprint()? == fingerprint).then_some((index, fingerprint))
    }

    /// An empty index that lives as long as this value, for a study on a medium
    /// that takes no writes.
    pub fn in_memory() -> Result<Index, IndexError> {
        let (schema, fields) = schema();
        let failed = IndexError::of(Path::new("(in memory)"));
        let mut inner = tantivy::Index::create_in_ram(schema);
        inner.set_tokenizers(tokenizers());
        let reader = inner
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .map_err(failed)?;
        Ok(Index {
            dir: PathBuf::from("(in memory)"),
            inner,
            reader,
            fields,
            rebuilt: false,
        })
    }

    /// Empties the index in `dir`, which the next opening makes anew. Files
    /// there that are none of an index stay.
    pub fn discard(dir: &Path) -> Result<(), IndexError> {
        empty(dir)
    }

    /// Whether what stood there could not be used and is gone. The index is
    /// empty then.
    pub fn was_rebuilt(&self) -> bool {
        self.rebuilt
    }

    /// What the last [`Index::update`], by whatever process, said the index
    /// holds; `None` in an empty one.
    pub fn fingerprint(&self) -> Option<String> {
        let payload = self.inner.load_metas().ok()?.payload?;
        payload_to_fingerprint(&payload).map(str::to_owned)
    }
}

pub(super) fn fingerprint_to_payload(fingerprint: &str) -> String {
    format!("{FORMAT}\n{fingerprint}")
}

fn payload_to_fingerprint(payload: &str) -> Option<&str> {
    payload.strip_prefix(FORMAT)?.strip_prefix('\n')
}

fn open(dir: &Path) -> tantivy::Result<Index> {
    let (schema, fields) = schema();
    let directory = MmapDirectory::open(dir)?;
    let mut inner = tantivy::Index::open_or_create(directory, schema)?;
    inner.set_tokenizers(tokenizers());
    let metas = inner.load_metas()?;
    match metas.payload.as_deref() {
        Some(payload) if payload_to_fingerprint(payload).is_none() => {
            return Err(TantivyError::SchemaError("made by another version".into()));
        }
        None if !metas.segments.is_empty() => {
            return Err(TantivyError::SchemaError("made by another program".into()));
        }
        _ => {}
    }
    let reader = inner
        .reader_builder()
        .reload_policy(ReloadPolicy::Manual)
        .try_into()?;
    Ok(Index {
        dir: dir.to_owned(),
        inner,
        reader,
        fields,
        rebuilt: false,
    })
}

/// Removes the files of an index, and nothing else: a wrong directory given by
/// mistake must survive this.
fn empty(dir: &Path) -> Result<(), IndexError> {
    let directory = MmapDirectory::open(dir)
        .map_err(TantivyError::from)
        .map_err(IndexError::of(dir))?;
    let _lock = directory
        .acquire_lock(&INDEX_WRITER_LOCK)
        .map_err(|error| TantivyError::LockFailure(error, None))
        .map_err(IndexError::of(dir))?;
    for entry in std::fs::read_dir(dir).map_err(no_directory(dir))? {
        let entry = entry.map_err(no_directory(dir))?;
        if entry.file_name().to_str().is_some_and(is_of_an_index) {
            std::fs::remove_file(entry.path()).map_err(no_directory(dir))?;
        }
    }
    Ok(())
}

/// `meta.json`, `.managed.json`, and segment files: 32 hexadecimal digits, a
/// dot and more.
fn is_of_an_index(name: &str) -> bool {
    match name.split_once('.') {
        Some(("meta", "json")) | Some(("", "managed.json")) => true,
        Some((stem, _)) => stem.len() == 32 && stem.bytes().all(|b| b.is_ascii_hexdigit()),
        None => false,
    }
}

fn no_directory(dir: &Path) -> impl Fn(std::io::Error) -> IndexError {
    let dir = dir.to_owned();
    move |cause| IndexError::Directory {
        dir: dir.clone(),
        cause,
    }
}
