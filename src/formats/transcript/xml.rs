//! Walking through the XML of an office file, with limits.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

/// Word processors stay below a hundred; a file made to exhaust memory or
/// time does not.
const DEEPEST: usize = 256;
/// An element can cost more memory than its bytes do.
const MOST_ELEMENTS: usize = 5_000_000;
/// Word writes some thirty into one tag.
const MOST_ATTRIBUTES: usize = 200;

/// An element's name: the namespace it is bound to, and the local part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Name<'a> {
    pub space: &'a str,
    pub local: &'a str,
}

/// Whether the walk goes into an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then {
    GoIn,
    /// Neither its content nor its end is told.
    Skip,
}

/// Who is told of what the walk meets.
pub(super) trait Walker {
    fn opens(&mut self, name: Name, tag: &Tag) -> Then;
    fn closes(&mut self, name: Name);
    fn says(&mut self, text: &str);
}

/// An opening tag, for its attributes.
pub(super) struct Tag<'a>(&'a BytesStart<'a>);

impl Tag<'_> {
    /// The value of the attribute with this local name.
    pub(super) fn attribute(&self, local: &str) -> Option<String> {
        // Each is compared with all before it if the reader checks for doubles.
        let mut attributes = self.0.attributes();
        let attributes = attributes.with_checks(false).take(MOST_ATTRIBUTES);
        let mut named = attributes
            .filter_map(Result::ok)
            .filter(|attribute| attribute.key.local_name().as_ref() == local);
        let value = named
            .next()?
            .normalized_value(XmlVersion::Implicit1_0)
            .ok()?
            .into_owned();
        Some(value)
    }
}

/// Walks through all of `xml`.
///
/// # Errors
/// The reason why it is broken, or goes past a limit.
pub(super) fn walk(xml: &str, walker: &mut impl Walker) -> Result<(), String> {
    let mut reader = NsReader::from_str(xml.trim_start_matches('\u{feff}'));
    let mut depth = 0;
    let mut elements = 0;
    // The depth at which a skipped element began.
    let mut skipping: Option<usize> = None;
    loop {
        let (space, event) = reader
            .read_resolved_event()
            .map_err(|reason| reason.to_string())?;
        let space = match space {
            ResolveResult::Bound(Namespace(space)) => space,
            _ => "",
        };
        match event {
            Event::Start(element) => {
                depth += 1;
                elements += 1;
                if depth > DEEPEST {
                    return Err("its parts are nested too deep".to_owned());
                }
                if skipping.is_none() {
                    let local = element.local_name();
                    let local = local.as_ref();
                    if walker.opens(Name { space, local }, &Tag(&element)) == Then::Skip {
                        skipping = Some(depth);
                    }
                }
            }
            Event::Empty(element) => {
                elements += 1;
                let local = element.local_name();
                let name = Name {
                    space,
                    local: local.as_ref(),
                };
                if skipping.is_none() && walker.opens(name, &Tag(&element)) == Then::GoIn {
                    walker.closes(name);
                }
            }
            Event::End(element) => {
                match skipping {
                    Some(began) if began == depth => skipping = None,
                    Some(_) => {}
                    None => walker.closes(Name {
                        space,
                        local: element.local_name().as_ref(),
                    }),
                }
                depth = depth.saturating_sub(1);
            }
            Event::Text(text) if skipping.is_none() => walker.says(&text.xml10_content()),
            Event::CData(text) if skipping.is_none() => walker.says(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let character = resolved(&reference)?;
                if skipping.is_none() {
                    walker.says(character.encode_utf8(&mut [0; 4]));
                }
            }
            // Word processors write none, and an entity declared here could be
            // a bomb.
            Event::DocType(_) => return Err("it declares a document type".to_owned()),
            Event::Eof => break,
            _ => {}
        }
        if elements > MOST_ELEMENTS {
            return Err("it holds more parts than any interview has".to_owned());
        }
    }
    if depth > 0 {
        return Err("it ends in the middle".to_owned());
    }
    Ok(())
}

/// The character of `&amp;` or `&#228;`.
fn resolved(reference: &BytesRef<'_>) -> Result<char, String> {
    let numbered = reference
        .resolve_char_ref()
        .map_err(|reason| reason.to_string())?;
    match (numbered, reference.as_ref()) {
        (Some(character), _) => Ok(character),
        (None, "amp") => Ok('&'),
        (None, "lt") => Ok('<'),
        (None, "gt") => Ok('>'),
        (None, "quot") => Ok('"'),
        (None, "apos") => Ok('\''),
        (None, other) => Err(format!("unknown entity '{other}'")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Log(String);

    impl Walker for Log {
        fn opens(&mut self, name: Name, tag: &Tag) -> Then {
            self.0.push_str(&format!("<{}", name.local));
            if let Some(value) = tag.attribute("v") {
                self.0.push_str(&format!("={value}"));
            }
            match name.local {
                "skip" => Then::Skip,
                _ => Then::GoIn,
            }
        }
        fn closes(&mut self, _: Name) {
            self.0.push('>');
        }
        fn says(&mut self, text: &str) {
            self.0.push_str(text);
        }
    }

    fn log(xml: &str) -> Result<String, String> {
        let mut log = Log::default();
        walk(xml, &mut log)?;
        Ok(log.0)
    }

    #[test]
    fn elements_words_and_entities_are_told() {
        assert_eq!(
            log("<a>x &amp; &#228;<skip>y<b/>&lt;</skip><skip/><b p:v='1&lt;'/><![CDATA[<]]></a>")
                .unwrap(),
            "<ax & ä<skip<skip<b=1<><>"
        );
    }

    #[test]
    fn what_is_made_to_exhaust_is_refused_at_once() {
        let deep = "<a>".repeat(100_000);
        assert!(log(&deep).unwrap_err().contains("too deep"));
        let many: String = (0..100_000).map(|n| format!(" a{n}=''")).collect();
        assert_eq!(log(&format!("<a{many} v='1'/>")).unwrap(), "<a>");
        let bound: String = (0..100_000).map(|n| format!(" xmlns:a{n}='x'")).collect();
        assert!(log(&format!("<a{bound}/>")).is_err());
        for broken in [
            "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>",
            "<a>&bomb;</a>",
            "<a><b></a>",
            "<a>",
        ] {
            assert!(log(broken).is_err(), "{broken}");
        }
    }
}
