//! `suggest --try`: a rule on trial. Nothing is written.

use crate::analysis::worth_table::{Detail, worth_table};
use crate::app::rules::ground::{Ground, Request};
use crate::app::rules::proposals::{Proposal, proposals};
use crate::app::rules::run::{Progress, Run};
use crate::app::rules::worth::{keep_row, measure};
use crate::app::said_so::{Held, Said};
use crate::app::suggest::coding_of;
use crate::app::surroundings::StudyNames;
use crate::app::{AppError, Study};
use crate::model::{
    Code, CodeKey, Codebook, Coding, Extent, Problem, Rule, Scope, Table, TranscriptId,
};
use crate::rules::parse_known;
use crate::store::Reader;
use crate::text::Language;
use indexmap::IndexMap;
use std::collections::HashSet;

/// A rule to try, and where.
#[derive(Clone, Debug, Default)]
pub struct Trial {
    /// In the language of rules.
    pub find: String,
    /// The code it would suggest, if it is known yet.
    pub code: Option<String>,
    /// Whose words it would read.
    pub scope: Scope,
    /// How much it would propose.
    pub extent: Extent,
    /// Only transcripts in this language.
    pub lang: Option<String>,
    /// In which interviews, and whose hand coding it is held against.
    pub on: Request,
    /// How many of its hits to show; they are spread over all of them.
    pub shown: usize,
}

/// What a rule on trial comes to.
#[derive(Debug)]
pub struct Tried {
    /// How many passages it proposes.
    pub hits: usize,
    /// Some of them, each with why it is one, in the order of the text.
    pub sample: Vec<(Proposal, Vec<String>)>,
    /// In every case, also where it finds nothing; what belongs to no case
    /// stands last.
    pub cases: Vec<CaseCount>,
    /// Held against hand coding, where it is known for which code.
    pub worth: Option<Table>,
}

/// What a rule on trial proposes in one case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseCount {
    /// The case.
    pub case: Option<String>,
    /// Passages it proposes.
    pub hits: usize,
    /// In so many turns.
    pub turns: usize,
    /// Of the hits: on words that a person has coded so.
    pub coded: usize,
    /// On words that a person has rejected for the code.
    pub rejected: usize,
    /// On words that wait as a suggestion of the code.
    pub waiting: usize,
}

impl CaseCount {
    /// Hits of which nobody has said anything yet.
    pub fn fresh(&self) -> usize {
        self.hits
            .saturating_sub(self.coded + self.rejected + self.waiting)
    }
}

/// What the rule is called while it is tried; no rule of a codebook is.
const NAME: &str = "(on trial)";

/// Tries a rule.
///
/// # Errors
/// A pattern that cannot be read, with its column; an unknown code, case,
/// transcript or coder.
pub fn try_rule(study: &Study, trial: &Trial, progress: Progress<'_>) -> Result<Tried, AppError> {
    study.store.read(|reader| {
        let rule = Rule {
            id: NAME.to_owned(),
            find: trial.find.trim().to_owned(),
            lang: trial.lang.clone(),
            scope: trial.scope,
            extent: trial.extent,
            note: None,
        };
        let mut codebook = reader.codebook()?;
        let code = match &trial.code {
            Some(id) => Some(codebook.require(id)?.clone()),
            None => None,
        };
        let key = code.as_ref().map_or(CodeKey(0), |code| code.key);
        let ground = Ground::new(reader, &trial.on)?;
        readable(reader, &codebook, &rule)?;
        let rules = [(key, &rule)];
        let run = Run::new(reader, &codebook, &rules, &ground, progress)?;
        let worth = code.as_ref().map(|code| {
            let alone = with_rule(&mut codebook, code, &rule);
            let ran = run.by_rule(&rules, &ground);
            let conditions = &ground.conditions;
            let mut table = worth_table(&measure(&ground), &ran, alone, conditions, Detail::Brief);
            keep_row(&mut table, NAME);
            table
        });
        let spread = spread(&run.hits, trial.shown);
        let places = ground.places();
        let reasons = spread.iter().map(|(transcript, hit)| {
            let source = places.get(transcript);
            source.map_or_else(Vec::new, |source| run.reasons(source, hit))
        });
        Ok(Tried {
            hits: run.hits.len(),
            sample: proposals(&ground, spread.iter().copied())
                .into_iter()
                .zip(reasons)
                .collect(),
            cases: by_case(reader, &ground, &run, code.is_some())?,
            worth,
        })
    })
}

/// Whether the rule can be read. Unlike one of a codebook it has no name to be
/// told by, only its columns.
fn readable(reader: &Reader<'_>, codebook: &Codebook, rule: &Rule) -> Result<(), AppError> {
    if let Some(tag) = &rule.lang {
        tag.parse::<Language>()
            .map_err(|what| Problem::new(what).next("write one of these after --lang"))?;
    }
    let known = StudyNames::new(reader, &reader.transcripts()?)?;
    parse_known(&rule.find, &known.names(codebook)).map_err(Problem::from)?;
    Ok(())
}

/// The codebook as it would be with this rule alone under its code.
fn with_rule<'a>(codebook: &'a mut Codebook, code: &Code, rule: &Rule) -> &'a Codebook {
    if let Some(code) = codebook.codes.get_mut(&code.id) {
        code.rules = vec![rule.clone()];
    }
    codebook
}

/// The first, the last, and evenly between: what comes first in the first
/// interview says little of the others.
fn spread<T>(all: &[T], wanted: usize) -> Vec<&T> {
    let shown = all.len().min(wanted);
    let last = all.len().saturating_sub(1);
    let places = (0..shown).map(|at| at * last / shown.saturating_sub(1).max(1));
    places.filter_map(|at| all.get(at)).collect()
}

fn by_case(
    reader: &Reader<'_>,
    ground: &Ground,
    run: &Run,
    for_code: bool,
) -> Result<Vec<CaseCount>, AppError> {
    let held = Held::load(reader)?;
    let places = ground.places();
    let mut counts: IndexMap<Option<String>, CaseCount> = IndexMap::new();
    let said_anything = |case: &str| {
        let mut transcripts = ground.sources.iter().map(|source| &source.transcript);
        transcripts.any(|transcript| transcript.speaks_for(case))
    };
    for case in reader.cases()? {
        if said_anything(&case.name) {
            counts.insert(Some(case.name), CaseCount::default());
        }
    }
    let mut turns: HashSet<(TranscriptId, u32)> = HashSet::new();
    for (id, hit) in &run.hits {
        let Some(source) = places.get(id) else {
            continue;
        };
        let turn = source.document.turn(hit.turn);
        let case = turn.and_then(|turn| source.transcript.case_of(&turn.speaker));
        let count = counts.entry(case.map(str::to_owned)).or_default();
        count.hits += 1;
        count.turns += usize::from(turns.insert((*id, hit.turn)));
        if for_code {
            tally(count, &held, &coding_of(*id, &source.document, hit.clone()));
        }
    }
    let nowhere = counts.shift_remove_entry(&None);
    let in_order = counts.into_iter().chain(nowhere);
    Ok(in_order
        .map(|(case, count)| CaseCount { case, ..count })
        .collect())
}

fn tally(count: &mut CaseCount, held: &Held, coding: &Coding) {
    match held.says(coding) {
        Said::Rejected => count.rejected += 1,
        Said::Coded => count.coded += 1,
        Said::Searched(_) => count.waiting += 1,
        Said::Nothing if held.waits(coding) => count.waiting += 1,
        Said::Nothing => {}
    }
}
