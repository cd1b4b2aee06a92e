//! A paper as a file: which form it has is read off the file's ending.
//! A new form is one arm here and one writer beside it.

use crate::formats::{markdown, web, word};
use crate::model::{Paper, Problem};
use std::path::Path;

/// What a file can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperFile {
    /// `.docx`: a Word file.
    Word,
    /// `.html`: a web page.
    Html,
    /// `.md`: Markdown.
    Markdown,
}

impl PaperFile {
    /// All of them, in the order in which help and errors name them.
    pub const ALL: [PaperFile; 3] = [PaperFile::Word, PaperFile::Html, PaperFile::Markdown];

    /// The endings that mean it, in small letters; the first is the usual one.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            PaperFile::Word => &[".docx"],
            PaperFile::Html => &[".html", ".htm"],
            PaperFile::Markdown => &[".md", ".markdown"],
        }
    }

    /// The form that a file's name asks for, whatever the case of its letters.
    pub fn named(file: &Path) -> Option<Self> {
        let name = file.file_name()?.to_string_lossy().to_lowercase();
        let fits = |form: &Self| form.endings().iter().any(|ending| name.ends_with(ending));
        Self::ALL.into_iter().find(fits)
    }

    /// Writes a paper as the bytes of such a file; the same paper gives the
    /// same bytes.
    ///
    /// # Errors
    /// A [`Problem`] where the form cannot hold the paper.
    pub fn write(self, paper: &Paper) -> Result<Vec<u8>, Problem> {
        Ok(match self {
            PaperFile::Word => word::write(paper)?,
            PaperFile::Html => web::write(paper).into_bytes(),
            PaperFile::Markdown => markdown::write(paper).into_bytes(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_is_known_by_its_endings_in_any_case() {
        for form in PaperFile::ALL {
            for ending in form.endings() {
                assert_eq!(
                    PaperFile::named(Path::new(&format!("a.b{ending}"))),
                    Some(form)
                );
            }
        }
        assert_eq!(PaperFile::named(Path::new("B.HTML")), Some(PaperFile::Html));
        assert_eq!(PaperFile::named(Path::new("b.csv")), None);
    }
}
