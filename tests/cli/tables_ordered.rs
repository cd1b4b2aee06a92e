//! Tables ordered on the command line and in specs: changed, kept, checked.

use crate::world::World;

/// Two interviews in two cases of different size, two codes.
fn two_firms() -> World {
    let world = World::with_study();
    world.file("codes.csv", "code,description\nREW,rewards\nIT,systems\n");
    world.file("cases.csv", "case,size\nFirm A,large\nFirm B,small\n");
    world.file(
        "firm-a.txt",
        "Interviewer: Rewards?\nAnna: A bonus for all, and the system counts it.\n",
    );
    world.file(
        "firm-b.txt",
        "Interviewer: Rewards?\nBert: No bonus here. Once there was one.\n",
    );
    world.file(
        "codings.csv",
        "transcript,turn,code,quote\nfirm-a,2,REW,A bonus for all\nfirm-a,2,IT,the system counts it\n\
         firm-b,2,REW,No bonus here\nfirm-b,2,REW,Once there was one\n",
    );
    world.ok(&["codebook", "import", "codes.csv"]);
    world.ok(&["import", "firm-a.txt", "firm-b.txt"]);
    world.ok(&["case", "import", "cases.csv"]);
    world.ok(&["code", "--from", "codings.csv"]);
    world
}

#[test]
fn a_table_is_ordered_without_a_spec_and_kept_as_one() {
    let world = two_firms();
    let order = [
        "table",
        "--rows",
        "REW,IT",
        "--columns",
        "attribute:size",
        "--cells",
        "codings",
        "--percent",
        "column",
        "--note",
        "Two firms.",
        "--save",
        "by-size",
    ];
    let shown = [
        world.run(&order).shown,
        world.text("tables/by-size.toml"),
        world
            .run(&["table", "by-size", "--only", "size=large"])
            .shown,
        world
            .run(&["table", "by-size", "--transpose", "--title", "Turned"])
            .shown,
        world.run(&["table"]).shown,
    ];
    insta::assert_snapshot!(shown.join("\n"));
    let again = world.run(&order);
    assert_eq!(again.code, 0, "the same order once more: {}", again.shown);
    let other = ["table", "--rows", "IT", "--save", "by-size"];
    let refused = world.run(&other);
    assert_eq!(refused.code, 1, "{}", refused.shown);
    assert!(
        refused.err.contains("choose another name"),
        "{}",
        refused.shown
    );
}

#[test]
fn a_spec_given_by_its_path_is_kept_as_before() {
    let world = two_firms();
    world.file("spec.toml", "cells = \"codings\" # mine\n");
    world.ok(&["table", "spec.toml", "--save"]);
    assert_eq!(world.text("tables/spec.toml"), world.text("spec.toml"));
    world.file("other.toml", "cells = \"words\"\n");
    world.ok(&["table", "--save", "other.toml"]);
    assert_eq!(world.text("tables/other.toml"), world.text("other.toml"));
}

#[test]
fn an_order_that_cannot_be_is_told() {
    let world = two_firms();
    let shown: Vec<String> = [
        &["table", "--cells", "codngs"][..],
        &["table", "--rows", "REWARD"],
        &["table", "--rows", "code"],
        &["table", "--columns", "attribute:siz"],
        &["table", "--only", "size=huge"],
        &["table", "--only", "informant"],
        &["table", "--cells", "summary", "--percent", "row"],
        &["table", "--cells", "codings,words,share"],
        &["table", "--near", "turn"],
        &["table", "--rows", "cases", "--columns", "cases"],
        &["table", "--rows", "IT", "--save", "a/b"],
        &["table", "codings", "--hide-empty", "--save"],
        &["table", "--out", "x.csv"],
    ]
    .iter()
    .map(|arguments| world.run(arguments).shown)
    .collect();
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn specs_are_checked_with_file_line_and_column() {
    let world = two_firms();
    world.file("tables/fine.toml", "cells = \"codings\"\n");
    world.file(
        "tables/names.toml",
        "title = \"REWARD\"\nrows = [\n  \"IT\",\n  \"REWARD\",\n]\ncells = \"codings\"\n",
    );
    world.file(
        "tables/only.toml",
        "cells = \"codings\"\n[only]\nattribute.siz = \"large\"\n",
    );
    world.file(
        "tables/charts.toml",
        "cells = \"codings\"\ncharts = \"heatmop\"\n",
    );
    world.file("tables/slips.toml", "rows = \"code\"\ncells = \"sumary\"\n");
    let shown = [
        world.run(&["table", "--check"]).shown,
        world.run(&["table", "fine", "--check"]).shown,
        world.run(&["table", "names"]).shown,
        world.run(&["table"]).shown,
        world.run(&["build"]).err,
    ];
    insta::assert_snapshot!(shown.join("\n"));
}

/// The words of a command line, as a shell parts them.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().unwrap().push(c),
        }
    }
    words
}

#[test]
fn every_example_on_the_page_makes_a_table_of_the_sample() {
    let world = World::with_demo();
    let page = world.ok(&["table", "--language"]);
    let blocks = page.split("```").filter_map(|it| it.strip_prefix("toml\n"));
    for (at, block) in blocks.enumerate() {
        world.file(&format!("tables/page-{at}.toml"), block);
    }
    let checked = world.run(&["table", "--check"]);
    assert_eq!(checked.code, 0, "{}", checked.shown);
    let mut run = 0;
    for line in page
        .split('`')
        .filter(|it| it.starts_with("crosscase table"))
    {
        if line.contains("NAME") {
            continue;
        }
        let words = words(line);
        let arguments: Vec<&str> = words[1..].iter().map(String::as_str).collect();
        world.ok(&arguments);
        run += 1;
    }
    assert!(run >= 6, "{run}");
}
