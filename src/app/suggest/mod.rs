//! `suggest`: rules propose passages; nothing counts until a person accepts.

mod seen;
mod settle;
mod told;

#[cfg(test)]
mod tests;

pub use told::{Suggested, Tally};

use crate::app::scan::scan;
use crate::app::surroundings::surroundings;
use crate::app::{AppError, Session, Study};
use crate::model::change::Swap;
use crate::model::nearest::did_you_mean;
use crate::model::{
    Change, CodeKey, Codebook, Coding, CodingId, Document, Edit, Memo, MemoTarget, Origin, Problem,
    ReviewState, Rule, RuleId, Transcript, TranscriptId,
};
use crate::rules::{BadRule, Hit};
use crate::store::{Reader, StoreError};
use crate::text::counted;
use indexmap::IndexMap;
use seen::Seen;
use settle::Outcome;
use std::collections::{HashMap, HashSet};

/// Which rules to run; empty lists mean all.
#[derive(Clone, Debug, Default)]
pub struct SuggestRequest {
    /// Only rules of these codes.
    pub codes: Vec<String>,
    /// Only these rules.
    pub rules: Vec<RuleId>,
    /// Only count; write nothing.
    pub dry_run: bool,
}

impl SuggestRequest {
    fn is_all(&self) -> bool {
        self.codes.is_empty() && self.rules.is_empty()
    }
}

/// Runs rules over all transcripts. Progress counts transcripts read.
///
/// Reading a large study takes its time, and nobody else should wait for it:
/// the rules run on a look at the study, and the door is opened only to write.
/// If the study has changed in between, nothing is written.
pub fn suggest(
    study: &mut Study,
    session: &Session,
    request: &SuggestRequest,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Suggested, AppError> {
    let run = Run::new(study, request, progress)?;
    if request.dry_run {
        return study.store.read(|reader| Ok(run.against(reader)?.told));
    }
    study.store.change(&session.who, &session.at, |door| {
        if door.transcripts()? != run.seen.transcripts
            || door.codebook()? != run.seen.codebook
            || surroundings(door, run.seen.needs)? != run.seen.surroundings
        {
            return Err(StoreError::Conflict(
                "interviews, codebook or codings were changed while the rules ran; nothing was written"
                    .into(),
            )
            .into());
        }
        let Outcome {
            told,
            fresh,
            withdrawn,
        } = run.against(door)?;
        if fresh.is_empty() && withdrawn.is_empty() {
            return Ok((None, told));
        }
        let title = format!(
            "ran {}: {} added, {} withdrawn",
            run.which(),
            counted(fresh.len(), "suggestion"),
            withdrawn.len()
        );
        let edit = |swap| Edit::Coding(Box::new(swap));
        let mut edits: Vec<Edit> = notes_stay(door, &withdrawn)?;
        edits.extend(withdrawn.into_iter().map(Swap::remove).map(edit));
        if !fresh.is_empty() {
            let first = door.new_codings(fresh.len())?;
            edits.extend(fresh.into_iter().zip(first.0..).map(|(coding, number)| {
                edit(Swap::add(Coding {
                    id: CodingId(number),
                    ..coding.clone()
                }))
            }));
        }
        Ok((Some(Change::new(title, edits)), told))
    })
}

/// A note on a suggestion is somebody's work: where the suggestion goes, the
/// note stays at its words.
fn notes_stay(reader: &Reader<'_>, withdrawn: &[Coding]) -> Result<Vec<Edit>, AppError> {
    let gone: HashMap<CodingId, &Coding> = withdrawn.iter().map(|one| (one.id, one)).collect();
    let memos = reader.memos()?.into_iter();
    let moved = memos.filter_map(|memo| {
        let MemoTarget::Coding(id) = memo.target else {
            return None;
        };
        let coding = gone.get(&id)?;
        let after = Memo {
            target: MemoTarget::Passage {
                transcript: coding.transcript,
                turn: coding.turn,
                span: coding.span,
                quote: coding.quote.clone(),
            },
            ..memo.clone()
        };
        Some(Edit::Memo(Swap::replace(memo, after)))
    });
    Ok(moved.collect())
}

/// One run of the rules.
struct Run {
    seen: Seen,
    /// Whether all rules ran, so that suggestions of rules that are no longer
    /// in the codebook, or whose code is out of use, can be taken back.
    all: bool,
    /// What they found, in the order of the text.
    hits: Vec<Coding>,
}

impl Run {
    fn new(
        study: &Study,
        request: &SuggestRequest,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<Self, AppError> {
        let seen = study.store.read(|reader| Seen::look(reader, request))?;
        let hits = scan(
            study,
            &seen.compiled,
            &seen.transcripts,
            &seen.surroundings,
            progress,
            |transcript, document, hit| coding_of(transcript.id, document, hit),
        )?;
        Ok(Self {
            all: request.is_all(),
            hits,
            seen,
        })
    }

    /// Which rules ran, for the journal.
    fn which(&self) -> String {
        const NAMED: usize = 3;
        let mut names: Vec<(&usize, &str)> = self
            .seen
            .ran
            .iter()
            .map(|(rule, at)| (at, rule.as_str()))
            .collect();
        names.sort_unstable();
        let names: Vec<&str> = names.into_iter().map(|(_, rule)| rule).collect();
        match names.len() {
            count if self.all || count > NAMED => counted(count, "rule"),
            1 => format!("the rule {}", names.concat()),
            _ => format!("the rules {}", names.join(", ")),
        }
    }

    /// A tally for each rule that ran, in the order of the codebook.
    fn tallies(&self) -> IndexMap<RuleId, Tally> {
        let codes = self.seen.codebook.codes.values();
        let rules = codes.flat_map(|code| code.rules.iter().map(move |rule| (code, rule)));
        rules
            .filter(|(_, rule)| self.seen.ran.contains_key(&rule.id))
            .map(|(code, rule)| {
                let tally = Tally {
                    code: code.id.to_string(),
                    ..Tally::default()
                };
                (rule.id.clone(), tally)
            })
            .collect()
    }
}

/// The rules that a request names, at least one.
pub(super) fn chosen<'a>(
    codebook: &'a Codebook,
    request: &SuggestRequest,
) -> Result<Vec<(CodeKey, &'a Rule)>, AppError> {
    let rules = named(codebook, request)?;
    if rules.is_empty() {
        return Err(AppError::request(
            "the codebook has no rules to run",
            "`crosscase rules add CODE 'WORDS'` adds one; a codebook file has them as [[code.rule]]",
        ));
    }
    Ok(rules)
}

fn named<'a>(
    codebook: &'a Codebook,
    request: &SuggestRequest,
) -> Result<Vec<(CodeKey, &'a Rule)>, AppError> {
    let mut keys: HashSet<CodeKey> = HashSet::new();
    for id in &request.codes {
        let code = codebook.require(id)?;
        keys.extend(codebook.gathered(code).iter().map(|code| code.key));
    }
    let all = || {
        codebook
            .codes
            .values()
            .filter(|code| !code.retired)
            .flat_map(|code| code.rules.iter().map(|rule| (code.key, rule)))
    };
    for id in &request.rules {
        if !all().any(|(_, rule)| rule.id == *id) {
            let names: Vec<&str> = all().map(|(_, rule)| rule.id.as_str()).collect();
            return Err(Problem::new(format!("no rule '{id}'"))
                .next(did_you_mean(
                    id,
                    names,
                    "`crosscase codebook show CODE` lists a code's rules",
                ))
                .into());
        }
    }
    Ok(all()
        .filter(|(key, _)| keys.is_empty() || keys.contains(key))
        .filter(|(_, rule)| request.rules.is_empty() || request.rules.contains(&rule.id))
        .collect())
}

pub(super) fn sources(reader: &Reader<'_>) -> Result<Vec<(Transcript, Document)>, AppError> {
    let mut sources = Vec::new();
    for transcript in reader.transcripts()? {
        let document = reader.document(&transcript.document)?;
        sources.push((transcript, document));
    }
    Ok(sources)
}

/// A bad rule as a problem: which rule of which code, and where in it.
pub(super) fn problem_of(bad: &BadRule, codebook: &Codebook) -> Problem {
    // By the rule, as codes that are still to be imported have no number.
    let is_it = |rule: &Rule| rule.id == bad.rule;
    let mut codes = codebook.codes.values();
    let code = codes
        .find(|code| code.rules.iter().any(is_it))
        .map_or("?", |code| code.id.as_str());
    Problem::new(format!(
        "rule '{}' of the code {code}, column {}: {}",
        bad.rule, bad.error.column, bad.error.what
    ))
    .next(bad.error.next.clone())
}

pub(super) fn coding_of(transcript: TranscriptId, document: &Document, hit: Hit) -> Coding {
    Coding {
        id: CodingId(0),
        transcript,
        turn: hit.turn,
        span: hit.span,
        quote: hit
            .span
            .slice(document.text.as_str())
            .unwrap_or_default()
            .to_owned(),
        code: hit.code,
        coder: String::new(),
        origin: Origin::Rule {
            id: hit.rule,
            version: hit.version,
        },
        state: ReviewState::Pending,
        decided_at: None,
    }
}
