//! Quote books: quotes by code or by case, with pseudonyms, in every form.

use crate::world::World;

/// A study with two coded interviews of two firms.
fn coded() -> World {
    let world = World::with_interview();
    world.file(
        "haastattelu-2.txt",
        "Haastattelija: Entä Pekka?\nLiisa: Annan mielestä bonus on turha. Pekan mielestä ei.\n",
    );
    world.ok(&["import", "haastattelu-2.txt", "--language", "fi"]);
    for (transcript, turn, code, quote) in [
        ("firm-1", "2", "BS-LT", "We look ten years ahead"),
        ("firm-1", "4", "BS-BR", "No bonus, no glory."),
        (
            "haastattelu-2",
            "2",
            "BS-BR",
            "Annan mielestä bonus on turha. Pekan mielestä ei.",
        ),
    ] {
        world.ok(&[
            "code",
            transcript,
            turn,
            code,
            quote,
            "--memo",
            "Anna again",
        ]);
    }
    world
}

#[test]
fn a_quote_book_by_code_and_by_case() {
    let world = coded();
    let shown = [
        world.run(&["quotes"]).shown,
        world
            .run(&["quotes", "--by", "case", "--code", "BS-BR"])
            .shown,
        world.run(&["quotes", "--out", "quotes.pages"]).shown,
        world.run(&["quotes", "--coders", "Nobody"]).shown,
    ];
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn names_are_replaced_everywhere_and_what_was_left_is_told() {
    let world = coded();
    world.file(
        "names.csv",
        "name,pseudonym\nAnna,Informant 1\nLiisa,Informant 2\nPekka,Manager\nfirm-1,Interview 1\nYrjö,X\n",
    );
    let ran = world.run(&["quotes", "--pseudonyms", "names.csv", "--out", "book.md"]);
    let shown = [ran.shown, world.text("book.md")];
    insta::assert_snapshot!(shown.join("\n"));
    // Who coded is no informant.
    let book = world.text("book.md").replace("Coder: Anna.", "");
    assert!(!book.contains("Anna") && !book.contains("firm-1"), "{book}");
    world.file("names.csv", "name,pseudonym\nAnna,\n");
    let ran = world.run(&["quotes", "--pseudonyms", "names.csv"]);
    assert_eq!(ran.code, 1, "{}", ran.shown);
}

#[test]
fn every_form_has_every_quote_and_is_the_same_twice() {
    let world = World::with_demo();
    let quotes = world.csv(&["quotes"]);
    let at = quotes[0].iter().position(|head| head == "quote").unwrap();
    for ending in ["html", "md", "csv", "docx", "xlsx"] {
        let file = format!("book.{ending}");
        world.ok(&["quotes", "--out", &file]);
        let first = std::fs::read(world.path(&file)).unwrap();
        std::fs::remove_file(world.path(&file)).unwrap();
        world.ok(&["quotes", "--out", &file]);
        assert_eq!(first, std::fs::read(world.path(&file)).unwrap(), "{ending}");
        let Ok(text) = String::from_utf8(first) else {
            continue; // a zip; its own tests read it back
        };
        let text = text.replace(['\\', '\n'], "").replace("<br>", "");
        for quote in quotes.iter().skip(1) {
            let start: String = quote[at]
                .chars()
                .take_while(|it| it.is_alphanumeric() || *it == ' ')
                .collect();
            assert!(text.contains(&start), "{start} is not in the {ending}");
        }
    }
}
