//! Formula-looking text in delimited files.
//!
//! A spreadsheet program runs a cell that starts with `=`, `+`, `-`, `@`, a tab
//! or a carriage return as a formula, and what people said in an interview can
//! start with any of them. Such a cell is written with an apostrophe before it
//! and read back without. A text that has apostrophes of its own there gets
//! one more, so that reading undoes writing for every text.
//!
//! Source: OWASP, "CSV Injection".

use std::borrow::Cow;

const TRIGGERS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The text as a cell that no spreadsheet takes for a formula.
pub fn defuse(text: &str) -> Cow<'_, str> {
    if text.trim_start_matches('\'').starts_with(TRIGGERS) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text that [`defuse`] made the cell of.
pub fn undefuse(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if text.trim_start_matches('\'').starts_with(TRIGGERS) => text,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_what_would_run_as_a_formula_gets_an_apostrophe() {
        for (text, cell) in [
            ("=1+1", "'=1+1"),
            ("- yes", "'- yes"),
            ("'=1", "''=1"),
            ("''@x", "'''@x"),
            ("\tx", "'\tx"),
            ("'t was nothing", "'t was nothing"),
            ("a = b", "a = b"),
            ("'", "'"),
            ("", ""),
        ] {
            assert_eq!(defuse(text), cell);
            assert_eq!(undefuse(cell), text);
        }
    }

    proptest! {
        #[test]
        fn reading_undoes_writing(text in "['=+@\t\r -]{0,4}\\PC{0,4}") {
            let cell = defuse(&text);
            prop_assert!(!cell.starts_with(TRIGGERS));
            prop_assert_eq!(undefuse(&cell), text.as_str());
        }
    }
}
