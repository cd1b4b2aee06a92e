//! What rows and columns a spec leads to.

use super::study::{Study, all, list, names, shown, spec};
use crate::model::{Axis, CellMeasure};

fn study() -> Study {
    let mut study = Study::new(
        &["CRM", "CRM-STR", "CRM-STR-rew", "MO-IG"],
        &["Case A", "Case B"],
    );
    study
        .pattern("REWARDING", "Rewarding policies", &["CRM-STR-rew"])
        .transcript("case-a", "Case A")
        .transcript("case-b", "Case B")
        .coding(1, "case-a", (20, 23), "CRM-STR-rew", "Anna")
        .coding(2, "case-b", (20, 23), "CRM", "Anna");
    study
}

#[test]
fn codes_are_headed_by_their_names_and_patterns_by_their_labels() {
    let study = study();
    let codes = study.table(CellMeasure::Codings);
    assert_eq!(
        names(&codes.rows),
        ["CRM", "CRM-STR", "CRM-STR-rew", "MO-IG"]
    );
    assert!(codes.rows.iter().all(|head| head.label == head.name));
    let depths: Vec<usize> = codes.rows.iter().map(|head| head.depth).collect();
    assert_eq!(depths, [0, 1, 2, 0]);
    assert_eq!(codes.rows[1].subject, Axis::Code(study.key("CRM-STR")));
    assert_eq!(names(&codes.columns), ["Case A", "Case B"]);
    assert_eq!(codes.columns[1].subject, Axis::Case("Case B".into()));

    let patterns = spec(all("patterns"), all("cases"), CellMeasure::Codings);
    let patterns = study.build(&patterns).unwrap();
    assert_eq!(patterns.rows[0].label, "Rewarding policies");
    assert_eq!(patterns.rows[0].name, "REWARDING");
    assert_eq!(shown(&patterns), [["1", "0"]]);
}

#[test]
fn a_retired_code_stays_as_long_as_its_codings_count() {
    let mut study = study();
    study.change("CRM", |code| code.retired = true);
    study.change("MO-IG", |code| code.retired = true);
    study.change("CRM-STR-rew", |code| code.retired = true);
    study.marks[0].state = crate::model::ReviewState::Rejected;
    let table = study.table(CellMeasure::Codings);
    assert_eq!(names(&table.rows), ["CRM", "CRM-STR"]);
}

#[test]
fn a_table_can_be_turned_around() {
    let study = study();
    let upright = study.table(CellMeasure::Codings);
    let turned = study
        .build(&spec(all("cases"), all("codes"), CellMeasure::Codings))
        .unwrap();
    assert_eq!(turned.rows, upright.columns);
    assert_eq!(turned.columns, upright.rows);
    for (row, cells) in upright.cells.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            assert_eq!(turned.cell(column, row), Some(cell));
        }
    }
}

#[test]
fn lists_keep_their_order_and_are_read_by_what_they_name() {
    let study = study();
    let codes = list(&["REWARDING", "CRM"]);
    let cases = list(&["case-b", "Case A"]);
    let table = study
        .build(&spec(codes.clone(), cases.clone(), CellMeasure::Codings))
        .unwrap();
    assert_eq!(names(&table.rows), ["REWARDING", "CRM"]);
    assert_eq!(names(&table.columns), ["Case B", "Case A"]);
    assert_eq!(shown(&table), [["0", "1"], ["1", "0"]]);
    let turned = study
        .build(&spec(cases, codes, CellMeasure::Codings))
        .unwrap();
    assert_eq!(names(&turned.rows), ["Case B", "Case A"]);
    assert_eq!(shown(&turned), [["0", "1"], ["1", "0"]]);
}

#[test]
fn what_is_unknown_is_answered_with_the_nearest_names() {
    let study = study();
    let told = |rows, columns, cells| {
        let problem = study.build(&spec(rows, columns, cells)).unwrap_err();
        (problem.what, problem.next.unwrap_or_default())
    };
    let cells = CellMeasure::Codings;
    let (what, next) = told(list(&["CRM-STR-rw"]), all("cases"), cells);
    assert_eq!(what, "no code 'CRM-STR-rw' in the codebook");
    assert!(next.starts_with("did you mean CRM-STR-rew"), "{next}");
    let (what, next) = told(all("codes"), list(&["Case F"]), cells);
    assert_eq!(what, "no case 'Case F' in the study");
    assert_eq!(next, "did you mean Case A or Case B?");
    let (_, next) = told(all("codes"), list(&["Zorro"]), cells);
    assert_eq!(next, "the cases are Case A, Case B");
    let (what, _) = told(list(&["CRM", "CRM"]), all("cases"), cells);
    assert_eq!(what, "'CRM' stands twice in one list");
}

#[test]
fn sides_that_do_not_fit_together_are_refused() {
    let study = study();
    let refused =
        |rows, columns, cells| study.build(&spec(all(rows), all(columns), cells)).is_err();
    assert!(refused("cases", "cases", CellMeasure::Codings));
    assert!(refused("coders", "coders", CellMeasure::Codings));
    assert!(refused("cases", "attributes", CellMeasure::Codings));
    assert!(refused("codes", "cases", CellMeasure::Attribute));
}

#[test]
fn attributes_come_in_order_of_first_appearance_and_may_be_blank() {
    let mut study = study();
    let mut give = |case: usize, name: &str, value: &str| {
        let attributes = &mut study.cases[case].attributes;
        attributes.insert(name.to_owned(), value.to_owned());
    };
    give(0, "industry", "Forest");
    give(0, "employees", "");
    give(1, "employees", "200");
    give(1, "market", "Baltic");
    let cells = CellMeasure::Attribute;
    let table = study
        .build(&spec(all("cases"), all("attributes"), cells))
        .unwrap();
    assert_eq!(names(&table.columns), ["industry", "employees", "market"]);
    assert_eq!(table.columns[0].subject, Axis::Field("industry".into()));
    assert_eq!(shown(&table), [["Forest", "", ""], ["", "200", "Baltic"]]);
    assert!(table.coders.is_empty() && table.notes.is_empty());

    let turned = spec(list(&["market", "industry"]), all("cases"), cells);
    assert_eq!(
        shown(&study.build(&turned).unwrap()),
        [["", "Baltic"], ["Forest", ""]]
    );
    let mut chosen = spec(all("cases"), all("attributes"), cells);
    chosen.attributes = vec!["market".to_owned()];
    assert_eq!(shown(&study.build(&chosen).unwrap()), [[""], ["Baltic"]]);
    chosen.attributes = vec!["markt".to_owned()];
    let problem = study.build(&chosen).unwrap_err();
    assert_eq!(problem.next.as_deref(), Some("did you mean market?"));
    let twice = spec(all("cases"), list(&["market"]), cells);
    chosen.columns = twice.columns;
    assert!(study.build(&chosen).is_err(), "named in two places");
}
