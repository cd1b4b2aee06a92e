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
            .contains("removed    out/charts/case-c-2 (pdf, png, svg)")
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

#[test]
fn a_walk_shows_the_passage_before_it_asks() {
    use std::io::{Read, Write};
    use std::process::Stdio;
    let world = World::with_demo();
    let mut child = world
        .command()
        .args(["review", "walk", "--case", "Case A"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The question comes on one stream, the passage on the other; once the
    // question is there, the passage must have been sent.
    let mut asked = Vec::new();
    let mut err = child.stderr.take().unwrap();
    while !asked.ends_with(b"keys: ") {
        let mut byte = [0];
        assert_eq!(err.read(&mut byte).unwrap(), 1, "no question came");
        asked.push(byte[0]);
    }
    let mut shown = [0; 40];
    child.stdout.take().unwrap().read_exact(&mut shown).unwrap();
    assert!(String::from_utf8_lossy(&shown).contains("1 of"));
    child.stdin.take().unwrap().write_all(b"q\n").unwrap();
    child.wait().unwrap();
}

#[test]
fn a_misspelt_speaker_changes_no_role() {
    let world = World::with_study();
    world.file(
        "talk.txt",
        "Ann: We pay.\nBo: We do.\nAnn: A bonus.\nBo: Yes.\n",
    );
    let ran = world.run(&["import", "talk.txt", "--interviewer", "Anm"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.err.contains("no speaker 'Anm'") && ran.err.contains("did you mean Ann?"),
        "{}",
        ran.shown
    );
    assert_eq!(world.csv(&["read"]).len(), 1, "nothing came in");
}

#[test]
fn a_cell_takes_no_evidence_from_another_case() {
    let world = World::with_interview();
    world.ok(&["code", "firm-1", "2", "BS-LT", "ten years ahead"]);
    world.ok(&["case", "add", "Firm 2"]);
    let ran = world.run(&[
        "summary",
        "set",
        "BS-LT",
        "Firm 2",
        "x",
        "--cite",
        "firm-1:2 BS-LT",
    ]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.err
            .contains("belongs to the case 'firm-1', not to 'Firm 2'"),
        "{}",
        ran.shown
    );
}

#[test]
fn a_folder_of_folders_comes_in_whole() {
    let world = World::with_study();
    for name in ["talks/a.txt", "talks/north/b.txt", "talks/north/far/c.txt"] {
        world.file(
            name,
            format!("Interviewer: {name}?\nAnna: Yes.\nInterviewer: So?\nAnna: No.\n"),
        );
    }
    world.ok(&["import", "talks"]);
    assert_eq!(world.csv(&["read"]).len(), 4);
}

#[test]
fn a_transcript_can_leave_the_study_and_come_back() {
    let world = World::with_demo();
    let before = world.csv(&["read"]);
    let ran = world.run(&["import", "--remove", "case-b"]);
    assert!(
        ran.err.contains("drew on it; tables mark them"),
        "{}",
        ran.shown
    );
    assert!(
        world
            .ok(&["table", "table5"])
            .contains("[evidence changed]")
    );
    assert_eq!(world.run(&["check"]).code, 0);
    world.ok(&["undo"]);
    assert_eq!(world.csv(&["read"]), before);
}

#[test]
fn a_coder_written_in_small_letters_is_the_same_person() {
    let world = World::with_interview();
    world.ok(&[
        "code",
        "firm-1",
        "2",
        "BS-LT",
        "ten years ahead",
        "--coder",
        "anna",
    ]);
    assert_eq!(world.csv(&["code", "--list", "--by", "Anna"]).len(), 2);
    world.ok(&[
        "code",
        "firm-1",
        "2",
        "BS-BR",
        "the results follow",
        "--coder",
        "Ben",
    ]);
    let bens = world.ok(&["table", "codings", "--coder", "Ben"]);
    assert!(bens.contains("Coder: Ben."), "{bens}");
    assert!(
        world
            .ok(&["table", "codings", "--coders", "Anna, Ben"])
            .contains("Coders: Anna, Ben.")
    );
}

#[test]
fn a_quote_with_other_marks_or_a_slip_is_helped() {
    let world = World::with_study();
    world.file("talk.txt", "Interviewer: So?\nAnna: It’s “ours” – all of it, said the old man.\nInterviewer: So?\nAnna: Yes.\n");
    world.file("codes.csv", "code,description\nX,x\n");
    world.ok(&["codebook", "import", "codes.csv"]);
    world.ok(&["import", "talk.txt"]);
    world.ok(&["code", "talk", "2", "X", "It's \"ours\" - all of it"]);
    let ran = world.run(&["code", "talk", "2", "X", "all of it, said the odd man"]);
    assert!(
        ran.err
            .contains("the turn has: “It’s “ours” – all of it, said the old man.”"),
        "{}",
        ran.shown
    );
}

#[test]
fn a_talk_in_another_language_is_noticed() {
    let world = World::with_study();
    let path = format!(
        "{}/sample-transcripts/case-d-fi.txt",
        env!("CARGO_MANIFEST_DIR")
    );
    assert!(
        world
            .ok(&["import", &path])
            .contains("the words look like Finnish")
    );
}

#[test]
fn a_case_made_by_an_import_goes_when_its_transcript_moves_on() {
    let world = World::with_interview();
    world.ok(&["case", "add", "North"]);
    world.ok(&["case", "assign", "firm-1", "North"]);
    assert_eq!(world.csv(&["case"]).len(), 2, "only North is left");
}

#[test]
fn a_code_can_be_moved_to_the_top_and_its_file_says_so() {
    let world = World::with_demo();
    world.ok(&["codebook", "move", "CRM-TR", "--top"]);
    let shown = world.ok(&["codebook", "show", "CRM-TR"]);
    assert!(!shown.contains("parent"), "{shown}");
    world.ok(&["codebook", "export", "book.toml"]);
    assert!(
        world
            .run(&["codebook", "diff", "book.toml"])
            .err
            .contains("No difference")
    );
    world.ok(&["codebook", "rename", "MO", "CRM-MO"]);
    assert!(
        !world.ok(&["codebook", "show", "CRM-MO"]).contains("parent"),
        "a new name moves nothing"
    );
}

#[test]
fn a_coder_set_for_all_commands_does_not_change_whose_codings_a_table_counts() {
    let world = World::with_interview();
    world.ok(&["code", "firm-1", "2", "BS-LT", "ten years ahead"]);
    let set = |arguments: &[&str]| {
        let output = world
            .command()
            .env("CROSSCASE_CODER", "Ben")
            .args(arguments)
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(
        set(&["table", "codings"]).contains("Coder: Anna."),
        "Ben has coded nothing"
    );
    set(&["code", "firm-1", "2", "BS-BR", "the results follow"]);
    assert_eq!(
        world.csv(&["code", "--list", "--by", "Ben"]).len(),
        2,
        "but it names his codings"
    );
    assert!(set(&["table", "codings"]).contains("Coder: Anna."));
    assert!(
        world
            .ok(&["table", "codings", "--coder", "ben"])
            .contains("Coder: Ben.")
    );
}
