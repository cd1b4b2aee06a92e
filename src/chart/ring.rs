//! Where the codes of a network stand: around an oval, each label outside it
//! on a line of its own, all lines between codes inside.
//!
//! A layout by forces puts lines under labels and comes out differently when
//! one number changes. Here the place of a code depends only on the order of
//! the codes, so two networks of one codebook can be laid side by side.

use super::curve::{Point, apart, exact, quadratic};
use super::fit::{Type, wrap};
use super::fonts::Ruler;

/// The radius of the largest circle.
pub(super) const LARGEST: i32 = 10;
/// The widest a label may be before it wraps.
const ROOM: i32 = 170;
const LINES: usize = 3;
/// More room between two families of codes than between two codes.
const BETWEEN_FAMILIES: i32 = 8;
/// An oval of few codes is still at least so high.
const LEAST_HEIGHT: i32 = 240;
/// Half the width of the oval.
const WIDE: std::ops::RangeInclusive<f64> = 130.0..=420.0;
/// How much wider than high, and by how much the oval goes on beyond the
/// outermost codes, so that these do not all stand at its poles.
const SHAPE: f64 = 0.9;
const BEYOND: f64 = 26.0;
/// How far a line is drawn inwards, away from labels: by so many pixels, and
/// more for codes far apart, but never past this part of the way to the middle.
const INWARDS: f64 = 22.0;
const INWARDS_MORE: f64 = 0.45;
const INWARDS_MOST: f64 = 0.5;

/// What wants a place at the oval.
pub(super) struct Guest {
    /// Its label, cleaned.
    pub(super) label: String,
    /// Its family; between two of them there is more room.
    pub(super) family: usize,
}

/// A place at the oval. Positions are pixels from the oval's middle.
#[derive(Clone, Debug)]
pub(super) struct Seat {
    /// The middle of the circle.
    pub(super) at: (i32, i32),
    /// The label, in lines.
    pub(super) lines: Vec<String>,
    /// Whether it stands on the left half.
    pub(super) left: bool,
}

/// All places, and how far they reach.
pub(super) struct Ring {
    /// In the order of the guests.
    pub(super) seats: Vec<Seat>,
    /// From the middle to the outermost circle's middle, across.
    pub(super) half_width: i32,
    /// From the middle to the upper and lower end of what stands there.
    pub(super) half_height: i32,
    /// The width of the widest label.
    pub(super) label: i32,
}

impl Ring {
    /// Seats the guests clockwise in their order, from the top.
    pub(super) fn new(guests: &[Guest], with: Type, ruler: &Ruler) -> Self {
        let lines: Vec<Vec<String>> = guests
            .iter()
            .map(|guest| wrap(ruler, &guest.label, with, ROOM, LINES))
            .collect();
        let heights = heights(guests, &lines, with);
        let whole: i32 = heights.iter().sum();
        let mut right = 0;
        let mut filled = 0;
        for height in &heights {
            if (filled + height / 2) * 2 > whole {
                break;
            }
            filled += height;
            right += 1;
        }
        let height = filled.max(whole - filled).max(LEAST_HEIGHT);
        let tall = f64::from(height) / 2.0 + BEYOND;
        let wide = (tall * SHAPE).clamp(*WIDE.start(), *WIDE.end());
        let across = |y: i32| {
            let part = f64::from(y) / tall;
            (wide * (1.0 - part * part).max(0.0).sqrt()).round() as i32
        };
        let (down, up) = heights.split_at(right);
        let mut places: Vec<((i32, i32), bool)> = stacked(down, height)
            .into_iter()
            .map(|y| ((across(y), y), false))
            .collect();
        // The left half is filled from below, as the hands of a clock go.
        let left = stacked(up, height).into_iter();
        places.extend(left.map(|y| ((-across(-y), -y), true)));
        let widths = lines.iter().flatten().map(|line| with.width(ruler, line));
        let label = widths.max().unwrap_or(0);
        let seats = places.into_iter().zip(lines);
        Self {
            seats: seats
                .map(|((at, left), lines)| Seat { at, lines, left })
                .collect(),
            half_width: wide.round() as i32,
            half_height: height / 2 + 1,
            label,
        }
    }

    /// The way of a line between two guests, from the oval's middle.
    pub(super) fn way(&self, from: usize, to: usize) -> Vec<(i32, i32)> {
        let (Some(from), Some(to)) = (self.seats.get(from), self.seats.get(to)) else {
            return Vec::new();
        };
        let (a, b) = (exact(from.at), exact(to.at));
        let between: Point = ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0);
        let away = apart(between, (0.0, 0.0));
        let inwards = INWARDS + INWARDS_MORE * apart(a, b);
        let kept = 1.0 - (inwards / away.max(1.0)).min(INWARDS_MOST);
        let bend = (kept * between.0, kept * between.1);
        quadratic(from.at, bend, to.at)
    }
}

/// The height that each guest needs, with half of the room to another family.
fn heights(guests: &[Guest], lines: &[Vec<String>], with: Type) -> Vec<i32> {
    let edge = |at: usize, other: Option<usize>| {
        let own = guests.get(at).map(|guest| guest.family);
        let other = other.and_then(|other| guests.get(other));
        other.is_some_and(|other| Some(other.family) != own)
    };
    let lines = lines.iter().enumerate();
    let heights = lines.map(|(at, lines)| {
        let text = i32::try_from(lines.len()).unwrap_or(1) * with.line() + 6;
        let edges = [edge(at, at.checked_sub(1)), edge(at, Some(at + 1))];
        let edges = edges.into_iter().filter(|edge| *edge).count();
        text.max(2 * LARGEST + 2) + i32::try_from(edges).unwrap_or(0) * BETWEEN_FAMILIES
    });
    heights.collect()
}

/// The middles of slots of these heights, stacked downwards around 0 and
/// spread over the whole height.
fn stacked(heights: &[i32], height: i32) -> Vec<i32> {
    let whole: i32 = heights.iter().sum();
    let count = i32::try_from(heights.len()).unwrap_or(0);
    let spare = (height - whole).max(0);
    let mut above = 0;
    let mut middles = Vec::with_capacity(heights.len());
    for (number, slot) in (0..).zip(heights) {
        // Rounded from the whole, so that no error adds up.
        let shift = spare * (2 * number + 1) / (2 * count).max(1);
        middles.push(above + shift + slot / 2 - height / 2);
        above += slot;
    }
    middles
}
