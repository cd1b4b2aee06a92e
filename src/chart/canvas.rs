//! A sheet that grows: shapes are gathered first, then drawn by plotters on a
//! picture that is large enough for them.

use super::colour::{Colour, PAPER};
use super::drawing::Drawing;
use super::error::ChartError;
use super::fit::{Type, clean};
use super::fonts::{FAMILY, Weight};
use std::borrow::Cow;

use plotters::backend::{DrawingBackend, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{
    Color, FontDesc, FontFamily, FontStyle, FontTransform, RGBColor, ShapeStyle, TextStyle,
};

/// plotters writes a font size divided by this.
const PLOTTERS_FONT_SCALE: f64 = 1.24;
/// plotters puts the baseline this far below the top it is given, in ems.
const BASELINE_BELOW_TOP: f64 = 0.76;
/// Half the height of a digit, in ems (Noto Sans).
const HALF_DIGIT: f64 = 0.357;

/// Where a text stands against its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    Start,
    Middle,
    End,
}

/// What can be drawn. Positions are pixels from the left and the top.
#[derive(Clone, Debug)]
pub(super) enum Shape {
    Box {
        at: (i32, i32),
        size: (i32, i32),
        fill: Colour,
    },
    Line {
        from: (i32, i32),
        to: (i32, i32),
        colour: Colour,
    },
    Ring {
        centre: (i32, i32),
        radius: u32,
        colour: Colour,
        filled: bool,
    },
    Wedge {
        points: [(i32, i32); 3],
        fill: Colour,
    },
    /// A line of straight pieces, such as a curve on the grid of pixels.
    Path {
        points: Vec<(i32, i32)>,
        /// Pixels across.
        width: u32,
        colour: Colour,
    },
    Text {
        /// The middle of the text's height, at its aligned end.
        at: (i32, i32),
        text: String,
        with: Type,
        align: Align,
        colour: Colour,
        /// Set upright, reading from below.
        upright: bool,
    },
}

/// Shapes in the order in which they are painted.
#[derive(Default)]
pub(super) struct Canvas {
    shapes: Vec<Shape>,
}

impl Canvas {
    pub(super) fn add(&mut self, shape: Shape) {
        self.shapes.push(shape);
    }

    pub(super) fn text(
        &mut self,
        at: (i32, i32),
        text: &str,
        with: Type,
        align: Align,
        colour: Colour,
    ) {
        self.add(Shape::Text {
            at,
            text: clean(text),
            with,
            align,
            colour,
            upright: false,
        });
    }

    #[cfg(test)]
    pub(super) fn shapes(&self) -> &[Shape] {
        &self.shapes
    }

    /// Draws all of it on white; the name is what a screen reader says.
    pub(super) fn finish(self, width: i32, height: i32, name: &str) -> Result<Drawing, ChartError> {
        let (width, height) = (width.max(1).unsigned_abs(), height.max(1).unsigned_abs());
        let mut svg = String::new();
        {
            let mut backend = SVGBackend::with_string(&mut svg, (width, height));
            let whole = Shape::Box {
                at: (0, 0),
                size: (width.cast_signed(), height.cast_signed()),
                fill: PAPER,
            };
            for shape in std::iter::once(&whole).chain(&self.shapes) {
                paint(&mut backend, shape)?;
            }
            backend
                .present()
                .map_err(|error| ChartError::Refused(error.to_string()))?;
        }
        Ok(Drawing {
            svg: finished(&svg, name),
            width,
            height,
            title: clean(name),
        })
    }
}

fn paint(backend: &mut SVGBackend<'_>, shape: &Shape) -> Result<(), ChartError> {
    let painted = match shape {
        Shape::Box { at, size, fill } => {
            let far = (at.0 + size.0, at.1 + size.1);
            backend.draw_rect(*at, far, &style(*fill, true), true)
        }
        Shape::Line { from, to, colour } => backend.draw_line(*from, *to, &style(*colour, false)),
        Shape::Ring {
            centre,
            radius,
            colour,
            filled,
        } => backend.draw_circle(*centre, *radius, &style(*colour, *filled), *filled),
        Shape::Path {
            points,
            width,
            colour,
        } => {
            let style = ShapeStyle {
                stroke_width: *width,
                ..style(*colour, false)
            };
            backend.draw_path(points.iter().copied(), &style)
        }
        Shape::Wedge { points, fill } => backend.fill_polygon(*points, &style(*fill, true)),
        Shape::Text {
            at,
            text,
            with,
            align,
            colour,
            upright,
        } => {
            let across = match align {
                Align::Start => HPos::Left,
                Align::Middle => HPos::Center,
                Align::End => HPos::Right,
            };
            // From the middle of the digits to what plotters takes for the top.
            let up = ((BASELINE_BELOW_TOP - HALF_DIGIT) * with.size).round() as i32;
            let (turn, at) = if *upright {
                (FontTransform::Rotate270, (at.0 - up, at.1))
            } else {
                (FontTransform::None, (at.0, at.1 - up))
            };
            let weight = match with.weight {
                Weight::Regular => FontStyle::Normal,
                Weight::Bold => FontStyle::Bold,
            };
            let font = FontDesc::new(
                FontFamily::Name(FAMILY),
                with.size * PLOTTERS_FONT_SCALE,
                weight,
            )
            .transform(turn);
            let ink = rgb(*colour);
            let style = TextStyle::from(font)
                .color(&ink)
                .pos(Pos::new(across, VPos::Top));
            backend.draw_text(&isolated(text), &style, at)
        }
    };
    painted.map_err(|error| ChartError::Refused(error.to_string()))
}

fn rgb(Colour(red, green, blue): Colour) -> RGBColor {
    RGBColor(red, green, blue)
}

fn style(colour: Colour, filled: bool) -> ShapeStyle {
    ShapeStyle {
        color: rgb(colour).to_rgba(),
        filled,
        stroke_width: 1,
    }
}

/// A text that runs from right to left gets marks that keep its own order
/// (Unicode Standard Annex 9: first strong isolate, pop directional isolate).
fn isolated(text: &str) -> String {
    let runs_left = |letter: char| {
        matches!(letter,
            '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    };
    if text.contains(runs_left) {
        format!("\u{2068}{text}\u{2069}")
    } else {
        text.to_owned()
    }
}

/// Names the picture for screen readers, and takes out the line breaks that
/// plotters puts around texts, which some viewers draw as blanks.
fn finished(svg: &str, name: &str) -> String {
    let svg = svg.replace("\n</text>", "</text>");
    let mut whole = String::with_capacity(svg.len() + name.len() + 64);
    for (number, line) in svg.lines().enumerate() {
        match number {
            0 => {
                whole.push_str(&line.replacen("<svg ", "<svg role=\"img\" ", 1));
                whole.push_str("\n<title>");
                whole.push_str(&escaped(&clean(name)));
                whole.push_str("</title>\n");
            }
            _ => {
                whole.push_str(&at_its_point(line));
                if !line.starts_with("<text ") {
                    whole.push('\n');
                }
            }
        }
    }
    whole
}

/// LibreOffice leaves out a text that is moved by ems, as plotters moves its
/// texts down to their baseline: the same place is written as a plain number.
fn at_its_point(line: &str) -> Cow<'_, str> {
    let moved = format!(" dy=\"{BASELINE_BELOW_TOP}em\"");
    let number = |name: &str| -> Option<f64> {
        let (_, rest) = line.split_once(&format!(" {name}=\""))?;
        rest.split_once('"')?.0.parse().ok()
    };
    let (Some(y), Some(size)) = (number("y"), number("font-size")) else {
        return Cow::Borrowed(line);
    };
    if !line.starts_with("<text ") || !line.contains(&moved) {
        return Cow::Borrowed(line);
    }
    let baseline = ((y + BASELINE_BELOW_TOP * size) * 100.0).round() / 100.0;
    let placed = line.replacen(&moved, "", 1);
    Cow::Owned(placed.replacen(&format!(" y=\"{y}\""), &format!(" y=\"{baseline}\""), 1))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::colour::INK;
    use resvg::usvg::roxmltree;

    fn drawn(text: &str) -> Drawing {
        let mut canvas = Canvas::default();
        canvas.text((50, 10), text, Type::bold(11.0), Align::Middle, INK);
        canvas.finish(100, 20, text).unwrap()
    }

    #[test]
    fn texts_stay_texts_and_cannot_become_tags() {
        let hostile = "</text><script>alert(\"1\")</script> & ]]>";
        let drawing = drawn(hostile);
        let read = roxmltree::Document::parse(drawing.svg()).unwrap();
        let texts: Vec<&str> = read
            .descendants()
            .filter(|node| node.has_tag_name("text") || node.has_tag_name("title"))
            .filter_map(|node| node.text())
            .collect();
        assert_eq!(texts, [hostile, hostile]);
        assert!(!read.descendants().any(|node| node.has_tag_name("script")));
    }

    #[test]
    fn a_text_from_right_to_left_is_kept_together() {
        assert!(
            drawn("دعم (CRM)")
                .svg()
                .contains("\u{2068}دعم (CRM)\u{2069}")
        );
        assert!(!drawn("CRM").svg().contains('\u{2068}'));
    }

    #[test]
    fn no_text_is_moved_by_ems_as_office_programs_leave_it_out_then() {
        let svg = drawn("x").svg().to_owned();
        assert!(!svg.contains("em\""), "{svg}");
        assert!(svg.contains("y=\"14.36\""), "{svg}");
    }

    #[test]
    fn sizes_are_written_as_they_were_meant() {
        assert!(
            drawn("x").svg().contains("font-size=\"11\""),
            "{}",
            drawn("x").svg()
        );
    }
}
