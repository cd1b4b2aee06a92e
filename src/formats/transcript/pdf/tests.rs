use super::minimal::{LATIN, drawn, of_lines, pages, pdf, stream};
use super::*;
use crate::formats::transcript::finish;
use proptest::prelude::*;

/// Reads as `import` does, but in this process.
fn read(bytes: &[u8]) -> Result<Reading, Problem> {
    let tail = checked(bytes)?;
    let (pages, promised) = understood(pdf_content(bytes.to_vec()))?;
    reading_of(pages, promised, tail, &Hints::default())
}

fn problem(bytes: &[u8]) -> Problem {
    let problem = read(bytes).unwrap_err();
    assert!(problem.next.is_some());
    problem
}

#[test]
fn an_interview_over_two_pages_becomes_turns() {
    let first: &[(&str, u32, u32)] = &[
        ("Interview 7, Oy Ab Firma", 70, 805),
        ("H: Miten se alkoi?", 70, 760),
        (
            "V: Kukaan ei kysynyt mitään, ja niin työ jäi tekemättä, kun palkit-",
            70,
            746,
        ),
        (
            "semisesta (siis tulospalkasta) ei sovittu Åbossa. Meillä on CRM-",
            70,
            732,
        ),
        (
            "järjestelmä, jota kukaan meistä ei silloin vielä osannut käyttää,",
            70,
            718,
        ),
        ("1 (2)", 290, 30),
    ];
    let second: &[(&str, u32, u32)] = &[
        ("Interview 7, Oy Ab Firma", 70, 805),
        ("ja se näkyi.", 70, 760),
        ("H: Entä nyt?", 70, 740),
        ("V: Nyt on hyvä – 30 €.", 70, 720),
        ("2 (2)", 290, 30),
    ];
    let reading = read(&of_lines(&[first, second])).unwrap();
    let parsed = finish(reading, &Hints::default());
    let document = &parsed.document;
    let speech = |at: usize| document.speech(&document.turns[at]);
    assert_eq!(document.turns.len(), 4);
    assert_eq!(
        speech(1),
        "Kukaan ei kysynyt mitään, ja niin työ jäi tekemättä, kun palkitsemisesta \
         (siis tulospalkasta) ei sovittu Åbossa. Meillä on CRM-järjestelmä, jota kukaan \
         meistä ei silloin vielä osannut käyttää, ja se näkyi."
    );
    assert_eq!(speech(3), "Nyt on hyvä – 30 €.");
    let speakers: Vec<&String> = parsed.speakers.keys().collect();
    assert_eq!(speakers, ["H", "V"]);
    let notes = parsed.notes.join("\n");
    for told in [
        "4 lines",
        "'Interview 7, Oy Ab Firma'",
        "'1 (2)'",
        "'2 (2)'",
        "'palkitsemisesta'",
        "'CRM-järjestelmä'",
    ] {
        assert!(notes.contains(told), "{told}: {notes}");
    }
    assert_eq!(parsed.doubts, []);
}

#[test]
fn letters_are_what_the_file_says_they_are() {
    let map = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange 3 beginbfchar <01> <006600660069> <02> <FB01> <03> <00E4> endbfchar 1 beginbfrange <20> <7E> <0020> endbfrange endcmap";
    let mut objects = pages(
        &[b"BT /F 11 Tf 70 700 Td (Anna: o\x01ce, \x02ne, \x03) Tj 0 -20 Td (Bo: Yes.) Tj 0 -20 Td (Anna: And?) Tj 0 -20 Td (Bo: So.) Tj ET"],
        "/ToUnicode 6 0 R",
    );
    objects.push(stream("", map));
    let reading = read(&pdf(&objects)).unwrap();
    assert!(
        reading.text.as_str().starts_with("Anna: office, fine, ä\n"),
        "{}",
        reading.text.as_str()
    );
}

#[test]
fn a_table_of_names_and_words() {
    let lines: Vec<(&str, u32, u32)> = vec![
        ("Interviewer", 70, 760),
        (
            "How do you look at your customers today, and how did you look at",
            170,
            760,
        ),
        ("them before?", 170, 746),
        ("Anna Berg", 70, 726),
        ("Ten years ahead.", 170, 726),
        ("Interviewer", 70, 706),
        ("And the rewards?", 170, 706),
        ("Anna Berg", 70, 686),
        (
            "No bonus, no glory, as they say in all the offices around here, you",
            170,
            686,
        ),
        ("know.", 170, 672),
    ];
    let reading = read(&of_lines(&[&lines])).unwrap();
    let speakers: Vec<&str> = reading
        .turns
        .iter()
        .map(|turn| turn.speaker.as_str())
        .collect();
    assert_eq!(
        speakers,
        ["Interviewer", "Anna Berg", "Interviewer", "Anna Berg"]
    );
    let last = reading.turns[3].span.slice(reading.text.as_str());
    assert_eq!(
        last,
        Some("No bonus, no glory, as they say in all the offices around here, you know.")
    );
}

#[test]
fn a_scan_is_told_as_one_and_a_page_of_it_too() {
    let picture: &[u8] = &b"0 0 m 500 0 l 500 500 l h f ".repeat(60);
    let scan = problem(&pdf(&pages(&[picture, picture], LATIN)));
    assert!(scan.what.contains("pictures"), "{}", scan.what);
    assert!(scan.next.unwrap().contains("OCR"));
    let numbered: Vec<Vec<u8>> = (1..5)
        .map(|page| [picture, &drawn(&[(&format!("Page {page}"), 260, 30)])].concat())
        .collect();
    let numbered: Vec<&[u8]> = numbered.iter().map(Vec::as_slice).collect();
    let scan = problem(&pdf(&pages(&numbered, LATIN)));
    assert!(scan.what.contains("pictures"), "{}", scan.what);
    let empty = problem(&pdf(&pages(&[b""], LATIN)));
    assert!(empty.what.contains("no words"), "{}", empty.what);
    let said = drawn(&[
        ("Anna: Yes.", 70, 700),
        ("Bo: No.", 70, 680),
        ("Anna: Yes!", 70, 660),
        ("Bo: No!", 70, 640),
    ]);
    let reading = read(&pdf(&pages(&[&said, picture], LATIN))).unwrap();
    assert_eq!(reading.doubts.len(), 1);
    assert!(
        reading.doubts[0].what.contains("page 2"),
        "{:?}",
        reading.doubts
    );
}

#[test]
fn nothing_that_is_missing_is_passed_over() {
    let sheet: &[(&str, u32, u32)] = &[
        ("Anna: Yes.", 70, 700),
        ("Bo: No.", 70, 680),
        ("Anna: So?", 70, 660),
        ("Bo: So.", 70, 640),
    ];
    let whole = of_lines(&[sheet]);
    assert!(problem(b"").what.contains("empty"));
    assert!(problem(b"PK\x03\x04").what.contains("no PDF"));
    assert!(problem(&whole[..whole.len() - 10]).what.contains("cut off"));
    let fewer = String::from_utf8_lossy(&whole).replace("/Count 1", "/Count 9");
    let doubts = read(fewer.as_bytes()).unwrap().doubts;
    assert!(doubts[0].what.contains("9 pages, but only 1"), "{doubts:?}");
    let behind = [whole.as_slice(), &[b' '; 2 * TAIL]].concat();
    let doubts = read(&behind).unwrap().doubts;
    assert!(doubts[0].what.contains("behind its end"), "{doubts:?}");
}

#[test]
fn a_page_that_unpacks_only_in_part_is_doubtful() {
    use std::io::Write;
    let drawing = drawn(&[
        ("Anna: Yes.", 70, 700),
        ("Bo: No.", 70, 680),
        ("Anna: So?", 70, 660),
        ("Bo: So.", 70, 640),
    ]);
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::none());
    packer
        .write_all(&[drawing.as_slice(), &[b' '; 500]].concat())
        .unwrap();
    let packed = packer.finish().unwrap();
    let mut objects = pages(&[b""], LATIN);
    for (data, doubtful) in [(&packed[..], 0), (&packed[..packed.len() - 100], 1)] {
        objects[4] = stream("/Filter/FlateDecode", data);
        let reading = read(&pdf(&objects)).unwrap();
        assert_eq!(reading.turns.len(), 4);
        assert_eq!(reading.doubts.len(), doubtful, "{:?}", reading.doubts);
    }
    objects[4] = b"<<>>".to_vec();
    let lost = problem(&pdf(&objects));
    assert!(lost.what.contains("none of its words"), "{}", lost.what);
}

#[test]
fn a_stamp_across_the_page_is_left_out_and_told() {
    let mut drawing = drawn(&[
        ("Anna: Yes.", 70, 700),
        ("Bo: No.", 70, 680),
        ("Anna: So?", 70, 660),
        ("Bo: So.", 70, 640),
    ]);
    drawing.extend(b" BT /F 60 Tf 0.7 0.7 -0.7 0.7 100 300 Tm (DRAFT) Tj ET");
    let reading = read(&pdf(&pages(&[&drawing], LATIN))).unwrap();
    assert!(!reading.text.as_str().contains("DRAFT"));
    assert!(
        reading
            .notes
            .iter()
            .any(|note| note.contains("(1): 'DRAFT'")),
        "{:?}",
        reading.notes
    );
}

#[test]
fn what_unpacks_to_too_much_is_refused_before_it_is_unpacked() {
    use std::io::Write;
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..80 {
        packer.write_all(&[b' '; 1 << 20]).unwrap();
    }
    let mut objects = pages(&[b""], LATIN);
    objects[4] = stream("/Filter/FlateDecode", &packer.finish().unwrap());
    assert!(
        problem(&pdf(&objects))
            .what
            .contains("more than any interview")
    );
}

#[test]
fn unknown_locks_are_told_as_locks() {
    let bytes = of_lines(&[&[("Anna: Yes.", 70, 700)]]);
    let locked = String::from_utf8_lossy(&bytes).replace(
        "/Root 1 0 R",
        "/Root 1 0 R/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(12345678901234567890123456789012)/U(12345678901234567890123456789012)>>/ID[(1234567890123456)(1234567890123456)]",
    );
    let problem = problem(locked.as_bytes());
    assert!(problem.what.contains("password"), "{}", problem.what);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_damage_gives_a_reading_or_says_what_to_do(at in 0usize..2000, byte in any::<u8>(), cut in 0usize..2000) {
        let mut bytes = of_lines(&[&[("Anna: Yes.", 70, 700), ("Bo: No.", 70, 680), ("Anna: So?", 70, 660)]]);
        let length = bytes.len();
        if let Some(spot) = bytes.get_mut(at % length) {
            *spot = byte;
        }
        let tail = bytes.split_off(cut % length);
        if cut % 2 == 0 {
            bytes.extend(tail);
        }
        match read(&bytes) {
            Ok(reading) => for turn in &reading.turns {
                prop_assert!(turn.span.slice(reading.text.as_str()).is_some_and(|words| !words.is_empty()));
            },
            Err(problem) => prop_assert!(problem.next.is_some()),
        }
    }
}
