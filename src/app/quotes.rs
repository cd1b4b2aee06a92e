//! `quotes`: a quote book by code or by case, with pseudonyms where a list of
//! them is given.

use crate::analysis::pseudonyms::{Found, Pseudonym, Replacing, Within};
use crate::analysis::quote_book::{By, QuoteBook};
use crate::app::load::main_coder;
use crate::app::selection::Selection;
use crate::app::{AppError, Study, files, passages};
use crate::formats::paper_file::PaperFile;
use crate::formats::pseudonyms::read_pseudonyms;
use crate::formats::table::{FileOptions, Quotes, TableFile};
use crate::model::{Paper, Problem, Quoted, ReviewState, Table};
use crate::text::Language;
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

/// Which quotes, and how they are put in order.
#[derive(Clone, Debug, Default)]
pub struct QuotesRequest {
    /// The chapters.
    pub by: By,
    /// Which codings; without coders, those of the study's coder, and only what
    /// a person stands behind.
    pub selection: Selection,
    /// A list of names and pseudonyms.
    pub pseudonyms: Option<PathBuf>,
}

/// A finished quote book.
#[derive(Clone, Debug)]
pub struct Book {
    /// As a paper.
    pub paper: Paper,
    /// As a list, a row for each quote.
    pub listed: Table,
    /// The book in one sentence of numbers.
    pub counts: String,
    /// What became of names, where pseudonyms were given.
    pub names: Option<Names>,
}

/// What became of names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Each name of the list with where it was found.
    pub replaced: Vec<(Pseudonym, Found)>,
    /// Speakers, cases and transcripts in which no name of the list was found.
    pub untouched: Vec<String>,
    /// Words left in quotes and memos that begin like a name, and how often.
    pub alike: Vec<(String, usize)>,
}

/// Makes the book.
///
/// # Errors
/// Problems with the list of pseudonyms, or names that the study does not know.
pub fn book(study: &Study, request: &QuotesRequest) -> Result<Book, AppError> {
    let names = match &request.pseudonyms {
        Some(file) => Some(read_pseudonyms(file, &files::read(file)?)?),
        None => None,
    };
    let mut selection = request.selection.clone();
    selection.states = vec![ReviewState::Accepted];
    let (mut book, coders, languages) = study.store.read(|reader| -> Result<_, AppError> {
        if selection.coders.is_empty() {
            selection.coders = main_coder(reader)?;
        }
        let codings = selection.codings(reader)?;
        let passages = passages::passages(reader, &codings)?;
        let (codebook, cases) = (reader.codebook()?, reader.cases()?);
        let languages: HashMap<String, Language> = reader
            .transcripts()?
            .into_iter()
            .map(|it| (it.name, it.language))
            .collect();
        let book = QuoteBook::new(&passages, request.by, &codebook, &cases);
        Ok((book, selection.coders.clone(), languages))
    })?;
    let names = names.map(|names| replace(book.quotes_mut(), names, &languages));
    let mut about = vec![book.counts()];
    match coders.as_slice() {
        [] => {}
        [one] => about.push(format!("Coder: {one}.")),
        many => about.push(format!("Coders: {}.", many.join(", "))),
    }
    if names.is_some() {
        about.push("Names are replaced by pseudonyms.".to_owned());
    }
    let mut paper = book.paper();
    let mut listed = book.listed();
    paper.below_title.clone_from(&about);
    listed.notes = about;
    Ok(Book {
        paper,
        listed,
        counts: book.counts(),
        names,
    })
}

/// Writes a book in the form that the file's ending names. An older file of
/// that name is replaced, whole or not at all.
pub fn write_file(book: &Book, file: &Path) -> Result<(), AppError> {
    let bytes = match PaperFile::named(file) {
        Some(form) => form.write(&book.paper)?,
        None => {
            let options = FileOptions::default();
            let form = TableFile::named(file, options).map_err(|_| unknown(file))?;
            form.write(&book.listed, &Quotes::new(), options)?
        }
    };
    files::write(file, &bytes)?;
    Ok(())
}

fn unknown(file: &Path) -> Problem {
    let papers = PaperFile::ALL.into_iter().map(PaperFile::endings);
    let tables = TableFile::ALL.into_iter().map(TableFile::endings);
    let mut endings: Vec<&str> = Vec::new();
    for ending in papers.chain(tables).filter_map(|all| all.first().copied()) {
        if !endings.contains(&ending) {
            endings.push(ending);
        }
    }
    Problem::new("no kind of file has this ending")
        .in_file(file)
        .next(format!("end its name in one of {}", endings.join(", ")))
}

fn replace(
    quotes: &mut [Quoted],
    names: Vec<Pseudonym>,
    languages: &HashMap<String, Language>,
) -> Names {
    let mut names = Replacing::new(names);
    let mut untouched = BTreeSet::new();
    for quoted in quotes {
        let language = languages.get(&quoted.transcript).copied();
        let within = Within::Quote(language.unwrap_or(Language::Other));
        let mut source = |what: &str, text: &mut String| {
            let replaced = names.replace(text, Within::Source);
            if replaced == *text && !text.trim().is_empty() {
                untouched.insert(format!("{what} {text}"));
            }
            *text = replaced;
        };
        source("speaker", &mut quoted.speaker);
        source("transcript", &mut quoted.transcript);
        if let Some(case) = &mut quoted.case {
            source("case", case);
        }
        quoted.words = names.replace(&quoted.words, within);
        for memo in &mut quoted.memos {
            *memo = names.replace(memo, Within::Memo);
        }
    }
    Names {
        replaced: names
            .found()
            .map(|(it, found)| (it.clone(), found))
            .collect(),
        untouched: untouched.into_iter().collect(),
        alike: names
            .alike()
            .into_iter()
            .map(|(it, n)| (it.to_owned(), n))
            .collect(),
    }
}
