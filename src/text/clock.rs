//! Times as people read them.

/// A time from the start of a recording, in hours, minutes and seconds:
/// `0:12:03`. The hours always stand, since `12:03` alone could be either.
pub fn clock(milliseconds: u64) -> String {
    let seconds = milliseconds / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{hours}:{minutes:02}:{seconds:02}")
}

#[cfg(test)]
mod tests {
    use super::clock;

    #[test]
    fn a_time_has_hours_minutes_and_whole_seconds() {
        assert_eq!(clock(0), "0:00:00");
        assert_eq!(clock(723_999), "0:12:03");
        assert_eq!(clock(100 * 3_600_000 + 59_000), "100:00:59");
    }
}
