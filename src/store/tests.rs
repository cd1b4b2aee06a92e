//! What the store promises, told as stories.

use super::*;
use crate::model::change::Swap;
use crate::model::{
    Axis, Case, Code, Codebook, Coding, Edit, Memo, MemoTarget, Origin, ReviewState, Role, Summary,
    Transcript, Turn,
};
use crate::text::ContentHash;
use crate::text::{ByteSpan, CanonicalText, Language};
use indexmap::IndexMap;

const NOW: &str = "2026-01-02T03:04:05Z";

fn study() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::create(&folder.path().join("s")).unwrap();
    (folder, store)
}

fn write(store: &mut Store, title: &str, edits: Vec<Edit>) -> Result<(), StoreError> {
    store.change("Anna", NOW, |_| Ok((Some(Change::new(title, edits)), ())))
}

fn document() -> Document {
    let text = CanonicalText::from_raw("A: no bonus, no glory 😀");
    let turn = Turn {
        number: 1,
        speaker: "A".into(),
        span: ByteSpan::new(3, text.as_str().len()).unwrap(),
        starts_at: Some(1500),
        ends_at: None,
    };
    Document::new(text, vec![turn], Vec::new(), Vec::new())
}

fn transcript(id: u32, document: &Document) -> Transcript {
    Transcript {
        id: TranscriptId(id),
        name: format!("t{id}"),
        case: None,
        language: Language::English,
        document: document.hash.clone(),
        original: "a.txt".into(),
        original_hash: ContentHash::of(b"a"),
        speakers: IndexMap::from([("A".to_owned(), Role::Informant)]),
        part: None,
        round: None,
        speaker_cases: Default::default(),
    }
}

fn coding(id: u64, state: ReviewState) -> Coding {
    Coding {
        id: CodingId(id),
        transcript: TranscriptId(1),
        turn: 1,
        span: ByteSpan::new(6, 11).unwrap(),
        quote: "bonus".into(),
        code: CodeKey(1),
        coder: if state == ReviewState::Pending {
            ""
        } else {
            "Anna"
        }
        .into(),
        origin: Origin::Rule {
            id: "r".into(),
            version: "1".into(),
        },
        state,
        decided_at: None,
    }
}

fn book(labels: &[&str]) -> Codebook {
    let mut book = Codebook {
        name: "book".into(),
        ..Codebook::default()
    };
    for (at, label) in labels.iter().enumerate() {
        let mut code = Code::new(&format!("C{at}"), label);
        code.key = CodeKey(at as u32 + 1);
        book.codes.insert(code.id.clone(), code);
    }
    book
}

/// A study with one transcript and one code.
fn furnished() -> (tempfile::TempDir, Store) {
    let (folder, mut store) = study();
    let document = document();
    store
        .change::<_, StoreError>("Anna", NOW, |door| {
            door.put_document(&document)?;
            let edits = vec![
                Edit::Codebook(Box::new(Swap::add(book(&["one"])))),
                Edit::Transcript(Box::new(Swap::add(transcript(1, &document)))),
            ];
            Ok((Some(Change::new("furnished", edits)), ()))
        })
        .unwrap();
    (folder, store)
}

/// All that a person can see of the study, without the journal.
fn visible(store: &Store) -> String {
    store
        .read::<_, StoreError>(|reader| {
            let mut summaries = reader.summaries()?;
            summaries.sort_by(|a, b| (&a.row, &a.column).cmp(&(&b.row, &b.column)));
            Ok(format!(
                "{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}",
                reader.setting("coder")?,
                reader.cases()?,
                reader.transcripts()?,
                reader.codebook()?,
                reader.codings(&CodingFilter::default())?,
                reader.memos()?,
                summaries,
            ))
        })
        .unwrap()
}

#[test]
fn what_is_written_is_read_again_word_for_word() {
    let (_folder, store) = furnished();
    store
        .read::<_, StoreError>(|reader| {
            let document = document();
            assert_eq!(reader.document(&document.hash)?, document);
            assert_eq!(reader.transcripts()?, [transcript(1, &document)]);
            assert_eq!(reader.codebook()?, book(&["one"]));
            Ok(())
        })
        .unwrap();
}

#[test]
fn other_programs_see_a_coding_in_the_case_of_its_speaker() {
    let (_folder, mut store) = furnished();
    let document = document();
    let (held, mut after) = (transcript(1, &document), transcript(1, &document));
    let seen = |store: &Store| -> Vec<Option<String>> {
        let mut query = store
            .connection
            .prepare("SELECT case_name FROM codings ORDER BY id")
            .unwrap();
        let rows = query.query_map([], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    };
    let added = Edit::Coding(Box::new(Swap::add(coding(1, ReviewState::Accepted))));
    write(&mut store, "coded", vec![added]).unwrap();
    assert_eq!(seen(&store), [None]);
    after.speaker_cases = IndexMap::from([("A".to_owned(), "Firm A".to_owned())]);
    let moved = Edit::Transcript(Box::new(Swap::replace(held, after)));
    write(&mut store, "moved", vec![moved]).unwrap();
    assert_eq!(seen(&store), [Some("Firm A".to_owned())]);
}

#[test]
fn a_change_is_all_in_or_not_at_all() {
    let (_folder, mut store) = furnished();
    let before = visible(&store);
    let good = Edit::Coding(Box::new(Swap::add(coding(1, ReviewState::Accepted))));
    let bad = Edit::Setting {
        name: "coder".into(),
        value: Swap::replace("Ben".into(), "Carl".into()),
    };
    assert!(matches!(
        write(&mut store, "half", vec![good, bad]),
        Err(StoreError::Conflict(_))
    ));
    assert_eq!(visible(&store), before);
    let entries = store
        .read::<_, StoreError>(|reader| reader.journal())
        .unwrap();
    assert_eq!(entries.len(), 1, "a change that failed leaves no entry");
}

#[test]
fn a_code_with_codings_cannot_vanish_but_can_be_renamed() {
    let (_folder, mut store) = furnished();
    let added = Edit::Coding(Box::new(Swap::add(coding(1, ReviewState::Accepted))));
    write(&mut store, "coded", vec![added]).unwrap();
    let gone = Edit::Codebook(Box::new(Swap::replace(book(&["one"]), book(&[]))));
    assert!(matches!(
        write(&mut store, "gone", vec![gone]),
        Err(StoreError::Conflict(_))
    ));
    let renamed = Edit::Codebook(Box::new(Swap::replace(book(&["one"]), book(&["uno"]))));
    write(&mut store, "renamed", vec![renamed]).unwrap();
    let codings = store
        .read::<_, StoreError>(|reader| reader.codings(&CodingFilter::default()))
        .unwrap();
    assert_eq!(codings.len(), 1);
}

#[test]
fn undo_reaches_back_over_a_restart_and_redo_forward_again() {
    let (folder, mut store) = furnished();
    let empty = visible(&store);
    let added = Edit::Coding(Box::new(Swap::add(coding(1, ReviewState::Accepted))));
    write(&mut store, "coded", vec![added]).unwrap();
    let coded = visible(&store);
    drop(store);
    let mut store = Store::open(&folder.path().join("s")).unwrap();
    assert_eq!(store.undo("Anna", NOW).unwrap().title, "coded");
    assert_eq!(visible(&store), empty);
    assert_eq!(store.redo("Anna", NOW).unwrap().title, "coded");
    assert_eq!(visible(&store), coded);
    assert!(matches!(
        store.redo("Anna", NOW),
        Err(StoreError::NothingTo("redo"))
    ));
    store.undo("Anna", NOW).unwrap();
    let other = Edit::Coding(Box::new(Swap::add(coding(2, ReviewState::Accepted))));
    write(&mut store, "other", vec![other]).unwrap();
    assert!(
        matches!(store.redo("Anna", NOW), Err(StoreError::NothingTo("redo"))),
        "a new change ends the chance to redo"
    );
}

#[test]
fn a_bulk_decision_is_one_step_and_refuses_what_is_decided_already() {
    let (_folder, mut store) = furnished();
    let add = |id| Edit::Coding(Box::new(Swap::add(coding(id, ReviewState::Pending))));
    write(&mut store, "suggested", (1..=50).map(add).collect()).unwrap();
    let pending = visible(&store);
    let accept = |ids: Vec<u64>| Edit::Decision {
        codings: ids.into_iter().map(CodingId).collect(),
        before: ReviewState::Pending,
        after: ReviewState::Accepted,
        coder_before: String::new(),
        coder_after: "Anna".into(),
        at_before: None,
        at_after: Some("2026-03-01T09:00:00Z".into()),
    };
    write(&mut store, "accepted", vec![accept((1..=50).collect())]).unwrap();
    let (marks, coders) = store
        .read::<_, StoreError>(|reader| reader.marks())
        .unwrap();
    assert!(marks.iter().all(|mark| mark.state == ReviewState::Accepted));
    assert!(
        marks
            .iter()
            .all(|mark| coders[usize::from(mark.coder)] == "Anna")
    );
    assert!(matches!(
        write(&mut store, "again", vec![accept(vec![7])]),
        Err(StoreError::Conflict(_))
    ));
    store.undo("Anna", NOW).unwrap();
    assert_eq!(visible(&store), pending);
}

#[test]
fn numbers_are_never_given_twice_not_even_after_undo() {
    let (_folder, mut store) = furnished();
    let mut code_one = || {
        store
            .change::<_, StoreError>("Anna", NOW, |door| {
                let id = door.new_codings(1)?;
                let coding = coding(id.0, ReviewState::Accepted);
                let edit = Edit::Coding(Box::new(Swap::add(coding)));
                Ok((Some(Change::new("coded", vec![edit])), id))
            })
            .unwrap()
    };
    let first = code_one();
    let second = code_one();
    assert_ne!(first, second);
    store.undo("Anna", NOW).unwrap();
    let third = store
        .change::<_, StoreError>("Anna", NOW, |door| Ok((None, door.new_codings(1)?)))
        .unwrap();
    assert!(third > second);
}

#[test]
fn a_second_writer_waits_and_both_changes_are_in() {
    let (folder, store) = furnished();
    drop(store);
    let place = folder.path().join("s");
    let gate = std::sync::Barrier::new(2);
    std::thread::scope(|scope| {
        for id in [1, 2] {
            let (place, gate) = (&place, &gate);
            scope.spawn(move || {
                let mut store = Store::open(place).unwrap();
                gate.wait();
                store
                    .change::<_, StoreError>("Anna", NOW, |_| {
                        std::thread::sleep(Duration::from_millis(80));
                        let coding = coding(id, ReviewState::Accepted);
                        let edit = Edit::Coding(Box::new(Swap::add(coding)));
                        Ok((Some(Change::new("coded", vec![edit])), ()))
                    })
                    .unwrap();
            });
        }
    });
    let store = Store::open(&place).unwrap();
    let count = store
        .read::<_, StoreError>(|reader| Ok(reader.codings(&CodingFilter::default())?.len()))
        .unwrap();
    assert_eq!(count, 2);
}

#[test]
fn what_is_no_study_or_a_newer_one_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(
        Store::open(folder.path()),
        Err(StoreError::NotAStudy(_))
    ));
    let file = Store::file(folder.path());
    std::fs::write(
        &file,
        b"this is no database, it only has its name .........",
    )
    .unwrap();
    assert!(matches!(
        Store::open(folder.path()),
        Err(StoreError::NotAStudy(_))
    ));
    std::fs::remove_file(&file).unwrap();
    let store = Store::create(folder.path()).unwrap();
    store
        .connection
        .pragma_update(None, "user_version", 99)
        .unwrap();
    drop(store);
    assert!(matches!(
        Store::open(folder.path()),
        Err(StoreError::Newer { found: 99, .. })
    ));
    assert!(matches!(
        Store::create(folder.path()),
        Err(StoreError::AlreadyThere(_))
    ));
}

#[test]
fn damage_is_told_not_passed_over() {
    let (_folder, store) = furnished();
    store
        .connection
        .execute("UPDATE turn SET end_byte = 9999", [])
        .unwrap();
    let outcome = store.read(|reader| reader.document(&document().hash));
    assert!(matches!(outcome, Err(StoreError::Damaged(_))));
}

mod laws;
mod old_formats;
