//! Keyness: how much more often a term stands in some passages than in the rest.
//!
//! Two answers to two questions. How sure is it that the difference is none of
//! chance: the log-likelihood ratio G² (Dunning 1993, "Accurate methods for the
//! statistics of surprise and coincidence"; in two cells as Rayson & Garside
//! 2000, "Comparing corpora using frequency profiling", have it). How large is
//! it: the log ratio (Hardie 2014, "Log Ratio: an informal introduction") or,
//! with rare terms held back, the log-odds ratio with an informative Dirichlet
//! prior (Monroe, Colaresi & Quinn 2008, "Fightin' Words").

use std::cmp::Ordering;

/// How often a term occurs in the target passages and in the rest, out of how
/// many words (or places for a phrase of that length).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contrast {
    /// Occurrences in the target passages.
    pub target: u64,
    /// Words of the target passages.
    pub target_total: u64,
    /// Occurrences in the rest.
    pub reference: u64,
    /// Words of the rest.
    pub reference_total: u64,
}

/// A log-odds ratio and how many standard errors it lies from 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogOdds {
    /// The difference of the log odds, natural logarithm; positive where the
    /// term marks the target.
    pub delta: f64,
    /// `delta` by its standard error, after the authors' approximation, whose
    /// variance has two terms (their equations 20 and 22). The usual figure.
    pub z: f64,
    /// The same with all four terms of the variance.
    pub z_four_term: f64,
}

impl Contrast {
    /// G² over the two cells of the term: 2 (a ln(a/E₁) + b ln(b/E₂)), where
    /// E₁ = c (a+b)/(c+d) and E₂ = d (a+b)/(c+d). The usual figure. None where
    /// there are no words or the term does not occur.
    pub fn g2(&self) -> Option<f64> {
        let (expected_target, expected_reference) = self.expected(self.target + self.reference)?;
        Some(
            2.0 * (surprise(self.target, expected_target)
                + surprise(self.reference, expected_reference)),
        )
    }

    /// G² over four cells: those of the term and those of all other words.
    pub fn g2_four_cell(&self) -> Option<f64> {
        let others = (
            self.target_total.checked_sub(self.target)?,
            self.reference_total.checked_sub(self.reference)?,
        );
        let (expected_target, expected_reference) = self.expected(others.0 + others.1)?;
        let of_others =
            surprise(others.0, expected_target) + surprise(others.1, expected_reference);
        Some(self.g2()? + 2.0 * of_others)
    }

    fn expected(&self, occurrences: u64) -> Option<(f64, f64)> {
        let all = self.target_total + self.reference_total;
        (all > 0 && occurrences > 0).then(|| {
            let rate = occurrences as f64 / all as f64;
            (
                self.target_total as f64 * rate,
                self.reference_total as f64 * rate,
            )
        })
    }

    /// Where the term is relatively more frequent: `Greater` in the target.
    pub fn sign(&self) -> Ordering {
        let target = u128::from(self.target) * u128::from(self.reference_total);
        target.cmp(&(u128::from(self.reference) * u128::from(self.target_total)))
    }

    /// log₂ of how many times more frequent the term is in the target; no
    /// occurrence counts as half a one. None where one side has no words.
    pub fn log_ratio(&self) -> Option<f64> {
        let rate = |count: u64, total: u64| {
            (total > 0).then(|| if count == 0 { 0.5 } else { count as f64 } / total as f64)
        };
        let target = rate(self.target, self.target_total)?;
        Some((target / rate(self.reference, self.reference_total)?).log2())
    }

    /// The log-odds ratio with an informative Dirichlet prior: the counts of
    /// target and rest together, scaled to `prior_total` words. The larger it
    /// is, the more terms must prove themselves; as many as the target has is
    /// the usual choice, all words of the project hold back hard.
    ///
    /// With α the term's share of the prior and α₀ its total,
    /// δ = ln((a+α)/(c+α₀−a−α)) − ln((b+α)/(d+α₀−b−α)) and
    /// σ² = 1/(a+α) + 1/(b+α), with four terms + 1/(c+α₀−a−α) + 1/(d+α₀−b−α).
    ///
    /// None where the term does not occur, or is all there is.
    pub fn log_odds(&self, prior_total: f64) -> Option<LogOdds> {
        let all = self.target_total + self.reference_total;
        let prior = prior_total * (self.target + self.reference) as f64 / all as f64;
        let target = self.target as f64 + prior;
        let reference = self.reference as f64 + prior;
        let other_target = self.target_total as f64 + prior_total - target;
        let other_reference = self.reference_total as f64 + prior_total - reference;
        let parts = [target, reference, other_target, other_reference];
        if !parts.iter().all(|part| part.is_finite() && *part > 0.0) {
            return None;
        }
        let delta = (target / other_target).ln() - (reference / other_reference).ln();
        let variance = 1.0 / target + 1.0 / reference;
        let of_others = 1.0 / other_target + 1.0 / other_reference;
        Some(LogOdds {
            delta,
            z: delta / variance.sqrt(),
            z_four_term: delta / (variance + of_others).sqrt(),
        })
    }
}

/// observed × ln(observed / expected); 0 where nothing was observed.
fn surprise(observed: u64, expected: f64) -> f64 {
    match observed {
        0 => 0.0,
        observed => observed as f64 * (observed as f64 / expected).ln(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(serde::Deserialize)]
    struct Case {
        case: String,
        term: String,
        target: u64,
        target_total: u64,
        reference: u64,
        reference_total: u64,
        prior_total: Option<f64>,
        g2: Option<f64>,
        g2_four_cell: Option<f64>,
        sign: Option<i8>,
        log_ratio: Option<f64>,
        delta: Option<f64>,
        z: Option<f64>,
        z_four_term: Option<f64>,
    }

    #[test]
    fn the_worked_values_come_out() {
        let list = include_str!("../../tests/cases/keyness.csv");
        let cases: Vec<Case> = csv::Reader::from_reader(list.as_bytes())
            .deserialize()
            .collect::<Result<_, _>>()
            .unwrap();
        assert!(cases.len() > 10);
        let mut compared = 0;
        for case in cases {
            let contrast = Contrast {
                target: case.target,
                target_total: case.target_total,
                reference: case.reference,
                reference_total: case.reference_total,
            };
            let odds = case.prior_total.and_then(|prior| contrast.log_odds(prior));
            for (name, wanted, got) in [
                ("g2", case.g2, contrast.g2()),
                ("g2_four_cell", case.g2_four_cell, contrast.g2_four_cell()),
                ("log_ratio", case.log_ratio, contrast.log_ratio()),
                ("delta", case.delta, odds.map(|odds| odds.delta)),
                ("z", case.z, odds.map(|odds| odds.z)),
                (
                    "z_four_term",
                    case.z_four_term,
                    odds.map(|odds| odds.z_four_term),
                ),
            ] {
                let Some(wanted) = wanted else { continue };
                let got = got.unwrap();
                let about = format!("{} {} {name}: {got}, not {wanted}", case.case, case.term);
                assert!((got - wanted).abs() < 1e-9, "{about}");
                compared += 1;
            }
            if let Some(sign) = case.sign {
                assert_eq!(contrast.sign() as i8, sign, "{}", case.case);
            }
        }
        assert_eq!(compared, 4 * 3 + 12 * 3);
    }

    #[test]
    fn what_cannot_be_said_is_not_said() {
        let nothing = Contrast::default();
        assert_eq!(nothing.g2(), None);
        assert_eq!(nothing.log_ratio(), None);
        assert_eq!(nothing.log_odds(0.0), None);
        let everything = Contrast {
            target: 5,
            target_total: 5,
            reference: 7,
            reference_total: 7,
        };
        assert_eq!(everything.log_odds(5.0), None, "no other words to compare");
        assert_eq!(everything.g2(), Some(0.0));
    }

    proptest! {
        #[test]
        fn no_measure_contradicts_another(a in 0u64..50, b in 0u64..50, more in 1u64..5000, rest in 1u64..5000) {
            let contrast = Contrast { target: a, target_total: a + more, reference: b, reference_total: b + rest };
            let swapped = Contrast { target: b, target_total: b + rest, reference: a, reference_total: a + more };
            prop_assert_eq!(contrast.sign(), swapped.sign().reverse());
            if a + b > 0 {
                let (g2, four) = (contrast.g2().unwrap(), contrast.g2_four_cell().unwrap());
                prop_assert!(g2 > -1e-9 && four > g2 - 1e-9);
                let odds = contrast.log_odds(contrast.target_total as f64).unwrap();
                prop_assert!(odds.z.abs() >= odds.z_four_term.abs());
                // The prior holds back, but never turns the sign around.
                if contrast.sign() == Ordering::Greater && odds.delta.abs() > 1e-9 {
                    prop_assert!(odds.delta > 0.0);
                }
            }
        }
    }
}
