//! Summaries as people write them:
//!
//! ```toml
//! [[summary]]
//! code = "IT-SOLUTION"
//! case = "Case A"
//! text = "CRM is a strategy underneath; IT is only a part of it"
//! cites = ["case-a:6 CRM-IT", 'case-a:8 CRM-IT "we bought"']
//! ```

use crate::formats::toml_walk::read;
use crate::model::{CodingRef, Problem};
use std::path::Path;

/// One written cell of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryEntry {
    /// The line of its `[[summary]]`, from 1.
    pub line: usize,
    /// The code's name.
    pub code: String,
    /// The case's name.
    pub case: String,
    /// What was written.
    pub text: String,
    /// The codings it rests on.
    pub cites: Vec<CodingRef>,
}

/// Reads all summaries of a file, or tells all that is wrong in it. Whether
/// the codes, cases and codings exist is not known here.
pub fn read_summaries(file: &Path, bytes: &[u8]) -> Result<Vec<SummaryEntry>, Vec<Problem>> {
    read(file, bytes, |top| {
        top.allow(&["summary"]);
        let mut entries = Vec::new();
        for section in top.sections("summary", "[[summary]]") {
            section.allow(&["code", "case", "text", "cites"]);
            let mut cites = Vec::new();
            section.each_text("cites", |text, tell| match text.parse() {
                Ok(cite) => cites.push(cite),
                Err(problem) => tell(problem),
            });
            let code = section.needed("code");
            let case = section.needed("case");
            let text = section.needed("text");
            if let (Some(code), Some(case), Some(text)) = (code, case, text) {
                entries.push(SummaryEntry {
                    line: section.place().0,
                    code: code.trim().to_owned(),
                    case: case.trim().to_owned(),
                    text,
                    cites,
                });
            }
        }
        entries
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_is_read_with_its_line_and_its_citations() {
        let text = "\n[[summary]]\ncode = 'X'\ncase = 'Case A'\ntext = 'said so'\n\
                    cites = ['case-a:6 CRM-IT', 'case-a:8 CRM-IT \"we bought\"']\n";
        let read = read_summaries(Path::new("s.toml"), text.as_bytes()).unwrap();
        assert_eq!(read[0].line, 2);
        assert_eq!(read[0].cites[1].quote.as_deref(), Some("we bought"));
    }

    #[test]
    fn all_that_is_wrong_is_told_at_its_place() {
        let text = "[[summary]]\ncode = 'X'\ntekst = 'y'\ncites = ['case-a:6 A', 'case-a']\n";
        let told = read_summaries(Path::new("s.toml"), text.as_bytes()).unwrap_err();
        let lines: Vec<String> = told.iter().map(Problem::to_string).collect();
        assert_eq!(
            lines,
            [
                "s.toml:1:1: [[summary]] has no 'case'",
                "s.toml:1:1: [[summary]] has no 'text'",
                "s.toml:3:1: unknown key 'tekst' in [[summary]]",
                "s.toml:4:24: 'case-a' does not point to a coding",
            ]
        );
    }

    #[test]
    fn the_sample_summaries_are_read() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-transcripts/summaries");
        for entry in std::fs::read_dir(folder).unwrap() {
            let file = entry.unwrap().path();
            let read = read_summaries(&file, &std::fs::read(&file).unwrap()).unwrap();
            assert_eq!(read.len(), 14, "{}", file.display());
            assert!(read.iter().all(|summary| !summary.cites.is_empty()));
        }
    }
}
