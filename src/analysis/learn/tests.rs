//! Terms learnt from a few interviews, and every figure counted again.

use super::*;
use crate::analysis::worth_table::{Conditions, Detail};
use crate::model::Emptiness;
use crate::text::ByteSpan;
use proptest::prelude::*;
use std::borrow::Cow;

/// Turns as (transcript, words, whether all of it carries the code, found).
fn speeches<'a>(turns: &[(u32, &'a str, bool, bool)]) -> Vec<Speech<'a>> {
    let numbered = turns.iter().enumerate();
    numbered
        .map(|(at, (transcript, text, coded, found))| {
            let start = 1000 * at;
            let span = ByteSpan::new(start, start + text.len()).unwrap();
            Speech {
                transcript: TranscriptId(*transcript),
                turn: at as u32 + 1,
                start,
                text: Cow::Borrowed(*text),
                passages: coded
                    .then_some((CodingId(at as u64), span))
                    .into_iter()
                    .collect(),
                found: *found,
            }
        })
        .collect()
}

const REST: &str = "we drive around and talk about the weather, the road and the lorry \
                    and then we talk about the weather again and the road is long, \
                    and whoever drives the lorry tells the others about the road and the \
                    weather, and nobody is in a hurry, as the customers know us by name";

fn rewards() -> Vec<(u32, &'static str, bool, bool)> {
    vec![
        (1, "The sales targets decide over the bonus.", true, false),
        (1, REST, false, false),
        (2, "A bonus for each sales target of 2019.", true, false),
        (2, "No bonus at all, they said.", false, false),
        (2, REST, false, false),
        (3, "Sales target, bonus: one and the same.", true, true),
        (3, REST, false, false),
    ]
}

fn terms(learnt: &Learnt) -> Vec<&str> {
    learnt.proposals.iter().map(|it| it.term.as_str()).collect()
}

#[test]
fn terms_are_found_by_their_stems_and_shown_in_their_commonest_spelling() {
    let learnt = learn(&speeches(&rewards()), Language::English).unwrap();
    assert_eq!(terms(&learnt), ["bonus", "sales target"]);
    let bonus = &learnt.proposals[0];
    let Contrast {
        target, reference, ..
    } = bonus.contrast;
    assert_eq!((target, reference), (3, 1));
    assert_eq!((bonus.gain, bonus.loss, bonus.transcripts), (2, 1, 3));
    assert_eq!(bonus.passages, [CodingId(0), CodingId(2), CodingId(5)]);
    assert_eq!(
        learnt.now,
        Tally {
            found: 1,
            false_finds: 0,
            missed: 2
        }
    );
    assert_eq!(
        learnt.now.with(2, 1).f1(),
        Value::Share { part: 6, whole: 7 }
    );
}

#[test]
fn a_phrase_stands_for_its_words_where_they_stand_nowhere_else() {
    let mut turns = rewards();
    turns.push((1, "Sales are slow, and slower every year.", false, false));
    let learnt = learn(&speeches(&turns), Language::English).unwrap();
    let all = terms(&learnt);
    assert!(
        all.contains(&"sales target") && !all.contains(&"target"),
        "{all:?}"
    );
    assert!(
        all.contains(&"sales"),
        "it says more than the phrase: {all:?}"
    );
    for term in all {
        let words: Vec<&str> = term.split(' ').collect();
        for end in [words[0], words[words.len() - 1]] {
            let function = crate::text::function_words::is_function_word(end, Language::English);
            assert!(!function, "{term}");
        }
        assert!(!term.contains("2019"), "{term}");
    }
}

#[test]
fn a_term_of_one_interview_alone_is_not_proposed_if_the_code_has_several() {
    let mut turns = rewards();
    turns.push((1, "Trophies, trophies, trophies everywhere.", true, false));
    let learnt = learn(&speeches(&turns), Language::English).unwrap();
    assert!(!terms(&learnt).contains(&"trophies"));
    let only: Vec<_> = turns.into_iter().filter(|turn| turn.0 == 1).collect();
    let learnt = learn(&speeches(&only), Language::English).unwrap();
    assert!(learnt.with_code == 1 && learnt.proposals.iter().all(|it| it.transcripts == 1));
}

#[test]
fn with_one_transcript_nothing_can_be_left_out_and_the_table_says_so() {
    let turns: Vec<_> = rewards()
        .into_iter()
        .map(|(_, text, coded, found)| (1, text, coded, found))
        .collect();
    let learnt = learn(&speeches(&turns), Language::English).unwrap();
    assert!(learnt.proposals.iter().all(|it| it.held_out.is_none()));
    let conditions = Conditions::default();
    let table = proposal_table(&[learnt], "REW", &conditions, 1, Detail::Brief);
    assert_eq!(table.rows.len(), 1);
    let there = table.columns.iter().position(|it| it.name == "gain*");
    let cell = table.cell(0, there.unwrap()).unwrap();
    assert_eq!(cell.value, Value::Empty(Emptiness::Undefined));
    let notes = table.notes.join("\n");
    assert!(notes.contains("no second transcript"), "{notes}");
    assert!(notes.contains("Not shown: 1 term more"), "{notes}");
}

#[test]
fn what_the_rules_find_already_is_not_proposed_again() {
    let turns: Vec<_> = rewards()
        .into_iter()
        .map(|(transcript, text, coded, _)| (transcript, text, coded, coded))
        .collect();
    let learnt = learn(&speeches(&turns), Language::English).unwrap();
    assert!(learnt.proposals.is_empty());
    assert_eq!(learnt.found_already, 2);
    assert!(learn(&speeches(&turns[1..2]), Language::English).is_none());
}

prop_compose! {
    fn a_turn()(
        transcript in 1u32..5,
        words in prop::collection::vec(prop::sample::select(vec!["gold", "ore", "tin", "zinc", "the"]), 1..12),
        coded in any::<bool>(),
        found in prop::bool::weighted(0.2),
        marks in 0usize..6,
    ) -> (u32, String, bool, bool) {
        let mut words = words;
        if coded {
            words.extend(vec!["bonus"; marks]);
        }
        (transcript, words.join(" "), coded, found)
    }
}

proptest! {
    #[test]
    fn every_figure_is_counted_again(turns in prop::collection::vec(a_turn(), 1..24)) {
        let turns: Vec<_> = turns.iter().map(|(a, b, c, d)| (*a, b.as_str(), *c, *d)).collect();
        let Some(learnt) = learn(&speeches(&turns), Language::Other) else {
            prop_assert!(turns.iter().all(|turn| !turn.2));
            return Ok(());
        };
        let holds = |text: &str, term: &str| format!(" {text} ").contains(&format!(" {term} "));
        for proposal in &learnt.proposals {
            let term = proposal.term.as_str();
            prop_assert!(proposal.odds.z >= LEAST_Z);
            let count = |coded: bool, found: bool| turns.iter()
                .filter(|turn| turn.2 == coded && turn.3 == found && holds(turn.1, term)).count();
            prop_assert_eq!((proposal.gain, proposal.loss), (count(true, false), count(false, false)));
            prop_assert_eq!(proposal.passages.len(), count(true, false) + count(true, true));
            if term.contains(' ') {
                continue; // its words may stand in passages of which none holds all of it
            }
            let words = |coded: bool| turns.iter().filter(|turn| turn.2 == coded)
                .flat_map(|turn| turn.1.split(' ')).collect::<Vec<_>>();
            let times = |coded: bool| words(coded).iter().filter(|word| **word == term).count() as u64;
            let contrast = Contrast {
                target: times(true), target_total: words(true).len() as u64,
                reference: times(false), reference_total: words(false).len() as u64,
            };
            prop_assert_eq!(proposal.contrast, contrast);

            // Left out is what really is not learnt from.
            let transcripts: std::collections::BTreeSet<u32> = turns.iter().map(|turn| turn.0).collect();
            let Some(told) = proposal.held_out else {
                prop_assert_eq!(transcripts.len(), 1);
                continue;
            };
            let mut again = HeldOut { folds: transcripts.len(), ..HeldOut::default() };
            // Where just a phrase around the term is proposed, the term may have been
            // passed over for it, or may not have been worth it: both are right.
            let mut open = HeldOut::default();
            for left_out in transcripts {
                let (there, others): (Vec<_>, Vec<_>) = turns.iter().copied().partition(|turn| turn.0 == left_out);
                let others = learn(&speeches(&others), Language::Other);
                let proposed: Vec<String> = others
                    .map(|it| it.proposals.into_iter().map(|it| it.term).collect())
                    .unwrap_or_default();
                let sum = if proposed.iter().any(|it| it == term) {
                    &mut again
                } else if proposed.iter().any(|it| holds(it, term)) {
                    &mut open
                } else {
                    continue;
                };
                let added = |coded: bool| there.iter()
                    .filter(|turn| turn.2 == coded && !turn.3 && holds(turn.1, term)).count();
                sum.proposed += 1;
                sum.gain += added(true);
                sum.loss += added(false);
            }
            prop_assert_eq!(told.folds, again.folds);
            for (told, sure, open) in [
                (told.proposed, again.proposed, open.proposed),
                (told.gain, again.gain, open.gain),
                (told.loss, again.loss, open.loss),
            ] {
                prop_assert!(sure <= told && told <= sure + open);
            }
        }
    }
}
