//! Tables to draw: realistic ones, and such as break careless pictures.

use super::{BarKind, By, ChartError, Drawing, Pick, bars, gallery_nested, heatmap, line};
use crate::model::{Axis, Cell, CodeKey, Emptiness, Heading, Table, Value};

pub(super) fn code(key: usize, label: &str, depth: usize) -> Heading {
    Heading {
        subject: Axis::Code(CodeKey(key as u32)),
        name: label.to_owned(),
        label: label.to_owned(),
        depth,
        ..Heading::default()
    }
}

pub(super) fn case(label: &str) -> Heading {
    Heading {
        subject: Axis::Case(label.to_owned()),
        name: label.to_owned(),
        label: label.to_owned(),
        depth: 0,
        ..Heading::default()
    }
}

pub(super) fn table(
    title: &str,
    rows: Vec<Heading>,
    columns: Vec<Heading>,
    value: impl Fn(usize, usize) -> Value,
) -> Table {
    let cells = (0..rows.len())
        .map(|row| {
            (0..columns.len())
                .map(|column| Cell::plain(value(row, column)))
                .collect()
        })
        .collect();
    Table {
        title: title.to_owned(),
        corner: "Code".to_owned(),
        rows,
        columns,
        cells,
        unit: "codings".to_owned(),
        coders: vec!["Anna Virtanen".to_owned()],
        filters: vec!["informants' turns".to_owned()],
        notes: vec!["A passage with two codes counts once for each.".to_owned()],
        ..Table::default()
    }
}

/// Numbers that look like those of a study: many small, a few large.
pub(super) fn count(row: usize, column: usize) -> u64 {
    let mixed = (row * 7919 + column * 104_729 + row * column * 31) % 97;
    (mixed * mixed / 380) as u64
}

/// The codes of the final list, in their tree, across five companies.
pub(super) fn study() -> Table {
    #[derive(serde::Deserialize)]
    struct List {
        code: Vec<Entry>,
    }
    #[derive(serde::Deserialize)]
    struct Entry {
        id: String,
        kind: Option<String>,
    }
    let list: List = toml::from_str(include_str!("../../codebooks/final-list.toml")).unwrap();
    let rows: Vec<Heading> = list
        .code
        .iter()
        .filter(|code| code.kind.as_deref() != Some("pattern"))
        .enumerate()
        .map(|(key, code)| {
            code_in_tree(
                key,
                &code.id,
                &list.code.iter().map(|c| c.id.as_str()).collect::<Vec<_>>(),
            )
        })
        .collect();
    let cases = ["Case A", "Case B", "Case C", "Case D", "Case E"];
    let mut study = table(
        "Codings per code and case",
        rows,
        cases.map(case).to_vec(),
        |row, column| match (row * 5 + column) % 23 {
            3 => Value::Empty(Emptiness::NotAsked),
            9 => Value::Empty(Emptiness::NothingSaid),
            13 => Value::Empty(Emptiness::Undecided),
            17 => Value::Empty(Emptiness::NotCoded),
            _ => Value::Count(count(row, column)),
        },
    );
    study.cells[4][1].pending = 2;
    study
}

fn code_in_tree(key: usize, id: &str, known: &[&str]) -> Heading {
    let depth = id
        .match_indices('-')
        .filter(|(at, _)| known.contains(&id.get(..*at).unwrap_or("")))
        .count();
    code(key, id, depth)
}

fn shares() -> Table {
    let mut shares = study();
    shares.title = "Share of the case's words".to_owned();
    shares.unit = "% of the informants' words".to_owned();
    for (row, cells) in shares.cells.iter_mut().enumerate() {
        for (column, cell) in cells.iter_mut().enumerate() {
            if let Value::Count(count) = cell.value {
                cell.value = Value::Share {
                    part: count * 37 + (row + column) as u64,
                    whole: 3_200,
                };
            }
        }
    }
    shares
}

fn large() -> Table {
    let rows = (0..60).map(|row| code(row, &format!("CRM-STR-{row}"), row % 3));
    let columns = (0..30).map(|column| case(&format!("Company {column}, Uusimaa")));
    table(
        "Sixty codes in thirty cases",
        rows.collect(),
        columns.collect(),
        |row, column| Value::Count(count(row, column)),
    )
}

pub(super) fn filled(title: &str, value: Value) -> Table {
    let mut table = study();
    table.title = title.to_owned();
    for cell in table.cells.iter_mut().flatten() {
        *cell = Cell::plain(value.clone());
    }
    table
}

pub(super) fn strange() -> Table {
    let rows = [
        "دعم الإدارة العليا (CRM)",
        "מערכת תגמולים",
        "🙂 happy customers 🚀📈",
        "👩🏽‍💻 the certified office",
        "Ünïcödé · Ελληνικά · Кириллица",
        "</text><script>alert('x')</script> & co",
        "\u{202e}desrever\u{1b}[31m red",
        "顧客関係",
    ];
    let rows = rows
        .iter()
        .enumerate()
        .map(|(key, label)| code(key, label, 0));
    let columns = ["الشركة أ", "Yritys Ö", "🏭 plant", "חברה ב"];
    table(
        "Labels in many scripts: عربي, עברית, 🙂",
        rows.collect(),
        columns.map(case).to_vec(),
        |row, column| Value::Count(count(row, column)),
    )
}

fn long() -> Table {
    let wordy = "How the top managers show that customer relationship management matters to them, in what they say, what they pay for and what they let pass";
    let rows = vec![
        code(0, wordy, 0),
        code(1, &wordy.repeat(3), 2),
        code(2, &"Donaudampfschifffahrtsgesellschaft".repeat(6), 1),
        code(3, "short", 0),
    ];
    let columns = vec![
        case("Case A"),
        case("A family-owned manufacturer of lifting equipment in Northern Ostrobothnia"),
        case(&"Verbundwerkstoff".repeat(9)),
    ];
    let mut long = table(&wordy.repeat(2), rows, columns, |row, column| {
        Value::Count(count(row, column) * 1_000)
    });
    long.corner = wordy.to_owned();
    long.notes.push(wordy.repeat(2));
    long
}

pub(super) fn every_emptiness() -> Table {
    let kinds = Emptiness::ALL;
    let rows = kinds
        .iter()
        .enumerate()
        .map(|(key, why)| code(key, &format!("{why:?}"), 0));
    let mut table = table(
        "Empty is not zero",
        rows.collect(),
        vec![case("A"), case("B"), case("C")],
        |row, column| match column {
            0 => Value::Empty(kinds[row]),
            1 => Value::Count(0),
            _ => Value::Count(row as u64),
        },
    );
    table.cells[2][2].pending = 1;
    table.cells[3][2].stale = true;
    table
}

pub(super) fn all() -> Vec<(&'static str, Table)> {
    let mut one_row = study();
    one_row.rows.truncate(1);
    one_row.cells.truncate(1);
    let mut no_rows = study();
    no_rows.rows.clear();
    no_rows.cells.clear();
    let mut no_columns = study();
    no_columns.columns.clear();
    no_columns.cells.iter_mut().for_each(Vec::clear);
    let mut tables = vec![
        ("study", study()),
        ("shares", shares()),
        ("large", large()),
        ("one-row", one_row),
        ("no-rows", no_rows),
        ("no-columns", no_columns),
        ("all-zero", filled("All zero", Value::Count(0))),
        (
            "all-empty",
            filled("Nobody was asked", Value::Empty(Emptiness::NotAsked)),
        ),
        ("strange", strange()),
        ("long", long()),
        ("empties", every_emptiness()),
    ];
    tables.extend(gallery_nested::all());
    tables
}

/// Every figure of a table, whether it can be drawn or not.
pub(super) fn figures(table: &Table) -> Vec<(&'static str, Result<Drawing, ChartError>)> {
    vec![
        ("heatmap", heatmap(table)),
        ("line-row", line(table, Pick::Row(0))),
        ("line-column", line(table, Pick::Column(0))),
        ("bars-rows", bars(table, BarKind::Grouped, Some(By::Rows))),
        (
            "bars-columns",
            bars(table, BarKind::Grouped, Some(By::Columns)),
        ),
        ("stacked", bars(table, BarKind::Stacked, None)),
        ("share-rows", bars(table, BarKind::Share, Some(By::Rows))),
        (
            "share-columns",
            bars(table, BarKind::Share, Some(By::Columns)),
        ),
    ]
}

/// A picture that programs can open. With CHART_GALLERY set to a folder, it is
/// kept there to be looked at.
pub(super) fn keep(name: &str, drawing: &super::Drawing) {
    let folder = std::env::var_os("CHART_GALLERY").map(std::path::PathBuf::from);
    let png = drawing
        .png(if folder.is_some() { 144 } else { 36 })
        .unwrap();
    assert!(png.starts_with(b"\x89PNG"), "{name}");
    assert!(drawing.svg().trim_end().ends_with("</svg>"), "{name}");
    if let Some(folder) = &folder {
        std::fs::write(folder.join(format!("{name}.svg")), drawing.svg()).unwrap();
        std::fs::write(folder.join(format!("{name}.png")), png).unwrap();
        std::fs::write(folder.join(format!("{name}.pdf")), drawing.pdf().unwrap()).unwrap();
    }
}

#[test]
fn every_table_of_the_gallery_becomes_a_picture() {
    let mut drawn = 0;
    let mut save = |name: String, drawing: super::Drawing| {
        keep(&name, &drawing);
        drawn += 1;
    };
    for (name, table) in all() {
        for (figure, drawing) in figures(&table) {
            match drawing {
                Ok(drawing) => save(format!("{figure}-{name}"), drawing),
                Err(error) => println!("{figure}-{name}: {error}"),
            }
        }
    }
    assert!(drawn > 90, "{drawn} pictures");
}
