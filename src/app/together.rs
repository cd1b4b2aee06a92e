//! `together`: which codes stand together, as a table or as a ranked list.

use crate::analysis::{self, CooccurrenceSpec, Strength, Together};
use crate::app::load::Loaded;
use crate::app::table::note_of_lost;
use crate::app::{AppError, Study};
use crate::model::nearest::did_you_mean;
use crate::model::{Codebook, Coder, Problem, RowsSpec, Table};

/// What to hold against what, and how.
#[derive(Clone, Debug)]
pub struct TogetherRequest {
    /// The codes, by name or by their beginning, as in `CF-*`; none: all that
    /// are given anywhere.
    pub codes: Vec<String>,
    /// The codes to hold them against; none: the same.
    pub with: Vec<String>,
    /// All pattern codes, instead of `codes`.
    pub patterns: bool,
    /// What standing together means.
    pub within: Together,
    /// What to show of each pair; none: what suits.
    pub measures: Vec<Strength>,
    /// Whose codings count; none: the study's main coder's.
    pub coders: Vec<Coder>,
    /// Only codes that one coder gave stand together.
    pub same_coder: bool,
    /// Count pending suggestions too.
    pub pending: bool,
}

/// The codes as a table, each against each other one.
pub fn table(study: &Study, request: &TogetherRequest) -> Result<Table, AppError> {
    made(study, request, None)
}

/// At most `limit` pairs of codes, the strongest first.
pub fn pairs(study: &Study, request: &TogetherRequest, limit: usize) -> Result<Table, AppError> {
    made(study, request, Some(limit))
}

fn made(study: &Study, request: &TogetherRequest, pairs: Option<usize>) -> Result<Table, AppError> {
    let (spec, loaded, lost) = study.store.read(|reader| -> Result<_, AppError> {
        let spec = spec(request, &reader.codebook()?, pairs.is_some())?;
        let units = spec.needs_units().then_some(spec.together);
        let loaded = Loaded::for_cooccurrence(reader, units)?;
        Ok((spec, loaded, reader.lost_codings()?))
    })?;
    let defaults = analysis::Defaults {
        coders: loaded.main_coder.clone(),
    };
    let view = loaded.view();
    let mut table = match pairs {
        Some(limit) => analysis::pairs(&spec, limit, &view, &defaults)?,
        None => analysis::cooccurrence(&spec, &view, &defaults)?,
    };
    table.notes.extend(note_of_lost(&table, &lost));
    Ok(table)
}

fn spec(
    request: &TogetherRequest,
    codebook: &Codebook,
    listed: bool,
) -> Result<CooccurrenceSpec, Problem> {
    let all = |word: &str| RowsSpec::All(word.to_owned());
    let named = |names: &[String]| Ok::<_, Problem>(RowsSpec::Codes(expanded(names, codebook)?));
    let rows = match request.codes.as_slice() {
        [] if request.patterns => all("patterns"),
        [] => all("codes"),
        names => named(names)?,
    };
    let columns = match request.with.as_slice() {
        [] => None,
        names => Some(named(names)?),
    };
    let usual: &[Strength] = match (listed, request.within) {
        (false, _) => &[Strength::Count],
        (true, Together::Overlap) => &[Strength::C],
        (true, _) => &[Strength::Jaccard, Strength::Lift],
    };
    let measures = match request.measures.as_slice() {
        [] => usual,
        named => named,
    };
    Ok(CooccurrenceSpec {
        title: title(request.within),
        corner: if listed { "A × B" } else { "Code" }.to_owned(),
        used_only: request.codes.is_empty() && !request.patterns,
        rows,
        columns,
        coders: request.coders.clone(),
        same_coder: request.same_coder,
        pending: request.pending,
        together: request.within,
        measures: measures.to_vec(),
    })
}

fn title(within: Together) -> String {
    match within {
        Together::Overlap => "Codes whose passages overlap".to_owned(),
        Together::Sentence => "Codes in the same sentence".to_owned(),
        Together::SameTurn | Together::WithinTurns(0) => "Codes in the same turn".to_owned(),
        Together::WithinTurns(1) => "Codes at most 1 turn apart".to_owned(),
        Together::WithinTurns(turns) => format!("Codes at most {turns} turns apart"),
    }
}

/// Names as typed, with `CF-*` for all codes that begin so, each of which
/// comes once.
fn expanded(names: &[String], codebook: &Codebook) -> Result<Vec<String>, Problem> {
    let mut found: Vec<String> = Vec::new();
    for name in names {
        let Some(beginning) = name.strip_suffix('*') else {
            found.push(name.clone());
            continue;
        };
        let known = || codebook.codes.keys().map(|code| code.as_str());
        let mut any = false;
        for code in known().filter(|code| code.starts_with(beginning)) {
            any = true;
            if !found.iter().any(|it| it == code) {
                found.push(code.to_owned());
            }
        }
        if !any {
            let advice = did_you_mean(beginning, known(), "see `crosscase codebook`");
            return Err(Problem::new(format!("no code begins with '{beginning}'")).next(advice));
        }
    }
    Ok(found)
}
