//! Words that were divided at the end of a line, and whether the hyphen there
//! is the typesetter's or the word's own.
//!
//! The danger lies on both sides: "palkit-semisesta" is found by no rule, and
//! "CRMjärjestelmä" was said by nobody. Every word put together is counted and
//! some are told, since no rule knows all words.

use std::collections::HashSet;

/// Before these words a hyphen stands for the end of a compound: "markkina- ja".
const AND: [&str; 14] = [
    "ja", "tai", "eli", "sekä", "och", "eller", "samt", "and", "or", "to", "und", "oder", "bzw",
    "vai",
];

/// How many words are told.
const MOST_TOLD: usize = 6;

/// What stands between two lines that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seam {
    /// A blank.
    Blank,
    /// Nothing: the word goes on behind its own hyphen.
    Own,
    /// Nothing, and the hyphen before goes.
    Divided,
}

/// Puts lines together, and remembers what it did.
pub(super) struct Joiner {
    /// Words of the text that stand within a line, in small letters.
    known: HashSet<String>,
    divided: Vec<String>,
    own: Vec<String>,
}

impl Joiner {
    /// Gets to know the words of these lines; not the ones at their ends, which
    /// may be halves.
    pub(super) fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let mut known = HashSet::new();
        for line in lines {
            let mut words: Vec<&str> = line.split_whitespace().collect();
            words.pop();
            known.extend(
                words
                    .into_iter()
                    .skip(1)
                    .map(|word| bare(word).to_lowercase()),
            );
        }
        Self {
            known,
            divided: Vec::new(),
            own: Vec::new(),
        }
    }

    /// Puts `line` behind `text`.
    pub(super) fn join(&mut self, text: &mut String, line: &str) {
        let seam = self.seam(text, line);
        let head = last_word(text).to_owned();
        let tail = line.split_whitespace().next().unwrap_or_default();
        match seam {
            Seam::Blank => text.push(' '),
            Seam::Own => self
                .own
                .push(format!("'{}'", bare(&format!("{head}{tail}")))),
            Seam::Divided => {
                text.pop();
                let word = format!("{}{tail}", head.trim_end_matches(is_hyphen));
                self.divided.push(format!("'{}'", bare(&word)));
            }
        }
        text.push_str(line);
    }

    fn seam(&self, text: &str, line: &str) -> Seam {
        let head = last_word(text);
        let tail = line.split_whitespace().next().unwrap_or_default();
        let Some(last) = head.chars().next_back() else {
            return Seam::Blank;
        };
        let next = tail.chars().next().unwrap_or(' ');
        if last == '\u{ad}' {
            return Seam::Divided;
        }
        let before = head.trim_end_matches(last).chars().next_back();
        if last == '–' {
            // "2015–" and "2017" is one span of years.
            let span = before.is_some_and(|c| c.is_ascii_digit()) && next.is_ascii_digit();
            return if span { Seam::Own } else { Seam::Blank };
        }
        let Some(before) = before.filter(|_| is_hyphen(last)) else {
            return Seam::Blank;
        };
        if !before.is_alphanumeric() {
            return Seam::Blank;
        }
        let stem = bare(head.trim_end_matches(is_hyphen)).to_lowercase();
        let rest = bare(tail).to_lowercase();
        if AND.contains(&rest.as_str()) && !self.known.contains(&format!("{stem}{rest}")) {
            return Seam::Blank;
        }
        if !next.is_alphanumeric() {
            return Seam::Blank;
        }
        let own = !next.is_lowercase()
            || before.is_numeric()
            || is_abbreviation(head)
            || same_vowels(before, next)
            || (self.known.contains(&format!("{stem}-{rest}"))
                && !self.known.contains(&format!("{stem}{rest}")));
        if own { Seam::Own } else { Seam::Divided }
    }

    /// What was done, for a person to look over.
    pub(super) fn notes(self) -> Vec<String> {
        let told = |words: Vec<String>, what: &str| {
            let count = words.len();
            let mut listed: Vec<String> = Vec::new();
            for word in words {
                if listed.len() < MOST_TOLD && !listed.contains(&word) {
                    listed.push(word);
                }
            }
            let listed = listed.join(", ");
            (count > 0).then(|| format!("{what} ({count}): {listed}"))
        };
        let divided = told(
            self.divided,
            "words divided at the end of a line were put together, without their hyphen",
        );
        let own = told(
            self.own,
            "words whose hyphen stood at the end of a line were put together, and keep it",
        );
        divided.into_iter().chain(own).collect()
    }
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{ad}')
}

/// Whether a word at the end may go on.
pub(super) fn ends_in_hyphen(text: &str) -> bool {
    let mut letters = text.chars().rev();
    letters.next().is_some_and(is_hyphen) && letters.next().is_some_and(char::is_alphanumeric)
}

fn last_word(text: &str) -> &str {
    if text.ends_with(char::is_whitespace) {
        return "";
    }
    text.split_whitespace().next_back().unwrap_or_default()
}

/// A word without the marks around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// "CRM-", "B2B-", "A-": what is written in capitals is a word of its own.
fn is_abbreviation(head: &str) -> bool {
    let part = head.trim_end_matches(is_hyphen);
    let part = part.rsplit(is_hyphen).next().unwrap_or(part);
    !part.chars().any(char::is_lowercase) && part.chars().any(char::is_uppercase)
}

/// "linja-auto", "co-operate": no word is divided between two like vowels.
fn same_vowels(before: char, next: char) -> bool {
    before == next && "aeiouyäöå".contains(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(lines: &[&str]) -> (String, Vec<String>) {
        let mut joiner = Joiner::of(lines.iter().copied());
        let mut lines = lines.iter();
        let mut text = lines.next().unwrap().to_string();
        for line in lines {
            joiner.join(&mut text, line);
        }
        (text, joiner.notes())
    }

    #[test]
    #[rustfmt::skip]
    fn whose_hyphen_it_is() {
        for (above, below, expected) in [
            ("ja palkit-", "semisesta", "ja palkitsemisesta"),
            ("ja palkit\u{ad}", "semisesta", "ja palkitsemisesta"),
            ("the soft\u{2010}", "ware is", "the software is"),
            ("että CRM-", "järjestelmä on", "että CRM-järjestelmä on"),
            ("että (B2B-", "myynti) on", "että (B2B-myynti) on"),
            ("sanoi Suomi-", "Ruotsi-akselilla", "sanoi Suomi-Ruotsi-akselilla"),
            ("tuli COVID-", "19 ja", "tuli COVID-19 ja"),
            ("vuonna 2015-", "luvulla", "vuonna 2015-luvulla"),
            ("meni linja-", "autolla", "meni linja-autolla"),
            ("vuosina 2015–", "2017 oli", "vuosina 2015–2017 oli"),
            ("markkina-", "ja asiakastieto", "markkina- ja asiakastieto"),
            ("se oli –", "niin sanotusti", "se oli – niin sanotusti"),
            ("se oli -", "niin sanotusti", "se oli - niin sanotusti"),
            ("I thought-", "(laughs)", "I thought- (laughs)"),
            ("plain", "words", "plain words"),
        ] {
            assert_eq!(joined(&[above, below]).0, expected);
        }
    }

    #[test]
    fn a_word_written_elsewhere_says_how_it_is_written() {
        let (text, notes) = joined(&["some long-term plans and a long-", "term view"]);
        assert!(text.ends_with("a long-term view"), "{text}");
        assert!(notes[0].contains("keep it (1): 'long-term'"), "{notes:?}");
        let (text, _) = joined(&["a small kuja there, ku-", "ja"]);
        assert!(text.ends_with("there, kuja"), "{text}");
    }

    #[test]
    fn what_was_put_together_is_counted_and_told() {
        let (_, notes) = joined(&["palkit-", "sema ja palkit-", "sema on CRM-", "työ"]);
        assert!(notes[0].contains("(2): 'palkitsema'"), "{notes:?}");
        assert!(notes[1].contains("(1): 'CRM-työ'"), "{notes:?}");
    }
}
