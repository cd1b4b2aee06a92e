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

/// A time, with the one at which it ends where both are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    pub from: u64,
    pub until: Option<u64>,
    /// Its length in bytes, brackets included.
    pub length: usize,
}

/// A time at the very start of `text`: in brackets, parentheses or number
/// signs, or bare up to the next blank or colon; also from one to another.
pub(super) fn leading(text: &str) -> Option<Stamp> {
    let opener = text.chars().next()?;
    let (from, length) = match opener {
        '[' | '(' | '#' => {
            let closer = match opener {
                '[' => ']',
                '(' => ')',
                _ => '#',
            };
            let inner = text.get(1..)?;
            // Two times with thousandths and an arrow between have 29 signs.
            let end = inner
                .char_indices()
                .take(40)
                .find(|(_, c)| *c == closer)
                .map(|(at, _)| at)?;
            let inside = inner.get(..end)?.trim();
            let length = end + 2;
            match clock(inside) {
                Some(time) => (time, length),
                None => {
                    let (from, until) = range(inside)?;
                    let until = Some(until);
                    return Some(Stamp {
                        from,
                        until,
                        length,
                    });
                }
            }
        }
        digit if digit.is_ascii_digit() => leading_bare(text)?,
        _ => return None,
    };
    let rest = text.get(length..)?;
    let next = behind_a_dash(rest)
        .and_then(|second| Some((rest.len() - second.len(), leading_single(second)?)));
    Some(match next {
        Some((gap, (until, behind))) if until >= from => Stamp {
            from,
            until: Some(until),
            length: length + gap + behind,
        },
        _ => Stamp {
            from,
            until: None,
            length,
        },
    })
}

fn leading_single(text: &str) -> Option<(u64, usize)> {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return leading_bare(text);
    }
    let inner = text.strip_prefix('[')?;
    let end = inner
        .char_indices()
        .take(16)
        .find(|(_, c)| *c == ']')
        .map(|(at, _)| at)?;
    Some((clock(inner.get(..end)?.trim())?, end + 2))
}

/// What follows ` - `, ` – ` or ` --> `.
fn behind_a_dash(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(' ');
    let rest = text
        .strip_prefix("-->")
        .or_else(|| text.strip_prefix(['-', '–', '—']))?;
    Some(rest.trim_start_matches(' '))
}

fn range(inside: &str) -> Option<(u64, u64)> {
    let at = inside.find(['-', '–', '—'])?;
    let from = clock(inside.get(..at)?.trim())?;
    let until = clock(behind_a_dash(inside.get(at..)?)?.trim())?;
    Some((from, until)).filter(|(from, until)| from <= until)
}

/// A line of nothing but a time, or of a time and the one at which it ends.
pub(super) fn alone(line: &str) -> Option<Stamp> {
    let bare = line.trim();
    // Markdown writes its brackets with a backslash.
    let plain: String;
    let bare = if bare.starts_with('\\') && bare.len() < 60 {
        plain = bare.replace('\\', "");
        plain.as_str()
    } else {
        bare
    };
    let stamp = leading(bare)?;
    (stamp.length == bare.len()).then_some(stamp)
}

/// A bare time has two digits of seconds, which keeps "3:1" a ratio.
fn leading_bare(text: &str) -> Option<(u64, usize)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.'))
        .unwrap_or(text.len());
    let bare = text.get(..end)?.trim_end_matches([':', '.']);
    let seconds = bare.split('.').next()?.rsplit(':').next()?;
    let time = clock(bare).filter(|_| seconds.len() == 2)?;
    // Subtitles write thousandths behind a comma.
    let comma = text
        .get(..bare.len() + 4)
        .filter(|long| long.get(bare.len()..).is_some_and(|it| it.starts_with(',')));
    Some(
        match comma.and_then(|long| Some((clock(long)?, long.len()))) {
            Some(finer) => finer,
            None => (time, bare.len()),
        },
    )
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
        let read = |text: &str| leading(text).map(|it| (it.from, it.until, it.length));
        for (text, time) in [
            ("[00:12:03] yes", Some((723_000, None, 10))),
            ("0:07  ", Some((7_000, None, 4))),
            ("12:03: yes", Some((723_000, None, 5))),
            ("00:00:03,400 x", Some((3_400, None, 12))),
            ("0:03 - 0:05 Ann", Some((3_000, Some(5_000), 11))),
            ("[0:03] - [0:05] Ann", Some((3_000, Some(5_000), 15))),
            (
                "[00:00:03.1 --> 00:00:05.2]",
                Some((3_100, Some(5_200), 27)),
            ),
            ("#00:00:12-3# Ja", Some((12_300, None, 12))),
            ("[0:03] - Ann", Some((3_000, None, 6))),
            ("3:1 is the ratio", None),
            ("[laughs]", None),
            ("[äääääääääääääääää]", None),
        ] {
            assert_eq!(read(text), time, "{text}");
        }
    }

    #[test]
    fn a_time_may_stand_alone_on_its_line() {
        for line in [
            "00:12:03",
            " [0:07] ",
            "#00:00:12-3#",
            "\\[04:22\\]",
            "0:03 – 0:05",
        ] {
            assert!(alone(line).is_some(), "{line}");
        }
        for line in ["", "0:07 yes", "12", "10.30", "12.3.2024"] {
            assert_eq!(alone(line), None, "{line}");
        }
    }

    #[test]
    fn an_f4_stamp_ends_a_speech() {
        assert_eq!(trailing_f4("Ja.  #00:00:33-1#"), Some((3, 33_100)));
        assert_eq!(trailing_f4("number #1#"), None);
    }
}
