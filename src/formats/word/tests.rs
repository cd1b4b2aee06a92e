//! How a table looks: rules, heads, groups, directions and pages.

use super::gallery::{all, alone, head, table, text, under};
use super::reading::{Element, body, part};
use super::write;
use crate::model::cell::{Cell, Value};
use crate::model::paper::{Block, Paper};
use crate::model::table::Table;

fn paper(name: &str) -> Paper {
    let mut all = all().into_iter();
    all.find(|(found, _)| *found == name).unwrap().1
}

fn read(name: &str) -> Element {
    body(&write(&paper(name)).unwrap())
}

fn style(paragraph: &Element) -> &str {
    paragraph.child("w:pPr").unwrap().value("w:pStyle").unwrap()
}

/// What stands in a body, piece by piece.
fn outline(body: &Element) -> Vec<String> {
    let line = |piece: &Element| match piece.name.as_str() {
        "w:p" => {
            let section = piece
                .child("w:pPr")
                .and_then(|properties| properties.child("w:sectPr"));
            let section = section.map_or("", |_| " (section)");
            format!(
                "{}: {}{section}",
                style(piece),
                piece.words().replace('\n', " / ")
            )
        }
        "w:tbl" => format!("table of {} rows", piece.each("w:tr").count()),
        _ => {
            let size = piece.child("w:pgSz").unwrap();
            let turned = size.attribute("w:orient").unwrap_or("portrait");
            format!("section, {turned}")
        }
    };
    body.children.iter().map(line).collect()
}

#[test]
fn a_numbered_table_stands_between_its_caption_and_its_note() {
    let written = read("written");
    insta::assert_snapshot!(outline(&written).join("\n"), @r##"
Caption: Table 1 / Collaborative CRM in five firms
table of 5 rows
TableNote: Note. Counted: summaries. Coder: Anna. “not asked”: none of the questions was put in the case’s interviews. As of change 41, 2026-11-20.
section, portrait
"##);
    let caption = &written.children[0];
    let code = caption.all("w:instrText")[0].children[0].text.clone();
    assert_eq!(code, " SEQ Table \\* ARABIC ", "Word counts it");
}

#[test]
fn a_report_numbers_tables_and_figures_and_turns_the_page_for_what_is_wide() {
    insta::assert_snapshot!(outline(&read("report")).join("\n"), @r##"
Title: Collaborative CRM in B2B strategy
Subtitle: Appendix
Subtitle: As of change 41
Heading1: Method
Normal: Two coders. / Second line of the paragraph.
ListBullet: one point
ListBullet: another point
Heading2: Tables
Caption: Table 1 / Social presence in sales chats
table of 6 rows
TableNote: Note. Counted: codings. Coder: Anna. As of change 41, 2026-11-20.
Normal: Text between.
Caption: Table 2 / Collaborative CRM in five firms
table of 5 rows
TableNote: Note. Counted: summaries. Coder: Anna. “not asked”: none of the questions was put in the case’s interviews. As of change 41, 2026-11-20.
Caption: Table 3 / Themes by firm, year and sort of customer
table of 18 rows
TableNote: Note. Counted: codings. Coder: Anna. As of change 41, 2026-11-20.
Heading3: Charts
Caption: Figure 1 / Codings by case & code
Figure: 
SectionEnd:  (section)
Heading3: A wide chart
Caption: Figure 2 / Codings by case & code
Figure: 
SectionEnd:  (section)
Heading1: Quotes
Quote: IT is only a part of it, and the part that is easiest to buy.
QuoteSource: J, case-a, turn 14, line 120, 12:05 [CRM-IT, Anna]
QuoteMemo: Memo: Two codes meet here.
QuoteMemo: Memo: A second memo.
Quote: שלום עולם
QuoteSource: J, case-a, turn 14, line 120, 12:05 [CRM-IT, Anna]
section, portrait
"##);
}

/// Each row as its cells' rules and spans: `^` above, `_` below, `*n` over n.
fn rules(body: &Element) -> Vec<String> {
    let table = body.child("w:tbl").unwrap();
    let cell = |cell: &Element| {
        let properties = cell.child("w:tcPr").unwrap();
        let ruled = |side| {
            let borders = properties.child("w:tcBorders");
            borders.is_some_and(|borders| borders.child(side).is_some())
        };
        let span = properties
            .value("w:gridSpan")
            .map_or(String::new(), |span| format!("*{span}"));
        let words = cell.words();
        let words = if words.is_empty() { "·" } else { &words };
        format!(
            "{}{words}{span}{}",
            if ruled("w:top") { "^" } else { "" },
            if ruled("w:bottom") { "_" } else { "" },
        )
    };
    table
        .each("w:tr")
        .map(|row| {
            let properties = row.child("w:trPr");
            let repeats = properties.is_some_and(|row| row.child("w:tblHeader").is_some());
            let cells: Vec<String> = row.each("w:tc").map(cell).collect();
            format!("{}{}", if repeats { "H " } else { "" }, cells.join(" | "))
        })
        .collect()
}

#[test]
fn nested_heads_repeat_on_each_page_and_groups_have_lines_of_their_own() {
    insta::assert_snapshot!(rules(&read("nested")).join("\n"), @r##"
H Theme | 2020*4 | 2021*2 | All, distinct
H · | New customers*2 | Current customers*2 | New customers*2 | ·
H ·_ | Before_ | After_ | Before_ | After_ | Before_ | After_ | ·_
Developed markets*8
Firm 1*8
Trust | 0 | 1 | 2 | 3 | 4 | 5 | 6
Online meetings | 7 | 8 | 9 | 10 | 11 | 12 | 13
Firm 2*8
Trust | 14 | 15 | 16 | 17 | 18 | 19 | 20
Online meetings | 21 | 22 | 23 | 24 | 25 | 26 | 27
Emerging markets*8
Firm 1*8
Trust | 28 | 29 | 30 | 31 | 32 | 33 | 34
Online meetings | 35 | 36 | 37 | 38 | 39 | 40 | 41
Firm 2*8
Trust | 42 | 43 | 44 | 45 | 46 | 47 | 48
Online meetings | 49 | 50 | 51 | 52 | 53 | 54 | 55
^Interviews, distinct | ^56 | ^57 | ^58 | ^59 | ^60 | ^61 | ^62
"##);
}

#[test]
fn only_three_rules_are_drawn_and_no_line_stands_upright() {
    let nested = read("nested");
    let borders = nested.all("w:tblBorders")[0];
    let sides: Vec<&str> = borders
        .children
        .iter()
        .map(|side| side.name.as_str())
        .collect();
    assert_eq!(sides, ["w:top", "w:bottom"]);
    assert!(nested.all("w:shd").is_empty());
    for upright in ["w:left", "w:right", "w:insideV", "w:insideH"] {
        let lines = nested
            .all("w:tcBorders")
            .into_iter()
            .flat_map(|cell| cell.all(upright));
        assert_eq!(lines.count(), 0);
    }
}

#[test]
fn numbers_stand_right_words_left_and_reasons_for_emptiness_in_their_own_style() {
    let counts = read("counts");
    let cells: Vec<&Element> = counts.all("w:tc");
    let with = |words: &str| *cells.iter().find(|cell| cell.words() == words).unwrap();
    let paragraph = |words: &str| with(words).child("w:p").unwrap();
    assert_eq!(style(paragraph("Greeting")), "TableText");
    assert_eq!(style(paragraph("9 (2.5 %)")), "TableNumber");
    let indent = paragraph("Greeting").all("w:ind")[0];
    assert_eq!(indent.attribute("w:left"), Some("200"));
    let nothing = paragraph("nothing said").all("w:rStyle")[0];
    assert_eq!(nothing.attribute("w:val"), Some("TableEmpty"));
}

#[test]
fn what_is_unfinished_about_a_cell_is_bold() {
    let written = read("written");
    let bold: Vec<String> = written.all("w:tbl")[0]
        .all("w:r")
        .into_iter()
        .filter(|run| !run.all("w:b").is_empty())
        .map(Element::words)
        .collect();
    assert_eq!(bold, [" [evidence changed]", " [draft]"]);
}

#[test]
fn right_to_left_words_are_marked_run_by_run() {
    let mixed = table(
        vec![head("שלום (CRM) עולם")],
        vec![head("A")],
        |_, _| text("says שלום, then goes on"),
    );
    let body = body(&write(&alone(mixed)).unwrap());
    let cells = body.all("w:tc");
    let runs = |cell: &Element| -> Vec<(String, bool)> {
        let runs = cell.all("w:r").into_iter();
        runs.map(|run| (run.words(), !run.all("w:rtl").is_empty()))
            .collect()
    };
    let run = |words: &str, right| (words.to_owned(), right);
    assert!(cells[2].all("w:bidi").len() == 1 && cells[3].all("w:bidi").is_empty());
    assert_eq!(
        runs(cells[2]),
        [run("שלום (", true), run("CRM", false), run(") עולם", true)]
    );
    assert_eq!(
        runs(cells[3]),
        [
            run("says ", false),
            run("שלום", true),
            run(", then goes on", false)
        ]
    );
}

#[test]
fn a_wide_table_turns_the_page_and_a_wider_one_goes_on_below() {
    let turned = |columns: usize| {
        let columns = (0..columns)
            .map(|column| head(&format!("Case {column}")))
            .collect();
        let made = table(vec![head("Theme")], columns, |_, _| {
            text(
                "What this case says about its customers and how it treats them, in a sentence or two",
            )
        });
        let body = body(&write(&alone(made)).unwrap());
        let size = body.all("w:pgSz")[0]
            .attribute("w:orient")
            .map(str::to_owned);
        (
            size.as_deref() == Some("landscape"),
            body.each("w:tbl").count(),
        )
    };
    assert_eq!(turned(3), (false, 1));
    assert_eq!(turned(7), (true, 1));
    assert_eq!(turned(14), (true, 2));
    let wide = read("wide-numbers");
    let repeated: Vec<String> = wide
        .each("w:p")
        .map(|paragraph| format!("{}: {}", style(paragraph), paragraph.words()))
        .collect();
    assert_eq!(repeated[1], "TableTitle: Forty cases (continued)");
}

#[test]
fn numbers_and_words_are_not_broken_where_the_page_has_room() {
    let number = |number: u64| Cell::plain(Value::Count(number));
    let columns = (0..7)
        .map(|column| head(&format!("Verkaufsleitung {column}")))
        .collect();
    let made: Table = table(vec![head("Theme")], columns, |_, column| match column {
        0 => number(u64::MAX),
        1 => text("Donaudampfschifffahrt and more words, so many that they need lines"),
        _ => number(7),
    });
    let body = body(&write(&alone(made)).unwrap());
    let widths: Vec<u32> = body
        .all("w:gridCol")
        .iter()
        .map(|column| column.attribute("w:w").unwrap().parse().unwrap())
        .collect();
    // Twenty digits of 5 points, and the room beside them.
    assert!(widths[1] >= 2000 + 160, "{widths:?}");
    assert!(widths[2] >= 1800, "{widths:?}");
    assert!(widths[3..].iter().all(|width| *width >= 1380), "{widths:?}");
    assert!(widths.iter().sum::<u32>() <= 13958, "{widths:?}");
}

#[test]
fn short_rows_stay_whole_and_long_ones_may_go_on_overleaf() {
    let long = read("long");
    let table = long.child("w:tbl").unwrap();
    let whole: Vec<bool> = table
        .each("w:tr")
        .map(|row| !row.all("w:cantSplit").is_empty())
        .collect();
    assert_eq!(whole.iter().filter(|whole| !**whole).count(), 1);
    assert!(!whole[61], "the row with the long text");
}

#[test]
fn heads_as_tall_as_a_page_are_not_repeated() {
    let made = table(
        vec![head("Theme")],
        vec![head(&"endless ".repeat(3000))],
        |_, _| text("word"),
    );
    let body = body(&write(&alone(made)).unwrap());
    assert!(body.all("w:tblHeader").is_empty());
}

#[test]
fn a_group_line_and_a_rule_come_together_once() {
    let mut rows = vec![
        under(&[""], "All"),
        under(&["Old"], "One"),
        under(&["Old"], "Two"),
    ];
    rows[0].kind = crate::model::heading::HeadKind::Total;
    let made = table(rows, vec![head("A")], |_, _| text("word"));
    let body = body(&write(&alone(made)).unwrap());
    assert_eq!(
        rules(&body),
        [
            "H Theme_ | A_",
            "All | word",
            "^Old*2",
            "One | word",
            "Two | word"
        ]
    );
}

#[test]
fn a_picture_has_words_for_those_who_do_not_see_it() {
    let report = read("report");
    let told: Vec<&str> = report
        .all("wp:docPr")
        .iter()
        .map(|picture| picture.attribute("descr").unwrap())
        .collect();
    assert_eq!(told, ["Codings by case & code"; 2]);
    let mut broken = paper("report");
    for block in &mut broken.blocks {
        if let Block::Figure(figure) = block {
            figure.png.clear();
        }
    }
    let problem = write(&broken).unwrap_err();
    assert_eq!(
        problem.what,
        "the picture 'Codings by case & code' is not a PNG"
    );
}

#[test]
fn the_file_names_its_maker_and_no_date() {
    let bytes = write(&paper("report")).unwrap();
    let core = part(&bytes, "docProps/core.xml");
    let told: Vec<(&str, String)> = core.children[0]
        .children
        .iter()
        .map(|property| (property.name.as_str(), property.children[0].text.clone()))
        .collect();
    assert_eq!(
        told,
        [
            ("dc:title", "Collaborative CRM in B2B strategy".to_owned()),
            ("dc:creator", "crosscase".to_owned()),
        ]
    );
}
