//! Word files read back, for tests: their parts, and a small tree of the XML.

use quick_xml::events::Event;
use quick_xml::reader::Reader;
use std::io::{Cursor, Read};

/// An element with what is in it; text is an element without a name.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Element>,
    pub text: String,
}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let found = attributes.find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The children of this name.
    pub(super) fn each<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The elements of this name, however deep, in order.
    pub(super) fn all<'a>(&'a self, name: &str) -> Vec<&'a Element> {
        let mut found = Vec::new();
        for child in &self.children {
            if child.name == name {
                found.push(child);
            }
            found.extend(child.all(name));
        }
        found
    }

    /// The words in it as Word shows them: runs and breaks, no codes of fields.
    pub(super) fn words(&self) -> String {
        let mut words = String::new();
        for child in &self.children {
            match child.name.as_str() {
                "w:t" => words.extend(child.children.iter().map(|text| text.text.as_str())),
                "w:br" => words.push('\n'),
                _ => words.push_str(&child.words()),
            }
        }
        words
    }

    /// The value of a child that has no more than one.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.attribute("w:val")
    }
}

/// The parts of a file by name, in order.
pub(super) fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|index| {
            let mut file = zip.by_index(index).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            (file.name().unwrap().into_owned(), content)
        })
        .collect()
}

/// Reads one part; what is not well-formed ends the test.
pub(super) fn part(bytes: &[u8], name: &str) -> Element {
    let parts = parts(bytes);
    let (_, content) = parts.iter().find(|(found, _)| found == name).unwrap();
    tree(std::str::from_utf8(content).unwrap())
}

/// The body of the document.
pub(super) fn body(bytes: &[u8]) -> Element {
    let document = part(bytes, "word/document.xml");
    let mut root = document.children.into_iter().next().unwrap();
    assert_eq!(root.name, "w:document");
    root.children.remove(0)
}

pub(super) fn tree(xml: &str) -> Element {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_comments = true;
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => open.push(element(&tag)),
            Event::Empty(tag) => {
                let empty = element(&tag);
                open.last_mut().unwrap().children.push(empty);
            }
            Event::End(_) => {
                let closed = open.pop().unwrap();
                open.last_mut().unwrap().children.push(closed);
            }
            Event::Text(text) => say(&mut open, &text),
            Event::GeneralRef(reference) => {
                let letter = match reference.as_ref() {
                    "lt" => '<',
                    "gt" => '>',
                    "amp" => '&',
                    "quot" => '"',
                    "apos" => '\'',
                    _ => reference.resolve_char_ref().unwrap().unwrap(),
                };
                say(&mut open, letter.encode_utf8(&mut [0; 4]));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open.len(), 1, "every element is closed");
    open.remove(0)
}

fn say(open: &mut [Element], text: &str) {
    open.last_mut().unwrap().children.push(Element {
        text: text.to_owned(),
        ..Element::default()
    });
}

fn element(tag: &quick_xml::events::BytesStart) -> Element {
    let attributes = tag.attributes().map(|attribute| {
        let attribute = attribute.unwrap();
        let value = attribute
            .normalized_value(quick_xml::XmlVersion::Implicit1_0)
            .unwrap();
        (attribute.key.as_ref().to_owned(), value.into_owned())
    });
    Element {
        name: tag.name().as_ref().to_owned(),
        attributes: attributes.collect(),
        ..Element::default()
    }
}
