//! One row, one respondent: each becomes a transcript in which the questions
//! are asked and answered in turn. A question without an answer stays, for
//! tables tell "asked, but nothing said" from "not asked".

use super::attributes;
use super::head::{Table, shortened};
use super::messages::{ASKS, named};
use super::plan::Plan;
use super::uses::ColumnUse;
use super::{Draft, Piece, Told};
use crate::formats::sheet::Cell;
use crate::formats::transcript::Doubt;
use crate::model::Role;
use std::collections::HashSet;

/// The one who answers, where no column names them.
const ANSWERS: &str = "Respondent";

/// Reads the answers of one table, a draft for each respondent.
pub(super) fn read(table: &Table, plan: &Plan, told: &mut Told) -> Vec<Draft> {
    let questions = plan.all(ColumnUse::Question);
    told.notes.push(format!(
        "each row is read as one person's answers (questions: {}); \
         if each row is one message, name the column of the words with --column text=",
        questions.len()
    ));
    let mut drafts = Vec::new();
    let mut names: HashSet<String> = HashSet::new();
    let mut silent = 0;
    for row in &table.rows {
        let answers: Vec<(usize, String)> = questions
            .iter()
            .map(|at| (*at, row.cell(*at).shown().into_owned()))
            .collect();
        for at in questions.iter().filter(|at| *row.cell(**at) == Cell::Error) {
            told.doubts.push(Doubt {
                line: row.line,
                what: format!(
                    "a formula came to nothing where the answer to '{}' should stand",
                    shortened(table.head(*at))
                ),
            });
        }
        if answers.iter().all(|(_, words)| words.trim().is_empty()) {
            silent += 1;
            continue;
        }
        let id = plan.at(ColumnUse::Author).map(|at| named(row.cell(at)));
        let id = id.filter(|id| !id.is_empty());
        let speaker = match &id {
            // "7" alone is no name.
            Some(id) if !id.chars().any(char::is_alphabetic) => format!("{ANSWERS} {id}"),
            Some(id) => id.clone(),
            None => ANSWERS.to_owned(),
        };
        let mut part = match &id {
            Some(_) => speaker.clone(),
            None => format!("row {}", row.number),
        };
        if !names.insert(part.clone()) {
            part = format!("{part} (row {})", row.number);
            names.insert(part.clone());
        }
        let mut draft = Draft {
            part: Some(part),
            id,
            authors: vec![speaker.clone()],
            informant: Some(speaker.clone()),
            ..Draft::default()
        };
        draft.roles.insert(ASKS.to_owned(), Role::Interviewer);
        if speaker != ASKS {
            draft.roles.insert(speaker.clone(), Role::Informant);
        }
        for (at, words) in answers {
            let asked = table
                .questions
                .get(at)
                .filter(|head| !head.trim().is_empty());
            let turns = [
                (ASKS, asked.map_or(table.head(at), String::as_str)),
                (speaker.as_str(), words.as_str()),
            ];
            draft.pieces.extend(turns.map(|(speaker, text)| Piece {
                speaker: speaker.to_owned(),
                text: text.to_owned(),
                fresh: true,
                ..Piece::default()
            }));
        }
        if let Some(at) = plan.at(ColumnUse::Case) {
            draft.case = Some(named(row.cell(at))).filter(|case| !case.is_empty());
        }
        for at in plan.all(ColumnUse::Attribute) {
            attributes::add(&mut draft.attributes, table.head(at), named(row.cell(at)));
        }
        drafts.push(draft);
    }
    if silent > 0 {
        told.notes.push(format!(
            "respondents who answered no open question, left out: {silent}"
        ));
    }
    drafts
}
