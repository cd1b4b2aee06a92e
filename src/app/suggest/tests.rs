use super::*;
use crate::app::import::{ImportRequest, import_bytes};
use crate::app::{NewStudy, codebook, review};
use crate::store::CodingFilter;
use crate::text::{ByteSpan, Language};
use std::path::PathBuf;

const BOOK: &str = "name = \"b\"\n[[code]]\nid = \"REW\"\nlabel = \"r\"\n\
    [[code.rule]]\nid = \"word\"\nfind = \"bonus\"\nextent = \"hit\"\n\
    [[code.rule]]\nid = \"sentence\"\nfind = \"bonus AND good\"\n";
const TALK: &str = "Interviewer: Well?\nAnna: A bonus is good. A bonus is paid. No bonus.\n\
    Interviewer: So?\nAnna: The bonus, yes.\n";

fn anna() -> Session {
    Session {
        who: "Anna".into(),
        at: "2026-03-01T09:00:00Z".into(),
    }
}

fn study(folder: &tempfile::TempDir) -> Study {
    let new = NewStudy {
        name: "s".into(),
        coder: "Anna".into(),
        language: Language::English,
    };
    let mut study = Study::create(&folder.path().join("s"), &new, &anna()).unwrap();
    let book = folder.path().join("book.toml");
    std::fs::write(&book, BOOK).unwrap();
    codebook::import(&mut study, &anna(), &book).unwrap();
    let talk = (PathBuf::from("talk.txt"), TALK.as_bytes().to_vec());
    let request = ImportRequest::default();
    let outcomes = import_bytes(&mut study, &anna(), &request, vec![talk]).unwrap();
    assert!(outcomes[0].result.is_ok());
    study
}

fn run(study: &mut Study) -> (usize, usize, usize) {
    let told = suggest(study, &anna(), &SuggestRequest::default(), &|_, _| {}).unwrap();
    (told.added(), told.withdrawn(), told.unchanged())
}

/// What waits: number, words, and whether a search suggested it.
fn waiting(study: &Study) -> Vec<(CodingId, String, bool)> {
    let pending = CodingFilter {
        states: vec![ReviewState::Pending],
        ..CodingFilter::default()
    };
    let codings = study.store.read(|reader| reader.codings(&pending)).unwrap();
    let of = |it: Coding| {
        let search = matches!(it.origin, Origin::Search { .. });
        (it.id, it.quote, search)
    };
    codings.into_iter().map(of).collect()
}

/// Has these words of the second turn suggested by a search.
fn search(study: &mut Study, words: &str) -> CodingId {
    study
        .store
        .change::<_, AppError>("Anna", "2026-03-01T09:00:00Z", |door| {
            let transcript = door.transcripts()?.remove(0);
            let document = door.document(&transcript.document)?;
            let start = document.text.as_str().find(words).unwrap();
            let coding = Coding {
                id: door.new_codings(1)?,
                transcript: transcript.id,
                turn: 2,
                span: ByteSpan::new(start, start + words.len()).unwrap(),
                quote: words.to_owned(),
                code: door.codebook()?.require("REW")?.key,
                coder: String::new(),
                origin: Origin::Search {
                    query: "paid".into(),
                },
                state: ReviewState::Pending,
                decided_at: None,
            };
            let id = coding.id;
            let edit = Edit::Coding(Box::new(Swap::add(coding)));
            Ok((Some(Change::new("searched", vec![edit])), id))
        })
        .unwrap()
}

#[test]
fn what_a_search_suggested_is_neither_doubled_nor_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = study(&folder);
    let id = search(&mut study, "A bonus is paid.");
    assert_eq!(
        run(&mut study),
        (3, 0, 1),
        "the hit inside it is no other one"
    );
    let found: Vec<String> = waiting(&study).into_iter().map(|it| it.1).collect();
    assert_eq!(
        found,
        ["A bonus is good.", "A bonus is paid.", "bonus", "bonus"]
    );
    assert_eq!(run(&mut study), (0, 0, 4));
    let rejected = ReviewState::Rejected;
    review::decide(&mut study, &anna(), &[id], rejected).unwrap();
    assert_eq!(run(&mut study), (0, 0, 3), "rejected for rules, too");
}

#[test]
fn a_search_suggestion_is_adjusted_and_filed_as_any_other() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = study(&folder);
    let id = search(&mut study, "A bonus is paid.");
    let wanted = review::Amendment {
        words: Some(review::Words::Typed("is paid".into())),
        code: None,
    };
    let told = review::amend(&mut study, &anna(), id, &wanted).unwrap();
    assert_eq!(
        (told.coding, told.quote.as_str(), told.rejected),
        (id, "is paid", false)
    );
    let held = study
        .store
        .read(|reader| reader.coding(id))
        .unwrap()
        .unwrap();
    assert_eq!(held.state, ReviewState::Accepted);
    assert_eq!(held.decided_at.as_deref(), Some("2026-03-01T09:00:00Z"));
    assert!(matches!(held.origin, Origin::Search { .. }));
}

#[test]
fn after_a_run_there_waits_what_would_wait_if_nothing_had_waited_before() {
    // Each step decides over one of what waits then; 0 does nothing.
    for steps in [[0, 0], [1, 0], [0, 2], [2, 1], [1, 1], [3, 2], [2, 2]] {
        for accept in [true, false] {
            let folder = tempfile::tempdir().unwrap();
            let mut study = study(&folder);
            run(&mut study);
            for step in steps.into_iter().filter(|step| *step > 0) {
                let id = waiting(&study)[step - 1].0;
                let state = match accept {
                    true => ReviewState::Accepted,
                    false => ReviewState::Rejected,
                };
                review::decide(&mut study, &anna(), &[id], state).unwrap();
            }
            run(&mut study);
            let kept: Vec<String> = waiting(&study).into_iter().map(|it| it.1).collect();
            let all = study
                .store
                .change::<_, AppError>("Anna", "t", |door| {
                    let pending = CodingFilter {
                        states: vec![ReviewState::Pending],
                        ..CodingFilter::default()
                    };
                    let edits = door.codings(&pending)?.into_iter().map(Swap::remove);
                    let edits: Vec<Edit> = edits.map(|it| Edit::Coding(Box::new(it))).collect();
                    let count = edits.len();
                    Ok((Some(Change::new("removed", edits)), count))
                })
                .unwrap();
            assert_eq!(run(&mut study), (all, 0, 0));
            let anew: Vec<String> = waiting(&study).into_iter().map(|it| it.1).collect();
            assert_eq!(kept, anew, "{steps:?} {accept}");
        }
    }
}
