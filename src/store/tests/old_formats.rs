//! A study that an older program made still opens, and loses nothing.

use super::*;
use crate::model::{Citation, SummaryState, Wording};

/// A study as an older format was, with these rows in it.
fn of_format(format: i64, schema: &str, rows: &str, folder: &Path) {
    let connection = Connection::open(folder.join("study.db")).unwrap();
    connection.execute_batch(schema).unwrap();
    connection.execute_batch(rows).unwrap();
    connection
        .pragma_update(None, "application_id", APPLICATION_ID)
        .unwrap();
    connection
        .pragma_update(None, "user_version", format)
        .unwrap();
}

/// A study as format 1 was, with a document and a transcript in it.
fn of_format_1(folder: &Path) {
    of_format(
        1,
        include_str!("format-1.sql"),
        "INSERT INTO document (hash, text) VALUES ('h', 'A: no bonus');
         INSERT INTO turn VALUES (1, 1, 'A', 3, 11, 1500, NULL);
         INSERT INTO transcript VALUES (1, 't', NULL, 'en', 'h', 'a.txt', 'o', '{\"A\":\"informant\"}');",
        folder,
    );
}

/// A study as format 2 was, with codings of every origin and state, of which
/// the last was decided by an entry of the journal.
fn of_format_2(folder: &Path) {
    of_format(
        2,
        include_str!("format-2.sql"),
        "INSERT INTO document (hash, text) VALUES ('h', 'A: no bonus');
         INSERT INTO turn VALUES (1, 1, 'A', 3, 11, NULL, NULL);
         INSERT INTO transcript (id, name, language, document, original, original_hash, speakers)
         VALUES (1, 't', 'en', 'h', 'a.txt', 'o', '{}');
         INSERT INTO code VALUES (7, 'REW', 0, 'rewards', 'descriptive', 0, '{}');
         INSERT INTO coder VALUES (1, ''), (2, 'Anna');
         INSERT INTO coding VALUES
             (1, 1, 1, 6, 11, 7, 2, 'accepted', NULL, NULL, 'hand', 'bonus'),
             (2, 1, 1, 3, 5, 7, 2, 'accepted', NULL, NULL, 'import', 'no'),
             (3, 1, 1, 3, 11, 7, 1, 'pending', 'r', 'v1', 'rule', 'no bonus'),
             (4, 1, 1, 6, 11, 7, 2, 'rejected', 'r', 'v1', 'rule', 'bonus');",
        folder,
    );
}

#[test]
fn the_codings_of_a_study_of_format_2_are_what_they_were() {
    let folder = tempfile::tempdir().unwrap();
    of_format_2(folder.path());
    let mut store = Store::open(folder.path()).unwrap();
    let read = |store: &Store| -> Vec<Coding> {
        let all = CodingFilter::default();
        store
            .read::<_, StoreError>(|reader| reader.codings(&all))
            .unwrap()
    };
    let codings = read(&store);
    let by_rule = || Origin::Rule {
        id: "r".into(),
        version: "v1".into(),
    };
    let told: Vec<_> = codings
        .iter()
        .map(|it| {
            (
                it.id.0,
                it.quote.as_str(),
                it.coder.as_str(),
                it.state,
                it.origin.clone(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (2, "no", "Anna", ReviewState::Accepted, Origin::Import),
            (3, "no bonus", "", ReviewState::Pending, by_rule()),
            (1, "bonus", "Anna", ReviewState::Accepted, Origin::Hand),
            (4, "bonus", "Anna", ReviewState::Rejected, by_rule()),
        ]
    );
    assert!(codings.iter().all(|it| it.decided_at.is_none()));
    assert!(store.integrity().unwrap().is_empty());
    // What an older program wrote into its journal says nothing of a time.
    let older = r#"{"decision":{"codings":[4],"before":"rejected","after":"pending",
                    "coder_before":"Anna","coder_after":""}}"#;
    let undo: Edit = serde_json::from_str(older).unwrap();
    write(&mut store, "took it back", vec![undo]).unwrap();
    let fourth = read(&store).into_iter().find(|it| it.id == CodingId(4));
    assert_eq!(fourth.unwrap().state, ReviewState::Pending);
}

/// A study as format 3 was, with a coding that a summary cites and another one
/// beside it.
fn of_format_3(folder: &Path) {
    of_format(
        3,
        include_str!("format-3.sql"),
        r#"INSERT INTO document (hash, text) VALUES ('h', 'A: no bonus');
         INSERT INTO turn VALUES (1, 1, 'A', 3, 11, NULL, NULL);
         INSERT INTO cases VALUES ('One', 0, '{}');
         INSERT INTO transcript (id, name, case_name, language, document, original,
                                 original_hash, speakers)
         VALUES (1, 't', 'One', 'en', 'h', 'a.txt', 'o', '{}');
         INSERT INTO code VALUES (7, 'REW', 0, 'rewards', 'descriptive', 0, '{}');
         INSERT INTO coder VALUES (1, 'Anna');
         INSERT INTO coding VALUES
             (1, 1, 1, 6, 11, 7, 1, 'accepted', NULL, NULL, NULL, 'hand', NULL, 'bonus'),
             (2, 1, 1, 3, 5, 7, 1, 'accepted', NULL, NULL, NULL, 'hand', NULL, 'no');
         INSERT INTO summary VALUES
             ('{"code":7}', '{"case":"One"}', 'No bonus', 'Anna',
              '[{"coding":1,"evidence":"e"}]');"#,
        folder,
    );
}

#[test]
fn a_summary_of_format_3_is_final_and_knows_only_what_it_cites() {
    let folder = tempfile::tempdir().unwrap();
    of_format_3(folder.path());
    let mut store = Store::open(folder.path()).unwrap();
    let read = |store: &Store| {
        store
            .read::<_, StoreError>(|reader| Ok((reader.summaries()?, reader.transcripts()?)))
            .unwrap()
    };
    let (summaries, transcripts) = read(&store);
    let held = summaries[0].clone();
    let cite = Citation {
        coding: CodingId(1),
        evidence: "e".into(),
    };
    assert_eq!(
        (held.text.as_str(), held.author.as_str()),
        ("No bonus", "Anna")
    );
    assert_eq!(
        (held.state, held.origin),
        (SummaryState::Final, Wording::Person)
    );
    assert_eq!(
        (held.cites.as_slice(), &held.seen),
        ([cite].as_slice(), &None)
    );
    assert_eq!((&held.written_at, &transcripts[0].round), (&None, &None));
    assert!(store.integrity().unwrap().is_empty());
    // What an older program wrote into its journal can still be taken back.
    let older = r#"{"summary":{"before":{"row":{"code":7},"column":{"case":"One"},
        "text":"No bonus","author":"Anna","cites":[{"coding":1,"evidence":"e"}]},"after":null}}"#;
    let undo: Edit = serde_json::from_str(older).unwrap();
    write(&mut store, "took it back", vec![undo]).unwrap();
    assert!(read(&store).0.is_empty());
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
    let second = tempfile::tempdir().unwrap();
    of_format_2(second.path());
    let less_old = Store::open(second.path()).unwrap();
    let third = tempfile::tempdir().unwrap();
    of_format_3(third.path());
    let nearly_new = Store::open(third.path()).unwrap();
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
    assert_eq!(columns(&less_old), columns(&new));
    assert_eq!(columns(&nearly_new), columns(&new));
}
