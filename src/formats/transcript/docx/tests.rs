use super::*;
use crate::formats::transcript::{ParsedTranscript, read_transcripts};
use std::io::Write;
use std::path::Path;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn zipped(name: &str, content: &[u8]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    writer.start_file(name, options).unwrap();
    writer.write_all(content).unwrap();
    writer.finish().unwrap().into_inner()
}

fn word(paragraphs: &[&str]) -> Vec<u8> {
    let body: String = paragraphs
        .iter()
        .map(|text| format!("<w:p><w:r>{text}</w:r></w:p>"))
        .collect();
    let xml = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    zipped("word/document.xml", xml.as_bytes())
}

fn read(file: &Path, bytes: &[u8], hints: &Hints) -> Result<ParsedTranscript, Problem> {
    Ok(read_transcripts(file, bytes, hints)?.remove(0))
}

fn problem(bytes: &[u8]) -> Problem {
    let problem = Docx.read(bytes, &Hints::default()).unwrap_err();
    assert!(problem.next.is_some());
    problem
}

#[test]
fn a_word_file_becomes_turns() {
    let bytes = word(&[
        "<w:t>Intervju 1</w:t>",
        "<w:t>INTERVJUARE:</w:t><w:tab/><w:t>Hur ser en dag ut?</w:t>",
        "<w:t>RESPONDENT:</w:t><w:tab/><w:t>Kl. 07:30. Sen: möten.</w:t>",
        "<w:t>B&#197;: Stämmer.</w:t>",
    ]);
    let parsed = read(Path::new("a/Intervju.DOCX"), &bytes, &Hints::default()).unwrap();
    let speech: Vec<&str> = parsed
        .document
        .turns
        .iter()
        .map(|turn| parsed.document.speech(turn))
        .collect();
    assert_eq!(
        speech,
        ["Hur ser en dag ut?", "Kl. 07:30. Sen: möten.", "Stämmer."]
    );
    let speakers: Vec<&String> = parsed.speakers.keys().collect();
    assert_eq!(speakers, ["INTERVJUARE", "RESPONDENT", "BÅ"]);
}

#[test]
fn a_soft_line_break_parts_the_name_from_the_speech() {
    let bytes = word(&[
        "<w:t>Ann Example</w:t><w:t xml:space=\"preserve\">   0:03</w:t><w:br/><w:t>Good morning.</w:t>",
        "<w:t>Bo Neil   0:07</w:t><w:br/><w:t>Morning.</w:t>",
    ]);
    let parsed = read(Path::new("a.docx"), &bytes, &Hints::default()).unwrap();
    assert_eq!(parsed.document.turns[1].starts_at, Some(7_000));
    assert_eq!(parsed.speakers.len(), 2);
}

#[test]
fn a_table_of_names_and_words_becomes_turns() {
    let row = |who: &str, words: &str| {
        let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
        format!("<w:tr>{}{}</w:tr>", cell(who), cell(words))
    };
    let table = format!(
        "</w:r></w:p><w:tbl>{}{}{}</w:tbl><w:p><w:r>",
        row("Interviewer", "Why?"),
        row("Anna Example", "So."),
        row("", "And so.")
    );
    let parsed = read(Path::new("a.docx"), &word(&[&table]), &Hints::default()).unwrap();
    let last = parsed.document.turns.last().unwrap();
    assert_eq!(last.speaker, "Anna Example", "once, but the table shows it");
    assert_eq!(parsed.document.speech(last), "So.\nAnd so.");
}

#[test]
fn what_is_no_word_file_is_named() {
    let old = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest";
    assert!(problem(old).what.contains("old Word file"));
    assert!(problem(b"plain text").what.contains("not a Word file"));
    assert!(problem(b"").what.contains("empty"));
    let sheet = zipped("xl/workbook.xml", b"<x/>");
    assert!(problem(&sheet).what.contains("word/document.xml"));
    assert!(problem(&word(&[""])).what.contains("no words"));
    let mut cut = word(&["<w:t>Ann: yes</w:t>"]);
    cut.truncate(cut.len() / 2);
    assert!(problem(&cut).what.contains("damaged"));
}

#[test]
fn a_bomb_is_refused_while_it_unpacks() {
    let bomb = zipped("word/document.xml", &vec![b' '; 3_000_000]);
    assert!(bomb.len() < 10_000);
    let refused = document_part(&bomb, 1024 * 1024).unwrap_err();
    assert!(refused.what.contains("more than 1 MB"));
}
