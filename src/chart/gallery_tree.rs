//! Trees of codes to draw, and the laws of treemaps.

use super::canvas::{Canvas, Shape};
use super::colour::PAPER;
use super::fonts::Ruler;
use super::gallery::{strange, study};
use super::laws::{nothing_overlaps_or_leaves, texts};
use super::squarify::Plot;
use super::treemap::{Sizes, Tiles};
use super::{ChartError, Tree, treemap};
use crate::model::{Cell, Emptiness, Heading, Table, Value};
use proptest::prelude::*;

/// One column of numbers over these heads.
fn column(rows: Vec<Heading>, value: impl Fn(usize) -> Value) -> Table {
    Table {
        title: "The codes and how often they were given".to_owned(),
        corner: "Code".to_owned(),
        cells: (0..rows.len())
            .map(|at| vec![Cell::plain(value(at))])
            .collect(),
        rows,
        columns: vec![Heading {
            label: "All cases".to_owned(),
            ..Heading::default()
        }],
        unit: "codings".to_owned(),
        coders: vec!["Anna Virtanen".to_owned()],
        ..Table::default()
    }
}

fn by_depth(table: &Table) -> Tree {
    let mut above: Vec<usize> = Vec::new();
    let parents = table.rows.iter().enumerate().map(|(at, head)| {
        above.truncate(head.depth);
        let parent = above.last().copied();
        above.push(at);
        parent
    });
    Tree::new(parents.collect())
}

fn count(at: usize) -> Value {
    let mixed = (at * 7919) % 53;
    Value::Count((mixed * mixed / 60) as u64)
}

fn all_trees() -> Vec<(&'static str, Table)> {
    let heads = study().rows;
    let mut single = heads.clone();
    for head in single.iter_mut().skip(1) {
        head.depth += 1;
    }
    let many = (0..400).map(|at| Heading {
        label: format!("FAM{}-code-{at}", at / 20),
        depth: usize::from(at % 20 > 0),
        ..Heading::default()
    });
    let mut odd = strange().rows;
    for (at, head) in odd.iter_mut().enumerate() {
        head.depth = at % 4;
    }
    let mut wordy = odd.clone();
    for head in &mut wordy {
        head.label = head.label.repeat(30);
    }
    odd.extend(wordy);
    vec![
        ("study", column(heads.clone(), count)),
        ("single", column(single, count)),
        ("many", column(many.collect(), count)),
        ("odd", column(odd, |at| Value::Count(1 + at as u64 % 5))),
        ("one", column(heads[..1].to_vec(), |_| Value::Count(3))),
        (
            "giant",
            column(heads.clone(), |at| {
                Value::Count(if at == 4 { 90_000 } else { 1 })
            }),
        ),
        (
            "uncoded",
            column(heads.clone(), |_| Value::Empty(Emptiness::NotCoded)),
        ),
        ("zeros", column(heads, |_| Value::Count(0))),
        ("none", column(Vec::new(), count)),
    ]
}

fn composed(table: &Table) -> (Canvas, i32, i32) {
    super::treemap::compose(table, 0, &by_depth(table), &Ruler::default()).unwrap()
}

/// With CHART_GALLERY set to a folder, the pictures are kept there.
#[test]
fn every_tree_becomes_a_treemap_in_which_no_text_overlaps_or_leaves() {
    for (name, table) in all_trees() {
        println!("{name}");
        let drawing = treemap(&table, 0, &by_depth(&table)).unwrap();
        super::gallery::keep(&format!("tree-{name}"), &drawing);
        let (canvas, width, height) = composed(&table);
        nothing_overlaps_or_leaves(&canvas, width, height);
    }
}

#[test]
fn the_list_tells_the_number_of_every_code_and_of_all_under_it() {
    let table = column(study().rows, count);
    let tree = by_depth(&table);
    let said = texts(treemap(&table, 0, &tree).unwrap().svg());
    for (at, head) in table.rows.iter().enumerate() {
        let own = table.cells[at][0].value.number().unwrap();
        let mut under = own;
        for (other, cells) in table.cells.iter().enumerate() {
            let mut above = tree.parent(other);
            while let Some(parent) = above {
                if parent == at {
                    under += cells[0].value.number().unwrap();
                }
                above = tree.parent(parent);
            }
        }
        let wanted = if under > own {
            format!("{own} / {under}")
        } else {
            format!("{own}")
        };
        let place = said.iter().rposition(|text| *text == head.label).unwrap();
        assert_eq!(said[place + 1], wanted, "{}", head.label);
    }
}

#[test]
fn a_study_without_codings_says_so() {
    let table = column(study().rows, |_| Value::Empty(Emptiness::NotCoded));
    let said = texts(treemap(&table, 0, &by_depth(&table)).unwrap().svg());
    assert!(
        said.iter()
            .any(|text| text.starts_with("Nothing has been coded yet"))
    );
    assert!(said.iter().any(|text| text == "not coded yet"));
}

#[test]
fn what_has_no_numbers_is_refused() {
    let words = column(study().rows, |_| Value::Text("so".to_owned()));
    let tree = by_depth(&words);
    assert_eq!(treemap(&words, 0, &tree), Err(ChartError::NotNumbers));
    let missing = treemap(&words, 1, &tree);
    assert!(matches!(missing, Err(ChartError::NoSuchColumn { .. })));
}

/// The pieces as they are painted: boxes before the first white frame.
fn pieces(canvas: &Canvas) -> Vec<((i32, i32), (i32, i32))> {
    let shapes = canvas.shapes().iter();
    let painted = shapes.take_while(|shape| !matches!(shape, Shape::Path { .. }));
    painted
        .filter_map(|shape| match shape {
            Shape::Box { at, size, fill } if *fill != PAPER => Some((*at, *size)),
            _ => None,
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(30))]
    #[test]
    fn areas_are_in_proportion_and_what_hangs_together_lies_together(
        rows in proptest::collection::vec((0u64..60, proptest::option::of(0usize..30)), 1..30),
    ) {
        let heads: Vec<Heading> = (0..rows.len())
            .map(|at| Heading { label: format!("code {at}"), ..Heading::default() })
            .collect();
        let table = column(heads, |at| Value::Count(rows[at].0));
        let tree = Tree::new(rows.iter().map(|(_, parent)| *parent).collect());
        let sum: u64 = rows.iter().map(|(count, _)| count).sum();
        let (canvas, width, height) =
            super::treemap::compose(&table, 0, &tree, &Ruler::default()).unwrap();
        nothing_overlaps_or_leaves(&canvas, width, height);
        if sum == 0 {
            return Ok(());
        }
        let pieces = pieces(&canvas);
        let given: Vec<u64> = rows.iter().map(|(count, _)| *count).filter(|it| *it > 0).collect();
        prop_assert_eq!(pieces.len(), given.len());
        let whole: i32 = pieces.iter().map(|(_, size)| size.0 * size.1).sum();
        for ((at, size), count) in pieces.iter().zip(&given) {
            let wanted = f64::from(whole) * *count as f64 / sum as f64;
            // Edges are rounded to whole pixels, each by half a pixel at most.
            let slack = f64::from(size.0 + size.1) + 1.0;
            let found = f64::from(size.0 * size.1);
            prop_assert!((found - wanted).abs() <= slack, "{at:?} {size:?} {wanted}");
        }
        for (index, (a, sa)) in pieces.iter().enumerate() {
            for (b, sb) in pieces.iter().skip(index + 1) {
                let apart = a.0 + sa.0 <= b.0 || b.0 + sb.0 <= a.0
                    || a.1 + sa.1 <= b.1 || b.1 + sb.1 <= a.1;
                prop_assert!(apart, "{a:?} {sa:?} {b:?} {sb:?}");
            }
        }
        // Each frame holds exactly the pieces of what hangs under its code.
        let sizes = Sizes::of(&table, 0, &tree);
        let plot = Plot { left: 0.0, top: 0.0, width: 620.0, height: 400.0 };
        let tiles = Tiles::new(&sizes, &tree, plot);
        let area = |plot: &Plot| plot.width * plot.height;
        for top in tree.tops().iter().filter(|top| sizes.whole[**top] > 0.0) {
            let inside: f64 = tiles
                .tiles
                .iter()
                .filter(|tile| {
                    let mut at = tile.row;
                    while let Some(parent) = tree.parent(at) {
                        at = parent;
                    }
                    at == *top
                })
                .map(|tile| area(&tile.plot))
                .sum();
            let framed = tiles.frames.iter().filter(|(depth, _)| *depth == 0);
            prop_assert!(framed.map(|(_, plot)| area(plot)).any(|it| (it - inside).abs() < 1.0));
        }
    }
}
