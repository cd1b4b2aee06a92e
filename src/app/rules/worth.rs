//! What rules are worth, and where they fail.

use crate::analysis::Passage;
use crate::analysis::worth::{Measure, Stretch};
use crate::analysis::worth_table::{Detail, worth_table};
use crate::app::rules::ground::{Ground, Request, coded, with_numbers};
use crate::app::rules::proposals::{Proposal, proposals};
use crate::app::rules::require;
use crate::app::rules::run::{Progress, Run, stretch};
use crate::app::suggest::{self, SuggestRequest};
use crate::app::{AppError, Study, passages};
use crate::model::{CodeId, CodeKey, Problem, Rule, Table};
use std::collections::HashSet;

/// A table, and which rules could not be read.
#[derive(Debug)]
pub struct Told {
    /// The table.
    pub table: Table,
    /// What is wrong with rules; the others are in the table.
    pub bad: Vec<Problem>,
}

/// What the rules that a request names are worth. Changes nothing.
pub fn table(
    study: &Study,
    request: &Request,
    detail: Detail,
    progress: Progress<'_>,
) -> Result<Told, AppError> {
    study.store.read(|reader| {
        let ground = Ground::new(reader, request)?;
        let codebook = reader.codebook()?;
        let chosen = SuggestRequest {
            codes: request.codes.clone(),
            rules: request.rules.clone(),
            ..SuggestRequest::default()
        };
        let rules = suggest::chosen(&codebook, &chosen)?;
        let run = Run::new(reader, &codebook, &rules, &ground, progress)?;
        let ran = run.by_rule(&rules, &ground);
        let measure = measure(&ground);
        let mut table = worth_table(&measure, &ran, &codebook, &ground.conditions, detail);
        if run.asks_codings() {
            table.notes.push(
                "Some rules ask what is coded: held against the same codings, they flatter \
                 themselves."
                    .to_owned(),
            );
        }
        Ok(Told {
            table,
            bad: run.bad,
        })
    })
}

pub(super) fn measure(ground: &Ground) -> Measure {
    let hand: Vec<_> = ground.hand.iter().map(coded).collect();
    let decisions = ground.suggestions.iter().map(|it| (coded(it), it.state));
    Measure::new(ground.units(), &hand, &decisions.collect::<Vec<_>>())
}

/// A rule with all that is known of its worth.
#[derive(Debug)]
pub struct RuleShown {
    /// The code it suggests.
    pub code: CodeId,
    /// The rule.
    pub rule: Rule,
    /// Its figures, in one row.
    pub worth: Table,
    /// Passages coded by hand that it does not find, in the order of the text.
    pub missed: Vec<Passage>,
    /// What it proposes where nothing is coded so, in the order of the text.
    pub false_finds: Vec<Proposal>,
    /// What is wrong with the rule, if it cannot be read.
    pub bad: Vec<Problem>,
}

/// All about one rule, with the passages it misses and those it finds wrongly.
pub fn show(
    study: &Study,
    id: &str,
    request: &Request,
    detail: Detail,
    progress: Progress<'_>,
) -> Result<RuleShown, AppError> {
    study.store.read(|reader| {
        let codebook = reader.codebook()?;
        let (code, rule) = require(&codebook, id)?;
        let ground = Ground::new(reader, request)?;
        let rules = [(code.key, rule)];
        let run = Run::new(reader, &codebook, &rules, &ground, progress)?;
        let ran = run.by_rule(&rules, &ground);
        let measure = measure(&ground);
        let mut table = worth_table(&measure, &ran, &codebook, &ground.conditions, detail);
        keep_row(&mut table, &rule.id);
        let codes: Vec<CodeKey> = codebook.gathered(code).iter().map(|it| it.key).collect();
        let worth = measure.worth(&codes, &ran.iter().collect::<Vec<_>>());
        let missed = with_numbers(&ground.hand, &worth.missed_codings);
        let false_places: HashSet<&Stretch> = worth.false_places.iter().collect();
        Ok(RuleShown {
            code: code.id.clone(),
            rule: rule.clone(),
            worth: table,
            missed: passages::passages(reader, &missed)?,
            false_finds: proposals(
                &ground,
                run.hits
                    .iter()
                    .filter(|(transcript, hit)| false_places.contains(&stretch(*transcript, hit))),
            ),
            bad: run.bad,
        })
    })
}

/// Leaves of a table of worth the row of one rule.
pub(super) fn keep_row(table: &mut Table, rule: &str) {
    if let Some(at) = table.rows.iter().position(|head| head.name == rule) {
        table.rows = vec![table.rows.swap_remove(at)];
        table.cells = vec![table.cells.swap_remove(at)];
        table.rows.iter_mut().for_each(|head| head.depth = 0);
        table.title = "What it is worth".to_owned();
        table.corner = "rule".to_owned();
    }
}
