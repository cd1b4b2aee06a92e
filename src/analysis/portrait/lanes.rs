//! Which codes share a lane.

use super::Lanes;
use crate::analysis::heads::code_head;
use crate::analysis::view::View;
use crate::model::{Code, CodeKind, Codebook, Heading};

/// The lanes that are asked for, and which codes count for each.
pub(super) struct Wanted {
    /// Each lane's code, by place in the codebook.
    own: Vec<usize>,
    /// By place in the codebook, the lanes a code counts for.
    lanes_of: Vec<Vec<usize>>,
}

impl Wanted {
    pub(super) fn new(lanes: Lanes, view: &View<'_>) -> Self {
        let book = view.codebook;
        let own: Vec<usize> = book
            .codes
            .values()
            .enumerate()
            .filter(|(_, code)| {
                let pattern = code.kind == CodeKind::Pattern;
                match lanes {
                    Lanes::Codes => !pattern,
                    Lanes::Patterns => pattern,
                    Lanes::Families => !pattern && std::ptr::eq(top(book, code), *code),
                }
            })
            .map(|(place, _)| place)
            .collect();
        let mut lanes_of = vec![Vec::new(); book.codes.len()];
        let mut count = |code: &Code, lane: usize| {
            let place = book.codes.get_index_of(&code.id);
            if let Some(lanes) = place.and_then(|place| lanes_of.get_mut(place)) {
                lanes.push(lane);
            }
        };
        if lanes == Lanes::Families {
            let lane_of = |place: usize| own.iter().position(|own| *own == place);
            for code in book.codes.values() {
                let top = book.codes.get_index_of(&top(book, code).id);
                if code.kind != CodeKind::Pattern
                    && let Some(lane) = top.and_then(lane_of)
                {
                    count(code, lane);
                }
            }
        } else {
            for (lane, place) in own.iter().enumerate() {
                if let Some((_, code)) = book.codes.get_index(*place) {
                    for part in book.gathered(code) {
                        count(part, lane);
                    }
                }
            }
        }
        Self { own, lanes_of }
    }

    /// By place in the codebook, whether a code counts for any lane.
    pub(super) fn codes(&self) -> Vec<bool> {
        self.lanes_of
            .iter()
            .map(|lanes| !lanes.is_empty())
            .collect()
    }

    /// The lanes a code counts for.
    pub(super) fn lanes_of(&self, code: u32) -> &[usize] {
        self.lanes_of.get(code as usize).map_or(&[], Vec::as_slice)
    }

    pub(super) fn heads(&self, view: &View<'_>) -> Vec<Heading> {
        let places = self.own.iter();
        let codes = places.filter_map(|place| view.codebook.codes.get_index(*place));
        codes
            .map(|(_, code)| code_head(view.codebook, code))
            .collect()
    }
}

/// The code at the top of the tree that a code hangs in.
fn top<'a>(book: &'a Codebook, code: &'a Code) -> &'a Code {
    let mut at = code;
    // Codes that hang under one another in a circle have no top: they end
    // somewhere in it.
    for _ in 0..book.codes.len() {
        match book.parent(at) {
            Some(parent) => at = parent,
            None => break,
        }
    }
    at
}
