//! From the cells of the time columns to milliseconds. What one cell leaves
//! open (which number is the day, whether `10:30` is a time of day) is decided
//! by the whole column, and said.

use super::head::Table;
use super::settle::{Unit, day_first, ends_of, undated, unit};
use super::when::{Told, told};
use crate::formats::sheet::{Cell, When};
use crate::formats::transcript::Doubt;
use jiff::civil::Date;

/// What the times of a table count from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Clock {
    /// The calendar.
    #[default]
    Calendar,
    /// Midnight.
    Day,
    /// The start of the recording.
    Recording,
}

/// The times of all rows.
#[derive(Debug, Default)]
pub(super) struct Times {
    pub clock: Clock,
    /// In milliseconds; on the calendar from its day 0.
    pub starts: Vec<Option<i64>>,
    pub ends: Vec<Option<i64>>,
}

const DAY: i64 = 86_400_000;

/// Reads the time columns and the column of ends. `None` where the columns
/// hold no times after all, or only days.
pub(super) fn read(
    table: &Table,
    columns: &[usize],
    end: Option<usize>,
    notes: &mut Vec<String>,
    doubts: &mut Vec<Doubt>,
) -> Option<Times> {
    let rows = &table.rows;
    let all = |column: usize| -> Vec<Option<Told>> {
        rows.iter().map(|row| told(row.cell(column))).collect()
    };
    let starts: Vec<Vec<Option<Told>>> = columns.iter().map(|column| all(*column)).collect();
    let ends: Vec<Option<Told>> = end.map(all).unwrap_or_default();
    let everything = || starts.iter().chain([&ends]).flatten().flatten();
    let filled = rows
        .iter()
        .filter(|row| columns.iter().any(|column| !row.cell(*column).is_empty()));
    let read = (0..rows.len()).filter(|at| {
        starts
            .iter()
            .any(|one| matches!(one.get(*at), Some(Some(_))))
    });
    if read.count() * 2 < filled.count().max(1) {
        return None;
    }
    let heads: Vec<&str> = columns
        .iter()
        .chain(&end)
        .map(|at| table.head(*at))
        .collect();
    let settled = Settled {
        unit: unit(
            everything().copied(),
            &heads,
            ends_of(&starts, &ends),
            notes,
        ),
        day_first: day_first(&starts, notes),
        dated: everything().any(|told| matches!(told, Told::Dated(..) | Told::Either { .. })),
        minutes_first: false,
    };
    let dated = settled.dated
        || everything().any(|told| matches!(told, Told::Number(_)))
            && matches!(
                settled.unit,
                Unit::Days | Unit::UnixSeconds | Unit::UnixMillis
            );
    let (clock, minutes_first) = if dated {
        (Clock::Calendar, false)
    } else {
        undated(everything().copied(), settled.unit, &heads, notes)
    };
    let settled = Settled {
        dated,
        minutes_first,
        ..settled
    };
    let mut times = Times {
        clock,
        ..Times::default()
    };
    let mut last_day = None;
    let mut has_clock = !dated;
    for (at, row) in rows.iter().enumerate() {
        let cells = starts.iter().filter_map(|column| *column.get(at)?);
        let (day, clock) = settled.of(cells);
        has_clock |= clock.is_some();
        last_day = day.or(last_day);
        let told = day.is_some() || clock.is_some();
        let start = settled.sum(day.or(last_day), clock).filter(|_| told);
        times.starts.push(start);
        let ending = ends.get(at).copied().flatten();
        let (end_day, end_clock) = settled.of(ending.into_iter());
        times
            .ends
            .push(settled.sum(end_day.or(last_day), end_clock));
        let unread = columns
            .iter()
            .zip(&starts)
            .find(|(column, told)| !row.cell(**column).is_empty() && told.get(at) == Some(&None));
        if let Some((column, _)) = unread {
            doubts.push(unreadable(row.line, row.cell(*column), start.is_some()));
        } else if start.is_none() && columns.iter().any(|column| !row.cell(*column).is_empty()) {
            let cell = columns
                .first()
                .map_or(&Cell::Empty, |column| row.cell(*column));
            doubts.push(unreadable(row.line, cell, false));
        }
    }
    if !has_clock {
        notes.push(format!(
            "'{}' tells only days, so turns have no times",
            heads.first().unwrap_or(&"")
        ));
        return None;
    }
    Some(times)
}

fn unreadable(line: usize, cell: &Cell, other: bool) -> Doubt {
    let shown: String = cell.shown().chars().take(30).collect();
    let kept = if other {
        "the other column's was taken"
    } else {
        "the words were kept without it"
    };
    Doubt {
        line,
        what: format!("the time '{shown}' cannot be read; {kept}"),
    }
}

/// What the whole column settles.
struct Settled {
    unit: Unit,
    day_first: bool,
    dated: bool,
    minutes_first: bool,
}

impl Settled {
    /// Day and time of day of one row, from all its cells: a cell with only a
    /// time of day says it better than the date beside it.
    fn of(&self, cells: impl Iterator<Item = Told>) -> (Option<Date>, Option<i64>) {
        let (mut day, mut clock, mut sharp) = (None, None, false);
        for cell in cells {
            let (its_day, its_clock) = self.one(cell);
            let alone = its_day.is_none();
            day = day.or(its_day);
            if its_clock.is_some() && (clock.is_none() || (alone && !sharp)) {
                clock = its_clock;
                sharp = alone;
            }
        }
        (day, clock)
    }

    fn one(&self, told: Told) -> (Option<Date>, Option<i64>) {
        let signed = |millis: u64| i64::try_from(millis).ok();
        match told {
            Told::Dated(day, clock) => (Some(day), clock.and_then(signed)),
            Told::Either {
                one,
                two,
                year,
                clock,
                ..
            } => {
                let (day, month) = if self.day_first {
                    (one, two)
                } else {
                    (two, one)
                };
                let small = |part: u8| i8::try_from(part).unwrap_or(0);
                match Date::new(year, small(month), small(day)) {
                    Ok(date) => (Some(date), clock.and_then(signed)),
                    Err(_) => (None, None),
                }
            }
            Told::Clock { hours, minutes } => {
                let first = if self.minutes_first { minutes } else { hours };
                let other = if self.dated { None } else { hours.or(minutes) };
                (None, first.or(other).and_then(signed))
            }
            Told::Number(number) => self.number(number),
        }
    }

    fn number(&self, number: f64) -> (Option<Date>, Option<i64>) {
        let within = |millis: f64| {
            (0.0..1e15)
                .contains(&millis)
                .then_some(millis.round() as i64)
        };
        let moment = |millis: f64| {
            let moment = jiff::Timestamp::from_millisecond(within(millis)?).ok()?;
            let moment = jiff::tz::TimeZone::UTC.to_datetime(moment);
            let clock = within(millis)?.rem_euclid(DAY);
            Some((moment.date(), clock))
        };
        let split = |found: Option<(Date, i64)>| {
            found.map_or((None, None), |(day, clock)| (Some(day), Some(clock)))
        };
        match self.unit {
            Unit::Days => match When::from_days(number, false) {
                Some(when) => told(&Cell::When(when)).map_or((None, None), |told| self.one(told)),
                None => (None, None),
            },
            Unit::Seconds => (None, within(number * 1000.0)),
            Unit::Millis => (None, within(number)),
            Unit::UnixSeconds => split(moment(number * 1000.0)),
            Unit::UnixMillis => split(moment(number)),
            Unit::Dotted => {
                let hours = number.trunc();
                let minutes = ((number - hours) * 100.0).round();
                (None, within((hours * 60.0 + minutes) * 60_000.0))
            }
        }
    }

    fn sum(&self, day: Option<Date>, clock: Option<i64>) -> Option<i64> {
        if !self.dated {
            return clock;
        }
        let zero = Date::constant(1970, 1, 1);
        let days = zero.until(day?).ok()?.get_days();
        Some(i64::from(days) * DAY + clock.unwrap_or(0))
    }
}

#[cfg(test)]
mod tests;
