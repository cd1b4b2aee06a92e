//! Making texts fit: cleaned, wrapped at words, and shortened only as a last resort.

use super::fonts::{Ruler, Weight};
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// No label on paper is longer; what follows would only cost time.
const LONGEST: usize = 2_000;

/// A text on one line: no line breaks, no control characters, no marks that
/// turn the direction of the text around them, no runs of blanks. Composed
/// (NFC), because the renderer mixes fonts code point by code point.
pub(super) fn clean(text: &str) -> String {
    let mut cleaned = String::new();
    for letter in text.chars().take(LONGEST).nfc() {
        match letter {
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {}
            // It keeps together what a line must not part.
            '\u{a0}' if !cleaned.is_empty() && !cleaned.ends_with(['\u{a0}', ' ']) => {
                cleaned.push(letter);
            }
            letter if letter.is_whitespace() || letter.is_control() => {
                if !cleaned.is_empty() && !cleaned.ends_with(['\u{a0}', ' ']) {
                    cleaned.push(' ');
                }
            }
            letter => cleaned.push(letter),
        }
    }
    cleaned.truncate(cleaned.trim_end().len());
    cleaned
}

/// A font size and weight.
#[derive(Clone, Copy, Debug)]
pub(super) struct Type {
    pub(super) size: f64,
    pub(super) weight: Weight,
}

impl Type {
    pub(super) const fn regular(size: f64) -> Self {
        Self {
            size,
            weight: Weight::Regular,
        }
    }

    pub(super) const fn bold(size: f64) -> Self {
        Self {
            size,
            weight: Weight::Bold,
        }
    }

    /// From one line's top to the next one's.
    pub(super) fn line(self) -> i32 {
        (self.size * 1.3).ceil() as i32
    }

    pub(super) fn width(self, ruler: &Ruler, text: &str) -> i32 {
        ruler.pixels(text, self.size, self.weight)
    }
}

/// The text, or as much of its beginning as fits with an ellipsis.
pub(super) fn shorten(ruler: &Ruler, text: &str, with: Type, room: i32) -> String {
    if with.width(ruler, text) <= room {
        return text.to_owned();
    }
    let (mut start, _) = split_at_width(ruler, text, with, room - with.width(ruler, "…"));
    loop {
        let short = format!("{}…", start.trim_end());
        // With the ellipsis, other fonts and joined forms may come into play.
        if start.is_empty() || with.width(ruler, &short) <= room {
            return short;
        }
        start = without_last_letter(start);
    }
}

fn without_last_letter(text: &str) -> &str {
    let last = text.grapheme_indices(true).next_back();
    last.and_then(|(start, _)| text.get(..start)).unwrap_or("")
}

/// The text in at most `lines` lines of `room` pixels, broken between words
/// where possible. The last line ends in an ellipsis if not all of it fits.
pub(super) fn wrap(ruler: &Ruler, text: &str, with: Type, room: i32, lines: usize) -> Vec<String> {
    let mut done: Vec<String> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        if done.len() + 1 >= lines {
            done.push(shorten(ruler, rest, with, room));
            break;
        }
        let (line, remaining) = first_line(ruler, rest, with, room);
        done.push(line.trim_end().to_owned());
        rest = remaining.trim_start();
    }
    done
}

fn first_line<'a>(ruler: &Ruler, text: &'a str, with: Type, room: i32) -> (&'a str, &'a str) {
    let blank = ruler.blank(with.size, with.weight);
    let mut used = 0.0;
    let mut ends = Vec::new();
    let mut end = 0;
    for word in text.split_inclusive(' ') {
        let width = ruler.width(word.trim_end(), with.size, with.weight);
        if (used + width).ceil() as i32 > room {
            break;
        }
        used += width + blank;
        end += word.len();
        ends.push(end);
    }
    // A line of several scripts can be wider than its words, so it is measured whole.
    while let Some(end) = ends.pop() {
        let (line, rest) = text.split_at_checked(end).unwrap_or((text, ""));
        if with.width(ruler, line.trim_end()) <= room {
            return (line, rest);
        }
    }
    split_at_width(ruler, text, with, room)
}

/// The longest beginning that fits, but at least one letter, and the rest.
fn split_at_width<'a>(ruler: &Ruler, text: &'a str, with: Type, room: i32) -> (&'a str, &'a str) {
    let ends: Vec<usize> = text
        .grapheme_indices(true)
        .map(|(start, letter)| start + letter.len())
        .collect();
    let start = |letters: usize| -> &'a str {
        let end = ends.get(letters).copied().unwrap_or(text.len());
        text.get(..end).unwrap_or(text)
    };
    let (mut fits, mut over) = (0, ends.len());
    while over - fits > 1 {
        let middle = fits + (over - fits) / 2;
        if with.width(ruler, start(middle)) <= room {
            fits = middle;
        } else {
            over = middle;
        }
    }
    // Joined letters make widths rise unevenly; the search may be one too far.
    while fits > 0 && with.width(ruler, start(fits)) > room {
        fits -= 1;
    }
    let first = start(fits);
    (first, text.get(first.len()..).unwrap_or(""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LABEL: Type = Type::regular(11.0);

    #[test]
    fn what_steers_a_terminal_or_turns_a_text_around_is_gone() {
        assert_eq!(clean(" a\r\n\u{1b}[31mb\u{202e}c\t "), "a [31mbc");
    }

    #[test]
    fn what_belongs_together_stays_on_one_line() {
        let label = clean("\u{a0}Existing customers  (n\u{a0}=\u{a0}57)\u{a0}");
        assert_eq!(label, "Existing customers (n\u{a0}=\u{a0}57)");
        let lines = wrap(&Ruler::default(), &label, LABEL, 110, 3);
        assert_eq!(lines, ["Existing customers", "(n\u{a0}=\u{a0}57)"]);
    }

    #[test]
    fn words_stay_whole_where_they_can() {
        let ruler = Ruler::default();
        let lines = wrap(&ruler, "rewarding long-term customer work", LABEL, 90, 9);
        assert_eq!(lines.join(" "), "rewarding long-term customer work");
        assert!(lines.len() > 1);
    }

    #[test]
    fn a_family_of_code_points_is_never_cut() {
        let ruler = Ruler::default();
        let short = shorten(&ruler, &"q\u{301}".repeat(50), LABEL, 60);
        assert!(short.ends_with("q\u{301}…"), "{short}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        #[test]
        fn no_line_is_wider_than_its_room(text in "[a-zäжع 🙂]{0,60}", room in 40..200i32, lines in 1usize..5) {
            let ruler = Ruler::default();
            let text = clean(&text);
            let wrapped = wrap(&ruler, &text, LABEL, room, lines);
            prop_assert!(wrapped.len() <= lines);
            for line in &wrapped {
                prop_assert!(LABEL.width(&ruler, line) <= room, "{line}");
            }
        }
    }
}
