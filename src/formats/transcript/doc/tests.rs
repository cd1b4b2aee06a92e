use super::*;

fn said(doc: Doc) -> Reading {
    doc.into_reading(&Hints::default()).unwrap()
}

fn paragraph(doc: &mut Doc, words: &str) {
    doc.start_paragraph();
    doc.write(words);
    doc.end_paragraph(false);
}

#[test]
fn a_document_set_as_headings_has_none() {
    let mut doc = Doc::default();
    for words in ["Ann: one thing", "and more of it", "Ann: another thing"] {
        doc.start_paragraph();
        doc.is_heading();
        doc.write(words);
        doc.end_paragraph(false);
    }
    let reading = said(doc);
    assert_eq!(reading.turns.len(), 2);
    assert!(reading.asides.is_empty());
}

#[test]
fn a_note_inside_a_paragraph_goes_to_the_end() {
    let mut doc = Doc::default();
    doc.start_paragraph();
    doc.write("Ann: so");
    doc.cite("a");
    doc.start_note("a".to_owned());
    paragraph(&mut doc, " said twice ");
    paragraph(&mut doc, "");
    doc.end_aside();
    doc.write(" it is");
    doc.cite("a");
    doc.end_paragraph(false);
    let reading = said(doc);
    assert_eq!(reading.text.as_str(), "Ann: so[1] it is[1]\n[1] said twice");
}

#[test]
fn a_sign_between_paragraphs_belongs_to_the_next() {
    let mut doc = Doc::default();
    let comment = doc.margin.begin("A");
    doc.start_comment(comment);
    paragraph(&mut doc, "why?");
    doc.end_aside();
    doc.sign(Sign::Opens(comment));
    paragraph(&mut doc, "one");
    doc.sign(Sign::Closes(comment));
    let reading = said(doc);
    assert_eq!(reading.text.as_str(), "one\n");
    let span = reading.comments[0].span;
    assert_eq!(span.slice(reading.text.as_str()), Some("one"));
}

#[test]
fn what_is_nested_too_deep_keeps_its_words() {
    let mut doc = Doc::default();
    for _ in 0..1000 {
        doc.start_table();
        doc.with_table(Table::start_row);
        doc.with_table(Table::start_cell);
    }
    paragraph(&mut doc, "words");
    for _ in 0..1000 {
        doc.end_table();
    }
    assert_eq!(said(doc).text.as_str(), "words");
}
