use super::*;
use crate::model::{CodeKey, CodeKind, Extent, GuideQuestion, ResearchQuestion, Rule, Scope};

fn rule(id: &str) -> Rule {
    Rule {
        id: id.into(),
        find: "bonus*".into(),
        lang: None,
        scope: Scope::Informant,
        extent: Extent::Sentence,
        note: None,
    }
}

fn book() -> Codebook {
    let mut pattern = Code::new("REWARDING", "Rewarding policies");
    pattern.kind = CodeKind::Pattern;
    pattern.gathers = vec!["CRM-STR-rew".into(), "CRM-IT".into()];
    let mut rew = Code::new("CRM-STR-rew", "rewarding systems");
    rew.definition = Some("Pay for customer work.".into());
    rew.questions = vec!["1.1".into()];
    rew.rules = vec![rule("rew-words"), rule("rew-more")];
    let codes = [
        Code::new("CRM", "crm"),
        Code::new("CRM-STR", "strategy"),
        rew,
        Code::new("CRM-IT", "it"),
        Code::new("MO", "market orientation"),
        pattern,
    ];
    Codebook {
        name: "List".into(),
        questions: vec![
            ResearchQuestion {
                id: "1".into(),
                text: "How?".into(),
            },
            ResearchQuestion {
                id: "1.1".into(),
                text: "Why?".into(),
            },
        ],
        guide: vec![GuideQuestion {
            id: "7".into(),
            text: "Who?".into(),
        }],
        codes: codes
            .into_iter()
            .map(|code| (code.id.clone(), code))
            .collect(),
    }
}

fn code<'a>(book: &'a mut Codebook, id: &str) -> &'a mut Code {
    book.codes.get_mut(&CodeId::from(id)).unwrap()
}

fn rename(book: &mut Codebook, from: &str, to: &str) {
    let codes = std::mem::take(&mut book.codes);
    for (_, mut code) in codes {
        if code.id.as_str() == from {
            code.was = Some(code.id.clone());
            code.id = to.into();
        }
        for part in &mut code.gathers {
            if part.as_str() == from {
                *part = to.into();
            }
        }
        book.codes.insert(code.id.clone(), code);
    }
}

#[test]
fn each_typical_edit_is_told_in_one_line() {
    type Edit = fn(&mut Codebook);
    let edits: Vec<(Edit, &[&str])> = vec![
        (|_| {}, &[]),
        (|book| code(book, "MO").key = CodeKey(7), &[]),
        (
            |book| {
                book.codes
                    .insert("BS".into(), Code::new("BS", "business strategy"));
            },
            &["+ BS business strategy"],
        ),
        (
            |book| {
                book.codes.shift_remove(&CodeId::from("MO"));
            },
            &["- MO market orientation"],
        ),
        (|book| rename(book, "MO", "MARKET"), &["> MO → MARKET"]),
        (
            // What refers to it follows, and is not told again.
            |book| rename(book, "CRM-STR-rew", "CRM-STR-reward"),
            &["> CRM-STR-rew → CRM-STR-reward"],
        ),
        (
            |book| rename(book, "CRM-IT", "MO-IT"),
            &["> CRM-IT → MO-IT", "^ MO-IT parent: CRM → MO"],
        ),
        (
            |book| code(book, "MO").label = "the market".into(),
            &["~ MO label: \"market orientation\" → \"the market\""],
        ),
        (
            |book| code(book, "CRM-STR-rew").definition = Some("Pay for all work.".into()),
            &["~ CRM-STR-rew definition: \"Pay for customer work.\" → \"Pay for all work.\""],
        ),
        (
            |book| code(book, "MO").example = Some("“Yes.”".into()),
            &["~ MO example: none → \"“Yes.”\""],
        ),
        (
            |book| code(book, "MO").kind = CodeKind::Interpretive,
            &["~ MO kind: \"descriptive\" → \"interpretive\""],
        ),
        (
            |book| code(book, "CRM-STR-rew").questions.push("1".into()),
            &["~ CRM-STR-rew questions: \"1.1\" → \"1.1, 1\""],
        ),
        (
            |book| code(book, "REWARDING").gathers.truncate(1),
            &["~ REWARDING gathers: \"CRM-STR-rew, CRM-IT\" → \"CRM-STR-rew\""],
        ),
        (
            |book| code(book, "CRM-IT").parent = Some("MO".into()),
            &["^ CRM-IT parent: CRM → MO"],
        ),
        (
            |book| code(book, "CRM-IT").parent = Some("CRM".into()),
            &["~ CRM-IT parent: none → \"CRM\""],
        ),
        (
            |book| {
                book.codes.shift_remove(&CodeId::from("CRM-STR"));
            },
            &["- CRM-STR strategy", "^ CRM-STR-rew parent: CRM-STR → CRM"],
        ),
        (
            |book| book.codes.move_index(4, 0),
            &["^ MO comes first now"],
        ),
        (
            |book| book.codes.move_index(0, 3),
            &["^ CRM comes after CRM-IT now"],
        ),
        (|book| code(book, "MO").retired = true, &["x MO retired"]),
        (
            |book| code(book, "CRM-STR-rew").rules[0].find = "bonus* OR pay".into(),
            &["~ CRM-STR-rew rule rew-words find: \"bonus*\" → \"bonus* OR pay\""],
        ),
        (
            |book| code(book, "CRM-STR-rew").rules.reverse(),
            &["^ CRM-STR-rew rule rew-more comes first now"],
        ),
        (
            |book| code(book, "CRM-STR-rew").rules.truncate(1),
            &["- CRM-STR-rew rule rew-more bonus*"],
        ),
        (
            |book| book.name = "Final".into(),
            &["~ codebook name: \"List\" → \"Final\""],
        ),
        (
            |book| book.questions[1].text = "What for?".into(),
            &["~ question 1.1 text: \"Why?\" → \"What for?\""],
        ),
        (
            |book| book.questions.reverse(),
            &["^ question 1.1 comes first now"],
        ),
        (
            |book| book.guide[0].id = "8".into(),
            &["+ guide question 8 Who?", "- guide question 7 Who?"],
        ),
    ];
    for (at, (edit, lines)) in edits.into_iter().enumerate() {
        let mut new = book();
        edit(&mut new);
        let found = diff(&book(), &new);
        let told = found.to_string();
        let told: Vec<&str> = told.lines().collect();
        assert_eq!(told, lines, "edit {at}");
        assert_eq!(found.is_empty(), lines.is_empty());
        // And backwards there is as much to tell, if there is anything.
        assert_eq!(
            diff(&new, &book()).is_empty(),
            lines.is_empty(),
            "edit {at}"
        );
    }
}

#[test]
fn a_revived_code_is_told() {
    let mut old = book();
    code(&mut old, "MO").retired = true;
    assert_eq!(diff(&old, &book()).to_string(), "o MO in use again");
}

#[test]
fn twins_in_a_list_do_not_hide_a_difference() {
    let mut old = book();
    old.questions.push(ResearchQuestion {
        id: "1".into(),
        text: "Twin".into(),
    });
    let mut new = old.clone();
    new.questions[2].text = "Other twin".into();
    assert!(diff(&old, &old.clone()).is_empty());
    assert_eq!(
        diff(&old, &new).to_string(),
        "~ question 1 text: \"Twin\" → \"Other twin\""
    );
}
