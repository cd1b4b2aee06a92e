//! Whatever happens to the index, a search finds all there is.

use crate::world::World;
use std::fs;
use std::process::Stdio;

const REBUILT: &str = "The search index was damaged or not finished; it was made again.";

#[test]
fn a_damaged_index_is_made_again_and_that_is_said_once() {
    let world = World::with_interview();
    let before = world.ok(&["find", "bonus OR look"]);
    let files = world.everything().into_iter();
    let files = files.filter(|(path, bytes)| path.starts_with("index") && !bytes.is_empty());
    let files: Vec<_> = files.collect();
    let (path, bytes) = files
        .iter()
        .find(|(path, _)| path.extension().is_some_and(|ending| ending == "idx"))
        .unwrap();
    let mut damaged = bytes.clone();
    damaged[bytes.len() / 3] ^= 1;
    fs::write(world.path(&path.to_string_lossy()), damaged).unwrap();
    let checked = world.run(&["check"]);
    assert_eq!(checked.code, 0);
    assert!(
        checked.shown.contains("the search index is damaged"),
        "{}",
        checked.shown
    );
    let ran = world.run(&["find", "bonus OR look"]);
    assert_eq!(ran.out, before);
    assert!(ran.err.contains(REBUILT), "{}", ran.shown);
    let again = world.run(&["find", "bonus OR look"]);
    assert_eq!(again.out, before);
    assert!(!again.err.contains("index"), "{}", again.shown);
    assert!(!world.run(&["check"]).shown.contains("index"));
}

#[test]
fn where_no_index_can_be_kept_a_search_works_and_says_why_it_is_slow() {
    let world = World::with_interview();
    let before = world.ok(&["find", "bonus"]);
    fs::remove_dir_all(world.path("index")).unwrap();
    fs::write(world.path("index"), "a file in its place").unwrap();
    let ran = world.run(&["find", "bonus"]);
    assert_eq!(ran.out, before);
    assert!(ran.err.contains("cannot be kept"), "{}", ran.shown);
    assert_eq!(
        fs::read(world.path("index")).unwrap(),
        b"a file in its place"
    );
}

#[test]
fn an_index_that_is_behind_catches_up_in_silence() {
    let world = World::with_interview();
    world.ok(&["find", "bonus"]);
    let kept = world.everything();
    world.file("firm-2.txt", "Interviewer: Pay?\nBea: A bonus.\n");
    world.ok(&["import", "firm-2.txt"]);
    // The index of one transcript, as a copy brings it back.
    fs::remove_dir_all(world.path("index")).unwrap();
    for (path, bytes) in kept {
        if path.starts_with("index") {
            world.file(&path.to_string_lossy(), bytes);
        }
    }
    let checked = world.run(&["check"]).shown;
    assert!(checked.contains("the search index is behind"), "{checked}");
    let ran = world.run(&["find", "bonus"]);
    assert_eq!(ran.err, "2 hits in 2 turns.\n");
}

#[test]
fn two_searches_at_once_make_one_index() {
    let world = World::with_interview();
    let expected = world.ok(&["find", "bonus"]);
    fs::remove_dir_all(world.path("index")).unwrap();
    let start = |_| {
        let mut command = world.command();
        let command = command.args(["find", "bonus"]);
        command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
    };
    let children: Vec<_> = (0..4).map(start).collect();
    for child in children {
        let output = child.unwrap().wait_with_output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{told}");
        assert_eq!(String::from_utf8(output.stdout).unwrap(), expected);
        assert!(!told.contains("index"), "{told}");
    }
}
