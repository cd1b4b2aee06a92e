//! What is written: all of it in a list, or one cell with its evidence.

use crate::analysis::{Comparison, Passage, Since};
use crate::app::load::Loaded;
use crate::app::summary::cite::place_of;
use crate::app::summary::write::Ground;
use crate::app::summary::{Names, typed};
use crate::app::{AppError, Study, passages};
use crate::model::{CodingId, Summary};
use crate::store::Reader;

/// A summary with names instead of numbers.
#[derive(Clone, Debug)]
pub struct SummaryView {
    /// The one thing it is about.
    pub row: String,
    /// The other.
    pub column: String,
    /// The summary as it is stored.
    pub summary: Summary,
    /// The codings it cites, as references.
    pub cites: Vec<String>,
    /// What has happened to its evidence since.
    pub since: Since,
}

/// All summaries in the order of the codebook, then of the cases.
pub fn list(study: &Study) -> Result<Vec<SummaryView>, AppError> {
    study.store.read(|reader| {
        let names = Names::new(reader)?;
        let loaded = Loaded::for_specs(reader, &[])?;
        let view = loaded.view();
        let comparison = Comparison::new(&view);
        let mut views = Vec::new();
        for summary in view.summaries {
            let place = (names.place(&summary.row), names.place(&summary.column));
            let since = comparison.since(summary, &view);
            views.push((place, with_names(reader, &names, summary.clone(), since)?));
        }
        views.sort_by(|(a, _), (b, _)| a.cmp(b));
        Ok(views.into_iter().map(|(_, view)| view).collect())
    })
}

fn with_names(
    reader: &Reader<'_>,
    names: &Names,
    summary: Summary,
    since: Since,
) -> Result<SummaryView, AppError> {
    let mut cites = Vec::new();
    for cite in &summary.cites {
        let coding = reader.coding(cite.coding)?;
        cites.push(match coding.and_then(|it| place_of(names, &it)) {
            Some(place) => place.to_string(),
            None => format!("coding {} (gone)", cite.coding),
        });
    }
    Ok(SummaryView {
        row: names.shown(&summary.row),
        column: names.shown(&summary.column),
        summary,
        cites,
        since,
    })
}

/// One cell with its evidence.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The one thing it is about.
    pub row: String,
    /// The other.
    pub column: String,
    /// What is written, if anything.
    pub view: Option<SummaryView>,
    /// The passages it cites, as they stand now.
    pub cited: Vec<Passage>,
    /// Those that stand under the pair and are not cited.
    pub others: Vec<Passage>,
    /// Those that are remembered and no longer in the study.
    pub gone: Vec<CodingId>,
}

/// One cell, written or not, with what it cites and what else is coded there
/// by the study's coder.
pub fn show(study: &Study, row: &str, column: &str) -> Result<Shown, AppError> {
    study.store.read(|reader| {
        let names = Names::new(reader)?;
        let (one, other) = names.pair(&typed(row), &typed(column))?;
        let ground = Ground::new(reader)?;
        let held = reader.summary(&one, &other)?;
        let (one, other) = match &held {
            Some(held) => (held.row.clone(), held.column.clone()),
            None => (one, other),
        };
        let cites: Vec<CodingId> = held
            .iter()
            .flat_map(|held| held.cites.iter().map(|cite| cite.coding))
            .collect();
        let under = ground.pairs().under(&one, &other).unwrap_or_default();
        let others: Vec<CodingId> = under.into_iter().filter(|it| !cites.contains(it)).collect();
        let of = |ids: &[CodingId]| -> Result<Vec<Passage>, AppError> {
            let mut codings = Vec::new();
            for id in ids {
                codings.extend(reader.coding(*id)?);
            }
            passages::passages(reader, &codings)
        };
        let mut gone = Vec::new();
        for id in held.iter().flat_map(Summary::remembered) {
            if reader.coding(id)?.is_none() {
                gone.push(id);
            }
        }
        let view = match held {
            Some(held) => {
                let since = ground.since(&held);
                Some(with_names(reader, &names, held, since)?)
            }
            None => None,
        };
        Ok(Shown {
            row: names.shown(&one),
            column: names.shown(&other),
            view,
            cited: of(&cites)?,
            others: of(&others)?,
            gone,
        })
    })
}
