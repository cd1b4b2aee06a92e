//! Tables and charts as people see them.

use crate::world::World;

#[test]
fn the_tables_of_the_sample_in_the_terminal() {
    let world = World::with_demo();
    let shown =
        ["table3", "table6", "codings", "share"].map(|name| world.run(&["table", name]).shown);
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn lists_of_tables_and_evidence() {
    let world = World::with_demo();
    let shown = [
        world.run(&["table"]).shown,
        world.run(&["table", "table6", "--evidence"]).shown,
    ];
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn every_format_shows_the_same_numbers() {
    let world = World::with_demo();
    let csv = world.csv(&["table", "codings"]);
    let json: serde_json::Value =
        serde_json::from_str(&world.ok(&["table", "codings", "--format", "json"])).unwrap();
    let markdown = world.ok(&["table", "codings", "--format", "markdown"]);
    let lines: Vec<&str> = markdown
        .lines()
        .filter(|line| line.starts_with('|'))
        .skip(2)
        .collect();
    let rows = json["cells"].as_array().unwrap();
    assert_eq!(rows.len(), csv.len() - 1);
    assert_eq!(lines.len(), csv.len() - 1);
    let skipped = csv[0].len() - rows[0].as_array().unwrap().len();
    for (at, row) in csv.iter().skip(1).enumerate() {
        let shown: Vec<&str> = lines[at]
            .trim_matches('|')
            .split('|')
            .map(str::trim)
            .collect();
        for (column, cell) in rows[at].as_array().unwrap().iter().enumerate() {
            let text = &row[skipped + column];
            let number = cell["value"]["count"].as_u64();
            assert_eq!(
                number
                    .map(|n| n.to_string())
                    .unwrap_or_else(|| text.clone()),
                *text
            );
            assert!(shown.contains(&text.as_str()), "{text} in {shown:?}");
        }
    }
}

#[test]
fn a_table_goes_out_to_word_with_the_words_of_every_cell() {
    let world = World::with_demo();
    world.ok(&["table", "table5", "--out", "Table 5.docx"]);
    let file = std::fs::File::open(world.path("Table 5.docx")).unwrap();
    let mut file = zip::ZipArchive::new(file).unwrap();
    let document = file.by_name("word/document.xml").unwrap();
    let document = std::io::read_to_string(document).unwrap();
    for words in [
        "Rewarding policies",
        "Case E",
        "IT alone falls short",
        "Note.",
    ] {
        assert!(document.contains(words), "{words}");
    }
}

#[test]
fn charts_are_written_as_svg_png_and_pdf() {
    let world = World::with_demo();
    for (figure, file) in [
        (&["heatmap"][..], "h.svg"),
        (&["code", "CRM-STR-rew"], "c.png"),
        (&["case", "Case A", "--measure", "share"], "s.svg"),
        (&["heatmap", "words"], "w.pdf"),
        (&["bars", "codings", "--by", "rows"], "b.svg"),
        (&["bars", "codings", "--stacked"], "st.svg"),
        (&["bars", "codings", "--share"], "p.pdf"),
    ] {
        let mut arguments = vec!["chart"];
        arguments.extend(figure);
        arguments.extend(["--out", file]);
        world.ok(&arguments);
        let bytes = std::fs::read(world.path(file)).unwrap();
        if file.ends_with("png") {
            assert!(bytes.starts_with(b"\x89PNG"), "{file}");
        } else if file.ends_with("pdf") {
            assert!(bytes.starts_with(b"%PDF-1."), "{file}");
        } else {
            let svg = String::from_utf8(bytes).unwrap();
            assert!(svg.starts_with("<svg") && svg.contains("Case A"), "{file}");
        }
    }
    // What waits in other cases is no concern of this chart.
    assert!(world.text("h.svg").contains("“undecided”"));
    assert!(!world.text("s.svg").contains("“undecided”"));
    for (wrong, said) in [
        (
            &["chart", "bars", "codings", "--by", "columns"][..],
            "8 can",
        ),
        (&["chart", "bars", "table5"], "holds words, not numbers"),
        (&["chart", "bars", "tabel5"], "table5"),
        (
            &["chart", "heatmap", "words", "--measure", "share"],
            "--measure",
        ),
    ] {
        let refused = world.run(wrong);
        assert_eq!(refused.code, 1, "{wrong:?}");
        assert!(refused.err.contains(said), "{}", refused.shown);
    }
    let refused = world.run(&["chart", "heatmap", "--out", "h.gif"]);
    assert!(
        refused.err.contains(".svg, .png or .pdf"),
        "{}",
        refused.shown
    );
}
