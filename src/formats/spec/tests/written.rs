//! A spec that was written down is read again as the same.

use crate::formats::spec::{contradictions, read_spec, write_spec};
use crate::model::{
    CellMeasure, Filter, HeadsOf, LevelSpec, Nearness, PercentOf, QuoteChoice, SideSpec, Sides,
    TableSpec,
};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::prelude::*;
use proptest::sample::select;
use std::path::Path;

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Z]{1,4}(-[a-z]{1,3})?",
        "[ -~äöא‏\u{1}\u{7f}\\n\\r\\t\\\\\"'#=]{1,12}"
    ]
    .prop_filter("a name is not blank", |name| !name.trim().is_empty())
}

fn names() -> impl Strategy<Value = Vec<String>> {
    btree_set(name(), 1..6).prop_map(|set| set.into_iter().collect())
}

fn few() -> impl Strategy<Value = Vec<String>> {
    prop_oneof![3 => Just(Vec::new()), 1 => names()]
}

fn level() -> impl Strategy<Value = LevelSpec> {
    let heads = || select(HeadsOf::ALL.to_vec());
    prop_oneof![
        heads().prop_map(LevelSpec::All),
        (heads(), names()).prop_map(|(heads, names)| match heads {
            HeadsOf::Roles => LevelSpec::These(heads, vec!["informant".to_owned()]),
            heads => LevelSpec::These(heads, names),
        }),
        names().prop_map(LevelSpec::Named),
        (name(), few()).prop_map(|(name, values)| LevelSpec::Attribute { name, values }),
        names().prop_map(LevelSpec::Furthest),
        name().prop_map(LevelSpec::Under),
    ]
}

fn side() -> impl Strategy<Value = SideSpec> {
    prop_oneof![vec(level(), 1..2), vec(level(), 1..4)]
}

fn sides() -> impl Strategy<Value = Sides> {
    any::<(bool, bool)>().prop_map(|(rows, columns)| Sides { rows, columns })
}

fn only() -> impl Strategy<Value = Filter> {
    let lists = (few(), few(), few(), few(), few());
    let roles = select(vec![Vec::new(), vec!["interviewer".to_owned()]]);
    (lists, roles, btree_map(name(), names(), 0..3)).prop_map(|(lists, roles, attributes)| {
        let (cases, transcripts, rounds, speakers, codes) = lists;
        Filter {
            cases,
            attributes: attributes.into_iter().collect(),
            transcripts,
            rounds,
            roles,
            speakers,
            codes,
        }
    })
}

fn any_spec() -> impl Strategy<Value = TableSpec> {
    let measures = || select(CellMeasure::ALL.map(|(_, measure)| measure).to_vec());
    let percent = select(vec![
        None,
        Some(PercentOf::Row),
        Some(PercentOf::Column),
        Some(PercentOf::All),
    ]);
    let quotes = prop_oneof![
        Just(QuoteChoice::All),
        Just(QuoteChoice::Cited),
        (1usize..9).prop_map(QuoteChoice::Best)
    ];
    let near = prop_oneof![
        Just(Nearness::Overlap),
        Just(Nearness::Sentence),
        Just(Nearness::Turn),
        (1u32..9).prop_map(Nearness::Turns)
    ];
    let shape = (side(), side(), measures(), prop::option::of(measures()));
    let figures = (percent, any::<bool>(), sides(), sides(), quotes, near);
    let texts = (
        name(),
        prop_oneof![Just(String::new()), name()],
        few(),
        few(),
    );
    let rest = (only(), any::<(bool, bool, bool)>(), few(), few());
    (shape, figures, texts, rest).prop_map(|(shape, figures, texts, rest)| {
        let (rows, columns, cells, also) = shape;
        let (percent, percent_only, totals, syntheses, quotes, near) = figures;
        let (title, corner, note, charts) = texts;
        let (only, (hide_empty, labels, pending), coders, attributes) = rest;
        TableSpec {
            name: "t".to_owned(),
            title,
            corner,
            rows,
            columns,
            attributes,
            cells,
            also: also.filter(|it| *it != cells),
            percent,
            percent_only: percent_only && percent.is_some(),
            totals,
            syntheses,
            quotes,
            near,
            only,
            hide_empty,
            labels,
            coders,
            pending,
            note,
            charts,
        }
    })
}

/// The spec with whatever contradicts itself taken away.
fn mended(mut spec: TableSpec) -> TableSpec {
    for _ in 0..9 {
        for (key, _) in contradictions(&spec) {
            match key {
                "percent" => (spec.percent, spec.percent_only) = (None, false),
                "totals" => spec.totals = Sides::default(),
                "cells" => spec.also = None,
                "near" => spec.near = Nearness::Overlap,
                "quotes" => spec.quotes = QuoteChoice::All,
                "attributes" => spec.attributes = Vec::new(),
                "rows" => spec.rows = vec![LevelSpec::All(HeadsOf::Codes)],
                "columns" => spec.columns = vec![LevelSpec::All(HeadsOf::Cases)],
                _ => {}
            }
        }
    }
    spec
}

proptest! {
    #[test]
    fn any_spec_written_down_is_read_as_the_same(spec in any_spec()) {
        let spec = mended(spec);
        prop_assert!(contradictions(&spec).is_empty());
        let text = write_spec(&spec);
        let read = read_spec(Path::new("tables/t.toml"), &text);
        prop_assert_eq!(read, Ok(spec), "{}", text);
    }
}

#[test]
fn a_written_spec_looks_like_a_persons_own() {
    let names = |names: &[&str]| names.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    let mut only = Filter {
        roles: names(&["informant"]),
        ..Filter::default()
    };
    only.attributes
        .insert("market area".to_owned(), names(&["Baltic", "Nordic"]));
    let spec = TableSpec {
        name: "t".to_owned(),
        title: "New and current customers".to_owned(),
        rows: vec![LevelSpec::Named(names(&[
            "RELATIONSHIP-INITIATION",
            "CUSTOMER-MANAGEMENT",
            "ONLINE-MEETINGS",
            "DEMONSTRATIONS",
        ]))],
        columns: vec![
            LevelSpec::Attribute {
                name: "market".to_owned(),
                values: Vec::new(),
            },
            LevelSpec::These(HeadsOf::Codes, names(&["NEW", "CURRENT"])),
        ],
        cells: CellMeasure::Summary,
        also: Some(CellMeasure::Codings),
        only,
        ..TableSpec::default()
    };
    let text = r#"title = "New and current customers"
rows = [
  "RELATIONSHIP-INITIATION",
  "CUSTOMER-MANAGEMENT",
  "ONLINE-MEETINGS",
  "DEMONSTRATIONS",
]
cells = ["summary", "codings"]

[only]
roles = ["informant"]
attribute."market area" = ["Baltic", "Nordic"]

[[columns]]
attribute = "market"

[[columns]]
codes = ["NEW", "CURRENT"]
"#;
    assert_eq!(write_spec(&spec), text);
}
