//! One file of a build: what it shows, and how its bytes are made.

use crate::app::build::manifest::hash;
use crate::app::report::Report;
use crate::app::{AppError, chart};
use crate::chart::Drawing;
use crate::formats::paper_file::PaperFile;
use crate::formats::table::{FileOptions, Quotes, TableFile};
use crate::model::Table;
use std::path::Path;
use std::sync::Arc;

/// What a file shows.
#[derive(Clone)]
pub enum Shows {
    /// A table, with the quotes behind its cells.
    Table {
        /// The table.
        table: Arc<Table>,
        /// The quotes.
        quotes: Arc<Quotes>,
        /// In which form.
        form: TableFile,
    },
    /// A picture; by its file's ending as SVG, PNG or PDF.
    Picture(Arc<Drawing>),
    /// A report; by its file's ending for Word or the web.
    Report(Arc<Report>),
}

/// One file of a build.
pub struct Output {
    /// Its path inside `out/`, with slashes.
    pub file: String,
    /// What orders it.
    pub from: String,
    /// Fingerprint of all that it shows: it is made anew when this differs.
    pub content: String,
    shows: Shows,
}

impl Output {
    /// A file with what it shows; `content` is [`Shows::fingerprint`].
    pub fn new(file: String, from: &str, content: &str, shows: Shows) -> Self {
        Self {
            file,
            from: from.to_owned(),
            content: content.to_owned(),
            shows,
        }
    }

    /// The file's bytes.
    pub fn bytes(&self) -> Result<Vec<u8>, AppError> {
        let file = Path::new(&self.file);
        match &self.shows {
            Shows::Table {
                table,
                quotes,
                form,
            } => Ok(form.write(table, quotes, FileOptions::default())?),
            Shows::Picture(drawing) => chart::bytes(drawing, file),
            Shows::Report(report) => match PaperFile::named(file) {
                Some(form) => report.bytes(form),
                None => Err(AppError::Defect(format!("{} is no report", self.file))),
            },
        }
    }
}

impl Shows {
    /// A fingerprint of all that is shown, whatever the file's form.
    pub fn fingerprint(&self) -> String {
        match self {
            Shows::Table { table, quotes, .. } => {
                // A value says in its debug form all that it holds.
                hash(format!("{table:?}\n{quotes:?}").as_bytes())
            }
            Shows::Picture(drawing) => hash(drawing.svg().as_bytes()),
            Shows::Report(report) => hash(format!("{:?}", report.paper).as_bytes()),
        }
    }
}
