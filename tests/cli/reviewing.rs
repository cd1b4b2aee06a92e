//! Rules suggest, people decide.

use crate::world::World;

fn world_with_rule() -> World {
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

const BOOK: &str = "name = \"b\"\n[[code]]\nid = \"REW\"\nlabel = \"rewards\"\ndefinition = \"How people are rewarded.\"\n[[code.rule]]\nid = \"rew\"\nfind = \"bonus\"\n";

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
fn a_rejected_suggestion_stays_rejected_and_a_changed_rule_withdraws_what_it_no_longer_finds() {
    let world = world_with_rule();
    world.ok(&["suggest"]);
    world.ok(&["review", "reject", "2"]);
    world.file(
        "book.toml",
        BOOK.replace("find = \"bonus\"", "find = \"bonus NOT system\""),
    );
    world.ok(&["codebook", "import", "book.toml", "--yes"]);
    let told = world.run(&["suggest"]).err;
    assert!(
        told.contains("0 suggestions new, 1 withdrawn, 1 as before"),
        "{told}"
    );
    assert!(told.contains("1 rejected before"), "{told}");
    world.ok(&["undo"]);
    assert_eq!(
        world.csv(&["review"]).len(),
        3,
        "undo brings the withdrawn one back"
    );
}

#[test]
fn a_bulk_decision_is_one_step() {
    let world = world_with_rule();
    world.ok(&["suggest"]);
    world.ok(&["review", "accept", "--rule", "rew", "--case", "firm-1"]);
    assert_eq!(world.csv(&["review"]).len(), 1);
    world.ok(&["undo"]);
    assert_eq!(world.csv(&["review"]).len(), 4);
}

#[test]
fn one_by_one_in_the_terminal() {
    let world = world_with_rule();
    world.ok(&["suggest"]);
    insta::assert_snapshot!(
        world
            .answer(&["review", "walk"], "a\nx\nr\nu\ns\nq\n")
            .shown
    );
    assert_eq!(world.csv(&["review"]).len(), 3);
}

#[test]
fn a_bad_rule_is_told_and_the_others_run() {
    let world = world_with_rule();
    world.file(
        "book.toml",
        format!("{BOOK}[[code.rule]]\nid = \"bad\"\nfind = \"bonus AND (\"\n[[code.rule]]\nid = \"worse\"\nfind = \"*\"\n"),
    );
    world.ok(&["codebook", "import", "book.toml", "--yes"]);
    let ran = world.run(&["suggest"]);
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!(ran.shown);
    assert_eq!(world.csv(&["review"]).len(), 4);
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
