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

/// Looks for `quote` in `text`: letter for letter first, then with each run of
/// white space taken for one space, as a line break inside a quote copied from
/// a page should not matter.
pub fn find_quote(text: &str, quote: &str) -> QuoteSearch {
    let exact = sort_out(exact_places(text, quote));
    if exact == QuoteSearch::Missing {
        sort_out(loose_places(text, quote))
    } else {
        exact
    }
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
    let wanted: Vec<&str> = quote.split_whitespace().collect();
    let Some(first) = wanted.first() else {
        return Vec::new();
    };
    exact_places(text, first)
        .into_iter()
        .filter_map(|head| {
            let mut at = head.end();
            for word in wanted.iter().skip(1) {
                let rest = text.get(at..)?;
                let gap = rest.len() - rest.trim_start().len();
                if gap == 0 || !rest.get(gap..)?.starts_with(word) {
                    return None;
                }
                at += gap + word.len();
            }
            ByteSpan::new(head.start(), at).ok()
        })
        .collect()
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
}
