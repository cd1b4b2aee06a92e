//! The page: A4 with margins of an inch, upright or across.

use super::xml::Xml;
use std::io::{self, Write};

/// A4, in twentieths of a point.
const SHORT: u32 = 11906;
const LONG: u32 = 16838;
const MARGIN: u32 = 1440;

/// How the paper is turned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Page {
    /// Portrait.
    #[default]
    Upright,
    /// Landscape.
    Across,
}

impl Page {
    /// The width between the margins, in twentieths of a point.
    pub(super) fn width(self) -> u32 {
        self.paper().0 - 2 * MARGIN
    }

    /// The height between the margins, in twentieths of a point.
    pub(super) fn height(self) -> u32 {
        self.paper().1 - 2 * MARGIN
    }

    fn paper(self) -> (u32, u32) {
        match self {
            Page::Upright => (SHORT, LONG),
            Page::Across => (LONG, SHORT),
        }
    }

    /// Writes the properties of a section on such pages; `footer` is the
    /// relation of the foot of its pages, if they have one.
    pub(super) fn write<W: Write>(self, xml: &mut Xml<W>, footer: Option<&str>) -> io::Result<()> {
        let (width, height) = self.paper();
        let (width, height) = (width.to_string(), height.to_string());
        xml.open("w:sectPr", &[])?;
        if let Some(relation) = footer {
            xml.empty(
                "w:footerReference",
                &[("w:type", "default"), ("r:id", relation)],
            )?;
        }
        let mut size = vec![("w:w", width.as_str()), ("w:h", height.as_str())];
        if self == Page::Across {
            size.push(("w:orient", "landscape"));
        }
        xml.empty("w:pgSz", &size)?;
        let margin = MARGIN.to_string();
        let half = (MARGIN / 2).to_string();
        xml.empty(
            "w:pgMar",
            &[
                ("w:top", &margin),
                ("w:right", &margin),
                ("w:bottom", &margin),
                ("w:left", &margin),
                ("w:header", &half),
                ("w:footer", &half),
                ("w:gutter", "0"),
            ],
        )?;
        xml.empty("w:cols", &[("w:space", &half)])?;
        xml.close("w:sectPr")
    }
}
