//! Chance that falls the same on each run and each machine.

/// SplitMix64, after Steele, Lea & Flood 2014.
pub struct Dice(u64);

impl Dice {
    /// The same `seed` gives the same story.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A whole number from 0 to `sides`, that itself left out.
    pub fn roll(&mut self, sides: u32) -> u32 {
        (self.next() % u64::from(sides)) as u32
    }

    /// A number from 0 to 1, 1 itself left out.
    pub fn fraction(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// One of several.
    pub fn pick<T: Copy>(&mut self, among: &[T]) -> T {
        among[self.roll(among.len() as u32) as usize]
    }
}
