//! How the heads of one side stand together: what they stand under, and where
//! they are set apart.

use crate::model::{HeadKind, Heading};

/// Between heads that stand under different ones.
const GROUP_GAP: i32 = 5;
/// Between the things compared and their totals.
const TOTAL_GAP: i32 = 9;

/// A head over others: which of them, and its label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// The first of the heads below.
    pub(super) from: usize,
    /// The one after the last.
    pub(super) to: usize,
    pub(super) label: String,
}

/// The heads above, level by level from the outermost.
pub(super) fn spans(heads: &[Heading]) -> Vec<Vec<Span>> {
    let levels = heads.iter().map(|head| head.above.len()).max().unwrap_or(0);
    (0..levels).map(|level| on_level(heads, level)).collect()
}

fn on_level(heads: &[Heading], level: usize) -> Vec<Span> {
    let mut from = 0;
    let mut found = Vec::new();
    for same in heads.chunk_by(|one, next| together(one, next, level)) {
        let to = from + same.len();
        let label = same.first().and_then(|head| head.above.get(level));
        // A total stands under nothing.
        if let Some(label) = label.filter(|label| !label.is_empty()) {
            found.push(Span {
                from,
                to,
                label: label.clone(),
            });
        }
        from = to;
    }
    found
}

/// Whether two neighbours stand under the same heads down to a level.
fn together(one: &Heading, next: &Heading, level: usize) -> bool {
    one.kind == next.kind && one.above.get(..=level) == next.above.get(..=level)
}

/// The white before each head.
pub(super) fn gaps(heads: &[Heading]) -> Vec<i32> {
    let between = heads.windows(2).map(|pair| match pair {
        [one, next] if one.kind != next.kind => TOTAL_GAP,
        [one, next] if !together(one, next, 0) && !next.above.is_empty() => GROUP_GAP,
        _ => 0,
    });
    std::iter::once(0)
        .chain(between)
        .take(heads.len())
        .collect()
}

/// Whether a head stands over a total.
pub(super) fn is_total(heads: &[Heading], index: usize) -> bool {
    heads
        .get(index)
        .is_some_and(|head| head.kind == HeadKind::Total)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(above: &[&str], kind: HeadKind) -> Heading {
        Heading {
            above: above.iter().map(|label| (*label).to_owned()).collect(),
            kind,
            ..Heading::default()
        }
    }

    #[test]
    fn neighbours_share_a_head_only_where_all_above_it_is_the_same() {
        let item = HeadKind::Item;
        let heads = [
            head(&["New", "Trial"], item),
            head(&["New", "Trial"], item),
            head(&["Old", "Trial"], item),
            head(&["", ""], HeadKind::Total),
        ];
        let spans = spans(&heads);
        let found = |level: usize| -> Vec<(usize, usize, &str)> {
            let of = spans[level].iter();
            of.map(|span| (span.from, span.to, span.label.as_str()))
                .collect()
        };
        assert_eq!(found(0), [(0, 2, "New"), (2, 3, "Old")]);
        assert_eq!(found(1), [(0, 2, "Trial"), (2, 3, "Trial")]);
        assert_eq!(gaps(&heads), [0, 0, GROUP_GAP, TOTAL_GAP]);
        assert!(gaps(&[]).is_empty());
    }
}
