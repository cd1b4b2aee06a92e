//! Whose codings count. Never all coders by silence: a count that mixes
//! coders is two answers added up.

use crate::model::nearest::nearest;
use crate::model::{Coder, Mark, Problem, ReviewState};

/// The codings that count: accepted ones of these coders and, where asked
/// for, pending suggestions (which have no coder yet). Rejected ones never.
pub(super) struct Force {
    /// The coders' names in the order given.
    pub(super) names: Vec<Coder>,
    /// Whether pending suggestions count too.
    pub(super) pending: bool,
    in_force: Vec<bool>,
}

impl Force {
    /// The coders asked for, or else the default ones.
    ///
    /// # Errors
    /// A coder who has no codings in the study and is no default coder, or no
    /// coder at all.
    pub(super) fn resolve(
        asked: &[Coder],
        default: &[Coder],
        known: &[Coder],
        pending: bool,
    ) -> Result<Self, Problem> {
        let mut names: Vec<Coder> = Vec::new();
        for name in if asked.is_empty() { default } else { asked } {
            // An empty name is how pending suggestions say "nobody yet".
            let known_name = !name.is_empty() && (known.contains(name) || default.contains(name));
            if !known_name && !asked.is_empty() {
                return Err(Problem::new(format!("no coder '{name}' in this study"))
                    .next(advice(name, default, known)));
            }
            if known_name && !names.contains(name) {
                names.push(name.clone());
            }
        }
        if names.is_empty() {
            return Err(
                Problem::new("nobody's codings would count: no coder is named")
                    .next(advice("", default, known)),
            );
        }
        let in_force = known.iter().map(|coder| names.contains(coder)).collect();
        Ok(Self {
            names,
            pending,
            in_force,
        })
    }

    /// Whether a coding is accepted, and by one of the coders in force.
    pub(super) fn accepted(&self, mark: &Mark) -> bool {
        mark.state == ReviewState::Accepted
            && self
                .in_force
                .get(usize::from(mark.coder))
                .is_some_and(|in_force| *in_force)
    }

    /// Whether a coding counts.
    pub(super) fn counts(&self, mark: &Mark) -> bool {
        self.accepted(mark) || (self.pending && mark.state == ReviewState::Pending)
    }
}

fn advice(wanted: &str, default: &[Coder], known: &[Coder]) -> String {
    let mut there: Vec<&str> = Vec::new();
    for name in known.iter().chain(default) {
        if !name.is_empty() && !there.contains(&name.as_str()) {
            there.push(name);
        }
    }
    let list = match there.as_slice() {
        [] => "nobody has coded yet".to_owned(),
        [one] => format!("the only coder is {one}"),
        several => format!("the coders are {}", several.join(", ")),
    };
    match nearest(wanted, there.iter().copied()).first() {
        Some(name) => format!("did you mean {name}? {list}"),
        None if there.is_empty() => list,
        None => format!("name coders = [\"…\"]; {list}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CodeKey, CodingId, TranscriptId};
    use crate::text::ByteSpan;

    fn names(names: &[&str]) -> Vec<Coder> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    fn mark(coder: u16, state: ReviewState) -> Mark {
        Mark {
            id: CodingId(1),
            transcript: TranscriptId(1),
            turn: 1,
            span: ByteSpan::new(0, 1).unwrap(),
            code: CodeKey(1),
            coder,
            state,
        }
    }

    #[test]
    fn an_unknown_coder_is_told_who_the_coders_are() {
        let known = names(&["", "Anna", "Bo"]);
        let problem = Force::resolve(&names(&["Ana"]), &[], &known, false)
            .err()
            .unwrap();
        assert_eq!(problem.what, "no coder 'Ana' in this study");
        assert_eq!(
            problem.next.as_deref(),
            Some("did you mean Anna? the coders are Anna, Bo")
        );
    }

    #[test]
    fn nobody_named_is_a_problem_and_not_everybody() {
        let problem = Force::resolve(&[], &[], &names(&["Anna", "Bo"]), false)
            .err()
            .unwrap();
        assert_eq!(
            problem.next.as_deref(),
            Some("name coders = [\"…\"]; the coders are Anna, Bo")
        );
    }

    #[test]
    fn the_main_coder_may_have_coded_nothing_yet() {
        let force = Force::resolve(&[], &names(&["Cleo"]), &names(&["Anna"]), false).unwrap();
        assert_eq!(force.names, ["Cleo"]);
        assert!(!force.counts(&mark(0, ReviewState::Accepted)));
    }

    #[test]
    fn only_accepted_codings_of_the_coders_in_force_count() {
        let known = names(&["Anna", "Bo", ""]);
        let strict = Force::resolve(&names(&["Bo"]), &[], &known, false).unwrap();
        assert!(strict.counts(&mark(1, ReviewState::Accepted)));
        assert!(!strict.counts(&mark(0, ReviewState::Accepted)));
        assert!(!strict.counts(&mark(2, ReviewState::Pending)));
        assert!(!strict.counts(&mark(1, ReviewState::Rejected)));
        assert!(!strict.counts(&mark(9, ReviewState::Accepted)));
        let open = Force::resolve(&names(&["Bo"]), &[], &known, true).unwrap();
        assert!(open.counts(&mark(2, ReviewState::Pending)));
        assert!(!open.counts(&mark(2, ReviewState::Rejected)));
        assert!(!open.accepted(&mark(2, ReviewState::Pending)));
    }
}
