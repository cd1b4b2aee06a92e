//! What must hold for bars and heat maps of any table.

use super::canvas::Shape;
use super::colour::Colour;
use super::fonts::Ruler;
use super::gallery::{figures, study};
use super::gallery_nested::{buyers, eight, furthest, nested};
use super::laws::{composed, nothing_overlaps_or_leaves, texts};
use super::{BarKind, By, ChartError, Drawing, bars, heatmap};
use crate::model::{Cell, CodingId, Emptiness, HeadKind, Heading, Table, Value};
use proptest::prelude::*;

fn words(drawing: &Drawing) -> Vec<String> {
    let texts = texts(drawing.svg());
    texts
        .iter()
        .map(|text| text.replace('\u{a0}', " "))
        .collect()
}

fn grouped(table: &Table) -> Drawing {
    bars(table, BarKind::Grouped, Some(By::Rows)).unwrap()
}

/// The lengths of the boxes of a height, in the order of their drawing.
fn lengths(table: &Table, kind: BarKind, high: i32) -> Vec<i32> {
    let ruler = Ruler::default();
    let (canvas, ..) = super::bars::compose(table, kind, Some(By::Rows), &ruler).unwrap();
    let boxes = canvas.shapes().iter().filter_map(|shape| match shape {
        Shape::Box {
            size: (length, height),
            fill,
            ..
        } if *height == high && *fill != Colour(255, 255, 255) => Some(*length),
        _ => None,
    });
    boxes.collect()
}

/// Every cell that is compared, and not a sum of the others.
fn items(table: &Table) -> Vec<&Cell> {
    let rows = table.rows.iter().zip(&table.cells);
    let rows = rows.filter(|(head, _)| head.kind == HeadKind::Item);
    rows.flat_map(|(_, cells)| table.columns.iter().zip(cells))
        .filter(|(head, _)| head.kind == HeadKind::Item)
        .map(|(_, cell)| cell)
        .collect()
}

#[test]
fn every_number_stands_in_each_picture() {
    for table in [nested(), buyers(), furthest(), eight()] {
        let drawn = words(&grouped(&table));
        for cell in items(&table) {
            assert!(drawn.contains(&cell.words()), "{} {cell:?}", table.title);
        }
        for kind in [BarKind::Stacked, BarKind::Share] {
            let drawn = words(&bars(&table, kind, Some(By::Rows)).unwrap());
            // What is not drawn is 0, says a note.
            let some = |cell: &&&Cell| cell.value.number().is_some_and(|it| it > 0.0);
            let numbers = items(&table);
            for cell in numbers.iter().filter(some) {
                assert!(drawn.contains(&cell.words()), "{} {cell:?}", table.title);
            }
        }
        let drawn = words(&heatmap(&table).unwrap());
        for cell in table.cells.iter().flatten() {
            let number = match cell.value {
                Value::Count(count) => count.to_string(),
                Value::Share { .. } => cell.words().replace(" %", ""),
                _ => continue,
            };
            assert!(drawn.contains(&number), "{} {number}", table.title);
        }
    }
}

#[test]
fn a_heat_map_shows_what_heads_stand_under_and_leaves_syntheses_out() {
    let drawn = words(&heatmap(&nested()).unwrap());
    for label in ["New customers", "Current customers", "Trust", "Total"] {
        assert_eq!(
            drawn.iter().filter(|it| *it == label).count(),
            1 + usize::from(label == "Total"),
            "{label}"
        );
    }
    assert!(!drawn.iter().any(|it| it.contains("Across the cases")));
    assert!(!drawn.iter().any(|it| it.contains("nobody minded")));
}

#[test]
fn totals_have_no_shade_and_leave_that_of_the_others_alone() {
    let mut without = nested();
    without.rows.truncate(5);
    without.cells.truncate(5);
    let shades = |table: &Table| -> Vec<Colour> {
        let (canvas, ..) = super::heatmap::compose(table, &Ruler::default()).unwrap();
        let boxes = canvas.shapes().iter().filter_map(|shape| match shape {
            Shape::Box {
                size: (width, height),
                fill,
                ..
            } if *width > 30 && *height > 20 => Some(*fill),
            _ => None,
        });
        boxes.collect()
    };
    let (with, without) = (shades(&nested()), shades(&without));
    assert_eq!(with[..without.len()], without);
    assert!(
        with[without.len()..]
            .iter()
            .all(|fill| *fill == Colour(255, 255, 255))
    );
}

#[test]
fn the_second_measure_and_the_base_are_in_the_picture() {
    let drawn = words(&heatmap(&buyers()).unwrap());
    for text in ["20", "50.0 %", "(n = 57)", "20 chats"] {
        assert!(
            drawn.iter().any(|it| it == text || it.ends_with(text)),
            "{text} {drawn:?}"
        );
    }
    let drawn = words(&grouped(&buyers()));
    for text in ["20 (50.0 %)", "Existing (n = 57)"] {
        assert!(drawn.iter().any(|it| it == text), "{text} {drawn:?}");
    }
}

#[test]
fn percentages_without_a_common_base_name_their_own() {
    let mut odd = furthest();
    for head in &mut odd.rows {
        head.base = None;
    }
    odd.cells[0][1].value = Value::Share { part: 1, whole: 9 };
    assert!(
        words(&grouped(&odd))
            .iter()
            .any(|it| it == "11.1 % (1 of 9)")
    );
    assert_eq!(bars(&odd, BarKind::Share, None), Err(ChartError::NotParts));
}

#[test]
fn a_total_of_percentages_has_a_bar_and_a_total_of_counts_only_its_number() {
    let shares = lengths(&furthest(), BarKind::Grouped, 11);
    assert_eq!(shares.len(), 8, "one of nine is zero");
    let mut counts = eight();
    counts.rows[0].kind = HeadKind::Total;
    counts.cells[0] = vec![Cell::plain(Value::Count(9_999)); 8];
    let lengths = lengths(&counts, BarKind::Grouped, 11);
    assert_eq!(
        lengths.iter().max(),
        Some(&340),
        "the others keep their length"
    );
    assert!(words(&grouped(&counts)).iter().any(|it| it == "9999"));
}

#[test]
fn too_many_series_are_refused_with_advice_and_turned_if_that_helps() {
    let refused = bars(&study(), BarKind::Grouped, Some(By::Columns)).unwrap_err();
    assert_eq!(
        refused,
        ChartError::TooManySeries {
            series: 41,
            most: 8
        }
    );
    assert!(refused.advice().contains("--by"));
    let mut wide = buyers();
    let more = |cells: &Vec<Cell>| cells.iter().cycle().take(12).cloned().collect();
    wide.cells = wide.cells.iter().map(more).collect();
    wide.columns = wide.columns.iter().cycle().take(12).cloned().collect();
    let turned = words(&bars(&wide, BarKind::Grouped, None).unwrap());
    assert!(turned.iter().any(|it| it == "Interactive responses"));
    assert!(bars(&wide, BarKind::Grouped, Some(By::Rows)).is_err());
}

#[test]
fn numbers_that_are_no_parts_are_not_stacked() {
    let with = |value: Value| {
        let mut table = eight();
        table.cells[0][0].value = value;
        bars(&table, BarKind::Stacked, None)
    };
    assert_eq!(with(Value::Number(0.5)), Err(ChartError::NotParts));
    assert_eq!(
        with(Value::Share { part: 1, whole: 2 }),
        Err(ChartError::NotParts)
    );
    assert_eq!(
        with(Value::Text("No.".to_owned())),
        Err(ChartError::NotParts)
    );
    let mut below = eight();
    below.cells[0][0].value = Value::Number(-1.0);
    assert_eq!(
        bars(&below, BarKind::Grouped, None),
        Err(ChartError::BelowZero)
    );
}

#[test]
fn a_part_without_a_number_says_why() {
    let drawing = bars(&eight(), BarKind::Stacked, Some(By::Rows)).unwrap();
    let drawn = words(&drawing);
    for text in ["not asked", "undecided", "Σ 44", "20 (1 pending)"] {
        assert!(drawn.iter().any(|it| it == text), "{text}");
    }
    assert!(words(&grouped(&eight())).iter().any(|it| it == "not asked"));
}

#[test]
fn where_nobody_was_asked_the_sum_is_not_zero() {
    let mut unasked = eight();
    unasked.cells[0] = vec![Cell::plain(Value::Empty(Emptiness::NotAsked)); 8];
    for kind in [BarKind::Stacked, BarKind::Share] {
        let drawn = words(&bars(&unasked, kind, Some(By::Rows)).unwrap());
        let sums = drawn
            .iter()
            .filter(|it| it.starts_with("Σ ") && it.len() < 7);
        assert_eq!(
            sums.count(),
            11,
            "of twelve, one is all zeros and one unasked"
        );
    }
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        6 => (0..40u64).prop_map(Value::Count),
        1 => any::<u64>().prop_map(Value::Count),
        2 => (0..40u64, 1..40u64).prop_map(|(part, more)| Value::Share { part, whole: part + more }),
        1 => any::<f64>().prop_map(Value::Number),
        1 => "\\PC{0,30}".prop_map(Value::Text),
        3 => (0..Emptiness::ALL.len()).prop_map(|at| Value::Empty(Emptiness::ALL[at])),
    ]
}

fn cell() -> impl Strategy<Value = Cell> {
    (value(), prop::option::of(value()), 0..2u64, any::<bool>()).prop_map(
        |(value, also, pending, stale)| Cell {
            value,
            also,
            behind: vec![CodingId(7)],
            pending,
            stale,
            draft: false,
            ..Cell::default()
        },
    )
}

/// Heads with equally many above them, of a few labels, so that they meet.
fn heads(most: usize) -> impl Strategy<Value = Vec<Heading>> {
    let label = prop_oneof!["[a-zäжعא🙂 ]{0,30}", "\\PC{0,12}", "[ab]"];
    (0..3usize).prop_flat_map(move |levels| {
        let head = (
            label.clone(),
            prop::collection::vec("[ab]|wide words of (a|b) group", levels),
            0..8u8,
            prop::option::of(0..999u64),
            0..3usize,
        );
        let head = head.prop_map(|(label, above, kind, base, depth)| Heading {
            label,
            above,
            kind: match kind {
                0 => HeadKind::Total,
                1 => HeadKind::Synthesis,
                _ => HeadKind::Item,
            },
            base,
            depth,
            ..Heading::default()
        });
        prop::collection::vec(head, 0..most)
    })
}

fn any_table() -> impl Strategy<Value = Table> {
    (heads(7), heads(10)).prop_flat_map(|(rows, columns)| {
        let cells = prop::collection::vec(prop::collection::vec(cell(), columns.len()), rows.len());
        ("\\PC{0,40}", cells).prop_map(move |(title, cells)| Table {
            title: title.clone(),
            corner: title,
            rows: rows.clone(),
            columns: columns.clone(),
            cells,
            unit: "codings".to_owned(),
            ..Table::default()
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(25))]
    #[test]
    fn nothing_overlaps_in_any_figure_of_any_table(table in any_table()) {
        let ruler = Ruler::default();
        for (canvas, width, height) in composed(&table, &ruler) {
            nothing_overlaps_or_leaves(&canvas, width, height);
        }
    }

    #[test]
    fn bars_are_as_long_as_their_numbers(counts in prop::collection::vec(0..500u64, 24)) {
        let mut table = eight();
        table.rows.truncate(3);
        table.cells = counts.chunks(8).map(|row| {
            row.iter().map(|count| Cell::plain(Value::Count(*count))).collect()
        }).collect();
        table.columns.truncate(6);
        table.cells.iter_mut().for_each(|cells| cells.truncate(6));
        let numbers: Vec<u64> = items(&table).iter().filter_map(|cell| match cell.value {
            Value::Count(count) if count > 0 => Some(count),
            _ => None,
        }).collect();
        let greatest = numbers.iter().max().copied().unwrap_or(1) as f64;
        let drawn = lengths(&table, BarKind::Grouped, 11);
        prop_assert_eq!(drawn.len(), numbers.len());
        for (length, number) in drawn.iter().zip(&numbers) {
            let exact = 340.0 * *number as f64 / greatest;
            prop_assert!((f64::from(*length) - exact).abs() <= 1.0, "{length} {exact}");
        }
        for kind in [BarKind::Stacked, BarKind::Share] {
            let mut drawn = lengths(&table, kind, 16).into_iter();
            let sums: Vec<u64> = table.cells.iter().map(|cells| {
                cells.iter().filter_map(|cell| cell.value.number()).sum::<f64>() as u64
            }).collect();
            let most = sums.iter().max().copied().unwrap_or(0) as f64;
            for (sum, cells) in sums.iter().zip(&table.cells) {
                let whole = if kind == BarKind::Share { *sum as f64 } else { most };
                let mut together = 0;
                for cell in cells {
                    let number = cell.value.number().unwrap();
                    if number > 0.0 {
                        let part = drawn.next().unwrap();
                        prop_assert!((f64::from(part) - 340.0 * number / whole).abs() <= 3.0);
                        together += part;
                    }
                }
                if *sum > 0 {
                    let exact = 340.0 * *sum as f64 / whole;
                    prop_assert!((f64::from(together) - exact).abs() <= 3.0, "{together} {exact}");
                }
            }
        }
    }
}

#[test]
fn every_figure_of_the_same_table_is_the_same_file_to_the_byte() {
    for table in [nested(), eight()] {
        for ((name, once), (_, again)) in figures(&table).into_iter().zip(figures(&table)) {
            let (Ok(once), Ok(again)) = (once, again) else {
                continue;
            };
            assert_eq!(once.svg(), again.svg(), "{name}");
            assert!(once.pdf().unwrap() == again.pdf().unwrap(), "{name}");
        }
    }
}
