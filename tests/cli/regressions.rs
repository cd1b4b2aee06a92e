//! Bugs that were found, each told by the test that keeps it away.

use crate::world::World;

#[test]
fn a_codebook_without_a_theme_does_not_lose_the_cells_written_for_it() {
    let world = World::with_demo();
    world.ok(&["codebook", "export", "less.toml"]);
    let text = world.text("less.toml");
    let start = text.find("[[code]]\nid = \"REWARDING\"").unwrap();
    let end = start + text[start + 1..].find("\n[[code]]").unwrap() + 1;
    world.file("less.toml", format!("{}{}", &text[..start], &text[end..]));
    let ran = world.run(&["codebook", "import", "less.toml", "--yes"]);
    assert!(
        ran.out.contains("REWARDING is in use: it will be retired"),
        "{}",
        ran.shown
    );
    assert_eq!(world.csv(&["summary"]).len(), 71);
}

#[test]
fn undo_in_a_walk_never_takes_back_what_somebody_else_did() {
    let world = World::with_demo();
    let told = world.answer(&["review", "walk", "--case", "Case A"], "u\nq\n");
    assert!(
        told.err.contains("Nothing was decided here yet"),
        "{}",
        told.shown
    );
    assert_eq!(world.csv(&["code", "--list", "--by", "Mikko"]).len(), 129);
}

#[test]
fn a_blank_coder_is_no_coder() {
    let world = World::with_interview();
    world.ok(&[
        "code",
        "firm-1",
        "2",
        "BS-LT",
        "ten years ahead",
        "--coder",
        "",
    ]);
    assert_eq!(world.csv(&["code", "--list", "--by", "Anna"]).len(), 2);
}

#[test]
fn a_rule_that_breaks_does_not_lose_its_suggestions_and_one_that_goes_takes_them_along() {
    let world = World::with_study();
    let book = |rule: &str| {
        world.file(
            "book.toml",
            format!("name = \"b\"\n[[code]]\nid = \"REW\"\nlabel = \"r\"\n{rule}"),
        );
        world.run(&["codebook", "import", "book.toml", "--yes"])
    };
    let rule = |find: &str| format!("[[code.rule]]\nid = \"rew\"\nfind = '{find}'\n");
    let other = "[[code.rule]]\nid = \"other\"\nfind = 'zebra'\n";
    book(&rule("bonus"));
    world.file(
        "talk.txt",
        "Interviewer: Well?\nAnna: A bonus.\nInterviewer: So?\nAnna: Yes.\n",
    );
    world.ok(&["import", "talk.txt"]);
    world.ok(&["suggest"]);
    let told = book(&format!("{}{other}", rule("/b(/")));
    assert!(
        told.err.contains("rule 'rew' of the code REW"),
        "{}",
        told.shown
    );
    assert_eq!(world.run(&["suggest"]).code, 1);
    assert_eq!(
        world.csv(&["review", "--rule", "rew"]).len(),
        2,
        "still waiting"
    );
    book(other);
    assert_eq!(
        world.csv(&["review", "--rule", "rew"]).len(),
        2,
        "still named"
    );
    world.ok(&["suggest"]);
    assert_eq!(world.csv(&["review"]).len(), 1, "gone with its rule");
}

#[test]
fn removing_codings_spares_rejections() {
    let world = World::with_demo();
    let first = world.csv(&["review"])[1][1].clone();
    world.ok(&["review", "reject", &first]);
    let refused = world.run(&["code", "--remove", &first]);
    assert_eq!(refused.code, 1);
    assert!(
        refused.err.contains("is a suggestion, rejected"),
        "{}",
        refused.shown
    );
}

#[test]
fn a_coding_named_twice_is_removed_once() {
    let world = World::with_interview();
    world.ok(&["code", "firm-1", "2", "BS-LT", "ten years ahead"]);
    let ran = world.run(&["code", "--remove", "1", "1"]);
    assert!(ran.err.contains("Removed 1 coding."), "{}", ran.shown);
}

#[test]
fn two_cases_cannot_have_names_that_fold_to_one() {
    let world = World::with_interview();
    world.ok(&["case", "add", "Firm 2"]);
    assert_eq!(world.run(&["case", "rename", "Firm 2", "FIRM_1"]).code, 1);
    world.ok(&["case", "rename", "firm-1", "Firm 1"]);
}

#[test]
fn cases_whose_names_differ_in_signs_only_have_charts_of_their_own() {
    let world = World::with_interview();
    world.ok(&["case", "add", "C"]);
    world.ok(&["case", "add", "C++"]);
    world.ok(&["case", "add", "???"]);
    world.ok(&["build"]);
    for name in ["case-c", "case-c-2", "case-unnamed"] {
        assert!(
            world.path(&format!("out/charts/{name}.svg")).is_file(),
            "{name}"
        );
    }
    world.file("out/charts/mine.txt", "not built");
    world.ok(&["case", "remove", "C++"]);
    assert!(
        world
            .ok(&["build"])
            .contains("removed    out/charts/case-c-2.svg")
    );
    assert!(
        world.path("out/charts/mine.txt").is_file(),
        "only what was built goes"
    );
}

#[test]
fn headings_and_words_in_a_speech_are_no_informants() {
    let world = World::with_study();
    world.file(
        "a.txt",
        "Anna: We began.\nProblem: nobody used it.\nSo we stopped.\nAnna: Yes.\n",
    );
    assert!(
        !world
            .ok(&["import", "a.txt"])
            .contains("Problem: informant")
    );
    world.file(
        "b.txt",
        "Interviewer: So?\nAnna: I was young.\nRespondent background: ten years.\nInterviewer: And?\nAnna: Yes.\n",
    );
    let told = world.ok(&["import", "b.txt"]);
    assert!(told.contains("Anna: informant, 2 turns"), "{told}");
}

#[test]
fn a_rule_that_moves_from_a_dropped_code_leaves_no_twin_behind() {
    let world = World::with_interview();
    let rule = "[[code.rule]]\nid = \"r1\"\nfind = 'bonus'\n";
    world.file(
        "one.toml",
        format!("name = \"b\"\n[[code]]\nid = \"A\"\nlabel = \"a\"\n{rule}"),
    );
    world.ok(&["codebook", "import", "one.toml", "--yes"]);
    world.ok(&["code", "firm-1", "2", "A", "ten years ahead"]);
    world.file(
        "two.toml",
        format!("name = \"b\"\n[[code]]\nid = \"B\"\nlabel = \"b\"\n{rule}"),
    );
    world.ok(&["codebook", "import", "two.toml", "--yes"]);
    world.ok(&["codebook", "rename", "B", "C"]);
    assert!(world.ok(&["check"]).contains("Nothing is wrong"));
}

#[test]
fn many_new_studies_at_once_are_one_study() {
    let world = World::new();
    let children: Vec<_> = (0..6)
        .map(|_| {
            let mut command = world.command();
            command
                .args(["new", "study"])
                .stderr(std::process::Stdio::piped());
            command.spawn().unwrap()
        })
        .collect();
    let mut made = 0;
    for child in children {
        let output = child.wait_with_output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        made += usize::from(output.status.success());
        assert!(
            output.status.success() || told.contains("already holds a study"),
            "{told}"
        );
    }
    assert_eq!(made, 1);
    let left: Vec<_> = world
        .everything()
        .into_iter()
        .map(|(path, _)| path)
        .collect();
    assert_eq!(left, [std::path::Path::new("study/study.db")]);
}

#[test]
fn a_match_after_a_joining_sign_does_not_stop_the_search() {
    let world = World::with_study();
    let speech = format!("\u{fe0f}{} bonus", "x".repeat(200));
    world.file(
        "a.txt",
        format!("Interviewer: So?\nAnna: {speech}\nInterviewer: So?\nAnna: Yes.\n"),
    );
    world.ok(&["import", "a.txt"]);
    assert!(world.ok(&["find", "bonus"]).contains("⟦bonus⟧"));
}

#[test]
fn the_same_file_twice_in_one_import_corrects_its_roles_once() {
    let world = World::with_study();
    world.file(
        "talk.txt",
        "Ann: We pay.\nBo: We do.\nAnn: A bonus.\nBo: Yes.\n",
    );
    world.ok(&["import", "talk.txt"]);
    world.ok(&["import", "talk.txt", "talk.txt", "--interviewer", "Ann"]);
}

#[test]
fn a_cell_written_twice_in_a_file_is_told_with_its_line_and_no_file_comes_in_half() {
    let world = World::with_interview();
    let cell = "[[summary]]\ncode = \"BS-LT\"\ncase = \"firm-1\"\ntext = \"x\"\n";
    world.file("good.toml", cell);
    world.file(
        "twice.toml",
        format!("{}{cell}", cell.replace("BS-LT", "BS-BR")).replace("BS-BR", "BS-LT"),
    );
    let ran = world.run(&["summary", "import", "good.toml", "twice.toml"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.err
            .contains("twice.toml:5: the cell BS-LT × firm-1 is written twice"),
        "{}",
        ran.shown
    );
    assert_eq!(world.csv(&["summary"]).len(), 1, "nothing came in");
}

#[test]
fn a_renaming_names_the_table_specs_that_must_follow() {
    let world = World::with_demo();
    let ran = world.run(&["codebook", "rename", "REWARDING", "REWARDS"]);
    assert!(ran.err.contains("tables/table5.toml"), "{}", ran.shown);
}

#[test]
fn a_transcript_needs_a_name() {
    let world = World::with_interview();
    world.file(
        "other.txt",
        "Interviewer: So?\nAnna: Yes.\nInterviewer: So?\nAnna: No.\n",
    );
    assert_eq!(world.run(&["import", "other.txt", "--name", ""]).code, 1);
}
