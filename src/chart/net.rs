//! Which codes a network shows, and which pairs of them it joins.

use super::error::ChartError;
use super::square::{self, strength};
use crate::model::Table;

/// Without a threshold, the weakest lines are left out until there are no
/// more than this: beyond it a network is a ball of wool.
const LINES: usize = 100;
/// With a threshold of one's own, no more lines than this.
const MOST_LINES: usize = 4_000;

/// A code of the network.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    /// Its row in the table.
    pub(super) row: usize,
    /// What it has by itself; none where that is not known.
    pub(super) own: Option<f64>,
    /// Whether any line leads to it.
    pub(super) joined: bool,
}

/// A pair of codes that stand together.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// The rows of the two codes, the smaller first.
    pub(super) ends: (usize, usize),
    /// How strongly, in the table's unit; never 0.
    pub(super) strength: f64,
    /// The same in words.
    pub(super) words: String,
}

/// What is drawn of a table of codes by codes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Net {
    /// The codes, in the table's order.
    pub(super) nodes: Vec<Node>,
    /// Rows of codes that have nothing, and no line: they are not drawn.
    pub(super) absent: Vec<usize>,
    /// The lines, the weakest first; of equal ones the later pair.
    pub(super) lines: Vec<Line>,
    /// How many pairs stand together at all.
    pub(super) pairs: usize,
    /// The strength a line has at the least, where some are left out.
    pub(super) least: Option<f64>,
}

impl Net {
    /// Reads a network off a table of strengths and a table whose diagonal
    /// says what each code has by itself (it may be the same).
    ///
    /// # Errors
    /// Tables that are not symmetric or not of the same codes, or too many
    /// lines.
    pub(super) fn of(
        strengths: &Table,
        own: &Table,
        least: Option<f64>,
    ) -> Result<Self, ChartError> {
        square::symmetric(strengths)?;
        if own.rows.len() != strengths.rows.len() {
            return Err(ChartError::NotCodesByCodes);
        }
        let codes = strengths.rows.len();
        let mut lines: Vec<Line> = Vec::new();
        for b in 0..codes {
            for a in 0..b {
                if let Some(strength) = strength(strengths, a, b).filter(|it| *it > 0.0) {
                    let cell = strengths.cell(a, b);
                    lines.push(Line {
                        ends: (a, b),
                        strength,
                        words: cell.map(|cell| cell.value.words()).unwrap_or_default(),
                    });
                }
            }
        }
        lines.sort_by(|one, other| {
            let by_strength = one.strength.total_cmp(&other.strength);
            by_strength.then(other.ends.cmp(&one.ends))
        });
        let pairs = lines.len();
        let least = least.or_else(|| threshold(&lines));
        if let Some(least) = least {
            lines.retain(|line| line.strength >= least);
        }
        if lines.len() > MOST_LINES {
            return Err(ChartError::TooManyPairs { pairs: lines.len() });
        }
        let mut joined = vec![false; codes];
        for end in lines.iter().flat_map(|line| [line.ends.0, line.ends.1]) {
            if let Some(joined) = joined.get_mut(end) {
                *joined = true;
            }
        }
        let mut nodes = Vec::new();
        let mut absent = Vec::new();
        for (row, joined) in joined.into_iter().enumerate() {
            let own = strength(own, row, row);
            if joined || own.is_some_and(|own| own > 0.0) {
                nodes.push(Node { row, own, joined });
            } else {
                absent.push(row);
            }
        }
        Ok(Self {
            nodes,
            absent,
            lines,
            pairs,
            least,
        })
    }

    /// The greatest strength that is drawn.
    pub(super) fn strongest(&self) -> f64 {
        self.lines.last().map_or(0.0, |line| line.strength)
    }
}

/// The smallest strength that leaves no more lines than can be read; pairs of
/// equal strength stay or go together, and some always stay.
fn threshold(weakest_first: &[Line]) -> Option<f64> {
    let over = weakest_first.len().checked_sub(LINES + 1)?;
    let last_out = weakest_first.get(over)?.strength;
    let kept = weakest_first.iter().find(|line| line.strength > last_out);
    Some(kept.map_or(last_out, |line| line.strength))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::gallery_pairs::pairs;
    use crate::model::Value;
    use proptest::prelude::*;

    /// A table of these numbers, row after row, mirrored.
    fn table(codes: usize, numbers: &[u64]) -> Table {
        let mut table = pairs(codes);
        for row in 0..codes {
            for column in 0..=row {
                let number = numbers[(row * codes + column) % numbers.len()];
                table.cells[row][column].value = Value::Count(number);
                table.cells[column][row].value = Value::Count(number);
            }
        }
        table
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        #[test]
        fn codes_and_lines_are_those_of_the_table(
            codes in 0usize..20,
            numbers in proptest::collection::vec(0u64..6, 1..400),
            least in proptest::option::of(0u64..7),
        ) {
            let table = table(codes, &numbers);
            let net = Net::of(&table, &table, least.map(|least| least as f64)).unwrap();
            let bound = net.least.unwrap_or(0.0).max(1.0);
            let count = |a: usize, b: usize| table.cells[a][b].value.number().unwrap();
            let mut expected = Vec::new();
            for a in 0..codes {
                for b in a + 1..codes {
                    if count(a, b) >= bound {
                        expected.push((a, b));
                    }
                }
            }
            let mut found: Vec<(usize, usize)> = net.lines.iter().map(|line| line.ends).collect();
            found.sort_unstable();
            prop_assert_eq!(&found, &expected);
            for line in &net.lines {
                prop_assert_eq!(line.strength, count(line.ends.0, line.ends.1));
                prop_assert_eq!(&line.words, &line.strength.to_string());
            }
            for row in 0..codes {
                let joined = expected.iter().any(|(a, b)| *a == row || *b == row);
                let node = net.nodes.iter().find(|node| node.row == row);
                prop_assert_eq!(node.is_some(), joined || count(row, row) > 0.0);
                prop_assert_eq!(node.is_none(), net.absent.contains(&row));
                if let Some(node) = node {
                    prop_assert_eq!(node.joined, joined);
                    prop_assert_eq!(node.own, Some(count(row, row)));
                }
            }
        }
    }

    #[test]
    fn without_a_threshold_the_strongest_lines_are_drawn_and_equal_ones_alike() {
        let numbers: Vec<u64> = (0..1_681).map(|at| at % 7).collect();
        let table = table(41, &numbers);
        let net = Net::of(&table, &table, None).unwrap();
        let least = net.least.unwrap();
        assert!(net.pairs > LINES);
        assert!(!net.lines.is_empty());
        assert!(net.lines.iter().all(|line| line.strength >= least));
        let alike = self::table(41, &[3]);
        let net = Net::of(&alike, &alike, None).unwrap();
        assert_eq!(net.lines.len(), 820, "none of them can be left out");
    }

    #[test]
    fn a_network_of_a_hundred_thousand_lines_is_refused() {
        let table = table(100, &[1]);
        let refused = Net::of(&table, &table, Some(1.0));
        assert_eq!(refused, Err(ChartError::TooManyPairs { pairs: 4_950 }));
    }
}
