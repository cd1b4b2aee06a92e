//! A list of names and pseudonyms: a delimited file with the columns `name`
//! and `pseudonym`.

use crate::analysis::pseudonyms::Pseudonym;
use crate::formats::delimited::read_rows;
use crate::formats::problems::Problems;
use crate::model::Problem;
use crate::model::case::folded_name;
use std::collections::HashMap;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// Reads the list. A name without a pseudonym, or with two, is a problem: a
/// name must not stay in silence.
pub fn read_pseudonyms(file: &Path, bytes: &[u8]) -> Result<Vec<Pseudonym>, Vec<Problem>> {
    let rows = read_rows(bytes).map_err(|problem| vec![problem.in_file(file)])?;
    let mut problems = Problems::new(file);
    let head = rows
        .first()
        .map(|row| row.cells.as_slice())
        .unwrap_or_default();
    let column = |name: &str| {
        head.iter()
            .position(|it| it.trim().eq_ignore_ascii_case(name))
    };
    let (Some(name), Some(pseudonym)) = (column("name"), column("pseudonym")) else {
        problems.push(
            Problem::new("no columns 'name' and 'pseudonym'")
                .at_line(1)
                .next("write the head row name,pseudonym and below it a line such as Anna,P1"),
        );
        return problems.or(Vec::new());
    };
    let mut names = Vec::new();
    let mut line_of: HashMap<String, usize> = HashMap::new();
    for row in rows.iter().skip(1) {
        match (row.filled(Some(name)), row.filled(Some(pseudonym))) {
            (Some(name), Some(pseudonym)) => {
                let name: String = name.nfc().collect();
                if let Some(first) = line_of.insert(folded_name(&name), row.line) {
                    problems.push(
                        Problem::new(format!("'{name}' stands on line {first} already"))
                            .at_line(row.line)
                            .next("keep one pseudonym for each name"),
                    );
                }
                names.push(Pseudonym {
                    name,
                    pseudonym: pseudonym.nfc().collect(),
                });
            }
            (Some(name), None) => problems.push(
                Problem::new(format!("'{name}' has no pseudonym"))
                    .at_line(row.line)
                    .next("write one, or take the line out"),
            ),
            (None, _) => problems.push(
                Problem::new("a pseudonym without a name")
                    .at_line(row.line)
                    .next("write the name that it stands for, or take the line out"),
            ),
        }
    }
    problems.or(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<Pseudonym>, Vec<Problem>> {
        read_pseudonyms(Path::new("names.csv"), text.as_bytes())
    }

    #[test]
    fn names_and_pseudonyms_are_read_by_their_heads() {
        let names = read("Pseudonym;Name;why\nP1; Anna ;asked for it\nP2;Bo\n").unwrap();
        assert_eq!(names.len(), 2);
        assert_eq!(
            (names[0].name.as_str(), names[0].pseudonym.as_str()),
            ("Anna", "P1")
        );
    }

    #[test]
    fn no_name_stays_in_silence() {
        let told = read("name,pseudonym\nAnna,\n,P2\nBo J,P3\nbo-j,P4\n").unwrap_err();
        let lines: Vec<String> = told.iter().map(Problem::to_string).collect();
        assert_eq!(
            lines,
            [
                "names.csv:2: 'Anna' has no pseudonym",
                "names.csv:3: a pseudonym without a name",
                "names.csv:5: 'bo-j' stands on line 4 already",
            ]
        );
        assert!(read("Anna,P1\n").is_err());
        assert!(read("").is_err());
    }
}
