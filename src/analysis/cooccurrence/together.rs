//! When two codes stand together, and in what that is counted.

use crate::model::Problem;
use std::str::FromStr;

/// When two codes count as standing together. Each kind has its places, of
/// which codes share some, and its units, over which coefficients are taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Together {
    /// Their passages share at least one character. A place is a passage: the
    /// same words coded by several coders are one place. The count is of
    /// pairs (a passage of the one, a passage of the other), so one long
    /// passage over three short ones counts 3. Passages that only touch, and
    /// passages without a character, do not overlap. The unit is the
    /// character.
    #[default]
    Overlap,
    /// A passage of each reaches into the same sentence. Place and unit are
    /// the sentence: a passage over three sentences is in three, and how often
    /// a code is given in one does not matter. Sentences end with their turn;
    /// a passage that holds nothing of any sentence is in none.
    Sentence,
    /// Both were given in the same turn. Place and unit are the turn, and a
    /// passage belongs to the turn in which it starts; how often each code was
    /// given there does not matter.
    SameTurn,
    /// They were given in turns of one transcript that are at most so many
    /// turns apart, whoever speaks in between. A place is a turn, as above,
    /// and the count is of pairs (a turn of the one, a turn of the other). The
    /// unit is the stretch: one turn more in a row than they may be apart (all
    /// turns of a shorter transcript), so that two codes stand together
    /// exactly where some stretch has both. 0 is the same turn.
    WithinTurns(u32),
}

impl Together {
    /// The same, where 0 turns apart is the same turn.
    pub(super) fn plain(self) -> Self {
        match self {
            Together::WithinTurns(0) => Together::SameTurn,
            other => other,
        }
    }

    /// Whether its places are its units.
    pub(super) fn counts_units(self) -> bool {
        matches!(self.plain(), Together::Sentence | Together::SameTurn)
    }

    /// What its units are called, many of them.
    pub(super) fn units(self) -> String {
        match self.plain() {
            Together::WithinTurns(apart) => {
                format!("stretches of {} turns", apart.saturating_add(1))
            }
            other => other.units_in_short().to_owned(),
        }
    }

    /// The same as the head of a column, below which stands what they are.
    pub(super) fn units_in_short(self) -> &'static str {
        match self.plain() {
            Together::Overlap => "characters",
            Together::Sentence => "sentences",
            Together::SameTurn => "turns",
            Together::WithinTurns(_) => "stretches",
        }
    }

    /// What the places of one code are called.
    pub(super) fn places(self) -> &'static str {
        match self {
            Together::Overlap => "passages",
            Together::Sentence => "sentences",
            Together::SameTurn | Together::WithinTurns(_) => "turns",
        }
    }

    /// What is counted for a pair.
    pub(super) fn shared(self) -> String {
        match self.plain() {
            Together::Overlap => "pairs of passages that share at least one character".to_owned(),
            Together::Sentence => "sentences into which passages of both codes reach".to_owned(),
            Together::SameTurn => "turns in which passages of both codes start".to_owned(),
            Together::WithinTurns(apart) => format!(
                "pairs of turns, one of each code, that are the same or at most {apart} apart"
            ),
        }
    }
}

impl FromStr for Together {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        match text.trim() {
            "overlap" => Ok(Together::Overlap),
            "sentence" => Ok(Together::Sentence),
            "turn" => Ok(Together::SameTurn),
            number => match number.parse() {
                Ok(turns) => Ok(Together::WithinTurns(turns).plain()),
                Err(_) => Err(Problem::new(format!("codes cannot stand within '{text}'")).next(
                    "write overlap, sentence, turn, or how many turns they may be apart, such as 2",
                )),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_a_word_or_a_number_of_turns() {
        assert_eq!("sentence".parse(), Ok(Together::Sentence));
        assert_eq!("3".parse(), Ok(Together::WithinTurns(3)));
        assert_eq!("0".parse(), Ok(Together::SameTurn));
        for wrong in ["", "-1", "paragraph", "2.5"] {
            assert!(wrong.parse::<Together>().is_err(), "{wrong}");
        }
    }
}
