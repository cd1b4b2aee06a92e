//! Finding a quote in a text: once, several times, or not at all.
//!
//! A quote is placed only where it is found exactly once. Anything else is
//! reported, never settled by a guess.

use crate::text::span::ByteSpan;

/// What a search for a quote came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuoteSearch {
    /// Found once, here.
    Once(ByteSpan),
    /// Found in several places, in order.
    Several(Vec<ByteSpan>),
    /// Not found.
    Missing,
}

/// Looks for `quote` in `text`: letter for letter first, then as a person
/// would who copied it from a page or typed it: a line break is a space, a
/// curly quotation mark a straight one, a dash a hyphen, and the backslashes of
/// Markdown are not there. The place found always is the text's own words.
pub fn find_quote(text: &str, quote: &str) -> QuoteSearch {
    let exact = sort_out(exact_places(text, quote));
    if exact == QuoteSearch::Missing {
        sort_out(loose_places(text, quote))
    } else {
        exact
    }
}

/// Where a quote that was not found seems to begin or to end: the longest run
/// of its first, or else of its last words that stands in the text just once.
/// Only to be shown to a person, with the words around it.
pub fn likely_place(text: &str, quote: &str) -> Option<ByteSpan> {
    let words: Vec<&str> = quote.split_whitespace().collect();
    let least = 2.min(words.len());
    let heads = (least..words.len()).rev().map(|count| words.get(..count));
    let tails = (1..=words.len().saturating_sub(least)).map(|from| words.get(from..));
    heads
        .chain(tails)
        .flatten()
        .take(80)
        .find_map(|run| match find_quote(text, &run.join(" ")) {
            QuoteSearch::Once(place) => Some(place),
            _ => None,
        })
}

fn sort_out(places: Vec<ByteSpan>) -> QuoteSearch {
    match places.as_slice() {
        [] => QuoteSearch::Missing,
        [place] => QuoteSearch::Once(*place),
        _ => QuoteSearch::Several(places),
    }
}

/// Every place, overlapping ones too: "is is" stands twice in "is is is".
fn exact_places(text: &str, quote: &str) -> Vec<ByteSpan> {
    if quote.is_empty() {
        return Vec::new();
    }
    let mut places = Vec::new();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(quote)) {
        let start = from + at;
        places.extend(ByteSpan::new(start, start + quote.len()));
        let step = text.get(start..).and_then(|s| s.chars().next());
        from = start + step.map_or(1, char::len_utf8);
    }
    places
}

fn loose_places(text: &str, quote: &str) -> Vec<ByteSpan> {
    let wanted: Vec<char> = folded(quote)
        .into_iter()
        .map(|(letter, ..)| letter)
        .collect();
    let wanted = match wanted.as_slice() {
        [' ', rest @ ..] => rest,
        all => all,
    };
    let wanted = match wanted {
        [rest @ .., ' '] => rest,
        all => all,
    };
    let Some(first) = wanted.first() else {
        return Vec::new();
    };
    let letters = folded(text);
    let starts = letters
        .iter()
        .enumerate()
        .filter(|(_, (letter, ..))| letter == first);
    starts
        .filter_map(|(at, (_, start, _))| {
            let window = letters.get(at..at + wanted.len())?;
            let same = window
                .iter()
                .zip(wanted)
                .all(|((letter, ..), wanted)| letter == wanted);
            let (_, _, end) = window.last().filter(|_| same)?;
            ByteSpan::new(*start, *end).ok()
        })
        .collect()
}

/// The letters that count when a quote is compared, each with its place.
fn folded(text: &str) -> Vec<(char, usize, usize)> {
    let mut letters: Vec<(char, usize, usize)> = Vec::with_capacity(text.len());
    let mut coming = text.char_indices().peekable();
    while let Some((start, letter)) = coming.next() {
        let end = start + letter.len_utf8();
        let escapes = letter == '\\'
            && coming
                .peek()
                .is_some_and(|(_, next)| next.is_ascii_punctuation());
        let plain = match letter {
            _ if escapes => continue,
            letter if letter.is_whitespace() => ' ',
            '‘' | '’' | '‚' | '‛' | '`' | '´' => '\'',
            '“' | '”' | '„' | '‟' | '«' | '»' => '"',
            '‐' | '‑' | '‒' | '–' | '—' | '―' => '-',
            letter => letter,
        };
        match letters.last_mut() {
            Some((' ', _, last)) if plain == ' ' => *last = end,
            _ => letters.push((plain, start, end)),
        }
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_is_found_once_twice_or_not() {
        let text = "no bonus, no glory";
        assert_eq!(
            find_quote(text, "bonus"),
            QuoteSearch::Once(ByteSpan::new(3, 8).unwrap())
        );
        assert!(matches!(find_quote(text, "no "), QuoteSearch::Several(p) if p.len() == 2));
        assert_eq!(find_quote(text, "pay"), QuoteSearch::Missing);
        assert_eq!(find_quote(text, ""), QuoteSearch::Missing);
    }

    #[test]
    fn overlapping_finds_count_as_two() {
        assert!(matches!(find_quote("is is is", "is is"), QuoteSearch::Several(p) if p.len() == 2));
    }

    #[test]
    fn a_line_break_inside_the_quote_does_not_hide_it() {
        let text = "we reward\npeople for years";
        let QuoteSearch::Once(span) = find_quote(text, "reward people  for") else {
            panic!("not found");
        };
        assert_eq!(span.slice(text), Some("reward\npeople for"));
    }

    #[test]
    fn curly_marks_dashes_and_markdown_do_not_hide_a_quote() {
        let text = r"It’s “ours” – \[laughs\] all of it";
        for quote in [
            "It's \"ours\" - [laughs] all",
            "It’s “ours” – \\[laughs\\] all",
        ] {
            let QuoteSearch::Once(span) = find_quote(text, quote) else {
                panic!("{quote} not found");
            };
            assert_eq!(span.slice(text), Some(r"It’s “ours” – \[laughs\] all"));
        }
        assert_eq!(find_quote(text, "its ours"), QuoteSearch::Missing);
    }

    #[test]
    fn a_quote_with_a_slip_is_offered_its_likely_place() {
        let text = "we reward people for years and years";
        let near = likely_place(text, "we reward people for yers and years").unwrap();
        assert_eq!(near.slice(text), Some("we reward people for"));
        let near = likely_place(text, "they reward people for years").unwrap();
        assert_eq!(near.slice(text), Some("reward people for years"));
        assert_eq!(likely_place(text, "nothing of the sort"), None);
    }
}
