//! Squarified treemaps: a rectangle dealt out in proportion, in pieces as
//! square as they can be (M. Bruls, K. Huizing and J. van Wijk, "Squarified
//! Treemaps", 2000).

/// A rectangle; pixels from the left and the top, not rounded yet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Plot {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Plot {
    /// On whole pixels. Edges are rounded, not sizes: so neighbours still meet.
    pub(super) fn rounded(self) -> ((i32, i32), (i32, i32)) {
        let edge = |at: f64| at.round() as i32;
        let (left, top) = (edge(self.left), edge(self.top));
        let size = (
            edge(self.left + self.width) - left,
            edge(self.top + self.height) - top,
        );
        ((left, top), size)
    }

    fn shorter_side(self) -> f64 {
        self.width.min(self.height)
    }
}

/// Deals a rectangle out to weights (finite and above 0), each a plot whose
/// area is in proportion, in the order of the weights.
pub(super) fn squarify(weights: &[f64], whole: Plot) -> Vec<Plot> {
    let sum: f64 = weights.iter().sum();
    let per_weight = whole.width * whole.height / sum;
    let mut order: Vec<usize> = (0..weights.len()).collect();
    let area = |at: &usize| weights.get(*at).copied().unwrap_or(0.0) * per_weight;
    // The largest first; of equal ones the first.
    order.sort_by(|a, b| area(b).total_cmp(&area(a)).then(a.cmp(b)));
    let mut plots = vec![
        Plot {
            width: 0.0,
            height: 0.0,
            ..whole
        };
        weights.len()
    ];
    let mut rest = whole;
    let mut from = 0;
    while from < order.len() {
        let side = rest.shorter_side();
        let (mut to, mut total) = (from, 0.0);
        let mut worst_so_far = f64::INFINITY;
        while let Some(next) = order.get(to) {
            let (largest, smallest) = (order.get(from).map_or(0.0, area), area(next));
            let worst = worst(largest, smallest, total + smallest, side);
            if to > from && worst > worst_so_far {
                break;
            }
            worst_so_far = worst;
            total += smallest;
            to += 1;
        }
        let row = order.get(from..to).unwrap_or_default();
        rest = lay(row, &area, total, rest, to == order.len(), &mut plots);
        from = to;
    }
    plots
}

/// The worst ratio of sides in a row of pieces laid along a side.
fn worst(largest: f64, smallest: f64, total: f64, side: f64) -> f64 {
    let (side, total) = (side * side, total * total);
    (side * largest / total).max(total / (side * smallest))
}

/// Lays a row along the shorter side of what is left; says what is left then.
fn lay(
    row: &[usize],
    area: &impl Fn(&usize) -> f64,
    total: f64,
    rest: Plot,
    last: bool,
    plots: &mut [Plot],
) -> Plot {
    let upright = rest.height <= rest.width;
    let (side, other) = if upright {
        (rest.height, rest.width)
    } else {
        (rest.width, rest.height)
    };
    // The last row takes all, so that no sliver is left by rounding.
    let deep = if last {
        other
    } else {
        (total / side).min(other)
    };
    let mut done = 0.0;
    for at in row {
        let from = side * (done / total);
        done += area(at);
        let long = side * (done / total) - from;
        let plot = if upright {
            Plot {
                left: rest.left,
                top: rest.top + from,
                width: deep,
                height: long,
            }
        } else {
            Plot {
                left: rest.left + from,
                top: rest.top,
                width: long,
                height: deep,
            }
        };
        if let Some(place) = plots.get_mut(*at) {
            *place = plot;
        }
    }
    if upright {
        Plot {
            left: rest.left + deep,
            width: rest.width - deep,
            ..rest
        }
    } else {
        Plot {
            top: rest.top + deep,
            height: rest.height - deep,
            ..rest
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WHOLE: Plot = Plot {
        left: 10.0,
        top: 20.0,
        width: 6.0,
        height: 4.0,
    };

    #[test]
    fn the_papers_example_comes_out_as_in_the_paper() {
        let plots = squarify(&[6.0, 6.0, 4.0, 3.0, 2.0, 2.0, 1.0], WHOLE);
        let near = |plot: Plot, wanted: [f64; 4]| {
            let found = [plot.left - 10.0, plot.top - 20.0, plot.width, plot.height];
            let off = found.iter().zip(wanted).map(|(a, b)| (a - b).abs());
            assert!(off.fold(0.0, f64::max) < 1e-9, "{plot:?} {wanted:?}");
        };
        near(plots[0], [0.0, 0.0, 3.0, 2.0]);
        near(plots[1], [0.0, 2.0, 3.0, 2.0]);
        near(plots[2], [3.0, 0.0, 12.0 / 7.0, 7.0 / 3.0]);
        near(plots[3], [3.0 + 12.0 / 7.0, 0.0, 9.0 / 7.0, 7.0 / 3.0]);
        near(plots[4], [3.0, 7.0 / 3.0, 1.2, 5.0 / 3.0]);
    }

    proptest! {
        #[test]
        fn plots_fill_the_whole_in_proportion_and_do_not_overlap(
            weights in proptest::collection::vec(1u32..1_000, 1..40),
            width in 50.0..900.0f64,
            height in 50.0..900.0f64,
        ) {
            let weights: Vec<f64> = weights.into_iter().map(f64::from).collect();
            let whole = Plot { left: 3.0, top: 5.0, width, height };
            let plots = squarify(&weights, whole);
            let per_weight = width * height / weights.iter().sum::<f64>();
            for (at, (plot, weight)) in plots.iter().zip(&weights).enumerate() {
                let off = plot.width * plot.height - weight * per_weight;
                prop_assert!(off.abs() < 1e-6 * width * height, "{plot:?} {weight}");
                prop_assert!(plot.left >= 3.0 - 1e-6 && plot.top >= 5.0 - 1e-6);
                prop_assert!(plot.left + plot.width <= 3.0 + width + 1e-6);
                prop_assert!(plot.top + plot.height <= 5.0 + height + 1e-6);
                for other in &plots[at + 1..] {
                    let apart = plot.left + plot.width <= other.left + 1e-6
                        || other.left + other.width <= plot.left + 1e-6
                        || plot.top + plot.height <= other.top + 1e-6
                        || other.top + other.height <= plot.top + 1e-6;
                    prop_assert!(apart, "{plot:?} {other:?}");
                }
            }
        }
    }
}
