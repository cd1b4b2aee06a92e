//! The times of one transcript, counted from its first message.

use super::times::{Clock, Times};
use crate::formats::sheet::{Cell, When};

const DAY: i64 = 86_400_000;

/// Start and end of each row, counted from the first message.
pub(super) fn spans(
    times: Option<&Times>,
    rows: &[usize],
    notes: &mut Vec<String>,
) -> Vec<(Option<i64>, Option<i64>)> {
    let Some(times) = times else {
        return vec![(None, None); rows.len()];
    };
    let at = |list: &[Option<i64>], row: usize| list.get(row).copied().flatten();
    let mut nights = 0;
    let mut last: Option<i64> = None;
    let mut spans: Vec<(Option<i64>, Option<i64>)> = Vec::new();
    for row in rows {
        let (mut start, mut end) = (at(&times.starts, *row), at(&times.ends, *row));
        if times.clock == Clock::Day {
            // Past midnight the clock starts again.
            if let (Some(start), Some(last)) = (start, last)
                && last - start > DAY / 2
            {
                nights += DAY;
            }
            last = start.or(last);
            start = start.map(|it| it + nights);
            end = end.map(|it| it + nights);
        }
        spans.push((start, end));
    }
    let starts = || spans.iter().filter_map(|(start, _)| *start);
    let Some(first) = starts().min() else {
        return spans;
    };
    let back = starts()
        .zip(starts().skip(1))
        .filter(|(a, b)| b < a)
        .count();
    if back > 0 {
        notes.push(format!(
            "rows that are earlier than the one above them: {back}; the order of the file was kept"
        ));
    }
    if times.clock == Clock::Recording {
        return spans;
    }
    notes.push(format!("times count from {}", shown(first, times.clock)));
    let from_first = |it: Option<i64>| it.map(|it| it - first);
    spans
        .iter()
        .map(|(start, end)| (from_first(*start), from_first(*end)))
        .collect()
}

fn shown(first: i64, clock: Clock) -> String {
    let of_day = u64::try_from(first.rem_euclid(DAY)).unwrap_or(0);
    let time = Cell::When(When::Clock(of_day)).shown().into_owned();
    if clock == Clock::Day {
        return time;
    }
    let day = jiff::civil::Date::constant(1970, 1, 1);
    let span = jiff::SignedDuration::from_hours(first.div_euclid(DAY).saturating_mul(24));
    match day.checked_add(span) {
        Ok(day) => format!("{day} {time}"),
        Err(_) => time,
    }
}
