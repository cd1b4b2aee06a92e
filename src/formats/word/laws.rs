//! What holds for every Word file: it can be read back, says all that the table
//! says, and is built in the order that Word insists on.

use super::gallery::{all, alone, hostile, table, text};
use super::order::{check_grid, check_order};
use super::reading::{Element, body, part, parts};
use super::{gallery, write};
use crate::formats::table::spans::label;
use crate::formats::table::visible;
use crate::formats::transcript::{Hints, read_transcripts};
use crate::model::cell::{Cell, Emptiness, Value};
use crate::model::heading::{HeadKind, Heading};
use crate::model::paper::{Block, Paper};
use crate::model::table::Table;
use proptest::prelude::*;
use std::path::Path;

/// What a text is in print: harmless, and without the two letters that no XML
/// can hold.
fn shown(text: &str) -> String {
    visible(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

/// The tables of a document as rows of cells: how many columns each cell
/// reaches over, and its words. Cells that go on from above are left out.
fn tables(body: &Element) -> Vec<Vec<Vec<(usize, String)>>> {
    let cell = |cell: &Element| {
        let properties = cell.child("w:tcPr").unwrap();
        let goes_on = properties
            .child("w:vMerge")
            .is_some_and(|merge| merge.attribute("w:val").is_none());
        let span = properties
            .value("w:gridSpan")
            .map_or(1, |span| span.parse().unwrap());
        let words = cell.words();
        assert!(!goes_on || words.is_empty());
        (!goes_on).then_some((span, words))
    };
    let row = |row: &Element| row.each("w:tc").filter_map(cell).collect();
    let table = |table: &Element| table.each("w:tr").map(row).collect();
    body.each("w:tbl").map(table).collect()
}

/// What a table must say, block by block, is what stands in the file.
fn check_words(table: &Table, body: &Element) {
    let blocks = tables(body);
    let depth = table.nested().1;
    let mut first = 0;
    for block in &blocks {
        let columns = block.last().unwrap().len() - 1;
        let mut rows = block.iter().skip(depth + 1);
        let heads = &block[depth];
        // Heads that reach over several rows stand in an earlier one.
        for column in first..first + columns {
            let head = shown(&label(&table.columns[column]));
            let rows = block.iter().take(depth + 1).flatten();
            assert!(
                rows.into_iter().any(|(_, words)| *words == head),
                "{head:?} in {heads:?}"
            );
        }
        for (index, head) in table.rows.iter().enumerate() {
            let mut row = rows.next().unwrap();
            while row.len() == 1 && row[0].0 == columns + 1 {
                assert!(head.above.iter().any(|above| shown(above) == row[0].1));
                row = rows.next().unwrap();
            }
            assert_eq!(row[0].1, shown(&label(head)));
            for (within, (_, words)) in row[1..].iter().enumerate() {
                let cell = table.cell(index, first + within).unwrap();
                assert_eq!(*words, shown(&cell.words()));
            }
        }
        assert!(rows.next().is_none());
        first += columns;
    }
    assert_eq!(
        first,
        if table.rows.is_empty() {
            0
        } else {
            table.columns.len()
        }
    );
    let all = body
        .each("w:p")
        .map(Element::words)
        .collect::<Vec<_>>()
        .join("\n");
    for note in table.footnotes() {
        assert!(all.contains(&shown(&note)), "{note:?}");
    }
    assert!(all.contains(&shown(&table.title)));
}

fn check(paper: &Paper) -> Vec<u8> {
    let bytes = write(paper).unwrap();
    let body = body(&bytes);
    check_order(&body);
    body.each("w:tbl").for_each(check_grid);
    bytes
}

#[test]
fn every_part_is_well_formed_known_and_in_the_order_that_word_insists_on() {
    for (name, paper) in all() {
        let bytes = check(&paper);
        let types = part(&bytes, "[Content_Types].xml");
        let overrides: Vec<String> = types
            .all("Override")
            .iter()
            .map(|part| part.attribute("PartName").unwrap().to_owned())
            .collect();
        let parts = parts(&bytes);
        for (file, _) in &parts {
            if file.ends_with(".xml") && file != "[Content_Types].xml" {
                assert!(overrides.contains(&format!("/{file}")), "{name}: {file}");
            }
            if file.ends_with(".xml") || file.ends_with(".rels") {
                check_order(&part(&bytes, file));
            }
        }
        // Whatever a list of relations names is there.
        for (list, folder) in [
            ("_rels/.rels", ""),
            ("word/_rels/document.xml.rels", "word/"),
        ] {
            for relation in part(&bytes, list).all("Relationship") {
                let target = format!("{folder}{}", relation.attribute("Target").unwrap());
                assert!(
                    parts.iter().any(|(file, _)| *file == target),
                    "{name}: {target}"
                );
            }
        }
    }
}

#[test]
fn every_style_that_is_used_is_there() {
    for (name, paper) in all() {
        let bytes = write(&paper).unwrap();
        let styles = part(&bytes, "word/styles.xml");
        let styles = styles.all("w:style");
        let known: Vec<_> = styles
            .iter()
            .filter_map(|style| style.attribute("w:styleId"))
            .collect();
        let body = body(&bytes);
        for used in body.all("w:pStyle").into_iter().chain(body.all("w:rStyle")) {
            let used = used.attribute("w:val").unwrap();
            assert!(known.contains(&used), "{name}: {used}");
        }
    }
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    for (name, paper) in all() {
        assert_eq!(write(&paper), write(&paper), "{name}");
    }
}

#[test]
fn the_tables_of_the_gallery_say_all_that_they_should() {
    for (_, paper) in all() {
        if let [Block::Table(table)] = paper.blocks.as_slice() {
            check_words(table, &body(&write(&paper).unwrap()));
        }
    }
}

#[test]
fn hostile_words_stay_words() {
    let bytes = check(&alone(hostile()));
    let body = body(&bytes);
    check_words(&hostile(), &body);
    let known = ["w:p", "w:tbl", "w:sectPr"];
    assert!(
        body.children
            .iter()
            .all(|child| known.contains(&child.name.as_str()))
    );
    let title = part(&bytes, "docProps/core.xml").all("dc:title")[0]
        .children
        .iter()
        .map(|text| text.text.clone())
        .collect::<String>();
    assert!(title.starts_with("Hostile <b>words</b>"), "{title}");
}

#[test]
fn our_own_reader_of_word_files_finds_every_cell_in_order() {
    let heads = |letter: char, count: usize| {
        (0..count)
            .map(|at| gallery::head(&format!("{letter}head{at}")))
            .collect()
    };
    let made = table(heads('r', 4), heads('c', 3), |row, column| {
        text(&format!("says{row}x{column} what it says"))
    });
    let bytes = write(&alone(made)).unwrap();
    let read = read_transcripts(Path::new("a.docx"), &bytes, &Hints::default()).unwrap();
    let text = read[0].document.text.as_str().to_owned();
    let places: Vec<Option<usize>> = (0..12)
        .map(|at| text.find(&format!("says{}x{}", at / 3, at % 3)))
        .collect();
    assert!(places.iter().all(Option::is_some), "{text}");
    assert!(places.is_sorted(), "{text}");
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ a-z<>&\"'\\]\\n\\r\\t]{0,30}",
        "[a-zäжעשاب顧 0-9().🙂👩🏽‍💻\u{202e}\u{1b}\u{ffff}]{0,20}",
        any::<String>(),
        "(word |longer |Donaudampfschifffahrt ){0,30}",
    ]
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        words().prop_map(Value::Text),
        any::<u64>().prop_map(Value::Count),
        (0..500u64, 500..1000u64).prop_map(|(part, whole)| Value::Share { part, whole }),
        prop::sample::select(Emptiness::ALL.to_vec()).prop_map(Value::Empty),
    ]
}

fn cell() -> impl Strategy<Value = Cell> {
    (value(), prop::option::of(value()), any::<(bool, bool)>()).prop_map(
        |(value, also, (stale, draft))| Cell {
            also,
            stale,
            draft,
            ..Cell::plain(value)
        },
    )
}

/// Heads under `levels` others, drawn from few labels so that neighbours share
/// them; some are totals or syntheses, which stand under none.
fn heads(count: usize, levels: usize) -> impl Strategy<Value = Vec<Heading>> {
    let above = prop::collection::vec(prop::sample::select(vec!["", "Old", "New <b>"]), levels);
    let head = (
        words(),
        above,
        0..5u8,
        0..3usize,
        prop::option::of(0..90u64),
    );
    prop::collection::vec(head, count).prop_map(|heads| {
        let heads = heads.into_iter().map(|(label, above, kind, depth, base)| {
            let kind = match kind {
                0 => HeadKind::Total,
                1 => HeadKind::Synthesis,
                _ => HeadKind::Item,
            };
            let above = above.into_iter().map(|label| match kind {
                HeadKind::Item => label.to_owned(),
                _ => String::new(),
            });
            Heading {
                above: above.collect(),
                label,
                depth,
                base,
                kind,
                ..Heading::default()
            }
        });
        heads.collect()
    })
}

fn random() -> impl Strategy<Value = Table> {
    (0..6usize, 0..14usize, 0..3usize, 0..3usize).prop_flat_map(|(rows, columns, over, beside)| {
        let cells = prop::collection::vec(prop::collection::vec(cell(), columns), rows);
        (
            heads(rows, beside),
            heads(columns, over),
            cells,
            words(),
            words(),
        )
            .prop_map(|(rows, columns, cells, title, note)| Table {
                corner: note.clone(),
                title,
                rows,
                columns,
                cells,
                notes: vec![note],
                ..Table::default()
            })
    })
}

proptest! {
    #[test]
    fn every_word_of_a_random_table_stands_in_its_cell(table in random()) {
        let bytes = check(&alone(table.clone()));
        if !table.columns.is_empty() {
            check_words(&table, &body(&bytes));
        }
    }
}
