//! How wide texts are on a terminal, and breaking them into lines.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A text that cannot steer a terminal: control characters become their
/// pictures (ESC is shown as ␛), marks that turn the direction of the text
/// around them go, and every sort of line break becomes `\n`.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' => {
                if letters.peek() != Some(&'\n') {
                    shown.push('\n');
                }
            }
            '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => shown.push('\n'),
            '\t' => shown.push(' '),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {}
            '\u{0}'..='\u{1f}' => {
                shown.extend(char::from_u32(0x2400 + u32::from(letter)));
            }
            '\u{7f}' => shown.push('␡'),
            letter if letter.is_control() => shown.push('\u{fffd}'),
            letter => shown.push(letter),
        }
    }
    shown
}

/// Columns a text takes. Each letter as people see it counts for itself, as
/// most terminals draw it.
pub(super) fn columns(text: &str) -> usize {
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// The widest line of a text as it stands.
pub(super) fn widest_line(text: &str) -> usize {
    text.split('\n').map(columns).max().unwrap_or(0)
}

/// Breaks a text (already [`visible`]) into lines of at most `room` columns,
/// between words where possible, and after hyphens where a word is too long.
/// There is always at least one line.
pub fn wrap(text: &str, room: usize) -> Vec<String> {
    // A letter can be two columns wide.
    let room = room.max(2);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        let mut used = 0;
        for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
            let width = columns(word);
            if used > 0 && used + 1 + width <= room {
                line.push(' ');
                line.push_str(word);
                used += 1 + width;
                continue;
            }
            if used > 0 {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            // A hyphen is the place to break a long word; letters are the last.
            let parts = word.split_inclusive('-').map(|part| (part, columns(part)));
            for (part, width) in parts {
                if used > 0 && used + width > room {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                if used + width <= room {
                    line.push_str(part);
                    used += width;
                    continue;
                }
                for letter in part.graphemes(true) {
                    // A heap of marks and modifiers can be wider than a whole line.
                    let letter = if letter.width() > room {
                        "\u{fffd}"
                    } else {
                        letter
                    };
                    let width = letter.width();
                    if used + width > room && used > 0 {
                        lines.push(std::mem::take(&mut line));
                        used = 0;
                    }
                    line.push_str(letter);
                    used += width;
                }
            }
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_are_shown_and_do_nothing() {
        assert_eq!(
            visible("\u{1b}[2J\u{9b}31m\u{7}\u{202e}x"),
            "␛[2J\u{fffd}31m␇x"
        );
        assert_eq!(visible("a\r\nb\rc\u{2028}d\te"), "a\nb\nc\nd e");
    }

    #[test]
    fn lines_break_at_words_and_long_words_at_whole_letters() {
        assert_eq!(wrap("pay for it", 7), ["pay for", "it"]);
        assert_eq!(wrap("one\n\ntwo", 9), ["one", "", "two"]);
        assert_eq!(wrap("", 9), [""]);
        assert_eq!(wrap("x abcdefgh", 4), ["x", "abcd", "efgh"]);
        assert_eq!(wrap("a well-kept-up x", 6), ["a", "well-", "kept-", "up x"]);
        // A family of code points takes two columns and stays together.
        assert_eq!(wrap("💻🏽🏽", 3), ["\u{fffd}"]);
        assert_eq!(wrap("👩🏽‍💻👩🏽‍💻", 3), ["👩🏽‍💻", "👩🏽‍💻"]);
    }
}
