//! Why a cell without codings holds nothing. Empty is not zero.

use crate::analysis::hits::Hits;
use crate::analysis::places::Places;
use crate::analysis::side::Head;
use crate::analysis::sources::Sources;
use crate::analysis::view::View;
use crate::model::{Emptiness, TranscriptId};
use std::borrow::Cow;
use std::collections::HashMap;

/// What must be known of the study to tell one emptiness from another.
pub(super) struct Gaps<'a> {
    places: &'a Places<'a>,
    coders: usize,
    /// By room (see [`Places::room`]) and coder: whether that coder has coded
    /// anything in it. Any code will do: the coder has been there.
    coded: Vec<bool>,
    /// By place of the transcript.
    transcripts: Vec<TranscriptFacts>,
    /// By place in the codebook: the questions under which a code is asked about.
    questions: Vec<Vec<u32>>,
}

#[derive(Clone, Default)]
struct TranscriptFacts {
    /// Whether any turn is marked as asking any question of the guide.
    guided: bool,
    /// Which questions of the codes were asked.
    asked: Vec<u32>,
    /// Codes of suggestions that wait for a decision and are not counted.
    waiting: Vec<u32>,
}

/// What is known of all that one head, or one cell, speaks of.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    sources: Option<Sources>,
    cases: usize,
    transcripts: usize,
    coded: bool,
    guided: bool,
    asked: Vec<u32>,
    waiting: Vec<u32>,
}

impl<'a> Gaps<'a> {
    pub(super) fn new(view: &View, places: &'a Places<'a>, hits: &Hits) -> Self {
        let mut numbers: HashMap<&str, u32> = HashMap::new();
        let mut questions = Vec::with_capacity(view.codebook.codes.len());
        for code in view.codebook.codes.values() {
            let mut named = Vec::new();
            for question in &code.guide {
                let next = numbers.len() as u32;
                named.push(*numbers.entry(question).or_insert(next));
            }
            questions.push(named);
        }
        let mut transcripts = vec![TranscriptFacts::default(); view.transcripts.len()];
        let at: HashMap<TranscriptId, usize> = view
            .transcripts
            .iter()
            .enumerate()
            .map(|(at, one)| (one.id, at))
            .collect();
        for mark in view.guide_marks {
            let facts = at
                .get(&mark.transcript)
                .and_then(|at| transcripts.get_mut(*at));
            if let Some(facts) = facts {
                facts.guided = true;
                facts.asked.extend(numbers.get(mark.question.as_str()));
            }
        }
        for (transcript, code) in hits.waiting() {
            if let Some(facts) = transcripts.get_mut(*transcript as usize)
                && !facts.waiting.contains(code)
            {
                facts.waiting.push(*code);
            }
        }
        let coders = view.coders.len();
        let mut coded = vec![false; places.rooms * coders];
        for (transcript, room) in places.room.iter().enumerate() {
            for coder in 0..coders {
                if hits.coded_by(transcript, coder)
                    && let Some(coded) = coded.get_mut(*room as usize * coders + coder)
                {
                    *coded = true;
                }
            }
        }
        Self {
            places,
            coders,
            coded,
            transcripts,
            questions,
        }
    }

    /// What is known of these sources; of everything, where they are none.
    pub(super) fn facts(&self, sources: Option<Cow<'_, Sources>>, coder: Option<u16>) -> Facts {
        let all: Vec<u32>;
        let transcripts = match &sources {
            Some(sources) => &sources.transcripts,
            None => {
                all = (0..self.transcripts.len() as u32).collect();
                &all
            }
        };
        let mut facts = Facts {
            cases: sources
                .as_ref()
                .map_or(self.places.interviews.len(), |it| it.cases.len()),
            transcripts: transcripts.len(),
            ..Facts::default()
        };
        for at in transcripts {
            facts.coded |= self.coded(*at, coder);
            if let Some(one) = self.transcripts.get(*at as usize) {
                facts.guided |= one.guided;
                facts.asked.extend(&one.asked);
                facts.waiting.extend(&one.waiting);
            }
        }
        for list in [&mut facts.asked, &mut facts.waiting] {
            list.sort_unstable();
            list.dedup();
        }
        facts.sources = sources.map(Cow::into_owned);
        facts
    }

    /// Whether the coders in force, or just this one, have coded anything in
    /// the transcript at this place, whoever of its case speaks.
    pub(super) fn coded(&self, transcript: u32, coder: Option<u16>) -> bool {
        let room = self.places.room.get(transcript as usize);
        let start = room.map_or(0, |room| *room as usize * self.coders);
        let all = self.coded.get(start..start + self.coders);
        let all = all.unwrap_or_default();
        match coder {
            Some(coder) => all.get(usize::from(coder)) == Some(&true),
            None => all.contains(&true),
        }
    }

    /// Why a cell of these codes (all, where none are named) is empty in what
    /// `facts` are of, or nothing where no coding truly means none:
    /// - `NotApplicable`: the two heads speak of nothing in common, such as a
    ///   small firm under "large";
    /// - `NoTranscript`: there is no transcript of it;
    /// - `NotCoded`: the coders in force have no accepted coding, of any code,
    ///   in any of its transcripts;
    /// - `Undecided`: suggestions of rules, which are not counted here, give
    ///   the codes to passages of it, and nobody has decided on them: whether
    ///   there is something to count is not known yet;
    /// - `NotAsked`: the codes name questions of the guide, its transcripts
    ///   have guide marks, and none marks such a question.
    pub(super) fn reason(&self, facts: &Facts, codes: Option<&[u32]>) -> Option<Emptiness> {
        let waits = |code: &u32| facts.waiting.binary_search(code).is_ok();
        if facts.cases == 0 && facts.transcripts == 0 {
            Some(Emptiness::NotApplicable)
        } else if facts.transcripts == 0 {
            Some(Emptiness::NoTranscript)
        } else if !facts.coded {
            Some(Emptiness::NotCoded)
        } else if codes.map_or(!facts.waiting.is_empty(), |codes| codes.iter().any(waits)) {
            Some(Emptiness::Undecided)
        } else if facts.guided && self.never_asked(facts, codes) {
            Some(Emptiness::NotAsked)
        } else {
            None
        }
    }

    fn never_asked(&self, facts: &Facts, codes: Option<&[u32]>) -> bool {
        let asked = |question: &u32| facts.asked.binary_search(question).is_ok();
        let mut questions = self.questions_of(codes).peekable();
        questions.peek().is_some() && !questions.any(asked)
    }

    fn questions_of<'b>(&'b self, codes: Option<&'b [u32]>) -> impl Iterator<Item = &'b u32> {
        let codes = codes.unwrap_or_default().iter();
        codes
            .filter_map(|code| self.questions.get(*code as usize))
            .flatten()
    }

    /// Whether nobody can tell if codes were asked about: they name questions,
    /// but the transcripts mark none at all.
    pub(super) fn unknowable(&self, facts: &Facts, codes: Option<&[u32]>) -> bool {
        !facts.guided && self.questions_of(codes).next().is_some()
    }
}

impl Facts {
    /// What they are of; everything, where none.
    pub(super) fn sources(&self) -> Option<&Sources> {
        self.sources.as_ref()
    }
}

/// The facts behind each cell, computed as seldom as possible: where only one
/// side says which cases or transcripts it speaks of, once a head.
pub(super) enum CellFacts<'a> {
    /// By row.
    Rows(Vec<Facts>),
    /// By column.
    Columns(Vec<Facts>),
    /// Each cell's own.
    Cells {
        gaps: &'a Gaps<'a>,
        rows: &'a [Head],
        columns: &'a [Head],
        all: Option<&'a Sources>,
    },
}

impl<'a> CellFacts<'a> {
    /// `all` is what a filter leaves to look at; none where there is none.
    pub(super) fn new(
        gaps: &'a Gaps<'a>,
        rows: &'a [Head],
        columns: &'a [Head],
        all: Option<&'a Sources>,
    ) -> Self {
        let says = |heads: &[Head]| {
            let mut heads = heads.iter();
            heads.any(|head| head.sources.is_some() || head.coder.is_some())
        };
        let of = |heads: &[Head]| -> Vec<Facts> {
            let facts = heads
                .iter()
                .map(|head| gaps.facts(met(head.sources.as_ref(), all), head.coder));
            facts.collect()
        };
        match (says(rows), says(columns)) {
            (true, true) => CellFacts::Cells {
                gaps,
                rows,
                columns,
                all,
            },
            (true, false) => CellFacts::Rows(of(rows)),
            (false, _) => CellFacts::Columns(of(columns)),
        }
    }

    /// Those behind one cell.
    pub(super) fn of(&self, row: usize, column: usize) -> Cow<'_, Facts> {
        let known = match self {
            CellFacts::Rows(facts) => facts.get(row),
            CellFacts::Columns(facts) => facts.get(column),
            CellFacts::Cells {
                gaps,
                rows,
                columns,
                all,
            } => {
                let (Some(row), Some(column)) = (rows.get(row), columns.get(column)) else {
                    return Cow::Owned(Facts::default());
                };
                let both = met(row.sources.as_ref(), column.sources.as_ref());
                let sources = met(both.as_deref(), *all).map(Cow::into_owned);
                let coder = row.coder.or(column.coder);
                return Cow::Owned(gaps.facts(sources.map(Cow::Owned), coder));
            }
        };
        known.map_or_else(|| Cow::Owned(Facts::default()), Cow::Borrowed)
    }
}

/// What both speak of, where either says.
pub(super) fn met<'s>(
    one: Option<&'s Sources>,
    other: Option<&'s Sources>,
) -> Option<Cow<'s, Sources>> {
    match (one, other) {
        (Some(one), Some(other)) => Some(Cow::Owned(one.meet(other))),
        (Some(one), None) | (None, Some(one)) => Some(Cow::Borrowed(one)),
        (None, None) => None,
    }
}
