use super::*;
use crate::model::{Code, CodeKey, CodeKind, Extent, GuideQuestion, ResearchQuestion, Rule, Scope};
use proptest::prelude::*;
use std::path::PathBuf;

fn read(file: &str, text: &str) -> Result<Codebook, Vec<Problem>> {
    read_codebook(Path::new(file), text.as_bytes())
}

fn told(file: &str, text: &str) -> Vec<String> {
    let problems = read(file, text).err().unwrap_or_default();
    problems.iter().map(Problem::to_string).collect()
}

fn text_of(file: &str, codebook: &Codebook) -> String {
    String::from_utf8(write_codebook(Path::new(file), codebook).unwrap()).unwrap()
}

fn shipped(name: &str) -> (PathBuf, Vec<u8>) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("codebooks")
        .join(name);
    let bytes = std::fs::read(&file).unwrap();
    (file, bytes)
}

// ---- TOML -------------------------------------------------------------

#[test]
fn the_shipped_codebooks_are_read_and_written_as_they_stand() {
    for name in ["final-list.toml", "start-list.toml"] {
        let (file, bytes) = shipped(name);
        let codebook = read_codebook(&file, &bytes).unwrap();
        let written = text_of(name, &codebook);
        let without_remarks = String::from_utf8(bytes).unwrap();
        let without_remarks: Vec<&str> = without_remarks
            .lines()
            .skip_while(|line| line.starts_with('#') || line.is_empty())
            .collect();
        for (at, (one, other)) in written.lines().zip(&without_remarks).enumerate() {
            assert_eq!(one, *other, "{name}, line {at}");
        }
        assert_eq!(written.lines().count(), without_remarks.len());
    }
}

#[test]
fn every_slip_in_a_toml_codebook_is_told_with_its_place() {
    let text = r##"name = "List"
[[question]]
id = "1.1"
text = "How?"
[[question]]
id = "1.1"
text = "Why?"
[[code]]
id = "CRM IT"
[[code]]
id = "A"
defintion = "x"
kind = "patern"
colour = "red"
questions = [1.1]
[[code]]
id = "A"
[[code.rule]]
id = "a-rule"
lang = "eng"
"##;
    assert_eq!(
        told("c.toml", text),
        [
            "c.toml:6:6: [[question]] '1.1' stands on line 2 already",
            "c.toml:9:6: the code id 'CRM IT' contains ' '",
            "c.toml:12:1: unknown key 'defintion' in [[code]]",
            "c.toml:13:8: 'kind' in [[code]] cannot be 'patern'",
            "c.toml:14:10: 'red' is not a colour",
            "c.toml:15:14: 'questions' in [[code]] must be a list of texts in quotes, not a number",
            "c.toml:17:6: code 'A' stands on line 10 already",
            "c.toml:18:1: [[code.rule]] has no 'find'",
            "c.toml:20:8: 'eng' is not a language known here: en, fi, sv, de or und",
        ]
    );
    let advice = read("c.toml", text).unwrap_err();
    assert_eq!(advice[2].next.as_deref(), Some("did you mean definition?"));
    assert_eq!(advice[3].next.as_deref(), Some("did you mean pattern?"));
}

#[test]
fn what_is_wrong_between_codes_is_told_at_the_code() {
    let text = "[[code]]\nid = 'A'\ncolour = '#12345'\n\n[[code]]\nid = 'P'\nkind = 'pattern'\ngathers = ['A', 'C-IT']\n\n[[code]]\nid = 'C-IS'\nparent = 'B'\n";
    assert_eq!(
        told("c.toml", text),
        [
            "c.toml:3:10: '#12345' is not a colour",
            "c.toml:5:1: pattern code 'P' gathers an unknown code 'C-IT'",
            "c.toml:10:1: code 'C-IS' names an unknown parent 'B'",
        ]
    );
}

#[test]
fn a_key_of_the_study_does_not_belong_in_a_file() {
    assert_eq!(
        told("c.toml", "[[code]]\nid = 'A'\nkey = 3\n"),
        ["c.toml:3:1: unknown key 'key' in [[code]]"]
    );
}

#[test]
fn a_name_typed_on_another_system_is_the_same_name() {
    let text = "[[code]]\nid = \"ty\u{f6}\"\n[[code]]\nid = \"tyo\u{308}\"\n";
    assert_eq!(
        told("c.toml", text),
        ["c.toml:4:6: code 'työ' stands on line 1 already"]
    );
}

#[test]
fn broken_toml_is_a_problem_with_a_place() {
    let lines = told("c.toml", "name = 'x'\n[[code]\nid = 'A'\n");
    assert!(lines[0].starts_with("c.toml:2:"), "{lines:?}");
    assert!(!told("c.toml", "\u{0}").is_empty());
    assert!(read_codebook(Path::new("c.toml"), b"name = '\xff'").is_err());
}

#[test]
fn a_thousand_problems_are_twenty_and_a_count() {
    let text = "[[code]]\nid = 'a b'\n".repeat(1000);
    let lines = told("c.toml", &text);
    assert_eq!(lines.len(), 21);
    assert_eq!(lines[20], "c.toml: and 980 more problems");
}

// ---- CSV --------------------------------------------------------------

#[test]
fn the_lists_of_codes_go_to_toml_and_back_and_to_csv_and_back() {
    for (name, codes) in [("final-list.csv", 41), ("start-list.csv", 29)] {
        let (file, bytes) = shipped(name);
        let from_csv = read_codebook(&file, &bytes).unwrap();
        assert_eq!(from_csv.codes.len(), codes);
        assert_eq!(from_csv.get("MO-IG").unwrap().questions, ["1.3", "1.0.1"]);
        let toml = text_of("x.toml", &from_csv);
        let from_toml = read("final-list.toml", &toml).unwrap();
        assert_eq!(from_toml, from_csv);
        let csv = text_of(name, &from_toml);
        assert_eq!(csv.as_bytes(), bytes, "the three columns as they were");
        assert_eq!(read_codebook(&file, csv.as_bytes()).unwrap(), from_csv);
    }
}

#[test]
fn a_list_from_a_spreadsheet_program_is_read() {
    let text = "\u{feff}Final list;;\r\n\r\nCode;Label;Definition;Q & SQ;Kind;Gathers;Retired;Keywords;Files\r\n\
                A;first;\"two\r\nlines\";1/1.1;;;;bonus*, award ceremony;12\r\n\
                P;;;;Pattern;\"A; B\";;;3\r\nB;second;'=x;;;;yes;;\r\n;;;;;;;;total 15\r\n";
    let book = read("list.csv", text).unwrap();
    assert_eq!(book.name, "list");
    let a = book.get("A").unwrap();
    assert_eq!(a.questions, ["1", "1.1"]);
    assert_eq!(a.rules[0].find, "bonus* OR \"award ceremony\"");
    let p = book.get("P").unwrap();
    assert_eq!(p.label, "P");
    assert_eq!(p.kind, CodeKind::Pattern);
    assert_eq!(p.gathers, ["A".into(), "B".into()]);
    let b = book.get("B").unwrap();
    assert_eq!(b.definition.as_deref(), Some("=x"));
    assert!(b.retired);
}

#[test]
fn every_slip_in_a_list_is_told_with_its_line() {
    let text = "Description of codes,Codes,Kind,Retired,Parent\n\
                one,A,,,\n\
                two,A,,,\n\
                three,,,,\n\
                four,B,patern,maybe,\n\
                yes, we did,C,,,\n\
                six,D,,,E\n";
    assert_eq!(
        told("l.csv", text),
        [
            "l.csv:3: code 'A' stands on line 2 already",
            "l.csv:4: a row without a code",
            "l.csv:5: 'patern' is no kind of code",
            "l.csv:5: 'maybe' in the column 'retired' is neither yes nor no",
            "l.csv:6: the code id 'we did' contains ' '",
            "l.csv:6: 'C' is no kind of code",
        ]
    );
    assert_eq!(
        told("l.csv", "Codes,Parent\nA,B\n"),
        ["l.csv:2: code 'A' names an unknown parent 'B'"]
    );
    assert_eq!(
        told("l.csv", "a,b\n1,2\n"),
        ["l.csv: no head row with a column for the codes"]
    );
    assert_eq!(
        told("l.csv", ""),
        ["l.csv: no head row with a column for the codes"]
    );
}

#[test]
fn a_question_that_a_csv_cannot_hold_is_told_when_writing() {
    let mut code = Code::new("A", "a");
    code.questions = vec!["1/2".into()];
    let mut book = Codebook::default();
    book.codes.insert(code.id.clone(), code);
    let told = write_codebook(Path::new("x.csv"), &book).unwrap_err();
    assert!(told.to_string().contains("'1/2'"), "{told}");
    assert!(write_codebook(Path::new("x.toml"), &book).is_ok());
}

#[test]
fn endings_decide_and_unknown_ones_are_told() {
    for file in ["x.xls", "x.docx", "x", "x.xlsx"] {
        assert!(write_codebook(Path::new(file), &Codebook::default()).is_err());
    }
    let told = read("x.docx", "").unwrap_err();
    assert!(told[0].next.as_deref().unwrap().contains(".xlsx"));
    assert!(read("X.TOML", "name = 'x'").is_ok());
}

// ---- laws -------------------------------------------------------------

/// Texts that break careless writers.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z äö]{0,12}",
        "['\"=+@,;\\\\#\\[\\]\t\r\n -]{1,6}[a-z]{0,4}['\"\\\\\n]{0,4}",
        "\\PC{1,8}",
        Just("שלום עולם\u{200f} 😀👩‍🔬".to_owned()),
        Just("'''\"\"\"\n\r\n\u{0}\u{7f}\u{85}".to_owned()),
    ]
}

/// As text() but not blank.
fn filled() -> impl Strategy<Value = String> {
    text().prop_filter("blank", |text| !text.trim().is_empty())
}

fn id() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Z]{1,4}(-[a-z]{1,4}){0,2}",
        "[=+@-][A-Z]{1,3}",
        "[äö顧😀][A-Z]{0,3}"
    ]
}

fn rule(id: String) -> impl Strategy<Value = Rule> {
    (
        filled(),
        prop_oneof![Just(None), Just(Some("fi".to_owned()))],
        0..3usize,
        0..4usize,
        proptest::option::of(text()),
    )
        .prop_map(move |(find, lang, scope, extent, note)| Rule {
            id: id.clone(),
            find,
            lang,
            scope: [Scope::Informant, Scope::Interviewer, Scope::Anyone][scope],
            extent: [
                Extent::Hit,
                Extent::Sentence,
                Extent::Sentences(2),
                Extent::Turn,
            ][extent],
            note,
        })
}

type Raw = (
    (String, bool, usize, bool),
    [Option<String>; 5],
    (Vec<usize>, Vec<usize>, Vec<usize>),
    Option<Rule>,
);

/// Codes whose references hold: to the first codes, questions and topics.
fn codebook() -> impl Strategy<Value = Codebook> {
    let raw = |at: usize| {
        (
            (filled(), any::<bool>(), 0..3usize, any::<bool>()),
            proptest::array::uniform5(proptest::option::of(filled())),
            (
                proptest::collection::vec(0..3usize, 0..3),
                proptest::collection::vec(0..2usize, 0..2),
                proptest::collection::vec(0..2usize, 0..3),
            ),
            proptest::option::of(rule(format!("rule {at}"))),
        )
    };
    let ids = proptest::collection::hash_set(id(), 2..6);
    (text(), ids, text())
        .prop_flat_map(move |(name, ids, question)| {
            let ids: Vec<String> = ids.into_iter().collect();
            let raws: Vec<_> = (0..ids.len()).map(raw).collect();
            (Just(name), Just(ids), Just(question), raws)
        })
        .prop_map(|(name, ids, question, raws)| {
            let questions: Vec<String> = vec!["1".into(), "1.10".into(), "=2".into()];
            let guide: Vec<String> = vec!["7".into(), "a b".into()];
            let codes = ids.iter().zip(raws).map(|(id, raw)| {
                let code = build(id, &ids, raw, &questions, &guide);
                (code.id.clone(), code)
            });
            Codebook {
                name,
                codes: codes.collect(),
                questions: questions
                    .iter()
                    .map(|id| ResearchQuestion {
                        id: id.clone(),
                        text: format!("q{question}"),
                    })
                    .collect(),
                guide: guide
                    .iter()
                    .map(|id| GuideQuestion {
                        id: id.clone(),
                        text: format!("g{question}"),
                    })
                    .collect(),
            }
        })
        .prop_filter("the parents of some ids make a circle", |book| {
            book.problems().is_empty()
        })
}

fn build(id: &str, ids: &[String], raw: Raw, questions: &[String], guide: &[String]) -> Code {
    let ((label, child, kind, retired), texts, (qs, topics, parts), rule) = raw;
    let [since, definition, include, exclude, example] = texts;
    let kind = [
        CodeKind::Descriptive,
        CodeKind::Interpretive,
        CodeKind::Pattern,
    ][kind];
    let code_id = |at: usize| CodeId(ids[at].clone());
    Code {
        key: CodeKey(0),
        parent: (child && id != ids[0]).then(|| code_id(0)),
        kind,
        questions: qs.into_iter().map(|at| questions[at].clone()).collect(),
        guide: topics.into_iter().map(|at| guide[at].clone()).collect(),
        gathers: match kind {
            CodeKind::Pattern => parts.into_iter().map(code_id).collect(),
            _ => Vec::new(),
        },
        since: since.map(|text| text.trim().to_owned()),
        definition,
        include,
        exclude,
        example,
        colour: retired.then(|| "#c0392B".to_owned()),
        retired,
        was: child.then(|| CodeId(format!("OLD-{id}"))),
        rules: rule.into_iter().collect(),
        ..Code::new(id, label.trim())
    }
}

proptest! {
    #[test]
    fn toml_holds_every_codebook_exactly(book in codebook()) {
        let written = text_of("x.toml", &book);
        prop_assert_eq!(read("x.toml", &written).unwrap(), book, "{}", written);
    }

    #[test]
    fn csv_holds_all_but_questions_guide_and_rules(book in codebook()) {
        let written = text_of("x.csv", &book);
        let mut held = Codebook { codes: book.codes, name: "x".into(), ..Codebook::default() };
        held.codes.values_mut().for_each(|code| code.rules.clear());
        let back = read("x.csv", &written).unwrap();
        prop_assert_eq!(&back, &held, "{}", written);
        prop_assert_eq!(text_of("x.csv", &back), written);
    }

    #[test]
    fn a_codebook_does_not_differ_from_itself(book in codebook(), other in codebook()) {
        use crate::model::codebook_diff::diff;
        prop_assert!(diff(&book, &book.clone()).is_empty());
        let mut twin = other.clone();
        twin.codes.values_mut().for_each(|code| {
            code.key = CodeKey(9);
            code.was = None;
        });
        prop_assert!(diff(&other, &twin).is_empty());
        prop_assert_eq!(diff(&book, &other).is_empty(), book == other);
    }

    #[test]
    fn no_bytes_make_reading_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), toml in "[\\[\\]a-z=.'\" \n,#{}0-9]{0,80}", csv in "(Codes|Label|A|,|;|\"|\n|\r|'=|/| ){0,30}") {
        for file in ["x.toml", "x.csv", "x.xlsx", "x.ods"] {
            let _ = read_codebook(Path::new(file), &bytes);
        }
        let _ = read("x.toml", &toml);
        let _ = read("x.csv", &csv);
    }
}
