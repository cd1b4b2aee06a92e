//! What rules are worth as a table: each code with its rules below it.

use crate::analysis::heads::{code_head, field_head};
use crate::analysis::worth::{Measure, Ran, UnitKind, Worth};
use crate::model::{
    Axis, Cell, Code, CodeKey, CodeKind, Codebook, Coder, CodingId, Emptiness, Heading, Table,
    Value,
};
use std::collections::{BTreeSet, HashSet};

/// How much a table of worth shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    /// What fits a terminal.
    #[default]
    Brief,
    /// Every figure, for files and programs.
    Full,
}

/// Under which conditions rules were held against codings.
#[derive(Clone, Debug, Default)]
pub struct Conditions {
    /// What is counted.
    pub unit: UnitKind,
    /// Whose hand coding it is.
    pub coders: Vec<Coder>,
    /// Of which cases or transcripts, in words.
    pub filters: Vec<String>,
    /// Who decided over the suggestions.
    pub deciders: BTreeSet<Coder>,
    /// How many transcripts were read, and how many of them the coders have
    /// coded by hand.
    pub transcripts: (usize, usize),
}

/// The columns, those of the brief table marked.
const COLUMNS: [(&str, bool); 13] = [
    ("hits", true),
    ("accepted", true),
    ("rejected", true),
    ("pending", true),
    ("accepted of decided", false),
    ("read", false),
    ("coded", false),
    ("found", true),
    ("false", true),
    ("missed", true),
    ("precision", true),
    ("recall", true),
    ("F1", true),
];

/// One row for each code in `codes` that any of the rules serves, itself or
/// through what it gathers, and below it one for each rule of its own.
///
/// Behind the numbers stand codings: the suggestions decided, the hand codings
/// found and missed.
pub fn worth_table(
    measure: &Measure,
    rules: &[Ran<'_>],
    codebook: &Codebook,
    conditions: &Conditions,
    detail: Detail,
) -> Table {
    let mut rows = Vec::new();
    let mut cells = Vec::new();
    let mut notes = Notes::default();
    let mut add = |head: Heading, worth: Option<&Worth>| {
        rows.push(head);
        cells.push(in_detail(row(worth), detail));
    };
    for code in codebook.codes.values() {
        let keys: Vec<CodeKey> = codebook.gathered(code).iter().map(|it| it.key).collect();
        let all: Vec<&Ran<'_>> = rules
            .iter()
            .filter(|ran| keys.contains(&ran.code))
            .collect();
        if all.is_empty() {
            continue;
        }
        let whole = measure.worth(&keys, &all);
        notes.take(code, &whole);
        add(
            Heading {
                depth: 0,
                ..code_head(codebook, code)
            },
            Some(&whole),
        );
        for ran in all.iter().filter(|ran| ran.code == code.key) {
            let able = ran.proposed.is_some();
            let worth = measure.worth(&keys, &[ran]);
            add(rule_head(&ran.rule.id), able.then_some(&worth));
        }
    }
    let kept = COLUMNS.iter().filter(|column| shows(column, detail));
    let mut table = Table {
        title: "What the rules are worth".to_owned(),
        corner: "code and its rules".to_owned(),
        rows,
        columns: kept.map(|(name, _)| field_head(name)).collect(),
        cells,
        unit: format!(
            "{0}s coded by hand; hits, accepted, rejected and pending are passages",
            conditions.unit
        ),
        coders: conditions.coders.clone(),
        filters: conditions.filters.clone(),
        notes: Vec::new(),
    };
    table.notes = notes.into_words(&table, conditions);
    table
}

fn shows((_, brief): &(&str, bool), detail: Detail) -> bool {
    *brief || detail == Detail::Full
}

fn in_detail(row: Vec<Cell>, detail: Detail) -> Vec<Cell> {
    let all = row.into_iter().zip(COLUMNS);
    let kept = all.filter(|(_, column)| shows(column, detail));
    kept.map(|(cell, _)| cell).collect()
}

fn rule_head(id: &str) -> Heading {
    Heading {
        subject: Axis::Field(id.to_owned()),
        name: id.to_owned(),
        label: id.to_owned(),
        depth: 1,
    }
}

/// The figures in the order of [`COLUMNS`]; undefined for a rule that cannot
/// be read, not coded where there is nothing to hold it against.
fn row(worth: Option<&Worth>) -> Vec<Cell> {
    let Some(worth) = worth else {
        return vec![Cell::plain(Value::Empty(Emptiness::Undefined)); COLUMNS.len()];
    };
    let count = |count: usize| Cell::plain(Value::Count(count as u64));
    let of_codings = |codings: &[CodingId]| behind(codings.len(), codings);
    let against = |cell: Cell| match worth.read {
        0 => Cell::plain(Value::Empty(Emptiness::NotCoded)),
        _ => cell,
    };
    let coded = worth.found.len() + worth.missed.len();
    vec![
        count(worth.hits),
        of_codings(&worth.accepted),
        of_codings(&worth.rejected),
        of_codings(&worth.pending),
        Cell::plain(worth.kept()),
        count(worth.read),
        against(count(coded)),
        against(behind(worth.found.len(), &worth.found_codings)),
        against(count(worth.false_finds.len())),
        against(behind(worth.missed.len(), &worth.missed_codings)),
        against(Cell::plain(worth.precision())),
        against(Cell::plain(worth.recall())),
        against(Cell::plain(worth.f1())),
    ]
}

fn behind(count: usize, codings: &[CodingId]) -> Cell {
    Cell {
        behind: codings.to_vec(),
        ..Cell::plain(Value::Count(count as u64))
    }
}

/// What a reader must know that the figures do not say.
#[derive(Default)]
struct Notes {
    /// Units, by code and number, that are false but accepted since.
    agreed: HashSet<(CodeKey, usize)>,
    unread: BTreeSet<CodingId>,
}

impl Notes {
    fn take(&mut self, code: &Code, worth: &Worth) {
        // What a pattern code gathers has been counted at its own code.
        if code.kind != CodeKind::Pattern {
            let agreed = worth.agreed.iter().map(|unit| (code.key, *unit));
            self.agreed.extend(agreed);
        }
        self.unread.extend(&worth.unread);
    }

    fn into_words(self, table: &Table, conditions: &Conditions) -> Vec<String> {
        let Conditions {
            unit, transcripts, ..
        } = conditions;
        let mut notes = vec![format!(
            "Hand coding: in {} of {} transcripts; only there can a rule be right, false or miss \
             something. Accepted suggestions are no hand coding.",
            transcripts.1, transcripts.0
        )];
        if !conditions.deciders.is_empty() {
            let who: Vec<&str> = conditions.deciders.iter().map(String::as_str).collect();
            notes.push(format!("Decided over suggestions: {}.", who.join(", ")));
        }
        if !self.agreed.is_empty() {
            notes.push(format!(
                "In {} of the false {unit}s, counted for each code, a suggestion has been \
                 accepted since: a person agrees with the rule there.",
                self.agreed.len()
            ));
        }
        if !self.unread.is_empty() {
            notes.push(format!(
                "Not counted as missed, as no rule of the code reads those words: {} by hand.",
                crate::text::counted(self.unread.len(), "coding")
            ));
        }
        for why in table.emptiness() {
            notes.extend(match why {
                Emptiness::Undefined => Some(
                    "“undefined”: a share of nothing, as nothing was found, coded or decided; or \
                     the rule cannot be read."
                        .to_owned(),
                ),
                Emptiness::NotCoded => Some(
                    "“not coded yet”: the coder has coded none of the interviews that the rule \
                     reads."
                        .to_owned(),
                ),
                _ => None,
            });
        }
        notes
    }
}
