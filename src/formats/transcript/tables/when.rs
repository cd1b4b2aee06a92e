//! What one cell says of a date or a time, before its column is known.

use crate::formats::sheet::{Cell, When};
use crate::formats::transcript::stamp;
use jiff::civil::{Date, DateTime};
use regex::Regex;
use std::sync::LazyLock;

/// A date or time as it was told; what is open is settled by the column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::formats::transcript) enum Told {
    /// A date, with the time of day where it is told.
    Dated(Date, Option<u64>),
    /// A date whose day and month may stand in either order.
    Either {
        one: u8,
        two: u8,
        year: i16,
        clock: Option<u64>,
        /// The American way to tell the time of day.
        half_days: bool,
    },
    /// A time of day, or a place in a recording: in milliseconds, read as
    /// hours first and as minutes first, as far as either goes.
    Clock {
        hours: Option<u64>,
        minutes: Option<u64>,
    },
    /// A number: days, seconds or milliseconds.
    Number(f64),
}

const MINUTE: u64 = 60_000;
const HOUR: u64 = 60 * MINUTE;

/// Months by the start of their names.
const MONTHS: [&[&str]; 12] = [
    &["jan", "tammi"],
    &["feb", "helmi"],
    &["mar", "mär", "mrz", "maalis"],
    &["apr", "huhti"],
    &["may", "mai", "maj", "touko"],
    &["jun", "kesä"],
    &["jul", "heinä"],
    &["aug", "elo"],
    &["sep", "syys"],
    &["oct", "okt", "loka"],
    &["nov", "marras"],
    &["dec", "dez", "joulu"],
];

/// What a cell says, or none if it is no time.
pub(super) fn told(cell: &Cell) -> Option<Told> {
    match cell {
        Cell::When(When::Day(day)) => Some(Told::Dated(*day, None)),
        Cell::When(When::Moment(moment)) => {
            Some(Told::Dated(moment.date(), Some(millis_of_day(*moment))))
        }
        Cell::When(When::Clock(millis)) => Some(Told::Clock {
            hours: Some(*millis),
            minutes: None,
        }),
        Cell::Number(number) => Some(Told::Number(*number)),
        Cell::Text(text) => told_in(text),
        Cell::Empty | Cell::Bool(_) | Cell::Error => None,
    }
}

/// Whether a text says a time. Nothing longer than a date in words is one.
pub(in crate::formats::transcript) fn told_in(text: &str) -> Option<Told> {
    let text = text.trim();
    if text.is_empty() || text.len() > 60 || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let text = text
        .strip_prefix(['[', '('])
        .and_then(|rest| rest.strip_suffix([']', ')']))
        .unwrap_or(text)
        .trim();
    // Forms write "2025/03/10 9:10:20 AM GMT+2": a zone all rows have alike.
    let text = match text.rsplit_once(' ') {
        Some((time, zone)) if zone.starts_with("GMT") || zone.starts_with("UTC") => time.trim(),
        _ => text,
    };
    let plain = text.replacen(',', ".", 1).parse::<f64>();
    if let Ok(number) = plain
        && number.is_finite()
        && text.starts_with(|c: char| c.is_ascii_digit() || c == '-')
    {
        return Some(Told::Number(number));
    }
    if let Ok(instant) = text.parse::<jiff::Timestamp>() {
        // With a zone of its own: all such are compared in world time.
        let moment = jiff::tz::TimeZone::UTC.to_datetime(instant);
        return Some(Told::Dated(moment.date(), Some(millis_of_day(moment))));
    }
    if let Some(clock) = clock_alone(text) {
        return Some(clock);
    }
    // "0:00.0 - 0:10.0": from, to.
    if let Some((from, to)) = text.split_once(" - ").or(text.split_once(" --> "))
        && clock_alone(to.trim()).is_some()
        && let Some(from) = clock_alone(from.trim())
    {
        return Some(from);
    }
    let patterns = PATTERNS.as_ref()?;
    if let Some((date, rest)) = patterns.date(text) {
        return with_clock(date, patterns.clock(rest)?);
    }
    // The time of day first: "10:30 14.3.2024".
    let (clock, rest) = text.split_once([' ', ','])?;
    let (date, rest) = patterns.date(rest.trim())?;
    let clock = patterns
        .clock(clock)
        .flatten()
        .filter(|_| rest.trim().is_empty())?;
    with_clock(date, Some(clock))
}

fn millis_of_day(moment: DateTime) -> u64 {
    let parts = [
        (i64::from(moment.hour()), HOUR),
        (i64::from(moment.minute()), MINUTE),
        (i64::from(moment.second()), 1000),
        (i64::from(moment.millisecond()), 1),
    ];
    let sum = parts.map(|(count, unit)| u64::try_from(count).unwrap_or(0) * unit);
    sum.iter().sum()
}

/// `10:30`, `00:12:03.250`, `9:05 PM`, `klo 9.05`: no date beside it.
fn clock_alone(text: &str) -> Option<Told> {
    if let Some(minutes) = stamp::clock(text) {
        let two_parts = text.matches(':').count() == 1;
        let hours = match text.split_once(':') {
            // "75:10" is no time of day.
            Some((hours, rest)) if two_parts && rest.len() == 2 => {
                let hours = hours.parse::<u64>().ok().filter(|hours| *hours < 24);
                let rest = rest.parse::<u64>().ok().filter(|minute| *minute < 60);
                hours.zip(rest).map(|(h, m)| h * HOUR + m * MINUTE)
            }
            _ if two_parts => None,
            _ => Some(minutes),
        };
        let minutes = two_parts.then_some(minutes);
        return Some(Told::Clock { hours, minutes });
    }
    let clock = PATTERNS.as_ref()?.clock(text)??;
    Some(Told::Clock {
        hours: Some(clock.0),
        minutes: None,
    })
}

/// A date as far as it is clear, before its time of day.
#[derive(Clone, Copy)]
enum Day {
    Clear(Date),
    Either(u8, u8, i16),
}

fn with_clock(day: Day, clock: Option<(u64, bool)>) -> Option<Told> {
    let millis = clock.map(|(millis, _)| millis);
    Some(match day {
        Day::Clear(date) => Told::Dated(date, millis),
        Day::Either(one, two, year) => Told::Either {
            one,
            two,
            year,
            clock: millis,
            half_days: clock.is_some_and(|(_, half)| half),
        },
    })
}

struct Patterns {
    year_first: Regex,
    year_last: Regex,
    day_month: Regex,
    month_day: Regex,
    clock: Regex,
}

static PATTERNS: LazyLock<Option<Patterns>> = LazyLock::new(|| {
    let weekday = r"^(?:\p{L}{2,12}\.?,?\s+)?";
    Some(Patterns {
        year_first: Regex::new(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:\D|$)").ok()?,
        year_last: Regex::new(&format!(
            r"{weekday}(\d{{1,2}})([-/.])\s?(\d{{1,2}})[-/.]\s?(\d{{4}}|\d{{2}})(?:\D|$)"
        ))
        .ok()?,
        day_month: Regex::new(&format!(
            r"{weekday}(\d{{1,2}})(?:\.|st|nd|rd|th)?[\s-]+(?:of\s+)?(\p{{L}}{{3,14}})\.?,?[\s-]+(\d{{4}})(?:\D|$)"
        ))
        .ok()?,
        month_day: Regex::new(&format!(
            r"{weekday}(\p{{L}}{{3,14}})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?:\D|$)"
        ))
        .ok()?,
        clock: Regex::new(
            r"(?ix)^ [\s,T\u{2013}-]* (?:(?:klo|kl|um|at|kello|ob)\b\.?\s*)?
              (\d{1,2}) (?: [:.h](\d{2}) (?: [:.](\d{2}) (?:[.,](\d{1,9}))? )? )?
              \s* (a\.?\s?m\.?|p\.?\s?m\.?|ap\.?|ip\.?|fm|em)?
              \s* (?:uhr|h)? \s* (?:z|utc|gmt|eet|eest|cet|cest)? $",
        )
        .ok()?,
    })
});

impl Patterns {
    /// A date at the start, and what follows it.
    fn date<'t>(&self, text: &'t str) -> Option<(Day, &'t str)> {
        let year = |text: &str| {
            let year = text.parse::<i16>().ok()?;
            Some(if text.len() == 2 { 2000 + year } else { year })
        };
        let rest = |end: usize| text.get(end..).unwrap_or_default();
        let clear = |year: i16, month: u8, day: u8| {
            Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
        };
        if let Some(found) = self.year_first.captures(text) {
            let (_, [y, m, d]) = found.extract();
            let date = clear(year(y)?, m.parse().ok()?, d.parse().ok()?)?;
            return Some((Day::Clear(date), rest(found.get(3)?.end())));
        }
        if let Some(found) = self.year_last.captures(text) {
            let (_, [one, mark, two, y]) = found.extract();
            let (one, two, y) = (one.parse().ok()?, two.parse().ok()?, year(y)?);
            let rest = rest(found.get(4)?.end());
            if mark == "." {
                return Some((Day::Clear(clear(y, two, one)?), rest));
            }
            let possible = clear(y, two, one).or_else(|| clear(y, one, two));
            return possible.map(|_| (Day::Either(one, two, y), rest));
        }
        let month = |word: &str| {
            let word = word.to_lowercase();
            let starts = |names: &&[&str]| names.iter().any(|name| word.starts_with(name));
            let at = MONTHS.iter().position(starts)?;
            u8::try_from(at + 1).ok()
        };
        if let Some(found) = self.day_month.captures(text) {
            let (_, [d, word, y]) = found.extract();
            let date = clear(year(y)?, month(word)?, d.parse().ok()?)?;
            return Some((Day::Clear(date), rest(found.get(3)?.end())));
        }
        let found = self.month_day.captures(text)?;
        let (_, [word, d, y]) = found.extract();
        let date = clear(year(y)?, month(word)?, d.parse().ok()?)?;
        Some((Day::Clear(date), rest(found.get(3)?.end())))
    }

    /// The time of day that is all of a text, in milliseconds, and whether it
    /// counts twice twelve hours. `Some(None)` for no text, `None` for words
    /// that are no time.
    #[allow(clippy::option_option)]
    fn clock(&self, text: &str) -> Option<Option<(u64, bool)>> {
        if text.trim().is_empty() {
            return Some(None);
        }
        let found = self.clock.captures(text)?;
        let number = |at: usize| {
            let part = found.get(at).map_or("0", |part| part.as_str());
            part.parse::<u64>().ok()
        };
        let (hour, minute, second) = (number(1)?, number(2)?, number(3)?);
        let half = found.get(5).map(|word| word.as_str().to_lowercase());
        if found.get(2).is_none() && half.is_none() && !text.to_lowercase().contains("klo") {
            return None; // a number alone
        }
        let late = half
            .as_deref()
            .is_some_and(|word| word.starts_with(['p', 'i', 'e']));
        let hour = match half {
            Some(_) if hour > 12 => return None,
            Some(_) => hour % 12 + if late { 12 } else { 0 },
            None => hour,
        };
        let fraction = found.get(4).map_or("", |part| part.as_str());
        let thousandths: String = fraction.chars().chain("000".chars()).take(3).collect();
        if hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        let millis = hour * HOUR + minute * MINUTE + second * 1000;
        Some(Some((
            millis + thousandths.parse::<u64>().ok()?,
            half.is_some(),
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn dated(text: &str) -> String {
        match told_in(text) {
            Some(Told::Dated(day, Some(clock))) => {
                format!("{day} {}", Cell::When(When::Clock(clock)).shown())
            }
            Some(Told::Dated(day, None)) => day.to_string(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn dates_are_read_in_each_way_of_writing_them() {
        for (text, wanted) in [
            ("2024-03-14", "2024-03-14"),
            ("2024-03-14T10:30:05.25", "2024-03-14 10:30:05.250"),
            ("2024-03-14T10:30:05Z", "2024-03-14 10:30:05"),
            ("2024-03-14T10:30:05+02:00", "2024-03-14 08:30:05"),
            ("2024-03-14 10:30:05 UTC", "2024-03-14 10:30:05"),
            ("2024/03/14 10:30", "2024-03-14 10:30:00"),
            ("14.3.2024 10.30", "2024-03-14 10:30:00"),
            ("1.2.2024 klo 9.05", "2024-02-01 09:05:00"),
            ("1.2.24, 9.05.12", "2024-02-01 09:05:12"),
            ("to 14.3.2024 klo 10", "2024-03-14 10:00:00"),
            ("14. maaliskuuta 2024 klo 10.30", "2024-03-14 10:30:00"),
            ("14. März 2024, 10:30 Uhr", "2024-03-14 10:30:00"),
            ("14 mars 2024 kl. 10.30", "2024-03-14 10:30:00"),
            ("Thu, 14 Mar 2024 10:30:05", "2024-03-14 10:30:05"),
            ("March 14, 2024 at 12:05 AM", "2024-03-14 00:05:00"),
            ("Mar 14, 2024 10:30 p.m.", "2024-03-14 22:30:00"),
            ("[14.3.2024, 10:30:05]", "2024-03-14 10:30:05"),
            ("10:30 14.3.2024", "2024-03-14 10:30:00"),
            ("2024-03-14 at 10:30", "2024-03-14 10:30:00"),
        ] {
            assert_eq!(dated(text), wanted, "{text}");
        }
        let slashed = told_in("3/4/2024 1:05 PM");
        let wanted = Told::Either {
            one: 3,
            two: 4,
            year: 2024,
            clock: Some(13 * HOUR + 5 * MINUTE),
            half_days: true,
        };
        assert_eq!(slashed, Some(wanted));
    }

    #[test]
    fn times_without_a_date_are_read_both_ways() {
        let both = |hours, minutes| Some(Told::Clock { hours, minutes });
        assert_eq!(told_in("10:30"), both(Some(37_800_000), Some(630_000)));
        assert_eq!(told_in("75:10"), both(None, Some(4_510_000)));
        assert_eq!(told_in("00:12:03"), both(Some(723_000), None));
        assert_eq!(told_in("[0:07]"), both(Some(7 * MINUTE), Some(7_000)));
        assert_eq!(told_in("9:05 PM"), both(Some(75_900_000), None));
        assert_eq!(told_in("0:07.5 - 0:10.0"), both(None, Some(7_500)));
        assert_eq!(told_in("klo 9.05"), both(Some(32_700_000), None));
        assert_eq!(told_in("00:00:12,500"), both(Some(12_500), None));
        assert_eq!(told_in("9.05"), Some(Told::Number(9.05)));
        assert_eq!(told_in("1,5"), Some(Told::Number(1.5)));
    }

    #[test]
    fn words_are_no_times() {
        for no in [
            "",
            "yes",
            "Q1",
            "31.2.2024",
            "14.3.",
            "2024-13-01",
            "99/99/2024",
            "25:61:00 PM",
            "one 14 two 2024",
            "inf",
            "3 apples",
            "14.3.2024 and then 10:30",
            "-",
        ] {
            assert_eq!(told_in(no), None, "{no}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_time_or_none(text in "[0-9 :./,TZapmklo\\[\\]+-]{0,24}|\\PC{0,24}") {
            let _ = told_in(&text);
        }
    }
}
