use crate::formats::codebook::read_codebook;
use crate::model::{Codebook, Problem};
use rust_xlsxwriter::{Format, Workbook};
use std::io::{Cursor, Write};
use std::path::Path;

fn read(file: &str, bytes: &[u8]) -> Result<Codebook, Vec<Problem>> {
    read_codebook(Path::new(file), bytes)
}

fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(*name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn ods(rows: &str) -> Vec<u8> {
    let head = "<table:table-row><table:table-cell><text:p>Codes</text:p></table:table-cell>\
                <table:table-cell><text:p>Q &amp; SQ</text:p></table:table-cell></table:table-row>";
    zipped(&[(
        "content.xml",
        &format!(
            "<office:document-content><office:body><office:spreadsheet>\
             <table:table table:name=\"Notes\"/><table:table table:name=\"Codes\">{head}{rows}\
             </table:table></office:spreadsheet></office:body></office:document-content>"
        ),
    )])
}

#[test]
fn numbers_that_excel_made_of_questions_become_questions_again() {
    let mut book = Workbook::new();
    book.add_worksheet()
        .write(0, 0, "remarks, and no list")
        .unwrap();
    let sheet = book.add_worksheet();
    sheet.write(0, 1, "Final list of codes").unwrap();
    for (column, head) in ["Description of codes", "Codes", "Q & SQ", "Definition"]
        .iter()
        .enumerate()
    {
        sheet.write(2, column as u16 + 1, *head).unwrap();
    }
    let rows: [(&str, &str); 3] = [("CRM: IT", "CRM-IT"), ("trust ", " CRM-TR"), ("-", "CRM")];
    for (at, (label, code)) in rows.iter().enumerate() {
        sheet.write(at as u32 + 3, 1, *label).unwrap();
        sheet.write(at as u32 + 3, 2, *code).unwrap();
    }
    sheet.write(3, 3, 1.1).unwrap();
    sheet.write(4, 3, 1.0).unwrap();
    sheet.write(5, 3, "1.10/1.4").unwrap();
    sheet.write(5, 4, "'=kept as it is 😀\nnext").unwrap();
    sheet.write(5, 12, "a remark beside the list").unwrap();
    let read = read("list.xlsx", &book.save_to_buffer().unwrap()).unwrap();
    let questions: Vec<String> = read
        .codes
        .values()
        .map(|code| code.questions.join("/"))
        .collect();
    assert_eq!(questions, ["1.1", "1", "1.10/1.4"]);
    assert_eq!(read.get("CRM-TR").unwrap().label, "trust");
    let definition = read.get("CRM").unwrap().definition.as_deref();
    assert_eq!(definition, Some("'=kept as it is 😀\nnext"));
}

#[test]
fn a_date_that_excel_made_of_a_question_is_told_with_its_cell() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["Codes", "Q & SQ", "Added"]).unwrap();
    let date = Format::new().set_num_format("d.m.yyyy");
    sheet.write(1, 0, "CRM").unwrap();
    sheet.write_with_format(1, 1, 45_658, &date).unwrap();
    sheet.write_with_format(1, 2, 45_658, &date).unwrap();
    let told = read("list.xlsx", &book.save_to_buffer().unwrap()).unwrap_err();
    assert_eq!(told.len(), 1, "the column 'Added' plays no part: {told:?}");
    assert_eq!(told[0].to_string(), "list.xlsx:2: cell B2 holds a date");
}

#[test]
fn a_sheet_of_two_far_cells_needs_little_memory() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["Codes", "Label"]).unwrap();
    sheet.write(1, 0, "A").unwrap();
    sheet.write(1_048_575, 16_383, "far").unwrap();
    let read = read("list.xlsx", &book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(read.codes.len(), 1);
}

#[test]
fn an_opendocument_sheet_is_read() {
    let rows = "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>\
        <table:table-row><table:table-cell office:value-type=\"string\"><office:annotation><text:p>who?</text:p></office:annotation><text:p>CRM<text:span>-&#228;</text:span></text:p></table:table-cell>\
        <table:table-cell office:value-type=\"float\" office:value=\"1.10\"><text:p>1,10</text:p></table:table-cell></table:table-row>\
        <table:table-row><table:table-cell><text:p>MO</text:p></table:table-cell><table:table-cell office:value-type=\"date\" office:date-value=\"2026-01-01\"><text:p>1.1.</text:p></table:table-cell></table:table-row>\
        <table:table-row table:number-rows-repeated=\"1048500\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let told = read("list.ods", &ods(rows)).unwrap_err();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].to_string(), "list.ods:6: cell B6 holds a date");
    let without_date = rows.replace("office:value-type=\"date\"", "office:value-type=\"string\"");
    let read = read("list.ods", &ods(&without_date)).unwrap();
    assert_eq!(read.get("CRM-ä").unwrap().questions, ["1.1"]);
    assert_eq!(read.get("MO").unwrap().questions, ["1.1."]);
}

#[test]
fn a_bomb_is_told_before_it_goes_off() {
    let cell = "<table:table-cell table:number-columns-repeated=\"4000000000\"><text:p>A</text:p></table:table-cell>";
    let rows = format!(
        "<table:table-row table:number-rows-repeated=\"4000000000\">{cell}</table:table-row>"
    );
    let told = read("list.ods", &ods(&rows)).unwrap_err();
    assert!(told[0].to_string().contains("far larger"), "{told:?}");
    let zeros = "0".repeat(150 << 20);
    let told = read("list.xlsx", &zipped(&[("xl/workbook.xml", &zeros)])).unwrap_err();
    assert!(told[0].to_string().contains("unpacks"), "{told:?}");
}

#[test]
fn damaged_spreadsheets_are_problems() {
    let mut book = Workbook::new();
    book.add_worksheet()
        .write_row(0, 0, ["Codes", "Label"])
        .unwrap();
    let whole = book.save_to_buffer().unwrap();
    for file in ["list.xlsx", "list.ods"] {
        assert!(read(file, b"").is_err());
        assert!(read(file, b"Codes,Label\n").is_err());
        for cut in (0..whole.len()).step_by(97) {
            assert!(read(file, &whole[..cut]).is_err());
        }
    }
    for xml in [
        "",
        "<",
        "<a>",
        "<table:table><table:table-row>",
        "&bad;",
        "<a></b>",
    ] {
        assert!(read("list.ods", &zipped(&[("content.xml", xml)])).is_err());
        let files = [
            ("xl/workbook.xml", xml),
            ("xl/_rels/workbook.xml.rels", xml),
            ("[Content_Types].xml", xml),
        ];
        assert!(read("list.xlsx", &zipped(&files)).is_err());
    }
}

#[test]
fn scrambled_sheets_never_panic() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["Codes", "Label"]).unwrap();
    sheet.write_row(1, 0, ["A", "first"]).unwrap();
    sheet.write(1, 2, 1.5).unwrap();
    let whole = book.save_to_buffer().unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(&whole)).unwrap();
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut bytes).unwrap();
        files.push((entry.name().unwrap().into_owned(), bytes));
    }
    let runs: u32 = std::env::var("RUNS").map_or(300, |n| n.parse().unwrap());
    // A small fixed generator (Numerical Recipes), so that a failure comes again.
    let mut state = 7u32;
    let mut random = move |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % below
    };
    for _ in 0..runs {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in &files {
            let mut bytes = bytes.clone();
            for _ in 0..random(4) {
                let at = random(bytes.len());
                match random(3) {
                    0 => bytes[at] = b"<>\"/09&Z=\xff"[random(10)],
                    1 => drop(bytes.splice(at..at, *b"99999999999")),
                    _ => bytes.truncate(at.max(1)),
                }
            }
            let options = zip::write::SimpleFileOptions::default();
            zip.start_file(name.as_str(), options).unwrap();
            zip.write_all(&bytes).unwrap();
        }
        let _ = read("list.xlsx", &zip.finish().unwrap().into_inner());
    }
}

#[test]
fn a_promise_of_too_many_texts_is_refused_before_room_is_made() {
    let promise = "<sst uniqueCount = '99999999999999'/>";
    for xml in [promise.to_owned(), format!("<?xml?>{promise}")] {
        let told = read("list.xlsx", &zipped(&[("xl/sharedStrings.xml", &xml)])).unwrap_err();
        assert!(told[0].to_string().contains("promises"), "{told:?}");
    }
}
