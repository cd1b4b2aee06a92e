//! The list of what rules and searches suggest, for a person to go through.

use crate::analysis::evidence::{TIME, number, time, without_empty_times, words};
use crate::analysis::heads::field_head;
use crate::analysis::view::Passage;
use crate::model::{Origin, ReviewState, Table};

/// A suggestion with what a person wants to know of it beside its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The passage, its code and what was decided.
    pub passage: Passage,
    /// Why it was suggested, a line for each rule that finds these words.
    pub reasons: Vec<String>,
    /// Other codes that the same words carry or are suggested for, each with
    /// the coder, or `pending`.
    pub others: Vec<String>,
}

const COLUMNS: [&str; 18] = [
    "coding",
    "state",
    "code",
    "rule",
    "version",
    "search",
    "case",
    "transcript",
    "turn",
    "line",
    TIME,
    "speaker",
    "quote",
    "why",
    "other codes",
    "decided by",
    "decided",
    "memo",
];

/// Lists suggestions one a row, in the order given, with what suggested each
/// and why, and what has been decided, by whom and when (RFC 3339 in UTC); a
/// note counts the decisions. Passages coded by hand or imported may be among
/// them: rule and search are blank.
///
/// Rows are numbered from 1; `coding` (behind which it stands), `turn`
/// and `line` are counts. `time` stands there only if any passage has one.
pub fn review_list(suggestions: &[Suggestion], title: &str) -> Table {
    let cells = suggestions.iter().map(|suggestion| {
        let passage = &suggestion.passage;
        let (rule, version, search) = match &passage.origin {
            Origin::Rule { id, version } => (id.as_str(), version.as_str(), ""),
            Origin::Search { query } => ("", "", query.as_str()),
            Origin::Hand | Origin::Import => ("", "", ""),
        };
        let mut id = number(passage.id.0);
        id.behind.push(passage.id);
        vec![
            id,
            words(&passage.state.to_string()),
            words(&passage.code),
            words(rule),
            words(version),
            words(search),
            words(passage.case.as_deref().unwrap_or_default()),
            words(&passage.transcript),
            number(u64::from(passage.turn)),
            number(passage.line as u64),
            time(passage),
            words(&passage.speaker),
            words(&passage.quote),
            words(&suggestion.reasons.join("\n")),
            words(&suggestion.others.join("; ")),
            words(&passage.coder),
            words(passage.decided_at.as_deref().unwrap_or_default()),
            words(&passage.memos.join("\n")),
        ]
    });
    let in_state = |state| {
        let all = suggestions.iter();
        all.filter(|one| one.passage.state == state).count()
    };
    let decisions = format!(
        "{} pending, {} accepted, {} rejected.",
        in_state(ReviewState::Pending),
        in_state(ReviewState::Accepted),
        in_state(ReviewState::Rejected)
    );
    let mut listed = Table {
        title: title.to_owned(),
        corner: "no.".to_owned(),
        rows: (1..=suggestions.len())
            .map(|at| field_head(&at.to_string()))
            .collect(),
        columns: COLUMNS.into_iter().map(field_head).collect(),
        cells: cells.collect(),
        unit: String::new(),
        coders: Vec::new(),
        filters: Vec::new(),
        notes: vec![decisions],
        ..Table::default()
    };
    without_empty_times(&mut listed);
    listed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CodingId, Emptiness, Value};
    use crate::text::CodePointSpan;

    #[test]
    fn a_suggestion_shows_its_rule_and_what_was_decided() {
        let suggested = Passage {
            id: CodingId(9),
            transcript: "case-a".into(),
            case: Some("Case A".into()),
            turn: 4,
            in_turn: CodePointSpan::new(0, 14).unwrap(),
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
            decided_at: None,
            memos: vec!["ask again".into()],
            language: crate::text::Language::English,
        };
        let by_hand = Passage {
            id: CodingId(3),
            origin: Origin::Hand,
            coder: "Anna".into(),
            state: ReviewState::Accepted,
            decided_at: Some("2026-03-01T09:00:00Z".into()),
            memos: Vec::new(),
            ..suggested.clone()
        };
        let of_rule = Suggestion {
            passage: suggested,
            reasons: vec![
                "rew-words: bonus: “bonus”".into(),
                "pay: pay*: “pay”".into(),
            ],
            others: vec!["CRM-IT (Anna)".into(), "MO-IG (pending)".into()],
        };
        let by_hand = Suggestion {
            passage: by_hand,
            reasons: Vec::new(),
            others: Vec::new(),
        };
        let table = review_list(&[of_rule, by_hand], "To review");
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
        let text = |text: &str| Value::Text(text.into());
        assert_eq!(
            shown(0, "why"),
            text("rew-words: bonus: “bonus”\npay: pay*: “pay”")
        );
        assert_eq!(
            shown(0, "other codes"),
            text("CRM-IT (Anna); MO-IG (pending)")
        );
        assert_eq!(shown(0, "decided"), Value::Empty(Emptiness::Blank));
        assert_eq!(shown(1, "decided by"), text("Anna"));
        assert_eq!(shown(1, "decided"), text("2026-03-01T09:00:00Z"));
        assert_eq!(table.notes, ["1 pending, 1 accepted, 0 rejected."]);
        assert_eq!(table.cell(0, 0).unwrap().behind, [CodingId(9)]);
    }
}
