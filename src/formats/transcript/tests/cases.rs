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
