//! Summaries as people write them:
//!
//! ```toml
//! [[summary]]
//! code = "IT-SOLUTION"
//! case = "Case A"
//! text = "CRM is a strategy underneath; IT is only a part of it"
//! state = "draft"
//! cites = ["case-a:6 CRM-IT", 'case-a:8 CRM-IT "we bought"']
//! ```
//!
//! A summary names two things. Most often a `code` and a `case`; the word
//! `all` for one of them makes it a synthesis across cases, or the portrait of
//! a case. Others are a second code (`with`), an `attribute` of cases with its
//! value ("size=big"), a research `question`, a `transcript`, a `round`. `row`
//! and `column` take any of them as they are typed on the command line.

use crate::formats::toml_walk::{Section, read};
use crate::model::{CodingRef, Problem, SummaryState, Wording};
use std::path::Path;
use toml::Value;

/// What a person named as one of the two things a summary is about. Whether
/// it is in the study is not known here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// A code.
    Code(String),
    /// A case.
    Case(String),
    /// All cases with a value of an attribute.
    Attribute {
        /// The attribute.
        name: String,
        /// Its value.
        value: String,
    },
    /// A research question, by its number.
    Question(String),
    /// A transcript.
    Transcript(String),
    /// A round of interviews.
    Round(String),
    /// Everything of the other side.
    All,
    /// As it is typed on the command line: the study tells what it is.
    Typed(String),
}

/// One written cell of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryEntry {
    /// The line of its `[[summary]]`, from 1.
    pub line: usize,
    /// The one thing it is about.
    pub row: Named,
    /// The other.
    pub column: Named,
    /// What was written; for what does not apply, the reason or nothing.
    pub text: String,
    /// How far it is; nothing where the file does not say.
    pub state: Option<SummaryState>,
    /// Whose words it is in.
    pub origin: Wording,
    /// The codings it rests on.
    pub cites: Vec<CodingRef>,
}

/// The keys that name a thing, in the order in which they are rows before they
/// are columns.
const SUBJECTS: [&str; 9] = [
    "row",
    "code",
    "with",
    "question",
    "attribute",
    "case",
    "round",
    "transcript",
    "column",
];

/// Reads all summaries of a file, or tells all that is wrong in it. Whether
/// the codes, cases and codings exist is not known here.
pub fn read_summaries(file: &Path, bytes: &[u8]) -> Result<Vec<SummaryEntry>, Vec<Problem>> {
    read(file, bytes, |top| {
        top.allow(&["summary"]);
        let mut entries = Vec::new();
        for section in top.sections("summary", "[[summary]]") {
            let mut known = SUBJECTS.to_vec();
            known.extend(["text", "state", "origin", "cites"]);
            section.allow(&known);
            let mut cites = Vec::new();
            section.each_text("cites", |text, tell| match text.parse() {
                Ok(cite) => cites.push(cite),
                Err(problem) => tell(problem),
            });
            let state = section.word("state", &SummaryState::WORDS);
            let origin = section.word("origin", &ORIGINS).unwrap_or_default();
            let pair = pair(&section);
            let text = match state {
                Some(SummaryState::NotApplicable) => Some(section.text("text").unwrap_or_default()),
                _ => section.needed("text"),
            };
            if let (Some((row, column)), Some(text)) = (pair, text) {
                entries.push(SummaryEntry {
                    line: section.place().0,
                    row,
                    column,
                    text,
                    state,
                    origin,
                    cites,
                });
            }
        }
        entries
    })
}

const ORIGINS: [(&str, Wording); 2] = [("person", Wording::Person), ("quotes", Wording::Quotes)];

fn pair(section: &Section<'_>) -> Option<(Named, Named)> {
    let there: Vec<&str> = SUBJECTS
        .into_iter()
        .filter(|key| section.has(key))
        .collect();
    match there.as_slice() {
        [row, column] => {
            let (row, column) = (named(section, row), named(section, column));
            Some((row?, column?))
        }
        // What is usual is what is missing.
        [] | ["code"] | ["case"] => {
            section.needed("code");
            section.needed("case");
            None
        }
        [one] => {
            section.tell(
                Problem::new(format!("this [[summary]] names only one thing: its {one}"))
                    .next("name a second: code, case, with, attribute, question, round"),
            );
            None
        }
        several => {
            section.tell(
                Problem::new(format!(
                    "this [[summary]] names {} things: {}",
                    several.len(),
                    several.join(", ")
                ))
                .next("name two; nest others, as in column = \"size=big / market=new\""),
            );
            None
        }
    }
}

fn named(section: &Section<'_>, key: &str) -> Option<Named> {
    let text = section.needed(key)?.trim().to_owned();
    let all = text.to_lowercase() == "all";
    Some(match key {
        "code" | "case" if all => Named::All,
        "code" | "with" => Named::Code(text),
        "case" => Named::Case(text),
        "question" => Named::Question(text),
        "round" => Named::Round(text),
        "transcript" => Named::Transcript(text),
        "attribute" => match text.split_once('=') {
            Some((name, value)) if !name.trim().is_empty() => Named::Attribute {
                name: name.trim().to_owned(),
                value: value.trim().to_owned(),
            },
            _ => {
                let problem = Problem::new(format!("'{text}' is no attribute with its value"));
                section.tell_at(key, problem.next("write it like \"size=big\""));
                return None;
            }
        },
        _ => Named::Typed(text),
    })
}

/// Writes summaries as a file that [`read_summaries`] reads.
pub fn write_summaries(entries: &[SummaryEntry]) -> String {
    let sections = entries.iter().map(|entry| {
        let mut lines = vec!["[[summary]]".to_owned()];
        let mut say = |key: &str, text: &str| lines.push(format!("{key} = {}", quoted(text)));
        match (plain(&entry.row, true), plain(&entry.column, false)) {
            (Some((row, first)), Some((column, second))) if in_order(row, column) => {
                say(row, &first);
                say(column, &second);
            }
            _ => {
                say("row", &typed(&entry.row));
                say("column", &typed(&entry.column));
            }
        }
        say("text", &entry.text);
        if let Some(state) = entry.state {
            say("state", &state.to_string());
        }
        if entry.origin == Wording::Quotes {
            say("origin", "quotes");
        }
        if !entry.cites.is_empty() {
            let cites: Vec<String> = entry
                .cites
                .iter()
                .map(|it| quoted(&it.to_string()))
                .collect();
            lines.push(format!("cites = [{}]", cites.join(", ")));
        }
        lines.push(String::new());
        lines.join("\n")
    });
    sections.collect::<Vec<_>>().join("\n")
}

/// The key and the value that name a thing, where there is a key for it.
fn plain(named: &Named, as_row: bool) -> Option<(&'static str, String)> {
    let (key, text) = match named {
        Named::Code(id) => (if as_row { "code" } else { "with" }, id.clone()),
        Named::Case(name) => ("case", name.clone()),
        Named::Question(id) => ("question", id.clone()),
        Named::Attribute { name, value } => ("attribute", format!("{name}={value}")),
        Named::Round(round) => ("round", round.clone()),
        Named::Transcript(name) => ("transcript", name.clone()),
        Named::All => return Some((if as_row { "code" } else { "case" }, "all".to_owned())),
        Named::Typed(_) => return None,
    };
    // A case of this name would be taken for all of them.
    (text.to_lowercase() != "all").then_some((key, text))
}

/// Whether the first key is read back as the row.
fn in_order(row: &str, column: &str) -> bool {
    let place = |key: &str| SUBJECTS.iter().position(|known| *known == key);
    place(row) < place(column)
}

/// As it is typed on the command line.
pub fn typed(named: &Named) -> String {
    match named {
        Named::Code(id) => format!("code:{id}"),
        Named::Case(name) => format!("case:{name}"),
        Named::Attribute { name, value } => format!("{name}={value}"),
        Named::Question(id) => format!("question:{id}"),
        Named::Transcript(name) => format!("transcript:{name}"),
        Named::Round(round) => format!("round:{round}"),
        Named::All => "all".to_owned(),
        Named::Typed(text) => text.clone(),
    }
}

fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read_text(text: &str) -> Result<Vec<SummaryEntry>, Vec<Problem>> {
        read_summaries(Path::new("s.toml"), text.as_bytes())
    }

    #[test]
    fn a_summary_is_read_with_its_line_and_its_citations() {
        let text = "\n[[summary]]\ncode = 'X'\ncase = 'Case A'\ntext = 'said so'\n\
                    cites = ['case-a:6 CRM-IT', 'case-a:8 CRM-IT \"we bought\"']\n";
        let read = read_text(text).unwrap();
        assert_eq!(read[0].line, 2);
        assert_eq!(read[0].cites[1].quote.as_deref(), Some("we bought"));
    }

    #[test]
    fn pairs_of_every_kind_are_read() {
        let code = || Named::Code("X".into());
        for (keys, row, column) in [
            ("code = 'X'\ncase = 'all'", code(), Named::All),
            (
                "code = 'all'\ncase = 'A'",
                Named::All,
                Named::Case("A".into()),
            ),
            ("with = 'Y'\ncode = 'X'", code(), Named::Code("Y".into())),
            (
                "code = 'X'\nattribute = 'size = big'",
                code(),
                Named::Attribute {
                    name: "size".into(),
                    value: "big".into(),
                },
            ),
            ("round = '2'\ncode = 'X'", code(), Named::Round("2".into())),
            (
                "column = 'a=b / c=d'\nrow = 'X'",
                Named::Typed("X".into()),
                Named::Typed("a=b / c=d".into()),
            ),
        ] {
            let read = read_text(&format!("[[summary]]\n{keys}\ntext = 't'\n")).unwrap();
            assert_eq!((&read[0].row, &read[0].column), (&row, &column), "{keys}");
        }
        let text = "[[summary]]\ncode = 'X'\ncase = 'A'\nstate = 'not applicable'\n";
        assert_eq!(
            read_text(text).unwrap()[0].text,
            "",
            "a reason may be missing"
        );
    }

    #[test]
    fn all_that_is_wrong_is_told_at_its_place() {
        let text = "[[summary]]\ncode = 'X'\ntekst = 'y'\ncites = ['case-a:6 A', 'case-a']\n\
                    [[summary]]\nround = '2'\ntext = 't'\n\
                    [[summary]]\ncode = 'X'\nattribute = 'big'\ntext = 't'\nstate = 'done'\n\
                    [[summary]]\ncode = 'X'\ncase = 'A'\nround = '2'\ntext = 't'\n";
        let told = read_text(text).unwrap_err();
        let lines: Vec<String> = told.iter().map(Problem::to_string).collect();
        assert_eq!(
            lines,
            [
                "s.toml:1:1: [[summary]] has no 'case'",
                "s.toml:1:1: [[summary]] has no 'text'",
                "s.toml:3:1: unknown key 'tekst' in [[summary]]",
                "s.toml:4:24: 'case-a' does not point to a coding",
                "s.toml:5:1: this [[summary]] names only one thing: its round",
                "s.toml:10:13: 'big' is no attribute with its value",
                "s.toml:12:9: 'state' in [[summary]] cannot be 'done'",
                "s.toml:13:1: this [[summary]] names 3 things: code, case, round",
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

    fn any_named() -> impl Strategy<Value = Named> {
        let name = || "[a-zA-Z åß\"'=\\\\-]{0,8}x".prop_map(|it| it.trim().to_owned());
        prop_oneof![
            name().prop_map(Named::Code),
            name().prop_map(Named::Case),
            Just(Named::Case("All".into())),
            Just(Named::All),
            name().prop_map(Named::Question),
            name().prop_map(Named::Transcript),
            name().prop_map(Named::Round),
            ("[a-z]{1,4}", name()).prop_map(|(name, value)| Named::Attribute { name, value }),
        ]
    }

    proptest! {
        /// What is written is read again: the same things, or their names as
        /// typed, and the same words.
        #[test]
        fn what_is_written_is_read_again(
            row in any_named(),
            column in any_named(),
            text in "\\PC{1,30}z",
            state in prop::option::of(prop::sample::select(vec![SummaryState::Draft, SummaryState::NotApplicable])),
            quotes in any::<bool>(),
        ) {
            let entry = SummaryEntry {
                line: 1,
                row,
                column,
                text,
                state,
                origin: if quotes { Wording::Quotes } else { Wording::Person },
                cites: vec!["a b:3 X \"said \"so\"\"".parse().unwrap()],
            };
            let file = write_summaries(std::slice::from_ref(&entry));
            let read = read_text(&file).unwrap().remove(0);
            if read.row == entry.row {
                prop_assert_eq!(read, entry);
            } else {
                prop_assert_eq!(typed(&read.row), typed(&entry.row));
                prop_assert_eq!(typed(&read.column), typed(&entry.column));
                prop_assert_eq!(read.text, entry.text);
            }
        }
    }
}
