//! What alone a table looks at.

use crate::analysis::axes;
use crate::analysis::places::Places;
use crate::analysis::side;
use crate::analysis::sources::{Sources, common};
use crate::analysis::view::View;
use crate::model::{Filter, HeadsOf, Problem};

/// The cases and transcripts that a filter lets through.
pub(super) struct Allowed {
    /// None where the filter says nothing of them.
    pub(super) sources: Option<Sources>,
    /// Codes (by place in the codebook, in order) one of which a coding must
    /// stand together with; none where the filter says nothing of them.
    pub(super) beside: Option<Vec<u32>>,
    /// The filters in words, for the table's footnote.
    pub(super) words: Vec<String>,
}

impl Allowed {
    /// # Errors
    /// A name that the study does not know, or a filter that lets nothing
    /// through.
    pub(super) fn new(filter: &Filter, view: &View, places: &Places) -> Result<Self, Problem> {
        let mut allowed = Self {
            sources: None,
            beside: None,
            words: Vec::new(),
        };
        if !filter.cases.is_empty() {
            let cases = axes::cases_named(&filter.cases, view)?;
            let cases = cases.into_iter().map(|at| at as u32);
            allowed.narrow(of_cases(cases.collect(), places));
            allowed.words.push(in_words("case", &filter.cases));
        }
        for (name, values) in &filter.attributes {
            let by_value = side::by_value(name, view)?;
            let mut cases = Vec::new();
            for value in values {
                let known = side::known_value(name, value, &by_value)?;
                cases.extend(by_value.get(known).into_iter().flatten());
            }
            allowed.narrow(of_cases(cases, places));
            allowed.words.push(in_words(name, values));
        }
        for (what, one, names) in [
            (HeadsOf::Transcripts, "transcript", &filter.transcripts),
            (HeadsOf::Rounds, "round", &filter.rounds),
            (HeadsOf::Roles, "role", &filter.roles),
            (HeadsOf::Speakers, "speaker", &filter.speakers),
        ] {
            if !names.is_empty() {
                allowed.narrow(side::sources_named(what, names, view, places)?);
                allowed.words.push(in_words(one, names));
            }
        }
        if !filter.codes.is_empty() {
            let book = view.codebook;
            let mut codes = Vec::new();
            for at in axes::codes_named(&filter.codes, book)? {
                let Some((_, code)) = book.codes.get_index(at) else {
                    continue;
                };
                let gathered = book.gathered(code);
                let places = gathered
                    .iter()
                    .filter_map(|one| book.codes.get_index_of(&one.id));
                codes.extend(places.map(|at| at as u32));
            }
            codes.sort_unstable();
            codes.dedup();
            allowed.beside = Some(codes);
            let names = filter.codes.join(" or ");
            allowed
                .words
                .push(format!("passages together with {names}"));
        }
        let nothing = |sources: &Sources| sources.is_empty();
        if allowed.sources.as_ref().is_some_and(nothing) {
            return Err(Problem::new(format!(
                "nothing in the study is {}",
                allowed.words.join(" and ")
            ))
            .next("`crosscase case` and `crosscase read` show what there is; widen the filter"));
        }
        Ok(allowed)
    }

    fn narrow(&mut self, sources: Sources) {
        let met = self.sources.as_ref().map(|held| held.meet(&sources));
        self.sources = Some(met.unwrap_or(sources));
    }

    /// Whether a case (its place in the view) is let through.
    pub(super) fn case(&self, case: usize) -> bool {
        let cases = self.sources.as_ref().map(|sources| &sources.cases);
        cases.is_none_or(|cases| cases.binary_search(&(case as u32)).is_ok())
    }

    /// By place in the view: whether a transcript is let through.
    pub(super) fn transcripts(&self, all: usize) -> Vec<bool> {
        let Some(sources) = &self.sources else {
            return vec![true; all];
        };
        let mut list = vec![false; all];
        for at in &sources.transcripts {
            if let Some(allowed) = list.get_mut(*at as usize) {
                *allowed = true;
            }
        }
        list
    }

    /// Whether a coding with this company (codes in order) is let through.
    pub(super) fn beside(&self, company: &[u32]) -> bool {
        let wanted = self.beside.as_ref();
        wanted.is_none_or(|codes| !common(codes, company).is_empty())
    }
}

fn of_cases(mut cases: Vec<u32>, places: &Places) -> Sources {
    cases.sort_unstable();
    cases.dedup();
    let interviews = cases
        .iter()
        .filter_map(|at| places.interviews.get(*at as usize));
    let mut transcripts: Vec<u32> = interviews.flatten().copied().collect();
    transcripts.sort_unstable();
    Sources { cases, transcripts }
}

fn in_words(name: &str, values: &[String]) -> String {
    format!("{name} {}", values.join(" or "))
}
