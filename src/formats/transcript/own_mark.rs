//! A study's own way of marking who speaks, written as a template that anybody
//! can type: `{name} |`, `<<{name}>>`, `§{time} {name}§`, `{name} ({time}) -`.
//!
//! `{name}` is the speaker, `{time}` a time, `{any}` whatever stands there; a
//! blank stands for any run of blanks, all else for itself. A line that fits
//! is surely a turn, as a person said so.

use super::{name, stamp};
use crate::model::Problem;
use std::fmt;
use std::str::FromStr;

/// Longest name, and longest run of anything, in characters.
const LONGEST: usize = 80;
/// How many ways of fitting a line are tried: a line that repeats the
/// template's own signs must not keep the reader busy.
const MOST_TRIES: usize = 4_000;
const EXAMPLE: &str = "write it as the lines start, with {name} where the speaker stands, \
                       such as '{name} |' or '{name} ({time}) -'";

/// One way of marking who speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TurnMark {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Literal(String),
    Blank,
    Name,
    Time,
    Any,
}

impl Part {
    fn is_open(&self) -> bool {
        matches!(self, Part::Name | Part::Time | Part::Any)
    }
}

/// What a template found at the start of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub name: String,
    pub time: Option<u64>,
    /// Where the speech starts, in bytes.
    pub speech: usize,
}

impl FromStr for TurnMark {
    type Err = Problem;

    fn from_str(template: &str) -> Result<Self, Problem> {
        let parts = parts_of(template.trim())?;
        let count = |wanted: &Part| parts.iter().filter(|part| *part == wanted).count();
        let wrong = |what: String| Err(Problem::new(what).next(EXAMPLE));
        match count(&Part::Name) {
            1 => {}
            0 => {
                return wrong(format!(
                    "the turn mark '{template}' does not say where the name is"
                ));
            }
            _ => {
                return wrong(format!(
                    "the turn mark '{template}' has more than one {{name}}"
                ));
            }
        }
        if count(&Part::Time) > 1 {
            return wrong(format!(
                "the turn mark '{template}' has more than one {{time}}"
            ));
        }
        if count(&Part::Any) > 2 {
            return wrong(format!(
                "the turn mark '{template}' has more than two {{any}}"
            ));
        }
        let touching = |pair: &[Part]| pair.iter().all(Part::is_open);
        if parts.windows(2).any(touching) {
            return wrong(format!(
                "in the turn mark '{template}' nothing tells where one placeholder ends and the \
                 next begins"
            ));
        }
        if !parts
            .iter()
            .any(|part| matches!(part, Part::Literal(_) | Part::Time))
        {
            return wrong(format!(
                "the turn mark '{template}' has no sign beside the name, so every line would fit"
            ));
        }
        Ok(Self { parts })
    }
}

/// Cuts a template into its parts; `{{` and `}}` stand for a brace itself.
fn parts_of(template: &str) -> Result<Vec<Part>, Problem> {
    let mut parts: Vec<Part> = Vec::new();
    let literal = |parts: &mut Vec<Part>, c: char| match parts.last_mut() {
        Some(Part::Literal(text)) => text.push(c),
        _ => parts.push(Part::Literal(c.to_string())),
    };
    let mut rest = template;
    while let Some(c) = rest.chars().next() {
        let mut length = c.len_utf8();
        if c.is_whitespace() {
            if parts.last() != Some(&Part::Blank) {
                parts.push(Part::Blank);
            }
        } else if rest.starts_with("{{") || rest.starts_with("}}") {
            literal(&mut parts, c);
            length = 2;
        } else if c == '{' {
            let Some(end) = rest.find('}') else {
                return Err(Problem::new(format!(
                    "in the turn mark '{template}' a {{ is never closed"
                ))
                .next("close it, or write {{ for the sign itself"));
            };
            let inside = rest.get(1..end).unwrap_or_default().trim().to_lowercase();
            parts.push(match inside.as_str() {
                "name" => Part::Name,
                "time" => Part::Time,
                "any" => Part::Any,
                _ => {
                    return Err(Problem::new(format!(
                        "a turn mark has no placeholder {{{inside}}}"
                    ))
                    .next(
                        "there are {name}, {time} and {any}; write {{ and }} for the signs \
                         themselves",
                    ));
                }
            });
            length = end + 1;
        } else {
            literal(&mut parts, c);
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    Ok(parts)
}

impl fmt::Display for TurnMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in &self.parts {
            match part {
                Part::Literal(text) => {
                    f.write_str(&text.replace('{', "{{").replace('}', "}}"))?;
                }
                Part::Blank => f.write_str(" ")?,
                Part::Name => f.write_str("{name}")?,
                Part::Time => f.write_str("{time}")?,
                Part::Any => f.write_str("{any}")?,
            }
        }
        Ok(())
    }
}

impl TurnMark {
    /// Whether any line of a text is marked so.
    pub fn fits(&self, text: &str) -> bool {
        text.lines().any(|line| self.find(line).is_some())
    }

    /// What the template finds at the start of a line, if the line fits.
    pub(super) fn find(&self, line: &str) -> Option<Found> {
        let before = line.trim_start_matches(is_gap);
        let mut search = Search {
            tries: MOST_TRIES,
            name: None,
            time: None,
        };
        let rest = search.fit(&self.parts, before, None)?;
        let name = search.name?;
        Some(Found {
            name,
            time: search.time,
            speech: line.len() - rest.trim_start_matches(is_gap).len(),
        })
    }
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || name::is_invisible(c)
}

struct Search {
    tries: usize,
    name: Option<String>,
    time: Option<u64>,
}

impl Search {
    /// What is left of `text` behind the parts; the shortest fit comes first.
    fn fit<'a>(&mut self, parts: &[Part], text: &'a str, last: Option<char>) -> Option<&'a str> {
        self.tries = self.tries.checked_sub(1)?;
        let Some((part, behind)) = parts.split_first() else {
            return Some(text);
        };
        match part {
            Part::Literal(sign) => {
                let rest = text.strip_prefix(sign.as_str())?;
                self.fit(behind, rest, sign.chars().next_back())
            }
            Part::Blank => {
                let rest = text.trim_start_matches(is_gap);
                // "Ann|" fits "{name} |", but "Annsaid" does not fit
                // "{name} said".
                let joined = rest.len() == text.len() && !rest.is_empty();
                let next = match behind.first() {
                    Some(Part::Literal(sign)) => sign.chars().next(),
                    _ => rest.chars().next(),
                };
                let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                if joined && word(last) && word(next) {
                    return None;
                }
                self.fit(behind, rest, Some(' '))
            }
            Part::Time => {
                let end = text
                    .find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.' | ',' | '-')))
                    .unwrap_or(text.len());
                // A sign of the template may look like the end of a time.
                for less in 0..3 {
                    let run = text.get(..end.checked_sub(less)?)?;
                    if let Some(time) = stamp::clock(run) {
                        let rest = text.get(run.len()..)?;
                        if let Some(rest) = self.fit(behind, rest, run.chars().next_back()) {
                            self.time = Some(time);
                            return Some(rest);
                        }
                    }
                }
                None
            }
            Part::Name | Part::Any => {
                let naming = *part == Part::Name;
                let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
                let least = usize::from(naming);
                let reach = ends.enumerate().skip(least).take(LONGEST);
                let last_part = behind.is_empty();
                for (_, end) in reach.filter(|(_, end)| !last_part || *end == text.len()) {
                    let (raw, rest) = (text.get(..end)?, text.get(end..)?);
                    let named = if naming { lenient_name(raw) } else { None };
                    if naming && named.is_none() {
                        continue;
                    }
                    if let Some(rest) = self.fit(behind, rest, raw.chars().next_back()) {
                        if naming {
                            self.name = named;
                        }
                        return Some(rest);
                    }
                }
                None
            }
        }
    }
}

/// The name in `raw`: here a person said where it stands, so a number or a
/// word that is no name elsewhere is one.
fn lenient_name(raw: &str) -> Option<String> {
    name::cleaned(raw).or_else(|| {
        let visible: String = raw.chars().filter(|c| !name::is_invisible(*c)).collect();
        let plain = visible.split_whitespace().collect::<Vec<_>>().join(" ");
        plain.chars().any(char::is_alphanumeric).then_some(plain)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(template: &str, line: &str) -> Option<(String, Option<u64>, String)> {
        let found = template.parse::<TurnMark>().unwrap().find(line)?;
        let speech = line.get(found.speech..).unwrap().to_owned();
        Some((found.name, found.time, speech))
    }

    fn said(name: &str, time: Option<u64>, speech: &str) -> Option<(String, Option<u64>, String)> {
        Some((name.to_owned(), time, speech.to_owned()))
    }

    #[test]
    #[rustfmt::skip]
    fn lines_fit_their_template() {
        let minute = Some(61_000);
        for (template, line, wanted) in [
            ("{name} |", "Ann | Hello | there", said("Ann", None, "Hello | there")),
            ("{name} |", "  Ann Example|Hello", said("Ann Example", None, "Hello")),
            ("<<{name}>>", "<<Änn>> Hi", said("Änn", None, "Hi")),
            ("§{time} {name}§", "§01:01   Ann§ Hi", said("Ann", minute, "Hi")),
            ("{name} ({time}) -", "Ann (0:01:01) - Hi", said("Ann", minute, "Hi")),
            ("{name} {time}-", "Ann 1:01- Hi", said("Ann", minute, "Hi")),
            ("[{any}] {name} =", "[x 3] 12 = Hi", said("12", None, "Hi")),
            ("{{{name}}}", "{he} Hi", said("he", None, "Hi")),
            ("[{any}] {name}:", "[12.3.2024, 10:30:15] Ann: Hi", said("Ann", None, "Hi")),
            ("{any} - {name}:", "12/03/2024, 10:30 - Ann B: Hi", said("Ann B", None, "Hi")),
            ("{name}.", "Q. How?", said("Q", None, "How?")),
            ("#{name}", "#Ann Example ", said("Ann Example", None, "")),
            ("{name} said", "Ann said Hi", said("Ann", None, "Hi")),
            ("{name} |", "Just words", None),
            ("{name} said", "Annsaid Hi", None),
            ("§{time} {name}§", "§soon Ann§ Hi", None),
            ("{name} |", "| nobody", None),
        ] {
            assert_eq!(found(template, line), wanted, "{template} on {line}");
        }
    }

    #[test]
    fn a_template_that_cannot_work_says_why() {
        for (template, word) in [
            ("", "name"),
            ("|", "where the name is"),
            ("{name} {name} |", "more than one {name}"),
            ("{time}{time}{name}", "more than one {time}"),
            ("{name}{any}|", "where one placeholder ends"),
            ("{name}", "every line"),
            ("{name", "never closed"),
            ("{speaker}:", "{speaker}"),
        ] {
            let problem = template.parse::<TurnMark>().unwrap_err();
            assert!(problem.what.contains(word), "{template}: {problem:?}");
            assert!(problem.next.is_some());
        }
    }

    #[test]
    fn a_line_of_signs_is_given_up_soon() {
        let mark: TurnMark = "{any} | {name} | {any} |!".parse().unwrap();
        assert_eq!(mark.find(&"| ".repeat(500_000)), None);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(template in "[ |<>{}§:a]{0,4}\\{name\\}[ |§{}:-]{0,3}(\\{time\\})?[ )]{0,2}") {
            if let Ok(mark) = template.parse::<TurnMark>() {
                prop_assert_eq!(mark.to_string().parse::<TurnMark>().unwrap(), mark);
            }
        }

        #[test]
        fn speech_starts_inside_the_line(line in "\\PC{0,40}") {
            for template in ["{name}|", "{any}:{name} ", "{time} {name}-"] {
                if let Some(found) = template.parse::<TurnMark>().unwrap().find(&line) {
                    prop_assert!(line.get(found.speech..).is_some() && !found.name.is_empty());
                }
            }
        }
    }
}
