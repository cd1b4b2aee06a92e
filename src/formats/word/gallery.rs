//! Papers to look at, and for the laws to be tried on. With WORD_GALLERY set to
//! a folder, they are kept there as files.

use super::write;
use crate::model::cell::{Cell, Emptiness, Value};
use crate::model::heading::{HeadKind, Heading};
use crate::model::paper::{Block, Figure, Paper, Quoted};
use crate::model::table::Table;

pub(super) fn head(label: &str) -> Heading {
    Heading {
        name: label.to_owned(),
        label: label.to_owned(),
        ..Heading::default()
    }
}

pub(super) fn under(above: &[&str], label: &str) -> Heading {
    Heading {
        above: above.iter().map(|&label| label.to_owned()).collect(),
        ..head(label)
    }
}

fn of_kind(kind: HeadKind, heading: Heading) -> Heading {
    Heading { kind, ..heading }
}

pub(super) fn table(
    rows: Vec<Heading>,
    columns: Vec<Heading>,
    cell: impl Fn(usize, usize) -> Cell,
) -> Table {
    let cells = (0..rows.len())
        .map(|row| (0..columns.len()).map(|column| cell(row, column)).collect())
        .collect();
    Table {
        title: "Collaborative CRM in five firms".to_owned(),
        corner: "Theme".to_owned(),
        rows,
        columns,
        cells,
        unit: "codings".to_owned(),
        coders: vec!["Anna".to_owned()],
        as_of: "change 41, 2026-11-20".to_owned(),
        ..Table::default()
    }
}

pub(super) fn text(words: &str) -> Cell {
    Cell::plain(Value::Text(words.to_owned()))
}

fn count(count: u64) -> Cell {
    Cell::plain(Value::Count(count))
}

pub(super) fn alone(table: Table) -> Paper {
    Paper {
        blocks: vec![Block::Table(Box::new(table))],
        ..Paper::default()
    }
}

fn labels(labels: &[&str]) -> Vec<Heading> {
    labels.iter().map(|label| head(label)).collect()
}

const SENTENCES: [&str; 5] = [
    "CRM is a strategy underneath; IT is only a part of it",
    "IT alone falls short; it takes a wider strategy",
    "An IT tool that supports processes already in place, and that nobody outside sales has been asked to use so far",
    "Merely an IT product",
    "Chiefly IT in the service of strategy",
];

fn sentence(at: usize) -> &'static str {
    SENTENCES[at % SENTENCES.len()]
}

const CASES: [&str; 5] = ["Case A", "Case B", "Case C", "Case D", "Case E"];

fn written() -> Table {
    let rows = labels(&[
        "IT solution",
        "Rewarding policies",
        "Processes",
        "Top management emphasis",
    ]);
    let mut written = table(rows, labels(&CASES), |row, column| match (row, column) {
        (1, 3) => Cell::plain(Value::Empty(Emptiness::NotWritten)),
        (2, 2) => Cell::plain(Value::Empty(Emptiness::NotAsked)),
        (3, 1) => Cell {
            draft: true,
            ..text(sentence(3))
        },
        (0, 4) => Cell {
            stale: true,
            also: Some(Value::Count(4)),
            ..text(sentence(4))
        },
        _ => text(sentence(row + column)),
    });
    written.unit = "summaries".to_owned();
    written.notes =
        vec!["“not asked”: none of the questions was put in the case’s interviews.".to_owned()];
    written
}

fn counts() -> Table {
    let mut rows = labels(&[
        "Interactive responses",
        "Affective responses",
        "Greeting",
        "Relationship maintenance",
    ]);
    rows[2].depth = 1;
    rows.push(of_kind(HeadKind::Total, head("Chats, distinct")));
    let mut columns = vec![
        head("New customers"),
        head("Existing customers"),
        head("Unknown"),
    ];
    columns[0].base = Some(40);
    columns.push(of_kind(HeadKind::Total, head("All")));
    let mut counts = table(rows, columns, |row, column| match (row, column) {
        (3, 0) => Cell::plain(Value::Empty(Emptiness::NothingSaid)),
        _ => Cell {
            also: Some(Value::Share {
                part: (row + column) as u64,
                whole: 40,
            }),
            ..count((row * 31 + column * 9) as u64)
        },
    });
    counts.title = "Social presence in sales chats".to_owned();
    counts.corner = "Code".to_owned();
    counts
}

fn nested() -> Table {
    let mut rows = Vec::new();
    for market in ["Developed markets", "Emerging markets"] {
        for firm in ["Firm 1", "Firm 2"] {
            for theme in ["Trust", "Online meetings"] {
                rows.push(under(&[market, firm], theme));
            }
        }
    }
    rows.push(of_kind(
        HeadKind::Total,
        under(&["", ""], "Interviews, distinct"),
    ));
    let mut columns = vec![
        under(&["2020", "New customers"], "Before"),
        under(&["2020", "New customers"], "After"),
        under(&["2020", "Current customers"], "Before"),
        under(&["2020", "Current customers"], "After"),
        under(&["2021", "New customers"], "Before"),
        under(&["2021", "New customers"], "After"),
    ];
    columns.push(of_kind(HeadKind::Total, under(&["", ""], "All, distinct")));
    let mut nested = table(rows, columns, |row, column| {
        count((row * 7 + column) as u64)
    });
    nested.title = "Themes by firm, year and sort of customer".to_owned();
    nested.corner = "Theme".to_owned();
    nested
}

fn synthesis() -> Table {
    let mut rows = labels(&["Business disclosure", "Self-disclosure", "Rewards"]);
    rows.push(of_kind(HeadKind::Synthesis, head("Portrait of the phase")));
    let mut columns = labels(&["Becoming partners", "Collaborative", "Personal partners"]);
    columns.push(of_kind(HeadKind::Synthesis, head("Across phases")));
    let mut synthesis = table(rows, columns, |row, column| {
        text(sentence(row * 2 + column))
    });
    synthesis.title = "Disclosure and rewards by phase".to_owned();
    synthesis
}

fn long() -> Table {
    let rows = (0..120).map(|row| head(&format!("Code {row}"))).collect();
    let mut long = table(rows, labels(&["Case A", "Case B"]), |row, column| {
        if row == 60 && column == 1 {
            text(&sentence(2).repeat(60))
        } else {
            text(sentence(row + column))
        }
    });
    long.title = "A long table".to_owned();
    long
}

fn wide(columns: usize, words: bool) -> Table {
    let rows = (0..12)
        .map(|row| head(&format!("Theme number {row}")))
        .collect();
    let columns = (0..columns)
        .map(|column| {
            under(
                &[["North", "South"][column / 7 % 2]],
                &format!("Case {column}"),
            )
        })
        .collect();
    let mut wide = table(rows, columns, |row, column| {
        if words {
            text(sentence(row + column))
        } else {
            count((row * column) as u64)
        }
    });
    wide.title = "Forty cases".to_owned();
    wide
}

pub(super) fn hostile() -> Table {
    let strange = [
        "=cmd|' /C calc'!A0",
        "<script>alert(1)</script></w:t></w:r></w:p>",
        "\\input{/etc/passwd} & 100 % $x$",
        "\u{1b}[2J\u{0}\u{7}bell\u{202e}desrever",
        "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnungsblattsammlung",
        "👩🏽‍💻 works 🙂 in 東京 with 顧客関係管理についての長い文章です",
        "שלום (CRM) 123 עולם, a word",
        "مرحبا بالعالم: إدارة علاقات العملاء",
        "  two spaces  \r\nand a line\n\n\nbreak\ttab",
        "]]>&amp;&#0;\u{ffff}\u{fffe}",
    ];
    let rows = strange.iter().map(|label| head(label)).collect();
    let columns = labels(&["Plain", "<w:b/>", "العملاء", "n"]);
    let mut hostile = table(rows, columns, |row, column| match column {
        3 => count(u64::MAX >> row),
        _ => text(strange[(row + column) % strange.len()]),
    });
    hostile.title = "Hostile <b>words</b> \u{1b} & שלום".to_owned();
    hostile.notes = strange.iter().map(|&note| note.to_owned()).collect();
    hostile
}

fn empties() -> Table {
    let rows = Emptiness::ALL
        .iter()
        .map(|why| head(&format!("{why:?}")))
        .collect();
    let mut empties = table(rows, labels(&["Case A", "n"]), |row, column| match column {
        0 => Cell::plain(Value::Empty(Emptiness::ALL[row])),
        _ => count(0),
    });
    empties.title = "Every emptiness".to_owned();
    empties
}

fn nothing() -> Table {
    Table {
        title: "Nothing here".to_owned(),
        ..Table::default()
    }
}

/// A PNG of one grey pixel.
const PIXEL: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52,
    0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3a, 0x7e, 0x9b,
    0x55, 0x00, 0x00, 0x00, 0x0a, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9c, 0x63, 0x38, 0x00, 0x00, 0x00,
    0xc2, 0x00, 0xc1, 0x52, 0x5e, 0x57, 0x51, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae,
    0x42, 0x60, 0x82,
];

fn report() -> Paper {
    let figure = |width, height| {
        Block::Figure(Box::new(Figure {
            svg: String::new(),
            png: PIXEL.to_vec(),
            width,
            height,
            title: "Codings by case & code".to_owned(),
        }))
    };
    let quote = |words: &str, memos: &[&str]| {
        Block::Quote(Box::new(Quoted {
            words: words.to_owned(),
            speaker: "J".to_owned(),
            transcript: "case-a".to_owned(),
            turn: 14,
            line: 120,
            time: Some("12:05".to_owned()),
            code: "CRM-IT".to_owned(),
            coder: "Anna".to_owned(),
            memos: memos.iter().map(|&memo| memo.to_owned()).collect(),
            ..Quoted::default()
        }))
    };
    let heading = |level, text: &str| Block::Heading {
        level,
        text: text.to_owned(),
    };
    let table = |table: Table| Block::Table(Box::new(table));
    Paper {
        title: "Collaborative CRM in B2B strategy".to_owned(),
        below_title: vec!["Appendix".to_owned(), "As of change 41".to_owned()],
        blocks: vec![
            heading(1, "Method"),
            Block::Paragraph("Two coders.\nSecond line of the paragraph.".to_owned()),
            Block::List(vec!["one point".to_owned(), "another point".to_owned()]),
            heading(2, "Tables"),
            table(counts()),
            Block::Paragraph("Text between.".to_owned()),
            table(written()),
            table(nested()),
            heading(3, "Charts"),
            figure(400, 200),
            heading(3, "A wide chart"),
            figure(1200, 400),
            heading(1, "Quotes"),
            quote(
                "IT is only a part of it, and the part that is easiest to buy.",
                &["Two codes meet here.", "A second memo."],
            ),
            quote("שלום עולם", &[]),
        ],
        numbered: true,
        ..Paper::default()
    }
}

pub(super) fn all() -> Vec<(&'static str, Paper)> {
    let mut numbered = alone(written());
    numbered.numbered = true;
    vec![
        ("written", numbered),
        ("counts", alone(counts())),
        ("nested", alone(nested())),
        ("synthesis", alone(synthesis())),
        ("long", alone(long())),
        ("wide-words", alone(wide(16, true))),
        ("wide-numbers", alone(wide(40, false))),
        ("hostile", alone(hostile())),
        ("empties", alone(empties())),
        ("nothing", alone(nothing())),
        ("report", report()),
        ("empty-paper", Paper::default()),
    ]
}

#[test]
fn every_paper_of_the_gallery_becomes_a_file() {
    let folder = std::env::var_os("WORD_GALLERY").map(std::path::PathBuf::from);
    for (name, paper) in all() {
        let bytes = write(&paper).unwrap();
        assert!(bytes.starts_with(b"PK"), "{name}");
        if let Some(folder) = &folder {
            std::fs::write(folder.join(format!("{name}.docx")), bytes).unwrap();
        }
    }
}
