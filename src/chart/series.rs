//! Colours for things of different kinds, which every eye and every copier can
//! tell apart, and the legend that names them.

use super::canvas::{Align, Canvas, Shape};
use super::colour::{Colour, INK, PAPER, text_on};
use super::fit::{clean, wrap};
use super::fonts::Ruler;
use super::frame::{LABEL, MARGIN, NOTE};
use crate::model::Heading;

/// The medium-contrast colours of P. Tol ("Colour schemes", SRON technical
/// note, 2021): safe for the colour-blind, and six even steps of grey. Here
/// dark and light take turns, so that neighbours differ most.
const PLAIN: [Colour; 6] = [
    Colour(0x00, 0x44, 0x88),
    Colour(0xEE, 0xCC, 0x66),
    Colour(0x99, 0x44, 0x55),
    Colour(0x66, 0x99, 0xCC),
    Colour(0x99, 0x77, 0x00),
    Colour(0xEE, 0x99, 0xAA),
];
/// The series after these is striped, and the last is near black.
const STRIPED: usize = PLAIN.len();
/// So many can be told apart.
pub(super) const MOST_SERIES: usize = PLAIN.len() + 2;
const STRIPE: usize = 5;

fn ground(series: usize) -> Colour {
    match PLAIN.get(series) {
        Some(colour) => *colour,
        None if series == STRIPED => PAPER,
        None => INK,
    }
}

/// Fills a box with a series' colour.
pub(super) fn paint(canvas: &mut Canvas, series: usize, at: (i32, i32), size: (i32, i32)) {
    let fill = ground(series);
    if series != STRIPED || size.0 < 3 || size.1 < 3 {
        let fill = if series == STRIPED { INK } else { fill };
        canvas.add(Shape::Box { at, size, fill });
        return;
    }
    canvas.add(Shape::Box {
        at,
        size,
        fill: INK,
    });
    let (left, top) = (at.0 + 1, at.1 + 1);
    let (width, height) = (size.0 - 2, size.1 - 2);
    canvas.add(Shape::Box {
        at: (left, top),
        size: (width, height),
        fill,
    });
    // They fall to the right; the sign for "not asked" rises.
    for along in (4 - height..width).step_by(STRIPE) {
        let from = (along.max(0), (-along).max(0));
        let to = ((along + height).min(width), (width - along).min(height));
        canvas.add(Shape::Line {
            from: (left + from.0, top + from.1),
            to: (left + to.0, top + to.1),
            colour: INK,
        });
    }
}

/// A thin white line between two parts of a bar.
pub(super) fn divide(canvas: &mut Canvas, at: (i32, i32), height: i32) {
    canvas.add(Shape::Box {
        at,
        size: (1, height),
        fill: PAPER,
    });
}

/// Writes words on a series' colour, around a point.
pub(super) fn write(
    canvas: &mut Canvas,
    ruler: &Ruler,
    series: usize,
    centre: (i32, i32),
    words: &str,
) {
    if series == STRIPED {
        let width = LABEL.width(ruler, words) + 4;
        canvas.add(Shape::Box {
            at: (centre.0 - width / 2, centre.1 - 7),
            size: (width, 14),
            fill: PAPER,
        });
    }
    let ink = text_on(ground(series));
    canvas.text(centre, words, LABEL, Align::Middle, ink);
}

/// Names the series, in their order; says where that ends.
pub(super) fn legend(
    canvas: &mut Canvas,
    ruler: &Ruler,
    heads: &[Heading],
    top: i32,
    inner: i32,
) -> i32 {
    const SWATCH: (i32, i32) = (16, 10);
    const TO_LABEL: i32 = 5;
    const APART: i32 = 16;
    let line = NOTE.line() + 4;
    let (mut x, mut y) = (MARGIN, top);
    for (series, head) in heads.iter().enumerate() {
        let room = inner - SWATCH.0 - TO_LABEL;
        let lines = wrap(ruler, &clean(&head.path()), NOTE, room, 3);
        let widths = lines.iter().map(|line| NOTE.width(ruler, line));
        let width = SWATCH.0 + TO_LABEL + widths.max().unwrap_or(0);
        if x > MARGIN && x + width > MARGIN + inner {
            (x, y) = (MARGIN, y + line);
        }
        paint(canvas, series, (x, y + (line - SWATCH.1) / 2 - 1), SWATCH);
        for (index, words) in lines.iter().enumerate() {
            let down = i32::try_from(index).unwrap_or(0) * line;
            let at = (x + SWATCH.0 + TO_LABEL, y + down + line / 2 - 1);
            canvas.text(at, words, NOTE, Align::Start, INK);
        }
        if lines.len() > 1 {
            // A label of several lines has them to itself.
            x = MARGIN;
            y += i32::try_from(lines.len()).unwrap_or(1) * line;
        } else {
            x += width + APART;
        }
    }
    (if x > MARGIN { y + line } else { y }) + 8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::colour::luminance;

    /// What eyes without one kind of cones see (G. M. Machado, M. M. Oliveira,
    /// L. A. F. Fernandes, "A physiologically-based model for simulation of
    /// color vision deficiency", 2009, severity 1), in linear light.
    const EYES: [[[f64; 3]; 3]; 4] = [
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ];

    fn linear(byte: u8) -> f64 {
        luminance(Colour(byte, byte, byte))
    }

    /// Lightness and the two opponent colours of OKLab.
    fn seen(colour: Colour, eye: &[[f64; 3]; 3]) -> [f64; 3] {
        let light = [linear(colour.0), linear(colour.1), linear(colour.2)];
        let times = |rows: &[[f64; 3]; 3], by: [f64; 3]| -> [f64; 3] {
            rows.map(|row| row.iter().zip(by).map(|(a, b)| a * b).sum())
        };
        let reached = times(eye, light).map(|part| part.clamp(0.0, 1.0));
        let cones = times(
            &[
                [0.412_221_47, 0.536_332_54, 0.051_445_99],
                [0.211_903_50, 0.680_699_55, 0.107_396_96],
                [0.088_302_46, 0.281_718_84, 0.629_978_70],
            ],
            reached,
        );
        times(
            &[
                [0.210_454_26, 0.793_617_79, -0.004_072_05],
                [1.977_998_50, -2.428_592_21, 0.450_593_71],
                [0.025_904_04, 0.782_771_77, -0.808_675_77],
            ],
            cones.map(f64::cbrt),
        )
    }

    #[test]
    fn no_eye_takes_one_series_for_another() {
        let mut colours = PLAIN.to_vec();
        colours.push(INK);
        for (number, eye) in EYES.iter().enumerate() {
            for (index, one) in colours.iter().enumerate() {
                for other in colours.iter().skip(index + 1) {
                    let (a, b) = (seen(*one, eye), seen(*other, eye));
                    let apart: f64 = a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum();
                    assert!(
                        apart.sqrt() > 0.08,
                        "eye {number}: {one:?} {other:?} {apart}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_grey_print_keeps_them_apart_from_each_other_and_from_paper() {
        let mut greys: Vec<f64> = PLAIN.iter().map(|it| seen(*it, &EYES[0])[0]).collect();
        greys.push(seen(INK, &EYES[0])[0]);
        greys.push(1.0);
        greys.sort_by(f64::total_cmp);
        for pair in greys.windows(2) {
            assert!(pair[1] - pair[0] > 0.06, "{greys:?}");
        }
    }

    #[test]
    fn numbers_in_bars_can_be_read() {
        for series in 0..MOST_SERIES {
            let ground = ground(series);
            let contrast = crate::chart::colour::contrast(text_on(ground), ground);
            assert!(contrast >= 4.5, "series {series}: {contrast}");
        }
    }
}
