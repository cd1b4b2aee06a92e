//! Bad input gets a message that says what, where and what next; exit status
//! 1 or 2, and nothing has changed.

use crate::world::World;

/// Runs commands that must fail, and returns what people see. Nothing that the
/// study shows may differ afterwards.
fn refused(world: &World, commands: &[&[&str]]) -> String {
    let state = |world: &World| {
        ["log", "codebook", "case", "read", "summary"]
            .map(|verb| world.ok(&[verb]))
            .join("\n")
            + &world.ok(&["code", "--list"])
    };
    let before = state(world);
    let mut shown = String::new();
    for command in commands {
        let ran = world.run(command);
        assert!(matches!(ran.code, 1 | 2), "{}", ran.shown);
        shown.push_str(&ran.shown);
        shown.push('\n');
    }
    assert_eq!(state(world), before);
    shown
}

#[test]
fn codings_that_cannot_be_placed() {
    let world = World::with_interview();
    insta::assert_snapshot!(refused(
        &world,
        &[
            &["code", "firm-1", "2", "BS-LR", "ten years ahead"],
            &["code", "firm-1", "2", "BS-LT", "twelve years ahead"],
            &["code", "firm-1", "2", "BS-LT", "We look"],
            &["code", "firm-1", "4", "BS-LT", "ten years ahead"],
            &["code", "firm-1", "9", "BS-LT", "ten years ahead"],
            &["code", "firm-2", "2", "BS-LT", "ten years ahead"],
            &["code", "firm-1", "2", "BS-LT", ""],
            &["code", "firm-1", "2"],
        ]
    ));
}

#[test]
fn a_file_of_codings_comes_in_whole_or_not_at_all() {
    let world = World::with_interview();
    world.file(
        "codings.csv",
        "transcript,turn,code,quote\nfirm-1,2,BS-LT,ten years ahead\nfirm-1,2,BS-LX,ten years ahead\nfirm-1,2,CF-LTV,We look\n",
    );
    world.file(
        "wordy.csv",
        "transcript,turn,code,quote\nfirm-1,two,CF-LTV,results\n",
    );
    world.file("empty.csv", "");
    world.file("headless.csv", "a,b\n1,2\n");
    insta::assert_snapshot!(refused(
        &world,
        &[
            &["code", "--from", "codings.csv"],
            &["code", "--from", "wordy.csv"],
            &["code", "--from", "empty.csv"],
            &["code", "--from", "headless.csv"],
            &["code", "--from", "nowhere.csv"],
        ]
    ));
}

#[test]
fn codebooks_that_make_no_sense() {
    let world = World::with_interview();
    world.file(
        "broken.toml",
        "name = \"x\"\n[[code]]\nid = \"A\nlabel = \"a\"\n",
    );
    world.file(
        "twice.toml",
        "name = \"x\"\n[[code]]\nid = \"A\"\nlabel = \"a\"\n[[code]]\nid = \"A\"\nlabel = \"b\"\n",
    );
    world.file(
        "circle.toml",
        "name = \"x\"\n[[code]]\nid = \"A\"\nlabel = \"a\"\nparent = \"B\"\n[[code]]\nid = \"B\"\nlabel = \"b\"\nparent = \"A\"\n",
    );
    world.file(
        "slip.toml",
        "name = \"x\"\n[[code]]\nid = \"A\"\nlable = \"a\"\n",
    );
    world.file("twice.csv", "code,description\nA,one\nB,two\nA,three\n");
    world.file("fake.xlsx", "this is no workbook");
    world.file("codes.pdf", "%PDF-1.4");
    insta::assert_snapshot!(refused(
        &world,
        &[
            &["codebook", "import", "broken.toml", "--yes"],
            &["codebook", "import", "twice.toml", "--yes"],
            &["codebook", "import", "circle.toml", "--yes"],
            &["codebook", "import", "slip.toml", "--yes"],
            &["codebook", "import", "twice.csv", "--yes"],
            &["codebook", "import", "fake.xlsx", "--yes"],
            &["codebook", "import", "codes.pdf", "--yes"],
        ]
    ));
}

#[test]
fn transcripts_that_are_none() {
    let world = World::with_interview();
    world.file("fake.docx", "not a Word file");
    world.file("binary.txt", [0u8, 1, 2, 0, 255, 254, 0, 7, 0, 0, 3]);
    world.file("empty.txt", "");
    world.file("blank.txt", " \n\n");
    world.file("fake.vtt", "no header here");
    world.file("talk.pdf", "%PDF-1.4");
    world.file(
        "other/firm-1.txt",
        "Interviewer: Another talk?\nAnna: Yes, another one.\n",
    );
    insta::assert_snapshot!(refused(
        &world,
        &[
            &[
                "import",
                "fake.docx",
                "binary.txt",
                "empty.txt",
                "blank.txt",
                "fake.vtt",
                "talk.pdf"
            ],
            &["import", "nowhere.txt"],
            &["import", "other/firm-1.txt"],
        ]
    ));
}

#[test]
fn one_bad_file_does_not_stop_the_others_and_the_exit_status_remembers() {
    let world = World::with_interview();
    world.file("firm-2.txt", "Interviewer: Well?\nBea: Well enough.\n");
    world.file("bad.docx", "not a Word file");
    insta::assert_snapshot!(world.run(&["import", "bad.docx", "firm-2.txt"]).shown);
    assert!(world.ok(&["read"]).contains("firm-2"));
}

#[test]
fn tables_that_cannot_be_made() {
    let world = World::with_interview();
    world.file("tables/bad.toml", "title = \"x\"\nrows = [\"BS-LX\"]\n");
    world.file(
        "tables/worse.toml",
        "title = \"x\"\nrows = \"codes\"\ncells = \"summery\"\n",
    );
    insta::assert_snapshot!(refused(
        &world,
        &[
            &["table", "bad"],
            &["table", "worse"],
            &["table", "codingz"],
            &["table", "codings", "--coders", "Nobody"],
            &["table", "codings", "--format", "tabel"],
            &["chart", "code", "BS-LX"],
            &["chart", "case", "firm-9"],
            &["build"],
        ]
    ));
}

#[test]
fn summaries_and_memos_and_cases_that_refer_to_nothing() {
    let world = World::with_interview();
    world.ok(&["code", "firm-1", "2", "BS-LT", "ten years ahead"]);
    world.file(
        "cells.toml",
        "[[summary]]\ncode = \"BS-LT\"\ncase = \"firm-1\"\ntext = \"long\"\ncites = [\"firm-1:4 BS-LT\"]\n\n[[summary]]\ncode = \"BS-LT\"\ncase = \"firm-7\"\ntext = \"long\"\n",
    );
    world.file("cases.csv", "case,size\nfirm-1,10\nfirm-1,20\n");
    insta::assert_snapshot!(refused(
        &world,
        &[
            &["summary", "import", "cells.toml"],
            &[
                "summary", "set", "BS-LT", "firm-1", "long", "--cite", "nonsense"
            ],
            &["memo", "add", "code:BS-LX", "hm"],
            &["memo", "add", "coding:99", "hm"],
            &["case", "import", "cases.csv"],
            &["case", "set", "firm-9", "size=1"],
            &["code", "--remove", "99"],
            &["review", "accept", "99"],
            &["review", "accept"],
            &["undo", "twice"],
        ]
    ));
}

#[test]
fn a_folder_that_is_no_study_or_a_newer_one() {
    let mut world = World::new();
    let nowhere = world.run(&["log"]).shown;
    world.ok(&["new", "study"]);
    let again = world.run(&["new", "study"]).shown;
    world.go("study");
    // The format number stands at byte 60 of an SQLite file, big-endian.
    let mut bytes = std::fs::read(world.path("study.db")).unwrap();
    bytes[63] = 99;
    world.file("study.db", &bytes);
    let newer = world.run(&["log"]);
    assert_eq!(newer.code, 1);
    assert_eq!(
        std::fs::read(world.path("study.db")).unwrap(),
        bytes,
        "a newer study is left alone"
    );
    world.file("study.db", "no database at all, only its name");
    let fake = world.run(&["log"]).shown;
    insta::assert_snapshot!(format!("{nowhere}\n{again}\n{}\n{fake}", newer.shown));
}

#[test]
fn a_damaged_study_is_told_from_a_wrong_request() {
    let world = World::with_interview();
    world.ok(&["code", "firm-1", "2", "BS-LT", "ten years ahead"]);
    std::fs::write(world.path("originals/firm-1.txt"), "something else").unwrap();
    insta::assert_snapshot!(world.run(&["check"]).shown);
}

/// A read-only medium: the study lies in a folder that nobody may write to.
#[cfg(unix)]
#[test]
fn a_study_that_cannot_be_written_can_still_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::with_interview();
    let mode = |path: &str, mode| {
        std::fs::set_permissions(world.path(path), std::fs::Permissions::from_mode(mode)).unwrap();
    };
    mode("study.db", 0o444);
    mode(".", 0o555);
    let told = world.run(&["memo", "add", "study", "a thought"]);
    let read = world.run(&["read"]);
    let may_write_anyway = std::fs::write(world.path("probe"), "").is_ok(); // root may
    mode(".", 0o755);
    assert_eq!(read.code, 0, "{}", read.shown);
    if may_write_anyway {
        assert_eq!(told.code, 0, "{}", told.shown);
    } else {
        assert_eq!(told.code, 1, "{}", told.shown);
        assert!(told.err.contains("cannot be written"), "{}", told.shown);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_place_that_takes_no_folder_says_so() {
    let world = World::new();
    let ran = world.run(&["new", "/proc/study"]);
    assert_eq!(ran.code, 1, "{}", ran.shown);
    assert!(ran.err.starts_with("error: /proc/study: "), "{}", ran.shown);
}
