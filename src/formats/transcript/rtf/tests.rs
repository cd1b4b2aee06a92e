use super::*;
use crate::formats::transcript::{ParsedTranscript, read_transcripts};
use crate::model::AsideKind;
use crate::text::CanonicalText;
use proptest::prelude::*;
use std::path::Path;

fn open(bytes: &[u8]) -> Result<ParsedTranscript, Problem> {
    Ok(read_transcripts(Path::new("a.rtf"), bytes, &Hints::default())?.remove(0))
}

fn parsed(body: &str) -> ParsedTranscript {
    open(format!("{{\\rtf1\\ansi\\ansicpg1252 {body}}}").as_bytes()).unwrap()
}

fn text(body: &str) -> String {
    parsed(body).document.text.into_string()
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
#[rustfmt::skip]
fn each_way_of_writing_a_letter_is_read() {
    for (body, wanted) in [
        ("vaikea\\par ty\\'f6", "vaikea\ntyö"),
        ("\\uc1\\u228 ?\\u-10179\\'3f\\u-8704\\'3f!", "ä😀!"),
        ("{\\uc0\\u55357 \\u56832 }x", "😀x"),
        ("\\uc2\\u8364\\'80\\'80 e\\u228", "€ eä"),
        ("\\u228{x}", "äx"),
        ("\\u228\\rquote s\\rquote", "äs’"),
        ("\\u128512 ?a\\u55357 ?b", "😀a\u{fffd}b"),
        ("a\\~b\\_c\\-d\\\\\\{\\}", "a\u{a0}b\u{2011}c\u{ad}d\\{}"),
        ("H:\\tab hi\\line \\ldblquote so\\rdblquote\\endash x", "H:\thi\n“so”–x"),
        ("one\\\ntwo", "one\ntwo"),
        ("a{\\*\\unknown b}{\\pict 00ff}{\\header h}{\\*\\fldinst HYPERLINK}{\\field{\\fldrslt c}}", "ac"),
        ("a{\\upr{b}{\\*\\ud{\\u228 ?}}}", "aä"),
        ("a{\\v secret}{\\v0 b}\\plain c", "abc"),
        ("a\\bin4 {{}}b", "ab"),
        ("{\\listtext 1.\\tab}a", "a"),
        ("{\\fonttbl{\\f0\\fnil\\fcharset0 Arial;}{\\f1\\fnil\\fcharset204{\\*\\fname x;}Arial CYR;}{\\f2\\fcharset2 Wingdings;}}\\f1 \\'e4\\'e0{\\f2 J}\\f0\\'e4", "да☺ä"),
        ("{\\fonttbl{\\f0\\fcharset128 MS Gothic;}}\\f0\\'82\\'a0\\'83A", "あア"),
        ("\\ansicpg1250\\'b3", "ł"),
        ("\\ansicpg437 a\\'e4", "aä"),
    ] {
        assert_eq!(text(body), wanted, "{body}");
    }
}

#[test]
fn a_file_of_textedit_becomes_turns() {
    let bytes = b"{\\rtf1\\ansi\\ansicpg1252\\cocoartf2761\n\\cocoatextscaling0\\cocoaplatform0{\\fonttbl\\f0\\fswiss\\fcharset0 Helvetica-Bold;\\f1\\fswiss\\fcharset0 Helvetica;}\n\
        {\\colortbl;\\red255\\green255\\blue255;}\n{\\*\\expandedcolortbl;;}\n\\paperw11900\\paperh16840\\margl1440\n\
        \\pard\\tx566\\pardirnatural\\partightenfactor0\n\n\\f0\\b\\fs24 \\cf0 H:\n\\f1\\b0  Kerro ty\\'f6st\\'e4si?\\\n\\\n\
        \\f0\\b V:\n\\f1\\b0  No se on \\uc0\\u55357 \\u56842  kivaa.\\\n}";
    let parsed = open(bytes).unwrap();
    assert_eq!(
        turns(&parsed),
        ["H: Kerro työstäsi?", "V: No se on 😊 kivaa."]
    );
    assert!(parsed.notes.is_empty(), "{:?}", parsed.notes);
}

#[test]
fn comments_keep_their_words_and_author() {
    let parsed = parsed(
        "H: Kerro?\\par V: Se on {\\*\\atrfstart 7}ty\\u246\\'f6 \\u-10179?\\u-8704?{\\*\\atrfend 7}\
         {\\cs1{\\*\\atnid \\'c4B}{\\*\\atnauthor \\'c4nn}\\chatn {\\*\\annotation{\\*\\atnref 7}{\\*\\atndate 1}\\pard\\plain {\\chatn }Miksi?\\par Niin.}} se.\\par \
         H: Ai{\\*\\atnid BO}\\chatn {\\*\\annotation Aha}\\par",
    );
    assert_eq!(
        comments(&parsed),
        [("työ 😀", "Änn", "Miksi?\nNiin."), ("", "BO", "Aha")]
    );
    assert_eq!(turns(&parsed)[1], "V: Se on työ 😀 se.");
}

#[test]
fn footnotes_headings_and_changes() {
    let parsed = parsed(
        "{\\stylesheet{\\s0 Normal;}{\\s1\\sbasedon0 heading 1;}{\\*\\cs10 Default;}}\
         \\pard\\s1 Osa: yksi\\par\\pard\\s0 H: Kerro?\\par \
         V: No{\\super\\chftn{\\footnote\\pard\\plain{\\chftn} H: aside}} niin{\\deleted ei}{\\deleted  en}{\\revised  on}.\\par \
         \\pard\\outlinelevel1 Osa kaksi\\par\\pard H: Ai{\\deleted\\par}joo\\par",
    );
    assert_eq!(
        turns(&parsed),
        ["H: Kerro?", "V: No[1] niin on.", "H: Aijoo"]
    );
    let shown = parsed.document.text.as_str();
    let asides = parsed.document.asides.iter();
    let asides: Vec<(AsideKind, &str)> = asides
        .map(|aside| (aside.kind, aside.span.slice(shown).unwrap()))
        .collect();
    assert_eq!(
        asides,
        [
            (AsideKind::Heading, "Osa: yksi"),
            (AsideKind::Note, "[1]"),
            (AsideKind::Heading, "Osa kaksi"),
            (AsideKind::Note, "[1] H: aside"),
        ]
    );
    let notes = parsed.notes.join("; ");
    assert!(
        notes.contains("1 insertion taken, 1 deletion left out"),
        "{notes}"
    );
}

#[test]
fn tables_of_speech_become_turns() {
    let rows = "Alku\\par\\trowd\\cellx900\\cellx1800\\cellx5000\\pard\\intbl Aika\\cell Puhuja\\cell Teksti\\cell\\row\
        \\trowd\\clmgf\\cellx900\\clmrg\\cellx1800\\clmrg\\cellx5000\\pard\\intbl Osa 1\\cell\\cell\\cell\\row\
        \\trowd\\cellx900\\cellx1800\\cellx5000\\pard\\intbl 0:07\\cell H\\cell Kerro?\\cell\\row\
        \\pard\\intbl 0:09\\cell V\\cell No.\\par Niin.\\cell\\row\\pard Loppu\\par";
    let parsed = parsed(rows);
    assert_eq!(turns(&parsed), ["H: Kerro?", "V: No.\nNiin.\nLoppu"]);
    assert_eq!(parsed.document.turns[1].starts_at, Some(9_000));
    // Words that do not say they are in a table, and a table in a table.
    assert_eq!(text("\\trowd\\cellx9 a\\cell b\\cell\\row c"), "a\tb\nc");
    assert_eq!(
        text(
            "\\pard\\intbl a\\cell\\pard\\intbl\\itap2 x\\nestcell y\\nestcell{\\*\\nesttableprops\\trowd\\cellx9\\nestrow}\
             {\\nonesttables\\par}\\pard\\intbl z\\cell\\row\\pard b"
        ),
        "a\tx\ty\nz\nb"
    );
}

#[test]
fn what_is_no_rich_text_is_named() {
    for (bytes, said) in [
        (&b""[..], "empty"),
        (b"H: plain", "no rich text"),
        (b"PK\x03\x04", ".docx"),
        (b"\xD0\xCF\x11\xE0", ".doc"),
        (b"{\\rtf1}", "no words"),
    ] {
        let problem = open(bytes).unwrap_err();
        assert!(problem.what.contains(said), "{}", problem.what);
        assert!(problem.next.is_some());
    }
    let cut = open(b"{\\rtf1 {Ann: yes").unwrap();
    assert_eq!(cut.document.text.as_str(), "Ann: yes");
    assert!(
        cut.notes
            .iter()
            .any(|note| note.contains("ends in the middle"))
    );
}

#[test]
fn what_is_made_to_exhaust_is_refused_or_read_in_a_moment() {
    let deep = format!("{{\\rtf1 {}", "{".repeat(1_000_000));
    assert!(open(deep.as_bytes()).unwrap_err().what.contains("too deep"));
    let tables = format!(
        "{{\\rtf1 \\itap999999999 a\\nestcell {}}}",
        "\\itap60 b\\nestcell".repeat(1000)
    );
    assert!(open(tables.as_bytes()).is_ok());
    let huge = b"{\\rtf1 a\\bin999999999 b\\u99999999999 \\uc99999999 }";
    assert_eq!(open(huge).unwrap().document.text.as_str(), "a");
}

proptest! {
    #[test]
    fn a_comment_is_about_the_words_it_was_written_on(
        before in "[a😀][ao\u{308} ]{0,5}",
        words in "[bö😀][bo\u{308}😀]{0,5}[b]",
        after in "[c][co\u{308}]{0,5}",
        in_table in any::<bool>(),
    ) {
        let rtf = |words: &str| -> String {
            let units = words.encode_utf16();
            units.map(|unit| format!("\\u{}?", unit as i16)).collect()
        };
        let said = format!(
            "{}{{\\*\\atrfstart 1}}{}{{\\*\\atrfend 1}}{{\\*\\annotation{{\\*\\atnref 1}}hm}}{}",
            rtf(&before), rtf(&words), rtf(&after)
        );
        let body = match in_table {
            true => format!("\\intbl H\\cell y\\cell\\row V\\cell {said}\\cell\\row H\\cell z\\cell\\row"),
            false => said,
        };
        let parsed = parsed(&body);
        let wanted = CanonicalText::from_raw(&words).into_string();
        prop_assert_eq!(comments(&parsed), [(wanted.as_str(), "", "hm")]);
    }

    #[test]
    fn any_words_are_read_or_refused(
        body in "(\\{|\\}|\\\\par |\\\\cell |\\\\row |\\\\intbl |\\\\itap[0-3] |\\\\nestcell |\\\\nestrow |\\\\pard |\\\\trowd |\\\\deleted |\\{\\\\footnote |\\{\\\\\\*\\\\annotation |\\{\\\\shptxt |\\\\u-10179 |\\\\'e4|A: b|\\\\clmrg\\\\cellx1 ){0,40}"
    ) {
        if let Ok(parsed) = open(format!("{{\\rtf1 {body}").as_bytes()) {
            for comment in &parsed.comments {
                prop_assert!(comment.span.slice(parsed.document.text.as_str()).is_some());
            }
        }
    }
}
