//! Proposals as a table.

use crate::analysis::evidence::{number, words};
use crate::analysis::heads::field_head;
use crate::analysis::learn::{LEAST_Z, Learnt};
use crate::analysis::worth_table::{Conditions, Detail};
use crate::model::{Cell, Emptiness, Table, Value};
use crate::text::counted;

/// The columns: what each is called in the full table and, if it is there, in
/// the brief one.
const COLUMNS: [(&str, Option<&str>); 14] = [
    (LANGUAGE, None),
    ("z", Some("z")),
    ("delta", Some("delta")),
    ("G²", Some("G²")),
    ("log ratio", None),
    ("passages", Some("quotes")),
    ("transcripts", Some("in")),
    ("gain", Some("gain")),
    ("loss", Some("loss")),
    ("F1 then", Some("F1")),
    ("proposed again", Some("again")),
    ("transcripts left out", None),
    ("gain left out", Some("gain*")),
    ("loss left out", Some("loss*")),
];
const LANGUAGE: &str = "language";

/// One row for each of the first `most` proposals, the surest first; behind
/// the number of passages stand their codings.
///
/// Gain and loss are turns with and without the code that the term would add
/// to what the code's rules find; `gain left out` and `loss left out` the same
/// in transcripts from which it was not learnt, over the cases in which the
/// others proposed it.
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
    let name = |(full, brief): &(&'static str, Option<&'static str>)| match detail {
        Detail::Full => Some(*full),
        Detail::Brief if several && *full == LANGUAGE => Some(*full),
        Detail::Brief => *brief,
    };
    let cells = all.iter().map(|(one, proposal)| {
        let told = proposal.held_out;
        let tried = |count: Option<usize>| match count {
            Some(count) => number(count as u64),
            None => Cell::plain(Value::Empty(Emptiness::Undefined)),
        };
        let row = vec![
            words(one.language.tag()),
            figure(Some(proposal.odds.z)),
            figure(Some(proposal.odds.delta)),
            figure(Some(proposal.g2)),
            figure(proposal.contrast.log_ratio()),
            Cell {
                behind: proposal.passages.clone(),
                ..number(proposal.passages.len() as u64)
            },
            number(proposal.transcripts as u64),
            number(proposal.gain as u64),
            number(proposal.loss as u64),
            Cell::plain(one.now.with(proposal.gain, proposal.loss).f1()),
            tried(told.map(|it| it.proposed)),
            tried(told.map(|it| it.folds)),
            tried(told.map(|it| it.gain)),
            tried(told.map(|it| it.loss)),
        ];
        let kept = row.into_iter().zip(&COLUMNS);
        let kept = kept.filter(|(_, column)| name(column).is_some());
        kept.map(|(cell, _)| cell).collect()
    });
    let brief = detail == Detail::Brief;
    Table {
        title: format!("Terms that mark {code}"),
        corner: "term".to_owned(),
        cells: cells.collect(),
        rows: all.iter().map(|(_, it)| field_head(&it.term)).collect(),
        columns: COLUMNS.iter().filter_map(name).map(field_head).collect(),
        unit: "turns; passages are those coded by hand".to_owned(),
        coders: conditions.coders.clone(),
        filters: conditions.filters.clone(),
        notes: notes(learnt, known, most, brief),
        ..Table::default()
    }
}

fn figure(figure: Option<f64>) -> Cell {
    Cell::plain(match figure {
        Some(figure) if figure.is_finite() => Value::Number(figure),
        _ => Value::Empty(Emptiness::Undefined),
    })
}

fn notes(learnt: &[Learnt], known: usize, most: usize, brief: bool) -> Vec<String> {
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
                "{language}{} not listed: marking the code, but in no coded turn that the rules \
                 do not find already.",
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
    let heads = match brief {
        true => ["quotes", "in", "F1", "again", "gain* and loss*"],
        false => [
            "passages",
            "transcripts",
            "F1 then",
            "proposed again",
            "gain and loss left out",
        ],
    };
    let [passages, transcripts, f1, again, left_out] = heads;
    notes.push(format!(
        "{passages}: passages of the code that hold the term; {transcripts}: in so many \
         transcripts."
    ));
    notes.push(format!(
        "gain, loss: turns with and without the code that the term would add to what the rules \
         find; {f1}: of the rules with it."
    ));
    notes.push(format!(
        "{again}: how often it is proposed again if one transcript is left out; {left_out}: what \
         it then adds in the one left out, from which it was not learnt."
    ));
    notes.push(format!(
        "z: log-odds ratio (delta) by its standard error, with a prior of as many words as the \
         passages have (Monroe, Colaresi & Quinn 2008), at least {LEAST_Z}; G²: log-likelihood \
         ratio, two cells (Rayson & Garside 2000)."
    ));
    notes
}
