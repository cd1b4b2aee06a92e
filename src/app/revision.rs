//! A corrected version takes the place of a transcript: every passage that
//! anything refers to is found again in it, or said to be lost.

use crate::app::AppError;
use crate::app::intake::Remark;
use crate::model::change::Swap;
use crate::model::reanchor::{Fate, NewPlace, Reanchoring};
use crate::model::{
    Coding, CodingId, Document, Edit, GuideMark, LostCoding, Memo, MemoTarget, ReviewState,
    Transcript,
};
use crate::store::{CodingFilter, Door};
use crate::text::ContentHash;
use indexmap::IndexMap;
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
    /// Memos whose words are gone; they are on the transcript now.
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

/// What a correction comes to.
pub(super) struct Plan {
    /// What must change; the transcript itself comes first.
    pub edits: Vec<Edit>,
    /// What a person is told.
    pub told: Revision,
    /// Comments in the new version that the study does not have yet.
    pub new_remarks: Vec<Remark>,
}

/// What must change so that `after`, which shows `new` with these comments in
/// its margin, takes the place of `before`.
pub(super) fn plan(
    door: &Door<'_>,
    before: &Transcript,
    after: Transcript,
    new: &Document,
    margin: Vec<Remark>,
) -> Result<Plan, AppError> {
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
        gone: HashMap::new(),
        margin,
        told: Revision::default(),
    };
    let filter = CodingFilter {
        transcripts: vec![before.id],
        ..CodingFilter::default()
    };
    for coding in door.codings(&filter)? {
        planner.coding(coding);
    }
    // Those lost together are looked for together: to compare two versions
    // takes longer than to find a coding in them.
    let mut lost_in: IndexMap<ContentHash, Vec<LostCoding>> = IndexMap::new();
    for lost in door.lost_codings()? {
        if lost.coding.transcript == before.id {
            lost_in.entry(lost.document.clone()).or_default().push(lost);
        }
    }
    for (hash, lost) in lost_in {
        let known = door.document(&hash)?;
        let versions = Reanchoring::new(&known, new);
        for lost in lost {
            planner.lost_before(&versions, lost);
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
        margin,
        ..
    } = planner;
    edits.extend(guide);
    Ok(Plan {
        edits,
        told,
        new_remarks: margin,
    })
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
    /// Suggestions that went: their turn and words, for the memos on them.
    gone: HashMap<CodingId, (u32, String)>,
    /// Comments of the new version that no memo was found to be.
    margin: Vec<Remark>,
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
                let words = (coding.turn, coding.quote.clone());
                self.gone.insert(coding.id, words);
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
    fn lost_before(&mut self, versions: &Reanchoring<'_>, lost: LostCoding) {
        let coding = &lost.coding;
        let fate = versions.fate(coding.turn, coding.span, &coding.quote);
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
        let mut after = memo.clone();
        match &memo.target {
            MemoTarget::Transcript(id) if *id == before.id => {
                self.in_margin(&memo);
            }
            MemoTarget::Coding(id) => {
                if let Some((turn, quote)) = self.gone.get(id) {
                    unplaced(&mut after, before, *turn, quote);
                    self.told.memos_unplaced += 1;
                }
            }
            MemoTarget::Passage {
                transcript,
                turn,
                span,
                quote,
            } if *transcript == before.id => {
                let in_margin = self.in_margin(&memo);
                match (self.versions.fate(*turn, *span, quote), in_margin) {
                    (Fate::Same(place) | Fate::Moved(place), _) => {
                        let words = place.span.slice(self.new.text.as_str());
                        after.target = MemoTarget::Passage {
                            transcript: *transcript,
                            turn: place.turn,
                            span: place.span,
                            quote: words.unwrap_or_default().to_owned(),
                        };
                    }
                    // The new version says itself what the comment is about.
                    (Fate::Lost { .. }, Some(target)) => after.target = target,
                    (Fate::Lost { .. }, None) => {
                        self.told.memos_unplaced += 1;
                        unplaced(&mut after, before, *turn, quote);
                    }
                }
            }
            _ => {}
        }
        if after != memo {
            self.edits.push(Edit::Memo(Swap::replace(memo, after)));
        }
    }

    /// Takes the comment out of the new version's margin that this memo is.
    fn in_margin(&mut self, memo: &Memo) -> Option<MemoTarget> {
        let same = |remark: &Remark| {
            let once_unplaced = memo.text.starts_with("On “")
                && memo.text.ends_with(&format!("{UNPLACED}{}", remark.text));
            remark.author == memo.author && (remark.text == memo.text || once_unplaced)
        };
        let at = self.margin.iter().position(same)?;
        Some(self.margin.remove(at).target)
    }

    fn code(&self, coding: &Coding) -> String {
        let known = self.codes.get(&coding.code.0);
        known.cloned().unwrap_or_else(|| "?".to_owned())
    }
}

/// Stands between what a memo was about and what it says.
const UNPLACED: &str = " before a correction: ";

/// A memo whose passage is gone stays with the transcript.
fn unplaced(memo: &mut Memo, transcript: &Transcript, turn: u32, quote: &str) {
    memo.target = MemoTarget::Transcript(transcript.id);
    memo.text = format!("On “{quote}”, turn {turn}{UNPLACED}{}", memo.text);
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
