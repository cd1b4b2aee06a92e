//! The line of times above a caption.

use super::stamp;

/// What a caption file is by its ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `00:01.000 --> 00:02.000`, below a header.
    WebVtt,
    /// `00:00:01,000 --> 00:00:02,000`, below a counter.
    SubRip,
    /// `0:00:01.000,0:00:02.000`
    Sbv,
}

/// Start and end on a line of times, each where it can be read.
#[derive(Clone, Copy)]
pub(super) struct Times(pub Option<u64>, pub Option<u64>);

impl Times {
    /// The times on this line, if it is a line of times. "go --> there" is
    /// speech: before the arrow stands a time, or what should be one.
    pub(super) fn of(line: &str, style: Style) -> Option<Times> {
        if style == Style::Sbv {
            let (start, end) = line.split_once(',')?;
            return Some(Times(Some(time(start)?), Some(time(end)?)));
        }
        if let Some((start, rest)) = line.split_once("-->") {
            return looks_like_time(start).then(|| Times(time(start), time(end_of(rest))));
        }
        // A slip of the pen counts where both times can be read.
        let first = line.trim_start().as_bytes().first()?;
        let (start, rest) = first.is_ascii_digit().then(|| {
            ["->", "–>", "—>", "→"]
                .iter()
                .find_map(|arrow| line.split_once(arrow))
        })??;
        Some(Times(Some(time(start)?), Some(time(end_of(rest))?)))
    }
}

fn looks_like_time(start: &str) -> bool {
    start
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | ',' | '-' | ' ' | '\t'))
        && (start.trim().is_empty() || start.contains([':', '.', ',']))
}

/// The end time, without the position that may stand behind it.
fn end_of(rest: &str) -> &str {
    let of_time = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | ',' | ' ' | '\t');
    let end = rest.find(|c| !of_time(c)).unwrap_or(rest.len());
    let times = rest.get(..end).unwrap_or_default().trim();
    // "00: 00: 07,790" is one time, "00:07.790 50" a time and a number.
    match times.find([' ', '\t']) {
        Some(at) if stamp::clock(times.get(..at).unwrap_or_default()).is_some() => {
            times.get(..at).unwrap_or_default()
        }
        _ => times,
    }
}

/// A time in milliseconds, also with blanks inside, with more digits than a
/// thousandth has, or in seconds alone (`12.5`).
fn time(text: &str) -> Option<u64> {
    if let Some(time) = stamp::clock(text.trim()) {
        return Some(time);
    }
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (whole, fraction) = compact.split_once(['.', ',']).unwrap_or((&compact, ""));
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if !digits(fraction) {
        return None;
    }
    let fraction: String = fraction.chars().take(3).collect();
    if whole.contains(':') {
        return stamp::clock(&format!("{whole}.{fraction}"));
    }
    let seconds = whole
        .parse::<u64>()
        .ok()
        .filter(|_| !fraction.is_empty() && digits(whole));
    let thousandths = format!("{fraction:0<3}").parse::<u64>().ok()?;
    seconds?.checked_mul(1000)?.checked_add(thousandths)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(line: &str, style: Style) -> Option<(Option<u64>, Option<u64>)> {
        Times::of(line, style).map(|times| (times.0, times.1))
    }

    #[test]
    #[rustfmt::skip]
    fn each_way_of_writing_the_times_is_read() {
        for (line, start, end) in [
            ("00:00:01,000 --> 00:00:03,500", 1_000, 3_500),
            ("00:00:01.000 --> 00:00:03.500", 1_000, 3_500),
            ("0:00:01,0 --> 0:00:03,5", 1_000, 3_500),
            ("00:01.000 --> 00:03.500", 1_000, 3_500),
            ("00:00:01-->00:00:03.5", 1_000, 3_500),
            ("00: 00: 01,000 -> 00: 00: 03,500", 1_000, 3_500),
            ("00:00:01,000 --> 00:00:03,500  X1:40 X2:600 Y1:20 Y2:50", 1_000, 3_500),
            ("00:01.000 --> 00:03.500 position:50.00%,middle line:1", 1_000, 3_500),
            ("00:01.000 --> 00:03.500 50", 1_000, 3_500),
            ("00:00:01.0000000 --> 00:00:03.5000000", 1_000, 3_500),
            ("1.0 --> 3.5", 1_000, 3_500),
            ("00:01.000 → 00:03.500", 1_000, 3_500),
            ("1:00:00,250 --> 101:00:00,000", 3_600_250, 363_600_000),
        ] {
            let expected = Some((Some(start), Some(end)));
            assert_eq!(times(line, Style::SubRip), expected, "{line}");
            assert_eq!(times(line, Style::WebVtt), expected, "{line}");
        }
        let sbv = times("0:00:00.599,0:00:04.160", Style::Sbv);
        assert_eq!(sbv, Some((Some(599), Some(4_160))));
        assert_eq!(times("00:01.000 --> later", Style::WebVtt), Some((Some(1_000), None)));
        assert_eq!(times("--> 00:01.000", Style::WebVtt), Some((None, Some(1_000))));
        assert_eq!(times("00:99.000 --> 00:01.000", Style::WebVtt), Some((None, Some(1_000))));
    }

    #[test]
    fn an_arrow_or_a_comma_in_speech_is_speech() {
        for line in [
            "from one --> to two",
            "3 -> 4",
            "5 people --> out",
            "10:30 → the meeting",
        ] {
            assert_eq!(times(line, Style::SubRip), None, "{line}");
        }
        assert_eq!(times("at 10:30, 11:30 and so on", Style::Sbv), None);
    }
}
