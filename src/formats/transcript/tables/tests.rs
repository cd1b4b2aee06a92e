use super::super::{Hints, ParsedTranscript, parse_column, read_transcripts};
use crate::model::{Problem, Role};
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use std::io::{Cursor, Write};
use std::path::Path;

fn with(columns: &[&str]) -> Hints {
    Hints {
        columns: columns.iter().map(|it| parse_column(it).unwrap()).collect(),
        ..Hints::default()
    }
}

fn read_with(file: &str, bytes: &[u8], columns: &[&str]) -> Result<Vec<ParsedTranscript>, Problem> {
    read_transcripts(Path::new(file), bytes, &with(columns))
}

fn read(text: &str) -> Vec<ParsedTranscript> {
    read_with("a.csv", text.as_bytes(), &[]).unwrap()
}

fn one(text: &str) -> ParsedTranscript {
    let mut all = read(text);
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

/// Speaker, start in milliseconds and words of each turn.
fn turns(parsed: &ParsedTranscript) -> Vec<(&str, Option<u64>, &str)> {
    let text = parsed.document.text.as_str();
    let turns = parsed.document.turns.iter();
    turns
        .map(|turn| {
            let words = turn.span.slice(text).unwrap();
            (turn.speaker.as_str(), turn.starts_at, words)
        })
        .collect()
}

fn parts(all: &[ParsedTranscript]) -> Vec<&str> {
    all.iter()
        .map(|it| it.part.as_deref().unwrap_or(""))
        .collect()
}

fn attributes(parsed: &ParsedTranscript) -> Vec<(&str, &str)> {
    let all = parsed.attributes.iter();
    all.map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}

fn notes(parsed: &ParsedTranscript) -> String {
    parsed.notes.join("\n")
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

fn ods(styles: &str, tables: &str) -> Vec<u8> {
    zipped(&[(
        "content.xml",
        &format!(
            "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles>\
             <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>\
             </office:document-content>"
        ),
    )])
}

fn ods_row(cells: &[&str]) -> String {
    let cells: String = cells
        .iter()
        .map(|cell| format!("<table:table-cell><text:p>{cell}</text:p></table:table-cell>"))
        .collect();
    format!("<table:table-row>{cells}</table:table-row>")
}

// ---- messages ---------------------------------------------------------

#[test]
fn each_message_is_a_turn_with_its_time() {
    let it = one(
        "Time,From,Message\n2024-03-01 09:05:00,Ann,Hello\n2024-03-01 09:05:30,Ann,\"two\nlines\"\n2024-03-01 09:06,Bo,=SUM(1)\n",
    );
    assert_eq!(
        turns(&it),
        [
            ("Ann", Some(0), "Hello"),
            ("Ann", Some(30_000), "two\nlines"),
            ("Bo", Some(60_000), "=SUM(1)"),
        ]
    );
    assert_eq!(it.part, None, "the file is one transcript");
    let notes = notes(&it);
    assert!(
        notes.contains("columns: time = 'Time', author = 'From', text = 'Message'"),
        "{notes}"
    );
    assert!(
        notes.contains("times count from 2024-03-01 09:05:00"),
        "{notes}"
    );
    assert!(it.doubts.is_empty());
}

#[test]
fn tables_are_read_in_the_languages_and_encodings_people_have() {
    let said = "Aika;Lähettäjä;Viesti\n1.2.2024 klo 9.05;Ääri;\"Moi; mitä?\"\n1.2.2024 klo 9.06;Bo;hinta 3,50 €\n";
    let wide: Vec<u8> = std::iter::once('\u{feff}')
        .chain(said.replace(';', "\t").chars())
        .collect::<String>()
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let old = encoding_rs::WINDOWS_1252.encode(said).0.into_owned();
    let marked = format!("\u{feff}{}", said.replace('\n', "\r\n"));
    let told = format!("sep=;\n{said}");
    for bytes in [
        said.as_bytes(),
        &old,
        &wide,
        marked.as_bytes(),
        told.as_bytes(),
    ] {
        let all = read_with("a.csv", bytes, &[]).unwrap();
        let got = turns(&all[0]);
        assert_eq!(got[1], ("Bo", Some(60_000), "hinta 3,50 €"));
        assert_eq!((got[0].0, got.len()), ("Ääri", 2));
    }
    for (head, row) in [
        ("Tid;Avsändare;Meddelande", "2024-01-01 10:00;Åsa;Hej"),
        ("Uhrzeit;Absender;Nachricht", "10:00;Åsa;Hej"),
        ("Puhuja|Puheenvuoro", "Åsa|Hej"),
        ("speaker\tutterance", "Åsa\tHej"),
    ] {
        let it = one(&format!("{head}\n{row}\n"));
        assert_eq!(turns(&it)[0].0, "Åsa", "{head}");
        assert_eq!(turns(&it)[0].2, "Hej", "{head}");
    }
}

#[test]
fn rows_are_gathered_by_transcript_and_take_case_and_attributes_along() {
    let all = read(
        "Interview,Company,Industry,Speaker,Text,Mood\n\
         I1,Firm A,steel,Interviewer,Why?,calm\n\
         I2,Firm B,paper,Interviewer,How?,calm\n\
         I1,Firm A,steel,Anna,So.,glad\n\
         I2,Firm B,paper,Bert,Thus.,calm\n",
    );
    assert_eq!(parts(&all), ["I1", "I2"]);
    assert_eq!(all[0].case.as_deref(), Some("Firm A"));
    // One informant a transcript: what is said of her is said of the case.
    assert_eq!(
        attributes(&all[0]),
        [("Industry", "steel"), ("Mood", "glad")]
    );
    assert_eq!(turns(&all[1])[1].2, "Thus.");
    assert_eq!(all[0].speakers["Anna"], Role::Informant);
    assert_eq!(all[0].speakers["Interviewer"], Role::Interviewer);
    assert!(
        all[1].notes.iter().all(|note| !note.contains("columns:")),
        "told once"
    );
}

#[test]
fn a_role_column_tells_roles() {
    let it = one(
        "speaker,role,text\nAnn,Haastattelija,Miksi\nBo,customer,Siksi\nAnn,Haastattelija,Ai\nCy,weird,Niin\nDi,agent,Joo\n",
    );
    let roles: Vec<Role> = it.speakers.values().copied().collect();
    assert_eq!(
        roles,
        [Role::Interviewer, Role::Informant, Role::Other, Role::Other]
    );
    assert!(notes(&it).contains("passed over: weird"));
}

#[test]
fn times_within_a_recording_stay_as_they_are() {
    let it = one("start\tend\ttext\n0\t2400\t\"Yes\n2400\t5000\tand on\n9000\t9900\tnow\n");
    assert_eq!(
        turns(&it),
        [("", Some(0), "\"Yes and on"), ("", Some(9_000), "now")]
    );
    let it = one("start,end,speaker,text\n0.0,2.5,A,one\n2.5,4.25,B,two\n");
    assert_eq!(it.document.turns[1].starts_at, Some(2_500));
    assert_eq!(it.document.turns[1].ends_at, Some(4_250));
    let it = one("Timecode;Speaker;Text\n0:03;A;one\n59:58;B;two\n1:00:04;A;three\n");
    let starts: Vec<_> = turns(&it).iter().map(|turn| turn.1).collect();
    assert_eq!(starts, [Some(3_000), Some(3_598_000), Some(3_604_000)]);
}

#[test]
fn a_time_that_cannot_be_read_is_doubted_and_its_words_are_kept() {
    let it = one("Time,From,Message\n2024-03-01 09:05,Ann,a\nlater,Bo,b\n2024-03-01 09:07,Ann,c\n");
    assert_eq!(turns(&it)[1], ("Bo", None, "b"));
    assert_eq!((it.doubts.len(), it.doubts[0].line), (1, 3));
}

#[test]
fn rows_without_words_and_without_names_are_told() {
    let it = one("From,Message,File\nAnn,Hello,\nBo,,pic.png\n,and so on,\n");
    assert_eq!(turns(&it).len(), 2);
    assert!(
        notes(&it).contains("rows without words, left out: 1"),
        "{}",
        notes(&it)
    );
    let all = read("Session,Speaker,Text\nS1,Ann,a\n,Bo,b\nS2,Ann,c\n");
    assert_eq!(turns(&all[0]).len(), 2);
    assert!(notes(&all[0]).contains("went with the row above: 1"));
}

#[test]
fn without_a_header_the_cells_tell() {
    let it = one("10:30,Ann,hello to all of you\n10:31,Bo,hi\n10:33,Ann,shall we begin then\n");
    assert_eq!(turns(&it)[2], ("Ann", Some(180_000), "shall we begin then"));
    assert!(notes(&it).contains("no header was found"));
    let it = one("Ann;well hello to you\nBo;hello\nAnn;let us begin, then\n");
    assert_eq!(turns(&it)[1].0, "Bo");
}

#[test]
fn a_title_above_the_header_and_odd_rows_do_no_harm() {
    let it = one("Team chat of March\n\nwho,text\nAnn,Hello,and more\nBo\nCy,Hi\n");
    assert_eq!(turns(&it), [("Ann", None, "Hello"), ("Cy", None, "Hi")]);
    assert!(
        notes(&it).contains("rows above the header, left out: 1"),
        "{}",
        notes(&it)
    );
    assert!(
        it.doubts.iter().any(|doubt| doubt.line == 4),
        "{:?}",
        it.doubts
    );
}

#[test]
fn questions_beside_their_answers_become_pairs_of_turns() {
    let all = read("respondent,question,answer\nR1,Why?,So it is\nR1,How?,\nR2,Why?,Who knows\n");
    assert_eq!(parts(&all), ["R1", "R2"]);
    assert_eq!(
        turns(&all[0]),
        [
            ("Question", None, "Why?"),
            ("R1", None, "So it is"),
            ("Question", None, "How?")
        ]
    );
    assert_eq!(all[0].speakers["Question"], Role::Interviewer);
}

// ---- answers ----------------------------------------------------------

#[test]
fn respondents_are_counted_as_a_spreadsheet_counts_rows() {
    let file = "What is good about it?,What should change?\n\"A long answer,\nover two lines of it.\",Another long answer to this.\nThe next person says this here.,And that is all from them.\n";
    assert_eq!(parts(&read(file)), ["row 2", "row 3"]);
}

const SURVEY: &str = "Timestamp,Respondent ID,Company,Age,What is good about it?,What should change?,How satisfied are you?\n\
    2024-01-01 10:00,R1,Firm A,34,It works and nobody complains,Less of the paper work please,4\n\
    2024-01-02 10:00,R2,Firm A,51,I like that it is so fast,,5\n\
    2024-01-03 10:00,R3,Firm B,28,,,3\n";

#[test]
fn each_respondent_becomes_a_transcript_of_questions_and_answers() {
    let all = read(SURVEY);
    assert_eq!(parts(&all), ["R1", "R2"]);
    assert_eq!(
        turns(&all[1]),
        [
            ("Question", None, "What is good about it?"),
            ("R2", None, "I like that it is so fast"),
            ("Question", None, "What should change?"),
        ]
    );
    assert_eq!(all[0].case.as_deref(), Some("Firm A"));
    assert_eq!(all[0].speakers["Question"], Role::Interviewer);
    assert_eq!(all[0].speakers["R1"], Role::Informant);
    let notes = notes(&all[0]);
    assert!(notes.contains("questions: 2"), "{notes}");
    assert!(notes.contains("no open question, left out: 1"), "{notes}");
    // Two people of one firm differ in age; the firm has none.
    assert!(notes.contains("not kept there: Timestamp, Age"), "{notes}");
    assert!(attributes(&all[0]).is_empty());
}

#[test]
fn without_cases_attributes_are_the_respondents() {
    let text = SURVEY.replace("Company", "Department");
    let all = read(&text);
    let wanted = [
        ("Timestamp", "2024-01-01 10:00"),
        ("Department", "Firm A"),
        ("Age", "34"),
        ("How satisfied are you?", "4"),
    ];
    assert_eq!(attributes(&all[0]), wanted);
}

#[test]
fn respondents_without_names_are_known_by_their_rows() {
    let all = read(
        "Mitä mieltä olet?;Ikä\nTämä on ihan hyvä juttu;30\n\nEn osaa sanoa tästä mitään;40\n",
    );
    assert_eq!(parts(&all), ["row 2", "row 4"]);
    assert_eq!(turns(&all[0])[1].0, "Respondent");
    let all = read("ID,What do you think?\n7,It is all right with me\n8,I would not say so\n");
    assert_eq!(parts(&all), ["Respondent 7", "Respondent 8"]);
}

// ---- what a person says -----------------------------------------------

#[test]
fn a_named_column_beats_what_its_header_says() {
    let text = "Who,A,B\nAnn,one two three,eins\nBo,four five six,zwei\n";
    let all = read_with("a.csv", text.as_bytes(), &["text=b", "author=Who"]).unwrap();
    assert_eq!(turns(&all[0])[0], ("Ann", None, "eins"));
    let by_letter = read_with("a.csv", text.as_bytes(), &["text=C", "author=A"]).unwrap();
    assert_eq!(
        turns(&by_letter[0])[0],
        ("one two three", None, "eins"),
        "the header A wins"
    );
    let survey = read_with("a.csv", SURVEY.as_bytes(), &["question=E", "ignore=Age"]).unwrap();
    assert_eq!(turns(&survey[0]).len(), 2);
    assert!(
        attributes(&survey[0])
            .iter()
            .all(|(name, _)| *name != "Age")
    );
}

#[test]
fn a_column_that_is_not_there_is_told_with_those_that_are() {
    let told = read_with("a.csv", b"who,text\nAnn,Hi\n", &["text=Viesti"]).unwrap_err();
    assert!(told.what.contains("no column 'Viesti'"), "{told}");
    assert!(told.next.unwrap().contains("'who' (A), 'text' (B)"));
    let twice = read_with("a.csv", b"who,text,text,x\nAnn,Hi,Ho,z\n", &["text=text"]);
    assert!(twice.is_ok(), "the second is called 'text (C)'");
}

#[test]
fn what_is_remembered_holds_where_a_table_has_it() {
    let remembered = |column: &str| Hints {
        known_columns: vec![parse_column(column).unwrap()],
        ..Hints::default()
    };
    let text = b"who,A note,text\nAnn,Hello,x\nBo,Hi,y\n";
    let read = |column: &str| {
        let all = read_transcripts(Path::new("a.csv"), text, &remembered(column)).unwrap();
        turns(&all[0])[0].2.to_owned()
    };
    assert_eq!(read("text=A note"), "Hello");
    assert_eq!(read("text=Viesti"), "x");
}

#[test]
fn what_is_no_transcript_is_refused_with_advice() {
    let book = "code,parent,definition,include\nOverload,Work,Too many tasks,deadlines\n";
    let told = read_with("a.csv", book.as_bytes(), &[]).unwrap_err();
    assert!(told.what.contains("codebook"), "{told}");
    assert!(told.next.unwrap().contains("crosscase codebook import"));
    for text in [
        "a,b\n1,2\n3,4\n",
        "case,industry\nFirm A,steel\n",
        "x\n",
        "name,text\n",
    ] {
        let told = read_with("a.csv", text.as_bytes(), &[]).unwrap_err();
        assert!(told.next.is_some(), "{text}: {told}");
    }
    let old = read_with("a.xlsx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", &[]).unwrap_err();
    assert!(old.what.contains(".xls"), "{old}");
}

// ---- workbooks --------------------------------------------------------

#[test]
fn a_workbook_gives_times_in_each_form_and_a_sheet_of_attributes() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Chat").unwrap();
    sheet
        .write_row(0, 0, ["Date", "Time", "From", "Message", "Chat"])
        .unwrap();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let clock = Format::new().set_num_format("h:mm:ss");
    let both = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
    let at = |text: &str| ExcelDateTime::parse_from_str(text).unwrap();
    sheet
        .write_with_format(1, 0, at("2024-03-14"), &day)
        .unwrap();
    sheet
        .write_with_format(1, 1, at("10:30:00"), &clock)
        .unwrap();
    sheet
        .write_with_format(2, 0, at("2024-03-14T10:31:05"), &both)
        .unwrap();
    sheet.write(3, 0, 45_365.438_5).unwrap();
    sheet.write(3, 1, "10:32").unwrap();
    for (row, (who, words)) in [("Ann", "Hi,\nall"), ("Bo", "=SUM(1,2)"), ("Ann", "so 👍🏽")]
        .iter()
        .enumerate()
    {
        sheet.write_string(row as u32 + 1, 2, *who).unwrap();
        sheet.write_string(row as u32 + 1, 3, *words).unwrap();
        sheet.write_string(row as u32 + 1, 4, "C1").unwrap();
    }
    sheet.set_row_hidden(2).unwrap();
    let more = book.add_worksheet();
    more.set_name("About").unwrap();
    more.write_row(0, 0, ["Chat", "Team"]).unwrap();
    more.write_row(1, 0, ["C1", "North"]).unwrap();
    more.set_hidden(true);
    let all = read_with("a.xlsx", &book.save_to_buffer().unwrap(), &[]).unwrap();
    assert_eq!(
        turns(&all[0]),
        [
            ("Ann", Some(0), "Hi,\nall"),
            ("Bo", Some(65_000), "=SUM(1,2)"),
            ("Ann", Some(120_000), "so 👍🏽"),
        ]
    );
    assert_eq!(attributes(&all[0]), [("Team", "North")]);
    let notes = notes(&all[0]);
    assert!(
        notes.contains("hidden rows, read all the same: 1"),
        "{notes}"
    );
    assert!(notes.contains("'About' is hidden"), "{notes}");
}

#[test]
fn a_sheet_about_people_is_used_where_one_person_answers() {
    let people = "<table:table table:name=\"People\">".to_owned()
        + &ods_row(&["Name", "Age"])
        + &ods_row(&["Anna", "34"])
        + &ods_row(&["Bert", "51"])
        + "</table:table>";
    let talk = |rows: &[[&str; 3]]| {
        let rows: String = rows.iter().map(|row| ods_row(row)).collect();
        let head = ods_row(&["Interview", "Speaker", "Text"]);
        format!("<table:table table:name=\"Talk\">{head}{rows}</table:table>")
    };
    let two = talk(&[
        ["I1", "Interviewer", "Why?"],
        ["I1", "Anna", "So"],
        ["I2", "Anna", "No"],
        ["I2", "Bert", "Yes"],
    ]);
    let all = read_with("a.ods", &ods("", &(two + &people)), &[]).unwrap();
    assert_eq!(attributes(&all[0]), [("Age", "34")]);
    assert!(attributes(&all[1]).is_empty());
    assert!(
        notes(&all[0]).contains("where it was not used: 1"),
        "{}",
        notes(&all[0])
    );
}

#[test]
fn sheets_that_are_alike_are_a_transcript_each_and_others_are_named() {
    let sheet = |name: &str, rows: &[&[&str]]| {
        let rows: String = rows.iter().map(|row| ods_row(row)).collect();
        format!("<table:table table:style-name=\"ta1\" table:name=\"{name}\">{rows}</table:table>")
    };
    let tables = sheet("One", &[&["Speaker", "Text"], &["Ann", "a"]])
        + &sheet("Two", &[&["Speaker", "Text"], &["Bo", "b"]])
        + &sheet("Sums", &[&["x", "y"], &["1", "2"]]);
    let style = "<style:style style:name=\"ta1\"><style:table-properties table:display=\"false\"/></style:style>";
    let all = read_with("a.ods", &ods(style, &tables), &[]).unwrap();
    assert_eq!(parts(&all), ["One", "Two"]);
    let notes = notes(&all[0]);
    assert!(notes.contains("the sheet 'Sums' was not read"), "{notes}");
    assert!(notes.contains("'Two' is hidden"), "{notes}");
}

// ---- hostile ----------------------------------------------------------

#[test]
fn tables_beyond_all_measure_are_told_and_not_swallowed() {
    let rows: String = "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell table:number-columns-repeated=\"16384\"><text:p>so</text:p></table:table-cell></table:table-row>".into();
    let table = format!(
        "<table:table>{}{rows}</table:table>",
        ods_row(&["who", "text"])
    );
    let told = read_with("a.ods", &ods("", &table), &[]).unwrap_err();
    assert!(told.what.contains("far larger"), "{told}");
    let long = format!("who,text\nAnn,{}\n", "x".repeat(5 << 20));
    let told = read_with("a.csv", long.as_bytes(), &[]).unwrap_err();
    assert!(told.what.contains("a cell here"), "{told}");
    let mut many = String::from("session,speaker,text\n");
    for at in 0..10_001 {
        many.push_str(&format!("s{at},Ann,hello\n"));
    }
    let told = read_with("a.csv", many.as_bytes(), &[]).unwrap_err();
    assert!(told.what.contains("more than 10000 transcripts"), "{told}");
    let wide = format!(
        "who,text,{}\nAnn,hello,{}\n",
        "x,".repeat(16_000),
        "y,".repeat(16_000)
    );
    let it = one(&wide);
    assert!(
        notes(&it).contains("to the right of column 1000"),
        "{}",
        notes(&it)
    );
    let promise = zipped(&[
        ("xl/workbook.xml", ""),
        (
            "xl/sharedStrings.xml",
            "<sst uniqueCount = '99999999999999'/>",
        ),
    ]);
    assert!(
        read_with("a.xlsx", &promise, &[])
            .unwrap_err()
            .what
            .contains("promises")
    );
}

fn law(all: &[ParsedTranscript]) -> Result<(), TestCaseError> {
    for it in all {
        let mut end = 0;
        for turn in &it.document.turns {
            prop_assert!(turn.span.start() >= end);
            end = turn.span.end();
            let words = turn.span.slice(it.document.text.as_str());
            prop_assert!(words.is_some_and(|words| !words.trim().is_empty()));
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_table_is_read_or_refused_with_advice(
        head in prop::sample::select(vec!["who,text", "time,from,message", "id,What is it?,Why so?", "", "session,case,speaker,role,question,answer", "start,end,text"]),
        rows in proptest::collection::vec(proptest::collection::vec("[a-c ?]{0,12}|[0-9:./ -]{0,12}|\"\\PC{0,4}", 0..5), 0..6),
        mark in prop::sample::select(vec![",", ";", "\t", "|"]),
    ) {
        let mut text = head.replace(',', mark);
        for row in rows {
            text.push('\n');
            text.push_str(&row.join(mark));
        }
        match read_with("a.csv", text.as_bytes(), &[]) {
            Ok(all) => law(&all)?,
            Err(problem) => prop_assert!(problem.next.is_some(), "{}", problem),
        }
    }

    #[test]
    fn every_message_comes_in_word_for_word(
        said in proptest::collection::vec(("[A-C]", "[a-zåä=+@'\",;\n😀-]{0,8}x"), 1..8)
    ) {
        let mut text = String::from("speaker;text\n");
        for (who, words) in &said {
            text.push_str(&format!("{who};\"{}\"\n", words.replace('"', "\"\"")));
        }
        let it = one(&text);
        let got: Vec<(String, String)> = turns(&it).iter().map(|(who, _, words)| ((*who).to_owned(), (*words).to_owned())).collect();
        let wanted: Vec<(String, String)> = said.iter().map(|(who, words)| (who.clone(), words.trim().to_owned())).collect();
        prop_assert_eq!(got, wanted);
    }
}
