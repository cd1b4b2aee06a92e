//! Pages set in two columns, as in a newspaper: read down the left one, then
//! down the right.
//!
//! The danger: read across, two halves of different sentences become one line.
//! And a table of names and words looks alike, but is read across. In columns
//! both sides are lines of words; names are short.

/// A run of letters on a page, without a wide gap in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub x: f32,
    pub end: f32,
    pub letters: usize,
}

/// Fewer lines on one side make no column.
const FEWEST: usize = 6;
/// What most lines of a column have at least, in letters; no name has as many.
const LONG: usize = 25;

/// Where the two columns of a page part, if there are two.
pub(super) fn gutter(runs: &[Run]) -> Option<f32> {
    let left = runs.iter().map(|run| run.x).min_by(f32::total_cmp)?;
    let right = runs.iter().map(|run| run.end).max_by(f32::total_cmp)?;
    let places = (30..=70).map(|percent| left + (right - left) * percent as f32 / 100.0);
    let crossing = |at: f32| runs.iter().filter(|run| run.x < at && at < run.end).count();
    let best = places.min_by_key(|at| crossing(*at))?;
    let before = letters(runs, |run| run.end <= best);
    let behind = letters(runs, |run| run.x >= best);
    let alike = before.len() < 3 * behind.len() && behind.len() < 3 * before.len();
    let few = crossing(best) * 8 <= runs.len();
    (alike && few && is_column(&before) && is_column(&behind)).then_some(best)
}

/// The lengths of the runs on one side, in order.
fn letters(runs: &[Run], here: impl Fn(&&Run) -> bool) -> Vec<usize> {
    let mut letters: Vec<usize> = runs.iter().filter(here).map(|run| run.letters).collect();
    letters.sort_unstable();
    letters
}

fn is_column(letters: &[usize]) -> bool {
    letters.len() >= FEWEST && letters.get(letters.len() / 2).is_some_and(|it| *it >= LONG)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(left: usize, right: usize) -> Vec<Run> {
        let run = |x: f32, letters: usize| Run {
            x,
            end: x + 5.0 * letters as f32,
            letters,
        };
        (0..8)
            .flat_map(|_| [run(50.0, left), run(300.0, right)])
            .collect()
    }

    #[test]
    fn columns_are_told_from_tables_and_from_lines() {
        let at = gutter(&rows(40, 45)).unwrap();
        assert!((250.0..=300.0).contains(&at), "{at}");
        assert_eq!(gutter(&rows(12, 45)), None, "names and words");
        assert_eq!(gutter(&rows(90, 1)), None, "lines over the whole page");
        assert_eq!(gutter(&rows(40, 45)[..6]), None, "three rows");
        assert_eq!(gutter(&[]), None);
    }
}
