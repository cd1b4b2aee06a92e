//! Only one may write, and only against what it has seen.

use super::*;

#[test]
fn a_change_worked_out_against_older_content_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let mut index = fill(dir.path());
    let none: [(&Transcript, &Document); 0] = [];
    let stale = index.update(Some("older"), none, &[], "late", &mut |_| {});
    assert!(matches!(stale, Err(IndexError::Busy { .. })));
    assert_eq!(index.fingerprint().as_deref(), Some("first"));
}

#[test]
fn two_writers_at_once_are_one_too_many() {
    let dir = tempfile::tempdir().unwrap();
    let mut index = fill(dir.path());
    let other: tantivy::IndexWriter = index.inner.writer(15_000_000).unwrap();
    let none: [(&Transcript, &Document); 0] = [];
    let refused = index
        .update(
            index.fingerprint().as_deref(),
            none,
            &[],
            "late",
            &mut |_| {},
        )
        .unwrap_err();
    assert!(matches!(refused, IndexError::Busy { .. }), "{refused}");
    std::fs::write(dir.path().join("meta.json"), "no json").unwrap();
    assert!(
        matches!(
            Index::open_or_create(dir.path()),
            Err(IndexError::Busy { .. })
        ),
        "nothing is deleted under somebody who writes"
    );
    drop(other);
}
