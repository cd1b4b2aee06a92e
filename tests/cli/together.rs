//! Which codes stand together, as people ask for it.

use crate::world::World;

/// Two interviews, the second after a break, and codings by two coders.
fn world() -> World {
    let world = World::with_study();
    world.file(
        "codes.csv",
        "code,description\nBS-LT,long term\nBS-BR,results\nCF-LTV,value\nCF-SAT,satisfaction\n",
    );
    world.file(
        "firm-1.txt",
        "Interviewer: How do you look at customers?\nAnna: We look ten years ahead. The results follow. We ask them all.\nInterviewer: And rewards?\nAnna: No bonus, no glory. Hyvä niin.\n",
    );
    world.file(
        "firm-2.md",
        "Interviewer: And you?\nBo: The customer's value is what counts.\n\n# After the break\n\nBo: And that they stay happy with it.\n",
    );
    world.ok(&["codebook", "import", "codes.csv"]);
    world.ok(&["import", "firm-1.txt", "firm-2.md"]);
    for (transcript, turn, code, words) in [
        ("firm-1", "2", "BS-LT", "ten years ahead. The results"),
        ("firm-1", "2", "BS-BR", "The results follow"),
        ("firm-1", "2", "CF-SAT", "We ask them all"),
        ("firm-1", "4", "BS-BR", "No bonus"),
        ("firm-2", "2", "CF-LTV", "The customer's value"),
    ] {
        world.ok(&["code", transcript, turn, code, words]);
    }
    world.ok(&[
        "code",
        "firm-2",
        "3",
        "CF-SAT",
        "they stay happy",
        "--coder",
        "Ben",
    ]);
    world
}

/// The pairs of a list, with what they share.
fn listed(world: &World, arguments: &[&str]) -> Vec<(String, String)> {
    let mut all = vec!["together", "--list"];
    all.extend(arguments);
    let rows = world.csv(&all);
    let rows = rows.into_iter().skip(1);
    rows.map(|row| (row[0].clone(), row[3].clone())).collect()
}

fn pair(name: &str, count: &str) -> (String, String) {
    (name.to_owned(), count.to_owned())
}

#[test]
fn codes_meet_in_a_turn_a_sentence_or_where_their_passages_overlap() {
    let world = world();
    assert_eq!(
        listed(&world, &[]),
        [
            pair("BS-LT × CF-SAT", "1"),
            pair("BS-LT × BS-BR", "1"),
            pair("BS-BR × CF-SAT", "1"),
        ],
        "the strongest first: both turns of CF-SAT and BS-LT are one"
    );
    assert_eq!(
        listed(&world, &["--within", "sentence"]),
        [pair("BS-LT × BS-BR", "1")]
    );
    assert_eq!(
        listed(&world, &["--within", "overlap"]),
        [pair("BS-LT × BS-BR", "1")]
    );
}

#[test]
fn turns_are_counted_in_one_transcript_and_headings_are_none() {
    let world = world();
    let both = ["--coders", "Anna,Ben", "--within"];
    let near = |turns| listed(&world, &[&both[..], &[turns]].concat());
    assert!(
        near("1").contains(&pair("CF-LTV × CF-SAT", "1")),
        "the heading between their turns is no turn"
    );
    assert!(!near("0").contains(&pair("CF-LTV × CF-SAT", "1")));
    let two = near("2");
    assert!(two.contains(&pair("BS-LT × BS-BR", "2")), "{two:?}");
    assert!(!near("9").iter().any(|(it, _)| it == "BS-LT × CF-LTV"));
}

#[test]
fn what_two_coders_gave_stands_together_unless_one_must_have_given_both() {
    let world = world();
    let codes = ["CF-LTV", "CF-SAT", "--coders", "Anna,Ben", "--within", "1"];
    assert_eq!(listed(&world, &codes), [pair("CF-LTV × CF-SAT", "1")]);
    let same = [&codes[..], &["--same-coder"]].concat();
    assert!(listed(&world, &same).is_empty());
}

#[test]
fn people_of_a_focus_group_are_neighbours_whatever_their_cases() {
    let world = world();
    world.file(
        "group.txt",
        "Moderator: Who pays?\nAnna: The results pay.\nBo: And satisfied customers.\nModerator: Only they?\nAnna: Only they.\nBo: Yes.\n",
    );
    world.ok(&["import", "group.txt", "--no-case"]);
    for case in ["Firm A", "Firm B"] {
        world.ok(&["case", "add", case]);
    }
    world.ok(&["case", "assign", "group", "Firm A", "--speaker", "Anna"]);
    world.ok(&["case", "assign", "group", "Firm B", "--speaker", "Bo"]);
    world.ok(&["code", "group", "2", "BS-BR", "results"]);
    world.ok(&["code", "group", "3", "CF-SAT", "satisfied"]);
    let codes = ["BS-BR", "--with", "CF-SAT", "--within", "1"];
    assert_eq!(
        listed(&world, &codes),
        [pair("BS-BR × CF-SAT", "2")],
        "in one turn of firm-1, and in turns of two cases here"
    );
}

#[test]
fn one_family_of_codes_is_held_against_another() {
    let world = world();
    let families = ["together", "BS-*", "--with", "CF-*"];
    insta::assert_snapshot!(
        [
            world.run(&families).shown,
            world
                .run(&[&families[..], &["--measure", "count,b-given-a"]].concat())
                .shown,
            world
                .run(&[&families[..], &["--within", "2", "--measure", "phi"]].concat())
                .shown,
        ]
        .join("\n")
    );
}

#[test]
fn the_sample_study_shows_which_codes_stand_together() {
    let world = World::with_demo();
    let shown = [
        &["together", "--patterns"][..],
        &["together", "--list", "--limit", "6"],
        &["together", "--within", "overlap", "--list", "--limit", "6"],
        &[
            "together",
            "--within",
            "sentence",
            "--list",
            "--limit",
            "4",
            "--measure",
            "lift,log2-lift,dice,overlap,phi,a-given-b",
        ],
        &[
            "together",
            "--within",
            "overlap",
            "--list",
            "--limit",
            "4",
            "--measure",
            "c,jaccard,lift",
        ],
        &["together", "--evidence", "--limit", "1"],
    ]
    .map(|arguments| world.run(arguments).shown);
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn a_list_and_its_quotes_go_to_a_file() {
    let world = world();
    world.ok(&["together", "--list", "--out", "pairs.csv"]);
    assert!(world.text("pairs.csv").contains("BS-LT × BS-BR,1,2,1"));
    world.ok(&["together", "--evidence", "--out", "quotes.csv"]);
    assert!(world.text("quotes.csv").contains("The results follow"));
}

#[test]
fn what_cannot_be_asked_says_what_can() {
    let world = world();
    insta::assert_snapshot!(
        [
            &["together", "BS-LZ"][..],
            &["together", "XX-*"],
            &["together", "BS-LT", "BS-LT"],
            &["together", "--within", "paragraph"],
            &["together", "--measure", "jacard"],
            &["together", "--measure", "count,c,phi"],
            &["together", "--coders", "Cleo"],
        ]
        .map(|arguments| world.run(arguments).shown)
        .join("\n")
    );
    let empty = World::with_interview();
    let nothing = empty.run(&["together", "--list"]);
    assert!(
        nothing.shown.contains("has coded anything yet"),
        "{}",
        nothing.shown
    );
    assert!(empty.ok(&["together"]).contains("not coded yet"));
}
