//! How strongly two codes stand together: counts and coefficients.
//!
//! In the formulas A and B are the two codes (in a table, of the row and of
//! the column), N is the number of units, n(A) those that A has, n(AB) those
//! that have both.

use crate::analysis::cooccurrence::together::Together;
use crate::model::nearest::did_you_mean;
use crate::model::{Emptiness, Problem, Value};
use std::str::FromStr;

/// A measure of a pair of codes. All but [`Strength::Count`] and
/// [`Strength::C`] are of units (see [`Together`]) and so cannot leave their
/// bounds. What would divide by 0 is undefined.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strength {
    /// How many places they share, as [`Together`] defines them.
    #[default]
    Count,
    /// n(AB) / (n(A) + n(B) − n(AB)): 0 to 1 (Jaccard 1912).
    Jaccard,
    /// 2 n(AB) / (n(A) + n(B)): 0 to 1 (Dice 1945).
    Dice,
    /// n(AB) / min(n(A), n(B)): 0 to 1, and 1 where one lies wholly in the
    /// other (Simpson 1943).
    OverlapCoefficient,
    /// ATLAS.ti's c-coefficient n12 / (n1 + n2 − n12), where n1 and n2 are the
    /// codes' places and n12 is the count. Where places meet many to many,
    /// n12 outgrows them and c leaves the range of 0 to 1: it is given as it
    /// comes, and a remark says so.
    C,
    /// N n(AB) / (n(A) n(B)): how many times as often as chance would have it
    /// (Brin, Motwani & Silverstein 1997).
    Lift,
    /// The logarithm of the lift to the base 2: pointwise mutual information
    /// in bits (Church & Hanks 1990). Undefined where n(AB) is 0.
    Log2Lift,
    /// P(B|A) = n(AB) / n(A): of what A has, the share that B has too.
    SecondGivenFirst,
    /// P(A|B) = n(AB) / n(B).
    FirstGivenSecond,
    /// (N n(AB) − n(A) n(B)) / √(n(A) n(B) (N − n(A)) (N − n(B))): the
    /// correlation of having A with having B, −1 to 1 (Yule 1912).
    Phi,
}

/// What a person types, and what is printed.
const NAMES: [(Strength, &str, &str); 10] = [
    (Strength::Count, "count", "count"),
    (Strength::Jaccard, "jaccard", "Jaccard"),
    (Strength::Dice, "dice", "Dice"),
    (
        Strength::OverlapCoefficient,
        "overlap",
        "overlap coefficient",
    ),
    (Strength::C, "c", "c-coefficient"),
    (Strength::Lift, "lift", "lift"),
    (Strength::Log2Lift, "log2-lift", "log2 lift"),
    (Strength::SecondGivenFirst, "b-given-a", "P(B|A)"),
    (Strength::FirstGivenSecond, "a-given-b", "P(A|B)"),
    (Strength::Phi, "phi", "phi"),
];

/// Two codes' numbers of anything, and how many they share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) first: u64,
    pub(super) second: u64,
    pub(super) both: u64,
}

/// All that is counted of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Figures {
    /// In places; `both` may be more than either.
    pub(super) places: Counts,
    /// In units, if they were counted.
    pub(super) units: Option<Counts>,
    /// How many units there are, if that was counted.
    pub(super) all: Option<u64>,
}

impl Strength {
    /// What is printed for it.
    pub fn printed(self) -> &'static str {
        let mut all = NAMES.into_iter();
        all.find(|(it, _, _)| *it == self).map_or("", |it| it.2)
    }

    /// Whether it is a coefficient of units and not of places.
    pub(super) fn of_units(self) -> bool {
        !matches!(self, Strength::Count | Strength::C)
    }

    /// Whether it asks how many units there are in all.
    pub(super) fn of_all(self) -> bool {
        matches!(self, Strength::Lift | Strength::Log2Lift | Strength::Phi)
    }

    /// Whether it stays small where one code is given far more often than the
    /// other, however often they stand together.
    pub(super) fn wants_like_frequencies(self) -> bool {
        matches!(self, Strength::C | Strength::Jaccard | Strength::Dice)
    }

    pub(super) fn value(self, figures: &Figures) -> Value {
        if self == Strength::Count {
            return Value::Count(figures.places.both);
        }
        let undefined = Value::Empty(Emptiness::Undefined);
        let share = |part, whole| {
            if whole == 0 {
                undefined.clone()
            } else {
                Value::Share { part, whole }
            }
        };
        match (self, figures.units) {
            (Strength::SecondGivenFirst, Some(units)) => share(units.both, units.first),
            (Strength::FirstGivenSecond, Some(units)) => share(units.both, units.second),
            _ => match self.number(figures) {
                Some(number) if number.is_finite() => Value::Number(number),
                _ => undefined,
            },
        }
    }

    fn number(self, figures: &Figures) -> Option<f64> {
        let counts = if self == Strength::C {
            figures.places
        } else {
            figures.units?
        };
        let (a, b) = (counts.first as f64, counts.second as f64);
        let both = counts.both as f64;
        let all = || figures.all.map(|all| all as f64);
        Some(match self {
            Strength::Count => both,
            Strength::Jaccard | Strength::C => both / (a + b - both),
            Strength::Dice => 2.0 * both / (a + b),
            Strength::OverlapCoefficient => both / a.min(b),
            Strength::Lift => all()? * both / (a * b),
            Strength::Log2Lift => (all()? * both / (a * b)).log2(),
            Strength::SecondGivenFirst => both / a,
            Strength::FirstGivenSecond => both / b,
            Strength::Phi => {
                let all = all()?;
                (all * both - a * b) / (a * b * (all - a) * (all - b)).sqrt()
            }
        })
    }

    /// How it is computed, for the foot of a table; a count needs no words
    /// beyond the table's unit.
    pub(super) fn formula(self, together: Together) -> Option<String> {
        let units = together.units();
        let name = self.printed();
        Some(match self {
            Strength::Count => return None,
            Strength::Jaccard => format!(
                "Jaccard: {units} that have both codes / {units} that have at least one of them."
            ),
            Strength::Dice => format!(
                "Dice: 2 × {units} that have both codes / (those of the one + those of the other)."
            ),
            Strength::OverlapCoefficient => format!(
                "Overlap coefficient: {units} that have both codes / those of the rarer code."
            ),
            Strength::C => format!(
                "c-coefficient: n12 / (n1 + n2 − n12), where n12 are {} and n1, n2 the {} of each \
                 code.",
                together.shared(),
                together.places()
            ),
            Strength::Lift => format!(
                "Lift: N × {units} that have both codes / (those of the one × those of the \
                 other); 1 is what chance would give."
            ),
            Strength::Log2Lift => format!(
                "Log2 lift: the logarithm to the base 2 of N × {units} that have both codes / \
                 (those of the one × those of the other); 0 is what chance would give."
            ),
            Strength::SecondGivenFirst => {
                format!("{name}: of the {units} of A, the share that has B too.")
            }
            Strength::FirstGivenSecond => {
                format!("{name}: of the {units} of B, the share that has A too.")
            }
            Strength::Phi => format!(
                "Phi: the correlation, over N {units}, of having the one code with having the \
                 other; −1 to 1."
            ),
        })
    }
}

impl FromStr for Strength {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let wanted = text.trim().to_lowercase();
        let found = NAMES.into_iter().find(|(_, name, _)| *name == wanted);
        found.map(|(it, _, _)| it).ok_or_else(|| {
            let known = NAMES.map(|(_, name, _)| name);
            let all = format!("write one of {}", known.join(", "));
            Problem::new(format!("no measure '{text}'")).next(did_you_mean(&wanted, known, &all))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(strength: Strength, first: u64, second: u64, both: u64, all: u64) -> Value {
        let counts = Counts {
            first,
            second,
            both,
        };
        strength.value(&Figures {
            places: counts,
            units: Some(counts),
            all: Some(all),
        })
    }

    #[test]
    fn every_measure_is_found_by_its_name() {
        for (strength, name, _) in NAMES {
            assert_eq!(name.parse(), Ok(strength));
        }
        let problem = "jacard".parse::<Strength>().unwrap_err();
        assert_eq!(problem.next.as_deref(), Some("did you mean jaccard?"));
    }

    #[test]
    fn what_would_divide_by_nothing_is_undefined_and_neither_0_nor_1() {
        let undefined = Value::Empty(Emptiness::Undefined);
        for (strength, _, _) in NAMES {
            let never_given = value(strength, 0, 0, 0, 9);
            if strength == Strength::Count {
                assert_eq!(never_given, Value::Count(0));
            } else {
                assert_eq!(never_given, undefined, "{strength:?}");
            }
        }
        assert_eq!(value(Strength::Phi, 9, 4, 4, 9), undefined);
        assert_eq!(value(Strength::Log2Lift, 2, 4, 0, 9), undefined);
        assert_eq!(value(Strength::Lift, 2, 4, 0, 9), Value::Number(0.0));
        // Two passages of each code, and every pair of them overlaps.
        assert_eq!(value(Strength::C, 2, 2, 4, 9), undefined);
    }

    #[test]
    fn a_figure_whose_ground_was_not_counted_is_undefined() {
        let figures = Figures {
            places: Counts {
                first: 2,
                second: 2,
                both: 1,
            },
            units: None,
            all: None,
        };
        let undefined = Value::Empty(Emptiness::Undefined);
        assert_eq!(Strength::Jaccard.value(&figures), undefined);
        assert_eq!(Strength::SecondGivenFirst.value(&figures), undefined);
        assert_eq!(Strength::C.value(&figures), Value::Number(1.0 / 3.0));
    }
}
