//! What a corrected version, or a file that comes again, must not lose or mix up.

use crate::world::World;

fn with_bo() -> World {
    let world = World::with_study();
    world.file(
        "group.txt",
        "Interviewer: How?\nAnna: We look ten years ahead.\nInterviewer: And?\nBo: No bonus.\nAnna: Never.\n",
    );
    world.ok(&[
        "import",
        "group.txt",
        "--speaker-case",
        "Bo=Firm B",
        "--other",
        "Bo",
    ]);
    world
}

/// Case and role of a speaker, from the list of turns.
fn speaker(world: &World, name: &str) -> String {
    let turns = world.csv(&["read", "group"]);
    let turn = turns
        .iter()
        .find(|turn| turn.iter().any(|cell| cell == name));
    turn.map(|it| it.join("|")).unwrap_or_default()
}

#[test]
fn a_speaker_named_with_a_case_is_one_even_if_they_speak_once() {
    let world = World::with_study();
    world.file(
        "group.txt",
        "Interviewer: How?\nAnna: We look ahead.\nInterviewer: And?\nBo: No bonus.\n",
    );
    let told = world.ok(&["import", "group.txt", "--speaker-case", "Bo=Firm B"]);
    assert!(told.contains("Bo: informant, case Firm B"), "{told}");
}

#[test]
fn a_speaker_under_a_new_name_keeps_their_case_and_role() {
    let world = with_bo();
    let told = world.ok(&["import", "group.txt", "--speaker", "Bo=Bo Neil"]);
    assert!(told.contains("Bo Neil: other, case Firm B"), "{told}");
    // The same file without the name changes nothing, and says nothing odd.
    let told = world.ok(&["import", "group.txt", "--corrected", "--other", "Bo"]);
    assert!(told.contains("here already"), "{told}");
    assert!(!told.contains("differently"), "{told}");
    assert!(speaker(&world, "Bo Neil").contains("other"));
}

#[test]
fn who_does_not_speak_in_the_new_version_is_named_with_their_case() {
    let world = with_bo();
    world.file(
        "new/group.txt",
        "Interviewer: How?\nAnna: We look ten years ahead.\nInterviewer: And?\nB. Neil: No bonus.\nAnna: Never.\nB. Neil: No.\n",
    );
    let told = world.ok(&["import", "new/group.txt", "--corrected"]);
    assert!(
        told.contains("not in this version: Bo (case Firm B)"),
        "{told}"
    );
    world.ok(&["undo"]);
    let rename = [
        "import",
        "new/group.txt",
        "--corrected",
        "--speaker",
        "B. Neil=Bo",
    ];
    let told = world.ok(&rename);
    assert!(told.contains("Bo: other, case Firm B"), "{told}");
    assert!(!told.contains("not in this version"), "{told}");
}

#[test]
fn a_role_named_later_leaves_those_that_were_named_before() {
    let world = with_bo();
    let told = world.ok(&["import", "group.txt", "--informant", "Anna"]);
    assert!(!told.contains("Bo: informant"), "{told}");
    world.ok(&["import", "group.txt", "--speaker", "Bo=Bo Neil"]);
    // The text is another than the file's now; a role can be named all the same.
    let told = world.ok(&["import", "group.txt", "--other", "Anna", "--other", "Bo"]);
    assert!(told.contains("what is known of it was corrected"), "{told}");
    assert!(speaker(&world, "Anna").contains("other"));
}

#[test]
fn two_corrected_versions_of_one_transcript_do_not_stop_each_other() {
    let world = World::with_interview();
    world.file(
        "a/firm-1.txt",
        "Interviewer: How?\nAnna: One year.\nAnna: So.\n",
    );
    world.file(
        "b/firm-1.txt",
        "Interviewer: How?\nAnna: Two years.\nAnna: So.\n",
    );
    for dry in [&["--dry-run"][..], &[]] {
        let both = ["import", "a/firm-1.txt", "b/firm-1.txt", "--corrected"];
        let ran = world.run(&[&both, dry].concat());
        assert!(
            ran.out.contains("a/firm-1.txt: corrected version"),
            "{}",
            ran.shown
        );
        assert!(
            ran.err
                .contains("'firm-1' is changed by another file of this import already"),
            "{}",
            ran.shown
        );
        assert_eq!(ran.code, 1);
    }
    assert!(world.ok(&["read", "firm-1"]).contains("One year"));
}

#[test]
fn a_look_before_tells_of_two_files_with_one_name() {
    let world = World::with_study();
    world.file(
        "a/one.txt",
        "Interviewer: How?\nAnna: One year.\nAnna: So.\n",
    );
    world.file(
        "b/one.txt",
        "Interviewer: How?\nAnna: Two years.\nAnna: So.\n",
    );
    let look = world.run(&["import", "a", "b", "--dry-run"]);
    let done = world.run(&["import", "a", "b"]);
    assert!(
        look.err.contains("there already, with other content"),
        "{}",
        look.shown
    );
    assert_eq!(look.code, done.code);
}

/// A Word file would do as well; this one can be read here.
fn commented(words: &str, comments: &str) -> String {
    format!(
        "{{\\rtf1 Interviewer: How?\\par Anna: We {{\\*\\atrfstart 1}}{words}{{\\*\\atrfend 1}}\
         {{\\*\\atnauthor Bo}}\\chatn{{\\*\\annotation{{\\*\\atnref 1}}really?}} ahead.{comments}\
         \\par Anna: So.\\par}}"
    )
}

#[test]
fn comments_of_a_corrected_version_come_in_once() {
    let world = World::with_study();
    world.file("one.rtf", commented("look", ""));
    assert!(
        world
            .ok(&["import", "one.rtf"])
            .contains("1 comment became a memo")
    );
    let more = "{\\*\\atnauthor Eva}\\chatn{\\*\\annotation who?}";
    world.file("new/one.rtf", commented("stare", more));
    let told = world.ok(&["import", "new/one.rtf", "--corrected"]);
    assert!(told.contains("1 comment became a memo"), "{told}");
    let memos = world.ok(&["memo", "--format", "csv"]);
    assert_eq!(memos.matches("really?").count(), 1, "{memos}");
    assert!(memos.contains("stare") && memos.contains("who?"), "{memos}");
    world.ok(&["check"]);
    world.ok(&["undo"]);
    let memos = world.ok(&["memo", "--format", "csv"]);
    assert!(memos.contains("look") && !memos.contains("who?"), "{memos}");
}

const POLL: &str = "respondent,What do you pay?,When do you pay?\nP1,Late and little,In the summer\nP2,We never pay,Not at all then\n";

#[test]
fn a_table_that_has_grown_corrects_what_is_here_and_adds_the_rest() {
    let world = World::with_study();
    world.file("poll.csv", POLL);
    world.ok(&["import", "poll.csv"]);
    let grown = POLL.replace(
        "P2,We never pay,Not at all then\n",
        "P3,We are new,Nobody knows\n",
    );
    world.file("new/poll.csv", grown);
    let told = world.ok(&["import", "new/poll.csv", "--corrected"]);
    assert!(told.contains("corrected version of 'P1'"), "{told}");
    assert!(told.contains("'P3', case P3"), "{told}");
    assert!(told.contains("left as they are: P2"), "{told}");
    world.ok(&["check"]);
    let named = world.run(&["import", "poll.csv", "--name", "x"]);
    assert!(
        named
            .err
            .contains("holds 2 transcripts, and --name is for one"),
        "{}",
        named.shown
    );
}

#[test]
fn memos_go_with_a_lost_coding() {
    let world = World::with_interview();
    world.ok(&["code", "firm-1", "4", "BS-BR", "No bonus, no glory."]);
    world.ok(&["memo", "add", "coding:1", "she laughed here"]);
    world.file(
        "new/firm-1.txt",
        "Interviewer: Hm?\nAnna: All new.\nAnna: All.\n",
    );
    world.ok(&["import", "new/firm-1.txt", "--corrected"]);
    world.ok(&["lost", "drop", "1", "1"]);
    assert!(!world.ok(&["memo", "--format", "csv"]).contains("laughed"));
    world.ok(&["undo"]);
    assert!(world.ok(&["import", "--remove", "firm-1"]).is_empty());
    assert!(!world.ok(&["memo", "--format", "csv"]).contains("laughed"));
    world.ok(&["undo"]);
    assert!(world.ok(&["lost"]).contains("No bonus, no glory."));
    world.ok(&["check"]);
}

#[test]
fn a_case_must_have_a_name() {
    let world = World::with_interview();
    let ran = world.run(&["import", "firm-1.txt", "--case", " "]);
    assert_eq!(ran.code, 2, "{}", ran.shown);
}
