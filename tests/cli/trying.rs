//! A rule can be tried before it is kept: nothing is written.

use crate::world::World;

const BOOK: &str = "name = \"b\"\n[[code]]\nid = \"REW\"\nlabel = \"rewards\"\n";

fn world() -> World {
    let world = World::with_study();
    world.file("book.toml", BOOK);
    world.file(
        "firm-1.txt",
        "Interviewer: Is there a bonus?\nAnna: A bonus is paid, yes. The pay follows our targets.\n\
         Interviewer: And praise?\nAnna: Praise is free.\n",
    );
    world.file(
        "firm-2.txt",
        "Interviewer: Is there a bonus?\nBo: We never pay attention to that.\n",
    );
    world.ok(&["codebook", "import", "book.toml"]);
    world.ok(&["import", "firm-1.txt", "firm-2.txt"]);
    world
}

#[test]
fn a_rule_on_trial_shows_its_hits_and_what_it_is_worth_and_writes_nothing() {
    let world = world();
    world.ok(&["code", "firm-1", "2", "REW", "A bonus is paid, yes."]);
    let before = world.everything();
    let rule = "bonus OR (pay NEAR/5 target*)";
    let shown = [
        world
            .run(&["suggest", "--try", rule, "--code", "REW"])
            .shown,
        world
            .run(&["suggest", "--try", "pay NOT \"pay attention\""])
            .shown,
        world
            .run(&[
                "suggest", "--try", rule, "--extent", "turn", "--format", "csv",
            ])
            .shown,
        world
            .run(&[
                "suggest", "--try", "pay*", "--code", "REW", "--extent", "hit", "--scope",
                "anyone", "--lang", "en",
            ])
            .err,
        world.run(&["suggest", "--try", "unicorn"]).shown,
    ];
    insta::assert_snapshot!(shown.join("\n"));
    assert_eq!(before, world.everything());
}

#[test]
fn every_case_is_counted_also_where_nothing_is_found() {
    let world = world();
    let counts = world.run(&["suggest", "--try", "bonus"]).out;
    let row = |case: &str| -> Vec<String> {
        let line = counts.lines().find(|line| line.starts_with(case)).unwrap();
        line.split_whitespace().map(str::to_owned).collect()
    };
    assert_eq!(row("firm-1"), ["firm-1", "1", "1"]);
    assert_eq!(
        row("firm-2"),
        ["firm-2", "0", "0"],
        "the interviewer's bonus is not read"
    );
    let anyone = world
        .run(&["suggest", "--try", "bonus", "--scope", "anyone"])
        .out;
    assert!(
        anyone
            .lines()
            .any(|line| { line.split_whitespace().collect::<Vec<_>>() == ["firm-2", "1", "1"] })
    );
}

#[test]
fn what_cannot_be_tried_is_told_with_its_column() {
    let world = world();
    let shown = [
        world.run(&["suggest", "--try", "bonus NEAR pay"]).shown,
        world.run(&["suggest", "--try", "*"]).shown,
        world
            .run(&["suggest", "--try", "bonus", "--code", "REWW"])
            .shown,
        world.run(&["suggest", "--try", "bonus code:REWW"]).shown,
        world
            .run(&["suggest", "--try", "bonus", "--lang", "xx"])
            .shown,
        world
            .run(&["suggest", "--try", "bonus", "--extent", "page"])
            .shown,
        world
            .run(&["suggest", "--try", "bonus", "--code", "A", "--code", "B"])
            .shown,
        world.run(&["suggest", "--scope", "anyone"]).shown,
    ];
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn a_rule_that_was_tried_is_kept_run_decided_and_taken_back() {
    let world = world();
    let rule = "bonus OR (pay NEAR/5 target*)";
    world.ok(&[
        "rules",
        "add",
        "REW",
        rule,
        "--note",
        "pay that follows results",
    ]);
    let told = world.run(&["suggest"]).err;
    assert!(told.contains("2 suggestions new"), "{told}");
    world.ok(&["review", "accept", "--code", "REW", "--yes"]);
    let log = world.run(&["log"]).out;
    for step in [
        "added the rule",
        "2 suggestions added",
        "accepted 2 suggestions of REW",
    ] {
        assert!(log.contains(step), "{step} is missing in:\n{log}");
    }
    for _ in 0..3 {
        world.ok(&["undo"]);
    }
    assert_eq!(world.csv(&["review", "--all"]).len(), 1, "only the heads");
    assert!(
        !world
            .run(&["codebook", "show", "REW"])
            .out
            .contains("pay NEAR/5")
    );
}
