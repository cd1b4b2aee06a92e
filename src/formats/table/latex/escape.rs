//! Text that TeX prints as it stands and never obeys.

use crate::formats::table::measure::visible;
use std::collections::BTreeSet;
use unicode_segmentation::UnicodeSegmentation;

/// In a word longer than this, TeX may break after every so many letters.
const BREAK_AFTER: usize = 7;

/// Where a line break in a text goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lines {
    /// Into a line break, in a cell that holds paragraphs.
    Kept,
    /// Into a space, in heads and titles.
    Joined,
}

/// The text with every sign written that means something to TeX, signs that
/// TeX would join (`--`, `''`) held apart, and places to break in words of
/// more than `longest` letters.
pub(super) fn escaped(text: &str, lines: Lines, longest: usize) -> String {
    let shown = visible(text);
    let mut written = String::with_capacity(shown.len() + shown.len() / 8);
    let mut after_break = true;
    for line in shown.trim().split('\n') {
        if !after_break {
            written.push_str(match lines {
                Lines::Kept => "\\newline ",
                Lines::Joined => " ",
            });
        }
        after_break = false;
        for (at, word) in line.split(' ').enumerate() {
            if at > 0 {
                written.push(' ');
            }
            push_word(&mut written, word, longest);
        }
    }
    written
}

fn push_word(written: &mut String, word: &str, longest: usize) {
    let letters: Vec<&str> = word.graphemes(true).collect();
    let long = letters.len() > longest.max(BREAK_AFTER);
    let mut before = "";
    for (at, letter) in letters.into_iter().enumerate() {
        if long && at > 0 && at % BREAK_AFTER == 0 {
            written.push_str("\\-");
        } else if joins(before, letter) {
            written.push_str("{}");
        }
        letter.chars().for_each(|sign| push(written, sign));
        before = letter;
    }
}

/// Whether TeX's fonts make one sign of these two: dashes, marks of quotation.
fn joins(one: &str, other: &str) -> bool {
    matches!(
        (one, other),
        ("-", "-") | ("'", "'") | (",", ",") | ("?" | "!", "`" | "‘")
    )
}

fn push(written: &mut String, sign: char) {
    match sign {
        '{' | '}' | '$' | '&' | '#' | '%' | '_' => {
            written.push('\\');
            written.push(sign);
        }
        '\\' => written.push_str("\\textbackslash{}"),
        '~' => written.push_str("\\textasciitilde{}"),
        '^' => written.push_str("\\textasciicircum{}"),
        '<' => written.push_str("\\textless{}"),
        '>' => written.push_str("\\textgreater{}"),
        '|' => written.push_str("\\textbar{}"),
        '"' => written.push_str("\\textquotedbl{}"),
        '`' => written.push_str("\\textasciigrave{}"),
        '\u{ad}' => written.push_str("\\-"),
        sign => written.push(sign),
    }
}

/// Signs of a text that pdfLaTeX cannot print with the fonts it has from the
/// start (encodings T1 and TS1), so that the file needs another engine.
pub(super) fn beyond_pdflatex(text: &str) -> BTreeSet<char> {
    let known = |sign: char| {
        matches!(sign, '\0'..='\u{17f}' | '–' | '—' | '‘' | '’' | '‚' | '“' | '”' | '„' | '†' | '‡'
            | '•' | '…' | '‰' | '‹' | '›' | '€' | '№' | '™' | '−' | '←'..='→' | 'ș' | 'ț' | 'Ș' | 'Ț'
            | '\u{200c}')
            && !matches!(sign, 'ĸ' | 'Ŀ' | 'ŀ' | 'ŉ' | 'Ŧ' | 'ŧ' | 'ſ' | 'Ħ' | 'ħ')
    };
    text.chars().filter(|sign| !known(*sign)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tex_obeys_is_printed() {
        let written = |text| escaped(text, Lines::Kept, 99);
        assert_eq!(
            written("\\write18{rm} ^^5c 5 % & $x_1$ #~"),
            "\\textbackslash{}write18\\{rm\\} \\textasciicircum{}\\textasciicircum{}5c \
             5 \\% \\& \\$x\\_1\\$ \\#\\textasciitilde{}"
        );
        assert_eq!(
            written("a -- ''b'' ,, <\"|`"),
            "a -{}- '{}'b'{}' ,{}, \\textless{}\\textquotedbl{}\\textbar{}\\textasciigrave{}"
        );
        assert_eq!(written("one\r\n two"), "one\\newline  two");
        assert_eq!(escaped("one\ntwo", Lines::Joined, 99), "one two");
    }

    #[test]
    fn a_word_wider_than_its_column_may_break() {
        assert_eq!(
            escaped("Verordnungsblatt und so", Lines::Kept, 10),
            "Verordn\\-ungsbla\\-tt und so"
        );
        assert_eq!(escaped("Verordnung", Lines::Kept, 10), "Verordnung");
    }

    #[test]
    fn other_scripts_are_told_and_what_is_usual_in_europe_is_not() {
        let usual = "“Työ” – ‘x’ — 5 € … ± × Łódź ß";
        assert!(
            beyond_pdflatex(usual).is_empty(),
            "{:?}",
            beyond_pdflatex(usual)
        );
        let others: String = beyond_pdflatex("a ж ע 顧 🙂").into_iter().collect();
        assert_eq!(others, "жע顧🙂");
    }
}
