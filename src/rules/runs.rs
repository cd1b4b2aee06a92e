//! Two signs in a row of a kind that is rare in talk, such as the capital
//! letters of `/(?-i)\b[A-Z]{2,5}\b/`: a look for them costs next to nothing,
//! and spares most texts the search.

use regex_syntax::hir::{Class, Hir, HirKind};

/// Two neighbouring bytes from one range of ASCII.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    first: u8,
    last: u8,
}

impl Run {
    /// A run that every find of an expression has.
    pub fn of(hir: &Hir) -> Option<Self> {
        match hir.kind() {
            HirKind::Capture(capture) => Self::of(&capture.sub),
            HirKind::Concat(row) => row.iter().find_map(Self::of),
            HirKind::Repetition(repeated) if repeated.min >= 2 => Self::of_class(&repeated.sub),
            HirKind::Repetition(repeated) if repeated.min == 1 => Self::of(&repeated.sub),
            _ => None,
        }
    }

    fn of_class(hir: &Hir) -> Option<Self> {
        let HirKind::Class(Class::Unicode(class)) = hir.kind() else {
            return None;
        };
        let [range] = class.ranges() else { return None };
        let first = u8::try_from(range.start()).ok()?;
        let last = u8::try_from(range.end()).ok().filter(u8::is_ascii)?;
        // Blanks and small letters are everywhere.
        let common = |byte: u8| byte == b' ' || byte.is_ascii_lowercase();
        let is_rare = !(first..=last).any(common);
        is_rare.then_some(Self { first, last })
    }

    /// Whether a text has it.
    pub fn is_in(&self, text: &str) -> bool {
        let span = self.last - self.first;
        let is_one = |byte: u8| byte.wrapping_sub(self.first) <= span;
        let bytes = text.as_bytes();
        let next = bytes.get(1..).unwrap_or_default();
        // In pieces without an early end, which a processor reads many bytes
        // at a time.
        bytes
            .chunks(256)
            .zip(next.chunks(256))
            .any(|(these, next)| {
                let pairs = these.iter().zip(next);
                pairs.fold(false, |any, (a, b)| any | (is_one(*a) & is_one(*b)))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(pattern: &str) -> Option<Run> {
        Run::of(&regex_syntax::parse(pattern).unwrap())
    }

    #[test]
    fn only_what_every_find_has_and_talk_has_rarely_counts() {
        let capitals = Some(Run {
            first: b'A',
            last: b'Z',
        });
        assert_eq!(run(r"\b[A-Z]{3,6}\b"), capitals);
        assert_eq!(run(r"(a|b)([A-Z]{2})+"), capitals);
        for pattern in [
            "[A-Z]",
            "[A-Z]{1,5}",
            "[a-z]{3}",
            "([A-Z]{2})?x",
            "[A-Z]{2}|x",
            r"\w{2}",
            r"\d{2}",
            "[A-Zä]{2}",
        ] {
            assert_eq!(run(pattern), None, "{pattern}");
        }
    }

    #[test]
    fn a_run_is_seen_wherever_it_stands() {
        let run = run("[A-Z]{2}").unwrap();
        for length in [0, 1, 254, 255, 256, 257, 511, 512] {
            let before = "a".repeat(length);
            assert!(run.is_in(&format!("{before}IT")), "{length}");
            assert!(run.is_in(&format!("{before}ITä")), "{length}");
            assert!(!run.is_in(&format!("{before}ÄI tT")), "{length}");
        }
    }
}
