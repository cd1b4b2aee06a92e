//! What rules are worth as a table: each code with its rules below it.

use crate::analysis::evidence::words;
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

/// The columns: what each is called in the full table and, if it is there, in
/// the brief one.
const COLUMNS: [(&str, Option<&str>); 15] = [
    ("suggests", None),
    ("version", None),
    ("hits", Some("hits")),
    ("accepted", Some("yes")),
    ("rejected", Some("no")),
    ("pending", Some("open")),
    ("accepted of decided", None),
    ("read", None),
    ("coded", None),
    ("found", Some("found")),
    ("false", Some("false")),
    ("missed", Some("missed")),
    ("precision", Some("precision")),
    ("recall", Some("recall")),
    ("F1", Some("F1")),
];

/// How many columns say which rule it is.
const ABOUT: usize = 2;

/// One row for each code all of whose rules ran, its own or those of what it
/// gathers, and below it one for each rule of its own.
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
    let mut add = |head: Heading, row: Vec<Cell>| {
        rows.push(head);
        cells.push(in_detail(row, detail));
    };
    for code in codebook.codes.values() {
        let gathered = codebook.gathered(code);
        let keys: Vec<CodeKey> = gathered.iter().map(|it| it.key).collect();
        let all: Vec<&Ran<'_>> = rules
            .iter()
            .filter(|ran| keys.contains(&ran.code))
            .collect();
        if all.is_empty() {
            continue;
        }
        // Part of a code's rules would show the code in a false light.
        let in_use = gathered.iter().filter(|code| !code.retired);
        let complete = in_use.map(|code| code.rules.len()).sum::<usize>() == all.len();
        if complete {
            let whole = measure.worth(&keys, &all);
            notes.take(code, &whole);
            let able = all.iter().any(|ran| ran.proposed.is_some());
            let about = [words(code.id.as_str()), words("")];
            add(
                head_of_code(codebook, code, detail),
                row(about, able.then_some(&whole)),
            );
        }
        for ran in all.iter().filter(|ran| ran.code == code.key) {
            let able = ran.proposed.is_some();
            let worth = measure.worth(&keys, &[ran]);
            let about = [words(code.id.as_str()), words(&ran.rule.version())];
            let depth = usize::from(complete);
            add(
                rule_head(&ran.rule.id, depth),
                row(about, able.then_some(&worth)),
            );
        }
    }
    let shown = COLUMNS.iter().filter_map(|column| name(column, detail));
    let mut table = Table {
        title: "What the rules are worth".to_owned(),
        corner: "code and its rules".to_owned(),
        rows,
        columns: shown.map(field_head).collect(),
        cells,
        unit: format!(
            "{0}s coded by hand; hits and suggestions are passages",
            conditions.unit
        ),
        coders: conditions.coders.clone(),
        filters: conditions.filters.clone(),
        notes: Vec::new(),
        ..Table::default()
    };
    table.notes = notes.into_words(&table, conditions);
    table
}

/// What a column is called, if it is shown.
fn name<'a>((full, brief): &(&'a str, Option<&'a str>), detail: Detail) -> Option<&'a str> {
    match detail {
        Detail::Full => Some(full),
        Detail::Brief => *brief,
    }
}

/// Where there is nothing to hold a rule against, or it cannot be read, a brief
/// table stays blank and says so below: three words in seven cells would break
/// the page.
fn in_detail(row: Vec<Cell>, detail: Detail) -> Vec<Cell> {
    let undefined = |cell: &Cell| cell.value == Value::Empty(Emptiness::Undefined);
    let unreadable = row.iter().skip(ABOUT).all(undefined);
    let all = row.into_iter().zip(&COLUMNS);
    let kept = all.filter(|(_, column)| name(column, detail).is_some());
    kept.map(|(cell, _)| match (detail, &cell.value) {
        (Detail::Brief, Value::Empty(why)) if unreadable || *why == Emptiness::NotCoded => {
            Cell::plain(Value::Empty(Emptiness::Blank))
        }
        _ => cell,
    })
    .collect()
}

/// A brief table has room for the name of a code only.
fn head_of_code(codebook: &Codebook, code: &Code, detail: Detail) -> Heading {
    let head = code_head(codebook, code);
    Heading {
        label: match detail {
            Detail::Brief => head.name.clone(),
            Detail::Full => head.label,
        },
        depth: 0,
        ..head
    }
}

fn rule_head(id: &str, depth: usize) -> Heading {
    Heading {
        subject: Axis::Field(id.to_owned()),
        name: id.to_owned(),
        label: id.to_owned(),
        depth,
        ..Heading::default()
    }
}

/// A row in the order of [`COLUMNS`]; undefined for a rule that cannot
/// be read, not coded where there is nothing to hold it against.
fn row(about: [Cell; ABOUT], worth: Option<&Worth>) -> Vec<Cell> {
    let mut row = Vec::from(about);
    let Some(worth) = worth else {
        row.resize(
            COLUMNS.len(),
            Cell::plain(Value::Empty(Emptiness::Undefined)),
        );
        return row;
    };
    let count = |count: usize| Cell::plain(Value::Count(count as u64));
    let of_codings = |codings: &[CodingId]| behind(codings.len(), codings);
    let against = |cell: Cell| match worth.read {
        0 => Cell::plain(Value::Empty(Emptiness::NotCoded)),
        _ => cell,
    };
    let coded = worth.found.len() + worth.missed.len();
    row.extend([
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
    ]);
    row
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
            "Hand coding: in {} of {}; only there can a rule be right, false or miss something. \
             Accepted suggestions are no hand coding.",
            transcripts.1,
            crate::text::counted(transcripts.0, "transcript")
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
        let heads: Vec<&str> = table
            .columns
            .iter()
            .map(|head| head.name.as_str())
            .collect();
        if heads.contains(&"yes") {
            notes.push(
                "yes, no, open: suggestions accepted, rejected, not decided yet. A hit on a passage \
                 coded so by hand is none."
                    .to_owned(),
            );
        }
        let blank = |cell: &Cell| cell.value == Value::Empty(Emptiness::Blank);
        if heads.contains(&"yes") && table.cells.iter().flatten().any(blank) {
            notes.push(
                "Blank: the coder has coded none of the interviews that the rule reads, or the \
                 rule cannot be read."
                    .to_owned(),
            );
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
