//! What counts, for whom, and what an empty cell says.

use crate::world::World;

fn cell(table: &[Vec<String>], row: &str, column: &str) -> String {
    let column = table[0]
        .iter()
        .position(|head| head == column)
        .expect("column");
    let row = table.iter().find(|line| line[0] == row).expect("row");
    row[column].clone()
}

#[test]
fn a_passage_with_three_codes_counts_for_each_once_per_coder() {
    let world = World::with_interview();
    for code in ["BS-LT", "CF-LTV", "BS-BR"] {
        world.ok(&[
            "code",
            "firm-1",
            "2",
            code,
            "ten years ahead, and the results follow",
        ]);
        world.ok(&[
            "code",
            "firm-1",
            "2",
            code,
            "ten years ahead, and the results follow",
        ]);
        world.ok(&[
            "code",
            "firm-1",
            "2",
            code,
            "ten years ahead, and the results follow",
            "--coder",
            "Ben",
        ]);
    }
    for (coders, expected) in [("Anna", "1"), ("Ben", "1"), ("Anna,Ben", "2")] {
        let table = world.csv(&["table", "codings", "--coders", coders]);
        for code in ["BS-LT", "CF-LTV", "BS-BR"] {
            assert_eq!(cell(&table, code, "firm-1"), expected, "{code} by {coders}");
        }
    }
    let table = world.csv(&["table", "codings"]);
    assert_eq!(
        cell(&table, "BS-LT", "firm-1"),
        "1",
        "without a word, the study's coder counts"
    );
    assert!(
        world.ok(&["table", "codings"]).contains("Coder: Anna."),
        "and the table says whose"
    );
}

#[test]
fn words_under_several_codings_are_shared_out_once() {
    let world = World::with_interview();
    world.ok(&["code", "firm-1", "2", "BS-LT", "We look ten years ahead"]);
    world.ok(&[
        "code",
        "firm-1",
        "2",
        "BS-LT",
        "ten years ahead, and the results follow",
    ]);
    let words = world.csv(&["table", "words"]);
    assert_eq!(cell(&words, "BS-LT", "firm-1"), "9");
    let share = world.csv(&["table", "share"]);
    // Anna says 15 + 4 words; 9 of them are coded.
    assert_eq!(cell(&share, "BS-LT", "firm-1"), "47.4");
}

#[test]
fn empty_is_not_zero() {
    let world = World::with_study();
    world.file(
        "book.toml",
        "name = \"b\"\n[[guide]]\nid = \"1\"\ntext = \"Customers?\"\n[[guide]]\nid = \"2\"\ntext = \"Rewards?\"\n[[code]]\nid = \"CUST\"\nlabel = \"customers\"\nguide = [\"1\"]\n[[code]]\nid = \"REW\"\nlabel = \"rewards\"\nguide = [\"2\"]\n[[code]]\nid = \"THEME\"\nlabel = \"Theme\"\nkind = \"pattern\"\ngathers = [\"REW\"]\n",
    );
    world.ok(&["codebook", "import", "book.toml"]);
    for (name, question) in [
        ("coded", "Rewards?"),
        ("unasked", "Customers?"),
        ("uncoded", "Rewards?"),
    ] {
        world.file(
            &format!("{name}.txt"),
            format!("Interviewer: {question}\nAnna: Customers come first in {name}.\n"),
        );
        world.ok(&["import", &format!("{name}.txt")]);
    }
    world.ok(&["case", "add", "silent"]);
    world.file(
        "marks.csv",
        "transcript,turn,code,quote\ncoded,1,guide:2,\nunasked,1,guide:1,\nuncoded,1,guide:2,\ncoded,2,CUST,Customers come first\nunasked,2,CUST,Customers come first\n",
    );
    world.ok(&["code", "--from", "marks.csv"]);
    world.file(
        "tables/themes.toml",
        "title = \"Themes\"\nrows = [\"THEME\"]\ncolumns = \"cases\"\ncells = \"summary\"\n",
    );
    insta::assert_snapshot!(
        [
            world.run(&["table", "codings"]).shown,
            world.run(&["table", "themes"]).shown
        ]
        .join("\n")
    );
}

#[test]
fn pending_suggestions_never_count_unless_asked_for_and_are_then_marked() {
    let world = World::with_study();
    world.file(
        "book.toml",
        "name = \"b\"\n[[code]]\nid = \"REW\"\nlabel = \"rewards\"\n[[code.rule]]\nid = \"rew\"\nfind = \"bonus\"\n",
    );
    world.file(
        "firm-1.txt",
        "Interviewer: Rewards? A bonus?\nAnna: A bonus it is.\n",
    );
    world.ok(&["codebook", "import", "book.toml"]);
    world.ok(&["import", "firm-1.txt"]);
    world.ok(&["suggest"]);
    let plain = world.csv(&["table", "codings"]);
    assert_eq!(cell(&plain, "REW", "firm-1"), "not coded yet");
    let asked = world.ok(&["table", "codings", "--pending"]);
    assert!(asked.contains("1 (1 pending)"), "{asked}");
    world.ok(&["review", "accept", "--code", "REW", "--yes"]);
    assert_eq!(
        cell(&world.csv(&["table", "codings"]), "REW", "firm-1"),
        "1"
    );
}

#[test]
fn where_suggestions_wait_a_table_says_neither_zero_nor_nothing_said() {
    let world = World::with_study();
    world.file(
        "book.toml",
        "name = \"b\"\n[[code]]\nid = \"REW\"\nlabel = \"rewards\"\n[[code.rule]]\nid = \"rew\"\nfind = \"bonus\"\n[[code]]\nid = \"CUST\"\nlabel = \"customers\"\n[[code]]\nid = \"THEME\"\nlabel = \"Theme\"\nkind = \"pattern\"\ngathers = [\"REW\"]\n",
    );
    world.file("firm-1.txt", "Interviewer: And?\nAnna: A bonus it is.\n");
    world.file("firm-2.txt", "Interviewer: And?\nBert: Customers it is.\n");
    world.file(
        "tables/themes.toml",
        "title = \"Themes\"\nrows = [\"THEME\"]\ncolumns = \"cases\"\ncells = \"summary\"\n",
    );
    world.ok(&["codebook", "import", "book.toml"]);
    world.ok(&["import", "firm-1.txt", "firm-2.txt"]);
    world.ok(&["code", "firm-1", "2", "CUST", "it is"]);
    world.ok(&["code", "firm-2", "2", "CUST", "Customers"]);
    world.ok(&["suggest"]);
    insta::assert_snapshot!(
        [
            world.run(&["table", "codings"]).shown,
            world.run(&["table", "themes"]).shown
        ]
        .join("\n")
    );
    for name in ["codings", "words", "share", "presence", "quotes"] {
        let table = world.csv(&["table", name]);
        assert_eq!(cell(&table, "REW", "firm-1"), "undecided", "{name}");
        assert_ne!(cell(&table, "REW", "firm-2"), "undecided", "{name}");
    }
    let counted = world.csv(&["table", "codings", "--pending"]);
    assert_eq!(cell(&counted, "REW", "firm-1"), "1 (1 pending)");
    world.ok(&["review", "reject", "--code", "REW", "--yes"]);
    let decided = world.csv(&["table", "codings"]);
    assert_eq!(cell(&decided, "REW", "firm-1"), "0");
}

#[test]
fn a_csv_of_counts_says_whose_they_are_and_of_what() {
    let world = World::with_interview();
    for coder in ["Anna", "Ben"] {
        world.ok(&[
            "code",
            "firm-1",
            "2",
            "BS-LT",
            "ten years ahead",
            "--coder",
            coder,
        ]);
    }
    world.ok(&["case", "set", "firm-1", "industry=lifts"]);
    let corner = |arguments: &[&str]| world.csv(arguments)[0][0].clone();
    assert_eq!(corner(&["table", "codings"]), "Code (codings; Anna)");
    assert_eq!(
        corner(&["table", "codings", "--coders", "Ben,Anna"]),
        "Code (codings; Ben, Anna)"
    );
    assert_eq!(
        corner(&["table", "share"]),
        "Code (% of the informants' words; Anna)"
    );
    assert_eq!(
        corner(&["table", "presence"]),
        "Code (presence (1 = at least one coding); Anna)"
    );
    assert_eq!(corner(&["table", "cases"]), "Case");
    assert_eq!(corner(&["table", "quotes"]), "Code");
}

#[test]
fn a_summary_says_when_its_evidence_has_changed() {
    let world = World::with_interview();
    world.ok(&["code", "firm-1", "2", "BS-LT", "ten years ahead"]);
    world.ok(&[
        "summary",
        "set",
        "BS-LT",
        "firm-1",
        "Looks far ahead",
        "--cite",
        "firm-1:2 BS-LT",
    ]);
    world.file(
        "tables/t.toml",
        "title = \"T\"\nrows = [\"BS-LT\"]\ncells = \"summary\"\n",
    );
    assert!(!world.ok(&["table", "t"]).contains("evidence changed"));
    let kept = world.run(&["code", "--remove", "1"]);
    assert!(kept.err.contains("cited by a summary"), "{}", kept.shown);
    // A merge of codes changes what the cited coding stands for.
    world.ok(&["codebook", "rename", "BS-LT", "BS-LONG"]);
    world.file(
        "tables/t.toml",
        "title = \"T\"\nrows = [\"BS-LONG\"]\ncells = \"summary\"\n",
    );
    assert!(
        !world.ok(&["table", "t"]).contains("evidence changed"),
        "a new name is no new evidence"
    );
}
