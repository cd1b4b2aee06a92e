use super::super::archive::tests::zipped;
use super::*;
use crate::formats::transcript::{ParsedTranscript, read_transcripts};
use crate::model::AsideKind;
use proptest::prelude::*;
use std::path::Path;

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

fn part(root: &str, inside: &str) -> String {
    format!("<?xml version=\"1.0\"?><w:{root} {W}>{inside}</w:{root}>")
}

/// A Word file of this body and of parts beside it: their name and content.
fn with_parts(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let mut all = vec![(
        "word/document.xml".to_owned(),
        part("document", &format!("<w:body>{body}</w:body>")),
    )];
    for (name, inside) in parts {
        all.push((format!("word/{name}.xml"), part(name, inside)));
    }
    let all: Vec<(&str, &[u8])> = all
        .iter()
        .map(|(name, xml)| (name.as_str(), xml.as_bytes()))
        .collect();
    zipped(&all)
}

/// A file of these paragraphs, each the inside of one run.
fn word(paragraphs: &[&str]) -> Vec<u8> {
    let body: String = paragraphs
        .iter()
        .map(|inside| format!("<w:p><w:r>{inside}</w:r></w:p>"))
        .collect();
    with_parts(&body, &[])
}

fn p(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

fn table(rows: &[&[&str]]) -> String {
    let cell = |words: &&str| format!("<w:tc>{}</w:tc>", p(words));
    let row = |cells: &&[&str]| {
        let cells: String = cells.iter().map(cell).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let rows: String = rows.iter().map(row).collect();
    format!("<w:tbl><w:tblPr/>{rows}</w:tbl>")
}

fn open(bytes: &[u8]) -> Result<ParsedTranscript, Problem> {
    Ok(read_transcripts(Path::new("a.docx"), bytes, &Hints::default())?.remove(0))
}

fn problem(bytes: &[u8]) -> Problem {
    let problem = open(bytes).unwrap_err();
    assert!(problem.next.is_some());
    problem
}

/// The turns as "speaker: words".
fn turns(parsed: &ParsedTranscript) -> Vec<String> {
    let turns = parsed.document.turns.iter();
    turns
        .map(|turn| format!("{}: {}", turn.speaker, parsed.document.speech(turn)))
        .collect()
}

fn asides(parsed: &ParsedTranscript, kind: AsideKind) -> Vec<&str> {
    let text = parsed.document.text.as_str();
    let asides = parsed.document.asides.iter();
    let asides = asides.filter(|aside| aside.kind == kind);
    asides
        .map(|aside| aside.span.slice(text).unwrap())
        .collect()
}

fn comments(parsed: &ParsedTranscript) -> Vec<(&str, &str, &str)> {
    let text = parsed.document.text.as_str();
    let comments = parsed.comments.iter();
    comments
        .map(|it| {
            (
                it.span.slice(text).unwrap(),
                it.author.as_str(),
                it.text.as_str(),
            )
        })
        .collect()
}

#[test]
fn a_word_file_becomes_turns() {
    let bytes = word(&[
        "<w:t>Intervju 1</w:t>",
        "<w:t>INTERVJUARE:</w:t><w:tab/><w:t>Hur ser en dag ut?</w:t>",
        "<w:t>RESPONDENT:</w:t><w:tab/><w:t>Kl. 07:30. Sen: möten.</w:t>",
        "<w:t>B&#197;: Stämmer.</w:t>",
    ]);
    let parsed = open(&bytes).unwrap();
    assert_eq!(
        turns(&parsed),
        [
            "INTERVJUARE: Hur ser en dag ut?",
            "RESPONDENT: Kl. 07:30. Sen: möten.",
            "BÅ: Stämmer."
        ]
    );
}

#[test]
fn a_soft_line_break_parts_the_name_from_the_speech() {
    let bytes = word(&[
        "<w:t>Ann Example</w:t><w:t xml:space=\"preserve\">   0:03</w:t><w:br/><w:t>Good morning.</w:t>",
        "<w:t>Bo Neil   0:07</w:t><w:br/><w:t>Morning.</w:t>",
    ]);
    let parsed = open(&bytes).unwrap();
    assert_eq!(parsed.document.turns[1].starts_at, Some(7_000));
    assert_eq!(parsed.speakers.len(), 2);
}

#[test]
fn tables_of_speech_become_turns() {
    let two = table(&[
        &["Interviewer", "Why?"],
        &["Anna Example", "So."],
        &["", "And so."],
    ]);
    let parsed = open(&with_parts(&two, &[])).unwrap();
    assert_eq!(
        turns(&parsed),
        ["Interviewer: Why?", "Anna Example: So.\nAnd so."],
        "a name that stands once, but the table shows it"
    );
    let three = table(&[
        &["Aika", "Puhuja", "Teksti"],
        &["00:01:02", "H", "Kerro?"],
        &["00:01:09", "V", "No."],
    ]);
    let body = format!("{}{three}{}", p("Haastattelu 1"), p("Loppu"));
    let parsed = open(&with_parts(&body, &[])).unwrap();
    assert_eq!(turns(&parsed), ["H: Kerro?", "V: No.\nLoppu"]);
    assert_eq!(parsed.document.turns[1].starts_at, Some(69_000));
    assert_eq!(
        asides(&parsed, AsideKind::Heading),
        ["Aika\tPuhuja\tTeksti"]
    );
}

#[test]
fn a_table_inside_a_table_is_read() {
    let inner = table(&[&["H", "Kerro?"], &["V", "No."], &["H", "Ai."]]);
    let body = format!(
        "<w:tbl><w:tr><w:tc>{}{inner}<w:p/></w:tc></w:tr></w:tbl>",
        p("Alku")
    );
    let parsed = open(&with_parts(&body, &[])).unwrap();
    assert_eq!(turns(&parsed), ["H: Kerro?", "V: No.", "H: Ai."]);
}

#[test]
fn notes_beside_the_words_become_comments() {
    let body = table(&[
        &["Speaker", "Text", "Notes"],
        &["Ann", "So it is.", "ironic"],
        &["Bo", "Yes.", ""],
    ]);
    let parsed = open(&with_parts(&body, &[])).unwrap();
    assert_eq!(turns(&parsed), ["Ann: So it is.", "Bo: Yes."]);
    assert_eq!(comments(&parsed), [("So it is.", "", "ironic")]);
}

#[test]
fn comments_keep_their_words_and_author() {
    let body = "<w:p><w:r><w:t>H: Kerro?</w:t></w:r></w:p>\
        <w:p><w:r><w:t xml:space=\"preserve\">V: Tyo\u{308}matka on </w:t></w:r>\
        <w:commentRangeStart w:id=\"4\"/><w:r><w:t>pitka\u{308} 😀</w:t></w:r>\
        <w:commentRangeEnd w:id=\"4\"/><w:r><w:commentReference w:id=\"4\"/></w:r>\
        <w:r><w:t>.</w:t></w:r></w:p>\
        <w:p><w:r><w:t>H: Ai</w:t><w:commentReference w:id=\"5\"/><w:t>ka?</w:t></w:r></w:p>";
    let comment = |id: u8, who: &str, words: &str| {
        format!(
            "<w:comment w:id=\"{id}\" w:author=\"{who}\" w:initials=\"x\">{}{}</w:comment>",
            p(words),
            p("second")
        )
    };
    let inside = [
        comment(4, "A &amp; B", "Why?"),
        comment(5, "", "Here"),
        comment(9, "C", "Nowhere"),
    ];
    let parsed = open(&with_parts(body, &[("comments", &inside.concat())])).unwrap();
    assert_eq!(
        comments(&parsed),
        [
            ("pitk\u{e4} 😀", "A & B", "Why?\nsecond"),
            ("", "", "Here\nsecond")
        ]
    );
    let text = parsed.document.text.as_str();
    let before = text.get(..parsed.comments[1].span.start()).unwrap();
    assert!(before.ends_with("H: Ai"));
    assert!(parsed.notes.iter().any(|note| note.contains("C: 'Nowhere")));
}

#[test]
fn footnotes_are_marked_and_told_at_the_end() {
    let body = format!(
        "{}<w:p><w:r><w:t>V: So</w:t><w:footnoteReference w:id=\"2\"/><w:t> it is.</w:t>\
         <w:endnoteReference w:id=\"2\"/></w:r></w:p>{}",
        p("H: Why?"),
        p("H: Well")
    );
    let foot = format!(
        "<w:footnote w:type=\"separator\" w:id=\"-1\">{}</w:footnote>\
         <w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/><w:t> V: a note</w:t></w:r></w:p></w:footnote>",
        p("rule")
    );
    let end = format!("<w:endnote w:id=\"2\">{}</w:endnote>", p("At the end"));
    let parsed = open(&with_parts(
        &body,
        &[("footnotes", &foot), ("endnotes", &end)],
    ))
    .unwrap();
    let text = parsed.document.text.as_str();
    assert!(text.ends_with("\n[1] V: a note\n[2] At the end"), "{text}");
    assert_eq!(turns(&parsed), ["H: Why?", "V: So[1] it is.[2]", "H: Well"]);
    assert_eq!(
        asides(&parsed, AsideKind::Note),
        ["[1]", "[2]", "[1] V: a note\n[2] At the end"]
    );
    let second = &parsed.document.turns[1];
    assert!(!parsed.document.said(second).contains('['));
}

#[test]
fn tracked_changes_are_taken_and_counted() {
    let body = "<w:p><w:r><w:t>H: Why?</w:t></w:r></w:p>\
        <w:p><w:ins><w:r><w:t>V: ne</w:t></w:r></w:ins><w:ins><w:r><w:t>w</w:t></w:r></w:ins>\
        <w:r><w:t> words</w:t></w:r><w:del><w:r><w:delText>old</w:delText></w:r></w:del>\
        <w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom>\
        <w:moveTo><w:r><w:t> come</w:t></w:r></w:moveTo></w:p>\
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>H: One </w:t></w:r></w:p>\
        <w:p><w:r><w:t>line</w:t></w:r></w:p>\
        <w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>row</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
        <w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p>";
    let parsed = open(&with_parts(body, &[])).unwrap();
    assert_eq!(
        turns(&parsed),
        ["H: Why?", "V: new words come", "H: One line"]
    );
    let notes = parsed.notes.join("; ");
    assert!(
        notes.contains("tracked changes: 1 insertion taken, 2 deletions left out, 1 move followed"),
        "{notes}"
    );
    assert!(notes.contains("hidden text was left out"), "{notes}");
}

#[test]
fn headings_by_style_are_nobodys_words() {
    let styled = |style: &str, words: &str| {
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"
        )
    };
    let body = [
        styled("Otsikko1", "Haastattelu 3"),
        p("H: Kerro?"),
        p("V: No."),
        styled("Otsikko2", "Taustaa: perhe"),
        styled("Otsikko2", "H: Entä koti?"),
        p("V: Niin."),
        styled("Muu", "ja vielä"),
    ];
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"Otsikko1\"><w:name w:val=\"heading 1\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"Otsikko2\"><w:basedOn w:val=\"Otsikko1\"/></w:style>";
    let parsed = open(&with_parts(&body.concat(), &[("styles", styles)])).unwrap();
    assert_eq!(
        turns(&parsed),
        ["H: Kerro?", "V: No.", "H: Entä koti?", "V: Niin.\nja vielä"]
    );
    assert_eq!(
        asides(&parsed, AsideKind::Heading),
        ["Haastattelu 3", "Taustaa: perhe"]
    );
    assert!(parsed.doubts.is_empty(), "{:?}", parsed.doubts);
}

#[test]
fn names_set_as_headings_are_speakers() {
    let head = |words: &str| {
        format!(
            "<w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"
        )
    };
    let body = [
        head("Interviewer"),
        p("Tell me about your work, from the beginning."),
        head("Anna"),
        p("It began with a job in a shop."),
        head("Interviewer"),
        p("And then, how did you go on?"),
        head("Anna"),
        p("Then I stayed there."),
    ];
    let parsed = open(&with_parts(&body.concat(), &[])).unwrap();
    let speakers: Vec<&str> = parsed
        .document
        .turns
        .iter()
        .map(|turn| turn.speaker.as_str())
        .collect();
    assert_eq!(speakers, ["Interviewer", "Anna", "Interviewer", "Anna"]);
}

#[test]
fn the_older_transcripts_of_teams_become_turns() {
    let cue = |time: &str, who: &str, words: &str| {
        format!("<w:t>{time}</w:t><w:br/><w:t>{who}</w:t><w:br/><w:t>{words}</w:t>")
    };
    let bytes = word(&[
        "<w:t>Meeting</w:t>",
        &cue("0:0:0.0 --&gt; 0:0:1.510", "Example, Ann (HR)", "Ok. Yeah."),
        &cue("0:0:1.520 --&gt; 0:0:3.0", "Example, Ann (HR)", "So."),
        &cue("0:0:3.270 --&gt; 0:0:4.250", "Bo O'Neil", "Umm."),
    ]);
    let parsed = open(&bytes).unwrap();
    assert_eq!(
        turns(&parsed),
        ["Example, Ann (HR): Ok. Yeah. So.", "Bo O'Neil: Umm."]
    );
    let first = &parsed.document.turns[0];
    assert_eq!((first.starts_at, first.ends_at), (Some(0), Some(3_000)));
    let text = parsed.document.text.as_str();
    let said = |at: usize| parsed.document.moments[at].span.slice(text).unwrap();
    assert_eq!((said(0), said(1)), ("Ok. Yeah.", "So."));
    assert_eq!(asides(&parsed, AsideKind::Front), ["Meeting"]);
}

#[test]
fn what_is_no_word_file_is_named() {
    let old = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest";
    assert!(problem(old).what.contains("old Word file"));
    assert!(problem(b"plain text").what.contains("not a Word file"));
    assert!(problem(b"").what.contains("empty"));
    let sheet = zipped(&[("xl/workbook.xml", b"<x/>")]);
    assert!(problem(&sheet).what.contains("word/document.xml"));
    assert!(problem(&word(&[""])).what.contains("no words"));
    let page = with_parts("<w:altChunk/>", &[]);
    assert!(problem(&page).what.contains("another file"));
    let mut cut = word(&["<w:t>Ann: yes</w:t>"]);
    cut.truncate(cut.len() / 2);
    assert!(problem(&cut).what.contains("damaged"));
}

#[test]
fn a_bomb_is_refused_while_it_unpacks() {
    let bomb = zipped(&[
        ("word/styles.xml", &vec![b' '; 700_000]),
        ("word/document.xml", &vec![b' '; 700_000]),
    ]);
    assert!(bomb.len() < 10_000);
    let mut archive = Archive::with_limit(&bomb, &WORD_FILE, 1024 * 1024).unwrap();
    let Err(refused) = read_archive(&mut archive) else {
        panic!("read");
    };
    assert!(refused.what.contains("more than 1 MB"));
    let deep = with_parts(&"<w:tbl>".repeat(100_000), &[]);
    assert!(problem(&deep).what.contains("too deep"));
    let tables = format!("{}{}", "<w:tbl><w:tr><w:tc>".repeat(60), p("Ann: yes"));
    let tables = format!("{tables}{}", "</w:tc></w:tr></w:tbl>".repeat(60));
    let parsed = open(&with_parts(&tables, &[])).unwrap();
    assert_eq!(parsed.document.text.as_str(), "Ann: yes");
}

proptest! {
    #[test]
    fn a_comment_is_about_the_words_it_was_written_on(
        before in "[a😀][ao\u{308} ]{0,5}",
        words in "[bö😀][bo\u{308}😀]{0,5}[b]",
        after in "[c][co\u{308}]{0,5}",
        in_table in any::<bool>()
    ) {
        let said = format!(
            "<w:p><w:r><w:t xml:space=\"preserve\">{before}</w:t></w:r><w:commentRangeStart w:id=\"0\"/>\
             <w:r><w:t>{words}</w:t></w:r><w:commentRangeEnd w:id=\"0\"/><w:r><w:t>{after}</w:t></w:r></w:p>"
        );
        let cells = |who: &str, said: &str| format!("<w:tr><w:tc>{}</w:tc><w:tc>{said}</w:tc></w:tr>", p(who));
        let body = match in_table {
            true => format!("<w:tbl>{}{}{}</w:tbl>", cells("H", &p("y")), cells("V", &said), cells("H", &p("z"))),
            false => said,
        };
        let comment = format!("<w:comment w:id=\"0\" w:author=\"A\">{}</w:comment>", p("hm"));
        let parsed = open(&with_parts(&body, &[("comments", &comment)])).unwrap();
        let wanted = crate::text::CanonicalText::from_raw(&words).into_string();
        prop_assert_eq!(comments(&parsed), [(wanted.as_str(), "A", "hm")]);
    }

    #[test]
    fn any_nesting_is_read_or_refused(
        body in "(<w:p>|</w:p>|<w:tbl><w:tr><w:tc>|</w:tc></w:tr></w:tbl>|<w:r><w:t>A: b</w:t></w:r>|<w:ins>|</w:ins>|<w:commentRangeStart w:id='0'/>|<w:commentRangeEnd w:id='0'/>|<w:footnoteReference w:id='1'/>|<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>){0,30}"
    ) {
        let comment = format!("<w:comment w:id='0'>{}</w:comment>", p("hm"));
        if let Ok(parsed) = open(&with_parts(&body, &[("comments", &comment)])) {
            for comment in &parsed.comments {
                prop_assert!(comment.span.slice(parsed.document.text.as_str()).is_some());
            }
        }
    }
}
