//! Numbers with their nouns, as every message to people needs them.

/// A number with its noun: `1 coding`, `2 codings`.
pub fn counted(count: usize, noun: &str) -> String {
    match (count, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{count} {stem}ies"),
        _ => format!("{count} {noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn one_is_one_and_more_are_more() {
        assert_eq!(counted(1, "coding"), "1 coding");
        assert_eq!(counted(0, "coding"), "0 codings");
        assert_eq!(counted(2, "summary"), "2 summaries");
        assert_eq!(counted(2, "day"), "2 days");
    }
}
