//! How files come in: many at once, looked at before, with their cases.

use crate::world::World;

fn interview(who: &str) -> String {
    format!(
        "Interviewer: How do you work here?\n{who}: We work well, thank you.\nInterviewer: And then?\n{who}: That is all I can say. [laughs]\n"
    )
}

#[test]
fn a_look_before_shows_who_speaks_and_changes_nothing() {
    let world = World::with_study();
    world.file(
        "in/one.txt",
        format!("Interview 1\n\n{}", interview("Anna")),
    );
    insta::assert_snapshot!(world.run(&["import", "in", "--dry-run"]).shown);
    insta::assert_snapshot!(
        world
            .run(&["import", "in", "--dry-run", "--format", "csv"])
            .shown
    );
    assert!(!world.ok(&["read"]).contains("one "));
    assert!(!world.path("originals/one.txt").exists());
}

#[test]
fn cases_and_attributes_come_from_names_and_folders() {
    let world = World::with_study();
    for name in ["Firm A_CEO_1", "Firm A_CFO_2", "Firm B_CEO_1", "odd"] {
        world.file(
            &format!("in/{name}.txt"),
            interview(&format!("P {name}").replace('_', " ")),
        );
    }
    insta::assert_snapshot!(
        world
            .run(&[
                "import",
                "in/*.txt",
                "--case-from",
                "{case}_{position}_{any}"
            ])
            .shown
    );
    insta::assert_snapshot!(world.run(&["case"]).shown);
    let world = World::with_study();
    world.file("in/Firm C/one.txt", interview("Anna"));
    world.file("in/Firm D/two.txt", interview("Bo"));
    world.ok(&["import", "in", "--case-from", "folder"]);
    insta::assert_snapshot!(world.run(&["case"]).shown);
}

#[test]
fn a_pattern_that_cannot_work_and_files_that_do_not_fit() {
    let world = World::with_study();
    world.file("in/one.txt", interview("Anna"));
    for wrong in [
        &["import", "in", "--case-from", "{case}{position}"][..],
        &["import", "in/*.docx"],
        &["import", "in", "--speaker", "Anna"],
        &["import", "in", "--speaker", "Hanna=Anna X"],
        &["import", "in", "--speaker-case", "Hanna=Firm"],
    ] {
        insta::assert_snapshot!(world.run(wrong).shown);
    }
}

#[test]
fn speakers_are_renamed_merged_and_ruled_out() {
    let world = World::with_study();
    world.file(
        "one.txt",
        "Interviewer: Why?\nAnn E.: One.\nInterviewer: Why?\nAnn Example: Two.\nExample: is no person\nInterviewer: Why?\nAnn E.: Three.\nExample: again\n",
    );
    insta::assert_snapshot!(
        world
            .run(&[
                "import",
                "one.txt",
                "--speaker",
                "Ann E.=Ann Example",
                "--not-a-speaker",
                "Example"
            ])
            .shown
    );
    insta::assert_snapshot!(world.run(&["read", "one"]).shown);
}
