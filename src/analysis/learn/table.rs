//! Proposals as a table.

use crate::analysis::evidence::{number, words};
use crate::analysis::heads::field_head;
use crate::analysis::learn::{LEAST_Z, Learnt};
use crate::analysis::worth_table::{Conditions, Detail};
use crate::model::{Cell, Emptiness, Table, Value};
use crate::text::counted;

/// The columns, those of the brief table marked.
const COLUMNS: [(&str, bool); 15] = [
    ("term", true),
    ("language", false),
    ("z", true),
    ("delta", true),
    ("G²", true),
    ("log ratio", false),
    ("passages", true),
    ("transcripts", true),
    ("gain", true),
    ("loss", true),
    ("F1 then", true),
    ("learnt without", true),
    ("left out", false),
    ("gain there", true),
    ("loss there", true),
];

/// One row for each of the first `most` proposals, the surest first; behind
/// the number of passages stand their codings.
///
/// Gain and loss are turns with and without the code that the term would add
/// to what the code's rules find; `gain there` and `loss there` the same in
/// transcripts from which it was not learnt, over the `learnt without` cases
/// in which the others proposed it.
pub fn proposal_table(
    learnt: &[Learnt],
    code: &str,
    conditions: &Conditions,
    most: usize,
    detail: Detail,
) -> Table {
    let mut all: Vec<_> = learnt
        .iter()
        .flat_map(|one| one.proposals.iter().map(move |proposal| (one, proposal)))
        .collect();
    // Languages come one after the other; the surest of all come first.
    all.sort_by(|(_, a), (_, b)| b.odds.z.total_cmp(&a.odds.z));
    let known = all.len();
    all.truncate(most);
    let several = learnt.len() > 1;
    let shows = |(name, brief): &(&str, bool)| {
        *brief || detail == Detail::Full || (several && *name == "language")
    };
    let cells = all.iter().map(|(one, proposal)| {
        let held_out = |figure: Option<usize>| match figure {
            Some(figure) => number(figure as u64),
            None => Cell::plain(Value::Empty(Emptiness::Undefined)),
        };
        let told = proposal.held_out;
        let row = vec![
            words(&proposal.term),
            words(one.language.tag()),
            decimal(Some(proposal.odds.z)),
            decimal(Some(proposal.odds.delta)),
            decimal(Some(proposal.g2)),
            decimal(proposal.contrast.log_ratio()),
            Cell {
                behind: proposal.passages.clone(),
                ..number(proposal.passages.len() as u64)
            },
            number(proposal.transcripts as u64),
            number(proposal.gain as u64),
            number(proposal.loss as u64),
            Cell::plain(one.now.with(proposal.gain, proposal.loss).f1()),
            held_out(told.map(|it| it.proposed)),
            held_out(told.map(|it| it.folds)),
            held_out(told.map(|it| it.gain)),
            held_out(told.map(|it| it.loss)),
        ];
        let kept = row.into_iter().zip(&COLUMNS);
        let kept = kept.filter(|(_, column)| shows(column));
        kept.map(|(cell, _)| cell).collect()
    });
    Table {
        title: format!("Terms that mark {code}"),
        corner: "no.".to_owned(),
        cells: cells.collect(),
        rows: (1..=all.len())
            .map(|at| field_head(&at.to_string()))
            .collect(),
        columns: COLUMNS
            .iter()
            .filter(|column| shows(column))
            .map(|(name, _)| field_head(name))
            .collect(),
        unit: "turns; passages are those coded by hand".to_owned(),
        coders: conditions.coders.clone(),
        filters: conditions.filters.clone(),
        notes: notes(learnt, known, most),
    }
}

/// Two decimals; a table has no fractions of its own.
fn decimal(number: Option<f64>) -> Cell {
    match number {
        Some(number) => words(&format!("{number:.2}")),
        None => Cell::plain(Value::Empty(Emptiness::Undefined)),
    }
}

fn notes(learnt: &[Learnt], known: usize, most: usize) -> Vec<String> {
    let mut notes = Vec::new();
    for one in learnt {
        let language = match learnt.len() {
            1 => String::new(),
            _ => format!("{}: ", one.language.name()),
        };
        notes.push(format!(
            "{language}Learnt from {} in {} of {} coded by hand. The code's rules find {} of its \
             {} now, and {} without it (F1 {}).",
            counted(one.passages, "passage"),
            one.with_code,
            counted(one.transcripts, "transcript"),
            one.now.found,
            counted(one.now.found + one.now.missed, "turn"),
            one.now.false_finds,
            one.now.f1().words(),
        ));
        if one.found_already > 0 {
            notes.push(format!(
                "{language}{} mark the code too, but bring no coded turn that the rules do not \
                 find already.",
                counted(one.found_already, "term")
            ));
        }
        if one.transcripts < 2 {
            notes.push(format!(
                "{language}There is no second transcript on which the terms could be tried: the \
                 figures flatter them."
            ));
        }
    }
    if known > most {
        notes.push(format!(
            "Not shown: {} more.",
            counted(known - most, "term")
        ));
    }
    notes.push(format!(
        "z: log-odds ratio (delta) by its standard error, with a prior of as many words as the \
         passages have (Monroe, Colaresi & Quinn 2008); {LEAST_Z} or more. G²: two cells \
         (Rayson & Garside 2000)."
    ));
    notes.push(
        "Learnt without: in how many cases the term is proposed if one transcript is left out; \
         gain and loss there: what it then adds in the one left out."
            .to_owned(),
    );
    notes
}
