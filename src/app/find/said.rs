//! Going through all that was said where a search looks, for what is counted:
//! what nobody said is not.

use crate::app::AppError;
use crate::app::find::shelf::Shelf;
use crate::index::Proposals;
use crate::model::{Document, Transcript, Turn};
use crate::rules::{Matcher, Surroundings, TurnContext, TurnContexts};
use std::collections::HashSet;

/// A turn in which somebody speaks.
pub(super) struct Spoken<'a> {
    pub transcript: &'a Transcript,
    pub document: &'a Document,
    pub turn: &'a Turn,
    /// The words, with blanks for what nobody said.
    pub words: &'a str,
    /// The case that the speaker belongs to.
    pub case: Option<&'a str>,
    /// The query for this language, and what it may ask of this turn; none
    /// where the index knows that there is nothing to find.
    pub query: Option<(&'a Matcher, TurnContext<'a>)>,
}

/// Whose turns are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turns {
    /// All where the search looks.
    All,
    /// Those that can hold a hit.
    Proposed,
}

/// Shows each turn, in the order of the text. Progress counts transcripts.
pub(super) fn each_turn(
    candidates: &Proposals,
    shelf: &mut Shelf<'_>,
    turns: Turns,
    progress: &mut dyn FnMut(usize, usize),
    visit: &mut dyn FnMut(&Spoken<'_>),
) -> Result<(), AppError> {
    let proposed = candidates.turns.iter();
    let proposed: HashSet<(u32, u32)> = proposed.map(|it| (it.transcript.0, it.turn)).collect();
    let with_hits: HashSet<u32> = proposed.iter().map(|(transcript, _)| *transcript).collect();
    let (reader, filter) = (shelf.reader, shelf.filter);
    let nothing = Surroundings::default();
    let wanted = |it: &&Transcript| {
        let named = filter.transcript.is_none_or(|id| id == it.id);
        let case = filter.case.as_ref();
        let of_case = case.is_none_or(|case| it.speaks_for(case));
        named && of_case && (turns == Turns::All || with_hits.contains(&it.id.0))
    };
    let transcripts: Vec<&Transcript> = shelf.transcripts.iter().filter(wanted).collect();
    for (done, transcript) in (1..).zip(&transcripts) {
        let document = reader.document(&transcript.document)?;
        let known = shelf.surroundings(transcript.id).unwrap_or(&nothing);
        let contexts = TurnContexts::new(&document, transcript, known);
        let ready = shelf.matcher(transcript.language);
        for turn in &document.turns {
            let case = transcript.case_of(&turn.speaker);
            let role = filter.role;
            let of_role = role.is_none_or(|role| role == transcript.role(&turn.speaker));
            let of_case = filter.case.is_none() || case == filter.case.as_deref();
            let can_hold = proposed.contains(&(transcript.id.0, turn.number));
            if of_role && of_case && (can_hold || turns == Turns::All) {
                visit(&Spoken {
                    transcript,
                    document: &document,
                    turn,
                    words: &document.said(turn),
                    case,
                    query: can_hold.then(|| (ready, contexts.of(turn))),
                });
            }
        }
        progress(done, transcripts.len());
    }
    Ok(())
}
