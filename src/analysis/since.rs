//! What has happened to a summary's evidence since it was written.

use crate::analysis::evidence_of_pair::Pairs;
use crate::analysis::view::View;
use crate::model::{Coder, CodingId, Summary, SummaryState};
use crate::text::counted;
use std::collections::{HashMap, HashSet};

/// The passages that differ from those the writer had, each in the order of
/// its number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Since {
    /// They stand under the pair now and did not then.
    pub added: Vec<CodingId>,
    /// They were cited or stood under the pair, and are gone, or stand
    /// elsewhere now.
    pub removed: Vec<CodingId>,
    /// They say something else, or are no longer accepted.
    pub changed: Vec<CodingId>,
}

impl Since {
    /// Compares what a summary remembers with what stands `under` its pair now
    /// (`None` where that cannot be told) and with what its codings say today
    /// (`evidence`, which lacks those that are gone).
    ///
    /// A summary of an older study remembers only what it cites; then only
    /// that is compared. Where a person has said that the pair does not apply,
    /// any passage at all speaks against it.
    pub fn of(
        summary: &Summary,
        under: Option<&[CodingId]>,
        evidence: &HashMap<CodingId, String>,
    ) -> Self {
        let now: Option<HashSet<CodingId>> = under.map(|all| all.iter().copied().collect());
        let seen = summary.seen.as_ref();
        let seen: Option<HashSet<CodingId>> =
            seen.map(|seen| seen.codings.iter().map(|it| it.coding).collect());
        let mut since = Self::default();
        if summary.state == SummaryState::NotApplicable {
            since.added.extend(now.into_iter().flatten());
            since.added.sort_unstable();
            return since;
        }
        let mut told: HashSet<CodingId> = HashSet::new();
        let of_pair = summary.seen.iter().flat_map(|seen| &seen.codings);
        for then in summary.cites.iter().chain(of_pair) {
            if !told.insert(then.coding) {
                continue;
            }
            let stood_here = seen
                .as_ref()
                .is_some_and(|seen| seen.contains(&then.coding));
            let left = now.as_ref().is_some_and(|now| !now.contains(&then.coding));
            match evidence.get(&then.coding) {
                None => since.removed.push(then.coding),
                Some(_) if stood_here && left => since.removed.push(then.coding),
                Some(says) if *says != then.evidence => since.changed.push(then.coding),
                Some(_) => {}
            }
        }
        if let (Some(now), Some(_)) = (&now, &seen) {
            since.added.extend(now.difference(&told));
        }
        for list in [&mut since.added, &mut since.removed, &mut since.changed] {
            list.sort_unstable();
        }
        since
    }

    /// Whether nothing has happened.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }

    /// What has happened, as in `2 codings added, 1 removed, 1 changed`;
    /// empty where nothing has.
    pub fn words(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        for (list, what) in [
            (&self.added, "added"),
            (&self.removed, "removed"),
            (&self.changed, "changed"),
        ] {
            match (list.len(), parts.is_empty()) {
                (0, _) => {}
                (count, true) => parts.push(format!("{} {what}", counted(count, "coding"))),
                (count, false) => parts.push(format!("{count} {what}")),
            }
        }
        parts.join(", ")
    }
}

/// Compares the summaries of a view with what stands under their pairs now.
pub struct Comparison<'a> {
    /// By whose codings a summary is compared with.
    pairs: HashMap<&'a [Coder], Pairs<'a>>,
}

impl<'a> Comparison<'a> {
    /// Gets ready for all summaries of the view.
    pub fn new(view: &View<'a>) -> Self {
        let mut pairs = HashMap::new();
        for seen in view.summaries.iter().filter_map(|it| it.seen.as_ref()) {
            let coders = seen.coders.as_slice();
            pairs
                .entry(coders)
                .or_insert_with(|| Pairs::new(view, coders));
        }
        Self { pairs }
    }

    /// What stands under the pair of a summary now, where it remembers whose
    /// codings it was written from. Under two codes, as it names them: those
    /// of the first that overlap the second.
    pub fn under(&self, summary: &Summary) -> Option<Vec<CodingId>> {
        let coders = summary.seen.as_ref()?.coders.as_slice();
        self.pairs.get(coders)?.under(&summary.row, &summary.column)
    }

    /// What has happened to its evidence, which says what it says in the view.
    pub fn since(&self, summary: &Summary, view: &View) -> Since {
        Since::of(summary, self.under(summary).as_deref(), view.evidence)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::tests::study::Study;
    use crate::model::{Axis, Citation, ReviewState, Seen};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn ids(numbers: &[u64]) -> Vec<CodingId> {
        numbers.iter().map(|id| CodingId(*id)).collect()
    }

    fn cites(said: &[(u64, &str)]) -> Vec<Citation> {
        let said = said.iter();
        said.map(|(id, evidence)| Citation {
            coding: CodingId(*id),
            evidence: (*evidence).to_owned(),
        })
        .collect()
    }

    fn evidence(said: &[(u64, &str)]) -> HashMap<CodingId, String> {
        let said = said.iter();
        said.map(|(id, it)| (CodingId(*id), (*it).to_owned()))
            .collect()
    }

    fn seen(said: &[(u64, &str)]) -> Option<Seen> {
        Some(Seen {
            coders: vec!["Anna".into()],
            codings: cites(said),
        })
    }

    #[test]
    fn what_was_added_removed_or_changed_is_told_apart() {
        let summary = Summary {
            cites: cites(&[(1, "a"), (2, "b"), (9, "elsewhere")]),
            seen: seen(&[(1, "a"), (2, "b"), (3, "c"), (4, "d")]),
            ..Summary::default()
        };
        let now = evidence(&[
            (1, "a"),
            (2, "other words"),
            (4, "d"),
            (5, "new"),
            (9, "elsewhere"),
        ]);
        // 3 was deleted, 4 recoded or moved to another case, 5 and 6 are new.
        let since = Since::of(&summary, Some(&ids(&[1, 2, 5, 6])), &now);
        assert_eq!(since.added, ids(&[5, 6]));
        assert_eq!(since.removed, ids(&[3, 4]));
        assert_eq!(since.changed, ids(&[2]));
        assert_eq!(since.words(), "2 codings added, 2 removed, 1 changed");
    }

    #[test]
    fn an_older_summary_is_compared_by_what_it_cites_and_raises_no_false_alarm() {
        let summary = Summary {
            cites: cites(&[(1, "a")]),
            ..Summary::default()
        };
        let under = ids(&[1, 2, 3]);
        let same = Since::of(&summary, Some(&under), &evidence(&[(1, "a"), (2, "b")]));
        assert!(same.is_empty() && same.words().is_empty());
        let gone = Since::of(&summary, Some(&under), &evidence(&[(2, "b")]));
        assert_eq!(gone.words(), "1 coding removed");
    }

    #[test]
    fn where_nobody_can_tell_what_stands_under_a_pair_only_fingerprints_are_compared() {
        let summary = Summary {
            seen: seen(&[(1, "a"), (2, "b")]),
            ..Summary::default()
        };
        let since = Since::of(&summary, None, &evidence(&[(1, "a"), (2, "c")]));
        assert_eq!(since.words(), "1 coding changed");
    }

    /// A coding of a random study: transcript, code, coder, state, words.
    type Drawn = (usize, usize, usize, usize, u8);

    const TALKS: [(&str, &str); 3] = [("one", "One"), ("two", "Two"), ("stray", "")];
    const CODES: [&str; 3] = ["A", "B", "C"];
    const CODERS: [&str; 2] = ["Anna", "Bo"];
    const STATES: [ReviewState; 3] = [
        ReviewState::Accepted,
        ReviewState::Pending,
        ReviewState::Rejected,
    ];

    /// A study of these codings, in which THEME gathers A and B.
    fn drawn(codings: &BTreeMap<u64, Drawn>) -> Study {
        let mut study = Study::new(&CODES, &["One", "Two"]);
        study.pattern("THEME", "theme", &["A", "B"]);
        for (name, case) in TALKS {
            study.transcript(name, case);
        }
        for name in CODERS {
            study.coder(name);
        }
        for (id, (talk, code, coder, state, says)) in codings {
            let span = (20, 23 + usize::from(*says));
            study.mark(
                *id,
                TALKS[*talk].0,
                span,
                CODES[*code],
                CODERS[*coder],
                STATES[*state],
            );
            study
                .evidence
                .insert(CodingId(*id), format!("{code} {state} {says}"));
        }
        study
    }

    fn any_codings() -> impl Strategy<Value = BTreeMap<u64, Drawn>> {
        let coding = (0usize..3, 0usize..3, 0usize..2, 0usize..3, 0u8..2);
        prop::collection::btree_map(0u64..14, coding, 0..12)
    }

    proptest! {
        /// In whole studies: what a theme's cell tells is a recount of Anna's
        /// accepted codings of A and B in the case, whatever anybody did since.
        #[test]
        fn random_edits_are_told_as_they_were(before in any_codings(), after in any_codings()) {
            let then = drawn(&before);
            let pair = (Axis::Code(then.key("THEME")), Axis::Case("One".to_owned()));
            let anna = vec!["Anna".to_owned()];
            let under = Pairs::new(&then.view(), &anna).under(&pair.0, &pair.1).unwrap();
            let codings = under.iter().map(|id| Citation {
                coding: *id,
                evidence: then.evidence[id].clone(),
            });
            let seen = Seen { coders: anna, codings: codings.collect() };
            let mut now = drawn(&after);
            now.summaries.push(Summary {
                row: pair.0,
                column: pair.1,
                text: "written".to_owned(),
                seen: Some(seen),
                ..Summary::default()
            });
            let view = now.view();
            let since = Comparison::new(&view).since(&now.summaries[0], &view);
            let stands = |all: &BTreeMap<u64, Drawn>, id: u64| {
                let it = all.get(&id).copied();
                it.filter(|(talk, code, coder, state, _)| (*talk, *coder, *state) == (0, 0, 0) && *code < 2)
            };
            let (mut added, mut removed, mut changed) = (vec![], vec![], vec![]);
            for id in 0..14 {
                match (stands(&before, id), stands(&after, id)) {
                    (None, Some(_)) => added.push(CodingId(id)),
                    (Some(_), None) => removed.push(CodingId(id)),
                    (Some(then), Some(now)) if then != now => changed.push(CodingId(id)),
                    _ => {}
                }
            }
            prop_assert_eq!(since, Since { added, removed, changed });
        }

        /// Whatever becomes of the codings, the three lists are a recount of
        /// what was there before and what is there after.
        #[test]
        fn the_lists_are_a_recount(
            before in prop::collection::btree_map(0u64..12, 0u8..3, 0..10),
            after in prop::collection::btree_map(0u64..12, (0u8..3, any::<bool>()), 0..10),
        ) {
            let said: Vec<(u64, String)> = before.iter().map(|(id, it)| (*id, it.to_string())).collect();
            let said: Vec<(u64, &str)> = said.iter().map(|(id, it)| (*id, it.as_str())).collect();
            let summary = Summary { seen: seen(&said), ..Summary::default() };
            let under: Vec<CodingId> = after.iter().filter(|(_, (_, here))| *here).map(|(id, _)| CodingId(*id)).collect();
            let says: HashMap<CodingId, String> = after.iter().map(|(id, (it, _))| (CodingId(*id), it.to_string())).collect();
            let since = Since::of(&summary, Some(&under), &says);
            let (mut added, mut removed, mut changed) = (0, 0, 0);
            for id in 0..12u64 {
                let now = after.get(&id).filter(|(_, here)| *here).map(|(it, _)| it);
                match (before.get(&id), now) {
                    (None, Some(_)) => added += 1,
                    (Some(_), None) => removed += 1,
                    (Some(then), Some(now)) if then != now => changed += 1,
                    _ => {}
                }
            }
            prop_assert_eq!((since.added.len(), since.removed.len(), since.changed.len()), (added, removed, changed));
            prop_assert_eq!(since.is_empty(), added + removed + changed == 0);
        }
    }
}
