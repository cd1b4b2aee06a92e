//! Pictures: at their own size where the page has room, else as wide as it.

use super::page::Page;
use super::xml::Xml;
use crate::formats::table::visible;
use crate::model::Problem;
use crate::model::paper::Figure;
use std::io::{self, Write};

/// English metric units: 914,400 to the inch, 9,525 to the CSS pixel, 635 to
/// the twentieth of a point.
const PER_PIXEL: u64 = 9525;
const PER_TWIP: u64 = 635;
/// What the caption takes of the page's height, in twentieths of a point.
const CAPTION: u32 = 1500;

const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";

/// Refuses what Word would not show.
pub(super) fn check(figure: &Figure) -> Result<(), Problem> {
    if !figure.png.starts_with(b"\x89PNG\r\n\x1a\n") || figure.width == 0 || figure.height == 0 {
        return Err(Problem::new(format!(
            "the picture '{}' is not a PNG",
            visible(&figure.title)
        ))
        .next("draw it again"));
    }
    Ok(())
}

/// The page on which it can be read: across, if it is much wider than the
/// upright page.
pub(super) fn page(figure: &Figure) -> Page {
    let room = u64::from(Page::Upright.width()) * PER_TWIP;
    let width = u64::from(figure.width) * PER_PIXEL;
    if width * 4 > room * 5 && figure.width > figure.height {
        Page::Across
    } else {
        Page::Upright
    }
}

/// Width and height in print, in English metric units.
fn size(figure: &Figure, page: Page) -> (u64, u64) {
    let (width, height) = (
        u64::from(figure.width) * PER_PIXEL,
        u64::from(figure.height) * PER_PIXEL,
    );
    let most_width = u64::from(page.width()) * PER_TWIP;
    let most_height = u64::from(page.height() - CAPTION) * PER_TWIP;
    if width <= most_width && height <= most_height {
        (width, height)
    } else if width * most_height > height * most_width {
        (most_width, (height * most_width / width).max(1))
    } else {
        ((width * most_height / height).max(1), most_height)
    }
}

/// Writes the picture as a run. `number` is its place among the pictures, from
/// 1; `relation` names the file.
pub(super) fn write<W: Write>(
    xml: &mut Xml<W>,
    figure: &Figure,
    number: u32,
    relation: &str,
) -> io::Result<()> {
    let (width, height) = size(figure, page(figure));
    let (width, height) = (width.to_string(), height.to_string());
    let id = number.to_string();
    let name = format!("Figure {number}");
    let extent = [("cx", width.as_str()), ("cy", height.as_str())];
    xml.open("w:r", &[])?;
    xml.open("w:drawing", &[])?;
    let none = [
        ("distT", "0"),
        ("distB", "0"),
        ("distL", "0"),
        ("distR", "0"),
    ];
    xml.open("wp:inline", &none)?;
    xml.empty("wp:extent", &extent)?;
    let described = visible(&figure.title);
    xml.empty(
        "wp:docPr",
        &[("id", &id), ("name", &name), ("descr", &described)],
    )?;
    xml.open("wp:cNvGraphicFramePr", &[])?;
    xml.empty("a:graphicFrameLocks", &[("noChangeAspect", "1")])?;
    xml.close("wp:cNvGraphicFramePr")?;
    xml.open("a:graphic", &[])?;
    xml.open("a:graphicData", &[("uri", PICTURE)])?;
    xml.open("pic:pic", &[])?;
    xml.open("pic:nvPicPr", &[])?;
    xml.empty("pic:cNvPr", &[("id", &id), ("name", &name)])?;
    xml.empty("pic:cNvPicPr", &[])?;
    xml.close("pic:nvPicPr")?;
    xml.open("pic:blipFill", &[])?;
    xml.empty("a:blip", &[("r:embed", relation)])?;
    xml.open("a:stretch", &[])?;
    xml.empty("a:fillRect", &[])?;
    xml.close("a:stretch")?;
    xml.close("pic:blipFill")?;
    xml.open("pic:spPr", &[])?;
    xml.open("a:xfrm", &[])?;
    xml.empty("a:off", &[("x", "0"), ("y", "0")])?;
    xml.empty("a:ext", &extent)?;
    xml.close("a:xfrm")?;
    xml.open("a:prstGeom", &[("prst", "rect")])?;
    xml.empty("a:avLst", &[])?;
    xml.close("a:prstGeom")?;
    for name in [
        "pic:spPr",
        "pic:pic",
        "a:graphicData",
        "a:graphic",
        "wp:inline",
        "w:drawing",
        "w:r",
    ] {
        xml.close(name)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(width: u32, height: u32) -> Figure {
        Figure {
            svg: String::new(),
            png: b"\x89PNG\r\n\x1a\n".to_vec(),
            width,
            height,
            title: "A chart".to_owned(),
        }
    }

    #[test]
    fn a_picture_keeps_its_size_or_fills_the_page_and_always_its_shape() {
        let small = figure(96, 48);
        assert_eq!(size(&small, page(&small)), (914_400, 457_200));
        let wide = figure(640, 320);
        assert_eq!(page(&wide), Page::Upright);
        assert_eq!(size(&wide, Page::Upright), (5_731_510, 2_865_755));
        let wider = figure(2000, 500);
        assert_eq!(page(&wider), Page::Across);
        assert_eq!(size(&wider, Page::Across).0, 8_863_330);
        let tall = figure(500, 4000);
        let (width, height) = size(&tall, page(&tall));
        assert_eq!(height, u64::from(Page::Upright.height() - CAPTION) * 635);
        assert_eq!(width, height / 8);
    }

    #[test]
    fn what_is_no_picture_is_refused_with_its_name() {
        let broken = Figure {
            png: b"GIF89a".to_vec(),
            ..figure(1, 1)
        };
        let problem = check(&broken).unwrap_err();
        assert_eq!(problem.what, "the picture 'A chart' is not a PNG");
        assert!(check(&figure(1, 1)).is_ok());
        assert!(check(&figure(0, 1)).is_err());
    }
}
