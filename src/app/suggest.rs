//! `suggest`: rules propose passages; nothing counts until a person accepts.

use crate::app::{AppError, Session, Study};
use crate::model::change::Swap;
use crate::model::nearest::did_you_mean;
use crate::model::{
    Change, CodeKey, Codebook, Coding, CodingId, Document, Edit, Origin, Problem, ReviewState,
    Rule, RuleId, Transcript, TranscriptId,
};
use crate::rules::{BadRule, Hit, compile};
use crate::store::{CodingFilter, Door};
use crate::text::ByteSpan;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};

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
pub fn suggest(
    study: &mut Study,
    session: &Session,
    request: &SuggestRequest,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Suggested, AppError> {
    study.store.change(&session.who, &session.at, |door| {
        let codebook = door.codebook()?;
        let rules = chosen(&codebook, request)?;
        let (compiled, bad) = compile(&rules);
        let order: HashMap<&str, usize> = rules
            .iter()
            .enumerate()
            .map(|(at, (_, rule))| (rule.id.as_str(), at))
            .collect();
        let sources = sources(door)?;
        let done = std::sync::atomic::AtomicUsize::new(0);
        let hits: Vec<(TranscriptId, &Document, Vec<Hit>)> = sources
            .par_iter()
            .map(|(transcript, document)| {
                let hits = compiled.run(document, transcript);
                let now = done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
                progress(now, sources.len());
                (transcript.id, document, hits)
            })
            .collect();
        let mut told = Suggested {
            rules: rules.len() - bad.len(),
            transcripts: sources.len(),
            bad: bad.iter().map(|bad| problem_of(bad, &codebook)).collect(),
            ..Suggested::default()
        };
        let ran: HashSet<&str> = order.keys().copied().collect();
        let held = Held::load(door, &ran)?;
        let mut seen: HashSet<Key> = HashSet::new();
        let mut fresh: Vec<Coding> = Vec::new();
        for (transcript, document, hits) in hits {
            for hit in hits {
                let key = (transcript, hit.span, hit.code);
                if !seen.insert(key) {
                    continue;
                }
                match held.says(key) {
                    Said::Rejected => told.rejected += 1,
                    Said::Coded => told.coded += 1,
                    Said::Pending => told.unchanged += 1,
                    Said::Nothing => {
                        let at = order.get(hit.rule.as_str()).copied().unwrap_or_default();
                        told.added
                            .entry(at)
                            .or_insert_with(|| (hit.rule.clone(), 0))
                            .1 += 1;
                        fresh.push(coding_of(transcript, document, hit));
                    }
                }
            }
        }
        let withdrawn: Vec<&Coding> = held
            .pending_here
            .iter()
            .filter(|coding| !seen.contains(&(coding.transcript, coding.span, coding.code)))
            .collect();
        told.withdrawn = withdrawn.len();
        let mut edits: Vec<Edit> = withdrawn
            .into_iter()
            .map(|coding| Edit::Coding(Box::new(Swap::remove(coding.clone()))))
            .collect();
        if request.dry_run || (edits.is_empty() && fresh.is_empty()) {
            return Ok((None, told));
        }
        let title = format!(
            "ran {} rules: {} suggestions added, {} withdrawn",
            told.rules,
            fresh.len(),
            told.withdrawn
        );
        if !fresh.is_empty() {
            let first = door.new_codings(fresh.len())?;
            for (at, mut coding) in fresh.into_iter().enumerate() {
                coding.id = CodingId(first.0 + at as u64);
                edits.push(Edit::Coding(Box::new(Swap::add(coding))));
            }
        }
        Ok((Some(Change::new(title, edits)), told))
    })
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

fn sources(door: &Door<'_>) -> Result<Vec<(Transcript, Document)>, AppError> {
    let mut sources = Vec::new();
    for transcript in door.transcripts()? {
        let document = door.document(&transcript.document)?;
        sources.push((transcript, document));
    }
    Ok(sources)
}

fn problem_of(bad: &BadRule, codebook: &Codebook) -> Problem {
    let code = codebook
        .by_key(bad.code)
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
    /// Pending suggestions of the rules that ran: they may be withdrawn.
    pending_here: Vec<Coding>,
    rejected: HashSet<Key>,
    /// Accepted passages by transcript and code.
    accepted: HashMap<(TranscriptId, CodeKey), Vec<ByteSpan>>,
}

impl Held {
    fn load(door: &Door<'_>, ran: &HashSet<&str>) -> Result<Self, AppError> {
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
        for coding in door.codings(&pending)? {
            held.pending
                .insert((coding.transcript, coding.span, coding.code));
            if matches!(&coding.origin, Origin::Rule { id, .. } if ran.contains(id.as_str())) {
                held.pending_here.push(coding);
            }
        }
        for mark in door.marks()?.0 {
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
