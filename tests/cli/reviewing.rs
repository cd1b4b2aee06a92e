//! Rules suggest, people decide.

use crate::world::World;

pub fn world_with_rule() -> World {
    let world = World::with_study();
    world.file("book.toml", BOOK);
    world.file(
        "firm-1.txt",
        "Interviewer: Do you pay a bonus?\nAnna: A bonus is paid. Bonuses are good. We also talk.\nInterviewer: And else?\nAnna: The bonus system is old. Nobody likes it.\n",
    );
    world.ok(&["codebook", "import", "book.toml"]);
    world.ok(&["import", "firm-1.txt"]);
    world
}

pub const BOOK: &str = "name = \"b\"\n[[code]]\nid = \"REW\"\nlabel = \"rewards\"\ndefinition = \"How people are rewarded.\"\n[[code.rule]]\nid = \"rew\"\nfind = \"bonus\"\n";

#[test]
fn suggestions_wait_until_a_person_decides() {
    let world = world_with_rule();
    let shown = [
        world.run(&["suggest"]).shown,
        world.run(&["review"]).shown,
        world.run(&["review", "accept", "1"]).shown,
        world.run(&["review", "reject", "2"]).shown,
        world.run(&["review", "accept", "1"]).shown,
        world.run(&["suggest"]).shown,
        world.run(&["review", "--all", "--format", "csv"]).shown,
        world.run(&["code", "--list"]).shown,
    ];
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn a_set_is_decided_after_a_look_as_one_step_over_exactly_what_the_filter_names() {
    let world = world_with_rule();
    world.file(
        "firm-2.txt",
        "Interviewer: So?\nBert: A bonus, yes.\nCilla: No bonus here.\nInterviewer: And?\nBert: Well.\nCilla: Well.\n",
    );
    world.ok(&["import", "firm-2.txt"]);
    world.ok(&["suggest"]);
    let accept = ["review", "accept", "--rule", "rew"];
    let declined = world.answer(&accept, "n\n");
    assert_eq!(declined.code, 1);
    insta::assert_snapshot!(declined.shown);
    assert_eq!(world.csv(&["review"]).len(), 6, "nothing was written");
    let told = world.answer(
        &["review", "accept", "--rule", "rew", "--speaker", "bert"],
        "y\n",
    );
    assert!(
        told.err.contains("Accept this suggestion? [y/N]"),
        "{}",
        told.shown
    );
    assert_eq!(world.csv(&["review"]).len(), 5);
    world.ok(&["undo"]);
    world.ok(&[
        "review",
        "reject",
        "--case",
        "firm-2",
        "--transcript",
        "firm-2",
        "--yes",
    ]);
    assert_eq!(world.csv(&["review"]).len(), 4);
    assert_eq!(
        world.csv(&["review", "--speaker", "Cilla", "--all"])[1][2],
        "rejected"
    );
    world.ok(&["undo"]);
    assert_eq!(world.csv(&["review"]).len(), 6, "one step");
}

#[test]
fn without_an_answer_a_set_is_not_decided() {
    let world = world_with_rule();
    world.ok(&["suggest"]);
    let told = world.run(&["review", "reject", "--all-pending"]);
    assert_eq!(told.code, 1);
    assert!(told.err.contains("again with --yes"), "{}", told.shown);
    assert_eq!(world.csv(&["review"]).len(), 4);
    assert_eq!(
        world.run(&["review", "accept", "--code", "REW", "1"]).code,
        2
    );
    assert_eq!(world.run(&["review", "accept"]).code, 2);
}

#[test]
fn numbers_are_decided_at_once_all_or_none() {
    let world = world_with_rule();
    world.ok(&["suggest"]);
    world.ok(&["review", "accept", "1", "2"]);
    let told = world.run(&["review", "reject", "2", "3"]);
    assert_eq!(told.code, 1);
    assert!(
        told.err
            .contains("suggestion 2 was accepted already by Anna"),
        "{}",
        told.shown
    );
    assert_eq!(world.csv(&["review"]).len(), 2, "3 still waits");
}

#[test]
fn a_passage_is_accepted_with_other_words_of_its_turn() {
    let world = world_with_rule();
    world.ok(&["suggest"]);
    let shown = [
        world.run(&["review", "accept", "1", "--words", "a"]).shown,
        world
            .run(&["review", "accept", "1", "--words", "glory"])
            .shown,
        world
            .run(&[
                "review",
                "accept",
                "1",
                "--words",
                "A bonus is paid. Bonuses",
            ])
            .shown,
        world
            .run(&["review", "accept", "3", "--words", "Nobody likes it."])
            .shown,
        world.run(&["review", "show", "1", "3"]).shown,
        world.run(&["suggest"]).shown,
        world.run(&["log", "--last", "3"]).shown,
    ];
    insta::assert_snapshot!(shown.join("\n"));
    let codings = world.csv(&["code", "--list"]);
    assert_eq!(codings.len(), 3);
    world.ok(&["undo"]);
    world.ok(&["undo"]);
    world.ok(&["undo"]);
    assert_eq!(world.csv(&["review"]).len(), 4, "as suggested");
    assert_eq!(world.csv(&["review"])[1][12], "A bonus is paid.");
}

#[test]
fn a_passage_is_filed_under_another_code_and_rejected_under_its_own() {
    let world = world_with_rule();
    world.file(
        "book.toml",
        format!("{BOOK}[[code]]\nid = \"PAY\"\nlabel = \"pay\"\n[[code]]\nid = \"OLD\"\nlabel = \"old\"\n"),
    );
    world.ok(&["codebook", "import", "book.toml", "--yes"]);
    world.ok(&["codebook", "retire", "OLD"]);
    world.ok(&["suggest"]);
    world.ok(&["memo", "add", "coding:1", "paid when?"]);
    world.ok(&["code", "firm-1", "2", "PAY", "Bonuses are good."]);
    let shown = [
        world.run(&["review", "accept", "1", "--as", "PAI"]).shown,
        world.run(&["review", "accept", "1", "--as", "OLD"]).shown,
        world
            .run(&["review", "accept", "1", "2", "--as", "PAY"])
            .shown,
        world
            .run(&[
                "review",
                "accept",
                "1",
                "--as",
                "PAY",
                "--words",
                "bonus is paid",
            ])
            .shown,
        world.run(&["review", "accept", "2", "--as", "PAY"]).shown,
        world.run(&["suggest"]).shown,
        world.run(&["review", "--all"]).shown,
        world.run(&["code", "--list", "--format", "csv"]).shown,
        world.run(&["log", "--last", "2"]).shown,
    ];
    insta::assert_snapshot!(shown.join("\n"));
    world.ok(&["undo"]);
    world.ok(&["undo"]);
    assert_eq!(world.csv(&["review"]).len(), 4);
    assert!(world.ok(&["check"]).contains("sound") || world.run(&["check"]).code == 0);
}

#[test]
fn what_one_has_coded_by_hand_is_not_counted_twice() {
    let world = world_with_rule();
    world.ok(&["suggest"]);
    world.ok(&["memo", "add", "coding:1", "good"]);
    world.ok(&["code", "firm-1", "2", "REW", "A bonus is paid."]);
    let told = world.run(&["review", "accept", "1", "2"]);
    assert!(told.err.contains("1 suggestion accepted"), "{}", told.shown);
    assert!(told.err.contains("coded already"), "{}", told.shown);
    let codings = world.csv(&["code", "--list"]);
    assert_eq!(codings.len(), 3);
    assert_eq!(codings[1][10], "good", "the note went to the hand coding");
    world.ok(&["undo"]);
    assert_eq!(world.csv(&["review"]).len(), 4);
}

#[test]
fn unknown_names_in_a_filter_get_the_nearest() {
    let world = world_with_rule();
    world.ok(&["suggest"]);
    for (filter, name, near) in [
        ("--code", "REV", "did you mean REW?"),
        ("--rule", "rev", "did you mean rew?"),
        ("--case", "firm-2", "did you mean firm-1?"),
        ("--transcript", "firm-2", "did you mean firm-1?"),
        ("--speaker", "Ana", "did you mean Anna?"),
        ("--search", "bonus", "find"),
    ] {
        let told = world.run(&["review", "reject", filter, name]);
        assert_eq!(told.code, 1);
        assert!(told.err.contains(near), "{}", told.shown);
    }
    let listed = world.csv(&["code", "--list", "--speaker", "Interviewer"]);
    assert_eq!(listed.len(), 1);
}

#[test]
fn a_list_of_codings_is_read_again_with_who_decided_when_and_what_suggested_it() {
    let world = World::with_study();
    world.file(
        "book.toml",
        BOOK.replace("find = \"bonus\"", "find = \"bonus\"\nextent = \"hit\""),
    );
    world.file(
        "firm-1.txt",
        "Interviewer: So?\nAnna: A bonus is no bonus. Öre by öre.\n",
    );
    world.ok(&["codebook", "import", "book.toml"]);
    world.ok(&["import", "firm-1.txt"]);
    world.ok(&["suggest"]);
    world.ok(&["review", "accept", "--all-pending", "--yes"]);
    world.ok(&["memo", "add", "coding:2", "both times"]);
    world.ok(&[
        "code",
        "firm-1",
        "2",
        "REW",
        "Öre by öre.",
        "--coder",
        "Ben",
    ]);
    let before = world.csv(&["code", "--list"]);
    assert_eq!(before.len(), 4);
    let list = world.ok(&["code", "--list", "--format", "csv"]);
    world.file("codings.csv", &list);
    let told = world.run(&["code", "--from", "codings.csv"]);
    assert!(
        told.err.contains("3 rows said what was here already"),
        "{}",
        told.shown
    );
    world.ok(&["code", "--remove", "1", "2", "3"]);
    world.ok(&["code", "--from", "codings.csv"]);
    let mut after = world.csv(&["code", "--list"]);
    for (after, before) in after.iter_mut().zip(&before).skip(1) {
        after[0].clone_from(&before[0]);
        if before[11] == "hand" {
            assert_eq!(after[11], "import");
            after[11].clone_from(&before[11]);
        }
    }
    assert_eq!(after, before, "but for the numbers");
}

#[test]
fn finnish_rules_find_inflected_words_in_the_finnish_interview() {
    let world = World::with_demo();
    let listed = world.csv(&["review", "--transcript", "case-d-fi"]);
    assert!(listed.len() > 10, "{} suggestions", listed.len() - 1);
    let table = world.csv(&["table", "codings", "--pending"]);
    assert_eq!(table[0].len(), world.csv(&["table", "codings"])[0].len());
}

/// Rules may ask what was asked, who speaks and what a person has coded; a
/// suggestion that a person has not decided on is not "coded".
#[test]
fn rules_ask_for_topics_speakers_cases_and_accepted_codings() {
    let world = World::with_study();
    let rule = |id: &str, find: &str| {
        format!("[[code.rule]]\nid = \"{id}\"\nfind = '{find}'\nextent = \"turn\"\n")
    };
    let book = [
        "[[guide]]\nid = \"1\"\ntext = \"Bonus?\"\n[[guide]]\nid = \"2\"\ntext = \"Else?\"\n"
            .to_owned(),
        "[[code]]\nid = \"REW\"\n".to_owned(),
        rule("rew", "bonus*"),
        "[[code]]\nid = \"ASKED\"\n".to_owned(),
        rule("asked", "question:2"),
        "[[code]]\nid = \"BOTH\"\n".to_owned(),
        rule("both", "paid code:REW case:firm-1"),
        "[[code]]\nid = \"WHO\"\n".to_owned(),
        rule("who", "bonus speaker:Ana"),
    ];
    world.file("book.toml", book.concat());
    world.file(
        "firm-1.txt",
        "Interviewer: Do you pay a bonus?\nAnna: A bonus is paid.\nInterviewer: And else?\nAnna: The bonus system is old.\n",
    );
    world.ok(&["codebook", "import", "book.toml"]);
    world.ok(&["import", "firm-1.txt", "--case", "Firm 1"]);
    world.ok(&["code", "firm-1", "1", "guide:1", ""]);
    world.ok(&["code", "firm-1", "3", "guide:2", ""]);
    let ran = world.run(&["suggest"]);
    assert!(ran.err.contains("no speaker 'Ana'"), "{}", ran.shown);
    assert!(ran.err.contains("did you mean Anna"), "{}", ran.shown);
    let suggested = || -> Vec<String> {
        let rows = world.csv(&["review"]).into_iter().skip(1);
        rows.map(|row| row.join(" ")).collect()
    };
    let has = |rows: &[String], code: &str, words: &str| {
        rows.iter()
            .any(|row| row.contains(code) && row.contains(words))
    };
    let first = suggested();
    assert!(has(&first, "ASKED", "system is old"), "{first:?}");
    assert!(!has(&first, "ASKED", "is paid"), "{first:?}");
    assert!(!has(&first, "BOTH", ""), "nothing is coded yet: {first:?}");
    world.ok(&["code", "firm-1", "2", "REW", "A bonus is paid."]);
    world.run(&["suggest"]);
    let then = suggested();
    assert!(has(&then, "BOTH", "is paid"), "{then:?}");
    world.ok(&["undo"]);
    world.ok(&["undo"]);
    world.run(&["suggest"]);
    assert!(!has(&suggested(), "BOTH", ""), "the coding is gone");
}
