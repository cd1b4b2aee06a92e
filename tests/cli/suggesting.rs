//! Rules run again: what is new, what goes, what stays, and what is never asked
//! about again.

use crate::reviewing::{BOOK, world_with_rule};
use crate::world::World;

fn with_rules(world: &World, rules: &str) {
    world.file(
        "book.toml",
        format!("name = \"b\"\n[[code]]\nid = \"REW\"\nlabel = \"rewards\"\n{rules}"),
    );
    world.ok(&["codebook", "import", "book.toml", "--yes"]);
}

fn rule(id: &str, find: &str, extent: &str) -> String {
    format!("[[code.rule]]\nid = \"{id}\"\nfind = '{find}'\nextent = \"{extent}\"\n")
}

fn quotes(world: &World) -> Vec<String> {
    let rows = world.csv(&["review"]);
    rows.into_iter()
        .skip(1)
        .map(|row| row[12].clone())
        .collect()
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
fn a_rejection_holds_for_all_that_lies_inside_it_and_not_for_more() {
    let world = world_with_rule();
    with_rules(&world, &rule("rew", "bonus", "sentence"));
    world.ok(&["suggest"]);
    world.ok(&["review", "reject", "--all-pending", "--yes"]);
    with_rules(&world, &rule("rew", "bonus", "hit"));
    let told = world.run(&["suggest"]).err;
    assert!(told.contains("0 suggestions new"), "{told}");
    assert!(told.contains("3 rejected before"), "{told}");
    with_rules(&world, &rule("rew", "bonus", "turn"));
    let told = world.run(&["suggest"]).err;
    assert!(told.contains("2 suggestions new"), "a new question: {told}");
}

#[test]
fn what_was_accepted_or_coded_meanwhile_is_not_asked_again() {
    let world = world_with_rule();
    world.ok(&["suggest"]);
    world.ok(&["review", "accept", "1"]);
    world.ok(&["code", "firm-1", "2", "REW", "Bonuses are good"]);
    let told = world.run(&["suggest"]).err;
    assert!(
        told.contains("0 suggestions new, 1 withdrawn, 1 as before"),
        "{told}"
    );
    assert!(told.contains("2 passages coded so already"), "{told}");
    assert_eq!(quotes(&world), ["The bonus system is old."]);
}

#[test]
fn the_widest_of_several_hits_is_one_suggestion_with_all_reasons() {
    let world = world_with_rule();
    let narrow = rule("a-word", "bonus", "hit");
    let wide = rule("b-sentence", "bonus NEAR/3 good", "sentence");
    with_rules(&world, &format!("{narrow}{wide}"));
    world.ok(&["suggest"]);
    assert_eq!(quotes(&world), ["bonus", "Bonuses are good.", "bonus"]);
    insta::assert_snapshot!(world.run(&["review"]).shown);
    // One rule alone, in whatever order, comes to the same.
    world.ok(&["undo"]);
    for only in ["a-word", "b-sentence", "a-word"] {
        world.ok(&["suggest", "--rule", only]);
    }
    assert_eq!(quotes(&world), ["bonus", "Bonuses are good.", "bonus"]);
    let told = world.run(&["suggest"]).err;
    assert!(
        told.contains("0 suggestions new, 0 withdrawn, 3 as before"),
        "{told}"
    );
}

#[test]
fn a_suggestion_says_that_its_rule_has_changed_or_is_gone() {
    let world = world_with_rule();
    let why = |number: usize| world.csv(&["review"])[number][13].clone();
    with_rules(&world, &rule("rew", "bonus", "sentence"));
    world.ok(&["suggest"]);
    assert!(why(1).starts_with("rew: bonus: “bonus”"), "{}", why(1));
    with_rules(&world, &rule("rew", "bonus NOT system", "sentence"));
    assert!(
        why(1).starts_with("the rule rew has changed since\nrew: "),
        "{}",
        why(1)
    );
    assert_eq!(why(3), "the rule rew has changed and no longer finds this");
    with_rules(&world, &rule("other", "paid", "sentence"));
    assert!(
        why(1).starts_with("the rule rew is no longer in the codebook\nother: "),
        "{}",
        why(1)
    );
}

#[test]
fn a_note_on_a_suggestion_that_is_taken_back_stays_at_its_words() {
    let world = world_with_rule();
    world.ok(&["suggest"]);
    world.ok(&["memo", "add", "coding:3", "ask again"]);
    world.file(
        "book.toml",
        BOOK.replace("find = \"bonus\"", "find = \"zebra\""),
    );
    world.ok(&["codebook", "import", "book.toml", "--yes"]);
    world.ok(&["suggest"]);
    let memos = world.ok(&["memo"]);
    assert!(
        memos.contains("passage firm-1:4") && memos.contains("ask again"),
        "{memos}"
    );
    world.ok(&["undo"]);
    assert!(world.ok(&["memo"]).contains("coding 3"));
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
fn the_suggestions_of_the_last_rule_are_taken_back_when_it_is_gone() {
    let world = world_with_rule();
    world.ok(&["suggest"]);
    world.ok(&["rules", "remove", "rew"]);
    let told = world.run(&["suggest"]).err;
    assert!(told.contains("3 withdrawn"), "{told}");
    assert_eq!(quotes(&world).len(), 0);
    let told = world.run(&["suggest"]);
    assert_eq!(told.code, 1, "nothing to do: {}", told.shown);
    world.ok(&["undo"]);
    assert_eq!(quotes(&world).len(), 3);
}

#[test]
fn what_waits_for_a_code_that_is_out_of_use_is_taken_back_and_told_by_its_name() {
    let world = world_with_rule();
    world.ok(&["suggest"]);
    world.ok(&["codebook", "retire", "REW"]);
    let told = world.run(&["suggest"]).shown;
    assert!(told.contains("rew (REW) · 3 withdrawn"), "{told}");
    assert_eq!(quotes(&world).len(), 0);
    world.ok(&["codebook", "retire", "REW", "--undo"]);
    assert!(world.run(&["suggest"]).err.contains("3 suggestions new"));
}
