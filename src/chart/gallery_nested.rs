//! More tables to draw: nested heads, totals, second measures, percentages of
//! different wholes, and as many cases and codes as a large study has.

use super::gallery::{case, code, count, table};
use crate::model::{Cell, Emptiness, HeadKind, Heading, Table, Value};

fn under(above: &[&str], label: &str) -> Heading {
    Heading {
        above: above.iter().map(|label| (*label).to_owned()).collect(),
        ..case(label)
    }
}

fn total(levels: usize) -> Heading {
    Heading {
        above: vec![String::new(); levels],
        kind: HeadKind::Total,
        ..case("Total")
    }
}

fn synthesis(levels: usize) -> Heading {
    Heading {
        above: vec![String::new(); levels],
        kind: HeadKind::Synthesis,
        ..case("Across the cases")
    }
}

/// Themes by customers in two kinds of markets, with totals on both sides, and
/// what a person wrote across them.
pub(super) fn nested() -> Table {
    let rows = vec![
        under(&["Relationship initiation"], "First contact"),
        under(&["Relationship initiation"], "Online meetings"),
        under(
            &["Relationship initiation"],
            "Demonstrations in three dimensions",
        ),
        under(&["Trust"], "Personal meetings"),
        under(
            &["Access to customers’ sites in times of closed borders"],
            "Visits",
        ),
        total(1),
    ];
    let columns = vec![
        under(&["New customers", "Developed markets"], "Firm A"),
        under(&["New customers", "Developed markets"], "Firm B"),
        under(&["New customers", "Emerging markets"], "Firm C"),
        under(&["Current customers", "Developed markets"], "Firm A"),
        under(&["Current customers", "Emerging markets"], "Firm B"),
        under(&["Current customers", "Emerging markets"], "Firm C"),
        total(2),
        synthesis(2),
    ];
    table(
        "Themes by customers and markets",
        rows,
        columns,
        |row, column| match (row, column) {
            (_, 7) => Value::Text("They met online, and nobody minded.".to_owned()),
            (5, _) => Value::Count(30 + column as u64),
            (_, 6) => Value::Count(40 + row as u64),
            (1, 2) => Value::Empty(Emptiness::NotAsked),
            (3, 4) => Value::Empty(Emptiness::NothingSaid),
            _ => Value::Count(count(row, column)),
        },
    )
}

/// Responses by type of buyer: counts of chats with their percentages.
pub(super) fn buyers() -> Table {
    let bases = [40, 60, 57];
    let labels = [
        "Interactive responses",
        "Affective responses",
        "Relationship maintenance",
    ];
    let rows = labels.iter().enumerate();
    let mut columns = ["New", "Prospective", "Existing"].map(case).to_vec();
    for (head, base) in columns.iter_mut().zip(bases) {
        head.base = Some(base);
    }
    let mut buyers = table(
        "Social presence by type of buyer",
        rows.map(|(key, label)| code(key, label, 0)).collect(),
        columns,
        |row, column| match (row, column) {
            (2, 0 | 1) => Value::Count(0),
            _ => Value::Count(9 + count(row, column + 1)),
        },
    );
    buyers.unit = "chats".to_owned();
    for cells in &mut buyers.cells {
        for (cell, whole) in cells.iter_mut().zip(bases) {
            if let Value::Count(part) = cell.value {
                cell.also = Some(Value::Share { part, whole });
            }
        }
    }
    buyers
}

/// Percentages of each row, which add up to 100 %, and one of all.
pub(super) fn furthest() -> Table {
    let parts: [[u64; 3]; 3] = [[3, 5, 0], [1, 3, 6], [4, 8, 6]];
    let mut rows = vec![case("Low diversity"), case("High diversity"), total(0)];
    for (row, parts) in rows.iter_mut().zip(parts) {
        row.base = Some(parts.iter().sum());
    }
    let columns = ["Trial", "Enmeshment", "Renegotiation"].map(case).to_vec();
    let mut furthest = table(
        "Furthest phase of the relationship",
        rows,
        columns,
        |row, column| Value::Share {
            part: parts[row][column],
            whole: parts[row].iter().sum(),
        },
    );
    furthest.unit = "% of the relationships of the row".to_owned();
    furthest
}

/// Forty codes in sixty cases, in groups.
fn many() -> Table {
    let rows = (0..60).map(|row| {
        let family = format!("Family {}", row / 9 + 1);
        under(&[&family], &format!("CRM-STR-{row}"))
    });
    let columns = (0..40).map(|column| {
        let group = if column < 1 {
            "Micro-enterprises"
        } else {
            "Large"
        };
        under(&[group], &format!("Company {column}, Uusimaa"))
    });
    table(
        "Sixty codes in forty cases",
        rows.collect(),
        columns.collect(),
        |row, column| Value::Count(count(row, column)),
    )
}

/// As many series as can be told apart, in twelve groups.
pub(super) fn eight() -> Table {
    let mut eight = table(
        "Eight cases",
        (0..12)
            .map(|row| code(row, &format!("CRM-{row}"), row % 2))
            .collect(),
        (0..8)
            .map(|column| case(&format!("Case {}", column + 1)))
            .collect(),
        |row, column| match (row, column) {
            (3, 2) => Value::Empty(Emptiness::NotAsked),
            (4, 5) => Value::Empty(Emptiness::Undecided),
            (7, _) => Value::Count(0),
            _ => Value::Count(count(row, column)),
        },
    );
    eight.cells[2][2].pending = 1;
    eight
}

/// Heads over others that have no room.
fn cramped() -> Table {
    let wordy = "Access to customers’ sites and installations in times of closed borders";
    let endless = "Donaudampfschifffahrtsgesellschaft".repeat(4);
    let rows = vec![
        under(&[&endless, wordy], "first"),
        under(&["مرحلة الثقة", "🙂 <script>"], wordy),
        under(&["مرحلة الثقة", "عملاء"], "third"),
    ];
    let columns = vec![
        under(&[wordy, &endless], "x"),
        under(&[wordy, "y"], "y"),
        under(&["חברה", ""], &endless),
        total(2),
    ];
    table(wordy, rows, columns, |row, column| {
        Value::Count(count(row, column) * 12_345)
    })
}

/// Statistics, some of them below zero.
fn statistics() -> Table {
    let mut statistics = table(
        "Association of codes",
        ["One", "Two"].map(case).to_vec(),
        ["One", "Two"].map(case).to_vec(),
        |row, column| Value::Number(row as f64 - 2.5 * column as f64),
    );
    statistics.cells[0][0] = Cell::plain(Value::Empty(Emptiness::NotApplicable));
    statistics
}

pub(super) fn all() -> Vec<(&'static str, Table)> {
    vec![
        ("nested", nested()),
        ("buyers", buyers()),
        ("furthest", furthest()),
        ("many", many()),
        ("eight", eight()),
        ("cramped", cramped()),
        ("statistics", statistics()),
    ]
}
