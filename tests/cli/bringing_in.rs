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

#[test]
fn a_studys_own_turn_mark_is_said_once_and_remembered() {
    let world = World::with_study();
    let text =
        |who: &str| format!("{who} | What is it?\nBo | It is this.\n{who} | And?\nBo | That.\n");
    world.file("one.txt", text("Ann"));
    world.file("two.txt", text("Ulla"));
    insta::assert_snapshot!(
        world
            .run(&["import", "one.txt", "--turn-mark", "{name} |"])
            .shown
    );
    insta::assert_snapshot!(world.run(&["import", "two.txt"]).shown);
    world.ok(&["import", "--forget"]);
    world.file("three.txt", text("Matti"));
    let told = world.ok(&["import", "three.txt"]);
    assert!(told.contains("no speaker was recognised"), "{told}");
}

#[test]
fn what_a_tables_columns_are_for_is_said_once_and_remembered() {
    let world = World::with_study();
    let table = |who: &str| {
        format!(
            "A1;A2\n{who};How does it go?\nBo;It goes well, thank you for asking.\n{who};And then?\nBo;Nothing more to say about it.\n"
        )
    };
    world.file("one.csv", table("Ann"));
    world.file("two.csv", table("Ulla"));
    world.file("third.csv", table("Maija").replace("A1;A2", "Kuka;Mitä"));
    insta::assert_snapshot!(
        world
            .run(&[
                "import",
                "third.csv",
                "--column",
                "author=Kuka",
                "--column",
                "text=Mitä"
            ])
            .shown
    );
    world.file("fourth.csv", table("Kerttu").replace("A1;A2", "Kuka;Mitä"));
    insta::assert_snapshot!(world.run(&["import", "fourth.csv", "--dry-run"]).shown);
    insta::assert_snapshot!(world.run(&["log"]).shown);
}

#[test]
fn who_asks_the_guides_questions_is_the_interviewer() {
    let world = World::with_study();
    world.file(
        "codes.toml",
        "name = \"x\"\n[[guide]]\nid = \"1\"\ntext = \"How do you reward salespeople for long-term results?\"\n[[guide]]\nid = \"2\"\ntext = \"Which customers bring the most value?\"\n[[code]]\nid = \"A\"\nlabel = \"a\"\n",
    );
    world.ok(&["codebook", "import", "codes.toml", "--yes"]);
    world.file(
        "one.txt",
        "Mari: So, how do you reward your salespeople for long-term results.\nPekka: We do not, really. What should one say?\nMari: And which customers bring you the most value.\nPekka: The old ones do. Who else?\n",
    );
    insta::assert_snapshot!(world.run(&["import", "one.txt"]).shown);
}

#[test]
fn what_was_said_wrongly_of_a_file_is_set_right_by_importing_it_again() {
    let world = World::with_study();
    world.file("one.txt", interview("Anna"));
    world.ok(&["import", "one.txt"]);
    insta::assert_snapshot!(
        world
            .run(&[
                "import",
                "one.txt",
                "--language",
                "fi",
                "--case",
                "Firm 1",
                "--name",
                "first"
            ])
            .shown
    );
    insta::assert_snapshot!(world.run(&["read"]).shown);
    world.ok(&["undo"]);
    assert!(world.ok(&["read"]).contains("one "));
}

#[test]
fn a_picture_with_the_ending_of_a_word_file_is_told_from_a_damaged_one() {
    let world = World::with_study();
    world.file("photo.docx", [&b"\xFF\xD8\xFF\xE0"[..], &[7; 200]].concat());
    world.file("cut.docx", [&b"PK\x03\x04"[..], &[0; 200]].concat());
    insta::assert_snapshot!(world.run(&["import", "photo.docx", "cut.docx"]).shown);
}

#[test]
fn a_turn_mark_that_no_file_has_is_not_remembered() {
    let world = World::with_study();
    world.file("one.txt", interview("Anna"));
    world.ok(&["import", "one.txt", "--turn-mark", "§{name}§"]);
    let told = world.run(&["import", "--forget"]).err;
    assert!(told.contains("forgot: 0"), "{told}");
}
