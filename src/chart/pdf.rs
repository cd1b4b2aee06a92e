//! From SVG to PDF: the same shapes, and texts as texts in the bundled fonts.

use super::error::ChartError;
use super::fonts;
use krilla::color::rgb;
use krilla::geom::{self, PathBuilder, Point};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{self, Fill, FillRule, LineCap, LineJoin, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Data, Document};
use resvg::tiny_skia::{PathSegment, Transform};
use resvg::usvg;
use std::collections::HashMap;
use usvg::fontdb::{ID, Source};
use usvg::layout::{PositionedGlyph, Span};

/// Points of a PDF (72 to the inch) to the CSS pixel (96 to the inch).
const POINTS: f32 = 0.75;
/// CSS pixels to the inch.
const CSS_DPI: u32 = 96;
/// Viewers refuse longer pages.
const MOST_INCHES: u32 = 200;

/// One page as large as the picture. No clock and no chance goes into the
/// file: its number of identity is a checksum of it.
pub(super) fn render(svg: &str, width: u32, height: u32) -> Result<Vec<u8>, ChartError> {
    let inches = width.max(height).div_ceil(CSS_DPI);
    if inches > MOST_INCHES {
        return Err(ChartError::TooLargeForPdf { inches });
    }
    let tree = usvg::Tree::from_str(svg, &fonts::options()).map_err(refused)?;
    let (across, down) = (width as f32 * POINTS, height as f32 * POINTS);
    let settings =
        PageSettings::from_wh(across, down).ok_or_else(|| refused("a page without a size"))?;
    let mut document = Document::new();
    document.set_metadata(
        Metadata::new()
            .title(title(svg))
            .creator("crosscase".to_owned()),
    );
    let mut page = document.start_page_with(settings);
    let mut surface = page.surface();
    surface.push_transform(&geom::Transform::from_scale(POINTS, POINTS));
    let mut faces = Faces::new();
    let drawn = group(&mut surface, tree.root(), &mut faces);
    // Whatever happened, what was pushed must be popped before the page ends.
    surface.pop();
    surface.finish();
    page.finish();
    drawn?;
    document.finish().map_err(refused)
}

fn refused(error: impl std::fmt::Display) -> ChartError {
    ChartError::Refused(error.to_string())
}

/// The name of the picture, which stands in its own element.
fn title(svg: &str) -> String {
    let read = usvg::roxmltree::Document::parse(svg).ok();
    let titled = read.and_then(|read| {
        let node = read.descendants().find(|node| node.has_tag_name("title"))?;
        node.text().map(str::to_owned)
    });
    titled.unwrap_or_default()
}

type Faces = HashMap<ID, Font>;

fn group(
    surface: &mut Surface<'_>,
    group: &usvg::Group,
    faces: &mut Faces,
) -> Result<(), ChartError> {
    for node in group.children() {
        match node {
            usvg::Node::Group(inner) => {
                surface.push_transform(&moved(inner.transform()));
                let drawn = self::group(surface, inner, faces);
                surface.pop();
                drawn?;
            }
            usvg::Node::Path(path) => self::path(surface, path),
            usvg::Node::Text(text) => {
                for span in text.layouted() {
                    self::text(surface, span, faces)?;
                }
            }
            usvg::Node::Image(_) => return Err(refused("an image inside a chart")),
        }
    }
    Ok(())
}

fn moved(by: Transform) -> geom::Transform {
    geom::Transform::from_row(by.sx, by.ky, by.kx, by.sy, by.tx, by.ty)
}

fn path(surface: &mut Surface<'_>, path: &usvg::Path) {
    let mut builder = PathBuilder::new();
    for segment in path.data().segments() {
        match segment {
            PathSegment::MoveTo(to) => builder.move_to(to.x, to.y),
            PathSegment::LineTo(to) => builder.line_to(to.x, to.y),
            PathSegment::QuadTo(by, to) => builder.quad_to(by.x, by.y, to.x, to.y),
            PathSegment::CubicTo(by, and, to) => {
                builder.cubic_to(by.x, by.y, and.x, and.y, to.x, to.y);
            }
            PathSegment::Close => builder.close(),
        }
    }
    let (fill, stroke) = (path.fill().and_then(fill), path.stroke().and_then(stroke));
    // Without either, black would be filled in.
    if fill.is_some() || stroke.is_some() {
        surface.set_fill(fill);
        surface.set_stroke(stroke);
        if let Some(path) = builder.finish() {
            surface.draw_path(&path);
        }
    }
}

/// Charts are drawn in plain colours; there are no gradients to translate.
fn colour(paint: &usvg::Paint) -> Option<paint::Paint> {
    match paint {
        usvg::Paint::Color(plain) => {
            Some(rgb::Color::new(plain.red, plain.green, plain.blue).into())
        }
        _ => None,
    }
}

fn fill(fill: &usvg::Fill) -> Option<Fill> {
    Some(Fill {
        paint: colour(fill.paint())?,
        opacity: opacity(fill.opacity()),
        rule: match fill.rule() {
            usvg::FillRule::NonZero => FillRule::NonZero,
            usvg::FillRule::EvenOdd => FillRule::EvenOdd,
        },
    })
}

fn stroke(stroke: &usvg::Stroke) -> Option<Stroke> {
    Some(Stroke {
        paint: colour(stroke.paint())?,
        width: stroke.width().get(),
        miter_limit: stroke.miterlimit().get(),
        line_cap: match stroke.linecap() {
            usvg::LineCap::Butt => LineCap::Butt,
            usvg::LineCap::Round => LineCap::Round,
            usvg::LineCap::Square => LineCap::Square,
        },
        line_join: match stroke.linejoin() {
            usvg::LineJoin::Miter | usvg::LineJoin::MiterClip => LineJoin::Miter,
            usvg::LineJoin::Round => LineJoin::Round,
            usvg::LineJoin::Bevel => LineJoin::Bevel,
        },
        opacity: opacity(stroke.opacity()),
        dash: stroke.dasharray().map(|array| StrokeDash {
            array: array.to_vec(),
            offset: stroke.dashoffset(),
        }),
    })
}

fn opacity(of: usvg::Opacity) -> NormalizedF32 {
    NormalizedF32::new(of.get()).unwrap_or(NormalizedF32::ONE)
}

/// Draws the letters where the SVG's renderer has set them, in runs of one
/// font, so that a reader of the PDF finds words and not single letters.
fn text(surface: &mut Surface<'_>, span: &Span, faces: &mut Faces) -> Result<(), ChartError> {
    surface.set_fill(span.fill.as_ref().and_then(fill));
    surface.set_stroke(None);
    let size = span.font_size.get();
    let place = |glyph: &PositionedGlyph| {
        let at = glyph.transform();
        (at.tx, at.ty)
    };
    let together = |one: &PositionedGlyph, next: &PositionedGlyph| {
        one.font == next.font && (place(one).1 - place(next).1).abs() < 0.01
    };
    for run in span.positioned_glyphs.chunk_by(together) {
        let Some(first) = run.first() else { continue };
        let mut said = String::new();
        let mut glyphs = Vec::with_capacity(run.len());
        for (index, glyph) in run.iter().enumerate() {
            let from = said.len();
            said.push_str(&glyph.text);
            let after = run.get(index + 1).map_or(place(glyph).0, |it| place(it).0);
            let advance = (after - place(glyph).0) / size;
            let id = GlyphId::new(glyph.id.0);
            let range = from..said.len();
            glyphs.push(KrillaGlyph::new(id, advance, 0.0, 0.0, 0.0, range, None));
        }
        let start = Point::from_xy(place(first).0, place(first).1);
        surface.draw_glyphs(start, &glyphs, face(first.font, faces)?, &said, size, false);
    }
    Ok(())
}

fn face(id: ID, faces: &mut Faces) -> Result<Font, ChartError> {
    if let Some(face) = faces.get(&id) {
        return Ok(face.clone());
    }
    let fonts = fonts::options().fontdb;
    let found = match fonts.face_source(id) {
        Some((Source::Binary(bytes), index)) => Font::new(Data::from(bytes), index),
        _ => None,
    };
    let face = found.ok_or_else(|| refused("a font that is not bundled"))?;
    faces.insert(id, face.clone());
    Ok(face)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::gallery::{strange, study};
    use crate::chart::heatmap;

    fn holds(pdf: &[u8], words: &str) -> bool {
        pdf.windows(words.len()).any(|it| it == words.as_bytes())
    }

    #[test]
    fn the_page_is_as_large_as_the_picture_and_brings_its_fonts() {
        let drawing = heatmap(&study()).unwrap();
        let pdf = drawing.pdf().unwrap();
        assert!(pdf.starts_with(b"%PDF-1."));
        let points = |pixels: u32| (f64::from(pixels) * 0.75).to_string();
        let page = format!(
            "/MediaBox[0 0 {} {}]",
            points(drawing.width()),
            points(drawing.height())
        );
        assert!(holds(&pdf, &page), "{page}");
        assert!(holds(&pdf, "NotoSans") && holds(&pdf, "/ToUnicode"));
        assert!(holds(&pdf, "Codings per code and case"), "its title");
        assert!(!holds(&pdf, "CreationDate"));
        // Only the letters in use travel along: the fonts have 200 KB each.
        assert!(pdf.len() < 60_000, "{} bytes", pdf.len());
    }

    #[test]
    fn letters_of_many_scripts_come_from_several_fonts() {
        let pdf = heatmap(&strange()).unwrap().pdf().unwrap();
        assert!(holds(&pdf, "DejaVuSans") && holds(&pdf, "NotoEmoji"));
    }

    #[test]
    fn the_same_picture_is_the_same_file_to_the_byte() {
        let pdf = || heatmap(&strange()).unwrap().pdf().unwrap();
        assert!(pdf() == pdf());
    }

    #[test]
    fn a_page_that_viewers_refuse_is_not_written() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>";
        assert!(render(svg, 9, 9).is_ok());
        assert_eq!(
            render(svg, 9, 19_201),
            Err(ChartError::TooLargeForPdf { inches: 201 })
        );
    }
}
