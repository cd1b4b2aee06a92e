//! The sample study, carried inside the binary so that `demo` needs no other
//! file. Interviews and codings are invented, written for this purpose.

/// A file of the sample: its name and its bytes.
pub struct SampleFile {
    /// Name without a folder.
    pub name: &'static str,
    /// Content.
    pub bytes: &'static [u8],
}

macro_rules! files {
    ($folder:literal: $($name:literal),+ $(,)?) => {
        &[$(SampleFile {
            name: $name,
            bytes: include_bytes!(concat!("../../", $folder, "/", $name)),
        }),+]
    };
}

/// The codebook: the start list, and the final list that grew out of it.
pub const CODEBOOK: &[SampleFile] = files!("codebooks": "start-list.toml", "final-list.toml");
/// Cases and their attributes.
pub const CASES: &[SampleFile] = files!("sample-transcripts": "cases.csv");
/// The five interviews.
pub const INTERVIEWS: &[SampleFile] = files!("sample-transcripts":
    "case-a.docx", "case-b.md", "case-c.vtt", "case-d.txt", "case-e.txt");
/// Interview D as it was held, in spoken Finnish.
pub const FINNISH: &[SampleFile] = files!("sample-transcripts": "case-d-fi.txt");
/// Which turns ask which question of the guide.
pub const GUIDE: &[SampleFile] = files!("sample-transcripts/codings":
    "guide-a.csv", "guide-b.csv", "guide-c.csv", "guide-d.csv", "guide-e.csv");
/// The first coder's codings of all five.
pub const FIRST_CODER: &[SampleFile] = files!("sample-transcripts/codings":
    "case-a.csv", "case-b.csv", "case-c.csv", "case-d.csv", "case-e.csv");
/// The second coder's codings of B and D.
pub const SECOND_CODER: &[SampleFile] = files!("sample-transcripts/codings":
    "second-coder-b.csv", "second-coder-d.csv");
/// The written cells, by case.
pub const SUMMARIES: &[SampleFile] = files!("sample-transcripts/summaries":
    "case-a.toml", "case-b.toml", "case-c.toml", "case-d.toml", "case-e.toml");
/// Table specs.
pub const TABLES: &[SampleFile] = files!("sample-transcripts/tables":
    "codings.toml", "share.toml", "table3.toml", "table5.toml", "table6.toml", "table7.toml",
    "table8.toml");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::codebook::read_codebook;
    use crate::model::{CodeKind, Codebook};
    use crate::rules::{Names, matcher, parse};
    use crate::text::Language;
    use std::path::Path;

    fn lists() -> Vec<Codebook> {
        let read = |file: &SampleFile| read_codebook(Path::new(file.name), file.bytes).unwrap();
        CODEBOOK.iter().map(read).collect()
    }

    #[test]
    fn the_rules_of_every_code_find_the_example_that_explains_the_code() {
        for list in lists() {
            for code in list
                .codes
                .values()
                .filter(|code| code.kind != CodeKind::Pattern)
            {
                let example = code.example.as_deref().unwrap();
                let in_english = |tag: &Option<String>| tag.as_deref() == Some("en");
                let finds = code
                    .rules
                    .iter()
                    .filter(|rule| in_english(&rule.lang))
                    .any(|rule| {
                        let query = parse(&rule.find).unwrap();
                        !matcher(&query, Language::English, &Names::default())
                            .words(example, &Default::default())
                            .is_empty()
                    });
                assert!(finds, "{}: {example}", code.id);
            }
        }
    }

    #[test]
    fn a_code_that_stands_in_both_lists_has_the_same_rules_in_both() {
        let [start, last] = lists().try_into().unwrap();
        for code in start.codes.values() {
            let later = last.get(code.id.as_str()).unwrap();
            assert_eq!(code.rules, later.rules, "{}", code.id);
        }
    }

    #[test]
    fn every_code_has_rules_for_both_languages_of_the_sample_and_each_says_where_it_fails() {
        for list in lists() {
            for code in list
                .codes
                .values()
                .filter(|code| code.kind != CodeKind::Pattern)
            {
                for tag in ["en", "fi"] {
                    let has = code
                        .rules
                        .iter()
                        .any(|rule| rule.lang.as_deref() == Some(tag));
                    assert!(has, "{} has no rule for {tag}", code.id);
                }
                assert!(
                    code.rules.iter().all(|rule| rule.note.is_some()),
                    "{}",
                    code.id
                );
            }
        }
    }
}
