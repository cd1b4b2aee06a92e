//! Colours for families of codes: what belongs together looks alike. No
//! picture tells families apart by colour alone; names do.

use super::colour::Colour;

/// Grounds for dark labels: Paul Tol's scheme "light" (SRON technical note
/// 09-002, 2021), made for labelled cells and kept apart by every eye. Put in
/// an order in which neighbours differ in lightness too, for greyscale.
const GROUNDS: [Colour; 8] = [
    Colour(0x77, 0xaa, 0xdd),
    Colour(0xee, 0xdd, 0x88),
    Colour(0x44, 0xbb, 0x99),
    Colour(0xff, 0xaa, 0xbb),
    Colour(0xee, 0x88, 0x66),
    Colour(0x99, 0xdd, 0xff),
    Colour(0xbb, 0xcc, 0x33),
    Colour(0xdd, 0xdd, 0xdd),
];

/// Colours for shapes on paper: Paul Tol's scheme "muted" (same note).
const INKS: [Colour; 7] = [
    Colour(0x33, 0x22, 0x88),
    Colour(0x99, 0x99, 0x33),
    Colour(0x88, 0x22, 0x55),
    Colour(0x44, 0xaa, 0x99),
    Colour(0x11, 0x77, 0x33),
    Colour(0xcc, 0x66, 0x77),
    Colour(0xaa, 0x44, 0x99),
];

/// The ground of a family, counted from 0; more families than colours begin
/// again.
pub(super) fn ground(family: usize) -> Colour {
    let at = family % GROUNDS.len();
    GROUNDS.get(at).copied().unwrap_or(Colour(0xdd, 0xdd, 0xdd))
}

/// The colour of a family's shapes on paper.
pub(super) fn ink(family: usize) -> Colour {
    let at = family % INKS.len();
    INKS.get(at).copied().unwrap_or(Colour(0x33, 0x22, 0x88))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::colour::{PAPER, contrast, text_on};

    #[test]
    fn labels_can_be_read_on_every_ground_and_neighbours_differ_in_grey() {
        for family in 0..GROUNDS.len() {
            assert!(contrast(text_on(ground(family)), ground(family)) >= 4.5);
            let next = contrast(ground(family), ground(family + 1));
            assert!(next >= 1.15, "{family}: {next}");
            assert!(contrast(ink(family), PAPER) >= 2.5, "{family}");
        }
    }
}
