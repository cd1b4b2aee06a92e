//! Regular expressions with word boundaries, fast on any text.
//!
//! The automaton that makes searches fast knows no Unicode word boundary: at
//! the first letter that is not ASCII it gives up, and the search goes on some
//! twenty times slower. Here the expression without its boundaries, which has
//! no such trouble, says where a find can start; the expression as it was
//! written is then asked at that place alone. Its finds are just those of a
//! search from the left: wherever it finds something, so does the one without
//! boundaries.

use crate::rules::runs::Run;
use regex::Regex;
use regex_automata::meta;
use regex_automata::{Anchored, Input};
use regex_syntax::hir::{Hir, HirKind, Look};

/// After so many places in one text where a find could have started and did
/// not, the rest is searched the plain way: no text may make this slower than
/// that by more than a little.
const TRIES: usize = 256;

/// A regular expression ready to search.
pub(crate) struct Searcher {
    plain: Regex,
    /// Where it has word boundaries: without them, and as it is.
    parts: Option<(meta::Regex, meta::Regex)>,
    /// What every find has and few texts do.
    run: Option<Run>,
}

impl Searcher {
    /// `hir` is what `plain` was made from; automata take `largest` bytes.
    pub fn new(plain: Regex, hir: &Hir, largest: usize) -> Self {
        let config = meta::Config::new()
            .nfa_size_limit(Some(largest))
            .hybrid_cache_capacity(largest);
        let build = |hir: &Hir| {
            let mut builder = meta::Builder::new();
            builder.configure(config.clone()).build_from_hir(hir).ok()
        };
        let parts = hir
            .properties()
            .look_set()
            .contains_word_unicode()
            .then(|| Some((build(&without_boundaries(hir))?, build(hir)?)))
            .flatten();
        let run = Run::of(hir);
        Self { plain, parts, run }
    }

    /// Start and end of all finds in `text`, in order and apart.
    pub fn find(&self, text: &str) -> Vec<(usize, usize)> {
        let mut finds = Vec::new();
        if self.run.as_ref().is_some_and(|run| !run.is_in(text)) {
            return finds;
        }
        match &self.parts {
            Some((loose, strict)) if !text.is_ascii() => {
                let mut tries = 0;
                let mut from = 0;
                while let Some(start) = start_of(loose, text, from) {
                    let here = Input::new(text).range(start..).anchored(Anchored::Yes);
                    if let Some(find) = strict.search(&here) {
                        finds.push((find.start(), find.end()));
                        from = find.end();
                        continue;
                    }
                    tries += 1;
                    if tries > TRIES {
                        self.find_plainly(text, start, &mut finds);
                        break;
                    }
                    let sign = text.get(start..).and_then(|rest| rest.chars().next());
                    from = start + sign.map_or(1, char::len_utf8);
                }
            }
            _ => self.find_plainly(text, 0, &mut finds),
        }
        finds
    }

    fn find_plainly(&self, text: &str, mut from: usize, finds: &mut Vec<(usize, usize)>) {
        while let Some(find) = self.plain.find_at(text, from) {
            finds.push((find.start(), find.end()));
            from = find.end();
        }
    }
}

fn start_of(loose: &meta::Regex, text: &str, from: usize) -> Option<usize> {
    (from <= text.len())
        .then(|| loose.search(&Input::new(text).range(from..)))?
        .map(|find| find.start())
}

fn without_boundaries(hir: &Hir) -> Hir {
    let all = |parts: &[Hir]| parts.iter().map(without_boundaries).collect();
    match hir.kind() {
        HirKind::Look(look) if is_word_boundary(*look) => Hir::empty(),
        HirKind::Repetition(repeated) => {
            let mut repeated = repeated.clone();
            repeated.sub = Box::new(without_boundaries(&repeated.sub));
            Hir::repetition(repeated)
        }
        HirKind::Capture(capture) => without_boundaries(&capture.sub),
        HirKind::Concat(parts) => Hir::concat(all(parts)),
        HirKind::Alternation(parts) => Hir::alternation(all(parts)),
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => hir.clone(),
    }
}

fn is_word_boundary(look: Look) -> bool {
    matches!(
        look,
        Look::WordUnicode
            | Look::WordUnicodeNegate
            | Look::WordStartUnicode
            | Look::WordEndUnicode
            | Look::WordStartHalfUnicode
            | Look::WordEndHalfUnicode
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{Query, parse};
    use proptest::prelude::*;

    fn searcher(pattern: &str) -> Searcher {
        match parse(&format!("/{pattern}/")) {
            Ok(Query::Regular(regular)) => regular.searcher(),
            other => panic!("{pattern}: {other:?}"),
        }
    }

    fn plainly(pattern: &str, text: &str) -> Vec<(usize, usize)> {
        let mut builder = regex::RegexBuilder::new(pattern);
        let plain = builder.case_insensitive(true).build().unwrap();
        let finds = plain.find_iter(text);
        finds.map(|find| (find.start(), find.end())).collect()
    }

    #[test]
    fn a_boundary_inside_a_repetition_or_an_alternative_holds_all_the_same() {
        let text = "käyttö on työ työaika; aika työn, ä työ";
        for pattern in [
            r"\btyö\b",
            r"(?:\btyö\b|aika)",
            r"\Baika",
            r"(?:\btyö\w* ?){2}",
            r"ty\b{end}",
            r"\b\w",
            r"\b(?:työ|työaika)\b",
            r".*\bon",
        ] {
            assert_eq!(
                searcher(pattern).find(text),
                plainly(pattern, text),
                "{pattern}"
            );
        }
    }

    #[test]
    fn places_where_nothing_starts_after_all_are_given_up_on_in_time() {
        let text = format!("ä{}. ab", "ab".repeat(4 * TRIES));
        let pattern = r"\bab\b";
        assert_eq!(searcher(pattern).find(&text), plainly(pattern, &text));
    }

    fn piece() -> impl Strategy<Value = String> {
        prop_oneof![
            Just(r"\b".to_owned()),
            Just(r"\B".to_owned()),
            Just(r"\b{start}".to_owned()),
            Just(r"\b{end}".to_owned()),
            Just(r"\w".to_owned()),
            Just(r"\s?".to_owned()),
            Just("^".to_owned()),
            Just("$".to_owned()),
            "[aäb.]",
        ]
    }

    fn pattern() -> impl Strategy<Value = String> {
        let row = prop::collection::vec(piece(), 1..4).prop_map(|pieces| pieces.concat());
        row.prop_recursive(3, 12, 3, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 1..3).prop_map(|parts| parts.concat()),
                prop::collection::vec(inner.clone(), 2..3)
                    .prop_map(|parts| format!("(?:{})", parts.join("|"))),
                inner.clone().prop_map(|part| format!("(?:{part})+")),
                inner.prop_map(|part| format!("(?:{part}){{0,2}}?")),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]
        #[test]
        fn the_finds_are_those_of_the_plain_search(
            pattern in pattern(),
            text in "[aäbB. ö’é客]{0,20}",
        ) {
            if let Ok(Query::Regular(regular)) = parse(&format!("/{pattern}/")) {
                prop_assert_eq!(regular.searcher().find(&text), plainly(&pattern, &text));
            }
        }
    }
}
