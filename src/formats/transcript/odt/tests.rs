use super::super::archive::tests::zipped;
use super::*;
use crate::formats::transcript::{ParsedTranscript, read_transcripts};
use crate::model::AsideKind;
use proptest::prelude::*;
use std::path::Path;

/// The content of a document with these styles and this body.
fn content(styles: &str, body: &str) -> String {
    let spaces = [
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
    ]
    .map(|(prefix, name)| {
        format!(" xmlns:{prefix}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\"")
    });
    format!(
        "<?xml version=\"1.0\"?><office:document-content{} xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
         <office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>",
        spaces.concat()
    )
}

fn open_as(file: &str, bytes: &[u8]) -> Result<ParsedTranscript, Problem> {
    Ok(read_transcripts(Path::new(file), bytes, &Hints::default())?.remove(0))
}

fn open(body: &str) -> ParsedTranscript {
    let xml = content("", body);
    open_as("a.odt", &zipped(&[("content.xml", xml.as_bytes())])).unwrap()
}

fn text(body: &str) -> String {
    open(body).document.text.into_string()
}

fn turns(parsed: &ParsedTranscript) -> Vec<String> {
    let turns = parsed.document.turns.iter();
    turns
        .map(|turn| format!("{}: {}", turn.speaker, parsed.document.speech(turn)))
        .collect()
}

fn comments(parsed: &ParsedTranscript) -> Vec<(&str, &str, &str)> {
    let text = parsed.document.text.as_str();
    let comments = parsed.comments.iter();
    let told = comments.map(|it| {
        let words = it.span.slice(text).unwrap();
        (words, it.author.as_str(), it.text.as_str())
    });
    told.collect()
}

#[test]
fn words_blanks_and_breaks_are_read() {
    for (body, wanted) in [
        (
            "<text:p>H:<text:tab/>Kerro<text:span> työstä</text:span>?</text:p>",
            "H:\tKerro työstä?",
        ),
        (
            "<text:p>\n  a \n b<text:s/><text:s text:c=\"2\"/>c</text:p>",
            "a b   c",
        ),
        (
            "<text:p>a<text:line-break/>b<text:soft-page-break/>c</text:p>",
            "a\nbc",
        ),
        ("<text:p>a</text:p><text:p/><text:p>b</text:p>", "a\n\nb"),
        (
            "<text:list><text:list-item><text:p>a</text:p></text:list-item></text:list>",
            "a",
        ),
        (
            "<text:p><text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>かん</text:ruby-text></text:ruby></text:p>",
            "漢",
        ),
        (
            "<text:p>a<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box><desc xmlns=\"svg\">x</desc></draw:frame></text:p>",
            "box\na",
        ),
        (
            "<text:p>a<office:binary-data>QUJD</office:binary-data></text:p>",
            "a",
        ),
    ] {
        assert_eq!(text(body), wanted, "{body}");
    }
    let blanks = text("<text:p>a<text:s text:c=\"999999999\"/>b</text:p>");
    assert!(blanks.len() < 200);
}

#[test]
fn comments_keep_their_words_and_author() {
    let note = |name: &str, who: &str, words: &str| {
        format!(
            "<office:annotation{name}><dc:creator>{who}</dc:creator><dc:date>2024-01-01</dc:date>\
             <text:p>{words}</text:p></office:annotation>"
        )
    };
    let body = format!(
        "<text:p>H: Kerro?</text:p><text:p>V: Ty\u{f6} on {}pitka\u{308}{}<office:annotation-end office:name=\"1\"/>.</text:p>\
         <text:p>H: Ai{}</text:p>",
        note(" office:name=\"1\"", "Änn", "Miksi?"),
        note(
            " office:name=\"2\" office:parent-name=\"1\"",
            "Bo",
            "Siksi."
        ),
        note("", "", "Aha"),
    );
    let parsed = open(&body);
    assert_eq!(
        comments(&parsed),
        [
            ("pitk\u{e4}", "Änn", "Miksi?"),
            ("", "Bo", "Siksi."),
            ("", "", "Aha")
        ]
    );
    assert_eq!(turns(&parsed)[1], "V: Työ on pitkä.");
}

#[test]
fn footnotes_headings_and_changes() {
    let body = "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region>\
        <text:changed-region><text:insertion/></text:changed-region></text:tracked-changes>\
        <text:table-of-content><text:index-body><text:p>Osa 1: alku</text:p></text:index-body></text:table-of-content>\
        <text:h text:outline-level=\"1\">Osa 1: alku</text:h><text:p>H: Kerro?</text:p>\
        <text:p>V: No<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>H: aside</text:p></text:note-body></text:note> niin.</text:p>\
        <text:p text:style-name=\"P1\">Osa 2</text:p><text:p>H: Ai<text:span text:style-name=\"T1\">salaa</text:span></text:p>";
    let styles = "<style:style style:name=\"P1\" style:parent-style-name=\"Title\"/>\
        <style:style style:name=\"T1\"><style:text-properties text:display=\"none\"/></style:style>";
    let xml = content(styles, body);
    let parsed = open_as("a.fodt", xml.as_bytes()).unwrap();
    assert_eq!(turns(&parsed), ["H: Kerro?", "V: No[1] niin.", "H: Ai"]);
    let shown = parsed.document.text.as_str();
    let asides = parsed.document.asides.iter();
    let asides: Vec<(AsideKind, &str)> = asides
        .map(|aside| (aside.kind, aside.span.slice(shown).unwrap()))
        .collect();
    assert_eq!(
        asides,
        [
            (AsideKind::Heading, "Osa 1: alku\nOsa 1: alku"),
            (AsideKind::Note, "[1]"),
            (AsideKind::Heading, "Osa 2"),
            (AsideKind::Note, "[1] H: aside"),
        ]
    );
    let notes = parsed.notes.join("; ");
    assert!(
        notes.contains("1 insertion taken, 1 deletion left out"),
        "{notes}"
    );
    assert!(notes.contains("hidden text"), "{notes}");
}

#[test]
fn tables_of_speech_become_turns() {
    let cell =
        |words: &str| format!("<table:table-cell><text:p>{words}</text:p></table:table-cell>");
    let row = |cells: &str| format!("<table:table-row>{cells}</table:table-row>");
    let body = [
        row(&(cell("Aika") + &cell("Puhuja") + &cell("Teksti"))),
        row(
            "<table:table-cell table:number-columns-spanned=\"3\"><text:p>Osa 1</text:p></table:table-cell>\
             <table:covered-table-cell table:number-columns-repeated=\"2\"/>",
        ),
        row(&(cell("0:07") + &cell("H") + &cell("Kerro?"))),
        row(&(cell("0:09") + &cell("V") + &cell("No."))),
        row(&(cell("0:12") + "<table:covered-table-cell/>" + &cell("Niin."))),
        row("<table:table-cell table:number-columns-repeated=\"999999999\"/>"),
    ];
    let parsed = open(&format!(
        "<table:table>{}</table:table>",
        body[..5].concat()
    ));
    assert_eq!(turns(&parsed), ["H: Kerro?", "V: No.\n[0:12] Niin."]);
    assert_eq!(parsed.document.turns[0].starts_at, Some(7_000));
    let wide = text(&format!("<table:table>{}</table:table>", body.concat()));
    assert!(wide.len() < 300, "{wide}");
}

#[test]
fn what_is_no_open_document_is_named() {
    let refused = |bytes: &[u8], said: &str| {
        let problem = open_as("a.odt", bytes).unwrap_err();
        assert!(problem.what.contains(said), "{}", problem.what);
        assert!(problem.next.is_some());
    };
    refused(b"", "empty");
    refused(b"plain", "not a LibreOffice text");
    refused(&zipped(&[("word/document.xml", b"<x/>")]), "content.xml");
    refused(b"<html>", "broken");
    refused(b"<html/>", "no text document");
    refused(b"<html>\xFF</html>", "UTF-8");
    refused(content("", "").as_bytes(), "no words");
    let locked = zipped(&[
        ("META-INF/manifest.xml", b"<manifest:encryption-data/>"),
        ("content.xml", b"\xFF\x00"),
    ]);
    refused(&locked, "password");
}

proptest! {
    #[test]
    fn a_comment_is_about_the_words_it_was_written_on(
        before in "[a😀][ao\u{308}]{0,5}",
        words in "[bö😀][bo\u{308}😀]{0,5}[b]",
        after in "[c][co\u{308}]{0,5}",
    ) {
        let parsed = open(&format!(
            "<text:p>{before}<office:annotation office:name=\"x\"><text:p>hm</text:p></office:annotation>{words}\
             <office:annotation-end office:name=\"x\"/>{after}</text:p>"
        ));
        let wanted = crate::text::CanonicalText::from_raw(&words).into_string();
        prop_assert_eq!(comments(&parsed), [(wanted.as_str(), "", "hm")]);
    }

    #[test]
    fn any_nesting_is_read_or_refused(
        body in "(<text:p>|</text:p>|<table:table><table:table-row><table:table-cell>|</table:table-cell></table:table-row></table:table>|A: b|<text:note><text:note-body>|</text:note-body></text:note>|<office:annotation office:name='1'><dc:creator>|</dc:creator></office:annotation>|<office:annotation-end office:name='1'/>|<text:s/>){0,30}"
    ) {
        if let Ok(parsed) = open_as("a.fodt", content("", &body).as_bytes()) {
            for comment in &parsed.comments {
                prop_assert!(comment.span.slice(parsed.document.text.as_str()).is_some());
            }
        }
    }
}
