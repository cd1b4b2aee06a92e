//! Keyword in context: one line a hit, with all hits below one another.

use crate::app::find::Hit;
use crate::formats::table::visible;
use crate::text::ByteSpan;
use crate::text::words::words;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A line: the words before the hit, set so that hits stand below one another,
/// then the hit and what follows, in parts that are marked or not.
#[derive(Debug, PartialEq, Eq)]
pub struct Line {
    /// Exactly as wide as the side that was asked for.
    pub left: String,
    /// The hit, its marked words and those between them.
    pub hit: Vec<(bool, String)>,
    /// The words after it.
    pub right: String,
}

/// What tells a marked word from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks {
    /// Before it.
    pub open: &'static str,
    /// After it.
    pub close: &'static str,
}

/// Where there are no colours.
pub const BRACKETS: Marks = Marks {
    open: "⟦",
    close: "⟧",
};
/// Where colours do it.
pub const NONE: Marks = Marks {
    open: "",
    close: "",
};

/// Words that are left out of the middle of a hit.
const GAP: &str = " … ";
/// Of the words between two that match, at least so many columns are shown.
const BETWEEN: usize = 12;

/// What stands before, in, and after a hit; with `context`, at most so many
/// words on either side.
pub fn around(hit: &Hit, context: Option<usize>) -> (&str, &str, &str) {
    let text = hit.text.as_str();
    let start = hit.matches.first().map_or(0, |span| span.start());
    let end = hit.matches.last().map_or(start, |span| span.end());
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let (mut before, mut after) = (part(0, start), part(end, text.len()));
    if let Some(most) = context {
        let from = words(before).map(|(span, _)| span.start());
        let from: Vec<usize> = from.collect();
        let skipped = from.len().saturating_sub(most);
        let from = from.get(skipped).copied().unwrap_or(before.len());
        before = before.get(from..).unwrap_or_default();
        if let Some((last, _)) = most.checked_sub(1).and_then(|at| words(after).nth(at)) {
            after = after.get(..last.end()).unwrap_or_default();
        } else if most == 0 {
            after = "";
        }
    }
    (before, part(start, end), after)
}

/// Sets a hit into so many columns, `side` of them before it.
pub fn line(hit: &Hit, context: Option<usize>, width: usize, side: usize, marks: Marks) -> Line {
    let (before, _, after) = around(hit, context);
    let before = flat(before);
    let left = take(before.graphemes(true).rev(), side);
    let left: String = left.into_iter().rev().collect();
    // Letters that join anew may come out wider than they went in.
    let gap = " ".repeat(side.saturating_sub(columns(&left)));
    let room = width.saturating_sub(side);
    let hit = matched(hit, room, marks);
    let used: usize = hit.iter().map(|(_, part)| columns(part)).sum();
    Line {
        left: format!("{gap}{left}"),
        hit,
        right: take(flat(after).graphemes(true), room.saturating_sub(used)).concat(),
    }
}

/// The hit in so many columns: all its words if they fit, or else the words
/// that match and the beginning and the end of what stands between them.
fn matched(hit: &Hit, room: usize, marks: Marks) -> Vec<(bool, String)> {
    let parts = parts(hit);
    let brackets = columns(marks.open) + columns(marks.close);
    let width = |(marked, part): &(bool, String)| match marked {
        true => columns(part) + brackets,
        false => columns(part),
    };
    let total: usize = parts.iter().map(width).sum();
    let of_marked: usize = parts.iter().filter(|part| part.0).map(width).sum();
    let gaps = parts.iter().filter(|part| !part.0).count();
    let between = match gaps {
        _ if total <= room => room,
        0 => 0,
        // A part is left for what follows.
        gaps => (room.saturating_sub(of_marked) * 3 / 4 / gaps).max(BETWEEN),
    };
    let mut shown = Vec::new();
    let mut left = room;
    for (marked, part) in parts {
        let part = match marked {
            false => shortened(&part, between),
            true if columns(&part) + brackets <= left => part,
            true => {
                let cut = take(part.graphemes(true), left.saturating_sub(brackets + 1));
                format!("{}…", cut.concat())
            }
        };
        let part = match marked {
            true => format!("{}{part}{}", marks.open, marks.close),
            false => part,
        };
        let used = columns(&part);
        if used > left {
            break;
        }
        left -= used;
        shown.push((marked, part));
    }
    // No words hang loose behind the last mark that found room.
    if shown.last().is_some_and(|(marked, _)| !marked) {
        shown.pop();
    }
    shown
}

/// The words that match and what stands between them, in order. Neighbours
/// with nothing but blanks between them are marked as one.
fn parts(hit: &Hit) -> Vec<(bool, String)> {
    let text = hit.text.as_str();
    let mut joined: Vec<ByteSpan> = Vec::new();
    for span in &hit.matches {
        if let Some(last) = joined.last_mut()
            && let Some(between) = text.get(last.end()..span.start())
            && between.chars().all(char::is_whitespace)
            && let Ok(both) = ByteSpan::new(last.start(), span.end())
        {
            *last = both;
        } else {
            joined.push(*span);
        }
    }
    let mut parts = Vec::new();
    let mut last: Option<ByteSpan> = None;
    for span in joined {
        if let Some(last) = last {
            let between = text.get(last.end()..span.start()).unwrap_or_default();
            parts.push((false, flat(between)));
        }
        parts.push((true, flat(span.slice(text).unwrap_or_default())));
        last = Some(span);
    }
    parts
}

/// A text in at most so many columns, its middle left out if need be.
fn shortened(text: &str, room: usize) -> String {
    if columns(text) <= room {
        return text.to_owned();
    }
    let half = room.saturating_sub(columns(GAP)) / 2;
    let head = take(text.graphemes(true), half).concat();
    let tail = take(text.graphemes(true).rev(), half);
    let tail: String = tail.into_iter().rev().collect();
    format!("{}{GAP}{}", head.trim_end(), tail.trim_start())
}

/// On one line and harmless, spaces at both ends kept.
fn flat(text: &str) -> String {
    visible(text).replace('\n', " ")
}

/// Columns a text takes.
pub fn columns(text: &str) -> usize {
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// As many letters as fit into so many columns.
fn take<'a>(letters: impl Iterator<Item = &'a str>, columns: usize) -> Vec<&'a str> {
    let mut taken = Vec::new();
    let mut used = 0;
    for letter in letters {
        used += letter.width();
        if used > columns {
            break;
        }
        taken.push(letter);
    }
    taken
}

/// A name in at most so many columns, filled up to them.
pub fn fitted(name: &str, room: usize) -> String {
    let name = flat(name);
    let shown = match columns(&name) > room {
        true => format!(
            "{}…",
            take(name.graphemes(true), room.saturating_sub(1)).concat()
        ),
        false => name,
    };
    let gap = " ".repeat(room.saturating_sub(columns(&shown)));
    format!("{shown}{gap}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(text: &str, marked: &[&str]) -> Hit {
        let mut from = 0;
        let spans = marked.iter().map(|word| {
            let start = from + text.get(from..).unwrap().find(word).unwrap();
            from = start + word.len();
            ByteSpan::new(start, from).unwrap()
        });
        Hit {
            transcript: "t".into(),
            case: None,
            turn: 1,
            line: 1,
            starts_at: None,
            speaker: "A".into(),
            text: text.to_owned(),
            matches: spans.collect(),
        }
    }

    fn set(text: &str, marked: &[&str], width: usize) -> String {
        let line = line(&hit(text, marked), None, width, width / 3, BRACKETS);
        let hit: String = line.hit.into_iter().map(|(_, part)| part).collect();
        format!("{}|{hit}|{}", line.left, line.right)
    }

    #[test]
    fn a_phrase_is_marked_as_one_and_a_distance_shows_the_words_between() {
        assert_eq!(
            set("We need data quality now", &["data", "quality"], 60),
            "            We need |⟦data quality⟧| now"
        );
        assert_eq!(
            set("they pay for a target each", &["pay", "target"], 60),
            "               they |⟦pay⟧ for a ⟦target⟧| each"
        );
    }

    #[test]
    fn words_far_apart_keep_their_marks_and_lose_the_middle() {
        let text = "a bonus that nobody ever asked for in all these years of the annual reports";
        let shown = set(text, &["bonus", "annual"], 60);
        assert_eq!(
            shown,
            "                  a |⟦bonus⟧ that n … of the ⟦annual⟧| reports"
        );
        assert!(columns(&shown) <= 62);
    }

    #[test]
    fn a_passage_wider_than_the_line_is_cut() {
        let text = "one two three four five six seven eight nine ten";
        assert_eq!(set(text, &[text], 30), "          |⟦one two three fou…⟧|");
    }

    #[test]
    fn wide_letters_and_families_stay_in_their_columns() {
        for text in ["顧客を bonus 顧客", "👩🏽‍💻👩🏽‍💻 bonus 👩🏽‍💻", "é́ bonus"]
        {
            let line = line(&hit(text, &["bonus"]), None, 20, 6, NONE);
            assert_eq!(columns(&line.left), 6, "{text}");
        }
    }

    #[test]
    fn context_counts_words_on_either_side() {
        let it = hit("a b c bonus, d e f", &["bonus"]);
        assert_eq!(around(&it, Some(2)), ("b c ", "bonus", ", d e"));
        assert_eq!(around(&it, Some(0)), ("", "bonus", ""));
        assert_eq!(around(&it, Some(9)), ("a b c ", "bonus", ", d e f"));
    }
}
