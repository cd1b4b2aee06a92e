use super::*;
use crate::formats::transcript::{ParsedTranscript, finish};
use crate::model::AsideKind;
use proptest::prelude::*;

fn read_bytes(html: &[u8]) -> Result<ParsedTranscript, Problem> {
    let hints = Hints::default();
    let reading = Html.read(html, &hints)?.remove(0);
    Ok(finish(reading, &hints))
}

fn text(html: &str) -> String {
    let parsed = read_bytes(html.as_bytes()).unwrap();
    parsed.document.text.into_string()
}

fn turns(html: &str) -> Vec<String> {
    let parsed = read_bytes(html.as_bytes()).unwrap();
    let document = &parsed.document;
    let turns = document.turns.iter();
    turns
        .map(|turn| format!("{}|{}", turn.speaker, document.speech(turn)))
        .collect()
}

#[test]
fn words_of_a_table_that_stands_in_no_cell_are_kept() {
    let hints = Hints::default();
    let reading = reading(
        "<table><table>front<td>inside</table>behind",
        Vec::new(),
        &hints,
    )
    .unwrap();
    for word in ["front", "inside", "behind"] {
        assert!(reading.text.as_str().contains(word), "{word}");
    }
}

#[test]
fn a_piece_that_begins_with_a_mark_for_the_letter_before_begins_behind_the_blank() {
    let hints = Hints::default();
    let page = "00:00.000 --> 00:00.500<p>- <p>&#x308;";
    let reading = reading(page, Vec::new(), &hints).unwrap();
    let words = reading.turns[0].span.slice(reading.text.as_str()).unwrap();
    assert_eq!(words, words.trim());
}

#[test]
fn blocks_become_lines_and_the_rest_of_a_page_goes() {
    let html = "<!DOCTYPE html><html><head><title>Talk</title><style>p { x: y }</style></head>\n\
        <body><nav><a>Home</a></nav><!-- Ann: no -->\n<h2>Interview  7</h2>\n\
        <p><b>Ann:</b> So,\n  caf&eacute; &amp; <i>tea</i>?<br>Or what</p>\
        <div>Bo: Yes<script>var x = '<p>Cy: no</p>';</script>.<ul><li>one<li>two</ul></div>\
        <pre>Ann: I\n  see</pre><p>Bo: Ah.</body></html>";
    assert_eq!(
        text(html),
        "Interview 7\nAnn: So, café & tea?\nOr what\nBo: Yes.\none\ntwo\nAnn: I\n  see\nBo: Ah."
    );
    assert_eq!(
        turns(html),
        [
            "Ann|So, café & tea?\nOr what",
            "Bo|Yes.\none\ntwo",
            "Ann|I\n  see",
            "Bo|Ah."
        ]
    );
    let parsed = read_bytes(html.as_bytes()).unwrap();
    assert_eq!(parsed.document.asides[0].kind, AsideKind::Heading);
}

#[test]
fn a_heading_that_names_speaker_and_time_starts_a_turn() {
    let html = "<h3>Ann Example 0:07</h3><p>Why?</p><h3>Bo 0:09</h3><p>So.</p><h3>Part two</h3><h3>Bo 0:12</h3><p>And on.</p>";
    assert_eq!(turns(html), ["Ann Example|Why?", "Bo|So.", "Bo|And on."]);
}

#[test]
fn tables_of_speakers_and_words_become_turns() {
    let html = "<table><tr><th>Speaker<th>Text<tr><td>Interviewer<td>Why?<tr><td>Ann</td><td><p>So.</p><p>And so.</p></td></tr>\
        <tr><td>Interviewer</td><td>Ah.</td></tr></table>After";
    assert_eq!(
        turns(html),
        [
            "Interviewer|Why?",
            "Ann|So.\nAnd so.",
            "Interviewer|Ah.\nAfter"
        ]
    );
    assert_eq!(
        text("<table>loose<tr>too<td>a<td><table><tr><td>in</table></table>"),
        "loose\ntoo\na\tin"
    );
}

#[test]
fn twins_in_other_encodings_are_one_document() {
    let html = |name: &str| {
        format!(
            "<html><head><meta charset=\"{name}\"></head><p>H: Työ, ei € – \u{201d}se\u{201d}?</p><p>V: Ääni.</p>"
        )
    };
    let document = read_bytes(html("utf-8").as_bytes()).unwrap().document;
    let named = html("windows-1252");
    let (old, _, _) = encoding_rs::WINDOWS_1252.encode(&named);
    assert_eq!(read_bytes(&old).unwrap().document, document);
    let (cyrillic, _, _) = encoding_rs::KOI8_R
        .encode("<meta http-equiv=Content-Type content='text/html; charset=koi8-r'><p>А: Да.</p>");
    let cyrillic = cyrillic.into_owned();
    assert_eq!(
        read_bytes(&cyrillic).unwrap().document.text.as_str(),
        "А: Да."
    );
}

#[test]
fn an_element_that_never_ends_takes_no_words_with_it() {
    assert_eq!(
        text("<nav><a>Home</a><p>Ann: Hello.</p>"),
        "Home\nAnn: Hello."
    );
    assert_eq!(
        text("<p>One<td>two</p></table></td>three"),
        "One\ntwo\nthree"
    );
}

#[test]
fn a_page_without_words_is_refused() {
    for page in [
        "<html><body><script>x</script></body></html>",
        "<p>&nbsp;</p>",
        "<br>",
    ] {
        let problem = read_bytes(page.as_bytes()).unwrap_err();
        assert!(problem.next.is_some(), "{page}");
    }
}

#[test]
fn pages_made_to_exhaust_are_read_in_a_moment() {
    let deep = format!("{}Ann: deep", "<div>".repeat(100_000));
    assert_eq!(text(&deep), "Ann: deep");
    let tables = format!("{}Ann: deep", "<table><tr><td>x".repeat(20_000));
    assert!(text(&tables).ends_with("Ann: deep"));
    let skipped = format!("<p>Ann: x</p>{}", "<nav>".repeat(100_000));
    assert_eq!(text(&skipped), "Ann: x");
    let attribute = format!("<p class=\"{}\">Ann: x", "a".repeat(5_000_000));
    assert_eq!(text(&attribute), "Ann: x");
    let attributes: String = (0..50_000).map(|n| format!(" a{n}=1")).collect();
    assert_eq!(text(&format!("<p{attributes}>Ann: x")), "Ann: x");
    let lines = read_bytes("<p>a".repeat(1_000_001).as_bytes());
    assert!(lines.unwrap_err().what.contains("lines"));
    assert!(read_bytes("<".repeat(200_000).as_bytes()).is_ok());
    assert!(read_bytes("&a".repeat(200_000).as_bytes()).is_ok());
}

proptest! {
    #[test]
    fn any_tags_are_read_or_refused_and_no_word_is_lost(
        parts in proptest::collection::vec("(<p>|</p>|<br>|<table>|</table>|<tr>|<td>|</td>|<th>|<ul>|<li>|<h1>|</h1>|<pre>|</pre>|<nav>|</nav>|<b>|</b>|<div |>|<!--x-->|&amp;| |w[a-z]{2})", 0..30)
    ) {
        // Words inside a tag or in navigation are no words of the page.
        let html = parts.concat();
        let plain = !html.contains("<div ") && !html.contains("nav>");
        match read_bytes(html.as_bytes()) {
            Ok(parsed) if plain => {
                let words = |text: &str| text.replace("<!--x-->", "").matches('w').count();
                prop_assert_eq!(words(parsed.document.text.as_str()), words(&html));
            }
            Ok(_) => {}
            Err(problem) => prop_assert!(problem.next.is_some()),
        }
    }
}
