//! The page read back: every cell's words under its heads, every link leading
//! somewhere, nothing that runs or loads.

use super::*;
use crate::formats::table::agree;
use crate::model::{Cell, CodingId, HeadKind, Quoted, Value};
use html5gum::{Token, Tokenizer};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A start tag with its attributes.
#[derive(Clone, Debug)]
struct Tag {
    name: String,
    attributes: BTreeMap<String, String>,
}

impl Tag {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    fn number(&self, name: &str) -> usize {
        self.get(name).map_or(1, |value| value.parse().unwrap())
    }
}

/// A cell or head of a table that was read back.
#[derive(Clone, Debug)]
struct Read {
    tag: Tag,
    words: String,
}

struct Page {
    tags: Vec<Tag>,
    /// Of each table, its cells and heads in order, row by row.
    tables: Vec<Vec<Vec<Read>>>,
    text: String,
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn words(text: &str) -> String {
    visible(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn read(page: &str) -> Page {
    let mut read = Page {
        tags: Vec::new(),
        tables: Vec::new(),
        text: String::new(),
    };
    // Inside a cell; inside the link to its quotes, which is none of its words.
    let (mut cell, mut link, mut raw) = (false, false, false);
    for Ok(token) in Tokenizer::new(page) {
        match token {
            Token::StartTag(tag) => {
                let attributes = tag.attributes.iter();
                let tag = Tag {
                    name: text(&tag.name),
                    attributes: attributes
                        .map(|(name, value)| (text(name), text(value)))
                        .collect(),
                };
                match tag.name.as_str() {
                    "table" => read.tables.push(Vec::new()),
                    "tr" => read.tables.last_mut().unwrap().push(Vec::new()),
                    "td" | "th" => {
                        cell = true;
                        let rows = read.tables.last_mut().unwrap();
                        rows.last_mut().unwrap().push(Read {
                            tag: tag.clone(),
                            words: String::new(),
                        });
                    }
                    "a" => link = tag.get("class") == Some("open"),
                    "style" => raw = true,
                    "br" => push(&mut read, cell && !link, "\n"),
                    _ => {}
                }
                read.tags.push(tag);
            }
            Token::EndTag(tag) => match text(&tag.name).as_str() {
                "td" | "th" => cell = false,
                "a" => link = false,
                "style" => raw = false,
                _ => {}
            },
            Token::String(string) if !raw => push(&mut read, cell && !link, &text(&string)),
            _ => {}
        }
    }
    read
}

fn push(page: &mut Page, cell: bool, text: &str) {
    page.text.push_str(text);
    if cell {
        let last = page.tables.last_mut().unwrap().last_mut().unwrap();
        last.last_mut().unwrap().words.push_str(text);
    }
}

/// The cells by row and column, spans filled out; the line of each row in its
/// table, so that group lines are known by their one wide head.
fn grid(rows: &[Vec<Read>]) -> HashMap<(usize, usize), Read> {
    let mut grid: HashMap<(usize, usize), Read> = HashMap::new();
    for (row, cells) in rows.iter().enumerate() {
        let mut column = 0;
        for cell in cells {
            while grid.contains_key(&(row, column)) {
                column += 1;
            }
            for down in 0..cell.tag.number("rowspan") {
                for across in 0..cell.tag.number("colspan") {
                    let taken = grid.insert((row + down, column + across), cell.clone());
                    assert!(taken.is_none(), "cells overlap at {row}, {column}");
                }
            }
        }
    }
    grid
}

fn of_one(table: &Table, quotes: BTreeMap<CodingId, Quoted>) -> Paper {
    Paper {
        blocks: vec![Block::Table(Box::new(table.clone()))],
        quotes,
        ..Paper::default()
    }
}

/// What must hold of every page.
fn is_sound(page: &str) {
    let read = read(page);
    let mut names = BTreeSet::new();
    for tag in &read.tags {
        let forbidden = ["script", "link", "img", "iframe", "object", "form", "base"];
        assert!(!forbidden.contains(&tag.name.as_str()), "{tag:?}");
        let attributes = tag.attributes.keys();
        assert!(
            !attributes
                .clone()
                .any(|name| name.starts_with("on") || name == "style")
        );
        if let Some(id) = tag.get("id") {
            assert!(names.insert(id.to_owned()), "two are called {id}");
        }
    }
    for tag in &read.tags {
        if let Some(target) = tag.get("href") {
            let name = target.strip_prefix('#').unwrap();
            assert!(
                names.contains(name),
                "a link leads to {name}, which is not there"
            );
        }
        if let Some(name) = tag.get("aria-labelledby") {
            assert!(names.contains(name));
        }
    }
    let styles = read.tags.iter().filter(|tag| tag.name == "style").count();
    assert_eq!(styles, 1);
    let mut before = 0;
    for tag in &read.tags {
        let level = tag
            .name
            .strip_prefix('h')
            .and_then(|level| level.parse().ok());
        if let Some(level) = level {
            assert!(level <= before + 1, "h{level} follows h{before}");
            before = level;
        }
    }
}

fn holds(table: &Table, page: &str) {
    let read = read(page);
    let rows = &read.tables[0];
    let grid = grid(rows);
    let (_, levels) = table.nested();
    let first = levels + 1;
    // Heads: the own label on the last line, the outer ones above it.
    for (at, column) in table.columns.iter().enumerate() {
        let own = &grid[&(levels, at + 1)];
        assert_eq!(own.tag.name, "th");
        assert_eq!(own.tag.get("scope"), Some("col"));
        assert_eq!(words(&own.words), words(&column.printed()));
        for (level, above) in column.above.iter().enumerate() {
            if !above.is_empty() {
                assert_eq!(words(&grid[&(level, at + 1)].words), words(above));
                assert_eq!(grid[&(level, at + 1)].tag.get("scope"), Some("colgroup"));
            }
        }
    }
    let is_group = |row: &[Read]| row[0].tag.get("scope") == Some("rowgroup");
    let lines: Vec<usize> = (first..rows.len())
        .filter(|at| !is_group(&rows[*at]))
        .collect();
    assert_eq!(lines.len(), table.rows.len());
    for (row, line) in lines.iter().enumerate() {
        let head = &grid[&(*line, 0)];
        assert_eq!(head.tag.get("scope"), Some("row"));
        assert_eq!(words(&head.words), words(&table.rows[row].printed()));
        for column in 0..table.columns.len() {
            let cell = &grid[&(*line, column + 1)];
            assert_eq!(cell.tag.name, "td");
            let wanted = table.cell(row, column).map(Cell::words).unwrap_or_default();
            assert_eq!(words(&cell.words), words(&wanted));
        }
    }
    // Outer heads of rows stand above the first row that has them.
    for (row, line) in lines.iter().enumerate() {
        let before = row.checked_sub(1).map(|at| lines[at] + 1).unwrap_or(first);
        let groups: Vec<String> = (before..*line)
            .map(|at| words(&rows[at][0].words))
            .collect();
        for group in &groups {
            assert!(
                table.rows[row]
                    .above
                    .iter()
                    .any(|above| words(above) == *group)
            );
        }
    }
    for note in table.footnotes() {
        assert!(words(&read.text).contains(&words(&note)), "{note}");
    }
}

/// Numbers of codings behind the cells, some behind several, and quotes for
/// most of them.
fn with_quotes(table: &mut Table, behind: &[Vec<u64>]) -> BTreeMap<CodingId, Quoted> {
    let mut numbers = behind.iter().cycle();
    let mut quotes = BTreeMap::new();
    for cell in table.cells.iter_mut().flatten() {
        cell.behind = numbers
            .next()
            .unwrap()
            .iter()
            .copied()
            .map(CodingId)
            .collect();
        for id in cell.behind.iter().filter(|id| id.0 % 7 != 0) {
            let quoted = Quoted {
                words: format!("</p><script>{id}</script>\n\"&amp;"),
                memos: vec!["<b>memo".to_owned()],
                coder: "Anna".to_owned(),
                ..Quoted::default()
            };
            quotes.insert(*id, quoted);
        }
    }
    quotes
}

proptest! {
    #[test]
    fn a_page_read_back_is_exactly_the_table(
        mut table in agree::random(),
        behind in prop::collection::vec(prop::collection::vec(0..40u64, 0..4), 1..20),
    ) {
        let quotes = with_quotes(&mut table, &behind);
        let paper = of_one(&table, quotes.clone());
        let page = write(&paper);
        is_sound(&page);
        holds(&table, &page);
        prop_assert_eq!(&page, &write(&paper));
        // Every quote at hand is written out once.
        for id in quotes.keys() {
            prop_assert_eq!(page.matches(&format!("id=\"coding{id}\"")).count(), 1);
        }
    }
}

#[test]
fn a_number_opens_to_its_quotes_and_a_total_to_its_cells() {
    let mut table = agree::table(&["A", "Total"], 2, |_, _| Value::Count(1));
    table.columns[1].kind = HeadKind::Total;
    for row in 0..2 {
        for column in 0..2 {
            table.cells[row][column].behind = vec![CodingId(row as u64 + 1)];
        }
    }
    let quoted = |words: &str| Quoted {
        words: words.to_owned(),
        transcript: "case-a".to_owned(),
        speaker: "J".to_owned(),
        turn: 4,
        line: 9,
        code: "CRM".to_owned(),
        coder: "Anna".to_owned(),
        case: Some("Firm A".to_owned()),
        memos: vec!["ask again".to_owned()],
        ..Quoted::default()
    };
    let quotes = [(CodingId(1), quoted("one")), (CodingId(2), quoted("two"))];
    let page = write(&of_one(&table, quotes.into()));
    is_sound(&page);
    assert!(
        page.contains("<td class=\"number\" id=\"cell1-1-1\"><a href=\"#behind1-1-1\">1</a></td>")
    );
    let group = page.split("id=\"behind1-1-2\"").nth(1).unwrap();
    assert!(group.contains("href=\"#behind1-1-1\""), "{group}");
    let text = words(&read(&page).text);
    let source = "one J, case-a, turn 4, line 9 · Firm A · CRM · Anna · coding 1 Memo: ask again";
    let close = |text: &str| text.replace(' ', "");
    assert!(close(&text).contains(&close(source)), "{text}");
    assert_eq!(text.matches("ask again").count(), 2);
}

#[test]
fn the_policy_allows_the_style_that_is_there_and_nothing_else() {
    let page = write(&Paper::default());
    let read = read(&page);
    let policies = read.tags.iter().filter_map(|tag| tag.get("content"));
    let policy = policies
        .clone()
        .find(|it| it.contains("default-src"))
        .unwrap();
    let style = page
        .split("<style>")
        .nth(1)
        .unwrap()
        .split("</style>")
        .next()
        .unwrap();
    let checksum = BASE64_STANDARD.encode(Sha256::digest(style));
    assert_eq!(
        policy,
        format!(
            "default-src 'none'; style-src 'sha256-{checksum}'; base-uri 'none'; form-action 'none'"
        )
    );
    assert!(!style.contains("url(") && !style.contains("@import"));
}

#[test]
fn a_report_has_its_pieces_in_order_and_its_numbers() {
    let table = agree::table(&["A"], 1, |_, _| Value::Count(3));
    let figure = Figure {
        svg: "<svg><title>Heat</title><text id=\"a\">x &lt; y</text></svg>".to_owned(),
        png: Vec::new(),
        width: 10,
        height: 10,
        title: "Heat".to_owned(),
    };
    let heading = |level, text: &str| Block::Heading {
        level,
        text: text.to_owned(),
    };
    let paper = Paper {
        title: "A <study>".to_owned(),
        below_title: vec!["by Anna".to_owned()],
        blocks: vec![
            heading(1, "Method"),
            heading(4, "Deep"),
            Block::Paragraph("one\ntwo".to_owned()),
            Block::List(vec!["three".to_owned()]),
            heading(1, "Tables"),
            Block::Table(Box::new(table.clone())),
            Block::Table(Box::new(table)),
            heading(2, "Figures"),
            Block::Figure(Box::new(figure.clone())),
            Block::Figure(Box::new(figure)),
        ],
        numbered: true,
        ..Paper::default()
    };
    let page = write(&paper);
    is_sound(&page);
    let text = words(&read(&page).text);
    let mut rest = text.as_str();
    for part in [
        "A <study>",
        "by Anna",
        "Method",
        "Deep",
        "onetwo",
        "three",
        "Table 1",
        "Table 2",
        "Figure 1",
        "x < y",
        "Figure 2",
        "x < y",
    ] {
        let part = part.replace("onetwo", "one two");
        let at = rest
            .find(&part)
            .unwrap_or_else(|| panic!("{part} in {rest}"));
        rest = rest.get(at + part.len()..).unwrap();
    }
    assert!(page.contains("id=\"figure1-a\"") && page.contains("id=\"figure2-a\""));
}

#[test]
fn a_table_without_rows_says_so() {
    let page = write(&of_one(&Table::default(), BTreeMap::new()));
    is_sound(&page);
    assert!(page.contains("This table has no rows."));
}
