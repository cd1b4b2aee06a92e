//! Suggestions gone through one by one.

use crate::reviewing::world_with_rule;
use crate::world::World;

fn walk(world: &World, answers: &str) -> crate::world::Ran {
    world.answer(&["review", "walk"], answers)
}

#[test]
fn one_by_one_in_the_terminal() {
    let world = world_with_rule();
    world.ok(&["suggest"]);
    let told = walk(&world, "a\nx\n\nr\nu\ns\nq\n");
    insta::assert_snapshot!(told.shown);
    assert_eq!(world.csv(&["review"]).len(), 3);
}

#[test]
fn words_are_taken_in_and_left_out_and_a_note_is_written_before_deciding() {
    let world = world_with_rule();
    world.ok(&["suggest"]);
    let told = walk(
        &world,
        "m a first note\n>\n>\n-<\n=\n<\n>>\na\nw good\nw zebra\nw o\nc REV\nc\na\nq\n",
    );
    insta::assert_snapshot!(told.shown);
    let codings = world.csv(&["code", "--list"]);
    assert_eq!(
        codings[1][9],
        "A bonus is paid. Bonuses are good. We also talk."
    );
    assert_eq!(codings[1][10], "a first note");
    assert_eq!(codings[2][9], "good");
    insta::assert_snapshot!(world.run(&["log", "--last", "3"]).shown);
}

#[test]
fn all_that_are_left_of_a_rule_are_decided_after_a_question() {
    let world = world_with_rule();
    world.ok(&["suggest"]);
    let told = walk(&world, "s\nR\nn\nR\ny\n");
    assert!(
        told.err
            .contains("Reject this and 1 more of the rule rew here? [y/N]"),
        "{}",
        told.shown
    );
    assert!(
        told.err
            .contains("0 accepted, 2 rejected, 1 skipped; 1 still waits."),
        "{}",
        told.shown
    );
    assert_eq!(world.csv(&["review"]).len(), 2);
    world.ok(&["undo"]);
    assert_eq!(world.csv(&["review"]).len(), 4, "one step");
    let told = walk(&world, "A\ny\n");
    assert!(
        told.err.contains("Next: `crosscase table codings`"),
        "{}",
        told.shown
    );
    assert_eq!(world.csv(&["code", "--list"]).len(), 4);
}

#[test]
fn undo_goes_back_one_decision_after_the_other_and_no_further() {
    let world = world_with_rule();
    world.ok(&["suggest"]);
    let told = walk(&world, "a\nr\nu\nu\nu\nq\n");
    assert!(
        told.err.contains("Taken back: rejected suggestion 2"),
        "{}",
        told.shown
    );
    assert!(
        told.err.contains("Taken back: accepted suggestion 1"),
        "{}",
        told.shown
    );
    assert!(
        told.err.contains("Nothing was decided here yet."),
        "{}",
        told.shown
    );
    assert_eq!(world.csv(&["review"]).len(), 4);
}

#[test]
fn when_nothing_waits_a_walk_says_so() {
    let world = world_with_rule();
    let told = walk(&world, "");
    assert_eq!(told.code, 0);
    assert!(
        told.err.contains("`crosscase suggest` runs the rules"),
        "{}",
        told.shown
    );
}
