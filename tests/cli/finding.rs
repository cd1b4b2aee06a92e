//! Words in context: looked at, counted, and coded.

use crate::world::World;

const BOOK: &str = "name = \"b\"\n[[guide]]\nid = \"1\"\ntext = \"Pay\"\n[[code]]\nid = \"REW\"\nlabel = \"rewards\"\n[[code]]\nid = \"REW-BON\"\nlabel = \"bonus\"\n[[code]]\nid = \"OLD\"\nlabel = \"old\"\n";

fn world() -> World {
    let world = World::with_study();
    world.file("book.toml", BOOK);
    world.ok(&["codebook", "import", "book.toml"]);
    world.file(
        "firm-a.txt",
        "Interviewer: How good is your data?\n\
         Anna: Data quality is poor. The yearly bonus depends on data of good quality.\n\
         Anna: 顧客 first 👩🏽‍💻, bonus second.\n",
    );
    world.file(
        "firm-b.txt",
        "Interviewer: And the bonus?\n\
         Bo: A yearly bonus, [laughs] no more. Our data quality is fine.\n\
         Bo: We get a Bonus in May.\n",
    );
    world.file(
        "silent.txt",
        "Interviewer: Anything?\nCy: Nothing at all.\n",
    );
    world.ok(&["import", "firm-a.txt", "firm-b.txt", "silent.txt"]);
    world.ok(&["case", "add", "Later"]);
    world
}

#[test]
fn each_find_is_a_line_with_all_its_words_marked() {
    let world = world();
    let shown = [
        world.run(&["find", "\"data quality\""]).shown,
        world.run(&["find", "data NEAR/3 quality"]).shown,
        world.run(&["find", "bonus"]).shown,
        world.run(&["find", "bonus", "--limit", "2"]).shown,
    ];
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn hits_sort_by_the_words_beside_them_before_the_first_are_shown() {
    let world = world();
    let matched = |sort: &str, column: usize| -> Vec<String> {
        let found = world.csv(&["find", "bonus", "--sort", sort, "--context", "1"]);
        found[1..].iter().map(|hit| hit[column].clone()).collect()
    };
    assert_eq!(
        matched("left", 5),
        ["a ", "first 👩🏽‍💻, ", "the ", "yearly ", "yearly "]
    );
    assert_eq!(
        matched("right", 7),
        ["?", " depends", " in", ", [laughs", " second"]
    );
    assert_eq!(
        matched("case", 1),
        ["firm-a", "firm-a", "firm-b", "firm-b", "firm-b"]
    );
    assert_eq!(matched("place", 2), ["2", "3", "1", "2", "3"]);
    assert_eq!(matched("best", 2).len(), 5);
    insta::assert_snapshot!(
        world
            .run(&["find", "bonus", "--sort", "left", "--limit", "3"])
            .shown
    );
}

#[test]
fn hits_are_counted_against_the_words_spoken_and_silence_is_not_absence() {
    let world = world();
    let counts = ["case", "speaker", "transcript"].map(|by| {
        let arguments = ["find", "bonus", "--role", "informant", "--counts", by];
        world.run(&arguments).shown
    });
    insta::assert_snapshot!(counts.join("\n"));
    let both = world.ok(&["find", "bonus", "--counts", "case", "--counts", "case"]);
    assert_eq!(both.matches("Total").count(), 1);
}

#[test]
fn the_words_that_keep_company_are_ranked() {
    let world = world();
    let shown = [
        world.run(&["find", "bonus", "--collocates"]).shown,
        world
            .run(&["find", "bonus", "--collocates", "1", "--all-words"])
            .shown,
        world
            .run(&["find", "bonus", "--collocates", "--counts", "case"])
            .shown,
    ];
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn fields_say_who_speaks_and_what_is_coded() {
    let world = world();
    world.ok(&["code", "firm-a", "2", "REW-BON", "The yearly bonus"]);
    world.ok(&["code", "firm-b", "1", "guide:1", "And the bonus?"]);
    let places = |query: &str| -> Vec<String> {
        let found = world.csv(&["find", query]);
        let place = |hit: &Vec<String>| format!("{}:{}", hit[0], hit[2]);
        found[1..].iter().map(place).collect()
    };
    assert_eq!(places("bonus code:REW*"), ["firm-a:2"]);
    assert_eq!(
        places("bonus NOT code:REW*"),
        ["firm-a:3", "firm-b:1", "firm-b:2", "firm-b:3"]
    );
    assert_eq!(places("code:REW-BON"), ["firm-a:2"]);
    assert_eq!(places("bonus speaker:bo"), ["firm-b:2", "firm-b:3"]);
    assert_eq!(places("bonus case:Firm-B role:interviewer"), ["firm-b:1"]);
    assert_eq!(places("question:1"), ["firm-b:1", "firm-b:2", "firm-b:3"]);
    assert_eq!(places("bonus lang:fi"), [""; 0]);
    let shown = [
        world.run(&["find", "code:REW-BON"]).shown,
        world.run(&["find", "bonus code:REW-BUN"]).shown,
        world.run(&["find", "bonus case:Frim-A"]).shown,
    ];
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn what_was_found_waits_as_suggestions_after_a_look() {
    let world = world();
    world.ok(&["code", "firm-a", "2", "REW", "The yearly bonus"]);
    world.ok(&["codebook", "retire", "OLD"]);
    let coding = ["find", "bonus", "--role", "informant", "--code", "REW"];
    let with = |more: &[&'static str]| [&coding[..], more].concat();
    let before = world.ok(&["log"]);
    let shown = [
        world.run(&coding).shown,
        world.answer(&coding, "n\n").shown,
        world.run(&["find", "bonus", "--code", "OLD"]).shown,
        world.run(&with(&["--extent", "page"])).shown,
    ];
    assert_eq!(world.ok(&["log"]), before, "nothing was written");
    let shown = shown.into_iter().chain([
        world.answer(&coding, "y\n").shown,
        world.run(&["review"]).shown,
        world.run(&with(&["--yes"])).shown,
    ]);
    let shown: Vec<String> = shown.collect();
    insta::assert_snapshot!(shown.join("\n"));
    world.ok(&["undo"]);
    assert_eq!(world.csv(&["review"]).len(), 1, "one step");
}

#[test]
fn what_was_rejected_is_not_suggested_by_a_search_again() {
    let world = world();
    let coding = ["find", "bonus", "--code", "REW", "--extent", "hit", "--yes"];
    world.ok(&coding);
    world.ok(&["review", "reject", "1"]);
    world.ok(&["review", "accept", "2"]);
    let told = world.run(&coding).err;
    assert!(
        told.contains("Left out: 1 coded so already, 1 rejected before, 3 waiting already."),
        "{told}"
    );
}

#[test]
fn what_nobody_said_is_found_and_neither_counted_nor_coded() {
    let world = world();
    assert!(world.ok(&["find", "laughs"]).contains("⟦laughs⟧"));
    let coding = world.run(&["find", "laughs", "--code", "REW", "--yes"]);
    assert!(
        coding.err.contains("Nothing new to suggest"),
        "{}",
        coding.shown
    );
    let counted = world.csv(&["find", "laughs", "--counts", "transcript"]);
    assert_eq!(counted.last().unwrap()[1], "0", "{counted:?}");
}

#[test]
fn in_a_focus_group_each_hit_is_told_under_its_own_case() {
    let world = World::with_study();
    world.file(
        "group.txt",
        "Moderator: Bonus?\nAnn: My bonus.\nBen: No.\nModerator: And?\nAnn: Yes.\nBen: A bonus.\n",
    );
    world.ok(&["import", "group.txt", "--case-from", "speaker"]);
    world.ok(&["case", "add", "Later"]);
    let heading = |arguments: &[&str]| -> Vec<String> {
        let shown = world.ok(arguments);
        let lines = shown.lines().filter(|line| !line.contains('⟦'));
        lines.map(str::to_owned).collect()
    };
    assert_eq!(heading(&["find", "bonus"]), ["group · several cases"]);
    assert_eq!(
        heading(&["find", "bonus", "--sort", "case"]),
        ["group · Ann", "group · Ben", "group · no case"]
    );
    assert_eq!(
        heading(&["find", "bonus", "--case", "Ben"]),
        ["group · Ben"]
    );
}

#[test]
fn a_case_whose_speakers_are_not_asked_for_still_has_its_transcript() {
    let world = world();
    let counted = |more: &[&str]| -> Vec<Vec<String>> {
        let counts = ["find", "bonus", "--counts", "case"];
        let rows = world.csv(&[&counts[..], more].concat());
        rows[1..].iter().map(|row| row[..4].to_vec()).collect()
    };
    assert_eq!(
        counted(&["--role", "other"]),
        [
            ["firm-a", "0", "0", "0"],
            ["firm-b", "0", "0", "0"],
            ["silent", "0", "0", "0"],
            ["Later", "no transcript", "no transcript", "no transcript"],
            ["Total", "0", "0", "0"],
        ]
    );
    let one = counted(&["--transcript", "silent"]);
    assert_eq!(one[0], ["silent", "0", "0", "4"]);
    assert_eq!(one.len(), 2, "{one:?}");
}
