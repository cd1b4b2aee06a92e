//! Lines that announce a part of an interview in a text without styles:
//! `TEEMA 2: Palkitseminen`, `Chapter 3`, `== Theme 1 ==`, `--- break ---`.

/// Longest heading, in words.
const LONGEST: usize = 12;

/// Words that head a part when a number follows, in small letters.
const PARTS: &[&str] = &[
    "chapter",
    "part",
    "section",
    "theme",
    "topic",
    "session",
    "block",
    "question",
    "osa",
    "luku",
    "teema",
    "aihe",
    "aihealue",
    "kysymys",
    "kapitel",
    "del",
    "avsnitt",
    "tema",
    "fråga",
    "teil",
    "abschnitt",
    "thema",
    "themenblock",
    "frage",
];

/// Whether a line can be a heading; whether it is one, its place must tell.
pub(super) fn announces(line: &str) -> bool {
    let bare = line.trim();
    bare.split_whitespace().take(LONGEST + 1).count() <= LONGEST
        && (is_framed(bare) || is_numbered(bare))
}

/// `== Theme ==`, `--- break ---`, `*** new file ***`
fn is_framed(line: &str) -> bool {
    ['=', '-', '–', '—', '*', '~', '_', '#'].iter().any(|sign| {
        let least = if matches!(sign, '*' | '_' | '#') {
            3
        } else {
            2
        };
        let opening = line.chars().take_while(|c| c == sign).count();
        let closing = line.chars().rev().take_while(|c| c == sign).count();
        opening >= least && closing >= least && line.chars().any(char::is_alphanumeric)
    })
}

/// `Theme 2`, `TEEMA 2: Palkitseminen`, `Part II – The new system`
fn is_numbered(line: &str) -> bool {
    let Some((first, rest)) = line.split_once([' ', '\u{a0}']) else {
        return false;
    };
    if !PARTS.contains(&first.to_lowercase().as_str()) {
        return false;
    }
    let rest = rest.trim_start();
    let end = rest
        .find(|c: char| c.is_whitespace() || matches!(c, ':' | ')' | '–' | '—' | '-'))
        .unwrap_or(rest.len());
    let (number, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
    let number = number.trim_end_matches('.');
    let roman = |c: char| matches!(c, 'I' | 'V' | 'X');
    let counts = !number.is_empty()
        && (number.chars().all(|c| c.is_ascii_digit() || c == '.') || number.chars().all(roman));
    let behind = behind.trim_start();
    let apart = behind.is_empty() || behind.starts_with([':', '.', ')', '-', '–', '—']);
    // "Part 2 of it was" is speech, "Part 2. The system" a heading.
    let dotted = rest.get(..end).is_some_and(|it| it.ends_with('.'));
    counts && (apart || dotted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_told_from_speech() {
        for line in [
            "Chapter 2",
            "TEEMA 2: Palkitseminen ja tavoitteet",
            "Theme 3 – The new system",
            "Teil II. Der Alltag",
            "== Teema 1 ==",
            "--- break ---",
            "*** second file ***",
            "Question 4: How do you measure it?",
        ] {
            assert!(announces(line), "{line}");
        }
        for line in [
            "",
            "Part 2 of the story is longer",
            "Theme",
            "**Ann**",
            "-- well",
            "----",
            "Theme park 2: rides",
            "Osa meistä lähti",
        ] {
            assert!(!announces(line), "{line}");
        }
    }
}
