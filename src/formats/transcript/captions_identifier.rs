//! Names in the line above a caption's times, where some services write who
//! speaks: `1 "Ann Example" (2486334976)` or `Speaker 1`.

use super::{name, role_words};
use std::collections::HashMap;

/// Whether the lines above the times name speakers: most captions have a name
/// there, and a name recurs. An identifier stands once, a speaker often.
pub(super) fn names_above_the_times<'a>(
    identifiers: impl Iterator<Item = Option<&'a str>>,
) -> bool {
    let mut captions = 0;
    let mut quoted = 0;
    let mut times: HashMap<String, usize> = HashMap::new();
    for identifier in identifiers {
        captions += 1;
        let Some(identifier) = identifier else {
            continue;
        };
        quoted += usize::from(in_quotes(identifier).is_some());
        if let Some(name) = name_in(identifier) {
            *times.entry(name::key(&name)).or_default() += 1;
        }
    }
    let named: usize = times.values().sum();
    let recurring: usize = times.values().filter(|times| **times > 1).sum();
    let most = |captions_with: usize| captions_with * 2 > captions;
    (quoted > 0 && most(quoted)) || (most(named) && recurring > 1 && recurring * 2 >= named)
}

/// The name in the line above the times.
pub(super) fn name_in(identifier: &str) -> Option<String> {
    let name = match in_quotes(identifier) {
        Some(name) => return Some(name.to_owned()),
        None => name::cleaned(identifier)?,
    };
    let word = !role_words::is_remark(&name) && !role_words::is_stage(&name);
    word.then_some(name)
}

/// `Ann Example` from `1 "Ann Example" (2486334976)`.
fn in_quotes(identifier: &str) -> Option<&str> {
    let rest = identifier.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let (name, behind) = rest.strip_prefix('"')?.rsplit_once('"')?;
    let number = |c: char| c.is_ascii_digit() || matches!(c, '(' | ')' | ' ' | '-');
    let name = name.trim();
    (!name.is_empty() && behind.chars().all(number)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(identifiers: &[&str]) -> bool {
        names_above_the_times(identifiers.iter().map(|it| Some(*it)))
    }

    #[test]
    fn names_are_told_from_identifiers() {
        assert!(named(&["1 \"Ann Example\" (248)", "2 \"Bo\" (249)"]));
        assert!(named(&["Speaker 1", "Speaker 2", "Speaker 1"]));
        assert!(!named(&["1", "2", "3"]));
        assert!(!named(&["intro", "chapter one", "chapter two"]));
        assert!(!named(&[
            "1b0c7a3e-0000-4000-8000-000000000001/12-0",
            "1b0c7a3e-0000-4000-8000-000000000001/12-1",
        ]));
        assert_eq!(
            name_in("1 \"Ann Example\" (248)").as_deref(),
            Some("Ann Example")
        );
        assert_eq!(name_in("Speaker 1").as_deref(), Some("Speaker 1"));
        assert_eq!(name_in("12"), None);
    }
}
