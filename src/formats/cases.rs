//! Cases with their attributes: a delimited file whose first column is the
//! case's name and whose other columns are attributes.

use crate::formats::delimited::read_rows;
use crate::formats::problems::Problems;
use crate::model::case::folded_name;
use crate::model::{Case, Problem};
use indexmap::IndexMap;
use std::collections::HashMap;
use std::path::Path;

/// Reads all cases in order. A blank cell is no attribute at all, since "not
/// recorded" is not an empty value.
pub fn read_cases(file: &Path, bytes: &[u8]) -> Result<Vec<Case>, Vec<Problem>> {
    let rows = read_rows(bytes).map_err(|problem| vec![problem.in_file(file)])?;
    let mut problems = Problems::new(file);
    let Some((head, rows)) = rows.split_first() else {
        problems.push(
            Problem::new("no cases in the file")
                .next("write a head row such as case,industry and a row for each case"),
        );
        return problems.or(Vec::new());
    };
    let names: Vec<&str> = head.cells.iter().map(|cell| cell.trim()).collect();
    for (at, name) in names.iter().enumerate().skip(1) {
        if !name.is_empty() && names.iter().take(at).skip(1).any(|other| other == name) {
            problems.push(
                Problem::new(format!("two columns are called '{name}'"))
                    .at_line(head.line)
                    .next("give each attribute its own name"),
            );
        }
    }
    let mut cases = Vec::new();
    let mut line_of: HashMap<String, usize> = HashMap::new();
    for row in rows {
        let Some(name) = row.filled(Some(0)) else {
            problems.push(
                Problem::new("a row without the name of a case")
                    .at_line(row.line)
                    .next("put the name into the first column"),
            );
            continue;
        };
        if let Some(first) = line_of.insert(folded_name(name), row.line) {
            problems.push(
                Problem::new(format!("case '{name}' stands on line {first} already"))
                    .at_line(row.line)
                    .next("keep one row for each case"),
            );
        }
        if let Some(problem) = row.overflow(names.len()) {
            problems.push(problem);
        }
        let mut attributes = IndexMap::new();
        for (column, attribute) in names.iter().enumerate().skip(1) {
            let Some(value) = row.filled(Some(column)) else {
                continue;
            };
            if attribute.is_empty() {
                problems.push(
                    Problem::new(format!("'{value}' stands in a column without a name"))
                        .at_line(row.line)
                        .next("name the column in the head row"),
                );
            }
            attributes.insert((*attribute).to_owned(), value.to_owned());
        }
        cases.push(Case {
            name: name.to_owned(),
            attributes,
        });
    }
    problems.or(cases)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<Case>, Vec<Problem>> {
        read_cases(Path::new("cases.csv"), text.as_bytes())
    }

    #[test]
    fn a_blank_cell_is_no_attribute() {
        let cases = read("case;size;place\nCase A;200;\nCase B; ;Oulu\n").unwrap();
        assert_eq!(cases[0].attributes.get("size").unwrap(), "200");
        assert_eq!(cases[0].attributes.len(), 1);
        assert_eq!(cases[1].attributes.keys().collect::<Vec<_>>(), ["place"]);
    }

    #[test]
    fn all_that_is_wrong_is_told_with_its_line() {
        let told = read("case,size,size,\nCase A,1\ncase_a,2\n,3\nB,1,2,3\n").unwrap_err();
        let lines: Vec<String> = told.iter().map(Problem::to_string).collect();
        assert_eq!(
            lines,
            [
                "cases.csv:1: two columns are called 'size'",
                "cases.csv:3: case 'case_a' stands on line 2 already",
                "cases.csv:4: a row without the name of a case",
                "cases.csv:5: '3' stands in a column without a name",
            ]
        );
        assert!(read("").is_err());
    }

    #[test]
    fn the_sample_cases_are_read() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-transcripts/cases.csv");
        let cases = read_cases(&file, &std::fs::read(&file).unwrap()).unwrap();
        assert_eq!(cases.len(), 5);
        assert_eq!(
            cases[1].attributes["collaborative CRM"],
            "adopted, to a lesser extent"
        );
    }
}
