//! Curves, where only whole pixels can be named.

/// A point of the plane.
pub(super) type Point = (f64, f64);

/// How many looks at the curve a pixel of its length is worth.
const LOOKS: f64 = 8.0;
/// Of each stretch of so many pixels one point is kept.
const STRETCH: f64 = 4.0;

/// A quadratic Bézier curve as straight pieces between whole pixels.
///
/// Rounding any points of the curve would make it shake. So of each short
/// stretch the point is kept that lies nearest to a whole pixel by itself.
pub(super) fn quadratic(from: (i32, i32), bend: Point, to: (i32, i32)) -> Vec<(i32, i32)> {
    let (start, end) = (exact(from), exact(to));
    let length = apart(start, bend) + apart(bend, end);
    let looks = (length * LOOKS).ceil().clamp(1.0, 100_000.0);
    let mut points = vec![from];
    let (mut walked, mut before) = (0.0, start);
    let mut best: Option<(f64, (i32, i32))> = None;
    for look in 1..looks as u32 {
        let t = f64::from(look) / looks;
        let here = at(start, bend, end, t);
        walked += apart(before, here);
        before = here;
        // Too near to the last one kept, a point can only bend the line.
        if walked < STRETCH / 2.0 {
            continue;
        }
        let pixel = (here.0.round() as i32, here.1.round() as i32);
        let off = apart(here, exact(pixel));
        if best.is_none_or(|(least, _)| off < least) {
            best = Some((off, pixel));
        }
        if walked >= STRETCH * 1.5 {
            points.extend(best.take().map(|(_, pixel)| pixel));
            walked = 0.0;
        }
    }
    points.push(to);
    points.dedup();
    points
}

/// A point of a quadratic Bézier curve, `t` from 0 to 1.
fn at(start: Point, bend: Point, end: Point, t: f64) -> Point {
    let s = 1.0 - t;
    let mixed = |a: f64, b: f64, c: f64| s * s * a + 2.0 * s * t * b + t * t * c;
    (mixed(start.0, bend.0, end.0), mixed(start.1, bend.1, end.1))
}

pub(super) fn exact((x, y): (i32, i32)) -> Point {
    (f64::from(x), f64::from(y))
}

pub(super) fn apart(a: Point, b: Point) -> f64 {
    let (x, y) = (a.0 - b.0, a.1 - b.1);
    (x * x + y * y).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        #[test]
        fn every_corner_lies_on_the_curve(
            from in (-400..400i32, -400..400i32),
            to in (-400..400i32, -400..400i32),
            bend in (-200.0..200.0f64, -200.0..200.0f64),
        ) {
            let corners = quadratic(from, bend, to);
            prop_assert_eq!(corners.first(), Some(&from));
            prop_assert_eq!(corners.last(), Some(&to));
            let curve: Vec<Point> = (0..=4_000)
                .map(|step| at(exact(from), bend, exact(to), f64::from(step) / 4_000.0))
                .collect();
            for corner in corners {
                let off = curve.iter().map(|point| apart(*point, exact(corner)));
                let off = off.fold(f64::INFINITY, f64::min);
                prop_assert!(off < 0.6, "{corner:?} is {off} away");
            }
        }
    }

    #[test]
    fn a_long_curve_is_smooth() {
        let corners = quadratic((0, 0), (157.3, 31.9), (211, 303));
        let off: f64 = corners
            .iter()
            .map(|corner| {
                let steps = (0..=20_000).map(|step| f64::from(step) / 20_000.0);
                steps
                    .map(|t| at((0.0, 0.0), (157.3, 31.9), (211.0, 303.0), t))
                    .map(|point| apart(point, exact(*corner)))
                    .fold(f64::INFINITY, f64::min)
            })
            .sum();
        let mean = off / corners.len() as f64;
        assert!(mean < 0.15, "on average {mean} pixels off");
    }
}
