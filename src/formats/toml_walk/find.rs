//! Where a text stands in a TOML file, for problems that are noticed only later.

use crate::text::LineIndex;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Line and column, from 1, of the first value or key that is exactly this
/// text. Values under one of the keys `besides` are not looked at.
pub fn place_of(text: &str, wanted: &str, besides: &[&str]) -> Option<(usize, usize)> {
    let (table, _) = DeTable::parse_recoverable(text);
    let mut found: Vec<Range<usize>> = Vec::new();
    in_table(table.get_ref(), wanted, besides, &mut found);
    let first = found.into_iter().map(|span| span.start).min()?;
    Some(LineIndex::new(text).line_and_column(text, first))
}

fn in_table(table: &DeTable<'_>, wanted: &str, besides: &[&str], found: &mut Vec<Range<usize>>) {
    for (key, value) in table {
        if besides.contains(&key.get_ref().as_ref()) {
            continue;
        }
        if key.get_ref() == wanted {
            found.push(key.span());
        }
        in_value(value, wanted, besides, found);
    }
}

fn in_value(
    value: &Spanned<DeValue<'_>>,
    wanted: &str,
    besides: &[&str],
    found: &mut Vec<Range<usize>>,
) {
    match value.get_ref() {
        DeValue::String(text) if text == wanted => found.push(value.span()),
        DeValue::Array(list) => list
            .iter()
            .for_each(|item| in_value(item, wanted, besides, found)),
        DeValue::Table(table) => in_table(table, wanted, besides, found),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_where_it_stands_first_outside_the_title() {
        let text = "title = 'A'\nrows = ['B',\n  'A']\n[only]\nattribute.size = ['x']\n";
        assert_eq!(place_of(text, "A", &["title"]), Some((3, 3)));
        assert_eq!(place_of(text, "size", &["title"]), Some((5, 11)));
        assert_eq!(place_of(text, "C", &[]), None);
    }
}
