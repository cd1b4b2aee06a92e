//! How wide words are in print, so that columns can be given the room they
//! need. Word sets the lines; this only has to come close.

use unicode_width::UnicodeWidthChar;

/// The size of words in a table, in points. As in the styles.
const POINTS: u32 = 10;

/// Widths of the signs from space to `~` in Times, in thousandths of the
/// size (Adobe's font metrics for Times-Roman, which Times New Roman keeps).
const TIMES: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, //
    500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, //
    921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, //
    556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, //
    333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, //
    500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];

/// What a text takes, in twentieths of a point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Extent {
    /// Its widest line, if nothing breaks it.
    pub line: u32,
    /// Its widest word: narrower than this, letters would fall off words.
    pub word: u32,
}

/// Measures a text.
pub(super) fn extent(text: &str) -> Extent {
    let mut extent = Extent::default();
    for line in text.split('\n') {
        extent.line = extent.line.max(width(line));
    }
    for word in text.split_inclusive(ends_word) {
        // Chinese and Japanese are broken between any two letters.
        let letters = word.chars().filter(|letter| letter.width() == Some(2));
        let word = match letters.map(letter_width).max() {
            Some(widest) => twips(u64::from(widest)),
            None => width(word.trim_end()),
        };
        extent.word = extent.word.max(word);
    }
    extent
}

/// About how many lines a text takes in so wide a column.
pub(super) fn lines(text: &str, room: u32) -> u32 {
    // Lines end before the edge, by half a word on the average.
    let room = u64::from(room.max(200)) * 11 / 12;
    let lines = text
        .split('\n')
        .map(|line| u64::from(width(line)).div_ceil(room).max(1));
    u32::try_from(lines.sum::<u64>()).unwrap_or(u32::MAX)
}

/// Where Word may break a line.
fn ends_word(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '-' | '–' | '—')
}

fn width(text: &str) -> u32 {
    twips(
        text.chars()
            .map(|letter| u64::from(letter_width(letter)))
            .sum(),
    )
}

fn twips(thousandths: u64) -> u32 {
    u32::try_from(thousandths * u64::from(POINTS) * 20 / 1000).unwrap_or(u32::MAX)
}

fn letter_width(letter: char) -> u16 {
    let ascii = usize::try_from(u32::from(letter)).ok();
    let known = ascii
        .and_then(|at| at.checked_sub(32))
        .and_then(|at| TIMES.get(at));
    known.copied().unwrap_or_else(|| match letter.width() {
        None | Some(0) => 0,
        Some(2) if letter >= '\u{1f000}' => 1350,
        Some(2) => 1000,
        _ if letter.is_uppercase() => 722,
        _ if matches!(letter, '—' | '…') => 1000,
        _ => 500,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_as_wide_as_times_sets_them() {
        // At 10 points, an n is 5 points wide and a line of 20 of them 100.
        assert_eq!(
            extent("n"),
            Extent {
                line: 100,
                word: 100
            }
        );
        assert_eq!(extent(&"n".repeat(20)).line, 2000);
        assert_eq!(extent("no nnn-nn").word, 366, "a hyphen ends a word");
        assert_eq!(extent("").line, 0);
        assert_eq!(
            extent("nn\nn"),
            Extent {
                line: 200,
                word: 200
            }
        );
    }

    #[test]
    fn letters_without_room_of_their_own_take_none_and_wide_ones_break_anywhere() {
        assert_eq!(extent("e\u{301}").line, extent("e").line);
        assert_eq!(
            extent("顧客関係"),
            Extent {
                line: 800,
                word: 200
            }
        );
    }

    #[test]
    fn lines_are_counted_as_they_would_be_broken() {
        assert_eq!(lines("", 1000), 1);
        assert_eq!(lines("nnn\nnnn", 1000), 2);
        assert_eq!(lines(&"nnnn ".repeat(20), 2000), 5);
    }
}
