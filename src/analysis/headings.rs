//! The codes that a table compares, and which codings count for each.

use crate::analysis::coders::Force;
use crate::analysis::hits::Hit;
use crate::analysis::numbering::Numbering;
use crate::analysis::view::View;
use crate::model::Code;

/// The codes that head rows or columns, and which codings count for each.
pub(super) struct Headings<'a> {
    /// Each heading's own code, with its place in the codebook.
    pub(super) own: Vec<(usize, &'a Code)>,
    /// The codes whose codings count for each heading.
    pub(super) gathered: Vec<Vec<&'a Code>>,
    /// By place in the codebook: the headings a code counts for.
    pub(super) headings_of: Vec<Vec<usize>>,
    /// By place in the codebook: whether a code counts for any.
    pub(super) wanted: Vec<bool>,
}

impl<'a> Headings<'a> {
    pub(super) fn new(codes: &[usize], view: &View<'a>) -> Self {
        let book = view.codebook;
        let own: Vec<(usize, &Code)> = codes
            .iter()
            .filter_map(|at| Some((*at, book.codes.get_index(*at)?.1)))
            .collect();
        let gathered: Vec<Vec<&Code>> = own.iter().map(|(_, code)| book.gathered(code)).collect();
        let mut headings_of = vec![Vec::new(); book.codes.len()];
        for (heading, codes) in gathered.iter().enumerate() {
            for place in codes
                .iter()
                .filter_map(|code| book.codes.get_index_of(&code.id))
            {
                if let Some(headings) = headings_of.get_mut(place) {
                    headings.push(heading);
                }
            }
        }
        let wanted = headings_of.iter().map(|list| !list.is_empty()).collect();
        Self {
            own,
            gathered,
            headings_of,
            wanted,
        }
    }

    /// The headings that a coding counts for.
    pub(super) fn of(&self, hit: &Hit) -> &[usize] {
        self.of_code(hit.code)
    }

    /// The headings that a code (by place in the codebook) counts for.
    pub(super) fn of_code(&self, code: u32) -> &[usize] {
        self.headings_of
            .get(code as usize)
            .map_or(&[], Vec::as_slice)
    }
}

/// Which codes (by place in the codebook) have codings that count.
pub(super) fn codes_in_use(view: &View, force: &Force) -> Vec<bool> {
    let places = Numbering::new(view.codebook.codes.values().map(|code| code.key.0));
    let mut in_use = vec![false; view.codebook.codes.len()];
    for mark in view.marks.iter().filter(|mark| force.counts(mark)) {
        let place = places.place(mark.code.0);
        if let Some(in_use) = place.and_then(|at| in_use.get_mut(at)) {
            *in_use = true;
        }
    }
    in_use
}
