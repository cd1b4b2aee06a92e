//! A table as text and as a file: one file a writer, one list of names each.

pub mod csv;
mod file;
mod grid;
mod heads;
pub mod json;
mod kinds;
pub mod latex;
pub mod markdown;
mod measure;
pub mod spans;
pub mod terminal;
pub mod tidy;
pub mod xlsx;

#[cfg(test)]
pub(super) mod agree;

use crate::model::nearest::did_you_mean;
use crate::model::{Problem, Table};
pub use file::{FileOptions, Quotes, TableFile};
pub use measure::{visible, wrap};
use std::fmt;
use std::str::FromStr;

/// How a table can be written as text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TableFormat {
    /// For eyes on a terminal.
    #[default]
    Terminal,
    /// Comma-separated values (RFC 4180), for spreadsheets and statistics.
    Csv,
    /// The whole table with what stands behind each cell, for programs.
    Json,
    /// A pipe table, for notes and web pages.
    Markdown,
}

impl TableFormat {
    /// All of them, in the order in which help texts name them.
    pub const ALL: [TableFormat; 4] = [
        TableFormat::Terminal,
        TableFormat::Csv,
        TableFormat::Json,
        TableFormat::Markdown,
    ];

    /// What people type.
    pub fn name(self) -> &'static str {
        match self {
            TableFormat::Terminal => "table",
            TableFormat::Csv => "csv",
            TableFormat::Json => "json",
            TableFormat::Markdown => "markdown",
        }
    }
}

impl fmt::Display for TableFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for TableFormat {
    type Err = Problem;

    fn from_str(name: &str) -> Result<Self, Problem> {
        let known = Self::ALL
            .into_iter()
            .find(|format| format.name().eq_ignore_ascii_case(name));
        known.ok_or_else(|| {
            let names = Self::ALL.map(Self::name);
            let list = format!("choose one of {}", names.join(", "));
            Problem::new(format!("no table format '{name}'")).next(did_you_mean(name, names, &list))
        })
    }
}

/// Writes a table; ends in a line break.
///
/// `width` (in terminal columns) and `colour` count only for
/// [`TableFormat::Terminal`].
pub fn write_table(table: &Table, format: TableFormat, width: usize, colour: bool) -> String {
    match format {
        TableFormat::Terminal => terminal::write(table, width, colour),
        TableFormat::Csv => csv::write(table),
        TableFormat::Json => json::write(table),
        TableFormat::Markdown => markdown::write(table),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_format_is_known_by_its_name_and_a_slip_is_helped() {
        for format in TableFormat::ALL {
            assert_eq!(format.to_string().parse(), Ok(format));
        }
        assert_eq!("CSV".parse(), Ok(TableFormat::Csv));
        let slip = "markdwon".parse::<TableFormat>().unwrap_err();
        assert_eq!(slip.next.as_deref(), Some("did you mean markdown?"));
        let wild = "pdf".parse::<TableFormat>().unwrap_err();
        assert_eq!(
            wild.next.as_deref(),
            Some("choose one of table, csv, json, markdown")
        );
    }
}
