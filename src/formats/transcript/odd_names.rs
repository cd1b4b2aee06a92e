//! Names as programs for meetings have them, which no transcriber would write:
//! `Ann - Havu Oy`, `ann@havu.fi`, `+358 40 1234567`, `Berg, Mikael | Kuusi`.
//!
//! The danger: such a name passes for words, and one person swallows the whole
//! interview. So what stands before a colon, or before a time at the end of a
//! line, is a name however odd it looks, if it comes again and again.

use super::mark::{Mark, Shape};
use super::{name, stamp};
use std::collections::HashMap;

/// Longest odd name, in characters.
const LONGEST: usize = 70;
/// How often a name before a colon has to come, and one on a line with a time.
const OFTEN: usize = 3;
const TWICE: usize = 2;

/// The odd names of a file.
#[derive(Debug, Default)]
pub(super) struct OddNames(HashMap<String, usize>);

impl OddNames {
    /// Looks at all lines that may start a speech.
    pub(super) fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let mut counts = HashMap::new();
        for (named, alone) in lines.filter_map(|line| {
            let found = find(line)?;
            Some((found.name.to_owned(), found.alone))
        }) {
            let count: &mut usize = counts.entry(named).or_default();
            *count += if alone { OFTEN.div_ceil(TWICE) } else { 1 };
        }
        counts.retain(|_, count| *count >= OFTEN);
        Self(counts)
    }

    /// The mark of a line that starts with one of them.
    pub(super) fn mark_of(&self, line: &str) -> Option<Mark> {
        if self.0.is_empty() {
            return None;
        }
        let found = find(line).filter(|found| self.0.contains_key(found.name))?;
        let rest = line.get(found.speech..).unwrap_or_default();
        Some(Mark {
            name: found.name.to_owned(),
            shape: Shape::Own,
            speech: found.speech,
            time: found.time,
            until: None,
            words: rest.split_whitespace().take(10).count(),
            apart: true,
        })
    }
}

struct Found<'a> {
    name: &'a str,
    /// Where the speech starts.
    speech: usize,
    time: Option<u64>,
    /// Whether the line is name and time only.
    alone: bool,
}

fn find(line: &str) -> Option<Found<'_>> {
    let reach = line
        .char_indices()
        .nth(LONGEST)
        .map_or(line.len(), |(at, _)| at);
    let start = line.get(..reach)?;
    if let Some((before, behind)) = start.split_once(':')
        && behind.chars().next().is_none_or(char::is_whitespace)
        && is_odd(before)
    {
        let gap = behind.len() - behind.trim_start().len();
        return Some(Found {
            name: before.trim(),
            speech: before.len() + 1 + gap,
            time: None,
            alone: false,
        });
    }
    // Services set two blanks or a tab between the name and the time.
    let bare = line.trim_end();
    let (before, time) = bare.rsplit_once([' ', '\t'])?;
    let apart = bare.contains('\t') || before.ends_with([' ', '\u{a0}']);
    let time = stamp::clock(time).filter(|_| apart && is_odd(before))?;
    Some(Found {
        name: before.trim(),
        speech: line.len(),
        time: Some(time),
        alone: true,
    })
}

/// Short, no sentence, and with a sign that other names do not have.
fn is_odd(raw: &str) -> bool {
    let named = raw.trim();
    let short = named.chars().count() <= LONGEST && named.split_whitespace().count() <= 9;
    let starts = named
        .chars()
        .next()
        .is_some_and(|c| c.is_alphanumeric() || c == '+');
    let sentence = ['?', '!', ';', '"', '“', '”']
        .iter()
        .any(|sign| named.contains(*sign))
        || named.contains(". ");
    let signs = ['@', '+', '|', '(', '–', '—', '/', '&'];
    let odd = named.contains(signs) || named.contains(" - ") || named.contains(", ");
    let usual = name::cleaned(named).is_some()
        && named.chars().all(name::may_hold)
        && !named.contains(" - ");
    // "He said, and I quote" has small letters; a name has hardly any.
    let small = named.split_whitespace().filter(|it| name::starts_small(it));
    short && starts && !sentence && odd && small.count() < 2 && !usual && !named.contains("//")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_odd_name_counts_if_it_comes_again_and_again() {
        for odd in [
            "Ann - Havu Interiors Oy",
            "ann.oneill@havu.fi",
            "Ann O'Neill (she/her), Havu",
            "Berg, Mikael | Kuusi",
            "+358 40 1234567",
        ] {
            let line = format!("{odd}: So it is");
            let names = OddNames::of([line.as_str(); 3].into_iter());
            let mark = names.mark_of(&line).unwrap();
            assert_eq!(
                (mark.name.as_str(), line.get(mark.speech..)),
                (odd, Some("So it is"))
            );
            assert!(
                OddNames::of([line.as_str(); 2].into_iter())
                    .mark_of(&line)
                    .is_none()
            );
            let alone = format!("{odd}   1:35");
            let names = OddNames::of([alone.as_str(); 2].into_iter());
            assert_eq!(names.mark_of(&alone).unwrap().time, Some(95_000), "{odd}");
        }
    }

    #[test]
    fn what_recurs_and_is_a_sentence_is_no_name() {
        let line = "He said, and I quote: no";
        assert!(OddNames::of([line; 9].into_iter()).mark_of(line).is_none());
    }

    #[test]
    fn usual_names_and_words_are_left_to_the_usual_ways() {
        for line in [
            "Ann: yes",
            "He said, and I quote: no",
            "Well, what is it? I say: no",
            "https://a.b/c: is the page",
            "Note - this: is important",
        ] {
            let names = OddNames::of([line; 1].into_iter());
            assert!(names.mark_of(line).is_none(), "{line}");
        }
    }
}
