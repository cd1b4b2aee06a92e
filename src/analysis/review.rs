//! The list of what rules suggest, for a person to go through.

use crate::analysis::evidence::{TIME, number, time, without_empty_times, words};
use crate::analysis::heads::field_head;
use crate::analysis::view::Passage;
use crate::model::{Origin, ReviewState, Table};

const COLUMNS: [&str; 14] = [
    "coding",
    "state",
    "code",
    "rule",
    "version",
    "case",
    "transcript",
    "turn",
    "line",
    TIME,
    "speaker",
    "quote",
    "decided by",
    "memo",
];

/// Lists passages one a row, in the order given, with the rule that suggested
/// each and what has been decided; a note counts the decisions. Passages coded
/// by hand or imported may be among them: their rule is blank.
///
/// Rows are numbered from 1; `coding` (behind which it stands), `turn`
/// and `line` are counts. `time` stands there only if any passage has one.
pub fn review_list(passages: &[Passage], title: &str) -> Table {
    let cells = passages.iter().map(|passage| {
        let (rule, version) = match &passage.origin {
            Origin::Rule { id, version } => (id.as_str(), version.as_str()),
            Origin::Search { .. } => ("search", ""),
            Origin::Hand | Origin::Import => ("", ""),
        };
        let mut id = number(passage.id.0);
        id.behind.push(passage.id);
        vec![
            id,
            words(&passage.state.to_string()),
            words(&passage.code),
            words(rule),
            words(version),
            words(passage.case.as_deref().unwrap_or_default()),
            words(&passage.transcript),
            number(u64::from(passage.turn)),
            number(passage.line as u64),
            time(passage),
            words(&passage.speaker),
            words(&passage.quote),
            words(&passage.coder),
            words(&passage.memos.join("\n")),
        ]
    });
    let in_state = |state| passages.iter().filter(|one| one.state == state).count();
    let decisions = format!(
        "{} pending, {} accepted, {} rejected.",
        in_state(ReviewState::Pending),
        in_state(ReviewState::Accepted),
        in_state(ReviewState::Rejected)
    );
    let mut listed = Table {
        title: title.to_owned(),
        corner: "no.".to_owned(),
        rows: (1..=passages.len())
            .map(|at| field_head(&at.to_string()))
            .collect(),
        columns: COLUMNS.into_iter().map(field_head).collect(),
        cells: cells.collect(),
        unit: String::new(),
        coders: Vec::new(),
        filters: Vec::new(),
        notes: vec![decisions],
    };
    without_empty_times(&mut listed);
    listed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CodingId, Emptiness, Value};

    #[test]
    fn a_suggestion_shows_its_rule_and_what_was_decided() {
        let suggested = Passage {
            id: CodingId(9),
            transcript: "case-a".into(),
            case: Some("Case A".into()),
            turn: 4,
            line: 12,
            starts_at: Some(83_000),
            speaker: "J".into(),
            code: "CRM-STR-rew".into(),
            quote: "we pay a bonus".into(),
            coder: String::new(),
            origin: Origin::Rule {
                id: "rew-words".into(),
                version: "1a2b3c4d".into(),
            },
            state: ReviewState::Pending,
            memos: vec!["ask again".into()],
        };
        let by_hand = Passage {
            id: CodingId(3),
            origin: Origin::Hand,
            coder: "Anna".into(),
            state: ReviewState::Accepted,
            memos: Vec::new(),
            ..suggested.clone()
        };
        let table = review_list(&[suggested, by_hand], "To review");
        let shown = |row: usize, column: &str| {
            let at = COLUMNS.iter().position(|name| *name == column).unwrap();
            table.cell(row, at).unwrap().value.clone()
        };
        assert_eq!(shown(0, "rule"), Value::Text("rew-words".into()));
        assert_eq!(shown(0, "version"), Value::Text("1a2b3c4d".into()));
        assert_eq!(shown(0, "decided by"), Value::Empty(Emptiness::Blank));
        assert_eq!(shown(0, "line"), Value::Count(12));
        assert_eq!(shown(0, "time"), Value::Text("0:01:23".into()));
        assert_eq!(shown(1, "rule"), Value::Empty(Emptiness::Blank));
        assert_eq!(shown(1, "decided by"), Value::Text("Anna".into()));
        assert_eq!(table.notes, ["1 pending, 1 accepted, 0 rejected."]);
        assert_eq!(table.cell(0, 0).unwrap().behind, [CodingId(9)]);
    }
}
