//! Nested heads laid out level by level, for writers that give each level a
//! row or a column of its own.

use crate::model::{Heading, Table};

/// What stands above the columns of row heads, one for each level of the rows.
/// A corner such as `Market › Customer` names each of two levels; any other
/// stands above the outermost.
pub(super) fn corners(corner: &str, levels: usize) -> Vec<String> {
    let parts: Vec<&str> = corner.split(" › ").collect();
    if parts.len() == levels {
        return parts.into_iter().map(str::to_owned).collect();
    }
    let mut corners = vec![String::new(); levels.max(1)];
    if let Some(first) = corners.first_mut() {
        corner.clone_into(first);
    }
    corners
}

/// The label of the head that this one stands under at a level; blank where it
/// stands under none.
pub(super) fn above(head: &Heading, level: usize) -> &str {
    head.above.get(level).map_or("", String::as_str)
}

/// How many levels the heads of the rows, and of the columns, have in all.
pub(super) fn levels(table: &Table) -> (usize, usize) {
    let (rows, columns) = table.nested();
    (rows + 1, columns + 1)
}

/// Neighbours that stand under the same heads down to a level, as first and
/// last index with the label they share there. Those under none are left out.
pub(super) fn runs(heads: &[Heading], level: usize) -> Vec<(usize, usize, &str)> {
    let path = |head: &Heading| -> Vec<String> {
        (0..=level).map(|at| above(head, at).to_owned()).collect()
    };
    let mut runs: Vec<(usize, usize, &str)> = Vec::new();
    let mut before: Option<Vec<String>> = None;
    for (index, head) in heads.iter().enumerate() {
        let label = above(head, level);
        let now = (!label.is_empty()).then(|| path(head));
        match runs.last_mut() {
            Some((_, last, _)) if now.is_some() && now == before => *last = index,
            _ if now.is_some() => runs.push((index, index, label)),
            _ => {}
        }
        before = now;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_share_a_head_only_within_the_same_outer_one() {
        let head = |above: &[&str]| Heading {
            above: above.iter().map(|label| (*label).to_owned()).collect(),
            ..Heading::default()
        };
        let heads = [
            head(&["New", "Sold"]),
            head(&["New", "Sold"]),
            head(&["Old", "Sold"]),
            head(&["", ""]),
            head(&["Old", "Lost"]),
        ];
        assert_eq!(
            runs(&heads, 0),
            [(0, 1, "New"), (2, 2, "Old"), (4, 4, "Old")]
        );
        assert_eq!(
            runs(&heads, 1),
            [(0, 1, "Sold"), (2, 2, "Sold"), (4, 4, "Lost")]
        );
    }

    #[test]
    fn a_corner_names_each_level_if_it_can() {
        assert_eq!(corners("Market › Customer", 2), ["Market", "Customer"]);
        assert_eq!(corners("Code", 2), ["Code", ""]);
        assert_eq!(corners("A › B", 1), ["A › B"]);
    }
}
