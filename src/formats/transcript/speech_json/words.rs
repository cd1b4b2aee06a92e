//! From words with times, as most services write them, to lines of speech.

use super::json::Json;
use crate::formats::transcript::captions_speech::Line;

/// A word or a mark of punctuation.
#[derive(Debug, Default)]
pub(super) struct Word<'a> {
    pub text: &'a str,
    pub voice: Option<String>,
    pub starts_at: Option<u64>,
    pub ends_at: Option<u64>,
    /// Whether it stands behind the word before without a space.
    pub glued: bool,
}

/// A silence that ends a line, in milliseconds.
const PAUSE: u64 = 1_000;

/// Lines of the words: one ends with its sentence, in a silence, or where
/// somebody else speaks, so that each sentence keeps its time.
pub(super) fn lines_of<'a>(words: impl IntoIterator<Item = Word<'a>>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for word in words {
        let goes_on = lines.last().is_some_and(|line| {
            let silent = matches!((line.ends_at, word.starts_at),
                (Some(end), Some(start)) if start >= end.saturating_add(PAUSE));
            word.glued || (line.voice == word.voice && !silent && !ends_sentence(&line.text))
        });
        match lines.last_mut().filter(|_| goes_on) {
            Some(line) => {
                let apart = !word.glued && !is_one_script_without_spaces(&line.text, word.text);
                if apart && !line.text.is_empty() {
                    line.text.push(' ');
                }
                line.text.push_str(word.text);
                line.starts_at = line.starts_at.or(word.starts_at);
                line.ends_at = word.ends_at.or(line.ends_at);
            }
            None => lines.push(Line {
                voice: word.voice,
                text: word.text.to_owned(),
                starts_at: word.starts_at,
                ends_at: word.ends_at,
                ..Line::default()
            }),
        }
    }
    lines
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end()
        .ends_with(['.', '?', '!', '…', '。', '？', '！', '؟', '۔', '।'])
}

/// Japanese, Chinese, Thai and their neighbours put no spaces between words.
fn is_one_script_without_spaces(before: &str, after: &str) -> bool {
    let spaceless = |c: char| {
        matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
            | '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
            | '\u{ff00}'..='\u{ff65}' | '\u{20000}'..='\u{3ffff}')
    };
    before.chars().next_back().is_some_and(spaceless) && after.chars().next().is_some_and(spaceless)
}

/// Whether times (start, end and how many words were said) count milliseconds
/// and not seconds: they are whole numbers, and nobody takes so long for a word.
pub(super) fn are_milliseconds(times: impl Iterator<Item = (f64, f64, usize)>) -> bool {
    const LONGEST_WORD: f64 = 20.0;
    let (mut length, mut words, mut whole) = (0.0, 0, true);
    for (start, end, said) in times {
        whole &= start.fract() == 0.0 && end.fract() == 0.0;
        length += end - start;
        words += said;
    }
    whole && length > LONGEST_WORD * words as f64
}

/// Sorts the lines of several channels into one talk.
pub(super) fn in_order(mut lines: Vec<Line>) -> Vec<Line> {
    lines.sort_by_key(|line| line.starts_at);
    lines
}

/// The channel as a name, for a recording with one speaker on each.
pub(super) fn channel(number: Option<f64>) -> Option<String> {
    Some(format!("Channel {}", number?))
}

/// The first reading of a list of alternatives.
pub(super) fn best<'j, 'a>(of: &'j Json<'a>) -> Option<&'j Json<'a>> {
    of.list("alternatives")?.first()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_sentences_with_their_times() {
        let word = |text, who: &str, at| Word {
            text,
            voice: Some(who.to_owned()),
            starts_at: Some(at),
            ends_at: Some(at + 100),
            glued: text == "." || text == ",",
        };
        let words = [
            word("So", "A", 0),
            word(",", "A", 0),
            word("yes", "A", 100),
            word(".", "A", 100),
            word("And", "A", 200),
            word("then", "A", 5_000),
            word("no", "B", 5_100),
        ];
        let lines: Vec<_> = lines_of(words)
            .into_iter()
            .map(|line| (line.text, line.starts_at))
            .collect();
        let expected = [
            ("So, yes.", 0),
            ("And", 200),
            ("then", 5_000),
            ("no", 5_100),
        ];
        assert_eq!(
            lines,
            expected.map(|(text, at)| (text.to_owned(), Some(at)))
        );
    }

    #[test]
    fn milliseconds_are_told_from_seconds() {
        let are = |times: &[(f64, f64, usize)]| are_milliseconds(times.iter().copied());
        assert!(are(&[(0.0, 1120.0, 3), (1180.0, 2860.0, 2)]));
        assert!(!are(&[(0.0, 4.0, 9), (4.0, 30.0, 2)]), "whole seconds");
        assert!(!are(&[(0.0, 29.98, 1)]), "one word and a long silence");
        assert!(!are(&[]));
    }

    #[test]
    fn scripts_without_spaces_get_none() {
        let words = ["左", "に", "見える", "X", "です"].map(|text| Word {
            text,
            ..Word::default()
        });
        assert_eq!(lines_of(words)[0].text, "左に見える X です");
    }
}
