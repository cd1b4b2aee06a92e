//! Rules that name a code which is called otherwise from now on.

use crate::rules::lexer::{ends_bare, is_quote};
use crate::rules::operators::Field;
use crate::rules::parser::read;

/// The text of a rule with a code's new name in the place of its old one; none
/// where the rule does not name the code, or cannot be read. What stands around
/// the name stays as it was typed. A name with a star means other codes as
/// well, and stays, too.
pub fn with_code_renamed(text: &str, from: &str, to: &str) -> Option<String> {
    let (_, mentions) = read(text).ok()?;
    let named = mentions.iter().filter(|mention| match &mention.field {
        Field::Code(name) => !name.starts() && name.fits(from),
        _ => false,
    });
    let chars: Vec<char> = text.chars().collect();
    let mut renamed = String::new();
    let mut done = 0;
    for mention in named {
        let start = mention.value_column.checked_sub(1)?;
        let value = chars.get(start..)?;
        let quoted = value.first().copied().is_some_and(is_quote);
        let length = match quoted {
            true => value.iter().skip(1).position(|c| is_quote(*c))? + 2,
            false => (value.iter().position(|c| ends_bare(*c))).unwrap_or(value.len()),
        };
        renamed.extend(chars.get(done..start)?);
        let plain = !to.chars().any(ends_bare);
        match quoted || !plain {
            true => renamed.extend(['"'].into_iter().chain(to.chars()).chain(['"'])),
            false => renamed.push_str(to),
        }
        done = start + length;
    }
    renamed.extend(chars.get(done..)?);
    (done > 0).then_some(renamed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_new_name_stands_where_the_old_one_stood_and_the_rest_as_typed() {
        for (text, wanted) in [
            ("bonus  AND code:OLD", Some("bonus  AND code:NEW")),
            ("(ä code:old) OR CODE:Old", Some("(ä code:NEW) OR CODE:NEW")),
            (
                "pay code:“OLD”NOT (code:OLD)",
                Some("pay code:\"NEW\"NOT (code:NEW)"),
            ),
            ("exact\"code:OLD\" OR /code:OLD/ OR old", None),
            ("pay code:OLD* code:OLDER speaker:OLD", None),
            ("pay code:OLD*  code:OLD", Some("pay code:OLD*  code:NEW")),
            ("( pay code:OLD", None),
        ] {
            let renamed = with_code_renamed(text, "OLD", "NEW");
            assert_eq!(renamed.as_deref(), wanted, "{text}");
        }
        let renamed = with_code_renamed("pay code:OLD", "OLD", "NEW(2)");
        assert_eq!(renamed.as_deref(), Some("pay code:\"NEW(2)\""));
    }
}
