//! The codings that count, in order and each once.

use crate::analysis::coders::Force;
use crate::analysis::numbering::Numbering;
use crate::analysis::view::View;
use crate::model::{CodingId, ReviewState};
use crate::text::ByteSpan;
use rayon::prelude::*;

/// A coding that counts. Places instead of numbers, so that what follows is
/// array work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// The coding's number.
    pub(super) id: CodingId,
    /// Its transcript's place in the view.
    pub(super) transcript: u32,
    /// The turn in which it starts.
    pub(super) turn: u32,
    /// The passage.
    pub(super) span: ByteSpan,
    /// Its code's place in the codebook.
    pub(super) code: u32,
    /// The coder's place in the view.
    pub(super) coder: u16,
    /// Whether it is a pending suggestion.
    pub(super) pending: bool,
}

impl Hit {
    fn order(&self) -> (ByteSpan, u32, bool, u16, CodingId) {
        (self.span, self.code, self.pending, self.coder, self.id)
    }

    /// Whether two mark the same words with the same code.
    pub(super) fn same_place(&self, other: &Hit) -> bool {
        (self.span, self.code, self.transcript) == (other.span, other.code, other.transcript)
    }

    /// Whether this one says nothing that `kept`, which stands before it in
    /// the order, has not said: the same coder's coding stored twice, or a
    /// suggestion of what has been coded or suggested already.
    fn repeats(&self, kept: &Hit) -> bool {
        self.same_place(kept) && (self.pending || (!kept.pending && self.coder == kept.coder))
    }
}

/// All codings that count, by transcript, then span, code, coder, number.
pub(super) struct Hits {
    items: Vec<Hit>,
    ends: Vec<usize>,
    /// By transcript, then coder.
    coded: Vec<bool>,
    coders: usize,
    waiting: Vec<(u32, u32)>,
}

impl Hits {
    /// Takes from the view what is in force and has a code that is wanted
    /// (`wanted` by place in the codebook). Codings of transcripts or codes
    /// that are not in the view are left out. Time: one pass, then a sort
    /// inside each transcript.
    pub(super) fn new(view: &View, force: &Force, wanted: &[bool]) -> Self {
        let transcripts = Numbering::new(view.transcripts.iter().map(|one| one.id.0));
        let codes = Numbering::new(view.codebook.codes.values().map(|code| code.key.0));
        let coders = view.coders.len();
        let mut coded = vec![false; view.transcripts.len() * coders];
        let mut found = Vec::new();
        let mut waiting = Vec::new();
        for mark in view.marks {
            let pending = mark.state == ReviewState::Pending;
            let counts = force.counts(mark);
            if !counts && !pending {
                continue;
            }
            let Some(transcript) = transcripts.place(mark.transcript.0) else {
                continue;
            };
            if !pending
                && let Some(coded) = coded.get_mut(transcript * coders + usize::from(mark.coder))
            {
                // Any code will do: a coder has been at this transcript.
                *coded = true;
            }
            if let Some(code) = codes.place(mark.code.0)
                && wanted.get(code) == Some(&true)
            {
                if !counts {
                    waiting.push((transcript as u32, code as u32));
                    continue;
                }
                found.push(Hit {
                    id: mark.id,
                    transcript: transcript as u32,
                    turn: mark.turn,
                    span: mark.span,
                    code: code as u32,
                    coder: mark.coder,
                    pending,
                });
            }
        }
        let (items, ends) = in_order(&found, view.transcripts.len());
        Self {
            items,
            ends,
            coded,
            coders,
            waiting,
        }
    }

    /// All of them.
    pub(super) fn all(&self) -> &[Hit] {
        &self.items
    }

    /// Those of one transcript, by its place in the view.
    pub(super) fn of(&self, transcript: usize) -> &[Hit] {
        let before = transcript.checked_sub(1);
        let start = before.and_then(|at| self.ends.get(at)).copied();
        let end = self.ends.get(transcript).copied().unwrap_or(0);
        self.items.get(start.unwrap_or(0)..end).unwrap_or_default()
    }

    /// The suggestions that wait for a decision and are not counted: each
    /// one's transcript (its place in the view) and code (in the codebook).
    pub(super) fn waiting(&self) -> &[(u32, u32)] {
        &self.waiting
    }

    /// Whether the coders in force have coded anything in a transcript.
    pub(super) fn coded(&self, transcript: usize) -> bool {
        (0..self.coders).any(|coder| self.coded_by(transcript, coder))
    }

    /// Whether this coder (by place in the view), if in force, has coded
    /// anything in a transcript.
    pub(super) fn coded_by(&self, transcript: usize, coder: usize) -> bool {
        self.coded.get(transcript * self.coders + coder) == Some(&true)
    }
}

/// Deals the codings out to their transcripts, sorts and thins them there, and
/// says where each transcript's share ends.
fn in_order(found: &[Hit], transcripts: usize) -> (Vec<Hit>, Vec<usize>) {
    let mut slots = ends(found, transcripts);
    let mut items = found.to_vec();
    for hit in found.iter().rev() {
        if let Some(slot) = slots.get_mut(hit.transcript as usize) {
            *slot = slot.saturating_sub(1);
            if let Some(item) = items.get_mut(*slot) {
                *item = *hit;
            }
        }
    }
    items
        .par_chunk_by_mut(|a, b| a.transcript == b.transcript)
        .for_each(|same| same.sort_unstable_by_key(Hit::order));
    items.dedup_by(|next, kept| next.repeats(kept));
    let ends = ends(&items, transcripts);
    (items, ends)
}

fn ends(hits: &[Hit], transcripts: usize) -> Vec<usize> {
    let mut ends = vec![0; transcripts];
    for hit in hits {
        if let Some(count) = ends.get_mut(hit.transcript as usize) {
            *count += 1;
        }
    }
    let mut total = 0;
    for end in &mut ends {
        total += *end;
        *end = total;
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::tests::study::Study;

    fn ids(study: &Study, coders: &[&str], pending: bool) -> Vec<u64> {
        let coders: Vec<String> = coders.iter().map(|name| (*name).to_owned()).collect();
        let view = study.view();
        let force = Force::resolve(&coders, &[], view.coders, pending).unwrap();
        let hits = Hits::new(&view, &force, &vec![true; view.codebook.codes.len()]);
        (0..view.transcripts.len())
            .flat_map(|transcript| hits.of(transcript))
            .map(|hit| hit.id.0)
            .collect()
    }

    #[test]
    fn codings_come_by_transcript_then_place_then_code() {
        let mut study = Study::new(&["A", "B"], &["Case A"]);
        study
            .transcript("one", "Case A")
            .transcript("two", "Case A");
        study.coding(1, "two", (0, 4), "A", "Anna");
        study.coding(2, "one", (6, 9), "A", "Anna");
        study.coding(3, "one", (0, 4), "B", "Anna");
        study.coding(4, "one", (0, 4), "A", "Anna");
        assert_eq!(ids(&study, &["Anna"], false), [4, 3, 2, 1]);
    }

    #[test]
    fn the_same_coding_stored_twice_counts_once_but_two_coders_count_twice() {
        let mut study = Study::new(&["A"], &["Case A"]);
        study.transcript("one", "Case A");
        study.coding(7, "one", (0, 4), "A", "Anna");
        study.coding(5, "one", (0, 4), "A", "Anna");
        study.coding(6, "one", (0, 4), "A", "Bo");
        study.coding(8, "one", (0, 5), "A", "Anna");
        assert_eq!(ids(&study, &["Anna"], false), [5, 8]);
        assert_eq!(ids(&study, &["Anna", "Bo"], false), [5, 6, 8]);
    }

    #[test]
    fn what_waits_is_what_is_pending_and_does_not_count() {
        let mut study = Study::new(&["A", "B"], &["Case A"]);
        study
            .transcript("one", "Case A")
            .transcript("two", "Case A");
        study.pending(1, "two", (0, 4), "A");
        study.pending(2, "one", (6, 9), "B");
        study.coding(3, "one", (0, 4), "A", "Anna");
        study.coding(4, "one", (0, 4), "A", "Bo");
        let rejected = ReviewState::Rejected;
        study.mark(5, "two", (6, 9), "A", "Anna", rejected);
        let view = study.view();
        let waiting = |pending, wanted: &[bool]| {
            let force = Force::resolve(&["Anna".into()], &[], view.coders, pending).unwrap();
            Hits::new(&view, &force, wanted).waiting().to_vec()
        };
        assert_eq!(waiting(false, &[true, true]), [(1, 0), (0, 1)]);
        assert_eq!(waiting(false, &[false, true]), [(0, 1)]);
        assert_eq!(waiting(true, &[true, true]), []);
    }

    #[test]
    fn a_suggestion_of_what_is_coded_already_adds_nothing() {
        let mut study = Study::new(&["A"], &["Case A"]);
        study.transcript("one", "Case A");
        study.pending(1, "one", (0, 4), "A");
        study.pending(2, "one", (6, 9), "A");
        study.pending(3, "one", (6, 9), "A");
        study.coding(4, "one", (0, 4), "A", "Anna");
        assert_eq!(ids(&study, &["Anna"], true), [4, 2]);
        assert_eq!(ids(&study, &["Anna"], false), [4]);
    }
}
