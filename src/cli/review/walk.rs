//! `review walk`: one suggestion after the other. Each decision is a change of
//! its own, so that stopping loses nothing.

use super::answer::{Answer, KEYS, answer};
use super::tally::{Fate, Item, sum_up};
use super::{Filter, decide, show};
use crate::app::review::{self, Amendment, InContext, Words};
use crate::app::{AppError, Session, Study, history, memo};
use crate::cli::error::tell;
use crate::cli::{CliError, Context};
use crate::model::{CodingId, Origin, ReviewState};
use crate::text::{ByteSpan, QuoteSearch, counted, find_quote, stepped};

const PROMPT: &str = "a accept, r reject, s skip, q quit, ? all keys:";

struct Walk {
    study: Study,
    session: Session,
    items: Vec<Item>,
    at: usize,
    /// What was done here and its entry in the journal: only one's own newest
    /// step may be taken back, never what somebody else did meanwhile. A note
    /// concerns no item.
    done: Vec<(Vec<usize>, Option<i64>)>,
}

pub(super) fn walk(context: &mut Context<'_>, filter: Filter) -> Result<(), CliError> {
    let (study, session) = context.open_to_change()?;
    let waiting = review::pending(&study, &filter.selection())?;
    let item = |passage: crate::analysis::Passage| Item {
        id: passage.id,
        origin: passage.origin,
        fate: Fate::Waits,
    };
    let mut walk = Walk {
        study,
        session,
        items: waiting.into_iter().map(item).collect(),
        at: 0,
        done: Vec::new(),
    };
    if walk.items.is_empty() {
        return context.say("No suggestion waits here. `crosscase suggest` runs the rules.");
    }
    context.say(format!(
        "{} to decide. Type a key, then Enter; each decision is saved.",
        counted(walk.items.len(), "suggestion")
    ))?;
    while walk.go_on() {
        let Some(it) = walk.current(context)? else {
            continue;
        };
        if !walk.ask(context, &it)? {
            break;
        }
    }
    sum_up(context, &walk.items)
}

impl Walk {
    /// Goes on to the next one that waits, if there is any.
    fn go_on(&mut self) -> bool {
        let mut rest = self.items.iter().skip(self.at);
        match rest.position(|item| item.fate == Fate::Waits) {
            Some(further) => {
                self.at += further;
                true
            }
            None => false,
        }
    }

    /// The suggestion at hand; nothing if it does not wait any longer.
    fn current(&mut self, context: &mut Context<'_>) -> Result<Option<InContext>, CliError> {
        let Some(item) = self.items.get_mut(self.at) else {
            return Ok(None);
        };
        let shown = match review::in_context(&self.study, item.id) {
            Ok(it) => Some(it),
            Err(AppError::Problems(_)) => None, // taken back by somebody's run of the rules
            Err(other) => return Err(other.into()),
        };
        let shown = shown.filter(|it| it.suggestion.passage.state == ReviewState::Pending);
        if shown.is_none() {
            item.fate = Fate::Elsewhere;
            context.say(format!(
                "Suggestion {} was decided elsewhere meanwhile.",
                item.id
            ))?;
        }
        Ok(shown)
    }

    /// Shows the suggestion at hand and asks until it is clear what is to be
    /// done with it. Says whether the walk goes on.
    fn ask(&mut self, context: &mut Context<'_>, it: &InContext) -> Result<bool, CliError> {
        let mut place = it.place;
        let mut look = true;
        loop {
            if look {
                let passage = &it.suggestion.passage;
                let (number, total) = (self.at + 1, self.items.len());
                let head = format!("{number} of {total} · suggestion {}", passage.id);
                show::print(context, it, place, &head)?;
            }
            look = false;
            let Some(line) = context.ask_as_typed(PROMPT)? else {
                return Ok(false);
            };
            // Thinking takes its time.
            self.session.at = (context.now)();
            let moved = match answer(&line) {
                Answer::Decide(state) => {
                    if self.decide(context, it, state, place)? {
                        return Ok(true);
                    }
                    continue;
                }
                Answer::DecideAlike(_) if place != it.place => {
                    context
                        .say("The changed words are this one's only: accept it first with a.")?;
                    continue;
                }
                Answer::DecideAlike(state) => {
                    if self.decide_alike(context, state)? {
                        return Ok(true);
                    }
                    continue;
                }
                Answer::File(code) => {
                    if self.amend(context, it, place, Some(code))? {
                        return Ok(true);
                    }
                    continue;
                }
                Answer::Skip => {
                    self.settle(Fate::Skipped);
                    return Ok(true);
                }
                Answer::Undo => {
                    if self.take_back(context)? {
                        return Ok(true);
                    }
                    continue;
                }
                Answer::Note(text) => {
                    let about = format!("coding:{}", it.suggestion.passage.id);
                    memo::add(&mut self.study, &self.session, &about, &text)?;
                    self.done.push((Vec::new(), history::newest(&self.study)?));
                    context.say("The note is kept with it. Now decide.")?;
                    continue;
                }
                Answer::Quit => return Ok(false),
                Answer::Help => {
                    context.say(KEYS)?;
                    continue;
                }
                Answer::Lacks(key, what) => {
                    context.say(format!("After {key} comes {what}. Nothing was decided."))?;
                    continue;
                }
                Answer::Unknown if line.trim().is_empty() => {
                    context.say("Nothing was decided. ? shows the keys.")?;
                    continue;
                }
                Answer::Unknown => {
                    context.say(format!(
                        "'{line}' is no key, and nothing was decided. ? shows the keys."
                    ))?;
                    continue;
                }
                Answer::AsSuggested => Ok(it.place),
                Answer::Mark(words) => marked(&it.speech, &words),
                Answer::Move(steps) => steps
                    .into_iter()
                    .try_fold(place, |place, step| stepped(&it.sentences, place, step))
                    .ok_or_else(|| {
                        "There is no further sentence in this turn, or only one is left.".to_owned()
                    }),
            };
            match moved {
                Ok(span) => {
                    place = span;
                    look = true;
                }
                Err(why) => context.say(why)?,
            }
        }
    }

    /// One decision over the suggestion at hand; false where it did not work.
    fn decide(
        &mut self,
        context: &mut Context<'_>,
        it: &InContext,
        state: ReviewState,
        place: ByteSpan,
    ) -> Result<bool, CliError> {
        if state == ReviewState::Accepted && place != it.place {
            return self.amend(context, it, place, None);
        }
        let id = it.suggestion.passage.id;
        let decided = review::decide(&mut self.study, &self.session, &[id], state);
        let Some(told) = told(context, decided)? else {
            return Ok(false);
        };
        decide::tell_known(context, &told)?;
        self.keep(vec![self.at])?;
        self.settle(Fate::of(state));
        Ok(true)
    }

    /// Accepts the suggestion at hand with other words or under another code.
    fn amend(
        &mut self,
        context: &mut Context<'_>,
        it: &InContext,
        place: ByteSpan,
        code: Option<String>,
    ) -> Result<bool, CliError> {
        let id = it.suggestion.passage.id;
        let wanted = Amendment {
            words: (place != it.place).then_some(Words::Marked(place)),
            code,
        };
        let amended = review::amend(&mut self.study, &self.session, id, &wanted);
        let Some(amended) = told(context, amended)? else {
            return Ok(false);
        };
        show::say(
            context,
            &decide::in_words(id.0, &amended, &self.session.who),
        )?;
        self.keep(vec![self.at])?;
        self.settle(Fate::Otherwise);
        Ok(true)
    }

    /// The same decision over all that are left here of the same rule.
    fn decide_alike(
        &mut self,
        context: &mut Context<'_>,
        state: ReviewState,
    ) -> Result<bool, CliError> {
        let Some(origin) = self.items.get(self.at).map(|item| item.origin.clone()) else {
            return Ok(false);
        };
        let left = self.items.iter().enumerate().skip(self.at);
        let (places, ids): (Vec<usize>, Vec<CodingId>) = left
            .filter(|(_, item)| item.fate == Fate::Waits && alike(&item.origin, &origin))
            .map(|(at, item)| (at, item.id))
            .unzip();
        let maker = match &origin {
            Origin::Rule { id, .. } => format!("the rule {id}"),
            other => format!("the {other}"),
        };
        let verb = match state {
            ReviewState::Accepted => "Accept",
            _ => "Reject",
        };
        let question = match ids.len() {
            1 => format!("{verb} this one, the last of {maker} here? [y/N]"),
            count => format!("{verb} this and {} of {maker} here? [y/N]", more(count - 1)),
        };
        if !matches!(context.ask(&question)?.as_deref(), Some("y" | "yes")) {
            context.say("Nothing was decided.")?;
            return Ok(false);
        }
        let decided = review::decide(&mut self.study, &self.session, &ids, state);
        let Some(told) = told(context, decided)? else {
            return Ok(false);
        };
        context.say(format!(
            "{} {state}.",
            counted(told.codings.len(), "suggestion")
        ))?;
        decide::tell_known(context, &told)?;
        for at in &places {
            if let Some(item) = self.items.get_mut(*at) {
                item.fate = Fate::of(state);
            }
        }
        self.keep(places)?;
        Ok(true)
    }

    /// Takes the last step of this walk back and returns to it.
    fn take_back(&mut self, context: &mut Context<'_>) -> Result<bool, CliError> {
        let Some((places, entry)) = self.done.pop() else {
            context.say("Nothing was decided here yet.")?;
            return Ok(false);
        };
        if entry != history::newest(&self.study)? {
            self.done.push((places, entry));
            context.say("The study was changed elsewhere since; see `crosscase log`.")?;
            return Ok(false);
        }
        let undone = history::undo(&mut self.study, &self.session)?;
        show::say(context, &format!("Taken back: {}.", undone.title))?;
        for at in &places {
            if let Some(item) = self.items.get_mut(*at) {
                item.fate = Fate::Waits;
            }
        }
        if let Some(first) = places.first() {
            self.at = *first;
        }
        Ok(true)
    }

    fn settle(&mut self, fate: Fate) {
        if let Some(item) = self.items.get_mut(self.at) {
            item.fate = fate;
        }
        self.at += 1;
    }

    fn keep(&mut self, places: Vec<usize>) -> Result<(), CliError> {
        self.done.push((places, history::newest(&self.study)?));
        Ok(())
    }
}

/// The outcome, or nothing after saying what was wrong with the request.
fn told<T>(context: &mut Context<'_>, outcome: Result<T, AppError>) -> Result<Option<T>, CliError> {
    match outcome {
        Ok(outcome) => Ok(Some(outcome)),
        Err(AppError::Problems(problems)) => {
            context.out.flush()?;
            for problem in problems {
                tell(context.err, &problem, context.colour_err);
            }
            Ok(None)
        }
        Err(other) => Err(other.into()),
    }
}

/// Whether two suggestions come from the same rule, in whatever version, or
/// from the same search.
fn alike(one: &Origin, other: &Origin) -> bool {
    match (one, other) {
        (Origin::Rule { id: one, .. }, Origin::Rule { id: other, .. }) => one == other,
        (one, other) => one == other,
    }
}

fn more(count: usize) -> String {
    match count {
        1 => "1 more".to_owned(),
        count => format!("the {count} others"),
    }
}

/// Where typed words stand in a turn, if they stand there once.
fn marked(speech: &str, words: &str) -> Result<ByteSpan, String> {
    match find_quote(speech, words) {
        QuoteSearch::Once(span) => Ok(span),
        QuoteSearch::Several(places) => Err(format!(
            "These words stand {} times in this turn; give more of them.",
            places.len()
        )),
        QuoteSearch::Missing => {
            Err("These words are not in this turn; copy them from it.".to_owned())
        }
    }
}
