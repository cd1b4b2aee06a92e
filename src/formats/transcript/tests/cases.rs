//! The cases in `tests/cases/turn-marks.csv`, which people of the field can
//! edit: a text, the turns it should have, and the lines to be asked about.

use super::*;

/// `\n` and `\t` in a cell stand for a line end and a tab.
fn unescaped(cell: &str) -> String {
    cell.replace("\\n", "\n").replace("\\t", "\t")
}

#[test]
fn the_table_of_turn_marks_holds() {
    let table = include_str!("../../../../tests/cases/turn-marks.csv");
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let mut wrong = Vec::new();
    let mut count = 0;
    for row in rows.records() {
        let row = row.unwrap();
        let [name, text, turns, doubts, _] = std::array::from_fn(|at| row.get(at).unwrap());
        count += 1;
        let parsed = match read("case.txt", &unescaped(text)) {
            Ok(parsed) => parsed,
            Err(problem) => {
                wrong.push(format!("{name}: {problem}"));
                continue;
            }
        };
        let document = &parsed.document;
        let found: Vec<String> = document
            .turns
            .iter()
            .map(|turn| format!("{}|{}", turn.speaker, document.speech(turn)))
            .collect();
        let found = found.join(" // ").replace('\n', "\\n").replace('\t', "\\t");
        if found != turns {
            wrong.push(format!(
                "{name}\n   found {found}\n  wanted {turns}\n  {:?}",
                parsed.doubts
            ));
        }
        let mut lines: Vec<String> = parsed.doubts.iter().map(|it| it.line.to_string()).collect();
        lines.dedup();
        let lines = lines.join(";");
        if lines != doubts {
            wrong.push(format!(
                "{name}: doubts at '{lines}', wanted '{doubts}': {:?}",
                parsed.doubts
            ));
        }
    }
    assert!(count >= 80, "only {count} cases");
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Files that are nothing but marks, in the shapes that ask for most work.
#[test]
fn a_file_of_marks_is_read_in_a_moment() {
    let name = |at: u32| -> String {
        let letter = |by: u32| char::from_u32(u32::from(b'a') + at / by % 26);
        ['N']
            .into_iter()
            .chain([letter(1), letter(26), letter(676)].into_iter().flatten())
            .collect()
    };
    for (open, close) in [
        ("", ":"),
        ("[", "]"),
        ("**", "**"),
        ("", " –"),
        ("@", ":"),
        ("0:01 ", ""),
    ] {
        let once: String = (0..6_000)
            .map(|at| format!("{open}{}{close} hi\n", name(at)))
            .collect();
        let parsed = read("a.txt", &once.repeat(2)).unwrap();
        assert!(parsed.doubts.len() <= MOST_DOUBTS && !parsed.document.turns.is_empty());
    }
}
