//! Where headings stand together, and the cells that come of it.

use crate::analysis::cooccurrence::shared::Shared;
use crate::analysis::headings::Headings;
use crate::analysis::hits::Hit;
use crate::model::{Cell, CodingId};
use rayon::prelude::*;
use std::ops::Range;

/// Codings listed behind all cells together, 8 bytes each. Counts stay exact
/// beyond it.
const MOST_BEHIND: usize = 50_000_000;

/// Lists that grow at the same time: about as many as a processor keeps at
/// hand. With all of a table's at once, nearly every addition to one waits for
/// memory; with one row's at once, the codings are read too often.
const LISTS_AT_ONCE: usize = 2_048;

/// What the sweeps through the transcripts find.
pub(super) struct Meetings {
    width: usize,
    most_behind: usize,
    /// How many places each two headings share.
    pub(super) places: Shared,
    entries: Vec<Entry>,
    near: Vec<u32>,
    /// Where each group's entries and near headings end.
    groups: Vec<(usize, usize)>,
    listed: usize,
    left_out: bool,
    /// Whether any coding counts for several headings, and so comes several
    /// times in a row and must be kept from standing twice in one list.
    repeated: bool,
}

/// The codings behind a cell while they are gathered.
#[derive(Default)]
struct List {
    codings: Vec<CodingId>,
    pending: u64,
}

/// A coding under one of the headings it counts for.
#[derive(Clone, Copy)]
struct Entry {
    id: CodingId,
    heading: u32,
    pending: bool,
}

impl Meetings {
    /// Nothing found yet, between so many headings.
    pub(super) fn new(width: usize) -> Self {
        Self {
            width,
            most_behind: MOST_BEHIND,
            places: Shared::new(width),
            entries: Vec::new(),
            near: Vec::new(),
            groups: Vec::new(),
            listed: 0,
            left_out: false,
            repeated: false,
        }
    }

    /// Codings, each with a heading it counts for, that stand together with
    /// all headings of `near`, among which are their own. A coding with
    /// several headings comes once for each, in a row.
    pub(super) fn group<'a>(
        &mut self,
        codings: impl Iterator<Item = (&'a Hit, usize)>,
        near: &[usize],
    ) {
        let before = self.entries.len();
        self.entries.extend(codings.map(|(hit, heading)| Entry {
            id: hit.id,
            heading: heading as u32,
            pending: hit.pending,
        }));
        let added = self.entries.get(before..).unwrap_or_default();
        let repeated = added
            .windows(2)
            .any(|two| matches!(two, [a, b] if a.id == b.id));
        if self.has_room(added.len(), near.len()) {
            self.repeated |= repeated;
            self.near.extend(near.iter().map(|heading| *heading as u32));
            self.groups.push((self.entries.len(), self.near.len()));
        } else {
            self.entries.truncate(before);
        }
    }

    /// Whether the codings of one more group can be listed; if not, none of
    /// those after them is.
    fn has_room(&mut self, codings: usize, near: usize) -> bool {
        let more = codings.saturating_mul(near).saturating_mul(2);
        let listed = self.listed.saturating_add(more);
        self.left_out |= listed > self.most_behind;
        if !self.left_out {
            self.listed = listed;
        }
        !self.left_out
    }

    /// Adds what was found in the transcripts after these.
    pub(super) fn add(&mut self, later: &Self) {
        self.places.add_all(&later.places);
        self.repeated |= later.repeated;
        for group in 0..later.groups.len() {
            let (entries, near) = later.group_at(group);
            if self.has_room(entries.len(), near.len()) {
                self.entries.extend(entries);
                self.near.extend(near);
                self.groups.push((self.entries.len(), self.near.len()));
            }
        }
        self.left_out |= later.left_out;
    }

    /// Whether there were too many codings to list them all behind the cells.
    pub(super) fn left_out(&self) -> bool {
        self.left_out
    }

    /// The codings behind each pair, row by row, in cells without a value.
    pub(super) fn cells(&self) -> Vec<Vec<Cell>> {
        let rows_at_once = (LISTS_AT_ONCE / self.width.max(1)).max(1);
        let rows: Vec<Vec<Vec<Cell>>> = self
            .groups_by_rows(rows_at_once)
            .par_iter()
            .enumerate()
            .map_init(Vec::new, |lists, (at, groups)| {
                let first = at * rows_at_once;
                let rows = first..(first + rows_at_once).min(self.width);
                self.rows(rows, groups, lists)
            })
            .collect();
        rows.into_iter().flatten().collect()
    }

    /// Which groups matter for the first so many rows, the next, and so on.
    fn groups_by_rows(&self, rows_at_once: usize) -> Vec<Vec<u32>> {
        let mut groups_by_rows: Vec<Vec<u32>> = vec![Vec::new(); self.width.div_ceil(rows_at_once)];
        for group in 0..self.groups.len() {
            let (_, near) = self.group_at(group);
            for row in near {
                if let Some(groups) = groups_by_rows.get_mut(*row as usize / rows_at_once)
                    && groups.last() != Some(&(group as u32))
                {
                    groups.push(group as u32);
                }
            }
        }
        groups_by_rows
    }

    fn group_at(&self, group: usize) -> (&[Entry], &[u32]) {
        let start = group.checked_sub(1).and_then(|at| self.groups.get(at));
        let (entry, near) = start.copied().unwrap_or((0, 0));
        let (entry_end, near_end) = self.groups.get(group).copied().unwrap_or((0, 0));
        (
            self.entries.get(entry..entry_end).unwrap_or_default(),
            self.near.get(near..near_end).unwrap_or_default(),
        )
    }

    /// Some rows; `lists` are taken over from those made before, so that they
    /// need not grow again.
    fn rows(&self, rows: Range<usize>, groups: &[u32], lists: &mut Vec<List>) -> Vec<Vec<Cell>> {
        lists.resize_with(rows.len() * self.width, List::default);
        for list in lists.iter_mut() {
            list.codings.clear();
            list.pending = 0;
        }
        for group in groups {
            let (entries, near) = self.group_at(*group as usize);
            for row in near {
                let Some(place) = (*row as usize).checked_sub(rows.start) else {
                    continue;
                };
                let start = place * self.width;
                if let Some(lists) = lists.get_mut(start..start + self.width) {
                    self.deal_out(*row, entries, near, lists);
                }
            }
        }
        let cell = |list: &List| Cell {
            behind: list.codings.clone(),
            pending: list.pending,
            ..Cell::default()
        };
        let lists = lists.chunks(self.width);
        lists.map(|row| row.iter().map(cell).collect()).collect()
    }

    /// Puts a group's codings into the lists of one row, by column.
    fn deal_out(&self, row: u32, entries: &[Entry], near: &[u32], lists: &mut [List]) {
        let mut put = |column: u32, entry: &Entry| {
            if let Some(list) = lists.get_mut(column as usize)
                && (!self.repeated || list.codings.last() != Some(&entry.id))
            {
                list.codings.push(entry.id);
                list.pending += u64::from(entry.pending);
            }
        };
        for entry in entries {
            if entry.heading == row {
                near.iter().for_each(|column| put(*column, entry));
            } else {
                put(entry.heading, entry);
            }
        }
    }
}

/// Every coding under each of its headings.
pub(super) fn under_headings<'a>(
    hits: &'a [Hit],
    headings: &'a Headings,
) -> impl Iterator<Item = (&'a Hit, usize)> {
    hits.iter()
        .flat_map(|hit| headings.of(hit).iter().map(move |heading| (hit, *heading)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::ByteSpan;

    #[test]
    fn too_many_codings_are_counted_but_no_longer_listed() {
        let hit = |id| Hit {
            id: CodingId(id),
            transcript: 0,
            turn: 1,
            span: ByteSpan::new(0, 1).unwrap(),
            code: 0,
            coder: 0,
            pending: false,
        };
        let mut meetings = Meetings {
            most_behind: 9,
            ..Meetings::new(2)
        };
        for id in 1..4 {
            meetings.places.add(0, 1, 1);
            meetings.group([(&hit(id), 1)].into_iter(), &[0, 1]);
        }
        assert!(meetings.left_out());
        let cells = meetings.cells();
        let cell = &cells[1][0];
        assert_eq!(meetings.places.counts(1, 0).both, 3);
        assert_eq!(cell.behind, [CodingId(1), CodingId(2)]);
    }
}
