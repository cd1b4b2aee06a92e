//! The executors against a naive evaluator that tries every combination.

use crate::rules::found::merged;
use crate::rules::turn::Window;
use crate::rules::{Names, Query, TurnContext, matcher, parse};
use crate::text::sentences::{sentence_around, sentences};
use crate::text::words::words;
use crate::text::{ByteSpan, Language};
use proptest::prelude::*;
use std::cmp::Reverse;

/// A find as the numbers of its words.
type Words = Vec<usize>;

struct Naive {
    words: Vec<String>,
    /// The sentence of each word.
    sentence: Vec<usize>,
}

impl Naive {
    fn new(text: &str, window: Window) -> Self {
        let cut = sentences(text, Language::Other);
        let found: Vec<(ByteSpan, &str)> = words(text).collect();
        Self {
            sentence: found
                .iter()
                .map(|(span, _)| {
                    let around = sentence_around(&cut, *span);
                    match window {
                        Window::Turn => 0,
                        Window::Sentence => cut.iter().position(|one| *one == around).unwrap(),
                    }
                })
                .collect(),
            words: found.iter().map(|(_, word)| word.to_lowercase()).collect(),
        }
    }

    fn touches(&self, find: &Words, sentence: usize) -> bool {
        let (first, last) = (find.iter().min().unwrap(), find.iter().max().unwrap());
        (self.sentence[*first]..=self.sentence[*last]).contains(&sentence)
    }

    fn find(&self, query: &Query) -> Vec<Words> {
        let mut found: Vec<Words> = match query {
            Query::Word(word) => (0..self.words.len())
                .filter(|at| self.words[*at] == word.text)
                .map(|at| vec![at])
                .collect(),
            Query::Phrase(phrase) => (0..self.words.len())
                .filter(|at| {
                    phrase
                        .words
                        .iter()
                        .enumerate()
                        .all(|(step, word)| self.words.get(at + step) == Some(&word.text))
                })
                .map(|at| (at..at + phrase.words.len()).collect())
                .collect(),
            Query::Or(or) => or.among.iter().flat_map(|part| self.find(part)).collect(),
            Query::And(and) => {
                let parts: Vec<Vec<Words>> = and.all.iter().map(|part| self.find(part)).collect();
                (0..=self.sentence.last().copied().unwrap_or(0))
                    .filter(|s| parts.iter().all(|p| p.iter().any(|f| self.touches(f, *s))))
                    .map(|s| {
                        let all = parts.iter().flatten();
                        all.filter(|f| self.touches(f, s))
                            .flatten()
                            .copied()
                            .collect()
                    })
                    .collect()
            }
            Query::Not(not) => {
                let spoilt: Vec<Words> = not.without.iter().flat_map(|p| self.find(p)).collect();
                let last = self.sentence.last().copied().unwrap_or(0);
                let mut kept = self.find(&not.keep);
                kept.retain(|find| {
                    !(0..=last).any(|s| {
                        self.touches(find, s) && spoilt.iter().any(|bad| self.touches(bad, s))
                    })
                });
                kept
            }
            Query::Near(near) => {
                let (left, right) = (self.find(&near.left), self.find(&near.right));
                let mut pairs = self.pairs(&left, &right, near.within);
                pairs.extend(self.pairs(&right, &left, near.within));
                pairs
            }
            Query::Then(then) => self.following(
                &self.find(&then.first),
                &self.find(&then.second),
                then.within,
            ),
            _ => panic!("not generated"),
        };
        for find in &mut found {
            find.sort_unstable();
            find.dedup();
        }
        let bounds = |find: &Words| (find[0], find[find.len() - 1]);
        found.sort_by(|a, b| (bounds(a), a).cmp(&(bounds(b), b)));
        found.dedup();
        found
    }

    fn following(&self, firsts: &[Words], seconds: &[Words], within: u32) -> Vec<Words> {
        let first_word = |find: &Words| *find.iter().min().unwrap();
        let last_word = |find: &Words| *find.iter().max().unwrap();
        let after = |a: &Words, b: &Words| first_word(b) > last_word(a);
        let forward = firsts.iter().filter_map(|a| {
            let seconds = seconds.iter().filter(|b| after(a, b));
            let b = seconds.min_by_key(|b| (first_word(b), last_word(b), (*b).clone()))?;
            Some((a, b))
        });
        let back = seconds.iter().filter_map(|b| {
            let firsts = firsts.iter().filter(|a| after(a, b));
            let key = |a: &&Words| (Reverse(last_word(a)), first_word(a), (*a).clone());
            Some((firsts.min_by_key(key)?, b))
        });
        forward
            .chain(back)
            .filter(|(a, b)| first_word(b) - last_word(a) <= within as usize)
            .map(|(a, b)| [a.clone(), b.clone()].concat())
            .collect()
    }

    fn pairs(&self, these: &[Words], others: &[Words], within: u32) -> Vec<Words> {
        let bounds = |find: &Words| (*find.iter().min().unwrap(), *find.iter().max().unwrap());
        these
            .iter()
            .filter_map(|this| {
                let (first, last) = bounds(this);
                others
                    .iter()
                    .filter(|other| !other.iter().any(|word| this.contains(word)))
                    .map(|other| {
                        let (start, end) = bounds(other);
                        let apart = start.saturating_sub(last).max(first.saturating_sub(end));
                        (apart, start, end, other)
                    })
                    .filter(|(apart, ..)| *apart <= within as usize)
                    .min()
                    .map(|(.., other)| [this.clone(), other.clone()].concat())
            })
            .collect()
    }
}

fn single() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-d]",
        1 => "[a-d] [a-d]".prop_map(|words| format!("\"{words}\"")),
    ]
}

fn near() -> impl Strategy<Value = String> {
    single().prop_recursive(2, 6, 2, |inner| {
        (inner.clone(), inner, 1u32..5, 0..3).prop_map(|(a, b, n, kind)| match kind {
            0 => format!("({a} OR {b})"),
            1 => format!("({a} THEN/{n} {b})"),
            _ => format!("({a} NEAR/{n} {b})"),
        })
    })
}

pub(super) fn query() -> impl Strategy<Value = String> {
    near().prop_recursive(3, 10, 3, |inner| {
        (inner.clone(), inner.clone(), inner, 0..4).prop_map(|(a, b, c, kind)| match kind {
            0 => format!("({a} AND {b})"),
            1 => format!("({a} OR {b} OR {c})"),
            2 => format!("({a} NOT {b} NOT {c})"),
            _ => format!("({a} {b} NOT {c})"),
        })
    })
}

fn expression() -> impl Strategy<Value = String> {
    let parts = [
        "a",
        "b",
        "ab?",
        "c+",
        "(ab|bc)",
        "[ab]",
        "[0-9]",
        r"\d",
        r"\bc",
        "ä",
        "ſ",
        "s",
        "é?",
        ".",
        "(?:a|bc|c)(?:b|)",
        "(?-i:B)",
        "b{2,3}",
        r"\w",
    ];
    proptest::collection::vec(proptest::sample::select(parts.to_vec()), 1..5)
        .prop_map(|parts| parts.concat())
}

/// What the executors find, as numbers of words.
fn found(text: &str, query: &Query, window: Window) -> Vec<Words> {
    let program = crate::rules::program::Program::new(
        Language::Other,
        &Default::default(),
        [(query, window)],
    );
    let places: Vec<ByteSpan> = words(text).map(|(span, _)| span).collect();
    let mut all = Vec::new();
    program.reader().read(
        text,
        &TurnContext::default(),
        |_| true,
        |_, found, _| {
            for one in found {
                let numbers = |span: ByteSpan| places.iter().position(|place| *place == span);
                all.push(
                    merged(one.words)
                        .into_iter()
                        .map(|w| numbers(w).unwrap())
                        .collect(),
                );
            }
        },
    );
    all
}

/// 1500, or more where PROPTEST_CASES asks for more.
fn cases() -> u32 {
    ProptestConfig::default().cases.max(1500)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]
    #[test]
    fn the_executors_find_what_the_definitions_say(text in "([A-E]( [a-e]){0,6}[.,] ){0,6}", rule in query()) {
        let query = parse(&rule).unwrap();
        for window in [Window::Sentence, Window::Turn] {
            let expected = Naive::new(&text, window).find(&query);
            prop_assert_eq!(found(&text, &query, window), expected, "{:?}", window);
        }
    }

    #[test]
    fn printing_and_reading_leads_back(rule in query()) {
        let query = parse(&rule).unwrap();
        prop_assert_eq!(parse(&query.to_string()), Ok(query));
    }

    #[test]
    fn no_text_makes_the_reader_or_the_matcher_fall(rule in "([a-b\"(*)/ ]|AND |OR |NOT |NEAR/3 |exact|[+*?ä\\\\|😀“]){0,12}", text in "\\PC{0,30}") {
        match parse(&rule) {
            Ok(query) => {
                prop_assert_eq!(parse(&query.to_string()), Ok(query.clone()));
                for find in matcher(&query, Language::English, &Names::default()).matches(&text, &TurnContext::default()) {
                    for word in find {
                        prop_assert!(word.slice(&text).is_some());
                    }
                }
            }
            Err(error) => prop_assert!(error.column >= 1 && error.column <= rule.chars().count() + 1),
        }
    }

    /// A regular expression is only run where its letters stand; that may
    /// never cost a find.
    #[test]
    fn looking_for_letters_first_costs_no_find(pattern in expression(), text in "[abcABC1ÄäéſS ,.😀]{0,16}") {
        let Ok(query) = parse(&format!("/{pattern}/")) else { return Ok(()); };
        let plain = regex::RegexBuilder::new(&pattern).case_insensitive(true).build().unwrap();
        let expected: Vec<Vec<ByteSpan>> = plain.find_iter(&text)
            .map(|hit| vec![ByteSpan::new(hit.start(), hit.end()).unwrap()])
            .collect();
        prop_assert_eq!(matcher(&query, Language::English, &Names::default()).matches(&text, &TurnContext::default()), expected);
    }

    #[test]
    fn looking_for_words_first_costs_no_exact_find(wanted in "[abA]{1,2}[ ,.]?[abB]{1,2}", text in "[abABc ,.]{0,30}") {
        let query = parse(&format!("exact\"{wanted}\"")).unwrap();
        let lower = text.to_lowercase();
        let places: Vec<ByteSpan> = words(&text).map(|(span, _)| span).collect();
        let cuts = |at: usize| places.iter().any(|w| w.start() < at && at < w.end());
        let pattern = wanted.to_lowercase();
        let spaced = wanted.contains(' ');
        let expected = (0..text.len())
            .any(|at| lower.get(at..).is_some_and(|rest| rest.starts_with(&pattern)) && !cuts(at) && !cuts(at + wanted.len()));
        let found = !matcher(&query, Language::English, &Names::default()).matches(&text, &TurnContext::default()).is_empty();
        prop_assert!(found == expected || (spaced && found), "{} {}", found, expected);
    }
}
