//! The page in `docs/tables.md`: every order on it can be read.

use super::spec;
use crate::formats::spec::REFERENCE;

#[test]
fn every_spec_on_the_page_is_read() {
    let blocks: Vec<&str> = REFERENCE
        .split("```")
        .filter_map(|part| part.strip_prefix("toml\n"))
        .collect();
    assert!(blocks.len() >= 8);
    for block in blocks {
        assert!(spec(block).is_ok(), "{block}: {:?}", spec(block));
    }
}

#[test]
fn every_order_in_the_pages_tables_is_read() {
    let mut read = 0;
    for line in REFERENCE.lines().filter(|line| line.starts_with("| `")) {
        let order = line.split('`').nth(1).unwrap();
        let text = match order.starts_with("cells") {
            true => order.to_owned(),
            false => format!("cells = \"codings\"\n{order}"),
        };
        assert!(spec(&text).is_ok(), "{order}: {:?}", spec(&text));
        read += 1;
    }
    assert!(read >= 18);
}

#[test]
fn the_page_names_every_key_and_fits_two_printed_pages() {
    for key in super::super::KEYS {
        assert!(REFERENCE.contains(key), "{key}");
    }
    assert!(REFERENCE.lines().count() <= 150);
    assert!(REFERENCE.lines().all(|line| line.chars().count() <= 125));
}
