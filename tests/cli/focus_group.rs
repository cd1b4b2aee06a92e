//! A focus group: one transcript, and each of those who speak is a case. And
//! what else a transcript holds: times, and words that nobody said.

use crate::world::World;

const GROUP: &str = "\
Focus group 1, 4 March 2024

Moderator: What do you pay people for?
Anna: A bonus for sales, and only for sales.
Bo: We have no bonus.
Moderator: And who decides?

# After the break

Cilla: The board decides on every bonus.
Anna: I do.
Bo: Nobody at all.
Cilla: Except me.
";

/// A study with a focus group of a moderator and three participants, each of
/// them a case, and two passages coded.
fn world() -> World {
    let world = World::with_study();
    world.file("focus-1.md", GROUP);
    world.file(
        "book.toml",
        "name = \"b\"\n[[guide]]\nid = \"1\"\ntext = \"Rewards?\"\n[[guide]]\nid = \"2\"\ntext = \"Markets?\"\n[[code]]\nid = \"REW\"\nlabel = \"rewards\"\nguide = [\"1\"]\n[[code.rule]]\nid = \"rew\"\nfind = \"bonus\"\n[[code]]\nid = \"DEC\"\nlabel = \"who decides\"\nguide = [\"1\"]\n[[code]]\nid = \"MKT\"\nlabel = \"markets\"\nguide = [\"2\"]\n",
    );
    world.ok(&["codebook", "import", "book.toml"]);
    world.ok(&["import", "focus-1.md", "--no-case"]);
    for case in ["Firm A", "Firm B", "Firm C"] {
        world.ok(&["case", "add", case]);
    }
    for (speaker, case) in [("Anna", "Firm A"), ("bo", "firm-b"), ("Cilla", "Firm C")] {
        world.ok(&["case", "assign", "focus-1", case, "--speaker", speaker]);
    }
    world.ok(&["code", "focus-1", "2", "REW", "A bonus for sales"]);
    world.ok(&["code", "focus-1", "3", "REW", "no bonus"]);
    world.ok(&["code", "focus-1", "5", "DEC", "The board decides"]);
    world.ok(&["code", "focus-1", "1", "guide:1", ""]);
    world
}

fn row<'a>(table: &'a [Vec<String>], head: &str) -> &'a [String] {
    let row = table.iter().find(|row| row[0] == head);
    &row.unwrap_or_else(|| panic!("no row {head}"))[1..]
}

#[test]
fn each_participant_is_a_case_of_the_tables() {
    let world = world();
    let codings = world.csv(&["table", "codings"]);
    assert_eq!(codings[0][1..], ["Firm A", "Firm B", "Firm C"]);
    assert_eq!(row(&codings, "REW"), ["1", "1", "0"]);
    assert_eq!(row(&codings, "DEC"), ["0", "0", "1"]);
    // The moderator asks everybody.
    assert_eq!(
        row(&codings, "MKT"),
        ["not asked", "not asked", "not asked"]
    );
    let words = world.csv(&["table", "words"]);
    assert_eq!(row(&words, "REW"), ["4", "2", "0"]);
    let share = world.csv(&["table", "share"]);
    // Anna says 8 + 2 words, Bo 4 + 3, Cilla 6 + 2.
    assert_eq!(row(&share, "REW"), ["40.0", "28.6", "0.0"]);
    assert_eq!(row(&share, "DEC"), ["0.0", "0.0", "37.5"]);
    let presence = world.csv(&["table", "presence"]);
    assert_eq!(row(&presence, "REW"), ["1", "1", "0"]);
    let quotes = world.csv(&["table", "quotes"]);
    assert_eq!(row(&quotes, "REW")[1], "“no bonus” (focus-1:3)");
    let said = world.ok(&["table", "codings"]);
    assert!(
        !said.contains("belongs to no case"),
        "the moderator is no gap: {said}"
    );
    let evidence = ["table", "codings", "--evidence"];
    let behind = world.csv(&evidence);
    assert_eq!(behind.len(), 4, "three codings, each behind one cell");
    // What is not known of one participant is not known of that one alone.
    world.ok(&["case", "add", "Firm D"]);
    world.ok(&["code", "--remove", "3"]);
    let codings = world.csv(&["table", "codings"]);
    assert_eq!(
        row(&codings, "DEC"),
        ["0", "0", "not coded yet", "no transcript"]
    );
}

#[test]
fn who_belongs_where_is_shown_and_one_step_of_its_own() {
    let world = world();
    let shown = [
        world.run(&["case"]).shown,
        world.run(&["read"]).shown,
        world
            .run(&[
                "case",
                "assign",
                "focus-1",
                "Firm A",
                "--speaker",
                "Bo",
                "--speaker",
                "Cilla",
            ])
            .shown,
        world.run(&["read"]).shown,
        world.run(&["undo"]).shown,
        world.run(&["case", "assign", "focus-1", "Firm B"]).shown,
        world
            .run(&["case", "assign", "focus-1", "--none", "--speaker", "Cilla"])
            .shown,
        world.run(&["case"]).shown,
        world
            .run(&["case", "assign", "focus-1", "Firm A", "--speaker", "Cila"])
            .shown,
        world.run(&["undo"]).shown,
    ];
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn a_filter_by_case_names_what_its_speakers_say() {
    let world = world();
    let speakers = |case: &str| -> Vec<String> {
        let found = world.csv(&["find", "bonus", "--case", case]);
        assert!(found[1..].iter().all(|hit| hit[1] == case), "{found:?}");
        found[1..].iter().map(|hit| hit[4].clone()).collect()
    };
    assert_eq!(speakers("Firm A"), ["Anna"]);
    assert_eq!(speakers("Firm C"), ["Cilla"]);
    // The index follows when a speaker goes elsewhere.
    world.ok(&["case", "assign", "focus-1", "Firm A", "--speaker", "Cilla"]);
    assert_eq!(speakers("Firm A"), ["Anna", "Cilla"]);
    assert!(speakers("Firm C").is_empty());
    world.ok(&["undo"]);
    assert_eq!(speakers("Firm C"), ["Cilla"]);

    let listed = world.csv(&["code", "--list", "--case", "Firm B"]);
    assert_eq!(listed.len(), 2);
    assert_eq!(listed[1][1..3], ["focus-1", "3"]);
    world.ok(&["suggest"]);
    assert_eq!(
        world.csv(&["review"]).len(),
        2,
        "Cilla's bonus; the others are coded"
    );
    let waiting = world.csv(&["review", "--case", "Firm C"]);
    assert_eq!(waiting[1][7], "Firm C");
    assert_eq!(world.csv(&["review", "--case", "Firm A"]).len(), 1);
    // Both are conditions: of this transcript, what is of this case.
    let both = ["--transcript", "focus-1", "--case", "Firm A"];
    let mut accept = vec!["review", "accept"];
    accept.extend(both);
    world.ok(&accept);
    assert_eq!(world.csv(&["review"]).len(), 2, "nothing of Firm A waited");
    world.ok(&["review", "accept", "--case", "Firm C", "--yes"]);
    let codings = world.csv(&["table", "codings"]);
    assert_eq!(row(&codings, "REW"), ["1", "1", "1"]);
}

#[test]
fn a_case_that_is_renamed_or_removed_takes_its_speakers_along() {
    let world = world();
    world.ok(&["case", "rename", "Firm A", "Anna Ltd"]);
    let codings = world.csv(&["table", "codings"]);
    assert_eq!(codings[0][1..], ["Anna Ltd", "Firm B", "Firm C"]);
    assert_eq!(row(&codings, "REW"), ["1", "1", "0"]);
    world.ok(&["case", "remove", "Firm B"]);
    let codings = world.csv(&["table", "codings"]);
    assert_eq!(row(&codings, "REW"), ["1", "0"]);
    assert!(
        world.ok(&["table", "codings"]).contains(
            "1 transcript belongs to no case and plays no part here: focus-1 (Moderator, Bo)"
        ),
        "Bo is left out, and said to be"
    );
    world.ok(&["check"]);
    world.ok(&["undo"]);
    let codings = world.csv(&["table", "codings"]);
    assert_eq!(row(&codings, "REW"), ["1", "1", "0"]);
}

#[test]
fn a_summary_cites_what_speakers_of_its_case_said() {
    let world = world();
    let set = |case: &str, cite: &str| {
        world.run(&["summary", "set", "REW", case, "Bonus", "--cite", cite])
    };
    assert_eq!(set("Firm A", "focus-1:2 REW").code, 0);
    let wrong = set("Firm B", "focus-1:2 REW");
    assert_eq!(wrong.code, 1);
    assert!(
        wrong
            .err
            .contains("belongs to the case 'Firm A', not to 'Firm B'"),
        "{}",
        wrong.err
    );
}

#[test]
fn a_case_made_for_a_speaker_goes_when_the_speaker_does() {
    let world = world();
    let cases = || -> Vec<String> {
        let listed = world.csv(&["case"]);
        listed[1..].iter().map(|row| row[0].clone()).collect()
    };
    world.ok(&["case", "add", "Anna"]);
    world.ok(&["case", "assign", "focus-1", "Anna", "--speaker", "Anna"]);
    assert_eq!(cases(), ["Firm A", "Firm B", "Firm C", "Anna"]);
    world.ok(&["case", "assign", "focus-1", "Firm A", "--speaker", "Anna"]);
    assert_eq!(cases(), ["Firm A", "Firm B", "Firm C"]);
    world.ok(&["undo"]);
    assert_eq!(cases(), ["Firm A", "Firm B", "Firm C", "Anna"]);
}

#[test]
fn what_nobody_said_is_shown_between_the_turns() {
    let world = world();
    let shown = [
        world.run(&["read", "focus-1"]).shown,
        world.run(&["read", "focus-1", "--turn", "5"]).shown,
        world
            .run(&["read", "focus-1", "--turn", "2-4", "--format", "csv"])
            .shown,
        world.run(&["read", "focus-1", "--format", "csv"]).shown,
    ];
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn times_stand_in_lists_where_the_recording_has_them() {
    let world = World::with_study();
    world.file(
        "talk.vtt",
        "WEBVTT\n\n00:12:03.000 --> 00:12:09.000\n<v Interviewer>Is there a bonus?\n\n01:02:00.500 --> 01:02:09.000\n<v Anna>A bonus it is.\n\n01:02:10.000 --> 01:02:12.000\n<v Anna>And praise.\n",
    );
    world.file("talk-2.txt", "Interviewer: A bonus?\nBo: One bonus, yes.\n");
    world.file(
        "book.toml",
        "name = \"b\"\n[[code]]\nid = \"REW\"\nlabel = \"rewards\"\n[[code.rule]]\nid = \"rew\"\nfind = \"praise\"\n",
    );
    world.ok(&["codebook", "import", "book.toml"]);
    world.ok(&["import", "talk.vtt", "talk-2.txt"]);
    world.ok(&["code", "talk", "2", "REW", "A bonus it is"]);
    world.ok(&["code", "talk-2", "2", "REW", "One bonus"]);
    world.ok(&["suggest"]);
    let column = |arguments: &[&str], name: &str| -> Option<Vec<String>> {
        let table = world.csv(arguments);
        let at = table[0].iter().position(|head| head == name)?;
        Some(table[1..].iter().map(|row| row[at].clone()).collect())
    };
    let evidence = ["table", "codings", "--evidence"];
    assert_eq!(column(&evidence, "time").unwrap(), ["1:02:00", ""]);
    let listed = ["code", "--list"];
    assert_eq!(column(&listed, "time").unwrap(), ["1:02:00", ""]);
    assert_eq!(column(&listed, "coder").unwrap(), ["Anna", "Anna"]);
    assert_eq!(column(&["review"], "time").unwrap(), ["1:02:10"]);
    let found = column(&["find", "bonus OR praise", "--transcript", "talk"], "time");
    assert_eq!(found.unwrap(), ["0:12:03", "1:02:00", "1:02:10"]);
    for untimed in [
        &["code", "--list", "--transcript", "talk-2"][..],
        &["find", "bonus", "--transcript", "talk-2"],
    ] {
        assert_eq!(column(untimed, "time"), None);
    }
    insta::assert_snapshot!(
        [
            world.run(&["find", "bonus"]).shown,
            world.run(&["code", "--list"]).shown,
            world.run(&["review"]).shown,
            world.run(&["read", "talk"]).shown,
        ]
        .join("\n")
    );
}
