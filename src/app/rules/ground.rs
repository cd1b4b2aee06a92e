//! What rules are held against: the interviews a request names, and what the
//! coders in force marked in them by hand.

use crate::analysis::worth::{Coded, Stretch, Unit, UnitKind};
use crate::analysis::worth_table::Conditions;
use crate::app::load::main_coder;
use crate::app::selection::Selection;
use crate::app::{AppError, suggest};
use crate::model::nearest::did_you_mean;
use crate::model::{
    CodeKey, Coder, Coding, CodingId, Document, Origin, Problem, ReviewState, RuleId, Transcript,
    TranscriptId, Turn,
};
use crate::store::{CodingFilter, Reader};
use crate::text::sentences::sentences;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Which rules, and against what; an empty list sets no condition.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Only rules of these codes, and of what pattern codes among them gather.
    pub codes: Vec<String>,
    /// Only these rules.
    pub rules: Vec<RuleId>,
    /// Whose hand coding counts, instead of the study's coder's.
    pub coders: Vec<Coder>,
    /// Only in what these cases said.
    pub cases: Vec<String>,
    /// Only in these transcripts.
    pub transcripts: Vec<String>,
    /// What is counted.
    pub unit: UnitKind,
}

/// The interviews and codings that a request is about.
pub(super) struct Ground {
    pub sources: Vec<Source>,
    /// Accepted codings by hand or from a file, of the coders in force.
    pub hand: Vec<Coding>,
    /// Suggestions, whoever made and decided over them.
    pub suggestions: Vec<Coding>,
    pub conditions: Conditions,
}

/// One interview.
pub(super) struct Source {
    pub transcript: Transcript,
    pub document: Document,
    /// Only these turns, where not all: some speakers' in a focus group.
    turns: Option<HashSet<u32>>,
    /// Whether the coders in force have coded anything in it by hand.
    pub worked_through: bool,
}

impl Source {
    pub fn has(&self, turn: u32) -> bool {
        self.turns
            .as_ref()
            .is_none_or(|turns| turns.contains(&turn))
    }

    /// The turns asked for.
    pub fn turns(&self) -> impl Iterator<Item = &Turn> {
        let turns = self.document.turns.iter();
        turns.filter(|turn| self.has(turn.number))
    }
}

impl Ground {
    pub fn new(reader: &Reader<'_>, request: &Request) -> Result<Self, AppError> {
        let coders = coders(reader, &request.coders)?;
        let (mut hand, mut suggestions) = (Vec::new(), Vec::new());
        for coding in reader.codings(&CodingFilter::default())? {
            match (&coding.origin, coding.state) {
                (Origin::Hand | Origin::Import, ReviewState::Accepted) => {
                    if coders.contains(&coding.coder) {
                        hand.push(coding);
                    }
                }
                (Origin::Hand | Origin::Import, _) => {}
                _ => suggestions.push(coding),
            }
        }
        let coded: HashSet<TranscriptId> = hand.iter().map(|it| it.transcript).collect();
        let sources = sources(reader, request, &coded)?;
        let places: HashMap<TranscriptId, &Source> =
            sources.iter().map(|it| (it.transcript.id, it)).collect();
        let asked_for = |coding: &Coding| {
            let source = places.get(&coding.transcript);
            source.is_some_and(|source| source.has(coding.turn))
        };
        hand.retain(asked_for);
        suggestions.retain(asked_for);
        let decided = suggestions
            .iter()
            .filter(|it| it.state != ReviewState::Pending);
        let deciders: BTreeSet<Coder> = decided.map(|it| it.coder.clone()).collect();
        let worked_through = sources.iter().filter(|it| it.worked_through).count();
        let listed = |what: &str, names: &[String]| {
            (!names.is_empty()).then(|| format!("{what} {}", names.join(", ")))
        };
        let filters = [
            listed("case", &request.cases),
            listed("transcript", &request.transcripts),
        ];
        Ok(Self {
            conditions: Conditions {
                unit: request.unit,
                coders,
                filters: filters.into_iter().flatten().collect(),
                deciders,
                transcripts: (sources.len(), worked_through),
            },
            sources,
            hand,
            suggestions,
        })
    }

    /// The turns or sentences of the interviews worked through.
    pub fn units(&self) -> Vec<Unit> {
        let mut units = Vec::new();
        for source in self.sources.iter().filter(|it| it.worked_through) {
            let transcript = &source.transcript;
            for turn in source.turns() {
                let unit = |span| Unit {
                    transcript: transcript.id,
                    span,
                    role: transcript.role(&turn.speaker),
                    language: transcript.language,
                };
                match self.conditions.unit {
                    UnitKind::Turn => units.push(unit(turn.span)),
                    UnitKind::Sentence => {
                        let said = source.document.said(turn);
                        let cut = sentences(&said, transcript.language).into_iter();
                        let placed = cut.filter_map(|it| it.shifted(turn.span.start()).ok());
                        units.extend(placed.map(unit));
                    }
                }
            }
        }
        units
    }

    /// The hand codings of these codes, by transcript and turn.
    pub fn passages(&self, codes: &[CodeKey]) -> HashMap<(TranscriptId, u32), Vec<&Coding>> {
        let mut passages: HashMap<_, Vec<&Coding>> = HashMap::new();
        for coding in self.hand.iter().filter(|it| codes.contains(&it.code)) {
            let here = passages.entry((coding.transcript, coding.turn));
            here.or_default().push(coding);
        }
        passages
    }
}

pub(super) fn coded(coding: &Coding) -> Coded {
    Coded {
        id: coding.id,
        place: Stretch {
            transcript: coding.transcript,
            turn: coding.turn,
            span: coding.span,
        },
        code: coding.code,
    }
}

/// The codings with these numbers, in the order of the list they are from.
pub(super) fn with_numbers(all: &[Coding], wanted: &[CodingId]) -> Vec<Coding> {
    let wanted: HashSet<CodingId> = wanted.iter().copied().collect();
    let found = all.iter().filter(|it| wanted.contains(&it.id));
    found.cloned().collect()
}

fn sources(
    reader: &Reader<'_>,
    request: &Request,
    coded: &HashSet<TranscriptId>,
) -> Result<Vec<Source>, AppError> {
    let selection = Selection {
        transcripts: request.transcripts.clone(),
        cases: request.cases.clone(),
        ..Selection::default()
    };
    let Some(places) = selection.places(reader)? else {
        return Ok(Vec::new()); // a case without transcripts
    };
    let everywhere = places.is_empty();
    let mut places: HashMap<TranscriptId, Option<HashSet<u32>>> = places.into_iter().collect();
    let mut sources = Vec::new();
    for (transcript, document) in suggest::sources(reader)? {
        let turns = match places.remove(&transcript.id) {
            Some(turns) => turns,
            None if everywhere => None,
            None => continue,
        };
        sources.push(Source {
            worked_through: coded.contains(&transcript.id),
            transcript,
            document,
            turns,
        });
    }
    Ok(sources)
}

/// Those asked for, who must have coded something, or else the study's own.
fn coders(reader: &Reader<'_>, asked: &[Coder]) -> Result<Vec<Coder>, AppError> {
    if asked.is_empty() {
        return main_coder(reader);
    }
    let known = reader.coders()?;
    match asked.iter().find(|name| !known.contains(name)) {
        None => Ok(asked.to_vec()),
        Some(name) => {
            let all = match known.as_slice() {
                [] => "nobody has coded yet".to_owned(),
                [one] => format!("the only coder is {one}"),
                known => format!("the coders are {}", known.join(", ")),
            };
            let names = known.iter().map(String::as_str);
            Err(
                Problem::new(format!("{name} has coded nothing in this study"))
                    .next(did_you_mean(name, names, &all))
                    .into(),
            )
        }
    }
}
