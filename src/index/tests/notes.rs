//! Notes inside turns: read as they stand, or left out.

use super::*;
use crate::index::Reading;
use crate::model::{Aside, AsideKind};

#[test]
fn a_note_is_found_where_texts_are_read_as_they_stand_and_never_counted_as_said() {
    let (transcript, plain) = transcript(1, Language::English, &[("A", "A [laughs] bonus.")]);
    let aside = Aside {
        span: ByteSpan::new(2, 10).unwrap(),
        kind: AsideKind::Note,
    };
    let document = Document::new(plain.text, plain.turns, vec![aside], Vec::new());
    let dir = tempfile::tempdir().unwrap();
    let mut index = Index::open_or_create(dir.path()).unwrap();
    let add = [(&transcript, &document)];
    index.update(None, add, &[], "one", &mut |_| {}).unwrap();
    let count = |query: &str, reading| {
        let filter = FindFilter {
            reading,
            ..FindFilter::default()
        };
        let scope = Scope {
            filter: &filter,
            names: Names::default(),
            surroundings: None,
        };
        let query = crate::rules::parse(query).unwrap();
        let found = index.propose(&query, &scope, Order::ByPlace, 9);
        found.unwrap().total
    };
    assert_eq!(count("laughs", Reading::AsItStands), 1);
    assert_eq!(count("laughs", Reading::Said), 0);
    assert_eq!(count("bonus", Reading::AsItStands), 1);
    assert_eq!(count("bonus", Reading::Said), 1);
    assert_eq!(count("\"a bonus\"", Reading::AsItStands), 0);
    assert_eq!(count("\"a bonus\"", Reading::Said), 1);
}
