//! The mark at the start of a line that says who speaks.
//!
//! This file only says what a line looks like; [`super::speakers`] decides,
//! with the whole file before it, whether the name is a speaker's.

use super::own_mark::TurnMark;
use super::stamp::{self, Stamp};
use super::{asides, name};

/// How a line names its speaker. The looser the shape, the more else must
/// speak for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Shape {
    /// In the way that a person said marks are written.
    Own,
    /// `Name:`, `**Name:**`, `[Name]:`
    Colon,
    /// A colon and a time in brackets: `Name [00:12]:`, `[00:12] Name:`
    Stamped,
    /// `@Name:`, `#Name:`
    Sign,
    /// A line of name and time only, the speech below: `Ann Example  0:07`
    Alone,
    /// A line of time and name only: `0:07 Coffee` is written so as well.
    Led,
    /// `<Name>`, or a time without a colon
    Loose,
    /// `Name`, a tab, words: as tables have it too
    Tab,
    /// `[Name]`, `{Name}`: what was made anonymous is written so as well
    Bracket,
    /// `**Name**`: a stressed word is written so as well
    Bold,
    /// `Name - …`, which a headline may look like as well
    Dash,
    /// Nothing but a name, which any short line looks like
    Bare,
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
    /// The time at which it says that the speech ends.
    pub until: Option<u64>,
    /// Words of the speech, counted up to ten: on the rest of the line, or on
    /// the next where the mark has a line of its own.
    pub words: usize,
    /// Whether it heads a paragraph, as far as known.
    pub apart: bool,
}

/// Where the scan of the name ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Colon,
    Stamp,
    Emphasis,
    Tab,
    Dash,
    Angle,
    Bracket,
    Parenthesis,
    Line,
}

/// Reads the mark that a person said lines have, if this line has it.
pub(super) fn own_mark_of(line: &str, own: &[TurnMark]) -> Option<Mark> {
    let found = own.iter().find_map(|mark| mark.find(line))?;
    let rest = line.get(found.speech..).unwrap_or_default();
    Some(Mark {
        name: found.name,
        shape: Shape::Own,
        speech: found.speech,
        time: found.time,
        until: None,
        words: count(rest),
        apart: true,
    })
}

fn count(words: &str) -> usize {
    words.split_whitespace().take(10).count()
}

/// Reads the mark at the start of a line, if the line looks as if it had one.
pub(super) fn mark_of(line: &str) -> Option<Mark> {
    let mut scan = Scan { line, at: 0 };
    scan.skip_blank();
    scan.skip_shout();
    let mut emphasised = scan.skip_emphasis();
    let mut time = scan.stamp();
    let led = time.is_some();
    let mut bracketed = led;
    scan.skip_blank();
    if led {
        scan.skip_dash();
        if let Some((raw, speech)) = scan.sender() {
            return Some(finished(
                line,
                name::cleaned(raw)?,
                Shape::Stamped,
                speech,
                time,
            ));
        }
    }
    emphasised |= scan.skip_emphasis();
    let signed = scan.skip_sign();
    let (raw, mut end) = scan.name(led)?;
    let name = name::cleaned(raw)?;
    let enclosed = matches!(end, End::Bracket | End::Parenthesis);
    if (end == End::Emphasis && !emphasised)
        || (enclosed && (asides::is_remark(raw) || name::starts_small(&name)))
        || (end == End::Line && name::starts_small(&name))
    {
        return None;
    }
    scan.skip_blank();
    scan.skip_emphasis();
    let mut short = false;
    if scan.at_stamp() {
        let from = scan.at;
        let stamp = scan.stamp();
        let written = line.get(from..scan.at).unwrap_or_default();
        let in_brackets = written.starts_with(['[', '(']);
        bracketed |= in_brackets;
        short = !in_brackets && written.matches(':').count() < 2;
        if end == End::Dash {
            return None;
        }
        end = End::Stamp;
        // "10:15 AM" is the time of day, not a place in the recording.
        time = if scan.skip_half_of_day() {
            None
        } else {
            stamp.or(time)
        };
        scan.skip_blank();
        scan.skip_emphasis();
        scan.skip_blank();
    }
    let nothing_left = scan.rest().trim().is_empty();
    let shape = if scan.eat_colon() {
        if scan.colon_is_of_something_else() {
            return None;
        }
        scan.skip_emphasis();
        scan.skip_blank();
        if let Some(after) = scan.stamp_behind_colon() {
            time = time.or(Some(after));
            bracketed = true;
        }
        if signed {
            Shape::Sign
        } else if bracketed {
            Shape::Stamped
        } else {
            Shape::Colon
        }
    } else if signed || end == End::Parenthesis {
        return None;
    } else if end == End::Stamp && nothing_left {
        Shape::Alone
    } else if end == End::Line {
        Shape::Led
    } else if short || (nothing_left && !matches!(end, End::Emphasis | End::Bracket)) {
        // "Matt 5:12 says" and "At 10:30 we": words go on behind the time.
        return None;
    } else {
        match end {
            End::Dash => Shape::Dash,
            End::Bracket => Shape::Bracket,
            End::Emphasis => Shape::Bold,
            End::Tab => Shape::Tab,
            _ => Shape::Loose,
        }
    };
    scan.skip_blank();
    Some(finished(line, name, shape, scan.at, time))
}

fn finished(line: &str, name: String, shape: Shape, speech: usize, time: Option<Stamp>) -> Mark {
    Mark {
        name,
        shape,
        speech,
        time: time.map(|stamp| stamp.from),
        until: time.and_then(|stamp| stamp.until),
        words: count(line.get(speech..).unwrap_or_default()),
        apart: true,
    }
}

/// Words before the sender and before the receiver in a chat that was saved:
/// `10:15:02 From Ann Example to Everyone:`
const SENDERS: [(&str, &str); 4] = [
    ("From ", " to "),
    ("Von ", " an "),
    ("Från ", " till "),
    ("De ", " à "),
];

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

    /// `>>`, with which live captions say that the speaker changes.
    fn skip_shout(&mut self) {
        if self.rest().starts_with(">>") {
            self.skip_while(|c| c == '>');
            self.skip_blank();
        }
    }

    /// The dash in `[00:00:01] - Ann`.
    fn skip_dash(&mut self) {
        let rest = self.rest();
        if rest.starts_with(['-', '–', '—']) && followed_by_blank(rest) {
            self.skip_while(|c| matches!(c, '-' | '–' | '—'));
            self.skip_blank();
        }
    }

    /// The sign in `@Ann:` and `#Ann:`.
    fn skip_sign(&mut self) -> bool {
        let rest = self.rest();
        let signed =
            rest.starts_with(['@', '#']) && rest.chars().nth(1).is_some_and(char::is_alphanumeric);
        self.at += usize::from(signed);
        signed
    }

    fn skip_half_of_day(&mut self) -> bool {
        let before = self.at;
        self.skip_blank();
        let rest = self.rest();
        let half = ["AM", "PM", "am", "pm", "a.m.", "p.m."]
            .iter()
            .find(|half| rest.starts_with(**half));
        match half {
            Some(half) => self.at += half.len(),
            None => self.at = before,
        }
        half.is_some()
    }

    fn at_stamp(&self) -> bool {
        stamp::leading(self.rest()).is_some()
    }

    fn stamp(&mut self) -> Option<Stamp> {
        let stamp = stamp::leading(self.rest())?;
        self.at += stamp.length;
        Some(stamp)
    }

    /// Behind the colon a bare "10:30" is speech; a time in brackets or one
    /// with hours is a time.
    fn stamp_behind_colon(&mut self) -> Option<Stamp> {
        let rest = self.rest();
        let stamp = stamp::leading(rest)?;
        let written = rest.get(..stamp.length)?;
        let sure = rest.starts_with(['[', '(', '#']) || written.matches(':').count() > 1;
        self.at += if sure { stamp.length } else { 0 };
        sure.then_some(stamp)
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

    /// Who sent a line of a chat, and where its words start.
    fn sender(&self) -> Option<(&'a str, usize)> {
        let rest = self.rest();
        let (from, to) = SENDERS.iter().find(|(from, _)| rest.starts_with(from))?;
        let colon = rest
            .char_indices()
            .take(160)
            .find(|(_, c)| *c == ':')
            .map(|(at, _)| at)?;
        let both = rest.get(from.len()..colon)?;
        let lower = both.to_ascii_lowercase();
        let who = both.get(..lower.find(to).unwrap_or(both.len()))?;
        let who = who.split('(').next()?.trim();
        let words = rest.get(colon + 1..)?;
        let gap = words.len() - words.trim_start().len();
        Some((who, self.at + colon + 1 + gap))
    }

    /// The raw name from here to whatever ends it, which is left unread
    /// (brackets around a name are read).
    fn name(&mut self, led: bool) -> Option<(&'a str, End)> {
        let rest = self.rest();
        let opener = rest.chars().next()?;
        if let Some((closer, end)) = match opener {
            '[' => Some((']', End::Bracket)),
            '{' => Some(('}', End::Bracket)),
            '【' => Some(('】', End::Bracket)),
            '［' => Some(('］', End::Bracket)),
            '(' => Some((')', End::Parenthesis)),
            '<' => Some(('>', End::Angle)),
            _ => None,
        } {
            let inner = rest.get(opener.len_utf8()..)?;
            let (at, _) = inner.char_indices().take(80).find(|(_, c)| *c == closer)?;
            let raw = inner.get(..at)?;
            self.at += opener.len_utf8() + at + closer.len_utf8();
            return raw.chars().all(name::may_hold).then_some((raw, end));
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
                '[' | '(' | '#' if stamp::leading(here).is_some() => Some(End::Stamp),
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
        // "00:12:03 Ann Example" and no more; longer lines are words.
        let whole = led && rest.char_indices().nth(80).is_none();
        whole.then(|| {
            self.at = self.line.len();
            (rest, End::Line)
        })
    }
}

fn followed_by_blank(here: &str) -> bool {
    here.chars().nth(1).is_some_and(char::is_whitespace)
}

#[cfg(test)]
mod tests;
