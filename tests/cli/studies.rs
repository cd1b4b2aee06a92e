//! The natural tables of five published studies, each on small data of our
//! own: their designs and codes, our sentences.

use crate::world::World;
use std::path::{Path, PathBuf};

/// Where the data of a study lie.
fn folder(study: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/studies")
        .join(study)
}

/// A study with its codebook, texts, cases, codings, written cells and specs.
fn study(name: &str, texts: &[&str]) -> World {
    let world = World::with_study();
    let from = folder(name);
    let path = |file: &str| from.join(file).to_string_lossy().into_owned();
    let codebook = ["codebook.toml", "codebook.csv"];
    let codebook = codebook.iter().find(|it| from.join(it).exists()).unwrap();
    world.ok(&["codebook", "import", &path(codebook)]);
    if from.join("cases.csv").exists() {
        world.ok(&["case", "import", &path("cases.csv")]);
    }
    let mut import = vec!["import".to_owned()];
    import.extend(
        texts
            .iter()
            .map(|it| match it.starts_with("--") || it.contains('=') {
                true => (*it).to_owned(),
                false => path(it),
            }),
    );
    let import: Vec<&str> = import.iter().map(String::as_str).collect();
    world.ok(&import);
    world.ok(&["code", "--from", &path("codings.csv")]);
    if from.join("summaries.toml").exists() {
        world.ok(&["summary", "import", &path("summaries.toml")]);
    }
    for file in std::fs::read_dir(from.join("tables")).unwrap() {
        let file = file.unwrap().path();
        world.ok(&["table", &file.to_string_lossy(), "--save"]);
    }
    world
}

/// Shows tables in the terminal, and writes each in every form there is.
fn shown(world: &World, tables: &[&str]) -> String {
    let checked = world.run(&["table", "--check"]);
    assert_eq!(checked.code, 0, "{}", checked.shown);
    let mut all = String::new();
    for table in tables {
        all.push_str(&world.run(&["table", table]).shown);
        all.push('\n');
        for form in crosscase::formats::table::TableFile::ALL {
            let file = format!("out/{table}{}", form.endings()[0]);
            world.ok(&["table", table, "--out", &file]);
            assert!(
                std::fs::metadata(world.path(&file)).unwrap().len() > 0,
                "{file}"
            );
        }
    }
    all
}

/// The last `count` cells of the row of a CSV with that head.
fn line<'a>(table: &'a [Vec<String>], row: &str, count: usize) -> Vec<&'a str> {
    let found = table.iter().find(|line| line[0] == row);
    let found = found.unwrap_or_else(|| panic!("no row {row:?} in {table:?}"));
    let cells = &found[found.len() - count..];
    cells.iter().map(String::as_str).collect()
}

#[test]
fn processes_by_stages_of_a_relationship_are_written_cells_of_two_code_families() {
    let texts = [
        "producer-sales.txt",
        "producer-product.txt",
        "alpha.txt",
        "beta.txt",
        "gama.txt",
    ];
    let world = study("innovation-with-users", &texts);
    let tables = [
        "attributes",
        "process-by-stage",
        "process-by-stage-counts",
        "aspect-by-dyad",
    ];
    insta::assert_snapshot!(shown(&world, &tables));
    // By hand: passages of each process that a stage stands on, of 12 in all;
    // one on user value carries no stage.
    let counts = world.csv(&["table", "process-by-stage-counts"]);
    assert_eq!(
        line(&counts, "Producer-distributor encounter", 4),
        ["0", "1", "3", "4"]
    );
    assert_eq!(
        line(&counts, "Distributor-user encounter", 4),
        ["1", "2", "0", "3"]
    );
    assert_eq!(line(&counts, "Total", 4), ["2", "4", "5", "11"]);
}

#[test]
fn themes_by_firm_and_by_customers_in_markets_are_nested() {
    let world = study(
        "microenterprises",
        &["firm-1.txt", "firm-2.txt", "firm-3.txt"],
    );
    insta::assert_snapshot!(shown(&world, &["themes-by-firm", "themes-by-market"]));
    // By hand: new × (developed, emerging), current × (developed, emerging), total.
    let counts = world.csv(&["table", "themes-by-market"]);
    assert_eq!(
        line(&counts, "Relationship initiation", 5),
        ["2", "1", "0", "0", "3"]
    );
    assert_eq!(
        line(&counts, "Management of current customers", 5),
        ["0", "0", "2", "1", "3"]
    );
    assert_eq!(line(&counts, "Trust", 5), ["0", "1", "1", "0", "2"]);
}

#[test]
fn phases_by_disclosure_rewards_and_costs_say_how_many_interviews_stand_behind() {
    let texts = [
        "salesperson-1.txt",
        "salesperson-2.txt",
        "salesperson-3.txt",
        "salesperson-4.txt",
    ];
    let world = study("disclosure", &texts);
    insta::assert_snapshot!(shown(&world, &["phases"]));
    let table = world.ok(&["table", "phases", "--format", "json"]);
    let table: serde_json::Value = serde_json::from_str(&table).unwrap();
    // By hand: interviews with both codes on one passage.
    let behind = |row: usize, column: usize| table["cells"][row][column]["also"]["count"].clone();
    let expected = [[2, 1, 1, 2], [2, 1, 1, 0], [1, 1, 1, 1]];
    for (row, line) in expected.iter().enumerate() {
        for (column, count) in line.iter().enumerate().filter(|(_, count)| **count > 0) {
            assert_eq!(behind(row, column), *count, "{row} × {column}");
        }
    }
}

#[test]
fn relationships_stand_under_the_furthest_phase_they_reached() {
    let world = study("diversity", &["relationships.csv"]);
    insta::assert_snapshot!(shown(&world, &["furthest-phase", "phase-shares"]));
    let table = world.csv(&["table", "furthest-phase"]);
    assert_eq!(line(&table, "low", 4), ["4", "5", "0", "9"]);
    assert_eq!(line(&table, "high", 4), ["3", "3", "3", "9"]);
    assert_eq!(line(&table, "Total", 4), ["7", "8", "3", "18"]);
}

#[test]
fn chats_with_each_social_presence_are_counted_by_type_of_buyer() {
    let world = study("chats", &["chats.csv"]);
    insta::assert_snapshot!(shown(&world, &["presence-by-buyer"]));
    let table = world.csv(&["table", "presence-by-buyer"]);
    // By hand: 4 chats with prospects, 3 with new and 5 with existing customers;
    // each count is followed by its share of those.
    let expected = ["0", "0.0", "0", "0.0", "3", "60.0", "3", "25.0"];
    assert_eq!(line(&table, "Relationship maintenance", 8), expected);
    let expected = ["2", "50.0", "2", "66.7", "2", "40.0", "6", "50.0"];
    assert_eq!(line(&table, "Interactive responses", 8), expected);
}
