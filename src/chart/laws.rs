//! What must hold for every picture of the gallery.

use super::canvas::{Align, Canvas, Shape};
use super::fonts::Ruler;
use super::gallery::{all, case, every_emptiness, filled, strange, study};
use super::{BarKind, By, ChartError, Pick, heatmap, line};
use crate::model::{Problem, Table, Value};
use proptest::prelude::*;
use resvg::usvg::roxmltree;

/// Where a text stands: left, top, right, bottom.
pub(super) fn extent(ruler: &Ruler, shape: &Shape) -> Option<(String, [i32; 4])> {
    let Shape::Text {
        at,
        text,
        with,
        align,
        upright,
        ..
    } = shape
    else {
        return None;
    };
    // A pixel less all round: lines may touch.
    let (long, high) = (with.width(ruler, text) - 1, (with.size * 0.5) as i32);
    let from = match align {
        Align::Start => 0,
        Align::Middle => -long / 2,
        Align::End => -long,
    };
    let place = if *upright {
        [at.0 - high, at.1 - from - long, at.0 + high, at.1 - from]
    } else {
        [at.0 + from, at.1 - high, at.0 + from + long, at.1 + high]
    };
    Some((text.clone(), place))
}

pub(super) fn nothing_overlaps_or_leaves(canvas: &Canvas, width: i32, height: i32) {
    // It remembers what it has measured.
    thread_local!(static RULER: Ruler = Ruler::default());
    RULER.with(|ruler| laid_out(ruler, canvas, width, height));
}

fn laid_out(ruler: &Ruler, canvas: &Canvas, width: i32, height: i32) {
    for shape in canvas.shapes() {
        let points = match shape {
            Shape::Box { at, size, .. } => vec![*at, (at.0 + size.0, at.1 + size.1)],
            Shape::Line { from, to, .. } => vec![*from, *to],
            _ => Vec::new(),
        };
        for (x, y) in points {
            let inside = (0..=width).contains(&x) && (0..=height).contains(&y);
            assert!(inside, "{shape:?} leaves {width} by {height}");
        }
    }
    let mut texts: Vec<(String, [i32; 4])> = canvas
        .shapes()
        .iter()
        .filter_map(|shape| extent(ruler, shape))
        .collect();
    texts.sort_by_key(|(_, place)| place[1]);
    for (index, (text, [left, top, right, bottom])) in texts.iter().enumerate() {
        assert!(*left >= 0 && *top >= 0, "{text} leaves at {left}, {top}");
        assert!(
            *right <= width && *bottom <= height,
            "{text} leaves at {right}, {bottom}"
        );
        let below = texts.iter().skip(index + 1);
        for (other, [l, t, r, _]) in below.take_while(|(_, place)| place[1] < *bottom) {
            let apart = l >= right || r <= left || t >= bottom;
            assert!(apart, "'{text}' and '{other}' overlap");
        }
    }
}

/// The shapes of every figure of a table that can be drawn.
pub(super) fn composed(table: &Table, ruler: &Ruler) -> Vec<(Canvas, i32, i32)> {
    let line = |pick| super::bars::compose_line(table, pick, ruler);
    let bars = |kind, by| super::bars::compose(table, kind, Some(by), ruler);
    let mut all = vec![
        super::heatmap::compose(table, ruler),
        line(Pick::Row(0)),
        line(Pick::Column(0)),
    ];
    for kind in [BarKind::Grouped, BarKind::Stacked, BarKind::Share] {
        all.extend([By::Rows, By::Columns].map(|by| bars(kind, by)));
    }
    all.into_iter().filter_map(Result::ok).collect()
}

#[test]
fn no_text_overlaps_another_or_leaves_the_picture() {
    let ruler = Ruler::default();
    for (name, table) in all() {
        println!("{name}");
        for (canvas, width, height) in composed(&table, &ruler) {
            nothing_overlaps_or_leaves(&canvas, width, height);
        }
    }
}

/// The texts of a picture, as an XML reader sees them.
pub(super) fn texts(svg: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(svg).unwrap();
    document
        .descendants()
        .filter(|node| node.has_tag_name("text"))
        .filter_map(|node| node.text())
        .map(|text| text.trim_matches(['\u{2068}', '\u{2069}']).to_owned())
        .collect()
}

#[test]
fn title_unit_coder_filter_and_every_number_are_in_the_picture() {
    let table = study();
    let texts = texts(heatmap(&table).unwrap().svg());
    for wanted in [
        "Codings per code and case",
        "Case E",
        "CRM-STR-rewlt",
        "not asked",
        "with pending suggestions",
    ] {
        assert!(texts.iter().any(|text| text == wanted), "{wanted}");
    }
    for footnote in table.footnotes() {
        assert!(texts.contains(&footnote), "{footnote}");
    }
    let numbers: Vec<String> = table
        .cells
        .iter()
        .flatten()
        .filter(|cell| cell.value.number().is_some())
        .map(|cell| cell.value.words())
        .collect();
    let drawn: Vec<&String> = texts
        .iter()
        .filter(|text| text.parse::<u64>().is_ok())
        .collect();
    // One more: the zero at the foot of the scale.
    assert_eq!(drawn.len(), numbers.len() + 1);
    assert!(numbers.iter().all(|number| drawn.contains(&number)));
}

#[test]
fn a_bar_says_why_it_is_missing_and_is_as_long_as_its_value() {
    let table = every_emptiness();
    let texts = texts(line(&table, Pick::Column(0)).unwrap().svg());
    for words in [
        "not asked",
        "nothing said",
        "not coded yet",
        "undecided",
        "no transcript",
        "undefined",
        "not applicable",
    ] {
        assert!(texts.iter().any(|text| text == words), "{words}");
    }
    let (canvas, ..) =
        super::bars::compose_line(&table, Pick::Column(2), &Ruler::default()).unwrap();
    let lengths: Vec<i32> = canvas
        .shapes()
        .iter()
        .filter_map(|shape| match shape {
            Shape::Box {
                size: (length, 14), ..
            } => Some(*length),
            _ => None,
        })
        .collect();
    assert_eq!(lengths, [43, 85, 128, 170, 213, 255, 298, 340]);
}

#[test]
fn words_and_missing_rows_are_refused_with_advice() {
    let words = filled("Words", Value::Text("They pay for it.".to_owned()));
    assert_eq!(heatmap(&words), Err(ChartError::NotNumbers));
    assert_eq!(line(&words, Pick::Row(0)), Err(ChartError::NotNumbers));
    let missing = line(&words, Pick::Column(7)).unwrap_err();
    assert_eq!(
        missing,
        ChartError::NoSuchColumn {
            wanted: 8,
            columns: 5
        }
    );
    assert!(Problem::from(missing).next.is_some());
    let mut endless = words;
    endless.rows = vec![case("x"); 2_001];
    assert!(matches!(
        heatmap(&endless),
        Err(ChartError::TooLarge { .. })
    ));
}

#[test]
fn the_same_table_is_the_same_picture_to_the_byte() {
    let (once, again) = (heatmap(&strange()).unwrap(), heatmap(&strange()).unwrap());
    assert_eq!(once.svg(), again.svg());
    assert_eq!(once.png(96).unwrap(), again.png(96).unwrap());
}

#[test]
fn a_table_with_fewer_cells_than_heads_is_blank_there() {
    let mut torn = study();
    torn.cells.truncate(3);
    torn.cells[0].clear();
    assert!(heatmap(&torn).is_ok());
    assert!(line(&torn, Pick::Column(4)).is_ok());
    let mut endless = study();
    endless.cells[0][0].value = Value::Share { part: 1, whole: 0 };
    endless.cells[0][1].value = Value::Count(u64::MAX);
    assert!(heatmap(&endless).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(25))]
    #[test]
    fn any_label_gives_a_picture_that_can_be_read(label in "\\PC{0,40}", hostile in any::<String>()) {
        let mut table = every_emptiness();
        table.title = hostile.clone();
        table.rows[0].label = label;
        table.columns[0].label = hostile.clone();
        table.notes = vec![hostile];
        let drawing = heatmap(&table).unwrap();
        prop_assert!(roxmltree::Document::parse(drawing.svg()).is_ok());
        prop_assert!(drawing.png(48).is_ok());
    }
}
