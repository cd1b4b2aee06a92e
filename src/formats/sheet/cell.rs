//! What one cell of a spreadsheet holds.

use jiff::civil::{Date, DateTime};
use std::borrow::Cow;

/// A cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing, or nothing but blanks.
    #[default]
    Empty,
    /// Words, as they stand: a text that starts with `=` is a text.
    Text(String),
    /// A number.
    Number(f64),
    /// Yes or no.
    Bool(bool),
    /// A date or a time.
    When(When),
    /// A formula that came to nothing, such as `#REF!`.
    Error,
}

/// What a spreadsheet knows as a date or a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A date.
    Day(Date),
    /// A date with the time of day.
    Moment(DateTime),
    /// A time of day or a length of time, in milliseconds.
    Clock(u64),
}

const DAY: f64 = 86_400_000.0;

impl When {
    /// The date that a spreadsheet program counts as this many days; none
    /// outside the years that such programs know.
    pub fn from_days(days: f64, since_1904: bool) -> Option<Self> {
        let days = if since_1904 { days + 1_462.0 } else { days };
        if !(0.0..2_958_466.0).contains(&days) {
            return None;
        }
        // Milliseconds, since a day's fraction is never exact.
        let millis = (days * DAY).round();
        if days < 1.0 {
            return Some(Self::Clock(millis as u64));
        }
        // Lotus counted a 29 February 1900, and Excel after it.
        let early = if days < 60.0 { DAY } else { 0.0 };
        let start = Date::constant(1899, 12, 30).at(0, 0, 0, 0);
        let span = jiff::SignedDuration::from_millis((millis + early) as i64);
        let moment = start.checked_add(span).ok()?;
        let whole_day = moment.time() == jiff::civil::Time::midnight();
        Some(if whole_day {
            Self::Day(moment.date())
        } else {
            Self::Moment(moment)
        })
    }
}

/// A date or a time as OpenDocument and strict Excel files write them:
/// `2024-03-14`, `2024-03-14T10:31:05`, `PT10H30M00S`.
pub(super) fn from_iso(text: &str) -> Option<When> {
    let text = text.trim();
    if let Ok(span) = text.parse::<jiff::SignedDuration>() {
        return u64::try_from(span.as_millis()).ok().map(When::Clock);
    }
    if !text.contains(':') {
        return text.parse::<Date>().ok().map(When::Day);
    }
    let moment = text.parse::<DateTime>().ok()?;
    Some(When::Moment(moment))
}

impl Cell {
    /// The text as a cell, blank ones as [`Cell::Empty`].
    pub fn text(text: String) -> Self {
        if text.trim().is_empty() {
            Self::Empty
        } else {
            Self::Text(text)
        }
    }

    /// Whether nothing stands here.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// What stands here, in words: numbers in the shortest form that is this
    /// number (1.1 and not 1.10), dates with the year first.
    pub fn shown(&self) -> Cow<'_, str> {
        match self {
            Self::Empty | Self::Error => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Bool(flag) => Cow::Owned(flag.to_string()),
            Self::When(When::Day(day)) => Cow::Owned(day.to_string()),
            Self::When(When::Moment(moment)) => Cow::Owned(moment.to_string().replace('T', " ")),
            Self::When(When::Clock(millis)) => Cow::Owned(clock(*millis)),
        }
    }

    /// Bytes of its text.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            _ => 0,
        }
    }
}

fn clock(millis: u64) -> String {
    let (seconds, rest) = (millis / 1000, millis % 1000);
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    let plain = format!("{hours:02}:{minutes:02}:{:02}", seconds % 60);
    match rest {
        0 => plain,
        rest => format!("{plain}.{rest:03}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_dates_as_spreadsheet_programs_count_them() {
        for (days, shown) in [
            (45_365.0, "2024-03-14"),
            (45_365.438_5, "2024-03-14 10:31:26.4"),
            (0.4375, "10:30:00"),
            (61.0, "1900-03-01"),
            (59.0, "1900-02-28"),
            (1.0, "1900-01-01"),
        ] {
            let when = When::from_days(days, false).unwrap();
            assert_eq!(Cell::When(when).shown(), shown);
        }
        let later = When::from_days(45_365.0 - 1_462.0, true).unwrap();
        assert_eq!(Cell::When(later).shown(), "2024-03-14");
        for odd in [-1.0, f64::NAN, f64::INFINITY, 1e9] {
            assert_eq!(When::from_days(odd, false), None);
        }
        for (iso, shown) in [
            ("2024-03-14", "2024-03-14"),
            ("2024-03-14T10:31:05", "2024-03-14 10:31:05"),
            ("PT10H30M00S", "10:30:00"),
            ("PT26H30M00.5S", "26:30:00.500"),
        ] {
            assert_eq!(Cell::When(from_iso(iso).unwrap()).shown(), shown);
        }
        assert_eq!(from_iso("1.1."), None);
    }
}
