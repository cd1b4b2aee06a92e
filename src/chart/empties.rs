//! One sign for each emptiness, so that none is taken for another or for zero.

use super::canvas::{Canvas, Shape};
use super::colour::{FAINT, GREY, HATCH};
use crate::model::Emptiness;

/// Draws the sign for an emptiness into a cell of the picture.
pub(super) fn sign(canvas: &mut Canvas, why: Emptiness, at: (i32, i32), size: (i32, i32)) {
    let centre = (at.0 + size.0 / 2, at.1 + size.1 / 2);
    let stroke = |canvas: &mut Canvas, from, to| {
        canvas.add(Shape::Line {
            from,
            to,
            colour: GREY,
        });
    };
    if why != Emptiness::Blank {
        canvas.add(Shape::Box {
            at,
            size,
            fill: FAINT,
        });
    }
    match why {
        Emptiness::Blank => {}
        Emptiness::NotAsked => hatch(canvas, at, size),
        Emptiness::NothingSaid => {
            stroke(canvas, (centre.0 - 4, centre.1), (centre.0 + 4, centre.1))
        }
        Emptiness::NotCoded => canvas.add(Shape::Ring {
            centre,
            radius: 4,
            colour: GREY,
            filled: false,
        }),
        Emptiness::Undecided => {
            // Not coded, but something is in it.
            for (radius, filled) in [(5, false), (2, true)] {
                canvas.add(Shape::Ring {
                    centre,
                    radius,
                    colour: GREY,
                    filled,
                });
            }
        }
        Emptiness::NoTranscript => {
            let (left, right) = (centre.0 - 4, centre.0 + 4);
            stroke(canvas, (left, centre.1 - 4), (right, centre.1 + 4));
            stroke(canvas, (left, centre.1 + 4), (right, centre.1 - 4));
        }
        Emptiness::NotWritten => {
            for across in [-5, 0, 5] {
                canvas.add(Shape::Ring {
                    centre: (centre.0 + across, centre.1),
                    radius: 1,
                    colour: GREY,
                    filled: true,
                });
            }
        }
        Emptiness::NotApplicable => {
            // Struck out, corner to corner.
            let (left, right) = (centre.0 - 8, centre.0 + 8);
            stroke(canvas, (left, centre.1 + 6), (right, centre.1 - 6));
        }
        Emptiness::Undefined => {
            // The sign for a division.
            stroke(canvas, (centre.0 - 4, centre.1), (centre.0 + 4, centre.1));
            for down in [-4, 4] {
                canvas.add(Shape::Ring {
                    centre: (centre.0, centre.1 + down),
                    radius: 1,
                    colour: GREY,
                    filled: true,
                });
            }
        }
    }
}

/// Lines that rise to the right, clipped to the cell.
fn hatch(canvas: &mut Canvas, (left, top): (i32, i32), (width, height): (i32, i32)) {
    let mut along = 7;
    while along < width + height {
        // The line joins the points whose distances from the corner add up to `along`.
        let from = (along - height).max(0);
        let to = along.min(width);
        canvas.add(Shape::Line {
            from: (left + from, top + (along - from)),
            to: (left + to, top + (along - to)),
            colour: HATCH,
        });
        along += 7;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_signs_look_alike_and_none_leaves_its_cell() {
        let mut seen = Vec::new();
        for why in Emptiness::ALL {
            let mut canvas = Canvas::default();
            sign(&mut canvas, why, (100, 100), (40, 22));
            for shape in canvas.shapes() {
                let reached = match shape {
                    Shape::Line { from, to, .. } => vec![*from, *to],
                    Shape::Ring { centre, radius, .. } => {
                        let out = *radius as i32;
                        vec![
                            (centre.0 - out, centre.1 - out),
                            (centre.0 + out, centre.1 + out),
                        ]
                    }
                    _ => Vec::new(),
                };
                for point in reached {
                    assert!((100..=140).contains(&point.0), "{why:?} {point:?}");
                    assert!((100..=122).contains(&point.1), "{why:?} {point:?}");
                }
            }
            seen.push(format!("{:?}", canvas.shapes()));
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), Emptiness::ALL.len());
    }
}
