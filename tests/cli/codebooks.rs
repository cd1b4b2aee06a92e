//! The codebook comes from files, goes to files, and changes without losing a
//! coding.

use crate::world::World;

fn sample(name: &str) -> String {
    format!("{}/codebooks/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn a_three_column_list_exported_and_imported_again_is_the_same_codebook() {
    let world = World::with_study();
    world.ok(&["codebook", "import", &sample("final-list.csv")]);
    for file in ["again.toml", "again.csv"] {
        world.ok(&["codebook", "export", file]);
        let ran = world.run(&["codebook", "import", file]);
        assert_eq!(ran.code, 0, "{}", ran.shown);
        assert!(
            ran.err.contains("has this codebook already"),
            "{file}: {}",
            ran.shown
        );
    }
    let book = world.csv(&["codebook"]);
    let ids: Vec<&str> = book.iter().skip(1).map(|row| row[0].as_str()).collect();
    assert_eq!(ids.len(), 41);
    assert_eq!(
        (ids[0], ids[11], ids[40]),
        ("CCRM", "CRM-STR-rew", "BS-OP"),
        "the order is kept"
    );
}

#[test]
fn the_full_codebook_survives_its_own_export() {
    let world = World::with_demo();
    world.ok(&["codebook", "export", "again.toml"]);
    let ran = world.run(&["codebook", "diff", "again.toml"]);
    assert!(ran.err.contains("No difference"), "{}", ran.shown);
    world.ok(&["codebook", "export", "twice.toml"]);
    assert_eq!(world.text("again.toml"), world.text("twice.toml"));
}

#[test]
fn an_excel_list_is_read_as_the_csv_is() {
    let world = World::with_study();
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    let csv = std::fs::read_to_string(sample("final-list.csv")).unwrap();
    for (row, record) in crate::world::records(&csv).iter().enumerate() {
        for (column, text) in record.iter().enumerate() {
            let (row, column) = (row as u32, column as u16);
            // Excel makes a number of what looks like one.
            match text.parse::<f64>() {
                Ok(number) => sheet.write_number(row, column, number).unwrap(),
                Err(_) => sheet.write_string(row, column, text).unwrap(),
            };
        }
    }
    workbook.save(world.path("list.xlsx")).unwrap();
    world.ok(&["codebook", "import", "list.xlsx"]);
    let ran = world.run(&["codebook", "diff", &sample("final-list.csv")]);
    let differences: Vec<&str> = ran
        .out
        .lines()
        .filter(|line| !line.contains("name"))
        .collect();
    assert!(differences.is_empty(), "{}", ran.shown);
}

#[test]
fn a_changed_codebook_shows_its_difference_before_it_is_applied() {
    let world = World::with_interview();
    world.ok(&["code", "firm-1", "2", "BS-LT", "ten years ahead"]);
    world.file(
        "new.toml",
        "name = \"second round\"\n[[code]]\nid = \"BS-LONG\"\nwas = \"BS-LT\"\nlabel = \"long-term view\"\n[[code]]\nid = \"CF-LTV\"\nlabel = \"value\"\n[[code]]\nid = \"CRM-TR\"\nlabel = \"trust\"\n",
    );
    let shown = [
        world.run(&["codebook", "import", "new.toml"]).shown,
        world.answer(&["codebook", "diff", "new.toml"], "").shown,
        world
            .run(&["codebook", "import", "new.toml", "--yes"])
            .shown,
        world.run(&["code", "--list", "--format", "csv"]).shown,
        world.run(&["undo"]).shown,
        world.run(&["codebook", "--format", "csv"]).shown,
    ];
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn a_code_renamed_moved_or_retired_keeps_its_codings() {
    let world = World::with_demo();
    let codings = |code: &str| world.csv(&["code", "--list", "--code", code]).len();
    let held = codings("CRM-STR-rew");
    assert!(held > 5);
    world.ok(&["codebook", "rename", "CRM-STR-rew", "REW"]);
    assert_eq!(codings("REW"), held);
    let shown = world.ok(&["codebook", "show", "REW"]);
    assert!(
        shown.contains("CRM-STR"),
        "it still hangs where it hung:\n{shown}"
    );
    let table5 = world.csv(&["table", "table5"]);
    assert_eq!(
        table5.len(),
        5,
        "the pattern code gathers it under its new name"
    );
    world.ok(&["codebook", "move", "REW", "--under", "CRM-IM"]);
    assert_eq!(codings("REW"), held);
    world.ok(&["codebook", "retire", "REW"]);
    assert_eq!(codings("REW"), held);
    let refused = world.run(&["code", "case-a", "2", "REW", "x"]);
    assert!(refused.err.contains("is retired"), "{}", refused.shown);
    assert!(world.ok(&["check"]).contains("Nothing is wrong"));
    for _ in 0..3 {
        world.ok(&["undo"]);
    }
    assert_eq!(codings("CRM-STR-rew"), held);
}

#[test]
fn a_code_that_a_new_file_drops_is_retired_if_it_has_codings() {
    let world = World::with_interview();
    world.ok(&["code", "firm-1", "2", "BS-LT", "ten years ahead"]);
    world.file("short.csv", "code,description\nCF-LTV,value\n");
    let ran = world.run(&["codebook", "import", "short.csv", "--yes"]);
    assert!(
        ran.out.contains("BS-LT is in use: it will be retired"),
        "{}",
        ran.shown
    );
    assert_eq!(world.csv(&["code", "--list"]).len(), 2);
    let book = world.ok(&["codebook", "--format", "csv"]);
    assert!(
        book.contains("retired") && !book.contains("BS-BR"),
        "{book}"
    );
}

/// A rule that makes no sense is told with its line in the file and its column
/// in the rule; it keeps neither the codebook nor the other rules back.
#[test]
fn every_bad_rule_is_told_with_its_file_and_line() {
    let world = World::with_study();
    let rules = [
        ("fine", "bonus*"),
        ("only-not", "NOT bonus"),
        ("star", "*"),
        ("two-stars", "re**ward"),
        ("explodes", "/(a{1000}){1000}/"),
        ("field", "bonus speakr:Anna"),
        ("code", "bonus code:CRM-STR-rw"),
        ("question", "question:7"),
        ("nowhere", "pay NEAR bonus"),
        ("far", "pay NEAR/5000 bonus"),
        ("role", "role:boss"),
    ];
    let mut book = "[[code]]\nid = \"CRM-STR-rew\"\nlabel = \"rewarding\"\n".to_owned();
    for (id, find) in rules {
        book.push_str(&format!("[[code.rule]]\nid = \"{id}\"\nfind = '{find}'\n"));
    }
    world.file("book.toml", &book);
    let ran = world.run(&["codebook", "import", "book.toml"]);
    insta::assert_snapshot!(ran.shown);
    assert_eq!(ran.code, 0);
    world.file(
        "a.txt",
        "Anna: The bonus is paid.\nI: Why?\nAnna: As a bonus.\n",
    );
    world.ok(&["import", "a.txt"]);
    let ran = world.run(&["suggest"]);
    assert!(ran.shown.contains("fine"), "{}", ran.shown);
    world.file(
        "empty.toml",
        book.replace("find = 'bonus*'", "find = ''\nextent = 'sentense'"),
    );
    let ran = world.run(&["codebook", "import", "empty.toml"]);
    insta::assert_snapshot!("an_empty_rule_and_a_wrong_extent", ran.shown);
}

#[test]
fn keywords_that_make_no_rule_are_told_with_their_row() {
    let world = World::with_study();
    world.file(
        "list.csv",
        "Codes,Label,Keywords\nA,first,bonus\nB,second,50 %\n",
    );
    let ran = world.run(&["codebook", "import", "list.csv"]);
    assert!(
        ran.err.contains("list.csv:3: rule 'B-keywords'"),
        "{}",
        ran.shown
    );
}

#[test]
fn rules_that_name_a_renamed_code_follow_as_part_of_the_same_step() {
    let world = World::with_study();
    world.file(
        "book.toml",
        "[[code]]\nid = \"OLD\"\nlabel = \"o\"\n[[code]]\nid = \"B\"\nlabel = \"b\"\n\
         [[code.rule]]\nid = \"b\"\nfind = 'bonus  code:\"old\" NOT (pay code:OLD)'\n",
    );
    world.ok(&["codebook", "import", "book.toml"]);
    let told = world.run(&["codebook", "rename", "OLD", "NEW"]).err;
    assert!(
        told.contains("The rule b names it so and has a new version: "),
        "{told}"
    );
    let shown = world.run(&["rules", "show", "b"]).shown;
    let wanted = "bonus code:\"NEW\" NOT (pay code:NEW)";
    assert!(shown.contains(wanted), "{shown}");
    let log = world.run(&["log"]).shown;
    assert!(log.contains("renamed the code OLD to NEW, and in 1 rule"));
    world.ok(&["undo"]);
    let shown = world.run(&["rules", "show", "b"]).shown;
    assert!(shown.contains("code:\"old\" NOT (pay code:OLD)"), "{shown}");
}
