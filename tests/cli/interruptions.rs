//! Killed in the middle, or two at once: nothing half done, nothing lost.

use crate::world::World;
use std::process::Stdio;
use std::time::Duration;

fn interview(number: usize) -> String {
    let mut text = String::new();
    for turn in 0..200 {
        text.push_str(&format!("Interviewer: Question {turn} of {number}?\n"));
        text.push_str(&format!(
            "Anna: The bonus of firm {number} is paid in year {turn}.\n"
        ));
    }
    text
}

/// Starts a command, lets it live so long, kills it, and checks the study.
/// Whether it was still at work when it was killed.
fn killed(world: &World, arguments: &[&str], life: Duration) -> bool {
    let mut child = world
        .command()
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(life);
    let _ = child.kill();
    let in_time = !child.wait().unwrap().success();
    let ran = world.run(&["check"]);
    assert_eq!(ran.code, 0, "killed after {life:?}: {}", ran.shown);
    in_time
}

#[test]
fn a_killed_import_leaves_all_or_nothing() {
    let world = World::with_study();
    for number in 0..20 {
        world.file(&format!("talks/firm-{number}.txt"), interview(number));
    }
    let mut kills = 0;
    for life in [5, 20, 40, 80, 120, 200, 400] {
        kills += u32::from(killed(
            &world,
            &["import", "talks"],
            Duration::from_millis(life),
        ));
        let count = world.csv(&["read"]).len() - 1;
        assert!(
            count == 0 || count == 20,
            "{count} of 20 transcripts are in"
        );
        if count == 20 {
            world.ok(&["undo"]);
        }
    }
    assert!(kills > 1, "only {kills} were killed at work");
    world.ok(&["import", "talks"]);
    assert_eq!(world.csv(&["read"]).len(), 21);
    assert!(world.ok(&["find", "bonus"]).contains("firm-0"));
}

#[test]
fn a_killed_bulk_decision_leaves_all_or_nothing() {
    let world = World::with_study();
    world.file("book.toml", "name = \"b\"\n[[code]]\nid = \"REW\"\nlabel = \"r\"\n[[code.rule]]\nid = \"rew\"\nfind = \"bonus\"\n");
    for number in 0..20 {
        world.file(&format!("talks/firm-{number}.txt"), interview(number));
    }
    world.ok(&["codebook", "import", "book.toml"]);
    world.ok(&["import", "talks"]);
    world.ok(&["suggest"]);
    let all = world.csv(&["review"]).len();
    assert_eq!(all, 4001);
    let mut kills = 0;
    for life in [5, 15, 30, 60, 100, 200] {
        kills += u32::from(killed(
            &world,
            &["review", "accept", "--code", "REW", "--yes"],
            Duration::from_millis(life),
        ));
        let waiting = world.csv(&["review"]).len();
        assert!(waiting == all || waiting == 1, "{waiting} of {all} wait");
        if waiting == 1 {
            world.ok(&["undo"]);
        }
    }
    assert!(kills > 1, "only {kills} were killed at work");
}

#[test]
fn two_processes_that_write_at_once_lose_nothing() {
    let world = World::with_interview();
    let quotes = [
        "ten years ahead",
        "the results follow",
        "all of them",
        "We look at all",
    ];
    let children: Vec<_> = quotes
        .iter()
        .flat_map(|quote| ["BS-LT", "CF-LTV", "BS-BR"].map(|code| (code, *quote)))
        .map(|(code, quote)| {
            world
                .command()
                .args(["code", "firm-1", "2", code, quote])
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    assert_eq!(world.csv(&["code", "--list"]).len(), 13);
    assert!(world.ok(&["check"]).contains("Nothing is wrong"));
}
