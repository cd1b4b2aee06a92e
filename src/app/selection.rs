//! Naming codings by what they have in common.

use crate::app::{AppError, lookup};
use crate::model::nearest::did_you_mean;
use crate::model::{CodeKey, Coder, Problem, ReviewState, TranscriptId};
use crate::store::{CodingFilter, Reader};

/// Which codings to show, by names; an empty list sets no condition.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Of these transcripts.
    pub transcripts: Vec<String>,
    /// Of these cases.
    pub cases: Vec<String>,
    /// With these codes, and what pattern codes among them gather.
    pub codes: Vec<String>,
    /// By these coders.
    pub coders: Vec<Coder>,
    /// Suggested by these rules.
    pub rules: Vec<String>,
    /// In these states.
    pub states: Vec<ReviewState>,
    /// Only those a rule suggested.
    pub suggested: bool,
}

impl Selection {
    /// The filter in the store's terms. Unknown names are problems.
    pub(super) fn filter(&self, reader: &Reader<'_>) -> Result<Option<CodingFilter>, AppError> {
        let transcripts = reader.transcripts()?;
        let codebook = reader.codebook()?;
        let mut wanted: Vec<TranscriptId> = Vec::new();
        for name in &self.transcripts {
            wanted.push(lookup::transcript(&transcripts, name)?.id);
        }
        let cases = reader.cases()?;
        for name in &self.cases {
            let case = lookup::case(&cases, name)?;
            wanted.extend(
                transcripts
                    .iter()
                    .filter(|it| it.case.as_deref() == Some(case.name.as_str()))
                    .map(|it| it.id),
            );
        }
        if wanted.is_empty() && !(self.transcripts.is_empty() && self.cases.is_empty()) {
            return Ok(None); // a case without transcripts: nothing can match
        }
        let mut codes: Vec<CodeKey> = Vec::new();
        for id in &self.codes {
            let code = codebook.require(id)?;
            codes.extend(codebook.gathered(code).iter().map(|code| code.key));
        }
        for rule in &self.rules {
            let known = codebook.codes.values().flat_map(|code| &code.rules);
            // A rule that was taken out may have left suggestions behind.
            let left_behind = CodingFilter {
                rules: vec![rule.clone()],
                ..CodingFilter::default()
            };
            let gone = !known.clone().any(|it| it.id == *rule);
            if gone && reader.codings(&left_behind)?.is_empty() {
                let names = known.map(|it| it.id.as_str());
                return Err(Problem::new(format!("no rule '{rule}'"))
                    .next(did_you_mean(
                        rule,
                        names,
                        "`crosscase codebook show CODE` lists a code's rules",
                    ))
                    .into());
            }
        }
        Ok(Some(CodingFilter {
            transcripts: wanted,
            turn: None,
            codes,
            coders: self.coders.clone(),
            states: self.states.clone(),
            rules: self.rules.clone(),
            suggested: self.suggested,
        }))
    }
}
