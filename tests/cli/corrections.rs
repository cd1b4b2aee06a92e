//! A corrected transcript takes the place of the one that was coded.

use crate::world::World;

const CORRECTED: &str = "Interviewer: How do you look at your customers?\nAnna: We look ten years ahead, and the results follow. We look at all of them.\nInterviewer: And what about rewards?\nAnna: No bonus, no story.\nAnna: A new turn.\n";

fn coded() -> World {
    let world = World::with_interview();
    world.ok(&["code", "firm-1", "2", "BS-LT", "ten years ahead"]);
    world.ok(&["code", "firm-1", "2", "CF-LTV", "We look at all of them."]);
    world.ok(&["code", "firm-1", "4", "BS-BR", "No bonus, no glory."]);
    world.ok(&["code", "firm-1", "4", "BS-LT", "No bonus"]);
    world
}

#[test]
fn each_coding_is_same_moved_or_lost_and_undo_brings_the_old_version_back() {
    let world = coded();
    world.file("new/firm-1.txt", CORRECTED);
    let before = world.ok(&["read", "firm-1", "--format", "csv"]);
    insta::assert_snapshot!(world.run(&["import", "new/firm-1.txt"]).shown);
    insta::assert_snapshot!(
        world
            .run(&["import", "new/firm-1.txt", "--corrected", "--dry-run"])
            .shown
    );
    assert_eq!(
        world.ok(&["read", "firm-1", "--format", "csv"]),
        before,
        "only a look"
    );
    insta::assert_snapshot!(
        world
            .run(&["import", "new/firm-1.txt", "--corrected"])
            .shown
    );
    insta::assert_snapshot!(world.run(&["code", "--list"]).shown);
    insta::assert_snapshot!(world.run(&["lost"]).shown);
    insta::assert_snapshot!(world.run(&["check"]).shown);
    let again = world.ok(&["import", "new/firm-1.txt", "--corrected"]);
    assert!(again.contains("here already"), "{}", again);
    world.ok(&["undo"]);
    assert_eq!(world.ok(&["read", "firm-1", "--format", "csv"]), before);
    assert!(
        world
            .run(&["lost"])
            .err
            .contains("No coding has lost its place")
    );
    world.ok(&["redo"]);
    assert!(world.ok(&["lost"]).contains("No bonus, no glory."));
    world.ok(&["check"]);
}

#[test]
fn a_lost_coding_gets_a_place_only_from_a_person() {
    let world = coded();
    world.file("new/firm-1.txt", CORRECTED);
    world.ok(&["import", "new/firm-1.txt", "--corrected"]);
    insta::assert_snapshot!(world.run(&["table", "codings"]).shown);
    for wrong in [
        &["lost", "accept", "3", "--candidate", "9"][..],
        &["lost", "accept", "1"],
        &["lost", "accept", "3", "--turn", "4", "--words", "no glory"],
        &["lost", "drop", "1"],
    ] {
        insta::assert_snapshot!(world.run(wrong).shown);
    }
    insta::assert_snapshot!(world.run(&["lost", "accept", "3"]).shown);
    insta::assert_snapshot!(world.run(&["table", "codings"]).shown);
    world.ok(&["undo"]);
    world.ok(&["lost", "accept", "3", "--turn", "4", "--words", "no story"]);
    assert!(world.ok(&["code", "--list"]).contains("“no story”"));
    world.ok(&["undo"]);
    world.ok(&["lost", "drop", "--all"]);
    assert!(
        world
            .run(&["lost"])
            .err
            .contains("No coding has lost its place")
    );
    world.ok(&["undo"]);
    assert!(world.ok(&["lost"]).contains("No bonus, no glory."));
}

#[test]
fn a_correction_of_the_correction_finds_what_was_lost() {
    let world = coded();
    world.file(
        "new/firm-1.txt",
        "Interviewer: Hm?\nAnna: Nothing of all this.\n",
    );
    world.ok(&["import", "new/firm-1.txt", "--corrected"]);
    world.ok(&["import", "firm-1.txt", "--corrected"]);
    assert!(
        world
            .run(&["lost"])
            .err
            .contains("No coding has lost its place")
    );
    let list = world.ok(&["code", "--list"]);
    assert_eq!(list.matches("firm-1 turn").count(), 4, "{list}");
    world.ok(&["check"]);
}

#[test]
fn a_summary_that_cites_a_lost_coding_is_flagged_and_memos_stay() {
    let world = coded();
    world.ok(&["memo", "add", "coding:3", "she laughed here"]);
    world.ok(&[
        "summary",
        "set",
        "BS-BR",
        "firm-1",
        "no bonus, no glory",
        "--cite",
        "firm-1:4 BS-BR",
    ]);
    world.file("new/firm-1.txt", CORRECTED);
    world.ok(&["import", "new/firm-1.txt", "--corrected"]);
    insta::assert_snapshot!(world.run(&["check"]).shown);
    world.ok(&["lost", "accept", "3"]);
    let list = world.ok(&["code", "--list"]);
    assert!(list.contains("memo: she laughed here"), "{list}");
}

#[test]
fn the_mark_of_a_guide_question_follows_its_turn() {
    let world = World::with_interview();
    world.file(
        "codes.toml",
        "name = \"x\"\n[[guide]]\nid = \"1\"\ntext = \"Customers?\"\n[[guide]]\nid = \"2\"\ntext = \"Rewards?\"\n[[code]]\nid = \"BS-LT\"\nlabel = \"long term\"\nguide = [\"1\"]\n",
    );
    world.ok(&["codebook", "import", "codes.toml", "--yes"]);
    world.ok(&["code", "firm-1", "1", "guide:1", ""]);
    world.ok(&["code", "firm-1", "3", "guide:2", ""]);
    let old = world.text("firm-1.txt");
    world.file(
        "new/firm-1.txt",
        format!("Interviewer: Shall we begin?\nAnna: Yes.\n{old}"),
    );
    world.ok(&["import", "new/firm-1.txt", "--corrected"]);
    let read = world.ok(&["read", "firm-1", "--format", "csv"]);
    let asked: Vec<&str> = read
        .lines()
        .filter(|line| line.contains(",1,") || line.contains(",2,"))
        .collect();
    insta::assert_snapshot!(asked.join("\n"));
    world.ok(&["undo"]);
    world.ok(&["check"]);
}

#[test]
fn renaming_or_merging_speakers_later_keeps_every_coding() {
    let world = coded();
    let told = world.ok(&[
        "import",
        "firm-1.txt",
        "--speaker",
        "Anna=Firm One",
        "--informant",
        "Firm One",
    ]);
    insta::assert_snapshot!(told);
    insta::assert_snapshot!(world.run(&["code", "--list"]).shown);
}

#[test]
fn a_corrected_version_must_have_something_to_correct() {
    let world = World::with_interview();
    world.file("firm-9.txt", "Interviewer: A?\nAnna: B.\n");
    insta::assert_snapshot!(world.run(&["import", "firm-9.txt", "--corrected"]).shown);
    world.ok(&["import", "firm-9.txt", "--corrected", "--name", "firm-1"]);
}

#[test]
fn the_original_comes_out_byte_for_byte() {
    let world = World::with_study();
    let bytes = b"\xEF\xBB\xBFInterviewer: Why?\r\nAnna: So.\r\n";
    world.file("in/one.txt", bytes);
    world.ok(&["import", "in/one.txt"]);
    insta::assert_snapshot!(
        world
            .run(&["export", "originals", "--to", "out-there"])
            .shown
    );
    assert_eq!(
        std::fs::read(world.path("out-there/one.txt")).unwrap(),
        bytes
    );
    world.file("elsewhere/one.txt", "mine");
    insta::assert_snapshot!(
        world
            .run(&["export", "originals", "one", "--to", "elsewhere"])
            .shown
    );
}
