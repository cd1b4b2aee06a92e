//! `rules learn`: terms that a code's rules may be missing, and taking them in.

use crate::analysis::learn::{
    Learnt, Proposal, Speech, Tally, learn as learnt_from, proposal_table,
};
use crate::analysis::worth_table::{Conditions, Detail};
use crate::app::codebook::edit_telling;
use crate::app::rules::edit::{Saved, in_title, put};
use crate::app::rules::ground::{Ground, Request};
use crate::app::rules::require;
use crate::app::rules::run::{Progress, Run};
use crate::app::{AppError, Session, Study};
use crate::model::nearest::did_you_mean;
use crate::model::{
    Code, CodeKey, Codebook, Extent, Problem, Role, Rule, Scope, Table, TranscriptId,
};
use crate::rules::{Query, parse};
use crate::store::Reader;
use crate::text::Language;
use std::collections::HashSet;

/// What may be missing in the rules of a code.
#[derive(Debug)]
pub struct Learning {
    /// What was learnt in each language in which the code occurs.
    pub learnt: Vec<Learnt>,
    code: String,
    conditions: Conditions,
    /// Rules of the code that cannot be read; the others ran.
    pub bad: Vec<Problem>,
}

impl Learning {
    /// The first so many proposals as a table.
    pub fn table(&self, most: usize, detail: Detail) -> Table {
        proposal_table(&self.learnt, &self.code, &self.conditions, most, detail)
    }

    /// The term that would make the rules best on interviews from which it was
    /// not learnt, if any makes them better there. With one transcript there
    /// is nothing to go by but that one.
    pub fn best(&self) -> Option<&str> {
        let f1 = |tally: Tally| tally.f1().number().unwrap_or_default();
        let all = self.learnt.iter().flat_map(|one| {
            let better = move |it: &Proposal| {
                let tried = it.held_out.map(|told| (told.gain, told.loss));
                let (gain, loss) = tried.unwrap_or((it.gain, it.loss));
                f1(one.now.with(gain, loss)) - f1(one.now)
            };
            one.proposals.iter().map(move |it| (better(it), it))
        });
        let better = all.filter(|(more, _)| *more > 0.0);
        let best = better.max_by(|(a, _), (b, _)| a.total_cmp(b));
        best.map(|(_, it)| it.term.as_str())
    }

    /// The languages in which a term is proposed.
    fn languages_of(&self, term: &str) -> Vec<Language> {
        let proposing = |one: &&Learnt| one.proposals.iter().any(|it| it.term == term);
        let proposing = self.learnt.iter().filter(proposing);
        proposing.map(|one| one.language).collect()
    }
}

/// Learns from what is coded by hand with a code (for a pattern code: with any
/// that it gathers). Changes nothing.
///
/// # Errors
/// An unknown code, or one that nobody in force has given to an informant's
/// words by hand.
pub fn learn(
    study: &Study,
    code: &str,
    request: &Request,
    progress: Progress<'_>,
) -> Result<Learning, AppError> {
    let read = |reader: &Reader<'_>| learning(reader, code, request, progress);
    study.store.read(read)
}

fn learning(
    reader: &Reader<'_>,
    code: &str,
    request: &Request,
    progress: Progress<'_>,
) -> Result<Learning, AppError> {
    let codebook = reader.codebook()?;
    let code = codebook.require(code)?;
    let ground = Ground::new(reader, request)?;
    let gathered = codebook.gathered(code);
    let keys: Vec<CodeKey> = gathered.iter().map(|code| code.key).collect();
    let rules: Vec<(CodeKey, &Rule)> = gathered
        .iter()
        .flat_map(|code| code.rules.iter().map(|rule| (code.key, rule)))
        .collect();
    let run = Run::new(reader, &codebook, &rules, &ground, progress)?;
    let found: HashSet<(TranscriptId, u32)> =
        run.hits.iter().map(|(it, hit)| (*it, hit.turn)).collect();
    let mut learnt = Vec::new();
    for language in Language::ALL {
        let speeches = speeches(&ground, &keys, &found, language);
        learnt.extend(learnt_from(&speeches, language));
    }
    if learnt.is_empty() {
        return Err(nothing_coded(code, &ground));
    }
    Ok(Learning {
        learnt,
        code: code.id.to_string(),
        conditions: ground.conditions,
        bad: run.bad,
    })
}

fn nothing_coded(code: &Code, ground: &Ground) -> AppError {
    let coders = ground.conditions.coders.join(", ");
    let who = match coders.as_str() {
        "" => "nobody",
        coders => coders,
    };
    let what = format!(
        "nothing to learn {} from: {who} has given it to no informant's words by hand",
        code.id
    );
    AppError::request(
        what,
        "code some passages first with `crosscase code`, or name another coder with --coder; \
         accepted suggestions do not count, as rules would learn from themselves",
    )
}

/// What informants said in one language in the interviews worked through.
fn speeches<'a>(
    ground: &'a Ground,
    codes: &[CodeKey],
    found: &HashSet<(TranscriptId, u32)>,
    language: Language,
) -> Vec<Speech<'a>> {
    let passages = ground.passages(codes);
    let sources = ground.sources.iter();
    let sources = sources.filter(|it| it.worked_through && it.transcript.language == language);
    let turns = sources.flat_map(|source| source.turns().map(move |turn| (source, turn)));
    let spoken = turns
        .filter(|(source, turn)| source.transcript.role(&turn.speaker) == Role::Informant)
        .map(|(source, turn)| {
            let transcript = source.transcript.id;
            let here = passages.get(&(transcript, turn.number));
            let here = here.map(Vec::as_slice).unwrap_or_default();
            Speech {
                transcript,
                turn: turn.number,
                start: turn.span.start(),
                text: source.document.said(turn),
                passages: here.iter().map(|it| (it.id, it.span)).collect(),
                found: found.contains(&(transcript, turn.number)),
            }
        });
    spoken.collect()
}

/// A rule that took terms in.
#[derive(Clone, Debug)]
pub struct Accepted {
    /// The rule as it was saved; its version before all the terms.
    pub saved: Saved,
    /// Its text now.
    pub find: String,
}

/// Takes terms into the rules of a code, all in one change: into `rule` if one
/// is named, else into the code's only rule for the term's language, else into
/// one named `CODE-learnt`, which is made if it is not there.
///
/// # Errors
/// A term that is not proposed, while no rule is named; an unknown rule, or
/// one of another code.
pub fn accept(
    study: &mut Study,
    session: &Session,
    code: &str,
    terms: &[String],
    rule: Option<&str>,
    request: &Request,
) -> Result<Vec<Accepted>, AppError> {
    edit_telling(study, session, |reader, book| {
        let learning = match rule {
            Some(_) => None,
            None => Some(learning(reader, code, request, &|_, _| {})?),
        };
        let code = book.require(code)?.id.clone();
        let mut steps = Vec::new();
        for term in terms {
            let query = query_of(term)?;
            let held = target(book, code.as_str(), rule, term, learning.as_ref())?;
            let old = require(book, &held.id).ok().map(|(_, rule)| rule.clone());
            let new = with_term(held, &query)?;
            put(reader, book, &code, new.clone())?;
            steps.push(Step { old, new, query });
        }
        let wholes = wholes(&steps);
        let told = wholes.iter().map(|whole| Accepted {
            saved: Saved {
                id: whole.new.id.clone(),
                code: code.clone(),
                before: whole.old.map(Rule::version),
                after: Some(whole.new.version()),
                changed: whole.old != Some(whole.new),
            },
            find: whole.new.find.clone(),
        });
        Ok((title(code.as_str(), &wholes), told.collect()))
    })
}

/// The rule that is to take a term in: one that is there, or a new one that
/// finds nothing yet.
fn target(
    book: &Codebook,
    code: &str,
    named: Option<&str>,
    term: &str,
    learning: Option<&Learning>,
) -> Result<Rule, AppError> {
    let code = book.require(code)?;
    if let Some(id) = named {
        let (owner, rule) = require(book, id)?;
        if owner.id != code.id {
            return Err(Problem::new(format!(
                "the rule '{id}' suggests {}, not {}",
                owner.id, code.id
            ))
            .next(format!("name a rule of {}, or leave --rule out", code.id))
            .into());
        }
        return Ok(rule.clone());
    }
    let languages = learning.map(|it| it.languages_of(term)).unwrap_or_default();
    let Some(language) = languages.first() else {
        let all = learning.iter().flat_map(|it| &it.learnt);
        let known = all.flat_map(|one| one.proposals.iter().map(|it| it.term.as_str()));
        let list = format!("`crosscase rules learn {}` lists them", code.id);
        return Err(Problem::new(format!(
            "'{term}' is none of the terms proposed for {}",
            code.id
        ))
        .next(format!(
            "{}; with --rule you can add any term to a rule",
            did_you_mean(term, known, &list)
        ))
        .into());
    };
    let reads = |rule: &&Rule| {
        let only = rule
            .lang
            .as_ref()
            .and_then(|tag| tag.parse::<Language>().ok());
        only.is_none_or(|only| only == *language) && rule.scope.reads(Role::Informant)
    };
    let mut able = code.rules.iter().filter(reads);
    if let (Some(only), None) = (able.next(), able.next()) {
        return Ok(only.clone());
    }
    let several = learning.is_some_and(|it| it.learnt.len() > 1);
    let id = match several {
        true => format!("{}-learnt-{language}", code.id),
        false => format!("{}-learnt", code.id),
    };
    let held = code.rules.iter().find(|rule| rule.id == id);
    Ok(held.cloned().unwrap_or_else(|| Rule {
        id,
        find: String::new(),
        lang: Some(language.tag().to_owned()),
        scope: Scope::Informant,
        extent: Extent::Sentence,
        note: Some("Terms learnt from passages coded by hand.".to_owned()),
    }))
}

/// A term in the rule language: a word as it is, several words as a phrase.
fn query_of(term: &str) -> Result<String, Problem> {
    let term = term.trim();
    let quoted = format!("\"{term}\"");
    let meant = parse(&quoted)?;
    match parse(term) {
        Ok(bare) if bare == meant => Ok(term.to_owned()),
        // Words without quotes are read as words of one sentence; operators in
        // small letters are words here.
        Ok(Query::And(_)) | Err(_) => Ok(quoted),
        Ok(_) => Err(Problem::new(format!("'{term}' is a rule and no term"))
            .next("change the rule's text with `crosscase rules edit RULE --find`")),
    }
}

/// The rule with one more alternative. OR binds least of all, so that what the
/// rule said before stays as it is.
fn with_term(mut rule: Rule, query: &str) -> Result<Rule, Problem> {
    if rule.find.trim().is_empty() {
        rule.find = query.to_owned();
        return Ok(rule);
    }
    let wanted = parse(query)?;
    let there = match parse(&rule.find)? {
        Query::Or(or) => or.among.contains(&wanted),
        only => only == wanted,
    };
    if !there {
        rule.find = format!("{} OR {query}", rule.find.trim_end());
    }
    Ok(rule)
}

/// A rule before and after a term went into it.
struct Step {
    old: Option<Rule>,
    new: Rule,
    query: String,
}

/// All steps on the same rule as one, with all their terms.
struct Whole<'a> {
    old: Option<&'a Rule>,
    new: &'a Rule,
    queries: Vec<&'a str>,
}

fn wholes(steps: &[Step]) -> Vec<Whole<'_>> {
    let mut wholes: Vec<Whole<'_>> = Vec::new();
    for Step { old, new, query } in steps {
        match wholes.iter_mut().find(|whole| whole.new.id == new.id) {
            Some(whole) => {
                whole.new = new;
                whole.queries.push(query);
            }
            None => wholes.push(Whole {
                old: old.as_ref(),
                new,
                queries: vec![query],
            }),
        }
    }
    wholes
}

/// What the journal says: which terms went into which rule.
fn title(code: &str, wholes: &[Whole<'_>]) -> String {
    let parts = wholes.iter().map(|whole| {
        let (id, after) = (&whole.new.id, whole.new.version());
        let terms = in_title(&whole.queries.join(", "));
        match whole.old {
            Some(old) => format!(
                "changed the rule {id} ({} → {after}): added {terms}",
                old.version()
            ),
            None => format!("added the rule {id} ({after}) to {code}: {terms}"),
        }
    });
    parts.collect::<Vec<_>>().join("; ")
}
