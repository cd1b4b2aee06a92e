//! Charts of codes by codes, of an interview and of the codebook's tree.

use crate::world::World;

/// The texts of a chart, one a line.
fn texts(svg: &str) -> Vec<String> {
    let pieces = svg.split("<text ").skip(1);
    let texts = pieces.filter_map(|piece| piece.split_once('>')?.1.split("</text>").next());
    texts.map(str::to_owned).collect()
}

#[test]
fn the_sample_in_every_chart_of_codes() {
    let world = World::with_demo();
    for (figure, file) in [
        (&["matrix"][..], "m.svg"),
        (
            &["matrix", "--patterns", "--lower", "--within", "turn"],
            "p.pdf",
        ),
        (&["matrix", "--strength", "b-given-a"], "b.svg"),
        (&["network"], "n.svg"),
        (
            &["network", "--strength", "jaccard", "--within", "2"],
            "j.png",
        ),
        (
            &["network", "--within", "sentence", "--least", "2"],
            "s.svg",
        ),
        (&["portrait", "case-a"], "a.svg"),
        (
            &[
                "portrait",
                "Case B",
                "--along",
                "turns",
                "--families",
                "--pending",
            ],
            "t.png",
        ),
        (
            &["portrait", "case-c", "--patterns", "--order", "appearance"],
            "o.svg",
        ),
        (&["tree"], "c.svg"),
        (&["tree", "--measure", "words", "--patterns"], "w.svg"),
    ] {
        let mut arguments = vec!["chart"];
        arguments.extend(figure);
        arguments.extend(["--out", file]);
        world.ok(&arguments);
        let first = std::fs::read(world.path(file)).unwrap();
        world.ok(&arguments);
        let again = std::fs::read(world.path(file)).unwrap();
        assert_eq!(first, again, "{file} differs from itself");
    }
    assert!(world.text("n.svg").contains("Strongest: "));
    assert!(world.text("a.svg").contains("Asked: 1 "));
}

#[test]
fn a_tree_shows_the_sums_of_the_table() {
    let world = World::with_demo();
    let table = world.csv(&["table", "codings"]);
    let drawn = texts(&world.ok(&["chart", "tree"]));
    for row in table.iter().skip(1) {
        let (mut code, mut sum) = (None, 0u64);
        for cell in row {
            match cell.parse::<u64>() {
                Ok(count) => sum += count,
                Err(_) if code.is_none() && !cell.is_empty() => code = Some(cell.trim()),
                Err(_) => {}
            }
        }
        // The list comes last: code, then its own number.
        let code = code.unwrap();
        let Some(place) = drawn.iter().rposition(|text| text == code) else {
            panic!("{code} is not in the list");
        };
        let own = drawn[place + 1].split(" / ").next().unwrap();
        assert_eq!(own.parse::<u64>().unwrap_or(0), sum, "{code}");
    }
}

#[test]
fn a_portrait_shows_as_many_codings_as_the_transcript_has() {
    let mut world = World::with_interview();
    world.ok(&["code", "firm-1", "2", "BS-LT", "ten years ahead"]);
    world.ok(&["code", "firm-1", "2", "BS-LT", "all of them"]);
    world.ok(&["code", "firm-1", "4", "BS-BR", "No bonus"]);
    let drawn = texts(&world.ok(&["chart", "portrait", "firm-1"]));
    let beside = |code: &str| {
        let place = drawn.iter().position(|text| text == code).unwrap();
        drawn[place + 1].clone()
    };
    assert_eq!(
        (beside("BS-LT").as_str(), beside("BS-BR").as_str()),
        ("2", "1")
    );
    assert!(!drawn.iter().any(|text| text == "CF-LTV"));
    assert!(
        drawn
            .iter()
            .any(|text| text.ends_with("not given here: 1 code."))
    );
    world.go(".");
    let timeless = world.run(&["chart", "portrait", "firm-1", "--along", "time"]);
    assert_eq!(timeless.code, 1);
    assert!(
        timeless.err.contains("draw it along words or turns"),
        "{}",
        timeless.err
    );
}

#[test]
fn a_study_without_codings_says_so_in_every_chart() {
    let world = World::with_interview();
    for (figure, sentence) in [
        (&["matrix"][..], "none of the coders counted here has coded"),
        (&["network"], "None of these codes has been given yet"),
        (
            &["portrait", "firm-1"],
            "Nothing is coded in this interview yet.",
        ),
        (&["tree"], "Nothing has been coded yet"),
    ] {
        let mut arguments = vec!["chart"];
        arguments.extend(figure);
        let drawn = world.ok(&arguments);
        assert!(drawn.contains(sentence), "{figure:?}: {:?}", texts(&drawn));
    }
}

#[test]
fn what_cannot_be_drawn_says_what_can() {
    let world = World::with_demo();
    let mut told = Vec::new();
    for figure in [
        &["network", "--within", "paragraph"][..],
        &["matrix", "--strength", "jacard"],
        &["matrix", "--strength", "b-given-a", "--lower"],
        &["network", "--measure", "words"],
        &["network", "--codes", "CRM-STR-rw,CRM"],
        &["portrait", "case-x"],
        &["portrait", "case-a", "--families", "--patterns"],
        &["tree", "--measure", "share"],
    ] {
        let mut arguments = vec!["chart"];
        arguments.extend(figure);
        let ran = world.run(&arguments);
        assert_ne!(ran.code, 0, "{figure:?}");
        told.push(ran.shown);
    }
    insta::assert_snapshot!(told.join("\n"));
}
