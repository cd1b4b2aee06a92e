//! One made-up interview, written in every format that can be read.
// A benchmark that cannot go on must say so.
#![allow(clippy::panic)]

use super::corpus::Corpus;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::path::Path;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The formats.
pub const ENDINGS: &[&str] = &[
    "txt", "md", "docx", "odt", "rtf", "html", "vtt", "srt", "json", "csv", "xlsx",
];

/// What somebody says, and from when to when.
pub struct Said {
    pub speaker: String,
    pub words: String,
    pub from_ms: u64,
    pub to_ms: u64,
}

/// `count` interviews of sixty minutes each: 150 words a minute, as people talk.
pub fn interviews(count: usize) -> Vec<Vec<Said>> {
    const TURNS: usize = 145;
    let corpus = Corpus::new(TURNS * count, count, 7);
    corpus
        .files
        .iter()
        .map(|(_, text)| {
            let mut at = 0;
            text.lines()
                .filter_map(|line| line.split_once(": "))
                .map(|(speaker, words)| {
                    let from_ms = at;
                    at += words.split(' ').count() as u64 * 400;
                    Said {
                        speaker: speaker.to_owned(),
                        words: words.to_owned(),
                        from_ms,
                        to_ms: at,
                    }
                })
                .collect()
        })
        .collect()
}

/// Writes interviews as files to a folder, for other programs and for the
/// command line: a thousand as Word files and captions, twenty of the others.
pub fn write_all(folder: &Path) -> std::io::Result<()> {
    let thousand = interviews(1000);
    for ending in ENDINGS {
        let few = if matches!(*ending, "docx" | "vtt") {
            1000
        } else {
            20
        };
        let place = folder.join(ending);
        std::fs::create_dir_all(&place)?;
        for (number, interview) in thousand.iter().take(few).enumerate() {
            let name = format!("interview-{ending}-{number:04}.{ending}");
            std::fs::write(place.join(name), as_file(interview, ending))?;
        }
    }
    Ok(())
}

/// An interview as a file with this ending.
pub fn as_file(said: &[Said], ending: &str) -> Vec<u8> {
    match ending {
        "txt" => lines(said, |it| format!("{}: {}\n\n", it.speaker, it.words)),
        "md" => lines(said, |it| format!("**{}:** {}\n\n", it.speaker, it.words)),
        "docx" => docx(said),
        "odt" => odt(said),
        "rtf" => rtf(said),
        "html" => lines(said, |it| {
            format!("<p><b>{}:</b> {}</p>\n", it.speaker, it.words)
        }),
        "vtt" => vtt(said),
        "srt" => srt(said),
        "json" => json(said),
        "csv" => csv(said),
        "xlsx" => xlsx(said),
        other => panic!("nobody writes .{other} here"),
    }
}

fn lines(said: &[Said], line: impl Fn(&Said) -> String) -> Vec<u8> {
    said.iter().map(line).collect::<String>().into_bytes()
}

/// Captions hold some ten words each.
fn cues(said: &[Said]) -> Vec<Said> {
    let mut cues = Vec::new();
    for turn in said {
        let words: Vec<&str> = turn.words.split(' ').collect();
        for (number, part) in words.chunks(10).enumerate() {
            let from_ms = turn.from_ms + number as u64 * 4000;
            cues.push(Said {
                speaker: turn.speaker.clone(),
                words: part.join(" "),
                from_ms,
                to_ms: from_ms + part.len() as u64 * 400,
            });
        }
    }
    cues
}

fn clock(ms: u64, point: char) -> String {
    let (hours, minutes, seconds) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60);
    format!(
        "{hours:02}:{minutes:02}:{seconds:02}{point}{:03}",
        ms % 1000
    )
}

fn vtt(said: &[Said]) -> Vec<u8> {
    let mut text = String::from("WEBVTT\n\n");
    for cue in cues(said) {
        let (from, to) = (clock(cue.from_ms, '.'), clock(cue.to_ms, '.'));
        let _ = write!(
            text,
            "{from} --> {to}\n<v {}>{}</v>\n\n",
            cue.speaker, cue.words
        );
    }
    text.into_bytes()
}

fn srt(said: &[Said]) -> Vec<u8> {
    let mut text = String::new();
    for (cue, number) in cues(said).iter().zip(1..) {
        let (from, to) = (clock(cue.from_ms, ','), clock(cue.to_ms, ','));
        let _ = write!(
            text,
            "{number}\n{from} --> {to}\n{}: {}\n\n",
            cue.speaker, cue.words
        );
    }
    text.into_bytes()
}

fn json(said: &[Said]) -> Vec<u8> {
    let segments: Vec<serde_json::Value> = cues(said)
        .iter()
        .map(|cue| {
            serde_json::json!({
                "start": cue.from_ms as f64 / 1000.0, "end": cue.to_ms as f64 / 1000.0,
                "text": format!(" {}", cue.words), "speaker": cue.speaker,
            })
        })
        .collect();
    serde_json::json!({"text": "", "segments": segments, "language": "en"})
        .to_string()
        .into_bytes()
}

fn csv(said: &[Said]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer
        .write_record(["time", "speaker", "text"])
        .expect("a record");
    for it in said {
        let record = [clock(it.from_ms, '.'), it.speaker.clone(), it.words.clone()];
        writer.write_record(record).expect("a record");
    }
    writer.into_inner().expect("the bytes")
}

fn xlsx(said: &[Said]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, head) in ["time", "speaker", "text"].iter().enumerate() {
        sheet.write(0, column as u16, *head).expect("a cell");
    }
    for (row, it) in (1..).zip(said) {
        sheet.write(row, 0, clock(it.from_ms, '.')).expect("a cell");
        sheet.write(row, 1, &it.speaker).expect("a cell");
        sheet.write(row, 2, &it.words).expect("a cell");
    }
    book.save_to_buffer().expect("a workbook")
}

fn archive(part: &str, xml: &str) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    writer.start_file(part, packed).expect("a part");
    writer.write_all(xml.as_bytes()).expect("its content");
    writer.finish().expect("an archive").into_inner()
}

fn docx(said: &[Said]) -> Vec<u8> {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>",
    );
    for it in said {
        // A run of its own for the name, and one for each sentence, as Word does.
        let _ = write!(
            xml,
            "<w:p><w:pPr><w:spacing w:after=\"120\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>{}:</w:t></w:r>",
            it.speaker
        );
        for sentence in it.words.split_inclusive(". ") {
            let _ = write!(
                xml,
                "<w:r w:rsidR=\"00A1\"><w:rPr><w:lang w:val=\"en-GB\"/></w:rPr><w:t xml:space=\"preserve\"> {sentence}</w:t></w:r>"
            );
        }
        xml.push_str("</w:p>");
    }
    xml.push_str("</w:body></w:document>");
    archive("word/document.xml", &xml)
}

fn odt(said: &[Said]) -> Vec<u8> {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:text>",
    );
    for it in said {
        let _ = write!(
            xml,
            "<text:p text:style-name=\"P1\"><text:span text:style-name=\"T1\">{}:</text:span> {}</text:p>",
            it.speaker, it.words
        );
    }
    xml.push_str("</office:text></office:body></office:document-content>");
    archive("content.xml", &xml)
}

fn rtf(said: &[Said]) -> Vec<u8> {
    let mut text = String::from("{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Times;}}\n");
    for it in said {
        let _ = write!(text, "{{\\b {}:}} ", it.speaker);
        for letter in it.words.chars() {
            match letter {
                plain if plain.is_ascii() => text.push(plain),
                other => {
                    let _ = write!(text, "\\u{}?", other as u32);
                }
            }
        }
        text.push_str("\\par\n");
    }
    text.push('}');
    text.into_bytes()
}
