use crate::world::{World, records};

#[test]
fn the_demo_shows_table_5_and_the_counts_and_says_what_is_next() {
    let world = World::new();
    let ran = world.run(&["demo"]);
    insta::assert_snapshot!(ran.shown);
}

#[test]
fn a_second_demo_touches_nothing() {
    let world = World::new();
    world.ok(&["demo", "study"]);
    let before = world.everything();
    let ran = world.run(&["demo", "study"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.err
            .contains("study is there already; nothing was touched"),
        "{}",
        ran.shown
    );
    assert!(world.everything() == before, "a file has changed");
}

#[test]
fn a_demo_that_finds_foreign_files_leaves_them_alone() {
    let world = World::new();
    world.file("mine/thesis.txt", "years of work");
    assert_eq!(world.run(&["demo", "mine"]).code, 1);
    assert_eq!(world.everything().len(), 1);
}

#[test]
fn the_sample_is_sound_and_complete() {
    let world = World::with_demo();
    insta::assert_snapshot!(world.run(&["check"]).shown);
    let codings = world.csv(&["code", "--list", "--by", "Aino"]);
    assert!(
        codings.len() > 250,
        "{} codings by the first coder",
        codings.len() - 1
    );
    let code_at = codings[0].iter().position(|head| head == "code").unwrap();
    let used: std::collections::HashSet<&String> =
        codings.iter().skip(1).map(|row| &row[code_at]).collect();
    let book = world.csv(&["codebook", "show"]);
    let codes: Vec<&String> = book
        .iter()
        .skip(1)
        .filter(|row| row[2] != "pattern")
        .map(|row| &row[0])
        .collect();
    assert_eq!(codes.len(), 41);
    let unused: Vec<&&String> = codes.iter().filter(|code| !used.contains(**code)).collect();
    assert!(unused.is_empty(), "codes that nobody used: {unused:?}");
    assert_eq!(world.csv(&["summary"]).len(), 71);
}

/// The tables of the study, as its facts give them, cell by cell.
#[test]
fn tables_3_and_5_to_8_come_out_as_published() {
    let world = World::with_demo();
    for name in ["table3", "table5", "table6", "table7", "table8"] {
        let path = format!("{}/tests/expected/{name}.csv", env!("CARGO_MANIFEST_DIR"));
        let expected = records(&std::fs::read_to_string(path).unwrap());
        let built = records(&world.text(&format!("out/tables/{name}.csv")));
        assert_eq!(built.len(), expected.len(), "{name}: number of rows");
        let heads = &expected[0];
        for (row, wanted) in expected.iter().enumerate() {
            assert_eq!(built[row][0], wanted[0], "{name}: head of row {row}");
            for (at, head) in heads
                .iter()
                .enumerate()
                .skip(1)
                .filter(|(_, head)| *head != "codes")
            {
                let column = built[0].iter().position(|it| it == head);
                let column = column.unwrap_or_else(|| panic!("{name} has no column '{head}'"));
                assert_eq!(built[row][column], wanted[at], "{name}: row {row}, {head}");
            }
        }
    }
}

#[test]
fn the_same_study_builds_the_same_bytes() {
    let (one, two) = (World::with_demo(), World::with_demo());
    let out = |world: &World| -> Vec<_> {
        world
            .everything()
            .into_iter()
            .filter(|(path, _)| path.starts_with("out"))
            .collect()
    };
    let first = out(&one);
    assert!(first.len() > 20, "{} files built", first.len());
    assert!(first == out(&two), "two demos differ");
    let told = one.ok(&["build"]);
    assert!(
        told.lines().all(|line| line.starts_with("as before")),
        "{told}"
    );
    assert!(first == out(&one), "a second build differs");
}

#[test]
fn every_cell_of_table_5_opens_to_its_quotes() {
    let world = World::with_demo();
    let evidence = world.csv(&["table", "table5", "--evidence"]);
    let head = |name: &str| evidence[0].iter().position(|it| it == name).unwrap();
    let (row, column, quote) = (head("row"), head("column"), head("quote"));
    let mut cells = std::collections::HashSet::new();
    for line in evidence.iter().skip(1) {
        assert!(!line[quote].is_empty());
        cells.insert((line[row].clone(), line[column].clone()));
    }
    assert_eq!(cells.len(), 20, "4 themes × 5 cases each have a quote");
}
