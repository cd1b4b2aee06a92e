//! Interviews to draw, and the laws of portraits.

use super::canvas::{Canvas, Shape};
use super::colour::scale;
use super::draw_portrait;
use super::fonts::Ruler;
use super::gallery::{strange, study};
use super::laws::{nothing_overlaps_or_leaves, texts};
use crate::analysis::Portrait;
use crate::analysis::portrait::{Along, Asked, Lane, Speech, Stretch};
use crate::model::{Heading, Role};
use proptest::prelude::*;

fn stretch(from: u64, to: u64) -> Stretch {
    Stretch { from, to }
}

/// An interview of so many turns, question and answer, with codes that run as
/// they do: here and there, some of them again and again.
fn interview(turns: u64, heads: Vec<Heading>, along: Along) -> Portrait {
    let unit = if along == Along::Time { 400 } else { 1 };
    let mut at = 0;
    let mut speech = Vec::new();
    for turn in 0..turns {
        let words = if turn % 2 == 0 {
            6 + turn % 9
        } else {
            20 + (turn * 37) % 90
        };
        let words = if along == Along::Turns {
            1
        } else {
            words * unit
        };
        speech.push(Speech {
            stretch: stretch(at, at + words),
            role: if turn % 2 == 0 {
                Role::Interviewer
            } else {
                Role::Informant
            },
        });
        at += words;
    }
    let length = at;
    let lanes = heads.into_iter().enumerate().map(|(number, head)| {
        let number = number as u64;
        let count = 1 + (number * 7) % 13;
        let coded: Vec<Stretch> = (0..count)
            .map(|bar| {
                let from = length * ((number * 31 + bar * 97) % 101) / 101;
                stretch(from, (from + length / 200 + bar * length / 900).min(length))
            })
            .collect();
        let mut coded = coded;
        coded.sort_unstable();
        coded.dedup_by(|next, kept| {
            let meets = next.from <= kept.to;
            if meets {
                kept.to = kept.to.max(next.to);
            }
            meets
        });
        Lane {
            head,
            codings: count,
            pending: number % 3,
            coded,
            suggested: (0..number % 3)
                .map(|bar| {
                    stretch(
                        length * (10 + bar * 40) / 101,
                        length * (11 + bar * 40) / 101,
                    )
                })
                .collect(),
        }
    });
    let asked = (0..21.min(turns / 2)).map(|question| {
        let turn = question * turns / 21 / 2 * 2;
        Asked {
            at: speech[turn as usize].stretch.from,
            turn: turn as u32 + 1,
            question: (question + 1).to_string(),
            text: "What does CRM mean to you?".to_owned(),
        }
    });
    Portrait {
        transcript: "case-a".to_owned(),
        along,
        length,
        asked: asked.collect(),
        lanes: lanes.collect(),
        silent: 3,
        speech,
        coders: vec!["Anna Virtanen".to_owned()],
        pending: true,
        waiting: 0,
    }
}

fn all_portraits() -> Vec<(&'static str, Portrait)> {
    let heads = || study().rows;
    let few = || heads().into_iter().take(8).collect();
    let mut nothing = interview(30, Vec::new(), Along::Words);
    nothing.asked.clear();
    let mut silent = interview(0, Vec::new(), Along::Words);
    silent.waiting = 4;
    let mut hostile = interview(40, strange().rows, Along::Turns);
    hostile.transcript = "</text> 🙂 ".repeat(40);
    for (number, asked) in hostile.asked.iter_mut().enumerate() {
        asked.question = format!("question {number} ").repeat(number);
        asked.text = "\u{202e}desrever ".repeat(9);
        asked.at = hostile.length;
    }
    vec![
        ("hour", interview(120, heads(), Along::Words)),
        ("long", interview(1_000, heads(), Along::Words)),
        ("turns", interview(60, few(), Along::Turns)),
        ("time", interview(150, few(), Along::Time)),
        ("short", interview(2, few(), Along::Words)),
        ("nothing", nothing),
        ("silent", silent),
        ("hostile", hostile),
    ]
}

fn composed(portrait: &Portrait) -> (Canvas, i32, i32) {
    super::portrait::compose(portrait, &Ruler::default()).unwrap()
}

/// With CHART_GALLERY set to a folder, the pictures are kept there.
#[test]
fn every_interview_becomes_a_portrait_in_which_no_text_overlaps_or_leaves() {
    for (name, portrait) in all_portraits() {
        println!("{name}");
        super::gallery::keep(
            &format!("portrait-{name}"),
            &draw_portrait(&portrait).unwrap(),
        );
        let (canvas, width, height) = composed(&portrait);
        nothing_overlaps_or_leaves(&canvas, width, height);
        for shape in canvas.shapes() {
            if let Shape::Box { at, size, .. } = shape {
                assert!(at.0 >= 0 && at.1 >= 0, "{name} {shape:?}");
                assert!(
                    at.0 + size.0 <= width && at.1 + size.1 <= height,
                    "{name} {shape:?}"
                );
            }
        }
    }
}

/// What is drawn of the lanes.
struct Bars {
    /// Of each lane the bars of what is coded, as left and right pixel.
    lanes: Vec<Vec<(i32, i32)>>,
    /// The pixels between which the interview lies.
    ends: (i32, i32),
}

fn bars(canvas: &Canvas) -> Bars {
    let mut found = Bars {
        lanes: Vec::new(),
        ends: (0, 0),
    };
    let mut middle = 0;
    for shape in canvas.shapes() {
        let Shape::Box { at, size, fill } = shape else {
            continue;
        };
        if *fill == super::portrait::LANE {
            found.lanes.push(Vec::new());
            found.ends = (at.0, at.0 + size.0);
            middle = at.1;
        } else if *fill == scale(0.75)
            && at.1 + size.1 / 2 == middle
            && let Some(lane) = found.lanes.last_mut()
        {
            lane.push((at.0, at.0 + size.0));
        }
    }
    found
}

#[test]
fn the_numbers_beside_the_lanes_and_the_questions_are_told() {
    let (_, portrait) = all_portraits().swap_remove(0);
    let said = texts(draw_portrait(&portrait).unwrap().svg());
    for lane in &portrait.lanes {
        let wanted = match lane.pending {
            0 => lane.codings.to_string(),
            pending => format!("{} + {pending}", lane.codings),
        };
        let label = said
            .iter()
            .position(|text| *text == lane.head.label)
            .unwrap();
        assert_eq!(said[label + 1], wanted);
    }
    let all = said.join(" ");
    assert!(
        all.contains("21 What does CRM mean to you? (turn 115)"),
        "{all}"
    );
    assert!(all.contains("suggested, nobody has decided yet"));
}

#[test]
fn an_interview_without_codings_or_words_says_so() {
    let portraits = all_portraits();
    let said = |name: &str| {
        let (_, portrait) = portraits.iter().find(|(it, _)| *it == name).unwrap();
        texts(draw_portrait(portrait).unwrap().svg()).join(" ")
    };
    assert!(said("nothing").contains("Nothing is coded in this interview yet."));
    assert!(said("silent").contains("Nothing is said in this transcript."));
    assert!(said("silent").contains("wait for review: 4 suggestions"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]
    #[test]
    fn every_bar_lies_at_its_true_place(
        length in 1u64..50_000,
        bars_of in proptest::collection::vec(
            proptest::collection::vec((0.0..1.0f64, 0.0..0.3f64), 1..12), 1..12),
    ) {
        let mut portrait = interview(20, Vec::new(), Along::Words);
        portrait.length = length;
        portrait.asked.clear();
        portrait.speech.clear();
        for (number, own) in bars_of.iter().enumerate() {
            let mut coded: Vec<Stretch> = own
                .iter()
                .map(|(from, long)| {
                    let from = (from * length as f64) as u64;
                    stretch(from, (from + (long * length as f64) as u64).min(length))
                })
                .collect();
            coded.sort_unstable();
            portrait.lanes.push(Lane {
                head: Heading { label: format!("code {number}"), ..Heading::default() },
                codings: coded.len() as u64,
                pending: 0,
                coded,
                suggested: Vec::new(),
            });
        }
        let (canvas, width, height) = composed(&portrait);
        nothing_overlaps_or_leaves(&canvas, width, height);
        let Bars { lanes: drawn, ends: (left, right) } = bars(&canvas);
        prop_assert_eq!(drawn.len(), portrait.lanes.len());
        let wide = f64::from(right - left);
        for (drawn, lane) in drawn.iter().zip(&portrait.lanes) {
            prop_assert_eq!(drawn.len(), lane.coded.len());
            for ((from, to), stretch) in drawn.iter().zip(&lane.coded) {
                let place = |at: u64| f64::from(left) + wide * at as f64 / length as f64;
                prop_assert!((f64::from(*from) - place(stretch.from)).abs() <= 1.0);
                // A coding of a word or two is drawn wide enough to be seen.
                let seen = (to - from) <= 3 && f64::from(*to) >= place(stretch.to);
                prop_assert!(seen || (f64::from(*to) - place(stretch.to)).abs() <= 1.0);
                prop_assert!(from < to && *from >= left && *to <= right);
            }
        }
    }
}
