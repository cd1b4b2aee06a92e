//! A corrected version takes the place of a transcript: every passage that
//! anything refers to is found again in it, or said to be lost.

use crate::app::AppError;
use crate::model::change::Swap;
use crate::model::reanchor::{Fate, NewPlace, Reanchoring};
use crate::model::{
    Coding, CodingId, Document, Edit, GuideMark, LostCoding, Memo, MemoTarget, ReviewState,
    Transcript,
};
use crate::store::{CodingFilter, Door};
use std::collections::HashMap;

/// What became of everything that referred to the old version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Revision {
    /// Codings whose turn has the same words as before.
    pub same: usize,
    /// Codings whose words were found once at another place.
    pub moved: Vec<MovedPassage>,
    /// Codings that have no certain place now.
    pub lost: Vec<LostPassage>,
    /// Codings lost in an earlier correction and found again in this one.
    pub found_again: usize,
    /// Suggestions, waiting or rejected, whose words are gone: the rules will
    /// look at the new words.
    pub suggestions_gone: usize,
    /// Marks of guide questions whose turn is gone: turn and question.
    pub guide_gone: Vec<(u32, String)>,
    /// Comments whose words are gone; they are on the transcript now.
    pub memos_unplaced: usize,
}

/// A coding with a new place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedPassage {
    /// The coding.
    pub id: CodingId,
    /// Its code.
    pub code: String,
    /// Its words.
    pub quote: String,
    /// The turn it stood in.
    pub from: u32,
    /// The turn it stands in.
    pub to: u32,
}

/// A coding without a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostPassage {
    /// The coding.
    pub id: CodingId,
    /// Its code.
    pub code: String,
    /// Its words.
    pub quote: String,
    /// The turn it stood in.
    pub turn: u32,
    /// Why.
    pub reason: String,
    /// How many places are offered.
    pub candidates: usize,
}

/// What must change so that `after`, which shows `new`, takes the place of
/// `before`; the transcript itself comes first.
pub(super) fn plan(
    door: &Door<'_>,
    before: &Transcript,
    after: Transcript,
    new: &Document,
) -> Result<(Vec<Edit>, Revision), AppError> {
    let old = door.document(&before.document)?;
    let codebook = door.codebook()?;
    let mut planner = Planner {
        versions: Reanchoring::new(&old, new),
        old: &old,
        new,
        codes: codebook
            .codes
            .values()
            .map(|code| (code.key.0, code.id.to_string()))
            .collect(),
        edits: vec![Edit::Transcript(Box::new(Swap::replace(
            before.clone(),
            after,
        )))],
        guide: Vec::new(),
        told: Revision::default(),
    };
    let filter = CodingFilter {
        transcripts: vec![before.id],
        ..CodingFilter::default()
    };
    for coding in door.codings(&filter)? {
        planner.coding(coding);
    }
    for lost in door.lost_codings()? {
        if lost.coding.transcript == before.id {
            let known = door.document(&lost.document)?;
            planner.lost_before(&known, lost);
        }
    }
    for mark in door.guide_marks()? {
        if mark.transcript == before.id {
            planner.guide(mark);
        }
    }
    for memo in door.memos()? {
        planner.memo(before, memo);
    }
    let Planner {
        mut edits,
        guide,
        told,
        ..
    } = planner;
    edits.extend(guide);
    Ok((edits, told))
}

struct Planner<'a> {
    versions: Reanchoring<'a>,
    old: &'a Document,
    new: &'a Document,
    codes: HashMap<u32, String>,
    edits: Vec<Edit>,
    /// Marks at their new turns, added behind all removals: a mark may take
    /// another one's turn.
    guide: Vec<Edit>,
    told: Revision,
}

impl Planner<'_> {
    fn coding(&mut self, coding: Coding) {
        match self.versions.fate(coding.turn, coding.span, &coding.quote) {
            Fate::Same(place) => {
                self.told.same += 1;
                self.put(coding, place);
            }
            Fate::Moved(place) => {
                self.told.moved.push(MovedPassage {
                    id: coding.id,
                    code: self.code(&coding),
                    quote: coding.quote.clone(),
                    from: coding.turn,
                    to: place.turn,
                });
                self.put(coding, place);
            }
            Fate::Lost { .. } if coding.state != ReviewState::Accepted => {
                self.told.suggestions_gone += 1;
                self.edits
                    .push(Edit::Coding(Box::new(Swap::remove(coding))));
            }
            Fate::Lost { reason, candidates } => {
                self.told.lost.push(LostPassage {
                    id: coding.id,
                    code: self.code(&coding),
                    quote: coding.quote.clone(),
                    turn: coding.turn,
                    reason: reason.clone(),
                    candidates: candidates.len(),
                });
                let lost = LostCoding {
                    coding: coding.clone(),
                    document: self.old.hash.clone(),
                    reason,
                };
                self.edits
                    .push(Edit::Coding(Box::new(Swap::remove(coding))));
                self.edits.push(Edit::Lost(Box::new(Swap::add(lost))));
            }
        }
    }

    /// The words of a place may differ in a blank or a curly mark.
    fn put(&mut self, coding: Coding, place: NewPlace) {
        let after = moved_to(&coding, place, self.new);
        if after != coding {
            self.edits
                .push(Edit::Coding(Box::new(Swap::replace(coding, after))));
        }
    }

    /// The correction may have brought the words back.
    fn lost_before(&mut self, known: &Document, lost: LostCoding) {
        let coding = &lost.coding;
        let fate = Reanchoring::new(known, self.new).fate(coding.turn, coding.span, &coding.quote);
        if let Fate::Same(place) | Fate::Moved(place) = fate {
            self.told.found_again += 1;
            let after = moved_to(coding, place, self.new);
            self.edits.push(Edit::Lost(Box::new(Swap::remove(lost))));
            self.edits.push(Edit::Coding(Box::new(Swap::add(after))));
        }
    }

    fn guide(&mut self, mark: GuideMark) {
        match self.versions.turn(mark.turn) {
            Some(turn) if turn == mark.turn => {}
            Some(turn) => {
                let after = GuideMark {
                    turn,
                    ..mark.clone()
                };
                self.edits.push(Edit::Guide(Swap::remove(mark)));
                self.guide.push(Edit::Guide(Swap::add(after)));
            }
            None => {
                self.told
                    .guide_gone
                    .push((mark.turn, mark.question.clone()));
                self.edits.push(Edit::Guide(Swap::remove(mark)));
            }
        }
    }

    fn memo(&mut self, before: &Transcript, memo: Memo) {
        let MemoTarget::Passage {
            transcript,
            turn,
            span,
            quote,
        } = &memo.target
        else {
            return;
        };
        if *transcript != before.id {
            return;
        }
        let mut after = memo.clone();
        match self.versions.fate(*turn, *span, quote) {
            Fate::Same(place) | Fate::Moved(place) => {
                let words = place.span.slice(self.new.text.as_str());
                after.target = MemoTarget::Passage {
                    transcript: *transcript,
                    turn: place.turn,
                    span: place.span,
                    quote: words.unwrap_or_default().to_owned(),
                };
            }
            Fate::Lost { .. } => {
                self.told.memos_unplaced += 1;
                after.target = MemoTarget::Transcript(*transcript);
                after.text = format!(
                    "On “{quote}”, turn {turn} before a correction: {}",
                    memo.text
                );
            }
        }
        if after != memo {
            self.edits.push(Edit::Memo(Swap::replace(memo, after)));
        }
    }

    fn code(&self, coding: &Coding) -> String {
        let known = self.codes.get(&coding.code.0);
        known.cloned().unwrap_or_else(|| "?".to_owned())
    }
}

/// A coding at its new place, with the words that stand there.
pub(super) fn moved_to(coding: &Coding, place: NewPlace, document: &Document) -> Coding {
    let words = place.span.slice(document.text.as_str());
    Coding {
        turn: place.turn,
        span: place.span,
        quote: words.unwrap_or_default().to_owned(),
        ..coding.clone()
    }
}
