//! The axis under a portrait: where along the interview a pixel lies.

use super::canvas::{Align, Canvas, Shape};
use super::colour::{GREY, RULE};
use super::fonts::Ruler;
use super::frame::NOTE;
use crate::analysis::portrait::{Along, Stretch};
use crate::text::clock;

/// As wide as an interview wants to be, within bounds.
const WIDE: std::ops::RangeInclusive<u64> = 420..=900;
/// At least so far apart are two ticks.
const BETWEEN: u64 = 70;

/// Where along an interview a pixel lies.
pub(super) struct Axis {
    along: Along,
    length: u64,
    /// The pixel where it begins.
    pub(super) left: i32,
    /// Pixels across.
    pub(super) width: i32,
}

impl Axis {
    /// What a pixel's share is given out of.
    pub(super) const WHOLE: u8 = 6;

    pub(super) fn new(along: Along, length: u64, left: i32) -> Self {
        let wanted = match along {
            Along::Words => length / 8,
            Along::Turns => length.saturating_mul(5),
            Along::Time => length / 4_000,
        };
        let width = wanted.clamp(*WIDE.start(), *WIDE.end());
        Self {
            along,
            length: length.max(1),
            left,
            width: i32::try_from(width).unwrap_or(0),
        }
    }

    /// The pixel of a place.
    pub(super) fn place(&self, at: u64) -> i32 {
        self.left + (self.exact(at).floor() as i32).min(self.width - 1)
    }

    /// From which pixel, and over how many, a stretch runs: to the nearest
    /// whole pixel; or over the pixel in which it begins, where it is shorter,
    /// as what is coded must be seen.
    pub(super) fn box_of(&self, stretch: Stretch) -> (i32, i32) {
        let (from, to) = (self.exact(stretch.from), self.exact(stretch.to));
        let wide = to.round() as i32 - from.round() as i32;
        if wide < 1 {
            (self.place(stretch.from), 1)
        } else {
            (self.left + from.round() as i32, wide)
        }
    }

    fn exact(&self, at: u64) -> f64 {
        f64::from(self.width) * (at.min(self.length) as f64 / self.length as f64)
    }

    /// How much of each pixel these stretches cover (which come in order and
    /// do not overlap), from 0 to [`Axis::WHOLE`]; what covers any of it is
    /// not 0.
    pub(super) fn shares(&self, stretches: impl Iterator<Item = Stretch>) -> Vec<u8> {
        let mut covered = vec![0.0f64; usize::try_from(self.width).unwrap_or(0)];
        for stretch in stretches {
            let (from, to) = (self.exact(stretch.from), self.exact(stretch.to));
            let (first, last) = (from.floor() as usize, to.ceil() as usize);
            let pixels = covered.iter_mut().enumerate().take(last).skip(first);
            for (pixel, covered) in pixels {
                let pixel = pixel as f64;
                *covered += (to.min(pixel + 1.0) - from.max(pixel)).max(0.0);
            }
        }
        let share = |covered: f64| {
            let share = (covered.min(1.0) * f64::from(Self::WHOLE)).round() as u8;
            if covered > 1e-6 { share.max(1) } else { 0 }
        };
        covered.into_iter().map(share).collect()
    }

    /// Draws the axis with its top at `top`; says where it ends.
    pub(super) fn draw(&self, canvas: &mut Canvas, ruler: &Ruler, top: i32) -> i32 {
        canvas.add(Shape::Box {
            at: (self.left, top),
            size: (self.width, 1),
            fill: GREY,
        });
        for at in self.ticks() {
            let x = self.place(at);
            canvas.add(Shape::Box {
                at: (x, top),
                size: (1, 4),
                fill: GREY,
            });
            let words = match self.along {
                Along::Time => clock(at),
                Along::Turns => (at + 1).to_string(),
                Along::Words => at.to_string(),
            };
            let half = NOTE.width(ruler, &words) / 2 + 1;
            let x = x.min(self.left + self.width - half).max(self.left + half);
            canvas.text((x, top + 12), &words, NOTE, Align::Middle, GREY);
        }
        canvas.add(Shape::Box {
            at: (self.left + self.width - 1, top),
            size: (1, 4),
            fill: RULE,
        });
        let name = match self.along {
            Along::Words => "words from the beginning",
            Along::Turns => "turns",
            Along::Time => "time of the recording",
        };
        let middle = self.left + self.width / 2;
        canvas.text((middle, top + 27), name, NOTE, Align::Middle, GREY);
        top + 36
    }

    /// Where ticks stand. Turns are counted from 1: after the first come the
    /// round ones.
    fn ticks(&self) -> Vec<u64> {
        let step = self.step();
        let round = (0..=self.length / step).map(|number| number * step);
        if self.along != Along::Turns {
            return round.collect();
        }
        let turns = round.filter(|turn| *turn > 1).map(|turn| turn - 1);
        std::iter::once(0).chain(turns).collect()
    }

    /// The smallest round step whose ticks stand apart.
    fn step(&self) -> u64 {
        const SECOND: u64 = 1_000;
        const MINUTE: u64 = 60 * SECOND;
        let wide = u64::try_from(self.width).unwrap_or(1).max(1);
        // A step of this length is as wide as it has to be.
        let least = self.length.saturating_mul(BETWEEN).div_ceil(wide).max(1);
        if self.along == Along::Time {
            let round = [
                SECOND,
                5 * SECOND,
                15 * SECOND,
                30 * SECOND,
                MINUTE,
                2 * MINUTE,
                5 * MINUTE,
                10 * MINUTE,
                15 * MINUTE,
                30 * MINUTE,
            ];
            let found = round.into_iter().find(|step| *step >= least);
            return found.unwrap_or_else(|| least.div_ceil(60 * MINUTE) * 60 * MINUTE);
        }
        let mut tens = 1u64;
        loop {
            for times in [1, 2, 5] {
                let step = tens.saturating_mul(times);
                if step >= least {
                    return step;
                }
            }
            tens = tens.saturating_mul(10);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_stand_apart() {
        for length in [1, 7, 99, 1_234, 98_765, 3_600_000, 400_000_000] {
            for along in [Along::Words, Along::Turns, Along::Time] {
                let axis = Axis::new(along, length, 100);
                let step = axis.step();
                assert!(axis.exact(step) >= BETWEEN as f64 - 1.0 || step > length);
            }
        }
        assert_eq!(Axis::new(Along::Words, 1_234, 0).step(), 500);
        assert_eq!(Axis::new(Along::Time, 3_600_000, 0).step(), 300_000);
    }

    #[test]
    fn a_pixel_says_how_much_of_it_is_spoken_for() {
        let axis = Axis::new(Along::Words, 420, 0);
        let stretch = |from, to| Stretch { from, to };
        let shares = axis.shares([stretch(0, 2), stretch(3, 4)].into_iter());
        assert_eq!(shares[..5], [6, 6, 0, 6, 0]);
        let long = Axis::new(Along::Words, 900 * 12, 0);
        let shares = long.shares([stretch(0, 1), stretch(6, 12), stretch(24, 30)].into_iter());
        assert_eq!(shares[..4], [4, 0, 3, 0]);
    }
}
