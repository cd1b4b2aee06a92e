//! Tables of codes by codes to draw, and the laws of what is drawn of them.

use super::canvas::{Canvas, Shape};
use super::fonts::Ruler;
use super::gallery::{strange, study};
use super::laws::{extent, nothing_overlaps_or_leaves, texts};
use super::{ChartError, Half, NetworkOf, Tree, matrix, network};
use crate::model::{Cell, CodeKey, Codebook, Emptiness, Heading, Table, Value};
use proptest::prelude::*;

/// A table of codes by codes with numbers as a study has them: much between
/// neighbours, little between most.
pub(super) fn pairs(codes: usize) -> Table {
    let mut rows = study().rows;
    let more = (rows.len()..codes).map(|at| Heading {
        subject: crate::model::Axis::Code(CodeKey(at as u32)),
        name: format!("MORE-{at}"),
        label: format!("MORE-{at}"),
        ..Heading::default()
    });
    rows.extend(more);
    rows.truncate(codes);
    of(rows, |a, b| match (a, b) {
        (a, b) if a == b => Value::Count((a as u64 * 7919) % 37),
        (a, b) => {
            let near = 12 / a.abs_diff(b).max(1);
            let mixed = (a * b + (a + b) * 31) % 17;
            Value::Count(if mixed < 11 { 0 } else { near + mixed - 11 } as u64)
        }
    })
}

fn of(rows: Vec<Heading>, value: impl Fn(usize, usize) -> Value) -> Table {
    let count = rows.len();
    let cell = |a: usize, b: usize| Cell::plain(value(a.min(b), a.max(b)));
    Table {
        title: "Which codes stand together".to_owned(),
        corner: "Code".to_owned(),
        cells: (0..count)
            .map(|a| (0..count).map(|b| cell(a, b)).collect())
            .collect(),
        columns: rows.clone(),
        rows,
        unit: "pairs of passages that share at least one character; \
               where a code meets itself, its passages"
            .to_owned(),
        coders: vec!["Anna Virtanen".to_owned()],
        ..Table::default()
    }
}

/// The table's heads as a tree by their depth.
fn tree(table: &Table) -> Tree {
    let mut above: Vec<usize> = Vec::new();
    let parents = table.rows.iter().enumerate().map(|(at, head)| {
        above.truncate(head.depth);
        let parent = above.last().copied();
        above.push(at);
        parent
    });
    Tree::new(parents.collect())
}

fn patterns() -> Table {
    let labels = [
        "Top managers show that CRM matters to them",
        "Rewards follow what pays in the long run",
        "Rewards follow the quarter",
        "Departments meet, talk and know each other's customers",
        "CRM is in everybody's job description",
        "The system is seen as an IT tool",
        "Information is gathered by one department and kept there",
        "Information is shared across departments",
        "Responses are planned together",
        "Trust",
    ];
    let mut table = pairs(10);
    for (side, label) in [0, 1]
        .into_iter()
        .flat_map(|side| labels.map(|label| (side, label)))
    {
        let heads = if side == 0 {
            &mut table.rows
        } else {
            &mut table.columns
        };
        let at = labels.iter().position(|other| *other == label).unwrap();
        heads[at].label = label.to_owned();
        heads[at].depth = 0;
    }
    table.title = "Which themes stand together".to_owned();
    table.corner = "Theme".to_owned();
    table
}

fn shares() -> Table {
    let mut table = pairs(41);
    table.title = "Jaccard".to_owned();
    table.unit = "passages that both have, as a part of those that either has".to_owned();
    for (row, cells) in table.cells.iter_mut().enumerate() {
        for (column, cell) in cells.iter_mut().enumerate() {
            let number = cell.value.number().unwrap();
            cell.value = match number {
                _ if row == column => Value::Number(1.0),
                0.0 if (row + column) % 5 == 0 => Value::Empty(Emptiness::Undefined),
                number => Value::Number(number / 20.0),
            };
        }
    }
    table
}

fn odd_labels() -> Table {
    let mut rows = strange().rows;
    let mut wordy = rows.clone();
    for head in &mut wordy {
        head.label = format!("{} {}", head.label, "and all that belongs to it ".repeat(9));
        head.name.push('x');
    }
    rows.extend(wordy);
    rows.push(Heading {
        label: "Donaudampfschifffahrtsgesellschaft".repeat(6),
        ..Heading::default()
    });
    let mut table = of(rows, |a, b| Value::Count(((a * 5 + b * 3) % 11) as u64));
    table.title = "Donaudampfschifffahrtsgesellschaft ".repeat(5);
    table.cells[1][2].pending = 1;
    table.cells[2][1].pending = 1;
    table.cells[1][1].pending = 1;
    table
}

pub(super) fn all_pairs() -> Vec<(&'static str, Table)> {
    let none = of(Vec::new(), |_, _| Value::Count(0));
    let uncoded = of(pairs(6).rows, |_, _| Value::Empty(Emptiness::NotCoded));
    vec![
        ("study", pairs(41)),
        ("patterns", patterns()),
        ("shares", shares()),
        ("large", pairs(60)),
        ("odd", odd_labels()),
        ("two", pairs(2)),
        ("one", pairs(1)),
        ("none", none),
        ("uncoded", uncoded),
    ]
}

fn composed(table: &Table, least: Option<f64>) -> (Canvas, i32, i32) {
    let tree = tree(table);
    let of = NetworkOf {
        strengths: table,
        own: table,
        tree: &tree,
        least,
    };
    super::network::compose(&of, &Ruler::default()).unwrap()
}

/// With CHART_GALLERY set to a folder, the pictures are kept there.
#[test]
fn every_table_of_pairs_becomes_a_matrix_and_a_network() {
    for (name, table) in all_pairs() {
        let tree = tree(&table);
        let of = NetworkOf {
            strengths: &table,
            own: &table,
            tree: &tree,
            least: None,
        };
        super::gallery::keep(
            &format!("matrix-{name}"),
            &matrix(&table, Half::Both).unwrap(),
        );
        super::gallery::keep(
            &format!("lower-{name}"),
            &matrix(&table, Half::Lower).unwrap(),
        );
        super::gallery::keep(&format!("network-{name}"), &network(&of).unwrap());
    }
}

#[test]
fn no_text_of_a_matrix_or_a_network_overlaps_another_or_leaves() {
    for (name, table) in all_pairs() {
        println!("{name}");
        for half in [Half::Both, Half::Lower] {
            let (canvas, width, height) =
                super::matrix::compose(&table, half, &Ruler::default()).unwrap();
            nothing_overlaps_or_leaves(&canvas, width, height);
        }
        let (canvas, width, height) = composed(&table, None);
        nothing_overlaps_or_leaves(&canvas, width, height);
    }
}

/// Lines and circles of a network against its texts, and the picture's edges.
fn lines_keep_clear(canvas: &Canvas, width: i32, height: i32) {
    let ruler = Ruler::default();
    let labels: Vec<(String, [i32; 4])> = canvas
        .shapes()
        .iter()
        .filter_map(|shape| extent(&ruler, shape))
        .collect();
    let clear = |x: f64, y: f64, radius: f64| {
        for (text, [left, top, right, bottom]) in &labels {
            let nearest = (
                x.clamp(f64::from(*left), f64::from(*right)),
                y.clamp(f64::from(*top), f64::from(*bottom)),
            );
            let away = ((x - nearest.0).powi(2) + (y - nearest.1).powi(2)).sqrt();
            assert!(away > radius, "something at {x}, {y} runs into '{text}'");
        }
        assert!(x - radius >= 0.0 && x + radius <= f64::from(width));
        assert!(y - radius >= 0.0 && y + radius <= f64::from(height));
    };
    for shape in canvas.shapes() {
        match shape {
            Shape::Path { points, width, .. } => {
                for piece in points.windows(2) {
                    let (from, to) = (piece[0], piece[1]);
                    for step in 0..=4 {
                        let part = f64::from(step) / 4.0;
                        let between = |a: i32, b: i32| f64::from(a) + part * f64::from(b - a);
                        let half = f64::from(*width) / 2.0;
                        clear(between(from.0, to.0), between(from.1, to.1), half);
                    }
                }
            }
            Shape::Ring { centre, radius, .. } => {
                clear(f64::from(centre.0), f64::from(centre.1), f64::from(*radius));
            }
            _ => {}
        }
    }
}

#[test]
fn no_line_runs_through_a_label_or_over_the_edge() {
    for (name, table) in all_pairs() {
        println!("{name}");
        let (canvas, width, height) = composed(&table, None);
        lines_keep_clear(&canvas, width, height);
    }
}

#[test]
fn circles_do_not_overlap() {
    for (_, table) in all_pairs() {
        let (canvas, ..) = composed(&table, None);
        let mut circles: Vec<((i32, i32), u32)> = Vec::new();
        for shape in canvas.shapes() {
            if let Shape::Ring { centre, radius, .. } = shape {
                match circles.iter_mut().find(|(other, _)| other == centre) {
                    Some((_, widest)) => *widest = (*widest).max(*radius),
                    None => circles.push((*centre, *radius)),
                }
            }
        }
        for (index, (a, ra)) in circles.iter().enumerate() {
            for (b, rb) in circles.iter().skip(index + 1) {
                let apart = (a.0 - b.0).pow(2) + (a.1 - b.1).pow(2);
                assert!(apart >= (ra + rb - 2).pow(2) as i32, "{a:?} {b:?}");
            }
        }
    }
}

#[test]
fn the_numbers_of_a_matrix_are_those_of_its_table() {
    let table = pairs(41);
    for (half, wanted) in [(Half::Both, 41 * 41), (Half::Lower, 41 * 42 / 2)] {
        let texts = texts(matrix(&table, half).unwrap().svg());
        let drawn = texts.iter().filter(|text| text.parse::<u64>().is_ok());
        // One more: the zero at the foot of the scale.
        assert_eq!(drawn.count(), wanted + 1);
        for footnote in table.footnotes() {
            let start: String = footnote.chars().take(40).collect();
            assert!(texts.iter().any(|text| text.starts_with(&start)), "{start}");
        }
    }
}

#[test]
fn a_network_says_from_which_strength_on_it_draws_and_names_the_strongest_pairs() {
    let table = pairs(12);
    let tree = tree(&table);
    let of = |least| NetworkOf {
        strengths: &table,
        own: &table,
        tree: &tree,
        least,
    };
    let said = |least| texts(network(&of(least)).unwrap().svg()).join(" ");
    let mut counts: Vec<u64> = Vec::new();
    for a in 0..12 {
        for b in 0..a {
            let Value::Count(count) = table.cells[a][b].value else {
                continue;
            };
            counts.extend((count > 0).then_some(count));
        }
    }
    let strong = counts.iter().filter(|count| **count >= 4).count();
    let wanted = format!(
        "the {strong} of {} pairs that stand together with a strength of at least 4",
        counts.len()
    );
    assert!(said(Some(4.0)).contains(&wanted), "{wanted}");
    assert!(said(Some(4.0)).contains("Strongest: "));
    let all = "every pair of codes that stand together";
    assert!(said(None).contains(all));
    assert!(said(Some(1e9)).contains("None of the"));
}

#[test]
fn what_is_no_table_of_pairs_is_refused() {
    assert_eq!(
        matrix(&study(), Half::Both),
        Err(ChartError::NotCodesByCodes)
    );
    let words = of(pairs(3).rows, |_, _| Value::Text("so".to_owned()));
    assert_eq!(matrix(&words, Half::Both), Err(ChartError::NotNumbers));
    let endless = pairs(201);
    assert!(matches!(
        matrix(&endless, Half::Both),
        Err(ChartError::TooLarge { .. })
    ));
}

#[test]
fn a_tree_without_the_tables_codes_hides_none() {
    let table = pairs(9);
    let tree = Tree::of(&table.rows[..4], &Codebook::default());
    let of = NetworkOf {
        strengths: &table,
        own: &table,
        tree: &tree,
        least: None,
    };
    let drawn = texts(network(&of).unwrap().svg());
    let given = (0..9).filter(|at| table.cells[*at][*at].value != Value::Count(0));
    for at in given {
        assert!(drawn.contains(&table.rows[at].label), "{at}");
    }
}

#[test]
fn the_same_pairs_are_the_same_picture_to_the_byte() {
    let table = odd_labels();
    let tree = tree(&table);
    let of = NetworkOf {
        strengths: &table,
        own: &table,
        tree: &tree,
        least: Some(3.0),
    };
    let (once, again) = (network(&of).unwrap(), network(&of).unwrap());
    assert_eq!(once.svg(), again.svg());
    assert_eq!(once.png(96).unwrap(), again.png(96).unwrap());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]
    #[test]
    fn any_network_keeps_its_lines_off_its_labels(
        labels in proptest::collection::vec("[a-z ]{0,60}", 1..24),
        numbers in proptest::collection::vec(0u64..9, 1..200),
    ) {
        let mut rows = pairs(labels.len()).rows;
        for (row, label) in rows.iter_mut().zip(labels) {
            row.label = label;
        }
        let count = rows.len();
        let table = of(rows, |a, b| Value::Count(numbers[(a * count + b) % numbers.len()]));
        let (canvas, width, height) = composed(&table, Some(1.0));
        nothing_overlaps_or_leaves(&canvas, width, height);
        lines_keep_clear(&canvas, width, height);
    }
}
