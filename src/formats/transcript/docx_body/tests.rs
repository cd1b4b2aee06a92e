use super::*;
use crate::formats::transcript::Hints;

fn read(body: &str) -> Result<String, Problem> {
    let xml = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"{}\" xmlns:m=\"{}\" xmlns:mc=\"{COMPATIBILITY}\">\
         <w:body>{body}</w:body></w:document>",
        WORD[0], FORMULAS[0]
    );
    read_xml(&xml)
}

fn read_xml(xml: &str) -> Result<String, Problem> {
    let mut doc = Doc::default();
    let (mut ids, styles) = (Ids::default(), Styles::default());
    read_part(xml, Part::Document, &styles, &mut ids, &mut doc)?;
    let reading = doc.into_reading(&Hints::default())?;
    Ok(reading.text.into_string())
}

#[test]
fn runs_tabs_breaks_and_entities_make_lines() {
    let body = "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr>\
        <w:r><w:t>A:</w:t><w:tab/><w:t xml:space=\"preserve\"> x &amp; y &#228; </w:t></w:r>\
        <w:r><w:br/><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t></w:r></w:p><w:p/>\n  <w:p><w:r><w:t>B</w:t></w:r></w:p>";
    assert_eq!(read(body).unwrap(), "A:\t x & y ä \nco\u{2011}op\n\nB");
}

#[test]
fn what_stands_around_words_does_not_hide_them() {
    let body = "<w:p><w:hyperlink><w:smartTag><w:sdt><w:sdtPr><w:rPr><w:ins/></w:rPr></w:sdtPr>\
        <w:sdtContent><w:r><w:rPr><w:rtl/></w:rPr><w:t>من </w:t></w:r></w:sdtContent></w:sdt></w:smartTag></w:hyperlink>\
        <w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>かん</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby></w:r>\
        <w:r><w:instrText>PAGE</w:instrText><w:sym w:font=\"Wingdings\" w:char=\"F0E0\"/></w:r>\
        <m:oMath><m:r><w:rPr/><m:t>x²</m:t></m:r></m:oMath></w:p>";
    assert_eq!(read(body).unwrap(), "من 漢→x²");
}

#[test]
fn a_text_box_is_read_once() {
    let text_box = "<w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent>";
    let body = format!(
        "<w:p><w:r><w:t>around</w:t><mc:AlternateContent><mc:Choice>{text_box}</mc:Choice>\
         <mc:Fallback>{text_box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    );
    assert_eq!(read(&body).unwrap(), "box\naround");
}

#[test]
fn broken_xml_is_a_problem() {
    assert!(read("<w:p><w:r></w:p>").is_err());
    assert!(read("<w:p>&bomb;</w:p>").unwrap_err().what.contains("bomb"));
    assert!(read_xml("<w:document xmlns:w='x'><w:body>").is_err());
}

#[test]
fn another_prefix_means_the_same() {
    let xml = format!("<d xmlns=\"{}\"><p><r><t>hello</t></r></p></d>", WORD[1]);
    assert_eq!(read_xml(&xml).unwrap(), "hello");
}
