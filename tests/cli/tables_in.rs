//! Transcripts come out of tables: chats and open answers, with the columns
//! guessed, shown, and named by a person.

use crate::world::World;

#[test]
fn a_chat_comes_in_with_its_columns_shown() {
    let world = World::with_study();
    world.file(
        "chat.csv",
        "Aika;Lähettäjä;Viesti\n1.2.2024 klo 9.05;Ann;\"Hei; sinä\"\n1.2.2024 klo 9.06;Bo;=moi\n",
    );
    world.file(
        "rows.csv",
        "when;who;what\n9.05;Ann;Well hello\n9.07;Bo;And to you\n",
    );
    insta::assert_snapshot!(
        [
            world.run(&["import", "chat.csv"]).shown,
            world.run(&["read", "chat"]).shown,
            world
                .run(&[
                    "import",
                    "rows.csv",
                    "--column",
                    "text=what",
                    "--column",
                    "author=B",
                    "--column",
                    "time=when"
                ])
                .shown,
        ]
        .join("\n")
    );
}

#[test]
fn answers_come_in_as_one_transcript_a_respondent() {
    let world = World::with_study();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let rows = [
        ["ID", "Industry", "What works?", "What does not?"],
        ["R1", "steel", "The weekly call does", "The long forms"],
        ["R2", "paper", "Nearly all of it works", ""],
    ];
    for (row, cells) in rows.iter().enumerate() {
        sheet.write_row(row as u32, 0, *cells).unwrap();
    }
    book.save(world.path("survey.xlsx")).unwrap();
    insta::assert_snapshot!(
        [
            world
                .run(&[
                    "import",
                    "survey.xlsx",
                    "--dry-run",
                    "--column",
                    "question=What works?"
                ])
                .shown,
            world
                .run(&[
                    "import",
                    "survey.xlsx",
                    "--column",
                    "question=C",
                    "--column",
                    "question=D"
                ])
                .shown,
            world.run(&["case"]).shown,
            world.run(&["read", "R2"]).shown,
        ]
        .join("\n")
    );
}

#[test]
fn a_column_that_does_not_fit_is_told() {
    let world = World::with_study();
    world.file("chat.csv", "who,text\nAnn,Hello\nBo,Hi\n");
    world.file("talk.txt", "Ann: Hello\nBo: Hi\nAnn: So\n");
    world.file(
        "codes.csv",
        "code,parent,definition\nOverload,Work,Too many tasks\n",
    );
    insta::assert_snapshot!(
        [
            world
                .run(&["import", "chat.csv", "--column", "txt=B"])
                .shown,
            world
                .run(&["import", "chat.csv", "--column", "text=Viesti"])
                .shown,
            world
                .run(&["import", "talk.txt", "--column", "text=Viesti"])
                .shown,
            world.run(&["import", "codes.csv"]).shown,
        ]
        .join("\n")
    );
}
