//! Case and attributes from the names of files and folders: a template such as
//! `{case}_{position}_{any}` or `{case}/{position}`.

use crate::model::Problem;
use indexmap::IndexMap;
use regex::{Regex, RegexBuilder};
use std::path::Path;
use std::str::FromStr;

/// A template for the names of files.
#[derive(Clone, Debug)]
pub struct NamePattern {
    /// What each group of the expression is.
    parts: Vec<Part>,
    expression: Regex,
    /// How many folders above the file it speaks of.
    folders: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Case,
    Any,
    Attribute(String),
}

/// What the name of a file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FromName {
    /// The case, if the template names one.
    pub case: Option<String>,
    /// Attributes of the case.
    pub attributes: IndexMap<String, String>,
}

const EXAMPLE: &str = "write it like '{case}_{position}_{any}'; a '/' stands for a folder";

impl FromStr for NamePattern {
    type Err = Problem;

    fn from_str(template: &str) -> Result<Self, Problem> {
        let wrong = |what: String| Problem::new(format!("'{template}': {what}")).next(EXAMPLE);
        let mut parts: Vec<Part> = Vec::new();
        let mut expression = String::from("^");
        let mut rest = template;
        let mut follows_a_part = false;
        while let Some(open) = rest.find('{') {
            let (literal, from) = rest.split_at_checked(open).unwrap_or((rest, ""));
            if literal.is_empty() && follows_a_part {
                return Err(wrong(
                    "between two placeholders must stand something, or nobody can tell where one ends"
                        .to_owned(),
                ));
            }
            let inner = from.strip_prefix('{').unwrap_or_default();
            let Some((name, behind)) = inner.split_once('}') else {
                return Err(wrong("a '{' is not closed".to_owned()));
            };
            let part = match name.trim() {
                "case" => Part::Case,
                "any" | "*" | "" => Part::Any,
                other => Part::Attribute(other.to_owned()),
            };
            if part != Part::Any && parts.contains(&part) {
                return Err(wrong(format!("'{{{name}}}' stands there twice")));
            }
            expression.push_str(&regex::escape(literal));
            expression.push_str("([^/]+?)");
            parts.push(part);
            follows_a_part = true;
            rest = behind;
        }
        expression.push_str(&regex::escape(rest));
        expression.push('$');
        if parts.iter().all(|part| *part == Part::Any) {
            return Err(wrong("it names no case and no attribute".to_owned()));
        }
        let expression = RegexBuilder::new(&expression)
            .case_insensitive(true)
            .size_limit(1 << 20)
            .build()
            .map_err(|_| wrong("it is too long".to_owned()))?;
        Ok(Self {
            parts,
            expression,
            folders: template.matches('/').count(),
        })
    }
}

impl NamePattern {
    /// What the name of this file says, or `None` where it does not fit.
    pub fn read(&self, file: &Path) -> Option<FromName> {
        let stem = file.file_stem()?.to_string_lossy().into_owned();
        let mut above: Vec<String> = file
            .ancestors()
            .skip(1)
            .take(self.folders)
            .map(|folder| {
                folder
                    .file_name()
                    .map(|it| it.to_string_lossy().into_owned())
            })
            .collect::<Option<_>>()?;
        above.reverse();
        above.push(stem);
        let name = above.join("/");
        let found = self.expression.captures(&name)?;
        let mut told = FromName::default();
        for (part, group) in self.parts.iter().zip(found.iter().skip(1)) {
            let value = group?.as_str().trim().to_owned();
            match part {
                // A case needs a name.
                Part::Case if value.is_empty() => return None,
                Part::Case => told.case = Some(value),
                Part::Any => {}
                Part::Attribute(name) => {
                    told.attributes.insert(name.clone(), value);
                }
            }
        }
        Some(told)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(template: &str, file: &str) -> Option<(String, String)> {
        let told = template
            .parse::<NamePattern>()
            .unwrap()
            .read(Path::new(file))?;
        let attributes: Vec<String> = told
            .attributes
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        Some((told.case.unwrap_or_default(), attributes.join(" ")))
    }

    fn some(case: &str, attributes: &str) -> Option<(String, String)> {
        Some((case.to_owned(), attributes.to_owned()))
    }

    #[test]
    fn names_and_folders_tell_case_and_attributes() {
        assert_eq!(
            read("{case}_{position}_{any}", "in/Firm A_CEO_2024-03-01.docx"),
            some("Firm A", "position=CEO")
        );
        assert_eq!(
            read("{case}/{any}", "all/Firm B/one.txt"),
            some("Firm B", "")
        );
        assert_eq!(
            read("{sector}/{case}/{any}", "x/Paper/Öljy Oy/3.txt"),
            some("Öljy Oy", "sector=Paper")
        );
        assert_eq!(read("interview {case}", "Interview 7.vtt"), some("7", ""));
        assert_eq!(read("{case}_{position}", "noseparator.txt"), None);
        assert_eq!(read("{case}/{any}", "alone.txt"), None);
        assert_eq!(read("{case}_{position}", " _CEO.txt"), None);
    }

    #[test]
    fn a_template_that_cannot_work_says_why() {
        for (template, why) in [
            ("{case}{position}", "where one ends"),
            ("{case", "not closed"),
            ("interview", "no case"),
            ("{any}-{*}", "no case"),
            ("{case}-{case}", "twice"),
        ] {
            let problem = template.parse::<NamePattern>().unwrap_err();
            assert!(problem.what.contains(why), "{}", problem.what);
            assert!(problem.next.is_some());
        }
    }
}
