//! PDFs are read in a process of their own: what they do to it, they do to
//! nothing else.

use crate::minimal_pdf::{LATIN, drawn, of_lines, pages, pdf, stream};
use crate::world::World;
use std::io::Write;

const TALK: &[(&str, u32, u32)] = &[
    (
        "Interviewer: How do you look at your customers, and who in the firm is it that",
        70,
        760,
    ),
    ("looks at them?", 70, 746),
    (
        "Anna: We look ten years ahead, and the results follow. That was different be-",
        70,
        726,
    ),
    (
        "fore we bought the software, as you know, and before there were any rewards",
        70,
        712,
    ),
];

fn talk() -> Vec<u8> {
    let first = [TALK, &[("Page 1 of 2", 260, 30)]].concat();
    let second = [
        ("for it.", 70, 760),
        ("Interviewer: And today?", 70, 740),
        ("Anna: Åbo is fine (laughs).", 70, 720),
        ("Page 2 of 2", 260, 30),
    ];
    of_lines(&[&first, &second])
}

fn packed(piece: &[u8], times: usize) -> Vec<u8> {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..times {
        packer.write_all(piece).unwrap();
    }
    packer.finish().unwrap()
}

#[test]
fn an_interview_comes_in_with_what_was_left_out_and_put_together() {
    let world = World::with_study();
    world.file("anna.pdf", talk());
    insta::assert_snapshot!(world.run(&["import", "anna.pdf"]).shown);
    let read = world.ok(&["read", "anna"]);
    for words in [
        "who in the firm is it that looks at them?",
        "different before we",
        "any rewards for it.",
        "Åbo is fine",
    ] {
        // The terminal breaks lines where it likes.
        let flat = read.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(words), "{words}: {read}");
    }
    assert!(!read.contains("Page 1"), "{read}");
}

#[test]
fn files_that_bring_their_reader_down_bring_down_nothing_else() {
    let world = World::with_study();
    let mut bad = vec![("truncated", talk()[..400].to_vec())];
    let drawing = drawn(&[("Anna: Yes.", 70, 700)]);

    let mut bomb = pages(&[b""], LATIN);
    bomb[4] = stream("/Filter/FlateDecode", &packed(&[b' '; 1 << 20], 200));
    bad.push(("bomb", pdf(&bomb)));

    let mut twice = pages(&[b""], LATIN);
    let inner = packed(&[b' '; 1 << 20], 400);
    twice[4] = stream("/Filter[/FlateDecode/FlateDecode]", &packed(&inner, 1));
    bad.push(("bomb-in-a-bomb", pdf(&twice)));

    let mut talkative = pages(&[b""], LATIN);
    let words = b"BT /F 9 Tf (and so on and so on and so on and so on) Tj ET ".repeat(1000);
    talkative[4] = stream("/Filter/FlateDecode", &packed(&words, 900));
    bad.push(("too-many-words", pdf(&talkative)));

    let none = pages(&[b""], LATIN);
    bad.push(("no-page-tree", pdf(&[none[2].clone()])));

    let annotations = format!(
        "/Annots {}{}/Contents",
        "[".repeat(200_000),
        "]".repeat(200_000)
    );
    let mut nested = pages(&[&drawing], LATIN);
    nested[3] = String::from_utf8_lossy(&nested[3])
        .replace("/Contents", &annotations)
        .into_bytes();
    bad.push(("nested", pdf(&nested)));

    for (name, bytes) in &bad {
        world.file(&format!("talks/{name}.pdf"), bytes);
    }

    // These say absurd things, but what they hold can be read.
    let good = |name: &str, from: &str, to: &str| {
        let mut objects = pages(&[&drawing], LATIN);
        for object in &mut objects {
            let text = String::from_utf8_lossy(object).replace(from, to);
            *object = text.into_bytes();
        }
        world.file(&format!("talks/{name}.pdf"), pdf(&objects));
    };
    good("count", "/Count 1", "/Count 2147483647");
    good("cycle", "/Kids[4 0 R ]", "/Kids[2 0 R 4 0 R 2 0 R]");
    world.file("talks/anna.pdf", talk());
    world.file("talks/bo.txt", "Interviewer: Well?\nBo: Well enough.\n");

    let ran = world.run(&["import", "talks"]);
    assert_eq!(ran.code, 1, "{}", ran.shown);
    for (name, _) in &bad {
        assert!(
            ran.err.contains(&format!("{name}.pdf")),
            "{name}: {}",
            ran.shown
        );
    }
    assert_eq!(
        ran.err.matches("error:").count(),
        bad.len(),
        "{}",
        ran.shown
    );
    assert_eq!(
        ran.err.matches(".docx").count(),
        bad.len() - 1,
        "{}",
        ran.shown
    );
    assert!(ran.err.contains("cut off"), "{}", ran.shown);
    let read = world.ok(&["read"]);
    for name in ["anna", "bo", "count", "cycle"] {
        assert!(read.contains(name), "{name}: {read}");
    }
    assert!(ran.out.contains("2147483647 pages"), "{}", ran.shown);
}

#[test]
fn without_end_is_without_hope() {
    // Each form draws the next ten times: a year of work in two kilobytes.
    let world = World::with_study();
    let mut objects = pages(&[b"/X Do"], LATIN);
    let page = String::from_utf8_lossy(&objects[3]).into_owned();
    objects[3] = page
        .replace("/Resources<<", "/Resources<</XObject<</X 6 0 R>>")
        .into_bytes();
    for next in 7..=18 {
        objects.push(stream(
            &format!("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {next} 0 R>>/Font<</F 3 0 R>>>>"),
            &b"/X Do ".repeat(10),
        ));
    }
    objects.push(stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F 3 0 R>>>>",
        format!("BT /F 9 Tf ({}) Tj ET", "ha".repeat(500)).as_bytes(),
    ));
    world.file("laughs.pdf", pdf(&objects));
    let ran = world.run(&["import", "laughs.pdf"]);
    assert_eq!(ran.code, 1, "{}", ran.shown);
    assert!(ran.err.contains("more than any interview"), "{}", ran.shown);
}
