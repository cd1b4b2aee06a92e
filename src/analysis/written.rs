//! Cells that show what a person wrote.

use crate::analysis::evidence_of_pair::Pairs;
use crate::analysis::since::Comparison;
use crate::analysis::view::View;
use crate::model::{Axis, Cell, CodingId, Emptiness, Summary, SummaryState, Value};
use std::collections::HashMap;

/// The written summaries by their pairs, of subjects of any kind.
pub(super) struct Written<'a> {
    view: &'a View<'a>,
    by_pair: HashMap<(Axis, Axis), &'a Summary>,
    comparison: Comparison<'a>,
    names: Pairs<'a>,
}

impl<'a> Written<'a> {
    /// Finds each pair's summary. One without a word in it is not written,
    /// unless it says that the pair does not apply.
    pub(super) fn new(view: &'a View<'a>) -> Self {
        let mut written = Self {
            view,
            by_pair: HashMap::new(),
            comparison: Comparison::new(view),
            // It counts nothing; it knows the names of cases.
            names: Pairs::new(
                &View {
                    marks: &[],
                    ..*view
                },
                &[],
            ),
        };
        for summary in view.summaries {
            if summary.text.trim().is_empty() && summary.state != SummaryState::NotApplicable {
                continue;
            }
            let pair = written.pair(&summary.row, &summary.column);
            written.by_pair.entry(pair).or_insert(summary);
        }
        written
    }

    /// The cell of a pair, whichever of the two comes first, if somebody has
    /// written it. Behind it stand the codings it cites; it is stale when its
    /// evidence is no longer what the writer had, and remarks what happened.
    pub(super) fn cell(&self, one: &Axis, other: &Axis) -> Option<Cell> {
        let summary = self.by_pair.get(&self.pair(one, other))?;
        if summary.state == SummaryState::NotApplicable {
            let under = self.comparison.under(summary);
            return Some(not_applicable(summary, under.unwrap_or_default()));
        }
        let since = self.comparison.since(summary, self.view);
        let remark = match (since.is_empty(), summary.is_quotes()) {
            (false, _) => format!("{} since it was written", since.words()),
            (true, true) => "quotes, to be rewritten".to_owned(),
            (true, false) => String::new(),
        };
        Some(Cell {
            value: Value::Text(summary.text.clone()),
            behind: summary.cites.iter().map(|cite| cite.coding).collect(),
            stale: !since.is_empty(),
            draft: summary.state == SummaryState::Draft,
            remark,
            ..Cell::default()
        })
    }

    /// Two subjects in an order of their own, so that the pair is found
    /// whichever side of a table each stands on.
    fn pair(&self, one: &Axis, other: &Axis) -> (Axis, Axis) {
        let (one, other) = (self.names.proper(one), self.names.proper(other));
        if one <= other {
            (one, other)
        } else {
            (other, one)
        }
    }
}

/// A pair that does not apply is empty, unless there are passages all the
/// same: then it is open again, and says so.
fn not_applicable(summary: &Summary, under: Vec<CodingId>) -> Cell {
    let reason = summary.text.trim();
    if under.is_empty() {
        return Cell {
            value: Value::Empty(Emptiness::NotApplicable),
            remark: match reason {
                "" => String::new(),
                reason => format!("not applicable: {reason}"),
            },
            ..Cell::default()
        };
    }
    let because = match reason {
        "" => String::new(),
        reason => format!(" ({reason})"),
    };
    Cell {
        value: Value::Empty(Emptiness::NotWritten),
        remark: format!(
            "said not to apply{because}, but {} here",
            match under.len() {
                1 => "1 coding is".to_owned(),
                many => format!("{many} codings are"),
            }
        ),
        behind: under,
        stale: true,
        ..Cell::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::tests::study::Study;
    use crate::model::{Citation, Seen, Wording};

    /// Two codes in two cases, coded by two coders.
    fn study() -> Study {
        let mut study = Study::new(&["A", "B"], &["One", "Two"]);
        study.transcript("one", "One").transcript("two", "Two");
        study.coding(1, "one", (20, 31), "A", "Anna");
        study.coding(2, "one", (24, 27), "B", "Anna");
        study.coding(3, "two", (20, 27), "A", "Anna");
        study
    }

    /// Writes a cell that has seen all of Anna's codings under it.
    fn write(study: &mut Study, row: &Axis, column: &Axis, state: SummaryState) {
        let pairs = Pairs::new(&study.view(), &["Anna".to_owned()]);
        let under = pairs.under(row, column).unwrap();
        let codings = under.into_iter().map(|coding| Citation {
            evidence: format!("says {coding}"),
            coding,
        });
        let seen = Seen {
            coders: vec!["Anna".into()],
            codings: codings.collect(),
        };
        let says = seen.codings.iter();
        let says: Vec<_> = says.map(|it| (it.coding, it.evidence.clone())).collect();
        study.evidence.extend(says);
        study.summaries.push(Summary {
            row: row.clone(),
            column: column.clone(),
            text: "written".into(),
            state,
            seen: Some(seen),
            ..Summary::default()
        });
    }

    fn cell(study: &Study, one: &Axis, other: &Axis) -> Option<Cell> {
        let view = study.view();
        Written::new(&view).cell(one, other)
    }

    #[test]
    fn pairs_of_every_kind_are_found_in_either_order() {
        let mut study = study();
        let (a, b) = (study.key("A"), study.key("B"));
        let code = |id: &str| Axis::Code(if id == "A" { a } else { b });
        let attribute = Axis::Attribute {
            name: "size".into(),
            value: "big".into(),
        };
        let pairs = [
            (code("A"), Axis::Case("One".into())),
            (code("A"), code("B")),
            (code("A"), attribute.clone()),
            (code("A"), Axis::All),
            (Axis::All, Axis::Case("One".into())),
            (
                code("B"),
                Axis::Nested(vec![attribute, Axis::Case("Two".into())]),
            ),
        ];
        for (row, column) in &pairs {
            write(&mut study, row, column, SummaryState::Final);
        }
        for (row, column) in &pairs {
            for (one, other) in [(row, column), (column, row)] {
                let cell = cell(&study, one, other).unwrap();
                assert_eq!(cell.words(), "written", "{one:?} × {other:?}");
            }
        }
        let missing = (code("B"), Axis::Case("One".into()));
        assert_eq!(cell(&study, &missing.0, &missing.1), None);
        let folded = cell(&study, &code("A"), &Axis::Case("one".into()));
        assert!(folded.is_some(), "cases fold");
    }

    #[test]
    fn a_cell_says_what_has_happened_since() {
        let mut study = study();
        let pair = (Axis::Code(study.key("A")), Axis::Case("One".into()));
        write(&mut study, &pair.0, &pair.1, SummaryState::Draft);
        let words = |study: &Study| cell(study, &pair.0, &pair.1).unwrap().words();
        assert_eq!(words(&study), "written [draft]");
        // Another coder's work says nothing about it, nor does a suggestion.
        study.coding(11, "one", (20, 27), "A", "Bo");
        study.pending(12, "one", (32, 35), "A");
        assert_eq!(words(&study), "written [draft]");
        study.coding(13, "one", (40, 47), "A", "Anna");
        assert_eq!(words(&study), "written [draft] [evidence changed]");
        let remark = cell(&study, &pair.0, &pair.1).unwrap().remark;
        assert_eq!(remark, "1 coding added since it was written");
    }

    #[test]
    fn what_does_not_apply_is_empty_until_something_is_coded_there() {
        let mut study = study();
        let pair = (Axis::Code(study.key("B")), Axis::Case("Two".into()));
        write(&mut study, &pair.0, &pair.1, SummaryState::NotApplicable);
        study.summaries[0].text = "sells nothing".into();
        let empty = cell(&study, &pair.0, &pair.1).unwrap();
        assert_eq!(empty.value, Value::Empty(Emptiness::NotApplicable));
        assert_eq!(empty.remark, "not applicable: sells nothing");
        study.coding(14, "two", (20, 27), "B", "Anna");
        let open = cell(&study, &pair.0, &pair.1).unwrap();
        assert_eq!(open.value, Value::Empty(Emptiness::NotWritten));
        assert_eq!(open.behind, [CodingId(14)]);
        assert_eq!(
            open.remark,
            "said not to apply (sells nothing), but 1 coding is here"
        );
    }

    #[test]
    fn quotes_that_wait_to_be_rewritten_say_so() {
        let mut study = study();
        let pair = (Axis::Code(study.key("A")), Axis::Case("One".into()));
        write(&mut study, &pair.0, &pair.1, SummaryState::Draft);
        study.summaries[0].origin = Wording::Quotes;
        let remark = cell(&study, &pair.0, &pair.1).unwrap().remark;
        assert_eq!(remark, "quotes, to be rewritten");
    }
}
