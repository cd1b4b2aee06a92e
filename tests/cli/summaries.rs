//! Written cells: drafts and final words, what has happened to their evidence,
//! pairs of every kind, and quotes that wait to be rewritten.

use crate::world::World;

/// One interview, coded a little, with a table of summaries.
fn coded() -> World {
    let world = World::with_interview();
    world.ok(&["code", "firm-1", "2", "BS-LT", "ten years ahead"]);
    world.ok(&["code", "firm-1", "4", "BS-BR", "No bonus, no glory"]);
    world.file(
        "tables/t.toml",
        "title = \"T\"\nrows = [\"BS-LT\", \"CF-LTV\", \"BS-BR\"]\ncells = \"summary\"\n",
    );
    world
}

/// The cells of the table, row by row.
fn cells(world: &World) -> Vec<String> {
    let rows = world.csv(&["table", "t"]);
    rows[1..4]
        .iter()
        .map(|row| row.last().unwrap().clone())
        .collect()
}

/// The table and its notes in one line.
fn notes(world: &World) -> String {
    let table = world.ok(&["table", "t"]);
    table.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the list of summaries says of the only one: state and news.
fn told(world: &World) -> (String, String) {
    let rows = world.csv(&["summary"]);
    assert_eq!(rows.len(), 2, "{rows:?}");
    (rows[1][3].clone(), rows[1][4].clone())
}

#[test]
fn a_cell_goes_from_draft_to_final_and_its_history_tells_how() {
    let world = coded();
    let mut shown = String::new();
    for arguments in [
        &[
            "summary",
            "set",
            "BS-LT",
            "firm-1",
            "They look far",
            "--draft",
        ][..],
        &["table", "t"],
        &[
            "summary",
            "set",
            "firm-1",
            "BS-LT",
            "They look ten years ahead",
            "--cite",
            "firm-1:2 BS-LT",
        ],
        &["summary", "final", "BS-LT", "firm-1"],
        &["summary", "final", "BS-LT", "firm-1"],
        &["undo"],
        &["redo"],
        &[
            "--coder",
            "Bo",
            "summary",
            "not-applicable",
            "CF-LTV",
            "firm-1",
            "no value is counted",
        ],
        &["summary"],
        &["summary", "list", "--state", "not-applicable"],
        &["table", "t"],
        &["summary", "show", "BS-LT", "firm-1"],
        &["summary", "history", "BS-LT", "firm-1"],
        &["summary", "history", "BS-BR", "firm-1"],
        &["summary", "list", "--state", "done"],
    ] {
        shown.push_str(&world.run(arguments).shown);
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn a_cell_says_what_was_added_removed_and_changed_since() {
    let world = coded();
    world.ok(&["code", "firm-1", "2", "BS-LT", "all of them"]);
    world.ok(&[
        "summary",
        "set",
        "BS-LT",
        "firm-1",
        "Far",
        "--cite",
        "firm-1:2 BS-LT \"ten\"",
    ]);
    let none = (String::from("final"), String::new());
    assert_eq!(told(&world), none);
    world.ok(&["code", "firm-1", "2", "BS-LT", "the results follow"]);
    assert_eq!(told(&world).1, "1 coding added");
    assert_eq!(cells(&world)[0], "Far [evidence changed]");
    let gone = world.csv(&["code", "--list", "--code", "BS-LT"]);
    let gone = gone
        .iter()
        .find(|row| row.contains(&"all of them".to_owned()));
    world.ok(&["code", "--remove", &gone.unwrap()[0]]);
    assert_eq!(told(&world).1, "1 coding added, 1 removed");
    assert!(
        world
            .ok(&["table", "t"])
            .contains("BS-LT × firm-1: 1 coding added, 1 removed since")
    );
    let shown = world.run(&["summary", "show", "BS-LT", "firm-1"]).shown;
    insta::assert_snapshot!(shown);
    assert_eq!(world.csv(&["summary", "list", "--stale"]).len(), 2);
    assert!(
        world
            .ok(&["check"])
            .contains("1 of 1 summaries: evidence has changed")
    );

    world.ok(&["summary", "confirm", "BS-LT", "firm-1"]);
    assert_eq!(told(&world), none);
    assert_eq!(world.csv(&["summary", "list", "--stale"]).len(), 1);
    world.ok(&["undo"]);
    assert_eq!(told(&world).1, "1 coding added, 1 removed");
}

#[test]
fn a_second_coder_never_flags_the_first_ones_summaries() {
    let world = coded();
    world.ok(&["summary", "set", "BS-LT", "firm-1", "Far"]);
    world.ok(&[
        "--coder",
        "Bo",
        "code",
        "firm-1",
        "2",
        "BS-LT",
        "all of them",
    ]);
    assert_eq!(told(&world).1, "");
    // Bo writes about what the study's coder has coded, and not alone.
    world.ok(&[
        "--coder", "Bo", "summary", "set", "BS-LT", "firm-1", "Very far",
    ]);
    world.ok(&["--coder", "Bo", "code", "firm-1", "2", "BS-LT", "look ten"]);
    assert_eq!(told(&world).1, "");
    world.ok(&["code", "firm-1", "2", "BS-LT", "all of them"]);
    assert_eq!(told(&world).1, "1 coding added");
}

#[test]
fn suggestions_count_once_they_are_accepted() {
    let world = coded();
    world.ok(&["summary", "set", "BS-LT", "firm-1", "Far"]);
    world.ok(&["find", "\"all of them\"", "--code", "BS-LT", "--yes"]);
    assert_eq!(told(&world).1, "");
    world.ok(&["review", "accept", "--code", "BS-LT", "--yes"]);
    assert!(told(&world).1.contains("added"), "{:?}", told(&world));
    world.ok(&["undo"]);
    assert_eq!(told(&world).1, "");
}

#[test]
fn what_does_not_apply_is_open_again_once_something_is_coded() {
    let world = coded();
    world.ok(&[
        "summary",
        "not-applicable",
        "CF-LTV",
        "firm-1",
        "sells nothing",
    ]);
    assert_eq!(cells(&world)[1], "not applicable");
    let table = notes(&world);
    assert!(
        table.contains("CF-LTV × firm-1: not applicable: sells nothing."),
        "{table}"
    );
    world.ok(&["code", "firm-1", "2", "CF-LTV", "the results follow"]);
    assert_eq!(cells(&world)[1], "not written yet [evidence changed]");
    let table = notes(&world);
    assert!(
        table.contains("said not to apply (sells nothing), but 1 coding is here"),
        "{table}"
    );
    let ran = world.run(&["summary", "not-applicable", "CF-LTV", "firm-1"]);
    assert!(ran.err.contains("but there: 1 coding"), "{}", ran.shown);
}

#[test]
fn pairs_of_every_kind_are_written_listed_and_written_out() {
    let world = coded();
    world.ok(&["case", "set", "firm-1", "size=big", "market=new"]);
    world.ok(&["case", "round", "firm-1", "2"]);
    world.ok(&["code", "firm-1", "2", "CF-LTV", "We look ten years ahead"]);
    for (row, column, text) in [
        ("BS-LT", "firm-1", "a case"),
        ("CF-LTV", "BS-LT", "two codes"),
        ("BS-LT", "size=big", "an attribute"),
        ("BS-LT", "Size = Big / market=new", "nested"),
        ("BS-LT", "round:2", "a round"),
        ("all", "firm-1", "a portrait"),
        ("ALL", "BS-LT", "a synthesis"),
    ] {
        world.ok(&["summary", "set", row, column, text, "--draft"]);
    }
    // The same pair in the other order is the same cell.
    let ran = world.run(&[
        "summary",
        "set",
        "BS-LT",
        "CF-LTV",
        "both codes",
        "--cite",
        "firm-1:2 BS-LT",
    ]);
    assert!(
        ran.err.contains("0 summaries written, 1 changed"),
        "{}",
        ran.shown
    );
    world.ok(&["code", "firm-1", "2", "BS-LT", "ten"]);
    let listed = world.ok(&["summary"]);
    world.ok(&["summary", "export", "all.toml"]);
    insta::assert_snapshot!(format!("{listed}\n{}", world.text("all.toml")));

    // What was written out is read again as it stands, here and elsewhere.
    let ran = world.run(&["summary", "import", "all.toml"]);
    assert!(
        ran.err
            .contains("0 summaries written, 0 changed, 7 as before"),
        "{}",
        ran.shown
    );
    let before = world.csv(&["summary"]);
    for row in &before[1..] {
        world.ok(&[
            "summary",
            "remove",
            &row[0].replace("round ", "round:"),
            &row[1].replace("round ", "round:"),
        ]);
    }
    world.ok(&["summary", "import", "all.toml"]);
    let without_news = |rows: Vec<Vec<String>>| -> Vec<Vec<String>> {
        let drop = |mut row: Vec<String>| {
            row.remove(4);
            row
        };
        rows.into_iter().map(drop).collect()
    };
    assert_eq!(without_news(world.csv(&["summary"])), without_news(before));
}

#[test]
fn a_pair_that_is_none_is_told_what_to_write() {
    let world = coded();
    world.ok(&["case", "set", "firm-1", "size=big"]);
    world.ok(&["case", "add", "BS-BR"]);
    let mut shown = String::new();
    for (row, column) in [
        ("BS-LTT", "firm-1"),
        ("BS-LT", "colour=red"),
        ("BS-LT", "size=small"),
        ("BS-LT", "BS-LT"),
        ("BS-LT", "BS-BR"),
        ("BS-LT", "round:9"),
        ("BS-LT", "question:1"),
    ] {
        let ran = world.run(&["summary", "set", row, column, "x"]);
        assert_eq!(ran.code, 1, "{}", ran.shown);
        shown.push_str(&ran.shown);
    }
    for verb in ["final", "confirm", "remove"] {
        shown.push_str(&world.run(&["summary", verb, "BS-LT", "firm-1"]).shown);
    }
    shown.push_str(&world.run(&["summary", "show", "BS-LT", "firm-1"]).shown);
    insta::assert_snapshot!(shown);
}

#[test]
fn a_draft_of_quotes_is_visibly_quotes_until_a_person_rewrites_it() {
    let world = coded();
    let mut shown = String::new();
    for arguments in [
        &["summary", "draft", "CF-LTV", "firm-1"][..],
        &["summary", "draft", "BS-BR", "firm-1", "--why"],
        &["summary", "final", "BS-BR", "firm-1"],
        &["summary", "draft", "--table", "t", "--most", "2"],
        &["table", "t"],
        &["summary", "set", "BS-BR", "firm-1", "No bonus at all"],
        &["summary", "final", "BS-BR", "firm-1"],
        &["summary", "draft", "--table", "t"],
        &["summary"],
        &["summary", "draft", "BS-BR", "firm-1"],
        &["summary", "draft", "BS-BR"],
        &["summary", "draft", "--table", "t", "--most", "0"],
    ] {
        shown.push_str(&world.run(arguments).shown);
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn drafts_of_a_table_are_one_change() {
    let world = coded();
    let before = cells(&world);
    let ran = world.run(&["summary", "draft", "--table", "t"]);
    assert!(
        ran.err.contains("Put quotes into 2 cells of t"),
        "{}",
        ran.shown
    );
    assert!(cells(&world)[0].starts_with("“ten years ahead” (firm-1:2) [draft]"));
    world.ok(&["undo"]);
    assert_eq!(cells(&world), before);
}

#[test]
fn the_strongest_quotes_of_the_sample_are_chosen_in_both_languages() {
    let world = World::with_demo();
    world.ok(&["summary", "remove", "REWARDING", "Case D"]);
    let mut shown = String::new();
    for arguments in [
        &["summary", "draft", "REWARDING", "Case D", "--why"][..],
        &["summary", "draft", "all", "Case E", "--most", "2", "--why"],
    ] {
        shown.push_str(&world.run(arguments).shown);
    }
    // The Finnish interview of the sample is coded by nobody yet.
    world.ok(&["case", "add", "Case F"]);
    world.ok(&["case", "assign", "case-d-fi", "Case F"]);
    world.ok(&[
        "find",
        "palkkio* OR bonus*",
        "--transcript",
        "case-d-fi",
        "--extent",
        "sentence",
        "--code",
        "CRM-STR-rew",
        "--yes",
    ]);
    world.ok(&[
        "review",
        "accept",
        "--transcript",
        "case-d-fi",
        "--code",
        "CRM-STR-rew",
        "--yes",
    ]);
    shown.push_str(
        &world
            .run(&["summary", "draft", "REWARDING", "Case F", "--why"])
            .shown,
    );
    insta::assert_snapshot!(shown);
}

#[test]
fn a_cell_follows_its_case_to_another_name() {
    let world = coded();
    world.ok(&["summary", "set", "BS-LT", "firm-1", "Far"]);
    world.ok(&["summary", "set", "all", "firm-1", "A firm"]);
    world.ok(&["case", "rename", "firm-1", "Havu Oy"]);
    assert_eq!(world.csv(&["summary"])[1][1], "Havu Oy");
    let history = world.csv(&["summary", "history", "BS-LT", "Havu Oy"]);
    assert_eq!(history.len(), 3, "{history:?}");
    assert_eq!(history[1][2], "wrote the summary BS-LT × firm-1");
    assert_eq!(world.csv(&["summary", "list", "--stale"]).len(), 1);
}

#[test]
fn transcripts_belong_to_rounds_of_interviews() {
    let world = World::with_interview();
    let talk =
        |name: &str| format!("Interviewer: {name}?\nAnna: Yes.\nInterviewer: So?\nAnna: No.\n");
    world.file("firm-1-b.txt", talk("b"));
    world.ok(&["import", "firm-1-b.txt", "--case", "firm-1", "--round", "2"]);
    let mut shown = world.run(&["read"]).shown;
    for arguments in [
        &["case", "round", "firm-1", "1"][..],
        &["case"],
        &["case", "round", "firm-1", "--none"],
        // The same file again, with its round.
        &["import", "firm-1.txt", "--round", "first"],
        &["read"],
        &["case", "round", "firm-1"],
        &["case", "round", "firm-9", "1"],
        &["import", "firm-1.txt", "--round", " "],
    ] {
        shown.push_str(&world.run(arguments).shown);
    }
    insta::assert_snapshot!(shown);
}
