//! Coding by hand, and taking it back.

use crate::world::World;

#[test]
fn a_first_coding_from_nothing() {
    let world = World::with_interview();
    let shown = [
        world.run(&["read", "firm-1"]).shown,
        world
            .run(&[
                "code",
                "firm-1",
                "2",
                "BS-LT",
                "ten years ahead",
                "--memo",
                "or CF-LTV?",
            ])
            .shown,
        world
            .run(&["code", "firm-1", "2", "BS-LT", "ten years ahead"])
            .shown,
        world.run(&["read", "firm-1", "--turn", "2"]).shown,
        world.run(&["memo"]).shown,
        world.run(&["code", "--remove", "1"]).shown,
        world.run(&["undo"]).shown,
        world.run(&["code", "--list"]).shown,
        world.run(&["log"]).shown,
    ];
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn undo_and_redo_work_across_processes_and_the_log_keeps_both() {
    let world = World::with_interview();
    world.ok(&["code", "firm-1", "2", "BS-LT", "ten years ahead"]);
    world.ok(&["undo"]);
    assert_eq!(world.csv(&["code", "--list"]).len(), 1);
    world.ok(&["redo"]);
    assert_eq!(world.csv(&["code", "--list"]).len(), 2);
    let log = world.csv(&["log"]);
    let what: Vec<&str> = log
        .iter()
        .skip(1)
        .take(3)
        .map(|row| row[3].as_str())
        .collect();
    assert!(
        what[0].starts_with("redid") && what[1].starts_with("undid"),
        "{what:?}"
    );
    for _ in 0..4 {
        world.ok(&["undo"]);
    }
    let nothing = world.run(&["undo"]);
    assert_eq!(nothing.code, 1);
    assert!(nothing.err.contains("nothing to undo"), "{}", nothing.shown);
}

#[test]
fn a_quote_copied_over_a_line_break_is_found() {
    let world = World::with_interview();
    world.file(
        "firm-2.txt",
        "Interviewer: Well?\nBea: We reward\npeople for years.\n",
    );
    world.ok(&["import", "firm-2.txt"]);
    world.ok(&["code", "firm-2", "2", "BS-LT", "reward people for years"]);
    let listed = world.csv(&["code", "--list"]);
    assert_eq!(
        listed[1][9], "reward\npeople for years",
        "the text's own words are kept"
    );
}

#[test]
fn the_same_file_twice_is_noticed() {
    let world = World::with_interview();
    let ran = world.run(&["import", "firm-1.txt"]);
    assert_eq!(ran.code, 0);
    assert!(
        ran.out.contains("here already as 'firm-1'"),
        "{}",
        ran.shown
    );
    world.file("copy.txt", world.text("firm-1.txt"));
    assert!(
        world
            .ok(&["import", "copy.txt"])
            .contains("here already as 'firm-1'")
    );
    assert_eq!(world.csv(&["read"]).len(), 2);
}

#[test]
fn the_original_is_kept_byte_for_byte() {
    let world = World::with_study();
    let bytes = b"\xef\xbb\xbfInterviewer: No\xcc\x88?\r\nAnna: Yes.\r\n";
    world.file("crlf.txt", bytes);
    world.ok(&["import", "crlf.txt"]);
    assert_eq!(
        std::fs::read(world.path("originals/crlf.txt")).unwrap(),
        bytes
    );
    assert!(world.ok(&["check"]).contains("Nothing is wrong"));
}

#[test]
fn words_are_found_in_context_in_any_of_their_forms() {
    let world = World::with_interview();
    insta::assert_snapshot!(
        [
            world.run(&["find", "result"]).shown,
            world.run(&["find", "\"no glory\" OR rewards"]).shown,
            world.run(&["find", "bonus AND"]).shown,
            world.run(&["find", "zebra"]).shown,
        ]
        .join("\n")
    );
}

#[test]
fn the_index_can_be_thrown_away_or_broken_at_any_time() {
    let world = World::with_interview();
    let before = world.ok(&["find", "bonus"]);
    assert!(before.contains("bonus"));
    std::fs::remove_dir_all(world.path("index")).unwrap();
    assert_eq!(world.ok(&["find", "bonus"]), before);
    for (path, _) in world.everything() {
        if path.starts_with("index") {
            std::fs::write(world.path(&path.to_string_lossy()), b"rubbish").unwrap();
        }
    }
    assert_eq!(world.ok(&["find", "bonus"]), before);
}

#[test]
fn roles_can_be_corrected_by_importing_the_same_file_again() {
    let world = World::with_study();
    world.file(
        "talk.txt",
        "Ann: We pay.\nBo: We do.\nAnn: A bonus.\nBo: Yes.\n",
    );
    assert!(world.ok(&["import", "talk.txt"]).contains("Ann: informant"));
    let told = world.ok(&["import", "talk.txt", "--interviewer", "Ann"]);
    assert!(
        told.contains("what is known of it was corrected") && told.contains("Ann: interviewer"),
        "{told}"
    );
    assert!(
        world
            .ok(&["read", "talk", "--format", "csv"])
            .contains("Ann,interviewer")
    );
    world.ok(&["undo"]);
    assert!(
        world
            .ok(&["read", "talk", "--format", "csv"])
            .contains("Ann,informant")
    );
}
