//! What a whole column of times settles: what its numbers count, in which
//! order day and month stand, and whether its times are those of a recording.

use super::times::Clock;
use super::when::Told;
use super::words;

/// What a column's numbers are.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Unit {
    Days,
    Seconds,
    Millis,
    UnixSeconds,
    UnixMillis,
    /// `9.05` is five past nine.
    Dotted,
}

/// Ends less starts, where both are numbers.
pub(super) fn ends_of(starts: &[Vec<Option<Told>>], ends: &[Option<Told>]) -> Option<f64> {
    let pairs = starts.first()?.iter().zip(ends);
    let mut lengths: Vec<f64> = pairs
        .filter_map(|pair| match pair {
            (Some(Told::Number(start)), Some(Told::Number(end))) => Some(end - start),
            _ => None,
        })
        .collect();
    lengths.sort_by(f64::total_cmp);
    lengths.get(lengths.len() / 2).copied()
}

/// What the numbers of a column count. Milliseconds are told from seconds by
/// how long a row would last: nobody speaks for three minutes on each.
pub(super) fn unit(
    all: impl Iterator<Item = Told> + Clone,
    heads: &[&str],
    length: Option<f64>,
    notes: &mut Vec<String>,
) -> Unit {
    let numbers = all.filter_map(|told| match told {
        Told::Number(number) => Some(number),
        _ => None,
    });
    let (mut count, mut least, mut most, mut whole, mut hundredths) =
        (0usize, f64::MAX, f64::MIN, true, true);
    for number in numbers {
        count += 1;
        least = least.min(number);
        most = most.max(number);
        whole &= number.fract() == 0.0;
        let minutes = (number.fract() * 100.0).round();
        hundredths &= (0.0..24.0).contains(&number)
            && minutes < 60.0
            && (number * 100.0 - (number * 100.0).round()).abs() < 1e-6;
    }
    if count == 0 {
        return Unit::Seconds;
    }
    let says = |word: &str| {
        heads
            .iter()
            .any(|head| words::folded(head).split(' ').any(|it| it == word))
    };
    if least > 1e11 {
        return Unit::UnixMillis;
    }
    if least > 1e8 {
        return Unit::UnixSeconds;
    }
    let millis = [
        "ms",
        "msec",
        "millis",
        "milliseconds",
        "millisekuntia",
        "millisekunden",
    ];
    let seconds = [
        "s", "sec", "secs", "seconds", "sekuntia", "sekunder", "sekunden",
    ];
    if millis.iter().any(|word| says(word)) {
        return Unit::Millis;
    }
    if seconds.iter().any(|word| says(word)) {
        return Unit::Seconds;
    }
    // Days since 1900: from 1954 to 2119.
    if least >= 20_000.0 && most < 80_000.0 && length.is_none() {
        return Unit::Days;
    }
    if !whole && hundredths && heads.iter().any(|head| !words::says_positions(head)) {
        return Unit::Dotted;
    }
    let long = length.unwrap_or((most - least) / count as f64);
    let (unit, name) = if whole && long > 180.0 {
        (Unit::Millis, "milliseconds")
    } else {
        (Unit::Seconds, "seconds")
    };
    notes.push(format!(
        "numbers in '{}' are taken for {name}",
        heads.first().unwrap_or(&"")
    ));
    unit
}

/// Whether the day stands before the month in dates such as `3/4/2024`: as the
/// column shows by a number past 12, by times that would run backwards, or by
/// twice twelve hours.
pub(super) fn day_first(columns: &[Vec<Option<Told>>], notes: &mut Vec<String>) -> bool {
    let slashed = || {
        columns
            .iter()
            .flatten()
            .flatten()
            .filter_map(|told| match told {
                Told::Either {
                    one,
                    two,
                    year,
                    clock,
                    half_days,
                } => Some((*one, *two, *year, clock.unwrap_or(0), *half_days)),
                _ => None,
            })
    };
    let (mut first, mut second, mut any, mut half) = (0usize, 0usize, false, false);
    for (one, two, _, _, half_days) in slashed() {
        first += usize::from(one > 12);
        second += usize::from(two > 12);
        any = true;
        half |= half_days;
    }
    if first != second || !any {
        return first >= second;
    }
    let backwards = |day_first: bool| {
        let keys = slashed().map(|(one, two, year, clock, _)| {
            let (day, month) = if day_first { (one, two) } else { (two, one) };
            (year, month, day, clock)
        });
        keys.clone()
            .zip(keys.skip(1))
            .filter(|(a, b)| b < a)
            .count()
    };
    let (as_days, as_months) = (backwards(true), backwards(false));
    let told = if as_days != as_months {
        as_days < as_months
    } else {
        !half
    };
    notes.push(if told {
        "dates such as 3/4 are read with the day first".to_owned()
    } else {
        "dates such as 3/4 are read with the month first".to_owned()
    });
    told
}

/// Times without a date: of the day, or of a recording? A recording starts
/// near 0. Also tells whether `10:30` is ten minutes.
pub(super) fn undated(
    all: impl Iterator<Item = Told> + Clone,
    unit: Unit,
    heads: &[&str],
    notes: &mut Vec<String>,
) -> (Clock, bool) {
    if all.clone().any(|told| matches!(told, Told::Number(_))) && unit != Unit::Dotted {
        return (Clock::Recording, true);
    }
    if unit == Unit::Dotted {
        return (Clock::Day, false);
    }
    let clocks = || {
        all.clone().filter_map(|told| match told {
            Told::Clock { hours, minutes } => Some((hours, minutes)),
            _ => None,
        })
    };
    let two_parts = clocks().any(|(_, minutes)| minutes.is_some());
    let past_a_day = clocks().any(|(hours, _)| hours.is_none());
    let says = heads.iter().any(|head| words::says_positions(head));
    // Hours first, in the first row that tells.
    let first = clocks().find_map(|(hours, _)| hours).unwrap_or(0);
    let recording = past_a_day || (first < 3_600_000) || (says && two_parts);
    let name = heads.first().unwrap_or(&"");
    if recording {
        notes.push(format!(
            "times in '{name}' are taken for places in the recording"
        ));
        (Clock::Recording, two_parts)
    } else {
        notes.push(format!("times in '{name}' are taken for times of day"));
        (Clock::Day, false)
    }
}
