//! Names and texts that break careless programs come through unharmed, and
//! harmless.

use crate::world::World;

const CASES: [&str; 6] = [
    "=HYPERLINK(\"http://x\")",
    "Firm, \"quoted\"",
    "two\nlines",
    "حالة أ",
    "Firm 😀 é",
    "'=apostrophe first",
];

#[test]
fn hostile_case_names_survive_csv_and_cannot_be_formulas() {
    let world = World::with_interview();
    for name in CASES {
        world.ok(&["case", "add", name, &format!("note={name}")]);
    }
    let raw = world.ok(&["table", "cases", "--format", "csv"]);
    let table = crate::world::records(&raw);
    for (name, row) in CASES.iter().zip(table.iter().skip(2)) {
        for text in [&row[0], &row[1]] {
            let starts = text.chars().next().unwrap();
            assert!(!"=+-@\t\r".contains(starts), "{text:?} would be a formula");
            let plain = text.strip_prefix('\'').unwrap_or(text);
            assert!(plain == *name || text == name, "{text:?} is not {name:?}");
        }
    }
    world.file("again.csv", &raw);
    let mut other = World::new();
    other.ok(&["new", "study"]);
    other.go("study");
    other.file("cases.csv", raw);
    other.ok(&["case", "import", "cases.csv"]);
    let names: Vec<String> = other
        .csv(&["case"])
        .iter()
        .skip(2)
        .map(|row| row[0].clone())
        .collect();
    let same: Vec<String> = world
        .csv(&["case"])
        .iter()
        .skip(2)
        .map(|row| row[0].clone())
        .collect();
    assert_eq!(names, same);
}

#[test]
fn hostile_words_survive_coding_and_evidence() {
    let world = World::with_interview();
    let speech = "=1+1, she said \"no\", שלום 😀 e\u{301} \u{1b}[31mred\u{1b}[0m";
    world.file(
        "firm-2.txt",
        format!("Interviewer: Well?\nBea: {speech}\nInterviewer: Hm?\nBea: Yes.\n"),
    );
    world.ok(&["import", "firm-2.txt"]);
    let quote = "=1+1, she said \"no\", שלום 😀 é";
    world.ok(&["code", "firm-2", "2", "BS-LT", quote]);
    let listed = world.csv(&["code", "--list"]);
    assert_eq!(
        listed[1][9],
        format!("'{quote}"),
        "defused with an apostrophe"
    );
    let json = world.ok(&["code", "--list", "--format", "json"]);
    assert!(json.contains("שלום 😀 é"), "{json}");
    for verb in [
        &["read", "firm-2"][..],
        &["find", "red"],
        &["table", "quotes"],
    ] {
        assert!(
            !world.ok(verb).contains('\u{1b}'),
            "{verb:?} steers the terminal"
        );
    }
}
