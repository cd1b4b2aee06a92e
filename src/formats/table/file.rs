//! A table as a file: which form it has is read off the file's ending.
//! A new form is one arm here and one writer beside it.

use super::{csv, json, latex, markdown, tidy, xlsx};
use crate::formats::{web, word};
use crate::model::{Block, CodingId, Paper, Problem, Quoted, Table};
use std::collections::BTreeMap;
use std::path::Path;

/// The quotes behind a table's cells, for files that show them.
pub type Quotes = BTreeMap<CodingId, Quoted>;

/// What a file can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableFile {
    /// `.csv`: as the table stands.
    Csv,
    /// `.tidy.csv`: one line a cell, for R and Python.
    Tidy,
    /// `.xlsx`: a workbook with the table, its notes and its evidence.
    Xlsx,
    /// `.docx`: a Word file, ready to be pasted into a thesis.
    Word,
    /// `.md`: a pipe table.
    Markdown,
    /// `.html`: a web page with the quotes behind the cells.
    Html,
    /// `.tex`: to be put into a LaTeX document.
    Latex,
    /// `.json`: the whole table, for programs.
    Json,
}

/// What can be asked of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FileOptions {
    /// CSV begins with a byte order mark, by which Excel knows UTF-8.
    pub bom: bool,
    /// A `.csv` is tidy, whatever else its name says.
    pub tidy: bool,
}

impl TableFile {
    /// All of them, in the order in which help and errors name them.
    pub const ALL: [TableFile; 8] = [
        TableFile::Csv,
        TableFile::Tidy,
        TableFile::Xlsx,
        TableFile::Word,
        TableFile::Markdown,
        TableFile::Html,
        TableFile::Latex,
        TableFile::Json,
    ];

    /// The endings that mean it, in small letters; the first is the usual one.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            TableFile::Csv => &[".csv"],
            TableFile::Tidy => &[".tidy.csv"],
            TableFile::Xlsx => &[".xlsx"],
            TableFile::Word => &[".docx"],
            TableFile::Markdown => &[".md", ".markdown"],
            TableFile::Html => &[".html", ".htm"],
            TableFile::Latex => &[".tex"],
            TableFile::Json => &[".json"],
        }
    }

    /// The form that a file's name asks for: the one with the longest ending
    /// that fits, whatever the case of its letters. An ending that none has
    /// is an error that lists those there are; so is an option that the form
    /// does not have.
    pub fn named(file: &Path, options: FileOptions) -> Result<Self, Problem> {
        let name = file
            .file_name()
            .map(|name| name.to_string_lossy().to_lowercase())
            .unwrap_or_default();
        let fitting = Self::ALL.into_iter().filter_map(|form| {
            let ending = form.endings().iter().find(|ending| name.ends_with(*ending));
            ending.map(|ending| (ending.len(), form))
        });
        let Some((_, form)) = fitting.max_by_key(|(length, _)| *length) else {
            let usual: Vec<&str> = Self::ALL
                .into_iter()
                .filter_map(|form| form.endings().first().copied())
                .collect();
            return Err(Problem::new("no kind of table file has this ending")
                .in_file(file)
                .next(format!("end its name in one of {}", usual.join(", "))));
        };
        let is_csv = matches!(form, TableFile::Csv | TableFile::Tidy);
        if (options.bom || options.tidy) && !is_csv {
            let what = if options.bom {
                "a byte order mark"
            } else {
                "a tidy form"
            };
            return Err(Problem::new(format!("only CSV files have {what}"))
                .in_file(file)
                .next("end its name in .csv, or leave the option out"));
        }
        Ok(if options.tidy { TableFile::Tidy } else { form })
    }

    /// Writes a table as the bytes of such a file; the same table and quotes
    /// give the same bytes.
    ///
    /// Fails only where the form has a limit that the table breaks.
    pub fn write(
        self,
        table: &Table,
        quotes: &Quotes,
        options: FileOptions,
    ) -> Result<Vec<u8>, Problem> {
        let marked = |text: String| match options.bom {
            true => format!("\u{feff}{text}"),
            false => text,
        };
        let text = match self {
            TableFile::Csv => marked(csv::write(table)),
            TableFile::Tidy => marked(tidy::write(table)),
            TableFile::Xlsx => return xlsx::write(table, quotes),
            TableFile::Markdown => markdown::write(table),
            TableFile::Word => return word::write(&alone(table, quotes)),
            TableFile::Html => web::write(&alone(table, quotes)),
            TableFile::Latex => latex::write(table),
            TableFile::Json => json::write(table),
        };
        Ok(text.into_bytes())
    }
}

/// A paper that is a single table.
fn alone(table: &Table, quotes: &Quotes) -> Paper {
    Paper {
        blocks: vec![Block::Table(Box::new(table.clone()))],
        quotes: quotes.clone(),
        ..Paper::default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::agree::table;
    use super::*;
    use crate::model::Value;

    fn named(name: &str) -> Result<TableFile, Problem> {
        TableFile::named(Path::new(name), FileOptions::default())
    }

    #[test]
    fn each_form_is_known_by_its_endings_in_any_case() {
        for form in TableFile::ALL {
            for ending in form.endings() {
                assert_eq!(named(&format!("out/a.b{ending}")), Ok(form));
            }
        }
        assert_eq!(named("TABLE 5.CSV"), Ok(TableFile::Csv));
    }

    #[test]
    fn an_unknown_ending_lists_those_there_are() {
        for name in ["table5.pages", "table5", "csv", ""] {
            let told = named(name).unwrap_err();
            let next = told.next.unwrap();
            let all = TableFile::ALL.map(|form| form.endings()[0]);
            assert!(all.iter().all(|ending| next.contains(ending)), "{next}");
        }
    }

    #[test]
    fn excel_gets_its_byte_order_mark_only_if_asked() {
        let counts = table(&["A"], 1, |_, _| Value::Count(1));
        let bytes = |bom| {
            let options = FileOptions { bom, tidy: false };
            let written = TableFile::Csv.write(&counts, &Quotes::new(), options);
            written.unwrap()
        };
        assert_eq!(bytes(false), b"Code,A\r\nrow 0,1\r\n");
        assert_eq!(bytes(true), b"\xef\xbb\xbfCode,A\r\nrow 0,1\r\n");
    }

    #[test]
    fn an_option_that_a_form_does_not_have_is_told() {
        let ask = |name: &str, bom, tidy| {
            let options = FileOptions { bom, tidy };
            TableFile::named(Path::new(name), options).map_err(|problem| problem.what)
        };
        assert_eq!(ask("t.csv", true, true), Ok(TableFile::Tidy));
        assert_eq!(ask("t.tidy.csv", false, false), Ok(TableFile::Tidy));
        let told = Err("only CSV files have a tidy form".to_owned());
        assert_eq!(ask("t.md", false, true), told);
        assert!(ask("t.json", true, false).is_err());
    }
}
