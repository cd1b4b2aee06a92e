//! The text of `word/document.xml`, paragraph by paragraph.

use super::docx_table::Table;
use crate::model::Problem;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

/// The lines of a document, and who its tables show to be speakers.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// Paragraphs; one with soft line breaks is several lines.
    pub lines: Vec<String>,
    /// Names from the first column of a speaker and text table.
    pub speakers: Vec<String>,
}

/// WordprocessingML, as Word writes it and in its strict form (ECMA-376).
const WORD: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];
const COMPATIBILITY: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";

/// What is formatting, was deleted or moved away, or is the code of a field.
const SKIPPED: [&str; 9] = [
    "pPr",
    "rPr",
    "sectPr",
    "tblPr",
    "del",
    "moveFrom",
    "delText",
    "instrText",
    "sdtPr",
];

/// Word stays below a hundred; a file made to exhaust memory or time does not.
const DEEPEST: usize = 256;

/// Reads the body.
///
/// # Errors
/// A [`Problem`] for XML that is broken or declares entities of its own.
pub(super) fn read_body(xml: &str) -> Result<Body, Problem> {
    let mut reader = NsReader::from_str(xml.trim_start_matches('\u{feff}'));
    let mut walk = Walk::default();
    loop {
        let (space, event) = reader
            .read_resolved_event()
            .map_err(|reason| broken(&reason.to_string()))?;
        match event {
            Event::Start(element) => {
                let kind = kind_of(&space, &element);
                walk.start(kind);
                if walk.depth > DEEPEST {
                    return Err(broken("its parts are nested too deep"));
                }
            }
            Event::Empty(element) => {
                let kind = kind_of(&space, &element);
                walk.start(kind);
                walk.end(kind);
            }
            Event::End(element) => {
                let kind = kind_of_name(&space, element.local_name().as_ref());
                walk.end(kind);
            }
            Event::Text(text) => walk.text(&text.xml10_content()),
            Event::CData(text) => walk.text(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let character = reference
                    .resolve_char_ref()
                    .map_err(|reason| broken(&reason.to_string()))?;
                match (character, reference.as_ref()) {
                    (Some(character), _) => walk.text(character.encode_utf8(&mut [0; 4])),
                    (None, "amp") => walk.text("&"),
                    (None, "lt") => walk.text("<"),
                    (None, "gt") => walk.text(">"),
                    (None, "quot") => walk.text("\""),
                    (None, "apos") => walk.text("'"),
                    (None, other) => return Err(broken(&format!("unknown entity '{other}'"))),
                }
            }
            // Word writes none, and an entity declared here could be a bomb.
            Event::DocType(_) => return Err(broken("it declares a document type")),
            Event::Eof => break,
            _ => {}
        }
    }
    if walk.depth > 0 {
        return Err(broken("it ends in the middle"));
    }
    Ok(walk.body)
}

fn broken(reason: &str) -> Problem {
    Problem::new(format!("the text inside the Word file is broken: {reason}"))
        .next("open it in Word, let Word repair it, and save it as .docx")
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Paragraph,
    Run,
    Text,
    Tab,
    Break,
    Hyphen,
    SoftHyphen,
    Table,
    Row,
    Cell,
    Skipped,
    Other,
}

fn kind_of(space: &ResolveResult, element: &BytesStart) -> Kind {
    kind_of_name(space, element.local_name().as_ref())
}

fn kind_of_name(space: &ResolveResult, local: &str) -> Kind {
    let ResolveResult::Bound(Namespace(space)) = space else {
        return Kind::Other;
    };
    if *space == COMPATIBILITY && local == "Fallback" {
        // The same text box once more, for older programs.
        return Kind::Skipped;
    }
    if !WORD.contains(space) {
        return Kind::Other;
    }
    match local {
        "p" => Kind::Paragraph,
        "r" => Kind::Run,
        "t" => Kind::Text,
        "tab" | "ptab" => Kind::Tab,
        "br" | "cr" => Kind::Break,
        "noBreakHyphen" => Kind::Hyphen,
        "softHyphen" => Kind::SoftHyphen,
        "tbl" => Kind::Table,
        "tr" => Kind::Row,
        "tc" => Kind::Cell,
        _ if SKIPPED.contains(&local) => Kind::Skipped,
        _ => Kind::Other,
    }
}

/// Where the walk through the document stands.
#[derive(Default)]
struct Walk {
    body: Body,
    depth: usize,
    /// The depth at which a skipped element began.
    skipping: Option<usize>,
    /// Open paragraphs; a text box has one inside another.
    paragraphs: Vec<String>,
    tables: Vec<Table>,
    in_text: bool,
}

impl Walk {
    fn start(&mut self, kind: Kind) {
        self.depth += 1;
        if self.skipping.is_some() {
            return;
        }
        match kind {
            Kind::Skipped => self.skipping = Some(self.depth),
            Kind::Paragraph => self.paragraphs.push(String::new()),
            Kind::Text => self.in_text = true,
            Kind::Tab => self.write("\t"),
            Kind::Break => self.write("\n"),
            Kind::Hyphen => self.write("\u{2011}"),
            Kind::SoftHyphen => self.write("\u{ad}"),
            Kind::Table => self.tables.push(Table::default()),
            Kind::Row => self.with_table(Table::start_row),
            Kind::Cell => self.with_table(Table::start_cell),
            Kind::Run | Kind::Other => {}
        }
    }

    fn end(&mut self, kind: Kind) {
        let depth = self.depth;
        self.depth = depth.saturating_sub(1);
        if let Some(began) = self.skipping {
            if began == depth {
                self.skipping = None;
            }
            return;
        }
        match kind {
            Kind::Paragraph => {
                if let Some(paragraph) = self.paragraphs.pop() {
                    self.emit(paragraph);
                }
            }
            Kind::Text => self.in_text = false,
            Kind::Table => {
                if let Some(table) = self.tables.pop() {
                    let (lines, speakers) = table.into_lines();
                    self.body.speakers.extend(speakers);
                    for line in lines {
                        self.emit(line);
                    }
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_text && self.skipping.is_none() {
            self.write(text);
        }
    }

    fn write(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.push_str(text);
        }
    }

    fn with_table(&mut self, act: impl Fn(&mut Table)) {
        if let Some(table) = self.tables.last_mut() {
            act(table);
        }
    }

    fn emit(&mut self, paragraph: String) {
        match self.tables.last_mut() {
            Some(table) => table.add(paragraph),
            None => self.body.lines.push(paragraph),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(body: &str) -> Vec<String> {
        read(body).unwrap().lines
    }

    fn read(body: &str) -> Result<Body, Problem> {
        read_body(&format!(
            "<?xml version=\"1.0\"?><w:document xmlns:w=\"{}\" xmlns:mc=\"{COMPATIBILITY}\"><w:body>{body}</w:body></w:document>",
            WORD[0]
        ))
    }

    #[test]
    fn runs_tabs_breaks_and_entities_make_lines() {
        let body = "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr>\
            <w:r><w:t>A:</w:t><w:tab/><w:t xml:space=\"preserve\"> x &amp; y &#228; </w:t></w:r>\
            <w:r><w:br/><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t></w:r></w:p><w:p/>\n  <w:p><w:r><w:t>B</w:t></w:r></w:p>";
        assert_eq!(lines(body), ["A:\t x & y ä \nco\u{2011}op", "", "B"]);
    }

    #[test]
    fn inserted_words_are_read_and_deleted_ones_not() {
        let body = "<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins>\
            <w:del><w:r><w:delText>old</w:delText></w:r></w:del>\
            <w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom>\
            <w:r><w:instrText>PAGE</w:instrText></w:r></w:p>";
        assert_eq!(lines(body), ["new"]);
    }

    #[test]
    fn a_text_box_is_read_once() {
        let text_box = "<w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent>";
        let body = format!(
            "<w:p><w:r><w:t>around</w:t><mc:AlternateContent><mc:Choice>{text_box}</mc:Choice>\
             <mc:Fallback>{text_box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        );
        assert_eq!(lines(&body), ["box", "around"]);
    }

    #[test]
    fn broken_xml_is_a_problem() {
        assert!(read("<w:p><w:r></w:p>").is_err());
        assert!(read("<w:p>&bomb;</w:p>").unwrap_err().what.contains("bomb"));
        assert!(read_body("<!DOCTYPE x [<!ENTITY a 'b'>]><x/>").is_err());
        assert!(read_body("<w:document xmlns:w='x'><w:body>").is_err());
    }

    #[test]
    fn another_prefix_means_the_same() {
        let xml = format!("<d xmlns=\"{}\"><p><r><t>hello</t></r></p></d>", WORD[1]);
        assert_eq!(read_body(&xml).unwrap().lines, ["hello"]);
    }
}
