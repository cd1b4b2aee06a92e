//! A study that an older program made still opens, and loses nothing.

use super::*;

/// A study as format 1 was, with a document and a transcript in it.
fn of_format_1(folder: &Path) {
    let connection = Connection::open(folder.join("study.db")).unwrap();
    connection
        .execute_batch(include_str!("format-1.sql"))
        .unwrap();
    connection
        .execute_batch(
            "INSERT INTO document (hash, text) VALUES ('h', 'A: no bonus');
             INSERT INTO turn VALUES (1, 1, 'A', 3, 11, 1500, NULL);
             INSERT INTO transcript VALUES (1, 't', NULL, 'en', 'h', 'a.txt', 'o', '{\"A\":\"informant\"}');",
        )
        .unwrap();
    connection
        .pragma_update(None, "application_id", APPLICATION_ID)
        .unwrap();
    connection.pragma_update(None, "user_version", 1).unwrap();
}

#[test]
fn a_study_of_format_1_opens_and_the_old_file_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    of_format_1(folder.path());
    let before = std::fs::read(folder.path().join("study.db")).unwrap();
    for _ in 0..2 {
        let store = Store::open(folder.path()).unwrap();
        let (transcripts, document) = store
            .read(|reader| -> Result<_, StoreError> {
                let transcripts = reader.transcripts()?;
                let document = reader.document(&transcripts[0].document)?;
                Ok((transcripts, document))
            })
            .unwrap();
        assert_eq!(transcripts[0].role("A"), Role::Informant);
        assert_eq!(document.speech(&document.turns[0]), "no bonus");
        assert!(document.asides.is_empty() && transcripts[0].speaker_cases.is_empty());
        assert!(store.integrity().unwrap().is_empty());
    }
    assert_eq!(
        std::fs::read(folder.path().join("study-format-1.db")).unwrap(),
        before
    );
}

#[test]
fn an_old_study_has_the_tables_of_a_new_one() {
    let folder = tempfile::tempdir().unwrap();
    of_format_1(folder.path());
    let old = Store::open(folder.path()).unwrap();
    let (_keep, new) = study();
    let columns = |store: &Store| -> Vec<String> {
        let mut query = store
            .connection
            .prepare(
                "SELECT m.name || '.' || c.name || ' ' || c.type || ' ' || c.\"notnull\"
                        || ' ' || coalesce(c.dflt_value, '')
                 FROM sqlite_master m, pragma_table_info(m.name) c
                 WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite%' ORDER BY 1",
            )
            .unwrap();
        let rows = query.query_map([], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    };
    assert_eq!(columns(&old), columns(&new));
}
