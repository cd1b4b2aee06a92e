//! Codebooks: TOML, which holds everything; CSV and spreadsheets, which hold
//! the list of codes as field people keep it.

mod columns;
mod list;
mod read_toml;
mod rule_lines;
mod sheet;
#[cfg(test)]
mod sheet_tests;
#[cfg(test)]
mod tests;
mod write_csv;
mod write_toml;

pub use rule_lines::rule_lines;

use crate::formats::delimited::read_rows;
use crate::model::code::check_id;
use crate::model::{CodeId, Codebook, Problem};
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// Codes in the longest codebook that is read. Published ones have below 500;
/// a file with more than this is something else.
const MOST_CODES: usize = 10_000;

enum Kind {
    Toml,
    Csv,
    Sheet,
}

fn kind(file: &Path) -> Result<Kind, Problem> {
    let ending = file.extension().unwrap_or_default().to_string_lossy();
    match ending.to_lowercase().as_str() {
        "toml" => Ok(Kind::Toml),
        "csv" | "tsv" => Ok(Kind::Csv),
        "xlsx" | "xlsm" | "ods" => Ok(Kind::Sheet),
        "xls" | "xlsb" => Err(Problem::new("the old spreadsheet format is not read")
            .in_file(file)
            .next("save it as .xlsx or .csv")),
        _ => Err(Problem::new("not a codebook by its ending")
            .in_file(file)
            .next("codebooks are .toml, .csv, .xlsx or .ods files")),
    }
}

/// Reads a codebook by the file's ending, or tells all that is wrong in it.
///
/// A `.csv`, `.tsv`, `.xlsx` or `.ods` has a head row such as `Description of
/// codes,Codes,Q & SQ`; in a spreadsheet, the first sheet with such a row is
/// read. It cannot hold the texts of research and guide questions, and it is
/// called what its file is called. A column of keywords becomes a rule for
/// each code. All codes have the number 0: they are in no study yet.
pub fn read_codebook(file: &Path, bytes: &[u8]) -> Result<Codebook, Vec<Problem>> {
    read_codebook_over(file, bytes, &Codebook::default())
}

/// Reads a codebook that is to take the place of `held`. A list without a
/// column for something keeps what `held` says of it; a TOML file is complete.
pub fn read_codebook_over(
    file: &Path,
    bytes: &[u8],
    held: &Codebook,
) -> Result<Codebook, Vec<Problem>> {
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    match kind(file).map_err(|problem| vec![problem])? {
        Kind::Toml => read_toml::read_toml(file, bytes, &name),
        Kind::Csv => {
            let rows = read_rows(bytes).map_err(|problem| vec![problem.in_file(file)])?;
            list::read_list(file, &name, &sheet::Sheet::plain(rows), held)
        }
        Kind::Sheet => {
            let sheet =
                sheet::read_sheet(file, bytes).map_err(|problem| vec![problem.in_file(file)])?;
            list::read_list(file, &name, &sheet, held)
        }
    }
}

/// Writes a codebook as `.toml` or `.csv`. Numbers inside a study are never
/// written. CSV leaves out the codebook's name, the texts of its questions and
/// guide, its rules, and the difference between an empty text and none.
pub fn write_codebook(file: &Path, codebook: &Codebook) -> Result<Vec<u8>, Problem> {
    match kind(file)? {
        Kind::Toml => Ok(write_toml::write_toml(codebook).into_bytes()),
        Kind::Csv => write_csv::write_csv(file, codebook),
        Kind::Sheet => Err(Problem::new("codebooks are not written as spreadsheets")
            .in_file(file)
            .next("write .toml, or .csv, which spreadsheet programs open")),
    }
}

/// Whether these heads are those of a list of codes: a column for the codes,
/// and two more that only such a list has.
pub fn is_head_of_codes(heads: &[String]) -> bool {
    columns::Columns::is_list_of_codes(heads)
}

/// A `#rrggbb` colour.
fn is_colour(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn bad_colour(text: &str) -> Problem {
    let shown: String = text.chars().take(20).collect();
    Problem::new(format!("'{shown}' is not a colour")).next("write it as #rrggbb, such as #c0392b")
}

/// The name of a code as a person typed it: trimmed, in Unicode NFC (a name
/// typed on another system is still the same name), and checked.
fn typed_id(typed: &str) -> Result<CodeId, Problem> {
    let id: String = typed.trim().nfc().collect();
    check_id(&id).map(|()| CodeId(id))
}

fn stands_twice(id: &CodeId, first: usize) -> Problem {
    Problem::new(format!("code '{id}' stands on line {first} already"))
        .next("rename or remove one of the two")
}

fn too_many() -> Problem {
    Problem::new(format!("more than {MOST_CODES} codes in one codebook"))
        .next("is this the right file?")
}
