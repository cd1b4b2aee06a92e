//! XML tag by tag, straight into the file: a table of a hundred thousand cells
//! is never held as a tree.

use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::writer::Writer;
use std::borrow::Cow;
use std::io::{self, Write};

/// An attribute and its value.
pub(super) type Attribute<'a> = (&'a str, &'a str);

/// XML on its way into `W`.
pub(super) struct Xml<W: Write>(Writer<W>);

impl<W: Write> Xml<W> {
    /// Begins a part with its declaration.
    pub(super) fn new(inner: W) -> io::Result<Self> {
        let mut writer = Writer::new(inner);
        writer.write_event(Event::Decl(BytesDecl::new(
            "1.0",
            Some("UTF-8"),
            Some("yes"),
        )))?;
        Ok(Self(writer))
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &str, attributes: &[Attribute]) -> io::Result<()> {
        self.0.write_event(Event::Start(tag(name, attributes)))
    }

    /// Closes it.
    pub(super) fn close(&mut self, name: &str) -> io::Result<()> {
        self.0.write_event(Event::End(BytesEnd::new(name)))
    }

    /// An element with nothing inside.
    pub(super) fn empty(&mut self, name: &str, attributes: &[Attribute]) -> io::Result<()> {
        self.0.write_event(Event::Empty(tag(name, attributes)))
    }

    /// An element with no more than a value, as WordprocessingML has many.
    pub(super) fn value(&mut self, name: &str, value: &str) -> io::Result<()> {
        self.empty(name, &[("w:val", value)])
    }

    /// Text, letter by letter as it is.
    pub(super) fn text(&mut self, text: &str) -> io::Result<()> {
        let text = legal(text);
        self.0.write_event(Event::Text(BytesText::new(&text)))
    }

    /// What has been written to.
    pub(super) fn into_inner(self) -> W {
        self.0.into_inner()
    }
}

fn tag<'a>(name: &'a str, attributes: &[Attribute]) -> BytesStart<'a> {
    let mut tag = BytesStart::new(name);
    for (key, value) in attributes {
        tag.push_attribute((*key, legal(value).as_ref()));
    }
    tag
}

/// Letters that XML 1.0 cannot hold in any form (section 2.2): one of them,
/// and no reader opens the file.
fn legal(text: &str) -> Cow<'_, str> {
    let forbidden = |letter: char| matches!(letter, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if text.contains(forbidden) {
        Cow::Owned(text.replace(forbidden, "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_attributes_stay_text_whatever_they_hold() {
        let mut xml = Xml::new(Vec::new()).unwrap();
        let hostile = "</w:t><x a='1'>&amp; ]]> \u{0}\u{1b}\u{ffff}";
        xml.open("w:t", &[("title", "\"/><x>")]).unwrap();
        xml.text(hostile).unwrap();
        xml.close("w:t").unwrap();
        let written = String::from_utf8(xml.into_inner()).unwrap();
        assert_eq!(
            written,
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
             <w:t title=\"&quot;/&gt;&lt;x&gt;\">&lt;/w:t&gt;&lt;x a=&apos;1&apos;&gt;&amp;amp; ]]&gt; \
             \u{fffd}\u{fffd}\u{fffd}</w:t>"
        );
    }
}
