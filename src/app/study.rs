//! A study: a folder with a database, originals, table specs and derived things.

use crate::app::{AppError, Session};
use crate::model::change::Swap;
use crate::model::{Change, Edit};
use crate::store::{Store, StoreError};
use crate::text::Language;
use std::path::{Path, PathBuf};

/// What a new study is told at its birth.
#[derive(Clone, Debug)]
pub struct NewStudy {
    /// Its name, for titles.
    pub name: String,
    /// The coder whose codings tables count where nothing else is said.
    pub coder: String,
    /// The language of transcripts where nothing else is said.
    pub language: Language,
}

/// An open study.
pub struct Study {
    pub(super) store: Store,
}

impl Study {
    /// Makes a study in `folder`.
    pub fn create(folder: &Path, new: &NewStudy, session: &Session) -> Result<Self, AppError> {
        let mut store = Store::create(folder)?;
        let setting = |name: &str, value: &str| Edit::Setting {
            name: name.to_owned(),
            value: Swap::add(value.to_owned()),
        };
        let edits = vec![
            setting("name", &new.name),
            setting("coder", &new.coder),
            setting("language", new.language.tag()),
        ];
        let title = format!("made the study '{}'", new.name);
        store.change::<_, StoreError>(&session.who, &session.at, |_| {
            Ok((Some(Change::new(title, edits)), ()))
        })?;
        let study = Self { store };
        for part in [study.tables_folder(), folder.join("originals")] {
            std::fs::create_dir_all(&part).map_err(|error| AppError::io(&part, &error))?;
        }
        Ok(study)
    }

    /// Opens the study in `folder`.
    pub fn open(folder: &Path) -> Result<Self, AppError> {
        Ok(Self {
            store: Store::open(folder)?,
        })
    }

    /// The study folder that `start` is, or lies in.
    pub fn locate(start: &Path) -> Result<PathBuf, AppError> {
        let absolute = std::path::absolute(start).map_err(|error| AppError::io(start, &error))?;
        absolute
            .ancestors()
            .find(|folder| Store::file(folder).is_file())
            .map(Path::to_owned)
            .ok_or_else(|| StoreError::NotAStudy(absolute.components().collect()).into())
    }

    /// The study's folder.
    pub fn folder(&self) -> &Path {
        self.store.folder()
    }

    /// Where the table specs lie.
    pub fn tables_folder(&self) -> PathBuf {
        self.folder().join("tables")
    }

    /// Where built things go.
    pub fn out_folder(&self) -> PathBuf {
        self.folder().join("out")
    }

    /// A setting of the study.
    pub fn setting(&self, name: &str) -> Result<Option<String>, AppError> {
        self.store.read(|reader| Ok(reader.setting(name)?))
    }

    /// Everyone who has coded, and the study's own coder.
    pub fn coders(&self) -> Result<Vec<String>, AppError> {
        let mut coders = self.store.read(|reader| reader.coders())?;
        if let Some(own) = self.setting("coder")?
            && !coders.contains(&own)
        {
            coders.push(own);
        }
        Ok(coders)
    }

    /// The study's name.
    pub fn name(&self) -> Result<String, AppError> {
        Ok(self.setting("name")?.unwrap_or_else(|| "study".to_owned()))
    }

    /// The language of transcripts where nothing else is said.
    pub fn language(&self) -> Result<Language, AppError> {
        Ok(self
            .setting("language")?
            .and_then(|tag| tag.parse().ok())
            .unwrap_or_default())
    }
}
