//! Opening the index, and making it anew where it is no good.

use crate::index::error::IndexError;
use crate::index::lock::{Guard, lock};
use crate::index::schema::{Fields, schema, tokenizers};
use crate::index::seal::{self, Look, SEAL, Sealed};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tantivy::directory::{Directory, INDEX_WRITER_LOCK, MmapDirectory};
use tantivy::{IndexReader, ReloadPolicy, TantivyError};

/// The format of the index: to be raised whenever words are cut, stemmed or
/// stored in another way, so that older ones are made anew.
const FORMAT: &str = "crosscase index 2";

/// How long to wait for another process that brings the index up to date.
const PATIENCE: Duration = Duration::from_secs(10);

/// A full-text index of turns.
pub struct Index {
    pub(super) dir: PathBuf,
    pub(super) inner: tantivy::Index,
    pub(super) reader: IndexReader,
    pub(super) fields: Fields,
    rebuilt: Option<Rebuilt>,
    on_disk: bool,
    /// Held until the index is known to be up to date.
    guard: Option<Guard>,
}

/// Why an index that stood there could not be used and is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rebuilt {
    /// A file of it was missing, cut or changed, or it was never finished.
    NotWhole,
    /// Another version of this program made it, in another way.
    OtherVersion,
}

/// How an index is, as far as one can tell by looking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Health {
    /// There is none.
    Absent,
    /// All its files are as they were written.
    Sound {
        /// What it says it holds.
        fingerprint: Option<String>,
    },
    /// It will be made anew, and why.
    Useless(Rebuilt),
}

impl Index {
    /// Opens the index in `dir`, or makes an empty one. One that is damaged or
    /// was made by another version is emptied; [`Index::rebuilt`] tells.
    ///
    /// Until [`Index::update`] or [`Index::release`] nobody else can open it:
    /// two who find it stale would both want to fill it.
    ///
    /// # Errors
    /// [`IndexError::Busy`] if another process is at it for too long.
    pub fn open_or_create(dir: &Path) -> Result<Index, IndexError> {
        Self::open_within(dir, PATIENCE)
    }

    /// The same with another patience.
    pub fn open_within(dir: &Path, patience: Duration) -> Result<Index, IndexError> {
        std::fs::create_dir_all(dir).map_err(no_directory(dir))?;
        let guard = lock(dir, patience)?;
        let mut index = match judged(dir, Look::Quick)? {
            Ok(index) => index,
            Err(why) => {
                empty(dir)?;
                let mut index = open(dir).map_err(IndexError::of(dir))?;
                index.rebuilt = Some(why);
                index
            }
        };
        index.guard = Some(guard);
        Ok(index)
    }

    /// How the index in `dir` is, after a look at every byte of it. Changes
    /// nothing.
    pub fn examine(dir: &Path) -> Result<Health, IndexError> {
        if !holds_an_index(dir) {
            return Ok(Health::Absent);
        }
        let _guard = lock(dir, PATIENCE)?;
        Ok(match judged(dir, Look::Thorough)? {
            Ok(index) => Health::Sound {
                fingerprint: index.fingerprint(),
            },
            Err(why) => Health::Useless(why),
        })
    }

    /// The index in `dir` with its fingerprint, if there is a sound one and
    /// nobody is at it. Nothing is made or mended, and nobody waits.
    pub fn open_as_it_is(dir: &Path) -> Option<(Index, String)> {
        if !holds_an_index(dir) {
            return None;
        }
        let _guard = lock(dir, Duration::ZERO).ok()?;
        let index = judged(dir, Look::Quick).ok()?.ok()?;
        let fingerprint = index.fingerprint()?;
        Some((index, fingerprint))
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
            rebuilt: None,
            on_disk: false,
            guard: None,
        })
    }

    /// Empties the index in `dir`, which the next opening makes anew. Files
    /// there that are none of an index stay.
    pub fn discard(dir: &Path) -> Result<(), IndexError> {
        let _guard = lock(dir, PATIENCE)?;
        empty(dir)
    }

    /// Why what stood there is gone, if something did. The index is empty then.
    pub fn rebuilt(&self) -> Option<Rebuilt> {
        self.rebuilt
    }

    /// Whether it outlives this value.
    pub fn is_on_disk(&self) -> bool {
        self.on_disk
    }

    /// Lets others open the index, as it is up to date.
    pub fn release(&mut self) {
        self.guard = None;
    }

    /// Seals what was written. An index without a seal is made anew by the next
    /// one who opens it, so a seal that cannot be written loses nothing.
    pub(super) fn seal(&mut self) {
        if self.on_disk {
            let names = self.inner.load_metas().map(|metas| {
                let files = metas.list_segment_files().into_iter();
                let files = files.filter(|file| self.dir.join(file).exists());
                let names = files.map(|file| file.to_string_lossy().into_owned());
                names.chain(["meta.json".to_owned()]).collect::<Vec<_>>()
            });
            let sealed = names.is_ok_and(|names| seal::seal(&self.dir, &names).is_ok());
            if !sealed {
                let _ = std::fs::remove_file(self.dir.join(SEAL));
            }
        }
        self.release();
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

/// The index in `dir`, or why it is no good.
fn judged(dir: &Path, how: Look) -> Result<Result<Index, Rebuilt>, IndexError> {
    if !holds_an_index(dir) {
        return Ok(Ok(open(dir).map_err(IndexError::of(dir))?));
    }
    // Tantivy trusts its files and panics over damaged ones: they must not get
    // that far.
    if seal::look(dir, how).map_err(no_directory(dir))? != Sealed::Intact {
        return Ok(Err(match is_of_another_version(dir) {
            true => Rebuilt::OtherVersion,
            false => Rebuilt::NotWhole,
        }));
    }
    Ok(match open(dir) {
        Ok(index) => Ok(index),
        Err(TantivyError::SchemaError(_)) => Err(Rebuilt::OtherVersion),
        // Another tantivy may write what this one cannot even read.
        Err(_) if is_of_another_version(dir) => Err(Rebuilt::OtherVersion),
        Err(_) => Err(Rebuilt::NotWhole),
    })
}

/// Whether a finished update of another version left what is there.
fn is_of_another_version(dir: &Path) -> bool {
    #[derive(serde::Deserialize)]
    struct Meta {
        payload: String,
    }
    let meta = std::fs::read(dir.join("meta.json"));
    let meta = meta
        .ok()
        .and_then(|meta| serde_json::from_slice(&meta).ok());
    meta.is_some_and(|meta: Meta| payload_to_fingerprint(&meta.payload).is_none())
}

fn holds_an_index(dir: &Path) -> bool {
    dir.join(SEAL).exists() || dir.join("meta.json").exists()
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
        rebuilt: None,
        on_disk: true,
        guard: None,
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

/// `meta.json`, `.managed.json`, the seal, and segment files: 32 hexadecimal
/// digits, a dot and more.
fn is_of_an_index(name: &str) -> bool {
    match name.split_once('.') {
        _ if name == SEAL => true,
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
