//! `build` makes what has changed and nothing else; `report` puts it together.

use crate::world::World;
use std::collections::BTreeMap;
use std::path::Path;

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            for (inner, bytes) in files(&path) {
                found.insert(format!("{name}/{inner}"), bytes);
            }
        } else {
            found.insert(name, std::fs::read(&path).unwrap());
        }
    }
    found
}

#[test]
fn nothing_is_made_twice_and_what_was_touched_is_made_again() {
    let world = World::with_demo();
    assert!(world.run(&["build", "--check"]).err.contains("Up to date"));
    let before = files(&world.path("out"));
    assert!(!world.ok(&["build"]).contains("written"));
    assert_eq!(
        files(&world.path("out")),
        before,
        "the same study, the same bytes"
    );

    // One file edited by hand, one lost.
    world.file("out/tables/table5.csv", "mine");
    std::fs::remove_file(world.path("out/charts/code-tree.svg")).unwrap();
    let checked = world.run(&["build", "--check"]);
    assert_eq!(checked.code, 1);
    let told: Vec<&str> = checked.out.lines().collect();
    assert_eq!(
        told,
        [
            "was edited   out/tables/table5.csv",
            "is missing   out/charts/code-tree.svg"
        ]
    );
    let built = world.ok(&["build"]);
    let written: Vec<&str> = built
        .lines()
        .filter(|line| line.starts_with("written"))
        .collect();
    assert_eq!(
        written,
        [
            "written    out/tables/table5.csv",
            "written    out/charts/code-tree.svg"
        ]
    );
    assert_eq!(files(&world.path("out")), before);
}

#[test]
fn a_changed_summary_changes_its_table_and_the_report_and_no_chart() {
    let world = World::with_demo();
    world.ok(&["summary", "set", "REWARDING", "Case A", "Written anew"]);
    let checked = world.run(&["build", "--check"]);
    let told: Vec<&str> = checked.out.lines().collect();
    assert_eq!(
        told,
        [
            "has changed  out/tables/table5 (csv, xlsx, docx, html, tex, md)",
            "has changed  out/evidence/table5.csv",
            "has changed  out/report (html, docx)"
        ]
    );
    assert!(
        world
            .ok(&["build"])
            .contains("written    out/tables/table5 (csv,")
    );
    assert!(world.text("out/tables/table5.csv").contains("Written anew"));
    assert!(world.run(&["build", "--check"]).err.contains("Up to date"));
}

#[test]
fn a_broken_spec_is_told_and_its_old_files_stay_until_it_is_mended_or_gone() {
    let world = World::with_demo();
    let good = world.text("tables/table6.toml");
    world.file(
        "tables/table6.toml",
        good.replace("\"cases\"", "\"casees\""),
    );
    let ran = world.run(&["build"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("table6.toml:4:"), "{}", ran.err);
    assert!(world.path("out/tables/table6.docx").is_file());
    std::fs::remove_file(world.path("tables/table6.toml")).unwrap();
    let built = world.ok(&["build"]);
    assert!(built.contains("removed    out/tables/table6 ("), "{built}");
    assert!(!world.path("out/tables/table6.docx").exists());
}

#[test]
fn a_manifest_that_leads_out_of_the_folder_is_not_followed() {
    let world = World::with_demo();
    world.file("precious.txt", "mine");
    let manifest = world.text("out/manifest.json");
    let hostile = manifest.replacen(
        "\"files\": [",
        "\"files\": [{\"file\": \"../precious.txt\", \"from\": \"x\", \"content\": \"\", \"sha256\": \"\"},",
        1,
    );
    world.file("out/manifest.json", hostile);
    world.ok(&["build"]);
    assert_eq!(world.text("precious.txt"), "mine");
}

#[test]
fn a_report_holds_method_codebook_tables_charts_and_quotes() {
    let world = World::with_demo();
    world.ok(&["report", "--out", "r.md", "--title", "Appendix B"]);
    let report = world.text("r.md");
    for part in [
        "Appendix B",
        "Method",
        "by Aino (436 codings), Mikko (128 codings)",
        "Codebook",
        "CRM-STR-rew",
        "Main responses to CRM in operational strategy",
        "Charts",
        "Quotes",
        "case-a, turn 50",
    ] {
        assert!(report.contains(part), "{part}");
    }
    world.ok(&[
        "report",
        "--tables",
        "table5",
        "--no-charts",
        "--no-quotes",
        "--out",
        "s.md",
    ]);
    let short = world.text("s.md");
    assert!(!short.contains("Charts") && !short.contains("Customer focus and where"));
    let odd = world.run(&["report", "--out", "r.pdf"]);
    assert_eq!(odd.code, 1);
    assert!(odd.err.contains(".docx, .html, .md"), "{}", odd.err);
    assert_eq!(world.run(&["report", "--tables", "tabel5"]).code, 1);
}
