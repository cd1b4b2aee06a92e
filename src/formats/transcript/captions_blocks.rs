//! Cuts a file of captions into captions: a line of times and the words below
//! it. One grammar serves WebVTT (W3C), SubRip and YouTube's .sbv: programs mix
//! them up, and what they forget is the same: a blank line, a counter, an hour.

use super::Doubt;
use super::captions_times::{Style, Times};
use std::collections::HashSet;

/// A caption: its times in milliseconds, and its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cue<'a> {
    pub starts_at: Option<u64>,
    pub ends_at: Option<u64>,
    /// The line above the times.
    pub identifier: Option<&'a str>,
    /// The line of the file on which its words start, from 1.
    pub line: usize,
    /// Its lines, as they stand in the file.
    pub text: &'a str,
}

/// What a caption file holds.
#[derive(Debug, Default)]
pub(super) struct Captions<'a> {
    pub cues: Vec<Cue<'a>>,
    /// Whether there is a line `WEBVTT`.
    pub header: bool,
    /// The language that the header tells.
    pub language: Option<&'a str>,
}

/// Cuts the file into captions. Words without a time, or with one that cannot
/// be read, are kept and doubted: a lost sentence is worse than a lost time.
pub(super) fn cut<'a>(text: &'a str, style: Style, doubts: &mut Vec<Doubt>) -> Captions<'a> {
    let mut cutter = Cutter {
        text,
        style,
        doubts: &mut *doubts,
        found: Captions::default(),
        block: Block::None,
        from: 0,
        last: 0,
    };
    let mut start = 0;
    for (at, line) in text.split('\n').enumerate() {
        cutter.line(at + 1, start, line);
        start += line.len() + 1;
    }
    let mut found = cutter.found;
    give_times_to_words_behind_a_blank_line(&mut found.cues);
    doubt_untimed(&mut found.cues, doubts);
    found
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    None,
    /// Below `WEBVTT`, up to the first blank line.
    Header,
    /// `NOTE`, `STYLE`, `REGION`.
    Skipped,
    /// Below a time line.
    Timed,
    /// A caption's identifier, as long as a time line follows; else words.
    Untimed,
}

struct Cutter<'a, 'd> {
    text: &'a str,
    style: Style,
    doubts: &'d mut Vec<Doubt>,
    found: Captions<'a>,
    block: Block,
    /// Where the words of the last caption start in the file.
    from: usize,
    /// Where the last line of them starts.
    last: usize,
}

impl<'a> Cutter<'a, '_> {
    fn line(&mut self, number: usize, start: usize, line: &'a str) {
        if line.is_empty() {
            self.block = Block::None;
        } else if let Some(times) = Times::of(line, self.style) {
            // Also in a note: players end it at a time line.
            let identifier = self.identifier();
            let cue = self.timed(number, times);
            self.found.cues.push(Cue { identifier, ..cue });
            self.block = Block::Timed;
        } else {
            match self.block {
                Block::None if is_word(line, "WEBVTT") => {
                    self.found.header = true;
                    self.block = Block::Header;
                }
                Block::None if self.found.header && starts_skipped_block(line) => {
                    self.block = Block::Skipped;
                }
                Block::None => {
                    self.found.cues.push(Cue {
                        line: number,
                        ..Cue::default()
                    });
                    self.block = Block::Untimed;
                    self.add(start, line);
                }
                Block::Timed | Block::Untimed => self.add(start, line),
                Block::Header => {
                    let language = line.strip_prefix("Language:").map(str::trim);
                    self.found.language = language.or(self.found.language);
                }
                Block::Skipped => {}
            }
        }
    }

    fn add(&mut self, start: usize, line: &str) {
        if let Some(cue) = self.found.cues.last_mut() {
            if cue.text.is_empty() {
                self.from = start;
            }
            self.last = start;
            let words = self.text.get(self.from..start + line.len());
            cue.text = words.unwrap_or_default();
        }
    }

    /// The line above a time line, which is not speech: all of a block of its
    /// own, and a counter where the blank line above it is missing.
    fn identifier(&mut self) -> Option<&'a str> {
        let cue = self.found.cues.last_mut()?;
        if cue.text.is_empty() {
            return None;
        }
        let last = self.text.get(self.last..self.from + cue.text.len())?;
        let taken = match self.block {
            Block::Untimed => true,
            Block::Timed => {
                let before = cue.identifier.and_then(number);
                number(last).is_some_and(|number| match self.style {
                    Style::WebVtt => {
                        before.is_some_and(|before| before.checked_add(1) == Some(number))
                    }
                    Style::SubRip => before.is_some(),
                    Style::Sbv => false,
                })
            }
            _ => false,
        };
        if !taken {
            return None;
        }
        cue.text = self
            .text
            .get(self.from..self.last.saturating_sub(1))
            .unwrap_or_default();
        if cue.text.is_empty() && self.block == Block::Untimed {
            self.found.cues.pop();
        }
        Some(last.trim())
    }

    fn timed(&mut self, number: usize, times: Times) -> Cue<'a> {
        let doubt = match times {
            Times(Some(start), Some(end)) if start <= end => None,
            Times(Some(_), Some(_)) => {
                Some("this caption ends before it starts; its end was left out")
            }
            Times(Some(_), None) => Some("the end of this caption cannot be read; it was left out"),
            Times(None, _) => {
                Some("the times of this caption cannot be read; its words were kept without them")
            }
        };
        self.doubts.extend(doubt.map(|what| Doubt {
            line: number,
            what: what.to_owned(),
        }));
        Cue {
            starts_at: times.0,
            ends_at: times.1.filter(|_| doubt.is_none()),
            line: number + 1,
            ..Cue::default()
        }
    }
}

fn number(line: &str) -> Option<u64> {
    let digits = line.trim();
    digits
        .bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| digits.parse().ok())?
}

fn is_word(line: &str, word: &str) -> bool {
    line.strip_prefix(word)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
}

fn starts_skipped_block(line: &str) -> bool {
    ["NOTE", "STYLE", "REGION"]
        .iter()
        .any(|word| is_word(line, word))
}

/// A caption without words and, behind a blank line, words without times are
/// one caption: some programs put a blank line below the times.
fn give_times_to_words_behind_a_blank_line(cues: &mut Vec<Cue>) {
    let mut empty: Option<Cue> = None;
    for cue in cues.iter_mut() {
        let timed = cue.starts_at.is_some();
        if let Some(above) = empty.filter(|_| !timed && cue.ends_at.is_none()) {
            *cue = Cue {
                line: cue.line,
                text: cue.text,
                ..above
            };
        }
        empty = Some(*cue).filter(|cue| timed && cue.text.trim().is_empty());
    }
    cues.retain(|cue| !cue.text.trim().is_empty());
}

fn doubt_untimed(cues: &mut Vec<Cue>, doubts: &mut Vec<Doubt>) {
    let told: HashSet<usize> = doubts.iter().map(|doubt| doubt.line + 1).collect();
    let mut counter = None;
    cues.retain_mut(|cue| {
        if cue.starts_at.is_some() {
            counter = cue.identifier.and_then(number).or(counter);
            return true;
        }
        // The counter of a caption whose times are gone is no speech.
        if let Some((first, rest)) = cue.text.split_once('\n')
            && let Some(next) = number(first).filter(|next| counter == next.checked_sub(1))
        {
            counter = Some(next);
            cue.text = rest;
            cue.line += 1;
        }
        // Nor is a lone number, of a caption that is gone altogether.
        let counted = |line: &str| line.trim().is_empty() || number(line).is_some();
        let words = !cue.text.lines().all(counted);
        if words && !told.contains(&cue.line) {
            doubts.push(Doubt {
                line: cue.line,
                what: "these words have no time line above them; they were kept".to_owned(),
            });
        }
        words
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    type Timed<'a> = (Option<u64>, Option<u64>, &'a str);

    fn cues(text: &str, style: Style) -> (Vec<Timed<'_>>, Vec<usize>) {
        let mut doubts = Vec::new();
        let found = cut(text, style, &mut doubts);
        let cues = found.cues.iter();
        (
            cues.map(|cue| (cue.starts_at, cue.ends_at, cue.text))
                .collect(),
            doubts.iter().map(|doubt| doubt.line).collect(),
        )
    }

    #[test]
    fn an_arrow_in_speech_is_speech() {
        let text = "1\n00:01,000 --> 00:02,000\nfrom one --> to two\n3 -> 4\n5 people --> out\n";
        let words = "from one --> to two\n3 -> 4\n5 people --> out";
        let expected = vec![(Some(1_000), Some(2_000), words)];
        assert_eq!(cues(text, Style::SubRip), (expected, vec![]));
    }

    #[test]
    fn counters_are_no_speech_even_without_a_blank_line() {
        let text = "1\n00:01,000 --> 00:02,000\nIn the year\n1984\n2\n00:02,000 --> 00:03,000\n\
                    7\n9\n00:03,000 --> 00:04,000\nwords";
        let expected = vec![
            (Some(1_000), Some(2_000), "In the year\n1984"),
            (Some(2_000), Some(3_000), "7"),
            (Some(3_000), Some(4_000), "words"),
        ];
        assert_eq!(cues(text, Style::SubRip), (expected.clone(), vec![]));
        let uncounted = "00:01,000 --> 00:02,000\nIn\n1984\n00:02,000 --> 00:03,000\nmore";
        assert_eq!(cues(uncounted, Style::SubRip).0[0].2, "In\n1984");
    }

    #[test]
    fn a_blank_line_below_the_times_or_inside_the_words_loses_nothing() {
        let text = "1\n00:01,000 --> 00:02,000\n\nOne\n\n2\n00:02,000 --> 00:03,000\nTwo\n\nand more\n\n3\n";
        let (found, doubts) = cues(text, Style::SubRip);
        let expected = [
            (Some(1_000), Some(2_000), "One"),
            (Some(2_000), Some(3_000), "Two"),
            (None, None, "and more"),
        ];
        assert_eq!(found, expected);
        assert_eq!(doubts, [10]);
    }

    #[test]
    fn the_counter_of_a_caption_without_times_is_no_speech() {
        let text = "1\n00:01,000 --> 00:02,000\nOne\n\n2\nTwo\n\n3\n00:02,000 --> 00:03,000\nThree\n\n\
                    12\nof them";
        let (found, doubts) = cues(text, Style::SubRip);
        let words: Vec<_> = found.iter().map(|cue| cue.2).collect();
        assert_eq!(words, ["One", "Two", "Three", "12\nof them"]);
        assert_eq!(doubts, [6, 12]);
    }

    #[test]
    fn blocks_of_a_web_file_are_told_from_words() {
        let text = "WEBVTT - Title\nLanguage: fi\n\nNOTE Confidence: 0.9\nnot said\n\nid-1\n\
                    00:01.000 --> 00:02.000\nsaid\n\nNOTE\n00:02.000 --> 00:03.000\nshown\n";
        let found = cut(text, Style::WebVtt, &mut Vec::new());
        assert_eq!((found.header, found.language), (true, Some("fi")));
        let words: Vec<_> = found
            .cues
            .iter()
            .map(|cue| (cue.identifier, cue.text))
            .collect();
        assert_eq!(words, [(Some("id-1"), "said"), (None, "shown")]);
        // SubRip knows no notes.
        let text = "1\n00:01,000 --> 00:02,000\nOne\n\nNOTE this\n";
        assert_eq!(cues(text, Style::SubRip).0[1].2, "NOTE this");
    }
}
