//! From the numbers that a study gives out to places in a list.

/// Finds the place of a number in a list. Numbers are looked up a million
/// times in one table, so small ones (the usual case) cost one array access;
/// wild ones from a hostile file are searched for and cost no memory.
pub(super) struct Numbering {
    direct: Vec<u32>,
    sorted: Vec<(u32, u32)>,
}

const NOWHERE: u32 = u32::MAX;

impl Numbering {
    /// The numbers in the order of their list. Of equal ones the first counts.
    pub(super) fn new(numbers: impl ExactSizeIterator<Item = u32>) -> Self {
        let room = numbers.len().saturating_mul(16).max(1 << 16);
        let mut direct = Vec::new();
        let mut sorted = Vec::new();
        for (place, number) in (0..NOWHERE).zip(numbers) {
            let at = number as usize;
            if at >= room {
                sorted.push((number, place));
                continue;
            }
            if direct.len() <= at {
                direct.resize(at + 1, NOWHERE);
            }
            if let Some(slot) = direct.get_mut(at)
                && *slot == NOWHERE
            {
                *slot = place;
            }
        }
        sorted.sort_unstable();
        sorted.dedup_by_key(|pair| pair.0);
        Self { direct, sorted }
    }

    /// The place of a number, if it is in the list.
    pub(super) fn place(&self, number: u32) -> Option<usize> {
        match self.direct.get(number as usize) {
            Some(&NOWHERE) => None,
            Some(&place) => Some(place as usize),
            None if self.sorted.is_empty() => None,
            None => {
                let at = self.sorted.binary_search_by_key(&number, |pair| pair.0);
                let (_, place) = self.sorted.get(at.ok()?)?;
                Some(*place as usize)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_and_wild_numbers_lead_to_their_places() {
        let numbers = [7, u32::MAX, 3, 7, 4_000_000_000, u32::MAX];
        let numbering = Numbering::new(numbers.into_iter());
        assert_eq!(numbering.place(7), Some(0), "the first of equal ones");
        assert_eq!(numbering.place(u32::MAX), Some(1));
        assert_eq!(numbering.place(3), Some(2));
        assert_eq!(numbering.place(4_000_000_000), Some(4));
        assert_eq!(numbering.place(0), None);
        assert_eq!(numbering.place(4_000_000_001), None);
        assert!(numbering.direct.len() < 100, "no memory for wild numbers");
    }
}
