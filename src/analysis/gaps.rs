//! Why a cell without codings holds nothing. Empty is not zero.

use crate::analysis::headings::Headings;
use crate::analysis::hits::Hits;
use crate::analysis::view::View;
use crate::model::{Emptiness, TranscriptId};
use std::collections::{HashMap, HashSet};

/// What must be known of the study to tell one emptiness from another.
pub(super) struct Gaps {
    /// By case in the view.
    cases: Vec<CaseFacts>,
    /// The guide questions under which each heading's codes are asked about.
    questions: Vec<Vec<u32>>,
}

#[derive(Clone, Default)]
struct CaseFacts {
    has_transcript: bool,
    coded: bool,
    /// Whether any turn is marked as asking any question of the guide.
    guided: bool,
    /// Which of the headings' questions were asked.
    asked: HashSet<u32>,
    /// By heading: whether a suggestion waits for a decision. Shorter, or
    /// empty, where for the rest none does.
    waiting: Vec<bool>,
}

impl CaseFacts {
    fn wait(&mut self, heading: usize) {
        if self.waiting.len() <= heading {
            self.waiting.resize(heading + 1, false);
        }
        if let Some(waiting) = self.waiting.get_mut(heading) {
            *waiting = true;
        }
    }
}

impl Gaps {
    /// `interviews` are the places of each case's transcripts.
    pub(super) fn new(
        view: &View,
        headings: &Headings,
        interviews: &[Vec<usize>],
        hits: &Hits,
    ) -> Self {
        let mut numbers: HashMap<&str, u32> = HashMap::new();
        let mut questions = Vec::with_capacity(headings.gathered.len());
        for codes in &headings.gathered {
            let mut named = Vec::new();
            for question in codes.iter().flat_map(|code| &code.guide) {
                let next = numbers.len() as u32;
                named.push(*numbers.entry(question).or_insert(next));
            }
            named.sort_unstable();
            named.dedup();
            questions.push(named);
        }
        let mut cases = vec![CaseFacts::default(); view.cases.len()];
        let mut case_of: HashMap<TranscriptId, usize> = HashMap::new();
        let mut case_at: Vec<Option<usize>> = vec![None; view.transcripts.len()];
        for (at, (facts, transcripts)) in cases.iter_mut().zip(interviews).enumerate() {
            facts.has_transcript = !transcripts.is_empty();
            facts.coded = transcripts.iter().any(|one| hits.coded(*one));
            let known = transcripts
                .iter()
                .filter_map(|one| view.transcripts.get(*one));
            case_of.extend(known.map(|transcript| (transcript.id, at)));
            for one in transcripts {
                if let Some(case) = case_at.get_mut(*one) {
                    *case = Some(at);
                }
            }
        }
        for (transcript, code) in hits.waiting() {
            let case = case_at.get(*transcript as usize).copied().flatten();
            if let Some(facts) = case.and_then(|at| cases.get_mut(at)) {
                for heading in headings.of_code(*code) {
                    facts.wait(*heading);
                }
            }
        }
        for mark in view.guide_marks {
            let case = case_of.get(&mark.transcript);
            if let Some(facts) = case.and_then(|at| cases.get_mut(*at)) {
                facts.guided = true;
                facts.asked.extend(numbers.get(mark.question.as_str()));
            }
        }
        Self { cases, questions }
    }

    /// Why a heading's cell is empty in a case, or nothing where no coding
    /// truly means none:
    /// - `NoTranscript`: the case has no transcript;
    /// - `NotCoded`: the coders in force have no accepted coding, of any code,
    ///   in any transcript of the case;
    /// - `Undecided`: suggestions of rules, which are not counted here, give
    ///   the heading's codes to passages of the case, and nobody has decided
    ///   on them: whether there is something to count is not known yet;
    /// - `NotAsked`: the heading's codes name questions of the guide, the
    ///   case's transcripts have guide marks, and none marks such a question.
    pub(super) fn reason(&self, heading: usize, case: usize) -> Option<Emptiness> {
        let facts = self.cases.get(case)?;
        let questions = self.questions.get(heading)?;
        if !facts.has_transcript {
            Some(Emptiness::NoTranscript)
        } else if !facts.coded {
            Some(Emptiness::NotCoded)
        } else if facts.waiting.get(heading) == Some(&true) {
            Some(Emptiness::Undecided)
        } else if facts.guided
            && !questions.is_empty()
            && !questions.iter().any(|one| facts.asked.contains(one))
        {
            Some(Emptiness::NotAsked)
        } else {
            None
        }
    }

    /// Whether nobody can tell if the heading was asked about in a case: its
    /// codes name questions, but the case's transcripts mark none at all.
    pub(super) fn unknowable(&self, heading: usize, case: usize) -> bool {
        let guided = self.cases.get(case).is_some_and(|facts| facts.guided);
        let questions = self.questions.get(heading);
        !guided && questions.is_some_and(|questions| !questions.is_empty())
    }
}
