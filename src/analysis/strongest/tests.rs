//! The strongest quotes, told on quotes.

use super::*;
use crate::model::{Origin, ReviewState};
use proptest::prelude::*;

fn passage(id: u64, quote: &str, language: Language) -> Passage {
    Passage {
        id: CodingId(id),
        transcript: format!("t{id}"),
        case: None,
        turn: 1,
        in_turn: CodePointSpan::new(0, quote.chars().count()).unwrap(),
        line: 1,
        starts_at: None,
        speaker: String::new(),
        code: String::new(),
        quote: quote.to_owned(),
        coder: String::new(),
        origin: Origin::Hand,
        state: ReviewState::Accepted,
        decided_at: None,
        memos: Vec::new(),
        language,
    }
}

fn english(quotes: &[&str]) -> Vec<Passage> {
    let all = quotes.iter().enumerate();
    all.map(|(at, quote)| passage(at as u64 + 1, quote, Language::English))
        .collect()
}

fn chosen(candidates: &[Passage], others: &[Passage], most: usize) -> Vec<StrongQuote> {
    let candidates: Vec<&Passage> = candidates.iter().collect();
    let others: Vec<&Passage> = others.iter().collect();
    strongest(&candidates, &others, most)
}

fn ids(strengths: &[StrongQuote]) -> Vec<u64> {
    strengths.iter().map(|it| it.id.0).collect()
}

const CENTRAL_ONE: &str =
    "The bonus depends on the sales target of the quarter, and everybody knows the target by heart";

#[test]
fn what_speaks_of_the_cells_matter_beats_what_does_not() {
    let quotes = english(&[
        "The weather was fine that day and we drove along the lake with the windows of the car open",
        CENTRAL_ONE,
        "Each seller has a sales target, and whoever reaches the target gets a bonus in the spring",
    ]);
    let best = chosen(&quotes, &[], 3);
    assert_eq!(best.last().unwrap().id, CodingId(1));
    assert!(best[0].central > best[2].central);
    assert_eq!(best[0].distinct, None, "there is nothing to differ from");
}

#[test]
fn what_only_this_case_says_beats_what_all_say() {
    let quotes = english(&[
        "We have one meeting on Monday, where we look at the sales figures of the week together",
        "We have one prize that colleagues give each other, decided by a secret vote every month",
    ]);
    let mut others = english(&[
        "There is a meeting on Monday and there we look at the sales figures of the whole week",
        "On Monday, in a meeting, sales figures of the week are looked at by the sellers together",
    ]);
    others.iter_mut().for_each(|it| it.id.0 += 10);
    let best = chosen(&quotes, &others, 1);
    assert_eq!(ids(&best), [2]);
    assert!(
        best[0].why.contains("others of its row hardly do"),
        "{}",
        best[0].why
    );
    assert_eq!(
        ids(&chosen(&quotes, &[], 2)),
        [1, 2],
        "alone, the first of equals"
    );
}

#[test]
fn neither_a_fragment_nor_a_page_is_strongest() {
    let page = format!("{CENTRAL_ONE}. ").repeat(20);
    let quotes = english(&["The bonus target", &page, CENTRAL_ONE]);
    assert_eq!(chosen(&quotes, &[], 1)[0].id, CodingId(3));
    for (words, fit) in [
        (0, 0.0),
        (3, 0.0),
        (6, 0.5),
        (12, 1.0),
        (60, 1.0),
        (120, 0.5),
        (240, 0.0),
        (900, 0.0),
    ] {
        assert!((fitness(words) - fit).abs() < 1e-9, "{words}");
    }
}

#[test]
fn nearly_the_same_words_are_shown_once() {
    let quotes = english(&[
        CENTRAL_ONE,
        "The bonus depends on the sales targets of the quarter and everybody knows these targets by heart",
        "Nobody gets a bonus for a happy customer, which I have said aloud in many a meeting here",
    ]);
    assert_eq!(ids(&chosen(&quotes, &[], 3)).len(), 2);
    let mut nested = english(&[CENTRAL_ONE, "everybody knows the target by heart"]);
    nested[1].transcript = "t1".to_owned();
    nested[1].in_turn = CodePointSpan::new(60, 80).unwrap();
    assert_eq!(ids(&chosen(&nested, &[], 3)), [1], "one lies in the other");
}

#[test]
fn a_passage_with_three_codes_is_one_passage() {
    let mut quotes = english(&[
        CENTRAL_ONE,
        "The weather was fine that day and we drove along the lake with the windows of the car open",
        "Each seller has a sales target, and whoever reaches the target gets a bonus in the spring",
    ]);
    let once = chosen(&quotes, &[], 3);
    for id in [11, 12] {
        let again = Passage {
            id: CodingId(id),
            ..quotes[1].clone()
        };
        quotes.push(again);
    }
    assert_eq!(chosen(&quotes, &[], 3), once);
}

#[test]
fn finnish_words_are_one_word_in_all_their_cases() {
    let finnish = |id, quote| passage(id, quote, Language::Finnish);
    let quotes = [
        finnish(
            1,
            "Palkkioista sovitaan vuosittain, ja palkkio sidotaan myynnin tavoitteisiin niin kuin ennenkin on tehty",
        ),
        finnish(
            2,
            "Palkkiota maksetaan, kun myynti ylittää tavoitteen, mutta palkkioiden perusteita ei kerrota kaikille avoimesti meillä",
        ),
        finnish(
            3,
            "Sää oli sinä päivänä kaunis, ja ajoimme järven rantaa pitkin auton ikkunat auki kotiin asti",
        ),
    ];
    let best = chosen(&quotes, &[], 3);
    assert_eq!(ids(&best)[2], 3);
    assert!(best[0].why.contains("palkkio"), "{}", best[0].why);
}

#[test]
fn the_parts_of_a_score_are_those_of_the_formula() {
    let candidates = english(&["bonus", "target", "bonus target"]);
    let mut others = english(&["bonus"]);
    others[0].id.0 = 9;
    let best = chosen(&candidates, &others, 3);
    let of = |id: u64| best.iter().find(|it| it.id.0 == id).unwrap();
    // N = 4; bonus stands in 3 of them, target in 2.
    let (bonus, target) = ((5.0f64 / 4.0).ln() + 1.0, (5.0f64 / 3.0).ln() + 1.0);
    let both = bonus.hypot(target);
    let (x, y) = (bonus / both, target / both);
    for (id, central, distinct) in [
        (1, x / x.hypot(1.0 + y), 0.0),
        (2, y / y.hypot(1.0 + x), 1.0),
        (3, (x + y) / 2f64.sqrt(), 1.0 - x),
    ] {
        assert!((of(id).central - central).abs() < 1e-9, "{id}");
        assert!((of(id).distinct.unwrap() - distinct).abs() < 1e-9, "{id}");
        assert_eq!(of(id).length, 0.0);
        assert!((of(id).score - 0.4 * central - 0.3 * distinct).abs() < 1e-9);
    }
    assert_eq!(ids(&best), [3, 2, 1]);
    assert_eq!(best[0].alike, 0.0);
    assert!((best[1].alike - y).abs() < 1e-9);
}

#[test]
fn no_words_and_no_candidates_are_no_trouble() {
    assert!(chosen(&[], &[], 3).is_empty());
    let quotes = english(&["", "…", "and the of"]);
    let best = chosen(&quotes, &quotes, 2);
    assert!(
        best.iter()
            .all(|it| it.score == 0.0 && it.why.starts_with("no content words"))
    );
}

proptest! {
    /// Whatever is said: no more than asked for, nobody twice, each part of
    /// the score between 0 and 1, and the same answer every time.
    #[test]
    fn scores_stay_in_their_bounds(
        quotes in prop::collection::vec("(bonus|target|sales|the|meeting|lake| |,){0,40}", 0..8),
        others in prop::collection::vec("(bonus|target|the| ){0,10}", 0..4),
        most in 0usize..6,
    ) {
        let all: Vec<&str> = quotes.iter().map(String::as_str).collect();
        let rest: Vec<&str> = others.iter().map(String::as_str).collect();
        let (candidates, others) = (english(&all), english(&rest));
        let best = chosen(&candidates, &others, most);
        prop_assert!(best.len() <= most.min(candidates.len()));
        prop_assert!(most == 0 || candidates.is_empty() || !best.is_empty());
        let mut seen = ids(&best);
        seen.sort_unstable();
        seen.dedup();
        prop_assert_eq!(seen.len(), best.len());
        for it in &best {
            let parts = [it.central, it.distinct.unwrap_or(0.0), it.length, it.score, it.alike];
            prop_assert!(parts.iter().all(|part| (0.0..=1.0).contains(part)), "{:?}", it);
            prop_assert!(it.alike < SAME_WORDS);
            prop_assert_eq!(it.distinct.is_none(), others.is_empty());
        }
        prop_assert_eq!(&best, &chosen(&candidates, &others, most));
        // Fewer are the beginning of more.
        let more = chosen(&candidates, &others, most + 1);
        prop_assert_eq!(&more[..best.len()], &best[..]);
    }
}
