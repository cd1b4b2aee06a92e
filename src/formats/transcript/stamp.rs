//! Times as transcripts write them: `0:03`, `[00:12:03]`, `(1:00:04)`,
//! `#00:00:12-3#` (f4, tenths after the hyphen), `00:12:03.250` (captions).

/// A time in milliseconds, from `mm:ss` or `hh:mm:ss`, with a fraction after
/// `.`, `,` or (f4) `-`. `None` for anything else, and for sixty seconds or
/// more where a smaller unit has to carry over.
pub(super) fn clock(text: &str) -> Option<u64> {
    let (whole, fraction) = match text.find(['.', ',', '-']) {
        Some(at) => (text.get(..at)?, text.get(at + 1..)?),
        None => (text, ""),
    };
    let parts = whole
        .split(':')
        .map(|part| number(part, 5))
        .collect::<Option<Vec<u64>>>()?;
    let (hours, minutes, seconds) = match parts.as_slice() {
        [minutes, seconds] => (0, *minutes, *seconds),
        [hours, minutes, seconds] if *minutes < 60 => (*hours, *minutes, *seconds),
        _ => return None,
    };
    let thousandths = match fraction.len() {
        0 => 0,
        digits @ 1..=3 => number(fraction, 3)? * [100, 10, 1].get(digits - 1)?,
        _ => return None,
    };
    (seconds < 60).then_some(((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths)
}

fn number(digits: &str, most: usize) -> Option<u64> {
    let plain = (1..=most).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok())?
}

/// A time at the very start of `text`, with its length in bytes: in brackets,
/// parentheses or number signs, or bare up to the next blank or colon.
pub(super) fn leading(text: &str) -> Option<(u64, usize)> {
    let closer = match text.chars().next()? {
        '[' => ']',
        '(' => ')',
        '#' => '#',
        digit if digit.is_ascii_digit() => return leading_bare(text),
        _ => return None,
    };
    let inner = text.get(1..)?;
    let end = inner.find(closer).filter(|end| *end <= 16)?;
    Some((clock(inner.get(..end)?.trim())?, end + 2))
}

/// A bare time has two digits of seconds, which keeps "3:1" a ratio.
fn leading_bare(text: &str) -> Option<(u64, usize)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.'))
        .unwrap_or(text.len());
    let bare = text.get(..end)?.trim_end_matches([':', '.']);
    let seconds = bare.split('.').next()?.rsplit(':').next()?;
    Some((clock(bare)?, bare.len())).filter(|_| seconds.len() == 2)
}

/// The f4 stamp at the end of a speech, which tells when the speech ended:
/// the length of the speech without it, and the time.
pub(super) fn trailing_f4(speech: &str) -> Option<(usize, u64)> {
    let body = speech.strip_suffix('#')?;
    let start = body.rfind('#')?;
    let time = clock(body.get(start + 1..)?)?;
    Some((body.get(..start)?.trim_end().len(), time))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_of_writing_a_time_is_read() {
        assert_eq!(clock("0:03"), Some(3_000));
        assert_eq!(clock("75:10"), Some(4_510_000), "minutes may run on");
        assert_eq!(clock("1:00:04"), Some(3_604_000));
        assert_eq!(clock("00:00:12-3"), Some(12_300));
        assert_eq!(clock("0:0:7.23"), Some(7_230));
        for no in [
            "",
            "12",
            "1:60",
            "a:b",
            "1:2:3:4",
            "1:99:00",
            "1:02.1234",
            "999999:00",
        ] {
            assert_eq!(clock(no), None, "{no}");
        }
    }

    #[test]
    fn a_leading_time_tells_how_long_it_is() {
        assert_eq!(leading("[00:12:03] yes"), Some((723_000, 10)));
        assert_eq!(leading("0:07  "), Some((7_000, 4)));
        assert_eq!(leading("12:03: yes"), Some((723_000, 5)));
        assert_eq!(leading("3:1 is the ratio"), None);
        assert_eq!(leading("[laughs]"), None);
    }

    #[test]
    fn an_f4_stamp_ends_a_speech() {
        assert_eq!(trailing_f4("Ja.  #00:00:33-1#"), Some((3, 33_100)));
        assert_eq!(trailing_f4("number #1#"), None);
    }
}
