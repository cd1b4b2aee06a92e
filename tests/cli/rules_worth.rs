//! Knowing what a rule is worth, and making it better.

use crate::world::World;

const BOOK: &str = r#"name = "b"
[[code]]
id = "REW"
label = "rewards"
[[code.rule]]
id = "rew-words"
find = "bonus"
note = "A bonus may be a joke."
[[code]]
id = "IT"
label = "systems"
[[code.rule]]
id = "it-words"
find = "system*"
[[code]]
id = "ORG"
label = "organisation"
[[code]]
id = "THEME"
label = "What moves people"
kind = "pattern"
gathers = ["REW", "ORG"]
"#;

const CODINGS: &str = "transcript,turn,code,quote,memo
firm-1,2,REW,We pay a bonus for every sales target that is met.,
firm-1,6,REW,The sales target of the year decides over the salary.,
firm-2,2,REW,Whoever meets the sales target gets a salary rise.,
firm-2,2,ORG,the sales target,
firm-3,4,REW,\"A bonus, and the sales target behind it.\",
";

/// Three interviews coded by Anna, a fourth that she has not come to yet.
fn world() -> World {
    let world = World::with_study();
    world.file("book.toml", BOOK);
    world.file(
        "firm-1.txt",
        "Interviewer: Whom do you reward?\nAnna: We pay a bonus for every sales target that is met. The rest is talk.\nInterviewer: What else is there?\nAnna: We drive out to the customers and look at their machines. The system knows all of them, what they bought from us and when they called, and nobody has to ask twice about the same thing. Most of the week we sit in the car and talk about the weather.\nInterviewer: And then?\nAnna: The sales target of the year decides over the salary. Nobody likes that.\n",
    );
    world.file(
        "firm-2.txt",
        "Interviewer: Whom do you reward?\nBo: Whoever meets the sales target gets a salary rise. It is as simple as that.\nInterviewer: And a bonus?\nBo: No bonus system here, and the customers would not like one. We look after the machines and that is all there is to it. Whoever calls gets an answer on the same day, from me or from my brother, and he has been here since the beginning of the firm.\n",
    );
    world.file(
        "firm-3.txt",
        "Interviewer: How is it here?\nCia: Quiet. The road is long and the customers live far away, so we talk on the phone and we write to them. In winter the snow keeps us in, and then we mend the machines in the hall and drink coffee, and the children come by after school to look at them.\nInterviewer: And rewards?\nCia: A bonus, and the sales target behind it. Everybody knows the numbers by heart.\n",
    );
    world.file(
        "firm-4.txt",
        "Interviewer: How is it here?\nDan: A bonus for everybody, and a system for every bonus.\n",
    );
    world.file("codings.csv", CODINGS);
    world.ok(&["codebook", "import", "book.toml"]);
    for firm in 1..=4 {
        world.ok(&["import", &format!("firm-{firm}.txt")]);
    }
    world.ok(&["code", "--from", "codings.csv"]);
    world.ok(&["suggest"]);
    world
}

fn shown(world: &World, commands: &[&[&str]]) -> String {
    let ran = commands.iter().map(|command| world.run(command).shown);
    ran.collect::<Vec<_>>().join("\n")
}

#[test]
fn each_rule_is_held_against_decisions_and_hand_coding() {
    let world = world();
    world.ok(&[
        "review",
        "accept",
        "--transcript",
        "firm-4",
        "--code",
        "REW",
        "--yes",
    ]);
    world.ok(&[
        "review",
        "reject",
        "--transcript",
        "firm-2",
        "--code",
        "REW",
        "--yes",
    ]);
    insta::assert_snapshot!(shown(
        &world,
        &[
            &["rules"],
            &["rules", "--format", "csv"],
            &["rules", "--rule", "rew-words", "--unit", "sentence"],
            &["rules", "--code", "THEME", "--case", "firm-2"],
            &["rules", "--transcript", "firm-4"],
            &["rules", "--coder", "Bert"],
            &["rules", "--rule", "rew-word"],
        ],
    ));
}

#[test]
fn a_rule_shows_what_it_misses_and_what_it_finds_wrongly() {
    let world = world();
    insta::assert_snapshot!(shown(
        &world,
        &[
            &["rules", "show", "rew-words"],
            &["rules", "show", "rew-words", "--limit", "1"],
            &["rules", "show", "rew-words", "--format", "csv"],
            &["rules", "show", "nonsense"],
        ],
    ));
}

#[test]
fn an_accepted_find_is_told_from_one_that_nobody_agrees_with() {
    let world = world();
    let note = "a suggestion has been accepted since";
    assert!(!world.ok(&["rules"]).contains(note));
    world.ok(&[
        "review",
        "accept",
        "--transcript",
        "firm-2",
        "--code",
        "REW",
        "--yes",
    ]);
    let table = world.ok(&["rules"]);
    assert!(table.contains(&format!(
        "In 1 of the false turns, counted for each code, {note}"
    )));
}

#[test]
fn rules_are_added_changed_and_removed_and_the_log_tells_the_story() {
    let world = world();
    insta::assert_snapshot!(shown(
        &world,
        &[
            &[
                "rules",
                "add",
                "ORG",
                "department* NEAR/3 (sales OR service)"
            ],
            &[
                "rules",
                "add",
                "ORG",
                "talo*",
                "--id",
                "org-fi",
                "--lang",
                "fi",
                "--extent",
                "sentence+1",
                "--note",
                "Finnish"
            ],
            &["rules", "add", "ORG", "house", "--id", "org-fi"],
            &["rules", "add", "ORG", "house AND ("],
            &["rules", "add", "ORG", "code:NOPE house"],
            &["rules", "add", "ORGS", "house"],
            &["rules", "add", "ORG", "house", "--extent", "page"],
            &["rules", "add", "ORG", "house", "--lang", "klingon"],
            &["rules", "edit", "rew-words", "--find", "bonus* OR salary"],
            &["rules", "edit", "rew-words", "--find", "bonus* OR salary"],
            &["rules", "edit", "rew-words", "--note", "", "--quiet"],
            &["rules", "edit", "rew-words", "--find", "bonus* OR *"],
            &[
                "rules", "edit", "org-fi", "--lang", "any", "--scope", "anyone"
            ],
            &["rules", "edit", "rew-words"],
            &["rules", "edit", "rew-word", "--find", "x"],
            &["rules", "remove", "org-1"],
            &["rules", "remove", "org-1"],
            &["codebook", "show", "ORG"],
            &["log"],
            &["undo"],
            &["rules", "show", "org-1"],
        ],
    ));
}

#[test]
fn terms_are_learnt_with_their_quotes_and_taken_in_as_one_step() {
    let world = world();
    let find = |world: &World| world.ok(&["codebook", "show", "REW"]);
    let before = find(&world);
    insta::assert_snapshot!(shown(
        &world,
        &[
            &["rules", "learn", "REW"],
            &["rules", "learn", "REW", "--evidence"],
            &["rules", "learn", "REW", "--format", "csv"],
            &["rules", "learn", "REW", "--accept", "sales target"],
            &[
                "rules",
                "learn",
                "REW",
                "--accept",
                "salary",
                "--accept",
                "sales target"
            ],
            &["rules", "--rule", "rew-words"],
            &["log"],
        ],
    ));
    world.ok(&["undo"]);
    assert_eq!(find(&world), before);
}

#[test]
fn a_code_without_one_rule_gets_one_of_its_own_for_what_is_learnt() {
    let world = world();
    world.ok(&["rules", "add", "REW", "prize", "--id", "rew-prize"]);
    insta::assert_snapshot!(shown(
        &world,
        &[
            &["rules", "learn", "REW", "--accept", "sales target"],
            &[
                "rules",
                "learn",
                "REW",
                "--accept",
                "salary rise",
                "--accept",
                "salary",
                "--rule",
                "REW-learnt"
            ],
            &[
                "rules",
                "learn",
                "REW",
                "--accept",
                "target",
                "--rule",
                "rew-prize"
            ],
            &[
                "rules",
                "learn",
                "REW",
                "--accept",
                "any thing",
                "--rule",
                "it-words"
            ],
            &[
                "rules",
                "learn",
                "REW",
                "--accept",
                "a OR b",
                "--rule",
                "rew-prize"
            ],
            &["rules", "learn", "IT"],
            &["codebook", "show", "REW"],
            &["log"],
        ],
    ));
}

#[test]
fn with_one_interview_nothing_is_tried_elsewhere_and_that_is_said() {
    let world = world();
    let told = world.ok(&[
        "rules",
        "learn",
        "REW",
        "--transcript",
        "firm-1",
        "--format",
        "json",
    ]);
    assert!(told.contains("There is no second transcript"), "{told}");
}

#[test]
fn a_bad_rule_is_told_and_the_others_are_measured() {
    let world = world();
    let bad = BOOK.replace("find = \"system*\"", "find = \"system* AND (\"");
    world.file("book.toml", bad);
    world.ok(&["codebook", "import", "book.toml", "--yes"]);
    let ran = world.run(&["rules"]);
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!(ran.shown);
}

#[test]
fn a_codebook_without_rules_says_how_to_begin() {
    let world = World::with_interview();
    insta::assert_snapshot!(shown(&world, &[&["rules"], &["rules", "learn", "BS-LT"]]));
}

#[test]
fn the_rule_language_is_one_page_away() {
    let page = World::new().ok(&["rules", "language"]);
    assert!(page.contains("NEAR/") && page.lines().count() < 200);
    assert_eq!(page.trim_end(), crosscase::rules::REFERENCE.trim_end());
}

/// Precision and recall of the shipped rules in the interviews without which
/// they were written, over all codes together, in per cent.
fn on_unseen_interviews(world: &World, coder: &str) -> (u64, u64) {
    let rows = world.csv(&[
        "rules", "--case", "Case B", "--case", "Case D", "--coder", coder,
    ]);
    let place = |head: &str| rows[0].iter().position(|it| it == head).unwrap();
    let (code, version) = (place("code"), place("version"));
    let patterns: Vec<String> = world
        .csv(&["codebook", "show"])
        .into_iter()
        .filter(|row| row.contains(&"pattern".to_owned()))
        .map(|row| row[0].clone())
        .collect();
    let of_codes = rows[1..]
        .iter()
        .filter(|row| row[version].is_empty() && !patterns.contains(&row[code]));
    let mut sums = [0; 3];
    for row in of_codes {
        for (sum, head) in sums.iter_mut().zip(["found", "false", "missed"]) {
            *sum += row[place(head)].parse().unwrap_or(0);
        }
    }
    let [found, wrong, missed]: [u64; 3] = sums;
    let share = |whole: u64| (100 * found + whole / 2) / whole;
    (share(found + wrong), share(found + missed))
}

#[test]
fn the_readme_says_how_good_the_shipped_rules_are() {
    let world = World::with_demo();
    let readme = include_str!("../../README.md");
    let (precision, recall) = on_unseen_interviews(&world, "Aino");
    let first =
        format!("rules find {recall} % of what the first coder coded there, and {precision} %");
    assert!(readme.contains(&first), "{first}");
    let (precision, recall) = on_unseen_interviews(&world, "Mikko");
    let second = format!("against the second coder it is {recall} % and {precision} %");
    assert!(readme.contains(&second), "{second}");
}
