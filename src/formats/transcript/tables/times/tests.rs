use super::*;
use crate::formats::sheet::{Row, Sheet};
use crate::formats::transcript::tables::head::table_of;

fn read_column(head: &str, cells: &[&str]) -> (Option<Times>, Vec<String>, usize) {
    let rows = std::iter::once(&head).chain(cells);
    let rows = rows.enumerate().map(|(at, cell)| Row {
        number: at + 1,
        line: at + 1,
        cells: vec![
            Cell::text((*cell).to_owned()),
            Cell::text("words".to_owned()),
        ],
    });
    let sheet = Sheet {
        rows: rows.collect(),
        ..Sheet::default()
    };
    let table = table_of(sheet, &[head]);
    let (mut notes, mut doubts) = (Vec::new(), Vec::new());
    let times = read(&table, &[0], None, &mut notes, &mut doubts);
    (times, notes, doubts.len())
}

/// Starts, counted from the first.
fn from_first(head: &str, cells: &[&str]) -> Vec<i64> {
    let (times, notes, _) = read_column(head, cells);
    let times = times.unwrap_or_else(|| panic!("{cells:?}: {notes:?}"));
    let starts: Vec<i64> = times.starts.iter().map(|it| it.unwrap()).collect();
    starts.iter().map(|it| it - starts[0]).collect()
}

#[test]
fn a_form_writes_its_zone_behind_the_time() {
    let cells = ["2025/03/10 9:10:20 AM GMT+2", "2025/03/10 9:11:20 AM GMT+2"];
    assert_eq!(from_first("Timestamp", &cells), [0, 60_000]);
}

#[test]
fn the_order_of_day_and_month_is_decided_by_the_whole_column() {
    // A number past 12 decides.
    assert_eq!(
        from_first("time", &["1/2/2024 10:00", "13/2/2024 10:00"]),
        [0, 12 * DAY]
    );
    assert_eq!(
        from_first("time", &["1/2/2024 10:00", "1/13/2024 10:00"]),
        [0, 11 * DAY]
    );
    // Else the order in which nothing runs backwards.
    assert_eq!(
        from_first(
            "time",
            &["2/1/2024 10:00", "3/1/2024 10:00", "1/2/2024 9:00"]
        )[1],
        DAY
    );
    // Else twice twelve hours, which Americans write.
    assert_eq!(
        from_first("time", &["3/4/24, 9:05 AM", "4/4/24, 9:05 AM"])[1],
        31 * DAY
    );
    let (_, notes, _) = read_column("time", &["3/4/2024 10:00", "4/5/2024 10:00"]);
    assert!(notes[0].contains("day first"), "{notes:?}");
}

#[test]
fn numbers_are_days_seconds_or_milliseconds() {
    assert_eq!(from_first("time", &["45365.5", "45365.75"]), [0, DAY / 4]);
    assert_eq!(from_first("time", &["1710412200", "1710412201"]), [0, 1000]);
    assert_eq!(
        from_first("time", &["1710412200000", "1710412200250"]),
        [0, 250]
    );
    assert_eq!(from_first("start", &["0", "3", "9"]), [0, 3_000, 9_000]);
    assert_eq!(
        from_first("start", &["0", "2400", "5900"]),
        [0, 2_400, 5_900]
    );
    assert_eq!(from_first("start (s)", &["0", "2400"]), [0, 2_400_000]);
    assert_eq!(
        from_first("klo", &["9.05", "9.45", "10.00"]),
        [0, 40 * 60_000, 55 * 60_000]
    );
}

#[test]
fn times_of_day_are_told_from_places_in_a_recording() {
    assert_eq!(
        read_column("time", &["10:30", "10:31"]).0.unwrap().clock,
        Clock::Day
    );
    assert_eq!(
        read_column("time", &["0:03", "10:31"]).0.unwrap().clock,
        Clock::Recording
    );
    assert_eq!(
        read_column("time", &["10:30", "75:10"]).0.unwrap().clock,
        Clock::Recording
    );
    assert_eq!(
        read_column("timecode", &["12:30", "13:10"])
            .0
            .unwrap()
            .starts[0],
        Some(750_000)
    );
}

#[test]
fn days_alone_give_no_times_and_half_a_column_of_words_is_none() {
    let (times, notes, _) = read_column("date", &["2024-01-01", "2024-01-02"]);
    assert!(times.is_none() && notes[0].contains("only days"));
    assert!(read_column("time", &["soon", "later", "10:30"]).0.is_none());
    let (times, _, doubts) = read_column("time", &["10:30", "soon", "10:32"]);
    assert_eq!((times.unwrap().starts[1], doubts), (None, 1));
}
