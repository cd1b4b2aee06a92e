//! What a spec says, and what is told of one that is wrong.

mod page;
mod written;

use super::*;
use crate::model::{Filter, HeadsOf, LevelSpec, PercentOf, SideSpec, Sides};

fn spec(text: &str) -> Result<TableSpec, Vec<Problem>> {
    read_spec(Path::new("tables/table6.toml"), text)
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn rows(text: &str) -> SideSpec {
    spec(&format!("cells = 'codings'\n{text}")).unwrap().rows
}

#[test]
fn what_is_left_out_gets_its_default() {
    let bare = spec("cells = \"codings\"").unwrap();
    let expected = TableSpec {
        name: "table6".to_owned(),
        title: "table6".to_owned(),
        rows: vec![LevelSpec::All(HeadsOf::Codes)],
        columns: vec![LevelSpec::All(HeadsOf::Cases)],
        cells: CellMeasure::Codings,
        ..TableSpec::default()
    };
    assert_eq!(bare, expected);
    let facts = spec("cells = \"attribute\"").unwrap();
    assert_eq!(facts.rows, [LevelSpec::All(HeadsOf::Cases)]);
    assert_eq!(facts.columns, [LevelSpec::All(HeadsOf::Attributes)]);
    let turned = spec("rows = \"attributes\"\ncells = \"attribute\"").unwrap();
    assert_eq!(turned.columns, [LevelSpec::All(HeadsOf::Cases)]);
    let by_case = spec("rows = \"cases\"\ncells = \"codings\"").unwrap();
    assert_eq!(by_case.columns, [LevelSpec::All(HeadsOf::Codes)]);
}

#[test]
fn everything_that_can_be_said_is_read() {
    let full = spec(
        "\u{feff}title = 'T'\ncorner = 'C'\nrows = ['A', 'B']\ncolumns = { attribute = 'size' }\n\
         cells = ['cases', 'codings']\npercent = 'column'\ncounts = false\ntotals = 'both'\n\
         syntheses = 'rows'\nhide_empty = true\nlabels = true\ncoders = 'Anna'\npending = true\n\
         note = ['One.', 'Two.']\ncharts = ['heatmap']\n\
         [only]\ncases = ['X']\ntranscripts = 't'\nrounds = '2'\nroles = 'informant'\n\
         speakers = ['Bo']\ncodes = ['C']\nattribute.size = ['large', 'small']\n\
         attribute.'market area' = 'north'\n",
    )
    .unwrap();
    let mut only = Filter {
        cases: words(&["X"]),
        transcripts: words(&["t"]),
        rounds: words(&["2"]),
        roles: words(&["informant"]),
        speakers: words(&["Bo"]),
        codes: words(&["C"]),
        ..Filter::default()
    };
    only.attributes
        .insert("size".to_owned(), words(&["large", "small"]));
    only.attributes
        .insert("market area".to_owned(), words(&["north"]));
    let expected = TableSpec {
        name: "table6".to_owned(),
        title: "T".to_owned(),
        corner: "C".to_owned(),
        rows: vec![LevelSpec::Named(words(&["A", "B"]))],
        columns: vec![LevelSpec::Attribute {
            name: "size".to_owned(),
            values: Vec::new(),
        }],
        cells: CellMeasure::Cases,
        also: Some(CellMeasure::Codings),
        percent: Some(PercentOf::Column),
        percent_only: true,
        totals: Sides {
            rows: true,
            columns: true,
        },
        syntheses: Sides {
            rows: true,
            columns: false,
        },
        only,
        hide_empty: true,
        labels: true,
        coders: words(&["Anna"]),
        pending: true,
        note: words(&["One.", "Two."]),
        charts: words(&["heatmap"]),
        ..TableSpec::default()
    };
    assert_eq!(full, expected);
    let all = spec("cells = 'attribute'\nattributes = 'all'").unwrap();
    assert!(all.attributes.is_empty());
    let some = spec("cells = 'attribute'\nattributes = ['size']").unwrap();
    assert_eq!(some.attributes, ["size"]);
    for (text, quotes) in [
        ("'all'", QuoteChoice::All),
        ("'cited'", QuoteChoice::Cited),
        ("3", QuoteChoice::Best(3)),
    ] {
        let read = spec(&format!("cells = 'quotes'\nquotes = {text}"));
        assert_eq!(read.unwrap().quotes, quotes);
    }
    for (text, near) in [
        ("'overlap'", Nearness::Overlap),
        ("'sentence'", Nearness::Sentence),
        ("'turn'", Nearness::Turn),
        ("2", Nearness::Turns(2)),
    ] {
        let read = spec(&format!(
            "rows = 'codes'\ncolumns = 'codes'\ncells = 'codings'\nnear = {text}"
        ));
        assert_eq!(read.unwrap().near, near);
    }
}

#[test]
fn a_side_is_a_word_a_list_or_levels() {
    for heads in HeadsOf::ALL
        .into_iter()
        .filter(|it| *it != HeadsOf::Attributes)
    {
        let word = heads.word();
        assert_eq!(rows(&format!("rows = '{word}'")), [LevelSpec::All(heads)]);
        let these = LevelSpec::These(heads, words(&["informant", "other"]));
        assert_eq!(
            rows(&format!("rows = {{ {word} = ['informant', 'other'] }}")),
            [these]
        );
    }
    assert_eq!(
        rows("rows = { furthest = ['TRIAL', 'RENEWAL'] }"),
        [LevelSpec::Furthest(words(&["TRIAL", "RENEWAL"]))]
    );
    assert_eq!(
        rows("rows = { under = 'CRM' }"),
        [LevelSpec::Under("CRM".to_owned())]
    );
    let market = LevelSpec::Attribute {
        name: "market".to_owned(),
        values: words(&["developed", "emerging"]),
    };
    let nested = [
        LevelSpec::All(HeadsOf::Cases),
        market,
        LevelSpec::Named(words(&["NEW", "CURRENT"])),
    ];
    let headed = "[[rows]]\nall = 'cases'\n[[rows]]\nattribute = 'market'\n\
                  values = ['developed', 'emerging']\n[[rows]]\nnames = ['NEW', 'CURRENT']\n";
    let in_line = "rows = [{ all = 'cases' }, { attribute = 'market', \
                   values = ['developed', 'emerging'] }, { names = ['NEW', 'CURRENT'] }]";
    assert_eq!(rows(headed), nested);
    assert_eq!(rows(in_line), nested);
}

/// What is told of a spec, one problem a line, with the advice.
fn told(text: &str) -> String {
    let problems = spec(text).err().unwrap_or_default();
    let lines = problems.iter().map(|problem| {
        let what = problem.to_string();
        let what = what.trim_start_matches("tables/table6.toml:");
        format!("{what} | {}", problem.next.as_deref().unwrap_or("?"))
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_slip_is_told_with_line_column_and_the_nearest_word() {
    for (text, expected) in [
        (
            "cels = 'words'\ncells = 'words'",
            "1:1: unknown key 'cels' in the file | did you mean cells or coders?",
        ),
        (
            "title = 'x'\ncells = 'sumary'",
            "2:9: 'cells' in the file cannot be 'sumary' | did you mean summary?",
        ),
        (
            "cells = ['codings', 'sumary']",
            "1:21: 'cells' cannot be 'sumary' | did you mean summary?",
        ),
        (
            "cells = 'words'\nrows = 'code'",
            "2:8: 'rows' cannot be 'code' | did you mean codes or coders?",
        ),
        (
            "cells = 'words'\nrows = 'REWARDING'",
            "2:8: 'rows' cannot be 'REWARDING' | write one of cases, codes, patterns, families, \
             questions, transcripts, speakers, roles, rounds, coders, attributes, or a list of \
             names: rows = [\"REWARDING\"]",
        ),
        (
            "cells = 'words'\nrows = 7",
            "2:8: 'rows' in the file must be text in quotes, not a number | put it into double \
             quotes: \"7\"",
        ),
        (
            "cells = 'words'\nrows = []",
            "2:8: 'rows' is an empty list | name at least one, or leave the key out",
        ),
        (
            "cells = 'words'\nrows = ['A', ' ']",
            "2:14: a name in 'rows' is empty | fill it in",
        ),
        (
            "cells = 'words'\nrows = ['A', 'B', 'A']",
            "2:19: 'A' stands twice in one list | take one of the two away",
        ),
        (
            "cells = 'words'\nrows = ['A', { all = 'cases' }]",
            "2:14: 'rows' in the file must be a list of texts in quotes, not a table | give a \
             list of texts in quotes",
        ),
        (
            "cells = 'words'\ncolumns = { casess = ['A'] }",
            "2:13: unknown key 'casess' in 'columns' | did you mean cases?",
        ),
        (
            "cells = 'words'\n[[rows]]\ncases = ['A']\ncodes = ['B']",
            "4:9: 'cases' and 'codes' cannot share one level of heads | give each its own \
             [[rows]] or [[columns]], the outer heads first",
        ),
        (
            "cells = 'words'\nrows = { codes = ['B'], values = ['x'] }",
            "2:34: 'values' does not go with 'codes' | it chooses among the values of an \
             attribute: attribute = \"size\"",
        ),
        (
            "cells = 'words'\npending = 'no'",
            "2:11: 'pending' in the file must be true or false, not text | give true or false",
        ),
        (
            "title = 'x'",
            "1:1: the file has no 'cells' | add cells = \"…\"",
        ),
        (
            "attributes = 'size'\ncells = 'attribute'",
            "1:14: 'attributes' cannot be 'size' | write \"all\", or a list such as [\"size\"]",
        ),
        (
            "cells = 'codings'\npercent = 'rows'",
            "2:11: 'percent' in the file cannot be 'rows' | did you mean row?",
        ),
        (
            "cells = 'codings'\ncolumns = ['A']\nnear = 0",
            "3:8: 'near' in the file cannot be 0 | give a whole number from 1",
        ),
        (
            "cells = 'codings'\n[only]\nrole = 'informant'",
            "3:1: unknown key 'role' in [only] | did you mean roles?",
        ),
        (
            "cells = 'codings'\nonly = 'informant'",
            "2:8: 'only' in the file must be a table headed [only], not text | give a table \
             headed [only]",
        ),
        (
            "cells = 'codings'\n[only]\n",
            "2:1: [only] says nothing | add a line such as roles = \"informant\", or take [only] \
             away",
        ),
        (
            "cells = 'codings'\n[only]\nattribute.employees = 200",
            "3:23: 'employees' in [only.attribute] must be a list of texts, not a number | put it \
             into double quotes: \"200\"",
        ),
    ] {
        assert_eq!(told(text), expected, "{text}");
    }
    assert!(spec("title = 'x").unwrap_err()[0].place.line.is_some());
}

#[test]
fn what_does_not_go_together_is_told_where_it_stands() {
    for (text, expected) in [
        (
            "cells = 'summary'\npercent = 'row'",
            "2:11: there is no percentage of what cells = \"summary\" shows",
        ),
        (
            "cells = ['codings', 'cases']\npercent = 'row'",
            "2:11: a cell shows two measures at most, and these are three",
        ),
        (
            "cells = ['codings', 'cases', 'words']",
            "1:9: a cell shows two measures at most",
        ),
        (
            "cells = ['codings', 'codings']",
            "1:21: 'codings' stands twice in one list",
        ),
        (
            "cells = 'codings'\ncounts = false",
            "2:10: without counts and without percentages nothing is left to show",
        ),
        (
            "cells = 'summary'\ntotals = 'rows'",
            "2:10: there is no total of what cells = \"summary\" shows",
        ),
        (
            "cells = 'codings'\nquotes = 3",
            "2:10: 'quotes' chooses among quotes, but these cells show none",
        ),
        (
            "cells = 'codings'\nattributes = ['size']",
            "2:14: 'attributes' chooses what cells = \"attribute\" shows, but these cells show \
             something else",
        ),
        (
            "cells = 'codings'\ncolumns = 'attributes'",
            "2:11: attributes as columns need cells = \"attribute\"",
        ),
        (
            "cells = ['attribute', 'codings']",
            "1:9: nothing else fits into a cell with an attribute",
        ),
        (
            "cells = 'codings'\nnear = 'turn'",
            "2:8: 'near' says when two codes stand together, but this table has no two of them",
        ),
        (
            "cells = 'codings'\n[only]\nroles = ['informer']",
            "2:1: 'roles' cannot be 'informer'",
        ),
    ] {
        let told = told(text);
        let first = told.split(" | ").next().unwrap();
        assert_eq!(first, expected, "{text}");
        assert!(
            !told.ends_with('?') || told.contains("did you mean"),
            "{told}"
        );
    }
    for fine in [
        "cells = 'presence'\ntotals = 'both'",
        "cells = 'share'\ntotals = 'rows'",
        "cells = ['summary', 'transcripts']\ntotals = 'rows'",
        "cells = ['cases', 'codings']\npercent = 'row'\ncounts = false",
        "cells = 'codings'\nnear = 'turn'\n[only]\ncodes = 'REW'",
        "cells = ['summary', 'quotes']\nquotes = 'cited'",
    ] {
        assert_eq!(told(fine), "", "{fine}");
    }
}

#[test]
fn every_slip_of_a_file_is_told_at_once() {
    let all = told("tittle = 'x'\ncells = 'sumary'\nrows = 'code'\npending = 1");
    assert_eq!(all.lines().count(), 4, "{all}");
}

#[test]
fn the_sample_tables_are_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-transcripts/tables");
    let mut read = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let file = entry.unwrap().path();
        let text = std::fs::read_to_string(&file).unwrap();
        read_spec(&file, &text).unwrap();
        read += 1;
    }
    assert!(read >= 7);
}
