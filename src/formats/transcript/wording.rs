//! Words on their way from a file to the canonical text, with signs at places
//! in them: where a comment opens, which line is a heading.
//!
//! The danger: the canonical text is composed anew from letters that the file
//! wrote in two parts, so a place counted in the file's bytes drifts. Signs
//! travel with the words through tables and joins, and are turned into places
//! of the canonical text only once, when it is made.

use crate::text::CanonicalText;
use std::iter;
use std::ops::Range;
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, is_nfc_quick};

/// What stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// The words that this comment is about begin here.
    Opens(usize),
    /// They end here.
    Closes(usize),
    /// This comment stands here and is about no words.
    Point(usize),
    /// This line is a heading.
    Heading,
    /// This line is nobody's speech.
    Note,
    /// The piece of speech with this number begins here.
    Speech(usize),
    /// It ends here.
    SpeechEnds(usize),
}

impl Sign {
    /// Whether it marks an end, and so belongs behind a letter it stands in.
    fn ends(self) -> bool {
        matches!(self, Sign::Closes(_) | Sign::SpeechEnds(_))
    }
}

/// Words with signs, in the order of their places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wording {
    text: String,
    signs: Vec<(usize, Sign)>,
}

impl From<&str> for Wording {
    fn from(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            signs: Vec::new(),
        }
    }
}

impl Wording {
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it holds no words; signs may stand in it all the same.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Sets a sign behind the last word.
    pub(super) fn sign(&mut self, sign: Sign) {
        self.signs.push((self.text.len(), sign));
    }

    pub(super) fn append(&mut self, other: Wording) {
        let base = self.text.len();
        self.text.push_str(&other.text);
        let moved = other.signs.into_iter().map(|(at, sign)| (base + at, sign));
        self.signs.extend(moved);
    }

    /// All of them, with `between` in between.
    pub(super) fn joined(parts: impl IntoIterator<Item = Wording>, between: &str) -> Wording {
        let mut whole = Wording::default();
        for (at, part) in parts.into_iter().enumerate() {
            if at > 0 {
                whole.push(between);
            }
            whole.append(part);
        }
        whole
    }

    /// The same, each of its lines with this sign.
    pub(super) fn with_each_line(self, sign: Sign) -> Wording {
        let mut whole = Wording::default();
        for (at, line) in self.lines().into_iter().enumerate() {
            if at > 0 {
                whole.push("\n");
            }
            whole.sign(sign);
            whole.append(line);
        }
        whole
    }

    /// The same without signs of this kind.
    pub(super) fn without(mut self, sign: Sign) -> Wording {
        self.signs.retain(|(_, other)| *other != sign);
        self
    }

    pub(super) fn has(&self, sign: Sign) -> bool {
        self.signs.iter().any(|(_, other)| *other == sign)
    }

    /// Its lines. A sign between two of them stays with the earlier.
    pub(super) fn lines(&self) -> Vec<Wording> {
        let mut signs = self.signs.iter().peekable();
        let mut start = 0;
        let mut lines = Vec::new();
        for text in self.text.split('\n') {
            let end = start + text.len();
            let mut line = Wording::from(text);
            while let Some((at, sign)) = signs.next_if(|(at, _)| *at <= end) {
                line.signs.push((at.saturating_sub(start), *sign));
            }
            lines.push(line);
            start = end + 1;
        }
        lines
    }

    /// The same without what stands around `kept`; a sign out there moves to
    /// the nearest end. `kept` has to lie between letters.
    pub(super) fn cut(self, kept: Range<usize>) -> Wording {
        let text = self.text.get(kept.clone()).unwrap_or_default().to_owned();
        let moved = |(at, sign): (usize, Sign)| {
            let inside = at.clamp(kept.start, kept.end.max(kept.start));
            (inside - kept.start, sign)
        };
        Wording {
            signs: self.signs.into_iter().map(moved).collect(),
            text,
        }
    }

    /// The same without blanks around it.
    pub(super) fn trimmed(self) -> Wording {
        let start = self.text.len() - self.text.trim_start().len();
        let end = start + self.text.trim().len();
        self.cut(start..end)
    }

    /// The same on one line, without tabs.
    pub(super) fn flat(mut self) -> Wording {
        self.text = self.text.replace(['\n', '\r', '\t'], " ");
        self
    }

    /// The canonical text, and where each sign stands in it. A sign inside a
    /// letter that is composed moves out of it.
    pub(super) fn canonical(&self) -> (CanonicalText, Vec<(usize, Sign)>) {
        let places = self.places_between_letters();
        let mut cuts: Vec<usize> = places.iter().map(|(at, _)| *at).collect();
        cuts.sort_unstable();
        cuts.dedup();
        // Cut between letters that do not compose, the parts are canonical
        // each by itself.
        let mut text = String::with_capacity(self.text.len());
        let mut canonical_cuts = Vec::with_capacity(cuts.len());
        let mut start = 0;
        for cut in cuts.iter().copied().chain(iter::once(self.text.len())) {
            let part = self.text.get(start..cut).unwrap_or_default();
            text.push_str(CanonicalText::from_raw(part).as_str());
            canonical_cuts.push(text.len());
            start = cut;
        }
        let signs = places
            .into_iter()
            .filter_map(|(at, sign)| {
                let cut = cuts.binary_search(&at).ok()?;
                Some((*canonical_cuts.get(cut)?, sign))
            })
            .collect();
        (CanonicalText::from_raw(&text), signs)
    }

    /// Each sign at a place where the text can be cut, in one pass.
    fn places_between_letters(&self) -> Vec<(usize, Sign)> {
        let mut signs = self.signs.iter().copied().peekable();
        let mut places = Vec::with_capacity(self.signs.len());
        let mut ahead = Vec::new();
        let mut last = 0;
        let mut before = '\u{feff}';
        let ends = iter::once((self.text.len(), 'x'));
        for (at, c) in self.text.char_indices().chain(ends) {
            if at == self.text.len() || starts_anew(before, c) {
                last = at;
                places.extend(ahead.drain(..).map(|sign| (at, sign)));
            }
            while let Some((_, sign)) = signs.next_if(|(place, _)| *place <= at) {
                if sign.ends() && last < at {
                    ahead.push(sign);
                } else {
                    places.push((last, sign));
                }
            }
            before = c;
        }
        places
    }
}

/// Whether the text may be cut before `c` without changing what it composes to.
fn starts_anew(before: char, c: char) -> bool {
    let alone =
        canonical_combining_class(c) == 0 && is_nfc_quick(iter::once(c)) == IsNormalized::Yes;
    // Nothing composes with a line end.
    let line_starts = before == '\n' || before == '\r';
    (alone || line_starts) && c != '\u{feff}' && !(before == '\r' && c == '\n')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn spoken(parts: &[&str]) -> Wording {
        let mut wording = Wording::default();
        for (at, part) in parts.iter().enumerate() {
            wording.sign(Sign::Opens(at));
            wording.push(part);
            wording.sign(Sign::Closes(at));
        }
        wording
    }

    fn found(wording: &Wording) -> Vec<String> {
        let (text, signs) = wording.canonical();
        let place = |wanted| signs.iter().find(|(_, sign)| *sign == wanted).unwrap().0;
        (0..signs.len() / 2)
            .map(|at| {
                let (from, to) = (place(Sign::Opens(at)), place(Sign::Closes(at)));
                text.as_str().get(from..to).unwrap().to_owned()
            })
            .collect()
    }

    #[test]
    fn signs_stay_with_their_words() {
        let wording = spoken(&["tyo\u{308}", "matka\r\n", "😀 on ", "a\u{30a}"]);
        assert_eq!(found(&wording), ["ty\u{f6}", "matka\n", "😀 on ", "\u{e5}"]);
    }

    #[test]
    fn a_sign_inside_a_letter_moves_out_of_it() {
        assert_eq!(found(&spoken(&["to", "\u{308}i"])), ["t\u{f6}", "\u{f6}i"]);
        assert_eq!(found(&spoken(&["\u{feff}", "\u{feff}ab"])), ["", "ab"]);
    }

    #[test]
    fn lines_and_cuts_keep_their_signs() {
        let mut wording = Wording::from(" Ann\t");
        wording.sign(Sign::Opens(0));
        wording.push("one\ntwo  ");
        wording.sign(Sign::Closes(0));
        let lines = wording.lines();
        assert_eq!(lines[0].as_str(), " Ann\tone");
        assert_eq!(Wording::joined(lines, "\n"), wording);
        let trimmed = wording.trimmed().flat();
        assert_eq!(trimmed.as_str(), "Ann one two");
        assert_eq!(found(&trimmed), ["one two"]);
    }

    proptest! {
        #[test]
        fn parts_that_do_not_compose_are_found_whole(
            parts in proptest::collection::vec("[a😀ö][a😀o\u{308}\u{338}=\n\u{1100}\u{1161}\u{feff} ]{0,6}", 0..8)
        ) {
            let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
            let wording = spoken(&parts);
            let canonical = CanonicalText::from_raw(&parts.concat());
            prop_assert_eq!(wording.canonical().0, canonical);
            let wanted: Vec<String> = parts.iter().map(|part| CanonicalText::from_raw(part).into_string()).collect();
            prop_assert_eq!(found(&wording), wanted);
        }

        #[test]
        fn any_signs_fit_the_text(
            parts in proptest::collection::vec("[a\r\n\u{308}\u{feff}\u{327}\u{1161}]{0,3}", 0..12)
        ) {
            let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
            let (text, signs) = spoken(&parts).canonical();
            prop_assert_eq!(&text, &CanonicalText::from_raw(&parts.concat()));
            for (at, _) in &signs {
                prop_assert!(text.as_str().is_char_boundary(*at));
            }
            prop_assert_eq!(signs.len(), parts.len() * 2);
        }
    }
}
