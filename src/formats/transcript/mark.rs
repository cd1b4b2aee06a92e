//! The mark at the start of a line that says who speaks.
//!
//! This file only says what a line looks like; [`super::speakers`] decides,
//! with the whole file before it, whether the name is a speaker's.

use super::name;
use super::stamp;

/// How a line names its speaker. The looser the shape, the more else must
/// speak for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `Name:`, `**Name:**`, `[Name]:`
    Colon,
    /// A colon and a time in brackets: `Name [00:12]:`, `[00:12] Name:`
    Stamped,
    /// A line of name and time only, the speech below: `Ann Example  0:07`
    Alone,
    /// `<Name>`, `[Name]`, `**Name**`, a tab, or a time without a colon
    Loose,
    /// `Name - …`, which a headline may look like as well
    Dash,
}

/// A line that may start somebody's speech.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// The name, as shown.
    pub name: String,
    /// How it stands there.
    pub shape: Shape,
    /// Where the speech starts, in bytes from the start of the line.
    pub speech: usize,
    /// The time the mark gives, in milliseconds.
    pub time: Option<u64>,
    /// Words on the rest of the line, counted up to ten.
    pub words: usize,
}

/// Where the scan of the name ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Colon,
    Stamp,
    Emphasis,
    Tab,
    Dash,
    Bracket,
}

/// Reads the mark at the start of a line, if the line looks as if it had one.
pub(super) fn mark_of(line: &str) -> Option<Mark> {
    let mut scan = Scan { line, at: 0 };
    scan.skip_blank();
    let mut emphasised = scan.skip_emphasis();
    let mut time = scan.bracketed_or_bare_stamp();
    let mut bracketed = time.is_some();
    scan.skip_blank();
    emphasised |= scan.skip_emphasis();
    let (raw, mut end) = scan.name()?;
    let name = name::cleaned(raw)?;
    if end == End::Emphasis && !emphasised {
        return None;
    }
    scan.skip_blank();
    scan.skip_emphasis();
    let mut short = false;
    if scan.at_stamp() {
        let from = scan.at;
        time = scan.bracketed_or_bare_stamp().or(time);
        let written = line.get(from..scan.at).unwrap_or_default();
        let in_brackets = written.starts_with(['[', '(']);
        bracketed |= in_brackets;
        short = !in_brackets && written.matches(':').count() < 2;
        end = if end == End::Dash {
            return None;
        } else {
            End::Stamp
        };
        scan.skip_blank();
        scan.skip_emphasis();
        scan.skip_blank();
    }
    let shape = if scan.eat_colon() {
        if scan.colon_is_of_something_else() {
            return None;
        }
        scan.skip_emphasis();
        scan.skip_blank();
        if let Some(after) = scan.bracketed_stamp() {
            time = time.or(Some(after));
            bracketed = true;
        }
        if bracketed {
            Shape::Stamped
        } else {
            Shape::Colon
        }
    } else if end == End::Stamp && scan.rest().trim().is_empty() {
        Shape::Alone
    } else if short || (scan.rest().trim().is_empty() && end != End::Emphasis) {
        // "Matt 5:12 says" and "At 10:30 we": words go on behind the time.
        return None;
    } else if end == End::Dash {
        Shape::Dash
    } else {
        Shape::Loose
    };
    scan.skip_blank();
    Some(Mark {
        name,
        shape,
        speech: scan.at,
        time,
        words: scan.rest().split_whitespace().take(10).count(),
    })
}

struct Scan<'a> {
    line: &'a str,
    at: usize,
}

impl<'a> Scan<'a> {
    fn rest(&self) -> &'a str {
        self.line.get(self.at..).unwrap_or_default()
    }

    fn skip_while(&mut self, skip: impl Fn(char) -> bool) -> bool {
        let rest = self.rest();
        let left = rest.trim_start_matches(skip).len();
        self.at += rest.len() - left;
        left < rest.len()
    }

    fn skip_blank(&mut self) {
        self.skip_while(|c| c.is_whitespace() || name::is_invisible(c));
    }

    /// Bold and italic marks of Markdown.
    fn skip_emphasis(&mut self) -> bool {
        self.rest().starts_with(['*', '_']) && self.skip_while(|c| c == '*' || c == '_')
    }

    fn at_stamp(&self) -> bool {
        stamp::leading(self.rest()).is_some()
    }

    fn bracketed_or_bare_stamp(&mut self) -> Option<u64> {
        let (time, length) = stamp::leading(self.rest())?;
        self.at += length;
        Some(time)
    }

    /// Behind the colon a bare "10:30" is speech, a bracketed one a time.
    fn bracketed_stamp(&mut self) -> Option<u64> {
        let bracket = self.rest().starts_with(['[', '(', '#']);
        bracket.then(|| self.bracketed_or_bare_stamp())?
    }

    fn eat_colon(&mut self) -> bool {
        let colon = self.rest().starts_with([':', '：']);
        self.at += self
            .rest()
            .chars()
            .next()
            .filter(|_| colon)
            .map_or(0, char::len_utf8);
        colon
    }

    /// `http://`, `C:\`, `std::`, "Matt 5:12", `:)`
    fn colon_is_of_something_else(&self) -> bool {
        let before = self.line.get(..self.at).unwrap_or_default();
        let digit_before = before
            .chars()
            .rev()
            .nth(1)
            .is_some_and(|c| c.is_ascii_digit());
        match self.rest().chars().next() {
            Some('/' | '\\' | ':' | ')') => true,
            Some(next) => digit_before && next.is_ascii_digit(),
            None => false,
        }
    }

    /// The raw name from here to whatever ends it, which is left unread
    /// (brackets around a name are read).
    fn name(&mut self) -> Option<(&'a str, End)> {
        let rest = self.rest();
        if let Some(closer) = match rest.chars().next()? {
            '[' => Some(']'),
            '<' => Some('>'),
            _ => None,
        } {
            let inner = rest.get(1..)?;
            let end = inner.find(closer).filter(|end| *end <= 160)?;
            let raw = inner.get(..end)?;
            self.at += end + 2;
            return raw
                .chars()
                .all(name::may_hold)
                .then_some((raw, End::Bracket));
        }
        let mut before = ' ';
        for (at, c) in rest.char_indices().take(80) {
            let here = rest.get(at..)?;
            let blank_before = before.is_whitespace() && at > 0;
            let end = match c {
                ':' | '：' => Some(End::Colon),
                '\t' => Some(End::Tab),
                '*' => Some(End::Emphasis),
                '_' if here.starts_with("__") => Some(End::Emphasis),
                '[' | '(' if stamp::leading(here).is_some() => Some(End::Stamp),
                '0'..='9' if blank_before && stamp::leading(here).is_some() => Some(End::Stamp),
                '-' | '–' | '—' if blank_before && followed_by_blank(here) => Some(End::Dash),
                _ if name::may_hold(c) => None,
                _ => return None,
            };
            if let Some(end) = end {
                self.at += at;
                if end == End::Dash {
                    self.at += c.len_utf8();
                }
                return Some((rest.get(..at)?, end));
            }
            before = c;
        }
        None
    }
}

fn followed_by_blank(here: &str) -> bool {
    here.chars().nth(1).is_some_and(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(String, Shape, &str, Option<u64>)> {
        let mark = mark_of(line)?;
        let speech = line.get(mark.speech..).unwrap();
        Some((mark.name, mark.shape, speech, mark.time))
    }

    #[test]
    #[rustfmt::skip]
    fn the_ways_of_naming_a_speaker() {
        let minute = Some(61_000);
        for (line, name, shape, speech, time) in [
            ("Ann: Yes: so", "Ann", Shape::Colon, "Yes: so", None),
            ("P1:No space", "P1", Shape::Colon, "No space", None),
            ("P1 : Space", "P1", Shape::Colon, "Space", None),
            ("\u{a0}\u{a0}P1: Indented", "P1", Shape::Colon, "Indented", None),
            ("INFORMANT 1:\tTab", "INFORMANT 1", Shape::Colon, "Tab", None),
            ("**Ann Example:** Hi", "Ann Example", Shape::Colon, "Hi", None),
            ("**Ann**: Hi", "Ann", Shape::Colon, "Hi", None),
            ("*__Ann__*: Hi", "Ann", Shape::Colon, "Hi", None),
            ("[Ann]: Hi", "Ann", Shape::Colon, "Hi", None),
            ("المحاور: نعم", "المحاور", Shape::Colon, "نعم", None),
            ("Ann： Full width", "Ann", Shape::Colon, "Full width", None),
            ("Interviewer:", "Interviewer", Shape::Colon, "", None),
            ("A: 10:30 it was", "A", Shape::Colon, "10:30 it was", None),
            ("Ann [0:01:01]: Hi", "Ann", Shape::Stamped, "Hi", minute),
            ("[00:01:01] Ann: Hi", "Ann", Shape::Stamped, "Hi", minute),
            ("**Ann:** [00:01:01] Hi", "Ann", Shape::Stamped, "Hi", minute),
            ("Ann 1:01: Hi", "Ann", Shape::Colon, "Hi", minute),
            ("Ann Example   1:01  ", "Ann Example", Shape::Alone, "", minute),
            ("(00:01:01) P1 - dash", "P1", Shape::Dash, "dash", minute),
            ("<P1> angle", "P1", Shape::Loose, "angle", None),
            ("P1\ttab", "P1", Shape::Loose, "tab", None),
            ("**Ann** bold", "Ann", Shape::Loose, "bold", None),
        ] {
            assert_eq!(read(line), Some((name.to_owned(), shape, speech, time)), "{line}");
        }
    }

    #[test]
    fn what_only_looks_like_a_mark() {
        for line in [
            "",
            "Just words.",
            "http://example.org/a:b was the page",
            "10:30 was the time",
            "Matt 5:12 says so",
            "The ratio is 3:1, a < b",
            "C:\\notes",
            "std::fmt",
            "Ann :) hello",
            "1. One: cost",
            "- Ann: in a list",
            "Haastattelu 3, 12.3.2024 klo 10:30, kesto 41:20",
            "So then he said: no",
            "\"Quoted\": words",
            "(tauko 5 s)",
            "[laughs]",
            "A word and a very long sentence before the first colon that comes: here",
        ] {
            assert_eq!(mark_of(line), None, "{line}");
        }
    }
}
