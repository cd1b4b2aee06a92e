//! `suggest`: rules propose passages; nothing counts until a person accepts.

use crate::app::surroundings::{StudyNames, surroundings};
use crate::app::{AppError, Session, Study};
use crate::model::change::Swap;
use crate::model::nearest::did_you_mean;
use crate::model::{
    Change, CodeKey, Codebook, Coding, CodingId, Document, Edit, Origin, Problem, ReviewState,
    Rule, RuleId, Transcript, TranscriptId,
};
use crate::rules::{BadRule, Hit, Needs, Surroundings, compile};
use crate::store::{CodingFilter, Reader, StoreError};
use crate::text::ByteSpan;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};

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

/// What running the rules came to.
#[derive(Clone, Debug, Default)]
pub struct Suggested {
    /// Rules that ran.
    pub rules: usize,
    /// Transcripts they read.
    pub transcripts: usize,
    /// New suggestions, by rule, in the order of the codebook.
    pub added: BTreeMap<usize, (RuleId, usize)>,
    /// Pending suggestions that the rules no longer make; taken back.
    pub withdrawn: usize,
    /// Pending ones that stay.
    pub unchanged: usize,
    /// Not suggested again because a person rejected them.
    pub rejected: usize,
    /// Not suggested because a person has coded that passage so already.
    pub coded: usize,
    /// Rules that make no sense; the others ran.
    pub bad: Vec<Problem>,
}

impl Suggested {
    /// How many suggestions are new.
    pub fn added_total(&self) -> usize {
        self.added.values().map(|(_, count)| count).sum()
    }
}

/// One suggestion's identity: the same words under the same code. Several
/// rules that say the same are one suggestion, made by the first of them.
type Key = (TranscriptId, ByteSpan, CodeKey);

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
    let run = study
        .store
        .read(|reader| Run::new(reader, request, progress))?;
    if request.dry_run {
        return study.store.read(|reader| Ok(run.against(reader)?.told));
    }
    study.store.change(&session.who, &session.at, |door| {
        if door.transcripts()? != run.transcripts
            || door.codebook()? != run.codebook
            || surroundings(door, run.needs)? != run.surroundings
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
            "ran {} rules: {} suggestions added, {} withdrawn",
            told.rules,
            fresh.len(),
            withdrawn.len()
        );
        let edit = |swap| Edit::Coding(Box::new(swap));
        let mut edits: Vec<Edit> = withdrawn.into_iter().map(Swap::remove).map(edit).collect();
        if !fresh.is_empty() {
            let first = door.new_codings(fresh.len())?;
            edits.extend(fresh.into_iter().enumerate().map(|(at, mut coding)| {
                coding.id = CodingId(first.0 + at as u64);
                edit(Swap::add(coding))
            }));
        }
        Ok((Some(Change::new(title, edits)), told))
    })
}

/// One run of the rules over a study as it was seen.
struct Run {
    transcripts: Vec<Transcript>,
    codebook: Codebook,
    /// Rules that ran, with their place in the codebook.
    ran: HashMap<RuleId, usize>,
    /// Whether all rules ran, so that suggestions of rules that are no longer
    /// in the codebook can be taken back.
    all: bool,
    bad: Vec<Problem>,
    /// What the rules asked for beyond the words, and what they were told.
    needs: Needs,
    surroundings: HashMap<TranscriptId, Surroundings>,
    /// What they found, in the order of the text.
    hits: Vec<Coding>,
}

/// What a run comes to when it is held against the study.
struct Outcome {
    told: Suggested,
    fresh: Vec<Coding>,
    withdrawn: Vec<Coding>,
}

impl Run {
    fn new(
        reader: &Reader<'_>,
        request: &SuggestRequest,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<Self, AppError> {
        let codebook = reader.codebook()?;
        let rules = chosen(&codebook, request)?;
        let sources = sources(reader)?;
        let transcripts: Vec<Transcript> = sources.iter().map(|(it, _)| it.clone()).collect();
        let known = StudyNames::new(reader, &transcripts)?;
        let (compiled, bad) = compile(&rules, &known.names(&codebook));
        let needs = compiled.needs();
        let surroundings = surroundings(reader, needs)?;
        let nothing = Surroundings::default();
        let broken: HashSet<&str> = bad.iter().map(|bad| bad.rule.as_str()).collect();
        let ran = rules
            .iter()
            .enumerate()
            .filter(|(_, (_, rule))| !broken.contains(rule.id.as_str()))
            .map(|(at, (_, rule))| (rule.id.clone(), at))
            .collect();
        let done = AtomicUsize::new(0);
        let hits = sources
            .par_iter()
            .flat_map_iter(|(transcript, document)| {
                let hits = compiled.run(
                    document,
                    transcript,
                    surroundings.get(&transcript.id).unwrap_or(&nothing),
                );
                progress(done.fetch_add(1, Ordering::Relaxed) + 1, sources.len());
                hits.into_iter()
                    .map(|hit| coding_of(transcript.id, document, hit))
            })
            .collect();
        let bad = bad.iter().map(|bad| problem_of(bad, &codebook)).collect();
        Ok(Self {
            transcripts,
            needs,
            surroundings,
            ran,
            all: request.codes.is_empty() && request.rules.is_empty(),
            bad,
            hits,
            codebook,
        })
    }

    fn against(&self, reader: &Reader<'_>) -> Result<Outcome, AppError> {
        let held = Held::load(reader, self)?;
        let mut told = Suggested {
            rules: self.ran.len(),
            transcripts: self.transcripts.len(),
            bad: self.bad.clone(),
            ..Suggested::default()
        };
        let mut seen: HashSet<Key> = HashSet::new();
        let mut fresh: Vec<Coding> = Vec::new();
        for coding in &self.hits {
            let key = (coding.transcript, coding.span, coding.code);
            if !seen.insert(key) {
                continue;
            }
            match held.says(key) {
                Said::Rejected => told.rejected += 1,
                Said::Coded => told.coded += 1,
                Said::Pending => told.unchanged += 1,
                Said::Nothing => {
                    if let Origin::Rule { id, .. } = &coding.origin {
                        let at = self.ran.get(id).copied().unwrap_or_default();
                        told.added.entry(at).or_insert_with(|| (id.clone(), 0)).1 += 1;
                    }
                    fresh.push(coding.clone());
                }
            }
        }
        let gone = |coding: &Coding| !seen.contains(&(coding.transcript, coding.span, coding.code));
        let withdrawn: Vec<Coding> = held.pending_here.into_iter().filter(gone).collect();
        told.withdrawn = withdrawn.len();
        Ok(Outcome {
            told,
            fresh,
            withdrawn,
        })
    }

    /// Whether a pending suggestion is this run's to withdraw.
    fn answers_for(&self, rule: &str) -> bool {
        let in_codebook = || {
            let mut rules = self.codebook.codes.values().flat_map(|code| &code.rules);
            rules.any(|known| known.id == rule)
        };
        self.ran.contains_key(rule) || (self.all && !in_codebook())
    }
}

fn chosen<'a>(
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
    let rules: Vec<(CodeKey, &Rule)> = all()
        .filter(|(key, _)| keys.is_empty() || keys.contains(key))
        .filter(|(_, rule)| request.rules.is_empty() || request.rules.contains(&rule.id))
        .collect();
    if rules.is_empty() {
        return Err(AppError::request(
            "the codebook has no rules to run",
            "add [[code.rule]] entries to the codebook file and import it again",
        ));
    }
    Ok(rules)
}

fn sources(reader: &Reader<'_>) -> Result<Vec<(Transcript, Document)>, AppError> {
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

fn coding_of(transcript: TranscriptId, document: &Document, hit: Hit) -> Coding {
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

/// What the study already says of a passage.
enum Said {
    Nothing,
    Pending,
    Rejected,
    Coded,
}

struct Held {
    pending: HashSet<Key>,
    /// Pending suggestions that this run answers for: they may be withdrawn.
    pending_here: Vec<Coding>,
    rejected: HashSet<Key>,
    /// Accepted passages by transcript and code.
    accepted: HashMap<(TranscriptId, CodeKey), Vec<ByteSpan>>,
}

impl Held {
    fn load(reader: &Reader<'_>, run: &Run) -> Result<Self, AppError> {
        let mut held = Self {
            pending: HashSet::new(),
            pending_here: Vec::new(),
            rejected: HashSet::new(),
            accepted: HashMap::new(),
        };
        let pending = CodingFilter {
            states: vec![ReviewState::Pending],
            ..CodingFilter::default()
        };
        for coding in reader.codings(&pending)? {
            held.pending
                .insert((coding.transcript, coding.span, coding.code));
            if matches!(&coding.origin, Origin::Rule { id, .. } if run.answers_for(id)) {
                held.pending_here.push(coding);
            }
        }
        for mark in reader.marks()?.0 {
            match mark.state {
                ReviewState::Rejected => {
                    held.rejected
                        .insert((mark.transcript, mark.span, mark.code));
                }
                ReviewState::Accepted => {
                    held.accepted
                        .entry((mark.transcript, mark.code))
                        .or_default()
                        .push(mark.span);
                }
                ReviewState::Pending => {}
            }
        }
        Ok(held)
    }

    /// A passage is coded already when somebody's coding of that code lies on
    /// the same words, wholly or in part: asking again would be noise.
    fn says(&self, key: Key) -> Said {
        let (transcript, span, code) = key;
        if self.rejected.contains(&key) {
            Said::Rejected
        } else if self
            .accepted
            .get(&(transcript, code))
            .is_some_and(|spans| spans.iter().any(|held| held.overlaps(span)))
        {
            Said::Coded
        } else if self.pending.contains(&key) {
            Said::Pending
        } else {
            Said::Nothing
        }
    }
}
