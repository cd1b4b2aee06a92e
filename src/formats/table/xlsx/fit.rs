//! How wide columns and how high rows have to be. Excel and LibreOffice do not
//! grow rows that wrap in every case (never merged ones), so it is estimated,
//! and rather too much than too little.

/// Points of one line of 11-point letters.
pub(super) const LINE: f64 = 15.0;
/// The highest row that Excel knows, in points.
pub(super) const HIGHEST: f64 = 409.0;

/// How wide a text is in tenths of a digit of Calibri.
fn tenths(letter: char) -> u32 {
    match letter {
        ' ' | '.' | ',' | ':' | ';' | '\'' | '!' | '|' | 'i' | 'j' | 'l' | 'I' => 6,
        'f' | 't' | 'r' | '(' | ')' | '-' | 's' => 8,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' | '…' => 17,
        'A'..='Z' => 13,
        letter if letter.is_ascii() => 10,
        letter => 11 * unicode_width::UnicodeWidthChar::width(letter).unwrap_or(1) as u32,
    }
}

/// The width of a text's widest word and widest line, and of all of it in one
/// line, in digits.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Extent {
    pub(super) word: f64,
    pub(super) line: f64,
    pub(super) all: f64,
}

impl Extent {
    pub(super) fn of(text: &str) -> Self {
        let mut extent = Self::default();
        let (mut word, mut line, mut all) = (0, 0, 0);
        for letter in text.chars() {
            match letter {
                '\n' => (word, line) = (0, 0),
                ' ' => {
                    word = 0;
                    line += tenths(letter);
                }
                _ => {
                    word += tenths(letter);
                    line += tenths(letter);
                }
            }
            all += tenths(letter);
            extent.word = extent.word.max(f64::from(word) / 10.0);
            extent.line = extent.line.max(f64::from(line) / 10.0);
        }
        extent.all = f64::from(all) / 10.0;
        extent
    }

    pub(super) fn max(self, other: Self) -> Self {
        Self {
            word: self.word.max(other.word),
            line: self.line.max(other.line),
            all: self.all.max(other.all),
        }
    }
}

/// The width of a column of numbers, in digits.
pub(super) fn number_width(values: Extent, head: Extent) -> f64 {
    let three_lines = (head.all / 3.0).min(16.0);
    let wide = values.line.min(26.0).max(head.word.min(18.0));
    wide.max(three_lines).max(6.0) + 2.0
}

/// The width of a column of words, in digits: a line, where that is short, and
/// otherwise so that the longest text makes about ten lines, and does not
/// outgrow the highest row if that can be helped.
pub(super) fn text_width(values: Extent, head: Extent) -> f64 {
    let head = head.word.max(head.all / 3.0).min(26.0);
    let values = if values.line <= 26.0 {
        values.line
    } else {
        let ten_lines = (values.all / 10.0).clamp(26.0, 44.0);
        let highest = (values.all / 24.0).min(90.0);
        ten_lines.max(highest).max(values.word.min(44.0))
    };
    values.max(head).max(8.0) + 2.0
}

/// The width of a column of row heads, in digits.
pub(super) fn head_width(heads: Extent, most: f64) -> f64 {
    heads.line.min(most).max(8.0) + 2.0
}

/// How many lines a text takes in a column so wide, at 11 points.
pub(super) fn lines(text: &str, width: f64) -> usize {
    // A line never fills to the last digit.
    let room = ((width - 1.0).max(2.0) * 9.7) as u32;
    let mut lines = 1;
    let mut used = 0;
    let mut word = 0;
    for letter in text.chars() {
        match letter {
            '\n' => {
                lines += 1;
                (used, word) = (0, 0);
            }
            ' ' => {
                used += tenths(letter);
                word = 0;
            }
            _ => {
                let wide = tenths(letter);
                used += wide;
                word += wide;
                if used > room {
                    lines += 1;
                    // The word goes down whole, unless it fills a line.
                    if word > room || word == used {
                        word = wide;
                    }
                    used = word;
                }
            }
        }
    }
    lines
}

/// The height of a row of so many lines, in points.
pub(super) fn height(lines: usize, line: f64, air: f64) -> f64 {
    (lines as f64 * line + air).min(HIGHEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_by_words_and_long_words_broken() {
        assert_eq!(lines("", 20.0), 1);
        assert_eq!(lines("a\nb\n\nc", 20.0), 4);
        assert_eq!(lines("nnnnnnnn nnnnnnnn nnnnnnnn", 18.6), 2);
        assert_eq!(lines(&"n".repeat(100), 11.0), 12);
        // Sixty words of a summary in a column of forty digits.
        let summary = "customer ".repeat(60);
        assert!((13..=17).contains(&lines(&summary, 42.0)));
    }

    #[test]
    fn short_words_get_a_line_and_long_texts_a_block() {
        let of = |text: &str| text_width(Extent::of(text), Extent::of("Case A"));
        assert!((12.0..16.0).contains(&of("nothing said")));
        assert!((26.0..=46.0).contains(&of(&"customer ".repeat(60))));
        assert!(of(&"customer ".repeat(6000)) > 90.0);
        assert!(number_width(Extent::of("12"), Extent::of("B")) < 9.0);
    }
}
